"""A unit's text with what is said about it: anchors of raw lines, mentions, flags. The text itself stays as it is."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from generator.render.html import Html, el, esc, join


@dataclass(frozen=True)
class Wrap:
    """A run of text that becomes an element."""

    start: int
    end: int
    name: str
    attributes: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Marks:
    """What stands at offsets of one text. `outer` may not overlap; `inner` are cut where they cross an outer one."""

    points: Sequence[tuple[int, Html]] = ()
    outer: Sequence[Wrap] = ()
    inner: Sequence[Wrap] = ()


def annotate(text: str, marks: Marks) -> Html:
    """The text as HTML, escaped, with its marks.

    >>> annotate("a<b", Marks(points=[(2, el("i"))], outer=[Wrap(0, 2, "a")]))
    '<a>a&lt;</a><i></i>b'
    """
    outer = _disjoint(text, marks.outer)
    cuts = _cuts(text, marks, outer)
    points, inner = _by_cut(marks.points), _cover(cuts, marks.inner)
    starts = {wrap.start: wrap for wrap in outer}
    parts: list[Html] = []
    held: list[Html] = []  # what stands inside the outer wrap that is open
    wrap: Wrap | None = None
    for start, end in pairwise(cuts):
        (held if wrap else parts).extend(points.get(start, ()))  # a point where an element begins stands before it
        wrap = starts.get(start, wrap)
        (held if wrap else parts).append(_wrapped(text[start:end], inner.get(start, ())))
        if wrap and wrap.end == end:
            parts.append(el(wrap.name, *held, **wrap.attributes))
            wrap, held = None, []
    return join([*parts, *points.get(len(text), ())])


def _disjoint(text: str, wraps: Iterable[Wrap]) -> list[Wrap]:
    """Wraps in order; one that overlaps an earlier one is left out."""
    kept: list[Wrap] = []
    for wrap in sorted(wraps, key=lambda wrap: (wrap.start, -wrap.end)):
        if (kept[-1].end if kept else 0) <= wrap.start < wrap.end <= len(text):
            kept.append(wrap)
    return kept


def _cuts(text: str, marks: Marks, outer: Iterable[Wrap]) -> list[int]:
    edges = {offset for offset, _ in marks.points}
    edges |= {edge for wrap in (*outer, *marks.inner) for edge in (wrap.start, wrap.end)}
    return sorted({0, len(text), *(edge for edge in edges if 0 < edge < len(text))})


def _by_cut(points: Iterable[tuple[int, Html]]) -> dict[int, list[Html]]:
    found: dict[int, list[Html]] = defaultdict(list)
    for offset, html in points:
        found[offset].append(html)
    return found


def _cover(cuts: Sequence[int], wraps: Iterable[Wrap]) -> dict[int, list[Wrap]]:
    """For each cut the wraps that cover the text after it."""
    found: dict[int, list[Wrap]] = defaultdict(list)
    for wrap in wraps:
        for cut in cuts[bisect_left(cuts, wrap.start) : bisect_left(cuts, wrap.end)]:
            found[cut].append(wrap)
    return found


def _wrapped(text: str, wraps: Iterable[Wrap]) -> Html:
    html = esc(text)
    for wrap in wraps:
        html = el(wrap.name, html, **wrap.attributes)
    return html
