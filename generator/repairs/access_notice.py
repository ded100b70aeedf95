"""What a site that shares documents says of how to reach the rest of one: so many pages free, log in, pay, download.

Each site words it otherwise, and all with the same few words: how much (`12 頁`, `20 点`), what one may do (preview, log
in, pay, download), with what (the document, the full text), and what stands in the way (only, left, hidden, need). So a
line is read word by word. One that has nothing but such words, of three kinds or more, is a notice; an author's sentence
about a library or a price list has a subject, a name or a verb besides.

>>> [says_access(line) for line in ("本文件共 12 頁，僅供預覽 3 頁", "如需閱讀全文，請登入後使用 20 點數下載", "……還有 22 頁，繼續閱讀請下載")]
[True, True, True]
>>> [says_access(line) for line in ("条约全文共12页。", "读者登录后可以下载全文。", "下载文档", "复印：每页0.5元", "全文分三部分")]
[False, False, False, False, False]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from generator.formulas import any_of, word_set
from generator.hanzi import simplified
from generator.layout import ends_sentence, width
from generator.repairs.site_call import needs_more
from generator.repairs.whole_page import page_of
from generator.words import is_unfinished, one_word_across

_NUMBER = r"(?:[0-9０-９][0-9０-９,.]*|[一二两三四五六七八九十百千]+)"
_UNIT = any_of("页 字 点 点数 点券 积分 金币 学币 文币 书币 豆 下载券 元 美元 张 章 章节 节 篇 KB MB K M P % ％")
_MONEY = r"(?:[¥￥$]|NT\$|HK\$|US\$)\s*[0-9][0-9.,]*"
_WORDS = {  # Simplified; every word of the line must be one of them
    "reach": "预览 试读 试看 试阅 样章 样张 阅读 查看 查阅 浏览 观看 下载 登录 登入 注册 付费 支付 付款 购买 充值 解锁 订阅 开通 兑换 展开 显示"
    " 加载 扫码 获取 领取 打开 保存 微信 支付宝 限看",
    "gate": "升级 登录 登入 注册 付费 支付 付款 购买 充值 解锁 订阅 开通 兑换 扫码 积分 点数 金币 会员 VIP 下载券",
    "thing": "全文 原文 正文 文档 文件 文稿 资料 资源 内容 讲稿 课件 报告 完整版 会员 VIP 账号 帐号 余额 积分 点数 点券 金币 下载券 电子书 附件 章节 额度"
    " 页面 全书 本书 电子版 下载次数",
    "limit": "隐藏 剩余 余下 其余 还剩 还有 尚有 未读 未 不提供 不支持 不可 不能 无法 仅 只 仅供 只能 最多 到此 为止 结束 完毕 省略 略去 截断 锁定"
    " 受限 限制 剩 只剩 超出 限看 上限 部分 用完 用尽 耗尽",
    "rest": "全文 完整 完整版 完整内容 剩余 余下 其余 继续 全部 更多 原文",
    "ask": "请 需 须 如需 需要 必须 才能 才可 可 可以 即可 方可 便可 后 之后 以后 继续 立即 马上 免费 仅 只 仅供 只能 最多 限看 点击",
    "sample": "预览 试读 试看 试阅 样章 样张 试读本",
    "hidden": "隐藏 锁定",
    "price": "付费 支付 解锁",
    "plain": "未 您 你 如 如果 若 想 要 欢迎 能 前 前往 使用 用 共 共计 合计 总共 总计 约 余 全 全部 完整 更多 高清 在线 线上 网上 本 该 此 其 的 了 已"
    " 已经 为 是 有 到 至 于 在 或 与 和 及 以 以上 以下 之 处 进行 方式 成功 完成 页 码 权限 功能 服务 支持 提供 供 价格 售价 次 即 中间"
    " 后面 前面 下 上 点击 单击 按钮 此处 这里 下方 手机 电脑 客户端 本站 平台 温馨 提示 部分 范围 本文 不足 版 版本 格式 第 另外 看 读 还 也 再 非 都 就 吧 哦"
    " 亲 喜欢 抱歉 对不起 用户 游客 普通 成为 展示 特权 限时 每 到这 到这里 到这儿 另 见 文章 查找 方便 页数 已达 达到 开放 公开 一般 可享 享 每月 每日 每天 每周 请先"
    " 发送 发送至 发送到 邮箱 微信 平板 设备 本地 保存至 转存 网盘",
}
_OF = {kind: any_of(words) for kind, words in _WORDS.items()}
_COUNT = rf"第?\s*{_NUMBER}\s*(?:[—–\-~至到]\s*第?\s*{_NUMBER}\s*)?(?:个\s*)?{_UNIT}|{_MONEY}"
_MARK = r"[\s　，,。.…：:；;！!？?（）()【】\[\]<>《》＞»|｜·\-—/=＝═─━*＊~～_]"
_TOKEN = rf"(?:{_COUNT}|{any_of(*_WORDS.values())}|{_MARK}+)"
_ALL = word_set(*_WORDS.values())
_LONGEST_WORD = max(map(len, _ALL))
_COUNTED = re.compile(rf"{_COUNT}|{_MARK}")
_FIND = {kind: re.compile(pattern) for kind, pattern in {**_OF, "count": _COUNT}.items()}
_RANGE = re.compile(rf"第?\s*{_NUMBER}\s*页?\s*[—–\-~至到]\s*第?\s*{_NUMBER}\s*页")
_HERE = re.compile(rf"(?:此处|这里|中间|其间)(?:已|有|被)?(?:隐藏|略去|省略|锁定|跳过)了?\s*{_NUMBER}\s*页")
_FIRST_PAGES = re.compile(
    rf"(?:前|首|开头)\s*{_NUMBER}\s*页\s*(?:内容)?(?:[不未][在含予可能包提支显展开收]|已?(?:隐藏|略去|省略|跳过))"
)
_OF_FILES = re.compile(
    any_of(
        "文件 文档 讲稿 课件 图标 图示 首页 打开 解压 压缩 压缩包 附件 格式 乱码 水印 浮水印 模板 预览 下载 显示 软件 软体 素材 源文件 页面"
    )
    + r"|(?i:ppt|pptx|word|docx?|pdf|excel|xlsx?|wps|rar|zip|cad|office)"
)
_MANY = 4  # words of files and programs, of different kinds
_OPEN = re.compile(
    r"(?:[，,、]|以后|之后|后|请|需|须|如|若|和|或|与|及|于|在|可|才|的|以|第|每|为|是|到|至)$"
)  # a sentence goes on
_PAGES = re.compile(rf"{_NUMBER}\s*[页字]")
_SHORTEST, _LONGEST = 6, 60
_PARAGRAPH = 16  # width of a line that is more than a button or a link


@lru_cache(maxsize=1 << 12)
def says_access(line: str) -> bool:
    """Does a line consist of the words of access alone: what one may do, with how much or with what, and a condition?"""
    has = _kinds(line)
    offers = "reach" in has and bool(has & {"count", "thing"}) and bool(has & {"ask", "limit"})
    return offers or has >= {"hidden", "count"}


@lru_cache(maxsize=1 << 12)
def withholds(line: str) -> bool:
    """Does such a line say that there is more than the page shows?

    >>> [withholds(line) for line in ("剩余内容已隐藏，支付完成后下载完整资料", "溫馨提示：積分不足可使用微信支付", "可免费下载本文件")]
    [True, False, False]
    """
    has = _kinds(line)
    limited = "limit" in has and bool(has & {"count", "gate", "rest", "sample"})
    told = limited or has >= {"gate", "rest"} or ("count" in has and bool(has & {"sample", "price", "hidden"}))
    return says_access(line) and (told or len(_PAGES.findall(simplified(line))) > 1)


def leaves_out(line: str) -> bool:
    """Does such a line say which pages of a text, before others that it shows, it leaves out?

    >>> leaves_out("第 2 頁至第 5 頁不提供試讀"), leaves_out("還有 22 頁，繼續閱讀請下載")
    (True, False)
    >>> leaves_out("（第3—4页未收录于试读版）"), leaves_out("第3—4页讲的是渡口，读者可以查看附录。")
    (True, False)
    >>> leaves_out("[ 此处隐藏 3 页，下载后查看 ]"), leaves_out("此处有三页。")
    (True, False)
    >>> leaves_out("（前 2 页不支持预览）"), leaves_out("可免费预览前2页")
    (True, False)
    """
    plain = simplified(line.strip())
    if len(plain) > _LONGEST or not any(form.search(plain) for form in (_RANGE, _HERE, _FIRST_PAGES)):
        return False
    return withholds(line) or (_is_access(plain) and bool(_NOT_SHOWN.search(plain)))


def counts_rest(line: str) -> bool:
    """Does a notice say how many pages or characters are left, or how much was shown?

    >>> [counts_rest(line) for line in ("预览已结束，剩余3页", "您已阅读50%的内容", "預覽完畢，感謝閱讀")]
    [True, True, False]
    """
    return bool(re.search(rf"{_NUMBER}\s*(?:[页字章节篇]|[%％])", simplified(line)))


def _is_access(plain: str) -> bool:
    """Are most of a line's words those of access, and is it no sentence with a stop of its own?"""
    rest = re.sub(rf"{_TOKEN}|不[在含予]|未在|之[内外]|[内外中对]|[即随]时|立[即刻]|收录|收入|包含|属于", "", plain)
    return not re.search("[“”「」。]", plain) and len(rest) <= _UNKNOWN * len(plain)


_NOT_SHOWN = re.compile(  # what is not there, beside a word that only a site has for it
    r"(?=.*(?:预览|试[读看阅]|样章|会员|登录|登入|付费|支付|购买|开通|解锁|订阅|下载))"
    r".*(?:不[在含予可能包提支显展开]|未|无法|没有?|隐藏|省略|略去|跳过|锁定|可[见看读查阅即]|[仅只限需须请后])"
)
_UNKNOWN = 0.2  # share of a notice's characters that may be words of its own


def is_about_file(line: str) -> bool:
    """Does a line speak of the file and its programs, not of what is in it?

    >>> is_about_file("配套讲稿：如PPT文件首页显示Word图标，即含Word讲稿。"), is_about_file("会议文件附有两份讲稿。")
    (True, False)
    """
    words = {word.lower() for word in _OF_FILES.findall(simplified(line))}
    return len(words) >= _MANY and any(word.isascii() for word in words) and not re.search("[“”「」]", line)


def stands_as_notice(line: str, whole: str) -> bool:
    """Does a line stand where a page speaks: above or below the text, or where the text breaks off?"""
    at, (first, last) = page_of(whole).places.get(line, []), _text_of(whole)
    outside = all(first >= n or last <= n or _cut(page_of(whole).rows, n) for n in at)
    return bool(at) and outside and not is_in_column(line, whole)


def is_in_column(line: str, whole: str) -> bool:
    """Is a line the middle of a paragraph that is set in a column, and no word runs from the line above to the one below?"""
    rows, at = page_of(whole).rows, page_of(whole).places.get(line, [])
    return any((_in_column(rows, n) or _in_paragraph(rows, n)) and not _parts_word(rows, n) for n in at)


@lru_cache(maxsize=2)
def _text_of(whole: str) -> tuple[int, int]:
    """The first and the last row of a page that hold a sentence of a text."""
    rows = page_of(whole).rows
    first = next((n for n, row in enumerate(rows) if _is_paragraph(row)), len(rows))
    return first, next((n for n in range(len(rows) - 1, -1, -1) if _is_paragraph(rows[n])), -1)


def _consists(plain: str) -> bool:
    """Has a line no other words? Each place is tried once, so that a row of dots in a table of contents takes no longer."""
    reached = {0}
    for at in range(len(plain)):
        if at in reached:
            reached |= {at + size for size in range(1, _LONGEST_WORD + 1) if plain[at : at + size] in _ALL}
            reached |= {match.end()} if (match := _COUNTED.match(plain, at)) else set()
    return len(plain) in reached


@lru_cache(maxsize=1 << 12)
def _kinds(line: str) -> frozenset[str]:
    """The kinds of words in a line that has no others."""
    plain = simplified(line.strip())
    if not _SHORTEST <= len(plain) <= _LONGEST or not _consists(plain) or _OPEN.search(plain):
        return frozenset()
    return frozenset(kind for kind, pattern in _FIND.items() if pattern.search(plain))


def _is_paragraph(row: str) -> bool:
    """Does a line hold a sentence of a text?"""
    prose = bool(row) and ends_sentence(row) and width(row) > _PARAGRAPH
    return prose and not says_access(row) and not is_about_file(row)


def _cut(rows: Sequence[str], n: int) -> bool:
    """Does the text above break off in mid-sentence?"""
    above = next((rows[k] for k in range(n - 1, -1, -1) if rows[k] and not says_access(rows[k])), "")
    return width(above) > _PARAGRAPH and not ends_sentence(above) and above[-1] not in "：:；;"


def _in_paragraph(rows: Sequence[str], n: int) -> bool:
    """Do the lines right above and below, with no blank between, read as one sentence with this one?"""
    above, below = (rows[k] if 0 <= k < len(rows) else "" for k in (n - 1, n + 1))
    open_ended = bool(above) and not ends_sentence(above) and not leaves_out(rows[n])
    return open_ended and (_is_paragraph(below) or "。" in below[:-1])


def _parts_word(rows: Sequence[str], n: int) -> bool:
    """Does a line stand in the middle of a word, or begin anew where the line above wants more?"""
    above, line, below = (rows[k] if 0 <= k < len(rows) else "" for k in (n - 1, n, n + 1))
    if one_word_across(above, line) or one_word_across(line, below):
        return False
    wants = is_unfinished(above) or needs_more(above)
    return one_word_across(above, below) or (wants and bool(_BEGINS.match(simplified(line))))


_BEGINS = re.compile(
    "[（(【\\[…]|[该本此]文|您|亲，|还[有剩]|剩余|余下|全文|以[下上]|后续|试读|预览|温馨"
)  # its own sentence


def _in_column(rows: Sequence[str], n: int) -> bool:
    """Is the line one of a paragraph set in a column: the lines right above and below it as wide, the one above unfinished?"""
    above, below = (rows[k] if 0 <= k < len(rows) else "" for k in (n - 1, n + 1))
    wide = width(rows[n])
    between = bool(above and below) and not ends_sentence(above)
    return between and abs(width(above) - wide) <= 2 and width(below) <= wide + 2
