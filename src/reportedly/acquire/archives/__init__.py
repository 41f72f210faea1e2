"""Web archives → articles: WARC and ARC, packed with gzip or not, and WACZ with its manifest checked.

Read with own code: the reasons, and what the libraries do with the same damaged files, are in docs/decisions/0011.
"""

from reportedly.acquire.archives.wacz import wacz_items
from reportedly.acquire.archives.warc import warc_items

__all__ = ["wacz_items", "warc_items"]
