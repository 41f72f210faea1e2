"""``reportedly review CASE.db``."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import click

from reportedly.cli import files, options, review_lines, terminal

if TYPE_CHECKING:
    from reportedly.casefile import Casefile

VERDICTS = ("right", "wrong", "unsure", "edited")
"""Verdicts on a reading, as in INTERFACE; they are about the reading, never about what the text says."""


@click.command()
@options.CASE
@options.page()
@click.option("--by", metavar="NAME", envvar="REPORTEDLY_BY", help="Who judges (or set REPORTEDLY_BY).")
@click.option("--ask", is_flag=True, help="One by one: y right, x wrong, u unsure, s skip, z undo, q quit.")
@click.option("--statement", metavar="ID", help="Judge this statement.")
@click.option("--tie", nargs=2, metavar="A B", help="Judge the tie between two articles.")
@click.option("--speaker", metavar="NAME", help="With --same-as or --split: whose name this is.")
@click.option("--verdict", type=click.Choice(VERDICTS[:3]), help="What the reading is.")
@click.option(
    "--edit", metavar="JSON", help='Fields in place of the machine\'s, as in \'{"stance": "denies"}\'.'
)
@click.option("--same-as", metavar="NAME", help="Merge: the speaker's name is this one's.")
@click.option(
    "--split", nargs=2, multiple=True, metavar="ARTICLE NAME", help="In this article it is this one's."
)
@click.option("--reason", metavar="WORDS", default="", help="Why.")
@click.option("--undo", is_flag=True, help="Take back your last judgement, also one of an earlier session.")
@click.option("--orphans", is_flag=True, help="Judgements whose target a later run no longer has.")
@click.option("--reattach", nargs=2, metavar="REVIEW STATEMENT", help="Give an orphan to a statement.")
@click.option(
    "--sample", type=click.IntRange(1), metavar="N", help="Draw N statements; their precision so far."
)
@click.option(
    "--stratify", metavar="FIELD,…", default="", help="outlet, kind, stance, form, resolution, inferred."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Makes a sample the same again.")
@click.option("--agreement", is_flag=True, help="How far reviewers agree (Krippendorff's alpha).")
@click.option(
    "--export", "out", metavar="PATH|-", help="Write all reviews; `reportedly merge` takes them in."
)
@click.option(
    "--training", metavar="PATH|-", help="Write judged articles in the form the reader is trained on."
)
@options.as_json
def command(case: Path, **asked: Any) -> None:
    """Judge what the machine read: right, wrong, unsure or edited. Without an action: the queue, most doubtful first.

    The machine's record stays as it is; judgements stand beside it, later ones supersede earlier ones of the same
    person, and nothing is overwritten.
    """
    from reportedly.casefile import open_casefile

    done = [name for name in ACTIONS if asked[name]]
    if len(done) > 1:
        raise click.UsageError(
            f"expected one action, got {', '.join(f'--{NAMES.get(name, name)}' for name in done)}"
        )
    action = done[0] if done else "queue"
    if action in WRITING and not asked["by"]:
        raise click.UsageError(f"--{NAMES.get(action, action)} needs --by NAME")
    with open_casefile(case, readonly=action not in WRITING) as opened:
        {**ACTIONS, "queue": _queue}[action](opened, asked)


def _queue(case: Casefile, asked: dict[str, Any]) -> None:
    page = case.review_queue(asked["by"], asked["limit"], asked["offset"])
    if asked["as_json"]:
        _json({"count": page.count, "offset": page.offset, "truncated": page.truncated, "items": page.items})
        return
    for item in page.items:
        click.echo("\n".join(review_lines.statement(item)))
    terminal.tell(f"{page.count:,} to judge")
    terminal.tell_cut(page, "statements")


def _statement(case: Casefile, asked: dict[str, Any]) -> None:
    _judge(case, asked, "statement", asked["statement"], asked["edit"])


def _tie(case: Casefile, asked: dict[str, Any]) -> None:
    target = json.dumps(list(asked["tie"]), ensure_ascii=False, separators=(",", ":"))
    _judge(case, asked, "tie", target, asked["edit"])


def _speaker(case: Casefile, asked: dict[str, Any]) -> None:
    articles = dict(asked["split"])
    told = {
        **({"name": asked["same_as"]} if asked["same_as"] else {}),
        **({"articles": articles} if articles else {}),
    }
    _judge(case, asked, "speaker", asked["speaker"], json.dumps(told, ensure_ascii=False) if told else None)


def _judge(case: Casefile, asked: dict[str, Any], kind: str, target: str, after: str | None) -> None:
    if (after is None) == (asked["verdict"] is None):
        raise click.UsageError("expected one of --verdict and an edit (--edit, --same-as, --split)")
    verdict = cast(Any, asked["verdict"] or "edited")
    kept = case.review(kind, target, verdict, asked["by"], terminal.now(), asked["reason"], None, after)
    if asked["as_json"]:
        _json(kept)
    terminal.tell(
        f"kept: {kind} {target} {kept.verdict}" + (", in place of an earlier one" if kept.supersedes else "")
    )


def _undo(case: Casefile, asked: dict[str, Any]) -> None:
    taken = case.undo_review(asked["by"], terminal.now())
    if asked["as_json"]:
        _json(taken)
    terminal.tell(f"taken back: {taken.target_kind} {taken.target} {taken.verdict}, given {taken.at}")


def _orphans(case: Casefile, asked: dict[str, Any]) -> None:
    found = case.orphans()
    for orphan in found:
        if asked["as_json"]:
            _json(orphan)
        else:
            click.echo("\n".join(review_lines.orphan(orphan)))
    terminal.tell(
        f"{len(found):,} judgements have lost their target; --reattach REVIEW STATEMENT gives one a new one"
    )


def _reattach(case: Casefile, asked: dict[str, Any]) -> None:
    review, statement = asked["reattach"]
    kept = case.reattach_review(review, statement, asked["by"], terminal.now())
    if asked["as_json"]:
        _json(kept)
    terminal.tell(f"kept: statement {statement} {kept.verdict}; review {review} was taken back")


def _sample(case: Casefile, asked: dict[str, Any]) -> None:
    fields = tuple(filter(None, asked["stratify"].split(",")))
    found = case.sample(asked["sample"], fields, asked["seed"])
    if asked["as_json"]:
        _json(dataclasses.asdict(found))
        return
    click.echo("\n".join(review_lines.sample(found)))
    for item in found.open[: asked["limit"]]:
        click.echo("\n".join(review_lines.statement(item)))
    terminal.tell(f"{len(found.open):,} of the sample to judge yet")


def _agreement(case: Casefile, asked: dict[str, Any]) -> None:
    found = case.agreement()
    if asked["as_json"]:
        _json(found)
    else:
        click.echo("\n".join(review_lines.agreement(found)))


def _export(case: Casefile, asked: dict[str, Any]) -> None:
    with files.written(asked["out"]) as stream:
        count = _written(stream, case.review_lines())
    case.log("export", {"format": "reviews", "lines": count, "file": Path(asked["out"]).name})
    terminal.tell(f"{count:,} reviews and withdrawals: {asked['out']}")


def _written(stream: BinaryIO, lines: Iterable[bytes]) -> int:
    """Write lines; gives how many."""
    count = 0
    for line in lines:
        count += 1
        stream.write(line)
    return count


def _training(case: Casefile, asked: dict[str, Any]) -> None:
    from reportedly import codec

    with files.written(asked["training"]) as stream:
        count = _written(stream, (codec.encode(article) + b"\n" for article in case.training_articles()))
    case.log("export", {"format": "training", "articles": count, "file": Path(asked["training"]).name})
    terminal.tell(
        f"{count:,} articles with what people judged in them, full texts included: {asked['training']}"
    )


def _ask(case: Casefile, asked: dict[str, Any]) -> None:
    """One statement, one key: each judgement is stored before the next is shown."""
    skipped, given = asked["offset"], 0
    while items := case.review_queue(asked["by"], 1, skipped).items:
        click.echo("\n".join(review_lines.statement(items[0])))
        key = _key()
        if key == "q":
            break
        if key == "z":
            _undo(case, asked)
        elif key == "s":
            skipped += 1
        else:
            case.review("statement", items[0].statement, review_lines.KEYS[key], asked["by"], terminal.now())
            given += 1
    terminal.tell(f"{given:,} judged")


def _key() -> str:
    """The next key that means something; the end of the input means quit."""
    while True:
        try:
            key = click.getchar().lower()
        except (EOFError, KeyboardInterrupt):
            return "q"
        if key in (*review_lines.KEYS, "s", "z", "q") or not key:
            return key or "q"
        terminal.tell("y right, x wrong, u unsure, s skip, z undo, q quit")


def _json(value: Any) -> None:
    from reportedly import codec

    click.echo(codec.encode(value))


ACTIONS: dict[str, Any] = {
    "ask": _ask,
    "statement": _statement,
    "tie": _tie,
    "speaker": _speaker,
    "undo": _undo,
    "orphans": _orphans,
    "reattach": _reattach,
    "sample": _sample,
    "agreement": _agreement,
    "out": _export,
    "training": _training,
}
"""Option → what it does; without one of them the queue is listed."""

WRITING = ("ask", "statement", "tie", "speaker", "undo", "reattach", "out", "training")
"""Actions that write to the casefile: those need to know who does it."""

NAMES = {"out": "export"}
"""Actions whose option has another name."""
