"""The master of a citation: a document as a CSL-JSON record.

What is cited is the text as this archive holds it, so every record is a page of the archive (`webpage`, with the kind
of text as `genre`), unless a newspaper is stated. Names stay whole (`literal`): where a Chinese or a transcribed name
divides is not in the text. An inferred or uncertain date is a `literal` in square brackets, as cataloguers write it: no
program takes it for a fact. A day whose year is not known is `[n.d.]-09-06`: each style and format says so in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.edition import Edition
from generator.edtf import is_yearless
from generator.model import Card, Document
from generator.standing import reserves

GENRES = {
    "speech": "讲话", "remarks": "致辞", "declaration": "宣言", "joint-statement": "联合声明", "communique": "公报",
    "letter": "信函", "interview": "访谈", "press-conference": "记者会", "news": "新闻报道", "feature": "特写",
}  # fmt: skip
LANGUAGES = {"Hans": "zh-Hans", "Hant": "zh-Hant", "mixed": "zh"}

UNTITLED = "〔无题〕"
NO_YEAR = "[n.d.]"  # before month and day in a record

_SPOKEN = ("speech", "remarks", "interview", "press-conference")
_ISSUED = ("declaration", "joint-statement", "communique")
_REPORTED = ("news", "feature", "interview")
_PRESS = ("news", "feature")

# The day of a report is the day it came out, not the day of what it reports; of all else the day it was said or adopted.
_DATES_OF = {
    "news": ("published", "dateline_date"),
    "feature": ("published", "dateline_date"),
    "interview": ("published", "dateline_date", "date"),
}
_DATES = ("date", "published", "dateline_date")

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_YEARLESS = re.compile(r"XXXX(-\d{2}-\d{2})")
_LEADING_DASH = re.compile(r"^[\s\u2010-\u2015\u2500\u30fc\uff0d-]+")


def csl_record(document: Document, edition: Edition) -> dict[str, Any]:
    """A document as CSL-JSON. Absent values are left out."""
    card = document.card
    version = f"{edition.release}版" if edition.release else None
    record = {
        "id": document.id,
        "type": "article-newspaper" if newspaper(card) else "webpage",
        "title": title(document),
        "author": [{"literal": name} for name in authors(card)],
        "issued": issued(card),
        "container-title": newspaper(card) or edition.name,
        "publisher": agency(card),
        "genre": GENRES.get(card.type),
        "language": LANGUAGES.get(card.script or ""),
        "archive": edition.name,
        "archive_location": document.id,
        "version": version,
        "URL": edition.page(document.id),
        "note": "，".join(
            part for part in (edition.name, document.id, _lines(document), version, *reserves(document)) if part
        ),
    }
    return {key: value for key, value in record.items() if value}


def title(document: Document) -> str:
    """The title with its other information; an editor's in square brackets, a missing one said to be missing.

    A dash before a subtitle is layout: the colon of the citation takes its place.
    """
    card = document.card
    if card.title is None:
        return f"{UNTITLED}{document.id}"
    subtitle = _LEADING_DASH.sub("", card.subtitle or "")
    whole = f"{card.title}: {subtitle}" if subtitle else card.title
    return f"[{whole}]" if card.title_supplied else whole


def authors(card: Card) -> tuple[str, ...]:
    """Who answers for the words, in square brackets where inferred. Persons quoted in a report are not its authors."""
    field = authorship(card)
    if not field:
        return ()
    value: str | tuple[str, ...] = getattr(card, field)
    names = (value,) if isinstance(value, str) else value
    return tuple(f"[{name}]" if inferred(card, field) else name for name in names)


def authorship(card: Card) -> str | None:
    """The field of the card that says who answers for the words: which one, depends on the kind of text."""
    if card.type in _PRESS:
        fields: tuple[str, ...] = ("authors", "agency")
    elif card.type in _SPOKEN:
        fields = ("speakers",)
    elif card.type in _ISSUED:
        fields = ("issuers",)
    else:
        fields = ("speakers", "issuers", "authors")
    return next((field for field in fields if getattr(card, field)), None)


def agency(card: Card) -> str | None:
    """The agency that sent the text out, where it is not its author."""
    if not card.agency or authorship(card) == "agency":
        return None
    return f"[{card.agency}]" if inferred(card, "agency") else card.agency


def inferred(card: Card, field: str) -> bool:
    return any(evidence.inferred for evidence in card.evidence if evidence.field == field)


def newspaper(card: Card) -> str | None:
    """The newspaper or site, only where the text states it."""
    return card.publisher if card.type in _REPORTED and not inferred(card, "publisher") else None


def issued(card: Card) -> dict[str, Any] | None:
    """The date as CSL: date parts where it is stated, else a literal in square brackets."""
    value = stated_date(card)
    if value:
        return {"date-parts": [[int(part) for part in value.split("-")]]}
    found = _date_field(card)
    told = getattr(card, found) if found else ""
    day = _YEARLESS.fullmatch(told)
    if found and day and not inferred(card, found):
        return {"literal": f"{NO_YEAR}{day[1]}"}
    return {"literal": f"[{_readable(told)}]"} if found else None


def stated_date(card: Card) -> str | None:
    """The date, where the text itself states it for certain."""
    found = _date_field(card)
    if not found or inferred(card, found):
        return None
    value = str(getattr(card, found))
    return value if _DAY.fullmatch(value) else None


def _date_field(card: Card) -> str | None:
    """The field of the date that a citation gives: one with its year before one without."""
    told = [field for field in _DATES_OF.get(card.type, _DATES) if getattr(card, field)]
    return min(told, key=lambda field: is_yearless(getattr(card, field)), default=None)


def _readable(value: str) -> str:
    """An uncertain EDTF date as a cataloguer writes it: `?` for about and for unsure, a dash for a span."""
    plain = re.sub(r"[~?%]", "", value).replace("/", "—").replace("X", "?")
    return plain + ("?" if re.search(r"[~?%]", value) else "")


def _lines(document: Document) -> str:
    """The raw lines, as the pages name them."""
    return f"原件第{'、'.join(_ranges(document))}行" if document.lines else ""


def _ranges(document: Document) -> Iterator[str]:
    for first, last in document.lines:
        yield str(first) if first == last else f"{first}–{last}"
