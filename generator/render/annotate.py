"""A unit's text with what is said about it: anchors of raw lines, mentions, flags. The text itself stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

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
    parts: list[Html] = []
    at = 0
    for wrap in sorted(marks.outer, key=lambda wrap: (wrap.start, -wrap.end)):
        if at <= wrap.start < wrap.end <= len(text):
            parts.append(_run(text, at, wrap.start, marks))
            parts.append(el(wrap.name, _run(text, wrap.start, wrap.end, marks), **wrap.attributes))
            at = wrap.end
    parts += _run(text, at, len(text), marks), *_points(marks, len(text), len(text) + 1)
    return join(parts)


def _run(text: str, start: int, end: int, marks: Marks) -> Html:
    """`start`..`end`, cut at every point and inner edge."""
    edges = {offset for offset, _ in marks.points} | {edge for wrap in marks.inner for edge in (wrap.start, wrap.end)}
    cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
    pieces = zip(cuts, cuts[1:], strict=False)
    return join(join([*_points(marks, a, b), _wrapped(text, a, b, marks.inner)]) for a, b in pieces)


def _points(marks: Marks, start: int, end: int) -> Iterable[Html]:
    return (point for offset, point in marks.points if start <= offset < end)


def _wrapped(text: str, start: int, end: int, inner: Sequence[Wrap]) -> Html:
    html = esc(text[start:end])
    for wrap in inner:
        if wrap.start <= start and end <= wrap.end:
            html = el(wrap.name, html, **wrap.attributes)
    return html
