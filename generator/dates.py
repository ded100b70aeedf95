"""Dates as they are written in Chinese documents, and their EDTF form.

Arabic, full-width and Chinese numerals (`二〇二〇年十一月十七日`, `二○三五年`), with spaces that layout put in. Nothing is
completed here: a date without a year stays without one (`XXXX` in its EDTF form).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_Y = r"(?:[12][0-9]{3}|[１２][０-９]{3}|[一二][〇○零Ｏ０0一二三四五六七八九]{3})"
_N = r"(?:[0-9０-９]{1,2}|[廿卅]?[一二三四五六七八九十]{1,3})"
_S = r"[\s　]*"
_C = r"(?:中[華华])?民[國国]"  # years of the Republic of China: the first is 1912
_CY = r"(?:[0-9０-９]{1,3}|[一二三四五六七八九十百零〇○]{1,5})"
_DASH = rf"{_S}(?:-|－|—|–|至|到|~|～){_S}"
DATE = rf"(?:{_Y}{_S}年{_S}{_N}{_S}月(?:{_S}{_N}{_S}[日号號]?)?(?:{_DASH}(?:{_N}{_S}月{_S})?{_N}{_S}[日号號])?|{_C}{_S}{_CY}{_S}年{_S}{_N}{_S}月(?:{_S}{_N}{_S}[日号號])?|{_Y}[-/.]{_N}[-/.]{_N}|{_N}{_S}月{_S}{_N}{_S}[日号號]|(?<![0-9/])[0-3]?[0-9]/[0-3]?[0-9]/{_Y}(?![0-9/]))"
CLOCK = r"(?:[T\s　]*(?:[-–—|｜,，•·]\s*)?[0-9]{1,2}\s*[:：]\s*[0-9]{2}(?:\s*[:：]\s*[0-9]{2})?)?"  # behind a date, or nothing
FIGURES = r"[12][0-9]{3}\s*[-/.年]\s*[0-9]{1,2}\s*[-/.月]\s*[0-9]{1,2}"  # a day as sites write it
PLACE = r"[\u4e00-\u9fff·]{2,12}"

_FULL = re.compile(
    rf"""
      {_C}{_S}(?P<cy>{_CY}){_S}年(?:{_S}(?P<cm>{_N}){_S}月(?:{_S}(?P<cd>{_N}){_S}[日号號])?)?
    | (?P<y>{_Y}){_S}年{_S}(?P<m>{_N}){_S}月(?:份|{_S}(?P<d>{_N}){_S}[日号號]
        (?:{_DASH}(?:(?:(?P<y2>{_Y}){_S}年{_S})?(?P<m2>{_N}){_S}月{_S})?(?P<d2>{_N}){_S}[日号號])?
       |{_S}(?P<da>{_N}){_DASH}(?P<db>{_N}){_S}[日号號])?
    | (?P<jy>{_Y})[ ](?P<jm>[0-9]{{2}})-(?P<jd>[0-9]{{2}})(?![0-9])
    | (?P<iy>{_Y})(?P<sep>[-/.])(?P<im>[0-9]{{1,2}})(?P=sep)(?P<id>[0-9]{{2}}(?=[0-2][0-9]:[0-5][0-9])|[0-9]{{1,2}}(?![0-9]))      # also 2022-06-0210:31
    | (?<![0-9/])(?P<fd>1[3-9]|2[0-9]|3[01])/(?P<fm>0?[1-9]|1[0-2])/(?P<fy>[12][0-9]{{3}})(?![0-9/])  # 16/10/2018: no month is the 16th;
    | (?<![0-9/])(?P<gm>0?[1-9]|1[0-2])/(?P<gd>1[3-9]|2[0-9]|3[01])/(?P<gy>[12][0-9]{{3}})(?![0-9/])  # 03/04/2018 may be either
    | (?<![0-9.])(?P<ed>[0-9]{{2}})\.(?P<em>[0-9]{{2}})\.(?P<ey>[12][0-9]{{3}})(?![0-9.])     # 22.04.2021
    | (?<![0-9０-９年])(?P<nm>{_N}){_S}月{_S}(?P<nd>{_N}){_S}[日号號](?:{_DASH}(?:(?P<nm2>{_N}){_S}月{_S})?(?P<nd2>{_N}){_S}[日号號])?
    | (?<![0-9０-９年])(?P<rm>{_N}){_S}月{_S}(?P<ra>{_N}){_DASH}(?P<rb>{_N}){_S}[日号號]
    | (?P<oy>{_Y}){_S}年(?!代|度|来|來|间|間|以|前|后|後|底|初|可持续|亚太)
    """,
    re.VERBOSE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_ENGLISH = re.compile(  # a line of nothing but an English day and hour: Mar 30, 2022; Last updated on Friday, 8 April 2022 11:50
    rf"""\s*
    (?:(?:(?:Last\s+)?(?:Modified|Updated)|Published|Posted|Date)(?:\s+on)?\s*:?\s*)?
    (?:[A-Z][a-z]{{2,8}},\s*)?
    (?:{_MONTH}\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? | (?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH.replace("<month>", "<m2>")},?)
    \s+(?P<year>[12][0-9]{{3}})
    (?:\s*[,|-]?\s*[0-9]{{1,2}}[:.][0-9]{{2}}(?::[0-9]{{2}})?(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{{2,4}})?)?
    \s*""",
    re.VERBOSE | re.IGNORECASE,
)
_MINGUO = re.compile(  # a line of nothing but a day with a year of three figures, which only the Republic of China counts so
    rf"\s*(?:[^，。0-9]{{2,8}}[:：]\s*)?(?P<year>1[0-4][0-9]){_S}年{_S}(?P<month>[0-9]{{1,2}}){_S}月{_S}(?P<day>[0-9]{{1,2}}){_S}[日號号]"
    r"(?:\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?\s*"
)
_DIGITS = {
    c: n
    for n, cs in enumerate(
        ["〇○零Ｏ０0", "一１1", "二２2", "三３3", "四４4", "五５5", "六６6", "七７7", "八８8", "九９9"]
    )
    for c in cs
}


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written at `start`..`end`. Parts that are not written are None; `last` is the end of a range."""

    start: int
    end: int
    text: str
    year: int | None
    month: int | None = None
    day: int | None = None
    last: tuple[int | None, int | None, int] | None = None  # year, month, day of the end of a range

    @property
    def possible(self) -> bool:
        """Is there such a day? 30 February is not one."""
        return _valid(self.year, self.month, self.day) and (
            self.last is None or _valid(self.last[0] or self.year, self.last[1] or self.month, self.last[2])
        )

    def in_year(self, year: int) -> Written:
        return replace(self, year=year)

    @property
    def edtf(self) -> str | None:
        """The date as EDTF, a day without a year as `XXXX-09-06`; None where there is no such day.

        >>> [date.edtf for date in written_dates("2025年11月22－23日，二○二○年四月，2月30日，民國109年4月，9月6日")]
        ['2025-11-22/2025-11-23', '2020-04', None, '2020-04', 'XXXX-09-06']
        """
        if not self.possible or (self.year is None and not (self.month and self.day)):
            return None
        first = _join(self.year, self.month, self.day)
        if self.last is None:
            return first
        year, month, day = self.last
        return f"{first}/{_join(year or self.year, month or self.month, day)}"


def _join(year: int | None, month: int | None, day: int | None) -> str:
    return (
        ("XXXX" if year is None else f"{year:04d}")
        + (f"-{month:02d}" if month else "")
        + (f"-{day:02d}" if month and day else "")
    )


def _valid(year: int | None, month: int | None, day: int | None) -> bool:
    if month is None:
        return True
    return 1 <= month <= 12 and (day is None or 1 <= day <= calendar.monthrange(year or 2000, month)[1])


def number(text: str) -> int:
    """A small number or a year in any numerals.

    >>> [number(t) for t in ("二〇二〇", "十一", "二十三", "廿二", "１７", "三十", "一百零八")]
    [2020, 11, 23, 22, 17, 30, 108]
    """
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "百" in text:
        hundreds, rest = text.split("百", 1)
        return number(hundreds or "一") * 100 + (number(rest.lstrip("零〇○")) if rest else 0)
    if "十" not in text:
        return int("".join(str(_DIGITS[char]) for char in text))
    tens, ones = text.split("十", 1)
    return (number(tens) if tens else 1) * 10 + (number(ones) if ones else 0)


def written_dates(text: str) -> Iterator[Written]:
    """The dates written in a text, in order.

    >>> [date.edtf for date in written_dates("Mar 30, 2022")], list(written_dates("The summit of Mar 30, 2022"))
    (['2022-03-30'], [])
    >>> [date.edtf for date in written_dates("22.04.2021 15:40，版本 10.12.2010.3，第1.2.2010号")]
    ['2021-04-22']
    >>> [date.edtf for date in written_dates("16/10/2018 09:30，04/16/2018，03/04/2018，16/10/2018/2")]
    ['2018-10-16', '2018-04-16']
    >>> [date.edtf for line in ("發布日期：109年11月17日", "88年9月7日", "在位109年") for date in written_dates(line)]
    ['2020-11-17']
    """
    alone = english_day(text) or _minguo_day(text)
    if alone:
        yield alone
        return
    for match in _FULL.finditer(text):
        got = {key: number(value) for key, value in match.groupdict().items() if value and key != "sep"}
        yield _written(match, got)


def english_day(text: str) -> Written | None:
    """The day that a line gives in English, with nothing else on it."""
    match = _ENGLISH.fullmatch(text)
    if not match:
        return None
    month = _MONTHS.index((match["month"] or match["m2"])[:3].lower()) + 1
    return Written(0, len(text), text, int(match["year"]), month, int(match["day"] or match["d2"]))


def _minguo_day(text: str) -> Written | None:
    """The day of a year of the Republic of China that a line gives without saying so, with nothing else on it."""
    match = _MINGUO.fullmatch(text)
    return (
        Written(0, len(text), text, int(match["year"]) + 1911, int(match["month"]), int(match["day"]))
        if match
        else None
    )


def _written(match: re.Match[str], got: dict[str, int]) -> Written:
    at = (match.start(), match.end(), match.group())
    if "jy" in got:
        return Written(*at, got["jy"], got["jm"], got["jd"])
    if "iy" in got:
        return Written(*at, got["iy"], got["im"], got["id"])
    if "ey" in got:
        return Written(*at, got["ey"], got["em"], got["ed"])
    if "fy" in got:
        return Written(*at, got["fy"], got["fm"], got["fd"])
    if "gy" in got:
        return Written(*at, got["gy"], got["gm"], got["gd"])
    if "cy" in got:
        return Written(*at, got["cy"] + 1911, got.get("cm"), got.get("cd"))
    if "oy" in got:
        return Written(*at, got["oy"])
    if "y" in got:
        day = got.get("d") or got.get("da")
        last = got.get("d2") or got.get("db")
        return Written(*at, got["y"], got["m"], day, (got.get("y2"), got.get("m2"), last) if last else None)
    if "nm" in got:
        last = got.get("nd2")
        return Written(*at, None, got["nm"], got["nd"], (None, got.get("nm2"), last) if last else None)
    return Written(*at, None, got["rm"], got["ra"], (None, None, got["rb"]))
