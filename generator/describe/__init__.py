"""Read the catalogue card of each document from its own words, each value with its evidence, none invented.

What the text does not say stays empty. What is concluded (a year from another date of the same seed or from a dated
event) is marked as inferred, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.describe.calendar import Calendar
from generator.describe.kind import UNTOLD, Kind, kind_of
from generator.describe.naming import People, people_of
from generator.describe.reading import Part, Reading
from generator.describe.sources import agency_of, authors_of, publisher_of
from generator.describe.when import read_dates
from generator.describe.where import read_place
from generator.describe.who import author_persons, read_persons
from generator.documents import Cleaned
from generator.model import Authority, Block, Card, Document, Edit, Evidence
from generator.scripts import script_of

_GAPS = {"start": "missing-start", "middle": "missing-middle", "end": "missing-end"}
_NOTICES = frozenset({"jump-line", "preview-notice"})
_BESIDE = 6  # raw lines between a gap and its notice
_WHOLE = "未见缺文的标记，也未见断句"
_BY_CHARACTERS = "据全文用字"


def describe(cleaned: Cleaned, authorities: Sequence[Authority] = ()) -> Cleaned:
    """The seed's documents with their cards. `authorities` give known names and dated events; they may be empty."""
    calendar = Calendar(cleaned, [record for record in authorities if record.kind == "event"])
    people = people_of(authorities)
    documents = tuple(_described(Reading(document, cleaned), calendar, people) for document in cleaned.documents)
    provenance = {"source_url": cleaned.clues[0]} if len(cleaned.clues) == 1 else {}
    return replace(cleaned, documents=tuple(replace(document, provenance=provenance) for document in documents))


def _described(reading: Reading, calendar: Calendar, people: People) -> Document:
    card, evidence = _titles(reading)
    kind = kind_of(reading)
    for part in (
        _kind(reading, kind),
        read_dates(reading, kind.type, calendar),
        read_place(reading, kind.type, calendar),
        read_persons(reading, kind.type, people),
        agency_of(reading),
        publisher_of(reading, calendar.mastheads),
        authors_of(reading, kind.type, people),
        _script(reading),
        _completeness(reading),
    ):
        card = replace(card, **part.values)
        evidence += part.evidence
    card = replace(card, persons=(*card.persons, *author_persons(card.authors, reading, people)))
    return replace(reading.document, card=replace(card, evidence=tuple(evidence)))


def _titles(reading: Reading) -> tuple[Card, list[Evidence]]:
    """Title and subtitle as printed."""
    values = {"title": reading.title or None, "subtitle": reading.subtitle or None}
    fields = {"title": reading.field("title"), "subtitle": reading.field("subtitle")}
    evidence = [Evidence(key, field.lines[0][0], field.text) for key, field in fields.items() if field]
    return Card(title=values["title"], subtitle=values["subtitle"]), evidence


def _kind(reading: Reading, kind: Kind) -> Part:
    """`type`, with the words that decided."""
    at = reading.at(kind.unit, kind.start, kind.end) if kind.unit else (None, "")
    if kind.reason:
        part = Part()
        part.put("type", kind.type, at, kind.reason)
        return part
    return _with_reason("type", kind.type, at, None if kind.unit else UNTOLD)


def _script(reading: Reading) -> Part:
    return _with_reason("script", script_of(reading.text), (None, ""), _BY_CHARACTERS)


def _with_reason(key: str, value: str | None, at: tuple[int | None, str], reason: str | None) -> Part:
    """A value that is read from the text, not inferred, with the reason where no single words show it."""
    return Part({key: value}, [Evidence(key, *at, False, reason)] if value else [])


def _completeness(reading: Reading) -> Part:
    """Where the document's gaps say that text is missing, with the notice that says so where one was printed."""
    blocks = reading.document.blocks
    last = len(blocks) - 1
    gaps = [(n, block) for n, block in enumerate(blocks) if block.kind == "gap"]
    places = ["start" if n == 0 else "end" if n == last else "middle" for n, _ in gaps]
    value = "+".join(_GAPS[place] for place in _GAPS if place in places) or "complete"
    evidence = [_lost(block, reading.cleaned) for _, block in gaps]
    return Part({"completeness": value}, evidence or [Evidence("completeness", None, "", False, _WHOLE)])


def _lost(gap: Block, cleaned: Cleaned) -> Evidence:
    """Why something is missing: the notice beside the gap, as the seed prints it; without one, what the gap says."""
    line, index = min(cleaned.line_of(gap), len(cleaned.seed.lines)), cleaned.index
    notices = [edit for edit in cleaned.apparatus.edits if edit.rule in _NOTICES and _is_meant(edit, gap.text)]
    near = min(notices, key=lambda edit: abs(index.line(edit.start) - line), default=None)
    if near is None or abs(index.line(near.start) - line) > _BESIDE:
        return Evidence("completeness", line, "", False, gap.text)
    words = near.before.strip()
    at = near.start + len(near.before) - len(near.before.lstrip())
    return Evidence("completeness", index.line(at), words, False, gap.text)


def _is_meant(edit: Edit, told: str) -> bool:
    """Is this the notice that a gap's text cites, or one of a kind that it does not cite word for word?"""
    cited = re.search("原注：(.+)）", told)
    return cited[1] in edit.before if cited else edit.rule == "preview-notice"
