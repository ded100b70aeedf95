"""The marked view and the switch between views: every edit at its place, once; no character lost or added on the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import ours
import pytest
from damage import CLASSES
from damage import pages as damaged
from handmade import HOSTILE, archive, document, seed
from pages import seed_of
from test_render import Page

from generator.archive import Archive
from generator.build import clean_seed
from generator.documents import LAYOUT, Cleaned
from generator.edits import Apparatus
from generator.model import Block, Card, Document, Edit, PlacedFlag, Sidecar, Span
from generator.render import render_site
from generator.render.kinds import BY_ID, DOUBT, KINDS, OF_RULE
from generator.render.marked import marked_pages
from generator.render.places import units
from generator.render.site import Site
from generator.render.stretches import taken_out
from generator.repairs import RULES

ASSETS = Path(__file__).parent.parent / "site_src" / "assets"

# -- reading a marked page ------------------------------------------------------------------------------------------


@dataclass
class Unit:
    """What a page shows of a unit: its text before and after the edits, and the edits in it."""

    raw: str = ""
    reading: str = ""
    edits: list[tuple[str, str]] = field(default_factory=list)


class MarkedPage(HTMLParser):
    """The units of a marked page, as a browser would read them: `del` is what stood there, `ins` what stands there now."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.units: dict[str, Unit] = {}
        self.open: list[tuple[str, dict[str, str]]] = []
        self.feed(source.split("---\n", 2)[2])
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        if tag not in ("wbr", "input"):
            self.open.append((tag, told))
        if re.fullmatch(r"l\d+(c\d+)?", told.get("id", "")) and tag in ("p", "h2", "h3", "bdi"):
            self.units[told["id"]] = Unit()
        if "e" in told.get("class", "").split():
            self._unit().edits.append(("", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def _unit(self) -> Unit:
        return self.units[next(told["id"] for _, told in reversed(self.open) if told.get("id") in self.units)]

    def handle_data(self, data: str) -> None:
        if not any(told.get("id") in self.units for _, told in self.open):
            return
        unit, tags = self._unit(), [tag for tag, _ in self.open]
        kept = not {"del", "ins"} & set(tags)
        unit.raw += data if kept or "del" in tags else ""
        unit.reading += data if kept or "ins" in tags else ""
        if any("e" in told.get("class", "").split() for _, told in self.open):
            before, after = unit.edits[-1]
            unit.edits[-1] = (before + (data if "ins" not in tags else ""), after + (data if "del" not in tags else ""))

    def handle_charref(self, name: str) -> None:
        self.handle_data(chr(int(name)))

    def handle_entityref(self, name: str) -> None:
        self.handle_data({"amp": "&", "lt": "<", "gt": ">", "quot": '"'}[name])


def marked_of(cleaned: Cleaned) -> dict[str, str]:
    """The marked pages of one seed."""
    return dict(marked_pages(Site(Archive((cleaned,), ())), cleaned))


def marked(files: dict[str, str], document: Document) -> MarkedPage:
    return MarkedPage(files[f"documents/{document.id}_marked.md"])


# -- the property ---------------------------------------------------------------------------------------------------


def owned(cleaned: Cleaned) -> list[str | None]:
    """For each raw character the document it belongs to, kept or edited; told from the apparatus, not from the page."""
    owner: list[str | None] = [None] * len(cleaned.seed.raw)
    spans = [(span, one.id) for one in cleaned.documents for unit in units(one) for span in unit.spans]
    for span, id in spans:
        for at in range(span.start, span.end):
            raw = cleaned.apparatus.raw_span(at, at + 1)
            owner[raw.start : raw.end] = [id] * (raw.end - raw.start)
    for edit, whose in zip(cleaned.apparatus.edits, cleaned.owners, strict=True):
        owner[edit.start : edit.end] = [whose] * (edit.end - edit.start)
    return owner


def in_raw_order(document: Document) -> list[str] | None:
    """The anchors of the units in raw order; None where one unit stands in the middle of another."""
    spans = sorted((span, unit.anchor) for unit in units(document) for span in unit.spans)
    order = [anchor for n, (_, anchor) in enumerate(spans) if n == 0 or spans[n - 1][1] != anchor]
    return order if len(order) == len(set(order)) else None


def own_edits(cleaned: Cleaned, document: Document) -> Counter[tuple[str, str]]:
    edits = zip(cleaned.apparatus.edits, cleaned.owners, strict=True)
    return Counter((edit.before, edit.after) for edit, owner in edits if owner == document.id)


def wrong(cleaned: Cleaned, files: dict[str, str]) -> Iterator[str]:
    """What a marked page says that is not so."""
    owner = owned(cleaned)
    for one in cleaned.documents:
        shown = marked(files, one).units
        if {unit.anchor: unit.text for unit in units(one) if unit.spans} != {id: u.reading for id, u in shown.items()}:
            yield f"{one.id}: kept text and what edits put there is not the reading text"
        raw = "".join(char for char, whose in zip(cleaned.seed.raw, owner, strict=True) if whose == one.id)
        order = in_raw_order(one)
        told = "".join(shown[anchor].raw for anchor in order or shown)
        if told != raw if order else Counter(told) != Counter(raw):
            yield f"{one.id}: kept text and what edits took away is not the raw text"
        edits = Counter(edit for unit in shown.values() for edit in unit.edits)
        if edits != own_edits(cleaned, one):
            yield f"{one.id}: not every edit, or one more than once: {edits - own_edits(cleaned, one)}"


@pytest.fixture(scope="module")
def seeds() -> list[Cleaned]:
    return list(ours.seeds())


@pytest.fixture(scope="module")
def files(seeds: list[Cleaned]) -> dict[str, str]:
    return render_site(Archive(tuple(seeds), ()))


def test_the_seeds_read_both_ways(seeds: list[Cleaned], files: dict[str, str]) -> None:
    for cleaned in seeds:
        assert list(wrong(cleaned, files)) == []


@pytest.mark.parametrize("name", CLASSES)
def test_damaged_texts_read_both_ways(name: str) -> None:
    for page in damaged(name, 2021, 2):
        cleaned = clean_seed(seed_of(page.raw))
        assert list(wrong(cleaned, marked_of(cleaned))) == []


def test_hostile_texts_read_both_ways() -> None:
    cleaned = clean_seed(seed_of("\n\n".join(HOSTILE)))
    assert list(wrong(cleaned, marked_of(cleaned))) == []


def test_the_lines_of_a_document_are_all_on_its_marked_page(seeds: list[Cleaned], files: dict[str, str]) -> None:
    """Where nothing else stands between its lines, the page's raw text is those lines, character for character."""
    checked = 0
    for cleaned in seeds:
        owner, lines = owned(cleaned), cleaned.seed.lines
        for one in cleaned.documents:
            span = Span(lines[one.lines[0][0] - 1].start, lines[one.lines[-1][1] - 1].end)
            order = in_raw_order(one)
            if order and set(owner[span.start : span.end]) == {one.id}:
                shown = marked(files, one).units
                text = "".join(shown[anchor].raw for anchor in order)
                assert cleaned.seed.raw[span.start : span.end] in text
                checked += 1
    assert checked >= 6


def test_a_property_that_fails_is_seen(seeds: list[Cleaned], files: dict[str, str]) -> None:
    cleaned = seeds[3]
    path = f"documents/{cleaned.documents[0].id}_marked.md"
    for old, new in (("<del>,,</del>", "<del>,</del>"), ("<ins>，</ins>", ""), ("會", "会")):
        assert old in files[path]
        broken = {
            **files,
            path: "---\n".join(
                [*files[path].split("---\n")[:2], files[path].split("---\n", 2)[2].replace(old, new, 1)]
            ),
        }
        assert list(wrong(cleaned, broken)) != []


# -- kinds ----------------------------------------------------------------------------------------------------------


def test_every_rule_has_a_kind() -> None:
    assert set(OF_RULE) == {rule.id for rule in (*RULES, LAYOUT)}
    assert set(OF_RULE.values()) == set(BY_ID)


def test_every_kind_can_be_hidden_without_a_script() -> None:
    style = (ASSETS / "document.css").read_text("utf-8")
    for kind in KINDS:
        assert f"#show-{kind.id}:not(:checked)) .e.{kind.id}" in style
    assert f"#show-{DOUBT.id}:not(:checked)) .flag.{DOUBT.id}" in style


def test_the_legend_counts_what_is_marked(seeds: list[Cleaned], files: dict[str, str]) -> None:
    for one in (one for cleaned in seeds for one in cleaned.documents):
        source = files[f"documents/{one.id}_marked.md"]
        counts = {
            id: int(n.replace(",", "")) for id, n in re.findall(r'id="show-(\w+)".*?class="count">([\d,]+)<', source)
        }
        assert counts.pop("doubt", 0) == len(one.flags)
        assert sum(counts.values()) == sum(one.edits.values())
        for kind, count in counts.items():
            assert len(re.findall(rf'class="e {kind}\b', source)) == count


# -- why, and by whom -----------------------------------------------------------------------------------------------


def corrected() -> tuple[Cleaned, Page]:
    raw = "某地会议\n\n会议于十一月在某某地举行。各方同意继续合作。\n"
    sidecar = Sidecar(
        "hand.yml",
        {
            "editor": "某编者",
            "corrections": [
                {"line": "3", "find": "某某地", "replace": "某地", "reason": "衍一字"},
                {"line": "3", "find": "各方", "replace": "各方", "reason": "原文如此"},
            ],
        },
    )
    cleaned = clean_seed(replace(seed_of(raw), sidecar=sidecar))
    files = marked_of(cleaned)
    return cleaned, Page(files[f"documents/{cleaned.documents[0].id}_marked.md"])


def test_every_edit_leads_to_its_rule_reason_and_who(seeds: list[Cleaned], files: dict[str, str]) -> None:
    for one in (one for cleaned in seeds for one in cleaned.documents):
        page = Page(files[f"documents/{one.id}_marked.md"])
        edits = [element for element in page.by_class("e") if element["tag"] == "a"]
        assert edits
        assert {element["href"] for element in edits} == {f"#{id}" for id in page.ids if re.fullmatch(r"w\d+", id)}


def test_every_doubt_stands_at_its_place_and_leads_to_its_reason(seeds: list[Cleaned], files: dict[str, str]) -> None:
    every = [one for cleaned in seeds for one in cleaned.documents if one.flags]
    assert len(every) >= 2
    for one in every:
        page = Page(files[f"documents/{one.id}_marked.md"])
        links = [element for element in page.by_class("doubt") if element["tag"] == "a"]
        assert sorted(link["href"] for link in links) == sorted(f"#d{n}" for n in range(1, len(one.flags) + 1))
        for number, flag in enumerate(one.flags, 1):
            link = next(link for link in links if link["href"] == f"#d{number}")
            said = next(element[""] for element in page.elements if element.get("id") == f"d{number}")
            assert link[""]
            assert flag.text.startswith(link[""])  # an edit may part the words
            assert all(words in said for words in (flag.text, flag.likely or "", flag.reason, "机器"))


def test_doubts_beside_edits_and_over_each_other_are_each_there_once() -> None:
    """One with an edit in it, two of the same words, one of which nothing but an edit's words is left."""
    raw = "会议公报\n\n各方同意,继续合作。\n"
    cleaned = clean_seed(seed_of(raw))
    one = cleaned.documents[0]
    where = next(part for part in one.blocks if "继续" in part.text)
    at = where.text.index("，")
    spans = ((at - 2, at + 3), (at + 1, at + 3), (at + 1, at + 3), (at, at + 1))
    flags = [PlacedFlag("wrong-name", where.anchor, a, b, where.text[a:b], None, "误", "machine") for a, b in spans]
    made = replace(cleaned, documents=(replace(one, flags=tuple(flags)),))
    files = marked_of(made)
    assert list(wrong(made, files)) == []
    links = [e for e in Page(files[f"documents/{one.id}_marked.md"]).by_class("doubt") if e["tag"] == "a"]
    assert [(link["href"], link[""]) for link in links] == [("#d1", "同意"), ("#d4", ""), ("#d2", "继续"), ("#d3", "")]


def test_an_editor_signs() -> None:
    _, page = corrected()
    by_hand = page.by_class("hand")
    assert [element[""] for element in by_hand if element["tag"] == "a"] == ["某", "各方"]
    assert ["same" in element["class"] for element in by_hand if element["tag"] == "a"] == [False, True]
    grounds = [element[""] for element in page.elements if re.fullmatch(r"w\d+", element.get("id", ""))]
    assert any("某编者" in said and "衍一字" in said for said in grounds)
    assert all(("机器" in said) != ("某编者" in said) for said in grounds)


def test_what_was_taken_out_is_told_with_the_document_and_is_none_of_its_edits(seeds: list[Cleaned]) -> None:
    """A dropped copy goes with the blank lines in it: they are no edits of the text before them."""
    loop = next(one for one in seeds if any(edit.rule == "loop-copy" for edit in one.apparatus.edits))
    (document,) = loop.documents
    gone = taken_out(loop)[document.id]
    assert {edit.rule for edit in gone} == {"loop-copy"}
    lines = {loop.index.line(edit.start) for edit, own in zip(loop.apparatus.edits, loop.owners, strict=True) if own}
    assert all(any(first <= line <= last for first, last in document.lines) for line in lines)
    assert not lines & {loop.index.line(edit.start) for edit in gone}


def test_furniture_leaves_one_sign_that_leads_to_the_witness(seeds: list[Cleaned], files: dict[str, str]) -> None:
    page = Page(files["documents/002-3_marked.md"])
    signs = page.by_class("away")
    assert len(signs) == 1
    assert re.fullmatch(r"\.\./witnesses/002\.html#l\d+", signs[0]["href"])
    line = int(signs[0]["href"].rpartition("#l")[2])
    removed = seeds[2].seed.lines[line - 1]
    words = seeds[2].seed.raw[removed.start : removed.end].strip()
    assert words
    assert words not in signs[0][""]


# -- the views ------------------------------------------------------------------------------------------------------


def test_the_views_have_the_same_anchors(seeds: list[Cleaned], files: dict[str, str]) -> None:
    for cleaned in seeds:
        for one in cleaned.documents:
            reading = {id for id in Page(files[f"documents/{one.id}.md"]).ids if re.match(r"[lg]\d", id)}
            there = {id for id in Page(files[f"documents/{one.id}_marked.md"]).ids if re.match(r"[lg]\d", id)}
            assert reading == there


def test_each_view_leads_to_the_others(files: dict[str, str]) -> None:
    ways = ["000-232.html", "000-232_marked.html", "../witnesses/000.html#l232"]
    for path in ("documents/000-232.md", "documents/000-232_marked.md"):
        page = Page(files[path])
        assert [e["href"] for e in page.elements if "data-view" in e] == ways
        assert sum("aria-current" in e for e in page.elements if "data-view" in e) == 1
    bars = [e for e in Page(files["witnesses/000.md"]).by_class("views") if e["data-document"] == "000-232"]
    assert len(bars) == 2  # it goes on after a line of another


def test_the_reading_text_stands_beside_its_raw_lines(seeds: list[Cleaned], files: dict[str, str]) -> None:
    for cleaned in seeds:
        page = Page(files[f"witnesses/{cleaned.seed.short}.md"])
        shown = Counter("".join(element[""] for element in page.by_class("r")))
        assert shown == Counter("".join(unit.text for one in cleaned.documents for unit in units(one) if unit.spans))


def dated(name: str, date: str | None, event: str = "") -> Cleaned:
    card = Card(date=date, events=(event,) if event else ())
    return document(seed(f"题{name}\n正文。\n", f"{name}.txt"), card=card)


def test_the_documents_before_and_after_by_date_and_by_event() -> None:
    of = [dated("a", "2020-01", "met"), dated("b", "2020-02"), dated("c", "2020-03", "met"), dated("d", None)]
    files = render_site(archive(*of))

    def ways(path: str) -> list[tuple[str, str]]:
        page = Page(files[path])
        return [(e["rel"], e["href"]) for e in page.elements if e.get("rel")]

    assert ways("documents/a-1.md") == [("next", "b-1.html"), ("next", "c-1.html")]
    assert ways("documents/b-1.md") == [("prev", "a-1.html"), ("next", "c-1.html")]
    assert ways("documents/c-1_marked.md") == [("prev", "b-1_marked.html"), ("prev", "a-1_marked.html")]
    assert ways("documents/d-1.md") == []


def test_an_edit_beside_furniture_is_shown_with_its_reason() -> None:
    """Where furniture was taken out, an edit of the words at the same place does not vanish into its sign."""
    raw = "会议公报\n\n各方同意继续合作。(hé)\n本文来源：某网 责任编辑：某某\n各方同意。\n"
    cleaned = document(seed(raw))
    gloss = Edit(raw.index("(hé)"), raw.index("(hé)") + 4, "(hé)", "", "pinyin-gloss", "读音")
    line = raw.index("本文来源")
    gone = Edit(line, raw.index("\n", line), raw[line : raw.index("\n", line)], "", "editor-line", "署名")
    blank = [Edit(*found.span(), found[0], "", LAYOUT.id, "") for found in re.finditer(r"\n+", raw)]
    stream = Apparatus(raw).apply([gloss, gone, *blank])
    starts = [0, 4, stream.text.rindex("各方"), len(stream.text)]
    blocks = [
        Block("paragraph", f"l{n}", ((n, n),), stream.text[a:b], (Span(a, b),))
        for n, (a, b) in zip((1, 3, 5), pairwise(starts), strict=True)
    ]
    owners = tuple(None if edit.rule == "editor-line" else "hand-1" for edit in stream.edits)
    counted = Counter(edit.rule for edit, owner in zip(stream.edits, owners, strict=True) if owner)
    one = replace(cleaned.documents[0], fields=(), blocks=tuple(blocks), edits=dict(counted))
    made = replace(cleaned, apparatus=stream, documents=(one,), owners=owners)
    files = marked_of(made)
    assert list(wrong(made, files)) == []
    page = Page(files["documents/hand-1_marked.md"])
    assert [element[""] for element in page.by_class("gloss") if element["tag"] == "a"] == ["(hé)"]
    assert len(page.by_class("away")) == 1
