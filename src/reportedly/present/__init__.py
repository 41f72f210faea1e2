"""Records → text, HTML structures and JSON. Pure: no clock, files, network or database.

``terminal`` prints one reading, ``case_summary`` a case at a glance; ``reading_view`` and ``copies`` prepare what
the pages show, ``marks`` cuts a text at its layers, ``words`` holds every label with what it means.
"""

from reportedly.present.case_summary import summary_lines
from reportedly.present.terminal import quick_lines

__all__ = ["quick_lines", "summary_lines"]
