"""The version of the program and the number of the formats it writes."""

__version__ = "0.1.0"

SCHEMA = "1.0.0"
"""Number of the exchange formats (SemVer: grows by adding; old outputs stay readable). Source: INTERFACE."""
