"""The text of a document in TEI P5: what the witness has and what the archive reads, side by side.

Without `corr`, `reg` and `supplied` it is the witness; without the `sic` and `orig` of a `choice`, without `surplus` and
`fw`, it is the reading text; `note` is in neither. `lb` says where a raw line begins, `milestone unit="column"` where the
text goes on in the middle of one. The first element of an edit names its rule in `ana`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from generator.documents import LAYOUT, Cleaned
from generator.exports.parts import Changed, Kept, Part, parts
from generator.exports.xml import Xml, esc, exact, refused, tag
from generator.model import MACHINE, Block, Document, Edit, Field, Mention
from generator.repairs import BY_ID

NAMES = {"person": "persName", "organisation": "orgName", "venue": "placeName"}  # all other kinds are `name`
_NOTHING = Xml("")
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, order=True)
class _Mark:
    """Something that begins or ends at an offset of a unit's text; `rank` orders what meets there."""

    offset: int
    rank: int
    xml: Xml


@dataclass(frozen=True)
class _Said:
    """Something said of the words from `start` to `end`: a point before them, an element after them."""

    start: int
    end: int
    name: str
    element: str
    attributes: dict[str, str | None]
    content: Xml = _NOTHING


@dataclass
class Transcript:
    """A document on its way to TEI: what was written, and what the header must declare for it."""

    cleaned: Cleaned
    document: Document
    parts: dict[str, list[Part]]
    reasons: dict[tuple[str, str], int] = field(default_factory=dict)  # (rule, reason): its number
    glyphs: set[str] = field(default_factory=set)
    _out: list[str] = field(default_factory=list)
    _raw: int = -1  # the raw place up to which the witness was written
    _starts: list[_Mark] = field(default_factory=list)
    _ends: list[_Mark] = field(default_factory=list)

    # -- a unit -----------------------------------------------------------------------------------------------------

    def unit(self, unit: Field | Block) -> Xml:
        """The content of a field or block."""
        here = self.parts.get(unit.anchor, [])
        inner = _inside_outcomes(here)
        self._out = []
        self._starts, self._ends = self._marks(unit, inner)
        for part in here:
            if isinstance(part, Kept):
                self._walk(part.start, part.end, unit.text, part.raw)
                self._end(part.end)
            else:
                self._changed(part, unit.text)
        self._end(len(unit.text))
        return Xml("".join(self._out))

    def _walk(self, start: int, end: int, text: str, raw: int | None) -> None:
        """Write a run of the unit's text with what begins and ends in it; `raw`: where it stands in the witness."""
        at = start
        while at < end:
            self._start(at)
            upto = min([end, *(mark.offset for mark in (*self._starts[:1], *self._ends[:1]) if mark.offset > at)])
            if raw is None:
                self._out.append(self._exact(text[at:upto]))
            else:
                self._witness(text[at:upto], raw + at - start)
            at = upto
            if at < end:
                self._end(at)

    def _start(self, at: int) -> None:
        while self._starts and self._starts[0].offset <= at:
            self._out.append(self._starts.pop(0).xml)

    def _end(self, at: int) -> None:
        while self._ends and self._ends[0].offset <= at:
            self._out.append(self._ends.pop(0).xml)

    # -- the witness ------------------------------------------------------------------------------------------------

    def _witness(self, text: str, at: int, attributes: dict[str, str | None] | None = None) -> None:
        """Text of the witness, from the raw place `at` on; a line end becomes the beginning of the next line."""
        done = 0
        for end in (*_LINE_END.finditer(text), None):
            line = text[done : end.start() if end else len(text)]
            if line:
                self._locate(at + done)
                self._out.append(self._exact(line))
                self._raw = at + done + len(line)
            if end:
                done = end.end()
                self._raw = at + done
                self._out.append(self._line(self._raw, attributes or {}))

    def _locate(self, at: int) -> None:
        """Say where the text goes on, if not where it stopped."""
        if at != self._raw:
            self._out.append(self._position(at))
            self._raw = at

    def _position(self, at: int) -> Xml:
        index = self.cleaned.index
        if index.column(at) == 1:
            return self._line(at, {})
        return tag("milestone", {"unit": "column", "n": f"{index.line(at)}c{index.column(at)}"})

    def _line(self, at: int, attributes: dict[str, str | None]) -> Xml:
        """Where a raw line begins; what ends the last line of a file begins none."""
        if at == len(self.cleaned.seed.raw):
            kept = {key: value for key, value in attributes.items() if key != "break"}
            return tag("milestone", {"unit": "end", **kept})
        return tag("lb", {"n": str(self.cleaned.index.line(at)), **attributes})

    def _exact(self, text: str) -> Xml:
        self.glyphs.update(refused(text))
        return exact(text)

    # -- an edit ----------------------------------------------------------------------------------------------------

    def _changed(self, part: Changed, text: str) -> None:
        edit, attributes = part.edit, self._attributes(part)
        if part.first and edit.before and not _LINE_END.match(edit.before):
            self._locate(edit.start)  # before the element, not in it
        if part.text:
            self._start(part.start)
        if part.split:
            self._split(part, attributes, text)
        elif not edit.before.strip() and _LINE_END.search(edit.before) and not edit.after:
            self._layout(edit, attributes)
        elif edit.before == edit.after:
            self._open("sic", attributes)
            self._walk(part.start, part.end, text, edit.start)
            self._out.append("</sic>")
        elif not edit.after:
            self._removed(edit, attributes)
        elif not edit.before and edit.resp != MACHINE:
            self._outcome("supplied", attributes, part, text)
        else:
            self._replaced(part, attributes, text)
        if edit.resp != MACHINE:
            self._out.append(tag("note", {"type": "reason", "resp": self.by(edit.resp)}, esc(edit.reason)))
        if part.text:
            self._end(part.end)

    def _layout(self, edit: Edit, attributes: dict[str, str | None]) -> None:
        """Line ends and the spaces around them: only the first element tells of the edit."""
        told = attributes
        wrapped = {"break": "no"} if edit.rule == "hard-wrap" else {}
        for found in re.finditer(r"\r\n|\n|\r|[^\r\n]+", edit.before):
            at = edit.start + found.start()
            if _LINE_END.fullmatch(found[0]):
                self._witness(found[0], at, {**wrapped, **told})
            else:
                self._open("surplus", told)
                self._witness(found[0], at)
                self._out.append("</surplus>")
            told = {}

    def _removed(self, edit: Edit, attributes: dict[str, str | None]) -> None:
        shape = tei(edit.rule)
        if edit.resp != MACHINE or shape in ("surplus", "lb"):
            self._element("surplus", edit, attributes)
        elif shape == "fw":
            self._element("fw", edit, {"type": edit.rule, **attributes})
        else:
            before, after = ("orig", "reg") if "orig" in shape else ("sic", "corr")
            self._open("choice", attributes)
            self._element(before, edit, {})
            self._out.append(f"<{after}/></choice>")

    def _replaced(self, part: Changed, attributes: dict[str, str | None], text: str) -> None:
        edit, shape = part.edit, tei(part.edit.rule)
        more = len(edit.before) - len(edit.after)
        if shape == "surplus" and more > 0 and edit.before.endswith(edit.after):
            self._open("surplus", attributes)
            self._witness(edit.before[:more], edit.start)
            self._out.append("</surplus>")
            self._walk(part.start, part.end, text, edit.start + more)
            return
        before, after = ("orig", "reg") if "orig" in shape or shape == "lb" else ("sic", "corr")
        self._open("choice", attributes)
        self._element(before, edit, {})
        self._outcome(after, {}, part, text)
        self._out.append("</choice>")

    def _split(self, part: Changed, attributes: dict[str, str | None], text: str) -> None:
        """An outcome that two units share: the second part only says what it goes on from."""
        name = self.id(f"e{part.edit.start}")
        if not part.first:
            self._outcome("corr", {"prev": f"#{name}"}, part, text)
            return
        self._open("choice", attributes)
        self._element("sic", part.edit, {})
        self._outcome("corr", {"xml:id": name}, part, text)
        self._out.append("</choice>")

    def _outcome(self, name: str, attributes: dict[str, str | None], part: Changed, text: str) -> None:
        self._open(name, attributes)
        self._walk(part.start, part.end, text, None)
        self._out.append(f"</{name}>")

    def _element(self, name: str, edit: Edit, attributes: dict[str, str | None]) -> None:
        """What stood in the witness, in an element of its own."""
        self._open(name, attributes)
        self._witness(edit.before, edit.start)
        self._out.append(f"</{name}>")

    def _open(self, name: str, attributes: dict[str, str | None]) -> None:
        self._out.append(tag(name, attributes)[:-2] + ">")

    def _attributes(self, part: Changed) -> dict[str, str | None]:
        edit = part.edit
        number = self.reasons.setdefault((edit.rule, edit.reason), len(self.reasons) + 1)
        rules = [f"rule:{id}" for id in dict.fromkeys((edit.rule, *edit.steps))]
        outside = ["why:page"] if part.owner is None else []
        return {"ana": " ".join([*rules, f"why:{number}", *outside]), "resp": self.by(edit.resp)}

    # -- what is said of the text -----------------------------------------------------------------------------------

    def _marks(self, unit: Field | Block, inner: set[int]) -> tuple[list[_Mark], list[_Mark]]:
        """What begins and what ends in the unit, each in order. Names are elements; all else stands between points."""
        mentions = [mention for mention in self.document.mentions if mention.anchor == unit.anchor]
        whole = [mention for mention in mentions if not {mention.start, mention.end} & inner]
        starts = [_Mark(one.start, 2, _name_tag(one)) for one in whole]
        ends = [_Mark(one.end, 0, Xml(f"</{_name(one)}>")) for one in whole]
        for said in (*self._flags(unit), *self._notes(unit), *self._crossing(mentions, whole)):
            name, end = f"#{said.name}", said.end
            beyond = next((one.end for one in whole if one.start < end < one.end), end)
            starts.append(_Mark(said.start, 1, tag("anchor", {"xml:id": said.name})))
            if beyond != end:
                ends.append(_Mark(end, 1, tag("anchor", {"xml:id": f"{said.name}-end"})))
            where = {"corresp": name} if said.element == "ptr" else {"target": name}
            where |= {"targetEnd": f"{name}-end"} if beyond != end and said.element == "note" else {}
            ends.append(_Mark(beyond, 2, tag(said.element, {**said.attributes, **where}, said.content)))
        return sorted(starts), sorted(ends)

    def _flags(self, unit: Field | Block) -> Iterator[_Said]:
        for number, flag in enumerate(self.document.flags, 1):
            if flag.anchor == unit.anchor:
                likely = Xml(f"；疑为<q>{esc(flag.likely)}</q>") if flag.likely else Xml("")
                told: dict[str, str | None] = {
                    "type": "flag",
                    "subtype": flag.rule,
                    "resp": self.by(flag.resp),
                    "cert": "low",
                }
                content = Xml(esc(flag.reason) + likely)
                yield _Said(flag.start, flag.end, self.id(f"f{number}"), "note", told, content)

    def _notes(self, unit: Field | Block) -> Iterator[_Said]:
        for number, note in enumerate(self.document.notes, 1):
            if note.anchor == unit.anchor:
                source = tag("bibl", {}, esc(note.source)) if note.source else Xml("")
                state = "reviewed" if note.reviewed else "not-reviewed"
                told: dict[str, str | None] = {"type": "editorial", "subtype": state, "resp": self.by(note.by)}
                content = Xml(esc(note.note) + source)
                yield _Said(note.start, note.end, self.id(f"n{number}"), "note", told, content)

    def _crossing(self, every: Iterable[Mention], whole: list[Mention]) -> Iterator[_Said]:
        """Names that begin or end within an outcome, which no element can: they stand between points."""
        for number, one in enumerate((one for one in every if one not in whole), 1):
            told: dict[str, str | None] = {
                "type": "mention",
                "subtype": one.kind,
                "target": f"authority:{one.authority}",
            }
            yield _Said(one.start, one.end, self.id(f"m{number}-{one.anchor}"), "ptr", told)

    # -- names of things --------------------------------------------------------------------------------------------

    def id(self, name: str) -> str:
        """An XML id, unique in the whole corpus."""
        return f"d{self.document.id}.{name}"

    @cached_property
    def editors(self) -> dict[str, str]:
        """The persons who answer for something here, each with the name it is pointed at by."""
        edits = zip(self.cleaned.apparatus.edits, self.cleaned.owners, strict=True)
        one = self.document
        who = [edit.resp for edit, owner in edits if owner in (one.id, None)]
        who += [flag.resp for flag in one.flags] + [said.resp for said in one.card.evidence]
        who += [note.by for note in one.notes]
        who += [str(one.review["by"])] if one.review.get("by") else []
        found = dict.fromkeys(name for name in who if name != MACHINE)
        return {name: f"editor{number}" for number, name in enumerate(found, 1)}

    def by(self, name: str) -> str:
        return f"by:{self.editors.get(name, MACHINE)}"


def transcripts(cleaned: Cleaned) -> Iterator[Transcript]:
    """The documents of a seed, ready to be written."""
    taken_apart = parts(cleaned)
    for document in cleaned.documents:
        yield Transcript(cleaned, document, taken_apart)


def tei(rule: str) -> str:
    """The elements in which the edits of a rule are written, as the page on method names them."""
    return LAYOUT.tei if rule == LAYOUT.id else BY_ID[rule].tei if rule in BY_ID else "choice/sic/corr"


def _inside_outcomes(here: Iterable[Part]) -> set[int]:
    """The offsets within what edits put into the text: nothing that stands there can begin or end in the witness."""
    return {n for part in here if isinstance(part, Changed) for n in range(part.start + 1, part.end)}


def _name(mention: Mention) -> str:
    return NAMES.get(mention.kind, "name")


def _name_tag(mention: Mention) -> Xml:
    kind = None if mention.kind in NAMES else mention.kind
    return Xml(tag(_name(mention), {"type": kind, "ref": f"authority:{mention.authority}"})[:-2] + ">")
