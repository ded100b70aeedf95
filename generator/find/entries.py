"""What the search knows of a document: the values of the contract that it needs, and every unit of its text."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.archive import Archive
from generator.documents import LAYOUT, Cleaned
from generator.edtf import is_yearless
from generator.model import Authority, Block, Card, Document, Edit, Field
from generator.reasons import english
from generator.records import NO_REVIEW

# The facets, in the order in which a reader sees them. Those named here have values with names of their own; the values
# of all others are those of the contract.
NAMED = ("speaker", "quoted", "venue", "event", "initiative")
FACETS = (
    "type", "year", "speaker", "quoted", "event", "initiative", "venue", "script", "completeness", "review",
)  # fmt: skip
TOPICS = ("initiative", "concept", "plan", "framework")  # kinds of authorities that are pages of `initiatives/`
BEFORE, AFTER = 1, 2  # text is lost right before a unit, right after it


@dataclass(frozen=True, slots=True)
class Unit:
    """A field, paragraph or heading. `flags`: where in the text, what is likely meant, and why it is suspect, in both languages."""

    kind: str
    anchor: str
    text: str
    flags: tuple[tuple[int, int, str, str, str], ...] = ()
    gaps: int = 0
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as the search shows it. `dating` is the field that `date` was taken from."""

    id: str
    title: str | None
    supplied: bool
    type: str
    script: str | None
    date: str | None
    dating: str
    inferred: bool
    review: str
    completeness: str
    people: tuple[str, ...]
    role: str
    units: tuple[Unit, ...]
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def entries(archive: Archive) -> Iterator[Entry]:
    """Every document, in order of permanent number: what is already numbered does not shift when others arrive."""
    names = {authority.id: authority for authority in archive.authorities}
    cleaned = {one.seed.name: one for one in archive.cleaned}
    for document in sorted(archive.documents, key=lambda document: archive.numbers[document.id]):
        yield entry(document, names, _edits(cleaned[document.seed], document))


def entry(document: Document, names: Mapping[str, Authority], edits: Mapping[str, int]) -> Entry:
    card = document.card
    date, dating = _dating(card)
    people, role = _people(card)
    return Entry(
        id=document.id,
        title=card.title,
        supplied=card.title_supplied,
        type=card.type,
        script=card.script,
        date=date,
        dating=dating,
        inferred=any(evidence.inferred for evidence in card.evidence if evidence.field == dating),
        review=str({**NO_REVIEW, **document.review}["level"]),
        completeness=card.completeness,
        people=people,
        role=role,
        units=tuple(_units(document, edits)),
        facets=_facets(document, names, date),
    )


def _dating(card: Card) -> tuple[str | None, str]:
    """The date a document is listed under, and the field it is from: one with its year before one without."""
    told = [
        (value, name) for name in ("date", "dateline_date", "published", "covers") if (value := getattr(card, name))
    ]
    return min(told, key=lambda one: is_yearless(one[0]), default=(None, ""))


def _people(card: Card) -> tuple[tuple[str, ...], str]:
    """Whose words the document is, else whose it reports."""
    for role, people in (("speaker", card.speakers), ("issuer", card.issuers), ("quoted", card.quoted)):
        if people:
            return people, role
    return (), ""


def _facets(document: Document, names: Mapping[str, Authority], date: str | None) -> dict[str, tuple[str, ...]]:
    card = document.card
    topics = (mention.authority for mention in document.mentions if mention.kind in TOPICS)
    return {
        "type": (card.type,),
        "year": (date[:4],) if date and date[:4].isdigit() else (),
        "speaker": card.speakers or card.issuers,
        "quoted": card.quoted,
        "event": tuple(_name(id, names) for id in card.events),
        "initiative": tuple(_name(id, names) for id in dict.fromkeys(topics)),
        "venue": (card.venue,) if card.venue else (),
        "script": (card.script,) if card.script else (),
        "completeness": tuple(card.completeness.split("+")),
        "review": (str({**NO_REVIEW, **document.review}["level"]),),
    }


def _name(id: str, names: Mapping[str, Authority]) -> str:
    authority = names.get(id)
    forms = (authority.prefer.get(language) for language in ("zh-Hans", "zh-Hant", "en")) if authority else ()
    return next((form.text for form in forms if form), id)


# -- the text -------------------------------------------------------------------------------------------------------


def _units(document: Document, edits: Mapping[str, int]) -> Iterator[Unit]:
    """The title first, then the other fields, then the body; a gap is no text, and stays with its neighbours."""
    if document.card.title_supplied and document.card.title:
        yield Unit("supplied", "title", document.card.title)
    for part in sorted(document.fields, key=lambda part: part.role != "title"):
        yield _unit(document, part, part.role, 0, edits)
    body = document.blocks
    for at, block in enumerate(body):
        if block.kind != "gap":
            gaps = BEFORE * _is_gap(body, at - 1) + AFTER * _is_gap(body, at + 1)
            yield _unit(document, block, block.kind, gaps, edits)


def _is_gap(body: tuple[Block, ...], at: int) -> bool:
    return 0 <= at < len(body) and body[at].kind == "gap"


def _unit(document: Document, part: Field | Block, kind: str, gaps: int, edits: Mapping[str, int]) -> Unit:
    flags = tuple(
        (flag.start, flag.end, flag.likely or "", flag.reason, english(flag.reason) or "")
        for flag in document.flags
        if flag.anchor == part.anchor
    )
    return Unit(kind, part.anchor, part.text, flags, gaps, edits.get(part.anchor, 0))


def _edits(cleaned: Cleaned, document: Document) -> Counter[str]:
    """How many edits changed the words of each unit; layout and joined lines change none."""
    parts: list[Field | Block] = [*document.fields, *document.blocks]
    spans = sorted((span.start, span.end, part.anchor) for part in parts for span in part.spans)
    starts = [start for start, _, _ in spans]
    found: Counter[str] = Counter()
    for edit, owner in zip(cleaned.apparatus.edits, cleaned.owners, strict=True):
        if owner == document.id and _changes_words(edit):
            at = cleaned.apparatus.clean_offset(edit.start)
            place = bisect_right(starts, at) - 1
            if place >= 0 and (at < spans[place][1] or (at == spans[place][1] and "\n" not in edit.before)):
                found[spans[place][2]] += 1
    return found


def _changes_words(edit: Edit) -> bool:
    return edit.rule != LAYOUT.id and edit.before.split() != edit.after.split()
