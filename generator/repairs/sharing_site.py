"""What sites that share documents, and portals, say of a file or a page: how large, how often read, who uploaded it.

Catalogues, diaries and user agreements have the same words: `编号：0037`, `天气：晴`. What only a site says (`下载积分`)
is known anywhere; the rest only beside it in one line, or on a page that says two such things elsewhere.

>>> [is_label_row(text, text) for text in ("分享于 2011-08-17 | 热度：82 | 页数：3", "下载积分：600", "页数：3", "天气：晴")]
[True, True, False, False]
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.formulas import any_of
from generator.repairs.access_notice import is_about_file, says_access, stands_as_notice, withholds
from generator.repairs.whole_page import page_of

_OF_SITES = (  # labels of no other text
    "热度|熱度|下载积分|下載積分|所需积分|浏览次数|瀏覽次數|上传日期|上傳日期|上传时间|上傳時間|文档星级|文檔星級|文档分类|文檔分類|文档格式|文檔格式"
    "|系统标签|系統標籤|我要评价|我要評價|评价文档|評價文檔|暂无评价|暫無評價|點閱次數|点阅次数|點擊次數|点击次数|点击率|點擊率|分享于|上传于|贡献于"
    "|文档贡献者|文檔貢獻者|下载次数|下載次數|資源ID|资源ID|視力保護色|视力保护色|文件大小"
    "|文[档檔件](?:大小|格式|价格|價格|积分|積分|次数|次數|页数|頁數|标签|標籤|ID)|(?:素材|资料|資料)(?:大小|格式|价格|價格|积分|積分|ID)"
    "|(?:上传|上傳|上載|下载|下載|分享|贡献|貢獻|文[档檔](?=[^:：]{1,2}[:：])|资源|資源)"  # 上传人, 文档编号, 资源大小
    "(?:人|者|用户|用戶|会员|會員|时间|時間|日期|编号|編號|大小|格式|次数|次數|量|页数|頁數|类型|類型|价格|價格|积分|積分|分类|分類|语言|語言|ID|标签|標籤)"
)
_NOBODY = r"(?=\s*[:：]\s*(?:佚\s*名|匿名|未知|不详|用户|用戶|网友|網友|管理员|管理員|本站|网络|網絡|網路|互联网|互聯網|(?i:admin|https?:|www\.)))"  # by whom, and from where: nobody says
_OF_ANY = rf"分类|分類|阅读|閱讀|(?:作者|来源|來源|出处|出處){_NOBODY}|浏览|瀏覽|点击|點擊|查看|上传|上傳|页数|頁數|页码|大小|格式|评分|評分|人气|人氣|编号|編號|贡献者|天气|天氣|(?:文件|素材|资料|資料)(?:人|者|用户|会员|时间|時間|日期|编号|編號|类型|類型|分类|分類|语言|語言|标签|標籤)"
_COUNTED = re.compile(r"(?:阅读|閱讀|浏览|瀏覽|点击|點擊|查看|人气|人氣)[^:：，。]{0,2}\s*[:：]\s*[0-9]")
_UNSAID = re.compile(rf"(?:作者|来源|來源|出处|出處){_NOBODY}")
_LABEL = rf"(?:(?:{_OF_SITES}|{_OF_ANY}|ID|今天是)\s*[:：]\s*|(?:{_OF_SITES}|ID)(?=[0-9A-Za-z_\s|｜]|$))"
_ROW = re.compile(  # a value reaches to the next label
    rf"(?:{_LABEL}[^，。；“”]{{0,30}}?[\s|｜　]*(?={_LABEL}|$))++"
)
_CLOCK = re.compile(
    r"今天是\s*[:：]?\s*[12][0-9]{3}年[^，。；“”]{0,60}(?:星期|周|週).(?:[\s　]+天[气氣]\s*[:：]?.{1,20})?"
)
_SITES_OWN = re.compile(_OF_SITES)
_HEAD = re.compile(
    r"(?:文档|文檔|资源|資源)(?:简介|簡介|描述|介绍|介紹|摘要|说明|說明)\s*[:：]?|(?:原创|原創|转载|转載|首发|首發)"
)
_MARKS = re.compile(
    r"(?P<labels>" + _OF_SITES + r")\s*[:：0-9]"
    r"|(?P<upload>(?:会员|會員|用户|用戶|网友|網友)[^。，]{0,6}(?:上传|上傳|上載|分享)(?:分享)?[，,]|免费在线阅读|免費在線閱讀|線上看更多)"
    r"|(?P<load>(?:^|\n)\s*(?:立即|免费|免費|马上)?(?:下载|下載)(?:本)?(?:文档|文檔)\s*(?:\n|$)|下载券|下載券)"
    r"|(?P<rest>(?:预览|預覽|试读|試讀)(?:已|到此)*(?:结束|結束)|最多预览|[页頁]未[读讀]|_第\s*[0-9]+\s*[页頁]\s*(?:\n|$))"
    r"|(?P<price>(?:^|\n|[|｜　]\s*)(?:下载|下載|购买|購買|阅读|閱讀|兑换|兌換)(?:需|要|需要|本文需|价|價)?\s*[:：]?\s*[0-9.]+\s*(?:个|個)?(?:积分|積分|[点點][数數券]?|金币|金幣|学币|豆)(?!的)|[页頁]数?數?\s*[:：]?\s*[0-9]+\s*[|｜])"
    r"|(?P<leaf>(?:^|\n)\s*第\s*[0-9]+\s*[页頁]\s*[/／，,]\s*共\s*[0-9]+\s*[页頁]\s*(?:\n|$))"
    r"|(?P<link>(?:^|\n)\s*(?:链接地址|鏈接地址|連結地址|本文标题|本文標題|文档标题|文檔標題)\s*[:：])"
    r"|(?P<owner>文[档檔件][^。，]{0,10}(?:收益|收入|权益|權益)[^。，]{0,4}[归歸])"
)
_UPLOADED = re.compile(
    r"本文[档檔]由.{2,24}(?:上传|上傳|上载|上載|分享|提供)[^。]{0,40}|.{0,60}由.{0,8}(?:会员|會員|用户|用戶|网友|網友)[^。]{0,6}(?:上传|上傳|分享|提供|整理|收集).{0,80}"  # 《某文》由会员上传分享
    r"|(?:温馨|溫馨|友情|特别|特別|重要|下载|下載|使用|版权|版權|购买|購買|阅读|閱讀)?(?:提示|提醒|须知|須知|说明|說明)\s*[:：].{0,60}(?:本站|本网|本網|本平台|下载|下載|文档|文檔|资源|資源).{0,160}"
    r"|[0-9、.\s]{0,4}[^。]{0,20}(?:权益|權益|版权|版權|收益|著作权|著作權)[^。]{0,4}[归歸][^。]{0,12}"
    r"(?:用户|用戶|作者|上传者|上傳者|提供方|本站|原作者)[^。]{0,6}所有[^。]{0,40}。?"
)
_OF_THIS = re.compile(  # of this very text: 以上内容由会员某某上传
    r"本文[档檔]由|(?:以上|本|该|該|此)(?:文[档檔件章稿]?|内容|內容|资料|資料|资源|資源)(?:是|系|係)?由(?:本站|本网|本網)?(?:会员(?![国单大代组机方])|會員(?![國單大代組機方])|用户|用戶|网友|網友)(?=[^，。；！？]{1,24}$)"
)
_MEMBER = re.compile(
    "(?<=[员員户戶友])[“「『][^“”「」『』\n]{1,16}[”」』](?=[上分提整])"
)  # the name that a member goes by
_CLAUSE = re.compile(r"第[0-9一二三四五六七八九十百零〇]+[条條款章]")
_ENOUGH = 2
_QUOTED = re.compile("[“「][^”」\n]{0,60}[”」]")
_FILE_BY = re.compile(  # 某文.pdf 由会员分享
    r".{1,60}\.(?:docx?|pdf|pptx?|xlsx?|wps|txt|rar|zip)[\s　》”]*由.{0,12}?(?:会员|會員|用户|用戶|网友|網友)[^。，]{0,12}?(?:上传|上傳|上載|分享|提供)(?:[，,\s][^。]{0,80})?"
)
_OF_FILE = re.compile(r"(?i:docx?|pdf|pptx?|xlsx?|wps|word|txt)|[KM]B|[页頁]")
_SPECS = re.compile(  # 【下载即可编辑】 DOC格式 8页
    r"(?:(?:[【\[][^【】\[\]。]{1,12}[】\]]|(?i:docx?|pdf|pptx?|xlsx?|wps|word|txt)(?:格式|文档|文檔|版)?|[0-9.]+\s*(?:[页頁字次分]|[KM]B?|积分|積分|元|人[^\s，。]{0,4}))[\s|｜·/]*){2,}"
)
_SITE_NAME = re.compile(
    "[\u4e00-\u9fff]{1,8}(?:文库|文庫|文档网?|文檔網?|资料[库网]|資料[庫網]|范文网|範文網|书城|書城|图书馆|圖書館|学习网|學習網)"
)
_BUTTON = re.compile(
    any_of(
        "返回 下载 下載 相关 相關 举报 舉報 收藏 分享 打印 列印 全屏 放大 缩小 縮小 评论 評論 点赞 點讚 纠错 糾錯 侵权 侵權 目录 目錄 转换 轉換",
        "投诉 投訴 客服 翻译 翻譯 复制 複製 搜索 版权 版權 申诉 预览 預覽 推荐 推薦 喜欢 喜歡 标记 標記 书签 書籤 加入购物车 立即下载 立即下載 上一页 下一页",
    )
)


def is_label_row(line: str, whole: str) -> bool:
    """Is a line nothing but what a site says of a file or page, or the heading that it sets above the file?"""
    if _CLOCK.fullmatch(line) or _is_spec_row(line):
        return True
    if _ROW.fullmatch(line):
        counted = _COUNTED.search(line) and _UNSAID.search(line)  # how often read, and that nobody wrote it
        return bool(_SITES_OWN.search(line) or counted) or is_sharing_page(whole)
    return bool(_HEAD.fullmatch(line)) and is_sharing_page(whole)


def _is_spec_row(line: str) -> bool:
    """Is a line a row of what a file is: its format, size, pages and price, of which two or more are told?

    >>> rows = ("格式：doc  |  3页  |  积分：10  |  2018-10-09", "PDF｜1.2MB｜共12頁", "规格：A4  |  3页  |  2018-10-09", "甲 | 乙 | 丙")
    >>> [_is_spec_row(row) for row in rows]
    [True, True, False, False]
    """
    cells = [cell for cell in _CELLS.split(line.strip(" \u3000")) if cell]
    kinds = [match.lastgroup for match in map(_SPEC.fullmatch, cells) if match]
    return (
        len(cells) > 2
        and len(kinds) == len(cells)
        and len(set(kinds) - {"day"}) > 1
        and {"format", "size", "price"} & set(kinds) != set()
    )


_CELLS = re.compile(r"\s*[|｜/]\s*|[ ]{2,}|\u3000+")
_SPEC = re.compile(
    r"(?P<format>(?:(?:文[档檔件]|资源|資源)?(?:格式|类型|類型)\s*[:：]?\s*)?\.?(?:docx?|pdf|pptx?|xlsx?|wps|txt|rar|zip)(?:格式|文[档檔件])?)"
    r"|(?P<size>(?:(?:文[档檔件])?大小\s*[:：]?\s*)?[0-9.]+\s*[KMG]B?)"
    r"|(?P<pages>(?:[页頁][数數]\s*[:：]?\s*|共\s*)?[0-9]{1,4}\s*[页頁]?|[0-9,.]+\s*[万萬]?字)"
    r"|(?P<price>(?:积分|積分|售价|售價|价格|價格|[金学豆文书][币幣豆]|下载券|下載券)\s*[:：]?\s*[0-9.]+\s*元?|[0-9.]+\s*(?:积分|積分|金币|金幣|[点點][数數券]?|下载券|下載券)|免费|免費)"
    r"|(?P<often>(?:下载|下載|浏览|瀏覽|阅读|閱讀|评分|評分|收藏)\s*(?:量|[次人][数數])?\s*[:：]?\s*[0-9.,]+\s*[万萬]?[次人分]?|[0-9.,]+\s*[万萬]?[次人](?:下载|下載|浏览|瀏覽|阅读|閱讀)|[★☆]+)"
    r"|(?P<day>(?:上传|上傳|时间|時間|日期|更新|[发發][布佈表])?[^:：0-9]{0,3}[:：]?\s*[12][0-9]{3}\s*[-./年]\s*[0-9]{1,2}\s*[-./月]\s*[0-9]{1,2}日?)",
    re.IGNORECASE,
)


def is_sharing_notice(line: str, whole: str) -> bool:
    """Does such a site say who uploaded the file, to whom it belongs, and what one needs to open it?"""
    line = _MEMBER.sub("", line)
    known = bool(_OF_THIS.match(line)) or is_sharing_page(whole)
    if _CLAUSE.match(line):
        return False
    if re.search("[“”「」]", line):  # a text may tell what sites say
        return False
    if _FILE_BY.fullmatch(line) or (_UPLOADED.fullmatch(line) and known):
        return True
    if not is_sharing_page(whole):
        return False
    if _SPECS.fullmatch(line) and _OF_FILE.search(line):
        return True
    named = _SITE_NAME.fullmatch(line) and whole.lstrip().startswith(line)
    return (
        bool(named)
        or _is_button_row(line)
        or is_about_file(line)
        or (says_access(line) and stands_as_notice(line, whole))
    )


def _is_button_row(line: str) -> bool:
    """Is a line nothing but three or more words of buttons, side by side?"""
    cells = re.split(r"[\s　|｜/·]+", line.strip())
    return len(cells) > 2 and all(map(_BUTTON.fullmatch, cells))


@lru_cache(maxsize=64)
def is_sharing_page(whole: str) -> bool:
    """Does a page say two or more things of different kinds that only such a site says?

    >>> is_sharing_page("下载积分：600\\n正文。\\n剩余7页未读，点击继续阅读"), is_sharing_page("用户下载文档以后，收益归作者所有。")
    (True, False)
    """
    kinds = {mark.lastgroup for mark in _MARKS.finditer(_QUOTED.sub("", whole))}
    for row in page_of(whole).filled:
        if len(kinds) < _ENOUGH and withholds(row) and stands_as_notice(row, whole):
            kinds.add("rest")
        if len(kinds) < _ENOUGH and is_about_file(row):
            kinds.add("programs")
    return len(kinds) >= _ENOUGH
