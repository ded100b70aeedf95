"""Run the character repairs: they keep every line where it is, so that later stages still see the page's layout."""

from __future__ import annotations

from collections.abc import Sequence

from generator.edits import Apparatus, EditError, guarded_spans, outside
from generator.lines import split_lines
from generator.model import Edit, Flag, Rule

ROUNDS = 4  # repairs uncover each other's damage; after two rounds real text is at rest, the rest is a safety net
Asked = dict[str, tuple[str, tuple[Edit | Flag, ...]]]  # by rule: the text it was last asked about, and what it found


def repair_characters(apparatus: Apparatus, rules: Sequence[Rule]) -> tuple[Apparatus, tuple[Flag, ...]]:
    """The text after all rules of the stage, and what they found suspect (flags in coordinates of the new text).

    Runs the rules in order until a whole round changes nothing, so that cleaning twice equals cleaning once.
    """
    active = [rule for rule in rules if rule.stage == "characters" and rule.find]
    asked: Asked = {}
    for _ in range(ROUNDS):
        before = apparatus.text
        for rule in active:
            apparatus = _run(apparatus, rule, asked)
        if apparatus.text == before:
            break
    flags = [one for rule in active for one in _found(rule, apparatus.text, asked) if isinstance(one, Flag)]
    return apparatus, tuple(outside(flags, guarded_spans(apparatus)))


def _found(rule: Rule, text: str, asked: Asked) -> tuple[Edit | Flag, ...]:
    """What a rule finds; it is asked once only for as long as the text stays the same."""
    assert rule.find is not None
    if rule.id not in asked or asked[rule.id][0] != text:
        asked[rule.id] = text, tuple(rule.find(text, text))
    return asked[rule.id][1]


def _run(apparatus: Apparatus, rule: Rule, asked: Asked) -> Apparatus:
    text = apparatus.text
    edits = [found for found in _found(rule, text, asked) if isinstance(found, Edit)]
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
