"""Builds articles.jsonl and gold/*.toml from the marked texts: `python3 build.py`. Standard library only.

`python3 build.py --bare DIR` writes the gold to DIR with cues as in examples/gold, without auxiliaries and adverbs.

Marks: `{1c|said}` is the cue of statement 1, `s` a source, `t` content, `{1s2s|Solm}` one span for two statements,
`{0x|...}` a sentence with an abstract subject (no statement). Lines that start with `@` or `#` aren't text:
`@s id|name|kind|title|affiliation` a speaker, `@c kind|quote|agency|place|date` a credit, `@r code|carrier` a relay's
short name, `#1 id d ^2 r=G:e+A:i M T N +tag ; 2 ...` statement 1 is by speaker id (`-` for nobody), denies, has
statement 2 as its parent, came by relays G (explicit) and A (inherited), is a naming, only a topic, its source is a
name (R: resolved), and shows the phenomenon tag. What isn't given is worked out.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from check import form_of, place

HERE = Path(__file__).resolve().parent
STANCES = dict(d="denies", a="accuses", l="alleges", p="promises", q="asks", r="recalls", c="confirms")
KINDS = {"B": "belief", "I": "intention", "Q": "question", "NC": "no_comment", "M": "naming"}
SPEAKERS = dict(p="person", o="organisation", d="document", g="group", u="unnamed")
BASES = dict(e="explicit", i="inherited", f="inferred")
OPEN = re.compile(r"\{((?:\d+[sctx])+)\|")
ADVERB = r"(?:\w+ly|also|already|since|so far|always|long|likewise|merely|at the same time|reportedly)"
BARE = re.compile(
    rf"(?:(?:has|have|had|is|was|being) (?:{ADVERB} )*|{ADVERB} (?:{ADVERB} )*)(?=\w+(?:ed|ing|told|said|put|known|ten)\b)"
)
KEPT = {"is saying neither yes nor no", "is persuaded", "is convinced", "is supposed to have said"}
TAGS = {"acc", "part", "punct", "far", "q2p", "part60", "so"}


def strip_marks(marked: str) -> tuple[str, list[tuple[int, str, int, int]]]:
    plain, stack, spans, i = [], [], [], 0
    while i < len(marked):
        match = OPEN.match(marked, i)
        if match:
            stack.append((match[1], len(plain)))
            i = match.end()
        elif marked[i] == "}":
            ids, start = stack.pop()
            spans += [(int(n), role, start, len(plain)) for n, role in re.findall(r"(\d+)([sctx])", ids)]
            i += 1
        else:
            if marked[i] == "{":
                raise ValueError(marked[i : i + 40])
            plain.append(marked[i])
            i += 1
    if stack:
        raise ValueError(f"open mark {stack}")
    return "".join(plain), spans


def sentence_bounds(text: str) -> list[int]:
    ends = [m.end() for m in re.finditer(r"\n+|(?<=[.!?])[”\"’]? +(?=[“\"‘A-ZÀ-Ž–—―0-9])", text)]
    return [0, *ends, len(text)]


def within(part: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    bounds = sentence_bounds(part)
    for whole in (bounds, [0, *[m.end() for m in re.finditer(r"\n\n", part)], len(part)]):
        start = max(b for b in whole if b <= first)
        end = min(b for b in whole if b >= last)
        while part[start].isspace():
            start += 1
        while part[end - 1].isspace():
            end -= 1
        if part.count(part[start:end]) == 1:
            return start, end
    raise ValueError(part[first:last])


def fragment(base: str, start: int, end: int) -> object:
    string = base[start:end]
    starts = [i for i in range(len(base)) if base.startswith(string, i)]
    found = string if len(starts) == 1 else [string, starts.index(start) + 1]
    assert place(base, found) == (start, end), (base, string)
    return found


def named(speaker: dict, source: str) -> bool:
    if speaker["kind"] in ("unnamed", "group", "document"):
        return speaker["name"] in source
    words = [w for w in re.findall(r"\w[\w'’-]*", speaker["name"]) if w[0].isupper() and len(w) > 2]
    words = [
        w for w in words if w not in ("The", "San", "Ministry", "Foreign", "Defence", "Interior", "Court")
    ]
    return any(re.search(rf"\b{re.escape(w)}\b", source) for w in words) or speaker["name"] in source


def toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k} = {toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(toml(v) for v in value) + "]"
    if isinstance(value, str) and '"' in value and "'" not in value and "\n" not in value:
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False)


def build(path: Path, bare: bool = False) -> tuple[dict, str, dict]:
    head, *lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    outlet, title, published, extra = (head.lstrip("= ").split(" ¦ ") + [""])[:4]
    cases = {int(n) for n in extra.split()}
    speakers, credits, carriers, rows, body = {}, [], {}, {}, []
    default: list = []
    for line in lines:
        if line.startswith("@s "):
            sid, name, kind, *rest = line[3:].split("|")
            speakers[sid] = {"id": sid, "name": name, "kind": SPEAKERS[kind]}
            for field, value in zip(("title", "affiliation"), rest):
                if value:
                    speakers[sid][field] = value
        elif line.startswith("@c "):
            values = line[3:].split("|")
            credits.append({k: v for k, v in zip(("kind", "quote", "agency", "place", "date"), values) if v})
        elif line.startswith("@r "):
            code, name = line[3:].split("|")
            carriers[code] = name
        elif line.startswith("#"):
            for entry in line[1:].split(";"):
                number, sid, *flags = entry.split()
                if int(number) in rows:
                    raise ValueError(f"{path.stem}: {number} twice")
                rows[int(number)] = (sid, flags)
        else:
            body.append(line)
    text, spans = strip_marks("\n".join(body).strip("\n"))
    title, title_spans = strip_marks(title)
    text_check = re.findall(r"\n{3,}| $|  ", text)
    assert not text_check, (path.stem, text_check)
    marks: dict[int, dict] = {}
    abstract = []
    for part, found in (("title", title_spans), ("text", spans)):
        for number, role, start, end in sorted(found, key=lambda f: f[2]):
            if role == "x":
                abstract.append(text[start:end])
                continue
            entry = marks.setdefault(number, {"part": part, "s": [], "c": [], "t": []})
            assert entry["part"] == part, (path.stem, number)
            if bare and role == "c":  # examples/README.md: no auxiliaries, no adverbs
                cue = {"title": title, "text": text}[part][start:end]
                start += len(m[0]) if (m := BARE.match(cue)) and cue not in KEPT else 0
            entry[role].append((start, end))
    if set(marks) != set(rows):
        raise ValueError(f"{path.stem}: marks without a row or rows without marks {set(marks) ^ set(rows)}")
    order = sorted(
        marks, key=lambda n: (marks[n]["part"] == "text", min(s for r in "sct" for s, _ in marks[n][r]), n)
    )
    keys, counts = {}, {"title": 0, "text": 0}
    for n in order:
        part = marks[n]["part"]
        counts[part] += 1
        keys[n] = ("t" if part == "title" else "s") + str(counts[part])
    statements, tags = [], {}
    for n in order:
        sid, flags = rows[n]
        mark, part_text = marks[n], {"text": text, "title": title}[marks[n]["part"]]
        if not mark["t"]:
            raise ValueError(f"{path.stem}: {n} without content")
        start, end = within(part_text, mark["s"] + mark["c"] + mark["t"])
        base = part_text[start:end]
        roles = {r: [fragment(base, a - start, b - start) for a, b in mark[r]] for r in "tcs"}
        kind = next((KINDS[f] for f in flags if f in KINDS), "statement")
        stance = next(
            (STANCES[f] for f in flags if f in STANCES), "asks" if kind == "question" else "asserts"
        )
        speaker = None if sid == "-" else sid
        source = " ".join(part_text[a:b] for a, b in mark["s"])
        if speaker is None:
            resolution = "unresolved" if mark["s"] else "none"
        elif not mark["s"]:
            resolution = "inferred"
        elif "N" in flags or "R" in flags:
            resolution = "named" if "N" in flags else "resolved"
        else:
            if speaker not in speakers:
                raise ValueError(f"{path.stem}: {n} no speaker {speaker}")
            resolution = "named" if named(speakers[speaker], source) else "resolved"
        relays = []
        for flag in flags:
            if flag.startswith("r="):
                for item in flag[2:].split("+"):
                    code, base_code = item.split(":")
                    relays.append({"carrier": carriers[code], "basis": BASES[base_code]})
        relays.append({"carrier": outlet, "basis": "explicit"})
        row = {
            "key": keys[n], "part": mark["part"], "within": base, "content": roles["t"], "cue": roles["c"],
            "source": roles["s"], "form": form_of(part_text, mark["t"]), "kind": kind, "stance": stance,
        }  # fmt: skip
        if speaker:
            row["speaker"] = speaker
        row["resolution"] = resolution
        parent = next((int(f[1:]) for f in flags if f.startswith("^")), None)
        if parent is not None:
            row["parent"] = keys[parent]
        row |= {"inferred": resolution == "inferred", "topic_only": "T" in flags, "relays": relays}
        statements.append(row)
        tags[keys[n]] = [f[1:] for f in flags if f.startswith("+")]
        unknown = [
            f
            for f in flags
            if not (f in KINDS or f in STANCES or f in "NRT" or f[0] in "^+" or f[:2] == "r=")
        ]
        assert not unknown and set(tags[keys[n]]) <= TAGS, (path.stem, n, unknown, tags[keys[n]])
    found = {
        3: any(c["kind"] == "dateline" for c in credits), 16: not any(q in text for q in '“"‘'),
        17: any(s["topic_only"] for s in statements), 18: any("part" in t for t in tags.values()),
        19: any(len(s["content"]) > 1 for s in statements), 20: bool(abstract),
        21: any(s["inferred"] for s in statements), 28: any(s["stance"] == "denies" for s in statements),
        26: counts["title"] > 0, 33: any("parent" in s for s in statements),
        35: any(s["resolution"] == "none" for s in statements), 40: any(s["resolution"] == "resolved" for s in statements),
        5: any(len(s["relays"]) > 2 for s in statements),
    }  # fmt: skip
    cases |= {n for n, yes in found.items() if yes}
    out = [f"id = {toml(path.stem)}", f"cases = {toml(sorted(cases))}"]
    for name, tables in (("credits", credits), ("speakers", speakers.values()), ("statements", statements)):
        for table in tables:
            out += ["", f"[[{name}]]", *(f"{k} = {toml(v)}" for k, v in table.items())]
    article = {"id": path.stem, "outlet": outlet, "title": title, "published": published, "text": text}
    return article, "\n".join(out) + "\n", {"tags": tags, "abstract": abstract}


def main() -> int:
    articles, phenomena, bad = [], {}, 0
    if sys.argv[1:2] == ["--bare"]:
        out = Path(sys.argv[2])
        out.mkdir(parents=True, exist_ok=True)
        for path in sorted((HERE / "marked").glob("*.txt")):
            (out / f"{path.stem}.toml").write_text(build(path, bare=True)[1], encoding="utf-8")
        return 0
    for path in sorted((HERE / "marked").glob("*.txt")):
        try:
            article, gold, found = build(path)
        except (ValueError, AssertionError, KeyError, IndexError) as error:
            print(path.stem, repr(error)[:400], file=sys.stderr)
            bad += 1
            continue
        articles.append(article)
        phenomena[path.stem] = found
        (HERE / "gold" / f"{path.stem}.toml").write_text(gold, encoding="utf-8")
    lines = "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles)
    (HERE / "articles.jsonl").write_text(lines, encoding="utf-8")
    (HERE / "phenomena.json").write_text(
        json.dumps(phenomena, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    print(f"{len(articles)} articles built, {bad} failed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
