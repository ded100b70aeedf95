"""Cards: offices, sayings and clauses from tables; and what holds for every card, whatever the page.

What is read from a text must not depend on its script, so the tables are read a second time in Traditional characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from golden import SEEDS
from opencc import OpenCC
from pages import CASES, cleaned_page, load_cases, seed_of
from shared import read_cases

from generator.authorities import load_authorities
from generator.build import clean_seed, mentioned
from generator.clauses import clause
from generator.describe.reading import after_dateline
from generator.documents import Cleaned
from generator.model import Authority, Block, Document, Evidence, Field, Form, Person, Seed
from generator.offices import office_before
from generator.seeds import find_seeds, read_seeds
from generator.sidecars import read_sidecar
from generator.words import aligned, simplified

TABLES = read_cases(CASES.parent / "describe.yml")
TRADITIONAL = OpenCC("s2t")
BY_SCRIPT = read_cases(CASES.parent / "scripts_known.yml")
SAME = (  # keys that two scripts of one page share
    *("type", "date", "covers", "dateline_date", "published", "venue", "venue_role", "format", "completeness"),
    *("speakers", "quoted", "issuers", "authors", "agency", "publisher"),
)
LISTS = {"speaker": "speakers", "quoted": "quoted", "issuer": "issuers", "author": "authors"}


def page(text: str) -> Document:
    """The one document of a page with a title, a paragraph and one more."""
    title, rest = "某地友好往来报道", "另外，各方代表参观了展览，气氛热烈友好，记者在现场看到许多人。"
    if text != simplified(text):
        title, rest = TRADITIONAL.convert(title), TRADITIONAL.convert(rest)
    [document] = clean_seed(seed_of(f"{title}\n\n　　{text}\n\n　　{rest}\n")).documents
    return document


# -- tables ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", TABLES["offices"], ids=lambda case: case["text"])
def test_offices(case: dict[str, str]) -> None:
    """`|` stands before the name."""
    before, after = case["text"].split("|")
    found = office_before(before + after, len(before))
    assert (before[slice(*found)] if found else None) == case["office"]


@pytest.mark.parametrize("script", ["Hans", "Hant"])
@pytest.mark.parametrize("case", TABLES["quoted"], ids=lambda case: case["text"][:24])
def test_sayings(case: dict[str, object], script: str) -> None:
    text = str(case["text"])
    document = page(TRADITIONAL.convert(text) if script == "Hant" else text)
    assert [simplified(name) for name in document.card.quoted] == case["quoted"]


@pytest.mark.parametrize("script", ["Hans", "Hant"])
@pytest.mark.parametrize("case", TABLES["roles"], ids=lambda case: case["text"][:24])
def test_roles(case: dict[str, object], script: str) -> None:
    """Persons as `name, role, office`."""
    text = str(case["text"])
    document = page(TRADITIONAL.convert(text) if script == "Hant" else text)
    found = [[simplified(one.name), one.role, simplified(one.office or "")] for one in document.card.persons]
    assert found == case["persons"]


@pytest.mark.parametrize("case", TABLES["clauses"], ids=lambda case: case["clause"])
def test_clauses(case: dict[str, str]) -> None:
    text = case["text"]
    at = text.index(case["words"])
    assert text[slice(*clause(text, at, at + len(case["words"])))] == case["clause"]


@pytest.mark.parametrize("case", TABLES["datelines"], ids=lambda case: case["text"])
def test_datelines(case: dict[str, str]) -> None:
    assert case["text"][after_dateline(case["text"]) :] == case["story"]


@pytest.mark.parametrize("case", TABLES["filed"], ids=lambda case: case["text"][:20])
def test_who_filed_a_report(case: dict[str, object]) -> None:
    assert list(page(str(case["text"])).card.authors) == case["authors"]


# -- with authorities -----------------------------------------------------------------------------------------------


def person(id: str, name: str, *variants: str) -> Authority:
    return Authority(id, "person", {"zh-Hans": Form(name, "zh-Hans")}, tuple(Form(one, "zh-Hans") for one in variants))


MEETING = "近海国家领导人第三次会晤"
RECORDS = (
    person("bai", "阿南德·白格尔", "甲国总统白格尔"),
    person("he", "何远山", "何主席"),
    person("lu", "卢望海"),
    Authority("other", "event", {"zh-Hans": Form("远海渔业年会", "zh-Hans")}),
    Authority("summit", "event", {"zh-Hans": Form(MEETING, "zh-Hans")}, date="2021-05-08", extra={"format": "video"}),
    Authority("declaration", "document", {"zh-Hans": Form(f"{MEETING}宣言", "zh-Hans")}, related=("summit",)),
)


def catalogued(raw: str | Seed, records: tuple[Authority, ...] = RECORDS) -> Document:
    """The document of a page, with mentions, events and persons from the records above."""
    [cleaned] = mentioned([clean_seed(seed_of(raw) if isinstance(raw, str) else raw, records)], records)
    [document] = cleaned.documents
    return document


def edited(raw: str, entry: str, folder: Path) -> Document:
    """The same, with an entry of an editor's."""
    path = folder / "page.yml"
    path.write_text(f"editor: 丁某\ndocuments:\n  - {{{entry}}}\n", encoding="utf-8")
    return catalogued(replace(seed_of(raw), sidecar=read_sidecar(path)))


def report(text: str, notice: str = "（上接第一版）\n") -> str:
    return f"{notice}　　何远山强调，近海合作前景广阔。\n　　{text}\n　　丁小川、白小云等参加会晤。\n"


@pytest.mark.parametrize(
    "text",
    [
        f"会晤通过了《{MEETING}宣言》。",
        f"三国领导人一致通过《{MEETING}宣言》。",
        f"与会各方还发表了《{MEETING}宣言》。",
    ],
)
def test_a_report_without_beginning_belongs_to_the_meeting_whose_text_it_adopts(text: str) -> None:
    card = catalogued(report(text)).card
    told = [proof for proof in card.evidence if proof.field in ("events", "format", "date")]
    assert (card.events, card.format, card.date, len(told)) == (("summit",), "video", "2021-05-08", 3)
    assert all(proof.inferred and proof.reason and f"《{MEETING}宣言》" in proof.text for proof in told)


@pytest.mark.parametrize(
    "text",
    [
        f"2021年，会晤通过了《{MEETING}宣言》。",  # another time
        f"各方重申落实此前会晤通过的《{MEETING}宣言》。",
        f"会晤通过了《{MEETING}宣言实施方案》。",  # another text
        f"何远山介绍了《{MEETING}宣言》的内容。",
        f"会晤通过了以《{MEETING}宣言》为基础的方案。",
    ],
)
def test_a_text_remembered_makes_no_event(text: str) -> None:
    assert catalogued(report(text)).card.events == ()


@pytest.mark.parametrize("when", ["2021-05-08/2021-05-09", "2021-05", None])
def test_a_report_takes_its_day_only_from_a_meeting_of_one_day(when: str | None) -> None:
    records = tuple(replace(one, date=when) if one.id == "summit" else one for one in RECORDS)
    card = catalogued(report(f"会晤通过了《{MEETING}宣言》。"), records).card
    assert (card.events, card.format, card.date) == (("summit",), "video", None)


@pytest.mark.parametrize(
    ("given", "events", "form", "date"),
    [
        ("events: []", (), None, None),
        ("events: [summit]", ("summit",), None, None),
        ("date: null, format: in-person", ("summit",), "in-person", None),
        ("date: 2021-05-09", ("summit",), "video", "2021-05-09"),
        ("because: 核对", ("summit",), "video", "2021-05-08"),
    ],
)
def test_what_an_editor_says_is_not_read_anew(
    tmp_path: Path, given: str, events: tuple[str, ...], form: str | None, date: str | None
) -> None:
    card = edited(report(f"会晤通过了《{MEETING}宣言》。"), f"line: 3, {given}", tmp_path).card
    assert (card.events, card.format, card.date) == (events, form, date)


@pytest.mark.parametrize("given", ["[]", "[other]"])
def test_an_editor_who_says_which_meeting_it_is_has_the_last_word(tmp_path: Path, given: str) -> None:
    raw = f"何远山出席{MEETING}\n\n　　何远山8日说，渔汛将至，各方应当携手。\n"
    assert catalogued(raw).card.events == ("summit",)
    card = edited(raw, f"line: 1, events: {given}", tmp_path).card
    assert list(card.events) == given.strip("[]").split()
    assert [proof.resp for proof in card.evidence if proof.field == "events"] == ["丁某"] * len(card.events)


def test_a_whole_report_takes_its_event_from_its_own_opening() -> None:
    """Where the beginning is there, a text adopted further down is not needed, and not used."""
    text = report(
        f"会晤通过了《{MEETING}宣言》。",
        "两市渔业协会举行年会\n\n　　" + "海港渔业协会8日举行年会。" + "各方讨论了鱼汛。" * 50 + "\n",
    )
    assert catalogued(text).card.events == ()


def test_persons_on_record_are_named_with_their_offices() -> None:
    text = (
        "何远山市长的信\n\n　　尊敬的何主席：\n　　甲国总统白格尔和船长李小海昨日来信，卢望海先生也已知悉。此致敬礼。\n"
    )
    found = {(one.name, one.role, one.office, one.authority, one.line) for one in catalogued(text).card.persons}
    assert found == {
        ("何远山", "named", "市长", "he", 1),
        ("白格尔", "named", "甲国总统", "bai", 4),
        ("卢望海", "named", None, "lu", 4),
    }


def test_who_has_a_role_is_not_named_again() -> None:
    text = "渔业报道\n\n　　市长何远山8日说，渔汛将至。甲国总统白格尔对何主席说，愿意合作。记者看到，码头上人很多。\n"
    assert [(one.name, one.role, one.authority) for one in catalogued(text).card.persons] == [
        ("何远山", "quoted", "he"),
        ("白格尔", "quoted", "bai"),
    ]


def test_an_editor_who_lists_the_persons_has_the_last_word(tmp_path: Path) -> None:
    raw = "渔业报道\n\n　　市长何远山8日说，渔汛将至。记者看到，码头上人很多，卢望海也在。\n"
    for given in ("{name: 何远山, role: quoted}", ""):
        card = edited(raw, f"line: 1, persons: [{given}]", tmp_path).card
        assert [one.name for one in card.persons] == (["何远山"] if given else [])


# -- what holds for every card --------------------------------------------------------------------------------------


@cache
def everything() -> tuple[Cleaned, ...]:
    """Every invented page, in both scripts, and the seeds with their authorities."""
    pages = [cleaned_page(raw) for _, case in load_cases() for raw in (case["raw"], TRADITIONAL.convert(case["raw"]))]
    authorities = load_authorities(SEEDS / "authorities")
    seeds = [clean_seed(seed, authorities) for seed in read_seeds(find_seeds([SEEDS]))]
    return (*pages, *mentioned(seeds, authorities))


def documents() -> Iterator[tuple[Cleaned, Document]]:
    return ((one, document) for one in everything() for document in one.documents)


def units(document: Document) -> list[Field | Block]:
    return [*document.fields, *(block for block in document.blocks if block.kind != "gap")]


def test_every_value_has_evidence() -> None:
    """The contract: evidence for every value that is not null."""
    keys = [*SAME, "title", "subtitle", "events", "script"]
    lacking = [
        (document.id, key)
        for one, document in documents()
        for key in keys
        if getattr(document.card, key) and key not in {proof.field for proof in document.card.evidence}
    ]
    assert lacking == []


def test_every_listed_person_is_among_the_persons() -> None:
    for _, document in documents():
        for role, key in LISTS.items():
            listed = list(getattr(document.card, key))
            assert [one.name for one in document.card.persons if one.role == role][: len(listed)] == listed


def test_evidence_quotes_the_text() -> None:
    """Every quoted word stands in the document as read, or in the witness, on the line named or running on from it."""
    for one, document in documents():
        for proof in document.card.evidence:
            assert proof.text or proof.reason, proof
            held = any(proof.text in unit.text for unit in units(document))
            assert held or proof.text in one.seed.raw, proof
            assert proof.line is None or 1 <= proof.line <= len(one.seed.lines)


def test_evidence_begins_and_ends_with_its_clause() -> None:
    cut = [
        (proof.field, proof.text)
        for _, document in documents()
        for proof in document.card.evidence
        if is_cut(proof, document)
    ]
    assert cut == []


MARK = re.compile(r"[\s，。！？；：,;!?“”‘’「」『』《》〈〉（）()【】\[\]〔〕|｜·/／]")


def is_cut(proof: Evidence, document: Document) -> bool:
    """Does a clause go on beyond the words, wherever they stand?"""
    places = [
        (unit, match.start(), match.end())
        for unit in units(document)
        for match in re.finditer(re.escape(proof.text), unit.text)
        if proof.text
    ]
    return bool(places) and not any(
        (
            unit.text[:start] in ("", "据", "據")
            or start == after_dateline(unit.text)
            or MARK.match(unit.text[start - 1])
            or MARK.match(unit.text[start])
        )
        and (
            end in (len(unit.text), after_dateline(unit.text))
            or MARK.match(unit.text[end])
            or MARK.match(unit.text[end - 1])
        )
        for unit, start, end in places
    )


def test_evidence_keeps_its_marks_in_pairs() -> None:
    for _, document in documents():
        for proof in document.card.evidence:
            sound = all(unit.text.count("“") == unit.text.count("”") for unit in units(document))
            assert not sound or proof.text.count("“") == proof.text.count("”"), proof


def test_a_person_stands_on_the_line_named() -> None:
    """The line is one on which the name, its last part, or surname and office begin."""
    for one, document in documents():
        for person in document.card.persons:
            assert person.line in set(lines_of(person, document, one)), (person, document.lines)


def lines_of(person: Person, document: Document, cleaned: Cleaned) -> Iterator[int]:
    name = aligned(person.name)
    forms = [name, re.split("[·・‧•]", name)[-1]]
    patterns = [r"[\s　]?".join(map(re.escape, form)) for form in forms]
    short = re.escape(name[0]) + r"(?=主席|总统|总理|部长|外长|市长|省长|局长|会长|校长|院长|老师|教授|先生|女士)"
    for unit in units(document):
        for match in re.finditer("|".join([*patterns, short]), aligned(unit.text)):
            yield cleaned.line_of(unit, match.start())


def test_an_office_stands_beside_its_name() -> None:
    for _, document in documents():
        for person in document.card.persons:
            if person.office:
                name, office = re.escape(person.name), re.escape(person.office)
                beside = re.compile(rf"{office}[\s　]?{name}|{name}{office}")
                assert any(beside.search(unit.text) for unit in units(document)), person


@pytest.mark.parametrize("slug", dict(load_cases()))
def test_pages_and_cards_do_not_depend_on_the_script(slug: str) -> None:
    """Pages of which the two scripts are still read differently are listed openly, and each that is no longer must go."""
    raw = dict(load_cases())[slug]["raw"]
    one, other = (cleaned_page(text).documents for text in (raw, TRADITIONAL.convert(raw)))
    units = [[plain(part.text) for made in read for part in (*made.fields, *made.blocks)] for read in (one, other)]
    alike = units[0] == units[1] and len(one) == len(other)
    assert alike == (slug not in BY_SCRIPT), "see cases/scripts_known.yml"
    if not alike:
        return
    for first, second in zip(one, other, strict=True):
        assert [plain(getattr(first.card, key)) for key in SAME] == [plain(getattr(second.card, key)) for key in SAME]
        assert [plain((p.name, p.role, p.office, p.line)) for p in first.card.persons] == [
            plain((p.name, p.role, p.office, p.line)) for p in second.card.persons
        ]


def plain(value: object) -> object:
    if isinstance(value, tuple):
        return tuple(plain(part) for part in value)
    return simplified(TRADITIONAL.convert(value)) if isinstance(value, str) else value  # 坏 is Traditional, too, and 坯
