"""A date or a dateline with a part missing: `2020年月17日`, `新华社京11月17日电`, `新华社北京11月17电`.

Numbers are lost when a page sets them in a font or field of its own that copying does not reach, and single characters in
typing. Which number stood there the date itself cannot tell: no reading is proposed, unless the document has the place
of its dateline elsewhere.

Left alone: forms to be filled in (`2020年月日`, `　年　月　日`), `11月日本`, `5月日均`, `11月17、18日`, a day without its
month, which every report has.

>>> [flag.text for flag in find("会议于2020年月17日举行。新华社京11月17日电", "")]
['2020年月17日', '新华社京11月17日电']
>>> list(find("2020年月日。2020年11月日本首相。11月17、18日，新华社北京11月17日电。同年5月4日", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Flag, Rule

_YEAR = r"(?<![0-9])(?:(?:19|20)[0-9]{2}|[一二][九〇○零][〇○零一二三四五六七八九]{2})年"
_N = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_AGENCY = r"(?:新华社|新華社|中新社|中评社|中評社|中央社|法新社|路透社|美联社|美聯社|塔斯社|共同社|韩联社|韓聯社)"
_PLACE = r"(?:[\u4e00-\u9fff]{2,8}?)"
_WIRE = r"[电電]"
_GOES_ON = r"(?=[，。；电電]|上午|下午|晚间|凌晨|(?:在|于|於)[\u4e00-\u9fff])"

LOST = {
    "月份": re.compile(
        rf"{_YEAR}月{_N}日|{_AGENCY}{_PLACE}(?<![一二三四五六七八九十])月{_N}日{_WIRE}|{_YEAR}{_N}日{_GOES_ON}"
    ),
    "日期": re.compile(rf"{_YEAR}{_N}月日{_GOES_ON}|{_AGENCY}{_PLACE}{_N}月日{_WIRE}"),
    "“日”字": re.compile(rf"{_AGENCY}{_PLACE}{_N}月{_N}{_WIRE}|{_YEAR}[0-9]{{1,2}}月[0-9]{{1,2}}(?!，[0-9]){_GOES_ON}"),
    "“月”字": re.compile(rf"{_AGENCY}{_PLACE}(?:1[0-2]|[1-9])[0-3][0-9]日{_WIRE}"),
    "年份": re.compile(r"(?:^|(?<=[，。；：（(于於]))年[0-9]{1,2}月[0-9]{1,2}日"),
}
ONE_CHARACTER = re.compile(rf"(?P<agency>{_AGENCY})(?P<place>[\u4e00-\u9fff])(?:[0-9]{{1,2}}月)?[0-9]{{1,2}}日{_WIRE}")


def find(text: str, whole: str) -> Iterator[Flag]:
    if not ("年" in text or "月" in text or "日" in text):
        return
    for part, pattern in LOST.items():
        for match in pattern.finditer(text):
            yield Flag(match.start(), match.end(), match[0], RULE.id, f"此处日期似缺{part}；未改")
    for match in ONE_CHARACTER.finditer(text):
        yield Flag(match.start(), match.end(), match[0], RULE.id, "电头的地名似缺一字；未改", _with_place(match, whole))


def _with_place(match: re.Match[str], whole: str) -> str | None:
    """The dateline with the place that the same agency's other datelines in the document have."""
    place = match["place"]
    pattern = rf"{_AGENCY}([\u4e00-\u9fff]{place}|{place}[\u4e00-\u9fff])(?=[0-9]{{1,2}}[月日])"
    found = set(re.findall(pattern, whole))
    return match[0].replace(match["agency"] + place, match["agency"] + found.pop(), 1) if len(found) == 1 else None


RULE = Rule(
    id="lost-date-part",
    stage="phrases",
    zh="日期缺项",
    en="Date with a part missing",
    why="日期或电头缺了一项，如“2020年月17日”“新华社京11月17日电”；缺的数字无从推知，只作标记，不改。",
    tei="seg",
    find=find,
)
