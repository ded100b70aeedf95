"""The five seeds, whole: what is read today is what was reviewed, and every character can be explained."""

from __future__ import annotations

import random

import golden
import ours
import pytest
from shared import read_cases

from generator.documents import Cleaned


@pytest.fixture(scope="module")
def seeds() -> list[Cleaned]:
    return list(ours.seeds())


def test_documents_read_as_reviewed(seeds: list[Cleaned]) -> None:
    now = {document.id: golden.reading(document) for one in seeds for document in one.documents}
    reviewed = {path.stem: path.read_text("utf8") for path in golden.FOLDER.glob("*.txt")}
    assert sorted(now) == sorted(reviewed)
    for id, text in reviewed.items():
        assert now[id] == text, f"{id} changed: review the difference, then `python -m tests.golden`"


def test_no_rule_fires_more_or_less_than_reviewed(seeds: list[Cleaned]) -> None:
    assert golden.edits(seeds) == read_cases(golden.FOLDER / "edits.yml")


def test_any_character_is_explained(seeds: list[Cleaned]) -> None:
    """200 random characters of each seed: each stands in one field or block, or one edit says why it does not."""
    for one in seeds:
        draw = random.Random(one.seed.short)
        units = [unit for document in one.documents for unit in (*document.fields, *document.blocks)]
        for at in draw.sample(range(len(one.seed.raw)), 200):
            edits = [edit for edit in one.apparatus.edits if edit.start <= at < edit.end]
            if edits:
                assert len(edits) == 1
                assert edits[0].reason
                continue
            place = one.apparatus.clean_offset(at)
            holders = [unit for unit in units for span in unit.spans if span.start <= place < span.end]
            assert len(holders) == 1
            assert one.apparatus.text[place] == one.seed.raw[at]
