"""Exports: every format with what it holds and loses, as a command to copy or a file to take away.

What is taken away is a zip of the export and its manifest, so that what is not in it is said beside it. It is noted
in the audit, hence a POST. Protected names stay masked here: to show them is for the command line (``--unmask``).
"""

from __future__ import annotations

import hashlib
import shlex
import tempfile
import zipfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from reportedly import codec
from reportedly.casefile import Casefile
from reportedly.errors import CasefileError, InputError, QueryError
from reportedly.pipeline import export
from reportedly.present.exports import FORMATS, Exported, Format, Layer, Written, manifest
from reportedly.web.acting import now, sent
from reportedly.web.asked import Query, choice
from reportedly.web.conditions import conditions
from reportedly.web.screens import Opener, Screen

FILES = {
    "csv": "statements.csv",
    "xlsx": "statements.xlsx",
    "jsonl": "readings.jsonl",
    "parquet": "statements.parquet",
    "web-annotation": "annotations.jsonld",
    "followthemoney": "entities.ftm.json",
    "claimreview": "claims.jsonld",
    "prov": "provenance.jsonld",
    "brat": "documents",
    "bibtex": "articles.bib",
    "dossier": "dossier.html",
    "datasette": "metadata.json",
}
"""Format → name of its file or folder, as in docs/exports.md."""

LAYERS: dict[Layer, str] = {"final": "as people left it", "machine": "as the machine read it"}
"""Whose reading goes in, with its label."""

IN_MEMORY = 8 * 1024 * 1024
"""Bytes of a download that are kept in memory; a larger one lies in a temporary file until it was sent."""

PIECE = 64 * 1024
"""Bytes sent at once."""

STAMPED = (1980, 1, 1, 0, 0, 0)
"""Time of every file in the zip, the earliest there is: equal content gives equal bytes. The manifest has the time."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be exported."""

    query: str | None
    story: str | None
    layer: Layer
    with_text: bool

    @classmethod
    def of(cls, asked: Query) -> Wish:
        """From an address or a form. Raises ``InputError``."""
        layer = choice(asked, "layer", LAYERS)
        return cls(
            asked.get("q", "").strip() or None,
            asked.get("story", "").strip() or None,
            layer,
            asked.get("text") == "1",
        )


@dataclass(frozen=True, slots=True)
class Offer:
    """A format as the page shows it; ``command`` is empty where it cannot be asked so, and ``why`` then says why."""

    form: Format
    file: str
    command: str
    why: str


def exports(request: Request, case: Casefile) -> Screen:
    """Every format, for what is asked."""
    wish, refused = Wish.of(request.query_params), ""
    try:
        found = len(conditions(wish.query)) if wish.query else 0
    except QueryError as error:
        found, refused = 0, str(error)
    offers = [_offer(form, wish, case.path) for form in FORMATS.values()]
    shown = {
        "offers": offers,
        "wish": wish,
        "layers": LAYERS,
        "refused": refused,
        "conditions": found,
        "stories": case.stories(limit=1).count,
        "unread": case.summary().unread,
    }
    twin = [
        {
            "format": o.form.name,
            "file": o.file,
            "holds": o.form.holds,
            "lost": o.form.lost,
            "command": o.command,
            "why_not": o.why,
        }
        for o in offers
    ]
    return Screen("exports.html", shown, {"formats": twin, "error": refused or None}, 400 if refused else 200)


def _offer(form: Format, wish: Wish, path: str) -> Offer:
    why = _why_not(form, wish)
    words = ["reportedly", "export", path, "--as", form.name, "-o", FILES[form.name]]
    words += ["--query", wish.query] if wish.query else []
    words += ["--story", wish.story] if wish.story else []
    words += ["--layer", wish.layer] if wish.layer != "final" else []
    words += ["--with-text"] if wish.with_text and form.takes_text else []
    return Offer(form, FILES[form.name], "" if why else shlex.join(words), why)


def _why_not(form: Format, wish: Wish) -> str:
    if form.texts == "must" and not wish.with_text:
        return "It marks places in texts and is nothing without them: ask for full texts above."
    if not form.narrows and (wish.query or wish.story):
        return "It is about the whole casefile and takes no query and no story."
    return ""


def download(opener: Opener, writer: Opener) -> Callable[[Request], Awaitable[Response]]:
    """The route's function that exports and sends: read from one casefile, noted in the other."""

    async def respond(request: Request) -> Response:
        fields = await sent(request)
        form, wish = _form_named(fields.get("format", "")), Wish.of(fields)
        if why := _why_not(form, wish):
            raise InputError(f"export: {form.name}: {why}")
        packed = await run_in_threadpool(_packed, form, wish, opener, writer)
        name = f"{Path(FILES[form.name]).stem}-{form.name}.zip"
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        return StreamingResponse(_pieces(packed), 200, headers, "application/zip")

    return respond


def _form_named(name: str) -> Format:
    if name not in FORMATS:
        raise InputError.expected("export", f"a format, one of {', '.join(FORMATS)}", name)
    return FORMATS[name]


class _Members:
    """Files in a zip, written one after the other; each with its length and SHA-256."""

    def __init__(self, zipped: zipfile.ZipFile, folder: str) -> None:
        self._zipped, self._folder = zipped, folder
        self._open: IO[bytes] | None = None
        self._name, self._size, self._hash = "", 0, hashlib.sha256()
        self.written: list[Written] = []

    def begin(self, name: str) -> None:
        """The next file."""
        self.close()
        member = zipfile.ZipInfo(f"{self._folder}{name}", STAMPED)
        member.compress_type = zipfile.ZIP_DEFLATED
        self._open = self._zipped.open(member, "w", force_zip64=True)
        self._name, self._size, self._hash = name, 0, hashlib.sha256()

    def write(self, piece: bytes) -> None:
        """More of the file that was begun."""
        if self._open is not None:
            self._open.write(piece)
        self._size += len(piece)
        self._hash.update(piece)

    def close(self) -> None:
        """Let go of the file that is open, if one is."""
        if self._open is not None:
            self._open.close()
            self.written.append(Written(self._name, self._size, self._hash.hexdigest()))
        self._open = None


def _packed(form: Format, wish: Wish, opener: Opener, writer: Opener) -> IO[bytes]:
    """The zip, to be closed by who sends it."""
    with ExitStack() as at_failure:
        out = cast(IO[bytes], at_failure.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY)))
        _pack(out, form, wish, opener, writer)
        at_failure.pop_all()
    out.seek(0)
    return out


def _pack(out: IO[bytes], form: Format, wish: Wish, opener: Opener, writer: Opener) -> None:
    folder, with_text = form.files is not None, wish.with_text and form.takes_text
    with zipfile.ZipFile(out, "w") as zipped:
        with closing(_Members(zipped, f"{FILES[form.name]}/" if folder else "")) as members, opener() as case:
            if not folder:
                members.begin(FILES[form.name])
            how: dict[str, Any] = {"story": wish.story, "layer": wish.layer, "at": now()}
            found = export(case, form.name, members.write, wish.query, with_text, begin=members.begin, **how)
        noted = _noted(writer, form, wish, found, members.written)
        told = manifest(form, found, files=members.written, audit=noted)
        zipped.writestr(zipfile.ZipInfo("manifest.json", STAMPED), codec.indented(told))


def _noted(writer: Opener, form: Format, wish: Wish, found: Exported, files: list[Written]) -> dict[str, Any]:
    """The entry in the audit, or why there is none: a casefile that cannot be written is exported all the same."""
    asked = {"format": form.name, "query": wish.query, "story": wish.story, "layer": wish.layer}
    sums = {"file": files[0].name, "sha256": files[0].sha256} if len(files) == 1 else {"files": len(files)}
    counts = {"articles": found.articles, "statements": found.statements, "left_out": found.unread}
    text = {"article_text": found.asked.with_text, "unmask": False}
    try:
        with writer() as case:
            entry = case.log("export", {**asked, **text, **counts, **sums})
    except CasefileError as error:
        return {"logged": False, "reason": str(error)}
    return {"logged": True, "number": entry.number, "hash": entry.hash}


def _pieces(packed: IO[bytes]) -> Iterator[bytes]:
    with packed:
        while piece := packed.read(PIECE):
            yield piece
