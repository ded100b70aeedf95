"""The editor's hand: what a sidecar may say, what it does to the documents, and how its mistakes are told."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import seed_of
from test_segment import pages

from generator import sidecars, standing
from generator.accounting import problems
from generator.archive import Archive
from generator.build import Unread, clean_paths, clean_seed
from generator.characters import repair_characters
from generator.documents import Cleaned, assemble
from generator.editor import EditorError, correct, reading_digest
from generator.edits import Apparatus
from generator.join import join
from generator.lines import split_lines
from generator.model import Document, Hints, Place, Seed
from generator.quotations import Quotable
from generator.records import apparatus_records, document_record
from generator.render import labels, render_site
from generator.repairs import RULES
from generator.seeds import find_seeds, read_seeds
from generator.segment import segment
from generator.sidecars import SidecarError, read_sidecar

ROOT = Path(__file__).parent.parent
SEEDS = {seed.short: seed for seed in read_seeds(find_seeds([ROOT / "seeds"]))}

PAGE = """\
关于天气的报告

　　今天天气很好，我们去了公园，大家都很高兴。
　　明天也许会下雨，请各位记得带伞，早些回家。
　　后天是晴天，适合登山，也适合在湖边散步。
"""


@pytest.fixture
def hand(tmp_path: Path) -> Any:
    """Cleans a text, or a seed, with a sidecar."""

    def clean(raw: str | Seed, sidecar: str) -> Cleaned:
        seed = raw if isinstance(raw, Seed) else seed_of(raw)
        path = tmp_path / "page.yml"
        path.write_text(sidecar, encoding="utf-8")
        cleaned = clean_seed(replace(seed, sidecar=read_sidecar(path)))
        assert problems(cleaned) == []
        return cleaned

    return clean


def body(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks)


def edits(cleaned: Cleaned) -> list[dict[str, Any]]:
    return [record for record in apparatus_records(cleaned) if record["resp"] != "machine"]


# -- reading --------------------------------------------------------------------------------------------------------


def mistake(tmp_path: Path, text: str) -> str:
    path = tmp_path / "a.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SidecarError) as caught:
        read_sidecar(path)
    message = str(caught.value)
    assert message.startswith(f"{path}, line ")
    assert "\n" not in message
    return message.removeprefix(f"{path}, ")


ME = "editor: 王某\n"
MISTAKES = {
    "full-width colon": ("editor：王某\n", "line 1: a full-width colon"),
    "full-width colon inside": (ME + "documents:\n  - line: 1\n    title：题\n", "line 4: a full-width colon"),
    "tab": (ME + "notes:\n\t- line: 1\n", "line 3: a tab in the indentation; use spaces"),
    "curly quotes": (ME + "provenance: {“page”: “4”}\n", "line 2: curly quotes"),
    "duplicate key": (ME + "notes: []\nnotes: []\n", "line 3: key `notes` stands twice (first on line 2); remove one"),
    "unknown key": (ME + "title: 题\n", "line 2: unknown key `title`; the keys here are editor, provenance"),
    "unknown value": (ME + "documents:\n  - {line: 1, titel: 题}\n", "line 3: unknown key `titel`"),
    "not a list": (ME + "notes: {line: 1}\n", "line 2: `notes` should be a list"),
    "not a mapping": (ME + "notes:\n  - 一\n", "line 3: `notes` should hold the keys line, find"),
    "a list": ("- line: 1\n", "line 1: a sidecar holds `key: value` lines"),
    "nobody": ("notes:\n  - {line: 1, find: 一, text: 二}\n", "line 2: nobody answers for this; add `editor: `"),
    "nobody's rights": ("rights:\n  note: 二\n", "line 1: nobody answers for this"),
    "machine": ("editor: machine\n", "line 1: `machine` is what the generator calls itself"),
    "no line": (ME + "notes:\n  - {find: 一, text: 二}\n", "line 3: key `line` is missing"),
    "line 0": (ME + 'notes:\n  - {line: "0", find: 一, text: 二}\n', "line 3: `0` is no raw line"),
    "line x": (ME + "documents:\n  - line: l42\n", "line 3: `l42` is no raw line; write its number"),
    "no reason": (ME + 'corrections:\n  - {line: 1, find: 一, replace: ""}\n', "line 3: key `reason` is missing"),
    "no replace": (ME + "corrections:\n  - {line: 1, find: 一, reason: 二}\n", "line 3: key `replace` is missing"),
    "line end": (
        ME + 'corrections:\n  - {line: 1, find: 一, replace: "二\\n三", reason: 四}\n',
        "line 3: `replace` runs over several lines",
    ),
    "start and join": (ME + "boundaries:\n  - {start: 1, join: 2, reason: 三}\n", "line 3: a boundary is either"),
    "to without join": (ME + "boundaries:\n  - {start: 1, to: 2, reason: 三}\n", "line 3: `to` goes with `join`"),
    "date": (
        ME + "documents:\n  - line: 1\n    date: 2020年6月18日\n",
        "line 4: `2020年6月18日` is not EDTF; write 2020-06-18",
    ),
    "no such day": (
        ME + "documents:\n  - line: 1\n    date: 2020-02-30\n",
        "line 4: `2020-02-30` is not EDTF: 2020-02 has 29",
    ),
    "covers": (
        ME + "documents:\n  - line: 1\n    covers: 2020-04\n",
        "line 4: `2020-04` is one date; `covers` is a period",
    ),
    "type": (
        ME + "documents:\n  - line: 1\n    type: talk\n",
        "line 4: `talk` is no type; choose one of speech, remarks",
    ),
    "no type": (ME + "documents:\n  - line: 1\n    type: null\n", "line 4: `type` cannot be empty"),
    "format": (ME + "documents:\n  - {line: 1, format: hybrid}\n", "line 3: `hybrid` is no format"),
    "speakers": (ME + "documents:\n  - {line: 1, speakers: 王毅}\n", "line 3: `speakers` should be a list"),
    "twice": (ME + "documents:\n  - {line: 1, speakers: [王毅, 王毅]}\n", "line 3: `王毅` stands twice"),
    "completeness": (ME + "documents:\n  - {line: 1, completeness: partial}\n", "line 3: `partial` is no completeness"),
    "person": (ME + "documents:\n  - {line: 1, persons: [{name: 王毅}]}\n", "line 3: key `role` is missing"),
    "role": (ME + "documents:\n  - {line: 1, persons: [{name: 王毅, role: host}]}\n", "line 3: `host` is no role"),
    "level": (ME + "documents:\n  - {line: 1, review: {level: read}}\n", "line 3: `read` is no level"),
    "review without day": (
        ME + "documents:\n  - {line: 1, review: {level: proofread}}\n",
        "line 3: a review names its day",
    ),
    "review without person": (
        "documents:\n  - {line: 1, review: {level: proofread, date: 2020-11-17}}\n",
        "line 2: nobody answers for this",
    ),
    "address": (
        ME + "provenance:\n  source_url: javascript:alert(1)\n",
        "line 3: `javascript:alert(1)` is no web address",
    ),
    "retrieved": (ME + "provenance:\n  retrieved: 昨天\n", "line 3: `昨天` is not EDTF"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_name_line_and_remedy(name: str, tmp_path: Path) -> None:
    text, message = MISTAKES[name]
    assert mistake(tmp_path, text).startswith(message)


def test_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes("editor: 王某".encode("gbk"))
    with pytest.raises(SidecarError, match="save it as UTF-8"):
        read_sidecar(tmp_path / "a.yml")


def test_nothing_said_is_fine(hand: Any, tmp_path: Path) -> None:
    assert read_sidecar(tmp_path / "none.yml") is None
    for text in ("", "# nothing yet\n", "editor: 王某\nnotes:\ndocuments: []\nprovenance:\n"):
        assert hand(PAGE, text).documents == clean_seed(seed_of(PAGE)).documents


def test_everything_at_once_with_a_byte_order_mark(hand: Any) -> None:
    everything = """\
editor: 王某
provenance: {source_url: "https://example.org/a", publication: 某报, page: 第1版, retrieved: 2020-11-18, by: 李某}
rights: {status_uri: "http://rightsstatements.org/vocab/InC/1.0/", note: 某报版权所有}
corrections:
  - {line: 3, find: 公园, replace: 花园, reason: 据某报}
notes:
  - {line: 3, find: 花园, text: 指城南花园。, en: That south of the town., source: 某志, by: 张某}
boundaries:
  - {start: 4, reason: 另起一篇}
documents:
  - line: 4
    title: 雨天提醒
    date: 2020-11-17
    because: 据某报第1版
"""
    one, two = hand(PAGE, "\ufeff" + everything).documents
    record = document_record(one)
    assert record["notes"] == [
        {
            "anchor": "l3",
            "start": 11,
            "end": 13,
            "text": "花园",
            "note": "指城南花园。",
            "note_en": "That south of the town.",
            "by": "张某",
            "source": "某志",
            "reviewed": False,
        }
    ]
    assert record["provenance"]["by"] == "李某"
    assert record["rights"] == {
        "status_uri": "http://rightsstatements.org/vocab/InC/1.0/",
        "note": "某报版权所有",
        "by": "王某",
    }
    assert (two.card.title, two.card.title_supplied, two.card.date) == ("雨天提醒", True, "2020-11-17")


# -- corrections ----------------------------------------------------------------------------------------------------


def correction(line: int, find: str, put: str, **more: str) -> str:
    entry = {"line": str(line), "find": find, "replace": put, "reason": "据报纸原版", **more}
    return ME + "corrections:\n  - " + json.dumps(entry, ensure_ascii=False) + "\n"


def test_the_smallest_edit_is_made(hand: Any) -> None:
    cleaned = hand(PAGE, correction(3, "今天天气很好", "今日天气很好"))
    [edit] = edits(cleaned)
    assert (edit["rule"], edit["before"], edit["after"], edit["line"]) == ("editor", "天", "日", 3)
    assert (edit["resp"], edit["reason"], edit["document"]) == ("王某", "据报纸原版", "page-1")
    assert "今日天气很好，" in body(cleaned.documents[0])
    assert cleaned.documents[0].edits["editor"] == 1


def test_the_page_says_who_corrected_what_and_why(hand: Any) -> None:
    cleaned = hand("题目\n\n　　会议通过了昌义。\n", correction(3, "昌义", "倡议", reason="据某报"))
    page = render_site(Archive((cleaned,)))[f"documents/{cleaned.documents[0].id}.md"]
    section = page[page.index("整理说明") :]
    assert "编者的校改另列，署名" in section
    shown = re.sub(r"</?span[^>]*>", "", section)
    assert "<q>昌</q>改作<q>倡</q>。" in shown
    assert "<q>义</q>改作<q>议</q>。" in shown
    assert "王某：据某报" in re.sub("<[^>]*>", "", section)
    untouched = hand("题目\n\n　　会议通过了倡议。\n", ME)
    page = render_site(Archive((untouched,)))[f"documents/{untouched.documents[0].id}.md"]
    assert "王某" not in page


def test_an_entry_names_its_own_editor(hand: Any) -> None:
    [edit] = edits(hand(PAGE, correction(3, "公园", "花园", by="李某")))
    assert edit["resp"] == "李某"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_correction_inside_a_wrapped_word(hand: Any, end: str, mark: str) -> None:
    long = "面对突如其来的疫情，各国人民守望相助，携手抗疫，取得了积极的成果，这是大家共同努"
    raw = f"{mark}{long}{end}　　立的结果，也是未来合作的基础，我们要珍惜。{end}" * 1 + "".join(
        f"这一行是用来表明栏宽的文字，它的长度和上面那一行差不多，也没有在句末结{end}束。{end}" for _ in range(4)
    )
    before, cleaned = split_lines(raw), hand(raw, correction(1, "共同努立的", "共同努力的"))
    [edit] = edits(cleaned)
    assert (edit["before"], edit["after"], edit["line"]) == ("立", "力", 2)
    assert "共同努力的结果" in body(cleaned.documents[0]).replace("\n", "")
    apparatus = correct(cleaned.seed)
    assert [apparatus.text[line.end : line.next] for line in split_lines(apparatus.text)] == [
        raw[line.end : line.next] for line in before
    ]


def test_an_insertion_and_a_deletion_across_a_line_end_keep_it(hand: Any) -> None:
    raw = "　　他在会上说，今天天气很\n好，我们去公园。他又说，明天下雨。\n"
    cleaned = hand(raw, correction(1, "天气很好，我们去公园", "天气不错，我们都去了公园"))
    assert "天气不错，我们都去了公园" in "".join(correct(cleaned.seed).text.split())
    assert all("\n" not in edit["before"] + edit["after"] for edit in edits(cleaned))


def test_later_rules_do_not_touch_what_an_editor_fixed(hand: Any) -> None:
    seed = SEEDS["002"]
    assert "突如其来的疫情" in body(clean_seed(seed).documents[0])  # the machine mends it by itself
    kept = hand(seed, correction(95, "突如其来其来的", "突如其来其来的"))
    assert "突如其来其来的疫情" in body(kept.documents[0])  # an editor says that it stands
    [edit] = edits(kept)
    assert (edit["before"], edit["after"], edit["rule"]) == ("突如其来其来的", "突如其来其来的", "editor")
    mended = hand(seed, correction(95, "突如其来其来的", "突如其来的"))
    assert [edit["rule"] for edit in edits(mended)] == ["editor"]
    assert body(mended.documents[0]) == body(clean_seed(seed).documents[0])


def test_a_correction_in_a_loop_leaves_the_loop_a_loop(hand: Any) -> None:
    plain = clean_seed(SEEDS["002"])
    first = hand(SEEDS["002"], correction(95, "面对突如其来其来的疫情", "面对忽然而来的疫情"))
    assert [document.lines for document in first.documents] == [document.lines for document in plain.documents]
    assert "面对忽然而来的疫情" in body(first.documents[0])
    later = hand(SEEDS["002"], correction(169, "面对突如其来其来的疫情", "面对忽然而来的疫情"))
    assert body(later.documents[0]) == body(plain.documents[0])  # a copy is out of the text, corrected or not
    assert [edit.rule for edit in later.apparatus.edits if "editor" in edit.steps] == ["loop-copy"]


def test_a_correction_inside_a_glossed_word(hand: Any) -> None:
    cleaned = hand(SEEDS["003"], correction(1, "國(guó)際合作高級(jí)別", "国(guó)際合作高級(jí)別"))
    assert [(edit["before"], edit["after"]) for edit in edits(cleaned)] == [("國", "国")]
    assert cleaned.documents[0].card.title == "王毅主持“一帶一路”国際合作高級別視頻會議"
    with pytest.raises(EditorError, match=r"nearest: raw line 1 reads “.*國\(guó\).*”"):
        hand(SEEDS["003"], correction(1, "一路”國際合作高級別", "一路”国際合作高級別"))


def test_a_seed_on_one_raw_line(hand: Any) -> None:
    raw = "".join(f"第{n}句话说的是今天的天气很好，大家都很高兴。" for n in range(300))
    cleaned = hand(raw, correction(1, "第288句话说的是今天", "第288句话讲的是今天"))
    assert [edit["start"] for edit in edits(cleaned)] == [raw.index("第288句话") + 6]


def test_spaces_count_where_find_and_replace_differ_in_them(hand: Any) -> None:
    cleaned = hand("　　Belt andRoad 倡议，大家谈得很多。\n", correction(1, "Belt andRoad 倡议", "Belt and Road 倡议"))
    assert "Belt and Road 倡议" in body(cleaned.documents[0])
    assert [(edit["before"], edit["after"]) for edit in edits(cleaned)] == [("", " ")]
    closed = hand("　　Be lt倡议，大家谈得很多。\n", correction(1, "Be lt倡议", "Belt倡议"))
    assert "Belt倡议" in body(closed.documents[0])


CORRECTIONS = {
    "twice on a line": (correction(3, "天", "日"), "“天” begins 3 times on raw line 3 (columns 4, 5, 3"),
    "elsewhere": (correction(3, "带伞", "拿伞"), "“带伞” does not begin on raw line 3, but on 4; correct `line`"),
    "gone": (correction(3, "我们走到公园里", "甲"), "nearest: raw line 3 reads “我们去了公园”; correct `find`"),
    "never there": (correction(3, "迫在眉睫", "甲"), "nor anything like it elsewhere"),
    "no such line": (correction(99, "今天", "今日"), "page.txt has no raw line 99; its last is 5"),
    "overlap": (
        correction(3, "公园", "花园") + "  - {line: 3, find: 去了公, replace: 去了花, reason: 一}\n",
        "corrects what line 3 of this file corrects already",
    ),
}


@pytest.mark.parametrize("name", [name for name in CORRECTIONS if name != "twice on a line"])
def test_a_correction_that_does_not_fit_is_an_error(hand: Any, name: str) -> None:
    sidecar, message = CORRECTIONS[name]
    with pytest.raises(EditorError) as caught:
        hand(PAGE, sidecar)
    assert message in str(caught.value)
    assert caught.value.line in (3, 4)


def test_two_same_quotations_on_one_line(hand: Any) -> None:
    raw = "　　上午下雨，下午下雨，晚上也下雨。\n"
    with pytest.raises(EditorError, match=r"“下雨” begins 3 times on raw line 1 \(columns 5, 10, 16\); quote more"):
        hand(raw, correction(1, "下雨", "下雪"))
    assert body(hand(raw, correction(1, "下午下雨", "下午下雪")).documents[0]) == "上午下雨，下午下雪，晚上也下雨。"


def test_a_line_between_two_kinds_of_line_end_may_not_vanish(hand: Any) -> None:
    with pytest.raises(EditorError, match="leaves nothing of raw line 2"):
        hand("第一行的文字。\r乙\n第三行的文字。\n", correction(2, "乙", ""))


def test_the_error_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "a.yml").write_text(CORRECTIONS["elsewhere"][0], encoding="utf-8")
    [found] = clean_paths([tmp_path / "a.txt"], lambda _: None)
    assert isinstance(found, Unread)
    assert found.message.startswith(f"{tmp_path / 'a.yml'}, line 3: “带伞” does not begin")


def test_no_rule_makes_one_line_end_of_two() -> None:
    assert problems(clean_seed(seed_of("第一行的文字。\r\ufeff\u200b\n第三行的文字。\n"))) == []


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text("甲乙丙 \n\r　a\ufeff", min_size=1, max_size=30), st.text("甲乙丁 a", max_size=12), st.data())
def test_any_correction_reads_as_it_should_and_leads_back(raw: str, put: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw) - 1))
    end = data.draw(st.integers(start + 1, len(raw)))
    find = raw[start:end].replace("\n", "").replace("\r", "")
    found = list(Quotable(raw).find(find))
    if not found:
        return
    number = next(line.number for line in split_lines(raw) if line.start <= found[0][0] < line.next)
    values = {"editor": "王某", "corrections": [{"line": str(number), "find": find, "replace": put, "reason": "一"}]}
    seed = replace(seed_of(raw), sidecar=sidecars.Sidecar("page.yml", values))
    try:
        apparatus = correct(seed)
    except EditorError:
        return
    first, last = found[0][0], found[0][-1] + 1
    bare = ["".join(text.split()).replace("\ufeff", "") for text in (raw[:first], put, raw[last:])]
    assert "".join(apparatus.text.split()).replace("\ufeff", "") == "".join(bare)
    assert apparatus.restore(apparatus.text) == raw
    assert problems(clean_seed(seed)) == []


# -- boundaries -----------------------------------------------------------------------------------------------------


def boundary(*entries: str) -> str:
    return ME + "boundaries:\n" + "".join(f"  - {{{entry}, reason: 另一篇}}\n" for entry in entries)


def spans(cleaned: Cleaned) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    return [(document.id, document.lines) for document in cleaned.documents]


def test_a_document_begins_where_the_editor_says(hand: Any) -> None:
    cleaned = hand(PAGE, boundary("start: 4"))
    assert spans(cleaned) == [("page-1", ((1, 3),)), ("page-4", ((4, 5),))]
    [proof] = [one for one in cleaned.documents[1].card.evidence if one.field == "lines"]
    assert (proof.line, proof.reason, proof.resp) == (4, "另一篇", "王某")


def test_a_document_begins_inside_a_paragraph_and_inside_a_line(hand: Any) -> None:
    plain = clean_seed(SEEDS["000"]).documents[0]
    inside = next(first + 1 for block in plain.blocks for first, last in block.lines if last - first > 4)
    number = inside + 1
    cleaned = hand(SEEDS["000"], boundary(f"start: {number}"))
    assert [document.id for document in cleaned.documents][:2] == ["000-1", f"000-{number}"]
    texts = [block.text for one in cleaned.documents[:2] for block in one.blocks if block.kind != "gap"]
    assert "".join(texts) == body(plain).replace("\n", "")
    within = hand(PAGE, boundary("start: 4, find: 请各位"))
    assert [document.id for document in within.documents] == ["page-1", "page-4c11"]
    assert body(within.documents[1]).startswith("请各位记得带伞")


def test_two_documents_on_the_only_raw_line(hand: Any) -> None:
    raw = "今天天气很好，我们去了公园。明天也许会下雨，请记得带伞。"
    cleaned = hand(raw, boundary("start: 1, find: 明天"))
    assert [(document.id, body(document)) for document in cleaned.documents] == [
        ("page-1", "今天天气很好，我们去了公园。"),
        ("page-1c15", "明天也许会下雨，请记得带伞。"),
    ]
    both = boundary("start: 1, find: 明天") + "documents:\n  - {line: 1, title: 题}\n"
    with pytest.raises(EditorError, match="page-1 and page-1c15 share raw line 1; add `find: `"):
        hand(raw, both)
    one, two = hand(raw, both.replace("line: 1, title", "line: 1, find: 记得, title")).documents
    assert (one.card.title, two.card.title) == (None, "题")


def test_what_begins_there_belongs_to_the_document_before_it(hand: Any) -> None:
    plain = clean_seed(SEEDS["000"])
    cleaned = hand(SEEDS["000"], boundary("join: 527"))
    assert [document.id for document in cleaned.documents] == ["000-1", "000-232", "000-568"]
    both = {n for document in plain.documents[1:3] for first, last in document.lines for n in range(first, last + 1)}
    held = {n for first, last in cleaned.documents[1].lines for n in range(first, last + 1)}
    assert both <= held
    assert spans(hand(PAGE, boundary("join: 4"))) == [("page-1", ((1, 5),))]  # it does already


def test_a_part_goes_on_with_a_document_further_up(hand: Any) -> None:
    plain = clean_seed(SEEDS["000"]).documents
    cleaned = hand(SEEDS["000"], boundary("join: 568, to: 232"))
    assert [document.id for document in cleaned.documents] == ["000-1", "000-232", "000-527"]
    assert body(cleaned.documents[1]).endswith(body(plain[3])[-200:])
    assert body(cleaned.documents[2])[:100] == body(plain[2])[:100]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            "start: 2",
            "no document can begin on raw line 2: it is blank, nearest lines with text: 1, 5; correct `start`",
        ),
        ("start: 9", "page.txt has no raw line 9; its last is 5"),
        ("start: 4, find: 散步", "“散步” does not begin on raw line 4, but on 5"),
        ("join: 1", "the text of raw line 1 cannot go on with one before it"),
        ("join: 2", "nothing can be joined on raw line 2: it is blank"),
        ("join: 3, to: 5", "the text of raw line 3 cannot go on with the one of raw line 5"),
    ],
)
def test_a_boundary_that_cannot_be_is_an_error(hand: Any, entry: str, message: str) -> None:
    with pytest.raises(EditorError) as caught:
        hand(PAGE, boundary(entry))
    assert message in str(caught.value)


def test_a_boundary_in_a_copy_is_an_error(hand: Any) -> None:
    with pytest.raises(EditorError, match=r"raw line 169: its text is removed \(loop-copy\)"):
        hand(SEEDS["002"], boundary("start: 169"))


places = st.builds(Place, st.integers(1, 14), st.integers(0, 200))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    pages.filter(lambda text: text.encode("utf-8", "ignore").decode() == text),
    st.frozensets(places, max_size=4),
    st.dictionaries(places, st.none() | places, max_size=4),
)
def test_any_boundaries_keep_the_accounting_whole(raw: str, starts: Any, joins: Any) -> None:
    seed = seed_of(raw)
    marked, flags = repair_characters(Apparatus(raw), RULES)
    lines = {line.number: line for line in split_lines(marked.text)}

    def on_line(place: Place) -> Place:
        line = lines.get(place.line)
        return Place(place.line, line.start + place.offset % (line.end - line.start + 1)) if line else place

    hints = Hints(frozenset(map(on_line, starts)), {on_line(a): on_line(b) if b else None for a, b in joins.items()})
    assert problems(assemble(seed, marked, flags, segment(marked.text, hints), join, RULES)) == []


# -- values ---------------------------------------------------------------------------------------------------------


def about(line: int, **values: Any) -> str:
    return ME + "documents:\n  - " + json.dumps({"line": str(line), **values}, ensure_ascii=False) + "\n"


def test_values_replace_those_of_the_machine_with_their_evidence(hand: Any) -> None:
    [plain] = clean_seed(SEEDS["003"]).documents
    assert plain.card.title
    [document] = hand(
        SEEDS["003"], about(1, title="某次会议的报道", date="2020-06-18", venue=None, quoted=["王毅"], because="据某书")
    ).documents
    record = document_record(document)
    assert (record["title"], record["title_supplied"], record["date"], record["venue"]) == (
        "某次会议的报道", True, "2020-06-18", None,
    )  # fmt: skip
    told = {one["field"]: one for one in record["evidence"] if one["resp"] != "machine"}
    assert set(told) == {"title", "date", "quoted"}
    assert told["date"] == {
        "field": "date", "line": None, "text": "", "inferred": False, "reason": "据某书", "reason_en": None,
        "resp": "王某",
    }  # fmt: skip
    assert not [
        one for one in record["evidence"] if one["field"] in ("title", "date", "venue") and one["resp"] == "machine"
    ]
    assert [person["name"] for person in record["persons"] if person["role"] == "quoted"] == ["王毅"]
    assert document.card.agency == plain.card.agency


def test_empty_clears(hand: Any) -> None:
    values = {"title": None, "date": None, "quoted": [], "speakers": None, "persons": [], "agency": None, "authors": []}
    [document] = hand(SEEDS["003"], about(1, **values)).documents
    record = document_record(document)
    assert (record["title"], record["title_supplied"], record["date"], record["agency"]) == (None, False, None, None)
    assert (record["quoted"], record["speakers"], record["persons"], record["authors"]) == ([], [], [], [])
    assert not {one["field"] for one in record["evidence"]} & set(values)


def test_a_title_that_is_a_line_of_the_document_is_read_and_not_supplied(hand: Any) -> None:
    [document] = hand(PAGE, about(1, title="关于天气的报告")).documents
    assert (document.card.title, document.card.title_supplied) == ("关于天气的报告", False)
    [proof] = [one for one in document.card.evidence if one.field == "title"]
    assert (proof.line, proof.text, proof.resp) == (1, "关于天气的报告", "王某")


def test_persons_as_given(hand: Any) -> None:
    given = {"name": "甲", "role": "speaker", "office": "主任", "line": "3"}
    [document] = hand(PAGE, about(3, speakers=["甲"], persons=[given])).documents
    assert document_record(document)["persons"] == [{**given, "line": 3, "authority": None}]


def test_records_that_are_named_must_exist(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "a.yml").write_text(about(1, events=["no-such-event"]), encoding="utf-8")
    from generator.build import load

    [found] = clean_paths([tmp_path / "a.txt"], lambda _: None, load(ROOT / "seeds" / "authorities"))
    assert isinstance(found, Unread)
    assert "there is no event `no-such-event` among the authorities" in found.message


@pytest.mark.parametrize(
    ("sidecar", "message"),
    [
        (about(2, title="题"), "page-1"),
        (about(9, title="题"), "no document has raw line 9: the last is 5; documents here: page-1 (from line 1)"),
        (about(1, title="题") + "  - {line: 3, title: 另}\n", "is about document page-1, as line 3 of this file is"),
    ],
)
def test_a_document_that_is_not_there(hand: Any, sidecar: str, message: str) -> None:
    if message == "page-1":  # a blank line inside a document is the document's
        assert [document.card.title for document in hand(PAGE, sidecar).documents] == ["题"]
        return
    with pytest.raises(EditorError) as caught:
        hand(PAGE, sidecar)
    assert message in str(caught.value)


# -- reviews --------------------------------------------------------------------------------------------------------


def review(digest: str | None, level: str = "proofread") -> str:
    said = {"level": level, "by": "李某", "date": "2020-12-01", **({"text_sha256": digest} if digest else {})}
    return about(1, review=said)


def test_a_review_counts_for_the_text_that_was_read(hand: Any) -> None:
    [plain] = clean_seed(seed_of(PAGE)).documents
    assert document_record(plain)["review"] == {
        "level": "not-proofread", "by": None, "date": None, "text_sha256": None, "lapsed": False,
    }  # fmt: skip
    digest = hashlib.sha256(body(plain).encode()).hexdigest()
    assert reading_digest(plain) == digest
    [read] = hand(PAGE, review(digest)).documents
    assert document_record(read)["review"] == {
        "level": "proofread", "by": "李某", "date": "2020-12-01", "text_sha256": digest, "lapsed": False,
    }  # fmt: skip
    changed = review(digest) + correction(3, "公园", "花园").removeprefix(ME)
    [lapsed] = hand(PAGE, changed).documents
    assert document_record(lapsed)["review"] == {
        "level": "not-proofread", "by": "李某", "date": "2020-12-01", "text_sha256": digest, "lapsed": True,
    }  # fmt: skip


def test_a_review_without_its_text_says_which_it_is(hand: Any) -> None:
    [plain] = clean_seed(seed_of(PAGE)).documents
    with pytest.raises(EditorError, match=f"add `text_sha256: {reading_digest(plain)}`"):
        hand(PAGE, review(None))
    assert hand(PAGE, review(None, "not-proofread")).documents[0].review["level"] == "not-proofread"


# -- notes ----------------------------------------------------------------------------------------------------------


def note(line: int, find: str) -> str:
    return (
        ME + f"notes:\n  - {{line: {line}, find: {json.dumps(find, ensure_ascii=False)}, text: 说明。, source: 某书}}\n"
    )


@pytest.mark.parametrize("find", ["國(guó)際合作", "國際合作"])
def test_a_note_is_placed_by_the_words_of_the_witness_or_of_the_page(hand: Any, find: str) -> None:
    [document] = hand(SEEDS["003"], note(1, find)).documents
    [one] = document.notes
    title = document.fields[0]
    assert (one.anchor, one.text, title.text[one.start : one.end]) == ("l1", "國際合作", "國際合作")
    assert (one.note, one.by, one.source, one.reviewed) == ("说明。", "王某", "某书", False)


def test_a_note_across_a_line_end(hand: Any) -> None:
    seed = SEEDS["000"]
    document = hand(seed, note(9, "金砖国家领导人会晤")).documents[0]
    assert [one.text for one in document.notes] == ["金砖国家领导人会晤"]


@pytest.mark.parametrize(
    ("line", "find", "message"),
    [
        (169, "面对突如其来其来的疫情", r"removed from the page \(loop-copy: .*\); they are kept on raw line 95"),
        (96, "面对突如其来其来的疫情", r"does not begin on raw line 96, but on 95, 169, 243"),
        (95, "面对突然来临的疫情", r"nearest: raw line 95 reads “面对突如其来其来的"),
    ],
)
def test_an_orphan_is_an_error(hand: Any, line: int, find: str, message: str) -> None:
    with pytest.raises(EditorError, match=message) as caught:
        hand(SEEDS["002"], note(line, find))
    assert caught.value.line == 3


# -- provenance and rights ------------------------------------------------------------------------------------------


def test_the_machines_clue_stays_unless_the_editor_says_otherwise(hand: Any) -> None:
    short = next(short for short, seed in SEEDS.items() if clean_seed(seed).documents[0].provenance)
    clue = clean_seed(SEEDS[short]).documents[0].provenance["source_url"]
    [*_, document] = hand(SEEDS[short], ME + "provenance: {publication: 某报, page: 第3版}\n").documents
    assert document_record(document)["provenance"] == {
        "source_url": clue, "publication": "某报", "page": "第3版", "retrieved": None, "by": "王某", "note": None,
    }  # fmt: skip
    [*_, cleared] = hand(SEEDS[short], ME + "provenance: {source_url: null, note: 网址是转载页}\n").documents
    assert cleared.provenance["source_url"] is None


# -- the schema -----------------------------------------------------------------------------------------------------


def test_the_values_are_those_that_the_pages_have_words_for() -> None:
    assert sidecars.CHOICES["type"] == tuple(labels.TYPES)
    assert sidecars.CHOICES["format"] == tuple(labels.FORMATS)
    assert sidecars.CHOICES["venue_role"] == tuple(labels.VENUE_ROLES)
    assert tuple(labels.PERSON_ROLES) == sidecars.PERSON_ROLES
    assert tuple(labels.REVIEWS) == sidecars.LEVELS
    assert tuple(standing.MISSING) == sidecars.MISSING


def test_the_schema_knows_the_same_keys_and_values() -> None:
    schema = json.loads((ROOT / "generator/schema/sidecar.schema.json").read_text(encoding="utf-8"))
    top = schema["properties"]
    assert tuple(top) == sidecars.KEYS
    for key, known in (("provenance", sidecars.PROVENANCE), ("rights", sidecars.RIGHTS)):
        assert tuple(top[key]["properties"]) == known
    for key, known in (
        ("corrections", sidecars.CORRECTION),
        ("notes", sidecars.NOTE),
        ("boundaries", sidecars.BOUNDARY),
        ("documents", sidecars.DOCUMENT),
    ):
        assert tuple(top[key]["items"]["properties"]) == known
        assert top[key]["items"]["additionalProperties"] is False
    document = top["documents"]["items"]["properties"]
    for key, choices in sidecars.CHOICES.items():
        assert tuple(one for one in document[key]["enum"] if one) == choices
    assert tuple(document["persons"]["items"]["properties"]) == sidecars.PERSON
    assert tuple(document["persons"]["items"]["properties"]["role"]["enum"]) == sidecars.PERSON_ROLES
    assert tuple(document["review"]["properties"]) == sidecars.REVIEW
    assert tuple(document["review"]["properties"]["level"]["enum"]) == sidecars.LEVELS


def test_the_examples_of_the_guide_are_sound(tmp_path: Path) -> None:
    guide = (ROOT / "site_src" / "about" / "editing.md").read_text("utf-8")
    examples = re.findall(r"```yaml\n(?!- id:)(.*?)```", guide, re.S)  # a record is no sidecar; test_docs loads it
    assert len(examples) >= 6
    for example in examples:
        path = tmp_path / "a.yml"
        path.write_text("editor: 王某\n" + example.removeprefix("editor: 王某\n"), encoding="utf-8")
        assert read_sidecar(path)
    for key in (*sidecars.KEYS, *sidecars.DOCUMENT, *sidecars.BOUNDARY, *sidecars.LEVELS):
        assert key in guide
