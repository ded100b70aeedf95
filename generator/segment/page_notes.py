"""What a paper prints for its readers beside its texts: the weather, rates of exchange, small notices, an index, who prints it.

Each is known by its form: cells set apart that all say how the weather is, an equation of two currencies, the formula of a
lost paper, a pointer to a page behind an arrow, labels with their particulars. And by its place: at the head or the foot
of the page beside other such lines, or between blank lines. In a column's midst such a line is a text's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set

from generator.formulas import INLINE_DATELINE
from generator.layout import ends_sentence, width
from generator.repairs.running_head import PAGE_NUMBER, is_imprint
from generator.segment.places import is_spaced
from generator.segment.running_heads import is_house
from generator.words import aligned

WEATHER = "版面所附天气预报，不属正文"
RATES = "版面所附行情，不属正文"
NOTICE = "版面所附启事或广告，不属正文"
INDEX = "本期导读，不属正文"
IMPRINT = "报纸的承印、发行与联系说明，不属正文"
DRAWN = "图表或版面稿件的说明，不属正文"

DIVIDER = "各篇之间的分隔符号，不属正文"

_CELLS = re.compile(r"[\s　|｜，,；;]+|(?<=[\u4e00-\u9fff])[:：][\s　]*")
_TEMPERATURE = r"[-－零下]*[0-9]{1,2}(?:[℃°度]C?)?(?:[-—–~～至到/]+[-－零下]*[0-9]{1,2})?[℃°度]C?"
_SKY = r"(?:[转间到有]|局部|部分|零星|晴|阴|多云|少云|[小中大暴阵雷夹微]*[雨雪雾霾雹]++|沙尘暴?|扬沙|浮尘|轻度|中度|重度){1,8}"
_WIND = r"(?:风向|风力)?(?:[偏东南西北微阵轻]*风|风力)?(?:[0-9一二三四五六七八九十]{1,2}(?:[-—–~～至到转]+[0-9一二三四五六七八九十]{1,2})?级)?(?:左右|以下)?"
_WEATHER_CELL = re.compile(
    rf"{_TEMPERATURE}|{_SKY}|{_WIND}|[东南西北]{{1,2}}风转?{_WIND}|(?:最[高低])?气温(?:{_TEMPERATURE})?|湿度(?:[0-9%％\-—～~]+)?|[0-9%％\-—～~]+[%％]"
)
_FORECAST = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:今|明|后|昨|次|当)[天日夜晚](?:间|白天|夜间)?)?(?:天气|气象|[\u4e00-\u9fff]{2,3}天气)(?:预报)?[:：]?|(?:今|明|后)[天日夜晚](?:间|白天|夜间|上午|下午)?|[\u4e00-\u9fff]{2,3}[:：]?"
)
_TOLD = re.compile(f"{_TEMPERATURE}|级")
_RATE = re.compile(
    r"[\u4e00-\u9fff]{0,4}[\s　:：]*(?:[\u4e00-\u9fff]{2,8}(?:价|汇率|行情|牌价|指数)[\s　:：]*)?(?:(?:每)?[0-9]{1,5}[\u4e00-\u9fff]{1,4}\s*(?:[=＝兑]|合)\s*(?:人民币)?[0-9.,]+\s*[\u4e00-\u9fff]{0,3}[\s　，,；;]*){1,8}"
)
_LOST = re.compile(
    r"(?:(?:遗失|作废|更正|挂失)?(?:声明|启事|公告)?[\s　:：]*)?[^。]{0,40}(?:遗失|丢失|不慎遗失)[^。]{2,60}(?:声明)?作废。?"
)
_LINE = r"[0-9〇○零一二三四五六七八九][0-9〇○零一二三四五六七八九*\s　\-—–()（）]{3,20}"
_CALLS = re.compile(
    rf"(?:本[报刊])?(?:广告|新闻|读者|订[报阅]|发行|投稿|报料|投诉|服务|刊登|招商|客服|编辑部)(?:部|刊登|服务|订阅|询价|受理)?(?:请洽|热线|电话|专线)?[\s　:：]*(?:(?:热线|电话|专线)[\s　:：]*)?{_LINE}"
)
_SET_APART = re.compile(r"[ \t]{2,}|\u3000{2,}|\s*[|｜]\s*")  # what parts one particular from the next
_INDEX = re.compile(rf"[^。]{{4,40}}[\s　]*[▶►▷▸→➔☞＞»]+\s*{PAGE_NUMBER}")
_HEADS_INDEX = re.compile("(?:今日|本期|本版|内页|要闻)?(?:导读|看点|提要|要目|精彩)")
_DRAWN = re.compile(
    r"(?:本版)?(?:图表|制图|插图|漫画|绘图|题图|版图|题字|图片)(?:制作|绘制|设计)?[\s　]*[:：／/][\s　]*[\u4e00-\u9fff、\s　]{2,16}"
    r"|(?:图表|制图|图中|表中)(?:数据|资料)(?:来源|截至|截止|均为|来自)[^。]{2,30}"
    r"|本[版期报](?:稿件|文章|图片|照片|文图)[^。，]{0,6}(?:除|均|由|未)[^。]{2,24}"
)
_WIDE = r"[\s　]*"  # a name may be set wide: 云 岭 律 师 事 务 所
_HOUSE = re.compile(  # of the paper itself, wherever it stands in the column
    r"本[报刊社](?:常年)?法律顾问[\s　:：]+[\u4e00-\u9fff\s　、]{4,40}|本[版期](?:稿件|文章|消息|图片|照片|文图)除[^，。]{1,10}外，?均[^。]{2,24}"
)
_PERMIT = re.compile(
    r"(?:PP|KDN)[\s:：]*[0-9/()（）\s]{5,20}|(?:准印证|刊号|广告经营许可证)[号：:\s]*[0-9A-Za-z*/()（）\-\s]{5,24}"
)
_DISSOLVED = re.compile(
    r"[^。]{4,40}(?:拟|决定|申请)(?:向[^。，]{2,20})?(?:注销|清算|减资)[^。]{0,30}债权[^。]{0,30}。?"
)
_HEADS_NOTICE = re.compile(
    rf"(?:遗失|注销|挂失|作废|减资|清算|更正|拍卖)?{_WIDE}(?:声{_WIDE}明|公{_WIDE}告|启{_WIDE}事)"
)
_FORMS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (lambda line: is_weather(line), WEATHER),
    (lambda line: bool(_RATE.fullmatch(line)) and bool(re.search("[=＝兑合]", line)), RATES),
    (lambda line: bool(_LOST.fullmatch(line) or _DISSOLVED.fullmatch(line)) or _is_service(line), NOTICE),
    (lambda line: bool(_INDEX.fullmatch(line)), INDEX),
    (lambda line: is_imprint(line) or bool(_PERMIT.fullmatch(line)) or _is_printed_in_cells(line), IMPRINT),
    (lambda line: bool(_DRAWN.fullmatch(line)), DRAWN),
)
_HEADINGS = {NOTICE: _HEADS_NOTICE, INDEX: _HEADS_INDEX}  # right above the first of them
_SUBJECTS = {  # a text that speaks of these gives them itself
    WEATHER: re.compile("天气|气温|气象|预报|降水|降雨|降温|高温|台风"),
    RATES: re.compile("汇率|牌价|中间价|行情|外汇|兑换"),
    NOTICE: re.compile("遗失|挂失|作废|注销|清算"),
}
_WIDEST = 60


def is_weather(line: str) -> bool:
    """Does a line say in cells how the weather is, with the heat or the wind among them, and nothing else?

    >>> [is_weather(line) for line in ("晴转多云 8℃—17℃ 北风三级", "明日天气　小雨　3～9℃", "11℃", "大风 界碑完好 11℃")]
    [True, True, False, False]
    """
    cells = [cell for cell in _CELLS.split(line) if cell]
    told = [cell for cell in cells if _WEATHER_CELL.fullmatch(cell)]
    return (
        len(told) > 1
        and any(map(_TOLD.search, told))
        and all(cell in told or (n == 0 and _FORECAST.fullmatch(cell)) for n, cell in enumerate(cells))
    )


def _is_service(line: str) -> bool:
    """Does a line give nothing but how a paper serves its readers, one thing set apart from the next?

    >>> _is_service("读者服务热线　020-5550　　本报法律顾问　云州正言律师事务所"), _is_service("本报记者　白小川")
    (True, False)
    """
    return all(_CALLS.fullmatch(cell) or is_house(cell) for cell in _SET_APART.split(line.strip()))


_PRINTED = re.compile(  # one cell, with or without a colon
    r"(?:督印人?|承印|印刷|出版|发行|社长|总编辑|社址|地址|邮编|电话|传真|订报|广告)[\s:：]*[^，。；:：]{2,24}|(?:零售)?每份(?:零售)?[^，。；]{1,8}[元圆]"
)


def _is_printed_in_cells(line: str) -> bool:
    """Does a line say in three cells or more who prints a paper, where, and what it costs?

    >>> _is_printed_in_cells("督印人 常乐  社址 云州白马街  电话 0000 7731  每份零售三元"), _is_printed_in_cells("地址 渡口路8号  电话 0000")
    (True, False)
    """
    cells = _SET_APART.split(line.strip())
    own = any(cell.startswith(("督印", "承印", "印刷", "社址", "零售", "每份")) for cell in cells)
    return len(cells) > 2 and own and all(map(_PRINTED.fullmatch, cells))


def page_notes(lines: Sequence[str], before: Sequence[str], taken: Set[int]) -> Mapping[int, str]:
    """The lines that a paper prints beside its texts, each with what it is; `taken` are those known to be the page's already."""
    told = {n: reason for n, line in enumerate(lines) if (reason := _reason(line))}
    headed = {n - 1: reason for n, reason in told.items() if n and reason in _HEADINGS}
    told |= {n: reason for n, reason in headed.items() if _HEADINGS[reason].fullmatch(aligned(lines[n]))}
    text = aligned("".join(line for n, line in enumerate(lines) if n not in told and n not in taken))
    told = {n: reason for n, reason in told.items() if reason not in _SUBJECTS or not _SUBJECTS[reason].search(text)}
    if not text or not taken:
        return {}
    found = {n: DIVIDER for n in range(len(lines)) if n not in taken and _divides(lines, n)}
    found |= {n: IMPRINT for n, line in enumerate(lines) if n not in taken and _HOUSE.fullmatch(aligned(line))}
    for row in _rows(len(lines), told.keys() | taken):
        if row[0] == 0 or row[-1] + 1 == len(lines) or (_apart(before, row) and _ended(lines, row[0])):
            found |= {n: told[n] for n in row if n in told and n not in taken}
    return found


def _divides(lines: Sequence[str], n: int) -> bool:
    """Is a line of nothing but signs set between two of the briefs that agencies sent?"""
    below = any(map(INLINE_DATELINE.match, lines[n + 1 : n + 4]))
    return n > 0 and bool(_SIGNS.fullmatch(lines[n])) and below and any(map(INLINE_DATELINE.match, lines[:n]))


_SIGNS = re.compile(r"[◇◆○●□■☆★※＊*—–\-=~～·•\s　]{3,}")


def _reason(line: str) -> str | None:
    plain = aligned(line)
    if width(line) > _WIDEST:
        return None
    return next((reason for tells, reason in _FORMS if tells(plain)), None)


def _rows(size: int, known: Set[int]) -> list[range]:
    """Where lines of the page's own follow each other."""
    rows: list[range] = []
    for n in sorted(known):
        if rows and rows[-1].stop == n:
            rows[-1] = range(rows[-1].start, n + 1)
        else:
            rows.append(range(n, n + 1))
    return [row for row in rows if row.stop <= size]


def _apart(before: Sequence[str], row: range) -> bool:
    """Do blank lines part a row from what stands above and below it?"""
    return is_spaced(before[row.start]) and is_spaced(before[row.stop])


def _ended(lines: Sequence[str], first: int) -> bool:
    """Has the text above ended? What a sentence announces with a colon is its own."""
    return ends_sentence(lines[first - 1])
