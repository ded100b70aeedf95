"""What `archive suggest` takes for a name, and that what it prints can be pasted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from handmade import BRI, archive, document, seed

from generator.authorities import AuthorityError, load_authorities
from generator.build import clean_seed
from generator.model import Card
from generator.suggest import Proposal, as_records, proposals

NAMES = {
    "会议通过“数字教育伙伴”行动。": ["数字教育伙伴"],
    "各方落实《山海港口公约》。": ["山海港口公约"],
    "双方支持落实全球港口安全倡议，": ["全球港口安全倡议"],
    "建立海洋新能源伙伴关系并": ["海洋新能源伙伴关系"],
    "推动構建「海洋命運夥伴」和《海洋宣言》": ["海洋宣言", "海洋命運夥伴"],
    # no names: what somebody said, a pronoun, a bare word, a record's own name
    "他说：“我们都要努力，大家都要参加。”": [],
    "“是吗”，他问。": [],
    "提出这一倡议。该计划已经开始。": [],
    "共建“一带一路”倡议": [],
    "“GDP”增长": [],
}


@pytest.mark.parametrize("text", NAMES)
def test_what_the_text_marks_as_names(text: str) -> None:
    assert [one.name for one in _proposals(text)] == NAMES[text]


def test_what_most_documents_have_comes_first_and_scripts_meet() -> None:
    one, other, last = "落实“海洋之约”。", "落實「海洋之約」。", "落实“山之约”和《山海公约》。"
    found = _proposals(one, other, last)
    assert [(proposal.name, proposal.documents) for proposal in found] == [
        ("海洋之约", 2),
        ("山海公约", 1),
        ("山之约", 1),
    ]
    assert [place.script for place in found[0].found] == ["zh-Hans", "zh-Hant"]


def test_a_record_loads_when_a_person_has_filled_it_and_not_before(tmp_path: Path) -> None:
    text = as_records(_proposals("落实“海洋之约”。", "落實「海洋之約」。"), taken=["hai-yang-zhi-yue"])
    assert "# t0:2  落实“〔海洋之约〕”。" in text
    path = tmp_path / "initiatives.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AuthorityError, match=r"initiatives\.yml, line 9"):
        load_authorities(tmp_path)
    filled = text.replace("text: , source: ", "text: Ocean Compact, source: archive")
    filled = filled.replace("    zh: \n    en: \n    source: ", "    zh: 例\n    en: Example\n    source: 例")
    path.write_text(filled, encoding="utf-8")
    (record,) = load_authorities(tmp_path)
    assert (record.id, record.prefer["zh-Hans"].text) == ("hai-yang-zhi-yue-2", "海洋之约")
    assert (record.prefer["zh-Hant"].text, record.prefer["zh-Hant"].place) == ("海洋之約", "t1:2")


def _proposals(*texts: str) -> list[Proposal]:
    made = [document(seed(f"题目\n{text}\n", f"t{number}.txt")) for number, text in enumerate(texts)]
    traditional = [replace(one, documents=(replace(one.documents[0], card=Card(script="Hant")),)) for one in made]
    kept = [hant if "「" in text else hans for text, hans, hant in zip(texts, made, traditional, strict=True)]
    named = archive(*kept, authorities=[BRI]).cleaned
    return proposals((cleaned.seed, one) for cleaned in named for one in cleaned.documents)


def test_of_a_real_text() -> None:
    raw = "海洋合作论坛开幕\n\n论坛6月1日在港城开幕。会议发布《港城共识》，提出“蓝色走廊”构想。与会者认为，蓝色走廊将有助于发展。\n"
    cleaned = clean_seed(seed(raw, "a.txt"))
    names = [one.name for one in proposals((cleaned.seed, one) for one in cleaned.documents)]
    assert set(names) == {"港城共识", "蓝色走廊"}
