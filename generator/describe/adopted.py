"""When words were adopted or signed: below the title, in the closing words, on a line by itself, or in the opening.

A treaty names other treaties with their days; the day of another text is never this one's.
"""

from __future__ import annotations

import re

from generator.dates import DATE, Written, written_dates
from generator.describe.calendar import ADOPTED_LABEL, HELD_LABEL, WEB, Calendar, completed, full_dates
from generator.describe.reading import Part, Reading
from generator.formulas import SIGNING_BODY, line_kind
from generator.hanzi import simplified
from generator.model import Block
from generator.words import aligned

WORDS = frozenset({"speech", "remarks", "letter", "declaration", "joint-statement", "communique", "other", "interview"})
_HELD_BEFORE = re.compile(
    r"(?:举行|舉行|召开|召開|通过|通過|发表|發表|签署|簽署|会晤|會晤|会议|會議|主持|于|於|订于|訂於)"
)
_ADOPTED_AT = re.compile(r"[（(][^（）()：:《》]*日[^（）()：:《》]*(?:通过|通過|签署|簽署|签订|簽訂|发表|發表)[）)]")
_OTHERS = re.compile(
    r"[^，。]{0,4}(?:签署|簽署|签订|簽訂|缔结|締結|通过|通過|发表|發表|公布|公佈|颁布|頒布)的|《[^》]{2,80}》的"
)  # the day of another text
_THIS = "(?:协定|協定|协议|協議|议定书|議定書|条约|條約|公约|公約|备忘录|備忘錄|换文|換文|声明|聲明|公报|公報)"
_SIGNED_ON = re.compile(rf"本{_THIS}[于於]{DATE}[^，。]{{0,12}}(?:签订|簽訂|签署|簽署|订立|訂立|缔结|締結)")
_ONLY_DAY = re.compile(  # a line that dates what stands above it: 一九九八年三月十七日签署。
    rf"[（(]?{DATE}(?:[于於在]?[\u4e00-\u9fff]{{2,8}}?)??(?P<done>通过|通過|签署|簽署|签订|簽訂|发布|發布|公布)?[）)。]?"
)
_CLOSING = re.compile(r"(?:于|於|订于|訂於|签订|簽訂|签署|日于|日於|日在)")


def said(part: Part, reading: Reading, kind: str, calendar: Calendar) -> None:
    """When words were said or adopted: the date line, the closing formula, or `于某日举行` in the opening."""
    for field in reading.fields("dateline", "note"):
        if field.role == "note" and not _ADOPTED_AT.fullmatch(field.text.strip()):
            continue
        if WEB.search(field.text) and not (HELD_LABEL.match(field.text) or ADOPTED_LABEL.match(field.text)):
            continue
        date = None if reading.heads_part(field) else next(iter(written_dates(field.text)), None)
        if date:
            date, reason = completed(date, reading, calendar)
            part.put("date", date.edtf, (reading.line_of(field), field.text), reason, read=not date.year)
            return
    if kind == "interview" and _given(part, reading, calendar):
        return
    if kind in ("interview", "other") and not _adopted(reading):
        return
    for block in reading.body[-3:][::-1]:
        date = next(iter(written_dates(block.text)), None)
        short = date and date.year and date.day and len(block.text) <= 60 and not WEB.search(block.text)
        if (
            date
            and short
            and not of_another(block.text, date)
            and (_CLOSING.search(block.text) or len(block.text) - len(date.text) <= 8)
        ):
            part.put("date", date.edtf, (reading.line_of(block), block.text))
            return
    for block in reading.paragraphs[:3]:
        if _opening(part, block, reading, calendar):
            return


def of_another(text: str, date: Written) -> bool:
    """Is this the day of another text (`该协定于…签订`, `…公布的《…》`)?"""
    return bool(_OTHERS.match(text, date.end) or re.search("[该該]", text[max(0, date.start - 8) : date.start]))


def signed(part: Part, reading: Reading, kind: str) -> None:
    """The day on which a text says that it was signed, or that a line by itself gives beside who signed."""
    for block in reading.body[-6:]:
        match = _SIGNED_ON.search(block.text)
        date = next(iter(full_dates(match.group())), None) if match else None
        if match and date:
            part.put("date", date.edtf, reading.at(block, *match.span()))
            return
    days = [
        (n, match)
        for n, block in enumerate(reading.body)
        if (match := _ONLY_DAY.fullmatch(block.text.strip())) and "年" in match.group()
    ]
    if kind not in WORDS - {"interview"} or len({match.group() for _, match in days}) != 1:
        return
    n, match = days[-1]
    date = next(iter(full_dates(match.group())), None)
    below = n >= len(reading.body) - 3 and reading.fields("byline")
    if (
        date
        and n > 1
        and (match["done"] or below or _adopted(reading) or any(map(_signs, reading.body[n - 2 : n + 4])))
    ):
        part.put("date", date.edtf, (reading.line_of(reading.body[n]), reading.body[n].text))


def _signs(block: Block) -> bool:
    """Is a short line the office and name of who signs, or the body that does?"""
    line = block.text.strip()
    return len(line) <= 24 and (line_kind(line) == "byline" or bool(SIGNING_BODY.fullmatch(line)))


def _given(part: Part, reading: Reading, calendar: Calendar) -> bool:
    """`2021年2月8日，某某接受某报专访` in the lead of an interview."""
    sentence = aligned(reading.first_sentence)
    date = next((date for date in written_dates(sentence) if date.day and not date.last), None)
    if not date or not reading.lead or not re.search(r"接受[^。]{0,80}(?:采访|专访|访谈)", sentence[date.end :]):
        return False
    date, reason = completed(date, reading, calendar)
    start = reading.lead_start + date.start
    span = reading.at(reading.lead, start, start + len(date.text))
    part.put("date", date.edtf, span, reason, read=not date.year)
    return "date" in part.values


def _adopted(reading: Reading) -> bool:
    return bool(
        re.search(
            r"[协協][定议議]|备忘录|備忘錄|纲要|綱要|议定书|条约|條約|决议|決議|通告|公告|通知|倡议|宣言|声明|公约",
            simplified(reading.title),
        )
    )


def _opening(part: Part, block: Block, reading: Reading, calendar: Calendar) -> bool:
    """`于2020年6月18日举行…` in the first paragraphs of a statement."""
    for date in written_dates(block.text):
        around = block.text[max(0, date.start - 8) : date.end + 40].split("。")[0]
        if not date.day or not _HELD_BEFORE.search(around) or (date.last and re.search(r"访问|訪問", around)):
            continue  # how long a visit was, not when its text was adopted
        if of_another(block.text, date):
            continue
        date, reason = completed(date, reading, calendar)
        if date.year and date.edtf:  # a day without a year may be of any meeting that the text speaks of
            part.put("date", date.edtf, reading.at(block, date.start, date.end), reason)
            return True
    return False
