"""Invented pages against the cards a careful scholar would write for them.

`cases/pages_known_failures.yml` lists what the generator still gets wrong, openly: a line that disappears there is a
success, a new one a regression, and both fail until the list says so.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pages import cleaned_page, differences, load_cases

from generator.accounting import problems

CASES = dict(load_cases())
KNOWN = yaml.safe_load((Path(__file__).parent / "cases" / "pages_known_failures.yml").read_text("utf8")) or {}


@pytest.mark.parametrize("slug", CASES)
def test_page_reads_as_expected(slug: str) -> None:
    found = list(differences(CASES[slug]))
    failing = sorted({line.split(": ")[0] for line in found})
    assert failing == sorted(KNOWN.get(slug, [])), "\n".join(found)


@pytest.mark.parametrize("slug", CASES)
def test_page_is_accounted_for(slug: str) -> None:
    assert problems(cleaned_page(CASES[slug]["raw"])) == []


def test_known_failures_name_pages() -> None:
    assert set(KNOWN) <= set(CASES)
