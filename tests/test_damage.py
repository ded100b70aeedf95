"""Cleaning as the inverse of damage, class by class, with fixed seeds.

`cases/damage_known.yml` pins how much each class may fail (`bounds`), openly and no looser than measured, and lists
what nobody has solved yet (`failures`): an entry that reads right must go.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bench_clean import of_class
from damage import CLASSES, Damaged, pages
from pages import seed_of
from scoring import score, units_of
from shared import read_cases

from generator.accounting import problems
from generator.build import clean_seed

KNOWN = read_cases(Path(__file__).parent / "cases" / "damage_known.yml")
SEED, COUNT = 2020, 12


@pytest.mark.parametrize("name", CLASSES)
def test_damage_is_undone(name: str) -> None:
    done = of_class(name, SEED, COUNT)
    bounds = KNOWN["bounds"][name]
    assert done.cer <= bounds["cer"]
    assert done.f1 >= bounds["boundaries"]
    assert done.harm <= bounds["harm"]
    assert done.whole >= bounds["documents"] * done.pages


@pytest.mark.parametrize("name", CLASSES)
def test_every_character_is_accounted_for(name: str) -> None:
    for page in pages(name, SEED + 1, 2):
        assert problems(clean_seed(seed_of(page.raw))) == []


@pytest.mark.parametrize("case", KNOWN["failures"], ids=lambda case: case["why"][:40])
def test_known_failures_still_fail(case: dict[str, Any]) -> None:
    cleaned = clean_seed(seed_of(case["raw"]))
    gaps = sum(block.kind == "gap" for document in cleaned.documents for block in document.blocks)
    right = units_of(cleaned) == case["units"] and len(cleaned.documents) == case.get("documents", 1)
    assert not (right and gaps == case.get("gaps", gaps)), f"{case['why']}: solved, remove it"


def test_bounds_are_for_every_class() -> None:
    assert set(KNOWN["bounds"]) == set(CLASSES)


def test_a_page_is_always_the_same() -> None:
    for name in CLASSES:
        assert list(pages(name, 1, 2)) == list(pages(name, 1, 2))


def test_scores() -> None:
    whole = score(Damaged("第一段。\n\n第二段。\n", ("第一段。", "第二段。")))
    assert (whole.cer, whole.f1, whole.harm, whole.perfect) == (0, 1, 0, 1)
    wrong = score(Damaged("第一段。\n\n第二段。\n", ("第一段。第二段，",)))
    assert (wrong.errors, wrong.ends, wrong.ends_found, wrong.harmed) == (1, 0, 1, 0)
