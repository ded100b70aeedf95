"""Give each line or group of lines of a page its kind: body, title-like, subtitle, date line, credit, byline …

Kinds are read from the line alone and from the layout; which story a line belongs to is decided later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from generator.addresses import addresses
from generator.formulas import GENERIC, INLINE_DATELINE, NUMBERED, SIGNING_BODY, line_kind
from generator.hanzi import words
from generator.layout import Page, chronicle, ends_sentence, item_shape, width
from generator.model import Piece
from generator.names import are_names, is_name
from generator.segment.bounds import NO_BOUNDS, Bounds
from generator.segment.first_lines import opens_large, opens_sentence, opens_text
from generator.segment.furniture import Mark
from generator.segment.likeness import folded, likeness
from generator.segment.title_like import DASH, LONG, unit_kind
from generator.signers import signers
from generator.words import is_place_name, is_unfinished, one_word_across, simplified

CLOSES = frozenset({"jump-on", "end-mark", "preview-notice"})  # marks that belong to the text before them
_FORM = re.compile("公告|通告|公报|公報|通报|通報|启事|啟事|通知|通讯|通訊")  # 公 and 通 are surnames too
_ANNEX = re.compile("附(?:件|[录錄]|表|[图圖])?[0-9一二三四五六七八九十]{0,2}[:：]")  # 附：报名表
_OPENING = 3  # paragraphs below a title in which its words come back
_NAMED = 0.5  # and the share of them
_BRACKETS = "【】〔〕［］[]（）"  # around 编者按
_TITLE_PARTS = 6  # lines in which a title may stand once more
LABEL = re.compile(
    r"[【\[■●◆□]?(?:国际|國際|国内|國內|要闻|要聞|本报|本報|一周)?(?:简讯|簡訊|短讯|短訊|快讯|快訊|简明新闻|簡明新聞)[】\]]?"
)


@dataclass(frozen=True)
class Item:
    """Lines of one kind that stay together, or (without pieces) a mark between them.

    An editor may say that a document begins here (`starts`) or none (`inner`), or that the lines go on with the
    document that holds another piece (`follows`).
    """

    kind: str
    pieces: tuple[Piece, ...]
    text: str
    mark: Mark | None = None
    spaced: bool = False  # does a blank line stand before it?
    flush: bool = False  # does its first line fill the column where first lines are indented?
    starts: bool = False
    inner: bool = False
    follows: Piece | None = None
    column: float = 0.0  # width of the column that its lines were set in; 0 where they were set in none
    opened: bool = False  # is its first line, which looks like a unit by itself, known to go on in the second?

    @property
    def numbered(self) -> bool:
        """Is this a heading that can only stand inside a text?"""
        return bool(NUMBERED.match(self.text) or GENERIC.fullmatch(self.text.strip(_BRACKETS))) or self.annexed

    @property
    def annexed(self) -> bool:
        """Is this the heading of an annex (`附：报名表`)?"""
        return bool(_ANNEX.match(self.text))


_TELLING = frozenset({"jump-on", "jump-from", "end-mark", "preview-notice"})  # furniture that can part two stories


def page_of(text: str, pieces: Sequence[Piece]) -> Page:
    """The lines of a page with what their words tell of their layout."""
    kinds = {n: kind for n, piece in enumerate(pieces) if (kind := line_kind(text[piece.start : piece.end]))}
    starts = frozenset(n for n, p in enumerate(pieces) if INLINE_DATELINE.match(text[p.start : p.end]))
    labels = {n for n, piece in enumerate(pieces[:-1]) if LABEL.fullmatch(text[piece.start : piece.end])}
    lines = [text[piece.start : piece.end] for piece in pieces]
    alone = frozenset(kinds) | addresses(lines) | signers(lines) | labels
    page = Page(text, tuple(pieces), alone, starts=starts)
    opening = {n for n in starts if opens_text(page, n)}
    opening |= {n for n in range(len(page.pieces)) if opens_large(page, n)}
    opening |= {n for n, kind in kinds.items() if kind == "dateline" and opens_sentence(page, n)}
    return replace(page, alone=alone - opening, glued=frozenset(n + 1 for n in opening)) if opening else page


def classify(page: Page, marks: Sequence[Mark], bounds: Bounds = NO_BOUNDS) -> list[Item]:
    """The page as items in order, marks between them."""
    pieces = page.pieces
    forced = {n for n, piece in enumerate(pieces) if piece in bounds.starts or piece in bounds.parts}
    cuts = {mark.at for mark in marks if mark.kind in _TELLING} | forced | _names_under(page)
    signing = signers(page.words)
    items: list[Item] = []
    pending = sorted(marks, key=lambda mark: mark.at)
    for group in page.units():
        for part in _split(group, cuts):
            while pending and pending[0].at <= part[0]:
                mark = pending.pop(0)
                items.append(Item(mark.kind, (), mark.text, mark))
            inside = part[-1] != group[-1] and part[-1] + 1 in forced  # text that an editor cuts is no title
            opens = part[0] + 1 in page.glued and len(part) > 1  # a dateline that was set on a line of its own
            told = "body" if part[0] in signing else line_kind(page.words[part[0]]) or ("body" if inside else None)
            kind = _opened(page, part) if opens else told
            items.append(replace(_bound(_item(page, part, kind), bounds), opened=opens))
    items += [Item(mark.kind, (), mark.text, mark) for mark in pending]
    items = [_original(items, n) for n in range(len(items))]
    items = [_cut_item(items, n) for n in range(len(items))]
    items = _told(_chronicled(_registered(items)))
    items = _subtitles(items)
    parts = (_verses(_again([_signature(part, n) for n in range(len(part))])) for part in sections(items))
    return [item for part in parts for item in part]


def _subtitles(items: Sequence[Item]) -> list[Item]:
    """Items with a subtitle that a blank line cut in two as one: it breaks off in a word or a phrase, or only the rest names its kind."""
    out: list[Item] = []
    for item in items:
        above = out[-1] if out else None
        if above and above.kind == "dashed" and item.kind == "title" and _ends_subtitle(above.text, item):
            out[-1] = replace(above, pieces=(*above.pieces, *item.pieces), text=above.text + item.text)
        else:
            out.append(item)
    return out


def _ends_subtitle(begun: str, item: Item) -> bool:
    open_ = is_unfinished(begun) or one_word_across(begun, item.text) or _JOINED.match(item.text)
    kind = _ACCOUNT.search(simplified(item.text)) and not _ACCOUNT.search(simplified(begun))
    return not item.numbered and bool(open_ or (kind and _WHERE.search(simplified(begun))))


_JOINED = re.compile("[并並及与與和或]")  # how a line begins that goes on with the one above
_ACCOUNT = re.compile(
    "(?:[侧纪札手散]记|纪[实行事]|综述|述评|见闻|随想|剪影|掠影|一瞥|始末|回眸|速写|成果|情况)$"
)  # what a subtitle is of
_WHERE = re.compile("(?:[在赴访从于向]|出访|走进)[\u4e00-\u9fff·]{2,8}$")


def _opened(page: Page, part: Sequence[int]) -> str:
    return "dispatch" if part[0] in page.starts else "body"


def _original(items: Sequence[Item], n: int) -> Item:
    """`原标题：…` right below the title that a site gave is a note; above the text by itself it is the title."""
    item = items[n]
    above = next((other.kind for other in items[n - 1 :: -1] if other.kind not in FIELDS), None) if n else None
    if item.kind != "title" or above != "title" or not _ORIGINAL.match(item.text):
        return item
    return replace(item, kind="note")


_ORIGINAL = re.compile(r"原(?:标题|標題|题|題)\s*[:：]")
FIELDS = frozenset({"dateline", "credit", "byline", "note"})


def _cut_item(items: Sequence[Item], n: int) -> Item:
    """A numbered line that a jump line cut off, below numbered paragraphs of its kind, is a paragraph and no heading.

    So is one right below a line of text, on a page that sets its titles apart.
    """
    item = items[n]
    after = items[n + 1].kind if n + 1 < len(items) else None
    if item.kind != "title" or after != "jump-on":
        return item
    if _below(items, n) == 1 and any(
        _below(items, k) > 1 for k in range(n + 2, len(items)) if items[k].kind == "title"
    ):
        return replace(item, kind="body")
    if not item.numbered or width(item.text) < LONG:
        return item
    shape = item_shape(item.text)
    alike = [other for other in items[:n] if other.kind == "body" and item_shape(other.text) == shape]
    return replace(item, kind="body") if len(alike) > 1 else item


def _below(items: Sequence[Item], n: int) -> int:
    """How many lines an item stands below the text before it; 0 where none does."""
    if not n or not items[n].pieces:
        return 0
    above = next((item for item in items[n - 1 :: -1] if item.pieces), None)
    return items[n].pieces[0].line - above.pieces[-1].line if above and above.kind in ("body", "dispatch") else 0


_HOLDER = re.compile(  # 中华人民共和国主席某某
    r"(?:中华人民共和国|中華人民共和國)[^，。：]{0,24}?(?:主席|总理|總理|部长|部長|大使|代表|委员长|委員長|总领事|總領事|国务委员|國務委員)"
    r"(?P<name>[\u4e00-\u9fff]{2,4})"
)


def _names_under(page: Page) -> set[int]:
    """A name alone between a subtitle with its dash and a line of date or address: who speaks, no end of the subtitle."""
    lines = page.words
    inner = range(1, len(lines) - 1)
    dashed = {n for n in inner if is_name(lines[n]) and DASH.match(lines[n - 1]) and line_kind(lines[n + 1])}
    return dashed | {n for n in inner if n > 1 and _names_writer(page, n)}


def _names_writer(page: Page, n: int) -> bool:
    """A name alone between a title and a paragraph, where the title stands apart below the day or the source of a text."""
    above, below = page.words[n - 2], page.words[n + 1]
    ended = line_kind(above) in ("dateline", "credit") and page.blanks[n - 2] > 0 == page.blanks[n - 1]
    return ended and is_name(page.words[n]) and ends_sentence(below) and width(below) > LONG


def _bound(item: Item, bounds: Bounds) -> Item:
    """An item with what an editor says of its lines."""
    first = item.pieces[0]
    follows = bounds.parts.get(first)
    starts = first in bounds.starts or follows is not None
    return replace(item, starts=starts, inner=any(piece in bounds.inner for piece in item.pieces), follows=follows)


def sections(items: Sequence[Item]) -> list[list[Item]]:
    """Items cut where an editor says that a document begins; what the page says of the text to come goes with it."""
    cuts = []
    for n, item in enumerate(items):
        if item.starts:
            while n and not items[n - 1].pieces and items[n - 1].kind not in CLOSES:
                n -= 1
            cuts.append(n)
    bounds = [0, *cuts, len(items)]
    return [list(items[a:b]) for a, b in pairwise(bounds) if a < b]


def _signature(items: list[Item], n: int) -> Item:
    """A title-like line that is really who signs: names under a title, or names or an office above the last date."""
    item = items[n]
    if item.kind != "title" or item.numbered:
        return item
    before = items[n - 1].kind if n else None
    after = items[n + 1].kind if n + 1 < len(items) else None
    names, office = are_names(item.text), bool(SIGNING_BODY.fullmatch(item.text))
    if len(item.text.split()) == 2 and is_name(item.text.split()[1]):
        office = True  # 读者 某某
    spread = re.fullmatch(r"[\u4e00-\u9fff][\s　]+[\u4e00-\u9fff]", item.text)  # 钟 声
    names = names or bool(spread)
    below = [other for other in items[n + 1 :] if other.kind == "title" and other.spaced]
    place = is_place_name(item.text) or (bool(below) and simplified(item.text) in words())  # one heading of several
    under = (
        names
        and not place
        and not _FORM.fullmatch(re.sub(r"[\s　]", "", item.text))
        and _at_top(items, n)
        and (before != "title" or _titles_above(items, n) <= 2)
    )
    closing = before in ("body", "byline") and (after == "dateline" or (names and after in (None, "title", "end-mark")))
    holder = _HOLDER.fullmatch(item.text)
    heads = before in ("title", "dashed", "dateline", "credit") and after in ("vocative", "body", "dateline")
    under = under or (heads and bool(holder and is_name(holder["name"])))
    signed = under or (closing and (names or office)) or _writes(items, n)
    return replace(item, kind="byline") if signed else item


def _writes(items: list[Item], n: int) -> bool:
    """Is item `n` the author of a story that begins in mid-page: a name between a title and a text that never speaks of it?"""
    name = re.sub(r"[\s　]", "", items[n].text)
    if not is_name(items[n].text) or simplified(name) in words() or not 1 < n < len(items) - 1:
        return False
    above, heads = items[n - 1], items[n - 1].kind == "dashed" or not items[n - 1].numbered
    between = above.kind in ("title", "dashed") and heads and items[n + 1].kind in ("body", "dispatch", "vocative")
    if not between or is_name(above.text):
        return False
    texts = (item.text for item in items if item.kind in ("body", "dispatch", "vocative"))
    return not any(name in re.sub(r"[\s　]", "", text) for text in texts)


def _at_top(items: list[Item], n: int) -> bool:
    """Does a title stand above item `n`, and no body yet, or a title that is set below the day or the source of another text?"""
    above = {item.kind for item in items[:n]}
    titles = _titles_above(items, n)
    ended = n - titles > 0 and titles > 0 and items[n - titles - 1].kind in ("dateline", "credit")
    fresh = ended and items[n - titles].spaced
    return fresh or ("title" in above and not above & {"body", "dispatch", "vocative"})


def _titles_above(items: list[Item], n: int) -> int:
    count = 0
    while n - count - 1 >= 0 and items[n - count - 1].kind in ("title", "dashed", "note"):
        count += 1
    return count


def _again(items: list[Item]) -> list[Item]:
    """Items with a title that stands once more below itself, cut into lines, as one item."""
    for n, item in enumerate(items):
        if item.kind != "title" or width(item.text) < LONG:
            continue
        end = n + 1
        while end < len(items) and items[end].kind == "title" and end - n <= _TITLE_PARTS:
            end += 1
            parts = items[n + 1 : end]
            if len(parts) > 1 and folded("".join(part.text for part in parts)) == folded(item.text):
                pieces = tuple(piece for part in parts for piece in part.pieces)
                whole = replace(parts[0], pieces=pieces, text="".join(part.text for part in parts))
                return [*items[: n + 1], whole, *_again(items[end:])]
    return items


def _verses(items: list[Item]) -> list[Item]:
    """Many title-like lines in a row are verse or a list, all but a title at the very top; so are two or more that ask or
    call below a line that announces them (`我再问三个问题：`), and those with names among them (`团长`, `某某　某司司长`)."""
    out = list(items)
    periods = _periods(items)
    for start, end in _rows(items):
        row = items[start:end]
        if len(row) > 3 and not _heads_report(items, start, end):
            for k in range(_titles_end(items, start, end), end):
                out[k] = items[k] if k in periods else replace(items[k], kind="body")
        elif len(row) > 1 and start and items[start - 1].kind == "body" and _are_facts(row):
            out[start:end] = [replace(item, kind="body") for item in row]
        elif len(row) > 1 and start and items[start - 1].kind == "body" and items[start - 1].text.endswith(("：", ":")):
            said = all(ends_sentence(item.text) and not item.numbered for item in row)
            out[start:end] = [replace(item, kind="body") for item in row] if said else row
    return out


def _are_facts(row: Sequence[Item]) -> bool:
    """Are title-like lines that stand line under line labels with their values (`赞成：12票`, `反对：3票`), and no headings?"""
    return all(_FACT.fullmatch(item.text) for item in row) and not any(item.spaced for item in row[1:])


_FACT = re.compile("[\u4e00-\u9fff]{2,6}\\s*[:：]\\s*[0-9一二三四五六七八九十百千万零〇两]{1,6}(?:比[0-9一二三四五六七八九十]{1,3})?[\u4e00-\u9fff]{0,3}")


def _periods(items: Sequence[Item]) -> set[int]:
    """The years or months that head the entries of a chronicle (`2019年`, `三月`): two or more, each over an entry with words."""
    found = [n for n, item in enumerate(items) if item.kind == "title" and _PERIOD.fullmatch(item.text)]
    over = all(n + 1 < len(items) and n + 1 not in found and width(items[n + 1].text) >= _ENTRY for n in found)
    return set(found) if len({items[n].text for n in found}) == len(found) > 1 and over else set()


_PERIOD = re.compile(
    r"(?:公元)?(?:[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3})\s*年(?:度|[上下]半年|[0-9]{1,2}月|[一二三四五六七八九十]{1,2}月)?"
    r"|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})\s*月份?|民[国國][一二三四五六七八九十0-9]{1,3}年"
)
_ENTRY = 6  # width of an entry; a table read cell by cell has narrower ones


def _heads_report(items: Sequence[Item], start: int, end: int) -> bool:
    """Do title-like lines stand in one block right above a dispatch or an author, as a headline in several lines does?

    The text above them ended. Verse has lines of one width.
    """
    row, after = items[start:end], items[end : end + 2]
    opens = [item.kind for item in after[:1]] == ["dispatch"] or (
        [item.kind for item in after] in (["byline", "body"], ["byline", "dispatch"])
    )
    block = row[0].spaced and len(row) <= _HEADLINES and not any(item.spaced or item.numbered for item in row[1:])
    ended = not start or items[start - 1].kind not in ("body", "dispatch") or ends_sentence(items[start - 1].text)
    return opens and block and ended and len({width(item.text) for item in row}) > 1


_HEADLINES = 6  # lines of a headline with its kicker


def _rows(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Where title-like lines stand in a row, from and to; a list of names is one row, other names end it."""
    start = 0
    while start < len(items):
        end = _row_end(items, start, ("title", "byline"))
        if not _lists_names(items[start:end]):
            end = _row_end(items, start, ("title",))
        if start < end:
            yield start, end
        start = max(end, start + 1)


def _row_end(items: Sequence[Item], start: int, kinds: Sequence[str]) -> int:
    return next((n for n in range(start, len(items)) if items[n].kind not in kinds), len(items))


def _lists_names(row: Sequence[Item]) -> bool:
    """Do title-like lines and names take turns, as no title and its authors do?"""
    return sum(above.kind == "byline" and item.kind == "title" for above, item in pairwise(row)) > 1


def _titles_end(items: Sequence[Item], start: int, end: int) -> int:
    """Where in a row of title-like lines the text begins: below the title at the very top, with what stands above it.

    The title of a page is the first line of the row that the paragraphs below it speak of; verse has none below.
    """
    if any(item.kind == "body" for item in items[:start]) or (start and items[start - 1].kind == "dashed"):
        return start
    below = [item.text for item in items[end:] if item.kind in ("body", "dispatch") and ends_sentence(item.text)]
    text = "".join(below[:_OPENING])
    dated = end < len(items) and items[end].kind in FIELDS  # no verse has its day right below
    long = (n for n in range(start, end) if width(items[n].text) > LONG or (dated and n == end - 1))
    spoken = (n for n in long if likeness(items[n].text, text) >= _NAMED)
    return next(spoken, start) + 1


def _chronicled(items: list[Item]) -> list[Item]:
    """Items with rows that tell what was when (`1992年5月　两国建交`) as text: they are no dates of the page."""
    rows = chronicle([item.text if item.kind in ("title", "dateline") else "" for item in items])
    return [replace(item, kind="body") if n in rows else item for n, item in enumerate(items)]


def _registered(items: list[Item]) -> list[Item]:
    """Items with the rows of a register above the text as notes (`档案号：云-07 分类：通告`): they are no titles."""
    end = next((n for n, item in enumerate(items) if item.kind in ("body", "dispatch", "vocative")), len(items))
    rows = {n for n in range(end) if len(_LABELLED.findall(items[n].text)) > 1}
    beside = {n for n in rows if rows & {n - 1, n + 1} or _is_field(items, n - 1) or _is_field(items, n + 1)}
    return [
        replace(item, kind="note") if n in beside and item.kind == "title" else item for n, item in enumerate(items)
    ]


def _told(items: list[Item]) -> list[Item]:
    """Items with what a play or the minutes of a meeting tell first (`时间：`, `地点：`, `人物：`), line under line, as text.

    A page says of itself when it was put up, with the year.
    """
    out = list(items)
    for first in range(len(items)):
        end = next((n for n in range(first, len(items)) if not _LABELLED.match(items[n].text)), len(items))
        row = items[first:end]
        when = any(item.kind == "dateline" and not re.search("[0-9〇○零一二]{4}", item.text) for item in row)
        if first and len(row) > 2 and when and row[0].spaced and not any(item.spaced for item in row[1:]):
            out[first:end] = [replace(item, kind="body") for item in row]
    return out


def _is_field(items: Sequence[Item], n: int) -> bool:
    return 0 <= n < len(items) and items[n].kind in FIELDS and bool(_LABELLED.match(items[n].text))


_LABELLED = re.compile(r"(?:^|(?<=[\s　]))[\u4e00-\u9fff]{2,6}\s*[:：]")


def _split(group: list[int], cuts: set[int]) -> list[list[int]]:
    """A group cut where marks stand inside it."""
    parts: list[list[int]] = [[]]
    for n in group:
        if n in cuts and parts[-1]:
            parts.append([])
        parts[-1].append(n)
    return parts


def _item(page: Page, group: list[int], kind: str | None) -> Item:
    pieces = tuple(page.pieces[n] for n in group)
    text = "".join(page.words[n] for n in group)
    if all(are_names(page.words[n]) for n in group):
        text = " ".join(page.words[n] for n in group)
    spaced = group[0] == 0 or page.blanks[group[0] - 1] > page.usual_spacing
    column = page.column(group[0]) if page.wrapped else 0.0
    kind = kind or unit_kind(page, group, text)
    return Item(kind, pieces, text, spaced=spaced, flush=page.flush(group[0]), column=column)
