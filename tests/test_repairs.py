"""Every repair against its table of cases, alone and with all others; sound text stays sound; damage as an inverse.

`tests/cases/<rule-id>.yml` has up to four tables:

    changed         {before, after}; `all` where the rules together do more, `whole` the document for phrase rules
    unchanged       a text, or {text, note, whole}: no rule touches it
    flagged         {text, likely, whole}: kept, with a flag of this rule
    missed          {text, why}: what a rule should flag and does not; a case that is flagged must move up
    known_failures  {before, after, why}: what nobody has solved yet; a case that passes must move up
"""

from __future__ import annotations

import doctest
import importlib
import random
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import read_cases

from generator import hanzi
from generator.characters import repair_characters
from generator.edits import Apparatus
from generator.model import Edit, Flag, Rule
from generator.reasons import english
from generator.repairs import BY_ID, RULES
from generator.repairs.dropped_in_mark import dropped_in
from generator.repairs.pinyin_gloss import _reads

CASES = Path(__file__).parent / "cases"
MINE = [rule for rule in RULES if rule.stage in ("characters", "phrases") and rule.find]
TERMINATOR = re.compile(r"\r\n|\r|\n")


@cache
def table(rule: Rule) -> dict[str, list[dict[str, Any]]]:
    path = CASES / f"{rule.id}.yml"
    loaded = read_cases(path) if path.exists() else {}
    return {name: [as_case(case) for case in cases] for name, cases in loaded.items()}


def as_case(case: Any) -> dict[str, Any]:
    return case if isinstance(case, dict) else {"text": str(case)}


def cases(name: str) -> list[Any]:
    return [
        pytest.param(rule, case, id=f"{rule.id}-{number}")
        for rule in MINE
        for number, case in enumerate(table(rule).get(name, ()))
    ]


def sound() -> list[str]:
    loaded = read_cases(CASES / "sound-text.yml")
    return [case["text"] for case in loaded["unchanged"]]


def found(rule: Rule, text: str, whole: str | None = None) -> list[Edit | Flag]:
    assert rule.find is not None
    return list(rule.find(text, text if whole is None else whole))


def alone(rule: Rule, text: str, whole: str | None = None) -> str:
    return Apparatus(text).apply(one for one in found(rule, text, whole) if isinstance(one, Edit)).text


def together(text: str, whole: str | None = None) -> tuple[str, list[Flag]]:
    apparatus, flags = repair_characters(Apparatus(text), RULES)
    flagged = list(flags)
    for rule in MINE:
        if rule.stage == "phrases":
            proposals = found(rule, apparatus.text, whole)
            flagged += [one for one in proposals if isinstance(one, Flag)]
            apparatus = apparatus.apply(one for one in proposals if isinstance(one, Edit))
    assert apparatus.restore(apparatus.text) == text
    return apparatus.text, flagged


@pytest.mark.parametrize(("rule", "case"), cases("changed"))
def test_changed(rule: Rule, case: dict[str, Any]) -> None:
    assert alone(rule, case["before"], case.get("whole")) == case["after"]
    assert together(case["before"], case.get("whole"))[0] == case.get("all", case["after"])


@pytest.mark.parametrize(("rule", "case"), cases("unchanged"))
def test_unchanged(rule: Rule, case: dict[str, Any]) -> None:
    assert alone(rule, case["text"], case.get("whole")) == case["text"]
    assert together(case["text"], case.get("whole"))[0] == case["text"]
    if not table(rule).get("changed"):  # a rule that only looks
        assert found(rule, case["text"], case.get("whole")) == []


@pytest.mark.parametrize(("rule", "case"), cases("flagged"))
def test_flagged(rule: Rule, case: dict[str, Any]) -> None:
    text, flags = together(case["text"], case.get("whole"))
    mine = [flag for flag in flags if flag.rule == rule.id]
    assert text == case["text"]
    assert mine
    assert all(text[flag.start : flag.end] == flag.text for flag in flags)
    assert "likely" not in case or case["likely"] in [flag.likely for flag in mine]


@pytest.mark.parametrize(("rule", "case"), cases("known_failures"))
def test_known_failures_still_fail(rule: Rule, case: dict[str, Any]) -> None:
    assert together(case["before"])[0] != case["after"], f"{rule.id}: solved, move it to `changed`"


@pytest.mark.parametrize(("rule", "case"), cases("missed"))
def test_missed_are_still_missed(rule: Rule, case: dict[str, Any]) -> None:
    assert case["why"]
    assert found(rule, case["text"], case.get("whole")) == [], f"{rule.id}: found, move it to `flagged`"


@pytest.mark.parametrize("text", sound(), ids=lambda text: text[:12])
def test_sound_text_is_left_alone(text: str) -> None:
    assert together(text) == (text, [])


def test_sound_texts_as_one_document() -> None:
    text = "\n\n".join(one for one in sound() if "HTML" not in one)
    assert together(text)[0] == text


@pytest.mark.parametrize("rule", MINE, ids=lambda rule: rule.id)
def test_every_rule_has_cases(rule: Rule) -> None:
    loaded = table(rule)
    if rule.id != "byte-order-mark":
        assert len(loaded.get("unchanged", ())) >= len(loaded.get("changed", ()))
        assert loaded.get("changed") or loaded.get("flagged")


def test_rules_explain_themselves() -> None:
    """In both languages: why the rule is there, and why each edit and each flag of it."""
    assert [rule.id for rule in RULES if not (hanzi.IS_HAN.search(rule.why) and english(rule.why))] == []
    for rule in MINE:
        told = table(rule)
        for case in (*told.get("changed", ()), *told.get("flagged", ())):
            for one in found(rule, case.get("before", case.get("text")), case.get("whole")):
                assert hanzi.IS_HAN.search(one.reason), rule.id
                assert english(one.reason), one.reason
                assert one.rule == rule.id
    assert len(BY_ID) == len(RULES)


@pytest.mark.parametrize(
    "name",
    [
        "hanzi",
        "out_of_step",
        "reasons",
        "set_phrases",
        "repairs.context",
        "repairs.paragraphs",
        *(f"repairs.{r.id.replace('-', '_')}" for r in MINE),
    ],
)
def test_examples_in_docstrings_run(name: str) -> None:
    result = doctest.testmod(importlib.import_module(f"generator.{name}"))
    assert result.failed == 0
    assert result.attempted > 0 or name == "out_of_step"


# -- any text at all --------------------------------------------------------------------------------------------------

WORDS = """
國(guó) 務(wù) 今(jin)天 ,, ,。 ， ， 。 “ ” ( ) （ ） ? ! : ; A h 3
?!耙粠б宦贰背h ?shù)貢r ?qǐng)?bào) ä¸\u00adå›½ 鍏充簬 銆? 弗拉基米尔?普京
&nbsp; <br/> ?/p> _x000D_ \\xa0 会议 一帶一路 倡議 友誼 友谊
"""
SIGNS = " \u3000\u00a0\u2003\u2028\u0085\x0b\x0c\n\r\t\u200b\u2060\u00ad\u2f08\ue000\ufeff\ufffd"
PIECES = st.sampled_from([*WORDS.split(), *SIGNS, "\r\n"])
ANY_TEXT = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=60))


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_any_text_is_restored_and_keeps_its_lines(text: str) -> None:
    apparatus, flags = repair_characters(Apparatus(text), RULES)
    assert apparatus.restore(apparatus.text) == text
    assert TERMINATOR.findall(apparatus.text) == TERMINATOR.findall(text)
    assert all(apparatus.text[flag.start : flag.end] == flag.text for flag in flags)


@settings(max_examples=300, deadline=None)
@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = repair_characters(Apparatus(text), RULES)[0].text
    assert repair_characters(Apparatus(once), RULES)[0].text == once


TORN_WORDS = """
人类命运同体 人類命運同體 一一路 ”倡议 运气共同体 国#家 一是 三是 第一， 第三， 新华社京11月 17日 2020年 （略） （此处有删节） www.example.com
"""
TORN = st.sampled_from([*TORN_WORDS.split(), *"“”「」《》（）()[]【】*#·×□XxＸ、，。；一二三四五年月日电社\n "])


@settings(max_examples=300, deadline=None)
@given(st.lists(TORN, max_size=60).map("".join))
def test_what_is_flagged_is_what_stands_there(text: str) -> None:
    for rule in MINE:
        for one in found(rule, text) if rule.stage == "phrases" else ():
            assert text[one.start : one.end] == (one.text if isinstance(one, Flag) else one.before)
            assert one.end > one.start


# -- damage as an inverse ---------------------------------------------------------------------------------------------

SENTENCES = (
    "中國國務委員兼外交部長昨日在北京主持國際合作高級別視頻會議，各國外長出席並發表講話。",
    "會議通過了聯合聲明，強調維護多邊貿易體制，促進世界經濟復蘇，加強團結合作。",
    "與會代表認為，此次會議十分及時，為各國抗擊疫情提供了重要平臺，將繼續落實共識。",
    "他指出，當前要推進互聯互通，開展創新合作，為全球可持續發展注入新的動力。",
    "聯合國秘書長在致辭中表示，別無選擇，唯有堅持多邊主義，才能實現可持續發展目標。",
)


def glossed(text: str, style: str, share: float, draw: random.Random) -> str:
    """What the glossing machine does to a text."""
    parts = []
    for char in text:
        parts.append(char)
        reading = hanzi.first_reading(char) if hanzi.IS_HAN.match(char) else ""
        if reading and draw.random() < share:
            reading = hanzi.toneless(reading) if style.startswith("bare") else reading
            opening, closing = ("（", "）") if style.endswith("wide") else ("(", ")")
            parts.append(f"{opening}{reading}{closing}")
    return "".join(parts)


@pytest.mark.parametrize("style", ["toned", "bare", "toned wide", "bare wide"])
@pytest.mark.parametrize("share", [0.08, 0.15, 0.3])
def test_glosses_are_undone(style: str, share: float) -> None:
    text = "\n".join(SENTENCES)
    for number in range(10):
        damaged = glossed(text, style, share, random.Random(number))
        assert together(damaged)[0] == text


def doubled(text: str, draw: random.Random) -> str:
    """A narrow comma before the marks, and the original comma narrowed, as the sites do."""
    return re.sub("[，。、；]", lambda m: ("," if draw.random() < 0.8 else "") + (m[0] if m[0] != "，" else ","), text)


def test_doubled_marks_are_undone() -> None:
    text = "\n".join(SENTENCES)
    for number in range(20):
        assert together(doubled(text, random.Random(number)))[0] == text


def cut_by_comma(before: str, after: str) -> str:
    """`before。after` as it reads when a comma was set between the two bytes of the full stop."""
    data = "。".encode("gbk") + after.encode("gbk")
    broken = data[:1] + b"," + data[1:]
    text = broken.decode("gb18030", errors="replace").replace("\ufffd,", "?").replace("\ufffd", "?")
    return before + "".join(char for char in text if not "\ue000" <= char <= "\uf8ff")


@pytest.mark.parametrize("after", ["“一帶一路”倡議是各國的平臺", "“健康絲綢之路”建設", "開放的世界經濟"])
def test_shifted_bytes_are_put_back(after: str) -> None:
    known = "各國支持“一帶一路”倡議。“一帶一路”倡議得到各國支持，“健康絲綢之路”和開放的世界經濟。會議發表了講話"
    damaged = known + "\n" + cut_by_comma("支持聯合國發揮重要作用", after)
    assert together(damaged)[0] == known + "\n支持聯合國發揮重要作用。" + after


def agrees(text: str, true: str) -> bool:
    """Is all of it right, but for the □, each of which says that a character or two are lost, or a mark with them?"""
    pattern = re.sub("□+", lambda lost: f".{{1,{2 * len(lost[0]) + 1}}}", re.escape(text))
    return re.fullmatch(pattern, true) is not None


def test_shifted_bytes_are_put_back_or_left() -> None:
    """Cut at every place: what can be read is read right, what cannot is shown as lost or left."""
    known = "\n".join(SENTENCES)
    right = wrong = 0
    for sentence in SENTENCES:
        for at in range(len(sentence) - 12):
            if sentence[at] in "，。、":  # no text has `。，`
                continue
            damaged = known + "\n" + cut_by_comma("各方對此予以高度評價", sentence[at:])
            true = known + "\n各方對此予以高度評價。" + sentence[at:]
            text = together(damaged)[0]
            right += text == true
            wrong += text != damaged and not agrees(text, true)
    assert wrong == 0
    assert right >= 90  # of 122: in the others a pair has vanished that nothing tells, or nothing shows the cut


SWALLOWED = {
    "娓旀皯鐨勪細璁\ue1bc湪鍖椾含鍙\ue100紑銆?/p>": "渔民的会议在北京召开。",
    "船長說：“我們記住了你們的名字?！?/p>": "船長說：“我們記住了你們的名字。”",
}


@pytest.mark.parametrize("damaged", SWALLOWED)
def test_a_tag_whose_beginning_was_swallowed_goes(damaged: str) -> None:
    """The last byte of a line and the `<` behind it became one `?`; the rule for leftovers takes the tag away."""
    assert together(damaged)[0] == SWALLOWED[damaged]


def annotated(text: str, glosses: dict[str, str]) -> str:
    """What the machine that adds readings by bytes does: `glosses` are its characters and their readings."""
    data = text.encode("gbk")
    for char, reading in glosses.items():
        code = char.encode("gbk")
        data = data.replace(code, code + b"(" + reading.encode("gbk") + b")")
    return "".join(_decoded(data))


def _decoded(data: bytes) -> Iterator[str]:
    at = 0
    while at < len(data):
        if data[at] < 0x80:
            yield chr(data[at])
            at += 1
            continue
        pair = data[at : at + 2]
        try:
            char = pair.decode("gb18030")
            yield "" if "\ue000" <= char <= "\uf8ff" else char
        except UnicodeDecodeError:
            yield "?"
        at += 2


@pytest.mark.parametrize(
    ("text", "glosses"),
    [
        ("當地時間十八日，外長表示歡迎", {"數": "shù", "當": "dāng"}),
        ("記者張在國際會議上發言", {"堅": "jiān", "國": "guó"}),
        ("中國日報社的記者在北京報道", {"報": "bào", "請": "qǐng"}),
    ],
)
def test_annotated_bytes_are_undone(text: str, glosses: dict[str, str]) -> None:
    damaged = annotated(text, glosses)
    assert "?" in damaged
    assert re.sub(r"\([a-zāáǎàēéěèīíǐìōóǒòūúǔù]+\)", "", alone(BY_ID["annotated-bytes"], damaged)) == text


def test_misread_utf8_is_read_again() -> None:
    for sentence in SENTENCES:
        misread = sentence.encode().decode("latin-1")
        assert alone(BY_ID["mojibake"], misread) == sentence


def test_damage_of_all_kinds_at_once() -> None:
    text = "\n".join(SENTENCES)
    draw = random.Random(7)
    damaged = (
        doubled(glossed(text, "toned", 0.2, draw), draw).replace("會議", "會\u200b議").replace("聲明", "聲&nbsp;明")
    )
    assert together(damaged)[0] == text.replace("聲明", "聲 明")


# -- many readings, many characters -----------------------------------------------------------------------------------


def test_every_common_reading_is_known() -> None:
    chars = [chr(code) for code in range(0x4E00, 0x9FA6) if hanzi.rank(chr(code)) < hanzi.ORDINARY]
    for char in chars:
        for reading in hanzi.readings(char):
            assert _reads(char, reading), (char, reading)
            assert _reads(char, hanzi.toneless(reading).replace("ü", "v").replace("v", "ü")), (char, reading)


def test_readings_are_composed_and_lower_case() -> None:
    assert hanzi.plain_letters("ＧＵO\u0301") == "guó" == unicodedata.normalize("NFC", "guo\u0301")


@pytest.mark.parametrize(
    "text",
    [
        "你去渡口吗?我去。他去吗?他不去。船票是多少?两元。真的?真的。谁的?他的。你的?不是。好的?好的。几点的?八点的。",
        "问:何时重开?答:明年。问:谁出钱?答:两岸。问:票价是多少?答:两元。问:老人呢?答:免费。问:学生呢?答:半价。",
        "船是谁的?他的?你的?船不说。票是谁的?他的?你的?票不说。路是谁的?他的?你的?路不说。桥呢?桥是大家的。",
        "渡口的?船票和?时刻表将?公布。",
    ],
)
def test_who_asks_again_and_again_has_no_marks_dropped_in(text: str) -> None:
    """Questions one after the other, each with the reply behind it; and too few marks to be a habit."""
    assert dropped_in(text) == []
