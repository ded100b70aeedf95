"""The search index: what it folds together, that every pair of characters is in it, that it grows at its end."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from itertools import accumulate
from pathlib import Path
from typing import Any

import ours
import pytest
from finding import documents, folded_units
from handmade import BRI, archive, document, flagged, hostile_archive, seed
from hypothesis import given
from hypothesis import strategies as st

from generator.archive import Archive
from generator.find import entries, fold, index_files
from generator.find.entries import Entry, Unit
from generator.find.fold import fold_broken, table
from generator.find.packing import DIGITS, SEPARATOR, number, numbers, order, signed
from generator.find.postings import Places, Postings, split
from generator.model import Card
from generator.output import MANIFEST, OutputError, sync_each

ROOT = Path(__file__).parent.parent

# Typed by hand, as people of different places write; none of it made by a converter.
SAME = """
裏裡里 臺台檯颱 爲為为 衆眾众 綫線线 羣群 峯峰 啓啟启 麪麵面 鈎鉤钩 祕秘 産產产 敎教 戶户戸 説說说 強强 內内 吳吴 溫温
衞衛卫 録錄录 緑綠绿 歩步 脫脱 銳锐 悅悦 稅税 黃黄 橫横 鄉乡 研硏 即卽 靑青 淸清 眞真 愼慎 値值 獎奖奬 弔吊 着著 了瞭
只隻祇衹 周週 佔占 佈布 遊游 迴回 徵征 藉借 復複覆复 發髮发 幹乾干 後后 鬆松 鬥鬪斗 製制 鍾鐘钟 繫係系 雲云 麼么麽 甚什
砲炮 託托 佣傭 僱雇 颳刮 颱台 颶飓 嶽岳 恆恒 冊册 鷄雞鸡 隣鄰邻 讚赞贊 疊叠 羨羡 妳你 牠它 沢泽澤 気气氣 囯国國 両两兩
"""
ALIKE = (
    ("ＢＲＩＣＳ", "brics"), ("Café", "CAFE"), ("ﬁ", "FI"), ("２０３０年", "2030 年"), ("第①条", "第1条"), ("㎞", "km"),
    ("ｶﾞｲﾄﾞ", "ガイド"), ("“一带一路”", "一带一路"), ("习近平·", "习近平"), ("二○二○", "二〇二〇"), ("金ㆍ正", "金ㆍ正"),
    ("a\u00adb\u200bc\ufeff", "abc"), ("䳽\ufe00", "䳽"), ("\U0002f800", "丽"), ("豈", "岂"), ("—－─━", ""), ("", "\t\u3000"),
)  # fmt: skip
APART = ("天夫", "己已", "土士", "末未", "かが", "バパ", "大太", "人入", "日曰", "ab", "12", "芸藝", "习刁", "他她")


# -- folding --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("group", [group for group in SAME.split() if group != "—"])
def test_a_character_is_found_in_every_way_it_is_written(group: str) -> None:
    assert len({fold(char) for char in group}) == 1, [(char, fold(char)) for char in group]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_width_case_marks_and_spaces_do_not_count(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize("pair", APART)
def test_different_characters_stay_apart(pair: str) -> None:
    assert fold(pair[0]) != fold(pair[1])


def test_folding_twice_is_folding_once() -> None:
    again = [(chr(code), text, fold(text)) for code, text in table().items() if fold(text) != text]
    assert again == []


def test_no_folded_text_holds_a_space() -> None:
    assert not any(" " in text for text in table().values())
    assert fold(" ") == ""


# -- numbers --------------------------------------------------------------------------------------------------------


def unpacked(text: str) -> list[int]:
    """Reads as the browser does (site_src/assets/find/folding.js)."""
    found, value, scale = [], 0, 1
    for char in text:
        digit = DIGITS.index(char)
        value += scale * digit
        if digit < 56:
            found.append(value)
            value, scale = 0, 1
        else:
            scale *= len(DIGITS) - 56
    return found


def rising(text: str) -> list[int]:
    return list(accumulate(unpacked(text)))


@given(st.lists(st.integers(0, 2**31)))
def test_numbers_come_back(values: list[int]) -> None:
    packed = numbers(values)
    assert unpacked(packed) == values
    assert json.dumps(packed) == f'"{packed}"'
    assert SEPARATOR not in packed


@given(st.integers(-(10**9), 10**9))
def test_signed_numbers_come_back(value: int) -> None:
    coded = signed(value)
    assert (-(coded + 1) // 2 if coded % 2 else coded // 2) == value
    assert number(coded)


# -- postings -------------------------------------------------------------------------------------------------------


def test_lists_that_went_through_files_are_the_same() -> None:
    texts = folded_units(list(documents(12, seed=3, characters=600)))
    held, spilled = Postings(), Postings(at_once=500)
    for unit, text in enumerate(texts):
        held.add(unit, text)
        spilled.add(unit, text)
    assert list(spilled.lists()) == list(held.lists())


def test_a_list_says_how_often_and_where() -> None:
    postings = Postings()
    for unit, (text, broken) in enumerate(map(fold_broken, ("天天，天地", "……", "地天地。"))):
        postings.add(unit, text, broken)
    lists = {key: split(values) for key, values in postings.lists()}
    assert lists["天天"] == Places([0], [1], [0, 1], [1])
    assert lists["天地"] == Places([0, 2], [0, 0], [2, 1])
    assert lists["地"].units == [0, 2]


# -- the files ------------------------------------------------------------------------------------------------------


def read(files: dict[str, str]) -> dict[str, list[Any]]:
    """The values in each file, as a browser would have them."""
    found = {}
    for name, text in files.items():
        assert text.startswith("findChunk(")
        assert text.endswith(");\n")
        told, *values = json.loads(f"[{text[len('findChunk(') : -3]}]")
        assert f"{told}.js" == name
        found[told] = values
    return found


def keys(kind: str, packed: str) -> list[str]:
    if kind == "u":
        return list(packed)
    return [group[0] + char for group in packed.split(" ") for char in group[1:]]


def lists_of(values: dict[str, list[Any]], kind: str) -> dict[str, list[str]]:
    """Every list of a kind by its key; the buckets hold the keys in the order that the directory promises."""
    found: dict[str, list[str]] = {}
    for at, first in enumerate(values["index"][0]["keys"][kind]):
        packed, text = values[f"{kind}/{at}"]
        here = keys(kind, packed)
        assert here[0] == first
        parts = text.split(SEPARATOR)
        each = 3 if kind == "p" else 1
        found |= {key: parts[each * n : each * n + each] for n, key in enumerate(here)}
    assert list(found) == sorted(found, key=order)
    return found


def small(count: int = 40, seed_: int = 7) -> list[Entry]:
    return list(documents(count, seed_, characters=500))


def test_every_pair_and_every_character_is_listed_where_it_stands() -> None:
    made = small()
    values = read(dict(index_files(made)))
    pairs: defaultdict[str, dict[int, list[int]]] = defaultdict(dict)
    singles: defaultdict[str, set[int]] = defaultdict(set)
    for unit, text in enumerate(folded_units(made)):
        for at in range(len(text) - 1):
            pairs[text[at : at + 2]].setdefault(unit, []).append(at)
        for char in text:
            singles[char].add(unit)
    assert {key: rising(one) for key, [one] in lists_of(values, "k").items()} == {k: list(v) for k, v in pairs.items()}
    assert {key: set(rising(one)) for key, [one] in lists_of(values, "u").items()} == singles
    inside: dict[str, list[bool]] = {key: [] for key in pairs}
    for unit in (unit for entry in made for unit in entry.units):
        text, broken = fold_broken(unit.text)
        for at in range(len(text) - 1):
            inside[text[at : at + 2]].append(at + 1 in broken)
    for key, (counts, offsets, broken_) in lists_of(values, "p").items():
        assert rising(broken_) == [at for at, one in enumerate(inside[key]) if one]
        steps = iter(unpacked(offsets))
        for count, places in zip(unpacked(counts), pairs[key].values(), strict=True):
            assert list(accumulate(next(steps) for _ in range(count + 1))) == places


def shown(values: dict[str, list[Any]]) -> list[tuple[str, str, str]]:
    """Document, anchor and text of every unit, in the order of the shards."""
    shards = sorted((name for name in values if name.startswith("t/")), key=lambda name: int(name[2:]))
    return [(part[0], unit[1], unit[2]) for name in shards for part in values[name][0] for unit in part[13]]


def test_the_texts_are_all_there_and_each_shard_begins_where_it_says() -> None:
    made = small()
    values = read(dict(index_files(made)))
    assert shown(values) == [(entry.id, unit.anchor, unit.text) for entry in made for unit in entry.units]
    counts, _, starts = values["docs"]
    assert [count // 2 for count in unpacked(counts)] == [len(entry.units) for entry in made]
    sizes = [sum(len(part[13]) for part in values[f"t/{n}"][0]) for n in range(len(rising(starts)))]
    assert rising(starts) == [0, *accumulate(sizes[:-1])]


def test_a_long_document_is_cut_and_stays_whole() -> None:
    paragraphs = tuple(Unit("paragraph", f"l{n}", f"第{n}段" + "说" * 90) for n in range(600))
    [one] = documents(1, 5)
    long = Entry(**{**{name: getattr(one, name) for name in Entry.__slots__}, "id": "long-1", "units": paragraphs})
    files = dict(index_files([one, long, one]))
    values = read(files)
    assert len(shown(values)) == 600 + 2 * len(one.units)
    assert max(len(text) for name, text in files.items() if name.startswith("t/")) < 20_000
    firsts = [part[12] for name in values if name.startswith("t/") for part in values[name][0] if part[0] == long.id]
    assert len(firsts) > 1
    assert firsts == sorted(firsts)
    assert firsts[0] == 0


def test_the_same_documents_give_the_same_bytes() -> None:
    assert list(index_files(small())) == list(index_files(small(), at_once=2000))


def test_what_is_there_does_not_change_when_documents_arrive() -> None:
    before, after = dict(index_files(small(30))), dict(index_files(small(45)))
    shards = sorted(name for name in before if name.startswith("t/"))
    changed = [name for name in shards if before[name] != after[name]]
    assert len(changed) <= 1  # the last one, which was not full
    old, new = lists_of(read(before), "k"), lists_of(read(after), "k")
    assert all(new[key][0].startswith(old[key][0]) for key in old)


@pytest.fixture(scope="module")
def of() -> Archive:
    return ours.archive()


def test_documents_come_in_the_order_of_their_permanent_numbers(of: Archive) -> None:
    numbered = sorted(of.documents, key=lambda document: of.numbers[document.id])
    assert [entry.id for entry in entries(of)] == [document.id for document in numbered]


def test_every_text_of_the_archive_is_in_the_index(of: Archive) -> None:
    found = {(id, anchor): text for id, anchor, text in shown(read(dict(index_files(entries(of)))))}
    for one in of.documents:
        for part in (*one.fields, *(block for block in one.blocks if block.kind != "gap")):
            assert found.pop((one.id, part.anchor)) == part.text
    assert all(anchor == "title" for _, anchor in found)  # titles that an editor supplied


def test_hostile_texts_are_data() -> None:
    files = dict(index_files(entries(hostile_archive())))
    values = read(files)
    texts = [text for _, _, text in shown(values)]
    assert "<script>alert(1)</script>" in texts
    assert not re.search("[\u2028\u2029]", "".join(files.values()))
    assert any("\u2028" in text for text in texts)


def test_an_archive_without_documents_has_an_index_too() -> None:
    values = read(dict(index_files(entries(Archive(())))))
    assert values["index"][0]["documents"] == 0
    assert values["docs"] == ["", "", ""]


# -- what is said of a hit ------------------------------------------------------------------------------------------


def test_flags_gaps_edits_and_review_go_with_the_text() -> None:
    cleaned = document(seed("题\n正文有疑字。\n多出的行\n末段。\n"), removed=[3], card=Card(completeness="missing-end"))
    [entry] = entries(archive(flagged(cleaned, "疑字", likely="疑问"), authorities=()))
    told = {unit.text: unit for unit in entry.units}
    assert told["正文有疑字。"].flags == ((3, 5, "疑问", "looks odd", ""),)
    assert (entry.completeness, entry.review) == ("missing-end", "not-proofread")
    assert entry.units[0].kind == "title"


def test_the_facets_are_the_values_of_the_contract() -> None:
    card = Card(type="speech", date="2020-11-17", speakers=("甲",), quoted=("乙",), venue="北京", script="Hans")
    [entry] = entries(archive(document(seed("题\n说到一带一路。\n"), card=card)))
    assert entry.facets["year"] == ("2020",)
    assert (entry.facets["speaker"], entry.facets["quoted"], entry.facets["venue"]) == (("甲",), ("乙",), ("北京",))
    assert entry.facets["initiative"] == (BRI.prefer["zh-Hans"].text,)


# -- writing --------------------------------------------------------------------------------------------------------


def test_files_made_one_after_the_other_are_written_and_the_stale_removed(tmp_path: Path) -> None:
    first = sync_each(tmp_path / "find", iter([("a/1.js", "one"), ("b.js", "two")]))
    assert first.written == ("a/1.js", "b.js")
    second = sync_each(tmp_path / "find", iter([("b.js", "two"), ("c.js", "new")]))
    assert (second.written, second.removed) == (("c.js",), ("a/1.js",))
    assert sorted(path.name for path in (tmp_path / "find").iterdir()) == [MANIFEST, "b.js", "c.js"]


def test_a_run_that_fails_leaves_no_orphan(tmp_path: Path) -> None:
    def broken() -> Any:
        yield "a.js", "one"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        sync_each(tmp_path, broken())
    assert sync_each(tmp_path, iter([("b.js", "two")])).removed == ("a.js",)


def test_nobody_elses_file_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.js").write_text("mine")
    with pytest.raises(OutputError):
        sync_each(tmp_path, iter([("mine.js", "generated")]))
    assert (tmp_path / "mine.js").read_text() == "mine"


def test_the_words_of_the_interface_are_in_both_languages() -> None:
    source = (ROOT / "site_src" / "assets" / "find" / "words.js").read_text("utf-8")
    block = source[source.index("const WORDS = {") : source.index("\n  };")]
    named = re.findall(r'^ {4}"?([\w.-]+)"?: \[', block, re.M)
    pairs = re.findall(r"\[\s*(\"(?:[^\"\\]|\\.)*\"),\s*(\"(?:[^\"\\]|\\.)*\"),?\s*\]", block)
    assert len(named) == len(pairs) > 100
    for zh, en in pairs:
        assert set(re.findall(r"\{\d\}", en)) <= set(re.findall(r"\{\d\}", zh)), (zh, en)
    scripts = [path for path in (ROOT / "site_src" / "assets" / "find").glob("*.js") if path.name != "words.js"]
    used = {key for path in scripts for key in re.findall(r'\bsay\("([\w.-]+)"[,)]', path.read_text("utf-8"))}
    assert used <= set(named)
