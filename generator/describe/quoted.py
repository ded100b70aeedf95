"""Whose words a report gives: who says, states or recalls something in it, most quoted first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from generator.describe.naming import OFFICE_END, Names
from generator.describe.reading import Found, Reading
from generator.formulas import INLINE_DATELINE
from generator.words import tagged

REACH = 400  # characters before `他说` in which the person it means is looked for
SAY = (
    "说|說|表示|指出|强调|強調|介绍|介紹|认为|認為|告诉|告訴|称|稱|呼吁|呼籲|写道|寫道|回忆|回憶|坦言|透露|解释|解釋|补充|補充|宣布|重申|"
    "感叹|笑道|笑说|回应|回應|建议|建議|提出|提醒|感谢|感謝|祝贺|祝賀|赞扬|赞赏|希望|相信|致辞|致辭|致词|坚信|主张|直言|谈道|谈到|表达|说道|问道|答道|算过一笔账"
)
_BETWEEN = (
    r"(?:(?:[0-9]{1,2}月)?[0-9０-９一二三四五六七八九十]{1,3}日|当[天日]|今[天日]|昨[天日]|在[^，。！？“”]{1,24}(?:时|時|后|後|上|中)|在[^，。！？“”]{2,6}|向[^，。！？“”]{1,12}|对[^，。！？“”]{1,12}|"
    r"[\u4e00-\u9fff]{2,4}地|还|還|又|也|则|則|并|並|随后|隨後|后来|後來|事后|赛后|会后|当时|如今|曾|常|总|最后|最後|首先|同时|同時|进一步|進一步|明确|明確|特别|再次|一再|多次|反复|笑着|这样|這樣|如是|就此|接着|都)*"
)
_CLAUSE = re.compile(
    rf"(?:^|(?<=[。！？；：，”\n]))(?P<subject>[^，。！？；：“”\n]{{1,40}}?)(?P<between>{_BETWEEN})(?P<verb>{SAY})(?=[，。：“,；]|$|[^的了])"
)
_TAIL_SAY = re.compile(rf"”(?P<subject>[^，。！？；：“”\n]{{2,30}}?)(?P<between>{_BETWEEN})(?P<verb>{SAY})")


def quoted_in(reading: Reading, names: Names) -> list[Found]:
    """Persons whose words are reported, most quoted first, then in order of appearance."""
    found = list(_sayings(reading, names))
    counts = Counter(name for _, name, _, _ in found)
    order = list(dict.fromkeys(name for _, name, _, _ in found))
    rank = {name: (-counts[name], order.index(name)) for name in order}
    return sorted(found, key=lambda item: rank[item[1]])


def _sayings(reading: Reading, names: Names) -> Iterator[Found]:
    for block in reading.paragraphs:
        dateline = INLINE_DATELINE.match(block.text)
        text = re.sub(r"^[\s　）】]*(?:[（(][^）)]{2,40}[）)])?", "", block.text[dateline.end() if dateline else 0 :])
        for match in sorted([*_CLAUSE.finditer(text), *_TAIL_SAY.finditer(text)], key=lambda match: match.start()):
            subject = match["subject"]
            name = _antecedent(text[: match.start()], names) if subject in ("他", "她") else names.of(subject)
            if name:
                yield "quoted", name, reading.line_of(block), match.group()


def _antecedent(before: str, names: Names) -> str | None:
    """Whom `他说` means: the only person that the paragraph has named as a subject so far."""
    before = re.sub(r"“[^”]*”", "", before[-REACH:])
    subjects = re.findall(r"(?:^|[。！？；，”])([^，。！？；：“”\n]{2,24})", before)
    people = {name for subject in subjects for name in _leading(subject, names)}
    return people.pop() if len(people) == 1 else None


def _leading(subject: str, names: Names) -> Iterator[str]:
    """The person that a clause begins with, whatever it goes on to say."""
    whole = next((name for name in names.full if name in subject), None)
    if whole:
        yield whole
        return
    end = 0
    parts = tagged(subject)
    for n, (word, tag) in enumerate(parts):
        end += len(word)
        if n + 2 < len(parts) and OFFICE_END.search(parts[n + 1][0]) and parts[n + 2][1][0] in "nx":
            continue  # 某国国王某某: the country is not the king
        name = names.of(subject[:end]) if tag in ("nr", "nrt", "nrfg", "x", "nz") else None
        if name:
            yield name
            return
