"""Dates of a document: when the words were said or the event happened, what period it covers, dateline and page date.

Four things that are never guessed from each other. A year (or a month) that is not written is completed from what the
seed proves (`calendar`) and is then marked as inferred. Where nothing proves it, the day stands without it (`XXXX-09-06`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from generator.dates import Written, english_day, number, written_dates
from generator.describe.adopted import WORDS, of_another, said, signed
from generator.describe.calendar import (
    ADOPTED_LABEL,
    HELD_LABEL,
    WEB,
    Calendar,
    completed,
    day_of_page,
    first_of,
    full_dates,
    put_up,
    year_before,
)
from generator.describe.reading import Part, Reading
from generator.edtf import is_yearless
from generator.model import Block, Evidence, Field
from generator.words import aligned

SPOKEN = frozenset({"speech", "remarks", "interview", "press-conference"})
ANNOUNCED = re.compile(  # …出席仪式并致辞。全文如下：
    r"^(?:以下|下面)(?:是|为)[^。“”]{6,80}(?:致[辞词]|讲话|演[讲说]|发言|谈话|访问)(?:的?全文|实录|内容)?\s*[:：。]$"
    r"|(?:致[辞词]|讲话|演讲|发言|讲述|采访|专访|访谈|答问|提问|对话|座谈|吹风会|主持|演说|祝酒|谈话)[^。：]{0,30}[。，：:]?\s*(?:[^。，：]{0,12}(?:全文|实录|原文|内容|主要内容|要点|摘要)(?:如下|是)|如下)\s*[:：。]?$"
)
_HOUR = re.compile(  # as a server writes it, to the minute
    r"[\u4e00-\u9fff]{2,4}(?:时间|時間)\s*[:：]?\s*(?:上午|下午)?[0-9]{1,2}\s*(?:[:：]\s*[0-9]{2}(?:[:：][0-9]{2})?|[时時点點]\s*[0-9]{1,2}\s*分)"
)
_TODAY_FULL = re.compile(r"(?:今|昨|本)[日天]\s*[（(](?=[12][0-9]{3}年)")  # 今日（2022年7月5日）
_DAY_ONLY = re.compile(
    r"(?<![0-9０-９月年至到\-－—一二三四五六七八九十])(?P<d>[0-9０-９]{1,2}|[一二三四五六七八九十廿]{1,3})(?:[日](?![本报韩])|[号號](?![本报韩国國公楼樓线線文令馆館院井机機船楼门門桥橋台]))(?:上午|下午|晚|夜|凌晨|清晨|起|正式)?"
)
_TODAY = re.compile(r"今天|今日|今晚|今晨|今早")
_SKIP = re.compile(
    r"截[至止]|获悉|獲悉|了解到|将于|將於|定于|定於|拟于|预计|原定|原計劃|原计划|建于|成立于|自.{0,12}起|铸于|出生"
)
# Under a title: day and place of who signs, `（2016年9月21日，敦煌）`, or by whom it was adopted, `（2019年11月8日某会议通过）`.
_SIGNED_AT = re.compile(r"[（(][^（）()]*日[\s　]*[，,、][\s　]*[^（）()，,：:0-9]{2,16}[）)]")
_DAY_OF = re.compile(  # 5月18日是国际博物馆日。 What day it was, not what happened on it
    r"(?:是|为|為|系|恰逢|适逢|適逢|正值)[^，。；]{0,24}(?:[日节節]|[周週]年|诞辰|誕辰|紀念|纪念)(?=[。；])"
)

# -- the card -------------------------------------------------------------------------------------------------------


def read_dates(reading: Reading, kind: str, calendar: Calendar) -> Part:
    """`date`, `covers`, `dateline_date` and `published`, each with its evidence."""
    part = Part()
    _published(part, reading, kind, calendar)
    dateline = _dateline(part, reading, calendar)
    if kind in ("news", "press-conference"):
        _reported(part, reading, kind, calendar, dateline)
    elif kind in WORDS:
        said(part, reading, kind, calendar)
    yearless = _set_aside(part)
    if "date" not in part.values and kind in SPOKEN | {"other"}:
        _stated(part, reading)
    if "date" not in part.values:
        signed(part, reading, kind)
    _titled(part, reading)
    if yearless and "date" not in part.values:
        part.values["date"], evidence = yearless
        part.evidence.append(evidence)
    if kind in ("feature", "interview", "other"):
        _covers(part, reading, calendar)
    return part


def _set_aside(part: Part) -> tuple[str, Evidence] | None:
    """Take a day without a year off the card: a full day that the text tells elsewhere is better."""
    if not is_yearless(part.values.get("date")):
        return None
    evidence = next(item for item in part.evidence if item.field == "date")
    part.evidence.remove(evidence)
    return part.values.pop("date"), evidence


def _published(part: Part, reading: Reading, kind: str, calendar: Calendar) -> None:
    """A web page's date line, the masthead's date, or the printed date under a report's title."""
    told = [
        (field, date)
        for field in reading.fields("dateline", "credit", "note")
        if (date := _printed(field, reading, kind))
    ]
    if told:
        first = first_of(told)
        part.put("published", first[1].edtf, (reading.line_of(first[0]), first[0].text))
        return
    page = calendar.page(reading.document.id)
    if page:
        line, text, date = page
        part.put("published", date.edtf, (line, text))


def _printed(field: Field, reading: Reading, kind: str) -> Written | None:
    """The day on which a text was printed or put up, where a field tells one."""
    if reading.heads_part(field) or HELD_LABEL.match(field.text) or ADOPTED_LABEL.match(field.text):
        return None
    date = day_of_page(field.text)
    signed = re.search(r"[日号號][\s　]*[于於在]", field.text)  # the day and place of who signs
    report = kind in ("news", "feature") and not signed and not _SIGNED_AT.fullmatch(field.text.strip())
    hour = field.role == "dateline" and _hour_below(reading, field)
    english = field.role == "dateline" and english_day(field.text)
    printed = put_up(field) or english or (field.role == "dateline" and (WEB.search(field.text) or report or hour))
    return date if printed or (field.role == "credit" and re.search(r"[报報版]", field.text)) else None


def _hour_below(reading: Reading, field: Field) -> bool:
    """Does the hour at which a page was put up stand on the line below its day (`香港時間11時05分`)?"""
    fields = reading.document.fields
    below = fields[fields.index(field) + 1 :][:1] if field in fields else ()
    return any(_HOUR.fullmatch(other.text.strip()) for other in below)


def _dateline(part: Part, reading: Reading, calendar: Calendar) -> Written | None:
    """The date of the agency's dateline, in the text or in a credit by itself."""
    places: list[tuple[Block | Field, str]] = [(field, field.text) for field in reading.fields("credit")]
    if reading.dispatched:
        places.insert(0, reading.dispatched)
    for unit, text in places:
        if not re.search("[电電讯訊]|[报報][道导導]|消息", text):
            continue
        date = next((date for date in written_dates(text) if date.month and date.day), None)
        date, reason = completed(date, reading, calendar) if date else _by_page(text, reading, calendar)
        if not date:
            continue
        part.put("dateline_date", date.edtf, (reading.line_of(unit), text), reason, read=not date.year)
        return date
    return None


def _by_page(text: str, reading: Reading, calendar: Calendar) -> tuple[Written | None, str | None]:
    """A bare day (`十四日电`) with month and year of the page, where it lies at most a week before it."""
    bare, printed = _DAY_ONLY.search(text), calendar.printed(reading.document.id)
    date = _bare_day(bare, printed[0]) if bare and printed and printed[0].day else None
    if not date or not printed or year_before(printed[0], date.month, date.day) != date.year:
        return None, None
    return date, printed[1]


# -- reports --------------------------------------------------------------------------------------------------------


def _reported(part: Part, reading: Reading, kind: str, calendar: Calendar, dateline: Written | None) -> None:
    """When the one reported event happened: the first date of the lead's first sentence."""
    sentence, block = reading.first_sentence, reading.lead
    if kind == "press-conference" and _of_conference(part, reading):
        return
    if not block:
        return
    if sentence.startswith(("“", "「")) and "。" in sentence:
        sentence = reading.lead_text[:120]
    found = _first_date(sentence, dateline)
    reason = None
    if not found and not dateline and _only_day(sentence):
        date, reason = _by_page(sentence, reading, calendar)
        found = (date, date.start) if date else None
    if not found:
        return
    date, at = found
    if of_another(sentence, date) or _DAY_OF.match(sentence, date.end):
        return
    if _SKIP.search(re.split("[，：:]", sentence[at : at + 16])[0]) or _SKIP.search(sentence[max(0, at - 4) : at]):
        return
    if not reason:
        date, reason = completed(date, reading, calendar)
    if not date.year and not dateline and _several(reading):
        return
    if dateline and not _year_written(date, sentence):
        reason = _from_dateline(date, part, reason)
    start = reading.lead_start + at
    part.put("date", date.edtf, reading.at(block, start, start + 1), reason, read=not date.year)


def _several(reading: Reading) -> bool:
    """Do paragraphs open with days of their own, as those of a chronicle do? Then no one event is reported."""
    opened = (next(written_dates(block.text[:12]), None) for block in reading.paragraphs)
    return len({(date.month, date.day) for date in opened if date and date.start == 0 and date.day}) > 1


def _of_conference(part: Part, reading: Reading) -> bool:
    """The day in the title of a transcript, or on the date line below it, where no site says when it was put up."""
    for field in (*reading.fields("title")[:1], *reading.fields("dateline")):
        date = next(iter(full_dates(field.text)), None)
        if date and (field.role == "title" or not WEB.search(field.text) or HELD_LABEL.match(field.text)):
            part.put("date", date.edtf, (reading.line_of(field), field.text))
            return True
    return False


def _only_day(sentence: str) -> bool:
    """Is a bare day the first date in a sentence, and not the end of a fuller one?"""
    bare, written = _DAY_ONLY.search(sentence), next(written_dates(sentence), None)
    return bool(bare) and (not written or (bare is not None and bare.start() < written.start))


def _stated(part: Part, reading: Reading) -> None:
    """The day that a transcript states above its first words: a label, or `以下为某某今日（2022年7月5日）的谈话`."""
    units: list[Block | Field] = [*reading.fields("dateline", "credit", "note"), *reading.body[:3]]
    for unit in units:
        label, today = HELD_LABEL.match(unit.text), _TODAY_FULL.search(unit.text[:60])
        found = label or today
        date = next((date for date in full_dates(unit.text) if found and date.start >= found.end()), None)
        if date:
            part.put("date", date.edtf, reading.at(unit, date.start, date.end))
            return
    for block in reading.body[:2]:
        announced = ANNOUNCED.search(aligned(block.text))
        date = next((date for date in full_dates(block.text) if not date.last), None)
        between = block.text[date.end : announced.start()] if announced and date else ""
        same = (
            announced and date and "。" not in re.sub(r"(?:讲话|講話|致[辞辭词詞]|演讲|演講|发言|發言)。$", "", between)
        )
        if date and same and _opens(block.text, date):
            part.put("date", date.edtf, reading.at(block, date.start, date.end))
            return


def _opens(text: str, date: Written) -> bool:
    """Is a day the first words of a block, or after `于` in its first clause, as one says when something was said?"""
    before = text[: date.start]
    return not before.strip(" 　（(") or bool(re.fullmatch(r"[^，。：；“”《》]{0,40}[于於在]", before))


def _titled(part: Part, reading: Reading) -> None:
    """The full day that a title begins or ends with (`每日简报：2024年3月5日`), where the text gives none."""
    title = reading.field("title")
    if not title or "date" in part.values:
        return
    for date in full_dates(title.text):
        at_edge = not title.text[: date.start].strip(" 　（(") or not title.text[date.end :].strip(" 　）)")
        if at_edge and not date.last and not re.search(r"[自从至到]", title.text):
            part.put("date", date.edtf, (reading.line_of(title, date.start), title.text))
            return


def _from_dateline(date: Written, part: Part, reason: str | None) -> str | None:
    """The reason for a day that takes month and year from the dateline, where the dateline's year was inferred."""
    evidence = next((item for item in part.evidence if item.field == "dateline_date"), None)
    year = reason or (evidence.reason if evidence else None)
    bare = "月" not in date.text
    return f"月份据电头“{evidence.text.strip()}”；{year}" if year and evidence and bare else year


def _year_written(date: Written, sentence: str) -> bool:
    return bool(date.year) and any(other.year == date.year for other in written_dates(sentence))


def _first_date(sentence: str, dateline: Written | None) -> tuple[Written, int] | None:
    """The first day named in a sentence; a bare day takes month and year from the dateline."""
    written = next((date for date in written_dates(sentence) if date.day and date.month), None)
    bare = _DAY_ONLY.search(sentence)
    today = _TODAY.search(sentence)
    if written and (not bare or written.start <= bare.start()):
        if written.year is None and dateline and dateline.year and written.month == dateline.month:
            written = written.in_year(dateline.year)
        return written, written.start
    if bare and dateline and dateline.month and dateline.day:
        found = _bare_day(bare, dateline)
        return (found, bare.start()) if found else None
    if today and dateline and dateline.day:
        return replace(dateline, text=today.group(), start=today.start(), end=today.end()), today.start()
    return None


def _bare_day(match: re.Match[str], dateline: Written) -> Written | None:
    """`18日晚` under a dateline of 19 June is 18 June; a day after the dateline's is the month before."""
    day = number(match["d"])
    year, month = dateline.year, dateline.month or 1
    if not 1 <= day <= 31:
        return None
    if day > (dateline.day or 0):
        if day - (dateline.day or 0) < 20:
            return None
        year, month = (year - 1 if year and month == 1 else year), (12 if month == 1 else month - 1)
    return Written(match.start(), match.end(), match.group(), year, month, day)


def _covers(part: Part, reading: Reading, calendar: Calendar) -> None:
    """A period that the opening sentence states from one day to another."""
    for date in written_dates(reading.first_sentence):
        if date.last and date.day:
            date, reason = completed(date, reading, calendar)
            if not date.year and date.month and date.last:
                found = calendar.year(date.last[1] or date.month, date.last[2], reading.document.id)
                date, reason = (date.in_year(found[0]), found[1]) if found else (date, None)
            if date.year and date.edtf and reading.lead:
                start = reading.lead_start + date.start
                part.put("covers", date.edtf, reading.at(reading.lead, start, start + len(date.text)), reason)
            return
