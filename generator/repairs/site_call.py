"""What a site says to its readers inside a sentence of the text: `没有下（想看更多请加薇信：abc）这个命令`.

A program sets it anywhere, in brackets or between stars. It calls upon the reader to search, to add a number, to click;
and it shows that no author wrote it by one of these:

* it names what such sites trade in (更多范文请搜索…), or a number in a spelling that escapes filters (薇信, V信);
* it promises more (更多, 想看) where no aside can stand: inside a word, or behind one that needs the next (由, 没有, 把);
* stars stand on both sides of it, and it says where to click or what number to call;
* nearly all its words are those of a page's buttons, and it offers what only a page has (`【点击下载APP，看更多报道】`);
* it leads to more of a section of the page, with the address (`（更多海洋观察：http://…）`).

Left alone: what a sentence speaks of (`屏幕上显示【点击下载APP】字样`), an aside of the author to the readers (`（请访问本馆网站）`, `（报名请加微信：gangkou）`, `（详见附件，请点击下载）`), words in quotation
marks, and a line that is nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.formulas import any_of
from generator.hanzi import HAN, simplified, words
from generator.interface_words import leans
from generator.repairs.context import lines
from generator.repairs.whole_page import page_of

_BRACKET = re.compile(
    r"""
      [(（\[［【〔{｛<＜〖] (?P<inside> [^()（）\[\]［］【】〔〕{}｛｝<>＜＞〖〗。\r\n]{4,90} ) [)）\]］】〕}｝>＞〗]
    | (?P<star> [★☆◆◇■※✿♥] ) (?P<starred> [^★☆◆◇■※✿♥。\r\n]{4,40} ) (?P=star)
    """,
    re.VERBOSE,
)
_DISGUISED = any_of("薇信 威信 葳信 徽信 维信 v信 伽微 嘉薇 微芯 微亻言")  # 微信, past a filter
_DISGUISED_NUMBER = re.compile(rf"{_DISGUISED}\s*号?\s*[:：]?\s*[a-z0-9]")  # 威信 by itself is a word
_NUMBER = rf"(?:微信|{_DISGUISED}|vx|wx|qq|扣扣|公众号)"
_CALL = re.compile(
    rf"""
      请? (?: 百度 | 搜索? | 关注 | 收藏 | 访问 | 登[录陆] | 点击 | 下载 ) [:：]? \s* [\w{HAN}“《]
    | [加+伽] \s* {_NUMBER} | {_NUMBER} \s* (?: 号 )? [:：] \s* [a-z0-9]
    | (?: 猛?戳 | 猛击 | 点击? | 点此 ) (?: 这里 | 此处 | 进入 | 链接 | 查看 )
    """,
    re.VERBOSE,
)
_TRADE = any_of("范文 论文 作文 文秘 公文 教案 美文 好文 小说 读后感 演讲稿 发言稿 文库 课件 试卷")
_MORE = re.compile(r"更多|想看|想读|全文阅读|海量|最全|免费|精彩")
_DESTINATION = re.compile(rf"(?:这里|此处|进入|链接)|{_NUMBER}\s*号?[:：]?\s*[a-z0-9]|{_TRADE}")
_AUTHOR = re.compile(r"附件|附表|附录|本馆|本会|本[部局处市县校院刊]|报名|咨询|投稿|预约|见第|详见|参见|公告|通知")
_NEEDS_MORE = re.compile(  # no aside stands behind it
    r"(?:[由把将對对從从向給给與与和及被讓让使比很最更還还都也就又才已曾仍並并而]|没有|不能|不会|可以|应当|必须|正在|因为|所以|如果|虽然|但是|而且|"
    r"(?:没有|[不没]|[^一])下|[一二三四五六七八九十百千万两几][个名条次位份项])$"
)
_OFFER = re.compile(
    r"全文|专题|客户端|app|公众号|二维码|视频|直播|大图|图片|报道|新闻|资讯|文章|内容|链接|首页|频道|点此|点这里|点击(?:这里|此处|进入)|戳"
)
_CLICKED = re.compile(r"点此|点这里|点击|猛?戳|猛击|长按|扫码|扫一扫|打开|下载|关注|订阅|收藏")
_ONLY_PAGES = re.compile("点此|点这里|点击|戳")  # what nobody does with paper
_LINKED = re.compile(
    rf"(?:更多|查看|阅读|浏览|点击|关注)(?P<what>[{HAN}]{{2,10}})?\s*[:：]?\s*(?:https?://|www\.)(?P<host>[a-z0-9.-]+)[!-~]*"
)
_SECTIONS = any_of(
    "报道 新闻 资讯 文章 视频 专题 图片 评论 热点 故事 精彩 观察 范文 头条 动态 快讯 专栏 频道 直播 好文 美文 推荐 内容"
)
_PUBLIC = re.compile(r"\.(?:gov|edu|mil|int|org|un)(?:\.|$)")
_EDITOR = re.compile("^(?:小编|责编|编辑|本站|网友)?(?:推荐|提示|导读|荐读)[:：]")  # who calls
_PRESS = re.compile("猛?戳(?:这里|此处|我)?")
_SAID_BEFORE = re.compile(
    "(?:写着|显示|弹出|出现|标着|印着|标有|写有|印有|设有|有|是|为|叫|按下?|点击?|选择?|找到|看到|的|个|行|段|条|句|如|即|或|和|与|及|[：:])$"
)
_SAID_AFTER = re.compile("[的等]|字样|按钮|链接|标签|图标|一[类行句栏]|[这那几两]|提示|广告|入口")
_ENLARGES = re.compile(
    "(?:请?点击|点|按|触摸)(?:图片|下图|上图|此处|此图|可|以)?(?:查看|观看|看|浏览)?(?:大图|原图|高清(?:大|原)?图|图片|放大)"
)  # 点击查看大图
_QUOTES = frozenset("“”‘’「」『』\"'")
_READING = re.compile(r"^[(（\[［]\s*[a-zü\u00df-\u024f]{1,6}[0-5]?\s*[)）\]］]\s*", re.IGNORECASE)
COMMON = 100  # counts in `data/words.tsv` from which a pair across the bracket is a word that it splits


def find_calls(text: str, whole: str = "") -> Iterator[tuple[int, int]]:
    """Where a call of the site stands in the text: start and end."""
    for start, line in lines(text):
        for match in _BRACKET.finditer(line):
            before, after = line[: match.start()].rstrip(), line[match.end() :].strip()
            if not (before or after) or (before[-1:] in _QUOTES and after[:1] in _QUOTES):
                continue
            inside = simplified(unicodedata.normalize("NFKC", match["inside"] or match["starred"])).lower()
            square = match[0][0] in "[［【〔〖"
            called = _is_call(inside, before, after, bool(match["star"]))
            if (
                called
                or (after and before and _is_button(inside, before, after, square))
                or _leads_on(inside, after, whole)
            ):
                yield start + match.start(), start + match.end()


def _is_call(inside: str, before: str, after: str, starred: bool) -> bool:
    if _ENLARGES.fullmatch(inside):
        return not _SAID_AFTER.match(after)
    if not _CALL.search(inside) or _AUTHOR.search(inside):
        return False
    if starred:
        return bool(after and _DESTINATION.search(inside))
    if _DISGUISED_NUMBER.search(inside) or (_MORE.search(inside) and re.search(_TRADE, inside)):
        return True
    return bool(_MORE.search(inside)) and _stands_where_none_can(before, after)


def _is_button(inside: str, before: str, after: str, square: bool) -> bool:
    """Has a bracket inside a paragraph hardly any words but a button's? Round ones stand in print too (`（扫码看视频）`)."""
    offers = _CLICKED.search(inside) and _OFFER.search(inside) and (square or _ONLY_PAGES.search(inside))
    if not offers or _AUTHOR.search(inside) or not leans(_PRESS.sub("点此", _EDITOR.sub("", inside))):
        return False
    return not (_SAID_BEFORE.search(simplified(before)) or _SAID_AFTER.match(simplified(after)))


def _leads_on(inside: str, after: str, whole: str) -> bool:
    """Does a bracket with text behind it lead by its address to more of what the page has a section for?"""
    match = _LINKED.fullmatch(inside)
    if not match or not after or _PUBLIC.search(match["host"]) or _AUTHOR.search(inside):
        return False
    what = match["what"] or ""
    return bool(what) and (bool(re.search(_SECTIONS + "$", what)) or _is_section(what, whole))


def _is_section(what: str, whole: str) -> bool:
    """Is it one of the sections that lead to the page (`首页>国际>海洋观察>正文`)?"""
    section = re.compile(rf"[>＞›»]\s*{re.escape(what)}\s*(?:[>＞›»]|$)")
    return any(section.search(simplified(row)) for row in page_of(whole).filled)


def _stands_where_none_can(before: str, after: str) -> bool:
    return bool(after) and (splits_word(before, after) or needs_more(before))


def needs_more(before: str) -> bool:
    """Does a text stop at a word behind which no aside can stand (`把`, `没有`, `五位`)?"""
    return bool(_NEEDS_MORE.search(simplified(before)))


def splits_word(before: str, after: str) -> bool:
    """Does what stands between the two split a word? The reading of its first character may follow (`债…(zhai)务`)."""
    rest = _READING.sub("", after)
    pair = simplified(before[-1:] + rest[:1])
    return len(pair) == 2 and words().get(pair, 0) >= COMMON
