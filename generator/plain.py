"""Documents and apparatus as plain text, for a terminal and a person."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from generator.documents import LAYOUT, Cleaned
from generator.lines import LineIndex
from generator.model import Block, Document, Edit, Rule

UNTITLED = "〔无题〕"
BETWEEN = "\n" + "─" * 40 + "\n\n"
OUTSIDE = "outside every document: page furniture, repeated copies"
QUOTE = 24  # a longer quotation is shown by its ends


# -- reading text ---------------------------------------------------------------------------------------------------


def reading_text(document: Document) -> str:
    """Title and subtitle, then the blocks, with a blank line between.

    A missing title shows as 〔无题〕 and the id, one that an editor supplied and a gap in brackets, as on the page.
    """
    return "\n\n".join([_heading(document), *(_block(block) for block in document.blocks)]) + "\n"


def _heading(document: Document) -> str:
    card = document.card
    if not card.title:
        return f"{UNTITLED} {document.id}"
    title = f"[{card.title}]" if card.title_supplied else card.title
    return "\n".join(part for part in (title, card.subtitle) if part)


def _block(block: Block) -> str:
    return f"〔{block.text}〕" if block.kind == "gap" else block.text


# -- apparatus ------------------------------------------------------------------------------------------------------


def explanation(cleaned: Cleaned, rules: Sequence[Rule]) -> str:
    """Every edit of a seed, grouped by document, what is in none last: line, rule, before → after, reason."""
    names = {rule.id: f"{rule.zh} {rule.id}" for rule in (*rules, LAYOUT)}
    titles = {document.id: _heading(document).split("\n")[0] for document in cleaned.documents}
    index = LineIndex(cleaned.seed.lines)
    parts = [f"{cleaned.seed.name}\n"]
    for owner in (*titles, None):
        edits = [edit for edit, of in zip(cleaned.apparatus.edits, cleaned.owners, strict=True) if of == owner]
        if edits or owner:
            parts.append(_section(f"{owner}  {titles[owner]}" if owner else OUTSIDE, edits, names, index))
    return "\n".join(parts)


def _section(heading: str, edits: Sequence[Edit], names: dict[str, str], index: LineIndex) -> str:
    counts = Counter(names.get(edit.rule, edit.rule) for edit in edits)
    # Blank lines and indents are two in three of all edits and say nothing to a reader: counted, not listed.
    listed = [edit for edit in edits if edit.rule != LAYOUT.id]
    lines = [heading, *(f"  {count:>5}  {name}" for name, count in counts.most_common()), ""]
    lines += _table([_row(edit, names, index) for edit in listed])
    if len(listed) < len(edits):
        lines.append(f"  (layout space is counted, not listed: {len(edits) - len(listed)}; --format jsonl lists it)")
    return "\n".join(lines) + "\n"


def _row(edit: Edit, names: dict[str, str], index: LineIndex) -> tuple[str, str, str, str]:
    rule = " + ".join([*edit.steps, edit.rule]) if edit.steps else names.get(edit.rule, edit.rule)
    who = "" if edit.resp == "machine" else f" ({edit.resp})"
    return str(index.line(edit.start)), rule, f"{visible(edit.before)} → {visible(edit.after)}", edit.reason + who


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        yield ("  " + "  ".join([cells[0].strip().rjust(widths[0]), *cells[1:]])).rstrip()


def visible(text: str) -> str:
    """Text with its invisible characters shown, long text by its ends.

    >>> visible("a b\\u3000c\\r\\n"), visible("\\u200b\\x07"), visible("")
    ('a·b□c␍␊', '<U+200B><U+0007>', '∅')
    """
    if len(text) > 2 * QUOTE:
        return f"{visible(text[:QUOTE])} … {visible(text[-8:])} ({len(text):,} characters)"
    return "".join(map(_shown, text)) or "∅"


_MARKS = {" ": "·", "\u3000": "□", "\n": "␊", "\r": "␍", "\t": "⇥"}


def _shown(char: str) -> str:
    if char in _MARKS:
        return _MARKS[char]
    # controls, format characters, lone surrogates, private use, unassigned, separators, and marks that cling
    hidden = unicodedata.category(char)[0] in "CZ" or unicodedata.combining(char)
    return f"<U+{ord(char):04X}>" if hidden else char


def _width(text: str) -> int:
    """Columns on a terminal, where a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
