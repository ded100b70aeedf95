"""What is not sure, not whole or not read, item by item, each leading to its line. Nothing here is a judgement of ours
that the records do not hold: the page only gathers them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from generator.edtf import is_yearless
from generator.model import Document
from generator.records import NO_PROVENANCE, NO_REVIEW
from generator.render import labels, pages
from generator.render.html import Html, block, el, esc, join, lines
from generator.render.site import Site, names, preferred, rule_named, title_link
from generator.render.tables import heading, table
from generator.render.witness import page_turner
from generator.render.words import headline, reason, say, series
from generator.standing import REVIEWS, completeness

HERE = "about/quality.md"
ITEMS_A_PAGE = 200
SHOWN = 30  # of each kind on the first page; beyond, the kind has pages of its own

_FIELDS = {
    "title": ("题名", "title"), "subtitle": ("副题", "subtitle"), "type": ("类型", "type"), "date": ("日期", "date"),
    "covers": ("所述时段", "period treated"), "dateline_date": ("电头日期", "dateline date"),
    "published": ("刊发日期", "date published"), "venue": ("地点", "venue"),
    "venue_role": ("地点的性质", "what the venue is"), "format": ("形式", "form"), "speakers": ("讲话人", "speaker"),
    "quoted": ("被引述者", "quoted"), "issuers": ("发布者", "issuer"), "authors": ("作者", "author"),
    "agency": ("通讯社", "agency"), "publisher": ("刊载", "published in"), "events": ("会议与事件", "meeting or event"),
    "script": ("文字", "script"), "completeness": ("完整性", "completeness"),
}  # fmt: skip
_COLUMNS = {"what": ("何事", "What"), "text": ("原文", "In the text"), "why": ("缘由", "Why")}
NOTHING = Html("")
_NO_TITLE = (("没有题名", "no title"), ("原文没有；机器不拟题名", "the text has none, and a machine composes none"))
_NO_DATE = (
    ("没有日期", "no date"),
    ("原文没有写明这些话是何时说的，也推不出", "the text does not say when this was said, nor can it be inferred"),
)
_NO_YEAR = (
    ("年份不详", "year unknown"),
    ("原文只写明月日，没有可以证明年份的依据", "the text tells month and day, and nothing proves the year"),
)
_NO_SPEAKER = (("没有讲话人", "no speaker"), ("原文没有写明是谁的话", "the text does not say whose words they are"))
_NO_ISSUER = (
    ("没有发布者", "no issuer"),
    ("原文没有写明由谁通过或发布", "the text does not say who adopted or issued it"),
)
_LAPSED = ("正文在校读之后有改动，原校读已失效", "the text was changed after it was read: the reading has lapsed")
_DATES = ("date", "dateline_date", "published", "covers")
_OWN_WORDS = frozenset({"speech", "remarks", "interview", "press-conference"})
_ADOPTED = frozenset({"declaration", "joint-statement", "communique"})


@dataclass(frozen=True)
class Item:
    """One thing a reader should know of a document: where, what, and why. Without a line it is of the whole text."""

    document: str
    anchor: str
    what: Html
    why: Html = NOTHING
    text: str = ""


@dataclass(frozen=True)
class Kind:
    id: str
    zh: str
    en: str
    said: tuple[str, str]
    items: Callable[[Site, Document], Iterator[Item]]


# -- what the records hold ------------------------------------------------------------------------------------------


def _inferred(site: Site, document: Document) -> Iterator[Item]:
    told = [evidence for evidence in document.card.evidence if evidence.inferred]
    for evidence in dict.fromkeys(told):
        value = getattr(document.card, evidence.field, None)
        if evidence.field == "events":
            value = tuple(preferred(site.authorities[id]) if id in site.authorities else id for id in value or ())
        shown = names(value) if isinstance(value, tuple) else _shown(evidence.field, value)
        what = join([_field(evidence.field), shown])
        why = reason(evidence.reason) if evidence.reason else NOTHING
        yield Item(document.id, f"l{evidence.line}" if evidence.line else "", what, why, evidence.text)


def _field(field: str) -> Html:
    zh, en = _FIELDS.get(field, (field, field))
    return say(f"{zh}：", f"{en}: ")


def _shown(field: str, value: object) -> Html:
    words = {"type": labels.TYPES, "format": labels.FORMATS, "venue_role": labels.VENUE_ROLES, "script": labels.SCRIPTS}
    if field in _DATES and value:
        return say(labels.date(str(value)), labels.date_en(str(value)))
    if not value:
        return say("无", "none")
    return labels.value(words[field], str(value)) if field in words else el("bdi", esc(str(value)))


def _missing(site: Site, document: Document) -> Iterator[Item]:
    del site
    card = document.card
    absent = (
        (card.title is None, _NO_TITLE),
        (not (card.date or card.covers), _NO_DATE),
        (is_yearless(card.date), _NO_YEAR),
        (card.type in _OWN_WORDS and not card.speakers, _NO_SPEAKER),
        (card.type in _ADOPTED and not card.issuers, _NO_ISSUER),
    )
    yield from (Item(document.id, "", say(*what), say(*why)) for is_absent, (what, why) in absent if is_absent)


def _truncated(site: Site, document: Document) -> Iterator[Item]:
    del site
    if document.card.completeness != "complete":
        yield Item(document.id, "", labels.told(completeness(document.card.completeness)))
    for part in document.blocks:
        if part.kind == "gap":
            yield Item(document.id, part.anchor, say("缺文", "text lost"), reason(part.text))


def _suspect(site: Site, document: Document) -> Iterator[Item]:
    del site
    for flag in document.flags:
        what = [rule_named(flag.rule)]
        if flag.likely:
            what += [say("，疑为", ", perhaps "), el("q", esc(flag.likely), lang="zh", data_published="")]
        yield Item(document.id, flag.anchor, join(what), reason(flag.reason), flag.text)


def _conflicts(site: Site, document: Document) -> Iterator[Item]:
    """Dates that cannot all be right, and days that do not exist, as `attention` finds them."""
    card = document.card
    told = [join([_field(f), _shown(f, value)]) for f in _DATES if (value := getattr(card, f))]
    for doubt in site.doubts.get(document.id, ()):
        if doubt.kind == "conflicting dates":
            yield Item(document.id, f"l{doubt.line}", say("日期先后不合", "dates out of order"), series(told, "，"))
        elif doubt.kind == "impossible date":
            what, why = say("没有这一天", "no such day"), say("历法中没有的日期", "not in the calendar")
            yield Item(document.id, f"l{doubt.line}", what, why, doubt.text)


def _review(levels: Sequence[str], site: Site, document: Document) -> Iterator[Item]:
    del site
    review = {**NO_REVIEW, **document.review}
    if review["level"] in levels:
        why = say(*_LAPSED) if review["lapsed"] else NOTHING
        yield Item(document.id, "", say(*REVIEWS[review["level"]]), why)


def _unsourced(site: Site, document: Document) -> Iterator[Item]:
    del site
    origin = {**NO_PROVENANCE, **document.provenance}
    if not any(origin[key] for key in ("source_url", "publication")):
        why = say("不知抓取自何处，也没有写明的刊物", "not known where it was taken from, and no publication named")
        yield Item(document.id, "", say("出处未记录", "source not recorded"), why)


KINDS: tuple[Kind, ...] = (
    Kind(
        "inferred", "推断", "Inferred",
        ("原文没有写明、由上下文推得的著录", "what the text does not state and the context implies"), _inferred,
    ),
    Kind("missing", "缺项", "Missing", ("著录中该有而没有的", "what a record should have and has not"), _missing),
    Kind(
        "truncated", "残缺", "Incomplete",
        ("文本缺了开头、中间或结尾", "texts that lack their beginning, middle or end"), _truncated,
    ),
    Kind(
        "suspect", "存疑", "In doubt",
        ("看着不对，没有把握，所以没有改", "what looks wrong, is not certain, and was left as it is"), _suspect,
    ),
    Kind("conflicts", "矛盾", "In conflict", ("不能同时成立的日期", "dates that cannot all be right"), _conflicts),
    Kind(
        "problematic", "校读未过", "Problems remain",
        ("有人看过，仍有问题", "looked at by a person, and problems remain"), partial(_review, ("problematic",)),
    ),
    Kind(
        "unread", "未经校读", "Not proofread",
        ("没有人署名校读过", "read by no named person"), partial(_review, ("not-proofread",)),
    ),
    Kind("unsourced", "出处不明", "Without source", ("没有记下来源的", "no source recorded"), _unsourced),
)  # fmt: skip


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
    head = el("tr", heading("类别", en="Kind"), heading("说明", en="What it is"), heading("条数", "number", en="Items"))
    rows = [_counted(kind, len(items)) for kind, items in found.items()]
    sections = [_section(site, kind, items) for kind, items in found.items()]
    meta = {"title": "数据质量", "search": {"exclude": True}, "archive": {"layout": "browse"}}
    en = "All that is not certain, item by item, each leading to its place. The counts are of what was seen, no more."
    lede = el("p", esc(said), cls="lede", data_en=en)
    overview = table("一览", head, rows, "values", tools=False, en="Overview")
    return pages.page(meta, headline("数据质量", "Data quality"), lede, overview, *sections)


def _counted(kind: Kind, count: int) -> Html:
    number = el("td", esc(str(count)), cls="number", data_v=str(count))
    name = el("th", el("a", say(kind.zh, kind.en), href=f"#{kind.id}"), scope="row")
    return el("tr", name, el("td", say(*kind.said)), number)


def _section(site: Site, kind: Kind, items: Sequence[Item]) -> Html:
    title = el("h2", say(kind.zh, kind.en), el("span", esc(str(len(items))), cls="count"), id=kind.id)
    if not items:
        return lines([title, el("p", say("没有。", "None."), cls="none")])
    shown = _table(site, kind, items[:SHOWN], HERE)
    href = pages.link(HERE, pages.quality_page(kind.id))
    every = say(f"全部 {len(items)} 条", f"All {len(items)} items")
    more = el("a", every, href=href, cls="more") if len(items) > SHOWN else NOTHING
    zh, en = kind.said
    return block("section", title, el("p", say(f"{zh}。", f"{en[:1].upper()}{en[1:]}.")), shown, more)


def _kind_pages(site: Site, kind: Kind, items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    groups = pages.chunks(items, ITEMS_A_PAGE)
    there = [pages.quality_page(kind.id, number + 1) for number in range(len(groups))]
    title, en = f"数据质量：{kind.zh}", f"Data quality: {kind.en}"
    meta = {"title": title, "en": en, "search": {"exclude": True}, "archive": {"layout": "browse"}}
    for here, group in zip(there, groups, strict=True):
        back = el("p", el("a", say("数据质量", "Data quality"), href=pages.link(here, HERE)), cls="crumbs")
        turn = page_turner(there, here)
        shown = _table(site, kind, group, here)
        yield here, pages.page(meta, headline(title, en), back, turn, shown, turn)


def _table(site: Site, kind: Kind, items: Sequence[Item], here: str) -> Html:
    """The items of a kind; columns that would be empty are left out."""
    columns = [name for name in _COLUMNS if any(getattr(item, name) for item in items)]
    names = (heading(zh, en=en) for zh, en in (_COLUMNS[column] for column in columns))
    head = el("tr", heading("文献", en="Document"), heading("行", en="Line"), *names)
    return table(kind.zh, head, [_item(site, item, here, columns) for item in items], "items", en=kind.en)


def _item(site: Site, item: Item, here: str, columns: Sequence[str]) -> Html:
    document = site.archive.by_id[item.document]
    place = el("td", _place(site, document, item.anchor, here), cls="place")
    cells = (el("td", _said(item, name, document), cls="said") for name in columns)
    return el("tr", el("th", title_link(document, here), scope="row"), place, *cells)


def _said(item: Item, name: str, document: Document) -> Html:
    if name != "text":
        return item.what if name == "what" else item.why
    return el("q", esc(item.text), lang=labels.language(document.card.script)) if item.text else NOTHING


def _place(site: Site, document: Document, anchor: str, here: str) -> Html:
    """The line, in the text where the document has it, else in the witness: a year may stand on another's line."""
    if not anchor:
        return say("全篇", "the whole")
    line = int(anchor.lstrip("lg").split("c")[0])
    inside = anchor.startswith("g") or any(first <= line <= last for first, last in document.lines)
    own = pages.link(here, pages.document_page(document.id), anchor)
    href = own if inside else site.witness_link(here, document.seed, line)
    return el("a", say(f"第{line}行", f"line {line}"), href=href)
