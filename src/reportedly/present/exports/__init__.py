"""A casefile's content for other programs: each format as a stream of bytes, and the manifest beside it.

A format is one entry of :data:`FORMATS`, one file here; whoever exports asks for it by name and hands it the
articles (:class:`~reportedly.present.tables.Entry`) one after the other. Pure: files, time and audit belong to the
caller; protected names are hidden before a format sees them (:mod:`.masking`). docs/exports.md says what each format
holds and what it has no place for.
"""

from reportedly.errors import InputError
from reportedly.present.exports.bibtex import BIBTEX
from reportedly.present.exports.brat import BRAT
from reportedly.present.exports.claim_review import CLAIM_REVIEW
from reportedly.present.exports.comma_separated import CSV
from reportedly.present.exports.datasette import DATASETTE
from reportedly.present.exports.dossier import DOSSIER
from reportedly.present.exports.followthemoney import FOLLOWTHEMONEY
from reportedly.present.exports.formats import Asked, Format, Layer, Left
from reportedly.present.exports.lines import JSONL
from reportedly.present.exports.manifest import Exported, Written, completeness, manifest
from reportedly.present.exports.parquet import PARQUET
from reportedly.present.exports.provenance import PROV
from reportedly.present.exports.web_annotation import WEB_ANNOTATION
from reportedly.present.exports.workbook import XLSX

FORMATS: dict[str, Format] = {
    form.name: form
    for form in (
        CSV,
        XLSX,
        JSONL,
        PARQUET,
        WEB_ANNOTATION,
        FOLLOWTHEMONEY,
        CLAIM_REVIEW,
        PROV,
        BRAT,
        BIBTEX,
        DOSSIER,
        DATASETTE,
    )
}
"""Name → format; a later one is added here."""


def format_named(name: str, with_text: bool = False) -> Format:
    """The format of that name; raises ``InputError`` for one that is not there, or that takes no texts or needs them."""
    known = [form.name for form in FORMATS.values() if form.takes_text or not with_text]
    if name not in known:
        what = "a format that takes texts" if with_text and name in FORMATS else "a format"
        raise InputError.expected("export", f"{what}, one of {', '.join(known)}", name)
    form = FORMATS[name]
    if form.texts == "must" and not with_text:
        raise InputError(
            f"export: {name} marks places in texts and is nothing without them; ask for it with --with-text"
        )
    return form


__all__ = [
    "FORMATS",
    "Asked",
    "Exported",
    "Format",
    "Layer",
    "Left",
    "Written",
    "completeness",
    "format_named",
    "manifest",
]
