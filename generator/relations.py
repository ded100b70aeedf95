from collections.abc import Sequence

from generator.model import Document


def add_relations(documents: Sequence[Document]) -> list[Document]:
    return list(documents)
