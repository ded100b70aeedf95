"""Put into force what editors say in their files: corrections, boundaries, values, reviews, notes. Pure functions.

An editor speaks in raw coordinates: a raw line, and words quoted from it. Corrections come first of all, on the raw
text; boundaries guide the segmenter; all else is applied when the documents are there. What no longer fits is an error
that names the line of the file and what stands nearest, never a silent guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from generator.documents import Cleaned
from generator.editor.boundaries import hints, with_boundaries
from generator.editor.corrections import correct
from generator.editor.entries import EditorError
from generator.editor.notes import with_notes
from generator.editor.values import given, reading_digest, with_values
from generator.model import Authority, Seed

__all__ = ["EditorError", "correct", "edited", "given", "hints", "reading_digest"]


def edited(cleaned: Cleaned, authorities: Sequence[Authority] = ()) -> Cleaned:
    """The documents with all that the editor says of them."""
    sidecar = cleaned.seed.sidecar
    if sidecar is None or not sidecar.values:
        return cleaned
    cleaned = with_notes(with_values(with_boundaries(cleaned), authorities))
    origin, rights = _origin(cleaned.seed, "provenance"), _origin(cleaned.seed, "rights")
    documents = (
        replace(one, provenance={**one.provenance, **origin}, rights={**one.rights, **rights})
        for one in cleaned.documents
    )
    return replace(cleaned, documents=tuple(documents))


def _origin(seed: Seed, key: str) -> dict[str, Any]:
    """Provenance or rights as the editor states them, null where a clue of the machine is wrong."""
    values = seed.sidecar.values if seed.sidecar else {}
    said = dict(values.get(key) or {})
    if not said:
        return {}
    return {**said, "by": said.get("by") or values.get("editor")}
