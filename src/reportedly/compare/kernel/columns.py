"""What the kernels take: a flat column of numbers, however it is held."""

from __future__ import annotations

from array import array
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Column: TypeAlias = "bytes | memoryview | array[int] | NDArray[Any]"
"""Numbers of one width, one after the other, in the machine's byte order."""

U64 = NDArray[np.uint64]
"""Word ids and grams."""
