"""The corpus as a whole: what the stages right of the bar (relate, link, render) work on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from generator.documents import Cleaned
from generator.model import Authority, Document


@dataclass(frozen=True)
class Archive:
    """All seeds, cleaned, and the authority records; documents in order of seed file name and raw line."""

    cleaned: tuple[Cleaned, ...]
    authorities: tuple[Authority, ...] = ()

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        return tuple(document for cleaned in self.cleaned for document in cleaned.documents)

    @cached_property
    def by_id(self) -> dict[str, Document]:
        return {document.id: document for document in self.documents}
