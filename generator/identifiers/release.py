"""Release: new documents get their permanent ids and numbers, and what has moved since is forwarded.

Pure: from the table and the documents of today to the table of tomorrow, with a report. Nothing is released while
something would be lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.documents import Cleaned
from generator.identifiers.standing import anchored, numbers, problems, successors
from generator.lines import ranges
from generator.model import Document, Identifier
from generator.render.places import Kept, kept

MOVED = "文献的起止有变动"


@dataclass(frozen=True)
class Withdrawal:
    """What an editor takes out: ids, or the short or file names of seeds; and why."""

    names: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Release:
    """The table after a release, what changed in it, and what forbids the release."""

    rows: tuple[Identifier, ...]
    told: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass
class _Work:
    """The release in the making."""

    cleaned: Sequence[Cleaned]
    today: str
    told: list[str] = field(default_factory=list)
    kept: dict[str, Kept] = field(default_factory=dict)  # by short name

    def __post_init__(self) -> None:
        self.seeds = {one.seed.short: one for one in self.cleaned}
        self.documents = {document.id: document for one in self.cleaned for document in one.documents}

    def lines(self, one: Cleaned, document: Document) -> tuple[tuple[int, int], ...]:
        """The raw lines that have an anchor on a document's page now."""
        short = one.seed.short
        self.kept[short] = self.kept.get(short) or kept(one)
        return anchored(one, document, self.kept[short])

    def changed(self, before: Identifier, after: Identifier, said: str) -> Identifier:
        if before != after and said not in self.told:
            self.told.append(said)
        return after


def release(
    rows: Sequence[Identifier], cleaned: Sequence[Cleaned], today: str, withdrawal: Withdrawal = Withdrawal()
) -> Release:
    work = _Work(cleaned, today)
    wrong = list(_wrong_withdrawals(rows, work, withdrawal))
    after = [_withdrawn(row, work, withdrawal) for row in rows]
    after = [_brought_up(row, work) for row in after]
    after += _new(after, work)
    wrong += problems(after, cleaned)
    wrong += _unwritable(cleaned)
    return Release(tuple(after), tuple(work.told), tuple(wrong))


# -- withdrawing ----------------------------------------------------------------------------------------------------


def _means(name: str, row: Identifier) -> bool:
    """Is this row meant: by its id, or as a live one of a seed named by its short or file name?"""
    return row.id == name or (row.status == "live" and name in (row.short, row.seed, row.seed.removesuffix(".txt")))


def _wrong_withdrawals(rows: Sequence[Identifier], work: _Work, withdrawal: Withdrawal) -> Iterator[str]:
    for name in withdrawal.names:
        meant = [row for row in rows if _means(name, row)]
        if not meant:
            yield f"{name}: no released id, and no seed with released ids; see seeds/identifiers.tsv"
        for row in meant:
            if row.id in work.documents:
                yield f"{row.id}: its document is still here; take seeds/{row.seed} away first, then withdraw it"


def _withdrawn(row: Identifier, work: _Work, withdrawal: Withdrawal) -> Identifier:
    meant = any(_means(name, row) for name in withdrawal.names)
    if not meant or row.status == "withdrawn" or row.id in work.documents:
        return row
    after = replace(row, status="withdrawn", to=(), reason=withdrawal.reason, date=work.today)
    return work.changed(row, after, f"withdraw {row.id} (No. {row.number}): {withdrawal.reason}")


# -- what is there now ----------------------------------------------------------------------------------------------


def _brought_up(row: Identifier, work: _Work) -> Identifier:
    """The row as today's documents ask for; a row that cannot stand is left, `problems` will say why."""
    one = work.seeds.get(row.short)
    if one is None or one.seed.sha256 != row.sha256:
        return row
    said = f"rename {row.seed} to {one.seed.name} (still {row.short})"
    row = work.changed(row, replace(row, seed=one.seed.name), said)
    document = work.documents.get(row.id)
    if document:
        return _live(row, one, document, work)
    to = () if row.status == "withdrawn" else successors(row, one)
    if not to or to == row.to:
        return row
    after = replace(row, status="forward", to=to, reason=MOVED, date=work.today)
    return work.changed(row, after, f"forward {row.id} (No. {row.number}) to {', '.join(to)}")


def _live(row: Identifier, one: Cleaned, document: Document, work: _Work) -> Identifier:
    """A released document: its page keeps the anchors of all lines it ever had."""
    lines = ranges(numbers(row.lines) | numbers(work.lines(one, document)))
    if row.status == "live":
        return work.changed(row, replace(row, lines=lines), f"more lines in {row.id} (No. {row.number})")
    after = replace(row, status="live", to=(), reason="", lines=lines, date=work.today)
    return work.changed(row, after, f"take back {row.id} (No. {row.number}), which was {row.status}")


def _new(rows: Sequence[Identifier], work: _Work) -> Iterator[Identifier]:
    known = {row.id for row in rows}
    number = max((row.number for row in rows), default=0)
    for one in work.cleaned:
        for document in (document for document in one.documents if document.id not in known):
            number += 1
            work.told.append(f"release {document.id} (No. {number}) {document.card.title or ''}".rstrip())
            lines = work.lines(one, document)
            yield Identifier(document.id, number, one.seed.name, one.seed.sha256, lines, date=work.today)


def _unwritable(cleaned: Iterable[Cleaned]) -> Iterator[str]:
    for one in cleaned:
        if re.search(r"[\x00-\x1f\x7f]", one.seed.name):
            yield f"seeds/{one.seed.name!r}: a tab or other control in the file name; rename it"
