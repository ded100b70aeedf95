"""A document to read elsewhere: as Markdown and as plain text. Both say what is missing, doubtful and unread."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from generator.edition import Edition
from generator.exports import words
from generator.model import Block, Document, Field, PlacedFlag
from generator.plain import UNTITLED
from generator.reading_order import in_order
from generator.standing import REVIEWS, completeness, review_level

_FRONT = (
    "id", "title", "subtitle", "title_supplied", "type", "date", "covers", "dateline_date", "published", "venue",
    "venue_role", "format", "speakers", "quoted", "issuers", "authors", "agency", "publisher", "events", "script",
    "completeness", "review", "provenance", "rights", "seed", "sha256", "lines",
)  # fmt: skip
# Whatever Markdown might take for its own: some marks anywhere, some at the beginning of a line only. A backslash where
# every dialect knows it, elsewhere a reference.
_MARKED = "\\`*_{}[]"
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SPECIAL = re.compile(r"[\\`*_{}\[\]&<>|~^$\x00-\x1f\x7f-\x9f\u2028\u2029]")
_BEGINS = re.compile(r"^(\s*)(\d*)([-+#.)])")


# -- plain text -----------------------------------------------------------------------------------------------------


def plain_text(document: Document, edition: Edition) -> str:
    """The text, a blank line between its parts; below a line of dashes, what a reader has to know of it."""
    order = in_order(document)
    body = [*_heading(document), *(field.text for field in order.above if not _is_title(document, field))]
    body += [_plain(part) for part in order.blocks] + [field.text for field in order.below]
    return "\n\n".join(body) + "\n\n" + "―" * 20 + "\n" + "".join(f"{line}\n" for line in _told(document, edition))


def _heading(document: Document) -> list[str]:
    card = document.card
    if card.title is None:
        return [f"{UNTITLED}{document.id}"]
    return [f"[{card.title}]" if card.title_supplied else card.title]


def _is_title(document: Document, field: Field) -> bool:
    return field.role == "title" and not document.card.title_supplied and field.text == document.card.title


def _plain(part: Block) -> str:
    return f"〔{part.text}〕" if part.kind == "gap" else part.text


def _told(document: Document, edition: Edition) -> Iterator[str]:
    ranges = "、".join(f"{first}—{last}" if first != last else f"{first}" for first, last in document.lines)
    yield "，".join(part for part in (edition.name, document.id, f"原件{document.seed}第{ranges}行") if part)
    if page := edition.page(document.id):
        yield page
    yield " · ".join(REVIEWS[review_level(document)])
    if document.card.completeness != "complete":
        yield f"残缺：{completeness(document.card.completeness)}"
    for number, flag in enumerate(document.flags, 1):
        yield f"存疑 {number}：{flag.anchor} {_doubt(flag)}"
    yield words.RIGHTS


def _doubt(flag: PlacedFlag) -> str:
    likely = f"，疑为{_quoted(flag.likely)}" if flag.likely else ""
    return f"{_quoted(flag.text)}{likely}。{flag.reason}"


def _quoted(text: str) -> str:
    """In quotation marks, once: a quotation has its own."""
    return text if text.startswith(("“", "「")) else f"“{text}”"


# -- Markdown -------------------------------------------------------------------------------------------------------


def markdown(document: Document, record: dict[str, Any], edition: Edition) -> str:
    """The text with its card as front matter; doubts and editors' notes are footnotes."""
    order = in_order(document)
    front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in _front(record, edition))
    title = next((field for field in order.above if _is_title(document, field)), None)
    parts = [f"# {_set(document, title) if title else escaped(_heading(document)[0])}"]
    parts += [_set(document, field) for field in order.above if field is not title]
    parts += [_block(document, part) for part in order.blocks]
    parts += [_set(document, field) for field in order.below]
    notes = "".join(f"[^{name}]: {escaped(text)}\n" for name, text in _footnotes(document))
    return f"---\n{front}---\n\n" + "\n\n".join(parts) + "\n" + (f"\n{notes}" if notes else "")


def _front(record: dict[str, Any], edition: Edition) -> Iterator[tuple[str, Any]]:
    yield from ((key, record[key]) for key in _FRONT)
    yield "inferred", sorted({one["field"] for one in record["evidence"] if one["inferred"]})
    yield "archive", edition.name or None
    yield "release", edition.release or None
    yield "url", edition.page(record["id"])


def _block(document: Document, part: Block) -> str:
    if part.kind == "gap":
        return f"> 〔{escaped(part.text)}〕"
    return ("## " if part.kind == "heading" else "") + _set(document, part)


def _set(document: Document, unit: Field | Block) -> str:
    """A unit's text with the signs of its footnotes."""
    signs = [(flag.end, f"[^f{n}]") for n, flag in enumerate(document.flags, 1) if flag.anchor == unit.anchor]
    signs += [(note.end, f"[^n{n}]") for n, note in enumerate(document.notes, 1) if note.anchor == unit.anchor]
    parts, at = [], 0
    for end, sign in sorted(signs):
        parts += [escaped(unit.text[at:end], first=at == 0), sign]
        at = end
    return "".join([*parts, escaped(unit.text[at:], first=at == 0)])


def _footnotes(document: Document) -> Iterator[tuple[str, str]]:
    for number, flag in enumerate(document.flags, 1):
        yield f"f{number}", f"存疑：{_doubt(flag)}"
    for number, note in enumerate(document.notes, 1):
        source = f"（据 {note.source}）" if note.source else ""
        yield f"n{number}", f"编者注（{note.by}）：{note.note}{source}"


def escaped(text: str, first: bool = True) -> str:
    """Text that Markdown shows as it is, on one line. `first`: it begins a line.

    >>> print(escaped("* a_b_ [c] <d>"), escaped("1. x"))
    \\* a\\_b\\_ \\[c\\] &lt;d&gt; 1\\. x
    """
    plain = _SPECIAL.sub(_reference, text)
    return _BEGINS.sub(r"\1\2\\\3", plain) if first else plain


def _reference(found: re.Match[str]) -> str:
    char = found[0]
    if char in _MARKED:
        return f"\\{char}"
    return _NAMED.get(char) or f"&#{ord(char)};"
