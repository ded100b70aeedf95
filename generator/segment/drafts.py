"""Turn a story into a draft: which lines are its title, its fields, its headings and its body, and where text is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.layout import balance, ends_sentence, goes_on_counting, item_number, item_shape, width
from generator.model import Draft, Edit, Piece, Unit
from generator.repairs.access_notice import counts_rest, leaves_out
from generator.repairs.page_label import RULE as PAGE_LABEL
from generator.repairs.preview_notice import RULE as PREVIEW
from generator.repairs.preview_notice import unfolds
from generator.repairs.structure import REPEATED_TITLE
from generator.segment.headline import HEADLINE, TITLES, Story, names_column
from generator.segment.item import FIELDS, Item
from generator.segment.likeness import UNSPOKEN, folded, likeness
from generator.segment.page_turns import LOST_PAGES
from generator.words import first_word, is_place_name, is_unfinished, lacks_head, lacks_number, one_word_across

_ROLES = {
    "dateline": "dateline",
    "credit": "credit",
    "byline": "byline",
    "note": "note",
    "dashed": "subtitle",
    "title": "title",
}


def draft(text: str, story: Story, paged: bool = False) -> tuple[Draft, list[Edit]]:
    """The draft of a story, and edits for a title that the page repeats.

    `paged`: the site shows the pages of a document one below the other, so that a sentence may be cut at any line's end.
    """
    fields: list[Unit] = []
    body = _Body(paged=paged)
    repeated: list[Edit] = []
    parts = (story, *story.more)
    for number, part in enumerate(parts):
        if number == 0:
            _lost_before(part, body)
        elif not ends_sentence(parts[number - 1].text):
            body.glued.add(len(body.pieces))
        own, again = _fields(text, part, fields)
        fields += own
        repeated += [*again, *_fill(text, part, fields, body)]
    _lost_after(parts[-1], body)
    sets = (frozenset(body.headings), body.gaps, frozenset(body.together), frozenset(body.glued))
    return Draft(tuple(fields), tuple(body.pieces), *sets), repeated


@dataclass
class _Body:
    """A body in the making: its pieces, and what is known of them by index."""

    pieces: list[Piece] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)
    gaps: dict[int, str] = field(default_factory=dict)
    together: set[int] = field(default_factory=set)
    glued: set[int] = field(default_factory=set)
    paged: bool = False


# -- fields ---------------------------------------------------------------------------------------------------------


def _fields(text: str, part: Story, known: Sequence[Unit]) -> tuple[list[Unit], list[Edit]]:
    """The fields of one part. Lines before the body that are neither title nor field are notes."""
    fields: list[Unit] = []
    repeated: list[Edit] = []
    headed = any(item.kind == "title" and not item.numbered for item in part.head)
    for items in (part.head, part.tail):
        seen = ""
        for n, item in ((n, item) for n, item in enumerate(items) if item.pieces):
            role = _role(item, seen)
            label = names_column(items, n) or (role == "title" and _above_masthead(items, item))
            if not seen and label:
                repeated += [_removal(text, piece, PAGE_LABEL.id, "栏目名称，不属正文") for piece in item.pieces]
                continue
            if role == "title" and _is_known(text, item, [*known, *fields]):
                repeated += [_removal(text, piece, REPEATED_TITLE.id, "标题重复，只保留一处") for piece in item.pieces]
                continue
            address = part.body and part.body[0].kind == "vocative"
            if role == "title" and seen == "title" and address and is_place_name(item.text):
                role = "note"  # where a message was sent
            if role == "title" and items is part.tail and headed:
                role = "note"  # below the text of a titled document stands who signed it, or where
            if role == "title" and seen == "credit" and _is_slogan(part, item):
                role = "note"
            own, again = _once(text, item) if role == "title" else (item.pieces, [])
            repeated += again
            if role == seen == "title":
                fields[-1] = Unit("title", (*fields[-1].pieces, *own))
                continue
            fields.append(Unit(role, own))
            seen = role
    return fields, repeated


def _is_slogan(part: Story, item: Item) -> bool:
    """Is the last line of all, below the name of who published the text, none of its words? No dispatch has one there."""
    if not part.tail or item is not part.tail[-1] or _WIRED.search(part.tail[part.tail.index(item) - 1].text):
        return False
    return likeness(item.text, part.text) < UNSPOKEN


_WIRED = re.compile("[电電讯訊]\\s*[）)】]?$")


def _above_masthead(items: Sequence[Item], item: Item) -> bool:
    """Does a line stand above the page's own label, with the story's title below it?"""
    after = [other.kind for other in items[items.index(item) + 1 :]]
    return bool(after) and after[0] == "page-label" and "title" in after


def _once(text: str, item: Item) -> tuple[tuple[Piece, ...], list[Edit]]:
    """The lines of a title without one that repeats its first."""
    first = folded(text[item.pieces[0].start : item.pieces[0].end])
    again = [piece for piece in item.pieces[1:] if folded(text[piece.start : piece.end]) == first]
    edits = [_removal(text, piece, REPEATED_TITLE.id, "标题重复，只保留一处") for piece in again]
    return tuple(piece for piece in item.pieces if piece not in again), edits


def _role(item: Item, seen: str) -> str:
    role = _ROLES.get(item.kind, "note")
    return role if role != "subtitle" or seen in ("title", "subtitle") else "note"


def _is_known(text: str, item: Item, units: Sequence[Unit]) -> bool:
    titles = {folded("".join(text[p.start : p.end] for p in unit.pieces)) for unit in units if unit.role == "title"}
    return folded(item.text) in titles


def _removal(text: str, piece: Piece, rule: str, reason: str) -> Edit:
    return Edit(piece.start, piece.end, text[piece.start : piece.end], "", rule, reason)


# -- body -----------------------------------------------------------------------------------------------------------


def _fill(text: str, part: Story, fields: Sequence[Unit], body: _Body) -> list[Edit]:
    """Append a part's body; a title that directly repeats as its first line is taken out."""
    start = len(body.pieces)
    repeated: list[Edit] = []
    leaf = False  # did a page end above, or a headline or a notice stand between two columns?
    notice = False  # was it a notice? Where it stands apart, text may be lost below it
    page = _last_page(part.head, 0)
    for k, item in enumerate(part.body):
        if not item.pieces:
            before, page = page, _last_page([item], page)
            parts = item.kind in (PAGE_LABEL.id, HEADLINE) or (item.kind == PREVIEW.id and not leaves_out(item.text))
            leaf, notice = (leaf or parts) and not 0 < before < page - 1, notice or item.kind == PREVIEW.id
            if item.kind == LOST_PAGES:
                body.gaps[len(body.pieces)] = item.text
                continue
            if item.kind == PREVIEW.id and leaves_out(item.text):
                body.gaps[len(body.pieces)] = "预览略去此处数页，未收"
            continue
        n = len(body.pieces) - start
        beside = not notice or (n and item.pieces[0].line - body.pieces[-1].line <= _SET_IN)
        turned = (
            leaf and beside and n and (_goes_on(text, body.pieces[-1], item) or _cuts_point(text, body, item))
        ) or (body.paged and n and not notice and _runs_across(text, body, item))
        if turned and len(body.pieces) not in body.gaps:
            body.glued.add(len(body.pieces))
            body.headings.discard(len(body.pieces) - 1)
        leaf = notice = False
        if item.opened:
            body.glued.add(len(body.pieces) + 1)
        if n == 0 and not body.pieces and item.kind == "title" and _is_known(text, item, fields):
            return [_removal(text, piece, REPEATED_TITLE.id, "标题在正文首行重复") for piece in item.pieces] + _fill(
                text, replace(part, body=part.body[1:]), fields, body
            )
        told = item.kind == "title" and len(item.text) >= _TOLD and _is_known(text, item, fields)
        if told and not _is_said(part.body, item):  # under a picture
            repeated += [_removal(text, piece, REPEATED_TITLE.id, "标题在正文中重复") for piece in item.pieces]
            continue
        at = range(len(body.pieces), len(body.pieces) + len(item.pieces))
        said = item.kind == "dashed" and ends_sentence(item.text) and (n == 0 or part.body[k - 1].kind != "title")
        if (item.kind in TITLES and not said) or (item.kind in FIELDS - {"note"} and not _signs_above(part.body, k)):
            body.headings |= set(at)
        body.together |= set(at[1:])
        body.pieces += item.pieces
    return repeated


def _signs_above(body: Sequence[Item], k: int) -> bool:
    """Do a name or a day sign the text above them, because an annex stands below?"""
    below = next((item for item in body[k:] if item.kind not in FIELDS), None)
    return below is not None and below.annexed


def _is_said(body: Sequence[Item], item: Item) -> bool:
    """Does a text say its own title: announced by a colon, as its last words, as one heading of several, as a refrain?"""
    at = body.index(item)
    above = next((other.text for other in body[at - 1 :: -1] if other.pieces), "") if at else ""
    last = not any(other.pieces for other in body[at + 1 :])
    return above.endswith(("：", ":")) or last or sum(other.kind == "title" for other in body) > 1


def _last_page(items: Sequence[Item], page: int) -> int:
    """The number of the last page that these marks tell, else the one known; text that skips pages does not go on."""
    told = [int(match[1]) for item in items if item.kind == PAGE_LABEL.id and (match := _PAGE.search(item.text))]
    return told[-1] if told else page


_SET_IN = 2  # lines from a line to the next where one notice is set in between


_OF_PAGES = re.compile(r"第\s*(?P<page>[0-9]{1,3})\s*[页頁][\s,，/／]*共\s*(?P<of>[0-9]{1,3})\s*[页頁]")
_PAGE = re.compile(r"第\s*([0-9]{1,3})\s*[页頁]")


def _goes_on(text: str, last: Piece, item: Item) -> bool:
    """Does a text that a page's number interrupts go on in mid-sentence? A paragraph does that stops without a mark."""
    before = text[last.start : last.end]
    if ends_sentence(before) or before[-1] in "：:；;" or item.kind != "body" or item.numbered:
        return False
    indented = text[item.pieces[0].start - 1] in _INDENT
    prose = width(before) > _LONG and re.search("[，。]", before) and re.search("[，。]", item.text)
    return is_unfinished(before) or bool(prose and not indented)


_INDENT = " \u3000\t"


def _cuts_point(text: str, body: _Body, item: Item) -> bool:
    """Does the last line stop without a mark, though it is one of several points of which all others are whole sentences?"""
    if item.kind != "body" or item.numbered or not ends_sentence(item.text):
        return False
    lines = [text[piece.start : piece.end] for piece in body.pieces]
    shape = item_shape(lines[-1])
    others = [n for n, line in enumerate(lines[:-1]) if shape and item_shape(line) == shape]
    whole = all(ends_sentence(lines[n]) or not item_shape(lines[n + 1]) for n in others)  # or cut by another page
    return len(others) > 1 and whole and bool(_HAN.match(lines[-1][-1]))


def _runs_across(text: str, body: _Body, item: Item) -> bool:
    """Does a sentence run across the end of a page that left no trace?

    Both halves have the marks of prose, the first stops at a word and not at a mark, and the second begins neither with
    what someone says, nor as a list's item does, nor with a measure whose number is lost. What looks like a heading, and
    points that all go without a stop, must want the next word besides.
    """
    last = body.pieces[-1]
    before, after = text[last.start : last.end], item.text
    wants = is_unfinished(before) or one_word_across(before, after)
    begins = _HAN.match(after) or (wants and re.match("[0-9《]", after))
    if "。" not in before + after or width(before) <= _LONG or not _HAN.match(before[-1]) or not begins:
        return False
    lost = lacks_number(before, after) or (is_unfinished(before) and first_word(after) in _PREPOSITIONS)
    if lost or item.kind != "body" or item_shape(after) or not _goes_on(text, last, item):
        return False
    return wants or not (len(body.pieces) - 1 in body.headings or _is_point(text, body))


def _is_point(text: str, body: _Body) -> bool:
    """Does the paragraph above the last one stop without a mark too, or is it a clause that was read as a heading?"""
    n = len(body.pieces) - 1
    if not n or n in body.glued:
        return False
    above = text[body.pieces[n - 1].start : body.pieces[n - 1].end]
    return not ends_sentence(above) and (n - 1 not in body.headings or "，" in above)


_HAN = re.compile("[\u4e00-\u9fff]")
_PREPOSITIONS = frozenset(
    ["与", "和", "及", "以及", "被", "把", "由", "将"]
)  # after a word like them something is lost


# -- what is lost ---------------------------------------------------------------------------------------------------


def _lost_before(part: Story, body: _Body) -> None:
    jump = next((item for item in part.head if item.kind == "jump-from"), None)
    lost = next((item for item in part.head if item.kind == LOST_PAGES), None)
    hidden = any(item.kind == PREVIEW.id and leaves_out(item.text) for item in part.head)
    if jump:
        body.gaps[0] = f"前文不在本页{_where(jump)}"
    elif lost:
        body.gaps[0] = lost.text
    elif hidden:
        body.gaps[0] = "预览略去开头数页"
    elif part.body and (_starts_inside(part.body[0].text) or _lacks_start(part.body[0]) or _headless(part)):
        body.gaps[0] = "开头残缺"


def _lost_after(part: Story, body: _Body) -> None:
    at = len(body.pieces)
    ended = False  # did the text, or the last of its pages, say that it is over?
    for item in part.tail:
        ended = ended or item.kind == "end-mark" or _is_last_page(item)
        if item.kind == LOST_PAGES:
            body.gaps[at] = item.text
        elif item.kind == "jump-on":
            body.gaps[at] = f"后文不在本页{_where(item)}"
        elif item.kind == "preview-notice" and not ended and not (_is_whole(part) and _says_no_more(part, item)):
            body.gaps[at] = "预览到此为止，后文未收"
    if at not in body.gaps and part.body and not part.announces and _stops_open(part):
        body.gaps[at] = "末尾残缺"


def _says_no_more(part: Story, item: Item) -> bool:
    """Does a notice below a text that ends in full tell of nothing that is lost there?

    A button only unfolds what is here; and a site that said above which pages it leaves out shows those below them all.
    """
    told = any(other.kind == PREVIEW.id and leaves_out(other.text) for other in part.body)
    return unfolds(item.text) or (told and not leaves_out(item.text) and not counts_rest(item.text))


def _is_last_page(item: Item) -> bool:
    """Is this the label of the last page (`第 3 页 共 3 页`)?"""
    pages = _OF_PAGES.search(item.text) if item.kind == PAGE_LABEL.id else None
    return pages is not None and pages["page"] == pages["of"]


def _is_whole(part: Story) -> bool:
    """Does a text end: with a full sentence, or signed and dated below the last line?"""
    return ends_sentence(part.text) or any(item.kind in ("dateline", "byline") for item in part.tail)


def _where(item: Item) -> str:
    return f"（原注：{item.text.strip('（）()【】 ')}）" if item.text else ""


def _starts_inside(text: str) -> bool:
    """Does a text begin in mid-sentence: with a closing mark, or with a quotation whose opening is lost?"""
    return (
        text[0] in "，。、；：！？”’」』）》"
        or lacks_head(text)
        or balance(text.split("。")[0] + "。" + text[text.find("。") + 1 :][:1])[0] > 0
    )


def _lacks_start(item: Item) -> bool:
    """Does a text begin with a word that joins it to words before it, or with a measure that lost its number?"""
    if item.kind not in ("body", "dispatch") or "。" not in item.text:
        return False
    return first_word(item.text) in _JOINS or lacks_number("", item.text)


def _headless(part: Story) -> bool:
    """Does a text without any title begin in mid-paragraph, or with the numbers of its paragraphs already under way?"""
    first = part.body[0]
    if part.title or first.kind != "body" or any(item.pieces for item in part.head):
        return False
    numbers: dict[str, list[int]] = {}
    for item in part.body:
        if shape := item_shape(item.text):
            numbers.setdefault(shape, []).append(item_number(item.text))
    late = [row for row in numbers.values() if len(row) > 1 and min(row) == row[0] > 1 and row[1] == row[0] + 1]
    return first.flush or bool(_JOINED_TO.match(first.text)) or bool(late and late[0] is next(iter(numbers.values())))


_JOINED_TO = re.compile(  # with whom something was done, and not who: 和孩子们一起，被锁进了船舱
    "(?:和|与|與|跟|同)(?![^，。]*(?:一[样樣]|不同|相比|相似|比[较較]))[^，。]{2,24}，(?:被|都|就|也|便|[却卻]|才|又)"
)
_JOINS = frozenset(
    ["的", "了", "着", "们", "之", "以及", "及", "及其", "并", "并且", "而且", "从而", "进而", "以便", "因而", "其中"]
)


def _stops_open(part: Story) -> bool:
    """Does the body end with a heading, or in mid-sentence, where its other paragraphs end in full?"""
    last = part.body[-1]
    prose = [
        ends_sentence(item.text) for item in part.body[:-1] if item.kind in ("body", "dispatch") and len(item.text) > 4
    ]
    whole = sum(prose) >= max(1 if len(part.body[-1].text) > _LONG else 2, 0.7 * len(prose))
    point = len(part.body) > 1 and part.body[-2].kind == "body" and goes_on_counting(part.body[-2].text, last.text)
    if last.kind in TITLES and last.numbered and whole and not point and not any(item.pieces for item in part.tail):
        return True
    text = _TRAILER.sub("", last.text).rstrip("\"' ")
    if _FAREWELL.fullmatch(text) or _LATIN_STOP.search(text) or _ENCLOSED.match(text):
        return False
    if _CONTACT.search(text) or _stops_alike(part) or _is_announced(part):
        return False
    if not text or (last.kind in TITLES and "，" not in text) or last.kind in FIELDS:
        return False
    return is_cut_off(text) or (whole and not ends_sentence(text) and "，" in text and text[-1] not in "：:；;")


def _is_announced(part: Story) -> bool:
    """Are the last words, one clause, what the paragraph above them announces with a colon?"""
    texts = [item.text for item in part.body if item.pieces][-2:]
    return len(texts) > 1 and texts[0].endswith("：") and texts[1].count("，") < 2 and not is_unfinished(texts[1])


def _stops_alike(part: Story) -> bool:
    """Is the last paragraph one of several points of which the one above has no stop either, and ends in no open word?"""
    shapes = [(item_shape(item.text), item.text) for item in part.body if item.pieces][-2:]
    if len(shapes) < 2 or not shapes[0][0] or shapes[0][0] != shapes[1][0]:
        return False
    return not any(ends_sentence(text) or is_unfinished(text) or balance(text)[1] for _, text in shapes)


_CONTACT = re.compile(
    r"(?:\S+@\S+\.[A-Za-z]{2,}|(?:https?://|www\.)[!-~]+|[0-9]{3,4}-?[0-9]{3,8})$"
)  # where one may ask
_ENCLOSED = re.compile(r"附(?:[件录錄表图圖][0-9一二三四五六七八九十]{0,2})?[：:]")  # what is sent with a text
_FAREWELL = re.compile(r"[A-Z][A-Za-z' ]{3,30},")  # Yours sincerely,
_TOLD = 10  # characters of a title that no heading repeats by chance
_LATIN_STOP = re.compile(r"[A-Za-z]{2}[)\]]?[.!?][\"'”’)]*$")  # a sentence in Latin letters ends with a point
_LONG = 16  # a line that stops in mid-sentence tells more, the longer it is
_TRAILER = re.compile(  # an aside, the hour of a live report, a photographer, who signs
    r"[\s|｜*]*(?:(?<=[。！？”])[\s　]+(?:本报|本報|本刊)?(?:编辑部|編輯部|评论员|評論員)|[（(][^（）()]{1,48}[）)]|\[[0-9]{1,2}:[0-9]{2}\]|(?<=。)[^。]{2,24}(?:摄|攝)"
    r"|(?<=[。！？”」])\s*[据據][\u4e00-\u9fff]{2,6}[社报報网網][^。，]{0,12})?(?<![0-9年月日.])(?:(?<=[）)])[0-9]{4,8})?[\s|｜*]*$"
)


def is_cut_off(text: str) -> bool:
    """Does a text stop in mid-sentence?"""
    return not ends_sentence(text) and (
        is_unfinished(text) or balance(text)[1] > 0 or (len(text) > 40 and "。" in text)
    )
