"""The whole pipeline, from witnesses to files."""

from __future__ import annotations

from dataclasses import replace

from generator.characters import repair_characters
from generator.describe import describe
from generator.documents import Cleaned, assemble
from generator.edits import Apparatus
from generator.join import join
from generator.model import Seed
from generator.repairs import RULES
from generator.segment import segment


def clean_seed(seed: Seed) -> Cleaned:
    """One seed to its documents: pure, no files, clock, network or other seed."""
    marked, flags = repair_characters(Apparatus(seed.raw), RULES)
    cleaned = assemble(seed, marked, flags, segment(marked.text), join, RULES)
    return replace(cleaned, documents=tuple(describe(document) for document in cleaned.documents))
