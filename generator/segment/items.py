"""Give each line or group of lines of a page its kind: body, title-like, subtitle, date line, credit, byline …

Kinds are read from the line alone and from the layout; which story a line belongs to is decided later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.dates import DATE, PLACE
from generator.layout import Page, ends_sentence, is_unfinished, width
from generator.model import Piece
from generator.names import are_names, is_name
from generator.words import is_place_name
from generator.segment.furniture import Mark

_AGENCY = r"""(?:新华社|新華社|中新社|中新网|新华网|人民网|央视网?|中央社|法新社|路透社?|美联社|美聯社|塔斯社|俄新社|共同社|
    韩联社|韓聯社|埃菲社|安莎社|德新社|合众社|彭博社|[\u4e00-\u9fff]{1,8}(?:社|通讯社|通訊社|网|網|报|報|电台|電台|日报|日報|晚报|晚報|新闻))"""
_DAY = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十廿]{1,3})\s*[日号號]"
_MONTH = r"(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2})\s*月\s*"
_WIRE = r"(?:专|專|急|综合|綜合|外|更新|快|特|体育|記者)?[电電讯訊]"

INLINE_DATELINE = re.compile(
    rf"""[【\[（(]?\s*(?:
        {_AGENCY}[\u4e00-\u9fffA-Za-z·／/、．.\s]{{0,24}}?(?:[0-9〇一二三四五六七八九]{{4}}年)?(?:{_MONTH})?{_DAY}\s*(?:上午|下午|晚|夜|凌晨)?\s*{_WIRE}
      | (?:本报|本報|本刊|本台|本网|本網|本社)[\u4e00-\u9fff·／/、\s]{{0,12}}?(?:(?:{_MONTH})?{_DAY}\s*)?{_WIRE}
      | {_AGENCY}(?:讯|訊|消息)
    | [〔［（(【\[]\s*(?:本報|本报|中央社|特派|実習|實習|實習生)?(?:特派)?(?:记者|記者)[\u4e00-\u9fff、·\s]{{2,24}}[／/｜|]\s*[\u4e00-\u9fff、]{{2,10}}(?:综合|綜合|即時|專題|专题)?(?:报道|報道|報導|報导|专电|專電|電)
    )(?:\s*[】\]〕］]|\s*[）)]|(?=[\s　（(【:：,，]|$|记者|記者|通讯员|据|讯))""",
    re.VERBOSE,
)
_CREDIT = re.compile(
    rf"""[（(【\[]?\s*(?:据|據|原载|原載|转自|轉自|摘自|来源|來源|稿源|信息来源|文章来源|出处|出處|消息来源|发布机构|发布单位|供稿)?\s*[:：]?\s*(?:
        {_AGENCY}[^，。！？]{{0,20}}(?:{_MONTH})?{_DAY}\s*{_WIRE}
      | (?:据|據){_AGENCY}(?:消息|报道|報道|報導|讯|訊|电|電)?
    )\s*[）)】\]]?
    | [（(【\[]?\s*(?:来源|來源|稿源|信息来源|文章来源|新闻来源|資料來源|出处|出處|消息来源|原载|原載|转自|轉自|摘自|发布机构|发布单位|供稿|據|据)\s*[:：《]\s*[^。！？]{{1,40}}[）)】\]]?
    | 《[\u4e00-\u9fff]{{2,12}}》\s*[（(]\s*{DATE}[^（）()]{{0,16}}[)）]
    | [（(](?:据|據|原载|原載|转自|摘自|选自)[^。！？]{{2,30}}[）)]
    """,
    re.VERBOSE,
)
_REPORTER = r"(?:本报|本報|本刊|本网|本網|本台|新华社|新華社|中新社|人民网|新华网|央视|特约|特約|驻[\u4e00-\u9fff]{2,6}|首席|见习|实习)*(?:记者|記者|通讯员|通訊員|特派员|评论员|評論員|撰稿人?|特派记者)"
_PERSON = (
    r"(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]\s[\u4e00-\u9fff]|[\u4e00-\u9fff]{1,8}(?:[·・][\u4e00-\u9fff]{1,10})+)"
)
_BYLINE = re.compile(
    rf"""[（(【\[]?\s*(?:
        [□■◇◆●○▲△]?\s*{_REPORTER}\s*[:：]?\s*{_PERSON}(?:[\s、，,/|和与]+(?:{_REPORTER})?\s*{_PERSON}){{0,6}}(?:\s*(?:文|报道|報道|報導|整理|采写|采访))?
      | (?:作者|签名人|簽名人|签署人|发起人|发起者|联署人|联名|记者|記者|文|撰文|口述|采写|采访|整理|译者|譯者|译|譯|翻译|翻譯|撰稿|文字|署名)\s*[:：/／]\s*[^，。！？]{{2,40}}
      | {_REPORTER}
      | {_PERSON}\s*(?:译|譯|著|撰|撰文|整理)
    )\s*[）)】\]]?""",
    re.VERBOSE,
)
_OFFICE = (
    "主席|总统|總統|总理|總理|首相|国王|國王|女王|大公|部长|部長|外长|外長|大臣|国务卿|國務卿|秘书长|秘書長|"
    "总干事|總幹事|干事长|总书记|總書記|书记|書記|委员长|委員長|议长|議長|省长|市长|省長|市長|县长|州长|局长|局長|"
    "主任|司长|司長|大使|代表|发言人|發言人|总裁|總裁|行长|行長|校长|校長|院长|院長|会长|會長|理事长|理事長|董事长|董事長|"
    "社长|社長|委员|委員|特使|专员|專員|高级代表|领事|領事|总领事|教授|研究员|研究員|院士|博士|上将|将军|先生|女士"
)
_STRONG_OFFICE = re.compile(r"(?:主席|总统|總統|总理|總理|首相|国王|國王|部长|部長|外长|外長|大臣|秘书长|秘書長|总书记|大使)$")
_TRANSCRIBED = re.compile(r"[\u4e00-\u9fff·]{2,10}")
_OFFICE_ENDS = "长長员員师師家事席统統理相记記使授士官任监監裁人者"
_OFFICE_NAME = re.compile(rf"[^，。！？；：]{{0,40}}(?:{_OFFICE})[\s　]*{_PERSON}(?:先生|女士|阁下|閣下)?")
_NAME_OFFICE = re.compile(rf"{_PERSON}[\s　]+[^，。！？；：]{{2,30}}(?:{_OFFICE})")
_SIGNING_BODY = re.compile(
    r"[^，。！？；：]{2,24}(?:办公室|辦公室|编辑部|編輯部|委员会|委員會|政府|[局厅廳部处處署院馆館社]|公司|协会|協會|学会|學會|大使馆|大使館|"
    r"秘书处|秘書處|大学|大學|学院|研究所|中心|联盟|聯盟|组织|組織|基金会|村委会|全体[\u4e00-\u9fff]{2,4})"
)
_NUMBER = re.compile(r"[\u4e00-\u9fff（）()]{1,14}[〔\[（(][12][0-9]{3}[〕\]）)]\s*第?\s*[0-9]{1,4}\s*号")
_ASIDE = re.compile(r"[（(][^（）()。]{4,40}[）)]")
_DASH = re.compile(r"[-—–―─]{1,3}\s*(?![-—–―─])\S")
_TIME = r"(?:[T\s　]*[0-9]{1,2}\s*[:：]\s*[0-9]{2}(?:\s*[:：]\s*[0-9]{2})?)?"
_DATE_LINE = re.compile(
    rf"""[（(【\[［]?\s*
    (?:(?:发布时间|发布日期|发表时间|發布時間|發佈時間|更新时间|更新時間|时间|時間|日期|发表于|發表於|刊登日期|成文日期|公布日期|作者.{{0,12}}|.{{0,10}}版\s)\s*[:：]?\s*)?
    (?:{PLACE}\s*[,，、·\s]\s*)?
    (?:公元)?{DATE}{_TIME}
    (?:\s*[,，]?\s*(?:星期|周|週|礼拜)[一二三四五六日天])?
    (?:\s*(?:上午|下午|晚|夜|凌晨|中午))?
    (?:\s*[,，、·\s于於]\s*(?:于|於|在)?\s*{PLACE})?
    \s*[）)】\]］]?
    (?:[\s　|｜]+(?:来源|來源|作者|记者|編輯|编辑|责编|字号|浏览|阅读|点击|發表|发表|更新|[\u4e00-\u9fff]{{2,8}}(?:网|社|报|报社|網|報))\s*[:：]?[^，。]{{0,40}})?""",
    re.VERBOSE,
)
VOCATIVE = re.compile(
    r"(?:尊敬的|敬爱的|敬愛的|亲爱的|親愛的|各位|女士们|女士們|先生们|先生們|同志们|同志們|朋友们|朋友們|同胞们|[^，。！？：:]{1,16}(?:阁下|閣下|先生|女士|总统|主席|总理|部长|同志|殿下|陛下))"
    r".{0,60}[：:，,！!、]"
)
_THANKS = re.compile(
    r"(?:预祝|預祝|谨祝|顺祝|恭祝|衷心|谢谢|謝謝|多谢|感谢|祝|此致|敬礼|敬禮|顺致|再见|干杯|万岁|特此|此复|妥否|以上|谨启|敬上|问|答|记者|記者)"
)
_NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[)）、．.]|第[一二三四五六七八九十百0-9]{1,4}[章节節编編条條部部分讲]|[0-9０-９]{1,2}[、．.)）]|[①-⑳]"
)
_GENERIC = re.compile(
    r"(?:前\s*言|序\s*言|序|引\s*言|引\s*子|导\s*言|導\s*言|绪\s*论|结\s*语|結\s*語|结束语|尾\s*声|后\s*记|後\s*記|跋|附\s*[件录錄注][一二三0-9]*|"
    r"编者按|編者按|按语|摘\s*要|提\s*要|目\s*[录錄次]|注\s*[释釋]|参考文献|背景|问答|全文如下[:：]?|[\u4e00-\u9fff]篇)"
)


@dataclass(frozen=True)
class Item:
    """Lines of one kind that stay together, or (without pieces) a mark between them."""

    kind: str
    pieces: tuple[Piece, ...]
    text: str
    mark: Mark | None = None
    spaced: bool = False  # does a blank line stand before it?

    @property
    def numbered(self) -> bool:
        """Is this a heading that can only stand inside a text?"""
        return bool(_NUMBERED.match(self.text) or _GENERIC.fullmatch(self.text))


_TELLING = frozenset({"jump-on", "jump-from", "end-mark", "preview-notice"})  # furniture that can part two stories


def line_kind(line: str) -> str | None:
    """The kind of a line that its words alone tell, or None.

    >>> [line_kind(t) for t in ("2020-06-19 00:35", "（新华社北京11月17日电）", "中华人民共和国主席 习近平", "前言")]
    ['dateline', 'credit', 'byline', None]
    """
    if width(line) > 46 or line.count("。") > 0:
        return None
    if _DATE_LINE.fullmatch(line):
        return "dateline"
    if _CREDIT.fullmatch(line) or (INLINE_DATELINE.fullmatch(line) and not line.endswith(("讯", "訊"))):
        return "credit"
    if _NUMBER.fullmatch(line) or _ASIDE.fullmatch(line):
        return "note"
    return "byline" if _BYLINE.fullmatch(line) or _office_and_name(line) else None


def _office_and_name(line: str) -> bool:
    """An office and a name set apart by a space, in either order: `中华人民共和国主席 习近平`."""
    words = line.replace("\u3000", " ").split()
    if len(words) < 2 or _NUMBERED.match(line):
        return False
    if _STRONG_OFFICE.search(words[-2]) and len(words) == 2 and _TRANSCRIBED.fullmatch(words[-1]):
        return True
    if is_name(words[-1]) and (_OFFICE_NAME.fullmatch(line) or (len(words) == 2 and words[0][-1] in _OFFICE_ENDS)):
        return True
    return bool(_NAME_OFFICE.fullmatch(line)) and is_name(words[0])


def classify(text: str, pieces: Sequence[Piece], marks: Sequence[Mark]) -> list[Item]:
    """The page as items in order, marks between them."""
    kinds = {n: line_kind(text[piece.start : piece.end]) for n, piece in enumerate(pieces)}
    alone = frozenset(n for n, kind in kinds.items() if kind)
    starts = frozenset(n for n, p in enumerate(pieces) if INLINE_DATELINE.match(text[p.start : p.end]))
    page = Page(text, tuple(pieces), alone, starts=starts)
    cuts = {mark.at for mark in marks if mark.kind in _TELLING}
    items: list[Item] = []
    pending = sorted(marks, key=lambda mark: mark.at)
    for group in page.units():
        for part in _split(group, cuts):
            while pending and pending[0].at <= part[0]:
                mark = pending.pop(0)
                items.append(Item(mark.kind, (), mark.text, mark))
            items.append(_item(page, part, kinds[part[0]]))
    items += [Item(mark.kind, (), mark.text, mark) for mark in pending]
    return _verses([_signature(items, n) for n in range(len(items))])


def _signature(items: list[Item], n: int) -> Item:
    """A title-like line that is really who signs: names under a title, or names or an office above the last date."""
    item = items[n]
    if item.kind != "title" or item.numbered:
        return item
    before = items[n - 1].kind if n else None
    after = items[n + 1].kind if n + 1 < len(items) else None
    names, office = are_names(item.text), bool(_SIGNING_BODY.fullmatch(item.text))
    if len(item.text.split()) == 2 and is_name(item.text.split()[1]):
        office = True  # 读者 某某
    spread = re.fullmatch(r"[\u4e00-\u9fff][\s　]+[\u4e00-\u9fff]", item.text)  # 钟 声
    names = names or bool(spread)
    place = is_place_name(item.text)
    under = names and not place and _at_top(items, n) and (before != "title" or _titles_above(items, n) <= 2)
    closing = before in ("body", "byline") and (after == "dateline" or (names and after in (None, "title", "end-mark")))
    signed = under or (closing and (names or office))
    return replace(item, kind="byline") if signed else item


def _at_top(items: list[Item], n: int) -> bool:
    """Does a title stand above item `n`, and no body yet?"""
    above = {item.kind for item in items[:n]}
    return "title" in above and not above & {"body", "dispatch", "vocative"}


def _titles_above(items: list[Item], n: int) -> int:
    count = 0
    while n - count - 1 >= 0 and items[n - count - 1].kind in ("title", "dashed", "note"):
        count += 1
    return count


def _verses(items: list[Item]) -> list[Item]:
    """Many title-like lines in a row are verse or a list, all but a title at the very top."""
    out = list(items)
    start = 0
    for n in range(len(items) + 1):
        if n < len(items) and items[n].kind == "title":
            continue
        if n - start > 3:
            top = all(item.kind != "body" for item in items[:start])
            for k in range(start + top, n):
                out[k] = replace(items[k], kind="body")
        start = n + 1
    return out


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
    spaced = group[0] == 0 or page.blanks[group[0] - 1] > 0
    return Item(kind or _unit_kind(page, group, text), pieces, text, spaced=spaced)


def _unit_kind(page: Page, group: list[int], text: str) -> str:
    if INLINE_DATELINE.match(text):
        return "dispatch"
    if _DASH.match(text) and "。" not in text and not text.endswith(("；", "，", "：")) and width(text) <= 90:
        return "dashed"
    if VOCATIVE.fullmatch(text):
        return "vocative"
    return "title" if is_title_like(page, group, text) else "body"


def is_title_like(page: Page, group: list[int], text: str) -> bool:
    """May these lines be a title or heading? Short, no full stop, nothing left open; few clauses."""
    size = width(text)
    if (
        not 1 < size <= 60
        or len(group) > 3
        or "。" in text
        or text[-1] in "，；：、,;:）"
        or text.count("，") > 1 + (group[0] == 0)
    ):
        return False
    if _THANKS.match(text) or (is_unfinished(text) and (group[0] > 0 or text[-1] in "，、")) or (text[-1] in "！!" and text.startswith(("各位", "让我们"))):
        return False
    if ends_sentence(text) and (text[-1] in "…—”" or ("，" in text and text[-1] in "？！" and size > 16)):
        return False
    if "，" in text and size > 30 and group[0] > 0:
        return False
    wide = max(page.widths[n] for n in group)
    last = group[-1]
    inner = page.wrapped and last + 1 < len(page.words) and page.blanks[last] == page.spacing(last)
    return not (inner and len(group) > 1 and wide >= page.column(last) - 1)
