"""The caption of a photograph that is not there: `△ 会议现场`, `图为……。新华社记者 某某 摄`.

Scraping keeps the words and loses the picture; between two paragraphs they break the text. Taken out: whole lines that
open with a caption mark and close with a photographer or source, or that say `图为` and name one. A sentence about a
photograph (`他摄于1950年的照片`) is left.

>>> [edit.before[:6] for edit in find("△图为会议现场。新华社记者 王晔 摄", "")], list(find("这张照片由他拍摄。", ""))
(['△图为会议现'], [])
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.formulas import NUMBERED
from generator.model import Edit, Rule
from generator.names import is_name
from generator.repairs.furniture import whole_line
from generator.repairs.whole_page import page_of

_BY = r"""(?:
      [（(]?(?:[\u4e00-\u9fff]{2,8}(?:社|报|報|网|網)?)?\s*(?:记者|記者|通讯员|通訊員)?\s*[\u4e00-\u9fff·\s、]{2,16}\s*(?:摄|攝|拍摄|供图|供圖)(?:影)?[）)]?
    | [（(]?(?:新华社|新華社|中新社|法新社|美联社|路透社)(?:/[\u4e00-\u9fffA-Za-z]{2,8})?发?(?:（.{2,12}摄）)?[）)]?
    | [（(](?:资料图|資料圖|资料照片|资料图片|网络图片|图片来源[:：].{1,20}|图源[:：].{1,20})[）)]
)[。.]?"""
_SET_WIDE = r"(?:[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff](?:[ \u3000]{1,3}[\u4e00-\u9fff]){1,2})"  # 鞠  鹏
_AND = r"(?>\s*、\s*|\s+)"
_MADE = r"[\s　]*[／/]?[\s　]*(?:摄|攝)(?:影)?"
_HOUSE = r"(?:[\u4e00-\u9fff]{2,6}(?:社|报|報|网|網)|本报|本報|人民视觉|影像中国)"
_REPORTER = rf"{_HOUSE}?(?:特约|特約|驻[\u4e00-\u9fff]{{2,4}}|实习|實習)?(?:记者|記者|通讯员|通訊員)"
_AGENCY = r"(?:新华社|新華社|中新社|中新網|中新网|法新社|美联社|美聯社|路透社|路透|共同社|中评社|中評社|人民视觉|视觉中国|视觉中国|本报|本報)"
_TURN = r"(?!资料|資料|图|圖|上|下|左|右)[^，。：:]{1,14}[：:]\s*[^\s]"  # ▲本报记者：…
_CAPTION = re.compile(
    rf"""
      [△▲▽▼□■◇◆]\s*(?!{_TURN})(?!本报|本報|新华社|记者|記者).{{2,120}}?{_BY}
    | [△▲▽▼]\s*(?!{_TURN}).{{2,100}}?(?:图片|圖片|照片|图|圖)(?:均?由|来自|來自|[:：／/])[^，。]{{2,20}}(?:提供|摄|攝|供图|供圖)?[。.]?   # ▲…。图片由某某提供
    | [△▲▽▼]\s*(?!{_TURN})[^。]{{1,59}}[^。？?]                          # no question, and no turn of an interview
    | 图[①-⑩1-9][:：].{{2,80}}
    | [△▲▽▼]\s*.{{2,120}}?[（(][^（）()]{{0,8}}(?:摄影|攝影|摄|攝|供图|供圖|图|圖)\s*[:：/／][^（）()]{{2,20}}[)）]
    | 〔(?:图|圖|照片|相片)\s*[:：][^〔〕]{{2,40}}〕
    | [【\[（(]\s*[图圖]\s*[0-9一二三四五六七八九十]{{0,2}}\s*[】\]）)](?:[^。]{{2,60}}(?:供[图圖]|[摄攝]|[图圖]\s*[/／:：])[^。]{{0,24}})?     # 【图一】…　供图／某协会
    | (?:图为|圖為|上图为|下图为)[^。]{{2,80}}。
    | [△▲▽▼](?!\s*{_TURN}).{{2,100}}(?:资料图片|资料照片|資料照片|资料图)
    | .{{2,120}}[。，,\s　（(](?:新华社|新華社|中新社|本报|本報|人民网|中央社)?(?:记者|記者)[\s　]*[\u4e00-\u9fff·]{{2,4}}[\s　]*(?:摄|攝)[）)]?
    | .{{2,120}}[（(](?:[图圖](?!\s*[0-9０-９一二三四五六七八九十①-⑳]{{1,3}}\s*[）)，,、；;:：])|资料图|資料圖|图片|圖片|{_AGENCY}(?:资料)?(?:图片|圖片|照片|图|圖))[^（）()]{{0,20}}[）)][\s|｜]*
    | [^。]{{2,60}}[（(]?(?:资料|資料)(?:照片?|图片?|圖片?|相片)[）)]?[。，\s]*{_AGENCY}[发發]?(?:[（(][^（）()]{{2,12}}[）)])?[。.]?     # …（资料照片）。新华社发
    | [^。]{{2,60}}[。\s]+{_AGENCY}[发發][（(][^（）()]{{2,12}}[攝摄][）)][。.]?
    | (?![^。]*(?:称|說|说|表示|稱))[^。]{{2,60}}[。]?[（(](?:[^（）()，。]{{0,12}}(?:Facebook|FB|fb|Instagram|IG|社交网页|社交網頁|社交平台(?:图片|圖片)|脸书|臉書|网志|網誌|影片截图|影片截圖|视频截图|視頻截圖|网页截图|網頁截圖))[）)]
    | [^。]{{2,40}}。[\s　]*{_AGENCY}[\s　]*[图圖]                                                           # 秘书长某某。新华社 图
    | [^，。]{{2,16}}。[（(](?:美联社|美聯社|路透社?|法新社|欧新社|歐新社)[）)]                                     # 部長某某。（美聯社）
    | [^，。]{{2,16}}(?:供图|供圖|提供图片)
    | (?:[^。]{{2,30}}[。\s　]+)?(?:AP|AFP|EPA|Reuters|法新社?|路透社?|美聯社?|美联社?)?(?:資料|资料)?[圖图]片                      # 某某。AP資料圖片
    | [^。]{{2,60}}[。\s　]+(?:资料照片|資料照片|资料图片|資料圖片|资料图|資料圖|档案照片|檔案照片|视觉中国|視覺中國|CFP)[。.]?
    | [^。]{{2,100}}。[\s　]+[\u4e00-\u9fff·]{{2,4}}[\s　]?[摄攝]                                   # …。 某某摄
    | [^。]{{2,60}}[。\s　]+(?:新华社|新華社|中新社)[/／][\u4e00-\u9fffA-Za-z]{{2,8}}[。.]?                     # …。新华社/法新
    | [^。]{{2,60}}[。\s　（(][\u4e00-\u9fff·]{{2,12}}(?:供图|供圖|提供图片|提供圖片)[）)]?[。.]?                  # 某某在苗圃。受访者供图
    | (?:图为|圖為|图[一二三四五六七八九①-⑩1-9]?[:：]|上图|下图|左图|右图|资料图[:：]?|图片[:：]).{{2,160}}?{_BY}
    | .{{0,80}}(?:摄|攝)[）)]
    | {_REPORTER}[\s　]*{_SET_WIDE}(?:{_AND}{_SET_WIDE}){{0,6}}{_MADE}
    | .{{2,160}}[。！”」』）\s　（(]{_REPORTER}[\s　]*{_SET_WIDE}(?:[、　 ]{_SET_WIDE})*{_MADE}[）)]?(?:[（(]{_HOUSE}[发發]?[）)])?
    | .{{2,160}}[。！”」』）][\s　]*{_SET_WIDE}{_MADE}[（(]{_HOUSE}[发發]?[）)]                               # …现场。某某摄（人民视觉）
    | [^。]{{2,60}}。[\s　]*{_AGENCY}[发發]                                                            # …一景。　新华社发
    | [^。]{{2,60}}。[（(][\u4e00-\u9fff·]{{2,12}}(?:供图|供圖|提供图片|提供圖片)[）)]
    | [（(]?(?:以上|上)?(?:图片来源|圖片來源|图源|圖源|供图|供圖|图|圖)\s*[:：/／].{{1,30}}[)）]?
    """,
    re.VERBOSE,
)

_PHOTOGRAPHER = re.compile(
    rf"[（(]?(?:{_REPORTER}[\s　]*{_SET_WIDE}(?:{_AND}{_SET_WIDE}){{0,6}}{_MADE}|{_AGENCY}[发發][（(][^（）()]{{2,12}}[攝摄][）)]|[图圖](?:片|像)?(?:来源|來源|源)\s*[:：][^，。]{{2,20}})[）)]?"
)
_SCENE = re.compile(
    r"(?:[0-9]{1,2}月)?[0-9]{1,2}日，|图为|圖為|这是|這是|[上下左右][图圖]|[^。]{0,30}[（(](?:前排|后排|後排)?[左右中前后後](?:起|[一二三四五六]){0,3}[）)]"
)
_UNNAMED = re.compile(
    r".{2,160}[。！”」』）][\s　]*(?P<name>[\u4e00-\u9fff]{2,3})[\s　]*(?:摄|攝)"
)  # …答记者问。李晓伟摄
_OF_PHOTOGRAPHS = re.compile("照片|相片|相机|相機|镜头|鏡頭|摄影|攝影|题为|題為")  # words of a text about photographs
_BY_ONE = re.compile(r"(?:摄|攝)$")
_SENTENCES = 2  # a caption seldom has more
_OWN = re.compile(
    r"[（(]\s*(?:作者|本文|编者|編者|译者|譯者)|[△▲▽▼]\s*(?:表示|代表|指)"
)  # a note on who wrote; a key of signs
_BARE = re.compile(r"[【\[（(]\s*[图圖]\s*[0-9一二三四五六七八九十]{1,2}\s*[】\]）)]")
_FIGURE = re.compile("[图圖][①-⑩1-9][:：]")
_FIGURE_CITED = re.compile("[由从從见見如在][图圖][①-⑩1-9](?![0-9:：])")
_CITED = re.compile(r"(?:^|[^【\[（(\s\u3000地])[图圖]\s*[0-9一二三四五六七八九十]{1,2}(?![】\]）)])", re.MULTILINE)

_TWICE = re.compile(r"(?P<words>[■▲△▼▽◆]\s*[^■▲△▼▽◆]{4,160})\s*(?P=words)")  # for the eye, and for who cannot see it

REASON = "图片说明，图片不在，不属正文"


def find(line: str, whole: str) -> Iterator[Edit]:
    if _BARE.fullmatch(line) and _CITED.search(whole):
        return  # the text speaks of its pictures, and here is the place of one
    if _OWN.match(line) or (NUMBERED.match(line) and _BY_ONE.search(line)):  # an entry of a list of photographs
        return
    if _is_bullet(line, whole):
        return
    if _FIGURE.match(line) and _FIGURE_CITED.search(whole):  # the text speaks of its figures
        return
    unnamed = _UNNAMED.fullmatch(line)
    if unnamed and is_name(unnamed["name"]) and not _is_text(line):
        yield from whole_line(_UNNAMED, line, RULE.id, REASON)
        return
    if _TWICE.fullmatch(line):
        yield Edit(0, len(line), line, "", RULE.id, REASON)
        return
    yield from whole_line(_CAPTION, line, RULE.id, REASON)


def _is_bullet(line: str, whole: str) -> bool:
    """Does a line begin with the sign that the next one or the one above begins with, and name no photographer?

    >>> _is_bullet("▲统一禁渔期", "▲统一禁渔期\\n▲互换登记资料"), _is_bullet("▲渡口全景", "▲渡口全景\\n渡口今日重开。")
    (True, False)
    """
    if not _SIGNED.match(line) or re.search("[摄攝图圖]|新华社|新華社|记者|記者", line[1:]):
        return False
    return any(map(_BULLET.match, page_of(whole).beside(line)))


_SIGNED = re.compile("[△▲▽▼]|图[1-9][:：]")
_BULLET = re.compile("[△▲▽▼●○■□◆◇★☆]|图[1-9][:：]")  # other signs in the key of a map


def _is_text(line: str) -> bool:
    """Does a line that ends with somebody's photograph tell of photographs, or more than a caption does?

    >>> _is_text("船靠岸。乘客下船。孩子没有走。她说，这张最好。白小川摄"), _is_text("渡口的第一班船靠岸。白小川摄")
    (True, False)
    """
    return bool(_OF_PHOTOGRAPHS.search(line)) or len(re.findall("[。！？]", line)) > _SENTENCES


def names_photographer(line: str) -> bool:
    """Does a line say nothing but who took a photograph, so that what it shows stands above?"""
    return bool(_PHOTOGRAPHER.fullmatch(line))


def tells_scene(line: str) -> bool:
    """Does a line open as the words under a photograph do?"""
    return bool(_SCENE.match(line))


RULE = Rule(
    id="caption",
    stage="segment",
    zh="图片说明",
    en="Photo caption",
    why="照片没有随文字保存，它的说明夹在段落之间，打断正文。",
    tei="fw",
    find=find,
)
