"""A document as the describers read it: its fields, lead and body as text, with the raw line of any passage."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from generator.formulas import INLINE_DATELINE
from generator.model import Block, Document, Evidence, Field

Found = tuple[str, str, int | None, str]  # of a person: role, name, raw line, the words it was read from

_SENTENCE = re.compile(r"[^。！？!?]*[。！？!?]?[”」』）]*")


@dataclass
class Part:
    """Values for a card, and the evidence for them."""

    values: dict[str, Any] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)

    def put(self, key: str, value: Any, at: tuple[int | None, str], reason: str | None = None) -> None:
        """Set a value with its raw line and words; a reason marks it as inferred."""
        if value in (None, (), ""):
            return
        self.values[key] = value
        self.evidence.append(Evidence(key, at[0], at[1], reason is not None, reason))


@dataclass(frozen=True)
class Reading:
    document: Document

    def field(self, role: str) -> Field | None:
        return next((field for field in self.document.fields if field.role == role), None)

    def fields(self, *roles: str) -> list[Field]:
        return [field for field in self.document.fields if field.role in roles]

    @cached_property
    def title(self) -> str:
        return " ".join(field.text for field in self.fields("title"))

    @cached_property
    def subtitle(self) -> str:
        return " ".join(field.text for field in self.fields("subtitle"))

    @cached_property
    def body(self) -> tuple[Block, ...]:
        return tuple(block for block in self.document.blocks if block.kind != "gap")

    @cached_property
    def paragraphs(self) -> tuple[Block, ...]:
        return tuple(block for block in self.body if block.kind == "paragraph")

    @cached_property
    def text(self) -> str:
        return "\n".join([field.text for field in self.document.fields] + [block.text for block in self.body])

    def units(self, *roles: str, first: int | None = None) -> list[Block | Field]:
        """Fields of these roles (all without any), then the first paragraphs."""
        fields = self.fields(*roles) if roles else list(self.document.fields)
        return [*fields, *self.paragraphs[:first]]

    @cached_property
    def headless(self) -> bool:
        """Is the beginning of the text lost?"""
        return bool(self.document.blocks) and self.document.blocks[0].kind == "gap"

    @cached_property
    def dispatch(self) -> str | None:
        """The agency's or paper's dateline that opens the text (`新华社北京11月17日电`), if one does."""
        for block in self.paragraphs[:2]:
            match = INLINE_DATELINE.match(block.text.removeprefix("据").removeprefix("據"))
            if match:
                return match.group()
        return None

    @cached_property
    def lead(self) -> Block | None:
        """The first paragraph of some length, where the story begins; None where the beginning is lost."""
        if self.headless:
            return None
        return next((block for block in self.paragraphs if "。" in block.text or len(block.text) > 30), None)

    @cached_property
    def lead_text(self) -> str:
        """The lead without its dateline and reporters."""
        if not self.lead:
            return ""
        text = self.lead.text
        bare = re.sub(r"^[据據]", "", text)
        match = INLINE_DATELINE.match(bare)
        if match:
            return re.sub(r"^[\s　]*[（(][^）)]{2,40}[）)]", "", bare[match.end() :]).lstrip(" 　】")
        return text

    @cached_property
    def first_sentence(self) -> str:
        match = _SENTENCE.match(self.lead_text)
        return match.group() if match else ""

    def line_of(self, block: Block | Field) -> int:
        return block.lines[0][0]
