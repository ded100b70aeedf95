"""A site's own name and address, set in brackets inside the text of another: `棉鞋（本文来源：某某范文网 www.example.com）`.

Sites of copied texts mark them so, wherever a bracket can stand, also in mid-sentence, and write the address with
capitals or wide letters against being filtered: `[来自:WwW.ExamPle.Com 某某范文网]`, `(某某范文整理)`, `【某某范文网】`. Nobody can
have written such a bracket into a letter or a speech: it goes.

A bracket counts only when nothing stands in it but a label, a name, an address and 整理 or the like. And the words must
show that a site speaks for itself: a label such as 本文来源 in mid-sentence, a name of the kind that such sites have
(范文网, 论文网), capitals within `www`, or brackets that hold name and address only by custom of such sites (`【】`). A
name without an address counts where such a bracket, or a line of the page with an address, has shown whose it is.

A site that claims the text so may also set its bare name into the sentences (`重大人员某某范文网www.…伤亡`).
What portals set behind the names of firms and persons, to lead to prices and accounts (`綜合(行情 專區)性`, `[微博]`), goes too.
What calls upon the reader inside a sentence (`（更多范文请搜索…）`, `★…猛戳这里★`) goes too: see `site_call`.

Left alone: an author's reference (`（见www.un.org）`, `（网址：www.example.com）`, `（来源：国家统计局网站 www.stats.gov.cn）`), an
address in `【】` that a reader is sent to, words in quotation marks, credits at the end of a paragraph, and lines that are nothing but such a notice (`site_notice`).

>>> text = "寄去棉鞋（本文来源：百川范文网 www.baichuan.example）四十双，地球仪(百川范文整理)一个。"
>>> [edit.before for edit in find(text, text)]
['（本文来源：百川范文网 www.baichuan.example）', '(百川范文整理)']
>>> list(find("会议文件可以下载（见www.un.org），也可索取。", ""))
[]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.formulas import any_of
from generator.hanzi import HAN, has_kana, simplified
from generator.model import Edit, Rule
from generator.repairs.context import lines
from generator.repairs.site_call import find_calls, splits_word
from generator.repairs.site_claim import find_claims
from generator.repairs.site_stamp import OWN_NAME, find_stamps
from generator.repairs.whole_page import page_of

_PAIRS = {
    "(": ")",
    "[": "]",
    "【": "】",
    "〔": "〕",
    "{": "}",
    "<": ">",
    "〖": "〗",
    "《": "》",
    "「": "」",
    "『": "』",
}
_BRACKET = re.compile(
    r"""
    (?P<opening> [(（\[［【〔{｛<＜〖] )
    (?P<inside> [^()（）\[\]［］【】〔〕{}｛｝<>＜＞〖〗\r\n]{2,60} )
    (?P<closing> [)）\]］】〕}｝>＞〗] )
    """,
    re.VERBOSE,
)
_ADDRESS = re.compile(
    r"(?:https?\s*:\s*/\s*/\s*)?(?P<host>(?:w\s*w\s*w\s*\.\s*)?[a-z0-9](?:[a-z0-9-]|\s*\.\s*(?=[a-z0-9]))*\.\s*[a-z]{2,8})(?:/[!-~]*)?",
    re.IGNORECASE,
)
_OWN = any_of("本文 此文 本篇 该文 原文 文章 内容 资料 更多文章 更多范文 更多资料 更多内容")
_LABEL = re.compile(
    rf"(?P<own>{_OWN})?(?P<from>来源于?|来自|转自|转载自|出自|摘自|选自|由|首发于?|尽在)?"
    r"(?P<guide>请访问|请上|请登录|访问|登录|地址|链接|网址|官网|官方网站)?\s*[:：]?\s*"
)
_REPRINT = re.compile(
    r"[\s，,；;。]*(?:(?:如需)?转载(?:时?请|务请|需|须)(?:注明|联系|保留)?(?:出处|来源|作者|本站)?"
    r"|版权归[^，。]{0,8}所有|(?:如有)?侵权(?:必究|[请必]?[删联][^，。]{0,8})|仅供[^，。]{0,6}(?:学习|参考|交流)[^，。]{0,4})[。！!]?$"
)
_DONE = any_of(
    "编辑整理 整理汇编 收集整理 整理收集 搜集整理 整理编辑 整理发布 整理 收集 提供 首发 原创 独家 发布 编辑 推荐 版权所有 小编整理",
    "用户上传 会员上传 网友上传 用户分享 会员分享 网友分享 用户投稿 网友投稿 会员投稿 网友提供 用户提供 会员提供 上传 分享",
)
_NAME = rf"[{HAN}a-z0-9]{{2,12}}"
_WORDS = re.compile(rf"(?P<name>{_NAME}?)(?P<site>网站?)?(?P<done>{_DONE})?", re.IGNORECASE)
_TRADE = re.compile(  # what sites of copied texts call themselves
    any_of("范文 论文 作文 文秘 公文 教案 美文 读后感 演讲稿 发言稿 致辞 代写")
    + "(?:大全|大师|之家)?(?:网|站|吧|库|家园|在线|阁|屋|$)"
)
_PUBLIC = re.compile(r"\.(?:gov|edu|mil|int|org|un)(?:\.|$)", re.IGNORECASE)
_LINKED = any_of("行情 股吧 基金吧 问诊 問診 专区 專區 微博 博客 资讯 資訊 点评 點評")
_LINK = re.compile(  # what a portal sets behind the name of a firm or a person: 綜合(行情 專區)性, 某某[微博]
    rf"(?<=[{HAN}A-Za-z0-9])(?:[(（](?=[^()（）]*{_LINKED})(?:{_LINKED}|[0-9]{{5,6}})(?:[\s,，、|]+(?:{_LINKED}|[0-9]{{5,6}}))+[)）]|\[微博\])"
)
_QUOTES = frozenset("“”‘’「」『』\"'")
_CUSTOM = frozenset("【〖")  # an author's reference stands in round or square ones


@dataclass(frozen=True, slots=True)
class _Notice:
    """A bracket with nothing in it but what a site says of itself."""

    start: int
    end: int
    opening: str
    name: str
    host: str
    own: bool
    guide: bool
    done: bool
    claimed: bool
    inside: bool
    of_text: bool = False  # says of this very text where it comes from
    splits: bool = False  # stands in the middle of a word, where no author sets a bracket


def find(text: str, whole: str) -> Iterator[Edit]:
    whole = whole or text
    if has_kana(text):
        return
    for match in _LINK.finditer(text):
        yield Edit(match.start(), match.end(), match[0], "", RULE.id, "门户网站在名称后加的行情、微博链接，不属正文")
    calls = list(find_calls(text, whole))
    for start, end in calls:
        reason = "夹在句中、招呼读者搜索、关注或点击的话，是网站加的，不属正文"
        yield Edit(start, end, text[start:end], "", RULE.id, reason)
    notices = [one for one in _notices(text) if not any(start <= one.start < end for start, end in calls)]
    told = [notice for notice in notices if _claims(notice) or (notice.host and _speaks_for_itself(notice))]
    names, hosts = _known(told, whole)
    own = own_sites(whole)
    taken = [*calls, *((notice.start, notice.end) for notice in notices)]
    bare = [*_bare_names(text, told, own), *_bare_addresses(text, hosts | own)]
    claims = list(find_claims(text, own, bool(bare or calls or told)))
    stamps = find_stamps(text, own, bool(claims or bare or calls or told))
    for start, end, reason in [*claims, *((*span, OWN_NAME) for span in bare), *stamps]:
        if any(start < other and begin < end for begin, other in taken):
            continue
        taken.append((start, end))
        yield Edit(start, end, text[start:end], "", RULE.id, reason)
    for notice in notices:
        known = notice.host.lower() in hosts or notice.name in names
        if notice in told or (known and (notice.host or notice.done or notice.opening in _CUSTOM)):
            before = text[notice.start : notice.end]
            yield Edit(
                notice.start, notice.end, before, "", RULE.id, "括号里只有网站的名称、网址或“整理”一类的话，不属正文"
            )


def _notices(text: str) -> Iterator[_Notice]:
    for start, line in lines(text):
        for match in _BRACKET.finditer(line):
            plain = unicodedata.normalize("NFKC", match["opening"])
            if unicodedata.normalize("NFKC", match["closing"]) != _PAIRS[plain]:
                continue
            before, after = line[: match.start()].rstrip()[-1:], line[match.end() :].strip()[:1]
            if not (before or after) or (before in _QUOTES and after in _QUOTES):
                continue  # a line of its own is furniture
            notice = _read(match, start, plain, inside=bool(before and after))
            if notice and splits_word(line[: match.start()], line[match.end() :]):
                notice = replace(notice, splits=True)
            if notice:
                yield notice


def _read(match: re.Match[str], offset: int, opening: str, inside: bool) -> _Notice | None:
    """The parts of a bracket, if it has no others."""
    plain = simplified(unicodedata.normalize("NFKC", match["inside"])).strip()
    plain = _REPRINT.sub("", plain)
    label = _LABEL.match(plain)
    rest = plain[label.end() :] if label else plain
    address = _ADDRESS.search(rest)
    host = re.sub(r"\s", "", address["host"]) if address else ""
    words = (rest[: address.start()] + " " + rest[address.end() :] if address else rest).strip(" ,，:：-—|·.。!！")
    words = _REPRINT.sub("", words)
    found = _WORDS.fullmatch(re.sub(r"\s", "", words))
    if not found or not (host or found["name"]):
        return None
    return _Notice(
        offset + match.start(),
        offset + match.end(),
        opening,
        _bare(found["name"]),
        host,
        bool(label and label["own"] and label["from"]),
        bool(label and label["guide"]),
        bool(found["done"]),
        bool(
            found["site"]
            and re.search("整理|收集|首发|原创|独家|上传|分享|投稿|(?:网友|用户|会员)提供", found["done"] or "")
        ),
        inside,
        bool(label and label["own"] in ("本文", "此文", "本篇") and label["from"]),
    )


def _bare(name: str) -> str:
    """A site's name without what it may go without."""
    return re.sub("(?:网站|网|站)$", "", name)


def _claims(notice: _Notice) -> bool:
    """Does a bracket in mid-sentence say of this text which site put it together or got it from its users?"""
    return notice.of_text and notice.claimed and notice.inside


def _has_tricks(host: str) -> bool:
    """Has an address capitals and small letters mixed in `www` or its last part, where no brand is written so?"""
    first, *_, last = host.split(".")
    parts = (last, first) if first.lower() == "www" else (last,)
    return any(not (part.islower() or part.isupper() or part.istitle()) for part in parts)


def _speaks_for_itself(notice: _Notice) -> bool:
    """Do the words of a bracket with an address show that the site says them, and no author refers to it?"""
    if _has_tricks(notice.host):
        return True
    if notice.guide or _PUBLIC.search(notice.host) or not notice.name:
        return False
    told = notice.inside and (notice.own or notice.claimed or (notice.splits and notice.done))
    return told or bool(_TRADE.search(notice.name)) or notice.opening in _CUSTOM


def _bare_names(text: str, told: Sequence[_Notice], own: frozenset[str]) -> list[tuple[int, int]]:
    """Where the site that a page is of set its name without a bracket: in mid-sentence, once or more with its
    address or with the call to visit it, which no author writes there. A sentence that speaks of the site stays."""
    claimed = {notice.name for notice in told if notice.own and notice.done and _TRADE.search(notice.name + "网")}
    claimed |= {notice.name for notice in told if _claims(notice)}
    found = []
    for name in claimed | {_bare(name) for name in own if not name.isascii()}:
        named = re.compile(
            rf"(?P<call>(?:更多|欢迎|敬请)[^，。；：]{{0,12}}请?(?:访问|登录|登陆|关注|浏览|收藏|搜索|上))?{re.escape(name)}(?:网站|网|站)?"
            r"(?P<host>\s?(?:https?://)?www\.[a-z0-9.-]+\.[a-z]{2,8}/?)?",
            re.IGNORECASE,
        )
        rows = [match for _, match in _in_sentences(text, named) if not _is_spoken_of(match)]
        found += rows if name in claimed else [match for match in rows if match["call"]]
    sure = any(match["call"] or match["host"] for match in found)
    return [match.span() for match in found] if sure else []


def _bare_addresses(text: str, hosts: frozenset[str]) -> list[tuple[int, int]]:
    """Where an address of the page's own site stands between two words of a sentence that does not speak of it."""
    found = [match for host in hosts if host.isascii() for _, match in _in_sentences(text, _at(host))]
    return [match.span() for match in found if not _is_spoken_of(match)]


def _at(host: str) -> re.Pattern[str]:
    """The address, one of its parts, or a letter-box there."""
    domain = re.escape(re.sub(r"^(?:www|m|wap)\.", "", host))
    before = r"(?:https?://)?(?:[a-z0-9._-]+@|(?:[a-z0-9-]+\.)+)?"
    return re.compile(rf"(?P<call>(?!))?{before}{domain}(?:/[!-~]*)?", re.IGNORECASE)


_OF_PAGE = re.compile(r"[>＞›»→]|Copyright|©|版权所有|ICP|首页", re.IGNORECASE)  # a line that says whose page it is
_SITE = re.compile(
    rf"(?<![{HAN}])[{HAN}0-9a-z]{{2,10}}?(?:网|文库|在线)(?:(?![{HAN}])|(?=版权|官网|首页))", re.IGNORECASE
)
_SOURCE = re.compile(rf"(?:来源|网址|地址|链接|出处|本站|首发|转载自?)\s*[:：]?\s*{_ADDRESS.pattern}", re.IGNORECASE)
_MASTHEAD = re.compile(  # 某某阁 www.…  海量文档; 内容来自某某阁www.…
    rf"(?:.*(?:来自|来源于?|转自|出自))?[\s:：]*(?P<name>[{HAN}]{{2,8}})[\s|｜_–—-]*{_ADDRESS.pattern}(?:[\s，,|｜].*|转载.*)?",
    re.IGNORECASE,
)


def own_sites(whole: str) -> frozenset[str]:
    """The names and addresses by which a page says of which site it is: above or below the text, in lines of its own.

    >>> sorted(own_sites("海棠文稿网 > 致辞\\n作者：佚名　来源：www.haitang.example　【收藏】\\n渡口重开。"))
    ['www.haitang.example', '海棠文稿网']
    """
    found: set[str] = set()
    for row in page_of(whole).filled:
        plain = simplified(unicodedata.normalize("NFKC", row))
        if len(plain) > _ROW or re.search("[。；]", plain):
            continue
        if _OF_PAGE.search(plain):
            found |= set(_SITE.findall(plain)) | {match["host"].lower() for match in _ADDRESS.finditer(plain)}
        found |= {match["host"].lower() for match in _SOURCE.finditer(plain)}
        if (head := _MASTHEAD.fullmatch(plain.strip())) and not _LABELS.search(head["name"]):
            found |= {head["name"], head["host"].lower()}
    return frozenset(site for site in found if not _PUBLIC.search(site))


_LABELS = re.compile("网[址页]|[地网]址|链接|来源|出处|电话|邮箱|更多|登[录陆]|访问|详[见情]|参?见$|关于|转载")
_ROW = 80  # characters of a line that says whose page it is


def _in_sentences(text: str, named: re.Pattern[str]) -> Iterator[tuple[str, re.Match[str]]]:
    """The places that a pattern has between two words of a sentence."""
    plain = simplified(text)
    for match in named.finditer(plain if len(plain) == len(text) else ""):
        before, after = plain[: match.start()][-1:], plain[match.end() :][:1]
        inside = re.fullmatch(rf"[{HAN}，、；]", before) or (match["call"] and before in "。！？”」")
        end = plain.find("\n", match.end())
        row = plain[plain.rfind("\n", 0, match.start()) + 1 : end if end >= 0 else len(plain)]
        if (
            before
            and inside
            and re.search("[，。；！？]", row.replace(match[0], ""))
            and re.fullmatch(rf"[{HAN}]", after)
        ):
            yield before, match


def _is_spoken_of(match: re.Match[str]) -> bool:
    """Do the words on either side speak of a site (`在某某网上查到`)?"""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if match["call"]:
        return False
    if "@" in match[0]:
        return bool(_OF_BOX_BEFORE.search(before) or _OF_BOX_AFTER.match(after))
    return bool(_OF_SITE_BEFORE.search(before) or _OF_SITE_AFTER.match(after))


_OF_BOX_BEFORE = re.compile("(?:[箱件邮寄发至到往向给自由从用址为是]|电邮|联系|咨询)$")
_OF_BOX_AFTER = re.compile(
    "[的即等或]|联系|取得|沟通|报[名送]|索[取要]|投[稿递]|咨询|登记|预[约订]|反[馈映]|申[请领]|提[交出]|发[送来出]|邮箱|信箱|来信"
)
_OF_SITE_BEFORE = re.compile(
    "(?:[在从由据到自被给向让是与和同及对为将把用叫的按照]|访问|登录|关注|根据|通过|来自|名为|网站|邮箱|信箱|电邮|寄|打开|创办|收购|起诉|经营)$"
)
_OF_SITE_AFTER = re.compile("[的上是在称说讯编记为被]|网站|公司|创始|负责|表示|发布|报道|刊登|显示|以及|所")


def _known(told: list[_Notice], whole: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names and addresses of the sites that speak here, also where a line of the page has one beside the other."""
    hosts = {notice.host.lower() for notice in told if notice.host}
    names = {notice.name for notice in told if notice.name}
    for _, line in lines(whole):
        plain = simplified(unicodedata.normalize("NFKC", line)).lower()
        if len(plain) <= 80 and _ADDRESS.search(plain):
            names |= {
                _bare(name)
                for name in re.findall(rf"[{HAN}]{{2,8}}(?:网|文库)(?![{HAN}]{{0,3}}[上中])", plain)
                if _TRADE.search(name)
            }
    return frozenset(name for name in names if len(name) >= 2), frozenset(hosts)


RULE = Rule(
    id="inserted-notice",
    stage="characters",
    zh="夹入的网站字样",
    en="Site notice set into the text",
    why="采集网站在句子中间夹入带有自己名称和网址的括号，如“（本文来源：某某范文网 www.…）”，或招呼读者搜索、加号、点击的话；作者自己注明的网址不动。",
    tei="surplus",
    find=find,
)
