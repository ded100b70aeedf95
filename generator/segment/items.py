"""Give each line or group of lines of a page its kind: body, title-like, subtitle, date line, credit, byline …

Kinds are read from the line alone and from the layout; which story a line belongs to is decided later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from generator.addresses import addresses
from generator.formulas import CLOSING, INLINE_DATELINE, SIGNING_BODY, line_kind
from generator.hanzi import words
from generator.layout import SHORT, Page, ends_sentence, item_shape, width
from generator.model import Piece
from generator.names import are_names, is_name
from generator.segment.bounds import NO_BOUNDS, Bounds
from generator.segment.first_lines import opens_large, opens_sentence, opens_text
from generator.segment.furniture import Mark
from generator.segment.item import CLOSES, FIELDS, Item
from generator.segment.likeness import folded
from generator.segment.page_turns import LOST_PAGES
from generator.segment.rows import chronicled, registered, told_first, verses
from generator.segment.title_like import DASH, LONG, unit_kind
from generator.signers import signers
from generator.words import is_place_name, is_unfinished, one_word_across, simplified

_FORM = re.compile("公告|通告|公报|公報|通报|通報|启事|啟事|通知|通讯|通訊")  # 公 and 通 are surnames too
_TITLE_PARTS = 6  # lines in which a title may stand once more
LABEL = re.compile(
    r"[【\[■●◆□]?(?:国际|國際|国内|國內|要闻|要聞|本报|本報|一周)?(?:简讯|簡訊|短讯|短訊|快讯|快訊|简明新闻|簡明新聞)[】\]]?"
)


_TELLING = frozenset({"jump-on", "jump-from", "end-mark", "preview-notice", LOST_PAGES})  # nothing runs across these


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
                items.append(Item(mark.kind, (), mark.text))
            inside = part[-1] != group[-1] and part[-1] + 1 in forced  # text that an editor cuts is no title
            opens = part[0] + 1 in page.glued and len(part) > 1  # a dateline that was set on a line of its own
            told = "body" if part[0] in signing else line_kind(page.words[part[0]]) or ("body" if inside else None)
            kind = _opened(page, part) if opens else told
            items.append(replace(_bound(_item(page, part, kind), bounds), opened=opens))
    items += [Item(mark.kind, (), mark.text) for mark in pending]
    items = [_original(items, n) for n in range(len(items))]
    items = [_cut_item(items, n) for n in range(len(items))]
    items = told_first(chronicled(registered(items)))
    items = _subtitles(items)
    parts = (verses(_again([_signature(part, n) for n in range(len(part))])) for part in sections(items))
    return [item for part in parts for item in part]


def _subtitles(items: Sequence[Item]) -> list[Item]:
    """Items with a subtitle that a blank line cut in two as one: it breaks off in a word or a phrase, or only the rest names its kind."""
    out: list[Item] = []
    for n, item in enumerate(items):
        above = out[-1] if out else None
        dashed = above is not None and above.kind == "dashed" and item.kind == "title"
        if above and dashed and (_ends_subtitle(above.text, item) or _fills(above, item, items[n + 1 : n + 2])):
            out[-1] = replace(above, pieces=(*above.pieces, *item.pieces), text=above.text + item.text)
        else:
            out.append(item)
    return out


def _ends_subtitle(begun: str, item: Item) -> bool:
    open_ = is_unfinished(begun) or one_word_across(begun, item.text) or _JOINED.match(item.text)
    kind = _ACCOUNT.search(simplified(item.text)) and not _ACCOUNT.search(simplified(begun))
    return not item.numbered and bool(open_ or (kind and _WHERE.search(simplified(begun))))


def _fills(above: Item, item: Item, below: Sequence[Item]) -> bool:
    """Did a subtitle fill its line, so that its rest stands below, with no text there whose title or author that would be?"""
    last = above.text[-(above.pieces[-1].end - above.pieces[-1].start) :]
    text = any(other.kind in ("body", "dispatch", "vocative") for other in below)
    named = are_names(item.text) or bool(SIGNING_BODY.fullmatch(item.text))
    full = width(last) >= above.column - SHORT and width(item.text) < above.column - SHORT
    return above.column > 0 and full and not (text or named or item.numbered)


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
    names = names or (closing and _signs_wish(items, n))
    holder = _HOLDER.fullmatch(item.text)
    heads = before in ("title", "dashed", "dateline", "credit") and after in ("vocative", "body", "dateline")
    under = under or (heads and bool(holder and is_name(holder["name"])))
    signed = under or (closing and (names or office)) or _writes(items, n)
    return replace(item, kind="byline") if signed else item


def _signs_wish(items: list[Item], n: int) -> bool:
    """Does a word without any mark stand between the wish that closes a letter and the day right below: who signs it?

    No text follows the day: one that does has a title with its day above it.
    """
    wish = width(items[n - 1].text) <= _WISH and bool(CLOSING.match(items[n - 1].text))
    last = not items[n + 1].spaced and [item.kind for item in items[n + 2 : n + 3]] not in (["body"], ["vocative"])
    return wish and last and width(items[n].text) <= LONG and not re.search(r"[^\w·\s]", items[n].text)


_WISH = 24  # width of a wish that closes a letter


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
