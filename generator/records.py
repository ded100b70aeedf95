"""Documents and apparatus as the plain records of the output contract. Every key is always present."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from generator.documents import Cleaned
from generator.lines import LineIndex
from generator.model import Block, Document, Evidence, Field, Flag, Mention, Note, Person, PlacedFlag
from generator.reasons import english

NO_REVIEW: Mapping[str, Any] = {
    "level": "not-proofread",
    "by": None,
    "date": None,
    "text_sha256": None,
    "lapsed": False,
}
NO_PROVENANCE: Mapping[str, Any] = {
    "source_url": None, "publication": None, "page": None, "retrieved": None, "by": None, "note": None,
}  # fmt: skip
NO_RIGHTS: Mapping[str, Any] = {"status_uri": "http://rightsstatements.org/vocab/CNE/1.0/", "note": None, "by": None}


def document_record(document: Document) -> dict[str, Any]:
    """One document as one object of `documents.jsonl`."""
    card = document.card
    return {
        "id": document.id,
        "seed": document.seed,
        "sha256": document.sha256,
        "lines": [list(pair) for pair in document.lines],
        "title": card.title,
        "subtitle": card.subtitle,
        "title_supplied": card.title_supplied,
        "type": card.type,
        "date": card.date,
        "covers": card.covers,
        "dateline_date": card.dateline_date,
        "published": card.published,
        "venue": card.venue,
        "venue_role": card.venue_role,
        "format": card.format,
        "speakers": list(card.speakers),
        "quoted": list(card.quoted),
        "issuers": list(card.issuers),
        "persons": [_person(person) for person in card.persons],
        "authors": list(card.authors),
        "agency": card.agency,
        "publisher": card.publisher,
        "events": list(card.events),
        "script": card.script,
        "completeness": card.completeness,
        "review": {**NO_REVIEW, **document.review},
        "provenance": {**NO_PROVENANCE, **document.provenance},
        "rights": {**NO_RIGHTS, **document.rights},
        "evidence": [_evidence(evidence) for evidence in card.evidence],
        "relations": [{"type": rel.type, "id": rel.id, **_why(rel.reason)} for rel in document.relations],
        "fields": [_field(field) for field in document.fields],
        "blocks": [_block(block) for block in document.blocks],
        "mentions": [_mention(mention) for mention in document.mentions],
        "notes": [_note(note) for note in document.notes],
        "flags": [_flag(flag) for flag in document.flags],
        "edits": dict(document.edits),
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "office": person.office,
        "role": person.role,
        "authority": person.authority,
        "line": person.line,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "field": evidence.field,
        "line": evidence.line,
        "text": evidence.text,
        "inferred": evidence.inferred,
        **_why(evidence.reason),
        "resp": evidence.resp,
    }


def _field(field: Field) -> dict[str, Any]:
    lines = [list(pair) for pair in field.lines]
    return {"role": field.role, "anchor": field.anchor, "lines": lines, "text": field.text}


def _block(block: Block) -> dict[str, Any]:
    lines = [list(pair) for pair in block.lines]
    return {"kind": block.kind, "anchor": block.anchor, "lines": lines, "text": block.text}


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "authority": mention.authority,
        "kind": mention.kind,
        "anchor": mention.anchor,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "anchor": note.anchor,
        "start": note.start,
        "end": note.end,
        "text": note.text,
        "note": note.note,
        "note_en": note.note_en,
        "by": note.by,
        "source": note.source,
        "reviewed": note.reviewed,
    }


def _flag(flag: PlacedFlag | Flag) -> dict[str, Any]:
    return {
        "rule": flag.rule,
        "anchor": flag.anchor if isinstance(flag, PlacedFlag) else None,
        "start": flag.start,
        "end": flag.end,
        "text": flag.text,
        "likely": flag.likely,
        **_why(flag.reason),
        "resp": flag.resp,
    }


def _why(reason: str | None) -> dict[str, str | None]:
    """A reason as it was given, and in English where the machine gave it."""
    return {"reason": reason, "reason_en": english(reason) if reason else None}


def apparatus_records(cleaned: Cleaned) -> Iterable[dict[str, Any]]:
    """The composed apparatus of a seed in raw order, one object an edit."""
    index = LineIndex(cleaned.seed.lines)
    for edit, owner in zip(cleaned.apparatus.edits, cleaned.owners, strict=True):
        yield {
            "rule": edit.rule,
            "steps": list(edit.steps),
            "start": edit.start,
            "end": edit.end,
            "line": index.line(edit.start),
            "before": edit.before,
            "after": edit.after,
            **_why(edit.reason),
            "resp": edit.resp,
            "document": owner,
        }


def jsonl(records: Iterable[Mapping[str, Any]]) -> str:
    """Records as JSON Lines: UTF-8 as it is, LF after each."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
