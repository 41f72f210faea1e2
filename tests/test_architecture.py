"""The house holds: imports point down, files stay small, the surface is documented, the program starts at once."""

import importlib
import inspect
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import reportedly

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "reportedly"
LONGEST_FILE = 400
"""Lines of a file in src (house rule)."""


def test_the_contracts_on_imports_are_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_every_package_has_its_layer() -> None:
    """A new folder beside the stages must be given a place: the contract itself is exhaustive."""
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0]
    placed = {name.strip() for line in contract["layers"] for name in line.split("|")}
    here = {p.stem for p in SRC.iterdir() if (p.is_dir() or p.suffix == ".py") and not p.name.startswith("_")}
    assert here == placed | set(contract["exhaustive_ignores"])


@pytest.mark.parametrize("path", sorted(SRC.rglob("*.py")), ids=lambda p: str(p.relative_to(SRC)))
def test_no_file_is_too_long_to_see(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_FILE


def test_the_record_needs_the_standard_library_only() -> None:
    foreign = loaded_by("import reportedly.record") - {"reportedly"}
    assert foreign == set()


def test_importing_the_package_loads_next_to_nothing() -> None:
    assert loaded_by("import reportedly") == {"reportedly"}
    assert "sqlite3" not in loaded_by("import reportedly", standard=True)


def test_reading_needs_no_database_no_terminal_and_no_server() -> None:
    loaded = loaded_by("import reportedly; reportedly.load_reader()", standard=True)
    assert not loaded & {
        "sqlite3",
        "msgspec",
        "click",
        "rich",
        "starlette",
        "uvicorn",
        "jinja2",
        "asyncio",
        "socket",
    }


def test_help_loads_the_command_line_only() -> None:
    code = "import sys; sys.argv = ['reportedly', '--help']\nfrom reportedly.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass"
    assert loaded_by(code) <= {"reportedly", "click", "typing_extensions", "colorama"}


def loaded_by(code: str, standard: bool = False) -> set[str]:
    """Top-level modules that are there after running ``code`` in a fresh interpreter and weren't before."""
    script = (
        "import sys, io, contextlib\nbefore = set(sys.modules)\n"
        f"with contextlib.redirect_stdout(io.StringIO()):\n    exec({code!r})\n"
        "print(*sorted({m.partition('.')[0] for m in set(sys.modules) - before}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    found = set(done.stdout.split())
    return (
        found
        if standard
        else {m for m in found if m not in sys.stdlib_module_names and not m.startswith("_")}
    )


def test_the_surface_is_sorted_and_importable() -> None:
    kinds = [
        (not n.isupper(), not n[0].isupper(), n) for n in reportedly.__all__
    ]  # CONSTANTS, Types, functions
    assert kinds == sorted(kinds)
    for name in reportedly.__all__:
        assert getattr(reportedly, name) is not None


@pytest.mark.parametrize(
    "name", [n for n in reportedly.__all__ if not n.isupper() and not n.startswith("__")]
)
def test_every_public_name_says_what_it_is(name: str) -> None:
    assert len(inspect.getdoc(getattr(reportedly, name)) or "") > 20


def test_a_name_that_is_not_there_is_said_not_to_be() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = reportedly.nothing  # type: ignore[attr-defined]


@pytest.mark.parametrize("stage", ["acquire", "read", "compare", "casefile", "present"])
def test_every_stage_says_what_it_does(stage: str) -> None:
    assert inspect.getdoc(importlib.import_module(f"reportedly.{stage}"))
