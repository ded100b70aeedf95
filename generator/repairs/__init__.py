"""The repairs, in the order in which they work. The order is an editorial decision, with its reason beside it."""

from __future__ import annotations

from generator.model import Rule
from generator.repairs import (
    byte_order_mark,
    caption,
    doubled_mark,
    editor_line,
    end_mark,
    half_width_mark,
    jump_line,
    page_label,
    page_url,
    pinyin_gloss,
    preview_notice,
    site_chrome,
    structure,
)

RULES: tuple[Rule, ...] = (
    byte_order_mark.RULE,  # first: it hides the beginning of a line from every other rule
    pinyin_gloss.RULE,
    doubled_mark.RULE,
    half_width_mark.RULE,
    # furniture: the first rule that knows a line wins, so the ones with the narrowest pattern come first
    jump_line.RULE,
    preview_notice.RULE,
    end_mark.RULE,
    page_label.RULE,
    editor_line.RULE,
    caption.RULE,
    page_url.RULE,
    site_chrome.RULE,
    # what needs the whole page or document: made by the segmenter and the joiner
    structure.LOOP_COPY,
    structure.REPEATED_TITLE,
    structure.LINKED_LIST,
    structure.HARD_WRAP,
    structure.HEADING_LINES,
    structure.LAYOUT_SPACE,
)

BY_ID = {rule.id: rule for rule in RULES}
