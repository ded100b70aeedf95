"""Which title-like lines under a title are no part of it: the text's first heading, its first fact, a line of its list.

A headline has seldom a second line that looks like the lines of the text. What shows it: the form (`样品名称：湖水`, a
question, a day), how the headings of the text begin and end, how many of them the title counts (`谚语三则`), or that
each paragraph but the first would have one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.dates import number
from generator.layout import ends_sentence, width
from generator.names import is_name
from generator.segment.item import FIELDS, Item
from generator.segment.likeness import likeness
from generator.words import is_unfinished

_ENTRY = re.compile(
    r"^[^，。：:]{1,3}[：:]|^[\u4e00-\u9fff]{2,6}（[\u4e00-\u9fff]{1,3}）[：:]|(?<![0-9])[：:]\s*(?![12][0-9]{3}年)[A-Za-z0-9]|[；;=]|[0-9]\s*元"
)  # a line of a list or of code
_LABELLED = re.compile("[\u4e00-\u9fff]{2,6}[：:](?:[^：:。]|(?<=[0-9])[：:](?=[0-9]))+$")
_PARTICULAR = re.compile(  # whatever stands below it
    r"(?:[\u4e00-\u9fff]{0,4}(?:日期|时间|時間)|地[点點]|[单單]位|[主列][席持]人?|出席(?:者|人)?|[记記][录錄]人?|[对對]象|[编編][号號]|版本)[：:]\s*\S"
)
_SAID = re.compile("(?P<who>[\u4e00-\u9fff·]{2,4})：(?=[^：:]{5,}$)")  # 某某某：先到先帮
_COUNTED = re.compile(r"第[0-9一二三四五六七八九十]{1,3}(?P<what>[\u4e00-\u9fff])")  # 第一封
_SHORT = 5  # characters of a short heading
_WORD = 4  # and of one that is a single word
_DAY_HEADING = re.compile(r"[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}[日号號]")
_NUMBER = "[0-9〇○零一二三四五六七八九十元正]"
_DATE_ALONE = re.compile(  # 一九五五年, 三月, 宣统元年二月十八日到: how a chronicle or a file of telegrams is headed
    rf"(?:[\u4e00-\u9fff]{{2}})?{_NUMBER}{{1,4}}年(?:{_NUMBER}{{1,3}}月(?:{_NUMBER}{{1,3}}[日号號])?)?[到收发發]?|{_NUMBER}{{1,2}}月(?:{_NUMBER}{{1,3}}[日号號])?[到收发發]?"
)
_COUNTS = re.compile(  # 谚语三则, 童谣两首并注
    r"(?P<many>[0-9]{1,2}|[二两兩三四五六七八九十]{1,3})[则則首题題篇问問章段记記帖封例条條点點件组組](?:[并並][注序])?(?:（[^（）]*）)?$"
)
_PART = 10  # width of a line that may be part of a headline
_OPENING = 800  # characters of a text in which a headline's words come back
_TOLD = 0.6  # share of a line's words in a text that tells it
_EACH = 3  # headings with a paragraph each


def head_ends(head: Sequence[Item], body: Sequence[Item]) -> int:
    """How many items of a head are above the text; from there on they are the text's own."""
    titles = [n for n, item in enumerate(head) if item.kind == "title"]
    if len(titles) < 2:
        return len(head)
    for n in titles[1:]:
        facts = _opens_facts(*(*head, *body)[n : n + 2])
        if _is_dated(head[n], body) or ((_is_entry(head[n], body) or facts) and not _above_field(head[n:], body)):
            return n
    last = titles[-1]
    if len(titles) == 2 and last == len(head) - 1 == titles[0] + 1 and _is_first_of(head[titles[0]], head[last], body):
        return last
    return len(head)


def _above_field(lines: Sequence[Item], body: Sequence[Item]) -> bool:
    """Does a field stand among lines of a head, and is no fact among facts (`日期：…` above another label)?"""
    facts = [bool(_LABELLED.match(item.text)) for item in (*lines, *body[:1])]
    return any(item.kind in FIELDS and not all(facts[n : n + 2]) for n, item in enumerate(lines))


# -- facts, lists, dialogues ----------------------------------------------------------------------------------------


def _opens_facts(item: Item, after: Item | None = None) -> bool:
    """Is a title-like line a label with its value, above another (`样品名称：湖水`, `采样地点：湖心`), or one that no headline has?"""
    if item.kind != "title":
        return False
    pair = after is not None and all(_LABELLED.match(one.text) for one in (item, after))
    return pair or bool(_PARTICULAR.match(item.text))


def _is_entry(item: Item, body: Sequence[Item]) -> bool:
    """Is a title-like line really the first of a list, a table, a dialogue or a program, and no one's words in a headline?"""
    said = _SAID.match(item.text)
    if said and is_name(said["who"]) and not any(other.text.startswith(said.group()) for other in body):
        return False
    if _is_told(item.text, body):
        return False
    return item.kind == "title" and bool(_ENTRY.search(item.text))


def _is_told(line: str, body: Sequence[Item]) -> bool:
    """Does a text that is no list speak of what stands behind a colon (`航道处：渡口分段疏浚`)?"""
    told = re.split("[：:]", line)[-1]
    listed = not body or bool(_ENTRY.search(body[0].text)) or not ends_sentence(body[0].text)
    opening = "".join(item.text for item in body)[:_OPENING]
    return not listed and width(line) >= _PART and likeness(told, opening) >= _TOLD


def _is_dated(item: Item, body: Sequence[Item]) -> bool:
    """Is a title-like line a date alone, as the text below has others, or as no headline ends?"""
    if item.kind != "title" or not _DATE_ALONE.fullmatch(item.text):
        return False
    return item.text[-1] in "到收发發" or any(_DATE_ALONE.fullmatch(other.text) for other in body)


# -- headings -------------------------------------------------------------------------------------------------------


def _is_first_of(first: Item, last: Item, body: Sequence[Item]) -> bool:
    """Is the second title line one of the headings in the body, as the line above it is not?"""
    headings = [item.text for item in body if item.kind == "title"]
    if _counts(first.text) == len(headings) + 1 or _heads_each(last, body):
        return True
    if _is_like(last.text, headings) and not _is_like(first.text, headings):
        return True
    if _all_short(last.text, headings) and not (len(first.text) <= 2 * len(last.text) or is_unfinished(first.text)):
        return True
    if _heads_facts((last, *body)):
        return True
    form = _form_of(last.text)
    if form is None or _form_of(first.text) == form:
        return False
    forms = [_form_of(item.text) for item in body if item.kind in ("title", "dateline")]
    if form.isdigit():
        return len(forms) > 1 and set(forms) == {form}
    return forms.count(form) > (form in ("question", "day"))


def _counts(title: str) -> int:
    """How many parts a title says that its text has; 0 where it does not."""
    match = _COUNTS.search(title)
    return number(match["many"].replace("两", "二").replace("兩", "二")) if match else 0


def _heads_each(line: Item, body: Sequence[Item]) -> bool:
    """Has each paragraph but the first its heading, and is the line above the first as long as these are?"""
    headings = [width(item.text) for item in body[1::2] if item.kind == "title"]
    turns = len(headings) == len(body) // 2 and all(item.kind == "body" for item in body[::2])
    return turns and len(headings) >= _EACH - 1 and min(headings) <= width(line.text) <= max(headings)


def _all_short(line: str, headings: Sequence[str]) -> bool:
    """Are all headings of a text, and the line, words of one kind: so short that none can end a headline?"""
    words = {line, *headings}
    widest = _WORD if len(words) > 2 else _WORD - 1
    return len(words) > 1 and all(len(word) <= widest and not re.search("[，：、]", word) for word in words)


def _heads_facts(items: Sequence[Item]) -> bool:
    """Do a line and another title-like line of the text each stand above labels with their values (`地址：…`)?"""
    heads = [n for n, item in enumerate(items[:-1]) if item.kind == "title" and _LABELLED.match(items[n + 1].text)]
    return 0 in heads and len(heads) > 1


def _is_like(line: str, headings: Sequence[str]) -> bool:
    """Does a short line begin or end as two headings do (`私塾时期`, `中学时期`), or as one does in a longer word?"""
    others = [text for text in headings if text != line]
    ends = [sum(text.endswith(line[-size:]) for text in others) for size in (2, 3)]
    begins = sum(text.startswith(line[:2]) for text in others)
    return 2 < len(line) <= 2 * _SHORT and (ends[0] > 1 or begins > 1 or (len(line) > 3 and ends[1] > 0))


def _form_of(heading: str) -> str | None:
    """A heading's form: a question, a day, or so few characters that headings of a list have the same."""
    if heading[-1] in "？?":
        return "question"
    if _DAY_HEADING.match(heading):
        return "day"
    if match := _COUNTED.match(heading):
        return match["what"]
    return str(len(heading)) if len(heading) <= _SHORT and not re.search("[，：、]", heading) else None
