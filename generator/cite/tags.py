"""What the head of a page tells Zotero, Google Scholar and search engines: only what the text itself states.

Zotero's Embedded Metadata translator takes the kind of item from `DC.type`, which must be one of its own names, the
title, names, date, publisher and language from the Highwire tags `citation_*`, and the archive from `DC.source`. Only a
web page or an article has a place for that, none has one for a release: `DC.description` says both, with the id and the
raw lines, where else the description of the whole site would stand as the abstract. No tag names a journal: it would
make the item an article of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.cite.record import agency, authors, authorship, csl_record, inferred, newspaper, stated_date
from generator.edition import Edition
from generator.model import Card, Document
from generator.records import NO_RIGHTS

ZOTERO = {
    "speech": "presentation", "remarks": "presentation", "press-conference": "presentation", "interview": "interview",
    "declaration": "document", "joint-statement": "document", "communique": "document", "letter": "letter",
}  # fmt: skip
_PRESS = ("news", "feature")


def tags(document: Document, edition: Edition) -> list[list[str]]:
    """The `<meta>` tags of a document's page, as names and contents, in order."""
    return [[name, value] for name, value in _tags(document, edition) if value]


def _tags(document: Document, edition: Edition) -> Iterator[tuple[str, str | None]]:
    card, record = document.card, csl_record(document, edition)
    yield "citation_title", record["title"]
    yield from (("citation_author", name) for name in _stated_authors(card))
    yield "citation_publication_date", (stated_date(card) or "").replace("-", "/")
    yield "citation_publisher", None if inferred(card, "agency") else agency(card)
    yield "citation_language", record.get("language")
    yield "citation_public_url", record.get("URL")
    yield "DC.type", zotero_type(card)
    yield "DC.title", record["title"]
    yield "DC.description", record["note"]
    yield "DC.identifier", document.id
    yield "DC.source", record.get("container-title")
    yield "DC.language", record.get("language")
    yield "DC.rights", {**NO_RIGHTS, **document.rights}["status_uri"]


def zotero_type(card: Card) -> str:
    """The kind of item in Zotero; a newspaper article only where a newspaper is named."""
    return "newspaperArticle" if newspaper(card) else ZOTERO.get(card.type, "webpage")


def _stated_authors(card: Card) -> tuple[str, ...]:
    field = authorship(card)
    return authors(card) if field and not inferred(card, field) else ()


def linked(document: Document, edition: Edition) -> dict[str, Any]:
    """The page as schema.org JSON-LD."""
    card, record = document.card, csl_record(document, edition)
    report = card.type in _PRESS
    values: Mapping[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle" if report else "CreativeWork",
        "identifier": document.id,
        "name": record["title"],
        "headline": record["title"] if report else None,
        "genre": record.get("genre"),
        "author": [{"@type": _kind(card), "name": name} for name in _stated_authors(card)],
        "datePublished" if report else "dateCreated": stated_date(card),
        "inLanguage": record.get("language"),
        "url": record.get("URL"),
        "version": edition.release,
        "isPartOf": _whole(card, edition),
    }
    return {key: value for key, value in values.items() if value}


def _kind(card: Card) -> str:
    return "Person" if authorship(card) in ("speakers", "authors") else "Organization"


def _whole(card: Card, edition: Edition) -> list[dict[str, str]]:
    """The archive, and the newspaper where one is named."""
    archive = {"@type": "Collection", "name": edition.name} | ({"url": edition.url} if edition.url else {})
    paper = newspaper(card)
    return [*([{"@type": "Newspaper", "name": paper}] if paper else []), *([archive] if edition.name else [])]
