"""Relate documents of the whole archive: copies of one text, and stories that go on elsewhere.

Pure over all documents. Precision first: a wrong relation misleads, a missing one can be added; where two documents
would do, none is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.model import Document, Relation
from generator.relations.continuations import find_continuations
from generator.relations.copies import find_copies

_TYPES = ("continues", "continued-by", "same-text")
_NO_NUMBERS: Mapping[str, int] = {}


def add_relations(documents: Sequence[Document], numbers: Mapping[str, int] = _NO_NUMBERS) -> list[Document]:
    """The documents, each with its relations to others in order of their permanent numbers (else of the documents)."""
    order = {document.id: (numbers.get(document.id, len(numbers) + n + 1)) for n, document in enumerate(documents)}
    inside = sorted(documents, key=lambda document: order[document.id])
    copies = find_copies(inside)
    found: dict[str, set[Relation]] = {document.id: set() for document in documents}
    for id, relation in (*copies, *find_continuations(inside, copies)):
        found[id].add(relation)

    def place(relation: Relation) -> tuple[int, int]:
        return _TYPES.index(relation.type), order[relation.id]

    return [replace(one, relations=tuple(sorted(found[one.id], key=place))) for one in documents]
