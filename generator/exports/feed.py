"""An Atom feed of what is new, withdrawn or forwarded: the latest only, so that it does not grow."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.cite.record import title
from generator.edition import Edition
from generator.exports import words
from generator.exports.dates import Day, day_of, day_of_all
from generator.exports.xml import Xml, el, esc, rows
from generator.model import Document, Identifier
from generator.standing import REVIEWS, review_level

LATEST = 50
NAMESPACE = "http://www.w3.org/2005/Atom"
SAID = (
    "生成网页时不看时钟：有公布、校读、抓取日期的，以其中最晚的为准；没有的，以文献自身的日期为准。每条写明是哪一种。"
    "Dates are those recorded; where none is, the text's own. Each entry says which."
)


@dataclass(frozen=True)
class _Entry:
    id: str
    number: int
    day: Day
    title: str
    summary: str
    page: str | None


def feed(
    documents: Sequence[Document], rows_: Sequence[Identifier], numbers: Mapping[str, int], edition: Edition
) -> str | None:
    """The feed; None where the data tell no day at all."""
    whole = day_of_all(documents, rows_, edition)
    entries = sorted(
        _entries(documents, rows_, numbers, edition), key=lambda one: (one.day.own, one.day.date, one.number)
    )
    latest = entries[: -LATEST - 1 : -1]
    if not whole or not latest:
        return None
    name = edition.name or "annotated-archive"
    links = []
    if edition.url:
        root = edition.url.rstrip("/")
        links = [el("link", rel="self", href=f"{root}/data/feed.xml"), el("link", rel="alternate", href=f"{root}/")]
    inside = rows(
        el("id", esc(_urn(edition.url or name))),
        el("title", esc(name)),
        el("subtitle", esc(SAID)),
        el("updated", esc(max(whole.moment, *(one.day.moment for one in latest)))),
        el("author", el("name", esc(name))),
        el("rights", esc(words.RIGHTS)),
        *links,
        *map(_entry, latest),
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{el("feed", inside, xmlns=NAMESPACE, xml_lang="zh")}\n'


def _entries(
    documents: Sequence[Document], rows_: Sequence[Identifier], numbers: Mapping[str, int], edition: Edition
) -> Iterator[_Entry]:
    by_id = {row.id: row for row in rows_}
    for document in documents:
        row = by_id.get(document.id)
        if day := day_of(document, row):
            state = " · ".join(REVIEWS[review_level(document)])
            urn = _urn(f"{row.sha256 if row else document.sha256}\n{document.id}")
            summary = f"{day.what}。{state}"
            yield _Entry(urn, numbers[document.id], day, title(document), summary, edition.page(document.id))
    here = {document.id for document in documents}
    for row in by_id.values():
        if row.status != "live" and row.date and row.id not in here:
            what = "撤下 · withdrawn" if row.status == "withdrawn" else f"转往 {'、'.join(row.to)} · forwarded"
            day = Day(True, row.date, what)
            urn = _urn(f"{row.sha256}\n{row.id}")
            yield _Entry(urn, row.number, day, f"{row.id}：{what}", row.reason, edition.page(row.id))


def _entry(one: _Entry) -> Xml:
    return el(
        "entry",
        rows(
            el("id", esc(one.id)),
            el("title", esc(one.title)),
            el("updated", esc(one.day.moment)),
            el("summary", esc(one.summary)),
            el("link", rel="alternate", href=one.page) if one.page else Xml(""),
        ),
    )


def _urn(name: str) -> str:
    """A name that stays while the thing does, wherever the site is."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"
