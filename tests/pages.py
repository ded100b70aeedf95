"""Compare what the generator makes of an invented page with what its case file expects."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from shared import once, read_cases

from generator.build import clean_seed
from generator.documents import Cleaned
from generator.lines import split_lines
from generator.model import Seed
from generator.records import document_record

CASES = Path(__file__).parent / "cases" / "pages"


@cache
def load_cases() -> list[tuple[str, dict[str, Any]]]:
    """Every case as (slug, content), in order of slug. A file without a page of its own holds several, by name."""
    return [case for path in sorted(CASES.glob("*.yml")) for case in _cases(path)]


def _cases(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    content = read_cases(path)
    if "raw" in content:
        yield path.stem, content
    else:
        yield from ((f"{path.stem}/{name}", case) for name, case in content.items())


def seed_of(raw: str, name: str = "page.txt") -> Seed:
    digest = hashlib.sha256(raw.encode()).hexdigest()
    return Seed(name, name.removesuffix(".txt"), digest, raw, split_lines(raw))


@cache
def cleaned_page(raw: str) -> Cleaned:
    """A page as the generator reads it, once for all that is asked of it."""
    return once(f"page {raw}", lambda: clean_seed(seed_of(raw)))


def differences(case: Mapping[str, Any]) -> Iterator[str]:
    """One line for each asserted value that differs."""
    raw = case["raw"]
    got = [document_record(document) for document in cleaned_page(raw).documents]
    wanted = case["documents"]
    if len(got) != len(wanted):
        yield f"documents: wanted {len(wanted)}, got {len(got)} ({[doc['lines'] for doc in got]})"
        return
    either = set(case.get("either", []))
    blank = {line.number for line in split_lines(raw) if not raw[line.start : line.end].strip()}
    for n, (want, have) in enumerate(zip(wanted, got, strict=True)):
        for key, value in want.items():
            found = _found(have, key, either | blank) if key in ("lines", "paragraphs", "headings") else have[key]
            expected = sorted(_numbers(value) - either - blank) if key == "lines" else value
            if key == "persons":
                pairs = {(person["name"], person["role"]) for person in found}
                for person in value:
                    if (person["name"], person["role"]) not in pairs:
                        yield f"[{n}] persons: wanted {person['name']} as {person['role']}, got {sorted(pairs)}"
            elif expected != found:
                yield f"[{n}] {key}: wanted {expected!r}, got {found!r}"


def _found(have: Mapping[str, Any], key: str, ignored: set[int]) -> Any:
    if key == "lines":
        return sorted(_numbers(have["lines"]) - ignored)
    if key == "headings":
        return [block["text"] for block in have["blocks"] if block["kind"] == "heading"]
    return [block["text"] for block in have["blocks"] if block["kind"] != "gap"]


def _numbers(pairs: list[list[int]]) -> set[int]:
    return {n for first, last in pairs for n in range(first, last + 1)}
