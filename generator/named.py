"""Persons whom a document only names: those on record whose name stands in it, with the office printed beside it.

Only an authority makes it certain who is meant, so nobody else is listed as named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from generator.clauses import clause
from generator.documents import Cleaned
from generator.model import Block, Document, Evidence, Field, Mention, Person
from generator.offices import office_before, office_behind, without_office
from generator.words import aligned

_SURNAME_AND_OFFICE = re.compile("[\u4e00-\u9fff](?:主席|总统|总理|部长|外长|主任|书记|大使)")


def with_named(cleaned: Sequence[Cleaned], given: Mapping[str, Collection[str]]) -> list[Cleaned]:
    """The seeds with persons of role `named` on their documents' cards, after those who have another role.

    `given` are the values that an editor gives each document: where that says who is in it, nobody is added.
    """

    def named(document: Document, one: Cleaned) -> Document:
        return document if "persons" in given.get(document.id, ()) else _with_named(document, one)

    return [replace(one, documents=tuple(named(document, one) for document in one.documents)) for one in cleaned]


def _with_named(document: Document, cleaned: Cleaned) -> Document:
    card = document.card
    known = {person.authority for person in card.persons} | {person.name for person in card.persons}
    places: dict[str, list[Mention]] = {}
    for mention in document.mentions:
        if mention.kind == "person" and mention.authority not in known:
            places.setdefault(mention.authority, []).append(mention)
    every: list[Field | Block] = [*document.fields, *document.blocks]
    units = {unit.anchor: unit for unit in every}
    found = [_person(id, mentions, units, cleaned) for id, mentions in places.items()]
    found = [(person, proof) for person, proof in found if person.name not in known]
    persons = (*card.persons, *(person for person, _ in found))
    evidence = (*card.evidence, *dict.fromkeys(proof for _, proof in found))
    return replace(document, card=replace(card, persons=persons, evidence=evidence))


def _person(
    id: str, mentions: Sequence[Mention], units: dict[str, Field | Block], cleaned: Cleaned
) -> tuple[Person, Evidence]:
    """A person by the fullest form of the name, with the first office printed beside it."""
    best = max(mentions, key=lambda mention: (_is_full(mention.text), -mentions.index(mention)))
    unit, (start, end) = units[best.anchor], _name_in(best)
    line = cleaned.line_of(unit, start)
    name = re.sub(r"[\s　]", "", unit.text[start:end])
    low, high = clause(unit.text, start, end)
    return Person(name, "named", _office(mentions, units), id, line), Evidence("persons", line, unit.text[low:high])


def _is_full(text: str) -> bool:
    """Is this more than a surname and an office?"""
    return not _SURNAME_AND_OFFICE.fullmatch(aligned(text))


def _name_in(mention: Mention) -> tuple[int, int]:
    """Offsets of the name in a mention that may begin with an office."""
    plain = aligned(mention.text)
    name = without_office(plain) if _is_full(plain) else plain
    return mention.end - len(name), mention.end


def _office(mentions: Sequence[Mention], units: dict[str, Field | Block]) -> str | None:
    for find in (office_before, office_behind):
        for mention in mentions:
            unit, (start, end) = units[mention.anchor], _name_in(mention)
            office = find(aligned(unit.text), start if find is office_before else end)
            if office:
                return unit.text[slice(*office)]
    return None
