"""No line takes long, whatever it holds: a pattern that can read one line in many ways must not try them all.

Each line looks like what a rule takes out and has something at its end that no such line has. They are told in seconds
where a pattern tries every way of cutting them (two ways for each cell are a million for twenty).
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pages import seed_of

from generator.build import clean_seed

_SECONDS = 20  # of a loaded machine; one of these lines took hours
_ABOVE = "渡口今日重新开放，两岸居民乘船往来，首日运送旅客三千人。"
_CELLS = ("渡口概况", "渡船时刻", "票价说明", "两岸风物", "船工名录", "水位公告", "来信选登", "旧照征集", "乘船须知")


def _row(sign: str, *more: str) -> str:
    return sign.join((*_CELLS, *_CELLS, *more))


LINES = {
    "a row of links with a telephone behind it": _row(" | ", "问询电话：010-1234"),
    "cells of a table, most of them empty": "| 渡口 " + "|  " * 24 + "，",
    "a way through a site that ends in a sentence": _row(" > ", "渡口今日重新开放，首日运送旅客三千人"),
    "a way with arrows": _row(" -> ", "渡口今日重新开放，首日运送旅客三千人"),
    "a title with the parts of a site behind it": "渡口今日重新开放" + _row(" - ") + "，欢迎",
    "an entry of a table of contents": "附件" + "." * 40 + "12",
    "what a site says of a file, as a sentence": "文档编号：1 上传时间：2 浏览：4 下载：5 " * 6 + "。",
    "pages to turn": "【1】 【2】" + " 下一页  " * 24 + "渡",
    "buttons, and a word": "【 打印 】 【 关闭 】 " * 12 + "渡",
    "the same button": "更多>>" * 24 + "渡",
    "who photographed": "船工起锚。本报记者" + "　　".join("柳青白川任重") * 3 + "报道",
    "where the address is": "本文链接" * 24 + "：渡口",
    "whose other articles": "相关文章排行榜" + "排行榜" * 24 + "渡",
}


@contextmanager
def within(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="no clock that interrupts a pattern")
@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_no_line_takes_long(line: str) -> None:
    raw = f"渡口今日重新开放\n{_ABOVE}\n{line}\n{_ABOVE}\n{line}\n"
    with within(_SECONDS):
        cleaned = clean_seed(seed_of(raw))
    assert cleaned.apparatus.restore(cleaned.apparatus.text) == raw
