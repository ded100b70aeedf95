"""What a site says for itself: copyright, disclaimers, cookies, log-in, its app, its makers, languages, weather.

A sentence about copyright, an app or the weather that is not one of the set phrases of web pages is left.

>>> [is_notice(text) for text in ("本站使用Cookie，继续浏览即表示同意。", "28°", "- English", "打开云州APP，查看更多精彩图片")]
[True, True, True, True]
>>> [is_notice(text) for text in ("法院认定该网站侵犯著作权。", "气温升至28°C。", "他下载了客户端。")]
[False, False, False]
"""

from __future__ import annotations

import re
from itertools import pairwise

from generator.formulas import any_of
from generator.hanzi import simplified
from generator.repairs.whole_page import page_of

_SELF = re.compile(
    any_of("本网站 本網站 本网 本網 本站 本平台 本公众号 本公眾號 本栏目 本刊物", "我们联系 我們聯繫 我们处理 我們處理")
    + r"|(?:发表|张贴|发布|上传)(?:文章|言论|留言|评论|内容)|凡.{0,24}(?:注明|註明)|(?:联系|聯繫|告知|通知)我[们們]|[与與和]我[们們](?:联系|聯繫)"
)
_RIGHTS = re.compile(
    any_of(
        "转载 轉載 授权 授權 版权 版權 著作权 著作權 免责 免責 侵权 侵權 删除 刪除 删帖 摘编 摘編 镜像 鏡像 网络转载 引用 观点 觀點 立场 立場",
        "真实性 真實性 注明来源 註明來源 商业用途 追究 法律责任 法律責任 不代表 仅供参考 僅供參考 信息存储 处理 處理",
        "学习交流 學習交流 收集而来 收集而來 来自互联网 來自互聯網 检举 檢舉 停权 停權 违法 違法 侵害 风险自担 風險自擔 风险请自担 風險請自擔",
    )
)
_TITLED = any_of("免责 免責 版权 版權 著作权 著作權 特别 特別 郑重 鄭重 法律 网站 網站 友情 温馨 溫馨") + any_of(
    "声明 聲明 说明 說明 提示"
)
_TITLED_NOTICE = re.compile(_TITLED + r"\s*[:：]")
_ABOUT_TEXT = re.compile(
    r"(?:(?:声明|聲明)\s*[:：]\s*)?(?:本文|本篇|以上|文章|该文|上述)(?:内容|內容|文章|资讯|信息|观点)?[^。]{0,16}(?:首[发發]|来[自源]|整理|转[载自]|轉[載自]|仅代表|僅代表|不代表|版权|系)"
)
_FORBIDS = re.compile(
    r"[^，。]{0,30}未[经經][^，。]{0,8}(?:授权|授權|许可|許可|同意)[，,]?[^，。]{0,4}(?:禁止|不得|严禁|嚴禁|请勿|請勿)"
)
_HEAD = re.compile(rf"[【\[（(]?(?:{_TITLED}|声明|聲明|版权信息|網站聲明)[】\]）)]?\s*[:：]?")
_LANGUAGE = any_of(
    "English 英文版 Français Español Русский العربية 日本語 日文版 한국어 Deutsch Português Italiano 简体 繁體 简体中文 繁體中文 简体版 繁体版",
    "中文 中文版 BIG5 GB EN ENG FR 移动版 手机版 電腦版 电脑版 无障碍 关怀版 长者版 適老版",
)
_DEGREES = r"-?[0-9]{1,2}\s*(?:°\s*C?|℃|度)"
_SKY = any_of("晴 阴 陰 多云 多雲 小雨 中雨 大雨 阵雨 陣雨 雷阵雨 小雪 中雪 大雪 雾 霧 霾 晴间多云 转 轉")
_NOTICE = re.compile(
    rf"""
      [\s\-•·*]*(?:其他|其它|更多|选择|選擇|切换|切換)?(?:语言|語言|語系)(?:版本|选择|選擇|切换|切換)?\s*[:：]?     # 其他语言版本：
    | [\s\-•·*|｜/\[\]]*{_LANGUAGE}(?:[\s\-•·*|｜/\[\]]+{_LANGUAGE})*[\s\-•·*|｜/\[\]]*              # English | Français
    | .{{0,40}}(?i:cookies?).{{0,40}}(?:同意|接受|使用|隐私|隱私|设置|設定).{{0,80}}
    | .{{0,60}}(?:同意|接受|使用|隐私|隱私).{{0,40}}(?i:cookies?).{{0,80}}
    | (?:请|請|您?尚未|您还没有|您還沒有)?(?:登录|登錄|登入|注册|註冊)(?:后|後|之后|账号|帳號|即可|或注册|或註冊|/|｜|\|)[^。]{{0,24}}
    | (?:欢迎您?|歡迎您?|您好)[，,！!]?\s*(?:游客|訪客|访客|请登录|請登入)[^。]{{0,20}}
    | (?:打开|打開|下载|下載|安装|安裝|使用|前往|进入|進入)[^，。：“”]{{0,12}}(?:APP|App|app|客户端|用戶端|小程序)[^。”]{{0,24}}
    | (?:打开|打開|下载|下載|进入|進入)[^，。：“”]{{2,12}}[，,]\s*(?:看|查看|阅读|閱讀|浏览|瀏覽)更多(?:精彩|内容|內容|资讯|資訊|新闻|新聞|图片|圖片|视频|視頻|影片|评论|評論|报道|報導|文章|详情|詳情)[^。”]{{0,12}}
    | (?!今天|今日|今晚|下面|现在|現在|[我你他她由])[^，。：“”]{{2,16}}(?:为您|為您|为你|為你|为大家|為大家)(?:提供|整理|推荐|推薦|分享|带来|帶來)[^。]{{0,40}}(?:(?:欢迎|歡迎|敬请|敬請|记得|記得)(?:您|你|大家)?(?:收藏|访问|訪問)|收藏本|访问本|訪問本|本站|尽在|盡在)[^。]{{0,16}}
    | (?i:skip\s+to\s+(?:main\s+)?content)[A-Za-z\s|｜]*
    | [^。；“”]{{0,12}}(?:采集|採集|抓取)本(?:网站|網站|站)[^“”]{{0,60}}                                          # 抓取本站页面请慢一些
    | (?:觉得|覺得|喜欢|喜歡|如果)[^。；“”]{{0,8}}本(?:网站|網站|站)[^。；“”]{{0,16}}(?:转发|轉發|收藏|分享|推荐|推薦|捐助)[^。；“”]{{0,24}}
    | [^。；“”]{{2,30}}[！!]?[【\[]\s*(?:https?://|www\.)[!-Z^-~]{{4,40}}\s*[】\]]                             # a slogan with the site's address
    | (?:扫码|掃碼|长按|長按|用手机|用手機|微信)[^。]{{0,12}}(?:下载|下載|关注|關注|打开|打開|观看|觀看|阅读|閱讀)[^。]{{0,24}}
    | (?:更多|精彩)[^。，]{{0,10}}(?:尽在|盡在|请下载|請下載|请关注|請關注)[^。]{{0,24}}[。！!]?
    | (?:您|你)?(?:访问|訪問|查找|请求|請求)的(?:页面|頁面|网页|網頁|文章|内容|內容).{{0,24}}
    | .{{0,60}}All\s+Rights?\s+Reserved.{{0,60}}
    | 本(?:站|网站|網站|网|網|平台|文库|文庫)[^。；“”]{{0,24}}(?:来自|來自|来源于|來源於|收集|整理|分享)[^。；“”]{{0,40}}(?:仅供|僅供|侵权|侵權|删除|刪除)[^。；“”]{{0,40}}。?
    | [^。；]{{0,30}}(?:图文|圖文|图片|圖片|文字|素材|内容|內容|文章)(?:均|皆|部分)?(?:来源[于於]?|來源[于於]?|来自|來自|源[于於]|转自|轉自)(?:互联|互聯)?[网網](?:络|絡)?[^。；]{{0,16}}(?:侵[权權]?[^。；]{{0,4}}[删刪]|[删刪]除)[^。；]{{0,8}}。?
    | [^，。；“”]{{0,40}}(?:版权所有|版權所有)[^，。；“”]{{0,60}}
    | (?:主管|主办|主辦|承办|承辦|协办|技术支持|技術支援|网站标识码|建议使用|建議使用|最佳浏览)[^，。]{{0,60}}(?:主办|承办|标识码|浏览器|瀏覽器|分辨率|技术支持|ICP)[^。]{{0,60}}
    | (?:您是|您是本站|本页|本頁|本文)(?:第|已被|共)?[^，。]{{0,10}}[0-9,]+\s*(?:位|次|人)[^，。]{{0,12}}
    | [^，。]{{0,12}}(?:违法|違法|不良信息|举报|舉報)[^，。]{{0,12}}(?:电话|電話|热线|熱線|邮箱|郵箱)\s*[:：]\s*[0-9A-Za-z@.\-\s]+
    | 维基[文百词教][库科典]?[，,]\s*自由的.{{2,8}}|維基[文百][庫科][，,]\s*自由的.{{2,8}}
    | (?:关键[词字]|關鍵[詞字]|标签|標籤|Tags?|TAGS?)\s*[:：]                                        # a label with nothing after it
    | [（(]?\s*(?:{_SKY}+\s*)?{_DEGREES}(?:\s*[/~～—-]+\s*{_DEGREES})?\s*(?:{_SKY}+)?\s*[)）]?             # ( 29° / 27° )
    | [A-Za-z0-9-]+\.(?:com|cn|net|org|COM|CN|NET|ORG)(?:\.cn)?[\s|｜\-I丨]+[^，。！？]{{2,16}}                      # 甲.COM | 一个网站
    | (?:[<«‹^↑]|[>»›])?\s*(?:上一[篇条則则页頁]|下一[篇条則则页頁]|前一篇|后一篇|後一篇|上篇|下篇)\s*(?:(?:文章|新闻|新聞|资讯|資訊|信息|范文|图文|圖文)?\s*[:：>»]|\s).{{0,80}}
    | (?:[\^↑▲]\s*)?(?:回|返回|回到)?(?:顶部|頂部|页首|頁首|TOP|Top|top)\s*[\^↑▲]?
    | (?:浏览|瀏覽|阅读|閱讀|点击|點擊|评论|評論|收藏|点赞|點讚|转发)(?:量|数|數|次数|次數)?\s*[:：]?\s*[（(]?\s*[0-9.,]+\s*(?:万|萬|k|K)?\s*(?:次|人|条|條)?\s*[)）]?(?:\s*{any_of("浏览 瀏覽 阅读 閱讀 点击 评论 評論 收藏 点赞 转发 分享")}\S{{0,8}})*
    | [^，。]{{2,10}}[网網]\s*[-–—|｜_·]\s*[^，。]{{0,6}}[您你][^，。]{{1,12}}                                # 某某网 - 您的知识仓库
    | (?:机器|機器|AI|智能|自动|自動)\s*(?:摘要|概要|速读|速讀)\s*[:：].{{1,80}}(?:展开|展開|更多|收起)
    | (?:(?:建议|建議|推荐|推薦)引用(?:格式|本文)\s*[:：]|引用(?:格式|本文)\s*[:：](?=.*(?:\[[A-Z]|[12][0-9]{{3}}))).{{4,120}}
    | [〔（(\[【]\s*(?:文长|文長|全文|本文)[^〔〕（）]{{0,8}}[0-9,]+\s*字[^〔〕（）。]{{0,24}}[〕）)\]】]
    | (?:本[网網]?站|本系统|本系統|建议|建議|推荐)?[^。，]{{0,8}}(?<![网網]站)(?<!全面)(?:支持|支援)\s*IPv6(?:[^。]{{0,40}}(?:浏览|瀏覽|分辨率|[0-9|｜　·])[^。]{{0,30}}|\s*(?:访问|訪問|网络|網絡)?) | [^。]{{0,24}}(?:适配|建议|最佳)[^。，]{{0,8}}分辨率[^。]{{0,6}}[0-9]{{3,4}}\s*[^0-9\s。]\s*[0-9]{{3,4}}[^。]{{0,20}}
    | (?=.*(?:阅读|閱讀|赞|讚|在看|评论|評論))(?:(?:阅读|閱讀|赞|讚|在看|评论|評論|喜欢|喜歡|收藏|转发|轉發|点赞|點讚)\s*[0-9][0-9,.]*(?:[万萬w]?\+?)[\s　]*){{2,}}
    | (?:点|點)(?:击|擊)?(?:上方|下方)[^。]{{0,24}}(?:星标|星標|关注|關注|蓝字|藍字|订阅|訂閱)[^。]{{0,24}}
    | (?:本文|文章|内容|本?资料|文档|稿件|此文)?(?:由|来自|来源于?|转自|出自|摘自|首发于?)[:：]?[^，。；“”]{{2,40}}?[，,\s]*(?:如需)?转[载摘](?:时|务)?[请需须][^，。]{{0,4}}(?:注明|标明|写明|保留|附上|带上)[^，。；“”]{{0,10}}(?:[:：][^，。；“”]{{0,60}})?[。！!]?   # 本文来自某库，转载请注明出处：…
    | (?:转载|轉載)[请請需须須](?:在|先|联系|聯繫|后台|後台|留言|授权|授權|私信)[^。]{{0,20}}
    | [^，。]{{0,30}}未[经經](?:书面|書面|本[网網站报報刊社])?(?:授权|授權|许可|許可|同意)[^，。]{{0,4}}不得(?:转载|轉載|镜像|鏡像|摘编|摘編)[^，。]{{0,8}}
    | 本帖最[后後][由被].{{1,24}}[于於]\s*[0-9][0-9\-/:：\s]{{8,20}}[编編][辑輯]                                    # what forums say over a post
    | (?:本篇|本文|全文|文章|共|约|約)[^。；]{{0,8}}[0-9,]+\s*字[^。；]{{0,6}}(?:读完|讀完|阅读|閱讀|预计|預計)[^。；]{{0,8}}[0-9]+\s*分[钟鐘]   # how long one reads
    | [马馬]上[注註][册冊冊]，[^。]{{0,40}}[。！]? | (?:您需要|你需要)\s*[登][录錄入][^。]{{0,60}}
    | [签簽]到天[数數]\s*[:：].{{0,40}}
    | (?:中国|中國|北京|台北|香港|现在|現在|当前|當前)(?:时间|時間)\s*[:：]?\s*[0-9]{{1,2}}:[0-9]{{2}}\s*[12][0-9]{{3}}年[^，。]{{4,20}}      # a clock
    | (?:以上|上述)(?:内容|內容)?(?:就|便)?是[^。]{{0,30}}(?:小编|小編|本站|本网|本網)[^。记者記者]{{0,20}}(?:整理|收集|搜集|分享|推荐|推薦|带来|帶來|介绍|介紹)[^。]{{0,80}}(?:内容|內容|帮助|幫助|参考|參考|喜欢|喜歡|关注|關注)[^。]{{0,16}}[。！!]?
    | (?:欢迎您?|歡迎您?)(?:光临|光臨|访问|訪問)\s*[^。，：]{{1,24}}(?:论坛|論壇|社区|社區|网站?|網站?|之家|吧|BBS|bbs)\s*[（(]\s*https?://[!-~]{{4,60}}[）)]                       # the foot of a forum
    | (?i:powered\s+by)\s+[A-Z][A-Za-z]{{2,16}}!?\s+[A-Za-z]?[0-9]{{1,2}}\.[0-9][A-Za-z0-9.]{{0,8}}
    | [0-9.,万萬]+\s*(?:人|次)(?:参与|參與|阅读|閱讀|浏览|瀏覽|评论|評論|看过|讨论)
    """,
    re.VERBOSE,
)
_CLAUSE = re.compile(r"第[0-9０-９一二三四五六七八九十百零〇]+[条條款]")  # laws speak of rights too
_COOKIE = re.compile("cookie", re.IGNORECASE)
_ASKS = re.compile("本站|本网|本網|此网站|此網站|我们|我們|您|继续浏览|繼續瀏覽|接受所有|全部接受|接受全部")
_SUBJECT = 4  # a page that says it more often is about it


def is_notice(line: str, whole: str = "") -> bool:
    """Is this one of the set phrases in which pages speak for themselves?

    >>> is_notice("我们使用Cookie，以便保存您的设置。", "cookie " * 9), is_notice("协会说，使用Cookie应当先征得同意。")
    (False, False)
    """
    if _COOKIE.search(line):
        asks = _ASKS.search(line) and not re.search("[“”「」]", line)
        return bool(asks and _NOTICE.fullmatch(line) and len(_COOKIE.findall(whole)) <= _SUBJECT)
    if any(test(line, whole) for test in (_is_event, _is_hotline, _is_part)):
        return False
    said = _NOTICE.fullmatch(line) or _NOTICE.fullmatch(simplified(line))
    return bool(said) or bool(_FLOOR.fullmatch(line) and _FORUM.search(whole))


_EVENT = re.compile("(?:主管|主办|主辦|承办|承辦|协办|技术支持|技術支援)")
_OF_FOOT = re.compile("标识码|ICP|公网安备|版权所有|版權所有|浏览器|分辨率|网站地图|联系我们|技术支持")


def _is_event(line: str, whole: str) -> bool:
    """Does a line tell who holds an event, on a page without the foot of a site?"""
    return bool(_EVENT.match(line)) and not _OF_FOOT.search(whole)


_REPORT = re.compile("举报|舉報|检举|檢舉")
_HOTLINE = re.compile(r"(?!.*(?:不良信息|本[网網站]|网站|網站)).{0,8}(?:举报|舉報).{0,8}[:：].*")


def _is_hotline(line: str, whole: str) -> bool:
    """Is a line the number to call, on a page whose sentences ask people to report something?"""
    asked = (row for row in page_of(whole).sentences if row != line)
    return bool(_HOTLINE.fullmatch(line)) and any(map(_REPORT.search, asked))


_PART = re.compile(r"[ \t　]*(?P<part>[上中下]篇)\s*[:：\s].{1,40}")


def _is_part(line: str, whole: str) -> bool:
    """Is a line the heading of one of a text's two parts: no link stands by the other with a paragraph between?"""
    if not _PART.fullmatch(line):
        return False
    at = [n for n, row in enumerate(page_of(whole).filled) if _PART.fullmatch(row)]
    return len(at) > 1 and all(later - n > 1 for n, later in pairwise(at))


_FLOOR = re.compile("樓主|楼主|沙发|沙發|板凳")  # whose post it is; sofas and benches are furniture too
_FORUM = re.compile(
    "发表于|發表於|本帖最|只看(?:该|該|楼|樓)|只看作者|签到天|簽到天|(?:回复|回覆|举报|舉報)\\s|来自手机|樓主\\s*[|｜]"
)


def claims_rights(line: str) -> bool:
    """Does the page speak here of itself and of rights? Below a text that is its notice; a text may also be about it.

    >>> claims_rights("凡注明“来源：云州网”的作品，未经本网授权不得转载。"), claims_rights("本站记者昨日采访了他。")
    (True, False)
    >>> claims_rights("第三条 本网站与他人发生版权争议的，由双方协商处理。")
    False
    """
    if _CLAUSE.match(line):
        return False
    line = simplified(line)
    rights = {found.group() for found in _RIGHTS.finditer(line)}
    if len(rights) >= 3 and _FORBIDS.match(line):
        return True
    return len(rights) >= 2 and bool(_SELF.search(line) or _ABOUT_TEXT.match(line) or _TITLED_NOTICE.match(line))


def opens_notice(line: str) -> bool:
    """Does such a line begin with the text of which it speaks (`本文首发于…`)?"""
    return claims_rights(line) and bool(_ABOUT_TEXT.match(simplified(line)))


def asks_consent(line: str) -> bool:
    """Does a site speak to its reader of its terms and his browser? A company's speaker may say the same in a text.

    >>> asks_consent("您須先同意我們的隱私政策，才能開啟朗讀。"), asks_consent("我们一向尊重用户隐私。")
    (True, False)
    """
    plain = simplified(line)
    return len(line) <= 120 and not _CLAUSE.match(plain) and all(sign.search(plain) for sign in _CONSENT)


_CONSENT = (  # whose terms, which, and to whom
    re.compile("本网站|本站|本平台|我们的|我们使用"),
    re.compile("隐私|浏览器|视窗|弹窗|个人资料|使用条款|Cookie|cookie"),
    re.compile("您|请同意|请点|使用者|点这里|点此"),
)


def heads_notice(line: str) -> bool:
    """Is this the heading of such a notice, if one stands below it?"""
    return bool(_HEAD.fullmatch(line))
