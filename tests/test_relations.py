"""What is related and what is not, by the table in `cases/relations.yml`; and that thousands of documents can be."""

from __future__ import annotations

import doctest
import importlib
import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from opencc import OpenCC
from pages import seed_of
from shared import read_cases
from test_render import Page, broken_links

from generator.alignment import plain, shared
from generator.archive import Archive
from generator.build import clean_paths, clean_seed, related
from generator.documents import Cleaned
from generator.model import Block, Card, Document
from generator.relations import add_relations
from generator.render import render_site

ROOT = Path(__file__).parent.parent
CASES = read_cases(ROOT / "tests" / "cases" / "relations.yml")
COMMON = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"


# -- copies ---------------------------------------------------------------------------------------------------------


@cache
def archive() -> dict[str, Document]:
    found = clean_paths(sorted((ROOT / "seeds").glob("*.txt")), str)
    return {document.id: document for one in found if isinstance(one, Cleaned) for document in one.documents}


def base(name: str) -> str:
    if name in CASES["texts"]:
        return str(CASES["texts"][name])
    return "\n".join(block.text for block in archive()[name].blocks if block.kind != "gap")


def text_of(case: dict[str, Any]) -> str:
    text = base(case["of"])
    for before, after in case.get("swapped", {}).items():
        assert before in text
        text = text.replace(before, after)
    first, last = (int(len(text) * case.get(key, default)) for key, default in (("from", 0), ("to", 1)))
    text = text[first:last]
    if "without" in case:
        start, end = (int(len(text) * share) for share in case["without"])
        text = text[:start] + text[end:]
    if case.get("again"):
        text = "。".join(sentence for n, sentence in enumerate(text.split("。")) if n % 2)
    if case.get("traditional"):
        text = OpenCC("s2t").convert(text)
    if case.get("bare"):
        text = "".join(char for char in text if char.isalnum())
    if case.get("damaged"):
        chance = random.Random(20)
        text = "".join(chance.choice(COMMON) if chance.random() < case["damaged"] else char for char in text)
    before = case.get("before", "")
    return (base(before) if before in archive() else before) + text


def made(id: str, case: dict[str, Any]) -> Document:
    text = text_of(case)
    blocks = [Block("paragraph", f"l{n}", ((n, n),), line) for n, line in enumerate(text.split("\n"), 1) if line]
    card = Card(title=case.get("title"), date=case.get("date"), completeness=case.get("completeness", "complete"))
    return Document(id, f"{id}.txt", "", ((1, len(blocks)),), card, (), tuple(blocks))


@pytest.mark.parametrize("case", CASES["copies"], ids=lambda case: case["about"])
@pytest.mark.parametrize("turned", [False, True])
def test_copies(case: dict[str, Any], turned: bool) -> None:
    documents = [made("a-1", case["one"]), made("b-1", case["other"])]
    one, other = add_relations(documents[::-1] if turned else documents)
    assert bool(one.relations) == case["same"]
    assert [(rel.type, rel.id) for rel in other.relations] == [("same-text", one.id)] * case["same"]
    assert {rel.reason for rel in one.relations} == {rel.reason for rel in other.relations}


def test_the_documents_of_the_archive_are_nine_different_ones() -> None:
    assert [document.relations for document in add_relations(list(archive().values()))] == [()] * len(archive())


def test_several_copies_are_all_related_and_many_to_the_first() -> None:
    few = [made(f"a{n}-1", {"of": "lighthouse"}) for n in range(3)]
    assert [[rel.id for rel in document.relations] for document in add_relations(few)] == [
        ["a1-1", "a2-1"],
        ["a0-1", "a2-1"],
        ["a0-1", "a1-1"],
    ]
    many = [made(f"a{n}-1", {"of": "lighthouse"}) for n in range(20)]
    assert [len(document.relations) for document in add_relations(many)] == [19] + [1] * 19


def test_relations_stand_in_order_of_permanent_numbers() -> None:
    documents = [made(f"a{n}-1", {"of": "lighthouse"}) for n in range(3)]
    first, *_ = add_relations(documents, {"a0-1": 3, "a1-1": 2, "a2-1": 1})
    assert [rel.id for rel in first.relations] == ["a2-1", "a1-1"]


def test_shared_runs_go_forward_in_both_texts() -> None:
    one, other = (
        "甲乙丙丁戊己庚辛壬癸" * 2 + "子丑寅卯辰巳午未申酉戌亥",
        "子丑寅卯辰巳午未申酉戌亥" + "甲乙丙丁戊己庚辛壬癸",
    )
    runs = shared(one, other)
    assert [one[run.a : run.a_end] for run in runs] == [other[run.b : run.b_end] for run in runs] == [other[:12]]
    assert shared("", other) == shared(one, "") == []


def test_plain_knows_where_its_characters_stand() -> None:
    text = "“健康絲綢之路”，２０２０年"
    folded = plain(text)
    assert folded.text == "健康丝绸之路2020年"
    assert "".join(text[place] for place in folded.places) == "健康絲綢之路２０２０年"


# -- continuations --------------------------------------------------------------------------------------------------


def documents_of(pages: list[str]) -> Iterator[Document]:
    for number, raw in enumerate(pages):
        yield from clean_seed(seed_of(raw, f"{chr(97 + number)}.txt")).documents


@pytest.mark.parametrize("case", CASES["continuations"], ids=lambda case: case["about"])
@pytest.mark.parametrize("turned", [False, True])
def test_continuations(case: dict[str, Any], turned: bool) -> None:
    documents = list(documents_of(case["pages"]))
    assert len(documents) == len(case["pages"]), "every page here is one document"
    found = {document.id[0]: document.relations for document in add_relations(documents[::-1] if turned else documents)}
    assert sorted([seed, rel.id[0]] for seed in found for rel in found[seed] if rel.type == "continued-by") == sorted(
        case["related"]
    )
    assert sorted([rel.id[0], seed] for seed in found for rel in found[seed] if rel.type == "continues") == sorted(
        case["related"]
    )


def test_a_page_known_from_elsewhere_can_contradict() -> None:
    case = CASES["continuations"][0]
    first, later = documents_of(case["pages"])
    for page, fits in (("4", True), ("第四版", True), ("5", False)):
        paged = replace(later, provenance={"page": page})
        assert bool(add_relations([first, paged])[0].relations) == fits


def test_a_later_page_that_was_scraped_twice_is_still_found() -> None:
    pages = CASES["continuations"][0]["pages"]
    long = pages[1] + "\n" + CASES["texts"]["lighthouse"].replace("\n", "\n\n")
    first, later, again = documents_of([pages[0], long, long])
    related = {
        document.id: [(rel.type, rel.id) for rel in document.relations]
        for document in add_relations([first, later, again])
    }
    assert related[first.id] == [("continued-by", later.id)]
    assert related[later.id] == [("continues", first.id), ("same-text", again.id)]
    assert related[again.id] == [("same-text", later.id)]


def test_a_story_over_three_pages() -> None:
    title, (one, two) = "群岛航运会议在贝壳港开幕", CASES["continuations"][0]["pages"]
    two += "\n（下转第五版）\n"
    three = f"{title}\n\n（上接第四版）\n\n闭幕式上，各方签署了联合公报，陆明远宣布下次会议将在月牙屿举行，代表们依依惜别。\n"
    found = add_relations(list(documents_of([one, two, three])))
    assert [[(rel.type, rel.id[0]) for rel in document.relations] for document in found] in (
        [[("continued-by", "b")], [("continues", "a"), ("continued-by", "c")], [("continues", "b")]],
        [[], [], []],  # where pages are not told apart by number
    )


# -- many -----------------------------------------------------------------------------------------------------------


def many(count: int) -> list[Document]:
    """Invented documents of 1,500 characters; every tenth is a damaged copy of one before, all have jump lines."""
    chance = random.Random(7)
    words = ["".join(chance.choices(COMMON, k=chance.randint(1, 4))) for _ in range(4000)]
    documents: list[Document] = []
    for number in range(count):
        text = "，".join(chance.choices(words, k=600)) + "。"
        if number % 10 == 9:
            older = "".join(block.text for block in chance.choice(documents).blocks[1:-1])
            text = "".join("乂" if chance.random() < 0.01 else char for char in older)
        blocks = (
            Block("gap", "g1", (), f"前文不在本页（原注：上接第{number % 7 + 1}版）"),
            Block("paragraph", "l1", ((1, 1),), text),
            Block("gap", "g2", (), f"后文不在本页（原注：下转第{number % 5 + 1}版）"),
        )
        card = Card(title=text[:12] if number % 2 else None)
        documents.append(Document(f"{number:05}-1", f"{number:05}.txt", "", ((1, 1),), card, (), blocks))
    return documents


def test_copies_are_found_among_many_documents() -> None:
    documents = many(300)
    related = add_relations(documents)
    copies = {document.id for document in related for rel in document.relations if rel.type == "same-text"}
    assert {document.id for document in documents[9::10]} <= copies


# -- pages ----------------------------------------------------------------------------------------------------------


def test_two_copies_are_shown_together_with_their_differences() -> None:
    text = CASES["texts"]["lighthouse"].replace("\n", "\n\n")
    other = (
        OpenCC("s2t").convert(text.replace("五个岛屿", "八个岛屿").replace("海水把我们隔开，", ""))
        + "\n又及：灯还亮着。\n"
    )
    cleaned = related([clean_seed(seed_of(raw, name)) for raw, name in ((text, "a.txt"), (other, "b.txt"))])
    found = Archive(tuple(cleaned))
    assert broken_links(found) == []
    pages = render_site(found)
    page = Page(pages["documents/a-1--b-1.md"])
    cells = [element[""] for element in page.elements if element["tag"] == "td"]
    rows = [tuple(cells[at : at + 3]) for at in range(0, len(cells), 3)]
    assert rows[0][1:] == ("五", "八")
    assert rows[0][0].endswith("回家。今天")
    assert any("海水把我们隔开" in row[1] and row[2] == "（无）" for row in rows)
    assert "又及" in rows[-1][2]
    assert 'href="a-1--b-1.html"' in pages["documents/a-1.md"]
    assert 'href="a-1--b-1.html"' in pages["documents/b-1.md"]


def test_copies_that_differ_in_nothing_need_no_page() -> None:
    text = CASES["texts"]["lighthouse"].replace("\n", "\n\n")
    cleaned = related([clean_seed(seed_of(text, name)) for name in ("a.txt", "b.txt")])
    assert not [path for path in render_site(Archive(tuple(cleaned))) if "--" in path]


@pytest.mark.parametrize(
    "name", ["alignment", "identifiers.names", "relations.continuations", "relations.copies", "render.compare"]
)
def test_examples_run(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"generator.{name}")).failed == 0
