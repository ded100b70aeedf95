"""Pages of initiatives and other authorities: their names, and every mention in its context."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from generator.model import Authority, Block, Document, Field, Form, Mention
from generator.render import labels, pages
from generator.render.annotate import Marks, Wrap, annotate
from generator.render.gathered import gathered
from generator.render.html import Html, block, el, esc, join
from generator.render.places import units
from generator.render.site import Named, Site, dated, listed_date, preferred, title_link
from generator.render.witness import page_turner

DOCUMENTS_A_PAGE = 50
AROUND = 60  # characters of context on each side, where a sentence runs longer

_SENTENCE = re.compile(r"[^。！？!?；;]*[。！？!?；;]*[”’」』）)]*")
_LABELS = {"zh-Hans": "简体", "zh-Hant": "繁體", "en": "English"}


def authority_pages(site: Site, authority: Authority) -> Iterator[tuple[str, str]]:
    groups = pages.chunks(site.named.get(authority.id, ()), DOCUMENTS_A_PAGE)
    there = [pages.authority_page(authority.kind, authority.id, n + 1) for n in range(len(groups))]
    for here, group in zip(there, groups, strict=True):
        yield here, _page(site, authority, here, group, page_turner(there, here))


def _page(site: Site, authority: Authority, here: str, group: Sequence[Named], turn: Html) -> str:
    title = el("h1", esc(preferred(authority)), id="title", lang="zh-Hans")
    kind = labels.KINDS.get(authority.kind, authority.kind)
    meta = {
        "title": preferred(authority),
        "archive": {"layout": "authority", "id": authority.id, "kind": authority.kind},
    }
    named = len(site.named.get(authority.id, ()))
    heading = el("h2", esc(f"在 {named} 篇文献中，共 {site.count(authority.id)} 处" if named else "文中没有提到"))
    told = [_told(document, mentions, here) for document, mentions in group]
    mentions = block("section", heading, turn, *told, turn, cls="concordance", data_search_exclude="true")
    head = el("p", el("span", esc(kind), cls="kind"), cls="essentials", data_search_exclude="true")
    first = here == pages.authority_page(authority.kind, authority.id)
    parts = gathered(site, authority, here) if first else Html("")
    return pages.page(meta, title, head, _record(site, authority, here), parts, mentions)


# -- the record -----------------------------------------------------------------------------------------------------


def _record(site: Site, authority: Authority, here: str) -> Html:
    rows = [
        *(_form(site, here, _LABELS.get(key, key), form) for key, form in authority.prefer.items()),
        _row("异称", join((_variant(form) for form in authority.variants), "；")),
        _row("日期", dated(authority.date, False) if authority.date else Html("")),
        _row("上位", _others(site, here, authority.broader)),
        _row("相关", _others(site, here, authority.related)),
        _row("编号", el("code", esc(authority.id))),
    ]
    return block("div", _description(authority), block("dl", *rows), cls="record")


def _row(label: str, value: Html) -> Html:
    return el("div", el("dt", esc(label)), el("dd", value)) if value else Html("")


def _form(site: Site, here: str, label: str, form: Form) -> Html:
    """A name, and on what authority it stands."""
    name = el("span", esc(form.text), lang=form.script if form.script != "en" else "en", cls="name")
    status: Html = esc(labels.FORM_STATUS.get(form.status, form.status))
    if form.source == "archive":
        status = esc("本档案译名")
    elif form.source:
        status = join([esc("据 "), el("cite", esc(form.source))])
    place = _place(site, here, form.place)
    return _row(label, join([name, el("span", status, place, cls=f"status {form.status}")]))


def _place(site: Site, here: str, place: str | None) -> Html:
    """Where a form is attested (`003:2`, seed and raw line), as a link to the witness."""
    found = re.match(r"(.+):(\d+)$", place or "")
    if not found:
        return Html("")
    seeds = {cleaned.seed.short: cleaned.seed for cleaned in site.archive.cleaned}
    seed = seeds.get(found[1])
    if not seed or int(found[2]) > len(seed.lines):
        return esc(f"（{place}）")
    href = site.witness_link(here, seed.name, int(found[2]))
    return join([esc("（"), el("a", esc(place or ""), href=href), esc("）")])


def _variant(form: Form) -> Html:
    return el("span", esc(form.text), lang=form.script)


def _others(site: Site, here: str, ids: Iterable[str]) -> Html:
    shown = []
    for id in ids:
        known = site.authorities.get(id)
        href = site.authority_link(here, id)
        if known:
            shown.append(el("a", esc(preferred(known)), href=href) if href else esc(preferred(known)))
    return join(shown, "；")


def _description(authority: Authority) -> Html:
    told = authority.description
    parts = [el("p", esc(told[key]), lang=key) for key in ("zh", "en") if told.get(key)]
    source = [el("p", esc("据 "), el("cite", esc(told["source"])), cls="source")] if told.get("source") else []
    return block("div", *parts, *source, cls="description")


# -- mentions in context --------------------------------------------------------------------------------------------


def _told(document: Document, mentions: Sequence[Mention], here: str) -> Html:
    """One document's mentions: each sentence once, leading to its paragraph."""
    heading = el(
        "h3", el("span", listed_date(document.card), cls="when"), title_link(document, here), id=f"in-{document.id}"
    )
    items = [_context(document, unit, group, here) for unit, group in _grouped(document, mentions)]
    return block("div", heading, block("ul", *items, cls="kwic", lang=labels.language(document.card.script)))


def _grouped(document: Document, mentions: Sequence[Mention]) -> Iterator[tuple[Field | Block, list[Mention]]]:
    """Mentions that share a sentence, in the order of the page."""
    by_unit: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_unit.setdefault(mention.anchor, []).append(mention)
    for unit in units(document):
        here = by_unit.get(unit.anchor, [])
        for start, end in sentences(unit.text) if here else ():
            inside = [mention for mention in here if start <= mention.start < end]
            if inside:
                yield unit, inside


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph, as spans.

    >>> [("“甲。”乙；丙")[a:b] for a, b in sentences("“甲。”乙；丙")]
    ['“甲。”', '乙；', '丙']
    """
    for found in _SENTENCE.finditer(text):
        if found[0]:
            yield found.span()


def _context(document: Document, unit: Field | Block, mentions: Sequence[Mention], here: str) -> Html:
    span = next(span for span in sentences(unit.text) if span[0] <= mentions[0].start < span[1])
    start = max(span[0], mentions[0].start - AROUND)
    end = max(mentions[-1].end, min(span[1], mentions[-1].end + AROUND))
    hits = [Wrap(mention.start - start, mention.end - start, "mark") for mention in mentions]
    quoted = annotate(unit.text[start:end], Marks(outer=hits))
    cut = ("…" if start > span[0] else "", "…" if end < span[1] else "")
    href = pages.link(here, pages.document_page(document.id), unit.anchor)
    line = re.sub(r"\D.*", "", unit.anchor[1:])
    return el(
        "li",
        el("a", href=href, cls="no", data_n=line, aria_label=f"第{line}行，原文"),
        esc(cut[0]),
        quoted,
        esc(cut[1]),
    )


# -- index ----------------------------------------------------------------------------------------------------------


def authority_index(site: Site, folder: str) -> tuple[str, str]:
    here = f"{folder}/index.md"
    inside = site.folders[folder]
    groups = [_kind(site, here, kind, [a for a in inside if a.kind == kind]) for kind in labels.KINDS]
    name = labels.FOLDERS[folder]
    meta = {"title": name, "search": {"exclude": True}, "archive": {"layout": "index"}}
    said = el("p", esc("文献中提到的名称，依规范记录识别，繁简皆认；每一处都附上下文，并可回到原文段落。"), cls="lede")
    return here, pages.page(meta, el("h1", esc(name), id="title"), said, _folders(site, here), *groups)


def _folders(site: Site, here: str) -> Html:
    """The way to the other kinds of names."""
    there = {f"{folder}/index.md": labels.FOLDERS[folder] for folder in site.folders}
    ways = [
        el("a", esc(name), href=pages.link(here, page), aria_current="page" if page == here else None)
        for page, name in there.items()
    ]
    return el("nav", *ways, cls="turner", aria_label="名称类别") if len(ways) > 1 else Html("")


def _kind(site: Site, here: str, kind: str, authorities: Sequence[Authority]) -> Html:
    if not authorities:
        return Html("")
    ranked = sorted(authorities, key=lambda authority: (-site.count(authority.id), authority.id))
    items = [_listed(site, here, authority) for authority in ranked]
    return block("section", el("h2", esc(labels.KINDS[kind])), block("ul", *items, cls="authorities"))


def _listed(site: Site, here: str, authority: Authority) -> Html:
    href = site.authority_link(here, authority.id)
    name = el("a", esc(preferred(authority)), href=href, lang="zh-Hans")
    english = authority.prefer.get("en")
    translated = el("span", esc(english.text), lang="en", cls="en") if english else Html("")
    count = el("span", esc(f"{len(site.named.get(authority.id, ()))} 篇 {site.count(authority.id)} 处"), cls="count")
    return el("li", name, translated, count)
