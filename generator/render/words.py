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


def some(number: int, one: str, many: str | None = None) -> str:
    """A count with its English noun.

    >>> some(1, "document"), some(1200, "document"), some(2, "copy", "copies")
    ('1 document', '1,200 documents', '2 copies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def headline(zh: str, en: str) -> Html:
    """The heading of a page that is interface and nothing else."""
    return el("h1", esc(zh), id="title", data_en=en)


def so_many_documents(number: int) -> Html:
    """So many documents.

    >>> so_many_documents(1)
    '<span data-en="1 document">1 篇</span>'
    """
    return say(f"{number:,} 篇", some(number, "document"))


def so_many_mentions(number: int) -> Html:
    """So many mentions of a name."""
    return say(f"{number:,} 处", some(number, "mention"))
