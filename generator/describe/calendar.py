"""What a seed proves about the days that its documents leave half written: mastheads, page dates, dated events.

A year (or, for a bare day like `8日`, a month) that is not written is taken only from evidence, never guessed: the page's
masthead or date line, another date of the same day in the same seed, or a dated meeting that the text names, be it on
record or in another document of the page. What a text remembers (`十年前的2011年3月11日`) proves nothing of when it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as day_of

from generator.dates import DATE, Written, written_dates
from generator.describe.reading import Reading
from generator.documents import Cleaned
from generator.interface_rows import opens_post
from generator.model import Authority, Field
from generator.repairs.running_head import closed_up
from generator.words import aligned, simplified

Day = tuple[int, int, int]


NO_YEAR = "原文没有写明年份，也没有可以证明年份的依据"


class Calendar:
    """What dates one seed and the dated events it names give for completing a date without a year."""

    def __init__(self, cleaned: Cleaned, events: Sequence[Authority]) -> None:
        top = min((document.lines[0][0] for document in cleaned.documents if document.lines), default=0)
        removed = [(cleaned.index.line(edit.start), edit) for edit in cleaned.apparatus.edits]
        self.mastheads = [
            (line, edit.before)
            for line, edit in removed
            if edit.rule == "page-label" or (line < top and opens_post(edit.before))
        ]
        self.pages = [
            (line, text, date) for line, text in self.mastheads for date in [*full_dates(closed_up(text))][:1]
        ]
        self.spans = {document.id: document.lines for document in cleaned.documents if document.lines}
        readings = {document.id: Reading(document, cleaned) for document in cleaned.documents}
        self.texts = {document: reading.text for document, reading in readings.items()}
        self.days = {document: tuple(_proving(text)) for document, text in self.texts.items()}
        self.heads = {document: aligned(f"{one.title}\n{one.first_sentence}") for document, one in readings.items()}
        self.meetings = {one for text in self.texts.values() for one in _meetings(text)}
        told = {
            document: [
                (field, day)
                for field in reading.fields("dateline", "credit", "note")
                if field.role != "note" or put_up(field)
                for day in [day_of_page(field.text)]
                if day
            ]
            for document, reading in readings.items()
        }
        self.published = {
            document: (field.text, day) for document, days in told.items() if days for field, day in [first_of(days)]
        }
        self.events = [event for event in events if event.date]
        everything = simplified("\n".join(self.texts.values()))
        self.named = [event for event in self.events if _names_event(event, everything)]

    def page(self, document: str) -> tuple[int, str, Written] | None:
        """Line, words and date of the head or foot of the page that a document stands on.

        Where several pages stand in one file, heads stand above their documents and feet below them.
        """
        if len({date.edtf for _, _, date in self.pages}) < 2 or document not in self.spans:
            return self.pages[0] if self.pages else None
        first, last = self.spans[document][0][0], self.spans[document][-1][1]
        top = min(span[0][0] for span in self.spans.values())
        heads = self.pages[0][0] < top
        above = [page for page in self.pages if page[0] < first]
        below = [page for page in self.pages if page[0] > last]
        return (above[-1] if above else None) if heads else (below[0] if below else None)

    def year(self, month: int, day: int, document: str) -> tuple[int, str] | None:
        """The year of a day in a document, with the reason; None where nothing proves one."""
        own = {full[0] for full in self.days[document] if full[1:] == (month, day)}
        if len(own) == 1:
            return own.pop(), "年份据同篇，其中有该日的完整日期"
        page = self.page(document)
        year = page and year_before(page[2], month, day)
        if page and year:
            return year, f"年份据版头日期{quoted(page[1])}"
        printed = self.published.get(document)
        year = printed and year_before(printed[1], month, day)
        if printed and year:
            return year, f"年份据页面日期{quoted(printed[0])}"
        above = self._above(document)
        year = above and year_before(above[1], month, day)
        if above and year:
            return year, f"年份据同一网页上一篇的日期{quoted(above[0])}"
        seed = {full[0] for days in self.days.values() for full in days if full[1:] == (month, day)}
        if len(seed) == 1:
            return seed.pop(), "年份据同一文件的另一篇，其中有该日的完整日期"
        return self._by_meeting(month, day, document) or self._by_event(month, day)

    def printed(self, document: str) -> tuple[Written, str] | None:
        """The day that the page was printed or put up, and why it may complete a bare day."""
        page = self.page(document)
        if page:
            return page[2], f"据版头日期“{page[1].strip()}”"
        text, date = self.published.get(document, ("", None))
        return (date, f"据页面日期“{text.strip()}”") if date else None

    def _above(self, document: str) -> tuple[str, Written] | None:
        """The day of the page that the story above tells, where a document of the same page tells none itself."""
        if document in self.published or document not in self.spans:
            return None
        first = self.spans[document][0][0]
        before = [other for other, span in self.spans.items() if span[0][0] < first and other in self.published]
        return self.published[max(before, key=lambda other: self.spans[other][0][0])] if before else None

    def _by_meeting(self, month: int, day: int, document: str) -> tuple[int, str] | None:
        """The year of a meeting that a report opens with, where another document of the page tells its days in full.

        None where the text names another such meeting too: the days of the year are often the same ones.
        """
        named = {match["name"] for match in _NUMBERED.finditer(aligned(self.texts[document]))}
        head = self.heads[document]
        held = {one for one in self.meetings if one.name in head and _within(month, day, one.first, one.last)}
        if len({one.first[0] for one in held}) != 1 or len(named) > 1:
            return None
        one = min(held)
        return one.first[0], f"年份据同一文件另一篇所记的{quoted(one.name)}（{one.told}）"

    def _by_event(self, month: int, day: int) -> tuple[int, str] | None:
        years = {}
        for event in self.named:
            start, _, end = str(event.date).partition("/")
            days = [_parts(start), _parts(end or start)]
            if all(days) and _within(month, day, days[0], days[1]):
                years[int(start[:4])] = event
        if len(years) != 1:
            return None
        year, event = years.popitem()
        return year, f"年份据文中提到的{quoted(event.prefer['zh-Hans'].text)}（{event.date}）"


_PUT_UP = re.compile(
    rf"[^，。；：“《（(]{{2,30}}[\s　|｜·•]+[12][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}(?:\s+[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?"  # 某某 某某新闻 2020-08-31
    rf"|[（(][^，。；：（）()]{{2,16}}{DATE}\s*(?:转载|轉載|首发|首發|刊登|刊出|发布|發布)[)）]"  # （某某北京时间2010年1月7日 转载）
)


def put_up(field: Field) -> bool:
    """Is a note the line of an account or a site, with the day on which it put a page up?"""
    return field.role == "note" and bool(_PUT_UP.fullmatch(field.text.strip()))


WEB = re.compile(
    r"^\s*[Dd]ate\b|时间|時間|日期|稿件|[12][0-9]{3} [0-9]{2}-[0-9]{2}|[12][0-9]{3}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[:：][0-9]{2}|发布|發布|更新|来源|來源|发表于|刊登"
    r"|[日号號][发發](?![布佈表])"  # 2020年8月19日发（作者：某某）
    r"|[日号號][\s　|｜]+[\u4e00-\u9fff]{2,8}(?:[日晚早晨时時][报報刊]|[周週]刊|[网網])$"
    r"|(?:网|網|在线|在線|客户端|日报|日報|晚报|晚報)[\s　|｜·]+(?=[12][0-9]{3})"  # a site's name before the day
)
ADOPTED_LABEL = re.compile(  # 签署日期：1993-04-08
    r"[•·【\s]*(?:签署|簽署|签订|簽訂|缔结|締結|订立|訂立|通过|通過|批准)(?:日期|时间|時間)[】\s]*[:：]?"
)
# A label of the meeting, not of the page: `时间：2022年4月13日（星期三）上午10时`, without the minutes a server writes.
HELD_LABEL = re.compile(
    r"\s*(?:会议|會議|活动|活動|举行|舉行|召开|召開|访谈|訪談|采访|採訪)?(?:时[\s　]*间|時[\s　]*間|日[\s　]*期)(?:\s*[：:]|[\s　]+(?=中[华華]民[国國]|[12][0-9]{3}))(?!.*[0-9]{1,2}[:：][0-9]{2}[:：])"
    r"(?=.*(?:[0-9]{1,2}[:：][0-9]{2}\s*[-–—~～至到]+\s*[0-9]{1,2}[:：][0-9]{2}|星期|周[一二三四五六日]|上午|下午|晚上|[0-9一二三四五六七八九十]\s*[时時点點](?![击擊赞讚閱阅评評])))"
)
_LABEL = re.compile(  # before the day on which a page was put up; of other days on the line (更新于…) it says less
    r"(?:发布|發布|發佈|发表|發表|刊登|刊发|刊發|上传|上傳|上载|上載)(?:时间|時間|日期|[于於])?\s*[:：]?\s*(?=[12][0-9]{3})|[0-9]:[0-9]{2}\s*(?:发表|發表)[于於]"
)
_CLOCK = re.compile(  # what time it is where the reader sits
    r"\s*(?:(?:本地|当地|當地|现在|現在|当前|當前)(?:时间|時間)|[今现現][天日在]是)\s*[:：]?\s*(?=[0-9])"
)
_TELLS_MORE = re.compile("[0-9]:[0-9]{2}|[源据據报報]")  # than a day, as a page's today is


def day_of_page(text: str) -> Written | None:
    """The full day that a line of a page gives: that with the label of putting up, else the first; none of a clock.

    >>> [day.edtf for day in map(day_of_page, ("更新于2017-11-06 发布于2017-11-04", "2017-11-06")) if day]
    ['2017-11-04', '2017-11-06']
    >>> day_of_page("本地时间 09:05 2023年3月2日")
    """
    days = [] if _CLOCK.match(text) else list(full_dates(text))
    label = _LABEL.search(text)
    return next((day for day in days if label and day.start >= label.end()), next(iter(days), None))


def first_of(told: Sequence[tuple[Field, Written]]) -> tuple[Field, Written]:
    """The first of the lines that tell a day; but above one with the label of putting up may stand the page's today."""
    labelled = [one for one in told if _LABEL.search(one[0].text)]
    return labelled[0] if labelled and not _TELLS_MORE.search(told[0][0].text) else told[0]


def quoted(words: str) -> str:
    """Words in quotation marks; those inside become single ones."""
    inner = words.strip().translate(str.maketrans("“”「」", "‘’‘’"))
    return f"“{inner}”"


# -- what texts tell in full ----------------------------------------------------------------------------------------

_REMEMBERED = re.compile(  # in the sentence of a day that a text looks back on: not when it was written
    r"[周週]年|诞辰|誕辰|紀念|纪念|年前|年[来來]|以[来來]|当年|當年|那[年天]|早在|回[忆憶顾顧望]|[历歷]史|[从從自]此|一度|首次建"
)
_LONG_AGO = 2  # years before another full day of the text, from which on a day is a past one


def _proving(text: str) -> Iterable[Day]:
    """The days that a text tells in full and does not look back on, the last day of a period among them.

    >>> list(_proving("论坛2021年3月5日至6日举行。"))
    [(2021, 3, 5), (2021, 3, 6)]
    >>> list(_proving("2011年3月11日，大地震来袭，至今已十周年。")), list(_proving("2001年9月11日，晴。2021年9月10日，雨。"))
    ([], [(2021, 9, 10)])
    """
    told = [(date, day) for date in full_dates(text) for day in _ends(date)]
    latest = max((day[0] for _, day in told), default=0)
    for date, day in told:
        if latest - day[0] < _LONG_AGO and not _REMEMBERED.search(_sentence(text, date)):
            yield day


def _ends(date: Written) -> tuple[Day, ...]:
    """The day of a full date; of a period its first and its last."""
    first = (date.year or 0, date.month or 0, date.day or 0)
    return (first, (date.last[0] or first[0], date.last[1] or first[1], date.last[2])) if date.last else (first,)


def _sentence(text: str, date: Written) -> str:
    """What stands around a date up to the full stops."""
    before, after = re.split(r"[。！？\n]", text[: date.start])[-1], re.split(r"[。！？\n]", text[date.end :])[0]
    return before + date.text + after


_MEETING = (  # only one with its number: a name alone comes again every year
    r"(?P<name>第[一二三四五六七八九十百0-9]{1,4}[届次轮][^，。；：、（）()“”《》\s]{2,24}?(?:会议|峰会|论坛|对话会|大会|博览会|会晤|磋商|对话))"
)
_NUMBERED = re.compile(_MEETING)
_HELD_ON = re.compile(  # 2021年3月5日至6日，第三届某某论坛在某地举行; 2021年3月5日至6日在某地举行第三届某某论坛
    rf"(?:{DATE})[^。；：，]{{0,16}}，?[^。；：，]{{0,8}}?{_MEETING}(?:[^，。；]{{0,12}}(?:举行|召开|开幕|举办))?"
)
_HELD = re.compile(r"举行|召开|开幕|举办")


@dataclass(frozen=True, order=True)
class _Meeting:
    """A numbered meeting and the days on which a text says that it was held."""

    name: str
    first: Day
    last: Day
    told: str


def _meetings(text: str) -> Iterable[_Meeting]:
    """The numbered meetings of which a text says in one clause on which full days they were held.

    >>> [one.told for one in _meetings("各方于2021年3月5日至6日在甲市举行第三届群岛航运论坛，商定如下。")]
    ['2021-03-05/2021-03-06']
    >>> list(_meetings("2021年3月5日，第三届群岛航运论坛筹备组成立。")), list(_meetings("2021年3月5日举行群岛航运论坛。"))
    ([], [])
    """
    plain = aligned(text)
    for match in _HELD_ON.finditer(plain):
        date = next(iter(full_dates(match.group())), None)
        if date and date.start == 0 and date.edtf and _HELD.search(match.group()):
            yield _Meeting(match["name"], _ends(date)[0], _ends(date)[-1], date.edtf)


def _names_event(event: Authority, text: str) -> bool:
    forms = [event.prefer.get("zh-Hans"), *event.variants]
    return any(form is not None and simplified(form.text) in text for form in forms)


def _parts(edtf: str) -> tuple[int, int, int] | None:
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", edtf)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def _within(
    month: int, day: int, first: tuple[int, int, int] | None, last: tuple[int, int, int] | None, slack: int = 2
) -> bool:
    """Does a day lie in an event, or at most `slack` days after it (when it is reported)?"""
    if not first or not last:
        return False
    try:
        given = day_of(first[0], month, day)
    except ValueError:
        return False
    if (day_of(*last) - day_of(*first)).days > 40:
        return False
    return day_of(*first) <= given and (given - day_of(*last)).days <= slack


def year_before(printed: Written, month: int | None, day: int | None) -> int | None:
    """The year in which a day lies at most a week before the page was printed; the last days of December are the year before's.

    >>> [year_before(Written(0, 0, "", 2021, 1, 2), month, day) for month, day in ((1, 1), (12, 30), (6, 1), (2, 30))]
    [2021, 2020, None, None]
    """
    for year in (printed.year or 1, (printed.year or 2) - 1):
        try:
            page = day_of(printed.year or 1, printed.month or 1, printed.day or 1)
            if 0 <= (page - day_of(year, month or 1, day or 1)).days <= 7:
                return year
        except ValueError:
            continue
    return None


def full_dates(text: str) -> Iterable[Written]:
    """The dates of a text with year, month and day, where such a day can be."""
    return (date for date in written_dates(text) if date.year and date.month and date.day and date.possible)


def completed(date: Written, reading: Reading, calendar: Calendar) -> tuple[Written, str | None]:
    """A date with its year, where evidence gives one, or why it has none; the reason is None where the year is written."""
    if date.year or not date.month or not date.day:
        return date, None
    found = calendar.year(date.month, date.day, reading.document.id)
    return (date.in_year(found[0]), found[1]) if found else (date, NO_YEAR)
