"""The table of released ids as a file: read strictly, since a mistake in it would move citations without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Literal

from generator.model import Identifier

FILE = "identifiers.tsv"
COLUMNS = ("id", "number", "seed", "sha256", "lines", "status", "to", "reason", "date")
Status = Literal["live", "forward", "withdrawn"]
STATUSES: tuple[Status, ...] = ("live", "forward", "withdrawn")

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*-[1-9]\d*(?:c[1-9]\d*)?")
_NUMBER = re.compile(r"[1-9]\d*")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_RANGES = re.compile(r"[1-9]\d*(?:-[1-9]\d*)?(?:,[1-9]\d*(?:-[1-9]\d*)?)*")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_RESTORE = "only `archive release` writes this file; restore it from version control and run it again"


class IdentifierError(ValueError):
    """A table of ids that cannot be relied on. The message names file, line and remedy."""


class _Wrong(ValueError):
    """What is wrong with a row."""


def read_identifiers(path: Path) -> tuple[Identifier, ...]:
    """The released ids in order of their numbers; none where nothing was released yet."""
    if not path.exists():
        return ()
    rows: list[Identifier] = []
    for number, line in enumerate(_lines(path), 1):
        try:
            if number == 1:
                _check_head(line)
            else:
                rows.append(_row(line))
        except _Wrong as error:
            raise IdentifierError(f"{path}, line {number}: {error}; {_RESTORE}") from error
    for number, complaint in _complaints(rows):
        raise IdentifierError(f"{path}, line {number}: {complaint}; {_RESTORE}")
    return tuple(rows)


def table(rows: Sequence[Identifier]) -> str:
    """The rows as the file holds them."""
    return "".join("\t".join(cells) + "\n" for cells in (COLUMNS, *map(_cells, rows)))


def _cells(row: Identifier) -> tuple[str, ...]:
    lines = ",".join(f"{first}" if first == last else f"{first}-{last}" for first, last in row.lines)
    return (row.id, str(row.number), row.seed, row.sha256, lines, row.status, ",".join(row.to), row.reason, row.date)


# -- one line at a time ---------------------------------------------------------------------------------------------


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise IdentifierError(f"{path}: not UTF-8; {_RESTORE}") from error
    except OSError as error:
        raise IdentifierError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    if "\r" in text or text.startswith("\ufeff"):
        raise IdentifierError(f"{path}: saved by another program (CR or byte order mark); {_RESTORE}")
    lines = text.split("\n")
    if lines.pop():
        raise IdentifierError(f"{path}, line {len(lines) + 1}: its last line is cut off (no line end); {_RESTORE}")
    return lines or [""]


def _check_head(line: str) -> None:
    if tuple(line.split("\t")) != COLUMNS:
        raise _Wrong(f"the first line must name the columns {' '.join(COLUMNS)}, separated by tabs")


def _row(line: str) -> Identifier:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        raise _Wrong("a merge left both versions here")
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise _Wrong(f"{len(cells)} cells where {len(COLUMNS)} belong")
    id, number, seed, digest, lines, status, to, reason, date = cells
    for what, value, form in (("id", id, _ID), ("number", number, _NUMBER), ("sha256", digest, _DIGEST)):
        _check(what, value, form)
    _check("lines", lines, _RANGES)
    _check("date", date, _DATE)
    if not seed:
        raise _Wrong("no seed")
    targets = tuple(to.split(",")) if to else ()
    for target in targets:
        _check("to", target, _ID)
    row = Identifier(id, int(number), seed, digest, _ranges(lines), _status(status), targets, reason, date)
    return _whole(row)


def _check(what: str, value: str, form: re.Pattern[str]) -> None:
    if not form.fullmatch(value):
        raise _Wrong(f"{value!r} is no {what}")


def _status(value: str) -> Status:
    for status in STATUSES:
        if value == status:
            return status
    raise _Wrong(f"{value!r} is no status ({', '.join(STATUSES)})")


def _ranges(cell: str) -> tuple[tuple[int, int], ...]:
    pairs = [part.partition("-") for part in cell.split(",")]
    found = tuple((int(first), int(last or first)) for first, _, last in pairs)
    if any(first > last for first, last in found) or any(a[1] >= b[0] for a, b in pairwise(found)):
        raise _Wrong(f"{cell!r} are no lines in order")
    return found


def _whole(row: Identifier) -> Identifier:
    """A row that says all that its status asks for, and nothing more."""
    if (row.status == "forward") != bool(row.to):
        raise _Wrong(f"{row.id} is {row.status}: `to` is for forwarded ids, and they need it")
    if row.status == "withdrawn" and not row.reason:
        raise _Wrong(f"{row.id} was withdrawn without a reason")
    return row


# -- the table as a whole -------------------------------------------------------------------------------------------


def _complaints(rows: Sequence[Identifier]) -> Iterator[tuple[int, str]]:
    """What is wrong between rows, with the line of the later one."""
    places: dict[str, int] = {}
    seeds: dict[str, Identifier] = {}
    last = 0
    for line, row in enumerate(rows, 2):
        if row.id in places:
            yield line, f"{row.id} stands twice (first on line {places[row.id]})"
        if row.number <= last:
            same = "stands twice" if row.number == last else "is out of order"
            yield line, f"number {row.number} {same} (the line above has {last})"
        first = seeds.setdefault(row.short, row)
        if (first.seed, first.sha256) != (row.seed, row.sha256):
            yield line, f"{row.id} and {first.id} share a short name and name two seeds"
        places.setdefault(row.id, line)
        last = row.number
    for line, row in enumerate(rows, 2):
        for target in row.to:
            if target not in places or target == row.id:
                yield line, f"{row.id} leads to {target}, which was never released"
