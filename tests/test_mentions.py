"""Mentions: the table of cases, the hand-marked seeds, gaps and borders, and that time stays linear."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ours
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared import read_cases

from generator.authorities import load_authorities
from generator.documents import Cleaned
from generator.folding import fold, squeeze
from generator.lines import LineIndex
from generator.mentions import Matcher, add_mentions, ambiguous_mentions, names_of
from generator.model import Authority, Block, Card, Document, Field, Form, Mention

ROOT = Path(__file__).parents[1]
TABLE: dict[str, Any] = read_cases(Path(__file__).parent / "cases/mentions.yml")
MARKED_KINDS = {"initiative", "plan", "framework", "concept"}


def record(name: str, kind: str = "initiative", forms: tuple[str, ...] = (), **more: Any) -> Authority:
    prefer = {"zh-Hans": Form(forms[0], "zh-Hans")}
    prefer |= {key: Form(more[key], key) for key in ("en", "pinyin") if key in more}
    extra = {key: tuple(more[key]) for key in ("ambiguous", "except") if key in more}
    return Authority(name, kind, prefer, tuple(Form(text, "zh-Hans") for text in forms[1:]), extra=extra)


def document(*texts: str, kind: str = "paragraph") -> Document:
    blocks = tuple(Block(kind, f"l{n}", ((n, n),), text) for n, text in enumerate(texts, 1))  # type: ignore[arg-type]
    return Document("000-1", "000.txt", "", ((1, len(texts)),), Card(), (), blocks)


RECORDS = tuple(
    record(name, **{**values, "forms": tuple(values["forms"])}) for name, values in TABLE["authorities"].items()
)


def mentions(text: str) -> tuple[Mention, ...]:
    (done,) = add_mentions([document(text)], RECORDS)
    return done.mentions


@pytest.mark.parametrize("case", [*TABLE["found"], *TABLE["known_failures"]], ids=lambda case: case["text"])
def test_found(case: dict[str, Any]) -> None:
    found = mentions(case["text"])
    assert {mention.text: mention.authority for mention in found} == case["mentions"]
    assert len(found) == case.get("count", len(case["mentions"]))


@pytest.mark.parametrize("case", TABLE["not_found"], ids=lambda case: case["text"])
def test_not_found(case: dict[str, Any]) -> None:
    assert {mention.text: mention.authority for mention in mentions(case["text"])} == case.get("mentions", {})


def test_table_is_large_enough() -> None:
    assert len(TABLE["found"]) >= 40
    assert len(TABLE["not_found"]) >= 40


# -- the seeds ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def authorities() -> tuple[Authority, ...]:
    return load_authorities(ROOT / "seeds/authorities")


@pytest.fixture(scope="module")
def cleaned() -> list[Cleaned]:
    return list(ours.seeds())


def _gold() -> Counter[tuple[str, int, str, str]]:
    path = Path(__file__).parent / "cases/mentions_gold.tsv"
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return Counter(
        (row["seed"], int(row["line"]), row["surface"], row["authority"])
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)
    )


def _found(cleaned: Cleaned, authorities: tuple[Authority, ...]) -> Iterator[tuple[str, int, str, str]]:
    index = LineIndex(cleaned.seed.lines)
    for done in add_mentions(cleaned.documents, authorities):
        units: dict[str, Field | Block] = {unit.anchor: unit for unit in (*done.fields, *done.blocks)}
        for mention in done.mentions:
            if mention.kind in MARKED_KINDS:
                at = _in_stream(units[mention.anchor], mention.start)
                line = index.line(cleaned.apparatus.raw_span(at, at + 1).start)
                yield cleaned.seed.short, line, "".join(mention.text.split()), mention.authority


def _in_stream(unit: Field | Block, offset: int) -> int:
    for span in unit.spans:
        if offset < span.end - span.start:
            return span.start + offset
        offset -= span.end - span.start
    raise AssertionError("the mention lies outside its block")


def test_seeds_as_marked_by_hand(cleaned: list[Cleaned], authorities: tuple[Authority, ...]) -> None:
    found = Counter(row for each in cleaned for row in _found(each, authorities))
    gold = _gold()
    assert sorted((gold - found).elements()) == [], "missed"
    assert sorted((found - gold).elements()) == [], "false"


# -- borders --------------------------------------------------------------------------------------------------------


def test_never_across_blocks_and_gaps() -> None:
    parts = (Block("paragraph", "l1", ((1, 1),), "推进一带"), Block("gap", "g2", (), "缺一行"))
    parts += (Block("paragraph", "l2", ((2, 2),), "一路合作"),)
    gap = Block("gap", "g3", (), "缺“一带一路”一段")
    (done,) = add_mentions([Document("000-1", "", "", (), Card(), (), (*parts, gap))], RECORDS)
    assert done.mentions == ()


def test_fields_come_first_and_offsets_fit() -> None:
    title = Field("title", "l9", ((9, 9),), "联合国与金砖国家")
    (done,) = add_mentions([Document("000-1", "", "", (), Card(), (title,), document("在联合国").blocks)], RECORDS)
    assert [(mention.anchor, mention.start, mention.end) for mention in done.mentions] == [
        ("l9", 0, 3),
        ("l9", 4, 8),
        ("l1", 1, 4),
    ]


def test_ambiguous_places_are_listed() -> None:
    (place,) = ambiguous_mentions([document("李明大使出席联合国会议")], RECORDS)
    assert (place.text, place.start, place.authorities) == ("李明", 0, ("li-ming-envoy", "li-ming-poet"))


def test_a_slip_is_flagged_with_what_it_stands_for() -> None:
    """The whole of it where it says more than the name: a reader told only the name would strike the office."""
    names = {"zh-Hans": Form("李明", "zh-Hans")}
    slips = {"理明": None, "邻国总统利明": "邻国总统李明"}
    slipped = tuple(Form(text, "zh-Hans") for text in slips)
    one = Authority("li-ming", "person", names, slipped, extra={"wrong": slips})
    (done,) = add_mentions([document("理明会见邻国总统利明，李明在座。")], (one,))
    assert [(flag.text, flag.likely) for flag in done.flags] == [("理明", "李明"), ("邻国总统利明", "邻国总统李明")]


def test_a_generic_tail_is_no_form_of_its_own() -> None:
    assert "“一带一路”倡议" not in names_of(next(each for each in RECORDS if each.id == "bri"))


def test_no_authorities_no_mentions() -> None:
    (done,) = add_mentions([document("联合国")], ())
    assert done.mentions == ()


ALPHABET = "一带路倡议联合国宪章“”‘’《》「」\"'　 \n王毅·20a、，第十"


@given(st.text(st.one_of(st.sampled_from(ALPHABET), st.characters(codec="utf-8")), max_size=60))
@settings(deadline=None)
def test_mentions_quote_the_text_and_do_not_overlap(text: str) -> None:
    end = 0
    for mention in mentions(text):
        assert end <= mention.start < mention.end
        assert text[mention.start : mention.end] == mention.text
        assert mention.text.strip() == mention.text
        end = mention.end


@given(st.text(st.one_of(st.sampled_from(ALPHABET), st.characters(codec="utf-8")), max_size=60))
def test_folding_and_squeezing_keep_places(text: str) -> None:
    assert len(fold(text)) == len(text)
    squeezed = squeeze(text)
    for offset, char in enumerate(squeezed.text):
        assert char == text[squeezed.place(offset)] or char == " "


# -- time -----------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_matcher_can_be_kept(authorities: tuple[Authority, ...]) -> None:
    matcher = Matcher(authorities)
    assert [found.start for found, _ in matcher.find("共建“一带一路”")] == [3]
    assert [found.start for found, _ in matcher.find("“一带一路”")] == [1]
