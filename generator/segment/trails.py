"""The way through a site to the page that one reads: `首页 > 资料 > 讲话`, `您的位置：`."""

from __future__ import annotations

import re

HOME = r"(?:网站|網站)?(?:首\s?[页頁]|主[页頁])"
STEP = r"\s*(?:[>＞›»→/]|-\s*>)"
_BEGINS = re.compile(rf"(?:[^，。]{{0,12}}[:：]\s*)?{HOME}{STEP}")
_LABELLED = re.compile(r"[^>＞，。]{0,6}(?:位置|在这里|在這裡)\s*[:：]")


def begins_trail(line: str) -> bool:
    """Does a line begin with a site's home page and a step from there?

    >>> [begins_trail(line) for line in ("首页>>口述历史", "网站首页 / 要闻", "首页", "您的位置：要闻")]
    [True, True, False, False]
    """
    return bool(_BEGINS.match(line))


def leads_here(line: str) -> bool:
    """Does a line say where in a site the text below it stands?"""
    return begins_trail(line) or bool(_LABELLED.match(line))
