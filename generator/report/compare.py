"""What differs between two versions of an archive. Pure: from records, as the contract names their keys, to values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

Record = Mapping[str, Any]

VALUES = (
    "title", "subtitle", "type", "date", "covers", "dateline_date", "published", "venue", "format", "speakers",
    "quoted", "issuers", "authors", "agency", "publisher", "events", "completeness",
)  # fmt: skip
AROUND = 8  # characters shown on either side of a changed place
PLACES = 5  # changed places shown of a document
LONG = 4000  # beyond this a paragraph is compared only from its first difference to its last


@dataclass(frozen=True)
class Version:
    """An archive at one time. `unread` and the fields after it are known only of the version that is asked about."""

    documents: tuple[Record, ...]
    edits: Mapping[str, tuple[Record, ...]]  # by short name of the seed
    seeds: Mapping[str, str]  # the digest of each, by file name
    names: Mapping[str, str]  # the preferred form of each authority, by id
    unread: tuple[str, ...] = ()
    at_risk: tuple[str, ...] = ()
    doubts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by id of the document


@dataclass(frozen=True)
class Place:
    """A place that reads otherwise: what stood there and what stands there, with a few characters around."""

    anchor: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """A document in both versions that is not the same."""

    id: str
    title: str | None
    values: tuple[tuple[str, Any, Any], ...]
    places: tuple[Place, ...]
    gained: int
    lost: int


@dataclass(frozen=True)
class RuleChange:
    """How often a rule edits, and how many characters it takes out and puts in, before and after."""

    rule: str
    edits: tuple[int, int]
    removed: tuple[int, int]
    put_in: tuple[int, int]


@dataclass(frozen=True)
class Comparison:
    added: tuple[Record, ...]
    removed: tuple[Record, ...]
    changed: tuple[Change, ...]
    rules: tuple[RuleChange, ...]
    altered_seeds: tuple[str, ...]  # files of one name whose bytes differ: a witness is never edited
    new_names: tuple[tuple[str, str], ...]  # id and form of authorities that are named now and were not
    new_persons: tuple[str, ...]
    new_records: tuple[tuple[str, str], ...]
    gone_records: tuple[tuple[str, str], ...]
    broken_notes: tuple[str, ...]
    at_risk: tuple[str, ...]
    unread: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        return (*self.unread, *self.at_risk)


def compared(before: Version, after: Version) -> Comparison:
    old, new = ({one["id"]: one for one in version.documents} for version in (before, after))
    unread = _seeds_of(after.unread, after.seeds)
    changed = tuple(change for id in new if id in old and (change := _change(old[id], new[id])))
    touched = {*(id for id in new if id not in old), *(change.id for change in changed)}
    return Comparison(
        added=tuple(one for id, one in new.items() if id not in old),
        removed=tuple(one for id, one in old.items() if id not in new and one["seed"] not in unread),
        changed=changed,
        rules=tuple(_rules(before, after)),
        altered_seeds=tuple(name for name, digest in after.seeds.items() if before.seeds.get(name, digest) != digest),
        new_names=_new_names(before, after),
        new_persons=tuple(sorted(_persons(after) - _persons(before))),
        new_records=_records(after, before),
        gone_records=_records(before, after),
        broken_notes=tuple(_broken(old, new)),
        at_risk=after.at_risk,
        unread=after.unread,
        doubts=tuple(doubt for id, found in after.doubts.items() if id in touched for doubt in found),
    )


def _seeds_of(messages: Iterable[str], seeds: Iterable[str]) -> set[str]:
    """The seeds that messages speak of: their documents are not gone, only not to be read now."""
    stems = {name: name.removesuffix(".txt") for name in seeds}
    return {name for message in messages for name, stem in stems.items() if f"/{stem}." in message}


# -- documents ------------------------------------------------------------------------------------------------------


def _change(old: Record, new: Record) -> Change | None:
    values = tuple((key, old.get(key), new.get(key)) for key in VALUES if old.get(key) != new.get(key))
    places, gained, lost = _texts(old, new)
    if not values and not places:
        return None
    return Change(new["id"], new["title"], values, places, gained, lost)


def _units(document: Record) -> dict[str, str]:
    return {unit["anchor"]: unit["text"] for unit in (*document["fields"], *document["blocks"])}


def _texts(old: Record, new: Record) -> tuple[tuple[Place, ...], int, int]:
    """Where the text reads otherwise, paragraph by paragraph: their anchors are raw lines, so they stay."""
    before, after = _units(old), _units(new)
    places: list[Place] = []
    gained = lost = 0
    for anchor in sorted(before.keys() | after.keys(), key=_by_line):
        for place, more, fewer in _differences(anchor, before.get(anchor, ""), after.get(anchor, "")):
            places.append(place)
            gained, lost = gained + more, lost + fewer
    return tuple(places), gained, lost


def _by_line(anchor: str) -> tuple[int, int, str]:
    line, _, column = anchor[1:].partition("c")
    return (int(line), int(column or 0), anchor[0])


def _differences(anchor: str, before: str, after: str) -> Iterator[tuple[Place, int, int]]:
    if before == after:
        return
    for a, b, c, d in _spans(before, after):
        shown = (_around(before, a, b), _around(after, c, d))
        yield Place(anchor, *shown), d - c, b - a


def _spans(before: str, after: str) -> Iterator[tuple[int, int, int, int]]:
    """Half-open spans in both texts that differ; one span where the texts are too long to compare within patience."""
    start = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    rest = min(len(before), len(after)) - start
    ends = zip(reversed(before[start:]), reversed(after[start:]), strict=False)
    end = next((n for n, (a, b) in enumerate(ends) if a != b), rest)
    one, other = before[start : len(before) - end], after[start : len(after) - end]
    if len(one) > LONG or len(other) > LONG or not one or not other:
        yield start, start + len(one), start, start + len(other)
        return
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start + a, start + b, start + c, start + d


def _around(text: str, start: int, end: int) -> str:
    head = ("…" if start > AROUND else "") + text[max(0, start - AROUND) : start]
    tail = text[end : end + AROUND] + ("…" if end + AROUND < len(text) else "")
    middle = text[start:end]
    return f"{head}【{middle if len(middle) <= 60 else middle[:40] + '……' + middle[-15:]}】{tail}"


# -- rules ----------------------------------------------------------------------------------------------------------


def _rules(before: Version, after: Version) -> Iterator[RuleChange]:
    old, new = _counted(before), _counted(after)
    for rule in sorted(old.keys() | new.keys()):
        one, other = old.get(rule, Counter()), new.get(rule, Counter())
        if one != other:
            pairs = [(one[what], other[what]) for what in ("edits", "removed", "put in")]
            yield RuleChange(rule, *pairs)


def _counted(version: Version) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for edit in (edit for edits in version.edits.values() for edit in edits):
        counter = found.setdefault(edit["rule"], Counter())
        counter.update({"edits": 1, "removed": len(edit["before"]), "put in": len(edit["after"])})
    return found


# -- names and notes ------------------------------------------------------------------------------------------------


def _new_names(before: Version, after: Version) -> tuple[tuple[str, str], ...]:
    old = {mention["authority"] for one in before.documents for mention in one["mentions"]}
    new = {mention["authority"] for one in after.documents for mention in one["mentions"]}
    return tuple((id, after.names.get(id, id)) for id in sorted(new - old))


def _persons(version: Version) -> set[str]:
    return {person["name"] for one in version.documents for person in one["persons"]}


def _records(version: Version, other: Version) -> tuple[tuple[str, str], ...]:
    return tuple((id, name) for id, name in sorted(version.names.items()) if id not in other.names)


def _broken(old: Mapping[str, Record], new: Mapping[str, Record]) -> Iterator[str]:
    """Notes of a document that are gone or stand elsewhere, though it is still there; reviews that lapsed."""
    for id, document in new.items():
        earlier = old.get(id)
        if earlier:
            here = {(note["note"], note["by"]) for note in document.get("notes", ())}
            for note in earlier.get("notes", ()):
                if (note["note"], note["by"]) not in here:
                    yield f"{id} {note['anchor']}: {note['note']}"
        if document["review"].get("lapsed") and not (earlier and earlier["review"].get("lapsed")):
            yield f"{id}: {document['review'].get('by')} {document['review'].get('level')}"
