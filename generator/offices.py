"""The office printed beside a person's name: `中国国务委员兼外交部长` before it, `主席` behind it.

All texts here are Simplified (`words.aligned`). An office is cut out of its clause only at a whole word that is no part
of an organisation's name: 与 joins in 外长与总干事, but not in 贸易与发展会议. In doubt there is no office.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from generator.formulas import any_of, word_set
from generator.hanzi import words
from generator.names import is_name, sounds_foreign
from generator.words import tagged

_HELD = any_of(
    "主席 总统 总理 首相 国王 女王 王储 王子 公主 亲王 大公 酋长 教皇 大臣 国务卿 总书记 书记 支书 秘书 秘书长 总干事 干事",
    "发言人 负责人 主管 主持人 召集人 联络人 代表 大使 公使 参赞 领事 武官 专员 特使 使节 主任 助理 顾问 经理 总裁 总监 董事 理事 监事 会计",
    "教练 院士 博士 记者 导演 船东 村民 居民 市民 读者 学者 老板 摊主 司机 同学 先生 女士 老人 球员 队员 人士 牧民 渔民 农民 工人 军官 警官 馆员",
)
OFFICE_END = re.compile(rf"(?:{_HELD}|[长员师家授士官监裁人者手生匠司主队])$")
_HELD_END = re.compile(f"{_HELD}$")
_BEHIND = re.compile(
    any_of(
        "国家主席 主席 总书记 总统 总理 首相 国务委员 外长 部长 委员长 总干事 秘书长 大使 国王 女王 议长 主任 校长 院长 会长 市长 省长"
    )
    + "(?![级们团国府会助医办])"
)
_REACH = 40
_PHRASE = re.compile(rf"[^\s，。、；：！？“”‘’「」『』《》（）()【】\[\]〔〕—…|｜\-]{{2,{_REACH}}}$")
_DAY = re.compile(r"^.*[0-9０-９一二三四五六七八九十](?:日|号)(?:上午|中午|下午|晚上?|夜间?|凌晨|傍晚)?")
_ORDINAL = re.compile(r"第?[一二三四五六七八九十百0-9]+[届级等任]?$|首届?$")
# Words that join two parties, or the parts of one name.
_JOINS = word_set("及 以及 和 与 跟 暨")
# Words behind which another begins.
_LEADS = word_set(
    "的 地 得 对 由 向 就 为 在 把 将 被 给 据 受 应 请 经 于 从 按 同 让 使 是 即 因 以 至 随 凭 用 并 而 但 且 也 还 都 又 则 却 曾 ",
    "代表 会见 会晤 会谈 访问 接受 邀请 采访 专访 主持 陪同 欢迎 致电 致信 致函 复信 祝贺 感谢 率领 任命 选举 当选 出任 担任 时任 现任 新任 宣读 ",
    "转达 签署 拜会 接见 迎接 听取 听 介绍 告诉 询问 看望 慰问 授权 委托 称赞 赞赏 提名 聘请 出访 到访 来访 支持 提到 提及 包括 作为 成为 ",
    "当地时间 通电话 结识 约见 召见 宴请 致谢 悼念 纪念 答复 回复 批评 指责 反驳 责成 指派 派遣 委派 通知 致 谓 称 说",
)
_POINTS = word_set(
    "我 你 他 她 它 其 该 此 这 那 各 某 本 贵 我们 我国 他们 她们 自己 这位 那位 这个 那个 一些 有关 两位 各位"
)
# Verbs that stand in the names of organisations and offices.
_IN_NAMES = word_set(
    "兼 驻 常驻 组织 合作 发展 改革 禁止 保护 促进 援助 救助 振兴 治理 管理 监督 监察 检察 研究 服务 领导 指导 协调 执行 贸易 联合 建设 规划 ",
    "设计 投资 开发 运输 交流 谈判 轮值 候任 执政 就业 反 防 抗 救灾 减灾 扶贫 统战 宣传 管制 裁军 监管 审计 统计 出版 发行 广播 移民 ",
    "维和 巡视 督导 调查 筹备 审判 仲裁 执法 采购 经营 销售 运营 营销 生产 制造 创始 创办 救援 科考 考察 勘探 种植 养殖 护理 保卫 保障",
)
_PERSON = ("nr", "nrt", "nrfg")
_PLACE = ("ns", "nt")
_ADVERB_OF_OFFICE = word_set("特别 首 副 常务 总 也门")  # the tagger takes 也门 for an adverb
_ASKS = set("请由同就让")


class _Word(NamedTuple):
    text: str
    tag: str
    start: int
    end: int


@lru_cache(maxsize=1 << 12)
def office_before(text: str, at: int) -> tuple[int, int] | None:
    """Offsets of the office printed directly before a name at `at`, or before it with one space.

    >>> text = "来访的甲国外长及世界贸易与发展组织总干事李小明说"
    >>> text[slice(*office_before(text, text.index("李")))]
    '世界贸易与发展组织总干事'
    """
    end = at - 1 if text[at - 1 : at].isspace() else at
    low = max(0, end - _REACH)
    match = _PHRASE.search(text[low:end])
    if not match or not OFFICE_END.search(match.group()):
        return None
    start = _begin(match.group(), cut_off=len(match.group()) == _REACH)
    if start is None:
        return None
    start += low + match.start()
    office = text[start:end]
    return (start, end) if len(office) >= 2 and OFFICE_END.search(office) and len(office) <= 34 else None


def runs_into_name(text: str, at: int) -> bool:
    """Does a word that names an office go on over `at`, so that the name begins one later (`技术主|管沃格尔`)?"""
    return bool(_HELD_END.search(text[: at + 1])) and not _HELD_END.search(text[:at])


def office_behind(text: str, end: int) -> tuple[int, int] | None:
    """Offsets of the office printed directly behind a name that ends at `end`: `王毅外长`."""
    match = _BEHIND.match(text, end)
    return match.span() if match else None


def without_office(form: str) -> str:
    """The name in a form that has an office before it.

    >>> without_office("甲国总统阿南德"), without_office("阿南德")
    ('阿南德', '阿南德')
    """
    cuts = [k for k in range(2, len(form) - 1) if OFFICE_END.search(form[:k])]
    return form[max(cuts) :] if cuts and "·" not in form else form


def _begin(phrase: str, cut_off: bool) -> int | None:
    """Where the office begins in a phrase that ends with it; None in doubt."""
    day = _DAY.match(phrase)
    low = max(day.end() if day else 0, _behind_another(phrase))
    low += _is_asked(phrase[low:])
    line = _words(phrase[low:], low)
    if not line or (line[-1].text == "代表" and not _is_delegate(line)):
        return None
    for n in range(len(line) - 2, -1, -1):
        verdict = _verdict(line, n)
        if verdict == "doubt":
            return None
        if verdict == "cut":
            return line[n].end
    return None if cut_off else low


def _is_asked(phrase: str) -> bool:
    """Does a word of one character lead in the office? A tagger may join it to a name it does not know (`请文|旅厅`).

    >>> [_is_asked(phrase) for phrase in ("请文旅厅厅长", "同济大学校长", "就业局局长")]
    [True, False, False]
    """
    return phrase[:1] in _ASKS and not any(phrase[:size] in words() for size in (2, 3, 4))


def _behind_another(phrase: str) -> int:
    """Where the office of a second person begins (`外长及…总干事`), whatever words a tagger makes of the joint."""
    joints = (match for match in re.finditer("以及|[及和与與]", phrase[:-2]))
    return max((match.end() for match in joints if OFFICE_END.search(phrase[: match.start()])), default=0)


def _words(text: str, at: int) -> list[_Word]:
    found = []
    for text_of, tag in tagged(text):
        found.append(_Word(text_of, tag, at, at + len(text_of)))
        at += len(text_of)
    return found


def _verdict(line: list[_Word], n: int) -> Literal["cut", "keep", "doubt"]:
    """Does the office begin behind this word, or does the word belong to it?"""
    word, tag = line[n].text, line[n].tag
    if word in _JOINS:
        return _join(line, n)
    if word in _LEADS or tag in ("uj", "ul", "uv", "ud", "uz", "ug"):
        return "cut"
    if tag in _PERSON and is_name(word) and word[-1] in "同与和向对" and word not in words():
        return "cut"  # 王毅同
    if OFFICE_END.search(word) and len(word) > 1:
        return "keep"
    if (
        word in _POINTS
        or tag[0] == "t"
        or (tag == "d" and word not in _ADVERB_OF_OFFICE)
        or (tag == "c" and word != "兼")
    ):
        return "cut"
    if tag == "p" or (tag == "v" and word not in _IN_NAMES and not _residence(word)) or tag == "k":
        return "doubt"
    return "doubt" if tag == "m" and not _ORDINAL.match(word) else "keep"


def _residence(word: str) -> bool:
    return word.startswith("驻")


def _join(line: list[_Word], n: int) -> Literal["cut", "keep", "doubt"]:
    """A conjunction joins two persons behind an office or a name; behind another noun it is inside one name."""
    if n == 0:
        return "cut"
    before, after = line[n - 1], line[n + 1]
    if before.tag in _PERSON or OFFICE_END.search(before.text) or _officer_before(line[:n]):
        return "cut"
    if (before.tag in _PLACE and after.tag in _PLACE) or before.text[-1] in "国省市州县区":
        return "doubt"  # two countries, or two organisations: whose office is it?
    return "keep" if before.tag[0] in "nvabjsl" else "doubt"


def _officer_before(line: list[_Word]) -> bool:
    """Does a line of words end in an office and a name (`市长何远山`), so that a conjunction behind it joins persons?"""
    ends = [word.end for word in line if OFFICE_END.search(word.text) and len(word.text) > 1]
    rest = "".join(word.text for word in line if ends and word.start >= ends[-1])
    return is_name(rest) or sounds_foreign(rest)


def _is_delegate(line: list[_Word]) -> bool:
    """Is the last word an office (`高级代表`), and not what somebody does for the one named behind it?"""
    if len(line) < 2:
        return False
    before = line[-2]
    person = before.tag in _PERSON or OFFICE_END.search(before.text) or before.text in ("他", "她", "并", "将", "可")
    foreign = sounds_foreign(before.text) and before.tag not in _PLACE and before.text not in words()
    return (not person and not foreign and before.tag[0] not in "rdcpv") or before.text in ("特别", "常驻")
