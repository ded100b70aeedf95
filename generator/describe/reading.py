"""A document as the describers read it: its fields, lead and body as text, with the raw line of any words.

Patterns are looked for in the Simplified form, which has the same offsets as the text (`words.aligned`); what is quoted
is quoted from the text itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from generator.clauses import clause
from generator.dates import written_dates
from generator.documents import Cleaned
from generator.formulas import HAN, INLINE_DATELINE, line_kind
from generator.model import Block, Document, Evidence, Field, FieldRole
from generator.words import aligned

Unit = Block | Field

_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]?[”」』）]*")
_LOCAL = re.compile(
    r"[^\s，。！？；：“”]{0,24}?[0-9０-９一二三四五六七八九十][日号]\s?(?:专|急|综合)?[电讯](?=[\s　（(【】)）]|$)"
)
_OWN = re.compile(  # how a site or a station opens its own report: 某某在线报道（记者 某某）：, 【某某新闻台】
    rf"""{HAN}{{1,6}}(?:网|網|在线|在線|新闻|新聞|客户端|客戶端|通讯社|通訊社)(?:综合|綜合)?(?:报道|報道|報導|报导)(?=\s*[（(]\s*(?:记者|記者|编译|編譯))
      | 【[A-Za-z]{{0,8}}{HAN}{{0,6}}(?:新闻台|新聞台|电视台|電視台|电台|電台|卫视|衛視)】""",
    re.VERBOSE,
)
_ENDS = frozenset("。，；：:！？!?”」』）)…—、")
_CAPTION = re.compile(  # …出席会议。（资料照）
    r"^(?:[▲▼△▽◀▶]|(?:资料|档案)?(?:图片|图|照片)\s*[:：])|^[^。]{0,80}。?\s*[（(][^（）()。]{0,16}(?:资料照片?|资料图片?|摄|供图|图片|[图翻]/.{1,12}|(?:图源|(?:图片?|照片)来源).{0,12})[）)](?:\s*/.{1,12})?$"
)
_OPENING = 8  # blocks among which what a page says of a text can stand, below its summary and a caption
_ABOVE = 2  # sentences that may stand above it
_DAY_LABEL = re.compile(  # 刊登日期： above its day, as the cells of a table stand on lines of their own
    r"[•·\s]*(?:刊登|发布|發布|發佈|发表|發表|公布|公佈|印发|印發|成文|上网|上網|出版)(?:日期|时间|時間)\s*[:：]"
)
_LINE = 80  # characters of a line that can be one of them
_CLOCK = re.compile(r"(?<![0-9])[0-2]?[0-9][:：][0-5][0-9](?![0-9])")
_REPORTERS = re.compile(r"[\s　】：:/／]*(?:[（(][^（）()]{2,40}[）)])?[\s　】：:]*")


@dataclass
class Part:
    """Values for a card, and the evidence for them."""

    values: dict[str, Any] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)

    def put(
        self, key: str, value: Any, at: tuple[int | None, str], reason: str | None = None, read: bool = False
    ) -> None:
        """Set a value with its raw line and words; a reason marks it as inferred, where it does not say what was `read`."""
        if value in (None, (), ""):
            return
        self.values[key] = value
        self.evidence.append(Evidence(key, at[0], at[1], reason is not None and not read, reason))


@dataclass(frozen=True)
class Reading:
    """`cleaned` is the seed that the document is in: it knows the raw lines."""

    document: Document
    cleaned: Cleaned

    def field(self, role: str) -> Field | None:
        return next((field for field in self.document.fields if field.role == role), None)

    def fields(self, *roles: str) -> list[Field]:
        """The fields of these roles, and the lines of the body that are as good as fields."""
        return [field for field in (*self.document.fields, *self.data_lines) if field.role in roles]

    @cached_property
    def days(self) -> frozenset[str]:
        """The lines of the body that are nothing but a full day."""
        return frozenset(block.text for block in self.body if _data_kind(block.text) == "day")

    def heads_part(self, field: Field) -> bool:
        """Does a day below the title head the first part of a chronicle, whose next parts are headed by days too?"""
        parts = [block for block in self.body if block.kind == "heading" and block.text in self.days - {field.text}]
        return len(parts) > 1 and _data_kind(field.text) == "day"

    @cached_property
    def data_lines(self) -> tuple[Field, ...]:
        """Lines of the body that say when, by whom and from where the text is, as fields.

        A summary, a caption or a line of the page's own parts them from the title; an agency is named below the last words.
        A day by itself is none where days head the parts of a text, or where more than a summary stands above it.
        """
        kinds = [_data_kind(block.text) for block in self.body]
        told: dict[int, FieldRole] = {}
        above = 0
        for n, (block, kind) in enumerate(zip(self.body[:_OPENING], kinds, strict=False)):
            above += "。" in block.text and not _CAPTION.search(aligned(block.text))
            if kind == "day" and n and _DAY_LABEL.fullmatch(self.body[n - 1].text):
                kind = "dateline"
            if kind in ("dateline", "credit") and above <= _ABOVE:
                told[n] = "dateline" if kind == "dateline" else "credit"
            elif kind == "day" and len(self.days) == 1 and above < _ABOVE:
                told[n] = "dateline"
        told |= {n: "byline" for n, kind in enumerate(kinds) if kind == "byline" and {n - 1, n + 1} & told.keys()}
        last = range(max(0, len(kinds) - 3), len(kinds))
        told |= {n: "credit" for n in last if kinds[n] == "credit" and self.body[n].text.startswith(("（", "("))}
        units = [(self.body[n], told[n]) for n in sorted(told)]
        return tuple(Field(role, block.anchor, block.lines, block.text, block.spans) for block, role in units)

    @cached_property
    def title(self) -> str:
        return " ".join(field.text for field in self.fields("title"))

    @cached_property
    def subtitle(self) -> str:
        return " ".join(field.text for field in self.fields("subtitle"))

    @cached_property
    def body(self) -> tuple[Block, ...]:
        return tuple(block for block in self.document.blocks if block.kind != "gap")

    @cached_property
    def paragraphs(self) -> tuple[Block, ...]:
        return tuple(block for block in self.body if block.kind == "paragraph")

    @cached_property
    def text(self) -> str:
        return "\n".join([field.text for field in self.document.fields] + [block.text for block in self.body])

    @cached_property
    def plain(self) -> str:
        """The whole text in Simplified form, unit by unit, so that offsets hold."""
        return "\n".join(aligned(line) for line in self.text.split("\n"))

    def units(self, *roles: str, first: int | None = None) -> list[Unit]:
        """Fields of these roles (all without any), then the first paragraphs."""
        fields = self.fields(*roles) if roles else list(self.document.fields)
        return [*fields, *self.paragraphs[:first]]

    @cached_property
    def headless(self) -> bool:
        """Is the beginning of the text lost?"""
        return bool(self.document.blocks) and self.document.blocks[0].kind == "gap"

    @cached_property
    def dispatched(self) -> tuple[Block, str] | None:
        """The paragraph that opens with an agency's or paper's dateline (`新华社北京11月17日电`), and the dateline."""
        for block in self.paragraphs[:2]:
            match = _dateline(block.text.removeprefix("据").removeprefix("據"))
            if match:
                return block, match.group()
        return None

    @property
    def dispatch(self) -> str | None:
        """The dateline that opens the text, if one does."""
        return self.dispatched[1] if self.dispatched else None

    @cached_property
    def lead(self) -> Block | None:
        """Where the story begins: the paragraph with the dateline, else the first of some length that is no caption.

        None where the beginning is lost.
        """
        if self.headless:
            return None
        if self.dispatched and "。" in self.dispatched[0].text:  # not 新华社某地5月3日电　题：…
            return self.dispatched[0]
        long = [block for block in self.paragraphs if "。" in block.text or len(block.text) > 30]
        long = [block for block in long if block.text.rstrip()[-1] in _ENDS] or long  # no headline told again
        return next((block for block in long if not _CAPTION.search(aligned(block.text))), next(iter(long), None))

    @cached_property
    def lead_start(self) -> int:
        """Where the lead begins behind its dateline and reporters."""
        return after_dateline(self.lead.text) if self.lead else 0

    @cached_property
    def lead_text(self) -> str:
        """The lead without its dateline and reporters."""
        return self.lead.text[self.lead_start :] if self.lead else ""

    @cached_property
    def first_sentence(self) -> str:
        match = _SENTENCE.match(self.lead_text)
        return match.group() if match else ""

    # -- places -----------------------------------------------------------------------------------------------------

    def line_of(self, unit: Unit, offset: int = 0) -> int:
        """The raw line on which a character of a unit stands."""
        return self.cleaned.line_of(unit, offset)

    def at(self, unit: Unit, start: int, end: int) -> tuple[int, str]:
        """The raw line of some words of a unit, and the clause they stand in: what evidence quotes."""
        story = self.start_of(unit)
        low, high = clause(unit.text, start, end, first=story if start >= story else 0)
        return self.line_of(unit, start), unit.text[low:high]

    def start_of(self, unit: Unit) -> int:
        """Where the sentences of a unit begin: behind the dateline of a paragraph."""
        return after_dateline(unit.text) if isinstance(unit, Block) else 0

    def find(self, name: str, *units: Unit) -> tuple[Unit, int] | None:
        """Where a name (in Simplified form) first stands, also set wide: in these units, else in the whole text."""
        every: list[Unit] = [*units] or [*self.document.fields, *self.body]
        for unit in every:
            match = re.search(r"[\s　]?".join(map(re.escape, name)), aligned(unit.text))
            if match:
                return unit, match.start()
        return None

    def printed(self, name: str) -> str:
        """A name as the document prints it, without layout spaces."""
        found = self.find(name)
        if not found:
            return name
        unit, at = found
        match = re.compile(r"[\s　]?".join(map(re.escape, name))).match(aligned(unit.text), at)
        return (
            re.sub(r"[\s　]", "", unit.text[at : match.end()])
            if match and "·" not in name
            else unit.text[at : at + len(name)]
        )


@lru_cache(maxsize=1 << 12)
def _data_kind(text: str) -> str | None:
    """What a line has of a page's data: as `line_kind` says, or a day by itself; a day without its year is none."""
    kind = line_kind(text.strip()) if len(text) <= _LINE else None
    if kind != "dateline":
        return kind
    date = next((date for date in written_dates(text) if date.year and date.day), None)
    if not date or _CLOCK.search(text) or len(text) - len(date.text) > _LINE // 4:
        return kind if date else None
    return "day"


def _dateline(text: str) -> re.Match[str] | None:
    return INLINE_DATELINE.match(text) or _OWN.match(text)


def after_dateline(text: str) -> int:
    """Where the story begins behind a dateline and the reporters' bracket; 0 without a dateline.

    >>> text = "中新社云州5月3日电 （记者 丁一川）海港昨日通电。"
    >>> text[after_dateline(text):], after_dateline("甲国国王是第一位打电话的人。")
    ('海港昨日通电。', 0)
    """
    skipped = len(text) - len(text.removeprefix("据").removeprefix("據"))
    match = _dateline(text[skipped:]) or _LOCAL.match(aligned(text[skipped:]))
    if not match:
        return 0
    start = skipped + match.end()
    behind = _REPORTERS.match(text, start)
    return behind.end() if behind else start
