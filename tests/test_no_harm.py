"""Sound text stays as it is: no character inside a line changes, and its lines are its paragraphs.

What the generator still gets wrong is listed in `cases/sound_known.yml`; an entry that no longer fails must go.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from damage import sound_texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import seed_of
from scoring import units_of
from shared import read_cases

from generator.build import clean_seed
from generator.documents import LAYOUT
from generator.layout import ends_sentence
from generator.model import Edit
from generator.repairs.structure import LAYOUT_SPACE

TEXTS = dict(sound_texts())
KNOWN = read_cases(Path(__file__).parent / "cases" / "sound_known.yml")
SEPARATORS = {"blank": "\n\n", "tight": "\n"}
FAILING = {name.split()[0] for name in KNOWN}
SOUND = [line for name, lines in TEXTS.items() if name not in FAILING for line in lines]
# Lines that end no sentence, thrown together, are a column to any reader: only whole sentences are mixed.
PARAGRAPHS = sorted({line.strip() for line in SOUND if len(line.strip()) >= 30 and ends_sentence(line.strip())})


def harm(lines: Sequence[str], separator: str) -> list[str]:
    """What the generator does to sound lines beyond taking their layout away: one sentence each."""
    cleaned = clean_seed(seed_of(separator.join(lines) + "\n"))
    wanted = [_plain(line) for line in lines]
    got = [_plain(unit) for unit in units_of(cleaned)]
    found = []
    if len(cleaned.documents) != 1:
        found.append(f"documents: {len(cleaned.documents)}")
    edits = [edit for edit in cleaned.apparatus.edits if not _is_layout(edit)]
    found += [f"edit {edit.rule}: {edit.before!r} -> {edit.after!r}" for edit in edits]
    if "".join(got) != "".join(wanted):
        found.append("characters: the kept text differs")
    found += [f"paragraphs: {unit[:40]!r} is no line" for unit in got if unit not in wanted]
    return found


def _is_layout(edit: Edit) -> bool:
    """Space between lines, and the wide space between two parts of a title, which is set as a plain one."""
    return edit.rule == LAYOUT.id or (edit.rule == LAYOUT_SPACE.id and edit.after == " ")


def _plain(line: str) -> str:
    return re.sub(r"[ \u3000]+", " ", line.strip())


@pytest.mark.parametrize("how", SEPARATORS)
@pytest.mark.parametrize("name", TEXTS)
def test_sound_text_is_left_alone(name: str, how: str) -> None:
    found = harm(TEXTS[name], SEPARATORS[how])
    kinds = sorted({line.split(":")[0] for line in found})
    assert kinds == sorted(KNOWN.get(f"{name} {how}", [])), "\n".join(found)


def test_known_failures_name_texts() -> None:
    assert set(KNOWN) <= {f"{name} {how}" for name in TEXTS for how in SEPARATORS}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=12, unique=True), st.sampled_from(["\n", "\n\n"]))
def test_any_mixture_of_sound_paragraphs_is_left_alone(lines: list[str], separator: str) -> None:
    found = [line for line in harm(lines, separator) if not line.startswith("documents")]
    assert found == []


BYTES = {"mojibake", "annotated-bytes", "shifted-bytes"}  # a gloss is judged by the whole text, which a mixture is not
LINES = sorted({line for lines in TEXTS.values() for line in lines if line.strip()})


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=20, unique=True))
def test_no_bytes_are_read_again_in_any_mixture_of_sound_lines(lines: list[str]) -> None:
    """All lines, whole sentences or not: what decodes bytes looks at characters, not at the layout."""
    cleaned = clean_seed(seed_of("\n".join(lines) + "\n"))
    assert [edit for edit in cleaned.apparatus.edits if edit.rule in BYTES] == []
