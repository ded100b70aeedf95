"""What the archive knows of a name besides its mentions: relations, the earliest place, use in time, company."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator import edtf
from generator.model import Authority, Document
from generator.render import labels, pages, timeline
from generator.render.html import Html, block, el, esc, lines
from generator.render.kwic import Concordance, kwic, trust
from generator.render.places import units
from generator.render.site import Site, called, listed_date, placed, sorted_as, title_link
from generator.render.tables import heading, table
from generator.render.words import say, series, some

FEW_DOCUMENTS = 100  # that a table of use names one by one
COMPANY = 20  # names that stand beside this one most often
RELATIONS = 100  # records named in one row
EQUALS = 5  # documents named as the earliest, where their dates do not tell which


# -- relations ------------------------------------------------------------------------------------------------------


def relations(site: Site, authority: Authority, here: str) -> list[tuple[tuple[str, str], Html]]:
    """The other records that this one and those others name, both ways."""
    of = site.related_to.get(authority.id, {})
    nearer = {*authority.broader, *of.get("broader", ())}
    related = dict.fromkeys(id for id in [*authority.related, *of.get("related", ())] if id not in nearer)
    rows = (
        (("上位", "Broader"), authority.broader),
        (("下位", "Narrower"), of.get("broader", ())),
        (("相关", "Related"), related),
        (("与会", "Participants"), authority.extra.get("participants") or ()),
        (("所参与", "Took part in"), of.get("participants", ())),
    )
    return [(label, others(site, here, ids)) for label, ids in rows]


def others(site: Site, here: str, ids: Iterable[str]) -> Html:
    """Records by name, leading to their pages where something in the archive speaks of them."""
    known = [site.authorities[id] for id in ids if id in site.authorities]
    shown = [linked(site, here, authority) for authority in known[:RELATIONS]]
    return series([*shown, *([say("等", "and others")] if len(known) > RELATIONS else [])], "；")


def linked(site: Site, here: str, authority: Authority) -> Html:
    href = site.authority_link(here, authority.id)
    return el("a", called(authority), href=href) if href else called(authority)


# -- the earliest ---------------------------------------------------------------------------------------------------


def earliest(told: Concordance, here: str) -> Html:
    """Where the name stands first. Where dates are too rough to tell, all that may be first are named."""
    documents = [document for document, _ in told.site.named.get(told.authority.id, ())]
    dated = [(document, date) for document in documents if (date := _own_date(document))]
    if not dated:
        return Html("")
    limit = min(date.last for _, date in dated)
    first = [document for document, date in dated if date.first <= limit]
    items = [_first(told, document, here) for document in first[:EQUALS]]
    said = el("p", *_only_here(len(first), len(documents) - len(dated)), cls="none")
    title = el("h2", esc("本档案最早一见"), data_en="First in this archive")
    return block("section", title, said, *items, cls="earliest", data_search_exclude="true")


def _only_here(equal: int, undated: int) -> Iterator[Html]:
    """What the first place in this archive does not say."""
    yield say("只就本档案所收而言，这个名称可能更早就有。", "Of the texts held here only: the name may well be older. ")
    if equal > 1:
        zh, en = (
            f"这 {equal} 篇孰先孰后，凭日期不能判定",
            f"The dates do not tell which of these {equal} documents is the earliest",
        )
        few = (f"，只列 {EQUALS} 篇。", f"; {EQUALS} are listed. ") if equal > EQUALS else ("。", ". ")
        yield say(zh + few[0], en + few[1])
    if undated:
        zh = f"另有 {undated} 篇没有自己的日期，或年份不详，不在比较之列。"
        yield say(zh, f"{some(undated, 'document')} without a date of their own, or without its year, are left out.")


def _own_date(document: Document) -> edtf.Edtf | None:
    found = placed(document.card)
    return edtf.parse(found) if found and edtf.is_edtf(found) else None


def _first(told: Concordance, document: Document, here: str) -> Html:
    mention = next(mention for one, mention in told.lines if one.id == document.id)
    unit = next(unit for unit in units(document) if unit.anchor == mention.anchor)
    when = el("span", listed_date(document.card), cls="when")
    head = el("p", when, title_link(document, here), trust(document))
    line = block("ul", kwic(document, unit, mention, here), cls="kwic", lang=labels.language(document.card.script))
    return lines([head, line])


# -- use ------------------------------------------------------------------------------------------------------------


def use(told: Concordance, here: str) -> Html:
    """When and where the name is used: a picture, and a table of documents, or of years where they are many."""
    if not told.lines:
        return Html("")
    named = told.site.named[told.authority.id]
    counts = [(document, len(mentions)) for document, mentions in named]
    found, lost = timeline.columns(counts)
    hrefs = [_to(told, column.documents[0], here) if column.documents else "" for column in found]
    draw = timeline.picture if len(told.lines) >= timeline.LEAST and len(found) > 1 else timeline.listed
    shown = draw(found, lost, hrefs) if found else Html("")
    by = _by_document(told, counts, here) if len(counts) <= FEW_DOCUMENTS else _by_year(told, here)
    zh, en = (
        f"{len(counts)} 篇 {len(told.lines)} 处",
        f"{some(len(told.lines), 'mention')} in {some(len(counts), 'document')}",
    )
    title = el("h2", say("使用", "Use"), el("span", esc(zh), cls="count", data_en=en))
    return block("section", title, shown, by, _download(told, here), cls="use", data_search_exclude="true")


def _to(told: Concordance, document: Document, here: str) -> str:
    return pages.link(here, *told.place(document))


def _by_document(told: Concordance, counts: Sequence[tuple[Document, int]], here: str) -> Html:
    columns = (heading("日期", en="Date"), heading("文献", en="Document"), heading("类型", choose=True, en="Type"))
    head = el("tr", *columns, heading("处数", "number", en="Mentions"))
    rows = []
    for document, count in counts:
        kind = labels.value(labels.TYPES, document.card.type)
        href = el("a", esc(str(count)), href=_to(told, document, here))
        rows.append(
            el(
                "tr",
                el("td", listed_date(document.card), cls="when", data_v=sorted_as(document.card)),
                el("th", title_link(document, here), trust(document), scope="row", cls="what"),
                el("td", kind, cls="type"),
                el("td", href, cls="number", data_v=str(count)),
            )
        )
    return table("各篇文献中的处数", head, rows, "docs use-by", en="Mentions by document")


def _by_year(told: Concordance, here: str) -> Html:
    numbers = (heading("篇数", "number", en="Documents"), heading("处数", "number", en="Mentions"))
    head = el("tr", heading("年份", en="Year"), *numbers)
    rows = []
    for which, found in told.years.items():
        documents, count = str(len({document.id for document, _ in found})), str(len(found))
        name = f"{which}年" if which.isdigit() else "年份不详"
        link = el("a", say(name, labels.year_en(which)), href=_to(told, found[0][0], here))
        cells = (el("td", esc(number), cls="number", data_v=number) for number in (documents, count))
        rows.append(el("tr", el("th", link, scope="row"), *cells))
    return table("各年的篇数与处数", head, rows, "values", en="Documents and mentions by year")


def _download(told: Concordance, here: str) -> Html:
    href = pages.link(here, csv_path(told.authority))
    return el("p", el("a", say("全部提及（CSV）", "All mentions (CSV)"), href=href), cls="none")


# -- company --------------------------------------------------------------------------------------------------------


def company(site: Site, authority: Authority, here: str) -> Html:
    """The names that stand in the same paragraphs, those that do so most often first."""
    met = site.company.get(authority.id)
    if not met:
        return Html("")
    ranked = sorted(met.items(), key=lambda item: (-item[1], item[0]))
    items = []
    for id, count in ranked[:COMPANY]:
        known = site.authorities[id]
        name = el("a", called(known), href=site.authority_link(here, id))
        items.append(el("li", name, el("span", esc(f"{count} 段"), cls="count", data_en=some(count, "paragraph"))))
    left = len(ranked) - COMPANY
    rest, more = (f"，另有 {left} 个名称", f"; {left} more names are not listed") if left > 0 else ("", "")
    en = f"Names that stand in the same paragraphs, and in how many{more}."
    said = el("p", esc(f"在同一段落里一同提到的名称，及这样的段落有多少{rest}。"), cls="none", data_en=en)
    inside = (el("h2", esc("同段提及"), data_en="Named together"), said, block("ul", *items, cls="named"))
    return block("section", *inside, cls="company", data_search_exclude="true")


def csv_path(authority: Authority) -> str:
    """The file beside an authority's page that lists its mentions for other programs."""
    return pages.authority_page(authority.kind, authority.id).removesuffix(".md") + ".csv"
