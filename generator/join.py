"""Join a document's lines into paragraphs, by the document's own column width, and show where text is lost.

A wrap is an edit: the line end goes, and one space comes in where two Latin words met. Nothing else is added.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from generator.addresses import addresses
from generator.dates import number
from generator.formulas import ADDRESS, GENERIC, any_of, line_kind
from generator.layout import Page, balance, ends_sentence, item_number, item_shape, width
from generator.model import LOST, Draft, Edit, Unit
from generator.names import are_names, is_name
from generator.repairs.site_chrome import RULE as SITE_CHROME
from generator.repairs.structure import HARD_WRAP, HEADING_LINES, LAYOUT_SPACE
from generator.signers import signers
from generator.words import (
    has_verb,
    is_place_name,
    is_unfinished,
    lacks_count,
    lacks_head,
    lacks_number,
    one_word_across,
)

_TOP = 4  # lines of a text in which it addresses its audience
ENOUGH = 8  # lines in mid-sentence from which a document's own column width is known better than the page's
_LATIN_END = re.compile(r"[A-Za-z,;.)]$")
_LATIN_START = re.compile(r"^[A-Za-z(]")


def join(marked: str, draft: Draft) -> tuple[tuple[Unit, ...], tuple[Edit, ...]]:
    """The body's units in order (paragraphs, headings, gaps), and the edits that join lines within units."""
    alone = draft.headings | _addressed(marked, draft) | _entries(marked, draft)
    page = Page(marked, draft.body, alone, draft.glued, narrow=draft.narrow)
    units: list[Unit] = []
    gaps = dict(draft.gaps)
    for group in _groups(page, draft):
        units += _gap(gaps, group[0], page)
        role = "heading" if group[0] in draft.headings else "paragraph"
        units.append(Unit(role, tuple(page.pieces[n] for n in group)))
        if role == "paragraph" or _NUMBER.match(page.words[group[0]]):
            units += _broken_off(page, group, gaps, draft.headings)
    units += _gap(gaps, len(page.pieces), page)
    edits = [edit for unit in (*draft.fields, *units) for edit in _joins(marked, unit, page)]
    marks = [edit for unit in draft.fields for edit in _title_marks(marked, unit)]
    spaces = [edit for unit in (*draft.fields, *units) for edit in _title_spaces(marked, unit)]
    edits += [*marks, *(space for space in spaces if not any(m.start <= space.start < m.end for m in marks))]
    edits += _column_spaces(marked, page, draft.fields)
    return tuple(units), tuple(edits)


def _addressed(marked: str, draft: Draft) -> frozenset[int]:
    """Lines of address (at the top any that ends with a colon) and of signatories: none runs on, however wide it is."""
    lines = [marked[piece.start : piece.end] for piece in draft.body]
    top = {n for n, line in enumerate(lines[:_TOP]) if line.endswith(("：", ":")) and ADDRESS.fullmatch(line)}
    return addresses(lines) | signers(lines) | top


def _entries(marked: str, draft: Draft) -> frozenset[int]:
    """The lines of a table of contents, which end with their page behind a row of dots: none runs on."""
    return frozenset(n for n, piece in enumerate(draft.body) if _LEADER.search(marked[piece.start : piece.end]))


_LEADER = re.compile(r"(?:[.．·…・_]{4,}|[—-]{6,})\s*[0-9ivxIVX０-９]{1,4}$")


def _groups(page: Page, draft: Draft) -> list[list[int]]:
    """Paragraphs as the layout shows them; the lines of one heading stay together; nothing runs across a gap."""
    groups: list[list[int]] = []
    for group in page.units() if page.evidence >= ENOUGH else _as_on_page(draft):
        for n in group:
            same_heading = bool(groups) and len(groups[-1]) < 2 and _one_heading(page, draft.headings, n)
            if (n == group[0] and not same_heading) or n in draft.gaps:
                groups.append([n])
            else:
                groups[-1].append(n)
    return groups


def _one_heading(page: Page, headings: frozenset[int], n: int) -> bool:
    """Are piece `n` and the one above it the two lines of one heading, and no two headings or verses?

    They are set so in a column, or apart from the text above and below them, or one goes on with the other.
    """
    above, here = page.words[n - 1 : n + 1]
    if not {n - 1, n} <= headings or any(map(_ENTRY.search, (above, here))) or any(map(is_name, (above, here))):
        return False
    below = page.pieces[n].line - page.pieces[n - 1].line - 1 == page.blanks[n - 1] <= page.usual_spacing
    if not below or GENERIC.fullmatch(above) or "，" in above[:-1] + here or above == here:
        return False
    apart = n > 1 and page.blanks[n - 2] > page.blanks[n - 1] < page.blanks[n]
    return page.wrapped or apart or one_sentence(above, here, page, "heading")


_ENTRY = re.compile(
    r"[：:？?；;=（(]|[0-9]\s*(?:元|时|分|日|%|％|[:：])|[0-9]{2}|^[^\u4e00-\u9fff]+$|\u3000.+\u3000|^《[^》]+》\s|[0-9一二三四五六七八九十]月[0-9一二三四五六七八九十]{1,3}[日号]"
)  # a line of a list or table, not of a heading


def _as_on_page(draft: Draft) -> list[list[int]]:
    """The units as the layout of the whole page shows them, where a document alone has too few lines to tell."""
    groups: list[list[int]] = []
    for n in range(len(draft.body)):
        if groups and (n in draft.together or n in draft.glued):
            groups[-1].append(n)
        else:
            groups.append([n])
    return groups


def _gap(gaps: dict[int, str], at: int, page: Page) -> list[Unit]:
    """The gap noted before piece `at`, if any."""
    if at not in gaps:
        return []
    line = page.pieces[at].line if at < len(page.pieces) else page.pieces[-1].line + 1 if page.pieces else 1
    return [Unit("gap", (), line, gaps.pop(at))]


def _broken_off(page: Page, group: Sequence[int], gaps: dict[int, str], headings: frozenset[int]) -> list[Unit]:
    """A gap after a paragraph that stops in mid-sentence, or before one that starts so, with text after it."""
    after = group[-1] + 1
    if after >= len(page.pieces) or after in gaps or "\t" in page.words[after] or _FORMULA.fullmatch(page.words[after]):
        return []
    here = "".join(page.words[n] for n in group)
    starts = page.words[after]
    stops = not ends_sentence(here) and here[-1] not in "：:；;，、," and (is_unfinished(here) and width(here) >= 10)
    stops = stops and not (_leaves_stops_out(page, group[0]) or _leads_in(here, starts))
    stops = stops or (not ends_sentence(here) and _skips_number(page, group[0], after))
    prose = "。" in here and width(here) >= _PROSE
    stops = stops or (prose and here[-1] in "，、" and after in headings and page.blanks[group[-1]] > 0)
    stops = stops or (_stops_bare(page, here) and _is_prose(page, after))
    lost = lacks_number(here, starts) or (not ends_sentence(here) and lacks_count(here, starts))
    stops = stops or (lost and not ends_sentence(here) and "，" in here)
    inside = (
        lost or (_starts_inside(starts) and not _quotes_on(page, group)) or (lacks_head(starts) and ends_sentence(here))
    )
    if not stops and not inside:
        return []
    return [Unit("gap", (), page.pieces[after].line, "此处有缺文：前句未完" if stops else "此处有缺文：后句开头已失")]


def _leads_in(here: str, starts: str) -> bool:
    """Does a sentence stop on a joining word above the first of the points that it leads in: `…，并且` `（一）不得…`?"""
    shape = item_shape(starts)
    return bool(shape and item_number(starts) == 1 and _LEADS.search(here))


_LEADS = re.compile(
    r"(?:并且|並且|而且|以及|或者|和|及|或|并|並|即|应当?|應當?|必须|必須|须|須|可以|不得|包括|如|为|為|是|有)$"
)


def _stops_bare(page: Page, here: str) -> bool:
    """Does a paragraph of several sentences stop on a bare word, where hardly another does?"""
    rest = here.rpartition("。")[2]
    if (
        width(here) < _PROSE
        or "。" not in here
        or len(rest) < _REST
        or not _HAN.match(here[-1])
        or line_kind(rest.strip())
    ):
        return False
    ends = [ends_sentence(unit) or not _HAN.match(unit[-1]) for unit in page.paragraphs if width(unit) >= _PROSE]
    return sum(ends) >= 0.7 * len(ends) and len(ends) > 2 and not are_names(rest.strip())


def _is_prose(page: Page, n: int) -> bool:
    """Does piece `n` begin a paragraph, and no verse or list?"""
    if page.wrapped and page.widths[n] <= page.column(n) + 1:
        return page.widths[n] >= 0.7 * page.column(n) and bool(re.search("[，。]", page.words[n]))
    told = page.widths[n] >= _SAID and bool(re.match("[“「『].*[，。？！][”」』].", page.words[n]))
    return ends_sentence(page.words[n]) and (page.widths[n] >= _PROSE or told)


_PROSE, _REST = 30, 5  # width of a paragraph, and characters of a sentence that was begun
_SAID = 16  # width of a paragraph that tells who said something


def _quotes_on(page: Page, group: Sequence[int]) -> bool:
    """Is a quotation still open below a paragraph: opened in it, or in one of the short lines of verse that it goes on with?"""
    first = group[0]
    while first > 0 and not page.wrapped and width(page.words[first]) <= _VERSE:
        first -= 1
    return balance("".join(page.words[first : group[-1] + 1]))[1] > 0


_VERSE = 20  # width of a line that is quoted line by line


def _starts_inside(text: str) -> bool:
    """Does a paragraph begin inside a quotation whose opening is lost? Where □ or a narrow ? stands, it may be that."""
    close = next((n for n, char in enumerate(text[:80]) if char in "”」』"), -1)
    return (
        close > 0
        and "\u4e00" <= text[0] <= "\u9fff"
        and not any(char in f"“「『{LOST}?\ufffd" for char in text[:close])
    )


_HAN = re.compile("[\u4e00-\u9fff]")
_FORMULA = re.compile(r"(?=[^\u4e00-\u9fff]*=)[^\u4e00-\u9fff]+")  # a sentence goes on with it
_NUMBER = re.compile(r"[（(]?(?P<han>[一二三四五六七八九十]{1,3})[)）、．]|(?P<digits>[0-9]{1,3})[、．.)）](?![0-9])")


def _leaves_stops_out(page: Page, first: int) -> bool:
    """Is a point one of several, each on a line and with no stop at its end, so that `众船应和` is no open end?"""
    if page.wrapped or not _NUMBER.match(page.words[first]) or page.words[first][-1] in "，、":
        return False
    points = [words for words in page.words if _NUMBER.match(words)]
    return len(points) > 2 and not any(map(ends_sentence, points))


def _skips_number(page: Page, first: int, after: int) -> bool:
    """Is the next numbered item more than one further than this one?"""
    here, later = _NUMBER.match(page.words[first]), _NUMBER.match(page.words[after])
    shape = _shape(page.words[first])
    if not here or not later or here.lastgroup != later.lastgroup or _shape(page.words[after]) != shape:
        return False  # （五） below 三、 counts another row
    if not _HAN.search(page.words[first]):  # moves of chess
        return False
    kind = here.lastgroup or "han"
    if number(later[kind]) <= number(here[kind]) + 1:
        return False
    found = (match for words in page.words if _shape(words) == shape and (match := _NUMBER.match(words)))
    steps = [two - one for one, two in pairwise(number(match[kind]) for match in found)]
    return sum(step > 1 for step in steps) <= max(1, steps.count(1))  # an author picks points from another list


def _shape(words: str) -> str:
    """How a number is written, whichever width its marks have."""
    return item_shape(words).translate(_WIDTHS)


_WIDTHS = str.maketrans("(),.", "（），．")

# -- the edits ------------------------------------------------------------------------------------------------------


def _joins(marked: str, unit: Unit, page: Page) -> list[Edit]:
    """Edits that join the pieces of a unit where nothing but layout space lies between them."""
    edits = []
    for before, after in zip(unit.pieces, unit.pieces[1:], strict=False):
        between = marked[before.end : after.start]
        left, right = marked[before.start : before.end], marked[after.start : after.end]
        apart = after.line - before.line > 1 + page.usual_spacing
        rule, mark, reason = _between(unit, left, right, page, apart)
        if between.strip():  # furniture stood there; the lines of a field are still two
            between = between[: len(between) - len(between.lstrip())]
            if not mark or not between or unit.role in ("paragraph", "heading"):
                continue
        end = before.end - (reason == _REJOINED)  # the hyphen goes where the word is joined, and nowhere else
        edits.append(Edit(end, before.end + len(between), marked[end : before.end] + between, mark, rule, reason))
    return edits


_REJOINED = "接回折行；行末的连字符只表示西文单词断作两行"
_DIVIDED = re.compile(r"(?:^|[^A-Za-z-])(?P<first>[A-Za-z]{2,})-$")
_COMPOUND = re.compile(  # the first words of compounds that keep their hyphen: long-term, so-called, self-reliance
    any_of(
        "long short high low well self non co multi inter anti post pre cross semi sub mid all half full one two three four five",
        "six seven eight nine ten first second third large small medium big wide far near hard soft deep old new open free people",
        "win decision policy follow face state world community government country market climate cost energy labour labor capital",
        "so in on up out by ever middle north south east west ultra vice ex peace land year day time rule rules science evidence",
        "private public trade export import data user eco zero net carbon micro macro pro re de sino afro euro trans counter",
        "quasi like law debt war job health food water oil gas",
    ),
    re.IGNORECASE,
)


def is_divided(left: str, right: str) -> bool:
    """Is a Latin word divided at a line's end, with a hyphen that says no more?

    >>> [is_divided(*pair) for pair in (("的Con-", "servation and"), ("the long-", "term"), ("Asia-", "Pacific"), ("第3-", "5条"))]
    [True, False, False, False]
    """
    match = _DIVIDED.search(left)
    return match is not None and not _COMPOUND.fullmatch(match["first"]) and bool(re.match("[a-z]{2,}", right))


def _between(unit: Unit, left: str, right: str, page: Page, apart: bool) -> tuple[str, str, str]:
    """Rule, joining text and reason for one line end."""
    if unit.role in ("byline", "credit", "note", "dateline"):
        return HEADING_LINES.id, " ", "两行合为一行，中间空一格"
    if unit.role in ("title", "heading") and not one_sentence(left, right, page, unit.role):
        return HEADING_LINES.id, " ", "两行标题合为一行，中间空一格"
    if is_divided(left, right):
        return HARD_WRAP.id, "", _REJOINED
    if _LATIN_END.search(left) and _LATIN_START.match(right):
        return HARD_WRAP.id, " ", "接回折行；西文单词之间留一空格"
    if unit.role in ("title", "heading", "subtitle"):
        return HARD_WRAP.id, "", "标题分排两行，接回"
    if apart:
        return HARD_WRAP.id, "", "空行截断一句，接回"
    return HARD_WRAP.id, "", "接回按栏宽折断的一行" if page.wrapped else "一句分在两行，接回"


_ACTS = re.compile(
    r"(?:启动|啟動|开工|開工|竣工|通车|通車|开幕|開幕|闭幕|閉幕|举行|舉行|召开|召開|发布|發布|发表|發表|签署|簽署|成立|揭牌|生效|落成|投产|投運|抵达|抵達|圆满|圓滿|正式|顺利|順利|在[\u4e00-\u9fff]{2,6}(?:举行|舉行|召开|開幕|开幕))"
)
_WHERE = re.compile(
    r"在[\u4e00-\u9fff]{1,8}(?:举行|舉行|召开|召開|开幕|開幕|闭幕|閉幕|成立|启动|啟動|揭幕|发布|發布|落成)"
)
_MEETS = re.compile(r"(?:会见|會見|会晤|會晤|会谈|會談|访问|訪問|通话|通話)(?=[\u4e00-\u9fff])")
_PHRASE = 24  # width of a line that may be no more than a noun with its attributes
_SPACES = re.compile(r"[\s\u3000]+")
_WIDE = re.compile(r"[\u4e00-\u9fff](?:[\s\u3000]+[\u4e00-\u9fff])+")
_NUMERAL_SPACE = re.compile(
    r"""(?<=[\u4e00-\u9fff，。、；：（《“])[ ](?=[0-9A-Za-z])      # 月 17
      | (?<=[0-9A-Za-z%％])[ ](?=[\u4e00-\u9fff，。、；：）》”])   # 2254 号
    """,
    re.VERBOSE,
)
_DISPATCH = re.compile(r"[^\s。]{4,40}[电電讯訊消息]$")


def _title_spaces(marked: str, unit: Unit) -> list[Edit]:
    """In titles: letters set wide close up, and the space between two parts is one space."""
    if unit.role not in ("title", "heading", "subtitle"):
        return []
    edits = []
    for piece in unit.pieces:
        line = marked[piece.start : piece.end]
        wide = bool(_WIDE.fullmatch(line)) and line[0] not in "一二三四五六七八九十"  # 二　溪
        for space in _SPACES.finditer(line):
            mark = "" if wide else " "
            start, end = piece.start + space.start(), piece.start + space.end()
            edits.append(Edit(start, end, space.group(), mark, LAYOUT_SPACE.id, "标题中排版用的空格"))
    return edits


_SITE = r"[^\s，。！？_|｜—–-]{1,12}(?:(?<![联電电物])网|(?<![聯電])網|频道|頻道|新闻|新聞|在线|門戶|门户|客户端|[日晚时時]报|[日晚時]報|\.(?:com|cn|net|org))"
_TITLE_MARKS = re.compile(
    rf"""^原(?:标题|標題|题)\s*[:：]\s*
      | [\s　]*(?:[（(](?:全文|图|圖|组图)[）)]|\*{{2,}}|[|｜]+)[\s　]*$
      | (?:_[^_，。]{{2,20}})+$                                                  # _时政_云州网
      | (?:\s*(?:[|｜]|(?<![-–—])[-–—](?![-–—]))\s*[^，。！？_|｜—–-]{{2,12}})?\s*(?:[|｜]|(?<![-–—])[-–—](?![-–—]))\s*{_SITE}$   # -新闻频道-云州网
    """,
    re.VERBOSE,
)


def _title_marks(marked: str, unit: Unit) -> list[Edit]:
    """What a site sets around a title: `原标题：`, `（全文）`, a bar or a row of stars."""
    if unit.role != "title":
        return []
    edits = []
    for piece in unit.pieces:
        line = marked[piece.start : piece.end]
        for mark in _TITLE_MARKS.finditer(line):
            if mark.end() - mark.start() < len(line):
                start, end = piece.start + mark.start(), piece.start + mark.end()
                edits.append(Edit(start, end, mark.group(), "", SITE_CHROME.id, "网页加在标题前后的标记，不属标题"))
    return edits


def _column_spaces(marked: str, page: Page, fields: Sequence[Unit]) -> list[Edit]:
    """Spaces that a narrow column put around numerals; where a text sets them everywhere, they are its own style."""
    if not page.wrapped:
        return []
    body = [piece for n, piece in enumerate(page.pieces) if n not in page.alone]
    edits = []
    for piece in [*body, *(piece for unit in fields if unit.role == "dateline" for piece in unit.pieces)]:
        line = marked[piece.start : piece.end]
        for space in _NUMERAL_SPACE.finditer(line):
            if not _DISPATCH.search(line[: space.start()]):
                start = piece.start + space.start()
                edits.append(Edit(start, start + 1, " ", "", LAYOUT_SPACE.id, "数字或西文旁的排版空格"))
    return edits


def one_sentence(left: str, right: str, page: Page, role: str) -> bool:
    """Do two lines of a title run on as one sentence?

    They do where the first stops open, where the text itself has the words across the line end, or where a title's
    second line has no verb. Headings in two lines are mostly two parts.
    """
    if ends_sentence(left):
        return False
    if left[-1] in "、，的与和及在对向将" or balance(left)[1] or one_word_across(left, right):
        return True
    if role == "title" and not has_verb(left) and _ACTS.match(right) and "，" not in left:
        return True  # a name, and what it did
    if role == "title" and _are_parties(left) and has_verb(right):
        return True
    if role == "title" and _WHERE.fullmatch(right):
        return True
    if role == "title" and _are_two(left, right):
        return False
    across = _bare(left)[-2:] + _bare(right)[:2]
    running = "".join(words for n, words in enumerate(page.words) if n not in page.alone)
    return across in _bare(running) or (role == "title" and _is_phrase(right))


def _are_parties(line: str) -> bool:
    """Is a line nothing but two or three who act together (`中国和秘鲁`, `中国政府与某国政府`), one or more a known place?"""
    names = re.split("[和与與同及、]", line)
    known = any(is_place_name(re.sub("(?:政府|两国|兩國)$", "", name)) for name in names)
    return (
        1 < len(names) <= 3
        and known
        and all(2 <= len(name) <= 8 for name in names)
        and not re.search("[，：“《]", line)
    )


def _are_two(left: str, right: str) -> bool:
    """Does a title's second line begin with the word that ends the first, or is each a thing with its attribute?

    >>> _are_two("渡口人看新桥", "新桥上的“邻居”"), _are_two("来自渡口的报告", "在灯塔下的日子"), _are_two("关于渡口管理", "办法的说明")
    (True, True, False)
    """
    again = any(_bare(left).endswith(_bare(right)[:size]) for size in (2, 3, 4))
    return again or bool(_OF.fullmatch(left) and _OF.fullmatch(right))


_OF = re.compile("[^，：]{2,}的[^的，：]{2,6}")


def _is_phrase(line: str) -> bool:
    """Has a line no verb, or none but before its last `的`, so that it is no clause of its own? A tagger takes 会见 for a noun."""
    if not has_verb(line):
        return not _MEETS.search(line)
    return not re.search("[，、]", line) and width(line) <= _PHRASE and not has_verb(line.rsplit("的", 1)[-1])


def _bare(text: str) -> str:
    return re.sub(r"[\s“”‘’「」《》]", "", text)
