"""The style sheets: contrast in light and dark, layers told apart by more than colour, nothing from elsewhere."""

import re
from pathlib import Path

import pytest

from reportedly.web.app import STATIC

TEXT = ("ink", "soft", "link", "warn")
GROUNDS = ("ground", "panel", "card")
MARKS = ("source", "cue", "content", "voice", "edge", "fact")


def _tokens(scheme: str) -> dict[str, str]:
    css = (STATIC / "base.css").read_text()
    blocks = re.findall(r":root \{([^}]*)\}", css)
    light = dict(re.findall(r"--([\w-]+): (#\w{6});", blocks[0]))
    dark = dict(re.findall(r"--([\w-]+): (#\w{6});", blocks[1]))
    assert light.keys() == dark.keys()
    return light if scheme == "light" else dark


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a: str, b: str) -> float:
    low, high = sorted((_luminance(a), _luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_a_contrast_of_four_and_a_half(scheme: str) -> None:
    t = _tokens(scheme)
    pairs = [(text, ground) for text in TEXT for ground in GROUNDS]
    pairs += [("ink", "lit"), ("ink", "passage"), ("soft", "lit"), ("on-accent", "accent")]
    low = {p: round(_contrast(t[p[0]], t[p[1]]), 2) for p in pairs if _contrast(t[p[0]], t[p[1]]) < 4.5}
    assert low == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_and_edges_have_a_contrast_of_three(scheme: str) -> None:
    t = _tokens(scheme)
    low = {m: round(_contrast(t[m], t["ground"]), 2) for m in MARKS if _contrast(t[m], t["ground"]) < 3}
    assert low == {}


def test_each_layer_has_an_underline_of_its_own() -> None:
    css = (STATIC / "reading.css").read_text()
    styles = dict(re.findall(r"^\.mark\.(\w+) \{ text-decoration-style: (\w+);", css, re.MULTILINE))
    assert styles == {"content": "solid", "source": "dotted", "cue": "double", "voice": "wavy"}


@pytest.mark.parametrize("path", sorted(STATIC.iterdir()), ids=lambda p: p.name)
def test_assets_ask_nothing_of_another_machine(path: Path) -> None:
    asset = path.read_text().replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|@import|url\(|//[a-z]+\.", asset)
    assert len(asset.splitlines()) < 400
