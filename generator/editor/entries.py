"""The entries of an editor's file, and the places in the witness and in the documents that they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NoReturn

from generator.documents import Cleaned
from generator.lines import LineIndex
from generator.model import Block, Document, Field, Seed, Span
from generator.quotations import Quotable, counts

_SHOWN = 40  # characters of a passage in a message


class EditorError(ValueError):
    """What an editor's file says does not fit the witness. `line` is that of the file."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Entry:
    """One entry of an editor's file: what it says, on which line of the file, and who answers for it."""

    values: Mapping[str, Any]
    line: int
    by: str

    def fail(self, message: str) -> NoReturn:
        raise EditorError(self.line, message)

    def number(self, key: str) -> int:
        return int(self.values[key])


def entries(seed: Seed, key: str) -> tuple[Entry, ...]:
    """The entries under `key` of a seed's sidecar."""
    if seed.sidecar is None:
        return ()
    values, lines = seed.sidecar.values, seed.sidecar.lines
    found = values.get(key) or ()
    return tuple(
        Entry(one, lines.get((key, n), 1), one.get("by") or values.get("editor") or "") for n, one in enumerate(found)
    )


# -- quotations in the raw text ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Witness:
    """A seed in which quotations are found by raw line."""

    seed: Seed
    raw: Quotable

    def on(self, entry: Entry, key: str = "line") -> Span:
        """The raw line that an entry names."""
        number = entry.number(key)
        if number > len(self.seed.lines):
            entry.fail(f"{self.seed.name} has no raw line {number}; its last is {len(self.seed.lines)}")
        line = self.seed.lines[number - 1]
        return Span(line.start, line.next)

    def find(self, entry: Entry, key: str = "line") -> tuple[int, ...]:
        """The raw offsets of the quoted characters: they must begin on the line named, once."""
        found = self.all(entry, key)
        if not found:
            entry.fail(self.missing(entry, key))
        if len(found) > 1:
            entry.fail(self.several(entry, [places[0] for places in found], key))
        return found[0]

    def all(self, entry: Entry, key: str = "line") -> list[tuple[int, ...]]:
        line = self.on(entry, key)
        return [places for places in self.raw.find(entry.values["find"]) if line.start <= places[0] < line.end]

    def several(self, entry: Entry, offsets: Sequence[int], key: str = "line") -> str:
        index = LineIndex(self.seed.lines)
        columns = ", ".join(str(index.column(offset)) for offset in offsets[:5])
        words = shown(entry.values["find"])
        return f"“{words}” begins {len(offsets)} times on raw line {entry.number(key)} (columns {columns}); quote more"

    def missing(self, entry: Entry, key: str = "line") -> str:
        """Why a quotation is not found, with what stands nearest."""
        words, line = entry.values["find"], self.on(entry, key)
        index = LineIndex(self.seed.lines)
        elsewhere = sorted(
            {index.line(places[0]) for places in self.raw.find(words)}, key=lambda n: abs(n - entry.number(key))
        )
        said = f"“{shown(words)}” does not begin on raw line {entry.number(key)}"
        if elsewhere:
            return f"{said}, but on {', '.join(map(str, elsewhere[:3]))}; correct `{key}`"
        similar = self.raw.similar(words, line.start, line.end)
        if similar is None:
            return f"{said}, nor anything like it elsewhere; quote the raw text as the witness page shows it"
        return f"{said}; nearest: raw line {index.line(similar[0])} reads “{shown(similar[1])}”; correct `find`"


def witness(seed: Seed) -> Witness:
    return Witness(seed, _quotable(seed.raw))


@lru_cache(maxsize=1)
def _quotable(raw: str) -> Quotable:
    """The text of the witness just read, made ready once for all the entries of its sidecar."""
    return Quotable(raw)


def shown(words: str) -> str:
    """Words as a message quotes them: on one line, long ones cut."""
    words = "".join(filter(counts, words))
    return words if len(words) <= _SHOWN else words[:_SHOWN] + "…"


# -- the documents ----------------------------------------------------------------------------------------------------


def with_document(cleaned: Cleaned, changed: Document) -> Cleaned:
    """`cleaned` with one document changed."""
    return replace(cleaned, documents=tuple(changed if one.id == changed.id else one for one in cleaned.documents))


def units(document: Document) -> list[Field | Block]:
    return [*document.fields, *document.blocks]


def beginning(document: Document) -> int:
    """Where a document begins in the clean stream."""
    return min(span.start for unit in units(document) for span in unit.spans)


def holders(cleaned: Cleaned, number: int) -> list[Document]:
    """The documents that have a raw line."""
    return [one for one in cleaned.documents if any(first <= number <= last for first, last in one.lines)]


def is_kept(cleaned: Cleaned, number: int) -> bool:
    """Is there text of a raw line in the clean stream?"""
    line = cleaned.seed.lines[number - 1]
    span = cleaned.apparatus.clean_span(line.start, line.end)
    return bool(cleaned.apparatus.text[span.start : span.end].strip())


def quoted_at(cleaned: Cleaned, entry: Entry, key: str) -> int | None:
    """Where the words that an entry quotes begin in the clean stream; None where it quotes none."""
    if not entry.values.get("find"):
        return None
    return cleaned.apparatus.clean_offset(witness(cleaned.seed).find(entry, key)[0])


def nothing(cleaned: Cleaned, number: int) -> str:
    """Why a raw line holds no text, and which lines near it do."""
    lines = cleaned.seed.lines
    if number > len(lines):
        return f"the last is {len(lines)}"
    near = sorted((n for one in cleaned.documents for pair in one.lines for n in pair), key=lambda n: abs(n - number))
    line = lines[number - 1]
    rules = [edit.rule for edit in cleaned.apparatus.edits if edit.start < line.end and line.start < edit.end]
    text = cleaned.seed.raw[line.start : line.end]
    if holders(cleaned, number) and text.strip():
        return "it begins, or goes on, inside text that belongs together"
    why = f"its text is removed ({', '.join(dict.fromkeys(rules))})" if text.strip() else "it is blank"
    return f"{why}, nearest lines with text: {', '.join(map(str, dict.fromkeys(near[:3])))}"
