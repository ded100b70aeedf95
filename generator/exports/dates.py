"""What day an export may say it is of. A build asks no clock: a day is one that the data tell of, and says which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.edition import Edition
from generator.model import Document, Identifier

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, order=True)
class Day:
    """A day, and what happened on it: in the archive (`own`), or to the text before it came there."""

    own: bool
    date: str
    what: str

    @property
    def moment(self) -> str:
        return f"{self.date}T00:00:00Z"


def day_of(document: Document, row: Identifier | None = None) -> Day | None:
    """The last day on which something is recorded of a document; without one, the last day the text itself tells of."""
    found = [*_recorded(document, row), *_told(document)]
    return max((day for day in found if _DAY.fullmatch(day.date)), default=None)


def _recorded(document: Document, row: Identifier | None) -> Iterator[Day]:
    if row and row.date:
        yield Day(True, row.date, "公布编号的日期 · id released")
    if document.review.get("by") and document.review.get("date"):
        yield Day(True, str(document.review["date"]), "校读的日期 · read by an editor")
    if document.provenance.get("retrieved"):
        yield Day(True, str(document.provenance["retrieved"])[:10], "抓取的日期 · retrieved")


def _told(document: Document) -> Iterator[Day]:
    card = document.card
    for value in (card.published, card.dateline_date, card.date):
        if value:
            yield Day(False, value, "文献自身的日期，收入本档案的日期没有记录 · the text's own date")


def day_of_all(documents: Iterable[Document], rows: Iterable[Identifier], edition: Edition) -> Day | None:
    """The day of the whole: that of the release, where `mkdocs.yml` tells it; else the last of its documents."""
    if edition.released:
        return Day(True, edition.released, "发布的日期 · released")
    by_id = {row.id: row for row in rows}
    days = [day_of(document, by_id.get(document.id)) for document in documents]
    gone = [Day(True, row.date, "编号变动的日期 · ids changed") for row in by_id.values() if row.date]
    return max([*gone, *(day for day in days if day)], default=None)
