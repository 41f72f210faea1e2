"""Files that nobody sane would send: every kind of input, damaged at random, must end soon with articles or Problems.

``python bench/hostile.py [KIND…] [--n 200] [--seconds 60] [--seed S]``; ``make stress`` runs each as ``fuzz-KIND``. A trial is
made from its seed alone. Fails: an exception, more than ``SECONDS`` of wall clock, an item that cannot be stored.
``python bench/hostile.py --measure`` prints the figures of docs/inputs.md.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sys
import tempfile
import time
import zlib
from collections.abc import Callable
from functools import cache
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "acquire"))
import invented_archives as made

from reportedly import codec
from reportedly.acquire import acquire, expected
from reportedly.casefile import create_casefile
from reportedly.pipeline import ingest
from reportedly.record import Article

SECONDS = 5.0
"""Most seconds for one damaged file of some kilobytes (issue 10)."""


def _parquet() -> bytes:
    import pyarrow as pa
    from pyarrow import parquet

    out = pa.BufferOutputStream()
    rows = {"id": [str(n) for n in range(50)], "text": [f"{made.NEWS} {n}" for n in range(50)]}
    parquet.write_table(pa.table(rows), out, row_group_size=20)
    return bytes(out.getvalue())


def _csv() -> bytes:
    return b"id,text,date\n" + b"".join(b'%d,"Kelmar, ""no"",\n said.",2031-03-03\n' % n for n in range(40))


_RECORDS = (
    made.record(1),
    made.warc(made.http(made.page(1), media="text/html"), "http://news.example/p"),
    made.warc(made.http(made.chunked(made.page(2)), "Transfer-Encoding: chunked", media="text/html")),
    made.warc(made.http(zlib.compress(made.NEWS.encode()), "Content-Encoding: deflate")),
    made.record(2),
)
KINDS: dict[str, Callable[[], bytes]] = {
    "html": lambda: made.page(1),
    "csv": _csv,
    "parquet": _parquet,
    "eml": lambda: made.mail(Date="Mon, 03 Mar 2031 10:00:00 +0400"),
    "docx": lambda: made.docx(made.paragraph("Bridge", "Title") + made.paragraph(made.NEWS) * 3),
    "pdf": lambda: made.pdf([made.PARAGRAPH[:90], "It was closed."], ["Second page."], title="Bridge"),
    "warc": lambda: b"".join(_RECORDS),
    "warc.gz": lambda: made.gz(*_RECORDS),
    "arc": lambda: made.arc_head() + made.arc(made.http(made.page(1), media="text/html")),
    "wacz": lambda: made.wacz({"archive/a.warc.gz": made.gz(*_RECORDS), "pages/pages.jsonl": b"{}\n"}),
}
"""Ending → a whole file of that kind."""
_PIECES = (
    b"",
    b"\0",
    b"\n",
    b'"',
    b"\xff",
    b"&x;",
    b"<![CDATA[",
    b"\x1f\x8b\x08",
    b"PK\x01\x02",
    b"WARC/1.0\r\n",
    b"99999999999",
)


@cache
def whole(kind: str) -> bytes:
    """The undamaged file."""
    return KINDS[kind]()


def damaged(raw: bytes, rng: random.Random) -> bytes:
    """Bytes lost, doubled, moved, replaced by what parsers look for, or cut off."""
    found = bytearray(raw)
    for _ in range(rng.choice((1, 1, 2, 5, 30))):
        at = rng.randrange(len(found) + 1)
        end = min(len(found), at + rng.choice((0, 1, 1, 4, 100)))
        piece = rng.choice((*_PIECES, rng.randbytes(3), bytes(found[at:end]) * 3))
        found[at:end] = piece
    return bytes(found[: rng.randrange(len(found) + 1)] if rng.random() < 0.15 else found)


def fuzz(kind: str) -> Callable[[int], None]:
    """A campaign for bench/stress.py: one trial by seed."""

    def trial(seed: int) -> None:
        rng = random.Random(f"{kind} {seed}")
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / f"x.{kind}"
            path.write_bytes(damaged(whole(kind), rng))
            begun = time.monotonic()
            items = list(acquire([path]))
            assert (seconds := time.monotonic() - begun) <= SECONDS, f"{seconds:.1f} s"
            for item in items:
                codec.encode(item)
            with create_casefile(Path(name) / "case.db") as case:
                stored = case.add_all(items)
                assert stored.new + stored.known == sum(isinstance(item, Article) for item in items)

    return trial


CAMPAIGNS = {f"fuzz-{kind}": fuzz(kind) for kind in KINDS}
"""Name → one trial of it, for bench/stress.py."""


def measure() -> None:
    """CPU and memory of large archives and tables; each in a process of its own shows its own peak."""
    with tempfile.TemporaryDirectory() as name:
        _measure_warc(Path(name) / "x.warc.gz")
        _measure_parquet(Path(name), 20_000)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB")


def _measure_warc(path: Path) -> None:
    path.write_bytes(made.gz(*(made.record(n) for n in range(5_000))))
    begun = time.process_time()
    found = sum(isinstance(item, Article) for item in acquire([path]))
    print(f"WARC, 5,000 records of text: {found:,} articles, {time.process_time() - begun:.2f} s of CPU")
    path.write_bytes(
        made.gz(
            *(
                made.warc(made.http(made.page(n), media="text/html"), f"http://a.example/{n}")
                for n in range(300)
            )
        )
    )
    begun = time.process_time()
    found = sum(isinstance(item, Article) for item in acquire([path]))
    print(f"WARC, 300 pages: {found:,} articles, {time.process_time() - begun:.2f} s of CPU")


def _measure_parquet(folder: Path, rows: int) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    path = folder / "x.parquet"
    schema = pa.schema([("id", pa.string()), ("text", pa.string())])
    with parquet.ParquetWriter(path, schema) as writer:
        for first in range(0, rows, 1_000):
            numbers = range(first, first + 1_000)
            columns = {
                "id": [f"r{n}" for n in numbers],
                "text": [f"{made.NEWS} Lorry {n}." * 8 for n in numbers],
            }
            writer.write_table(pa.table(columns, schema=schema))
    gc.collect()
    begun, ticks = time.process_time(), list[tuple[int, int | None]]()
    with create_casefile(folder / "case.db") as case:
        tally = ingest(
            case, [str(path)], None, lambda: "", lambda _, done, total: ticks.append((done, total))
        )
    print(
        f"Parquet, {rows:,} rows into a casefile: {tally.new:,} new, {time.process_time() - begun:.1f} s of CPU"
    )
    assert ticks[-1] == (rows, expected([path])), "the progress bar ends at its total"


def main() -> int:
    """Run the campaigns that were asked for; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", choices=[[], *KINDS], default=[])
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, help="one trial")
    parser.add_argument("--measure", action="store_true")
    asked = parser.parse_args()
    if asked.measure:
        measure()
        return 0
    for kind in asked.kinds or KINDS:
        trial, begun, done = fuzz(kind), time.monotonic(), 0
        for seed in [asked.seed] if asked.seed is not None else count():
            if done >= asked.n or time.monotonic() - begun > asked.seconds:
                break
            try:
                trial(seed)
            except Exception as error:
                raise RuntimeError(f"{kind} --seed {seed}") from error
            done += 1
        print(f"{kind}: {done} held, {time.monotonic() - begun:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
