"""The home page: how much there is, over what time, how far it can be trusted, and the ways in."""

from __future__ import annotations

from generator.model import Document
from generator.records import NO_REVIEW
from generator.render import labels, pages
from generator.render.html import Html, block, el, esc
from generator.render.lists import row
from generator.render.site import Site, dating, preferred

LATEST = 6
FOREMOST = 12


def home(site: Site) -> str:
    """What the archive holds. Its name and its words of welcome come from `mkdocs.yml`, the search from a template."""
    here = "index.md"
    latest = [row(document, here) for document in _latest(site)]
    all_documents = el("a", esc("全部文献"), href=pages.link(here, "documents/index.md"), cls="more")
    new = block("section", el("h2", esc("最近的文献")), block("ol", *latest, cls="docs"), all_documents)
    meta = {"title": "首页", "template": "home.html", "search": {"exclude": True}, "archive": {"layout": "home"}}
    return pages.page(meta, _holdings(site), _ways(site, here), new, _foremost(site, here))


def _latest(site: Site) -> list[Document]:
    known = [document for document in site.by_date if dating(document.card)]
    return [*reversed(known), *(document for document in site.by_date if not dating(document.card))][:LATEST]


# -- how much -------------------------------------------------------------------------------------------------------


def _holdings(site: Site) -> Html:
    """The archive in figures."""
    mentions = sum(site.count(id) for id in site.named)
    figures = (
        (len(site.archive.documents), "篇文献"),
        (len(site.archive.cleaned), "份原件"),
        (len(site.folders["initiatives"]), "项倡议与概念"),
        (mentions, "处名称出现"),
    )
    shown = [el("li", el("strong", esc(f"{number:,}")), el("span", esc(unit))) for number, unit in figures]
    return block("div", block("ul", *shown, cls="figures"), _span(site), _state(site), cls="holdings")


def _span(site: Site) -> Html:
    edges = [edge for document in site.by_date if (found := dating(document.card)) for edge in found[0].split("/")]
    known = sorted(edge for edge in edges if edge[:4].isdigit())
    if not known:
        return Html("")
    return el("p", esc(f"时间自 {labels.date(known[0])} 至 {labels.date(known[-1])}"), cls="span")


def _state(site: Site) -> Html:
    """How many texts a person has read, and where to see what is in doubt."""
    levels = [{**NO_REVIEW, **document.review}["level"] for document in site.archive.documents]
    read = sum(level in ("proofread", "validated") for level in levels)
    said = f"其中 {read:,} 篇经人校读，其余未经人工校读。" if read else "全部未经人工校读。"
    more = el("a", esc("推断、残缺与存疑之处"), href=pages.link("index.md", "about/quality.md"))
    return el("p", esc(said), more, cls="span") if levels else Html("")


# -- ways in --------------------------------------------------------------------------------------------------------

_WAYS = (
    ("documents/index.md", "按日期", "全部文献，可筛选与排序"),
    ("browse/speaker.md", "按讲话人", "这是谁的讲话；被引述者另有一页"),
    ("browse/event.md", "按会议", "同一场会议的讲话、声明与报道"),
    ("initiatives/index.md", "按倡议", "每一处提及都在上下文中"),
    ("browse/type.md", "按类型", "讲话、宣言、声明、访谈、报道"),
    ("browse/venue.md", "按地点", "原文写明的地点"),
    ("chronicle/index.md", "大事记", "会议、文献与所述时段，逐年排列"),
    ("browse/index.md", "更多门径", "通讯社、形式、完整性、校读、文字"),
    ("about/quality.md", "数据质量", "推断、缺项、残缺、存疑、矛盾"),
    ("about/method.md", "整理方法", "每条规则，附原文实例与次数"),
    ("witnesses/index.md", "核对原件", "逐行编号，改动处可见理由"),
    ("data/index.md", "取用数据", "JSON Lines 与 CSV，随站发布"),
)


def _ways(site: Site, here: str) -> Html:
    del site
    items = [
        el("li", el("a", esc(name), href=pages.link(here, page)), el("span", esc(said))) for page, name, said in _WAYS
    ]
    return block("section", el("h2", esc("门径")), block("ul", *items, cls="ways-in"))


def _foremost(site: Site, here: str) -> Html:
    """The initiatives that are named most, as a way in."""
    ranked = sorted(site.folders["initiatives"], key=lambda authority: (-site.count(authority.id), authority.id))
    items = [
        el("li", el("a", esc(preferred(a)), href=site.authority_link(here, a.id)), _times(site.count(a.id)))
        for a in ranked[:FOREMOST]
    ]
    more = el("a", esc("全部倡议与概念"), href=pages.link(here, "initiatives/index.md"), cls="more")
    return block("section", el("h2", esc("倡议与概念")), block("ul", *items, cls="cloud"), more) if items else Html("")


def _times(count: int) -> Html:
    return el("span", esc(str(count)), cls="count", title=f"{count} 处")
