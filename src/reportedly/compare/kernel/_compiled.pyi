# The compiled twin of plain.py, which documents what each function gives.
from reportedly.compare.kernel.columns import Column

def words(text: str) -> tuple[bytes, bytes, bytes]: ...
def prints(ids: Column, window: int) -> tuple[bytes, bytes]: ...
def pairs(
    grams: Column, offsets: Column, order: Column, covered: float, least: int, crowd: int
) -> tuple[bytes, bytes, bytes, int]: ...
def align(
    ids: Column,
    offsets: Column,
    keys: Column,
    surplus: int,
    gap: int,
    look_back: int,
    drop: int,
    cost: float,
    least: float,
) -> bytes: ...
