"""The dossier of an initiative, a person or another name: what it is, when and where it is used, every mention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from generator.model import Authority, Form
from generator.render import dossier, labels, pages
from generator.render.gathered import gathered
from generator.render.html import Html, block, el, esc, join
from generator.render.kwic import LINES_A_PAGE, Concordance, concordance, mentions_csv
from generator.render.site import Site, called, dated, preferred
from generator.render.witness import page_turner
from generator.render.words import say, series

_LABELS = {
    "zh-Hans": ("简体", "Simplified"),
    "zh-Hant": ("繁體", "Traditional"),
    "en": ("English", "English"),
    "pinyin": ("拼音", "Pinyin"),
}
FROM = say("据 ", "from ")
_FORMATS = {**labels.FORMATS, "hybrid": "现场与视频"}


def authority_pages(site: Site, authority: Authority) -> Iterator[tuple[str, str]]:
    """The dossier, pages of mentions for each year where they are many, and a file of all mentions."""
    told = Concordance(site, authority)
    yield pages.authority_page(authority.kind, authority.id), _page(told)
    if told.lines:
        yield dossier.csv_path(authority), mentions_csv(told)
    for which in told.years if told.is_long else ():
        yield from _year_pages(told, which)


def _page(told: Concordance) -> str:
    site, authority = told.site, told.authority
    here = pages.authority_page(authority.kind, authority.id)
    kind = el("span", labels.value(labels.KINDS, authority.kind), cls="kind")
    return pages.page(
        _meta(authority, preferred(authority)),
        el("h1", called(authority), id="title", lang="zh-Hans"),
        el("p", kind, cls="essentials", data_search_exclude="true"),
        _record(site, authority, here),
        gathered(site, authority, here),
        dossier.earliest(told, here),
        dossier.use(told, here),
        dossier.company(site, authority, here),
        _mentions(told, here),
    )


def _meta(authority: Authority, title: str) -> dict[str, Any]:
    return {"title": title, "archive": {"layout": "authority", "id": authority.id, "kind": authority.kind}}


def _mentions(told: Concordance, here: str) -> Html:
    """Every mention in its context; where they are many, the way to each year's."""
    number = len(told.lines)
    said, en = (
        (f"逐处上下文（{number}）", f"Every mention ({number})")
        if number
        else ("文中没有提到", "Not named in any text")
    )
    shown = _years(told, here) if told.is_long else concordance(told.lines, here)
    return block(
        "section", el("h2", esc(said), id="mentions", data_en=en), shown, cls="concordance", data_search_exclude="true"
    )


def _years(told: Concordance, here: str) -> Html:
    ways = [
        el(
            "a",
            say(f"{_year_name(which)}（{len(lines)}）", f"{labels.year_en(which)} ({len(lines)})"),
            href=pages.link(here, told.year_page(which)),
        )
        for which, lines in told.years.items()
    ]
    return el("nav", *ways, cls="turner", aria_label="年份", data_en_aria_label="Years")


def _year_name(which: str) -> str:
    return f"{which}年" if which.isdigit() else "年份不详"


def _year_pages(told: Concordance, which: str) -> Iterator[tuple[str, str]]:
    authority = told.authority
    groups = pages.chunks(told.years[which], LINES_A_PAGE)
    there = [told.year_page(which, number + 1) for number in range(len(groups))]
    title = f"{preferred(authority)}，{_year_name(which)}"
    for here, group in zip(there, groups, strict=True):
        turn = page_turner(there, here)
        home = pages.link(here, pages.authority_page(authority.kind, authority.id))
        back = el("p", el("a", esc(preferred(authority)), href=home), cls="crumbs")
        lines = concordance(group, here)
        inside = block("section", back, turn, lines, turn, cls="concordance", data_search_exclude="true")
        meta = {**_meta(authority, title), "search": {"exclude": True}}
        name = el("h1", *_year_title(authority, which), id="title")
        yield here, pages.page(meta, name, inside)


def _year_title(authority: Authority, which: str) -> tuple[Html, Html]:
    return el("bdi", esc(preferred(authority))), say(f"，{_year_name(which)}", f", {labels.year_en(which)}")


# -- the record -----------------------------------------------------------------------------------------------------


def _record(site: Site, authority: Authority, here: str) -> Html:
    rows = [
        *(_form(site, here, _LABELS.get(key, (key, key)), form) for key, form in authority.prefer.items()),
        _row(("异称", "Variants"), series((_variant(site, here, form) for form in authority.variants), "；")),
        _row(("日期", "Date"), dated(authority.date, False) if authority.date else Html("")),
        *(_row(label, value) for label, value in _particulars(site, authority, here)),
        *(_row(label, value) for label, value in dossier.relations(site, authority, here)),
        _row(("Wikidata", "Wikidata"), el("code", esc(authority.wikidata)) if authority.wikidata else Html("")),
        _row(("编号", "Id"), el("code", esc(authority.id))),
    ]
    return block("div", _description(authority), block("dl", *rows), cls="record")


def _particulars(site: Site, authority: Authority, here: str) -> Iterator[tuple[tuple[str, str], Html]]:
    """What only some kinds of records have: offices of a person, the place of a meeting."""
    extra = authority.extra
    yield ("原名", "Original name"), _bdi(extra.get("original_name"))
    yield ("国家", "Country"), _bdi(extra.get("country"))
    yield ("职务", "Office"), series((_office(office) for office in extra.get("office") or ()), "；")
    yield ("地点", "Place"), _venue(site, here, str(extra.get("venue") or ""))
    yield ("形式", "Form"), labels.value(_FORMATS, str(extra["format"])) if extra.get("format") else Html("")


def _bdi(value: object) -> Html:
    return el("bdi", esc(str(value))) if value else Html("")


def _office(office: dict[str, Any]) -> Html:
    """An office with its years, as far as they are known."""
    ends = [str(office.get(key) or "") for key in ("from", "to")]
    since, until = (labels.date(end) if end else "" for end in ends)
    start, end = (labels.date_en(end) if end else "" for end in ends)
    known = bool(since or until)
    years = el("span", esc(f"（{since}—{until}）"), cls="which", data_en=f" ({start}–{end})") if known else Html("")
    return el("span", el("bdi", esc(office["text"])), years)


def _venue(site: Site, here: str, name: str) -> Html:
    known = site.authorities.get(site.by_form.get(("venue", name), ""))
    return dossier.linked(site, here, known) if known else esc(name)


def _row(label: tuple[str, str], value: Html) -> Html:
    return el("div", el("dt", esc(label[0]), data_en=label[1]), el("dd", value)) if value else Html("")


def _form(site: Site, here: str, label: tuple[str, str], form: Form) -> Html:
    """A name, and on what authority it stands. It is shown as the record has it, whatever script a reader asks for."""
    language = "zh-Latn" if form.script == "pinyin" else form.script
    name = el("span", esc(form.text), lang=language, cls="name", data_published="")
    return _row(label, join([name, _status(site, here, form)]))


def _status(site: Site, here: str, form: Form) -> Html:
    if form.status == "sourced" and not form.source:
        return Html("")
    status = labels.value(labels.FORM_STATUS, form.status)
    if form.source == "archive":
        status = say("本档案译名", "translated by this archive")
    elif form.source:
        status = join([FROM, el("cite", esc(form.source))])
    return el("span", status, _place(site, here, form.place), cls=f"status {form.status}")


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


def _variant(site: Site, here: str, form: Form) -> Html:
    """Another name; where it is attested, leading there."""
    return join([el("span", esc(form.text), lang=form.script, data_published=""), _place(site, here, form.place)])


def _description(authority: Authority) -> Html:
    told = authority.description
    parts = [el("p", esc(told[key]), lang=key) for key in ("zh", "en") if told.get(key)]
    source = [el("p", FROM, el("cite", esc(told["source"])), cls="source")] if told.get("source") else []
    return block("div", *parts, *source, cls="description")
