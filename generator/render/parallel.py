"""Parallel passages: beside the paragraph, after the text, side by side for two documents, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from generator.model import Document, Passage, Stand
from generator.records import jsonl
from generator.render import labels, pages
from generator.render.annotate import Marks, Wrap, annotate
from generator.render.html import Html, block, el, esc, join
from generator.render.kwic import line_of, trust
from generator.render.passages import Pair, Shared
from generator.render.places import units
from generator.render.site import listed_date, shown_title, title_link
from generator.render.tables import heading, table
from generator.render.witness import page_turner
from generator.render.words import headline, say

BESIDE = 3  # other documents named beside a paragraph
AFTER = 20  # other documents named after the text
ROWS_A_PAGE = 200
AROUND = 12  # characters on each side of a passage
SHORT = 14  # characters of a title beside a paragraph


def row_place(number: int, pair: Pair) -> tuple[str, str]:
    """The page and the place where a pair's passage stands side by side."""
    return pages.parallel_page(*pair, 1 + (number - 1) // ROWS_A_PAGE), f"p{number}"


# -- beside a paragraph ---------------------------------------------------------------------------------------------


def beside(shared: Shared, document: Document, anchor: str, here: str) -> Html:
    """Where else the words of a paragraph stand: one line for each document."""
    found = shared.beside_in_order(document.id, anchor)
    if not found:
        return Html("")
    items = [_also(shared, document, pair, numbers, here) for pair, numbers in found[:BESIDE]]
    rest = len(found) - BESIDE
    more = [el("a", esc(f"另 {rest} 篇"), href="#parallels", data_en=f"{rest} more")] if rest > 0 else []
    return el("div", el("span", esc("又见"), cls="label", data_en="Also in"), *items, *more, cls="see")


def _also(shared: Shared, document: Document, pair: Pair, numbers: Sequence[int], here: str) -> Html:
    other = shared.other(pair, document.id)
    there = shared.stand(pair, numbers[0], other.id)
    title = shown_title(other)
    short = title if len(title) <= SHORT else title[:SHORT] + "…"
    name = el("bdi", esc(short), lang=labels.language(other.card.script))
    line = line_of(there.anchor)
    place = say(f"第{line}行", f"line {line}")
    href = pages.link(here, pages.document_page(other.id), there.anchor)
    count = f" {len(numbers)} 处" if len(numbers) > 1 else ""
    said: dict[str, str] = {"cls": "both", "data_en": f"compare {len(numbers) if count else ''}".strip()}
    both = el("a", esc(f"对照{count}"), href=pages.link(here, *row_place(numbers[0], pair)), **said)
    return el("span", el("a", name, esc(" "), place, href=href), esc(" "), both, cls="item")


# -- after the text -------------------------------------------------------------------------------------------------


def after(shared: Shared, document: Document, here: str) -> Html:
    """The documents that a document shares passages with."""
    pairs = shared.with_others.get(document.id, ())
    if not pairs:
        return Html("")
    items = [_with(shared, document, pair, here) for pair in pairs[:AFTER]]
    every: dict[str, str] = {"cls": "more", "data_en": f"All {len(pairs)} documents"}
    rest = el("a", esc(f"全部 {len(pairs)} 篇"), href=pages.link(here, pages.parallel_page(document.id)), **every)
    title = el("h2", esc("平行文句"), id="parallels", data_en="Parallel passages")
    more = el("p", rest) if len(pairs) > AFTER else Html("")
    return join([title, block("ul", *items, cls="related"), more], "")


def _with(shared: Shared, document: Document, pair: Pair, here: str) -> Html:
    other, passages = shared.other(pair, document.id), shared.pairs[pair]
    size = sum(passage.size for passage in passages)
    count = el(
        "a",
        esc(f"对照 {len(passages)} 处，{size} 字"),
        href=pages.link(here, pages.parallel_page(*pair)),
        cls="more",
        data_en=f"Compare {len(passages)} passages, {size} characters",
    )
    return el("li", el("span", listed_date(other.card), cls="label"), title_link(other, here), esc(" "), count)


# -- pages ----------------------------------------------------------------------------------------------------------


def parallel_files(shared: Shared) -> Iterator[tuple[str, str]]:
    """The passages as data."""
    yield "data/parallels.jsonl", jsonl(_records(shared))


def parallel_pages(shared: Shared) -> Iterator[tuple[str, str]]:
    yield from _indexes(shared)
    for pair in shared.pairs:
        yield from _pair_pages(shared, pair)
    for id, pairs in shared.with_others.items():
        if len(pairs) > AFTER:
            yield from _document_pages(shared, shared.archive.by_id[id], pairs)


def _indexes(shared: Shared) -> Iterator[tuple[str, str]]:
    title = "平行文句"
    said = (
        "两篇文献中相同的话：十二个字以上，繁简、标点与空白不计，容许少许不同。"
        "许多文献都有的话不逐对列出，见"
    )  # fmt: skip
    said_en = (
        "The same words in two documents: at least twelve characters, whatever their script, punctuation and spaces, with "
        "small differences. What many documents say is not listed pair by pair, see "
    )
    groups = pages.chunks([*shared.pairs], ROWS_A_PAGE)
    there = [pages.parallel_index(number + 1) for number in range(len(groups))]
    for here, group in zip(there, groups, strict=True):
        common = el("a", esc("常见语句"), href=pages.link(here, pages.formula_page()), data_en="common phrases")
        lede = el("p", say(said, said_en), common, say("。新收的文献排在最后。", ". The newest come last."), cls="lede")
        turn = page_turner(there, here)
        rows = _pair_table(shared, group, here, title) or el("p", say("还没有找到。", "None found yet."))
        yield here, pages.page(_meta(title), headline(title, "Parallel passages"), lede, turn, rows, turn)


def _document_pages(shared: Shared, document: Document, pairs: Sequence[Pair]) -> Iterator[tuple[str, str]]:
    groups = pages.chunks(pairs, ROWS_A_PAGE)
    there = [pages.parallel_page(document.id, number=number + 1) for number in range(len(groups))]
    title = f"平行文句：{shown_title(document)}"
    for here, group in zip(there, groups, strict=True):
        turn = page_turner(there, here)
        rows = _pair_table(shared, group, here, title)
        name = el("bdi", esc(shown_title(document)))
        heading_ = el("h1", say("平行文句：", "Parallel passages: "), name, id="title")
        meta = {**_meta(title), "en": f"Parallel passages: {document.id}"}
        yield here, pages.page(meta, heading_, _crumbs(here), turn, rows, turn)


def _meta(title: str, **values: Any) -> dict[str, Any]:
    return {"title": title, "search": {"exclude": True}, "archive": {"layout": "browse", **values}}


def _crumbs(here: str) -> Html:
    there = pages.link(here, pages.parallel_index())
    return el("p", el("a", esc("平行文句"), href=there, data_en="Parallel passages"), cls="crumbs")


def _pair_table(shared: Shared, pairs: Sequence[Pair], here: str, caption: str) -> Html:
    if not pairs:
        return Html("")
    numbers = (heading("处数", "number", en="Passages"), heading("字数", "number", en="Characters"))
    head = el("tr", heading("文献", en="Document"), heading("文献", en="Document"), *numbers)
    return table(caption, head, [_pair_row(shared, pair, here) for pair in pairs], "docs pairs", en="Parallel passages")


def _pair_row(shared: Shared, pair: Pair, here: str) -> Html:
    cells = [_listed(shared.archive.by_id[id], here) for id in pair]
    passages = shared.pairs[pair]
    count, size = str(len(passages)), str(sum(passage.size for passage in passages))
    there = pages.link(here, pages.parallel_page(*pair))
    named: dict[str, str] = {"aria_label": f"对照 {count} 处", "data_en_aria_label": f"Compare {count} passages"}
    both = el("a", esc(count), href=there, **named)
    numbers = (
        el("td", both, cls="number", data_v=count, data_unit="处"),
        el("td", esc(size), cls="number", data_v=size, data_unit="字"),
    )
    return el("tr", el("th", cells[0], scope="row", cls="what"), el("td", cells[1], cls="what"), *numbers)


def _listed(document: Document, here: str) -> Html:
    return join([title_link(document, here), el("span", listed_date(document.card), cls="count")])


def _pair_pages(shared: Shared, pair: Pair) -> Iterator[tuple[str, str]]:
    one, other = (shared.archive.by_id[id] for id in pair)
    passages = [*enumerate(shared.pairs[pair], 1)]
    groups = pages.chunks(passages, ROWS_A_PAGE)
    there = [pages.parallel_page(*pair, number + 1) for number in range(len(groups))]
    title = f"平行文句：{one.id} 与 {other.id}"
    said = say(
        f"两篇共有 {len(passages)} 处相同的话。底色标出文字不同之处；标点、繁简与空白的不同不计。每处都可回到原段。",
        f"The two have {len(passages)} passages in common. Where the words differ they are shaded; punctuation, script and "
        "spaces do not count. Each passage leads back to its paragraph.",
    )
    for here, group in zip(there, groups, strict=True):
        turn = page_turner(there, here)
        columns = el("tr", *(el("th", _listed(one_, here), trust(one_), scope="col") for one_ in (one, other)))
        rows = [_aligned(one, other, number, passage, here) for number, passage in group]
        aligned = block("table", block("thead", columns), block("tbody", *rows), cls="aligned")
        english = f"Parallel passages: {one.id} and {other.id}"
        meta = {**_meta(title), "en": english, "archive": {"layout": "compare", "ids": [one.id, other.id]}}
        lede = el("p", said, cls="lede")
        yield here, pages.page(meta, headline(title, english), _crumbs(here), lede, turn, aligned, turn)


def _aligned(one: Document, other: Document, number: int, passage: Passage, here: str) -> Html:
    first = [(a, b) for a, b, _, _ in passage.same]
    second = [(c, d) for _, _, c, d in passage.same]
    cells = (_cell(one, passage.one, first, here), _cell(other, passage.other, second, here))
    return el("tr", *cells, id=f"p{number}")


def _cell(document: Document, stand: Stand, same: Sequence[tuple[int, int]], here: str) -> Html:
    """One side of a passage with a few characters around it; what the other side does not have is marked."""
    text = next(unit.text for unit in units(document) if unit.anchor == stand.anchor)
    inside = text[stand.start : stand.end]
    differs = [Wrap(a - stand.start, b - stand.start, "mark") for a, b in _between(text, same)]
    line = line_of(stand.anchor)
    href = pages.link(here, pages.document_page(document.id), stand.anchor)
    return el(
        "td",
        el(
            "a",
            href=href,
            cls="no",
            data_n=line,
            aria_label=f"第{line}行，原文",
            data_en_aria_label=f"Line {line}, in full",
        ),
        el("span", esc(_lead(text, stand.start)), cls="around"),
        annotate(inside, Marks(outer=differs)),
        el("span", esc(_tail(text, stand.end)), cls="around"),
        lang=labels.language(document.card.script),
    )


def _between(text: str, same: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What stands between the runs that agree, where it is more than marks."""
    for (_, end), (start, _) in pairwise(same):
        if any(char.isalnum() for char in text[end:start]):
            yield end, start


def _lead(text: str, start: int) -> str:
    return ("…" if start > AROUND else "") + text[max(0, start - AROUND) : start]


def _tail(text: str, end: int) -> str:
    return text[end : end + AROUND] + ("…" if end + AROUND < len(text) else "")


# -- as data --------------------------------------------------------------------------------------------------------


def _records(shared: Shared) -> Iterator[dict[str, Any]]:
    """One object for each passage, in the order of the pages."""
    texts = {id: {unit.anchor: unit.text for unit in units(shared.archive.by_id[id])} for id in shared.with_others}
    for passages in shared.pairs.values():
        for passage in passages:
            yield {
                "one": stand_record(passage.one, texts[passage.one.document][passage.one.anchor]),
                "other": stand_record(passage.other, texts[passage.other.document][passage.other.anchor]),
                "size": passage.size,
                "same": [list(run) for run in passage.same],
            }


def stand_record(stand: Stand, text: str) -> dict[str, Any]:
    return {
        "document": stand.document,
        "anchor": stand.anchor,
        "start": stand.start,
        "end": stand.end,
        "text": text[stand.start : stand.end],
    }
