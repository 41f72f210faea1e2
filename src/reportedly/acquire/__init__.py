"""Outside → Article: files, archives, folders and standard input, with every byte kept and every metadatum's place noted.

One public function, :func:`acquire`; :func:`acquire_lines` is the same for a batch of JSON lines that must give one
result for each line. An item that cannot be used becomes a ``Problem`` and the rest goes on.
"""

from reportedly.acquire.intake import Options
from reportedly.acquire.jsonl import Line, acquire_lines
from reportedly.acquire.refusal import BESIDE
from reportedly.acquire.sources import acquire, expected
from reportedly.acquire.streams import TOO_LARGE, capped_lines

__all__ = ["BESIDE", "TOO_LARGE", "Line", "Options", "acquire", "acquire_lines", "capped_lines", "expected"]
