"""What a site says of a text between two of its sentences, without a bracket: `本文由某某网 www.某某 整理`, or a bare address.

`人家的地里。本文由某某网 www.… 整理 “主人老了，…` says of the very text in which it stands who put it together, and names
the page's own site, or an address and what was done. `交给了队长。某某@mail.…她叮嘱三件事` is an address with no word before
or behind it: no author's sentence consists of one, and none sets it inside a word.

Left alone: addresses that the sentence before announces (`有意者请来信。`) or the words behind take up, what stands in
quotation marks, and who else put a text together (`本文由云州文史馆整理。`).

>>> text = "渡口停了。本文由千帆网 www.qianfan.example 整理 “水认得船。”他说。"
>>> [text[start:end] for start, end, _ in find_claims(text, frozenset())]
['本文由千帆网 www.qianfan.example 整理 ']
>>> list(find_claims("渡口停了。本文由云州文史馆整理。船还在。", frozenset({"千帆网"})))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from generator.formulas import any_of
from generator.hanzi import HAN, simplified
from generator.repairs.context import lines
from generator.repairs.site_call import splits_word

_CLAIMED = "夹在两句之间、说此文由哪个网站整理或来自何处的话，不属正文"
_STRAY = "夹在两句之间或词中的网址或邮箱，上下文都没有说到，不属正文"
_HOST = r"(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,8}(?:/[!-~]*)?"
_BOX = r"[a-z0-9][a-z0-9._-]*@(?:[a-z0-9-]+\.)+[a-z]{2,8}"
_DONE = any_of(
    "整理编辑 编辑整理 收集整理 搜集整理 整理发布 整理 收集 搜集 提供 首发 原创 独家 发布 编辑 上传 分享 转载"
)
_CLAIM = re.compile(
    rf"""
    [ \u00a0\u3000]*
    (?:本文|此文|该文|本篇|全文|原文|(?:以上|更多)[{HAN}]{{0,4}}?(?:文章|内容|资料|文[档稿]|全文|范文))
    (?:最早|最先)?(?:由|来自|来源于?|转自|转载自|摘自|出自|选自|首发于?|尽在|请看|请访问|请上|请到|请登录)[:：]?\s*
    (?P<name> [{HAN}a-z0-9]{{2,12}}? (?:网站?|站|文库|在线|大全|(?=[ \u00a0\u3000(（]*{_HOST})) )?
    [ \u00a0\u3000(（]*(?P<host> {_HOST} )?[ \u00a0\u3000)）]*
    (?P<done> (?:网友|用户|会员|小编)?{_DONE} )?
    (?: [，,][ ]*(?:转载|版权|仅供|侵权|请勿)[^。，]{{0,16}} )?
    (?P<end> [。.] | [ \u00a0\u3000]+ | (?=[{HAN}“「《]|$) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESS = re.compile(rf"[ ]?(?:{_BOX}|(?:https?://|(?=www\.)){_HOST})[ ]?", re.IGNORECASE)
_ENDS = "。！？”」』）"
_BEGINS = re.compile(rf"[{HAN}“「『《]")
_GOES_ON = re.compile("[的后之时了过着于并和与及在是而等为给]|以[后来]|[后之]后")  # what was put together is spoken of
_ANNOUNCED = re.compile(
    "联系|联络|邮箱|信箱|邮件|电邮|来信|来函|投稿|寄|发[至到往送]|报名|咨询|查询|查阅|访问|登[录陆]|网[站址页]|地址|详[见情]|下载|索取|如下|注册"
)
_TAKEN_UP = re.compile("[的即等或是为这那就上可，。：]|联系|取得|沟通|邮箱|信箱|网站")
_QUOTED = re.compile("[“‘「『][^”’」』]*$")


def find_claims(text: str, own: Set[str], witnessed: bool = False) -> Iterator[tuple[int, int, str]]:
    """Where such words stand, and what they are: start, end, reason. `own`: names and addresses of the page's site; `witnessed`: does the site
    set other things into this text?"""
    for start, line in lines(text):
        plain = simplified(line)
        if len(plain) != len(line) or not re.search("[。！？]", plain):
            continue
        claims = [match.span() for match in _CLAIM.finditer(plain) if _is_claim(plain, match, own)]
        spans = [match.span() for match in _ADDRESS.finditer(plain) if _is_stray(plain, match)]
        spans = [span for span in spans if not any(begin <= span[0] < end for begin, end in claims)]
        yield from ((start + begin, start + end, _CLAIMED) for begin, end in claims)
        yield from ((start + begin, start + end, _STRAY) for begin, end in spans if own or witnessed or claims)


def _is_claim(line: str, match: re.Match[str], own: Set[str]) -> bool:
    """Does a site say here where the text is from: its own name, or an address and what was done to the text?"""
    before, after = line[: match.start()], line[match.end() :]
    named = {name.lower() for name in (match["name"], match["host"]) if name}
    sites = {site.lower() for site in own} | {re.sub("(?:网站|网|站)$", "", site.lower()) for site in own}
    sure = bool(named & sites) or bool(match["host"] and match["done"])
    if not sure or not before or _QUOTED.search(before):
        return False
    if before[-1] not in _ENDS or (after and not _BEGINS.match(after)):
        return False
    return bool(match["end"]) or not _GOES_ON.match(after)


def _is_stray(line: str, match: re.Match[str]) -> bool:
    """Is an address a sentence by itself between two others that do not speak of it, or does it stand inside a word?"""
    before, after = line[: match.start()], line[match.end() :]
    if not before or not _BEGINS.match(after) or _QUOTED.search(before):
        return False
    if splits_word(before, after):
        return True
    last = re.split("[。！？]", before.rstrip(_ENDS))[-1]
    return before[-1] in _ENDS and not _ANNOUNCED.search(last) and not _TAKEN_UP.match(after)
