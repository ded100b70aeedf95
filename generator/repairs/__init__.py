"""The repairs, in the order in which they work. The order is an editorial decision, with its reason beside it."""

from __future__ import annotations

from generator.model import Rule
from generator.repairs import byte_order_mark

RULES: tuple[Rule, ...] = (
    byte_order_mark.RULE,  # first: it hides the beginning of a line from every other rule
)

BY_ID = {rule.id: rule for rule in RULES}
