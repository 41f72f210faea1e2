"""Learned parts: what a reader of statements gives, and how one is loaded.

``Attribution`` and ``Attributor`` are the socket into which the rules of ``read/`` and, from issue 4 on, a
learned reader fit alike: whatever is plugged in, the rest of reading sees the same values.
"""

from reportedly.models.attribution import Attribution, Attributor

__all__ = ["Attribution", "Attributor"]
