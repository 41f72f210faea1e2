"""Hypothesis strategies for every record type, shared by the tests.

``record(T)`` gives values of any record dataclass, worked out from its annotations, so that a field added to a
type is covered without anyone thinking of it. Texts hold what coverage holds: Latin, Cyrillic, combining marks,
emoji outside the basic plane, odd spaces; never a lone surrogate, which no article may contain.
"""

import dataclasses
import types
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from reportedly.record import Article, Span

ODD = "é̂ёЖשمن日本😀👩‍👩‍👧𝔸\u00a0\u00ad\u200b\u2028\ufeff“”‘’«»„—…"
"""Characters that break programs which count bytes, UTF-16 units or glyphs."""


def characters() -> st.SearchStrategy[str]:
    """One character: mostly ASCII, often odd, sometimes any that UTF-8 can carry (NUL apart)."""
    return st.one_of(
        st.characters(min_codepoint=32, max_codepoint=126),
        st.sampled_from(ODD),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    )


def texts(min_size: int = 0, max_size: int = 40) -> st.SearchStrategy[str]:
    """A text as an article may hold it."""
    return st.text(characters(), min_size=min_size, max_size=max_size)


def spans(limit: int = 10_000) -> st.SearchStrategy[Span]:
    """A valid span with an end of at most ``limit``."""
    return st.tuples(st.integers(0, limit), st.integers(0, limit)).map(lambda p: Span(min(p), max(p)))


def spans_of(text: str) -> st.SearchStrategy[Span]:
    """A span inside ``text``."""
    return spans(len(text))


def json_values() -> st.SearchStrategy[Any]:
    """Any JSON value, a few levels deep; whole numbers stay where every JSON reader keeps them exact."""
    leaves = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts(max_size=10) | _finite()
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(max_size=5), inner, max_size=3),
        max_leaves=5,
    )


@cache
def record(type_: type[Any]) -> st.SearchStrategy[Any]:
    """Values of a record dataclass, field by field from its annotations."""
    hints = get_type_hints(type_)
    return st.builds(type_, **{f.name: _of(hints[f.name]) for f in dataclasses.fields(type_)})


def articles() -> st.SearchStrategy[Article]:
    """Articles that acquire could have given: an id and a text that is not blank."""
    return st.builds(
        Article.from_text,
        texts(min_size=1).filter(str.strip),
        id=texts(min_size=1, max_size=8),
        outlet=texts(min_size=1, max_size=8),
        title=texts(min_size=1, max_size=20),
    )


def _finite() -> st.SearchStrategy[float]:
    return st.floats(allow_nan=False, allow_infinity=False)


def _of(hint: Any) -> st.SearchStrategy[Any]:
    origin, args = get_origin(hint), get_args(hint)
    if hint in _LEAVES:
        return _LEAVES[hint]()
    if dataclasses.is_dataclass(hint):
        return record(hint)  # type: ignore[arg-type]
    if origin is Literal:
        return st.sampled_from(args)
    if origin in (Union, types.UnionType):
        return st.one_of(*[_of(a) for a in args])
    if origin is tuple:
        return st.lists(_of(args[0]), max_size=3).map(tuple)
    raise TypeError(f"strategies.py does not know how to make {hint!r}")


_LEAVES: dict[Any, Any] = {
    str: texts,
    int: lambda: st.integers(-(2**53), 2**53),
    float: _finite,
    bool: st.booleans,
    bytes: lambda: st.binary(max_size=20),
    type(None): st.none,
    Span: spans,
    dict[str, Any]: lambda: st.dictionaries(texts(max_size=5), json_values(), max_size=3),
}
