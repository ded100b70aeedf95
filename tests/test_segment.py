"""Whatever a page looks like, nothing on it is lost: any text falls into fields, blocks and edits without remainder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import seed_of
from shared import read_cases

from generator.accounting import problems
from generator.build import clean_seed
from generator.repairs.access_notice import says_access, withholds
from generator.segment.excerpts import excerpt_numbers

FRAGMENTS = [
    "（下转第四版）", "（上接第一版）", "新华社北京11月17日电 （记者某某）", "（新华社北京11月17日电）", "一、标题", "前言", "——副标题",
    "2020年11月17日", "（2020年 11月 17日，北京）", "中华人民共和国主席 习近平", "各位同事：", "谢谢。", "(完)", "预览已结束，",
    "https://example.org/a", "　　", "\u2028", "\x0b", "\ufeff", "𠀀", "e\u0301", " ", "\t", "\n", "\n\n", "\r", "\r\n", "。", "，",
    "国(guó)", "责任编辑：王小二", "相关新闻", "字号 大 中 小", "他说：“好。”", "王毅表示，", "第二条 ", "1.", "Latin words here",
    "12 月 3 日", "……", "“", "”", "△图为会场", "用来测试折行与合并之间各种判断是否稳定可靠而不会丢失任何一个字的一段文字",
]  # fmt: skip
pages = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6)), max_size=40).map("".join)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages.filter(lambda text: text.isascii() or text.encode("utf-8", "ignore").decode() == text))
def test_any_page_is_accounted_for(raw: str) -> None:
    cleaned = clean_seed(seed_of(raw))
    assert cleaned.apparatus.restore(cleaned.apparatus.text) == raw
    assert problems(cleaned) == []


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pages.filter(lambda text: text.encode("utf-8", "ignore").decode() == text))
def test_cleaning_is_the_same_every_time(raw: str) -> None:
    assert clean_seed(seed_of(raw)) == clean_seed(seed_of(raw))


# -- heads and feet of printed pages --------------------------------------------------------------------------------

HEADS = read_cases(Path(__file__).parent / "cases" / "running-heads.yml")
ABOVE, BELOW = "长桥昨日通车，两岸居民从此不必摆渡。", "设计师说，桥墩的形状取自当地的渔篓。"
LABELS = {"page-label", "editor-line", "advert"}


def furniture(raw: str) -> list[str]:
    """The lines of a page that are taken for its head, its foot or its editors."""
    return [edit.before for edit in clean_seed(seed_of(raw)).apparatus.edits if edit.rule in LABELS]


@pytest.mark.parametrize("line", HEADS["heads"])
def test_a_head_is_furniture_wherever_it_stands(line: str) -> None:
    assert furniture(f"{line}\n海陵长桥通车\n{ABOVE}\n{BELOW}\n") == [line]
    assert furniture(f"海陵长桥通车\n{ABOVE}\n{BELOW}\n{line}\n") == [line]
    assert furniture(f"海陵长桥通车\n{ABOVE}\n{line}\n{BELOW}\n") == [line]


@pytest.mark.parametrize("line", HEADS["texts"])
def test_a_line_like_a_head_is_text(line: str) -> None:
    assert furniture(f"海陵长桥通车\n{ABOVE}\n{line}\n{BELOW}\n") == []
    assert furniture(f"海陵长桥通车\n{line}\n{ABOVE}\n{BELOW}\n") == []


@pytest.mark.parametrize("row", HEADS["rows"], ids=" / ".join)
def test_a_head_may_be_set_in_several_lines(row: list[str]) -> None:
    head = "\n".join(row)
    assert furniture(f"{head}\n海陵长桥通车\n{ABOVE}\n{BELOW}\n") == row
    assert furniture(f"海陵长桥通车\n{ABOVE}\n{BELOW}\n{head}\n") == row


@pytest.mark.parametrize("row", HEADS["openings"], ids=" / ".join)
def test_a_head_that_opens_the_page_may_have_lines_that_say_little(row: list[str]) -> None:
    head = "\n".join(row)
    assert furniture(f"{head}\n海陵长桥通车\n{ABOVE}\n{BELOW}\n") == row
    assert set(furniture(f"海陵长桥通车\n{ABOVE}\n{BELOW}\n{head}\n")) < set(row)


# -- notices of sharing sites ---------------------------------------------------------------------------------------

NOTICES = read_cases(Path(__file__).parent / "cases" / "access-notices.yml")
OPEN = "设计师带着学徒沿河走了九天，终于在渡口的石碑上"


def notices(raw: str) -> list[str]:
    """The lines of a page that are taken for notices that text is lost."""
    return [edit.before for edit in clean_seed(seed_of(raw)).apparatus.edits if edit.rule == "preview-notice"]


@pytest.mark.parametrize("line", NOTICES["lost"])
def test_a_notice_tells_that_the_end_is_lost(line: str) -> None:
    page = clean_seed(seed_of(f"海陵长桥通车\n\n{ABOVE}\n\n{OPEN}\n\n{line}\n"))
    assert [edit.before for edit in page.apparatus.edits if edit.rule == "preview-notice"] == [line]
    assert [document.card.completeness for document in page.documents] == ["missing-end"]
    assert notices(f"海陵长桥通车\n\n{ABOVE}\n\n{BELOW}\n\n{line}\n") == [line]


@pytest.mark.parametrize("line", NOTICES["offers"])
def test_an_offer_tells_of_no_loss(line: str) -> None:
    assert notices(f"海陵长桥通车\n\n{ABOVE}\n\n{BELOW}\n\n{line}\n") == []
    assert says_access(line)
    assert not withholds(line)


@pytest.mark.parametrize("line", NOTICES["texts"])
def test_a_line_with_words_of_access_is_text(line: str) -> None:
    assert notices(f"海陵长桥通车\n\n{ABOVE}\n\n{line}\n\n{BELOW}\n") == []
    assert notices(f"海陵长桥通车\n\n{ABOVE}\n\n{BELOW}\n\n{line}\n") == []


@pytest.mark.parametrize("rows", NOTICES["columns"], ids=" / ".join)
def test_a_line_of_a_column_is_no_notice(rows: list[str]) -> None:
    assert notices("书店的门口\n\n" + "\n".join(rows) + "\n") == []


EXCERPTS = read_cases(Path(__file__).parent / "cases" / "excerpts.yml")


@pytest.mark.parametrize("case", [*EXCERPTS["changed"], *EXCERPTS["unchanged"]], ids=lambda case: case["note"])
def test_numbers_of_excerpts_are_told_from_items(case: dict[str, Any]) -> None:
    lines = case["lines"]
    found = excerpt_numbers(lines)
    assert [line[found.get(n, 0) :] for n, line in enumerate(lines)] == case.get("after", lines)
