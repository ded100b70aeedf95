"""Damage done to sound text on purpose, so that cleaning can be tested as its inverse.

Each kind of damage simulates a cause: a typesetter who wraps at a column, a site that adds readings by bytes, a
decoder with the wrong table. Everything random is drawn from the generator given, so that a seed repeats a page.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import accumulate
from pathlib import Path

from opencc import OpenCC
from pypinyin import Style, pinyin

HERE = Path(__file__).parent
HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Page:
    """A sound text: what an editor would print, one unit a line; the title may be missing."""

    title: str | None
    paragraphs: tuple[str, ...]
    headings: frozenset[int] = frozenset()

    @property
    def units(self) -> tuple[str, ...]:
        return ((self.title,) if self.title else ()) + self.paragraphs


@dataclass(frozen=True)
class Damaged:
    """A damaged text, what is to be read in it (units in raw order), and what the damage has lost for good."""

    raw: str
    units: tuple[str, ...]
    documents: int = 1
    gaps: int | None = 0  # how many gaps are to be shown; None where nobody can tell
    lost: tuple[str, ...] = ()
    torn: frozenset[int] = frozenset()  # places in the whole text of characters of which no or half the bytes are left
    note: str = ""  # the parameters drawn, for a person


Damage = Callable[[random.Random], Damaged]


# -- sources ----------------------------------------------------------------------------------------------------------


@cache
def prose(name: str) -> tuple[str, ...]:
    return tuple((HERE / "prose" / f"{name}.txt").read_text("utf8").splitlines())


@cache
def traditional(text: str) -> str:
    return OpenCC("s2t").convert(text)


def page(
    draw: random.Random,
    low: int = 5,
    high: int = 12,
    headed: float = 0.2,
    titled: float = 0.9,
    pool: Sequence[str] = (),
) -> Page:
    """A sound news text: a title, paragraphs of one to four sentences groups, sometimes headings."""
    count = draw.randint(low, high)
    parts = draw.sample(pool or prose("news"), 2 * count)
    paragraphs = []
    while len(paragraphs) < count:
        take = draw.choices((1, 2, 3), (6, 3, 1))[0]
        paragraphs.append("".join(parts[:take]))
        parts = parts[take:] or [paragraphs.pop()]
        if len(parts) < 3:
            break
    headings: set[int] = set()
    if draw.random() < headed and len(paragraphs) >= 5:
        for at, heading in zip((1, 3), prose("headings"), strict=False):
            paragraphs.insert(at + len(headings), heading)
            headings.add(at + len(headings))
    title = draw.choice(prose("titles")) if draw.random() < titled else None
    return Page(title, tuple(paragraphs), frozenset(headings))


def in_traditional(sound: Page) -> Page:
    title = traditional(sound.title) if sound.title else None
    return replace(sound, title=title, paragraphs=tuple(map(traditional, sound.paragraphs)))


def either_script(sound: Page, draw: random.Random) -> Page:
    return in_traditional(sound) if draw.random() < 0.5 else sound


def untouched(draw: random.Random) -> Damaged:
    """No damage at all: whatever changes is harm."""
    sound = either_script(page(draw), draw)
    gap = draw.choice(("\n", "\n\n"))
    return Damaged(gap.join(sound.units) + "\n", sound.units, note=repr(gap))


# -- layout: wrapped at a column ---------------------------------------------------------------------------------------

NOT_FIRST = "。，、；：！？”’」』》）〉】…％%—·"
NOT_LAST = "“‘「『《（〈【"
MARKS = set("，。、；：！？“”‘’「」『』《》（）〈〉【】·")
TOKEN = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,%]*[0-9A-Za-z%]|.", re.DOTALL)


def width(text: str) -> float:
    return sum(0.5 if ord(char) < 0x2000 and char != "·" else 1.0 for char in text)


def wrap(text: str, column: int, indent: int = 0, eager: float = 0.0, draw: random.Random | None = None) -> list[str]:
    """Lines as a typesetter breaks them: no closing mark begins a line, no opening mark ends one.

    Marks are set in half their width to pull one character more into a line: where a closing mark would begin the
    next one, and (`eager`) sometimes elsewhere too.
    """
    lines: list[str] = []
    line, room = "", float(column - indent)
    for match in TOKEN.finditer(text):
        token = match[0]
        over = width(line + token) - room
        spare = 0.5 * sum(char in MARKS for char in line + token)
        squeezes = over <= spare and (token in NOT_FIRST or (draw is not None and draw.random() < eager))
        if over <= 0 or squeezes or not line:
            line += token
            continue
        kept, moved = _moved(line, token)
        lines.append(kept)
        line, room = moved + token, float(column)
    return [*lines, line] if line else lines


def _moved(line: str, token: str) -> tuple[str, str]:
    """What of a full line goes down with the token: an opening mark, or the word before a closing mark."""
    at = len(line)
    if token in NOT_FIRST:
        at -= 1
        while at > 1 and line[at] in NOT_FIRST:
            at -= 1
    while at > 1 and line[at - 1] in NOT_LAST:
        at -= 1
    return line[:at], line[at:]


@dataclass(frozen=True)
class Layout:
    """How a newspaper page was set, and what became of that when it was scraped."""

    column: int = 20
    indent: str = "lost"  # lost: first lines are narrower by two; wide, ascii: the spaces are kept; none: never was any
    double: bool = False  # a blank line after every line
    between: int = 1  # further blank lines between paragraphs
    breaks: float = 0.0  # how often a column or page breaks inside a line
    eager: float = 0.0
    spaces: float = 0.0  # how often a space stands between Chinese and a numeral
    title: str = "before"
    headings: str = "bare"  # bare: centred, the spaces lost; indented: like a paragraph

    @staticmethod
    def drawn(draw: random.Random, **fixed: object) -> Layout:
        double = draw.random() < 0.3
        drawn: dict[str, object] = {
            "column": draw.randint(16, 30),
            "indent": draw.choice(("lost", "lost", "wide", "ascii", "none")),
            "double": double,
            "between": draw.choice((0, 1, 1, 2)),
            "eager": draw.choice((0.0, 0.0, 0.2)),
            "title": draw.choice(("before", "before", "after", "none")),
            "headings": draw.choice(("bare", "indented")),
        }
        made = Layout(**{**drawn, **fixed})  # type: ignore[arg-type]
        if made.indent == "none" and made.between == 0:  # nothing would show where a paragraph ends
            made = replace(made, indent="lost")
        return made


def set_in_column(sound: Page, how: Layout, draw: random.Random) -> tuple[str, tuple[str, ...]]:
    """The page as text, and its units in the order in which they stand there."""
    title = () if how.title == "none" or not sound.title else (sound.title,)
    sep = "\n\n" if how.double else "\n"
    blocks = [_paragraph(text, how, draw, n in sound.headings) for n, text in enumerate(sound.paragraphs)]
    body = (sep + "\n" * how.between).join(blocks)
    gap = sep + "\n" * draw.randint(max(1, how.between), 2)
    order = (body, *title) if how.title == "after" else (*title, body)
    units = (*sound.paragraphs, *title) if how.title == "after" else (*title, *sound.paragraphs)
    return gap.join(order) + "\n", units


def _paragraph(text: str, how: Layout, draw: random.Random, heading: bool) -> str:
    indent = {"wide": "\u3000\u3000", "ascii": "    "}.get(how.indent, "")
    if heading:
        return (indent if how.headings == "indented" else "") + text
    spaced = _spaced(text, how.spaces, draw)
    first = 0 if how.indent == "none" else 2
    lines = [line.strip(" ") for line in wrap(spaced, how.column, first, how.eager, draw)]
    lines[0] = indent + lines[0]
    sep = "\n\n" if how.double else "\n"
    out = lines[0]
    for line in lines[1:]:
        out += sep + ("\n" * draw.randint(1, 2) if draw.random() < how.breaks else "") + line
    return out


def _spaced(text: str, share: float, draw: random.Random) -> str:
    edge = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[\u4e00-\u9fff])")
    return edge.sub(lambda _: " " if draw.random() < share else "", text)


def wrapped(draw: random.Random, **fixed: object) -> Damaged:
    how = Layout.drawn(draw, **fixed)
    raw, units = set_in_column(either_script(page(draw), draw), how, draw)
    return Damaged(raw, units, note=str(how))


# -- several stories on one page ------------------------------------------------------------------------------------------

AGENCY = (
    "新华社{place}{month}月{day}日电 ",
    "新华社{place}{month}月{day}日电（记者{name}）",
    "本报{place}{month}月{day}日电 ",
)
PLACES = ("北京", "莫斯科", "内罗毕", "日内瓦", "纽约", "曼谷")
NAMES = ("王晓明", "李思远", "陈立", "周启明", "吴可", "何远", "林一舟")


def dateline(draw: random.Random) -> str:
    form = draw.choice(AGENCY)
    return form.format(
        place=draw.choice(PLACES), month=draw.randint(1, 12), day=draw.randint(1, 28), name=draw.choice(NAMES)
    )


def merged(draw: random.Random) -> Damaged:
    """A newspaper page: stories with titles all before or all after their texts, some led on to another page."""
    how = Layout.drawn(draw, double=draw.random() < 0.3, title=draw.choice(("before", "after")), breaks=0.0)
    count = draw.randint(2, 4)
    titles = draw.sample(prose("titles"), count)
    news = draw.sample(prose("news"), len(prose("news")))  # no paragraph stands in two stories
    share = len(news) // count
    texts: list[str] = []
    units: list[str] = []
    gaps = 0
    for number, title in enumerate(titles):
        sound = page(draw, 3, 6, headed=0.0, pool=news[number * share : (number + 1) * share])
        first = dateline(draw) + sound.paragraphs[0]
        sound = Page(title, (first, *sound.paragraphs[1:]))
        jump = draw.random() < 0.4
        if jump:
            sound = replace(sound, paragraphs=(*sound.paragraphs[:-1], _cut(sound.paragraphs[-1], draw)))
            gaps += 1
        text, own = set_in_column(replace(sound, title=None), how, draw)
        mark = _jump_on(draw) if jump else ""
        text = text.rstrip("\n") + mark
        sep = "\n\n" if how.between or how.double else "\n"
        texts.append((text + sep + title) if how.title == "after" else (title + sep + text))
        units += [*own, title] if how.title == "after" else [title, *own]
    between = "\n" * draw.randint(2, 3)
    return Damaged(between.join(texts) + "\n", tuple(units), count, gaps, note=str(how))


def _cut(text: str, draw: random.Random) -> str:
    """The paragraph up to some word, as a column that is full leaves it."""
    at = draw.randint(len(text) // 2, len(text) - 6)
    while text[at - 1] in "。！？”，、；：“《 " or text[at] in NOT_FIRST:
        at -= 1
    return text[:at]


def _jump_on(draw: random.Random) -> str:
    page_number = draw.choice(("四", "2", "三", "A02", "5"))
    form = draw.choice(("（下转第{}版）", "(下转第{}版)", "\n（下转第{}版）", "\n下转第{}版", "\n▼下转{}版"))
    return form.format(page_number)


# -- the machine of content farms ------------------------------------------------------------------------------------------


@cache
def reading(text: str, toned: bool) -> tuple[str, ...]:
    """The reading of each character in its words."""
    style = Style.TONE if toned else Style.NORMAL
    out: list[str] = []
    for run in re.findall("[\u4e00-\u9fff]+|[^\u4e00-\u9fff]", text):
        out += [one[0] for one in pinyin(run, style=style)] if HAN.match(run) else [run]
    return tuple(out)


def glossed(draw: random.Random, toned: bool) -> Damaged:
    """Readings after characters of a fixed list, as the machine has one, or after each at random."""
    sound = either_script(page(draw), draw)
    share = draw.uniform(0.2, 0.5) if draw.random() < 0.7 else draw.uniform(0.05, 0.2)
    opening, closing = draw.choice(("()", "()", "（）"))
    space = draw.choice(("", "", "before Chinese", "always"))
    by_list = draw.random() < 0.5
    chosen = {char for char in sorted(set("".join(sound.units))) if draw.random() < share} if by_list else set()
    upper = draw.random() < 0.1

    def gloss(text: str) -> str:
        parts = []
        for char, said, after in zip(text, reading(text, toned), text[1:] + " ", strict=True):
            parts.append(char)
            gap = " " if space == "always" or (space and HAN.match(after)) else ""
            if HAN.match(char) and (char in chosen if by_list else draw.random() < share):
                parts.append(f"{opening}{said.capitalize() if upper else said}{closing}{gap}")
        return "".join(parts).rstrip(" ")

    raw = "\n\n".join(map(gloss, sound.units)) + "\n"
    return Damaged(raw, sound.units, note=f"share={share:.2f} {opening}{closing} {space!r} list={by_list} {upper=}")


def doubled(draw: random.Random) -> Damaged:
    """A narrow comma set before marks, the original comma narrowed."""
    sound = either_script(page(draw), draw)
    share = draw.uniform(0.4, 1.0)

    def double(text: str) -> str:
        def mark(match: re.Match[str]) -> str:
            own = {"，": ",", "；": ";", "？": "?", "！": "!"}.get(match[0], match[0])
            return "," + own if draw.random() < share else match[0]

        return re.sub("[，。、；？！]", mark, text)

    title, *paragraphs = sound.units
    raw = "\n\n".join([title, *map(double, paragraphs)]) + "\n"
    return Damaged(raw, sound.units, note=f"share={share:.2f}")


def narrowed(draw: random.Random) -> Damaged:
    """Marks at half width, for all kinds of marks or for some."""
    sound = either_script(page(draw), draw)
    table = dict(zip("，；：？！（）", ",;:?!()", strict=True))
    kinds = {mark for mark in table if draw.random() < 0.8} | {"，"}
    kinds |= {"（", "）"} if {"（", "）"} & kinds else set()
    raw = "\n\n".join(sound.units).translate({ord(mark): table[mark] for mark in kinds}) + "\n"
    return Damaged(raw, sound.units, note="".join(sorted(kinds)))


# -- bytes -----------------------------------------------------------------------------------------------------------------


def decoded(data: bytes, private: bool = False) -> str:
    """Bytes read as GBK by a tolerant program: what is no character becomes `?`, private ones may vanish."""
    return _decoded(data, private)[0]


def _decoded(data: bytes, private: bool = False) -> tuple[str, set[int]]:
    """The text as shown, and the places of the bytes of which it shows nothing."""
    out: list[str] = []
    lost: set[int] = set()
    at = 0
    while at < len(data):
        if data[at] <= 0x80:
            out.append(chr(data[at]) if data[at] < 0x80 else "€")
            at += 1
            continue
        try:
            char = data[at : at + 2].decode("gb18030")
            vanishes = not private and "\ue000" <= char <= "\uf8ff"
            out.append("" if vanishes else char)
        except UnicodeDecodeError:
            vanishes = True
            out.append("?")  # the sign after it is swallowed with it
        lost |= {at, at + 1} if vanishes else set()
        at += 2
    return "".join(out), lost


def _torn(text: str, codec: str, lost: set[int]) -> set[int]:
    """The characters of which a byte is lost, by the places of the bytes."""
    widths = [len(char.encode(codec, errors="replace")) for char in text]
    starts = accumulate(widths, initial=0)
    return {
        n for n, (start, width) in enumerate(zip(starts, widths, strict=False)) if lost & {*range(start, start + width)}
    }


def _placed(units: Sequence[str], torn: dict[int, set[int]]) -> frozenset[int]:
    """Torn characters by unit, as places in the whole text."""
    starts = list(accumulate(map(len, units), initial=0))
    return frozenset(starts[n] + at for n, places in torn.items() for at in places)


def shifted(draw: random.Random) -> Damaged:
    """The site that sets a comma before each `！` finds its bytes inside `。“` too, and all after it is out of step."""
    sound = in_traditional(page(draw, 5, 10))
    quote = "。“一帶一路”倡議得到了支持。“健康絲綢之路”是其中的內容。“綠色絲綢之路”也是。“多邊主義”是共識"
    sentences = [part for part in quote.split("。") if part]
    paragraphs = [
        text + "。".join(["", *draw.sample(sentences, 1)])[1:] + "。" if draw.random() < 0.5 else text
        for text in sound.paragraphs
    ]
    known = "各方支持“一帶一路”倡議、“健康絲綢之路”和“綠色絲綢之路”，主張“多邊主義”，稱之為共識和重要內容。"
    sound = replace(sound, paragraphs=(known, *paragraphs))  # what the document itself says elsewhere is evidence
    torn = {}
    shown = []
    for n, text in enumerate(sound.units):
        data = text.encode("gbk", errors="replace")
        text_shown, lost = _decoded(data.replace(b"\xa3\xa1", b",!"))  # no byte more, no byte less
        shown.append(text_shown)
        marks = {at + near for at in range(len(data)) if data[at : at + 2] == b"\xa3\xa1" for near in (-1, 0, 1)}
        torn[n] = _torn(text, "gbk", lost - marks)  # a mark and a comma tell what stood there
    return Damaged("\n\n".join(shown) + "\n", sound.units, torn=_placed(sound.units, torn))


def byte_lost(draw: random.Random) -> Damaged:
    """One byte of a paragraph is gone; from there to the next ASCII character pairs are read out of step."""
    sound = either_script(page(draw, 5, 10), draw)
    paragraphs = list(sound.paragraphs)
    first = len(sound.units) - len(paragraphs)
    torn = {}
    for n in draw.sample(range(len(paragraphs)), min(2, len(paragraphs))):
        text = paragraphs[n]
        at = draw.choice([match.start() for match in HAN.finditer(text) if match.start() > 4])
        data = text.encode("gbk", errors="replace")
        offset = len(text[:at].encode("gbk", errors="replace")) + draw.randint(0, 1)
        paragraphs[n], lost = _decoded(data[:offset] + data[offset + 1 :])
        torn[first + n] = _torn(text, "gbk", {offset} | {one + (one >= offset) for one in lost})
    title = (sound.title,) if sound.title else ()
    return Damaged("\n\n".join((*title, *paragraphs)) + "\n", sound.units, torn=_placed(sound.units, torn))


COMMON = (
    "的是不了在人有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里后報數當堅定請"
)


def annotated(draw: random.Random) -> Damaged:
    """The machine that adds readings by bytes: it finds its characters across the borders of others too."""
    sound = in_traditional(page(draw, 5, 10))
    count = draw.randint(6, 20)
    chars = draw.sample([char for char in COMMON if len(char.encode("gbk")) == 2], count)
    glosses = {char: pinyin(char, style=Style.TONE)[0][0] for char in chars}

    torn: dict[int, set[int]] = {}

    def annotate(n: int, text: str) -> str:
        data = text.encode("gbk", errors="replace")
        own = list(range(len(data)))  # where each byte stood before; -1 for what the machine added
        for char, said in glosses.items():
            code, gloss = char.encode("gbk"), b"(" + said.encode("gbk") + b")"
            at = data.find(code)
            while at >= 0:
                data = data[: at + 2] + gloss + data[at + 2 :]
                own[at + 2 : at + 2] = [-1] * len(gloss)
                at = data.find(code, at + 2 + len(gloss))
        shown, lost = _decoded(data)
        own += [-1, -1]
        cut = {at for at in lost if own[at] < 0 or own[at + 1] < 0}  # a reading tells the byte that it cuts off
        torn[n] = _torn(text, "gbk", {own[at] for at in lost - cut})
        return shown

    raw = "\n\n".join(annotate(n, text) for n, text in enumerate(sound.units)) + "\n"
    return Damaged(raw, sound.units, torn=_placed(sound.units, torn), note="".join(chars))


def misread(draw: random.Random) -> Damaged:
    """Lines or the whole page in UTF-8, read as Latin-1 or Windows-1252: no byte is lost."""
    sound = either_script(page(draw, 5, 10), draw)
    codec = draw.choice(("latin-1", "sloppy-windows-1252"))
    share = draw.choice((0.3, 1.0))
    units = [text.encode().decode(codec) if draw.random() < share else text for text in sound.units]
    return Damaged("\n\n".join(units) + "\n", sound.units, note=f"{codec} {share}")


def misread_as_gbk(draw: random.Random) -> Damaged:
    """Lines or the whole page in UTF-8, read as GBK: a run with an odd number of bytes loses its end."""
    sound = either_script(page(draw, 5, 10), draw)
    share = draw.choice((0.3, 1.0))
    shown, torn = list(sound.units), {}
    for n, text in enumerate(sound.units):
        if draw.random() < share:
            shown[n], lost = _decoded(text.encode(), private=True)
            torn[n] = _torn(text, "utf-8", lost)
    return Damaged("\n\n".join(shown) + "\n", sound.units, torn=_placed(sound.units, torn), note=f"{share}")


def leftovers(draw: random.Random) -> Damaged:
    """Entities, tags and invisible characters left by the web page."""
    sound = either_script(page(draw), draw)
    entities = {"“": "&ldquo;", "”": "&rdquo;", "—": "&mdash;", "·": "&middot;", "《": "&#12298;", "…": "&hellip;"}
    chosen = {ord(char): entity for char, entity in entities.items() if draw.random() < 0.7}
    indent = draw.choice(("&nbsp;&nbsp;&nbsp;&nbsp;", "\u00a0\u00a0", "&emsp;&emsp;", "<p>", "\u3000\u3000", ""))
    end = draw.choice(("<br/>", "</p>", "_x000D_", "&nbsp;", ""))
    hidden = draw.choice(("\u200b", "\ufeff", "\u00ad", "\u2060", ""))
    share = draw.uniform(0, 0.05)

    def spoil(text: str) -> str:
        spoilt = "".join(char + (hidden if draw.random() < share else "") for char in text)
        return indent + spoilt.translate(chosen) + end

    raw = "\n".join(map(spoil, sound.units)) + "\n"
    return Damaged(raw, sound.units, note=f"{indent!r} {end!r} {hidden!r}")


# -- furniture, copies, losses -----------------------------------------------------------------------------------------------

ABOVE = (
    "首页 > 新闻 > 国际", "当前位置：首页 > 时政 > 正文", "【字体：大 中 小】", "打印 关闭", "第03版：要闻", "版次：A02",
    "分享到： 微信 微博", "字号：[大 中 小]", "https://news.example.org/2019/0312/c1024-31.html",
)  # fmt: skip
INSIDE = (
    "△会议现场。{name} 摄", "图为会议现场。新华社记者 {name} 摄", "图①：新启用的码头。本报记者 {name}摄",
    "（图片来源：视觉中国）", "【打印】【关闭】", "点击查看更多精彩图片",
)  # fmt: skip
BELOW = (
    "责任编辑：{name}", "（责任编辑：{name}）", "编辑：{name} 校对：{other}", "责编：{name}、{other}", "（完）", "(完)",
    "版权所有 未经许可不得转载", "扫一扫 关注微信公众号", "上一篇 下一篇", "分享到朋友圈", "[纠错]", "打印 收藏 关闭",
    "长按二维码关注我们", "本文来源：新华网 责任编辑：{name}",
)  # fmt: skip
LISTS = ("相关新闻", "相关阅读：", "【延伸阅读】", "热门推荐", "推荐阅读")
CUTS = ("(剩余1382字)", "预览已结束，完整报告请登录后查看", "您已阅读19%，剩余81%需订阅后查看", "展开全文")


def furnished(draw: random.Random) -> Damaged:
    """The page's own words above, inside and below the text, each on its line."""
    sound = page(draw, headed=0.0, titled=1.0)
    fill = partial(_filled, draw=draw)
    lines = [fill(line) for line in draw.sample(ABOVE, draw.randint(0, 3))]
    lines += [str(sound.title)]
    for n, text in enumerate(sound.paragraphs):
        lines.append(text)
        if n + 1 < len(sound.paragraphs) and draw.random() < 0.15:
            lines.append(fill(draw.choice(INSIDE)))
    gaps = 0
    if draw.random() < 0.25:
        lines.append(draw.choice(CUTS[:3]))
        gaps = 1
    lines += [fill(line) for line in draw.sample(BELOW, draw.randint(0, 4))]
    if draw.random() < 0.4:
        titles = [title for title in prose("titles") if title != sound.title]
        mark = draw.choice(("", "· ", "• ", "1. "))
        lines += [draw.choice(LISTS), *(mark + title for title in draw.sample(titles, draw.randint(2, 5)))]
    return Damaged("\n\n".join(lines) + "\n", sound.units, gaps=gaps)


def _filled(line: str, draw: random.Random) -> str:
    name, other = draw.sample(NAMES, 2)
    return line.format(name=name, other=other)


def looped(draw: random.Random) -> Damaged:
    """The page, or a block of it, again and again; the last copy stops anywhere."""
    sound = either_script(page(draw, 4, 10), draw)
    if draw.random() < 0.5:
        raw, units = set_in_column(sound, Layout.drawn(draw, title="before"), draw)
    else:
        raw, units = "\n\n".join(sound.units) + "\n", sound.units
    lines = raw.rstrip("\n").split("\n")
    first = draw.randint(0, len(lines) // 2)
    block = lines[first:]
    copies = block * draw.randint(1, 3)
    last = "\n".join(block)
    cut = last[: draw.randint(20, len(last) - 1)].rstrip("\n") if draw.random() < 0.7 else ""
    text = "\n".join(lines + [""] * draw.randint(0, 2) + copies + ([cut] if cut else [])) + "\n"
    return Damaged(text, units, gaps=None, note=f"{first=} cut={bool(cut)}")


def truncated(draw: random.Random) -> Damaged:
    """The text stops in mid-sentence."""
    sound = either_script(page(draw, headed=0.0), draw)
    sound = replace(sound, paragraphs=(*sound.paragraphs[:-1], _cut(sound.paragraphs[-1], draw)))
    if draw.random() < 0.5:
        raw, units = set_in_column(sound, Layout.drawn(draw, title="before"), draw)
    else:
        raw, units = "\n\n".join(sound.units) + "\n", sound.units
    dots = draw.choice(("", "", "..."))
    return Damaged(raw.rstrip("\n") + dots + "\n", units, gaps=1, lost=(dots,), note=dots)


def farmed(draw: random.Random) -> Damaged:
    """A content farm at its worst: readings by bytes, doubled marks, wrapped lines and a search box."""
    sound = in_traditional(page(draw, 6, 10, headed=0.0))
    chars = {char for char in COMMON if draw.random() < 0.4}

    def spoil(text: str) -> str:
        parts = [
            char + (f"({said})" if char in chars else "") for char, said in zip(text, reading(text, True), strict=True)
        ]
        return re.sub(
            "[，。、；]", lambda m: ("," if draw.random() < 0.8 else "") + m[0].replace("，", ","), "".join(parts)
        )

    spoilt = Page(sound.title, tuple(map(spoil, sound.paragraphs)))
    raw = "\n\n".join(spoilt.units) + "\n\n責任編輯：王曉明\n"
    return Damaged(raw, sound.units)


CLASSES: dict[str, Damage] = {
    "untouched": untouched,
    "wrap-blank": partial(wrapped, double=False, between=1),
    "wrap-double": partial(wrapped, double=True),
    "wrap-tight": partial(wrapped, double=False, between=0),
    "wrap-breaks": partial(wrapped, double=False, breaks=0.06),
    "wrap-spaces": partial(wrapped, spaces=0.8),
    "merged": merged,
    "gloss-toned": partial(glossed, toned=True),
    "gloss-bare": partial(glossed, toned=False),
    "doubled": doubled,
    "narrowed": narrowed,
    "shifted": shifted,
    "byte-lost": byte_lost,
    "annotated": annotated,
    "misread": misread,
    "misread-gbk": misread_as_gbk,
    "leftovers": leftovers,
    "furniture": furnished,
    "loop": looped,
    "truncated": truncated,
    "farm": farmed,
}


def pages(name: str, seed: int, count: int) -> Iterator[Damaged]:
    """Pages of one class; page `n` of a seed is always the same."""
    for number in range(count):
        yield CLASSES[name](random.Random(f"{name} {seed} {number}"))


def sound_texts() -> Sequence[tuple[str, list[str]]]:
    """The sound texts, each a name and its lines."""
    return [(path.stem, path.read_text("utf8").splitlines()) for path in sorted((HERE / "sound").glob("*.txt"))]
