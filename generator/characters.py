"""Run the character repairs: they keep every line where it is, so that later stages still see the page's layout."""

from __future__ import annotations

from collections.abc import Sequence

from generator.edits import Apparatus, EditError, guarded_spans, outside
from generator.lines import split_lines
from generator.model import Edit, Flag, Rule

ROUNDS = 4  # repairs uncover each other's damage; after two rounds real text is at rest, the rest is a safety net


def repair_characters(apparatus: Apparatus, rules: Sequence[Rule]) -> tuple[Apparatus, tuple[Flag, ...]]:
    """The text after all rules of the stage, and what they found suspect (flags in coordinates of the new text).

    Runs the rules in order until a whole round changes nothing, so that cleaning twice equals cleaning once.
    """
    active = [rule for rule in rules if rule.stage == "characters" and rule.find]
    for _ in range(ROUNDS):
        before = apparatus.text
        for rule in active:
            apparatus = _run(apparatus, rule)
        if apparatus.text == before:
            break
    flags = [flag for rule in active for flag in _flags(rule, apparatus.text)]
    return apparatus, tuple(outside(flags, guarded_spans(apparatus)))


def _run(apparatus: Apparatus, rule: Rule) -> Apparatus:
    assert rule.find is not None
    text = apparatus.text
    edits = [found for found in rule.find(text, text) if isinstance(found, Edit)]
    for edit in edits:
        if "\n" in edit.before or "\r" in edit.before or "\n" in edit.after or "\r" in edit.after:
            raise EditError(f"rule {rule.id} touches a line end; character repairs keep every line where it is")
    return apparatus.apply(_keeping_lines(text, outside(edits, guarded_spans(apparatus))))


def _keeping_lines(text: str, edits: list[Edit]) -> list[Edit]:
    """The edits without those that empty a line between a lone CR and a LF: its two line ends would become one."""
    if "\r" not in text:
        return edits
    for line in split_lines(text):
        if not line.start or text[line.start - 1] != "\r" or text[line.end : line.next] != "\n":
            continue
        inside = [edit for edit in edits if line.start <= edit.start and edit.end <= line.end]
        if sum(edit.end - edit.start - len(edit.after) for edit in inside) == line.end - line.start:
            edits = [edit for edit in edits if edit not in inside]
    return edits


def _flags(rule: Rule, text: str) -> list[Flag]:
    assert rule.find is not None
    return [found for found in rule.find(text, text) if isinstance(found, Flag)]
