"""Read the catalogue card of each document from its own words, each value with its evidence, none invented.

What the text does not say stays empty. What is concluded (a year from another date of the same seed or from a dated
event) is marked as inferred, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.describe.kind import kind_of
from generator.describe.reading import Reading
from generator.describe.sources import agency_of, authors_of, publisher_of
from generator.describe.when import Calendar, read_dates
from generator.describe.where import read_place
from generator.describe.who import read_persons
from generator.documents import Cleaned
from generator.model import Authority, Card, Document, Evidence, Person
from generator.scripts import script_of

_GAPS = {"start": "missing-start", "middle": "missing-middle", "end": "missing-end"}


def describe(cleaned: Cleaned, authorities: Sequence[Authority] = ()) -> Cleaned:
    """The seed's documents with their cards. `authorities` give known names and dated events; they may be empty."""
    calendar = Calendar(cleaned, [record for record in authorities if record.kind == "event"])
    people = tuple(record for record in authorities if record.kind == "person")
    documents = tuple(_described(document, calendar, people) for document in cleaned.documents)
    provenance = {"source_url": cleaned.clues[0]} if len(cleaned.clues) == 1 else {}
    return replace(cleaned, documents=tuple(replace(document, provenance=provenance) for document in documents))


def _described(document: Document, calendar: Calendar, people: Sequence[Authority]) -> Document:
    reading = Reading(document)
    card, evidence = _titles(reading)
    card = replace(card, type=kind_of(reading), script=script_of(reading.text), completeness=_completeness(document))
    for part in (
        read_dates(reading, card.type, calendar),
        read_place(reading, card.type, calendar),
        read_persons(reading, card.type, people),
        agency_of(reading),
        publisher_of(reading, calendar.mastheads),
        authors_of(reading, card.type),
    ):
        card = replace(card, **part.values)
        evidence += part.evidence
    card = replace(card, persons=(*card.persons, *(Person(name, "author") for name in card.authors)))
    return replace(document, card=replace(card, evidence=tuple(evidence)))


def _titles(reading: Reading) -> tuple[Card, list[Evidence]]:
    """Title and subtitle as printed."""
    values = {"title": reading.title or None, "subtitle": reading.subtitle or None}
    fields = {"title": reading.field("title"), "subtitle": reading.field("subtitle")}
    evidence = [Evidence(key, field.lines[0][0], field.text) for key, field in fields.items() if field]
    return Card(title=values["title"], subtitle=values["subtitle"]), evidence


def _completeness(document: Document) -> str:
    """Where the document's gaps say that text is missing."""
    last = len(document.blocks) - 1
    places = {
        "start" if n == 0 else "end" if n == last else "middle"
        for n, block in enumerate(document.blocks)
        if block.kind == "gap"
    }
    return "+".join(_GAPS[place] for place in ("start", "middle", "end") if place in places) or "complete"
