"""Invented pages against the cards a careful scholar would write for them.

`cases/pages_known_failures.yml` lists what the generator still gets wrong, openly: a line that disappears there is a
success, a new one a regression, and both fail until the list says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import cleaned_page, differences, load_cases
from shared import read_cases

from generator.accounting import problems
from generator.documents import Cleaned
from generator.reasons import english

CASES = dict(load_cases())
KNOWN = read_cases(Path(__file__).parent / "cases" / "pages_known_failures.yml")


@pytest.mark.parametrize("slug", CASES)
def test_page_reads_as_expected(slug: str) -> None:
    found = list(differences(CASES[slug]))
    failing = sorted({line.split(": ")[0] for line in found})
    assert failing == sorted(KNOWN.get(slug, [])), "\n".join(found)


@pytest.mark.parametrize("slug", CASES)
def test_page_is_accounted_for(slug: str) -> None:
    """Character by character, and in both languages."""
    cleaned = cleaned_page(CASES[slug]["raw"])
    assert problems(cleaned) == []
    assert [said for said in reasons(cleaned) if not english(said)] == []


def reasons(cleaned: Cleaned) -> Iterator[str]:
    """All that is said of a page: why it was changed, doubted, described so, and what of it is lost."""
    yield from (edit.reason for edit in cleaned.apparatus.edits)
    for document in cleaned.documents:
        yield from (flag.reason for flag in document.flags)
        yield from (proof.reason for proof in document.card.evidence if proof.reason)
        yield from (part.text for part in document.blocks if part.kind == "gap")


def test_known_failures_name_pages() -> None:
    assert set(KNOWN) <= set(CASES)
