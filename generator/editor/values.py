"""Values of the card that an editor gives, each with who says so and why; and how far a person has read the text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from generator.documents import Cleaned
from generator.editor.entries import Entry, entries, holders, nothing, quoted_at, units, with_document
from generator.model import Authority, Card, Document, Evidence, Person
from generator.quotations import counts

_NAMES = {"speakers": "speaker", "quoted": "quoted", "issuers": "issuer", "authors": "author"}
_CARD = tuple(part.name for part in fields(Card) if part.name not in ("title_supplied", "script", "evidence"))


def with_values(cleaned: Cleaned, authorities: Sequence[Authority] = ()) -> Cleaned:
    """Each document with the values that the editor gives it, and its review."""
    told: dict[str, Entry] = {}
    for entry in entries(cleaned.seed, "documents"):
        document = _document(cleaned, entry)
        other = told.setdefault(document.id, entry)
        if other is not entry:
            entry.fail(f"is about document {document.id}, as line {other.line} of this file is; make them one entry")
        _check_known(entry, authorities)
        card = _card(document, entry)
        cleaned = with_document(cleaned, replace(document, card=card, review=_review(document, entry)))
    return cleaned


def given(cleaned: Cleaned) -> dict[str, frozenset[str]]:
    """The values that an editor gives each document, those that are cleared too: what reads it later leaves them alone."""
    return {_document(cleaned, entry).id: frozenset(entry.values) for entry in entries(cleaned.seed, "documents")}


def _document(cleaned: Cleaned, entry: Entry) -> Document:
    """The document that holds the raw line of an entry, or the words it quotes there."""
    number, at = entry.number("line"), quoted_at(cleaned, entry, "line")
    held = holders(cleaned, number)
    if at is not None:
        held = [one for one in held if any(s.start <= at < s.end for unit in units(one) for s in unit.spans)]
    if not held:
        known = ", ".join(f"{one.id} (from line {one.lines[0][0]})" for one in cleaned.documents[:12] if one.lines)
        entry.fail(f"no document has raw line {number}: {nothing(cleaned, number)}; documents here: {known or 'none'}")
    if len(held) > 1:
        entry.fail(
            f"{' and '.join(one.id for one in held)} share raw line {number}; add `find: ` with words of the one"
        )
    return held[0]


def _check_known(entry: Entry, authorities: Sequence[Authority]) -> None:
    """Ids of records must lead to records, where there are any."""
    known = {record.id: record.kind for record in authorities}
    people = [person["authority"] for person in entry.values.get("persons") or () if person.get("authority")]
    for kind, ids in (("event", entry.values.get("events") or ()), ("person", people)):
        for one in ids:
            if known and known.get(one) != kind:
                entry.fail(f"there is no {kind} `{one}` among the authorities; correct the id, or add the record first")


def _card(document: Document, entry: Entry) -> Card:
    card = document.card
    for key in _CARD:
        if key in entry.values:
            card = _set(card, document, key, entry)
    return card


def _set(card: Card, document: Document, key: str, entry: Entry) -> Card:
    """The card with one value of the editor's in place of the machine's, and of what it was read from."""
    given = entry.values[key]
    evidence = tuple(one for one in card.evidence if one.field != key)
    if given not in (None, []):
        evidence = (*evidence, Evidence(key, None, "", False, entry.values.get("because"), entry.by))
    card = replace(card, evidence=evidence)
    if key == "title":
        return _titled(card, document, given)
    if key == "persons":
        return replace(card, persons=tuple(_person(person) for person in given or ()))
    if key in _NAMES:
        card = replace(card, persons=_persons(card, _NAMES[key], given or ()))
    value: Any = tuple(given or ()) if isinstance(getattr(card, key), tuple) else given
    return replace(card, **{key: value})


def _titled(card: Card, document: Document, title: str | None) -> Card:
    """A title that is a line of the document was read there; any other is supplied."""
    words = "".join(filter(counts, title or ""))
    same = (unit for unit in units(document) if unit.spans and "".join(filter(counts, unit.text)) == words)
    printed = next(same, None)
    if printed:
        *others, last = card.evidence
        card = replace(card, evidence=(*others, replace(last, line=printed.lines[0][0], text=printed.text)))
    return replace(card, title=title, title_supplied=bool(title) and printed is None)


def _persons(card: Card, role: str, names: Sequence[str]) -> tuple[Person, ...]:
    """The persons of a card when those of one role are other names: what is known of a name is kept."""
    known = {person.name: person for person in card.persons if person.role == role}
    others = (person for person in card.persons if person.role != role)
    return (*(known.get(name) or Person(name, role) for name in names), *others)  # type: ignore[arg-type]


def _person(values: Mapping[str, Any]) -> Person:
    line = values.get("line")
    return Person(
        values["name"], values["role"], values.get("office"), values.get("authority"), int(line) if line else None
    )


# -- reviews --------------------------------------------------------------------------------------------------------


def reading_digest(document: Document) -> str:
    """The sha256 of a document's reading text: its blocks, joined by line feeds."""
    return hashlib.sha256("\n".join(block.text for block in document.blocks).encode()).hexdigest()


def _review(document: Document, entry: Entry) -> Mapping[str, Any]:
    """How far a person has read the text; a text that changed since then has not been read."""
    review = entry.values.get("review")
    if not review:
        return document.review
    digest, stored = reading_digest(document), review.get("text_sha256")
    if review["level"] != "not-proofread" and stored is None:
        entry.fail(f"a review names the text that was read; once you have read it, add `text_sha256: {digest}`")
    lapsed = review["level"] != "not-proofread" and stored != digest
    level = "not-proofread" if lapsed else review["level"]
    who = review.get("by") or entry.by
    return {"level": level, "by": who, "date": review.get("date"), "text_sha256": stored, "lapsed": lapsed}
