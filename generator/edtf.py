"""Dates as EDTF (Library of Congress 2019), the parts of levels 0 and 1 that an archive card uses, and one of level 2.

    2020-06-18          a day                     2020-06-18T20:00:00+08:00   a moment
    2020-04             some day in April 2020    2020                        some day in 2020
    2020-04~            about April 2020; the mark qualifies the whole date (`?` uncertain, `%` both)
    202X, 2020-XX-18    an unspecified digit      2020-21                     spring 2020
    2020-04/2020-11-22  an interval; `..` is an open end, an empty one is unknown
    XXXX-09-06          6 September of a year that is not known (level 2), as datelines are printed

Years have four digits and may be negative. All else of level 2, and level 1's years of more than four digits, are refused.
A day without a year may be of any year: its bounds say so, it comes after all that have one, and nothing is compared with
it but month and day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

OPEN, UNKNOWN = "..", ""
SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 12)}  # as months of the stated year

_DATE = re.compile(
    r"""(?P<year> -?(?: \d{4} | \d{3}X | \d{2}XX ) | XXXX (?=-\d) )
        (?: - (?P<month> \d{2} | XX )
            (?: - (?P<day> \d{2} | XX )
                (?P<time> T\d{2}:\d{2}:\d{2} (?: Z | [+-]\d{2} (?: :\d{2} )? )? )?
            )?
        )?
        (?P<mark> [~?%] )?""",
    re.VERBOSE | re.ASCII,
)
_CLOCK = re.compile(r"T(\d{2}):(\d{2}):(\d{2})(?:Z|[+-](\d{2})(?::(\d{2}))?)?", re.ASCII)

Day = tuple[int, int, int]
NO_YEAR = "XXXX"
FIRST: Day = (-9999, 1, 1)
LAST: Day = (9999, 12, 31)


class EdtfError(ValueError):
    """A date that is not EDTF. The message says why and what would be right."""


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or interval: the days (year, month, day) between which it lies, and how sure it is.

    `mark` is `~` (about), `?` (uncertain), `%` (both) or empty, for an interval that of either end; `yearless` that the
    year of an end is not known.
    """

    text: str
    first: Day
    last: Day
    mark: str = ""
    interval: bool = False
    yearless: bool = False


def parse(text: str) -> Edtf:
    """Read an EDTF date. Raises EdtfError.

    >>> parse("2020-04~").first, parse("2020-04~").last, parse("2020-04~").mark
    ((2020, 4, 1), (2020, 4, 30), '~')
    >>> parse("2020-11-17/2020-11-22").interval, parse("XXXX-09-06").yearless
    (True, True)
    """
    if "/" not in text:
        return _date(text)
    ends = text.split("/")
    if len(ends) == 3 and all(end.isdecimal() for end in ends):
        return _date(text)  # 2020/06/18: fails, with the remedy
    if len(ends) != 2 or all(end in (OPEN, UNKNOWN) for end in ends):
        raise EdtfError(f"`{text}` is not EDTF: an interval has two ends, as 2020-04/2020-11, and one is a date")
    start, end = (None if end in (OPEN, UNKNOWN) else _date(end) for end in ends)
    first, last = start.first if start else FIRST, end.last if end else LAST
    if first > last:
        raise EdtfError(f"`{text}` is not EDTF: the interval ends before it begins; swap its ends")
    marks = {date.mark for date in (start, end) if date} - {""}
    return Edtf(
        text,
        first,
        last,
        "%" if len(marks) > 1 else "".join(marks),
        True,
        any(date and date.yearless for date in (start, end)),
    )


def problem(text: str) -> str | None:
    """Why `text` is not EDTF, None where it is.

    >>> problem("2020-06-18"), problem("2020-06-31")
    (None, '`2020-06-31` is not EDTF: 2020-06 has 30 days')
    """
    try:
        parse(text)
    except EdtfError as error:
        return str(error)
    return None


def is_edtf(text: str) -> bool:
    return problem(text) is None


def is_yearless(text: str | None) -> bool:
    """Is this a date whose year is not known (`XXXX-09-06`)?"""
    return text is not None and NO_YEAR in text


def agree(one: str, other: str) -> bool:
    """May two dates be the same? A day without a year may be that day of any year, and of no year is it proof.

    >>> agree("2020-09-06", "2020-09-06"), agree("2020-09-06", "2021-09-06")
    (True, False)
    >>> agree("2020-09-06", "XXXX-09-06"), agree("XXXX-09-06", "XXXX-09-07")
    (True, False)
    """
    if is_yearless(one) or is_yearless(other):
        return [end[4:] for end in one.split("/")] == [end[4:] for end in other.split("/")]
    return one == other


def sort_key(text: str) -> tuple[bool, Day, Day]:
    """Orders dates by their first day, then by their last: the day before the month that begins with it.

    >>> sorted(["XXXX-01-02", "2020-04", "2020", "2020-04-01", "2019-12-31~"], key=sort_key)
    ['2019-12-31~', '2020', '2020-04-01', '2020-04', 'XXXX-01-02']
    """
    date = parse(text)
    return date.yearless, date.first, date.last


def _date(text: str) -> Edtf:
    found = _DATE.fullmatch(text)
    if not found:
        raise EdtfError(f"`{text}` is not EDTF; {_remedy(text)}")
    year, month, day = found["year"], found["month"], found["day"]
    _check_clock(text, found["time"])
    mark = found["mark"] or ""
    years = int(year.replace("X", "0")), int(year.replace("X", "9"))
    low, high = min(years), max(years)
    if month in SEASONS and day is None:
        begin, end = SEASONS[month]
        return Edtf(text, (low, begin, 1), (high, end, _days(high, end)), mark, yearless=year == NO_YEAR)
    months = (1, 12) if month in (None, "XX") else (int(month), int(month))
    if not 1 <= months[0] <= 12:
        raise EdtfError(f"`{text}` is not EDTF: there is no month {month}")
    days = (1, _days(high, months[1])) if day in (None, "XX") else (int(day), int(day))
    longest = max(_days(y, m) for y in (low, high) for m in months)
    if not 1 <= days[1] <= longest:
        raise EdtfError(f"`{text}` is not EDTF: {year}-{month} has {longest} days")
    return Edtf(text, (low, months[0], days[0]), (high, months[1], days[1]), mark, yearless=year == NO_YEAR)


def _days(year: int, month: int) -> int:
    return monthrange(abs(year) or 4, month)[1]  # astronomical year 0 was a leap year


def _check_clock(text: str, time: str | None) -> None:
    found = _CLOCK.fullmatch(time or "")
    if found:
        hour, minute, second, *zone = (int(part or 0) for part in found.groups())
        if hour > 23 or minute > 59 or second > 59 or zone[0] > 14 or zone[1] > 59:
            raise EdtfError(f"`{text}` is not EDTF: there is no such time of day")


def _remedy(text: str) -> str:
    """What the writer most likely meant."""
    numbers = re.findall(r"\d+", text)
    if [len(number) for number in numbers] in ([4, 1, 1], [4, 1, 2], [4, 2, 1], [4, 2, 2]):
        year, month, day = (int(number) for number in numbers)
        return f"write {year:04d}-{month:02d}-{day:02d}"
    if [len(number) for number in numbers] in ([4, 1], [4, 2]):
        return f"write {int(numbers[0]):04d}-{int(numbers[1]):02d}"
    return "write 2020, 2020-04, 2020-04-18 or an interval 2020-04-18/2020-04-20, and ~ behind it for about"
