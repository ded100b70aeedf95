"""Which of the title-like lines above a text is its headline, and what the others are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.formulas import INSTRUMENTS, NUMBERED, SIGNING_BODY, any_of
from generator.hanzi import words
from generator.layout import ends_sentence, width
from generator.names import is_name
from generator.offices import OFFICE_END
from generator.segment.first_headings import head_ends
from generator.segment.item import FIELDS, Item
from generator.segment.likeness import SPOKEN, UNSPOKEN, folded, likeness
from generator.words import is_unfinished, one_word_across, simplified, tagged

TITLES = frozenset({"title", "dashed"})
HEADLINE = "headline"  # a mark where a headline cut a sentence in two
OPENING = 800  # characters of a text in which its title's words come back
_PARAGRAPH = 70  # width of a line that is a paragraph, and no line of a column
_PART = 10  # width of a line that may be part of a headline
_OFFICE = 7  # characters of an office with its house; a longer line says what its holder did
_SECTION = re.compile(
    rf"""[【\[][^】\]]{{2,10}}[】\]] | [■●◆□][^，。]{{2,8}} | (?P<sign>[·•・◆■●▪※★☆—－-])\s*[^，。：]{{1,8}}\s*(?P=sign)   # ·微言·
      | [^，。：“”]{{0,4}}{any_of("新闻 新聞 要闻 要聞 频道 頻道 专栏 專欄 短讯 短訊 简讯 簡訊 快讯 快訊 时评 時評 社评 社評 社论 社論")}
      | (?:新聞|新闻)[与與和及](?:活動|活动|公告|動態|动态) | [^，。：“”]{{2,4}}(?:新聞|新闻)
    """,
    re.VERBOSE,
)
_COLUMN = re.compile(
    rf"[^，。：“”]{{1,4}}{any_of('论坛 观察 视点 视野 聚焦 随笔 评论 前沿 一线 资讯 广角 纵横 扫描 纵览 副刊 札记 手记 天地 之窗 撷英')}"
)

_DOCUMENT = re.compile(  # 联合声明, 主席总结, 成果文件
    "(?:关于[^，。]{2,40}的)?(?:联合|共同|新闻|主席|会议|成果|最后|政治|部长|领导人|行动)*"
    + any_of(INSTRUMENTS, "总结 摘要 概要 纪要 倡议 决议 共识 文件 清单 计划 纲领 议程")
)


@dataclass(frozen=True)
class Story:
    """A story's items in seed order: those before the body, the body, and those after it."""

    head: tuple[Item, ...]
    body: tuple[Item, ...]
    tail: tuple[Item, ...] = ()
    more: tuple[Story, ...] = field(default=())  # later parts of the same story on this page
    announces: bool = False  # its last words announce the document below, so nothing is lost behind them

    @property
    def title(self) -> str:
        return "".join(item.text for item in (*self.head, *self.tail) if item.kind == "title" and not item.numbered)

    @property
    def text(self) -> str:
        return text_of(self.body)


def text_of(items: Sequence[Item]) -> str:
    return "".join(item.text for item in items)


def has_title(items: Sequence[Item]) -> bool:
    return any(item.kind == "title" and not item.numbered for item in items)


def names_column(items: Sequence[Item], n: int) -> bool:
    """Is a line above a title the name of the column that the story stands in (`【社评】`, `云州新闻`)?"""
    below = [other for other in items[n + 1 :] if other.kind == "title"]
    if not below or items[n].kind not in ("title", "note"):
        return False
    text = items[n].text
    if len(text) <= 4 and below[0].text.startswith(text) and _SECTION.fullmatch(below[0].text) and len(below) > 1:
        return True  # 中国, above 中国要闻
    label = items[n].kind == "note" or width(below[0].text) >= 1.5 * width(text)
    return bool(_SECTION.fullmatch(text)) or (label and bool(_COLUMN.fullmatch(simplified(text))))


# -- where the head of a story ends ---------------------------------------------------------------------------------


def top(joint: Sequence[Item], body: Sequence[Item] = ()) -> tuple[list[Item], list[Item]]:
    """The part of a joint that heads a story, and what follows it and belongs to the body: its first headings."""
    for n, item in enumerate(joint):
        if item.kind == "title" and item.numbered and n > 0 and not _heads_dated(joint[n:]):
            return list(joint[:n]), list(joint[n:])
        seen = any(other.kind == "title" for other in joint[:n])
        fields = any(other.kind in FIELDS for other in joint[:n])
        late = item.kind == "title" and seen and fields and not _comes_late(joint, n, body)
        if late and not _is_account(joint, n):
            return list(joint[:n]), list(joint[n:])
    if joint and joint[0].kind == "title" and joint[0].numbered and not _heads_dated(joint):
        return ([replace(joint[0], kind="note"), *joint[1:]], []) if _names_essays(joint) else ([], list(joint))
    return list(joint), []


def _heads_dated(joint: Sequence[Item]) -> bool:
    """Does a title with its day stand below a numbered line, which is none of the text's headings then (`2. 跳到正文`)?"""
    last = next((n for n, item in reversed(list(enumerate(joint))) if item.kind == "title"), 0)
    below = {item.kind for item in joint[last + 1 :]}
    return last > 0 and not joint[last].numbered and "dateline" in below


def _names_essays(joint: Sequence[Item]) -> bool:
    """Is the first of two title-like lines the name of an essayist's column (`知微篇`), and no part of a text (`合作篇`)?"""
    return joint[0].text.endswith("篇") and len(joint) > 1 and joint[1].kind == "title" and not joint[1].numbered


def _is_account(joint: Sequence[Item], n: int) -> bool:
    """Is a short line between two fields of a head who put the text up?"""
    return len(joint[n].text) <= 12 and any(item.kind in FIELDS and item.pieces for item in joint[n + 1 :])


def _comes_late(joint: Sequence[Item], n: int, body: Sequence[Item]) -> bool:
    """Is item `n` the headline, because the text speaks of it, and of no title-like line above it?"""
    if all(SIGNING_BODY.fullmatch(i.text) or _SECTION.fullmatch(i.text) for i in joint[:n] if i.kind == "title"):
        return True  # above stands whose site it is, or which part of it
    opening = text_of(body)[:OPENING]
    above = [item.text for item in joint[:n] if item.kind == "title"]
    if len(joint[n].text) < max(len(text) for text in above):  # a heading is shorter than the title above it
        return False
    return likeness(joint[n].text, opening) >= SPOKEN and all(likeness(text, opening) < UNSPOKEN for text in above)


# -- headings, columns, menus ---------------------------------------------------------------------------------------


def headlined(story: Story) -> Story:
    """A story with its headline told from first headings, the column's name, menus and the author."""
    return _signed_off(_bylined(_spoken(_kickered(_sectioned(_interrupted(story))))))


def _interrupted(story: Story) -> Story:
    """A story without a title above or below whose headline was read between two columns: it cuts a sentence in two."""
    if has_title((*story.head, *story.tail)):
        return story
    for n in range(1, len(story.body) - 1):
        end = n
        while end < len(story.body) and story.body[end].kind in TITLES:
            end += 1
        if n < end < len(story.body) and _cuts_sentence(story.body, n, end):
            parts = (*story.body[:n], Item(HEADLINE, (), ""), *story.body[end:])
            return replace(story, body=parts, tail=(*story.body[n:end], *story.tail))
    return story


def _cuts_sentence(body: Sequence[Item], n: int, end: int) -> bool:
    """Do the title-like lines from `n` to `end` stand apart between the halves of one sentence of a column?"""
    before, after = body[n - 1], body[end]
    halves = before.kind == after.kind == "body" and before.column > 0
    apart = body[n].spaced and after.spaced and body[n].kind == "title" and not body[n].numbered
    return halves and apart and not ends_sentence(before.text) and is_unfinished(before.text) and not after.numbered


def _sectioned(story: Story) -> Story:
    """A story whose later title lines are really its text's first, or whose first is the column's name."""
    end = head_ends(story.head, story.body)
    if end < len(story.head):
        return replace(story, head=story.head[:end], body=(*story.head[end:], *story.body))
    titles = [n for n, item in enumerate(story.head) if item.kind == "title"]
    behind = any(item.kind == "title" for item in story.tail)
    if (len(titles) > 1 or (titles and behind)) and _OPENING_PART.fullmatch(story.head[-1].text) and story.body:
        return replace(story, head=story.head[:-1], body=(story.head[-1], *story.body))
    inner = any(item.kind == "title" for item in story.body)
    if inner and len(titles) > 1 and titles[-1] == len(story.head) - 1 and _below_subtitle(story.head):
        return replace(story, head=story.head[:-1], body=(story.head[-1], *story.body))
    if len(titles) < 2 or titles[-1] != titles[0] + 1 or not story.head[titles[-1]].spaced:
        return story
    first, last = story.head[titles[0]], story.head[titles[-1]]
    sections = inner
    if sections and titles[-1] == len(story.head) - 1 and width(last.text) <= 0.6 * width(first.text):
        return replace(story, head=story.head[:-1], body=(last, *story.body))
    written = re.search("[\u4e00-\u9fff]", last.text)  # else it is the title in another language
    if written and len(first.text) <= 6 and width(last.text) >= 1.5 * width(first.text):
        return replace(story, head=_as(story.head, {titles[0]}, "note"))
    return story


_OPENING_PART = re.compile(r"(?:前|序|引|导|導|绪|緒)[\s　]*(?:言|论|論)")  # a heading where a title stands beside it


def _below_subtitle(head: Sequence[Item]) -> bool:
    """Does the last line of a head stand apart below a subtitle: the first of the text's headings?"""
    return head[-2].kind == "dashed" and head[-1].spaced


def _kickered(story: Story) -> Story:
    """A story with the kicker over its headline told apart.

    A kicker is one line that says in full what happened, as the lead below does; the headline under it, set in larger
    type and so in shorter lines, says it in other words. One sentence in several lines is retold by the lead as a whole.
    """
    first = next((n for n, item in enumerate(story.head) if item.kind == "title"), len(story.head))
    end = next((n for n in range(first, len(story.head)) if story.head[n].kind != "title"), len(story.head))
    lines = [line for item in story.head[first:end] for line in _lines(item)]
    if len(lines) < 3 or not story.body or not _is_kicker(*lines[:2]):
        return story
    larger = all(width(line) < width(lines[0]) for line in lines[1:])
    lead = text_of(story.body)[:_LEAD]
    retold, headline = likeness(lines[0], lead), likeness("".join(lines[1:]), lead)
    if not larger or retold < _RETOLD or retold - headline < _MORE:
        return story
    return replace(
        story, head=(*story.head[:first], *_parted(story.head[first], len(lines[0])), *story.head[first + 1 :])
    )


def _is_kicker(line: str, below: str) -> bool:
    """Does a line tell something by itself, and the line below not go on with it?"""
    tells = any(tag[0] == "v" for _, tag in tagged(simplified(line)))
    open_ = is_unfinished(line) or line[-1] in "的：:" or NUMBERED.match(line)
    return tells and not open_ and not _GOES_ON.match(simplified(below))


def _lines(item: Item) -> list[str]:
    """The words of each of an item's lines."""
    sizes = [piece.end - piece.start for piece in item.pieces]
    return [item.text[sum(sizes[:n]) : sum(sizes[: n + 1])] for n in range(len(sizes))]


def _parted(item: Item, size: int) -> list[Item]:
    """An item's first line as a note, and its other lines as what they were."""
    note = replace(item, kind="note", pieces=item.pieces[:1], text=item.text[:size])
    rest = replace(item, pieces=item.pieces[1:], text=item.text[size:], spaced=False)
    return [note, rest] if rest.pieces else [note]


_GOES_ON = re.compile(
    "[并就在与和同及将对向为以于的等共给由到把被从]"
)  # how a line begins that goes on with the one above
_LEAD = 120  # characters in which a report tells what happened
_RETOLD, _MORE = 0.6, 0.3  # share of a kicker's words in the lead, and how much more than of the headline's


def _spoken(story: Story) -> Story:
    """A story whose head holds more title-like lines than its headline: what the text never speaks of is a note.

    A menu, a slogan or a column's name stands apart from the headline, and none of its words come back in the body.
    """
    titles = [n for n, item in enumerate(story.head) if item.kind == "title"]
    if len(titles) == 1 and names_author(story.head[titles[0]].text.strip("☉□■ 　")):
        return replace(story, head=_as(story.head, set(titles), "byline"))
    latin = {n for n in titles if not re.search("[\u4e00-\u9fff]", story.head[n].text)}
    if latin and len(latin) < len(titles):  # the title in another language
        return _spoken(replace(story, head=_as(story.head, latin, "note")))
    shown = {n for n in titles[1:] if _names_person(story.head[n].text)}  # whom a picture showed
    if shown:
        return _spoken(replace(story, head=_as(story.head, shown, "note")))
    if len(titles) < 2:
        return story
    if beside := _not_on_the_way(story.head, titles):
        return replace(story, head=_as(story.head, beside, "note"))
    opening = story.text[:OPENING]
    scores = {n: likeness(story.head[n].text, opening) for n in titles}
    best = max(titles, key=lambda n: (scores[n], n))
    if scores[best] < SPOKEN:
        return story
    flowing = flows(story.body)
    alone = {
        n
        for n in titles
        if n != best
        and scores[n] < UNSPOKEN
        and not _has_subtitle(story.head, n)
        and not _DOCUMENT.fullmatch(simplified(story.head[n].text))  # a text does not say what kind of text it is
        and (
            _apart(story.head, n, best)
            or (flowing and not _one_block(story.head, n, best))
            or _labels(story.head, n, best)
        )
    }
    return replace(story, head=_as(story.head, alone, "note"))


def _not_on_the_way(head: Sequence[Item], titles: Sequence[int]) -> set[int]:
    """The title-like lines above the one with which the way to the page ends: `首页 > 要闻 > 渡口今日重开`."""
    ways = [re.split(r"\s*(?:>{1,2}|[›»＞→])\s*", item.text)[1:] for item in head if not item.pieces]
    names = {folded(way[-1]) for way in ways if way and len(way[-1]) >= _PART}
    own = [n for n in titles if folded(head[n].text) in names]
    return {n for n in titles if n < own[0]} if len(own) == 1 else set()


def _has_subtitle(head: Sequence[Item], n: int) -> bool:
    """Does a subtitle with its dash stand right below a line, as it does below a headline?"""
    return n + 1 < len(head) and head[n + 1].kind == "dashed"


def _names_person(line: str) -> bool:
    """Is a line an office and the name of who holds it (`外交部发言人某某某`)?"""
    plain = simplified(line)
    offices = {plain[:-size] for size in (2, 3) if names_author(plain[-size:])}
    held = any(
        len(office) <= _OFFICE and OFFICE_END.search(office) and not one_word_across(office, plain[len(office) :])
        for office in offices
    )
    return held and not SIGNING_BODY.fullmatch(plain)


def flows(body: Sequence[Item]) -> bool:
    """Does every paragraph stand on one long line, so that a headline does too, and is never set in two?"""
    widths = sorted(width(item.text) for item in body if item.kind in ("body", "dispatch"))
    return bool(widths) and widths[len(widths) // 2] >= _PARAGRAPH and all(len(item.pieces) == 1 for item in body)


def _one_block(head: Sequence[Item], n: int, best: int) -> bool:
    """Do two lines as long as headlines stand line under line below a blank line, as a headline in two parts does?"""
    low, high = min(n, best), max(n, best)
    long = min(width(head[low].text), width(head[high].text)) >= _PART
    return long and high - low == 1 and head[low].spaced and not head[high].spaced and head[low].pieces[0].line > 1


def _labels(head: Sequence[Item], n: int, best: int) -> bool:
    """Is a few characters' line right above the headline the name of its column?"""
    return n < best and len(head[n].text) <= 6 and width(head[best].text) >= 1.5 * width(head[n].text)


def _as(items: Sequence[Item], which: set[int], kind: str) -> tuple[Item, ...]:
    return tuple(replace(item, kind=kind) if n in which else item for n, item in enumerate(items))


def names_author(line: str) -> bool:
    """Is a line a person's name and no word (`贺电` begins with a surname too)?"""
    return (
        is_name(line)
        and line[-1] not in "词詞辞辭信电電函书書文稿"
        and re.sub(r"\s", "", simplified(line)) not in words()
    )


def _apart(head: Sequence[Item], n: int, best: int) -> bool:
    """Does a blank line, a field or furniture stand between two lines of a head?"""
    low, high = min(n, best), max(n, best)
    return head[high].spaced or any(item.kind != "title" for item in head[low + 1 : high])


def _signed_off(story: Story) -> Story:
    """A story with its medium's name below it (`云州数据3月1日讯 …` / `云州数据`): that is no title."""
    names = {n for n, item in enumerate(story.tail) if item.kind == "title" and story.text.startswith(item.text)}
    return replace(story, tail=_as(story.tail, names, "note")) if names else story


def _bylined(story: Story) -> Story:
    """A dispatch that opens with its subject (`新华社北京1月2日电 题：…`) has its reporters on the next line."""
    body = story.body
    if len(body) < 3 or body[0].kind != "dispatch" or body[1].kind != "byline":
        return story
    if "。" in body[0].text or not re.search(r"题\s*[:：]|題\s*[:：]", body[0].text):
        return story
    return replace(story, head=(*story.head, body[1]), body=(body[0], *body[2:]))
