"""The order in which a document's fields and blocks are read."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Block, Document, Field

_HEADLINES = ("title", "subtitle")
TOP = (*_HEADLINES, "byline", "dateline")


@dataclass(frozen=True)
class Order:
    """What stands above the text, the text, and what stands below it."""

    above: tuple[Field, ...]
    blocks: tuple[Block, ...]
    below: tuple[Field, ...]


def in_order(document: Document) -> Order:
    """Title and subtitle first, then fields before or after the text as the page has them.

    Where the page prints the title behind the text, who spoke and when stand there with it: they come up with the title.
    """
    start = min((_place(part) for part in document.blocks if part.kind != "gap"), default=(0, 0))
    titles = [_place(field) for field in document.fields if field.role == "title"]
    behind = min(titles) if titles and min(titles) > start else None
    head = [field for role in _HEADLINES for field in document.fields if field.role == role]
    others = sorted((field for field in document.fields if field not in head), key=_place)
    above = [
        field for field in others if _place(field) < start or (behind and field.role in TOP and _place(field) > behind)
    ]
    return Order((*head, *above), document.blocks, tuple(field for field in others if field not in above))


def _place(unit: Field | Block) -> tuple[int, int]:
    """The raw line and column where a unit begins, from its anchor (`l42`, `l42c118`)."""
    line, _, column = unit.anchor[1:].partition("c")
    return int(line), int(column or 1)
