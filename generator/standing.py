"""How a text stands, in words: what of it is missing, and whether anyone has read it against its witness."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Document

MISSING = {"missing-start": "缺开头", "missing-middle": "中间有缺", "missing-end": "缺结尾"}
REVIEWS = {
    "not-proofread": ("机器整理，未经人工校读", "machine-processed, not proofread"),
    "problematic": ("人工查看，存在问题", "looked at, problems remain"),
    "proofread": ("已人工校读", "proofread"),
    "validated": ("已人工复核", "validated by a second reader"),
}


def completeness(value: str) -> str:
    """The parts a text lacks, in words.

    >>> completeness("missing-start+missing-end")
    '缺开头、缺结尾'
    """
    return "完整" if value == "complete" else "、".join(MISSING.get(part, part) for part in value.split("+"))


def review_level(document: Document) -> str:
    return str(document.review.get("level", "not-proofread"))


def reserves(document: Document) -> Iterator[str]:
    """What a reader of a quotation or a record has to know: what is missing, and that nobody has read the text."""
    if document.card.completeness != "complete":
        yield completeness(document.card.completeness)
    if review_level(document) in ("not-proofread", "problematic"):
        yield REVIEWS[review_level(document)][0]
