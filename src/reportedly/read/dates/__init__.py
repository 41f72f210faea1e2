"""Dates in news text: what is written, what it stands for, and what it was reckoned from.

Table-driven: words become classes (:mod:`~reportedly.read.dates.words`), shapes are patterns over the classes
(:mod:`~reportedly.read.dates.shapes`), each with a rule that gives the value (``days``, ``periods``, ``counts``).
Pure: no clock; what cannot be reckoned for want of an anchor stays unresolved and says so.
"""

from reportedly.read.dates.anchors import Anchors, anchors_of
from reportedly.read.dates.bounds import publication_bound
from reportedly.read.dates.tagger import Dated, find_dates

__all__ = ["Anchors", "Dated", "anchors_of", "find_dates", "publication_bound"]
