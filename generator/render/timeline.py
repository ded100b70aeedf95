"""A line of time as a picture: how often something is named in each month, year or decade. Made at build time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from generator import edtf
from generator.model import Document
from generator.render import labels
from generator.render.html import Html, block, el, esc
from generator.render.site import dating, is_inferred, placed
from generator.render.words import say, so_many_mentions, some

LEAST = 20  # mentions; fewer are told in words
MOST = 48  # columns of a picture
WIDTHS = (1, 12, 120, 1200)  # months of a column: a month, a year, ten years, a hundred

_COLUMN, _HEIGHT, _TOP, _FOOT, _SIDE = 26, 72, 18, 36, 6


@dataclass
class Column:
    """A stretch of time and what is named in it."""

    start: int  # in months since the year 0
    width: int
    count: int = 0
    inferred: int = 0
    documents: list[Document] = field(default_factory=list)

    @property
    def name(self) -> str:
        year, month = divmod(self.start, 12)
        if self.width == 1:
            return f"{year}年{month + 1}月"
        return f"{year}年" if self.width == 12 else f"{year}—{year + self.width // 12 - 1}年"

    @property
    def english(self) -> str:
        year, month = divmod(self.start, 12)
        if self.width == 1:
            return labels.date_en(f"{year:04d}-{month + 1:02d}")
        return f"{year}" if self.width == 12 else f"{year}–{year + self.width // 12 - 1}"

    def label(self, first: bool) -> tuple[str, str]:
        """What stands under the column: the month, and below it the year where one begins, and under the first."""
        year, month = divmod(self.start, 12)
        return (f"{month + 1}月", f"{year}" if first or month == 0 else "") if self.width == 1 else (f"{year}", "")

    @property
    def short(self) -> str | None:
        """The month, in English."""
        return self.english[:3] if self.width == 1 else None


def columns(counts: Iterable[tuple[Document, int]]) -> tuple[list[Column], int]:
    """The columns from the first document to the last, and how many mentions have no place in them.

    A document has a place where its date is certain enough: one known by its year alone is in no month.
    """
    spans = [(document, count, _months(document)) for document, count in counts]
    known = [(document, count, span) for document, count, span in spans if span]
    lost = sum(count for _, count, span in spans if not span)
    if not known:
        return [], lost
    first, last = min(span[0] for *_, span in known), max(span[1] for *_, span in known)
    width = next((w for w in WIDTHS if last // w - first // w < MOST), WIDTHS[-1])
    found = {at: Column(at * width, width) for at in range(first // width, last // width + 1)}
    for document, count, (start, end) in known:
        if start // width != end // width:
            lost += count
            continue
        column = found[start // width]
        column.count += count
        column.inferred += count if _inferred(document) else 0
        column.documents.append(document)
    return list(found.values()), lost


def _months(document: Document) -> tuple[int, int] | None:
    """The months in which a document's date begins and ends; a day without a year is in none."""
    found = placed(document.card)
    if not found or not edtf.is_edtf(found):
        return None
    date = edtf.parse(found)
    if date.first == edtf.FIRST or date.last == edtf.LAST or date.first[0] < 0:
        return None
    return _month(date.first), _month(date.last)


def _month(day: edtf.Day) -> int:
    return day[0] * 12 + day[1] - 1


def _inferred(document: Document) -> bool:
    found = dating(document.card)
    return bool(found and is_inferred(document.card, found[1]))


# -- the picture ----------------------------------------------------------------------------------------------------


def picture(found: Sequence[Column], lost: int, hrefs: Sequence[str]) -> Html:
    """The columns as SVG, each leading to what it counts, with what the picture leaves out said below."""
    most = max(column.count for column in found)
    wide, tall = len(found) * _COLUMN + 2 * _SIDE, _TOP + _HEIGHT + _FOOT
    drawn = [_bar(n, column, most, href) for n, (column, href) in enumerate(zip(found, hrefs, strict=True))]
    base = str(_TOP + _HEIGHT)
    axis = el("line", x1="0", y1=base, x2=str(wide), y2=base, cls="axis")
    svg = el(
        "svg", axis, *drawn, viewBox=f"0 0 {wide} {tall}", width=str(wide), height=str(tall), role="group",
        aria_label="各个时间的提及次数", data_en_aria_label="Mentions over time",
    )  # fmt: skip
    label, en = "时间分布图，可左右滚动", "Mentions over time, to scroll sideways"
    frame = el("div", svg, cls="picture", tabindex="0", role="region", aria_label=label, data_en_aria_label=en)
    return block("div", frame, _said(found, lost), cls="timeline")


def _bar(number: int, column: Column, most: int, href: str) -> Html:
    x, middle = _SIDE + number * _COLUMN, _SIDE + number * _COLUMN + _COLUMN // 2
    names = zip(column.label(number == 0), (column.short, None), strict=True)
    below = [_text(middle, _TOP + _HEIGHT + 14 + 16 * n, text, en) for n, (text, en) in enumerate(names)]
    if not column.count:
        return el("g", *below)
    height = max(2, round(_HEIGHT * column.count / most))
    sure = round(height * (column.count - column.inferred) / column.count)
    top = _TOP + _HEIGHT - height
    bars = [_rect(x, top + height - sure, sure, "sure"), _rect(x, top, height - sure, "inferred")]
    said = f"{column.name}：{column.count} 处" + (f"，其中 {column.inferred} 处日期为推断" if column.inferred else "")
    en = f"{column.english}: {some(column.count, 'mention')}"
    en += f", {column.inferred} of them with an inferred date" if column.inferred else ""
    count, title = _text(middle, top - 4, str(column.count)), el("title", esc(said), data_en=en)
    return el("g", el("a", title, *bars, count, href=href, aria_label=said, data_en_aria_label=en), *below)


def _rect(x: int, y: int, height: int, cls: str) -> Html:
    if not height:
        return Html("")
    return el("rect", x=str(x + 3), y=str(y), width=str(_COLUMN - 6), height=str(height), cls=cls)


def _text(x: int, y: int, text: str, en: str | None = None) -> Html:
    return el("text", esc(text), x=str(x), y=str(y), data_en=en) if text else Html("")


def _said(found: Sequence[Column], lost: int) -> Html:
    pale = ("浅色部分的日期是推断所得。", "Dates of the pale parts are inferred. ")
    more = f"{lost} more are in documents whose date or year is not known, or only roughly."
    left = (f"另有 {lost} 处，所在文献的日期或年份不详，或只知大概，没有计入。", more)
    parts = [pale] * any(column.inferred for column in found) + [left] * bool(lost)
    return el("p", *(say(*part) for part in parts), cls="none") if parts else Html("")


def listed(found: Sequence[Column], lost: int, hrefs: Sequence[str]) -> Html:
    """The same in words, for a few mentions."""
    items = [
        el(
            "li",
            el("a", say(column.name, column.english), href=href),
            el("span", so_many_mentions(column.count), cls="count"),
        )
        for column, href in zip(found, hrefs, strict=True)
        if column.count
    ]
    return block("div", block("ul", *items, cls="named"), _said([], lost), cls="timeline")
