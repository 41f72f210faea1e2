"""The hot loops of comparing, compiled where a compiler was at hand, plain otherwise; both give the same bytes.

Columns go in and come out as flat buffers in the machine's byte order, each text's slice found by offsets: Arrow's
layout, so that an Arrow batch goes in without a copy. What each function does and why is in :mod:`.plain`; how much
the compiled ones gain was measured (docs/decisions/0006).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.compare.kernel import plain as _chosen

    COMPILED: bool
else:
    try:
        from reportedly.compare.kernel import _compiled as _chosen

        COMPILED = True
    except ImportError:
        from reportedly.compare.kernel import plain as _chosen

        COMPILED = False

__all__ = ["COMPILED", "align", "pairs", "prints", "words"]

words = _chosen.words
prints = _chosen.prints
pairs = _chosen.pairs
align = _chosen.align
