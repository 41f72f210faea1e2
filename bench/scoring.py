"""How statements are scored: the definitions of METRICS § 1, once, for the gate and every benchmark.

Tokens are runs of letters and digits. A span's score takes the tokens in it, which trims marks at its edges. An
attribution is three sets of tokens (source, cue, content); every figure is micro-averaged over articles, and
attributions or spans are matched one to one within an article (maximum bipartite matching).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from reportedly.record import Span
from reportedly.text import quotations, tokenize

ROLES = ("source", "cue", "content")
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Scored:
    """One attribution as token sets, its fragments as token ranges, and the form of its content."""

    roles: dict[str, frozenset[int]]
    fragments: dict[str, frozenset[tuple[int, int]]]
    form: str


@dataclass
class Counts:
    """Right, found and wanted, added up over articles."""

    right: float = 0
    found: float = 0
    wanted: float = 0

    def add(self, right: float, found: float, wanted: float) -> None:
        """Add one article's counts."""
        self.right, self.found, self.wanted = self.right + right, self.found + found, self.wanted + wanted

    @property
    def precision(self) -> float:
        """Share of what was found that is right, in per cent."""
        return 100 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of what was wanted that was found, in per cent."""
        return 100 * self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two, in per cent."""
        return 200 * self.right / (self.found + self.wanted) if self.found + self.wanted else 0.0


@dataclass
class Scores:
    """Every figure of METRICS § 1, by name."""

    counts: dict[str, Counts] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Counts:
        return self.counts.setdefault(name, Counts())

    def figures(self) -> dict[str, float]:
        """Name → F1 (``recall …`` rows: recall), to one decimal."""
        shown = {k: (c.recall if k.startswith("recall") else c.f1) for k, c in self.counts.items()}
        return {k: round(v, 1) for k, v in shown.items()}


def attribution(text: str, source: Spans, cue: Spans, content: Spans) -> Scored:
    """An attribution of ``text`` in the form that is scored."""
    starts = tokenize(text)
    given = dict(zip(ROLES, (source, cue, content), strict=True))
    ranges = {
        role: frozenset(filter(None, (_tokens(starts, s, e) for s, e in spans)))
        for role, spans in given.items()
    }
    sets = {role: frozenset(i for a, b in rs for i in range(a, b)) for role, rs in ranges.items()}
    return Scored(sets, ranges, content_form(text, [Span(s, e) for s, e in content]))


def _tokens(tokens: Sequence[tuple[int, int, str]], start: int, end: int) -> tuple[int, int] | None:
    inside = [i for i, (s, e, _) in enumerate(tokens) if s >= start and e <= end]
    return (inside[0], inside[-1] + 1) if inside else None


def content_form(text: str, content: Sequence[Span]) -> str:
    """direct (≥ 80 % of the content's characters inside quotation marks), mixed (some) or indirect."""
    marked = [q.span for q in quotations(text) if q.depth == 1]
    total = sum(s.length for s in content)
    quoted = sum(max(0, min(s.end, q.end) - max(s.start, q.start)) for s in content for q in marked)
    share = quoted / total if total else 0.0
    return "direct" if share >= 0.8 else "mixed" if share > 0 else "indirect"


def add_article(scores: Scores, gold: Sequence[Scored], found: Sequence[Scored]) -> None:
    """Add one article to the running figures."""
    for name, agree in _AGREEMENTS.items():
        scores[f"attribution {name}"].add(len(matching(found, gold, agree)), len(found), len(gold))
    for role in ROLES:
        _add_role(scores, role, gold, found)
    matched = {j for _, j in matching(found, gold, _content_half)}
    for form in ("direct", "mixed", "indirect"):
        wanted = [j for j, g in enumerate(gold) if g.form == form]
        scores[f"recall {form}"].add(len(matched.intersection(wanted)), 0, len(wanted))
    sourceless = [j for j, g in enumerate(gold) if not g.roles["source"]]
    hit = {j for _, j in matching(found, gold, _sourceless)}
    scores["recall source-less"].add(len(hit.intersection(sourceless)), 0, len(sourceless))


def _add_role(scores: Scores, role: str, gold: Sequence[Scored], found: Sequence[Scored]) -> None:
    a = frozenset(i for x in found for i in x.roles[role])
    b = frozenset(i for x in gold for i in x.roles[role])
    scores[f"token {role}"].add(len(a & b), len(a), len(b))
    fa = frozenset(f for x in found for f in x.fragments[role])
    fb = frozenset(f for x in gold for f in x.fragments[role])
    scores[f"span exact {role}"].add(len(fa & fb), len(fa), len(fb))


def iou(a: frozenset[int], b: frozenset[int]) -> float:
    """Shared tokens over all tokens; two empty sets agree."""
    return len(a & b) / len(a | b) if a | b else 1.0


def _overlap(a: frozenset[int], b: frozenset[int]) -> bool:
    return bool(a & b) or not (a | b)


def _content_half(x: Scored, y: Scored) -> bool:
    return iou(x.roles["content"], y.roles["content"]) >= 0.5


def _sourceless(x: Scored, y: Scored) -> bool:
    return not x.roles["source"] and not y.roles["source"] and _content_half(x, y)


def right_statement(x: Scored, y: Scored) -> bool:
    """The user's measure, attr@.5: right statement, right person."""
    return _content_half(x, y) and _overlap(x.roles["source"], y.roles["source"])


_AGREEMENTS: dict[str, Callable[[Scored, Scored], bool]] = {
    "overlap": lambda x, y: all(_overlap(x.roles[r], y.roles[r]) for r in ROLES),
    "IoU.5": lambda x, y: all(iou(x.roles[r], y.roles[r]) >= 0.5 for r in ROLES),
    "exact": lambda x, y: x.roles == y.roles,
    "attr@.5": right_statement,
}


def matching(
    left: Sequence[Scored], right: Sequence[Scored], agree: Callable[[Scored, Scored], bool]
) -> list[tuple[int, int]]:
    """A largest one-to-one matching between two lists under ``agree``, as pairs of indices (augmenting paths)."""
    edges = [[j for j, y in enumerate(right) if agree(x, y)] for x in left]
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(left)):
        place(i, set())
    return sorted((i, j) for j, i in owner.items())


def show(scores: Scores, names: Iterable[str] | None = None) -> str:
    """The figures as a table: precision, recall, F1, counts."""
    rows = [f"{'':26}{'P':>7}{'R':>7}{'F1':>7}   right/found/wanted"]
    for name in names or scores.counts:
        c = scores[name]
        rows.append(
            f"{name:26}{c.precision:7.1f}{c.recall:7.1f}{c.f1:7.1f}   {c.right:.0f}/{c.found:.0f}/{c.wanted:.0f}"
        )
    return "\n".join(rows)
