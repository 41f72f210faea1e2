"""Tables of articles, one a row: CSV, TSV and Parquet → articles. (Lines of JSON are read by ``acquire.jsonl``.)"""

from reportedly.acquire.tables.delimited import delimited_items
from reportedly.acquire.tables.parquet import parquet_items, parquet_rows

__all__ = ["delimited_items", "parquet_items", "parquet_rows"]
