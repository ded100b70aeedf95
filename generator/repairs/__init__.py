"""The repairs, in the order in which they work. The order is an editorial decision, with its reason beside it."""

from __future__ import annotations

from generator.model import Rule
from generator.repairs import (
    annotated_bytes,
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
    shifted_bytes,
    site_chrome,
    structure,
)

RULES: tuple[Rule, ...] = (
    byte_order_mark.RULE,  # first: it hides the beginning of a line from every other rule
    # bytes before characters: what they hide is text that the later rules must see
    annotated_bytes.RULE,  # its broken readings would look like glosses
    shifted_bytes.RULE,  # its half marks would look like punctuation
    # the marks of the machine: glosses first, for doubled marks bear witness against them
    pinyin_gloss.RULE,
    doubled_mark.RULE,  # before widths: a doubled comma is one edit
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
