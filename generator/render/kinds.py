"""Kinds of edits: the rules, in a handful of groups that a reader of a text tells apart."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model import Edit


@dataclass(frozen=True)
class Kind:
    """A kind of edit: its class in a page, its names, and what it holds in a few words."""

    id: str
    zh: str
    en: str
    holds: str
    holds_en: str


KINDS = (
    Kind("layout", "换行与空白", "Line breaks and spaces", "版面折行、空行、缩进、排版空格", "what a page layout adds"),
    Kind("point", "标点", "Punctuation", "多出的、半角的、丢失的标点", "marks doubled, half-width or lost"),
    Kind("gloss", "夹注拼音", "Inserted pinyin", "插在字后的读音", "readings set in after characters"),
    Kind("bytes", "乱码", "Encoding damage", "读错编码的字节、网页代码", "bytes misread, code of web pages"),
    Kind("form", "字形", "Character forms", "异体字、兼容字符", "variant and compatibility forms"),
    Kind("word", "字词", "Words", "重抄的字词", "words copied twice"),
    Kind("page", "版面杂项", "Page furniture", "转版说明、页码、网页控件、重复抓取", "jump lines, page labels, site chrome, copies"),
    Kind("hand", "编者校改", "Editors’ corrections", "编者署名的校改", "made and signed by a person"),
)  # fmt: skip
# What was left as it is stands in the marked view beside what was changed, and is hidden like it.
DOUBT = Kind(
    "doubt", "存疑", "Doubts", "看着不对，没有把握，没有改", "what looks wrong, is not certain, and was left as it is"
)
BY_ID = {kind.id: kind for kind in KINDS}

# The one place that says which rule is of which kind; tests/test_marked.py holds that none is missing.
OF_RULE = {
    "editor": "hand",
    "byte-order-mark": "layout",
    "mojibake": "bytes",
    "annotated-bytes": "bytes",
    "shifted-bytes": "bytes",
    "entities-and-leftovers": "bytes",
    "invisible": "layout",
    "odd-spaces": "layout",
    "lost-space": "layout",
    "spaced-mark": "layout",
    "forum-noise": "bytes",
    "scattered-space": "layout",
    "compatibility-forms": "form",
    "pinyin-gloss": "gloss",
    "doubled-mark": "point",
    "lost-dot": "point",
    "half-width-mark": "point",
    "jump-line": "page",
    "preview-notice": "page",
    "end-mark": "page",
    "page-label": "page",
    "editor-line": "page",
    "caption": "page",
    "advert": "page",
    "inserted-notice": "page",
    "page-url": "page",
    "site-chrome": "page",
    "loop-copy": "page",
    "repeated-title": "page",
    "linked-list": "page",
    "hard-wrap": "layout",
    "heading-lines": "layout",
    "layout-space": "layout",
    "layout": "layout",
    "dittography": "word",
    "variant-form": "form",
    "repeated-quotation": "word",
    "conversion-slip": "form",
    "dropped-character": "word",
    "lost-date-part": "word",
    "unpaired-mark": "point",
    "skipped-number": "word",
    "open-end": "word",
    "inserted-character": "word",
    "withheld-text": "word",
    "reworded-phrase": "word",
    "wrong-name": "word",
}


def kind_of(edit: Edit) -> Kind:
    """The kind of an edit. Layout that took in an edit of another kind is of that kind: it says more.

    >>> kind_of(Edit(0, 6, "&#10; ", "", "layout", "", steps=("entities-and-leftovers",))).id
    'bytes'
    """
    kinds = [OF_RULE.get(rule, "word") for rule in (edit.rule, *edit.steps)]
    return BY_ID[next((kind for kind in kinds if kind != "layout"), "layout")]
