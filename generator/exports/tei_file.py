"""A document as a TEI P5 file: its header, and the text set in its parts; and the corpus that brings all of them in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Any

from generator.cite.record import GENRES, LANGUAGES, authors, inferred, title
from generator.documents import LAYOUT
from generator.edition import Edition
from generator.edtf import NO_YEAR
from generator.exports import words
from generator.exports.tei import Transcript
from generator.exports.xml import Xml, el, esc, glyph, rows, tag
from generator.model import Block, Card, Document, Field
from generator.reading_order import TOP, in_order
from generator.records import NO_PROVENANCE, NO_REVIEW, NO_RIGHTS
from generator.repairs import BY_ID
from generator.standing import REVIEWS, completeness

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_W3C = re.compile(r"(?:\d{4}|XXXX(?=-))(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
_START = '<?xml version="1.0" encoding="UTF-8"?>\n'


def tei_file(written: Transcript, edition: Edition, root: str) -> str:
    """The file; `root` leads from it to the root of the site."""
    text = _text(written, root)  # first: the header declares what the text needs
    document = written.document
    whole = tag(
        "TEI",
        {"xmlns": NAMESPACE, "xml:id": f"d{document.id}", "n": document.id},
        rows(_header(written, edition, root), text),
    )
    return f"{_START}{whole}\n"


# -- the text -------------------------------------------------------------------------------------------------------


def _text(written: Transcript, root: str) -> Xml:
    document, short = written.document, written.cleaned.seed.short
    order = in_order(document)
    tops = sum(1 for _ in takewhile(lambda field: field.role in TOP, order.above))  # TEI knows a byline at an end alone
    above = [_supplied(document, written), *(_field(written, field) for field in order.above[:tops])]
    above += [_beside(written, field) for field in order.above[tops:]]
    page = el("pb", n=short, facs=f"{root}witnesses/{'index_' if short == 'index' else short}.html")
    body = el("body", rows(page, *above, *_divided(written, order.blocks)))
    below = [_beside(written, field) for field in order.below]
    back = el("back", rows(el("div", rows(*below), type="fields"))) if below else Xml("")
    return el("text", rows(body, back), xml_lang=LANGUAGES.get(document.card.script or "", "zh"), xml_space="preserve")


def _supplied(document: Document, written: Transcript) -> Xml:
    """A title that an editor supplied: no witness has it."""
    if not document.card.title_supplied or not document.card.title:
        return Xml("")
    who = next((one.resp for one in document.card.evidence if one.field == "title"), "")
    return el("head", el("supplied", esc(document.card.title), resp=written.by(who)), type="main")


def _field(written: Transcript, field: Field) -> Xml:
    """A field in the head of the text."""
    names = {"title": ("head", "main"), "subtitle": ("head", "sub")}
    name, kind = names.get(field.role, (field.role, None))
    return tag(name, {"type": kind, "xml:id": written.id(field.anchor)}, written.unit(field))


def _beside(written: Transcript, field: Field) -> Xml:
    """A field among or below the text."""
    return tag("ab", {"type": field.role, "xml:id": written.id(field.anchor)}, written.unit(field))


def _divided(written: Transcript, blocks: Sequence[Block]) -> Iterator[Xml]:
    """Blocks, those under a heading in a division with it."""
    held: list[list[Xml]] = [[]]
    for part in blocks:
        if part.kind == "heading":
            held.append([])
        held[-1].append(_block(written, part))
    yield from held[0] or ([] if held[1:] else [el("ab")])
    yield from (
        el("div", rows(*(parts if len(parts) > 1 else [*parts, el("ab")])), type="section") for parts in held[1:]
    )


def _block(written: Transcript, part: Block) -> Xml:
    if part.kind == "gap":
        return el("gap", el("desc", esc(part.text)), xml_id=written.id(part.anchor), resp="by:machine", reason="lost")
    name = "head" if part.kind == "heading" else "p"
    return el(name, written.unit(part), xml_id=written.id(part.anchor))


# -- the header -----------------------------------------------------------------------------------------------------


def _header(written: Transcript, edition: Edition, root: str) -> Xml:
    return el(
        "teiHeader",
        rows(_file(written, edition), _encoding(written, root), _profile(written.document), _revision(written)),
    )


def _file(written: Transcript, edition: Edition) -> Xml:
    document = written.document
    named = [el("title", esc(title(document)), type="main")]
    named += [el("author", esc(name)) for name in authors(document.card)]
    named += [_responsible(written, "machine", words.MACHINE[1], "annotated-archive")]
    named += [_responsible(written, key, "校改、加注或著录", name) for name, key in written.editors.items()]
    release = (
        el("editionStmt", rows(el("edition", esc(edition.release), n=edition.release))) if edition.release else Xml("")
    )
    return el(
        "fileDesc",
        rows(el("titleStmt", rows(*named)), release, _publication(document, edition), _source(written)),
    )


def _responsible(written: Transcript, key: str, what: str, who: str) -> Xml:
    return el("respStmt", el("resp", esc(what)), el("name", esc(who)), xml_id=written.id(key))


def _publication(document: Document, edition: Edition) -> Xml:
    rights = {**NO_RIGHTS, **document.rights}
    page = edition.page(document.id)
    return el(
        "publicationStmt",
        rows(
            el("publisher", esc(edition.name or "annotated-archive")),
            el("idno", esc(document.id), type="archive"),
            el("idno", esc(page), type="URI") if page else Xml(""),
            el("date", esc(edition.released), when=edition.released) if edition.released else Xml(""),
            el(
                "availability",
                rows(
                    el("licence", esc(_told(words.RIGHTS, rights.get("note"))), target=str(rights["status_uri"])),
                    el("p", esc(words.MARKUP)),
                ),
                status="unknown",
            ),
        ),
    )


def _told(*said: Any) -> str:
    return " ".join(str(one) for one in said if one)


def _source(written: Transcript) -> Xml:
    document, seed = written.document, written.cleaned.seed
    source = {**NO_PROVENANCE, **document.provenance}
    known = [
        el("title", esc(str(source["publication"])), level="j") if source["publication"] else Xml(""),
        el("biblScope", esc(str(source["page"])), unit="page") if source["page"] else Xml(""),
        el("ref", esc(str(source["source_url"])), target=str(source["source_url"]))
        if source["source_url"]
        else Xml(""),
        el("date", esc(str(source["retrieved"])), type="retrieved") if source["retrieved"] else Xml(""),
        el("note", esc(str(source["note"]))) if source["note"] else Xml(""),
    ]
    unknown = [] if any(known) else [el("note", esc("出处未记录。The source is not recorded."))]
    ranges = [el("biblScope", unit="line", from_=str(first), to=str(last)) for first, last in document.lines]
    return el(
        "sourceDesc",
        rows(
            el(
                "bibl",
                rows(
                    el("title", esc(seed.name), type="file"),
                    el("idno", esc(seed.sha256), type="sha256"),
                    *ranges,
                    *known,
                    *unknown,
                ),
                type="witness",
            )
        ),
    )


def _encoding(written: Transcript, root: str) -> Xml:
    prefixes = {
        "authority": ("([a-z0-9-]+)", f"{root}data/authorities.ttl#$1"),
        "rule": ("([a-z-]+)", f"{root}about/method.html#$1"),
        "char": ("(u[0-9a-f]{4})", f"#{written.id('$1')}"),
        "why": ("([0-9]+|page)", f"#{written.id('why-')}$1"),
        "by": ("([a-z0-9]+)", f"#{written.id('')}$1"),
    }
    defined = [
        el("prefixDef", ident=ident, matchPattern=match, replacementPattern=there)
        for ident, (match, there) in prefixes.items()
    ]
    marks = [
        el(
            "char",
            tag("localProp", {"name": "codepoint", "value": f"U+{ord(char):04X}"}),
            xml_id=written.id(glyph(char)),
        )
        for char in sorted(written.glyphs)
    ]
    return el(
        "encodingDesc",
        rows(
            el("projectDesc", *(el("p", esc(text)) for text in words.PROJECT)),
            el("editorialDecl", *(el("p", esc(text)) for text in words.EDITORIAL)),
            el("listPrefixDef", rows(*defined)),
            el("classDecl", rows(_reasons(written))),
            el("charDecl", rows(*marks)) if marks else Xml(""),
        ),
    )


def _reasons(written: Transcript) -> Xml:
    """Every reason given for an edit, under its rule."""
    by_rule: dict[str, list[Xml]] = {}
    for (rule, reason), number in written.reasons.items():
        said = el("category", el("catDesc", esc(reason)), xml_id=written.id(f"why-{number}"))
        by_rule.setdefault(rule, []).append(said)
    kinds = [
        el("category", rows(el("catDesc", esc(_rule_name(rule))), *said), n=rule)
        for rule, said in sorted(by_rule.items())
    ]
    page = el("category", el("catDesc", esc(words.PAGE)), xml_id=written.id("why-page"))
    return el("taxonomy", rows(*kinds, page))


def _rule_name(id: str) -> str:
    rule = LAYOUT if id == LAYOUT.id else BY_ID.get(id)
    return f"{rule.zh} · {rule.en}" if rule else id


def _profile(document: Document) -> Xml:
    card = document.card
    dates = [
        _date(document, field, value)
        for field in ("date", "covers", "dateline_date", "published")
        if (value := getattr(card, field))
    ]
    persons = [
        el(
            "person",
            el("persName", esc(one.name), ref=f"authority:{one.authority}" if one.authority else None),
            el("occupation", esc(one.office)) if one.office else Xml(""),
            role=one.role,
        )
        for one in card.persons
    ]
    place = el("placeName", esc(card.venue), type=card.venue_role) if card.venue else Xml("")
    parts = [
        el("creation", *dates, place) if dates or place else Xml(""),
        el("langUsage", el("language", esc("中文"), ident=LANGUAGES.get(card.script or "", "zh"))),
        el("particDesc", el("listPerson", rows(*persons))) if persons else Xml(""),
        el("textClass", el("keywords", rows(*_terms(card)))),
    ]
    return el("profileDesc", rows(*parts))


def _terms(card: Card) -> Iterator[Xml]:
    """Kind, form, agency and events of the text, and what of it is missing."""
    yield el("term", esc(f"{card.type} {GENRES.get(card.type, '')}".strip()), type=card.type)
    told = {"format": card.format, "agency": card.agency, "completeness": completeness(card.completeness)}
    yield from (el("term", esc(value), type=key) for key, value in told.items() if value)
    yield from (el("term", esc(id), type="event", ref=f"authority:{id}") for id in card.events)


def _date(document: Document, field: str, value: str) -> Xml:
    """A date as the card has it (EDTF), and as W3C writes it where it can; what is inferred says so."""
    guessed = inferred(document.card, field)
    shown = f"[{value}]" if guessed else value
    return el("date", esc(shown), type=field, when=_when(value), cert="low" if guessed else None)


def _when(value: str) -> str | None:
    """A year, month or day for `@when`; a day without a year is an xs:gMonthDay. Periods and doubts have no such form.

    >>> _when("2020-09-06"), _when("2020-09"), _when("XXXX-09-06"), _when("2020-09~"), _when("2020/2021")
    ('2020-09-06', '2020-09', '--09-06', None, None)
    """
    return value.replace(f"{NO_YEAR}-", "--") if _W3C.fullmatch(value) else None


def _revision(written: Transcript) -> Xml:
    review = {**NO_REVIEW, **written.document.review}
    level = str(review["level"])
    state = " · ".join(REVIEWS["not-proofread"]) if level == "not-proofread" else words.MACHINE[0]
    changes = [el("change", esc(state), who="by:machine")]
    if review["by"]:
        lapsed = "；文字后有变动，须重新校读" if review["lapsed"] else ""
        told = {"who": written.by(str(review["by"])), "when": review["date"], "status": level}
        changes.insert(0, tag("change", told, esc(f"{REVIEWS[level][0]}{lapsed}")))
    return el("revisionDesc", rows(*changes), status=level)


# -- the corpus -----------------------------------------------------------------------------------------------------


def corpus_file(documents: Iterable[tuple[str, str]], edition: Edition) -> str:
    """All documents as one corpus: each brought in (XInclude) from its own file, given with its id."""
    header = el(
        "teiHeader",
        rows(
            el(
                "fileDesc",
                rows(
                    el("titleStmt", el("title", esc(edition.name or "annotated-archive"))),
                    el("editionStmt", el("edition", esc(edition.release), n=edition.release))
                    if edition.release
                    else Xml(""),
                    el(
                        "publicationStmt",
                        el("publisher", esc(edition.name or "annotated-archive")),
                        el("availability", el("p", esc(f"{words.RIGHTS} {words.MARKUP}")), status="unknown"),
                    ),
                    el("sourceDesc", el("p", esc(words.PROJECT[0]))),
                ),
            )
        ),
    )
    brought = [tag("xi:include", {"href": href}) for _, href in documents]
    names = {"xmlns": NAMESPACE, "xmlns:xi": "http://www.w3.org/2001/XInclude"}
    return f"{_START}{tag('teiCorpus', names, rows(header, *brought))}\n"
