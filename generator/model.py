"""The types that every part of the generator shares, and nothing else.

Offsets count Unicode code points from 0, ends are exclusive. Lines are raw lines, counted from 1.
Three texts of a seed are told apart everywhere:

raw     the decoded witness, never changed
marked  the raw text after the repairs that keep every line where it is (stage "characters")
clean   the *clean stream*: all kept text in raw order; fields and blocks are spans of it
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

MACHINE = "machine"
LOST = "□"  # the printers\' sign for a character that cannot be read

Stage = Literal["editor", "characters", "segment", "join", "phrases"]
BlockKind = Literal["paragraph", "heading", "gap"]
FieldRole = Literal["title", "subtitle", "byline", "dateline", "credit", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open run of code points in one of the three texts; the context says in which."""

    start: int
    end: int

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text: `start`..`end` is its text, `end`..`next` its terminator (LF, CRLF, CR or nothing)."""

    number: int
    start: int
    end: int
    next: int


@dataclass(frozen=True, slots=True)
class Edit:
    """One emendation: `before` at `start`..`end` becomes `after`.

    `rule` says which repair proposed it, `reason` why here, `resp` who answers for it, and `steps`
    which earlier edits this one absorbed when the passes were composed.
    """

    start: int
    end: int
    before: str
    after: str
    rule: str
    reason: str
    resp: str = MACHINE
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flag:
    """Text that is suspect and was left as it is; `likely` is the likely reading, where there is one."""

    start: int
    end: int
    text: str
    rule: str
    reason: str
    likely: str | None = None
    resp: str = MACHINE


Finder = Callable[[str, str], Iterable[Edit | Flag]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One repair, as the method page and the apparatus present it.

    id      permanent, also the name of its file and of its case file
    stage   where in the pipeline it works
    zh, en  its name for readers
    why     what damage it undoes, in one sentence a reader understands (Chinese)
    tei     the TEI P5 elements its edits are exported as
    find    proposals over (text, whole): for "characters" both are the text of the seed, for "phrases" the text
            of one block and of its document; None for rules whose edits a later stage makes itself
    """

    id: str
    stage: Stage
    zh: str
    en: str
    why: str
    tei: str
    find: Finder | None = None


@dataclass(frozen=True, slots=True)
class Sidecar:
    """An editor's file beside a seed, as loaded: plain YAML values with every scalar a string.

    `lines` says on which line of the file the value at a path of keys stands.
    """

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seed:
    """A witness: `name` is its file name without folders, `short` the name its documents' ids begin with."""

    name: str
    short: str
    sha256: str
    raw: str
    lines: tuple[Line, ...]
    sidecar: Sidecar | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one line, in marked coordinates, without the layout spaces around it."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in the marked text: from `offset` on, on one line."""

    line: int
    offset: int


@dataclass(frozen=True, slots=True)
class Hints:
    """What an editor tells the segmenter of the documents of a page.

    starts    where a document begins
    joins     where none begins: what stands there belongs to the document before it, or to that of the place named
    as_found  by number, lines as they read before an editor corrected them: copies are told by these
    """

    starts: frozenset[Place] = frozenset()
    joins: Mapping[Place, Place | None] = field(default_factory=dict)
    as_found: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unit:
    """Pieces that belong together: a paragraph, a heading, a field, or (without pieces) a gap before `line`."""

    role: str
    pieces: tuple[Piece, ...]
    line: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as the segmenter leaves it to the joiner.

    `fields` are whole; `body` is still one piece a line; `headings` are the body pieces known to be headings;
    `gaps` name what is lost before a body piece (by its index; the length of `body` is the end). `together` are the
    pieces that the whole page's layout joins to the one before them, `glued` those that surely continue it. `narrow`:
    does the whole page show that first lines of paragraphs lost an indent?
    """

    fields: tuple[Unit, ...]
    body: tuple[Piece, ...]
    headings: frozenset[int] = frozenset()
    gaps: Mapping[int, str] = field(default_factory=dict)
    together: frozenset[int] = frozenset()
    glued: frozenset[int] = frozenset()
    narrow: bool = False


@dataclass(frozen=True, slots=True)
class Segmentation:
    """What the segmenter found in one seed: documents in seed order, what it took out, and what it doubts (marked coordinates)."""

    drafts: tuple[Draft, ...]
    removed: tuple[Edit, ...] = ()
    clues: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the body in reading order. `spans` are clean spans (none for a gap)."""

    kind: BlockKind
    anchor: str
    lines: tuple[tuple[int, int], ...]
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """The seed's own words outside the body."""

    role: FieldRole
    anchor: str
    lines: tuple[tuple[int, int], ...]
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a value of the card is what it is: the raw line and words it was read from."""

    field: str
    line: int | None
    text: str
    inferred: bool = False
    reason: str | None = None
    resp: str = MACHINE


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: Literal["speaker", "quoted", "issuer", "author", "attending", "represented", "named"]
    office: str | None = None
    authority: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What a catalogue would say of a document. Absent values are None or empty, never guessed."""

    title: str | None = None
    subtitle: str | None = None
    title_supplied: bool = False
    type: str = "other"
    date: str | None = None
    covers: str | None = None
    dateline_date: str | None = None
    published: str | None = None
    venue: str | None = None
    venue_role: str | None = None
    format: str | None = None
    speakers: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    persons: tuple[Person, ...] = ()
    authors: tuple[str, ...] = ()
    agency: str | None = None
    publisher: str | None = None
    events: tuple[str, ...] = ()
    script: str | None = None
    completeness: str = "complete"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """An authority named in a field or block; `start`..`end` are offsets in that field's or block's text."""

    authority: str
    kind: str
    anchor: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """An editor's note on words of a field or block; `start`..`end` are offsets in its text, `text` the words.

    `reviewed`: has a second person confirmed it? `note_en`: its editor's English, where there is one.
    """

    anchor: str
    start: int
    end: int
    text: str
    note: str
    by: str
    source: str | None = None
    reviewed: bool = False
    note_en: str | None = None


@dataclass(frozen=True, slots=True)
class PlacedFlag:
    """A flag brought to the block it stands in; offsets are in the block's text."""

    rule: str
    anchor: str
    start: int
    end: int
    text: str
    likely: str | None
    reason: str
    resp: str


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of an authority. `status`: attested (with its place), sourced or converted."""

    text: str
    script: str
    status: str = "sourced"
    place: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """A record of an initiative, person, event, venue, organisation or document, and its names."""

    id: str
    kind: str
    prefer: Mapping[str, Form]
    variants: tuple[Form, ...] = ()
    description: Mapping[str, str] = field(default_factory=dict)
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    date: str | None = None
    wikidata: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    type: Literal["continues", "continued-by", "same-text"]
    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document: spans of one seed's clean stream, with the card read from them."""

    id: str
    seed: str
    sha256: str
    lines: tuple[tuple[int, int], ...]
    card: Card
    fields: tuple[Field, ...]
    blocks: tuple[Block, ...]
    flags: tuple[PlacedFlag, ...] = ()
    edits: Mapping[str, int] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    notes: tuple[Note, ...] = ()
    relations: tuple[Relation, ...] = ()
    review: Mapping[str, Any] = field(default_factory=dict)
    provenance: Mapping[str, Any] = field(default_factory=dict)
    rights: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Stand:
    """Where a passage stands: offsets in the text of one field or block."""

    document: str
    anchor: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """The same words in two documents, the earlier numbered one first.

    `same` are the runs that agree, as offsets in both texts: `(start, end, other start, other end)`. What stands
    between them differs.
    """

    one: Stand
    other: Stand
    size: int
    same: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True, order=True)
class Formula:
    """Words that stand in many documents: as they read where they stand first, and all their places."""

    text: str
    places: tuple[Stand, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.document for place in self.places))


@dataclass(frozen=True, slots=True)
class Parallels:
    passages: tuple[Passage, ...] = ()
    formulas: tuple[Formula, ...] = ()


@dataclass(frozen=True, slots=True)
class Identifier:
    """A released id, for ever: a row of `seeds/identifiers.tsv`.

    `lines` are the raw lines that have ever had an anchor on its page; `to` the documents that hold a forwarded one's.
    """

    id: str
    number: int
    seed: str
    sha256: str
    lines: tuple[tuple[int, int], ...]
    status: Literal["live", "forward", "withdrawn"] = "live"
    to: tuple[str, ...] = ()
    reason: str = ""
    date: str = ""

    @property
    def short(self) -> str:
        """The short name of the seed, with which the id begins."""
        return self.id.rpartition("-")[0]
