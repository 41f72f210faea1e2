"""Nothing of the shared data stands in the repository (METRICS, "No tuning to the seeds").

With the data folder at hand, no five consecutive words of a seed may stand in a file of ours. Without it, hashes of the
seeds' 4-grams do: ``tests/seed_4grams.txt`` holds the first 12 hexadecimal digits of the SHA-256 of each 4-gram
(words case-folded, joined by one space) of at least 18 letters that news prose at large does not share (PolNeAR train
has it nowhere, so "an interview with the" is left out). Written by
``REPORTEDLY_SEEDS=write pytest tests/test_no_corpus_text.py``.
"""

import hashlib
import json
import os
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from reportedly.text import tokenize

ROOT = Path(__file__).parents[1]
SEEDS = Path(os.environ.get("REPORTEDLY_DATA", ROOT.parent / "shared" / "data")) / "seeds"
STORED = ROOT / "tests" / "seed_4grams.txt"
PLACES = ("src", "tests", "examples", "docs", "bench", "training/in_domain", "README.md")
DIGITS = 12
"""48 bits: among 1,000 stored and 200,000 of ours the chance that any two differing grams agree is under 1 in a million."""
LETTERS = 18
"""Letters a stored 4-gram has at least: shorter ones are common English and idioms ("at the end of")."""


def words(text: str) -> list[str]:
    return [t.norm for t in tokenize(text)]


def grams(text: str, n: int) -> set[str]:
    found = words(text)
    return {" ".join(found[k : k + n]) for k in range(len(found) - n + 1)}


def hashed(gram: str) -> str:
    return hashlib.sha256(gram.encode()).hexdigest()[:DIGITS]


@cache
def ours() -> tuple[tuple[str, str], ...]:
    """(path, text) of every file git knows or would add, the hashes apart."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *PLACES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.split("\n")
    paths = [ROOT / name for name in listed if name] or [p for place in PLACES for p in _walk(ROOT / place)]
    return tuple(
        (str(p.relative_to(ROOT)), p.read_text("utf-8", "replace"))
        for p in paths
        if p.is_file() and p != STORED and p.suffix != ".onnx"
    )


def _walk(place: Path) -> Iterator[Path]:
    yield from (
        [place]
        if place.is_file()
        else (p for p in place.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    )


def seeds() -> list[str]:
    return [p.read_text("utf-8") for p in sorted(SEEDS.glob("*.txt"))]


def common() -> set[str]:
    """The 4-grams of another corpus of news."""
    lines = (SEEDS.parent / "polnear" / "train.jsonl").read_text("utf-8").splitlines()
    return set[str]().union(*(grams(json.loads(line)["text"], 4) for line in lines))


@pytest.mark.corpus
def test_no_five_words_of_a_seed_stand_here() -> None:
    if not SEEDS.exists():
        pytest.skip(f"{SEEDS} is not at hand")
    wanted = set[str]().union(*(grams(t, 5) for t in seeds()))
    assert wanted
    assert {path: sorted(hit)[:3] for path, text in ours() if (hit := grams(text, 5) & wanted)} == {}


def test_no_four_words_of_a_seed_stand_here() -> None:
    stored = set(STORED.read_text().split())
    assert len(stored) > 300
    found = {path: sorted(g for g in grams(text, 4) if hashed(g) in stored)[:3] for path, text in ours()}
    assert {path: hit for path, hit in found.items() if hit} == {}


@pytest.mark.corpus
def test_the_stored_hashes_are_those_of_the_seeds() -> None:
    if not SEEDS.exists():
        pytest.skip(f"{SEEDS} is not at hand")
    told = {g for t in seeds() for g in grams(t, 4) if sum(map(str.isalpha, g)) >= LETTERS} - common()
    lines = "".join(f"{h}\n" for h in sorted(map(hashed, told)))
    if os.environ.get("REPORTEDLY_SEEDS") == "write":
        STORED.write_text(lines)
    assert STORED.read_text() == lines


def test_the_tester_finds_what_is_planted() -> None:
    planted = "one invented phrase of exactly eight words here"
    wanted = {hashed(g) for g in grams(planted, 4)}
    assert {hashed(g) for g in grams("Before it. One INVENTED phrase, “of exactly” after.", 4)} & wanted
    assert not {hashed(g) for g in grams("One phrase invented of exactly four", 4)} & wanted
