"""Whatever a page looks like, nothing on it is lost: any text falls into fields, blocks and edits without remainder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import seed_of

from generator.accounting import problems
from generator.build import clean_seed
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


EXCERPTS = yaml.safe_load((Path(__file__).parent / "cases" / "excerpts.yml").read_text("utf8"))


@pytest.mark.parametrize("case", [*EXCERPTS["changed"], *EXCERPTS["unchanged"]], ids=lambda case: case["note"])
def test_numbers_of_excerpts_are_told_from_items(case: dict[str, Any]) -> None:
    lines = case["lines"]
    found = excerpt_numbers(lines)
    assert [line[found.get(n, 0) :] for n, line in enumerate(lines)] == case.get("after", lines)
