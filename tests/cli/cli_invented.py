"""What the command line's tests share: an invented dispute, and ways to call the program."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from reportedly.cli import group
from reportedly.codec import decode
from reportedly.record import Reading

PROGRAM = Path(sys.executable).with_name("reportedly")
"""The installed program, for what a call inside this process cannot show (signals, pipes, imports)."""

TEXT = """HALVIK, March 3 (Orbis) – The mayor of Kelmar, Ina Dorvald, said on Friday that the bridge over the Sorn was closed. She added that repairs would begin in April.

“Nobody asked us,” Tosven’s foreign minister, Pavo Renn, told The Courier on Friday. Renn denied that his ministry knew of the plan.

Traffic was light on Friday."""

LEAD = "The harbour council of Kelmar said on Friday that the northern bridge over the Sorn would stay closed until the end of April because three of its seven piers had been damaged by drifting ice."


def line(id: str, text: str = TEXT, **fields: Any) -> bytes:
    """One article as a line of JSON."""
    return json.dumps({"id": id, "text": text, **fields}, ensure_ascii=False).encode() + b"\n"


def many(n: int) -> bytes:
    """``n`` short articles of which each has its own number; neighbours share a lead, so that there are copies."""
    return b"".join(
        line(
            f"a{i:04d}",
            f"{LEAD} Ina Dorvald said that {i} lorries had turned back at gate {i % 7}.",
            outlet=f"The Example {i % 5}",
            published=f"2031-03-{i % 28 + 1:02d}",
        )
        if i % 10 == 0
        else line(f"a{i:04d}", f"Pavo Renn said on day {i} that hall {i * 31 % 97} of dock {i * 7} was full.")
        for i in range(n)
    )


def call(*args: str | Path, stdin: bytes | None = None) -> Result:
    """The program in this process: fast; a traceback of it is this test's failure."""
    result = CliRunner().invoke(group, [str(a) for a in args], input=stdin)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def program(
    *args: str | Path, stdin: bytes | None = None, **options: Any
) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own."""
    call = [str(PROGRAM), *map(str, args)]
    return subprocess.run(call, input=stdin, capture_output=True, check=False, timeout=60, **options)


def readings(lines: str | bytes) -> list[Reading]:
    """Readings from lines of JSON."""
    return [decode(one, Reading) for one in lines.splitlines()]


def objects(lines: str | bytes) -> list[Any]:
    """Values from lines of JSON."""
    return [json.loads(one) for one in lines.splitlines()]


def case_of(path: Path, content: bytes, *, run: bool = True) -> Path:
    """A casefile with these article lines."""
    source = path.with_suffix(".jsonl")
    source.write_bytes(content)
    assert call("init", path).exit_code == 0
    assert call("ingest", path, source).exit_code == 0
    assert not run or call("run", path).exit_code == 0
    return path


def ids(items: Iterable[Any]) -> list[str]:
    """Their ids, in order."""
    return [item.id for item in items]
