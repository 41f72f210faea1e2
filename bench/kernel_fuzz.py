"""The compiled kernels under AddressSanitizer and UndefinedBehaviorSanitizer, against the plain ones, on made-up input.

``python bench/kernel_fuzz.py [--n 1000] [--seed 0]``; ``make stress`` runs it as campaign fuzz-kernel. The module is
compiled anew with the sanitizers and runs in a process of its own, so that a report ends that process, not this one.
"""

from __future__ import annotations

import argparse
import functools
import importlib.machinery
import importlib.util
import os
import random
import subprocess
import sys
import sysconfig
import tempfile
from array import array
from itertools import pairwise
from pathlib import Path
from types import ModuleType

SOURCE = Path(__file__).parents[1] / "src/reportedly/compare/kernel/_compiled.c"
SANITIZERS = ("-O1", "-g", "-fPIC", "-shared", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")
AT_ONCE = 20
"""Inputs of one trial: starting a process costs as much as these."""
LETTERS = "aZ09_ -'é\u0301ßİﬁΣ٣Ⅷ中𝔘😀\u200d\ud800\x00\n"


@functools.cache
def sanitized() -> Path | None:
    """The module with sanitizers; ``None`` where it can't be compiled."""
    module = Path(tempfile.mkdtemp(prefix="kernel-")) / "_compiled.so"
    include = f"-I{sysconfig.get_paths()['include']}"
    try:
        subprocess.run(
            ["cc", *SANITIZERS, include, str(SOURCE), "-o", str(module)], check=True, capture_output=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return module


def fuzz_kernel(seed: int, n: int = AT_ONCE) -> None:
    """One trial: ``n`` inputs in a process of its own; raises ``AssertionError`` with what the sanitizer said."""
    module = sanitized()
    assert module, "no compiler with Python's headers and sanitizers"
    runtime = subprocess.run(
        ["cc", "-print-file-name=libasan.so"], check=True, capture_output=True, text=True
    )
    env = {
        **os.environ,
        "LD_PRELOAD": runtime.stdout.strip(),
        "ASAN_OPTIONS": "detect_leaks=0",  # the interpreter's own
        "PYTHONMALLOC": "malloc",  # so that every buffer is watched
        "OPENBLAS_NUM_THREADS": "1",
    }
    done = subprocess.run(
        [sys.executable, __file__, "--child", str(module), "--seed", str(seed), "--n", str(n)],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line for line in done.stderr.splitlines() if "ERROR" in line or "runtime error" in line]
    assert not done.returncode, (told or done.stderr.splitlines())[-1:]


def one(compiled: ModuleType, seed: int) -> None:
    """Every kernel once: fitting input gives what the plain ones give, columns that lie give a refusal or anything but harm."""
    import numpy as np

    from reportedly.compare.kernel import plain

    rng = random.Random(seed)
    text = "".join(rng.choices(LETTERS, k=rng.choice((0, 1, 20, 300))))
    assert compiled.words(text) == plain.words(text)
    few = rng.choice((2, 6, 10**9))
    texts = [
        array("Q", rng.choices(range(few), k=rng.choice((0, 3, 40, 300)))) for _ in range(rng.randint(0, 6))
    ]
    texts += [one[rng.randrange(9) :] + other[:50] for one, other in pairwise(texts)]
    offsets = np.cumsum([0, *map(len, texts)]).astype(np.int64)
    window, crowd, least = rng.randint(1, 12), rng.randint(1, 9), rng.randint(1, 3)
    prints = [compiled.prints(ids, window) for ids in texts]
    assert prints == [plain.prints(ids, window) for ids in texts]
    grams = b"".join(grams for grams, _ in prints)
    starts = np.cumsum([0, *(len(grams) // 8 for grams, _ in prints)]).astype(np.int64)
    order = np.array(rng.sample(range(len(texts)), len(texts)), np.uint32)
    given = (grams, starts, order, 0.9, least, crowd)
    assert compiled.pairs(*given) == plain.pairs(*given)
    keys = np.array([a << 32 | b for a in range(len(texts)) for b in range(a + 1, len(texts))], np.uint64)
    limits = (
        rng.randint(0, 9),
        rng.randint(0, 50),
        rng.randint(0, 64),
        rng.randint(1, 5),
        0.5,
        rng.choice((3.0, 14.0)),
    )
    flat = b"".join(ids.tobytes() for ids in texts)
    assert compiled.align(flat, offsets, keys, *limits) == plain.align(flat, offsets, keys, *limits)
    lies = np.array(rng.choices(range(-2, len(flat) // 8 + 3), k=len(texts) + 1), np.int64)
    for call in (
        lambda: compiled.align(flat, lies, keys, *limits),
        lambda: compiled.pairs(grams, lies, order, 0.9, least, crowd),
        lambda: compiled.pairs(grams, starts, order + np.uint32(rng.randint(0, 2)), 0.9, least, crowd),
    ):
        try:
            call()
        except ValueError:
            continue


def child(path: str, seed: int, n: int) -> None:
    """What runs under the sanitizers."""
    loader = importlib.machinery.ExtensionFileLoader("_compiled", path)
    spec = importlib.util.spec_from_file_location("_compiled", path, loader=loader)
    assert spec
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    for k in range(n):
        one(module, seed * 1_000_003 + k)


def main() -> None:
    """Run, and say how many held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--child")
    given = parser.parse_args()
    if given.child:
        child(given.child, given.seed, given.n)
        return
    fuzz_kernel(given.seed, given.n)
    print(f"{given.n:,} inputs held")


if __name__ == "__main__":
    main()
