"""How a text shows by its first and its last words that it is one of its own: a letter, an address, points that were adopted.

A heading never brings another form with it: who was told of above is spoken to below, or a speech has said its farewell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.formulas import SIGNING_BODY
from generator.layout import item_number, item_shape, width
from generator.repairs.site_chrome import RULE as SITE_CHROME
from generator.segment.headline import text_of
from generator.segment.item import Item
from generator.segment.likeness import SPOKEN, likeness, strangers
from generator.words import aligned

ANNOUNCES = re.compile(
    r"(?:全文|原文|内容|內容|讲话|講話|演讲|演講|致辞|致辭|贺信|賀信|声明|聲明|公报|公報|信函|实录|實錄)(?:的?全文|原文|内容|稿)?(?:如下|是)\s*[:：]?。?$"
    r"|(?:以下|下面)(?:是|为|為).{0,24}(?:全文|原文|实录|實錄)\s*[:：。]?$"
)
LETTER = re.compile(
    r"[信函電电]$|贺[信电]|賀[信電]|致辞|致辭|讲话|講話|演讲|演講|声明|聲明|公报|公報|宣言|祝词|祝詞|唁电|决议|决定|通知|公告"
)
_POST = re.compile(r"[信函电](?:（[^（）]{1,12}）)?$")  # a title that names a letter or a telegram
_ADDRESSEE = re.compile(  # 谢团长并转全体团员：
    r"[^，。！？；：“”《》]{2,24}(?:大会|[团委队会社店厂校村][员长]|部长|大使|先生|女士|同志|朋友|乡亲|老师|同学|[^我他她它]们)[：:]"
)
_FIRST_PERSON = re.compile("我(?!国|國|省|市|县|縣|区|區|州|军|軍|方|驻|駐|外|部|使|馆|館|校|院|厂|廠|村|乡|鄉)")
_WRITES = re.compile("我|您|你|贵[国方处团会社校部国厂镇村市县]")
_QUOTED = re.compile("“[^“”]*”|「[^「」]*」|『[^『』]*』")
_SPOKEN_TO = re.compile("(?:尊敬的|敬爱的|亲爱的)?(?:各位[^，。！：]{2,8}[，、！：])+")  # 各位同行、各位老友，我…
_WE = re.compile(r"[^我]{2,6}我[们們]")  # 一、我们，……
_PARTIES = re.compile("[^，。]{1,3}(?:[双三四五六七八各]方|两国|各国|与会)")  # 一、三方忆及……
_FAREWELL = re.compile(r"(?:(?<=[，。！？])|^)(?:祝愿?[^，。！？]{2,16}|(?:谢谢|感谢)(?:大家|各位|你们|诸位)?)[！!。]$")
_OF_THE_TEXT = re.compile(
    "^(?:本[文篇稿]|以上(?:内容|文字)|图文|文章|内容)[^。]*(?:来源|来自|转载|整理|发布|侵权?[即必]?删|归[^。]{1,8}所有)"
)
_COLUMNS = 2.0  # a column this much wider or narrower is another


def is_letter(joint: Sequence[Item], before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Is a title that of a letter or a speech, and does the text below it open with those to whom it goes?"""
    titles = [item.text for item in joint if item.kind == "title"]
    if not any(map(LETTER.search, titles)):
        return False
    announced = len(after) > 1 and after[1].kind == "vocative" and bool(ANNOUNCES.search(after[0].text))
    title = "".join(item.text for item in joint if item.kind == "title" and not item.numbered)
    first = after[0]
    return (
        first.kind == "vocative" or announced or _names_addressee(title, first.text) or _is_sent(titles, before, after)
    )


def _names_addressee(title: str, first: str) -> bool:
    """Is the first line of a letter addressed to whom its title names: `致某会的贺信`, `某会：`?"""
    return first.endswith(("：", ":")) and len(first) > 2 and first.rstrip("：:") in title


def _is_sent(titles: Sequence[str], before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Does a body, or persons by their offices, stand alone above a text that speaks to them, under the title of a letter?

    A feature that shows a letter has told of it in the sentence above.
    """
    first = aligned(after[0].text)
    kinds = {match.group()[0] for title in titles if (match := _POST.search(aligned(title.replace(" ", ""))))}
    addressed = first[-1] in "：:" and (SIGNING_BODY.fullmatch(first[:-1]) or _ADDRESSEE.fullmatch(first))
    told = any(kind in before[-1].text for kind in kinds)
    return bool(kinds and addressed and len(after) > 1 and _WRITES.search(aligned(text_of(after[1:])))) and not told


def is_addressed(body: Sequence[Item]) -> bool:
    """Does a text open with those to whom it is spoken or written, and go on in the first person?"""
    opens = (body[0].kind == "vocative" and body[0].spaced) or _SPOKEN_TO.match(aligned(body[0].text))
    return bool(opens) and bool(_FIRST_PERSON.search(text_of(body)))


def is_adopted(title: str, before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Does a text open with the first of its numbered points as those say it who adopt it, or in a column of its own?

    Where parties speak of themselves, the title is that of the report above or the document's own; a heading of a report,
    over the points that were agreed on, speaks of them.
    """
    first = after[0].text
    if item_number(first) != 1 or any(item_shape(item.text) for item in before):
        return False
    behind = likeness(title, text_of(before)) > likeness(title, text_of(after))
    parties = _PARTIES.match(aligned(first)) and (behind or LETTER.search(title))
    return bool(_WE.match(first) or parties) or other_column(before, after)


def is_told(head: Sequence[Item], body: Sequence[Item]) -> bool:
    """Is a text a report, or the rest of one that began on another page: it speaks to nobody, and not of its writer?"""
    sent = body[0].kind == "dispatch" or any(item.kind == "jump-from" for item in head)
    return sent and not _speaks(body)


def _speaks(body: Sequence[Item]) -> bool:
    spoken = any(item.kind == "vocative" for item in body)
    return spoken or bool(_FIRST_PERSON.search(_QUOTED.sub("", text_of(body))))


def takes_leave(before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Has a speech, from its address on, come to its farewell, and does the text below neither speak nor address anybody?"""
    spoken = before[0].kind == "vocative" and len(before) > 2 and bool(_FIRST_PERSON.search(text_of(before)))
    return spoken and bool(_FAREWELL.search(aligned(before[-1].text))) and not _speaks(after)


def is_stranger(title: str, head: str, before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Does a title speak of the text below it and not of that above, when the two name nothing in common?

    Two parts of what one speaker says may do so too, and points that are counted on; both belong together.
    """
    above, below = head + text_of(before), text_of(after)
    counted = any(item_shape(item.text) for item in before) and any(item_shape(item.text) for item in after)
    alike = likeness(title, below) >= SPOKEN and likeness(title, above) <= _BY_CHANCE
    one = counted or (_speaks(before) and _speaks(after))
    return width(title) >= _TITLE and alike and not one and strangers(above, below)


_TITLE = 7  # width of a line that says enough to be told from a heading
_BY_CHANCE = 0.1  # share of a title's words in a text of which it does not speak


def site_closed(joint: Sequence[Item]) -> bool:
    """Did a site say above a title whence the text before it came (`本文由…整理发布，侵删`), as it does below a whole text?"""
    first = next((n for n, item in enumerate(joint) if item.kind == "title"), 0)
    return any(item.kind == SITE_CHROME.id and _OF_THE_TEXT.search(aligned(item.text)) for item in joint[:first])


def other_column(before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Were two texts set in columns of different widths?"""
    widths = [[item.column for item in items if len(item.pieces) > 2 and item.column] for items in (before, after)]
    if not all(widths):
        return False
    return abs(sorted(widths[0])[len(widths[0]) // 2] - sorted(widths[1])[len(widths[1]) // 2]) >= _COLUMNS
