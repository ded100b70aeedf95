"""RO-Crate 1.2: what the folder of data holds, for programs that collect research data."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.edition import Edition
from generator.exports import words
from generator.exports.dates import Day

NAME = "ro-crate-metadata.json"
VERSION = "https://w3id.org/ro/crate/1.2"
CNE = "http://rightsstatements.org/vocab/CNE/1.0/"


@dataclass(frozen=True)
class Item:
    """A file, or a folder (its path ends in a slash): what it is for, its format, its size in bytes."""

    path: str
    zh: str
    en: str
    format: str
    size: int
    files: int = 1


def crate(items: Iterable[Item], day: Day, edition: Edition) -> str:
    """The metadata file. A folder is told as one: a crate of ten thousand documents has no longer a list."""
    held = list(items)
    graph = [_descriptor(), _root(held, day, edition), *map(_item, held), *_context(edition)]
    return json.dumps({"@context": f"{VERSION}/context", "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _descriptor() -> dict[str, Any]:
    return {"@id": NAME, "@type": "CreativeWork", "about": {"@id": "./"}, "conformsTo": {"@id": VERSION}}


def _root(items: list[Item], day: Day, edition: Edition) -> dict[str, Any]:
    published = bool(edition.released)
    note = (
        "" if published else f" 未发布：没有发布的日期，此处是{day.what}。 Not released: this is no day of publication."
    )
    told = {
        "@id": "./",
        "@type": "Dataset",
        "name": edition.name or "annotated-archive",
        "description": " ".join(words.PROJECT) + note,
        "datePublished": day.date,
        "creativeWorkStatus": "Published" if published else "Draft",
        "version": edition.release,
        "url": edition.url,
        "license": {"@id": CNE},
        "creator": {"@id": "#archive"},
        "publisher": {"@id": "#archive"},
        "inLanguage": "zh",
        "conditionsOfAccess": words.RIGHTS + words.MARKUP,
        "hasPart": [{"@id": item.path} for item in items],
    }
    return {key: value for key, value in told.items() if value}


def _item(item: Item) -> dict[str, Any]:
    told = {"@id": item.path, "name": item.path.rstrip("/"), "description": f"{item.zh} {item.en}"}
    if item.path.endswith("/"):
        return {**told, "@type": "Dataset"}
    return {**told, "@type": "File", "encodingFormat": item.format, "contentSize": str(item.size)}


def _context(edition: Edition) -> list[dict[str, Any]]:
    who = {"@id": "#archive", "@type": "Organization", "name": edition.name or "annotated-archive"}
    return [
        who | ({"url": edition.url} if edition.url else {}),
        {"@id": CNE, "@type": "CreativeWork", "name": "Copyright Not Evaluated", "description": words.RIGHTS},
    ]
