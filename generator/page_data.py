"""What a page says of a text in a line of its own: when and by whom it was put up, with counters and labels beside it."""

from __future__ import annotations

import re

from generator.dates import CLOCK, DATE
from generator.layout import width
from generator.names import is_name
from generator.wordlists import HAN, any_of

_LABEL = any_of(
    "发布时间 发布日期 发表时间 發布時間 發佈時間 發布日期 發佈日期 發表時間 發表日期 发表日期 更新日期 张贴日期 張貼日期 刊登時間 更新时间 更新時間 时间 時間 日期 来源 來源 稿源 稿件来源 稿件來源 信息来源 文章来源",
    "新闻来源 消息来源 出处 出處 作者 责任编辑 責任編輯 责编 责任校对 编辑 編輯 记者 記者 浏览 浏览量 瀏覽 阅读 阅读量 閱讀 点击 点击量 點擊",
    "索引号 信息索引 主题分类 信息分类 组配分类 体裁分类 发文机关 发文单位 公开日期 公开责任处室 责任处室 公开责任部门 公开方式 公开范围 公开时限 生成日期 生成时间 成文日期 有效性",
    "公文时效 文号 发文字号 主题词 信息名称 信息来源 来源单位 浏览次数 瀏覽次數 點閱次數 点击次数 阅读次数 上传日期 上傳日期 录入 资料来源 發布單位",
    "发布者 发布人 發布者 發佈者 公告日期 最後更新 最后更新 更新日期 更新於 發佈單位 上版日期 點擊率 人氣 人气",
    "點擊量 点击数 字号 更新 评论 分享 分享到 分享至 查看 识别码 围观 更多 发布 發布 发表 發表 打印 关闭 收藏 审核 校对 供稿 单位 栏目 标签",
)
_VALUE = rf"(?:\s*[:：]\s*(?:(?!{_LABEL})[^\s　|｜:：，。]){{0,16}})?"
_PIECES = re.compile(
    rf"""[12][0-9]{{3}}\s*[-/.年\s]\s*[0-9]{{1,2}}\s*[-/.月]\s*[0-9]{{1,2}}\s*[日号號]?   # 2024 01-01, 2018/5/25
      | (?<![0-9])[0-9]{{1,2}}[./][0-9]{{1,2}}[./][12][0-9]{{3}}(?![0-9])        # 21.03.2018, 21/03/2018
      | (?<![0-9])[0-9]{{1,2}}[/-][0-9]{{1,2}}(?![0-9])
      | (?:更新|{any_of("发布 發布 發佈 发表 發表 刊登 上传 上傳")})\s*[于於]
      | (?:文|图|圖|撰文|摄影|攝影|文字|作者|译|譯)\s*[/／:：]\s*{HAN}{{2,4}}(?!{HAN})
      | (?:Published|Posted|Updated|Last\s+(?:updated|modified)|[Dd]ate)(?:\s+on)?\s*[:：]?
      | [0-9]{{1,2}}\s*[:：]\s*[0-9]{{2}}(?:\s*[:：]\s*[0-9]{{2}})?
      | ^[\u4e00-\u9fff]{{2,8}}\s*[|｜]\s*(?=[12][0-9]{{3}}[-/.年])                   # 時事脈搏 | 2024-04-17
      | (?:星期|周|週|礼拜)[一二三四五六日天]
      | (?:微信|朋友圈|(?:新浪|腾讯|騰訊)?微博|QQ空[间間]|QQ好友|脸书|臉書|推特|Facebook|Twitter|LINE)(?=[\s　|｜]|$)
      | (?:(?:https?:)?//|www\.)[^\s　]+?(?=[12][0-9]{{3}}[-/年]|[\s　]|$)
      | (?:评论|評論)\s*[（(][^（）()]{{0,8}}[）)] | 收藏成功 | 收藏本文 | (?<=[\s　|｜])[大小][\s　]*[|｜][\s　]*中[\s　]*[|｜][\s　]*[大小](?=[\s　|｜]|$) | (?:字号|字號)\s*[+＋]
      | {_LABEL}{_VALUE}
      | (?<![\u4e00-\u9fff]){HAN}{{2,8}}(?:网|網|报|報|社)(?=[\s　|｜]|$)
    """,
    re.VERBOSE,
)
_LABELLED = re.compile(rf"{_LABEL}\s*[:：]")
RECORD = re.compile(
    rf"(?=\S{{3,}}){_LABEL}\s*\t\s*[^。]{{1,40}}"  # a row of the table that a ministry sets above a text
    r"|【(?:篇名|题名|題名|作者|机构|单位|报纸名称|期刊名称|刊名|报纸日期|出版日期|日期|年期|期|版号|版次|版名|关键词|關鍵詞|摘要|分类号|正文快照|DOI|来源|來源)】[^。]{0,60}"
)
FULL_DAY = re.compile(
    r"(?<![A-Za-z0-9]\.)(?<![0-9×])[12][0-9]{3}\s*[-/.年\s]\s*[0-9]{1,2}\s*[-/.月]\s*[0-9]{1,2}"  # no part of an identifier
    r"|(?<![0-9./])[0-9]{1,2}([./])[0-9]{1,2}\1[12][0-9]{3}(?![0-9./])"
)


_PUT_UP_AT = re.compile(  # 更新於 2017年11月04日19:30
    rf"{any_of('更新 发布 發布 發佈 发表 發表 刊登')}[于於]\s*[12][0-9]{{3}}"
)
_SITE_ROW = re.compile(  # whose page, when, and what else a site says in few words: http://… 2020-09-03 某某大学 佚名
    rf"(?:(?:https?://|www\.)[^\s　]+|[Dd]ate)[\s　]+{DATE}{CLOCK}(?:[\s　|｜]+[^\s　|｜，。；：！？]{{1,16}}){{0,5}}"
)
_DAY_AND_NAME = re.compile(rf"[12][0-9]{{3}}([-/.])[0-9]{{1,2}}\1[0-9]{{1,2}}\s*{HAN}{{2,4}}")  # 2019-03-04某某


def is_page_data(line: str) -> bool:
    """Is a line nothing but when and by whom a page was put up, in whatever order and dress?

    >>> lines = ["发布时间:2023-09-20 11:05:00来源: 云州新闻网", "( 2019-10-12 ) 稿件来源：每日电讯", "2019年10月，大桥通车"]
    >>> [is_page_data(line) for line in lines]
    [True, True, False]
    """
    if not FULL_DAY.search(line) and len(_LABELLED.findall(line)) < 2:
        return False
    rest = re.sub(r"[\W_0-9]+", "", _PIECES.sub("", line))
    dated = _DAY_AND_NAME.fullmatch(line) or FULL_DAY.match(line) or _PUT_UP_AT.match(line)
    return len(rest) <= 2 or bool(dated and is_name(rest)) or bool(_SITE_ROW.fullmatch(line))


_SET_APART = re.compile(r"\s*[|｜]\s*|[\s　]+(?=[\u4e00-\u9fff]{2,6}\s*[:：])")
_LABELLED_CELL = re.compile(r"[\u4e00-\u9fff]{2,6}\s*[:：]\s*[^，。：；“”「」]{0,24}")
_PUT_UP = re.compile(  # 發布日期：2017-12-09; when a meeting was held is no page's to say
    rf"{any_of('发布 發布 發佈 发表 發表 刊登 刊出 登载 登載 公布 上传 上傳 上版 上线 更新 张贴 張貼 发文 發文 公告 成文 生成 印发 印發 公开 公開 发稿 發稿 录入 錄入 上载 上載')}(?:日期|时间|時間|日)?\s*[:：]\s*(?:[12][0-9]{{3}}|[0-9]{{2,3}})\s*[-/.年]\s*[0-9]{{1,2}}\s*[-/.月]\s*[0-9]{{1,2}}"
)


_DAY_CELL = re.compile(r"(?:日期|时间|時間)\s*[:：]\s*[12][0-9]{3}\s*[-/.年]")  # a meeting has one too,
_TO_THE_MINUTE = re.compile(  # 时间：2022-11-08 18:40内容来源：某某, whatever labels of its own a site adds
    r"(?:发布|發布|發佈|发表|發表|更新)?(?:日期|时间|時間)\s*[:：]\s*[12][0-9]{3}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?\s*[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?(?=[^0-9\-–—~～至到]*[来來]源\s*[:：])"
)
_OF_FILE = re.compile(any_of("格式 大小 价格 價格 页数 頁數 积分 積分 文件 文档 文檔 下载 下載") + r"\S{0,3}\s*[:：]")
_OF_PAGE = re.compile(  # but not these
    r"(?:[\u4e00-\u9fff]{0,2}(?:来源|來源)|(?:点阅|點閱|点击|點擊|浏览|瀏覽|阅读|閱讀)[\u4e00-\u9fff]{0,2}|人气|人氣)\s*[:：]"
)


def tells_much(line: str) -> bool:
    """Does a line say with labels when and by whom a page was put up: three that it is known by, or any beside a day of publication?

    >>> tells_much("编辑：小满 识别码：23-10 七号文库 发布时间： 2014-07-29 14:51 来源：网络"), tells_much("时间：2019-09-12 09:00 地点：三楼")
    (True, False)
    >>> tells_much("發布日期：2017-12-09　某某單位：研究司　新聞編號：第241號"), tells_much("会议日期：2017-12-09　出席人数：三十")
    (True, False)
    """
    if width(line) > 80 or re.search("[。；？]", line):
        return False
    labels = {match.group() for match in _LABELLED.finditer(line)}
    if len(labels) >= 3 and FULL_DAY.search(line):
        return True
    if _TO_THE_MINUTE.match(line) and len(labels) > 1:
        return True
    cells = [cell for cell in _SET_APART.split(line.strip()) if cell]
    dated = any(map(_PUT_UP.match, cells)) or (any(map(_DAY_CELL.match, cells)) and any(map(_OF_PAGE.match, cells)))
    if any(map(_OF_FILE.match, cells)):  # what a site that shares documents says of a file
        return False
    return len(cells) > 1 and dated and all(map(_LABELLED_CELL.fullmatch, cells))
