"""The order in which a document's fields and blocks are read."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Block, Document, Field

TOP = ("title", "subtitle", "byline", "dateline")


@dataclass(frozen=True)
class Order:
    """What stands above the text, the text, and what stands below it."""

    above: tuple[Field, ...]
    blocks: tuple[Block, ...]
    below: tuple[Field, ...]


def in_order(document: Document) -> Order:
    """Title, byline and dateline first, wherever the page prints them; other fields before or after the text, as there."""
    start = min((_first(part) for part in document.blocks if part.kind != "gap"), default=0)
    top = [field for role in TOP for field in document.fields if field.role == role]
    others = [field for field in document.fields if field.role not in TOP]
    above = [field for field in others if _first(field) < start]
    return Order((*top, *above), document.blocks, tuple(field for field in others if field not in above))


def _first(unit: Field | Block) -> int:
    return unit.lines[0][0] if unit.lines else 0
