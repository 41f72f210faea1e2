"""How much any one input may cost: caps that hold while bytes stream, so that nothing is unpacked to find out."""

from __future__ import annotations

from reportedly.acquire.refusal import RefusedError

MOST_RATIO = 200
"""Bytes out for one byte in. Pages reach 30, tables of one repeated row 150; zeros in deflate reach 1,030, which is
what a bomb is made of (measured: 48,715 bytes of zip → 50 MB, research/workbench.md)."""
FREE = 10_000_000
"""Bytes out before the ratio counts: small members of blanks are no danger."""
MOST_TOTAL = 200_000_000_000
"""Bytes that one archive may unpack to while streaming: ten times the largest daily file of public news crawls."""
MOST_MEMBERS = 50_000
"""Members of one zip: Word files have below 1,000, web archives below 100."""


class Budget:
    """Counts bytes in and out of one decompression; :meth:`spend` raises where a cap is passed."""

    def __init__(self, most: int = MOST_TOTAL, ratio: int = MOST_RATIO) -> None:
        self.most, self.ratio = most, ratio
        self.taken = self.given = 0

    @property
    def is_spent(self) -> bool:
        """Whether the total was passed."""
        return self.given > self.most

    def spend(self, taken: int, given: int) -> None:
        """Count bytes taken from the packed side and given on the other.

        Raises ``RefusedError``: ``too_large`` over the total, ``ratio`` over the ratio.
        """
        self.taken += taken
        self.given += given
        if self.given > self.most:
            raise RefusedError("too_large", f"at most {self.most:,} bytes when unpacked", "more")
        if self.given > FREE and self.given > self.ratio * max(1, self.taken):
            actual = f"{self.given:,} bytes out of {self.taken:,}"
            raise RefusedError("ratio", f"at most {self.ratio} bytes out of each packed one", actual)
