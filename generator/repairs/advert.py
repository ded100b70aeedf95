"""An advert between the columns of a newspaper or the paragraphs of a site: what is sold, and where to call or to click.

Only whole lines: with a price, a sale or a post offered (or the word advert before all) in pieces set apart and a
telephone number behind a label; or that call themselves an advert, in brackets or between rules; or that stand between arrows and say where to click. A notice
that gives its telephone, news of a sale, and words on advertising are text.

>>> [bool(list(find(line, ""))) for line in ("【廣告】月入三萬不是夢", "=== 广告 ===", ">>>点击阅读全文<<<", "（广告）一词始见于此。")]
[True, True, True, False]
>>> [bool(list(find(line, ""))) for line in ("十週年慶　全場七折　洽詢專線 (00)0000-0000", "報名電話：0000-0000", "全場七折。")]
[True, False, False]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit, Rule
from generator.repairs.furniture import whole_line
from generator.repairs.whole_page import page_of

_SELLS = (
    r"[一二三四五六七八九0-9]折|优惠|優惠|特价|特價|减价|減價|清仓|清倉|促销|促銷|[周週]年[庆慶]|大酬[宾賓]|招租|出租|出售|热卖|熱賣"
    r"|售楼|售樓|开盘|開盤|诚聘|誠聘|诚征|誠徵|代理加盟"
)
_ADVERT = re.compile(
    rf"""(?=.*(?:{_SELLS})|(?:广告|廣告)[\s　])                                               # 廣告　某某大道九號　電話：2522 0000
    [^。；“”]{{2,40}}[\s　][^。；“”]{{0,24}}
    (?:热线|熱線|专线|專線|电话|電話|洽|Tel|TEL)[\s　]*[:：]?[\s　]*
    [(（]?[0-9]{{2,4}}[)）]?[\s\-—]*[0-9\-—\s]{{5,14}}
    | [【\[（(〔]\s*(?:广告|廣告|推广|推廣|赞助|贊助)\s*[】\]）)〕][^。；]{{2,40}}                 # 【廣告】月入三萬不是夢
    | (?P<rule>[≡=＝~～*＊—\-]{{2,}})\s*(?:广告|廣告)\s*(?P=rule)[^。]{{0,40}}                 # ≡≡≡ 廣告 ≡≡≡
    | [^。；“”]{{0,8}}(?:点击|點擊|戳|扫码|掃碼|长按|長按|加微信)[^。；“”]{{2,40}}[\s　]*[↓▼⬇👇]+            # 点击下方链接，领取红包 ↓↓↓
    | [>＞»]{{2,}}[^。；“”]{{0,8}}(?:点击|點擊|戳|扫码|掃碼|长按|長按|识别|識別|加入|关注|關注)[^。；“”]{{2,30}}[<＜«]{{2,}}            # >>>点击阅读全文<<<
    """,
    re.VERBOSE,
)


_SPAM = re.compile(  # what hacked pages carry as their title
    r"无码|無碼|[一二三]区|[一二三四]區|人妻|久久|av(?![a-z])|在线观看|在線觀看|国产|國產|欧美|歐美|日韩|日韓|亚洲|亞洲|成人|黄色|丝袜|絲襪|精品|视频|視頻|高清|免费|免費|三级|色情|乱码|熟女|不卡|中文字幕",
    re.IGNORECASE,
)
_SPAM_OWN = re.compile(
    r"无码|無碼|人妻|久久|成人|丝袜|熟女|中文字幕|[一二三]区|[一二三]區|三级|不卡|婷婷|追[剧劇]神器", re.IGNORECASE
)


_BETS = re.compile(
    r"葡京|威尼斯人|金沙(?:娱乐|娛樂|城)|新濠|博彩|菠菜|彩票|彩金|投注|下注|棋牌|百家[乐樂]|老虎机|老虎機|[时時]{2}彩|六合彩|[赌賭][场場球]|[电電][竞競]|比分|[娱娛][乐樂]城"
    r"|[网網][赌賭]|真人麻[将將]|提[现現](?=$|\d)|(?:[电電]玩|[游遊][戏戲])城|注[册冊]送|捕[鱼魚]|真人[娱娛视視]|皇冠体育|皇冠足球|走[势勢][图圖]|[开開][奖獎]"
)
_LURES = re.compile(
    r"下[载載]|注[册冊]|app|在[线線]|直播|平台|平臺|官[网網]|[开開][户戶]|送|走[势勢][图圖]|[结結]果|大[厅廳]",
    re.IGNORECASE,
)


def _is_bet(line: str) -> bool:
    """Is a line nothing but names of games of chance, side by side, each with what one is lured by?

    >>> _is_bet("金沙棋牌下载,彩票投注平台,百家乐在线注册"), _is_bet("赌场、彩票和电竞的监管平台，下载量上升")
    (True, False)
    """
    label = re.match(r"[\u4e00-\u9fff]{2,6}[:：]", line)
    cells = [cell for cell in re.split(r"[\s,，|｜_]+", line[label.end() if label else 0 :]) if cell]
    bets = sum(bool(_BETS.search(cell)) for cell in cells)
    lures = sum(bool(_BETS.search(cell) and _LURES.search(cell)) for cell in cells)
    plain = not re.search("[。；：、“”《》的和]", line[label.end() if label else 0 :])
    return len(cells) >= 3 and plain and bets >= 2 and 3 * bets >= 2 * len(cells) and lures >= 2


def _is_spam(line: str) -> bool:
    """Is a line a row of the words for which hacked pages are found?

    >>> _is_spam("国产三区四区精品,成人久久免费视频,日韩欧美在线观看"), _is_spam("日韩、欧美和亚洲的视频产业")
    (True, False)
    """
    words = _SPAM.findall(line)
    return len(words) >= 4 and len(set(_SPAM_OWN.findall(line))) >= 2 and not re.search("[。；：]", line)


def _is_lure(line: str) -> bool:
    """Is a line two such things or more side by side, of whichever kind, each in the words that lure?

    >>> _is_lure("久久看在线视频 - 正规网赌平台 - 2021最新注册送38元"), _is_lure("成人教育 - 免费注册 - 在线视频")
    (True, False)
    """
    cells = [cell for cell in re.split(r"\s*[,，|｜_]\s*|\s+[-–—]\s+|\s+", line.strip()) if cell]
    told = [len({*_SPAM.findall(cell), *_BETS.findall(cell), *_LURES.findall(cell)}) for cell in cells]
    own = sum(bool(_SPAM_OWN.search(cell) or _BETS.search(cell)) for cell in cells)
    return len(cells) > 1 and all(told) and sum(told) > len(cells) + 1 and own > 1 and not re.search("[。；：“”]", line)


_OFFERS = re.compile("诚聘|誠聘|诚征|誠徵|招租|出租|出售")
_OFFERED = re.compile("招聘|應聘|应聘|聘用|招考|招租|竞租|競租|承租|拍卖|拍賣|转让|轉讓")


def _is_subject(line: str, whole: str) -> bool:
    """Does a line offer what the sentences of the page are about, as an office's own notice does?"""
    others = (row for row in page_of(whole).sentences if row != line)
    return bool(_OFFERS.search(line)) and any(map(_OFFERED.search, others))


_LABEL = re.compile(r"(?:(?:广告|廣告|Advertisements?|ADVERTISEMENTS?)[\s　]*){1,3}")


def _is_told(line: str, whole: str) -> bool:
    """Do the sentences of the page speak of what stands on this line by itself?

    >>> _is_told("广告", "渡口重开。\\n广告\\n船票照旧。"), _is_told("广告", "广告\\n广告费由双方分担。")
    (False, True)
    """
    word = line.split()[0]
    return any(word in row for row in page_of(whole).sentences)


def find(line: str, whole: str) -> Iterator[Edit]:
    if _is_spam(line) or _is_bet(line) or _is_lure(line):
        yield Edit(0, len(line), line, "", RULE.id, "被篡改网页的垃圾关键词，不属正文")
        return
    if _is_subject(line, whole):
        return
    if _LABEL.fullmatch(line) and not _is_told(line, whole):
        yield Edit(0, len(line), line, "", RULE.id, "夹在版面中的广告，不属正文")
        return
    yield from whole_line(_ADVERT, line, RULE.id, "夹在版面中的广告，不属正文")


RULE = Rule(
    id="advert",
    stage="segment",
    zh="广告",
    en="Advert",
    why="报纸栏间、网页段落间的广告不是文章的文字，夹在两篇之间时还会被误作标题。",
    tei="fw",
    find=find,
)
