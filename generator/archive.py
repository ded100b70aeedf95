"""The corpus as a whole: what the stages right of the bar (relate, link, render) work on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from generator.documents import Cleaned
from generator.edition import Edition
from generator.model import Authority, Document, Identifier, Parallels


@dataclass(frozen=True)
class Archive:
    """All seeds, cleaned, the authority records and the released ids; documents in order of seed name and raw line."""

    cleaned: tuple[Cleaned, ...]
    authorities: tuple[Authority, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    parallels: Parallels = field(default_factory=Parallels)
    edition: Edition = field(default_factory=Edition)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        return tuple(document for cleaned in self.cleaned for document in cleaned.documents)

    @cached_property
    def by_id(self) -> dict[str, Document]:
        return {document.id: document for document in self.documents}

    @cached_property
    def by_number(self) -> tuple[Document, ...]:
        """The documents in the order of their permanent numbers: what is new comes last."""
        return tuple(sorted(self.documents, key=lambda document: self.numbers[document.id]))

    @cached_property
    def released(self) -> dict[str, Identifier]:
        return {row.id: row for row in self.identifiers}

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The permanent number of each id, also of those that are documents no more; new documents follow."""
        known = {row.id: row.number for row in self.identifiers}
        new = (document.id for document in self.documents if document.id not in known)
        return known | {id: number for number, id in enumerate(new, max(known.values(), default=0) + 1)}
