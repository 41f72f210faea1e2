"""No name, label, column, class or message of ours judges (DESIGN § 3, rule 1).

Looked at: identifiers and messages of the package, closed lists, tables and columns of a casefile, CSS, visible text of
the pages, help of the command line. Words that a *quoted* text may hold (an article, a cue of a lexicon) are the
outlets' and not looked at. What is exempt is listed below with its reason; the tester is tested at the end.
"""

import ast
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from reportedly.casefile import create_casefile
from reportedly.cli import group
from reportedly.record import ENUMERATIONS

SRC = Path(__file__).parents[1] / "src" / "reportedly"
WEB = SRC / "web"

JUDGING = set(
    "fake fakes faked lie lies lied liar liars lying bias biased biases propaganda propagandist propagandistic truth truths "
    "truthful truthfulness untrue untruth debunk debunks debunked debunking misinformation disinformation malinformation hoax "
    "hoaxes terrorist terrorists regime regimes conspiracy smear smears manipulated manipulative deceptive deceive dishonest "
    "credible credibility trustworthy untrustworthy trustworthiness reliable unreliable reliability refute refutes refuted "
    "disprove disproves disproved disproven prove proves proven proof expose exposes exposed "
    "false true falsehood falsehoods falsely truly correct incorrect accurate inaccurate misleading factcheck".split()
)
"""Words that say what holds, who deserves belief, or what somebody is."""

EXEMPT_STRINGS = {"true", "false"}
"""A string that is one of these and no more is a value of JSON or HTML (``aria-hidden="true"``), no word about a content."""

EXEMPT_FOLDERS = {
    "read": "its strings are patterns of the outlets' words and names of rules; its identifiers are looked at"
}
"""Folder of the package whose strings hold the outlets' words → why."""

VALUE = re.compile(
    r"""(?<==")(?:true|false)(?=")|(?<=[=:(,!&|?] )(?:true|false)\b|(?<=[=:(,!&|?])(?:true|false)\b"""
)
"""``true`` and ``false`` as values in scripts and attributes: exempt there, and never in visible text."""

DOES_NOT_DO = {"about.html": ("What it does not do",)}
"""Template → heading under which it may name, in its next paragraph, what the program does not do."""


def judging(text: str) -> set[str]:
    """The judging words of an identifier, a label or a message; ``camelCase`` and ``snake_case`` are taken apart."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("_", " ")
    return set(re.findall(r"[a-z]+", apart.casefold())) & JUDGING


def identifiers(tree: ast.AST) -> Iterator[str]:
    """Every name a module gives to something: functions, classes, arguments, variables, attributes."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield name
            case ast.keyword(arg=str(name)):
                yield name


def strings(tree: ast.AST) -> Iterator[str]:
    """Every string that is no docstring: messages, labels, column names, SQL."""
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    attribute_docs = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node.value not in EXEMPT_STRINGS
        ) and id(node) not in documentation | attribute_docs:
            yield node.value


def modules() -> list[Path]:
    return sorted(SRC.rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SRC)))
def test_names_and_messages_of_the_package(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    found = {name for name in identifiers(tree) if judging(name)}
    if path.parent.name not in EXEMPT_FOLDERS:
        found |= {text for text in strings(tree) if judging(text)}
    assert found == set()


def test_closed_lists() -> None:
    assert {w for words in ENUMERATIONS.values() for w in words if judging(w)} == set()


def test_tables_and_columns_of_a_casefile(tmp_path: Path) -> None:
    create_casefile(tmp_path / "case.db").close()
    with sqlite3.connect(tmp_path / "case.db") as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE name IS NOT NULL")]
        columns = [row[1] for t in tables for row in db.execute(f'SELECT * FROM pragma_table_info("{t}")')]
    assert tables
    assert columns
    assert {name for name in [*tables, *columns] if judging(name)} == set()


@pytest.mark.parametrize("path", sorted((WEB / "static").glob("*.*")), ids=lambda p: p.name)
def test_styles_and_scripts(path: Path) -> None:
    assert judging(VALUE.sub("", path.read_text("utf-8"))) == set()


@pytest.mark.parametrize("path", sorted((WEB / "templates").glob("*.html")), ids=lambda p: p.name)
def test_classes_and_visible_text_of_the_pages(path: Path) -> None:
    text = path.read_text("utf-8")
    for heading in DOES_NOT_DO.get(path.name, ()):
        text = re.sub(rf"{heading}</h2>\s*<p>.*?</p>", "", text, flags=re.DOTALL)
    assert judging(VALUE.sub("", text)) == set()


def commands(command: click.Command, path: str = "reportedly") -> Iterator[tuple[str, str]]:
    with click.Context(command, info_name=path) as context:
        yield path, command.get_help(context)
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                inner = command.get_command(context, name)
                assert inner is not None
                yield from commands(inner, f"{path} {name}")


def test_help_of_the_command_line() -> None:
    assert {path: judging(text) for path, text in commands(group) if judging(text)} == {}


@pytest.mark.parametrize(
    "planted",
    [
        "is_fake",
        "biasScore",
        "Outlets by truth",
        "DISINFORMATION",
        "css-liar",
        "the regime’s claim",
        "This is false.",
    ],
)
def test_the_tester_finds_a_planted_word(planted: str) -> None:
    assert judging(planted)


def test_the_tester_reads_names_and_messages_and_leaves_documentation() -> None:
    tree = ast.parse(
        '"""No truth here."""\ndef lie_count(bias):\n    """Fake."""\n    raise X("a hoax")\ny.liar = 1\nf(debunked=2)\n'
    )
    assert {n for n in identifiers(tree) if judging(n)} == {"lie_count", "bias", "liar", "debunked"}
    assert [s for s in strings(tree) if judging(s)] == ["a hoax"]


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<b aria-invalid="true">', set()),
        ("({ text = true } = {})", set()),
        ("<p>true</p>", {"true"}),
        ("<td>found to be false</td>", {"false"}),
    ],
)
def test_the_tester_tells_values_from_visible_words(markup: str, found: set[str]) -> None:
    assert judging(VALUE.sub("", markup)) == found


@pytest.mark.parametrize(
    "innocent", ["belief", "client", "compiled", "Truncated", "struth_", "relied", "improve"]
)
def test_the_tester_reads_whole_words(innocent: str) -> None:
    assert not judging(innocent)
