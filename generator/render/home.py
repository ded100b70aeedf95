"""The home page: how much there is, over what time, how far it can be trusted, and the ways in."""

from __future__ import annotations

from generator.model import Document
from generator.render import labels, pages
from generator.render.html import Html, block, el, esc
from generator.render.lists import row
from generator.render.site import Site, called, dating, year
from generator.render.words import say, some
from generator.standing import review_level

LATEST = 6
FOREMOST = 12


def home(site: Site) -> str:
    """What the archive holds. Its name and its words of welcome come from `mkdocs.yml`, the search from a template."""
    here = "index.md"
    latest = [row(document, here) for document in _latest(site)]
    all_documents = el("a", say("全部文献", "All documents"), href=pages.link(here, "documents/index.md"), cls="more")
    new = block(
        "section",
        el("h2", esc("最近的文献"), data_en="Latest documents"),
        block("ol", *latest, cls="docs"),
        all_documents,
    )
    meta = {"title": "首页", "template": "home.html", "search": {"exclude": True}, "archive": {"layout": "home"}}
    return pages.page(meta, _holdings(site), _ways(site, here), new, _foremost(site, here))


def _latest(site: Site) -> list[Document]:
    known = [document for document in site.by_date if year(document)]
    return [*reversed(known), *(document for document in site.by_date if not year(document))][:LATEST]


# -- how much -------------------------------------------------------------------------------------------------------


def _holdings(site: Site) -> Html:
    """The archive in figures."""
    mentions = sum(site.count(id) for id in site.named)
    figures = (
        (len(site.archive.documents), "篇文献", "documents"),
        (len(site.archive.cleaned), "份原件", "witnesses"),
        (len(site.folders["initiatives"]), "项倡议与概念", "initiatives and concepts"),
        (mentions, "处名称出现", "mentions of names"),
    )
    shown = [el("li", el("strong", esc(f"{number:,}")), say(unit, en)) for number, unit, en in figures]
    return block("div", block("ul", *shown, cls="figures"), _span(site), _state(site), cls="holdings")


def _span(site: Site) -> Html:
    edges = [edge for document in site.by_date if (found := dating(document.card)) for edge in found[0].split("/")]
    known = sorted(edge for edge in edges if edge[:4].isdigit())
    if not known:
        return Html("")
    zh = f"时间自 {labels.date(known[0])} 至 {labels.date(known[-1])}"
    return el("p", esc(zh), cls="span", data_en=f"From {labels.date_en(known[0])} to {labels.date_en(known[-1])}")


def _state(site: Site) -> Html:
    """How many texts a person has read, and where to see what is in doubt."""
    levels = [review_level(document) for document in site.archive.documents]
    read = sum(level in ("proofread", "validated") for level in levels)
    said = f"其中 {read:,} 篇经人校读，其余未经人工校读。" if read else "全部未经人工校读。"
    en = f"{read:,} of them read by a person, the others not proofread. " if read else "None proofread by a person. "
    doubts = say("推断、残缺与存疑之处", "What is inferred, incomplete or doubtful")
    more = el("a", doubts, href=pages.link("index.md", "about/quality.md"))
    return el("p", say(said, en), more, cls="span") if levels else Html("")


# -- ways in --------------------------------------------------------------------------------------------------------

_WAYS = (
    ("documents/index.md", "按日期", "全部文献，可筛选与排序", "By date", "all documents, to filter and sort"),
    ("browse/speaker.md", "按讲话人", "这是谁的讲话；被引述者另有一页", "By speaker", "whose words they are"),
    ("browse/event.md", "按会议", "同一场会议的讲话、声明与报道", "By meeting", "what was said and adopted there"),
    ("initiatives/index.md", "按倡议", "每一处提及都在上下文中", "By initiative", "every mention in its context"),
    (
        "browse/type.md",
        "按类型",
        "讲话、宣言、声明、访谈、报道",
        "By type",
        "speeches, declarations, interviews, reports",
    ),
    ("browse/venue.md", "按地点", "原文写明的地点", "By place", "as stated in the text"),
    ("chronicle/index.md", "大事记", "会议、文献与所述时段，逐年排列", "Chronicle", "what happened, year by year"),
    (
        "browse/index.md",
        "更多门径",
        "通讯社、形式、完整性、校读、文字",
        "More ways",
        "agency, form, completeness, script",
    ),
    (
        "about/quality.md",
        "数据质量",
        "推断、缺项、残缺、存疑、矛盾",
        "Data quality",
        "inferred, missing, lost, in doubt",
    ),
    (
        "about/method.md",
        "整理方法",
        "每条规则，附原文实例与次数",
        "Method",
        "every rule, with a real case and its count",
    ),
    (
        "witnesses/index.md",
        "核对原件",
        "逐行编号，改动处可见理由",
        "Witnesses",
        "line by line, with the reason of each change",
    ),
    ("data/index.md", "取用数据", "JSON Lines 与 CSV，随站发布", "Data", "JSON Lines and CSV, published with the site"),
)


def _ways(site: Site, here: str) -> Html:
    del site
    items = [
        el("li", el("a", esc(name), href=pages.link(here, page), data_en=name_en), say(said, said_en))
        for page, name, said, name_en, said_en in _WAYS
    ]
    return block("section", el("h2", esc("门径"), data_en="Ways in"), block("ul", *items, cls="ways-in"))


def _foremost(site: Site, here: str) -> Html:
    """The initiatives that are named most, as a way in."""
    ranked = sorted(site.folders["initiatives"], key=lambda authority: (-site.count(authority.id), authority.id))
    items = [
        el("li", el("a", called(a), href=site.authority_link(here, a.id)), _times(site.count(a.id)))
        for a in ranked[:FOREMOST]
    ]
    more = el("a", say("全部倡议与概念", "All of them"), href=pages.link(here, "initiatives/index.md"), cls="more")
    title = el("h2", esc("倡议与概念"), data_en="Initiatives and concepts")
    return block("section", title, block("ul", *items, cls="cloud"), more) if items else Html("")


def _times(count: int) -> Html:
    return el("span", esc(str(count)), cls="count", title=f"{count} 处", data_en_title=some(count, "mention"))
