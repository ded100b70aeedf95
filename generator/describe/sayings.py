"""Whose words a report gives: the subjects of saying, in clauses of the text and behind quotations.

All texts here are Simplified (`words.aligned`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.describe.naming import ENDS_NAME, Names
from generator.formulas import any_of, word_set
from generator.hanzi import words
from generator.names import is_name, sounds_foreign
from generator.offices import OFFICE_END, office_before
from generator.words import is_place_name, tagged

SAY = any_of(
    "说 表示 指出 强调 介绍 认为 告诉 称 呼吁 写道 回忆 坦言 透露 解释 补充 宣布 重申 感叹 笑道 笑说 回应 建议 提出 提醒 感谢 祝贺 赞扬 赞赏",
    "希望 相信 致辞 致词 坚信 主张 直言 谈道 谈到 表达 说道 问道 答道 算过一笔账",
    "作出指示 作出重要指示 作出批示 作出重要批示 作出重要指示批示",
    "形容 坦承 直指 反驳 质疑 断言",
)
_DAY = r"(?:[0-9]{1,2}月)?[0-9０-９一二三四五六七八九十]{1,3}日(?:上午|中午|下午|晚上?|凌晨)?"
_HOW = any_of(
    "当天 当日 当晚 今天 今日 今晚 昨天 昨日 昨晚 还 又 也 则 并 随后 后来 事后 赛后 会后 之后 当时 如今 曾 常 总 最后 首先 同时 进一步 明确 特别 曾经 继续 接受采访时 受访时",
    "早前 此前 稍早 较早前 日前 近日 开幕 闭幕 亦 再 另 高度 积极 充分 由衷 再次 一再 多次 反复 笑着 笑 这样 如是 就此 为此 对此 接着 都 均 应询 将 将会 主要将会 预计 预计将",
)
_BETWEEN = re.compile(
    rf"(?:{_DAY}|在[^，。！？“”]{{1,24}}(?:时|后|上|中|里)|在[^，。！？“”]{{2,6}}|向[^，。！？“”]{{1,12}}|对[^，。！？“”]{{1,12}}"
    rf"|(?:(?![曾也还又则亦])[\u4e00-\u9fff]){{2,4}}地|{_HOW}){{0,6}}"
)
_CLAUSE = re.compile(r"(?:^|(?<=[。！？；：，”\n]))(?P<clause>[^，。！？；：“”\n]{2,90})")
_TAIL = re.compile(r"”(?P<clause>[^，。！？；：“”\n]{2,90})")
_VERB = re.compile(rf"(?:{SAY}|指(?=，|$))(?=[，。：“,；]|$|[^的了])")
_GOES_ON = re.compile(
    rf"(?:{any_of('并 还 也 又 则 并且 同时 并再次 再次 一再 并进一步 进一步 随后')}(?!不))?(?P<verb>表示|指出|强调|说|称|认为|重申|透露|呼吁|指(?![导责挥定向示控派标数南甲纹正派]))(?=[^的了者])"
)
_WHEN_FIRST = re.compile(r"^[^，。]{0,12}(?:[日时晚]|期间|当天|近来)，")
_SHARED = re.compile("[的等和与、及同跟]")
_QUOTES = str.maketrans("「」『』", "“”‘’")
_CITED = re.compile(r"《[^《》]*》")  # a colon in a book's title ends no clause
_COLONS = re.compile("[：，；]")
_SPOKE = re.compile(
    r"”(?:说|讲)(?:这番|这句|这|此)?话的人?，?(?:是|就是|正是)(?P<clause>[^，。！？；：“”\n]{2,60})(?=[，。])"
)
_SUBJECT = 40  # characters of a subject
_JOINED = re.compile("[和与、及同跟]")
_PART = 3  # characters of a part of a dotted name that is in no other word
REACH = 400  # characters before `他说` in which the person it means is looked for


class Saying(NamedTuple):
    """Who says something, in a text at `start`..`end`, which reach from the subject to the verb."""

    name: str
    start: int
    end: int


def sayings(text: str, first: int, names: Names) -> Iterator[Saying]:
    """Every saying of a paragraph whose sentences begin at `first`, in order."""
    story = _CITED.sub(lambda match: _COLONS.sub("·", match.group()), text[first:].translate(_QUOTES))
    clauses = {match.start("clause"): match for match in (*_TAIL.finditer(story), *_CLAUSE.finditer(story))}
    named: set[int] = set()  # in which sentences somebody's words were given
    opened: str | None = None  # who speaks at the beginning of the paragraph
    for _, match in sorted(clauses.items()):
        before = story[: match.start()]
        sentence = max(before.rfind(mark) for mark in "。！？\n")
        said = _said(match["clause"], before, names)
        more = None if said else _goes_on(match["clause"], before[sentence + 1 :], names)
        said = more if more and sentence not in named else said
        if said and opened not in (None, said.name) and _is_polite(before[sentence + 1 :] + match["clause"], said.name):
            continue  # 王某说，……。某某总统强调要……: of whom the first speaks
        if said:
            opened = opened or said.name
            named.add(sentence)
            start = first + match.start("clause")
            yield Saying(said.name, start + said.start, start + said.end)
    for match in _SPOKE.finditer(story):  # “…。”说话的是班长某某。
        name = names.of(match["clause"].rpartition("的")[2])
        if name:
            yield Saying(name, first + match.start("clause"), first + match.end("clause"))


_VERBAL = frozenset(
    "会能要将可就也还又则都才曾在对向同并却仍已正再"
)  # words that one character between name and verb may be


def settled(name: str, others: frozenset[str], text: str) -> str:
    """A name as long as it is: `秦敏` is `秦敏之` where it never stands without 之; `阿依会` is `阿依` where she also stands alone.

    >>> text = "秦敏之表示，可以。阿依会说话。阿依笑着说"
    >>> [settled(name, frozenset(["秦敏之"]), text) for name in ("秦敏", "阿依会", "秦敏之", "秦")]
    ['秦敏之', '阿依', '秦敏之', '秦敏之']
    """
    whole = [other for other in others if len(name) == 1 < len(other) and other.startswith(name)]
    if len(whole) == 1:  # a surname alone
        return whole[0]
    longer = [other for other in others if other[:-1] == name and text.count(other) == text.count(name)]
    if longer:
        return longer[0]
    bare = name[:-1]
    runs_on = len(bare) > 1 and name[-1] in _VERBAL and text.count(bare) > text.count(name)
    return bare if runs_on else name


def _said(clause: str, before: str, names: Names) -> Saying | None:
    """Who says something in a clause: its shortest subject before the first verb of saying."""
    for verb in _VERB.finditer(clause):
        inside = clause[verb.start() - 1] == "在" and clause[verb.end() : verb.end() + 1] in tuple("中时里上后")
        if verb.start() == 0 or inside or _in_noun(clause, *verb.span()):  # 在致辞中说
            continue
        for end in _subject_ends(clause, verb.start()):
            name = _person(clause[:end], before, names)
            if name and not (len(name) == 3 and frozenset(name[1:]) <= _VERBAL):  # 主要将会重申
                name = _whole(_grown(name, name, names.text), clause[end : verb.start()], names)
                return Saying(name, 0, verb.end())
        if _is_word(clause, verb.start()):
            return None
    return None


def _goes_on(clause: str, sentence: str, names: Names) -> Saying | None:
    """Who says something in a clause without subject, `并表示`: the one with whom the sentence begins, if with one alone."""
    verb = _GOES_ON.match(clause)
    sentence = _WHEN_FIRST.sub("", sentence)
    opening = re.match(r"[^，。：；“”]{2,60}(?=，)", sentence)
    if not verb or not opening or re.search("[“”：；]", sentence):
        return None
    name = _first_person(opening[0], names)
    at = opening[0].find(name.split("·")[-1]) if name else -1
    if not name or at < 0:
        return None
    name = _grown(name, opening[0][at:], names.text)
    after = opening[0][at + len(name.split("·")[-1]) :]
    office = office_before(opening[0], at)
    alone = not opening[0][: office[0] if office else at].strip("在当天日昨今0123456789月") and not _SHARED.match(after)
    return Saying(names.of(name) or name, verb.start("verb"), verb.end()) if alone else None


def _grown(name: str, clause: str, text: str) -> str:
    """A name that a tagger cut short (`赵某|某在`, `布尔|纳比奇感谢`): one behind which the text has always the same character."""
    longer = clause[:3]
    if len(name) == 2 and is_name(longer) and ENDS_NAME.match(clause[3:]) and not ENDS_NAME.match(clause[2:]):
        return longer
    grown, behind = name, _behind(name, text)
    while len(behind) == 1 and len(grown) < 7 and _may_grow(grown + min(behind)):
        grown += behind.pop()
        behind = _behind(grown, text)
    sure = grown[-1] not in _VERBAL or behind & set("，。、（及和与的")
    return grown if len(behind) > 1 and sure else name


def _behind(name: str, text: str) -> set[str]:
    """The characters that stand behind a name."""
    return {text[match.end() : match.end() + 1] for match in re.finditer(re.escape(name), text)}


def _may_grow(name: str) -> bool:
    return sounds_foreign(name) or (len(name) == 3 and is_name(name))


def _is_polite(clause: str, name: str) -> bool:
    """Is a person named with the office behind the name, and what was said without a mark behind the verb?"""
    last = re.escape(name.split("·")[-1])
    return bool(re.match(rf"{last}(?:国家)?(?:主席|总统|总理|首相|外长)", clause)) and not re.search(rf"{SAY}$", clause)


def _whole(name: str, between: str, names: Names) -> str:
    """The name with the adverb before the verb, where it never stands without: 阿布都 is not 阿布, though 都 is a word."""
    longer = name + between
    return longer if len(between) == 1 and names.text.count(name) == names.text.count(longer) > 1 else name


def _person(subject: str, before: str, names: Names) -> str | None:
    bare = _adverbs_off(subject)
    return _antecedent(before, names) if bare in ("他", "她") else names.of(subject)


def _adverbs_off(subject: str) -> str:
    """`后来他` is 他: words before a pronoun that are none of its name."""
    if not subject.endswith(("他", "她")) or len(subject) == 1:
        return subject
    adverbs = all(tag[0] in "tdc" for _, tag in tagged(subject[:-1]))
    return subject[-1] if adverbs else subject


def _subject_ends(clause: str, verb: int) -> Iterator[int]:
    """Where the subject may end before the words that stand between it and its verb, the shortest first."""
    for end in range(1, min(verb, _SUBJECT) + 1):
        between = clause[end:verb]
        of_this = between.startswith(("对此", "对这", "对该"))  # a word, and no part of a name
        runs_on = between[:1] in ("对", "向", "在") and not of_this and _in_a_word(clause, end)
        if _BETWEEN.fullmatch(between) and not runs_on:
            yield end


def _in_a_word(clause: str, at: int) -> bool:
    """Does the character here belong to a longer word: 对 to 对外友好协会, where it does not mean `对…说`?"""
    start = 0
    for word, tag in tagged(clause):
        if start <= at < start + len(word):
            return len(word) > 1 and (word in words() or tag in ("nt", "ns", "s", "n", "l"))
        start += len(word)
    return False


def _in_noun(clause: str, start: int, end: int) -> bool:
    """Is the verb of saying only the beginning of a noun: 说 of 说明书?"""
    at = 0
    for word, tag in tagged(clause):
        if at == start:
            return len(word) > end - start and tag[0] == "n"
        at += len(word)
    return False


def _is_word(clause: str, at: int) -> bool:
    """Does a word begin here? Else the verb of saying lies inside one (希望小学)."""
    start = 0
    for word, _ in tagged(clause):
        if start == at:
            return True
        start += len(word)
    return False


def _antecedent(before: str, names: Names) -> str | None:
    """Whom `他说` means: the only subject of its own sentence, else the only one that the paragraph has named so far."""
    before = re.sub(r"“[^”]*”", "", before[-REACH:])
    own = _subjects(re.split("[。！？]", before)[-1], names)
    people = own if len(own) == 1 else _subjects(before, names)
    return people.pop() if len(people) == 1 else None


def _subjects(text: str, names: Names) -> set[str]:
    subjects = re.findall(r"(?:^|[。！？；，”])([^，。！？；：“”\n]{2,24})", text)
    return {name for subject in subjects for name in _leading(subject, names)}


def _leading(subject: str, names: Names) -> Iterator[str]:
    """The person that a clause begins with, whatever it goes on to say; beside another, both, so that none is meant."""
    name = _first_person(subject, names)
    if not name:
        return
    yield name
    start = subject.find(name.split("·")[-1])
    office = office_before(subject, start) if start > 0 else None
    before = subject[: office[0] if office else max(start, 0)]
    if _JOINED.search(before) or _JOINED.match(subject[start + len(name.split("·")[-1]) :]):
        yield f"{name}等"


def _first_person(subject: str, names: Names) -> str | None:
    known = [part for part in names.parts if len(part) >= _PART and part in subject]
    if known:
        return names.parts[min(known, key=lambda part: (subject.find(part), -len(part)))]
    end = 0
    for word, tag in tagged(subject):
        end += len(word)
        name = names.of(subject[:end]) if tag in ("nr", "nrt", "nrfg", "x", "nz") else None
        if name and not _is_time(subject[:end], subject[end:]) and not _is_land(subject[:end], subject[end:]):
            return name
    return None


# The tagger takes the solar terms and feasts for persons: 立春第二天.
_FEASTS = word_set(
    "立春 雨水 惊蛰 春分 清明 谷雨 立夏 小满 芒种 夏至 小暑 大暑 立秋 处暑 白露 秋分 寒露 霜降 立冬 小雪 大雪 冬至 小寒 大寒 ",
    "元旦 春节 元宵 端午 七夕 中秋 重阳 除夕 腊八 开斋 国庆",
)


def _is_land(name: str, after: str) -> bool:
    """Is this a country or place, of which the words behind it name an officer: 沙特国王?"""
    if is_place_name(name):
        return True
    following = tagged(after[:8])
    return name in words() and bool(following) and bool(OFFICE_END.search(following[0][0]))


def _is_time(name: str, after: str) -> bool:
    """Is this a time rather than a person: a feast, or a common word with a word of time behind it?"""
    if name in _FEASTS:
        return True
    following = tagged(after[:6])
    when = bool(following) and (
        following[0][1] == "t"
        or bool(re.match(r"第[一二三四五六七八九十0-9]+[天日年周]|前夕|期间|过后|时节|当[天日]", after))
    )
    return when and name in words()
