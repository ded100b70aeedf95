"""What a site that lives on being found sets between and around the paragraphs of a text that it copied.

* Search words: a list behind a label (`热门搜索：…`, `关键词：…`), or a row of phrases between spaces, of which some are
  what people ask a search engine (`…多少钱`, `…厂家`, `…有哪些`).
* Calls: a line that tells readers to download, follow or scan, and names an app, an account or a group that the text
  never speaks of (`下载“某某”APP，查看更多`).
* The name of a picture's file; what others who read this read too; the label of the template's field (`内容简介：`).
* The site's name with its address, or its welcome, above a title.

Left alone: the keywords of a study (beside its abstract), rows of places, bodies or names, a list or call that the line
above announces, what the text itself speaks of, and a line without which there is no title.

>>> page = ["渡口重开。", "关键词：渡口 渡口船票多少钱", "居民乘船往来，秋收前通车。"]
>>> farm_lines(page, [None] * 3)
{1}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.formulas import NUMBERED, line_kind
from generator.hanzi import simplified
from generator.layout import ends_sentence, width
from generator.names import is_name
from generator.segment.interface import announces, is_prose
from generator.segment.likeness import SPOKEN, UNSPOKEN, likeness

_ASKED = re.compile(  # what people ask a search engine, and merchants pay for
    r"多少钱|价格|报价|批发|厂家|厂商|直销|代理|加盟|哪家|哪个|哪里|怎么|怎样|如何|有哪些|是什么|什么意思|好不好|排名|排行|攻略|官网|下载"
    r"|注册|开户|费用|流程|培训班|招聘|签证|电话|大全|在线|免费|最新|app|图片|视频|条件",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?P<site>(?:本文|文章|相关|热门|本站|网站)(?:标签|关键[词字]|搜索|热词|链接)|(?:相关|推荐|热销|热门|主营|本站)(?:产品|商品|业务|型号|服务)|热搜[词榜]?|大家都在搜|友情[链连]接|搜索热词|tags?)?"
    r"(?P<any>关键[词字]|标签)?[】\]]?\s*[:：]\s*(?P<list>\S.*)",
    re.IGNORECASE,
)
_STUDY = re.compile(
    r"[【\[]?\s*(?:[内內]容)?[摘提]\s*要|abstract|key\s*words|[【\[]?\s*(?:中图分类号|文献标[识志]码|作者简介|基金项目)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s　,，、;；|｜]+|(?<=】)(?=【)")
_AUTHORS = re.compile(r"[^\s　,，;；|｜、]+(?:、[^\s　,，;；|｜、]+)+")
_ROW = re.compile(r"[^\s　。，、；：！？“”《》（）()0-9]{2,16}(?:[\s　]+[^\s　。，、；：！？“”《》（）()]{2,16}){3,}")
_TARGET = re.compile(
    r"app|客户端|公众号|小程序|视频号|微博|抖音|微信|二维码|交流群|读者群|粉丝群|社群|频道|星球", re.IGNORECASE
)
_CALL = re.compile(
    r"(?:下载|打开|安装|关注|扫码|扫描|扫一扫|搜索|订阅|加入|添加|点击|进入|识别|长按|戳|加[^，。]{0,4}(?=微信))(?![了过的者率量])"
)
_POINTED = re.compile(r"[>＞»↓▼⬇👇]{2,}\s*$|^[【\[][^【】\[\]]*[】\]]$")  # as a link or a button is
_APPROVAL = re.compile(r"点个(?:赞|“?在看)|一键三连")
_PROMISE = re.compile(
    r"更多|精彩|查看|阅读|第一时间|免费|领取|不错过|不迷路|推送|原文|全文|资讯|干货|福利|互动|继续|畅[读聊享]|了解|获取"
)
_QUOTED = re.compile("[“「《](?P<name>[^”」》]{1,12})[”」》]")
_FILE = re.compile(
    r"[^\s，。：；/]{1,40}\.(?:jpe?g|png|gif|bmp|webp)(?:\s*[（(][0-9.]+\s*[KMG]B?[)）])?", re.IGNORECASE
)
_OTHERS = re.compile(
    r"(?:看|读|买|下载|浏览|收藏|搜索?)[了过]?(?:这|本|该)[部本篇件个条]?[^。，：]{0,6}的(?:人|用户|读者|网友|顾客|观众)?[^。，：]{0,6}[还也].{1,60}"
)
_NOTICE = re.compile(
    r"本文(?:标题|链接|网址|地址)\s*[:：].{2,60}|"
    r"(?:声明[:：])?本文(?:由|来自|转自|来源于?)[^。，]{2,24}[，,]\s*转载[^。]{0,10}(?:注明|授权|联系)[^。]{0,12}。?"
)
_FIELD = re.compile(r"(?:剧情|内容|产品|商品|影片|图文|文章|视频|详细)(?:介绍|简介|详情|描述|内容|正文)\s*[:：]")
_HOST = (
    r"(?:https?://)?(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org|cc|info|top|vip|xyz|example)(?:\.cn)?/?"
)
_NAME = r"[\u4e00-\u9fffA-Za-z0-9]{2,14}?(?:网|在线|之家|吧|论坛|资讯|频道|门户|站|库|坛|社区)"
_GAP = r"[\s　\-–—_|｜:：·]*"
_ADDRESS = re.compile(rf"{_NAME}{_GAP}[（(\[]?{_HOST}[）)\]]?|{_HOST}{_GAP}[（(\[]?{_NAME}[）)\]]?", re.IGNORECASE)
_DRESSED = re.compile(  # 某某网 www.… 标题; 标题 - 某某网（www.…）
    rf"(?P<before>(?:{_ADDRESS.pattern})[\s　|｜_–—-]+)?(?P<title>[^\s，。：；].{{7,38}}?[^\s，。：；])(?P<behind>[\s　]*[|｜_–—-][\s　]*(?:{_ADDRESS.pattern}))?",
    re.IGNORECASE,
)
_TAGGED = re.compile(
    r"(?:原创|原創)(?:\s*[:：|｜]\s*|[\s　]+)(?P<title>[^，。；]{6,40})$"
)  # as platforms mark what is theirs
_OPENING = 12  # lines in which a text speaks of its title
_WELCOME = re.compile(
    r"欢迎您?(?:光临|访问|来到|进入|浏览)[~～！!，,：:\s]*[^。]{2,30}?(?:公司|网站?|站|平台|商城|论坛|官网|主页)[~～！!]*"
)


@dataclass(frozen=True)
class _Page:
    """The lines of a page in Simplified characters, those that are its own, and where its paragraphs stand."""

    lines: Sequence[str]
    taken: Sequence[str | None]
    prose: Sequence[int]

    def beside(self, n: int, step: int) -> str:
        """The next line that way that is not the page's own, nor has the form of what may be."""
        n += step
        while 0 <= n < len(self.lines) and (self.taken[n] or _is_plug(self.lines[n]) or _is_asked(self.lines[n])):
            n += step
        return self.lines[n] if 0 <= n < len(self.lines) else ""

    def speaks_of(self, word: str) -> bool:
        return any(word.lower() in self.lines[n].lower() for n in self.prose)


def farm_lines(lines: Sequence[str], taken: Sequence[str | None]) -> set[int]:
    """The lines that such a site set there; `taken` says by which rule a whole line is furniture already."""
    plain = [simplified(line).strip(" 　") for line in lines]
    prose = [n for n, line in enumerate(plain) if not taken[n] and is_prose(line) and not _is_plug(line)]
    if not prose:
        return set()
    page = _Page(plain, taken, prose)
    free = [n for n in range(len(plain)) if not taken[n] and (_FILE.fullmatch(plain[n]) or not _is_called_for(page, n))]
    found = {n for n in free for test in _TESTS if test(page, n)}
    head = {n for n in free if n < prose[0] and _is_site(plain[n])}
    title = any(n not in found | head and not line_kind(plain[n]) and not taken[n] for n in range(prose[0]))
    return found | head if title else found


def beside_title(lines: Sequence[str], taken: Sequence[str | None]) -> dict[int, tuple[int, int]]:
    """Lines above the text in which a site's name and address stand beside a title: where the title begins and ends."""
    prose = next((n for n, line in enumerate(lines) if not taken[n] and is_prose(line)), 0)
    found = {}
    for n in (n for n in range(prose) if not taken[n]):
        match = _DRESSED.fullmatch(lines[n])
        if match and (match["before"] or match["behind"]) and not re.search("[，。]", lines[n]):
            found[n] = match.span("title")
        elif part := _spoken_part(lines[n], "".join(lines[prose : prose + _OPENING])):
            found[n] = part
        elif (tagged := _TAGGED.match(lines[n])) and not any(map(_TAGGED.match, lines[:n])):
            found[n] = tagged.span("title")
    return found


def is_tagged(line: str) -> bool:
    """Does a line begin with the word by which a platform marks what was written for it?"""
    return bool(_TAGGED.match(line))


def _spoken_part(line: str, text: str) -> tuple[int, int] | None:
    """The part of a line between underlines (no title has one) of which the text speaks, if it does of no other."""
    parts = [match.span() for match in re.finditer("[^_＿]+", line)]
    spoken = [span for span in parts if likeness(line[slice(*span)], text) >= SPOKEN]
    plain = all(likeness(line[slice(*span)], text) < UNSPOKEN for span in parts if span not in spoken)
    return spoken[0] if len(parts) > 1 and len(spoken) == 1 and plain else None


def _is_called_for(page: _Page, n: int) -> bool:
    """Does the line above announce this one, or is it an item of a list?"""
    return bool(NUMBERED.match(page.lines[n])) or (n > page.prose[0] and announces(page.beside(n, -1)))


def _is_site(line: str) -> bool:
    return bool(_ADDRESS.fullmatch(line) or _WELCOME.fullmatch(line))


# -- search words -----------------------------------------------------------------------------------------------------


def _is_labelled(page: _Page, n: int) -> bool:
    """A list of search words behind its label, below the beginning of the text and no part of a study's head."""
    match = _LABEL.fullmatch(page.lines[n])
    if not match or not (match["site"] or match["any"]) or n < page.prose[0] or "。" in page.lines[n]:
        return False
    if any(map(_STUDY.match, page.lines)) or width(page.lines[n]) > 120:
        return False
    words = [word for word in _BETWEEN.split(match["list"]) if word]
    if match["site"] or (n > page.prose[-1] and match["any"] == "标签"):
        return len(words) > 1
    if _AUTHORS.fullmatch(match["list"]):  # as an author lists what a part is about
        return len(words) > 1 and 2 * sum(bool(_ASKED.search(word)) for word in words) > len(words)
    again = sum(bool((other := _LABEL.fullmatch(line)) and other["any"]) for line in page.lines)
    return len(words) > 1 and (again > 1 or any(map(_ASKED.search, words)))


def _is_row(page: _Page, n: int) -> bool:
    """A row of phrases between whole paragraphs, or below them, of which two are what people search for."""
    return n > page.prose[0] and _is_asked(page.lines[n]) and _stands_between(page, n)


def _is_asked(line: str) -> bool:
    words = line.split()
    asked = sum(bool(_ASKED.search(word)) for word in words)
    return asked > 1 and bool(_ROW.fullmatch(line)) and not any(map(is_name, words))


def _stands_between(page: _Page, n: int) -> bool:
    below = page.beside(n, 1)
    return ends_sentence(page.beside(n, -1)) and (not below or is_prose(below))


# -- calls ------------------------------------------------------------------------------------------------------------


def _is_plug(line: str) -> bool:
    """Does a line call upon readers to go to an app or an account, and promise something there?"""
    if width(line) > 45 or "。" in line:
        return False
    there = _TARGET.search(line) and _PROMISE.search(line)
    return bool(_APPROVAL.search(line) or (_CALL.search(line) and (there or _POINTED.search(line))))


def _is_call(page: _Page, n: int) -> bool:
    """Such a line between whole paragraphs, of a place that the text never speaks of."""
    line = page.lines[n]
    if not _is_plug(line) or not _stands_between(page, n):
        return False
    targets = [match[0] for match in _TARGET.finditer(line)]
    names = [match["name"] for match in _QUOTED.finditer(line)]
    return not any(map(page.speaks_of, (*targets, *names)))


# -- what a template leaves -------------------------------------------------------------------------------------------


def _is_file(page: _Page, n: int) -> bool:
    """The name of a picture's file on a line of its own, and no list of files."""
    beside = (page.beside(n, -1), page.beside(n, 1))
    return bool(_FILE.fullmatch(page.lines[n])) and not any(map(_FILE.fullmatch, beside))


def _is_others(page: _Page, n: int) -> bool:
    return n > page.prose[-1] and bool(_OTHERS.fullmatch(page.lines[n]))


def _is_notice(page: _Page, n: int) -> bool:
    """What the site says of the whole text, set between its paragraphs."""
    return n > page.prose[0] and bool(_NOTICE.fullmatch(page.lines[n]))


def _is_field(page: _Page, n: int) -> bool:
    """The label of a template's field, above all text."""
    first = n == 0 or is_prose(page.beside(n, 1))
    return n < page.prose[0] and bool(_FIELD.fullmatch(page.lines[n])) and first


_TESTS: tuple[Callable[[_Page, int], bool], ...] = (
    _is_labelled,
    _is_row,
    _is_call,
    _is_file,
    _is_others,
    _is_field,
    _is_notice,
)
