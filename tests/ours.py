"""The archive of this repository, as tests read it: once in a run, whoever asks."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from shared import once

from generator.archive import Archive
from generator.build import build_archive, clean_seed
from generator.documents import Cleaned
from generator.seeds import find_seeds, read_seeds

ROOT = Path(__file__).parents[1]


@cache
def seeds() -> tuple[Cleaned, ...]:
    """The seeds without their authorities and sidecars."""
    return once("seeds", lambda: tuple(clean_seed(seed) for seed in read_seeds(find_seeds([ROOT / "seeds"]))))


@cache
def archive() -> Archive:
    """With all that links them."""
    return once("archive", lambda: build_archive(ROOT, say=str))
