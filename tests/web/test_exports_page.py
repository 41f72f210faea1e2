"""The exports screen: every format with what it holds and loses, and what a download has in it."""

import csv
import hashlib
import html
import io
import json
import shlex
import zipfile
from pathlib import Path

import httpx
import pytest

from reportedly.present.exports import FORMATS
from reportedly.web.exports_page import FILES

ASKED = {"layer": "final", "q": "", "story": ""}


def taken(client: httpx.Client, **asked: str) -> zipfile.ZipFile:
    answer = client.post("/exports", data={**ASKED, **asked})
    assert answer.status_code == 200, answer.text[:300]
    assert answer.headers["content-type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.content))


def test_every_format_is_there_with_what_it_holds_and_loses(client: httpx.Client) -> None:
    assert FILES.keys() == FORMATS.keys()
    page = " ".join(html.unescape(client.get("/exports").text).split())
    for form in FORMATS.values():
        assert f'id="format-{form.name}"' in page
        assert " ".join(form.holds.split()) in page
        assert " ".join(form.lost.split()) in page
    assert "1 article has not been read yet" in page


def test_a_command_can_be_pasted_whatever_the_query_holds(client: httpx.Client, case_path: Path) -> None:
    query = "who:\"$(touch x); 'a'\""
    offers = client.get("/exports.json", params={"q": query, "layer": "machine"}).json()["formats"]
    words = shlex.split(next(o for o in offers if o["format"] == "csv")["command"])
    assert words[:5] == ["reportedly", "export", str(case_path), "--as", "csv"]
    assert words[words.index("--query") + 1] == query
    assert words[-2:] == ["--layer", "machine"]


def test_a_format_that_cannot_be_had_so_says_why(client: httpx.Client) -> None:
    offers = {o["format"]: o for o in client.get("/exports.json?q=bridge").json()["formats"]}
    assert "ask for full texts" in offers["brat"]["why_not"]
    assert "takes no query" in offers["datasette"]["why_not"]
    assert offers["brat"]["command"] == offers["datasette"]["command"] == ""
    assert not {o["format"]: o for o in client.get("/exports.json?text=1").json()["formats"]}["brat"][
        "why_not"
    ]


def test_a_search_that_cannot_be_understood_is_said(client: httpx.Client) -> None:
    answer = client.get("/exports?q=nosuch:x")
    assert answer.status_code == 400
    assert "cannot be understood" in answer.text
    assert 'method="post"' not in answer.text


@pytest.mark.parametrize("name", [n for n in FORMATS if n not in ("brat", "datasette")])
def test_each_file_comes_with_a_manifest_that_fits_it(ada: httpx.Client, name: str) -> None:
    zipped = taken(ada, format=name)
    assert sorted(zipped.namelist()) == sorted([FILES[name], "manifest.json"])
    told = json.loads(zipped.read("manifest.json"))
    assert told["files"][0]["sha256"] == hashlib.sha256(zipped.read(FILES[name])).hexdigest()
    assert told["complete"] is False
    last = ada.get("/audit.json").json()["items"][0]
    assert (last["action"], last["number"], last["hash"]) == (
        "export",
        told["audit"]["number"],
        told["audit"]["hash"],
    )
    assert last["detail"]["sha256"] == told["files"][0]["sha256"]


def test_a_query_narrows_and_protected_names_stay_masked(ada: httpx.Client) -> None:
    rows = list(
        csv.DictReader(io.StringIO(taken(ada, format="csv", q="who:dorn").read("statements.csv").decode()))
    )
    assert rows
    assert all("Dorn" in row["speaker"] + row["source"] for row in rows)
    every = taken(ada, format="csv").read("statements.csv").decode()
    assert "a person familiar with its plans" not in every
    assert "█" in every


def test_a_folder_comes_with_texts_only_where_they_are_asked_for(ada: httpx.Client) -> None:
    assert ada.post("/exports", data={**ASKED, "format": "brat"}).status_code == 400
    names = taken(ada, format="brat", text="1").namelist()
    assert any(name.startswith("documents/") and name.endswith(".ann") for name in names)
    assert "manifest.json" in names


def test_what_was_judged_wrong_is_out_of_the_final_layer_only(ada: httpx.Client) -> None:
    first = ada.get("/review.json").json()["items"][0]["statement"]
    ada.post("/review/judge", data={"statement": first, "verdict": "wrong"})
    assert first not in taken(ada, format="csv").read("statements.csv").decode()
    assert first in taken(ada, format="csv", layer="machine").read("statements.csv").decode()


@pytest.mark.parametrize(
    "asked", [{"format": "nope"}, {"format": "csv", "layer": "nope"}, {"format": "csv", "q": "nosuch:x"}]
)
def test_what_cannot_be_exported_is_said_and_not_noted(ada: httpx.Client, asked: dict[str, str]) -> None:
    assert ada.post("/exports", data={**ASKED, **asked}).status_code == 400
    assert ada.get("/audit.json").json()["count"] == 1


def test_a_story_that_is_not_there(ada: httpx.Client) -> None:
    assert ada.post("/exports", data={**ASKED, "format": "csv", "story": "nope"}).status_code == 404
