"""Controls, menus and notices of a web page: font size, print, share, breadcrumbs, copyright, search boxes.

They are whole lines made of a page's own words, not sentences. Anything with a sentence in it is left, but for the set
phrases in which a page speaks for itself (`site_notice`). A bar or an edit link at the edge of a line goes too.

>>> texts = ["【字体：大 中 小】", "打印 分享到：", "首页 > 新闻 > 正文", "版权所有 不得转载", "分享是一种美德。", "首页"]
>>> [bool(list(find(text, ""))) for text in texts]
[True, True, True, True, False, True]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.hanzi import simplified
from generator.model import Edit, Rule
from generator.repairs.furniture import at_edge, whole_line
from generator.repairs.sharing_site import is_label_row, is_sharing_notice
from generator.repairs.site_notice import is_notice
from generator.repairs.whole_page import page_of

_CONTROL = r"""(?:
    字号|字號|字体|字體|大号?|中号?|小号?|特大|默认|超大|A[+-]|T[+-]|
    打印(?:本页|本頁|文章)?|列印|关闭(?:窗口|本页)?|關閉|收藏(?:本文)?|推荐给(?:朋友|好友)|发送给好友|分享(?:到|至)?|转发|轉發|点赞|點讚|评论|留言|纠错|糾錯|我要纠错|报错|投稿|朗读|语音播报|
    微信|朋友圈|微博|新浪微博|腾讯微博|QQ空?间?|Facebook|Twitter|Line|LINE|复制链接|複製連結|复制连结|复制|二维码|手机看|客户端|
    滚动(?:新闻|播报|快讯)|實時熱點|实时热点|即时新闻|即時新聞|今日热搜|热搜榜?|
    返回(?:顶部|首页|列表|目录)|回到顶部|登录|登錄|登入|注册|註冊|搜索|搜尋|搜寻|首页|首頁|网站地图|联系我们|关于我们|RSS|English|繁體|繁体|简体|
    上一篇|下一篇|目录|目錄|更多|展开|收起|举报|举报反馈|
    跳转到内容|跳到主要內容區塊|跳到主要内容区块|跳至主要内容|讀者迴響|讀者回響|读者回响|读者评论|网友评论|網友評論|发表评论|立即下载|扫一扫|用微信扫描二维码分享至好友和朋友圈|阅读数|浏览次数|点击数|阅读|浏览|点击
)"""
_BETWEEN = r"[\s　:：|｜/·•、,，>+\-\[\]【】（）()0-9]*"


def _step(inner: int) -> str:
    """One of the steps between arrows, without the spaces around it, of so many characters between its first and last."""
    return rf"(?:(?!->|=>|>>)[^\s，。！？])(?:(?:(?!->|=>|>>)[^，。！？]){{0,{inner}}}(?!->|=>|>>)[^\s，。！？])?"


_CELL = r"[^\s，。！？：|｜](?:[^，。！？：|｜]{0,10}[^\s，。！？：|｜])?"
_SIGNS = r"[.…·\-—─=＝~～▼▽↓∨︾⌄>＞»\s]+"
_UNFOLD = r"(?:(?:展开|展開|查看|阅读|閱讀|显示|顯示|加载|載入|载入|收起|更多|全部|全文|剩余|剩餘|余下|其余|部分|内容|內容|原文|正文)\s*){2,4}"
_CHROME = re.compile(
    rf"""
      {_BETWEEN}{_CONTROL}(?:{_BETWEEN}{_CONTROL})*{_BETWEEN}                                 # 【字体：大 中 小】 打印 分享
    | (?::::\s*)?(?:您?(?:当前|现在|目前|當前|現在|所在)(?:的)?位置|位置)\s*[:：].{{0,60}}
    | [\u4e00-\u9fffA-Za-z]{{2,10}}(?:\s*(?:>{{1,2}}|[›»＞])\s*[\u4e00-\u9fffA-Za-z]{{2,12}}){{1,6}}   # 首页 > 新闻 > 正文
    | (?:网站|網站)?(?:首页|首頁|主页|主頁|Home)(?:\s*→\s*[\u4e00-\u9fffA-Za-z]{{2,12}}){{1,6}}            # 北京 → 上海 is a journey
    | (?:版权所有|版權所有|Copyright|©|本网站?版权|转载请(?:注明|務必註明|务必注明)|轉載請註明|转载请注明).{{0,80}}
    | 未经[^，。]{{0,12}}(?:授权|许可|允许|同意)(?=.*(?:转载|复制|镜像|摘编|使用|引用|传播|侵权|链接|版权)).{{0,80}}         # and not: 不得入内
    | .{{0,30}}(?:ICP[备備证證]|公网安备|互联网新闻信息服务许可).{{0,50}}
    | (?:长按|掃描|扫描|扫码|识别|識別|微信扫|扫一扫).{{0,30}}(?:二维码|二維碼|关注|公众号|客户端).{{0,30}}
    | (?:点击|點擊)(?:上方|下方|这里|此处|图片)?.{{0,16}}(?:关注|查看|进入|下载|订阅|收听|播放)[^。]{{0,20}}
    | (?:请输入|請輸入)(?:关键[词字]|關鍵[詞字]|您要|搜索).{{0,30}}
    | (?:var|let|const|function|document\.|window\.|\$\()[\s\S]{{0,400}}[;{{}})]\s*
    | {_CELL}(?:\s*[|｜]\s*+(?:{_CELL}|(?<=\s))){{2,}}\s*[|｜]?            # 首页|要闻|体育|文化
    | {_step(10)}(?:\s*(?:->|=>|>{{2,}})\s*{_step(14)})+                     # 首頁 -> 內地
    | (?=.*[\u4e00-\u9fff])[^\s，。]{{2,24}}(?:_[^\s，。_]{{2,30}}){{2,}}                                         # 甲_乙_丙：搜索用的堆砌词
    | [•·\s]*(?:<[^<>]{{1,200}}>\s*)+[•·\s]*                                              # <tr id="x"></tr>
    | \{{\{{.{{0,200}}\}}\}}
    | {_SIGNS}(?:点击|點擊)?{_UNFOLD}{_SIGNS}? | (?:点击|點擊)?{_UNFOLD}{_SIGNS}                          # ...展开全部▼
    | 字[号號体體級级]\s*[:：]?(?:[\s　|｜/]*(?:标准|標準|默认|默認|正常|较?[大中小]|較[大小]|[特超最][大小]|[加放][大]|缩小|縮小|A[+\-]?|T[+\-]|[+\-]))+
    | 字[号號体體]\s*[:：]\s*[A-Za-z+\-\s|]{{2,12}} | [-—=\s]*分[割隔][线線符][-—=\s]*
    | (?:论文|論文|文章|文档|文檔)?部分(?:内容|內容)(?:阅读|閱讀|预览|預覽)
    | (?:Video\s*Player\s*Close|VIDEO|[A-Z]{{2,4}}(?=[0-9a-f]*[a-f])[0-9a-f]{{16,40}})                   # a player, and the page's own number
    | 返回[^，。：>＞]{{0,8}}(?:首页|首頁|主页|主頁|频道|頻道|列表)[\s>＞»]*
    | 【?文[章档檔](?:内容|內容)?(?:简介|簡介|摘要)】
    | 返回[\u4e00-\u9fff]{{2,6}}[，,]\s*(?:查看|看)更多 | 正文已[结結]束[，,].{{2,24}} | [搜]索\s*[:：]\s*[^，。]{{2,24}}
    | [\u4e00-\u9fff]{{2,10}}官方(?:[帐账帳]号|帳號|帐号|微博|微信) | 如果[你您][对對][^。]{{2,16}}意[见見]或建[议議][^。]{{2,24}}反[馈饋]。?
    | [+＋][1１] | Qzone | 关注[\u4e00-\u9fff]{{2,6}}(?:网|社|报|客户端) | [\u4e00-\u9fff]{{2,10}}(?:网|網|在线|頻道|频道)[\s　]+正文
    | (?:推荐|推薦|分享|发送|發送|转发|轉發)给?給?(?:朋友|好友)\s*[:：]?\s*(?:确定|確定|发送|發送|提交)
    | (?:广告|廣告)[\s　:：]*[0-9]{{1,3}}\s*秒[^。]{{0,16}}                                             # 广告 5秒后可关闭
    | [【\[（(〔]\s*(?:延伸|相关|相關|推荐|推薦|更多|拓展|扩展|擴展|链接|連結|连结)(?:阅读|閱讀|新闻|新聞|报道|報道|報導|报导|文章)?\s*[:：][^。【】\[\]]{{4,50}}[】\]）)〕]
    | (?:放大|查看|點擊放大|点击放大)(?:图片|圖片|大图|大圖|原图|原圖)
    | [|｜]                                                                               # the side of a table
    | [┌┏╔╭└┗╚╰][─━═╌┄┈]{{3,}}[┐┓╗╮┘┛╝╯]                                                      # the edge of a box without columns
    | ([═━─―＝=＿_~～＊*#＃])\1{{9,}}                                                          # a ruled line
    | [>＞»]{{1,4}}\s*(?:更多|点击|點擊|查看|返回|进入|進入)[^。；“”]{{2,24}}                              # >>>更多内容请进入国际频道
    | [:：|｜<>«»/\\]{{2,}}(?:\s+[:：|｜<>«»/\\]{{2,}})*                                         # ::: where a screen reader skips
    | (?:[【\[]\s*[0-9]{{1,2}}\s*[】\]]\s*)+(?:(?:上|下)一[页頁][\s<>«»]*)*                         # 【1】 【2】 下一页
    | (?:发表于|發表於|发布于|發佈於|IP属地\s*[:：]?|IP屬地\s*[:：]?)\s*[\u4e00-\u9fff]{{2,3}}
    | 附件(?:下[载載])?\s*[:：]\s*[!-~]{{1,40}}\.(?:pdf|docx?|xlsx?|wps|ofd)\s*[（(]\s*[0-9.]+\s*[KMG]B\s*[)）]                  # a file whose name tells nothing
    | ad[0-9]+_[0-9]+\*[0-9]+
    | [\u4e00-\u9fff]{{2,5}}\s*-?[0-9]{{1,2}}\s*[°℃]C?                                     # 臺北市28°
    | <!--.*?-->|<script.{{0,400}}|</script>
    """,
    re.VERBOSE,
)
_TEASER = re.compile(
    r"[【\[（(〔]\s*(?:延伸(?:阅读|閱讀)|相关(?:阅读|新闻|报道|报导)|相關(?:閱讀|新聞|報導|報道)|推荐阅读|推薦閱讀|更多(?:新闻|新聞|阅读|閱讀)|点击(?:阅读|查看)|點擊(?:閱讀|查看))\s*[】\])）〕]\s*[^。]{10,50}"
)  # 【延伸阅读】另一篇的标题
_LIST_HEAD = re.compile(
    r"(?:[【\[《][^【】\[\]《》。]{6,40}[】\]》](?:的)?)?"  # [某文]相关阅读：
    r"[【\[（(◆■●▶>↓▼\s]*(?:相关(?:新闻|阅读|链接|连结|链结|报道|报导|文章|推荐|专题|稿件|资讯|信息|内容|热词)|相關(?:新聞|閱讀|連結|连结|鏈結|链结|鏈接|報導|报导|報道|文章|推薦|專題|稿件|資訊)|推荐阅读|推薦閱讀|"
    r"延伸(?:阅读|閱讀)|(?:新闻|视频|头条|图片)推荐|推荐(?:视频|新闻|图片)|热门(?:推荐|文章|新闻)|熱門(?:文章|新聞)|热点(?:新闻|推荐)|猜你喜欢|精彩推荐|最新(?:新闻|文章)|更多(?:新闻|精彩|阅读)|"
    r"往期(?:回顾|精彩|推荐)|今日(?:热点|推荐)|新闻排行|点击排行榜?|大家都在看|为您推荐|編輯推薦|编辑推荐)[】\]）)：:\s>↓▼]*"
)
_REASON = "网页控件或声明，不属正文"


def find(line: str, whole: str) -> Iterator[Edit]:
    if not (1 < len(line) <= 4 and line.isdigit()) and not _is_lesson(line, whole):
        close = _SPREAD.sub("", line)  # 打 印
        edits = list(whole_line(_CHROME, close, RULE.id, _REASON) if close == line else _spread(line, close))
        if not edits and (
            _is_empty_label(line, whole)
            or is_notice(line, whole)
            or is_label_row(line, whole)
            or _is_status(line, whole)
            or is_sharing_notice(line, whole)
        ):
            edits = [Edit(0, len(line), line, "", RULE.id, _REASON)]
        if edits and (_is_table_row(line, whole) or _is_announced(line, whole) or _is_town(line, whole)):
            edits = []
        yield from edits or at_edge(_EDGE, line, RULE.id, _REASON)
        yield from whole_line(_LIST_HEAD, line, RULE.id, "相关文章列表的标题，不属正文")
        yield from whole_line(_TEASER, line, RULE.id, "另一篇文章的标题，不属正文")


_STATUS = re.compile(  # 当前浏览：付费专区
    r"[您你]?(?:当前|當前|目前|正在|现在|現在|所在)的?(?:浏览|瀏覽|阅读|閱讀|查看|访问|訪問|频道|頻道|栏目|欄目|专区|專區|版块|板块|版塊|分类|分類|页面|頁面)"
    r"(?:的?(?:是|页面|頁面|内容|內容))?\s*[:：]\s*[^，。；：？！]{0,8}"
)


def _is_status(line: str, whole: str) -> bool:
    """Does a line above the text tell its reader in which part of the site he is?

    >>> _is_status("当前栏目：演讲", "当前栏目：演讲\\n渡口重开"), _is_status("当前栏目：演讲", "电台今天改版了。\\n当前栏目：演讲")
    (True, False)
    """
    return bool(_STATUS.fullmatch(line)) and not re.search(r"[。！？”]\s*$", whole.partition(line)[0], re.M)


_CODE = re.compile(r"(?:var|let|const|function)\b|<[^<>]+>")
_LESSON = re.compile(
    "编程|編程|程式|程序|代码|代碼|脚本|变量|變數|变数|函数|函數|标签|標籤|网页|網頁|HTML|JavaScript", re.IGNORECASE
)


def _is_lesson(line: str, whole: str) -> bool:
    """Is a line of code what the sentences of the page speak of?"""
    return bool(_CODE.match(line)) and any(map(_LESSON.search, page_of(whole).sentences))


def _is_town(line: str, whole: str) -> bool:
    """Is a line a place and its degrees, and another place's stands right above or below?

    >>> _is_town("云江 31℃", "云江 31℃\\n红岩 33℃"), _is_town("臺北市28°", "臺北市28°\\n渡口重開。")
    (True, False)
    """
    others = (row for row in page_of(whole).beside(line) if row != line) if _TOWN.fullmatch(line) else ()
    return any(map(_TOWN.fullmatch, others))


_TOWN = re.compile(r"[\u4e00-\u9fff]{2,5}\s*-?[0-9]{1,2}\s*[°℃]C?")


def _is_empty_label(line: str, whole: str) -> bool:
    """Is a line the label of attachments of which none stands below it?

    >>> _is_empty_label("附件：", "会议开幕。\\n附件：\\n【打印】"), _is_empty_label("附件：", "附件：\\n1. 名单")
    (True, False)
    """
    if not _ATTACHED.fullmatch(line):
        return False
    below = filter(None, page_of(whole).below(line))
    return all(_FILE.fullmatch(row) or _CHROME.fullmatch(row) or is_notice(row) for row in below)


_FILE = re.compile(
    r"[^，。]{1,40}\.(?:zip|rar|jpe?g|png|mp[34])(?:\s*[（(][0-9.]+\s*[KMG]B?[)）])?"
)  # what holds no text
_ATTACHED = re.compile(r"(?:相关|相關)?(?:附件|附件下载|附件下載|文件下载|文件下載)\s*[:：]")


def _is_table_row(line: str, whole: str) -> bool:
    """Has the page three or more lines of as many cells between bars, of which one or more is not a menu's word?

    >>> table = "日期 | 课程 | 教师\\n周一 | 绘图 | 林老师\\n周二 | 测量 | 周老师"
    >>> _is_table_row("周二 | 测量 | 周老师", table), _is_table_row("首页|要闻|体育", "首页|要闻|体育")
    (True, False)
    """
    bars = len(_BAR.findall(line))
    if bars < 2 or _CONTROLS.search(line):
        return False
    rows = [row for row in page_of(whole).rows if len(_BAR.findall(row)) == bars and not _CONTROLS.search(row)]
    return len(rows) >= _ROWS


def _is_announced(line: str, whole: str) -> bool:
    """Is a way from page to page what the line above tells its reader to take, as handbooks do?

    >>> _is_announced("首页 > 设置 > 关于", "请依次打开：\\n首页 > 设置 > 关于"), _is_announced("首页 > 新闻", "您的位置：\\n首页 > 新闻")
    (True, False)
    """
    return bool(_WAY.fullmatch(line)) and any(map(_TELLS.search, page_of(whole).above(line)))


_PLACE = r"[^\s，。：>›»＞→][^，。：>›»＞→]{0,10}[^\s，。：>›»＞→]"
_WAY = re.compile(rf"{_PLACE}(?:\s*[>›»＞→]{{1,2}}\s*{_PLACE})+")
_TELLS = re.compile(r"(?:如下|以下|下面|下列)[^。]{0,20}[。：:]?$|(?<!位置)(?<!在)[：:]$")
_BAR = re.compile("[|｜]")
_CONTROLS = re.compile(_CONTROL, re.VERBOSE)
_ROWS = 3
_EDGE = re.compile(
    r"[（(]本文(?:来自|來自|来源|來源)[^（）()]{2,24}[，,][^（）()]{0,30}(?:下载|下載|关注|關注|搜索)[^（）()]{0,24}[）)]$"
    r"|(?<=[。！？”」])\s*[|｜]+\s*$|(?<=[\u4e00-\u9fff])\s*[\[［【]\s*(?:复制链接|複製鏈接|複製連結|复制连结|只看楼主|只看樓主)\s*[\]］】]$|^[\[［【](?:编辑|編輯)(?:[|｜](?:编辑|編輯)?(?:源代码|原始碼|原始码))?[\]］】]\s*(?=\S)|(?<=\S)\s*[\[［](?:编辑|編輯)[\]］]$"
)
_SPREAD = re.compile(r"(?<=[\u4e00-\u9fff])[ \u3000](?=[\u4e00-\u9fff])")


def _spread(line: str, close: str) -> Iterator[Edit]:
    if _CHROME.fullmatch(line) or (len(close) <= 12 and _CHROME.fullmatch(close)):
        yield Edit(0, len(line), line, "", RULE.id, _REASON)


def opens_list(line: str) -> bool:
    """Does this line stand above a list of other articles?"""
    return bool(_LIST_HEAD.fullmatch(line) or _LIST_HEAD.fullmatch(simplified(line)))


RULE = Rule(
    id="site-chrome",
    stage="segment",
    zh="网页控件与声明",
    en="Site chrome",
    why="字号、打印、分享、面包屑导航、版权声明、相关文章列表等是网页的部件，不是文章的文字。",
    tei="fw",
    find=find,
)
