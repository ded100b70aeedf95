"""The archive as the pages see it: look-ups that several kinds of page share, each made once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.archive import Archive
from generator.attention import Doubt, doubts
from generator.documents import LAYOUT, Cleaned
from generator.edtf import is_yearless
from generator.folding import bare, fold
from generator.model import Authority, Card, Document, Edit, Mention, Rule
from generator.render import labels, pages
from generator.render.html import Html, el, esc, join
from generator.render.passages import Shared
from generator.render.places import Kept, kept
from generator.render.stretches import taken_out
from generator.render.words import say, series
from generator.repairs import BY_ID

LINES_A_PAGE = 1000  # of a witness
DOCUMENTS_A_PAGE = 200  # of a list

Named = tuple[Document, tuple[Mention, ...]]


@dataclass(frozen=True)
class Site:
    archive: Archive

    @cached_property
    def authorities(self) -> dict[str, Authority]:
        return {authority.id: authority for authority in self.archive.authorities}

    @cached_property
    def cleaned_by_seed(self) -> dict[str, Cleaned]:
        return {cleaned.seed.name: cleaned for cleaned in self.archive.cleaned}

    @cached_property
    def kept(self) -> dict[str, Kept]:
        """By the name of the seed, which of its lines are in documents, and which repeat one that is."""
        return {cleaned.seed.name: kept(cleaned) for cleaned in self.archive.cleaned}

    @cached_property
    def by_date(self) -> tuple[Document, ...]:
        """All documents, oldest first; then those whose year is not known, and those without any date."""
        return tuple(sorted(self.archive.documents, key=date_key))

    @cached_property
    def named(self) -> dict[str, tuple[Named, ...]]:
        """For each authority the documents that name it, in order of date, with the mentions."""
        found: dict[str, list[Named]] = {}
        for document in self.by_date:
            for id in dict.fromkeys(mention.authority for mention in document.mentions):
                here = tuple(mention for mention in document.mentions if mention.authority == id)
                found.setdefault(id, []).append((document, here))
        return {id: tuple(documents) for id, documents in sorted(found.items())}

    @cached_property
    def parts(self) -> dict[str, tuple[tuple[Document, str], ...]]:
        """For each person and event the documents on whose card they stand, in order of date, with their part there."""
        found: dict[str, list[tuple[Document, str]]] = {}
        for document in self.by_date:
            card = document.card
            told = [(p.authority, p.role) for p in card.persons if p.authority and p.role != "named"]
            for id, part in dict.fromkeys([*told, *((id, card.type) for id in card.events)]):
                found.setdefault(id, []).append((document, part))
        return {id: tuple(parts) for id, parts in sorted(found.items())}

    @cached_property
    def around(self) -> dict[str, dict[str, tuple[Document | None, Document | None]]]:
        """The documents before and after each: under "" of all with a year, under an event's id of that event."""
        held = {id: {document.id: document for document, _ in parts} for id, parts in self.parts.items()}
        held[""] = {document.id: document for document in self.by_date if year(document)}
        found: dict[str, dict[str, tuple[Document | None, Document | None]]] = {}
        for id, documents in held.items():
            row = (None, *documents.values(), None)
            found[id] = {own: (row[n], row[n + 2]) for n, own in enumerate(documents)}
        return found

    @cached_property
    def related_to(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """For each authority the records that name it as broader, related or a participant."""
        found: dict[str, dict[str, list[str]]] = {}
        for one in self.archive.authorities:
            told = {"broader": one.broader, "related": one.related, "participants": one.extra.get("participants") or ()}
            for relation, ids in told.items():
                for id in ids:
                    found.setdefault(id, {}).setdefault(relation, []).append(one.id)
        return {id: {name: tuple(ids) for name, ids in told.items()} for id, told in found.items()}

    @cached_property
    def company(self) -> dict[str, Counter[str]]:
        """For each authority the others that are named in the same paragraphs, and in how many of them."""
        found: dict[str, Counter[str]] = {}
        for document in self.archive.documents:
            by_unit: dict[str, set[str]] = {}
            for mention in document.mentions:
                if mention.authority in self.authorities:
                    by_unit.setdefault(mention.anchor, set()).add(mention.authority)
            for ids in by_unit.values():
                for id in ids:
                    found.setdefault(id, Counter()).update(ids - {id})
        return found

    @cached_property
    def shared(self) -> Shared:
        """The passages that documents share."""
        return Shared(self.archive, {document.id: number for number, document in enumerate(self.by_date)})

    @cached_property
    def doubts(self) -> dict[str, tuple[Doubt, ...]]:
        """For each document what wants an editor's eye."""
        found: dict[str, list[Doubt]] = {}
        for doubt in (doubt for cleaned in self.archive.cleaned for doubt in doubts(cleaned)):
            found.setdefault(doubt.document, []).append(doubt)
        return {id: tuple(here) for id, here in found.items()}

    @cached_property
    def taken_out(self) -> dict[str, list[Edit]]:
        """For each document what was taken out of the page in and after its text, because it is none of it."""
        return {id: edits for cleaned in self.archive.cleaned for id, edits in taken_out(cleaned).items()}

    @cached_property
    def by_form(self) -> dict[tuple[str, str], str]:
        """Authorities by kind and written form, in either script; a form that two of them have is no one's."""
        found: dict[tuple[str, str], set[str]] = {}
        for authority in self.archive.authorities:
            for form in (*authority.prefer.values(), *authority.variants):
                found.setdefault((authority.kind, bare(fold(form.text))), set()).add(authority.id)
        return {form: min(ids) for form, ids in found.items() if len(ids) == 1}

    @cached_property
    def known(self) -> frozenset[str]:
        """The authorities that have pages: something in the archive names them, or they stand on a card."""
        return frozenset({*self.named, *self.parts} & set(self.authorities))

    @cached_property
    def folders(self) -> dict[str, tuple[Authority, ...]]:
        """The authorities that have pages, by folder; the folder of initiatives is always there."""
        found: dict[str, list[Authority]] = {"initiatives": []}
        for id in sorted(self.known):
            if authority := self.authorities.get(id):
                found.setdefault(pages.authority_folder(authority.kind), []).append(authority)
        return {folder: tuple(found[folder]) for folder in labels.FOLDERS if folder in found}

    def count(self, id: str) -> int:
        """How often an authority is named."""
        return sum(len(mentions) for _, mentions in self.named.get(id, ()))

    def authority_link(self, here: str, id: str) -> str | None:
        """The address of an authority's page; None where it has none, because nothing speaks of it.

        Always the first page and no place on it: a new document must not change the links of thousands of others.
        """
        authority = self.authorities.get(id)
        if not authority or id not in self.known:
            return None
        return pages.link(here, pages.authority_page(authority.kind, id))

    def witness_link(self, here: str, seed: str, line: int | None = None) -> str:
        """The address of a raw line on the page of its witness."""
        short = self.cleaned_by_seed[seed].seed.short
        number = 1 + ((line or 1) - 1) // LINES_A_PAGE
        return pages.link(here, pages.witness_page(short, number), f"l{line}" if line else "")


# -- names and dates ------------------------------------------------------------------------------------------------


def shown_title(document: Document) -> str:
    """The title as the page shows it: an editor's in square brackets, a missing one as such with the id."""
    card = document.card
    if card.title is None:
        return f"〔无题〕{document.id}"
    return f"[{card.title}]" if card.title_supplied else card.title


def title_link(document: Document, here: str, anchor: str = "") -> Html:
    """A document's title, leading to it."""
    return el("a", titled(document), href=pages.link(here, pages.document_page(document.id), anchor))


def titled(document: Document) -> Html:
    """The title as the page shows it; that there is none is said in the reader's language."""
    if document.card.title is None:
        return el("bdi", say("〔无题〕", "[untitled] "), esc(document.id))
    return el("bdi", esc(shown_title(document)), lang=labels.language(document.card.script))


def preferred(authority: Authority) -> str:
    """The name an authority goes by."""
    for language in ("zh-Hans", "zh-Hant", "en"):
        if language in authority.prefer:
            return authority.prefer[language].text
    return authority.id


def called(authority: Authority) -> Html:
    """The name an authority goes by, and beside it the English one, for who reads English."""
    name = preferred(authority)
    return join([esc(name), in_english(authority, name)])


def in_english(authority: Authority | None, name: str) -> Html:
    """The English form beside a name, which stands as it is in either language; nothing where none is known."""
    form = authority.prefer.get("en") if authority else None
    return el("span", cls="in-english", data_en=form.text) if form and form.text != name else Html("")


_DATINGS = (("date", ""), ("dateline_date", "电头"), ("published", "刊发"), ("covers", "所述"))


def dating(card: Card) -> tuple[str, str, str] | None:
    """The date a document is listed under: its value, its field, and what kind of date it is if not its own.

    A date with its year goes before one without.
    """
    told = [(getattr(card, field), field, kind) for field, kind in _DATINGS if getattr(card, field)]
    return min(told, key=lambda one: is_yearless(one[0]), default=None)


def placed(card: Card) -> str | None:
    """The date that places a document in time: its own, not of the period it treats, and with its year."""
    found = dating(card)
    return found[0] if found and found[1] != "covers" and not is_yearless(found[0]) else None


def listed_date(card: Card) -> Html:
    """That date in words, with its certainty and kind."""
    found = dating(card)
    if not found:
        return say("日期不详", "undated")
    value, field, kind = found
    return join([dated(value, is_inferred(card, field)), _which(kind) if kind else Html("")])


def _which(kind: str) -> Html:
    return el("span", esc(kind), cls="which", data_en=labels.english(kind))


def date_key(document: Document) -> tuple[str, str]:
    """Orders documents by date: a day without a year (`XXXX-09-06`) comes after every year, what has no date last."""
    found = dating(document.card)
    return (re.sub(r"[~?%]", "", found[0]) if found else "~", document.id)


def sorted_as(card: Card | None) -> str:
    """The date by which the script of a table sorts, in the same order: there letters come after digits."""
    found = dating(card) if card else None
    return re.sub(r"[~?%]", "", found[0]) if found else "XXXX-XX"


def year(document: Document) -> str | None:
    found = dating(document.card)
    digits = re.match(r"\d{4}", found[0]) if found else None
    return digits[0] if digits else None


def is_inferred(card: Card, field: str) -> bool:
    return any(evidence.inferred for evidence in card.evidence if evidence.field == field)


def dated(value: str, inferred: bool) -> Html:
    """A date in words, with its certainty: what is inferred stands in square brackets and says so.

    Never a `time` element: where a document's tags have no date, Zotero takes the first one on its page for it, be it
    inferred, or another document's.
    """
    day = el("span", esc(labels.date(value)), cls="date", data_en=labels.date_en(value))
    return join([esc("["), day, esc("]"), inferred_mark()]) if inferred else day


def inferred_mark() -> Html:
    """The word beside a value that the text does not state."""
    why, en = "由上下文推断，非原文所载", "inferred from the context, not stated in the text"
    return el("span", esc("推断"), cls="inferred", title=why, data_en="inferred", data_en_title=en)


def rule(id: str) -> Rule | None:
    return LAYOUT if id == LAYOUT.id else BY_ID.get(id)


def rule_name(id: str) -> str:
    found = rule(id)
    return found.zh if found else id


def rule_en(id: str) -> str:
    """The English name of a rule."""
    found = rule(id)
    return found.en if found else id


def rule_named(id: str) -> Html:
    """The name of a rule in both languages."""
    found = rule(id)
    return say(found.zh, found.en) if found else esc(id)


def names(values: Sequence[str]) -> Html:
    return series(el("bdi", esc(value)) for value in values)
