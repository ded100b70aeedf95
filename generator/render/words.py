"""Words of the interface in both languages. A page is written in Chinese; `assets/language.js` shows the English ones.

An element whose text is interface and nothing else carries the English text in `data-en`; an attribute that a reader
meets (`title`, `aria-label`, `placeholder`) carries it in `data-en-title` and so on. The texts of documents, names and
notes never do: they are not the interface.
"""

from __future__ import annotations

from generator.render.html import Html, el, esc


def say(zh: str, en: str) -> Html:
    """A word, label or sentence of the interface.

    >>> say("日期", "Date")
    '<span data-en="Date">日期</span>'
    """
    return el("span", esc(zh), data_en=en)
