"""Where a new story begins on a page: what of the lines between two texts, or of the texts themselves, says so.

A page is one story unless something proves more. Jump lines and datelines do; a title with a byline, a date or a
credit; a text that closed as reports close; a title that the text below retells and the text above does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.layout import ENTRY_OF_YEARS, ends_sentence, width
from generator.names import are_names, is_name
from generator.repairs.page_label import RULE as PAGE_LABEL
from generator.repairs.site_chrome import RULE as SITE_CHROME
from generator.segment.headline import text_of
from generator.segment.item import CLOSES, FIELDS, Item
from generator.segment.items import LABEL
from generator.segment.likeness import SPOKEN, folded, likeness
from generator.segment.openings import (
    ANNOUNCES,
    LETTER,
    is_addressed,
    is_adopted,
    is_letter,
    is_stranger,
    is_told,
    other_column,
    site_closed,
    takes_leave,
)
from generator.signers import signers
from generator.words import aligned

FULL_TEXT = re.compile(
    r"[【（(\[]?(?:演讲|演講|讲话|講話|致辞|致辭|声明|聲明|公报|公報|贺信|賀信|发言|發言)?(?:稿)?(?:全文|原文|实录|實錄)(?:如下)?[】）)\]]?[:：]?"
)
_READER = re.compile(r"[【\[]?(?:读者|讀者)?(?:来信|來信|来函|來函|投书|投書)")
_READER_OF = re.compile(r"[【\[]?(?:读者|讀者)(?:来信|來信|来函|來函|投书|投書)(?:[】\]]|\s*[：:｜|])")
_TO_EDITOR = re.compile(r"(?:尊敬的)?(?:编辑|編輯|主编|主編|总编辑|總編輯)(?:部|先生|女士|同志|老师|老師){1,2}[：:，,]")
_TALK = re.compile(r"专访|專訪|访谈|訪談|对谈|對談|对话|對話|[答荅].{0,8}[问問]$|问答|問答|访谈录|訪談錄|[—-]访|[—-]訪")
_ASKS = re.compile(r"(?:问|問|答|记者|記者|本报记者|本報記者|主持人)[：:]\s*\S")
_LEAD = re.compile(r"[^，。：]{0,20}?(?:[0-9一二三四五六七八九十]{1,3}[日号號](?!的)|昨[日天]|今[日天]|近日|日前)")
_LEARNT = re.compile(
    r"(?:本报|本社)?(?:记者|記者)[^，。]{0,16}(?:获悉|獲悉|了解到)|[据據][^，。]{2,16}(?:消息|报道|報道|報導|讯|訊)，"
)
_WIRED = re.compile(r"[据據][^，。]{2,8}社[电電](?=[\s　（(])")  # 据新华社电 …
_OCCASION = re.compile(r"[-—–―─]{1,3}\s*在.{4,60}[上中的](?:讲话|致辞|演讲|发言|祝酒辞)")  # ——在某会议上的讲话
_THANKS = re.compile("(?:最后，)?(?:让我们|衷心)?(?:谢谢|多谢|感谢|预祝|谨祝|祝)")
_HEADLINE = 9  # width of a headline; headings mostly are shorter
_SHORT = 7  # width of a line that says too little to be told from a heading
_OPENING = 120  # characters in which a report retells its headline
_RETOLD, _MORE = 0.5, 0.3  # share of a headline's words in the text below, and how much more than in the text above
_ATTENDED = re.compile(
    r"[^。：“”]{4,80}(?:参加|出席|陪同|在座)(?:参加|出席)?了?(?:上述|有关|此次|这次)?(?:会见|会谈|会晤|活动|会议|仪式|座谈)。"
)
_SIGNED = re.compile(r"[。！？”」][（(](?:记者|通讯员)?(?P<names>[\u4e00-\u9fff·、\s]{2,20})[）)]$")
_DOCUMENT = re.compile(
    r"^(?!.*(?:发表|签署|通过|举行|召开|发布|公布|达成|强调|呼吁))(?:.{6,}(?:声明|公报|宣言|倡议|协定|备忘录|公告|决议)|.{2,}(?:联合声明|联合公报|新闻公报|新闻稿))(?:（[^（）]{2,12}）)?$"
)
_OPENS_DOCUMENT = re.compile(
    r"一、|1[、.．]|应.{2,40}邀请|[0-9〇○零一二三四五六七八九]{4}年|双方|两国|我们|各方|[^，。]{2,30}（以下"
    r"|[^。]{4,90}(?:(?:声明|宣布|宣言|宣告|商定|约定|议定|达成)[^，。]{0,4}如下|如下(?:一致|声明|共识|协议))[^，。]{0,4}[。：]"
)
_GOES_ON = re.compile(  # the text above said who, when and about what; or it is the same event
    r"(?:会[见谈晤]|活动|会议|仪式|座谈)(?:结束)?[之以]?[后前中]|[会席]上，|双方|两[国市]"
    r"|[他她它](?!乡|山|日|国|人)|[该此][^，。]{0,6}[，]|(?:此外|另外|同时|对此|随后|接着|与此同时|不过|然而|但是?|因此|所以|谈[到及]|说到|至于)[^。]{0,3}[，]?"
)
_NEIGHBOURS = re.compile("[上下前后後]一[篇条條则則]")  # below a text the way to the texts before and after it
_COLUMN_LABEL = re.compile(r"(?:专栏|專欄|栏目|欄目)\s*[:：]")
_LEAF_LABEL = re.compile(r"第\s*[0-9A-Z]{1,4}\s*版")
_BULLET = re.compile(r"[●■◆▲◇□○▶►★☆※]\s*[\u4e00-\u9fff“「《]")


def find_cuts(joints: Sequence[Sequence[Item]], bodies: Sequence[Sequence[Item]]) -> list[int]:
    """The numbers of the bodies with which a new story begins."""
    found: list[int] = []
    for n in range(1, len(bodies)):
        first = found[-1] if found else 0
        before = [item for body in bodies[first:n] for item in body]
        alone = not any(_titled(joints[k]) and not _announces_any(bodies[k - 1]) for k in range(first + 1, n))
        if _cuts(joints[n], before, bodies[n], joints[first:n]) or (
            alone
            and _is_fresh(joints[n], before, bodies[n], _title(joints[first]))
            and _go_on_alike(joints[n + 1 : -1], bodies[n:])
        ):
            found.append(n)
    return found


def _is_fresh(joint: Sequence[Item], before: Sequence[Item], after: Sequence[Item], head: str) -> bool:
    """Does a title between two texts, if it is the only one, look like the beginning of another? `head`: the first one's title."""
    if _retold(joint, before, after) or _subtitled(joint, before, after):
        return True
    inner = any(item.inner or item.numbered for item in joint) or after[0].inner
    ended = _titled(joint) and not inner and ends_sentence(before[-1].text) and ends_sentence(after[-1].text)
    if not ended:
        return False
    title, lost = _title(joint), any(not item.pieces for item in joint)
    opens = not lost and not _GOES_ON.match(aligned(after[0].text))
    return takes_leave(before, after) or site_closed(joint) or (opens and is_stranger(title, head, before, after))


def _titled(joint: Sequence[Item]) -> bool:
    return any(item.kind == "title" and not item.numbered for item in joint)


def _announces_any(body: Sequence[Item]) -> bool:
    """Does a text end with a colon, so that the title below it is that of what it announces?"""
    return body[-1].text.endswith(("：", ":"))


def _subtitled(joint: Sequence[Item], before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Has a title below an ended text a subtitle behind its dash, as the headings of a text have not?"""
    first = next((n for n, item in enumerate(joint) if item.kind == "title"), len(joint))
    titles = [item for item in joint if item.kind == "title"]
    own = [item.kind for item in joint[first + len(titles) :]][:1] == ["dashed"] and titles[0].spaced
    inner = any(item.inner or item.numbered for item in joint) or after[0].inner
    return own and not inner and ends_sentence(before[-1].text) and len(before) > 1 and ends_sentence(after[-1].text)


def _go_on_alike(joints: Sequence[Sequence[Item]], bodies: Sequence[Sequence[Item]]) -> bool:
    """Does the next title between two texts begin a story too? One that does not is a heading, and headings come in numbers."""
    later = next((n for n, joint in enumerate(joints) if _titled(joint)), None)
    if later is None:
        return True
    before = [item for body in bodies[: later + 1] for item in body]
    here = joints[later], before, bodies[later + 1]
    return _cuts(*here, ()) or _is_fresh(*here, "")


def _cuts(
    joint: Sequence[Item], before: Sequence[Item], after: Sequence[Item], above: Sequence[Sequence[Item]]
) -> bool:
    """Does a new story begin between the text of a story so far (`above`: its title, its headings) and the next body?"""
    head = above[0] if above else ()
    kinds = [item.kind for item in joint]
    if any(item.inner for item in (*joint, after[0])):
        return False
    if "jump-on" in kinds or "jump-from" in kinds or _is_filed(joint):
        return True
    if announced(joint, before, after):
        return True
    if before[-1].text.endswith(("：", ":")):  # what follows is what these words announce
        return False
    last = before[-1].text
    ended = ends_sentence(last) or _closed(last) or bool(ENTRY_OF_YEARS.match(last)) or _is_closed_letter(before)
    ended = ended or len(before) - 1 in signers([item.text for item in before])
    complete = ended or bool(FIELDS & set(kinds)) or "end-mark" in kinds
    titled = _titled(joint)
    if titled and after[0].kind == "dispatch" and "preview-notice" in kinds:
        return True
    if not complete:
        return False
    if titled and _WIRED.match(after[0].text) and _WIRED.match(before[0].text):
        return True
    if after[0].kind == "dispatch" and (titled or not _opens_late(head, before, after)):
        return True
    if CLOSES & set(kinds) and (titled or "end-mark" in kinds):
        return True
    if is_told(head, before) and (
        (is_addressed(after) and (titled or not _titled(head))) or (titled and is_adopted(_title(joint), before, after))
    ):
        return True
    if titled and any(item.kind in (SITE_CHROME.id, PAGE_LABEL.id) and _NEIGHBOURS.search(item.text) for item in joint):
        return True
    if not titled:
        return False
    if _stands_again(joint, above, before):
        return False
    if _two_heads(joint, head, before, after):
        return True
    if _same_bullet(joint, head) or _other_form(joint, before, after) or _stands_alone(joint, before, after):
        return True
    if "credit" in kinds or "byline" in kinds or _dated(joint) or _is_annexed(joint, before, after):
        return True
    return is_letter(joint, before, after)


def _is_annexed(joint: Sequence[Item], before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Is a title that of an annex which is an instrument itself, with articles of its own, below a text that has none?"""
    titles = [item.text for item in joint if item.kind == "title"]
    annex = bool(titles) and _ANNEX.match(titles[0])
    return bool(annex and _ARTICLE.match(after[0].text)) and not any(_ANY_ARTICLE.match(item.text) for item in before)


_ANNEX = re.compile(r"[【\[（(]?附[件录錄][一二三四五六七八九十0-9]{0,2}\s*[】\]）)]?\s*[:：]?\s*\S{4,}")
_ARTICLE = re.compile(r"第[一1壹][条條章]")
_ANY_ARTICLE = re.compile(r"第[0-9一二三四五六七八九十百]{1,4}[条條章]")


def _opens_late(head: Sequence[Item], before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Does a dispatch open the text of the title above, with nothing between but its summary or a picture's words?"""
    title = _title(head)
    short = len(before) == 1 and before[0].kind == "body" and len(before[0].text) < len(after[0].text)
    return short and bool(title) and likeness(title, text_of(after)[:_OPENING]) >= SPOKEN


def _other_form(joint: Sequence[Item], before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Does the text below a title have a form of its own, which no part of the text above it has?

    A reader's letter addresses the editor, a talk goes by question and answer under a title that calls it one, and a
    column of briefs is labelled.
    """
    titles = [item.text for item in joint if item.kind == "title" and not item.numbered]
    first = after[0].text
    if any(_READER.match(title) for title in titles) and (_TO_EDITOR.match(first) or _READER_OF.match(titles[0])):
        return not any(_TO_EDITOR.match(item.text) for item in before)
    if _TO_EDITOR.match(first):
        return True
    if any(_TALK.search(title) for title in titles) and _ASKS.match(first):
        return not any(_ASKS.match(item.text) for item in before)
    return len(titles) > 1 and bool(LABEL.fullmatch(titles[0]))


def _is_filed(joint: Sequence[Item]) -> bool:
    """Has a title the labels above it with which an archive of newspapers files each text (`第5版()`, `专栏：`)?"""
    labels = [item.text for item in joint if item.kind == PAGE_LABEL.id]
    return _titled(joint) and any(map(_COLUMN_LABEL.match, labels)) and any(map(_LEAF_LABEL.match, labels))


def _two_heads(joint: Sequence[Item], head: Sequence[Item], before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Do two titles stand apart between two texts, the first of which has none above it?

    The first has its subtitle behind a dash, or each names the text on its own side; `贺信` alone names no text's matter.
    """
    titles = [n for n, item in enumerate(joint) if item.kind == "title"]
    if _titled(head) or len(titles) < 2 or any(joint[n].numbered for n in titles):
        return False
    opening, closing = uncited(before), uncited(after)
    first, second = (joint[n].text for n in (titles[0], titles[-1]))
    own = likeness(first, opening) - likeness(first, closing), likeness(second, closing) - likeness(second, opening)
    if any(item.kind == "dashed" for item in joint[titles[0] : titles[-1]]):
        return own[0] > 0 <= own[1] and sum(own) > _MORE
    apart = joint[titles[0]].spaced and joint[titles[-1]].spaced
    return apart and own[0] > _MORE and (own[1] > _MORE or bool(_KIND_ALONE.fullmatch(aligned(second))))


_KIND_ALONE = re.compile(
    r"(?:贺|唁|慰\s*问|感\s*谢|公\s*开|倡\s*议|表\s*扬)\s*[信电书]|(?:公|通|布)\s*告|启\s*事|讣\s*告|征\s*稿\s*启\s*事|更\s*正"
)


def _stands_again(joint: Sequence[Item], above: Sequence[Sequence[Item]], before: Sequence[Item]) -> bool:
    """Is a title one of the story's own once more: that above it, a heading in it (`报告事项` in minutes), the next of its parts?"""
    title, last = folded(_title(joint)), folded(before[-1].text)
    if _is_counted(joint) and any(map(_is_counted, above)):
        return True
    own = {folded(text) for items in above for text in (_title(items), *(item.text for item in items))}
    return title in own or any(len(last) > 3 and last + title in words for words in own)


_COUNTED = re.compile(r"第[0-9一二三四五六七八九十]{1,3}[\u4e00-\u9fff]")  # 第二封, below 第一封


def _is_counted(joint: Sequence[Item]) -> bool:
    return any(_COUNTED.fullmatch(item.text) for item in joint)


def _same_bullet(joint: Sequence[Item], head: Sequence[Item]) -> bool:
    """Does a title begin with the sign that the story's own title begins with, as the titles of a column of briefs do?"""
    signs = [
        {item.text[0] for item in items if item.kind == "title" and _BULLET.match(item.text)} for items in (joint, head)
    ]
    return bool(signs[0] & signs[1])


def announced(joint: Sequence[Item], before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Does a report end by announcing the words of a document that stands below with its own title (`全文如下：`)?"""
    titles = [item for item in joint if item.kind == "title" and not item.numbered]
    label = bool(titles) and bool(FULL_TEXT.fullmatch(titles[0].text))
    own = titles[label:]
    if not label and not ANNOUNCES.search(before[-1].text):
        return False
    letter = any(LETTER.search(_behind(item.text)) for item in own)
    return bool(own) and (letter or after[0].kind == "vocative" or _dated(joint) or "byline" in [i.kind for i in joint])


def _behind(title: str) -> str:
    """A title without a note in brackets behind it."""
    return re.sub(r"\s*[（(][^（）()]{1,12}[）)]$", "", title)


def _stands_alone(joint: Sequence[Item], before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Did the text above a title close as reports do, or is the title that of a document which stands below a report?

    A speech has closed when it thanks, if the title has the subtitle of a speech: its own, or that of the next.
    """
    titles = [item.text for item in joint if item.kind == "title" and not item.numbered]
    document = any(_DOCUMENT.match(aligned(title)) for title in (*titles, "".join(titles))) and _OPENS_DOCUMENT.match(
        aligned(after[0].text)
    )
    closed = _closed(before[-1].text) and not _GOES_ON.match(aligned(after[0].text))
    spoken = any(item.kind == "dashed" and _OCCASION.match(aligned(item.text)) for item in joint)
    thanked = spoken and _THANKS.match(aligned(before[-1].text)) and len(before) > 1
    signed = len(names := titles[0].split()) > 1 and is_name(names[-1])  # who wrote the letter
    return (
        closed
        or (_is_closed_letter(before) and not signed)
        or bool(thanked)
        or (bool(document) and before[0].kind == "dispatch")
    )


def _is_closed_letter(body: Sequence[Item]) -> bool:
    """Is a text a letter from its address on, which has come to its salutation and at most its writer's name below?"""
    below = next((n for n, item in enumerate(reversed(body)) if _SALUTES.search(item.text)), _SIGNATURE + 1)
    return body[0].kind == "vocative" and below <= _SIGNATURE


_SALUTES = re.compile("(?:敬礼|敬禮|[夏冬春秋]安|[编編近大台]安|顺遂|順遂|[编編]祺|[时時]祺)[！!。]?$")
_SIGNATURE = 2  # lines of who signs a letter


def _title(joint: Sequence[Item]) -> str:
    return "".join(item.text for item in joint if item.kind == "title" and not item.numbered)


def _retold(joint: Sequence[Item], before: Sequence[Item], after: Sequence[Item]) -> bool:
    """Does the text below a title retell it, as a report does its headline, and the text above not?

    A headline is longer than most headings, and what stands below it opens with when it happened, as a report does: the
    long heading of a feature is retold too. Below a photograph or in another column a short one will do.
    """
    title = _title(joint)
    complete = ends_sentence(before[-1].text) or "end-mark" in (item.kind for item in joint)
    if width(title) < _SHORT or not complete or any(item.inner for item in (*joint, after[0])):
        return False
    if _GOES_ON.match(aligned(after[0].text)):
        return False
    below, above = likeness(title, text_of(after)[:_OPENING]), likeness(title, uncited(before))
    apart = any(item.kind == "caption" for item in joint) or other_column(before, after)
    report = width(title) >= _HEADLINE and (leads(after[0].text) or bool(_LEARNT.match(after[0].text)))
    return below >= _RETOLD and below - above >= _MORE and (report or apart)


def _closed(last: str) -> bool:
    """Does a text end as reports do: with who attended, or with its reporter in brackets?"""
    plain = aligned(last)
    signed = _SIGNED.search(plain)
    return bool(_ATTENDED.fullmatch(plain)) or bool(signed and are_names(signed["names"].strip()))


def talks(items: Sequence[Item]) -> bool:
    """Does a text go by question and answer?"""
    return sum(bool(_ASKS.match(item.text)) for item in items) > 1


def leads(text: str) -> bool:
    """Does a text open as a report of its own does, with when something happened?"""
    return bool(_LEAD.match(text))


def uncited(items: Sequence[Item]) -> str:
    """A text without the titles that it cites: a report of what was adopted is not what was adopted."""
    return re.sub("《[^《》]*》", "", text_of(items))


def _dated(joint: Sequence[Item]) -> bool:
    """Does a title in this joint have its own date line (after it), or does a signature's date close the text before?"""
    at = [
        n
        for n, item in enumerate(joint)
        if item.kind == "dateline" and re.search(r"[0-9〇○零一二三四五六七八九]{4}", item.text)
    ]
    titles = [n for n, item in enumerate(joint) if item.kind == "title" and not item.numbered]
    return any(t < n for n in at for t in titles) or any(n < t for n in at for t in titles)
