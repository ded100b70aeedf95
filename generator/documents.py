"""Bring segmentation and joins together: one clean stream a seed, and documents that are spans of it.

Edits never move text. Whatever is neither a field, nor a block, nor removed by a rule must be layout space; anything
else is a bug in a stage, and stops the build rather than disappear.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from generator.edits import Apparatus, EditError, Shift, checked, guarded_spans, lost_spans, outside
from generator.lines import LineIndex, ranges
from generator.model import (
    LOST,
    Block,
    Card,
    Document,
    Draft,
    Edit,
    Field,
    Flag,
    Piece,
    PlacedFlag,
    Rule,
    Seed,
    Segmentation,
    Span,
    Unit,
)

LAYOUT = Rule(
    id="layout",
    stage="join",
    zh="版面空白",
    en="Layout space",
    why="段落之间的换行、空行和缩进，由网页排版代替。",
    tei="lb",
)

Joiner = Callable[[str, Draft], tuple[tuple[Unit, ...], tuple[Edit, ...]]]
Range = tuple[int, int]


@dataclass(frozen=True)
class Cleaned:
    """One seed's clean stream and the documents that select from it.

    `owners` names for each composed edit the document it belongs to, None for page furniture.
    """

    seed: Seed
    apparatus: Apparatus
    documents: tuple[Document, ...]
    owners: tuple[str | None, ...]
    clues: tuple[str, ...] = ()

    @cached_property
    def index(self) -> LineIndex:
        return LineIndex(self.seed.lines)

    def raw_line(self, offset: int) -> int:
        """The raw line of a character of the clean stream."""
        return self.index.line(self.apparatus.raw_span(offset, offset + 1).start)

    def line_of(self, unit: Field | Block, offset: int = 0) -> int:
        """The raw line on which a character of a field or block stands; a gap is on the line before which it stands."""
        for span in unit.spans:
            if offset < span.end - span.start:
                return self.raw_line(span.start + offset)
            offset -= span.end - span.start
        return unit.lines[-1][1] if unit.lines else int(unit.anchor.lstrip("g").split("c")[0])


@dataclass(frozen=True)
class _Part:
    """A unit with its place in the clean stream."""

    unit: Unit
    spans: tuple[Span, ...]


def assemble(
    seed: Seed, marked: Apparatus, flags: Iterable[Flag], found: Segmentation, joiner: Joiner, rules: Sequence[Rule]
) -> Cleaned:
    """The seed's clean stream and its documents, with empty cards, in seed order."""
    groups, edits = _units(marked, found, joiner)
    structural = checked(marked.text, [*edits, *_layout(marked.text, groups, edits)])
    shift = Shift(structural)
    parts = [[_Part(unit, spans) for unit, spans in _spans(group, groups, shift)] for group in groups]
    raw_flags = [_to_raw(marked, flag) for flag in (*flags, *found.flags)]
    stream, parts, more = _phrases(marked.apply(structural), parts, rules)
    furniture = {rule.id for rule in rules if rule.stage == "segment"}
    return _documents(seed, stream, parts, [*raw_flags, *more], furniture, found.clues)


# -- the structural pass --------------------------------------------------------------------------------------------


def _units(marked: Apparatus, found: Segmentation, joiner: Joiner) -> tuple[list[list[Unit]], list[Edit]]:
    groups: list[list[Unit]] = []
    edits = list(found.removed)
    for draft in found.drafts:
        body, joins = joiner(marked.text, draft)
        groups.append([*draft.fields, *body])
        edits += outside(joins, guarded_spans(marked))
    return groups, edits


def _layout(text: str, groups: list[list[Unit]], edits: Sequence[Edit]) -> list[Edit]:
    """Edits for everything that no piece and no other edit covers: only layout space may be left."""
    covered = sorted(
        [(piece.start, piece.end) for group in groups for unit in group for piece in unit.pieces]
        + [(edit.start, edit.end) for edit in edits]
    )
    found, at = [], 0
    for start, end in [*covered, (len(text), len(text))]:
        rest = text[at:start]
        if rest.strip():
            raise EditError(f"{rest.strip()[:20]!r} is in no document and no rule removed it")
        if rest:
            found.append(Edit(at, start, rest, "", LAYOUT.id, "版面空白：换行、空行或缩进"))
        at = max(at, end)
    return found


def _spans(group: list[Unit], groups: list[list[Unit]], shift: Shift) -> Iterable[tuple[Unit, tuple[Span, ...]]]:
    """Each unit with its clean spans: pieces that follow each other in the stream are one span."""
    order = {piece: n for n, piece in enumerate(sorted(_pieces(groups), key=lambda piece: piece.start))}
    for unit in group:
        spans: list[Span] = []
        last = -2
        for piece in unit.pieces:
            span = shift.span(piece.start, piece.end)
            if spans and order[piece] == last + 1:
                spans[-1] = Span(spans[-1].start, span.end)
            else:
                spans.append(span)
            last = order[piece]
        yield unit, tuple(spans)


def _pieces(groups: list[list[Unit]]) -> Iterable[Piece]:
    return (piece for group in groups for unit in group for piece in unit.pieces)


# -- repairs on whole blocks ----------------------------------------------------------------------------------------


def _phrases(
    stream: Apparatus, parts: list[list[_Part]], rules: Sequence[Rule]
) -> tuple[Apparatus, list[list[_Part]], list[Flag]]:
    """Run the repairs that need joined lines, one rule at a time; flags come back in raw coordinates."""
    active = [rule for rule in rules if rule.stage == "phrases" and rule.find]
    for rule in active:
        edits = [found for found in _found(rule, stream, parts) if isinstance(found, Edit)]
        edits = checked(stream.text, outside(edits, guarded_spans(stream)))
        shift = Shift(edits)
        stream = stream.apply(edits)
        parts = [[_moved(part, shift) for part in group] for group in parts]
    flags = [found for rule in active for found in _found(rule, stream, parts) if isinstance(found, Flag)]
    masks = [flag for flag in flags if not flag.text.strip(LOST)]
    told = set(masks).difference(outside(masks, lost_spans(stream)))
    kept = [flag for flag in flags if flag not in told]
    return stream, parts, [_to_raw(stream, flag) for flag in outside(kept, guarded_spans(stream))]


def _found(rule: Rule, stream: Apparatus, parts: list[list[_Part]]) -> Iterable[Edit | Flag]:
    """What a rule proposes over every block, in coordinates of the stream."""
    assert rule.find is not None
    for group in parts:
        whole = "\n".join(_text(part.spans, stream) for part in group)
        for part in group:
            for found in rule.find(_text(part.spans, stream), whole):
                start = _in_stream(part.spans, found.start)
                if stream.text[start : start + found.end - found.start] == _quoted(found):
                    yield replace(found, start=start, end=start + found.end - found.start)


def _quoted(found: Edit | Flag) -> str:
    return found.before if isinstance(found, Edit) else found.text


def _in_stream(spans: Sequence[Span], offset: int) -> int:
    """The stream offset of an offset in the text of `spans`."""
    for span in spans:
        if offset < span.end - span.start:
            return span.start + offset
        offset -= span.end - span.start
    return spans[-1].end if spans else 0


def _moved(part: _Part, shift: Shift) -> _Part:
    return replace(part, spans=tuple(shift.span(span.start, span.end) for span in part.spans))


def _text(spans: Sequence[Span], stream: Apparatus) -> str:
    return "".join(stream.text[span.start : span.end] for span in spans)


def _to_raw(apparatus: Apparatus, flag: Flag) -> Flag:
    span = apparatus.raw_span(flag.start, flag.end)
    return replace(flag, start=span.start, end=span.end)


# -- documents ------------------------------------------------------------------------------------------------------


def _documents(
    seed: Seed,
    stream: Apparatus,
    parts: list[list[_Part]],
    flags: Sequence[Flag],
    furniture: set[str],
    clues: tuple[str, ...],
) -> Cleaned:
    blank = frozenset(line.number for line in seed.lines if not seed.raw[line.start : line.end].strip())
    anchors = _anchors(stream, parts, LineIndex(seed.lines))
    gaps = Counter[int]()  # how many gaps already stand before a raw line
    kept = [group for group in parts if any(part.spans for part in group)]
    documents = [_document(seed, stream, group, anchors, flags, blank, gaps) for group in kept]
    documents.sort(key=lambda document: min(_starts(document)))
    owners = _owners(stream, documents, furniture, LineIndex(seed.lines))
    counts = {document.id: Counter[str]() for document in documents}
    for edit, owner in zip(stream.edits, owners, strict=True):
        if owner:
            counts[owner][edit.rule] += 1
    done = tuple(replace(document, edits=dict(sorted(counts[document.id].items()))) for document in documents)
    return Cleaned(seed, stream, done, owners, clues)


def _starts(document: Document) -> list[int]:
    return [span.start for span in _all_spans(document)]


def _anchors(stream: Apparatus, parts: list[list[_Part]], index: LineIndex) -> dict[Span, str]:
    """The anchor of each unit, by its first clean span: `l42`, a later unit on the same raw line `l42c118`."""
    anchors: dict[Span, str] = {}
    seen: set[int] = set()
    for span in sorted(part.spans[0] for group in parts for part in group if part.spans):
        raw = stream.raw_span(span.start, span.end).start
        line = index.line(raw)
        anchors[span] = f"l{line}c{index.column(raw)}" if line in seen else f"l{line}"
        seen.add(line)
    return anchors


def _document(
    seed: Seed,
    stream: Apparatus,
    group: list[_Part],
    anchors: dict[Span, str],
    flags: Sequence[Flag],
    blank: frozenset[int],
    gaps: Counter[int],
) -> Document:
    fields: list[Field] = []
    blocks: list[Block] = []
    for part in group:
        if part.unit.role == "gap":
            blocks.append(Block("gap", _gap_anchor(part.unit.line, gaps), (), part.unit.text))
            continue
        where = (
            anchors[part.spans[0]],
            _closed({piece.line for piece in part.unit.pieces}, blank),
            _text(part.spans, stream),
            part.spans,
        )
        if part.unit.role in ("paragraph", "heading"):
            blocks.append(Block("heading" if part.unit.role == "heading" else "paragraph", *where))
        else:
            fields.append(Field(part.unit.role, *where))  # type: ignore[arg-type]
    first = min(span for part in group for span in part.spans)
    lines = _closed({n for unit in _both(fields, blocks) for a, b in unit.lines for n in range(a, b + 1)}, blank)
    return Document(
        id=f"{seed.short}-{anchors[first][1:]}",
        seed=seed.name,
        sha256=seed.sha256,
        lines=lines,
        card=Card(),
        fields=tuple(fields),
        blocks=tuple(blocks),
        flags=tuple(_placed(flags, _both(fields, blocks), stream)),
    )


def _gap_anchor(line: int, seen: Counter[int]) -> str:
    """`g42` for a gap before raw line 42; where one document ends and another begins in a gap there, also `g42c2`."""
    seen[line] += 1
    return f"g{line}" if seen[line] == 1 else f"g{line}c{seen[line]}"


def _closed(numbers: set[int], blank: frozenset[int]) -> tuple[Range, ...]:
    """Ranges of raw lines, closed over the blank lines between them."""
    closed = set(numbers)
    for last, number in pairwise(sorted(numbers)):
        between = set(range(last + 1, number))
        if between <= blank:
            closed |= between
    return ranges(closed)


def _placed(flags: Sequence[Flag], units: Sequence[Field | Block], stream: Apparatus) -> Iterable[PlacedFlag]:
    """Flags brought to the unit they stand in; one on removed text falls away with it."""
    for flag in sorted(flags, key=lambda flag: (flag.start, flag.end)):
        start, end = stream.clean_offset(flag.start), stream.clean_offset(flag.end)
        for unit in units:
            at = 0
            for span in unit.spans:
                if span.start <= start < end <= span.end:
                    begin = at + start - span.start
                    text = unit.text[begin : begin + end - start]
                    yield PlacedFlag(
                        flag.rule, unit.anchor, begin, begin + end - start, text, flag.likely, flag.reason, flag.resp
                    )
                at += span.end - span.start


def _owners(
    stream: Apparatus, documents: Sequence[Document], furniture: set[str], index: LineIndex
) -> tuple[str | None, ...]:
    """For each composed edit the document on whose raw lines it begins: that of the text before it, else after it.

    Between lines that were taken out nothing is any document's: the blank of a dropped copy is dropped with the copy.
    """
    kept = sorted((span.start, n) for n, document in enumerate(documents) for span in _all_spans(document))
    starts = [start for start, _ in kept]

    def owner(edit: Edit) -> str | None:
        if edit.rule in furniture:
            return None
        after = (bisect_right if edit.after else bisect_left)(starts, stream.clean_offset(edit.start))
        line, beside = index.line(edit.start), (documents[n] for _, n in kept[max(0, after - 1) : after + 1])
        return next((one.id for one in beside if any(a <= line <= b for a, b in one.lines)), None)

    return tuple(owner(edit) for edit in stream.edits)


def _all_spans(document: Document) -> Iterable[Span]:
    return (span for unit in _both(document.fields, document.blocks) for span in unit.spans)


def _both(fields: Iterable[Field], blocks: Iterable[Block]) -> list[Field | Block]:
    return [*fields, *blocks]
