"""What is not sure, not whole or not read, item by item, each leading to its line. Nothing here is a judgement of ours
that the records do not hold: the page only gathers them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator.model import Document
from generator.records import NO_PROVENANCE, NO_REVIEW
from generator.render import labels, pages
from generator.render.html import Html, block, el, esc, lines
from generator.render.site import Site, rule_name, title_link
from generator.render.tables import heading, table
from generator.render.witness import page_turner

HERE = "about/quality.md"
ITEMS_A_PAGE = 200
SHOWN = 30  # of each kind on the first page; beyond, the kind has pages of its own

_FIELDS = {
    "title": "题名", "subtitle": "副题", "type": "类型", "date": "日期", "covers": "所述时段",
    "dateline_date": "电头日期", "published": "刊发日期", "venue": "地点", "venue_role": "地点的性质", "format": "形式",
    "speakers": "讲话人", "quoted": "被引述者", "issuers": "发布者", "authors": "作者", "agency": "通讯社",
    "publisher": "刊载", "events": "会议与事件", "script": "文字", "completeness": "完整性",
}  # fmt: skip
_COLUMNS = {"what": "何事", "text": "原文", "why": "缘由"}
_DATES = ("date", "dateline_date", "published", "covers")
_OWN_WORDS = frozenset({"speech", "remarks", "interview", "press-conference"})
_ADOPTED = frozenset({"declaration", "joint-statement", "communique"})


@dataclass(frozen=True)
class Item:
    """One thing a reader should know of a document: where, what, and why. Without a line it is of the whole text."""

    document: str
    anchor: str
    what: str
    why: str = ""
    text: str = ""


@dataclass(frozen=True)
class Kind:
    id: str
    zh: str
    said: str
    items: Callable[[Site, Document], Iterator[Item]]


# -- what the records hold ------------------------------------------------------------------------------------------


def _inferred(site: Site, document: Document) -> Iterator[Item]:
    del site
    told = [evidence for evidence in document.card.evidence if evidence.inferred]
    for evidence in dict.fromkeys(told):
        value = getattr(document.card, evidence.field, None)
        shown = "、".join(value) if isinstance(value, tuple) else _shown(evidence.field, value)
        what = f"{_FIELDS.get(evidence.field, evidence.field)}：{shown}"
        yield Item(
            document.id, f"l{evidence.line}" if evidence.line else "", what, evidence.reason or "", evidence.text
        )


def _shown(field: str, value: object) -> str:
    words = {"type": labels.TYPES, "format": labels.FORMATS, "venue_role": labels.VENUE_ROLES, "script": labels.SCRIPTS}
    if field in _DATES and value:
        return labels.date(str(value))
    return words.get(field, {}).get(str(value), str(value or "无"))


def _missing(site: Site, document: Document) -> Iterator[Item]:
    del site
    card = document.card
    absent = (
        (card.title is None, "没有题名", "原文没有；机器不拟题名"),
        (not (card.date or card.covers), "没有日期", "原文没有写明这些话是何时说的，也推不出"),
        (card.type in _OWN_WORDS and not card.speakers, "没有讲话人", "原文没有写明是谁的话"),
        (card.type in _ADOPTED and not card.issuers, "没有发布者", "原文没有写明由谁通过或发布"),
    )
    yield from (Item(document.id, "", what, why) for is_absent, what, why in absent if is_absent)


def _truncated(site: Site, document: Document) -> Iterator[Item]:
    del site
    if document.card.completeness != "complete":
        yield Item(document.id, "", labels.completeness(document.card.completeness))
    for part in document.blocks:
        if part.kind == "gap":
            yield Item(document.id, part.anchor, "缺文", part.text)


def _suspect(site: Site, document: Document) -> Iterator[Item]:
    del site
    for flag in document.flags:
        likely = f"，疑为“{flag.likely}”" if flag.likely else ""
        yield Item(document.id, flag.anchor, f"{rule_name(flag.rule)}{likely}", flag.reason, flag.text)


def _conflicts(site: Site, document: Document) -> Iterator[Item]:
    """Dates that cannot all be right, and days that do not exist, as `attention` finds them."""
    card = document.card
    told = "，".join(f"{_FIELDS[f]} {labels.date(value)}" for f in _DATES if (value := getattr(card, f)))
    for doubt in site.doubts.get(document.id, ()):
        if doubt.kind == "conflicting dates":
            yield Item(document.id, f"l{doubt.line}", "日期先后不合", told)
        elif doubt.kind == "impossible date":
            yield Item(document.id, f"l{doubt.line}", "没有这一天", "历法中没有的日期", doubt.text)


def _review(levels: Sequence[str], site: Site, document: Document) -> Iterator[Item]:
    del site
    review = {**NO_REVIEW, **document.review}
    if review["level"] in levels:
        why = "正文在校读之后有改动，原校读已失效" if review["lapsed"] else ""
        yield Item(document.id, "", labels.REVIEWS[review["level"]][0], why)


def _unsourced(site: Site, document: Document) -> Iterator[Item]:
    del site
    origin = {**NO_PROVENANCE, **document.provenance}
    if not any(origin[key] for key in ("source_url", "publication")):
        yield Item(document.id, "", "出处未记录", "不知抓取自何处，也没有写明的刊物")


KINDS: tuple[Kind, ...] = (
    Kind("inferred", "推断", "原文没有写明、由上下文推得的著录", _inferred),
    Kind("missing", "缺项", "著录中该有而没有的", _missing),
    Kind("truncated", "残缺", "文本缺了开头、中间或结尾", _truncated),
    Kind("suspect", "存疑", "看着不对，没有把握，所以没有改", _suspect),
    Kind("conflicts", "矛盾", "不能同时成立的日期", _conflicts),
    Kind("problematic", "校读未过", "有人看过，仍有问题", partial(_review, ("problematic",))),
    Kind("unread", "未经校读", "没有人署名校读过", partial(_review, ("not-proofread",))),
    Kind("unsourced", "出处不明", "没有记下来源的", _unsourced),
)


# -- pages ----------------------------------------------------------------------------------------------------------


def quality_pages(site: Site) -> Iterator[tuple[str, str]]:
    """The overview, and pages of each kind of which there are many, in order of permanent numbers."""
    numbers = site.archive.numbers
    documents = sorted(site.archive.documents, key=lambda document: numbers[document.id])
    found = {kind: [item for document in documents for item in kind.items(site, document)] for kind in KINDS}
    yield HERE, _overview(site, found)
    for kind, items in found.items():
        if len(items) > SHOWN:
            yield from _kind_pages(site, kind, items)


def _overview(site: Site, found: dict[Kind, list[Item]]) -> str:
    said = "凡没有把握的，都列在这里，逐条指回原处。数目只是所见的数目：没有列出的，不等于没有问题。"
    head = el("tr", heading("类别"), heading("说明"), heading("条数", "number"))
    rows = [_counted(kind, len(items)) for kind, items in found.items()]
    sections = [_section(site, kind, items) for kind, items in found.items()]
    meta = {"title": "数据质量", "search": {"exclude": True}, "archive": {"layout": "browse"}}
    lede = el("p", esc(said), cls="lede")
    return pages.page(
        meta, el("h1", esc("数据质量"), id="title"), lede, table("一览", head, rows, "values", tools=False), *sections
    )


def _counted(kind: Kind, count: int) -> Html:
    number = el("td", esc(str(count)), cls="number", data_v=str(count))
    return el("tr", el("th", el("a", esc(kind.zh), href=f"#{kind.id}"), scope="row"), el("td", esc(kind.said)), number)


def _section(site: Site, kind: Kind, items: Sequence[Item]) -> Html:
    title = el("h2", esc(kind.zh), el("span", esc(str(len(items))), cls="count"), id=kind.id)
    if not items:
        return lines([title, el("p", esc("没有。"), cls="none")])
    shown = _table(site, kind, items[:SHOWN], HERE)
    href = pages.link(HERE, pages.quality_page(kind.id))
    more = el("a", esc(f"全部 {len(items)} 条"), href=href, cls="more") if len(items) > SHOWN else Html("")
    return block("section", title, el("p", esc(f"{kind.said}。")), shown, more)


def _kind_pages(site: Site, kind: Kind, items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    groups = pages.chunks(items, ITEMS_A_PAGE)
    there = [pages.quality_page(kind.id, number + 1) for number in range(len(groups))]
    title = f"数据质量：{kind.zh}"
    meta = {"title": title, "search": {"exclude": True}, "archive": {"layout": "browse"}}
    for here, group in zip(there, groups, strict=True):
        back = el("p", el("a", esc("数据质量"), href=pages.link(here, HERE)), cls="crumbs")
        turn = page_turner(there, here)
        shown = _table(site, kind, group, here)
        yield here, pages.page(meta, el("h1", esc(title), id="title"), back, turn, shown, turn)


def _table(site: Site, kind: Kind, items: Sequence[Item], here: str) -> Html:
    """The items of a kind; columns that would be empty are left out."""
    columns = [name for name in _COLUMNS if any(getattr(item, name) for item in items)]
    head = el("tr", heading("文献"), heading("行"), *(heading(_COLUMNS[name]) for name in columns))
    return table(kind.zh, head, [_item(site, item, here, columns) for item in items], "items")


def _item(site: Site, item: Item, here: str, columns: Sequence[str]) -> Html:
    document = site.archive.by_id[item.document]
    place = el("td", _place(site, document, item.anchor, here), cls="place")
    cells = (el("td", _said(item, name, document), cls="said") for name in columns)
    return el("tr", el("th", title_link(document, here), scope="row"), place, *cells)


def _said(item: Item, name: str, document: Document) -> Html:
    told: str = getattr(item, name)
    if name == "text" and told:
        return el("q", esc(told), lang=labels.language(document.card.script))
    return esc(told)


def _place(site: Site, document: Document, anchor: str, here: str) -> Html:
    """The line, in the text where the document has it, else in the witness: a year may stand on another's line."""
    if not anchor:
        return esc("全篇")
    line = int(anchor.lstrip("lg").split("c")[0])
    inside = anchor.startswith("g") or any(first <= line <= last for first, last in document.lines)
    own = pages.link(here, pages.document_page(document.id), anchor)
    href = own if inside else site.witness_link(here, document.seed, line)
    return el("a", esc(f"第{line}行"), href=href)
