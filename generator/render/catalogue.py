"""The lists of names of one kind: by use, by sound, by number of strokes. Each order is a page: no script is needed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from pypinyin import lazy_pinyin

from generator.hanzi import simplified
from generator.model import Authority
from generator.render import labels, pages
from generator.render.html import Html, el, esc
from generator.render.site import Site, listed_date, placed, preferred, sorted_as
from generator.render.tables import heading, table
from generator.render.witness import page_turner
from generator.render.words import headline, say, some
from generator.strokes import strokes

NAMES_A_PAGE = 300
_OTHER = ("其他", "other")
_SAID = (
    "文献中提到的名称，依规范记录识别，繁简皆认；每一处都附上下文，并可回到原文段落。",
    "Names in the documents, known by authority records in either script; every mention in context, leading to its place. ",
)
MANY = 999  # strokes of what is no Chinese character: such names come last

Key = tuple[object, ...]


@dataclass(frozen=True)
class Order:
    """A way to sort names; `head` names the part of the list in which a name stands."""

    id: str
    zh: str
    en: str
    said: tuple[str, str]
    key: Callable[[Site, Authority], Key]
    head: Callable[[Authority], tuple[str, str]]


def authority_indexes(site: Site, folder: str) -> Iterator[tuple[str, str]]:
    """Every list of a folder's names."""
    for order in ORDERS:
        ranked = sorted(site.folders[folder], key=lambda authority: (*order.key(site, authority), authority.id))
        groups = pages.chunks(ranked, NAMES_A_PAGE)
        there = [pages.authority_index(folder, order.id, number + 1) for number in range(len(groups))]
        for here, group in zip(there, groups, strict=True):
            yield here, _page(site, folder, order, here, group, page_turner(there, here))


def _page(site: Site, folder: str, order: Order, here: str, group: Sequence[Authority], turn: Html) -> str:
    name, english = labels.folder(folder)
    title, en = (f"{name}，{order.zh}", f"{english}, {order.en}") if order.id else (name, english)
    meta = {"title": title, "en": en, "search": {"exclude": True}, "archive": {"layout": "browse"}}
    said = [say(*_SAID), *([say(*order.said)] if order.id else [])]
    ways = (_folders(site, here, folder), _orders(here, folder, order), turn)
    lists = [_list(site, here, head, [*members], order) for head, members in groupby(group, order.head)]
    return pages.page(meta, headline(title, en), el("p", *said, cls="lede"), *ways, *lists, turn)


# -- ways to other lists --------------------------------------------------------------------------------------------


def _folders(site: Site, here: str, folder: str) -> Html:
    """The other kinds of names, and what names have to do with each other."""
    ways = [_way(here, pages.authority_index(other), labels.folder(other), other == folder) for other in site.folders]
    more = [_way(here, there, name) for there, name in (
        ("initiatives/index_graph.md", ("倡议同现图", "What meets where")),
        (pages.parallel_index(), ("平行文句", "Parallel passages")),
        (pages.formula_page(), ("常见语句", "Common phrases")),
    )]  # fmt: skip
    return el("nav", *ways, *more, cls="turner", aria_label="名称类别", data_en_aria_label="Kinds of names")


def _orders(here: str, folder: str, order: Order) -> Html:
    ways = [_way(here, pages.authority_index(folder, one.id), (one.zh, one.en), one is order) for one in ORDERS]
    return el("nav", *ways, cls="turner", aria_label="排列方式", data_en_aria_label="Order")


def _way(here: str, there: str, name: tuple[str, str], current: bool = False) -> Html:
    return el("a", say(*name), href=pages.link(here, there), aria_current="page" if current else None)


# -- one list -------------------------------------------------------------------------------------------------------


def _list(site: Site, here: str, head: tuple[str, str], members: Sequence[Authority], order: Order) -> Html:
    columns = el(
        "tr", heading("名称", en="Name"), heading("英文", en="English"), heading("类别", choose=True, en="Kind"),
        heading("篇数", "number", en="Documents"), heading("处数", "number", en="Mentions"), heading("最早", en="First"),
    )  # fmt: skip
    rows = [_row(site, here, authority) for authority in members]
    zh, en = head if head[0] else (order.zh, order.en)
    return table(zh, columns, rows, "docs names", tools=not order.id, en=en)


def _row(site: Site, here: str, authority: Authority) -> Html:
    href = site.authority_link(here, authority.id)
    english = authority.prefer.get("en")
    documents, count = str(len(site.named.get(authority.id, ()))), str(site.count(authority.id))
    told, since = _since(site, authority)
    return el(
        "tr",
        el("th", el("a", esc(preferred(authority)), href=href, lang="zh-Hans"), scope="row", cls="what"),
        el("td", esc(english.text) if english else Html(""), lang="en", cls="en"),
        el("td", labels.value(labels.KINDS, authority.kind), cls="type"),
        el("td", esc(documents), cls="number", data_v=documents, data_unit="篇", data_unit_en="documents"),
        el("td", esc(count), cls="number", data_v=count, data_unit="处", data_unit_en="mentions"),
        el("td", told, cls="when", data_v=since),
        data_f=None,
    )


def _since(site: Site, authority: Authority) -> tuple[Html, str]:
    """The date of the first document that names it and has a date of its own, with its year."""
    for document, _ in site.named.get(authority.id, ()):
        if placed(document.card):
            return listed_date(document.card), sorted_as(document.card)
    return Html(""), sorted_as(None)


# -- orders ---------------------------------------------------------------------------------------------------------


def _by_use(site: Site, authority: Authority) -> Key:
    return -site.count(authority.id), -len(site.named.get(authority.id, ()))


def _reading(authority: Authority) -> str:
    """How the name is spoken, in plain letters: as its record says, else as a dictionary reads it."""
    told = authority.prefer.get("pinyin")
    spoken = told.text if told else _spoken(preferred(authority))
    return "".join(char for char in unicodedata.normalize("NFD", spoken) if not unicodedata.combining(char)).lower()


@cache
def _spoken(name: str) -> str:
    return " ".join(lazy_pinyin(name))


def _by_sound(site: Site, authority: Authority) -> Key:
    del site
    spoken = _reading(authority)
    return not spoken[:1].isalpha(), spoken


def _letter(authority: Authority) -> tuple[str, str]:
    first = _reading(authority)[:1].upper()
    return (first, first) if first.isalpha() else _OTHER


def _strokes(authority: Authority) -> tuple[int, ...]:
    return tuple(strokes(char) or MANY for char in simplified(preferred(authority)))


def _by_strokes(site: Site, authority: Authority) -> Key:
    del site
    return _strokes(authority), preferred(authority)


def _stroke_count(authority: Authority) -> tuple[str, str]:
    first = _strokes(authority)[0]
    return _OTHER if first == MANY else (f"{first}画", some(first, "stroke"))


ORDERS = (
    Order("", "按使用多少", "by use", ("", ""), _by_use, lambda _: ("", "")),
    Order(
        "pinyin", "按拼音", "by pinyin",
        ("人名的拼音依规范记录，其余由字典给出。", "Readings of persons are those of their records, others a dictionary's."),
        _by_sound, _letter,
    ),
    Order(
        "strokes", "按笔画", "by strokes",
        ("笔画数依 Unicode 汉字数据库，逐字比较，简体为准。", "Strokes as the Unicode Han database counts them, in Simplified."),
        _by_strokes, _stroke_count,
    ),
)  # fmt: skip
