"""Which person some words of a document name. All texts here are Simplified; a name is given without its office.

A name is taken only where its form or its office shows that it is one. A short form (`恩吉拉` after `特雷弗·恩吉拉`,
`习主席`) leads to the full name that the same document gives.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.formulas import any_of
from generator.hanzi import words
from generator.model import Authority
from generator.names import DOTTED, is_name, sounds_foreign
from generator.offices import OFFICE_END, runs_into_name, without_office
from generator.words import is_place_name, simplified, tagged

_PERSON = ("nr", "nrt", "nrfg")
_PRONOUN = re.compile(
    "(?!也门|他信)[他她它我你您咱其该这那有据对此各从在于由因但而不也就并某每却只仍还都便是的了着得地]"
)
_GENERIC = re.compile(
    ".*"
    + any_of(
        "会议 双方 报告 文章 公报 声明 宣言 记者 专家 居民 居民们 村民 村民们 市民 官方 媒体 人士 人员 人们 各方 各国 领导人 代表 代表们",
        "对谈 访谈 对话 专访 专题 问答 负责人 发言人 有关方面 中方 美方 俄方 政府 外交部 委员会 组织 国家 网友 群众 读者 业内 学者们 老人们 大家 人 者",
    )
)
_JUNK = re.compile(
    any_of(
        "多次 再次 一再 反复 反覆 的 了 方 上午 下午 今天 昨天 昨 发表 任时 同时 此时 当时 之后 问时 答时 访时 询时 谈时 白皮书 蓝皮书 公署"
    )
    + "$|[0-9０-９][月日年]?.?$"
)
SURNAME_OFFICE = re.compile(
    "(?P<surname>[\u4e00-\u9fff])"
    + any_of(
        "主席 总统 总理 部长 外长 主任 书记 委员 校长 院长 师傅 教授 老师 大使 女士 先生 氏 市长 省长 局长 司长 会长"
    )
)
_BEFORE_OFFICE = re.compile(  # 王某某外长
    "(?P<name>[\u4e00-\u9fff]{2,7}?)(?:国家|国务委员兼)?"
    + any_of("主席 总统 总理 首相 外长 部长 国务委员 总书记 书记 大使 省长 市长 秘书长 总干事 议长 国务卿 特首")
)
_BODY_END = tuple("会盟部国省市党院社局州团府")
# What may stand behind a name that an office introduces, so that one sees where it ends.
_NAME_ENDS = "(?:接受|在|以|将|即将|抵|任|因|等|就|出席|表示|说|指出|强调|于|应|做客|同|与|和|再|发表|主要|对|向|为|会见|回应|参加|主持|致辞|谈|答|大使|先生|女士|[^\u4e00-\u9fff]|$)"
ENDS_NAME = re.compile(_NAME_ENDS)
CALLED = re.compile(r"(?:(?<=[\u4e00-\u9fff]{2})(?:大使|将军)|先生|女士|阁下|同志|教授|博士)$")
_DIVIDED = re.compile(r"[·・‧•]")
# Words of time that begin a clause: none of them begins a name (`后来他`).
_WHEN = re.compile(
    any_of(
        "后来 随后 接着 当时 如今 最后 其后 同时 此外 另外 然后 于是 事后 会后 目前 昨天 今天 日前 近日 此前 不久 其间 其中 首先 其次 第二天 次日 当天 当日 当晚"
    )
)


@dataclass(frozen=True)
class Names:
    """The names that a document gives in full, and what its short forms mean."""

    text: str
    forms: dict[str, str]  # every form of an authority record, with the preferred form of its script

    @cached_property
    def full(self) -> tuple[str, ...]:
        """Names the document gives in full: dotted ones, and known ones."""
        dotted = list(_dotted(self.text))
        known = (without_office(form) for form in self.forms if form in self.text)
        return tuple(dict.fromkeys([*dotted, *known]))

    @cached_property
    def parts(self) -> dict[str, str]:
        """The names given in full, and what alone stands for a dotted one: its last part or its first."""
        split = ((name, _DIVIDED.split(name)) for name in self.full)
        ends = [(part, name) for name, parts in split for part in {name, parts[0], parts[-1]}]
        bearers = Counter(part for part, _ in ends)
        return {part: name for part, name in ends if bearers[part] == 1}

    def of(self, subject: str) -> str | None:
        """The one person that a subject (office and name, or a name) names; None where it names none or a group."""
        called = re.sub(r"[（(].*?[）)]", "", subject).strip("　 “”")
        subject = CALLED.sub("", called)
        if subject != called and is_name(subject[subject.rfind("的") + 1 :]):  # 列席的某某大使
            subject = subject[subject.rfind("的") + 1 :]
        subject = self._last_of_list(subject)
        subject = _WHEN.sub("", subject, count=1) if _WHEN.match(subject) else subject
        sent = re.match(r"(.{2,20}?)代表.{2,24}$", subject)
        delegate = self.of(sent[1]) if sent else None
        if delegate:  # who speaks for another speaks
            return delegate
        if not subject or _GENERIC.fullmatch(subject) or _PRONOUN.match(subject) or _JUNK.search(subject):
            return None
        dotted = list(_dotted(subject))
        if dotted and subject.endswith(dotted[-1]):
            return self._recorded(dotted[-1])
        named = self._short(subject) or self._known(subject) or self._before_office(subject)
        return named or self._plain(subject)

    def _last_of_list(self, subject: str) -> str:
        """`第一作者、生态学家某某` is one person with two offices; two names in a row are two persons, so nobody."""
        *before, last = re.split(r"、|[和与](?!$)", subject) if "·" not in subject else re.split("、", subject)
        names = [part for part in before if is_name(part) or any(part.endswith(form) for form in self.forms)]
        return "" if names else last if before and not is_name(subject) else subject

    def _recorded(self, name: str) -> str:
        return next((form for form in self.forms if name.endswith(form) and "·" in form), name)

    def _known(self, subject: str) -> str | None:
        """The name of a known person, as fully as this document prints it, without office."""
        form = next((name for name in sorted(self.forms, key=len, reverse=True) if subject.endswith(name)), None)
        if not form:
            return None
        return without_office(self.forms[form] if self.forms[form] in self.text else form)

    def _short(self, subject: str) -> str | None:
        """`恩吉拉` or `特雷弗` for a dotted name of the document, `习主席` for its one bearer of the surname."""
        for name in self.full:
            parts = _DIVIDED.split(name)
            last = _ending(subject, parts[-1]) if len(parts) > 1 else ""
            if last:
                return self._recorded(name[: len(name) - len(parts[-1])] + last)
        if len(subject) > 1 and subject in self.parts:
            return self._recorded(self.parts[subject])
        office = SURNAME_OFFICE.fullmatch(subject)
        bearers = [name for name in self.full if office and name[0] == office["surname"] and "·" not in name]
        if office and not bearers:  # 刘大使, where 驻某国大使刘某某 was introduced
            introduced = f"{subject[1:]}({office['surname']}[\u4e00-\u9fff]{{1,2}}?)(?={_NAME_ENDS})"
            held = set(re.findall(f"{subject[1:]}{office['surname']}([\u4e00-\u9fff])", self.text))
            named = [name for name in re.findall(introduced, self.text) if is_name(name)]
            bearers = list(dict.fromkeys(named)) if len(held) == 1 else []
        return bearers[0] if len(bearers) == 1 else None

    def _before_office(self, subject: str) -> str | None:
        """`王某某外长`: a name with its office behind it, where the name also stands without, or is known to be one."""
        match = _BEFORE_OFFICE.fullmatch(subject)
        name = match["name"] if match else ""
        if not name or name in words() or is_place_name(name) or name.endswith(_BODY_END):
            return None
        if name in self.forms or name in self.full:
            return name
        alone = (
            self.text.count(name)
            > len(re.findall(re.escape(name) + "(?:国家|国务委员兼)?" + match[0][match.end("name") :][-2:], self.text))
            if match
            else False
        )
        return name if alone and (is_name(name) or sounds_foreign(name)) else None

    def _plain(self, subject: str) -> str | None:
        """A name at the end of a subject, after an office, or alone where the document shows it to be one."""
        if SURNAME_OFFICE.fullmatch(subject):
            return None
        tail = _named_tail(subject)
        if tail:
            return tail
        for at in range(len(subject) - 2, 0, -1):
            name = subject[at:]
            if (
                (len(name) <= 4 or (len(name) <= _TRANSCRIBED and sounds_foreign(name) and name not in words()))
                and OFFICE_END.search(subject[:at])
                and not runs_into_name(subject, at)
                and (_may_be_name(name) or _is_statesman(subject[:at], name))
            ):
                return name
        plain_name = is_name(subject) and subject not in words()
        if len(subject) <= 5 and (plain_name or not OFFICE_END.search(subject)) and self._alone(subject):
            return subject
        return None

    def _alone(self, name: str) -> bool:
        """Is a subject without office a person's name? The document's use of it or a tagger tells."""
        introduced = any(
            OFFICE_END.search(self.text[max(0, match.start() - 6) : match.start()])
            for match in re.finditer(re.escape(name), self.text)
        )
        return (introduced and _may_be_name(name)) or _is_person(name, self.text) or self._recurs(name)

    def _recurs(self, name: str) -> bool:
        """Does something that is no word open clause after clause, and speak in one? So only a person does."""
        foreign = sounds_foreign(name)
        if not 2 <= len(name) <= 5 or any(char in _NEVER for char in name):
            return False
        if not foreign and (name[0] in "老小大" or name[-1] in _CALLINGS):
            return False
        if words().get(name, 0) >= (_RARE if foreign else 1):
            return False
        if any(len(word) > 1 and words().get(word, 0) >= _RARE and tag[:2] != "nr" for word, tag in tagged(name)):
            return False
        opens = rf"(?:^|[。！？；，“”「」『』：\n]|[岁歲]的){re.escape(name)}"
        speaks = re.search(opens + "(?:[笑接又还]着?)?(?:说|告诉|想了想)", self.text, re.M)
        return bool(speaks) and (len(re.findall(opens, self.text, re.M)) >= 2 or self.text.count(name) >= 3)


@dataclass(frozen=True)
class People:
    """The persons on record by their Chinese forms, in Simplified characters: made once for all documents of a seed.

    forms  every form with the preferred form of its script
    ids    every form with the record it belongs to
    """

    forms: dict[str, str]
    ids: tuple[tuple[str, str], ...]

    def authority_of(self, name: str, text: str) -> str | None:
        """The record of a person: one of its forms is the name, or an office and the name that stand in the text."""
        found = {id for form, id in self.ids if form.endswith(name) and _names_it(form, name, text)}
        return found.pop() if len(found) == 1 else None


def people_of(authorities: Iterable[Authority]) -> People:
    forms: dict[str, str] = {}
    ids: list[tuple[str, str]] = []
    for record in authorities:
        if record.kind != "person":
            continue
        for form in (*record.prefer.values(), *record.variants):
            plain, preferred = simplified(form.text), record.prefer.get(form.script)
            ids.append((plain, record.id))
            if form.script.startswith("zh") and len(form.text) >= 2:
                forms[plain] = simplified(preferred.text) if preferred else plain
    return People(forms, tuple(ids))


def _names_it(form: str, name: str, text: str) -> bool:
    return form == name or (without_office(form) == name and form in text)


def _ending(subject: str, last: str) -> str:
    """The end of a subject that is the last part of a dotted name, which a following character may have run into."""
    return next((last[:k] for k in range(len(last), 1, -1) if subject.endswith(last[:k]) and k >= len(last) - 1), "")


def _dotted(text: str) -> Iterator[str]:
    """Dotted names without the office that runs into their first part (`店主若尔迪·普伊格`)."""
    for match in DOTTED.finditer(text):
        first = match.start() + len(_DIVIDED.split(match.group())[0])
        cuts = [k for k in range(match.start() + 1, first) if OFFICE_END.search(text[max(0, k - 8) : k])]
        cuts += _after_noun(text, match.start(), first)
        yield text[max(cuts) if cuts else _name_start(text, match.start(), first) : match.end()]


def _name_start(text: str, start: int, end: int) -> int:
    """Where a dotted name begins whose first part has a character that seldom transcribes (`赛义德·…`)."""
    at = max(0, start - 6)
    for word, tag in tagged(text[at:end]):
        if at < start < at + len(word) and tag in _PERSON and word in words():
            return at
        at += len(word)
    return start


def _after_noun(text: str, start: int, end: int) -> list[int]:
    """Where, inside the first part of a dotted name, a common word of the text before it ends (`青年阿米娜`).

    Such a word begins before the name or with it. What lies inside the name is sound (`德里` in `艾德里安`), and so is a
    word that leaves one character of the first part.
    """
    at = max(0, start - 6)
    cuts = []
    for word, tag in tagged(text[at:end]):
        begins, at = at, at + len(word)
        noun = len(word) > 1 and tag not in (*_PERSON, "x") and word in words()
        if start < at < end and noun and (begins < start or (begins == start and end - at > 1)):
            cuts.append(at)
    return cuts


_NEVER = frozenset("的了着过是在有这那我你他她它们与及或和们个位名些人")  # in no name
_CALLINGS = frozenset("工匠农民夫妇妈爸爷奶婆公叔姨嫂哥姐弟妹娘孩贩商客友兵汉童翁妪")
_RARE = 100  # how often a word is counted below which it may be a name as well
_NOUN = re.compile(
    any_of(
        "青年 少年 姑娘 小伙 小伙子 女孩 男孩 老汉 大叔 大妈 大爷 阿姨 领唱 选手 球迷 游客 乘客 旅客 店主 商贩 华侨 华人 侨胞 学生 留学生 志愿者"
    )
    + "$"
)


def _named_tail(subject: str) -> str | None:
    """The name that a tagger sees at the end of a subject, after a common noun that says what the person is."""
    at = len(subject)
    tags = tagged(subject)
    while tags and (tags[-1][1] in _PERSON or (sounds_foreign(tags[-1][0]) and tags[-1][1] not in ("ns", "a", "ad"))):
        at -= len(tags.pop()[0])
    if tags and runs_into_name(subject, at):
        at += 1
    name = subject[at:]
    if len(tags) > 1 and tags[-1][0] == "的":  # 领队的某某
        tags.pop()
    noun = tags[-1][0] if tags else ""
    return name if 2 <= len(name) <= 7 and (OFFICE_END.search(noun) or _NOUN.search(noun)) else None


def _may_be_name(name: str) -> bool:
    """After an office: a Chinese name, or characters that are no common word and no place."""
    tag = tagged(name)[0][1] if len(tagged(name)) == 1 and name in words() else ""
    if name[0] in _NEVER or name[-1] in "还也又则并就" or tag[:1] in _NO_NAME or (tag == "n" and name[-1] in _BODIES):
        return False
    if not is_name(name) and (re.search("[也又还]", name[1:]) or tag[:1] == "a"):  # 领导人|热烈
        return False
    if is_name(name) or (sounds_foreign(name) and not is_place_name(name)):
        return True
    parts = [name, *(word for word, _ in tagged(name) if len(word) > 1)]
    return len(name) >= 2 and not any(part in words() for part in parts)


_NO_NAME = tuple("dtcpfrmqu")  # the tags of words that go with a verb: 曾经, 后来
_BODIES = frozenset("会社部局所院团校厂站台网报司处")  # 公会
_STATESMAN = re.compile(
    any_of("总统 总理 首相 国王 外长 部长 国务卿 大使 市长 校长 院长 主任 教师 老师 医生 工程师 村民 居民 牧民 渔民")
    + "$"
)
_TRANSCRIBED = 7  # characters of a foreign name without a dot
_COMMON = 1000  # how often a word is counted that every reader knows: 北京


def _is_statesman(office: str, name: str) -> bool:
    """A foreign name behind such an office, though the tagger takes it for a place: 总统普京."""
    return bool(_STATESMAN.search(office)) and sounds_foreign(name) and words().get(name, 0) < _COMMON


def _is_person(name: str, text: str) -> bool:
    """Is a short subject a person's name, rather than a common word? A tagger or repeated use as a subject tells."""
    parts = tagged(name)
    if name in words() and not is_name(name) and len(name) == 2:
        return False
    if len(parts) == 1 and parts[0][1] not in (*_PERSON, "x", "nz"):
        return False
    if any(tag in _PERSON for _, tag in parts):
        return not any(tag[0] == "n" and tag[:2] != "nr" and word in words() and len(word) > 1 for word, tag in parts)
    if is_name(name) and not any(tag[0] in "vdrcpm" and len(word) > 1 for word, tag in parts):
        return True
    return text.count(name) >= 2 and len(name) >= 3 and all(tag in ("nz", "x", "nr") for _, tag in parts)
