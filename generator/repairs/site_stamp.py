"""What a site stamps into the sentences of a text without a bracket: its name between stars or blanks, a watermark, a code.

* `合作。★某某网，您身边的助手★双方`: the name of the page's own site between two stars.
* `四种语 www.某某 言发布`, `离开了家 仅供预览 ，又有`: a watermark that was read as text. No one who writes Chinese sets a few
  characters apart by blanks on both sides inside a sentence; what stands there so is the name or address of the page's
  own site, or says that this is a preview.
* `正在3fK9x2有争议`: figures, capitals and small letters in turn, between two words of a sentence that is about no code. It
  counts only where the site has set other things into the text.

Left alone: what stands in quotation marks, codes that the words before them announce (`口令`, `编号`), names set apart by
blanks in a row of names, and every stamp of a site that the page does not show to be its own.

>>> text = "会议讨论了四种语 渡口网 言发布。\\n离开了家 仅供预览 ，又回来了。\\n事情正在3fK9x2有争议。"
>>> [(text[start:end].strip(), reason[:9]) for start, end, reason in find_stamps(text, frozenset({"渡口网"}), False)]
[('渡口网', '句中夹入的网站名称'), ('仅供预览', '句中夹入的水印字样'), ('3fK9x2', '夹在词句中的一串字')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from generator.hanzi import HAN, simplified
from generator.repairs.context import lines

OWN_NAME = "句中夹入的网站名称或网址，是本页所属的网站，不属正文"
_MARK = "句中夹入的水印字样，不属正文"
_CODE = "夹在词句中的一串字母和数字，不是字词，不属正文"
_STARRED = re.compile(r"(?P<star>[★☆◆◇■※✿♥●▲◎♀♂])(?P<inside>[^★☆◆◇■※✿♥●▲◎♀♂。\r\n]{2,40})(?P=star)")
_BLANKS = r"[ \u00a0\u3000]{1,4}"
_PREVIEW = (
    r"(?:[仅僅]供)?(?:在[线線])?(?:文[档檔])?(?:[预預][览覽]|[试試][读讀]|[试試][阅閱]|[试試]看)(?:版|水印|[专專]用|文[档檔])?|水印|[样樣][张張]|"
    r"[免][费費]下[载載]|[会會][员員][专專]享|[请請]勿[转轉][载載]|[严嚴]禁[转轉][载載]|[仅僅]供(?:[学學][习習]|[参參]考|交流)"
)
_MIXED = re.compile(rf"(?<=[{HAN}])[A-Za-z0-9]{{5,10}}(?=[{HAN}])")
_CLASS = re.compile(r"[0-9]+|[a-z]+|[A-Z]+")
_TURNS = 4  # times that figures, capitals and small letters take turns, as in no word, model or flight
_ANNOUNCED = re.compile(
    r"(?:[码碼][为為是]?|[号號][为為是]?|口令|密[钥鑰]|序列|型[号號]|[编編][号號]|代[号號码碼]|[账帐賬帳][号號]|[输輸]入|[写寫印刻着著作成叫名][为為作]?|标[记识着]|是|[为為])$"
)
_SPOKEN_OF = re.compile("(?:[写寫印标標挂掛盖蓋刻][着著有了]|字样|字樣|[：:])$")
_QUOTED = re.compile("[“‘「『][^“”‘’「」『』]*$")


def find_stamps(text: str, own: Set[str], witnessed: bool) -> Iterator[tuple[int, int, str]]:
    """Where such stamps stand, and what they are: start, end, reason. `own`: names and addresses of the page's site; `witnessed`: does the site
    set other things into this text?"""
    stamps = [*((*span, OWN_NAME) for span in _between_stars(text, own)), *_between_blanks(text, own)]
    yield from stamps
    if witnessed or stamps:
        yield from ((*span, _CODE) for span in _codes(text))


def _between_stars(text: str, own: Set[str]) -> Iterator[tuple[int, int]]:
    for start, line in lines(text):
        for match in _STARRED.finditer(line):
            named = any(site.lower() in simplified(match["inside"]).lower() for site in own)
            if named and line[: match.start()].strip() and line[match.end() :].strip() and not _is_quoted(line, match):
                yield start + match.start(), start + match.end()


def _between_blanks(text: str, own: Set[str]) -> Iterator[tuple[int, int, str]]:
    sites = "|".join(re.escape(site) for site in sorted(own, key=len, reverse=True))
    stamp = re.compile(
        rf"(?<=[{HAN}，、；：”」』》）0-9]){_BLANKS}(?:(?P<site>{sites or '(?!)'})|{_PREVIEW}){_BLANKS}(?=[{HAN}，。、；：！？“「『《（0-9])",
        re.IGNORECASE,
    )
    for start, line in lines(text):
        for match in stamp.finditer(simplified(line) if len(simplified(line)) == len(line) else line):
            if not _is_quoted(line, match) and _in_sentence(line, match):
                yield start + match.start(), start + match.end(), OWN_NAME if match["site"] else _MARK


def _in_sentence(line: str, match: re.Match[str]) -> bool:
    """Does a sentence run across, in a line without other blanks between its words?"""
    if _SPOKEN_OF.search(line[: match.start()]) or re.match("[的等之四两兩字几幾][^，]", line[match.end() :]):
        return False
    rest = line[: match.start()] + "|" + line[match.end() :]
    return bool(re.search("[，。；]", rest)) and not re.search(rf"[{HAN}]{_BLANKS}[{HAN}]", rest)


def _codes(text: str) -> Iterator[tuple[int, int]]:
    for start, line in lines(text):
        for match in _MIXED.finditer(line):
            parts = _CLASS.findall(match[0])
            kinds = {part[0].isdigit() + 2 * part[0].isupper() for part in parts}
            told = _ANNOUNCED.search(line[: match.start()]) or _is_quoted(line, match)
            if len(parts) >= _TURNS and len(kinds) == 3 and not told:
                yield start + match.start(), start + match.end()


def _is_quoted(line: str, match: re.Match[str]) -> bool:
    """Does it stand in quotation marks that were opened before it: words that the text speaks of?"""
    return bool(_QUOTED.search(line[: match.start()]))
