"""WACZ: a zip with web archives and a manifest of their hashes (specs.webrecorder.net/wacz/1.1.1)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from reportedly.acquire.archives.warc import archive_items
from reportedly.acquire.intake import Intake, Item
from reportedly.acquire.limits import Budget
from reportedly.acquire.refusal import RefusedError, shown
from reportedly.acquire.streams import file_sha256, open_regular
from reportedly.acquire.zipped import member, member_chunks, opened_member, opened_zip

MANIFEST, MANIFEST_DIGEST = "datapackage.json", "datapackage-digest.json"
LARGEST_MANIFEST = 10_000_000
"""Bytes; one line of 200 for each file of an archive that has some dozens."""
WEB_ARCHIVES = (".warc", ".warc.gz", ".arc", ".arc.gz")


@dataclass(frozen=True, slots=True)
class _Resource:
    """A line of the manifest."""

    path: str
    hash: str
    size: int | None


def wacz_items(path: Path, where: str, intake: Intake) -> Iterator[Item]:
    """The articles of the web archives in a WACZ file, which stand under ``archive/``.

    Each file that the manifest names is hashed first: one that is missing, or has another hash or size, makes a
    ``manifest`` Problem, as do web archives that the manifest does not name; their articles come in all the same, and
    their custody says so. Cost: the file is gone through twice.
    """
    try:
        with open_regular(path) as raw:
            custody = f"{where} (sha256 {file_sha256(raw)})"
            with opened_zip(raw) as archive:
                yield from _items(archive, where, custody, intake)
    except RefusedError as error:
        yield error.problem(where)


def _items(archive: ZipFile, where: str, custody: str, intake: Intake) -> Iterator[Item]:
    budget = Budget()
    wrong = dict(_checked(archive, budget))
    for name, error in wrong.items():
        yield error.problem(f"{where}/{name}")
    found = [name for name in archive.namelist() if _is_archive(name)]
    if not found:
        yield RefusedError("empty", "web archives under archive/", "none").problem(where)
    for name in found:
        if name in wrong and wrong[name].kind != "manifest":
            continue  # told already, and it cannot be unpacked
        disagrees = "not as its manifest says" if {name, MANIFEST} & wrong.keys() else "as its manifest says"
        place = f"{where}/{name}"
        try:
            with opened_member(archive, name) as stream:
                yield from archive_items(stream, place, f"{custody}, {disagrees}", intake)
        except RefusedError as error:
            yield error.problem(place)


def _is_archive(name: str) -> bool:
    return name.startswith("archive/") and name.lower().endswith(WEB_ARCHIVES)


def _checked(archive: ZipFile, budget: Budget) -> Iterator[tuple[str, RefusedError]]:
    """Name → what is wrong with that file."""
    try:
        raw = member(archive, MANIFEST, LARGEST_MANIFEST, budget)
        resources = _resources(raw)
    except KeyError:
        yield MANIFEST, RefusedError("manifest", f"a {MANIFEST}", "none")
        return
    except RefusedError as error:
        yield MANIFEST, error
        return
    if wrong := _manifest_digest(archive, raw, budget):
        yield MANIFEST, wrong
    for resource in resources:
        if wrong := _disagreement(archive, resource, budget):
            yield resource.path, wrong
    named = {resource.path for resource in resources}
    for name in archive.namelist():
        if _is_archive(name) and name not in named:
            yield name, RefusedError("manifest", "a file that the manifest names", "one that it does not")


def _resources(raw: bytes) -> list[_Resource]:
    try:
        found = json.loads(raw)
        return [_resource(one) for one in found["resources"]]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        actual = f"{type(error).__name__}: {error}"
        raise RefusedError("manifest", f"{MANIFEST} with its resources", shown(actual)) from error


def _resource(one: dict[str, Any]) -> _Resource:
    size = one.get("bytes")
    return _Resource(str(one["path"]), str(one.get("hash", "")), size if isinstance(size, int) else None)


def _manifest_digest(archive: ZipFile, raw: bytes, budget: Budget) -> RefusedError | None:
    """What the digest of the manifest itself says; there need not be one."""
    try:
        given = json.loads(member(archive, MANIFEST_DIGEST, LARGEST_MANIFEST, budget))
        hash = str(given["hash"])
    except KeyError:
        return None
    except (ValueError, TypeError, RecursionError):
        return RefusedError("manifest", f"{MANIFEST_DIGEST} with a hash", "something else")
    return _other_hash(hash, raw)


def _disagreement(archive: ZipFile, resource: _Resource, budget: Budget) -> RefusedError | None:
    algorithm, _, given = resource.hash.partition(":")
    if algorithm.lower() not in ("sha256", "md5") or not given:
        return RefusedError("manifest", "a hash sha256:… or md5:…", shown(resource.hash))
    digest, size = hashlib.new(algorithm.lower(), usedforsecurity=False), 0
    try:
        for part in member_chunks(archive, resource.path, budget):
            digest.update(part)
            size += len(part)
    except KeyError:
        return RefusedError("manifest", "every file that the manifest names", f"no {shown(resource.path)}")
    except RefusedError as error:
        return error
    if digest.hexdigest() != given.lower():
        return RefusedError(
            "manifest", f"bytes whose hash is {resource.hash}", f"{algorithm}:{digest.hexdigest()}"
        )
    if resource.size not in (None, size):
        return RefusedError("manifest", f"{resource.size:,} bytes", f"{size:,}")
    return None


def _other_hash(given: str, raw: bytes) -> RefusedError | None:
    found = f"sha256:{hashlib.sha256(raw).hexdigest()}"
    return None if given.lower() == found else RefusedError("manifest", f"bytes whose hash is {given}", found)
