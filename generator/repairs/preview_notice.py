"""A notice that the rest of the text is not on the page: preview ended, pay to read on, so many characters left.

It is the page's word, not the author's, and proof that the text goes on elsewhere: the document ends in a gap.

>>> texts = ["他说，还有3页书没看完。", "阅读结束以后，大家开始讨论", "预览到此结束，正式的展览下周开幕", "余下20张", "尚有12页未拆"]
>>> [text for text in texts if list(find(text, ""))]
[]
>>> texts = ["预览已结束，完整报告链接和二维码如下：", "(剩余1382字)", "您已阅读19%", "展开全文", "他阅读了19%的报告。"]
>>> [bool(list(find(text, ""))) for text in texts]
[True, True, True, True, False]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.formulas import any_of
from generator.model import Edit, Rule
from generator.repairs.access_notice import is_in_column, leaves_out, stands_as_notice, withholds
from generator.repairs.furniture import at_edge, whole_line
from generator.repairs.sharing_site import is_sharing_page

_LEFT = r"(?:剩余|剩餘|还剩|還剩|余下|尚有)\s*(?:约|約)?\s*[0-9０-９,]+\s*[字页頁%％]"
_GOES_ON = any_of(  # what a page says of the rest: an author who counts leaves says something else
    "全文 完整 原文 剩余 剩餘 阅读 閱讀 查看 下载 下載 登录 登錄 登入 注册 註冊 订阅 訂閱 付费 付費 购买 購買 开通 開通 解锁 解鎖 会员 會員",
    "扫码 掃碼 扫描 掃描 二维码 二維碼 展开 展開 点击 點擊 试读 試讀 预览 預覽",
)
_UNREAD = r"(?:\s*(?:未读|未讀|未看|没看|待读|待讀))?"
_OFFER = rf"(?:(?!以?[后後时時]|之[后後])[^。“”「」]{{0,30}}{_GOES_ON}[^。“”「」]{{0,40}})?"
_TOTAL = r"(?:全文|本文|原文|正文)\s*(?:共|约|約|合计|总计)?\s*(?:计|約|约)?\s*[0-9０-９,]+\s*余?字"
_RULE = r"(?:[\s　]*[-—–─━═=~～·•.*＊]{2,}[\s　]*)?"  # the line that a site draws on both sides of its words
_NOTICE = re.compile(
    rf"""{_RULE}[（(【\[]?\s*(?:
        (?:预览|預覽|试读|試讀|免费阅读|试看)(?:已|到此|部分)*(?:结束|結束|完毕|完){_OFFER}。?
      | (?:点击|點擊)?(?:展开|展開|阅读|閱讀|查看)?{_LEFT}{_UNREAD}{_OFFER}
      | (?:[（(]?节选[）)]?\s*)?{_TOTAL}[^。]{{0,30}}
      | (?:您|你)?(?:已|已经)(?:免费)?(?:阅读|閱讀|读完|浏览)(?:全文的?)?\s*[0-9０-９.]+\s*[%％](?:[^。]{{0,40}}。?)?
      | (?:阅读|閱讀|查看|展开)(?:剩余|剩餘|更多)?(?:全文|内容)\s*(?:[（(]\s*[）)])?
      | (?:点击|點擊|登录后?|登錄後?|付费后?|订阅后?|购买后?|开通会员后?)?\s*(?:可|即可|继续|繼續|立即|展开|展開|点击|點擊|打开|打開)*(?:查看|阅读|閱讀|展开|展開|显示|浏览|解锁|查閱|查阅|下载|下載)(?:更多)?(?:全文|原文|剩余全文|完整(?:内容|版|报告|全文)|全部内容|全部內容)[^。，]{{0,20}}
      | (?:完整|全文)(?:报告|内容|版本)?(?:链接|下载|請見|请见|见)[^。]{{0,30}}
      | (?:更多|完整|剩余|剩餘|后续|後續|全部|以下)(?:内容|內容|部分|精彩)(?:请|請|需)?(?:登录|登錄|登入|订阅|訂閱|下载|下載|购买|購買|打开|打開|前往|开通|開通)[^。，]{{0,30}}
      | (?:以下|本文|后续|後續|其余|其餘)(?:内容|內容|部分|全文)?(?:仅限|僅限|仅供|僅供|只限|限|专供|為|为)[^。，]{{0,8}}(?:会员|會員|订户|訂戶|付费|付費|登录|登入)[^。，]{{0,16}}(?:[，,][^。，]{{0,12}}{_GOES_ON}[^。，]{{0,16}})?
      | (?:本文|以上)?(?:为|為|系)?(?:节选|節選|摘录)\s*
      | [.…]*\s*(?:本文|全文|正文)(?:未完|未结束|未結束|待续|待續|尚未结束)(?:，?待续)?
      | [^。，“”「」他她]{{0,12}}(?:预览|預覽|试读|試讀|试看|閱讀|阅读|浏览|瀏覽)(?:已经?|已經|到此|就此)?(?:结束|結束|完毕|完畢){_OFFER}
      | [^。“”「」他她]{{0,16}}(?:最多|仅|僅|只能|支持|支援|免费|免費)(?:支持|可|能|提供)?(?:全文)?(?:免费|免費)?(?:预览|預覽|试读|試讀|试看)[^。“”「」]{{1,30}}{_GOES_ON}[^。“”「」]{{0,40}}
      | [^。“”「」他她]{{0,16}}(?:最多|仅|僅|只能)(?:支持|可|能|提供)?(?:免费|免費)?(?:预览|預覽|试读|試讀|试看)[前共]?\s*[0-9一二两三四五六七八九十]+\s*[页頁]{_OFFER}
      | [^。“”「」他她]{{0,12}}(?:还剩|還剩|还有|還有)\s*[0-9０-９,]+\s*[页頁字%％](?:\s*(?:未读|未讀|未看|没看)){_OFFER}
      | (?=.*(?:[您你本]|免费|免費|已|文档|文檔|全文|结束|結束|剩余|剩餘|下载|下載|登录|登錄|登入|[购購][买買]))[^。“”「」他她]{{0,40}}(?:预览|預覽|试读|試讀)[^。“”「」他她]{{0,16}}(?:剩余|剩餘|还剩|還剩)\s*[0-9０-９,]+\s*[页頁字%％]{_OFFER}
      | (?:预览|預覽|试读|試讀|免费阅读|免費閱讀)(?:到此|就此)(?:为止|為止|结束|結束)[^“”「」他她]{{0,30}}{_GOES_ON}[^“”「」他她]{{0,30}}
      | (?:此处|此處|以下|中间|中間|其间)?(?:为|為|有|略去|省略|隐藏|隱藏)?第?\s*[0-9]{{1,4}}\s*[—–\-至到]\s*[0-9]{{1,4}}\s*[页頁][^。“”]{{0,4}}[，,]?\s*(?:登录|登錄|登入|付费|付費|购买|購買|下载|下載|会员|會員)后?(?:後)?(?:可见|可見|可查看|可读|可讀|查看|阅读|閱讀)[^。“”]{{0,8}}
    )\s*[】\])）>》…]*{_RULE}""",
    re.VERBOSE,
)
_EDGE = re.compile(
    rf"\s*[（(【\[]\s*(?:{_LEFT}|(?:节选[）)]?)?\s*{_TOTAL})\s*[）)】\]]\s*[.…]*$"
    r"|(?<=[。！？])\s*(?:详细|詳細|详情|詳情|更多|全文)\s*[>＞»]{2,}$"
    r"|(?:\.{3,}|…+)\s*[\[【(（]?(?:查看全文|阅读全文|展开全文|展开|更多|详情|\[详细\])[\]】)）]?\s*>*$"
)
_REASON = "预览或付费提示，说明其后文字未收"


def find(line: str, whole: str) -> Iterator[Edit]:
    if _withholds_here(line, whole):
        yield Edit(0, len(line), line, "", RULE.id, _REASON)
        return
    alone = list(whole_line(_NOTICE, line, RULE.id, _REASON))
    yield from alone if alone and not is_in_column(line, whole) else at_edge(_EDGE, line, RULE.id, _REASON)


def _withholds_here(line: str, whole: str) -> bool:
    """Does a line of nothing but the words of access say that there is more, and stand where a page says so?"""
    if not (withholds(line) or leaves_out(line)) or is_in_column(line, whole):
        return False
    return leaves_out(line) or stands_as_notice(line, whole) or is_sharing_page(whole)


_BUTTON = re.compile(
    r"[（(【\[…\s]*(?:点击|點擊|展开|展開|继续|繼續)*(?:查看|阅读|閱讀|展开|展開|显示|浏览)(?:更多|全文|原文|全部|详情|剩余全文)*[】\])）>》…\s]*"
    r"|(?:阅读|閱讀|浏览|瀏覽)(?:已经?|已經)?(?:结束|結束|完毕|完畢)[，,].{0,30}(?:下载|下載).*"
)


def is_button(text: str) -> bool:
    """Is this notice a mere button (`查看全文`) or an offer, which pages also show under texts that are whole?"""
    return bool(_BUTTON.fullmatch(text))


def unfolds(text: str) -> bool:
    """Is this a button under a text that is whole: it only unfolds on a small screen what is here already?"""
    return is_button(text) or bool(re.fullmatch(r".{0,4}剩[余餘]全文\s*[（(]\s*[)）]", text.strip()))


RULE = Rule(
    id="preview-notice",
    stage="segment",
    zh="预览提示",
    en="Preview notice",
    why="“预览已结束”“剩余若干字”是网页的提示，说明其后的文字没有被收录，正文在此留有缺文标记。",
    tei="fw",
    find=find,
)
