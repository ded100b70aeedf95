"""What a site says to its readers inside a sentence of the text: `没有下（想看更多请加薇信：abc）这个命令`.

A program sets it anywhere, in brackets or between stars. It calls upon the reader to search, to add a number, to click;
and it shows that no author wrote it by one of these:

* it names what such sites trade in (更多范文请搜索…), or a number in a spelling that escapes filters (薇信, V信);
* it promises more (更多, 想看) where no aside can stand: inside a word, or behind one that needs the next (由, 没有, 把);
* stars stand on both sides of it, and it says where to click or what number to call.

Left alone: an aside of the author to the readers (`（请访问本馆网站）`, `（报名请加微信：gangkou）`, `（详见附件，请点击下载）`), words in quotation
marks, and a line that is nothing else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from generator.formulas import any_of
from generator.hanzi import HAN, simplified, words
from generator.repairs.context import lines

_BRACKET = re.compile(
    r"""
      [(（\[［【〔{｛<＜〖] (?P<inside> [^()（）\[\]［］【】〔〕{}｛｝<>＜＞〖〗。\r\n]{4,48} ) [)）\]］】〕}｝>＞〗]
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
_ENLARGES = re.compile(
    "(?:请?点击|点|按|触摸)(?:图片|下图|上图|此处|此图|可|以)?(?:查看|观看|看|浏览)?(?:大图|原图|高清(?:大|原)?图|图片|放大)"
)  # 点击查看大图
_QUOTES = frozenset("“”‘’「」『』\"'")
_READING = re.compile(r"^[(（\[［]\s*[a-zü\u00df-\u024f]{1,6}[0-5]?\s*[)）\]］]\s*", re.IGNORECASE)
COMMON = 100  # counts in `data/words.tsv` from which a pair across the bracket is a word that it splits


def find_calls(text: str) -> Iterator[tuple[int, int]]:
    """Where a call of the site stands in the text: start and end."""
    for start, line in lines(text):
        for match in _BRACKET.finditer(line):
            before, after = line[: match.start()].rstrip(), line[match.end() :].strip()
            if not (before or after) or (before[-1:] in _QUOTES and after[:1] in _QUOTES):
                continue
            inside = simplified(unicodedata.normalize("NFKC", match["inside"] or match["starred"])).lower()
            if _is_call(inside, before, after, bool(match["star"])):
                yield start + match.start(), start + match.end()


def _is_call(inside: str, before: str, after: str, starred: bool) -> bool:
    if _ENLARGES.fullmatch(inside):
        return True
    if not _CALL.search(inside) or _AUTHOR.search(inside):
        return False
    if starred:
        return bool(after and _DESTINATION.search(inside))
    if _DISGUISED_NUMBER.search(inside) or (_MORE.search(inside) and re.search(_TRADE, inside)):
        return True
    return bool(_MORE.search(inside)) and _stands_where_none_can(before, after)


def _stands_where_none_can(before: str, after: str) -> bool:
    return bool(after) and (splits_word(before, after) or bool(_NEEDS_MORE.search(simplified(before))))


def splits_word(before: str, after: str) -> bool:
    """Does what stands between the two split a word? The reading of its first character may follow (`债…(zhai)务`)."""
    rest = _READING.sub("", after)
    pair = simplified(before[-1:] + rest[:1])
    return len(pair) == 2 and words().get(pair, 0) >= COMMON
