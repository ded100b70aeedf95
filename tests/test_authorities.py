"""Authority records: the archive's own are sound, and every mistake is one clear line with file, line and remedy."""

from __future__ import annotations

import json
import re
from pathlib import Path

import ours
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import authorities as module
from generator.authorities import AuthorityError, check_attested, load_authorities, texts_by_place
from generator.folding import bare, fold
from generator.model import Authority, Block, Card, Document, Field
from generator.strict_yaml import YamlError, load

ROOT = Path(__file__).parents[1]

GOOD = """\
- id: bri
  kind: initiative
  prefer:
    zh-Hans: "一带一路"
    zh-Hant: {text: "一帶一路", status: attested, place: "003:5"}
    en: {text: "Belt and Road Initiative", source: "archive"}
  variants:
    - {text: "共建一带一路", script: zh-Hans}
  description:
    zh: "2013年提出的倡议。"
    en: "Initiative proposed in 2013."
    source: "seed 003, line 4"
  broader: []
  related: [united-nations]
  date: "2013~"
  wikidata: Q18123434

- id: united-nations
  kind: organisation
  prefer:
    zh-Hans: 联合国
    en: {text: "United Nations", source: "Charter, 1945"}
  description: {zh: 国际组织, en: Organisation, source: "Charter, 1945"}
"""


def written(folder: Path, text: str, name: str = "a.yml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def error(folder: Path, text: str) -> str:
    with pytest.raises(AuthorityError) as caught:
        load_authorities(written(folder, text))
    return str(caught.value)


def test_good_records(tmp_path: Path) -> None:
    bri, united_nations = load_authorities(written(tmp_path, GOOD))
    assert bri.prefer["zh-Hant"].place == "003:5"
    assert bri.variants[0].script == "zh-Hans"
    assert (bri.date, bri.wikidata, bri.related, bri.file) == ("2013~", "Q18123434", ("united-nations",), "a.yml")
    assert united_nations.variants == ()
    assert united_nations.description["zh"] == "国际组织"


def test_sorted_over_files(tmp_path: Path) -> None:
    one, two = GOOD.split("\n\n")
    written(tmp_path, two, "a.yml")
    written(tmp_path, one, "b.yml")
    assert [record.id for record in load_authorities(tmp_path)] == ["bri", "united-nations"]


def test_an_empty_folder_and_an_empty_file_are_fine(tmp_path: Path) -> None:
    assert load_authorities(tmp_path) == ()
    assert load_authorities(written(tmp_path, "# nothing yet\n")) == ()


MISTAKES = {
    # broken YAML
    "tab": ("  kind: initiative", "\tkind: initiative", 2, "use spaces"),
    "wide colon": ("  kind: initiative", "  kind：initiative", 2, "full-width colon ："),
    "wide colon last": ('  date: "2013~"', '  date："2013~"', 15, "full-width colon ："),
    "wide colon in description": ('    en: "Initiative', '    en："Initiative', 11, "full-width colon ："),
    "curly quotes around a key": ("  kind: initiative", "  “kind”: initiative", 2, "curly quotes"),
    "curly quotes in brackets": ('{text: "共建一带一路",', "{text: “共建, 一带一路”,", 8, "curly quotes"),
    "wide comma": ('{text: "共建一带一路", script', '{text: "共建一带一路"，script', 8, "full-width comma"),
    "wide space": ("  kind: initiative", "　　kind: initiative", 2, "ordinary spaces"),
    "duplicate key": ("  kind: initiative", "  kind: initiative\n  kind: plan", 3, "stands twice (first on line 2)"),
    "open quotation": ('"2013年提出的倡议。"', '"2013年提出的倡议。', 10, "close the quotation mark"),
    "colon in a value": ("zh-Hans: 联合国", "zh-Hans: 联合国: 组织", 21, 'put the value in "…"'),
    "alias": ("related: [united-nations]", "related: &x [united-nations]\n  broader2: *x", 14, "write the value out"),
    # keys and types
    "unknown key": ("  kind: initiative", "  kind: initiative\n  colour: red", 3, "unknown key `colour`"),
    "unknown key of a form": ("script: zh-Hans}", "scripts: zh-Hans}", 8, "unknown key `scripts`"),
    "missing kind": ("  kind: initiative\n", "", 1, "add `kind: initiative`"),
    "missing description": (
        "  description: {zh: 国际组织, en: Organisation, source: ",
        "  date: {x: ",
        18,
        "`description`",
    ),
    "missing English": ('    en: {text: "United Nations"', '    zh-Hant: {text: "聯合國"', 20, "key `en` is missing"),
    "missing source": (', source: "Charter, 1945"}\n  desc', "}\n  desc", 22, "`source: archive`"),
    "unknown kind": ("kind: initiative", "kind: iniative", 2, "`iniative` is no kind; choose one of initiative"),
    "kind without its key": ("  kind: initiative", "  kind: initiative\n  venue: 北京", 3, "unknown key `venue`"),
    "list for text": ('"2013年提出的倡议。"', "[a]", 10, "should be text"),
    "text for list": ("related: [united-nations]", "related: united-nations", 14, "should be a list"),
    "variant as text": (
        '{text: "共建一带一路", script: zh-Hans}',
        "共建一带一路",
        8,
        "write {text: …, script: zh-Hans}",
    ),
    "variant without script": (", script: zh-Hans}", "}", 8, "add `script: `"),
    "record as text": ("- id: united-nations\n  kind", "- united-nations\n- kind", 18, "`key: value` lines"),
    "id with capitals": ("- id: bri", "- id: BRI", 1, "`BRI` is no id"),
    "Hant as text": ('{text: "一帶一路", status: attested, place: "003:5"}', '"一帶一路"', 5, "status: attested"),
    "Hant without status": (', status: attested, place: "003:5"', "", 5, "needs `status:`"),
    "attested without place": (', place: "003:5"', "", 5, 'add `place: "003:5"`'),
    "bad place": ('place: "003:5"', 'place: "line 5"', 5, "is no place"),
    "bad status": ("status: attested", "status: seen", 5, "choose one of attested, sourced, converted"),
    "name in quotation marks": ('zh-Hans: "一带一路"', "zh-Hans: “一带一路”", 4, "write 一带一路"),
    "bad date": ('"2013~"', '"2013年"', 15, "is not EDTF"),
    "bad Wikidata": ("Q18123434", "q1", 16, "is no Wikidata id"),
    "ambiguous as text": ("script: zh-Hans}", 'script: zh-Hans, ambiguous: "yes"}', 8, "true or false"),
    # records together
    "dangling": ("related: [united-nations]", "related: [un]", 14, "names `un`, and there is no such record"),
    "dangling broader": ("broader: []", "broader: [un]", 13, "`broader` names `un`"),
    "names itself": ("related: [united-nations]", "related: [bri]", 14, "names itself"),
    "unsorted": ("- id: bri", "- id: xbri", 18, "move it before `xbri`"),
    "same id": ("- id: united-nations", "- id: bri", 18, "is taken"),
    "claimed twice": ("zh-Hans: 联合国", "zh-Hans: 共建“一带一路”", 21, "is also claimed by `bri`"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes(name: str, tmp_path: Path) -> None:
    old, new, line, remedy = MISTAKES[name]
    assert GOOD.count(old) >= 1
    message = error(tmp_path, GOOD.replace(old, new, 1))
    assert remedy in message
    assert message.startswith(f"{tmp_path / 'a.yml'}, line {line}: ")
    assert "\n" not in message


def test_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(GOOD.encode("gbk"))
    with pytest.raises(AuthorityError, match="save it as UTF-8"):
        load_authorities(tmp_path)


def test_a_mapping_instead_of_a_list(tmp_path: Path) -> None:
    assert "list of records" in error(tmp_path, "id: bri\n")


def test_a_doubtful_form_may_be_claimed_twice(tmp_path: Path) -> None:
    doubtful = "\n  variants:\n    - {text: 一带一路, script: zh-Hans, ambiguous: true}\n"
    bri, other = load_authorities(written(tmp_path, GOOD.rstrip("\n") + doubtful))
    assert other.extra["ambiguous"] == ("一带一路",)
    assert "ambiguous" not in bri.extra


def test_converted_is_not_preferred_to_attested(tmp_path: Path) -> None:
    text = GOOD.replace('status: attested, place: "003:5"', "status: converted")
    attested = '{text: "一帶一路", script: zh-Hant, status: attested, place: "003:5"}'
    text = text.replace('{text: "共建一带一路", script: zh-Hans}', attested)
    assert "is attested at 003:5; prefer it" in error(tmp_path, text)


def test_scalars_stay_strings(tmp_path: Path) -> None:
    text = GOOD.replace('date: "2013~"', "date: 2013-04").replace("en: Organisation", "en: no")
    bri, other = load_authorities(written(tmp_path, text))
    assert (bri.date, other.description["en"]) == ("2013-04", "no")


# -- attested forms -------------------------------------------------------------------------------------------------


def _texts(text: str) -> dict[str, str]:
    block = Block("paragraph", "l4", ((4, 6),), text)
    title = Field("title", "l1", ((1, 1),), "標題")
    return texts_by_place([Document("003-1", "003.txt", "", (), Card(), (title,), (block,))])


def test_attested_place_has_the_form(tmp_path: Path) -> None:
    records = load_authorities(written(tmp_path, GOOD))
    assert check_attested(records, _texts("共建“一帶 一路”合作")) == ()
    (problem,) = check_attested(records, _texts("共建“一带一路”合作"))
    assert "003:5 does not read 一帶一路" in problem
    (problem,) = check_attested(records, {"003:1": "標題"})
    assert "no text is kept at 003:5" in problem


def test_texts_by_place() -> None:
    assert set(_texts("正文")) == {"003:1", "003:4", "003:5", "003:6"}


# -- the archive's own records --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def archive() -> tuple[Authority, ...]:
    return load_authorities(ROOT / "seeds/authorities")


def test_archive_records_are_sound(archive: tuple[Authority, ...]) -> None:
    assert len(archive) > 25
    assert sum(record.kind == "initiative" for record in archive) >= 10


def test_traditional_forms_say_the_same_as_simplified_ones(archive: tuple[Authority, ...]) -> None:
    for record in archive:
        if "zh-Hant" in record.prefer:
            assert fold(bare(record.prefer["zh-Hant"].text)) == fold(bare(record.prefer["zh-Hans"].text)), record.id


def test_pinyin_is_for_chinese_names(archive: tuple[Authority, ...]) -> None:
    for record in archive:
        if "pinyin" in record.prefer:
            assert "original_name" not in record.extra, record.id


def test_attested_forms_stand_where_they_say(archive: tuple[Authority, ...]) -> None:
    documents = [document for cleaned in ours.seeds() for document in cleaned.documents]
    assert check_attested(archive, texts_by_place(documents)) == ()


def test_the_schema_knows_the_same_keys() -> None:
    schema = json.loads((ROOT / "generator/schema/authority.schema.json").read_text(encoding="utf-8"))
    record = schema["items"]["properties"]
    extras = [key for keys in module.EXTRAS.values() for key in keys]
    assert set(record) == {*module.REQUIRED, *module.OPTIONAL, *extras}
    assert tuple(record["kind"]["enum"]) == module.KINDS
    assert set(schema["$defs"]["form"]["properties"]) == set(module.FORM)
    assert tuple(schema["$defs"]["form"]["properties"]["status"]["enum"]) == module.STATUSES
    assert set(record["prefer"]["properties"]) == set(module.PREFER)
    assert schema["items"]["required"] == list(module.REQUIRED)


# -- any text -------------------------------------------------------------------------------------------------------


@given(st.text(st.sampled_from("- ab:：\n\t“”\"'[]{},，&*!|>#%@`~1　\x07\ud7ff\U0001f600"), max_size=40))
def test_any_text_loads_or_says_where_it_is_wrong(text: str) -> None:
    problem = _problem(text)
    if problem:
        assert 1 <= problem.line <= text.count("\n") + 1
        assert re.fullmatch(r"[^\n]+", str(problem))


def _problem(text: str) -> YamlError | None:
    try:
        load(text)
    except YamlError as error:
        return error
    return None
