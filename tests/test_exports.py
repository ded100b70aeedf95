"""The archive in the forms of others: what goes in comes out again, and each file is what its standard asks for."""

from __future__ import annotations

import csv
import io
import json
import re
import uuid
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import ours
import pytest
from damage import CLASSES, pages
from handmade import HOSTILE, archive, document, flagged, hostile_archive, seed
from lxml import etree
from markdown import markdown as rendered
from pages import seed_of
from tei import ID, TEI, edits, parsed, reading, witness

from generator.archive import Archive
from generator.build import build_archive, clean_seed
from generator.documents import Cleaned, assemble
from generator.edition import Edition, read_edition
from generator.edits import Apparatus
from generator.exports.dates import day_of
from generator.exports.feed import LATEST
from generator.exports.tei import tei as elements
from generator.exports.tei import transcripts
from generator.exports.tei_file import tei_file
from generator.lines import split_lines
from generator.model import Authority, Card, Document, Draft, Edit, Form, Identifier, Note, Piece, Segmentation, Unit
from generator.render import render_site
from generator.render.data import data_files, data_page
from generator.render.site import Site
from generator.repairs import RULES

ROOT = Path(__file__).parent.parent
PUBLISHED = Edition("某档案", "2031.1", "https://example.org/a/", "2031-02-03")


@pytest.fixture(scope="module")
def real() -> Archive:
    return ours.archive()


@pytest.fixture(scope="module")
def files(real: Archive) -> dict[str, str]:
    return render_site(real)


@pytest.fixture(scope="module")
def schema() -> Any:
    return etree.RelaxNG(etree.parse(ROOT / "tests" / "schema" / "tei.rng"))


# -- TEI: both texts come out again ---------------------------------------------------------------------------------


def written(cleaned: Cleaned) -> dict[str, str]:
    return {one.document.id: tei_file(one, Edition(), "../../../") for one in transcripts(cleaned)}


def units_of(document: Document) -> dict[str, str]:
    return {unit.anchor: unit.text for unit in (*document.fields, *document.blocks) if unit.spans}


def lost(cleaned: Cleaned) -> Iterator[str]:
    """What of a seed its TEI files do not give back."""
    found: dict[int, list[str]] = {}
    outside = Counter[str]()
    texts = written(cleaned)
    for one in cleaned.documents:
        root = parsed(texts[one.id])
        if reading(root) != units_of(one):
            yield f"{one.id}: another reading text"
        told = edits(root)
        outside.update(rule for rule, own in told if not own)
        if Counter(rule for rule, own in told if own) != Counter(one.edits):
            yield f"{one.id}: other edits than the apparatus has"
        for number, text in witness(root).items():
            found.setdefault(number, []).append(text)
    if not cleaned.documents:
        return
    if outside != Counter(
        e.rule for e, owner in zip(cleaned.apparatus.edits, cleaned.owners, strict=True) if not owner
    ):
        yield "other furniture than the apparatus has"
    for line in cleaned.seed.lines:
        raw, got = cleaned.seed.raw[line.start : line.end], found.get(line.number, [])
        if raw != "".join(got) and (len(got) < 2 or sorted(raw) != sorted("".join(got))):
            yield f"line {line.number}: {raw!r} comes back as {got!r}"


def test_the_seeds_come_back_from_their_tei(real: Archive) -> None:
    assert [problem for cleaned in real.cleaned for problem in lost(cleaned)] == []


@pytest.mark.parametrize("name", CLASSES)
def test_damaged_pages_come_back_from_their_tei(name: str, schema: Any) -> None:
    for page in pages(name, 82, 2):
        cleaned = clean_seed(seed_of(page.raw))
        assert list(lost(cleaned)) == []
        assert all(schema.validate(parsed(text)) for text in written(cleaned).values()), schema.error_log


def test_hostile_texts_come_back_from_their_tei(schema: Any) -> None:
    for cleaned in hostile_archive().cleaned:
        assert list(lost(cleaned)) == []
        assert all(schema.validate(parsed(text)) for text in written(cleaned).values()), schema.error_log


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_come_back_whatever_ends_them(end: str) -> None:
    raw = end.join(["题目", "", "\u3000\u3000正文说到一带一路。\t", "第二段。"])
    assert list(lost(document(seed(raw)))) == list(lost(document(seed(raw + end)))) == []


def by_hand(raw: str, *changes: Edit) -> Cleaned:
    """A page on which only these edits were made, one paragraph a line."""
    of = seed(raw)
    marked = Apparatus(raw).apply(changes)
    lines = [line for line in split_lines(marked.text) if marked.text[line.start : line.end].strip()]
    pieces = tuple(Unit("paragraph", (Piece(line.number, line.start, line.end),)) for line in lines)
    draft = Draft((), tuple(piece for unit in pieces for piece in unit.pieces))
    return assemble(of, marked, (), Segmentation((draft,)), lambda _, __: (pieces, ()), ())


def change(before: str, after: str, raw: str, rule: str = "half-width-mark", resp: str = "machine") -> Edit:
    at = raw.index(before)
    return Edit(at, at + len(before), before, after, rule, "理由", resp)


def inside(cleaned: Cleaned) -> Any:
    (text,) = written(cleaned).values()
    return parsed(text).find(f"{TEI}text/{TEI}body")


# What an edit is written as: its rule, who made it, before and after, and the elements (with what is in them).
WRITTEN = [
    ("half-width-mark", "machine", ",", "，", "choice(orig(,) reg(，))"),
    ("variant-form", "machine", "誼", "谊", "choice(orig(誼) reg(谊))"),
    ("layout-space", "machine", " ", "", "choice(orig( ) reg())"),
    ("shifted-bytes", "machine", "抰", "“", "choice(sic(抰) corr(“))"),
    ("pinyin-gloss", "machine", "(guó)", "", "surplus((guó))"),
    ("doubled-mark", "machine", ",。", "。", "surplus(,)"),
    ("doubled-mark", "machine", ",,", "，", "choice(sic(,,) corr(，))"),
    ("jump-line", "machine", "（下转二版）", "", "fw(（下转二版）)"),
    ("editor", "某人", "錯", "对", "choice(sic(錯) corr(对))"),
    ("editor", "某人", "", "补", "supplied(补)"),
    ("editor", "某人", "衍", "", "surplus(衍)"),
    ("editor", "某人", "对", "对", "sic(对)"),
]


@pytest.mark.parametrize(("rule", "resp", "before", "after", "wanted"), WRITTEN)
def test_an_edit_is_written_as_its_kind(rule: str, resp: str, before: str, after: str, wanted: str) -> None:
    raw = f"前{before}后\n"
    cleaned = by_hand(raw, Edit(1, 1 + len(before), before, after, rule, "理由", resp))
    assert list(lost(cleaned)) == []
    (found,) = [one for one in inside(cleaned).iter() if one.get("ana", "").startswith(f"rule:{rule} ")]
    assert shape(found) == wanted
    assert found.get("resp") == ("by:machine" if resp == "machine" else "by:editor1")


def shape(element: Any) -> str:
    within = (element.text or "") + " ".join(shape(child) for child in element)
    return f"{element.tag.removeprefix(TEI)}({within})"


def test_an_outcome_that_two_paragraphs_share_is_told_once(schema: Any) -> None:
    raw = "甲ab\ncd乙\n"
    cleaned = by_hand(raw, change("b\nc", "丙\n丁", raw, "mojibake"))
    assert [unit.text for unit in cleaned.documents[0].blocks] == ["甲a丙", "丁d乙"]
    assert list(lost(cleaned)) == []
    (text,) = written(cleaned).values()
    assert schema.validate(parsed(text)), schema.error_log
    assert parsed(text).find(f".//{TEI}corr[@prev]").text == "丁"


def test_an_editor_is_named_with_the_reason() -> None:
    raw = "前錯后\n"
    (text,) = written(by_hand(raw, change("錯", "对", raw, "editor", "某人"))).values()
    root = parsed(text)
    (who,) = [one for one in root.iter(f"{TEI}respStmt") if one.get(ID) == "dhand-1.editor1"]
    assert who.find(f"{TEI}name").text == "某人"
    assert root.find(f".//{TEI}note[@type='reason']").text == "理由"


def test_names_doubts_and_notes_stand_at_their_words(schema: Any) -> None:
    cleaned = flagged(document(seed("题\n正文说到一带一路，如此。\n")), "到一带", likely="至一带", rule="wrong-name")
    one = cleaned.documents[0]
    noted = Note("l2", 2, 5, "说到一", "注文", "某人", "某书")
    cleaned = replace(cleaned, documents=(replace(one, notes=(noted,)),))
    cleaned = archive(cleaned).cleaned[0]
    (text,) = written(cleaned).values()
    root = parsed(text)
    assert schema.validate(root), schema.error_log
    name = root.find(f".//{TEI}body//{TEI}name")
    assert (name.get("ref"), name.text) == ("authority:bri", "一")  # the points of doubt and note stand in it
    assert "".join(name.itertext()) == "一带一路"
    doubt, note = root.find(f".//{TEI}note[@type='flag']"), root.find(f".//{TEI}note[@type='editorial']")
    assert "".join(doubt.itertext()) == "looks odd；疑为至一带"
    assert "".join(note.itertext()) == "注文某书"
    ids = {one.get(ID) for one in root.iter() if one.get(ID)}
    assert {said.get(key)[1:] for said in (doubt, note) for key in ("target", "targetEnd")} <= ids
    assert list(lost(cleaned)) == []


def test_a_name_within_an_outcome_stands_between_points(real: Archive) -> None:
    """Bytes gone wrong were put right, and a name is a part of what was put in: no element can hold it."""
    for cleaned in real.cleaned:
        for id, text in written(cleaned).items():
            body = parsed(text).find(f"{TEI}text")
            whole = [one for one in body.iter() if one.get("ref", "").startswith("authority:")]
            pointed = list(body.iter(f"{TEI}ptr"))
            assert len(whole) + len(pointed) == len(real.by_id[id].mentions)
            assert all(one.get("corresp")[1:] in text for one in pointed)


def test_a_supplied_title_is_the_editors() -> None:
    cleaned = document(seed("正文。\n", "bare.txt"), title=False)
    card = Card(title="拟题", title_supplied=True)
    cleaned = replace(cleaned, documents=(replace(cleaned.documents[0], card=card),))
    (text,) = written(cleaned).values()
    assert shape(parsed(text).find(f".//{TEI}head")) == "head(supplied(拟题))"
    assert list(lost(cleaned)) == []


# -- TEI: what TEI asks for -----------------------------------------------------------------------------------------


def test_the_schema_is_no_sieve(schema: Any, files: dict[str, str]) -> None:
    root = parsed(files["data/documents/003-1/003-1.xml"])
    assert schema.validate(root)
    root.find(f".//{TEI}body").append(etree.Element(f"{TEI}surplus"))
    assert not schema.validate(root)


def test_every_document_and_the_corpus_are_valid(
    real: Archive, files: dict[str, str], schema: Any, tmp_path: Path
) -> None:
    for path, text in files.items():
        if path.endswith(".xml") and path.startswith("data/documents/"):
            assert schema.validate(parsed(text)), (path, schema.error_log)
            (tmp_path / path).parent.mkdir(parents=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
    (tmp_path / "data" / "tei-corpus.xml").write_text(files["data/tei-corpus.xml"], encoding="utf-8")
    corpus = etree.parse(tmp_path / "data" / "tei-corpus.xml")
    corpus.xinclude()
    assert schema.validate(corpus), schema.error_log
    assert len(list(corpus.iter(f"{TEI}TEI"))) == len(real.documents)
    ids = Counter(one.get(ID) for one in corpus.iter() if one.get(ID))
    assert [id for id, count in ids.items() if count > 1] == []


def test_what_is_pointed_at_is_there(real: Archive, files: dict[str, str]) -> None:
    records = {one.id for one in real.authorities}
    rules = set(re.findall(r'<h3 id="([a-z-]+)"', files["about/method.md"]))
    for one in real.documents:
        root = parsed(files[f"data/documents/{one.id}/{one.id}.xml"])
        ids = {x.get(ID) for x in root.iter() if x.get(ID)}
        for pointer in (p for x in root.iter(etree.Element) for key in POINTERS for p in x.get(key, "").split()):
            prefix, _, name = pointer.rpartition(":")
            if prefix in ("by", "why"):
                assert f"d{one.id}.{'why-' if prefix == 'why' else ''}{name}" in ids
            elif prefix in ("authority", "rule"):
                assert name in (records if prefix == "authority" else rules)
            else:
                assert pointer.startswith("http") or pointer[1:] in ids


POINTERS = ("ana", "resp", "who", "ref", "target", "targetEnd", "corresp", "prev")


def test_the_method_page_names_the_elements_that_are_written(real: Archive) -> None:
    """What the page on method says of a rule is what its edits are written as."""
    known = {"lb", "surplus", "fw", "choice", "choice/sic/corr", "choice/orig/reg"}
    edited = {edit.rule for cleaned in real.cleaned for edit in cleaned.apparatus.edits}
    assert {elements(rule) for rule in edited} <= known
    assert {rule.tei for rule in RULES} <= known | {"seg", "gap"}


def test_the_header_says_whose_and_how_far(files: dict[str, str]) -> None:
    root = parsed(files["data/documents/003-1/003-1.xml"])
    assert root.find(f".//{TEI}licence").get("target") == "http://rightsstatements.org/vocab/CNE/1.0/"
    assert root.find(f".//{TEI}idno[@type='sha256']").text.startswith("72e0aedd")
    assert root.find(f".//{TEI}revisionDesc").get("status") == "not-proofread"
    dates = {one.get("type"): one for one in root.find(f".//{TEI}creation")}
    assert (dates["date"].text, dates["date"].get("cert")) == ("[2020-06-18]", "low")
    terms = {one.get("type"): one for one in root.find(f".//{TEI}keywords")}
    assert (terms["completeness"].text, terms["format"].text) == ("完整", "video")
    assert terms["event"].get("ref") == f"authority:{terms['event'].text}"


# -- Markdown, plain text, JSON -------------------------------------------------------------------------------------


def shown(html: str) -> list[str]:
    text = re.sub(r"<[^>]+>", "", re.sub(r"\[\^\w+\]", "", html))
    return [re.sub("&lt;|&gt;|&amp;|&quot;|&#\\d+;", _char, line) for line in text.split("\n") if line.strip()]


def _char(found: re.Match[str]) -> str:
    named = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"'}
    return named.get(found[0]) or chr(int(found[0][2:-1]))


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.isprintable()])
def test_markdown_shows_any_text_as_it_is(text: str) -> None:
    of = archive(document(seed(f"题目\n\n{text}\n")))
    source = render_site(of)["data/documents/hand-1/hand-1.md.txt"].split("---\n", 2)[2]
    assert shown(rendered(source)) == ["题目", text.strip()]


def test_the_reading_files_have_the_text_and_say_what_is_wrong_with_it(real: Archive, files: dict[str, str]) -> None:
    for one in real.documents:
        plain = files[f"data/documents/{one.id}/{one.id}.txt"]
        marked = files[f"data/documents/{one.id}/{one.id}.md.txt"]
        assert all(unit.text in plain for unit in (*one.fields, *one.blocks))
        bare = re.sub(r"\[\^\w+\]|\\", "", marked)
        assert all(unit.text in bare for unit in (*one.fields, *one.blocks))
        for text in (plain, marked):
            assert "未经人工校读" in text or '"not-proofread"' in text
            assert all(flag.reason in text for flag in one.flags)


def test_the_json_of_a_document_is_its_line(real: Archive, files: dict[str, str]) -> None:
    lines = files["data/documents.jsonl"].splitlines(keepends=True)
    assert [files[f"data/documents/{one.id}/{one.id}.json"] for one in real.documents] == lines


# -- SKOS -----------------------------------------------------------------------------------------------------------

# A statement a line: all the Turtle that is written here, and no more.
_STATEMENT = re.compile(
    r"""(?P<subject><\#[a-z0-9-]*>\ |\ {4})(?P<predicate>[a-z]+:[A-Za-z]+|a)\ (?P<object>
        <[^<>"{}|^`\\\s]*> | (?:skos|wd):\w+ | "(?:[^"\\\n]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"(?:@[A-Za-z-]+)?
        )\ [;.]""",
    re.VERBOSE,
)


def triples(turtle: str) -> list[tuple[str, str, str]]:
    found, subject = [], ""
    for line in turtle.split("\n"):
        if line and not line.startswith("@"):
            statement = _STATEMENT.fullmatch(line)
            assert statement, line
            subject = statement["subject"].strip() or subject
            found.append((subject, statement["predicate"], statement["object"]))
    return found


def test_the_authorities_are_concepts(real: Archive, files: dict[str, str]) -> None:
    told = triples(files["data/authorities.ttl"])
    concepts = {s for s, p, o in told if (p, o) == ("a", "skos:Concept")}
    assert concepts == {f"<#{one.id}>" for one in real.authorities}
    assert {o for _, p, o in told if p in ("skos:broader", "skos:related")} <= concepts
    tags = Counter((s, o.rpartition("@")[2]) for s, p, o in told if p == "skos:prefLabel")
    assert set(tags.values()) == {1}
    labels_of: dict[str, set[tuple[str, str]]] = {}
    for s, p, o in told:
        if p.endswith("Label"):
            labels_of.setdefault(p, set()).add((s, o))
    assert not labels_of["skos:prefLabel"] & labels_of["skos:altLabel"]
    for _, p, o in told:
        if p == "rdfs:seeAlso":
            assert o[4:-1].replace(".html", ".md") in files


def test_what_is_broader_is_not_also_related() -> None:
    names = {"zh-Hans": Form('甲"乙\\丙\n', "zh-Hans")}
    one = Authority("one", "concept", names, broader=("two",), related=("two", "three"))
    two = Authority("two", "concept", names, broader=("three",), related=("one",))
    three = Authority("three", "concept", names, related=("one", "four"))
    four = Authority("four", "concept", names, extra={"wrong": {"误": None}}, variants=(Form("误", "zh-Hans"),))
    told = triples(
        render_site(archive(document(seed("题\n文\n")), authorities=(one, two, three, four)))["data/authorities.ttl"]
    )
    assert {(s, o) for s, p, o in told if p == "skos:related"} == {("<#three>", "<#four>")}
    assert ("<#four>", "skos:hiddenLabel", '"误"@zh-Hans') in told
    assert ("<#one>", "skos:prefLabel", '"甲\\"乙\\\\丙\\n"@zh-Hans') in told


# -- feed -----------------------------------------------------------------------------------------------------------

ATOM = "{http://www.w3.org/2005/Atom}"


def carded(name: str, **values: Any) -> Cleaned:
    cleaned = document(seed(f"题{name}\n文{name}\n", f"{name}.txt"))
    one = cleaned.documents[0]
    changes = {key: values.pop(key) for key in ("review", "provenance") if key in values}
    return replace(cleaned, documents=(replace(one, card=replace(one.card, **values), **changes),))


def entries(of: Archive) -> list[Any]:
    return list(parsed(render_site(of)["data/feed.xml"]).iter(f"{ATOM}entry"))


def test_a_feed_says_which_day_it_means() -> None:
    read = carded("b", date="2020-01-02", review={"level": "proofread", "by": "某人", "date": "2024-05-06"})
    of = archive(carded("a", date="2020-01-02"), read, carded("c"), carded("d", date="2020-04~"), authorities=())
    told = [(one.find(f"{ATOM}title").text, one.find(f"{ATOM}updated").text[:10]) for one in entries(of)]
    assert told == [("题b", "2024-05-06"), ("题a", "2020-01-02")]  # nothing is known of c; d is no day
    said = [one.find(f"{ATOM}summary").text for one in entries(of)]
    assert ["read by an editor" in said[0], "the text's own date" in said[1]] == [True, True]


def test_a_feed_is_what_atom_asks_for(files: dict[str, str], real: Archive) -> None:
    root = parsed(files["data/feed.xml"])
    for one in (root, *root.iter(f"{ATOM}entry")):
        assert one.find(f"{ATOM}title").text
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", one.find(f"{ATOM}updated").text)
        assert uuid.UUID(one.find(f"{ATOM}id").text.removeprefix("urn:uuid:"))
    assert root.find(f"{ATOM}author/{ATOM}name").text
    assert list(root.iter(f"{ATOM}link")) == []  # no address is known
    links = parsed(render_site(replace(real, edition=PUBLISHED))["data/feed.xml"]).iter(f"{ATOM}link")
    assert all(link.get("href").startswith("https://example.org/a/") for link in links)


def test_ids_of_a_feed_stay_when_the_site_moves(files: dict[str, str], real: Archive) -> None:
    moved = entries(replace(real, edition=PUBLISHED))
    ids = [one.find(f"{ATOM}id").text for one in moved]
    assert ids == [one.find(f"{ATOM}id").text for one in parsed(files["data/feed.xml"]).iter(f"{ATOM}entry")]


def test_a_feed_tells_of_what_is_gone_and_does_not_grow() -> None:
    of = archive(*(carded(f"n{n}", date="2020-01-02") for n in range(LATEST + 5)), authorities=())
    row = Identifier("x-1", 900, "x.txt", "0" * 64, ((1, 1),), "withdrawn", (), "权利人要求", "2030-01-01")
    told = entries(replace(of, identifiers=(row,)))
    assert len(told) == LATEST
    assert told[0].find(f"{ATOM}summary").text == "权利人要求"


def test_a_day_is_one_that_is_told() -> None:
    row = Identifier("a-1", 1, "a.txt", "", ((1, 1),), date="2026-03-04")
    one = carded("a", date="2020-01-02", published="2020-01-05").documents[0]
    days = (day_of(one, row), day_of(one))
    assert [(day.own, day.date) for day in days if day] == [(True, "2026-03-04"), (False, "2020-01-05")]
    assert day_of(carded("b", date="XXXX-01-02").documents[0]) is None


def test_a_day_without_a_year_is_a_month_and_day_to_w3c(schema: Any) -> None:
    [text] = written(carded("a", date="XXXX-09-06", dateline_date="2020-09-07", covers="2020-09/2020-10")).values()
    assert schema.validate(parsed(text)), schema.error_log
    dates = {one.get("type"): (one.text, one.get("when")) for one in parsed(text).find(f".//{TEI}creation")}
    assert dates["date"] == ("XXXX-09-06", "--09-06")
    assert dates["dateline_date"] == ("2020-09-07", "2020-09-07")
    assert dates["covers"] == ("2020-09/2020-10", None)


# -- RO-Crate -------------------------------------------------------------------------------------------------------


def graph(files: Mapping[str, str]) -> dict[str, Any]:
    return {one["@id"]: one for one in json.loads(files["data/ro-crate-metadata.json"])["@graph"]}


@pytest.mark.parametrize("edition", [Edition(), PUBLISHED], ids=["draft", "published"])
def test_the_crate_is_what_ro_crate_asks_for(real: Archive, edition: Edition) -> None:
    """The rules of RO-Crate 1.2 that a crate must follow; the validator of its makers has found no other broken."""
    files = render_site(replace(real, edition=edition))
    held = graph(files)
    descriptor, root = held["ro-crate-metadata.json"], held["./"]
    assert (descriptor["@type"], descriptor["about"]) == ("CreativeWork", {"@id": "./"})
    assert descriptor["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    assert root["@type"] == "Dataset"
    assert all(root[key] for key in ("name", "description", "license"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", root["datePublished"])
    assert root["creativeWorkStatus"] == ("Published" if edition.released else "Draft")
    pointed = {one["@id"] for entity in held.values() for value in entity.values() for one in _ids(value)}
    assert pointed <= {*held, "https://w3id.org/ro/crate/1.2"}
    assert all({"@id", "@type"} <= set(entity) for entity in held.values())


def _ids(value: Any) -> Iterator[dict[str, str]]:
    yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict))


def test_the_crate_and_the_page_have_every_file_with_its_size(files: dict[str, str]) -> None:
    held = graph(files)
    parts = {one["@id"] for one in held["./"]["hasPart"]}
    for id in parts:
        if not id.endswith("/"):
            assert int(held[id]["contentSize"]) == len(files[f"data/{id}"].encode())
    ours = {path.removeprefix("data/") for path in files if path.startswith("data/")}
    for path in ours - {"index.md", "ro-crate-metadata.json"}:
        assert (
            path in parts
            or any(path.startswith(part) for part in parts if part.endswith("/"))
            or path.startswith(SCRIPTS)
        )
    page = files["data/index.md"]
    assert all(f'href="{id}"' in page or f">{id}<" in page for id in (*parts, "ro-crate-metadata.json"))


SCRIPTS = ("cards/", "script/")  # read by the pages, not by people


# -- the whole ------------------------------------------------------------------------------------------------------


def test_no_file_but_the_dumps_grows_with_the_documents() -> None:
    """A feed, a crate and a page of ten thousand are as large as those of a few hundred."""

    def data(size: int) -> dict[str, str]:
        site = Site(archive(*(carded(f"n{n}", date="2020-01-02") for n in range(size)), authorities=()))
        found = dict(data_files(site))
        return found | dict(data_page(site, found))

    few, many = data(250), data(500)
    for name in ("feed.xml", "ro-crate-metadata.json", "index.md"):
        assert abs(len(few[f"data/{name}"]) - len(many[f"data/{name}"])) < 400, name


def test_the_same_archive_gives_the_same_exports(files: dict[str, str]) -> None:
    again = render_site(build_archive(ROOT, say=str))
    assert {path: text for path, text in again.items() if path.startswith("data/")} == {
        path: text for path, text in files.items() if path.startswith("data/")
    }


def test_an_archive_that_tells_no_day_has_no_feed_and_no_crate() -> None:
    found = render_site(archive(document(seed("题\n文\n")), authorities=()))
    assert not {"data/feed.xml", "data/ro-crate-metadata.json"} & set(found)
    assert "feed.xml" not in found["data/index.md"]


def test_the_page_of_a_document_leads_to_its_files(files: dict[str, str]) -> None:
    page = files["documents/003-1.md"]
    for ending in ("xml", "md.txt", "txt", "json"):
        assert f'href="../data/documents/003-1/003-1.{ending}"' in page
        assert f"data/documents/003-1/003-1.{ending}" in files


def test_csv_and_jsonl_agree(files: dict[str, str], real: Archive) -> None:
    rows = list(csv.DictReader(io.StringIO(files["data/documents.csv"])))
    records = [json.loads(line) for line in files["data/documents.jsonl"].splitlines()]
    assert [(row["id"], row["title"]) for row in rows] == [(one["id"], one["title"] or "") for one in records]
    assert len(list(csv.reader(io.StringIO(files["data/mentions.csv"])))) == 1 + sum(
        len(d.mentions) for d in real.documents
    )


def test_the_day_of_a_release_is_a_day(tmp_path: Path) -> None:
    for told, wanted in (
        ("2031-02-03", "2031-02-03"),
        ('"2031-02-03"', "2031-02-03"),
        ("spring", ""),
        ("2031-02-03 10:00:00", ""),
    ):
        (tmp_path / "mkdocs.yml").write_text(f"extra:\n  released: {told}\n", encoding="utf-8")
        assert read_edition(tmp_path).released == wanted
