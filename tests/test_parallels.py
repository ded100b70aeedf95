"""Parallel passages are found, all of them and no others; what stands everywhere is a formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path

import ours
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.alignment import plain
from generator.archive import Archive
from generator.model import Block, Card, Document, Mention, Relation
from generator.parallels import LEAST, MANY, Formula, Parallels, Passage, Stand, find_parallels

ROOT = Path(__file__).parent.parent


def made(id: str, *texts: str) -> Document:
    blocks = tuple(Block("paragraph", f"l{n}", ((n, n),), text) for n, text in enumerate(texts, 1))
    return Document(id, f"{id}.txt", "", ((1, len(texts)),), Card(), (), blocks)


def found(*documents: Document) -> list[tuple[str, str, int]]:
    """Each passage as it reads in both documents, and how many characters agree."""
    texts = {(one.id, block.anchor): block.text for one in documents for block in one.blocks}

    def read(at: Stand) -> str:
        return texts[at.document, at.anchor][at.start : at.end]

    return [(read(one.one), read(one.other), one.size) for one in find_parallels(documents).passages]


# -- passages -------------------------------------------------------------------------------------------------------

SAME = "把“一带一路”打造成合作之路、健康之路"
PASSAGES = {
    "word for word": ("我们愿" + SAME + "。", "会议认为要" + SAME + "，并", SAME, SAME),
    "across scripts": (
        SAME,
        "將把「一帶一路」打造成合作之路、健康之路。",
        SAME,
        "把「一帶一路」打造成合作之路、健康之路",
    ),
    "a word replaced": (
        "维护以世界贸易组织为核心的多边贸易体制，我说",
        "各方维护以世界贸易组织为基石的多边贸易体制。",
        "维护以世界贸易组织为核心的多边贸易体制",
        "维护以世界贸易组织为基石的多边贸易体制",
    ),
    "words added": (
        "指出，开放的大门不会关闭，我们将更加主动地深化对外合作。",
        "说，开放的大门绝对不会关闭，我们将更加主动地深化对外合作！",
        "开放的大门不会关闭，我们将更加主动地深化对外合作",
        "开放的大门绝对不会关闭，我们将更加主动地深化对外合作",
    ),
    "marks and spaces do not count": (
        "人员、货物流动严重受阻，各国损失2020年",
        "人员货物流动 严重受阻各国损失２０２０年",
        "人员、货物流动严重受阻，各国损失2020年",
        "人员货物流动 严重受阻各国损失２０２０年",
    ),
    "not the letter beyond a mark": (
        "大家反对单边主义和保护主义行径。要做好",
        "反对单边主义和保护主义行径。要相信",
        "反对单边主义和保护主义行径",
        "反对单边主义和保护主义行径",
    ),
}


@pytest.mark.parametrize("case", PASSAGES)
def test_a_passage_is_found_in_full(case: str) -> None:
    one, other, here, there = PASSAGES[case]
    assert [(a, b) for a, b, _ in found(made("a-1", one), made("b-1", other))] == [(here, there)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("共建人类命运共同体", "构建人类命运共同体"),  # eight characters are language, not a passage
        ("国际货物运输有所增加而人员往来减少", "国际货物价格有所下降而人员往来恢复"),
        ("会议于六月十八日在北京举行，各方出席", "会议于七月二十日在上海举行，各方缺席"),
        ("一二三四五六七八九十甲乙", "一二三四五六七八九十丙丁"),  # ten agree, then nothing
    ],
)
def test_what_is_no_passage(one: str, other: str) -> None:
    assert found(made("a-1", one), made("b-1", other)) == []


def test_a_passage_needs_two_documents() -> None:
    assert found(made("a-1", SAME, SAME)) == []


def test_a_name_is_no_passage() -> None:
    """It has a page of its own that lists its places."""
    name = "金砖国家领导人第十二次会晤"
    one, other = made("a-1", f"出席{name}"), made("b-1", f"在{name}上说")
    assert len(found(one, other)) == 1
    at = Mention("brics-12", "event", "l1", 2, 2 + len(name), name)
    assert found(replace(one, mentions=(at,)), other) == []


def test_the_runs_between_differences_agree() -> None:
    one, other = "我们坚决维护以世界贸易组织为核心的多边贸易体制。", "各方都维护以世界贸易组织为基石的多边贸易体制！"
    (passage,) = find_parallels([made("a-1", one), made("b-1", other)]).passages
    assert [one[a:b] for a, b, _, _ in passage.same] == ["维护以世界贸易组织为", "的多边贸易体制"]
    assert [other[a:b] for _, _, a, b in passage.same] == ["维护以世界贸易组织为", "的多边贸易体制"]


# -- formulas -------------------------------------------------------------------------------------------------------


def test_what_stands_everywhere_is_a_formula_and_never_paired() -> None:
    words = "坚持共商共建共享原则推动合作"
    documents = [made(f"{n}-1", f"{n}号文件指出要{words}{'甲乙丙丁戊'[n]}") for n in range(MANY)]
    parallels = find_parallels(documents)
    assert parallels.passages == ()
    (formula,) = parallels.formulas
    assert formula.text == f"号文件指出要{words}"
    assert formula.documents == tuple(f"{n}-1" for n in range(MANY))


def test_a_copy_makes_no_formula_and_no_passages() -> None:
    text = "会议强调坚持共商共建共享原则推动高质量合作"
    first, other = made("a-1", text), made("z-1", f"报道说{text}")
    copies = [
        replace(made(f"c{n}-1", text), relations=(Relation("same-text", "a-1", "copy"),)) for n in range(2 * MANY)
    ]
    parallels = find_parallels([first, *copies, other])
    assert parallels.formulas == ()
    assert [(one.one.document, one.other.document) for one in parallels.passages] == [("a-1", "z-1")]


def test_a_passage_beyond_a_formula_is_still_found() -> None:
    words = "坚持共商共建共享原则推动合作"
    long = f"各国元首一致同意继续{words}并且为此设立常设秘书处"
    documents = [made(f"{n}-1", f"{'甲乙丙丁戊'[n]}方{words}") for n in range(MANY)]
    parallels = find_parallels([*documents, made("x-1", long), made("y-1", long)])
    assert [one.size for one in parallels.passages] == [len(long)]
    assert [formula.text for formula in parallels.formulas] == [words]
    assert len(parallels.formulas[0].documents) == MANY + 2


# -- all of them, and none that is not there ------------------------------------------------------------------------

_LETTERS = st.sampled_from("一二三四五六七八九十百千万东南西北")
_TEXT = st.text(_LETTERS, min_size=4, max_size=30)


@st.composite
def _archives(draw: st.DrawFn) -> list[Document]:
    """A few documents that borrow from each other, with marks strewn in."""
    pool = draw(st.lists(_TEXT, min_size=2, max_size=8))
    count = draw(st.integers(2, MANY))
    drawn = [draw(st.lists(st.sampled_from(pool) | _TEXT, min_size=1, max_size=5)) for _ in range(count)]
    return [made(f"{n}-1", draw(st.sampled_from(["，", "", "。「"])).join(texts)) for n, texts in enumerate(drawn)]


@given(_archives())
def test_every_long_run_is_covered_and_every_passage_is_true(documents: Sequence[Document]) -> None:
    texts = {one.id: plain(one.blocks[0].text) for one in documents}
    parallels = find_parallels(documents)
    for passage in parallels.passages:
        assert passage.size >= LEAST
        for a, b, c, d in passage.same:
            here, there = texts[passage.one.document].source[a:b], texts[passage.other.document].source[c:d]
            assert plain(here).text == plain(there).text != ""
    for formula in parallels.formulas:
        assert len(formula.documents) >= MANY
        assert all(
            plain(texts[at.document].source[at.start : at.end]).text == plain(formula.text).text
            for at in formula.places
        )
    everywhere = _grams_of_many(documents)
    for one, other in combinations(documents, 2):
        for a, _, size in _long_runs(texts[one.id].text, texts[other.id].text):
            run = texts[one.id].text[a : a + size]
            if not any(run[at : at + 8] in everywhere for at in range(size - 7)):
                assert _covers(parallels, one.id, other.id, texts[one.id].places[a + size // 2])


def _grams_of_many(documents: Sequence[Document]) -> set[str]:
    texts = [plain(one.blocks[0].text).text for one in documents]
    grams = {text[at : at + 8] for text in texts for at in range(len(text) - 7)}
    return {gram for gram in grams if sum(gram in text for text in texts) >= MANY}


def _long_runs(one: str, other: str) -> list[tuple[int, int, int]]:
    """Every pair of places from which two texts agree for as long as a passage, and how far."""
    runs = []
    for a in range(len(one)):
        for b in range(len(other)):
            if a and b and one[a - 1] == other[b - 1]:
                continue
            size = 0
            while a + size < len(one) and b + size < len(other) and one[a + size] == other[b + size]:
                size += 1
            if size >= LEAST + 2:  # a letter cut off by a mark at either end is not counted
                runs.append((a, b, size))
    return runs


def _covers(parallels: Parallels, one: str, other: str, middle: int) -> bool:
    return any(
        (passage.one.document, passage.other.document) == (one, other) and passage.one.start <= middle < passage.one.end
        for passage in parallels.passages
    )


# -- the seeds ------------------------------------------------------------------------------------------------------


@cache
def seeds() -> tuple[Archive, Parallels]:
    archive = ours.archive()
    return archive, find_parallels(archive.documents)


def test_the_sentence_of_the_four_roads_is_a_parallel_across_scripts() -> None:
    archive, parallels = seeds()
    read = {_read(archive, one.one): _read(archive, one.other) for one in parallels.passages}
    assert read["把“一帶一路”打造成合作之路、健康之路、復蘇之路、增長之路"] == (
        "把“一带一路”打造成合作之路、健康之路、复苏之路、增长之路"
    )


def test_the_order_is_the_archives_and_every_time_the_same() -> None:
    archive, parallels = seeds()
    assert find_parallels(archive.documents) == parallels
    assert parallels.passages == tuple(sorted(parallels.passages))
    assert all(isinstance(one, Passage) and one.one.document < one.other.document for one in parallels.passages)
    assert all(isinstance(one, Formula) and one.text == _read(archive, one.places[0]) for one in parallels.formulas)


def _read(archive: Archive, at: Stand) -> str:
    document = archive.by_id[at.document]
    text = next(part.text for part in (*document.blocks, *document.fields) if part.anchor == at.anchor)
    return text[at.start : at.end]
