"""The repairs, in the order in which they work. The order is an editorial decision, with its reason beside it."""

from __future__ import annotations

from generator.model import Rule
from generator.repairs import (
    advert,
    annotated_bytes,
    byte_order_mark,
    caption,
    compatibility_forms,
    conversion_slip,
    dittography,
    doubled_mark,
    dropped_character,
    editor_line,
    end_mark,
    entities_and_leftovers,
    forum_noise,
    half_width_mark,
    inserted_character,
    inserted_notice,
    invisible,
    jump_line,
    lost_date_part,
    lost_dot,
    lost_space,
    mojibake,
    odd_spaces,
    open_end,
    page_label,
    page_url,
    pinyin_gloss,
    preview_notice,
    repeated_quotation,
    reworded_phrase,
    scattered_space,
    shifted_bytes,
    site_chrome,
    skipped_number,
    spaced_mark,
    structure,
    unpaired_mark,
    variant_form,
    withheld_text,
)

RULES: tuple[Rule, ...] = (
    structure.EDITOR,  # first of all, on the raw text: no rule touches again what a person fixed
    byte_order_mark.RULE,  # first: it hides the beginning of a line from every other rule
    # bytes before characters: what they hide is text that the later rules must see
    mojibake.RULE,  # before `invisible`: text read as Latin-1 holds control codes that are half characters
    annotated_bytes.RULE,  # its broken readings would look like glosses
    shifted_bytes.RULE,  # its half marks would look like punctuation
    # then what is no character of the text
    forum_noise.RULE,  # first: its signs would look like marks and mark-up
    lost_space.RULE,  # before `lost_dot` and widths: its question marks are none
    entities_and_leftovers.RULE,  # before spaces: `&nbsp;` names one
    invisible.RULE,
    odd_spaces.RULE,
    scattered_space.RULE,  # after those: they are plain spaces then; before glosses, which look at words
    compatibility_forms.RULE,
    spaced_mark.RULE,  # before widths, which look for marks at their words
    inserted_notice.RULE,  # before glosses and widths: its bracket parts words
    # then the marks of the machine that adds readings and commas
    pinyin_gloss.RULE,  # first: doubled marks bear witness against the glosses
    doubled_mark.RULE,  # before widths: a doubled comma is one edit
    lost_dot.RULE,  # before widths: its question mark is none
    half_width_mark.RULE,
    # furniture: the first rule that knows a line wins, so the ones with the narrowest pattern come first
    jump_line.RULE,
    preview_notice.RULE,
    end_mark.RULE,
    page_label.RULE,
    editor_line.RULE,
    caption.RULE,
    advert.RULE,
    page_url.RULE,
    site_chrome.RULE,
    # what needs the whole page or document: made by the segmenter and the joiner
    structure.LOOP_COPY,
    structure.REPEATED_TITLE,
    structure.LINKED_LIST,
    structure.HARD_WRAP,
    structure.HEADING_LINES,
    structure.LAYOUT_SPACE,
    # slips in the words, seen when the paragraphs are whole again
    dittography.RULE,
    variant_form.RULE,
    repeated_quotation.RULE,  # looks only
    conversion_slip.RULE,  # last of these: it flags what the others left
    # what only looks: signs that characters were lost, set in or replaced
    dropped_character.RULE,
    lost_date_part.RULE,
    unpaired_mark.RULE,
    skipped_number.RULE,
    open_end.RULE,
    inserted_character.RULE,
    withheld_text.RULE,
    reworded_phrase.RULE,
    structure.WRONG_NAME,  # by the authority records, when the mentions are found
)

BY_ID = {rule.id: rule for rule in RULES}
