"""Words of the interface in both languages. A page is written in Chinese; `assets/language.js` shows the English ones.

An element whose text is interface and nothing else carries the English text in `data-en`; an attribute that a reader
meets (`title`, `aria-label`, `placeholder`) carries it in `data-en-title` and so on. The texts of documents, names and
notes never do: they are not the interface.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.reasons import english
from generator.render.html import Html, el, esc


def say(zh: str, en: str) -> Html:
    """A word, label or sentence of the interface.

    >>> say("日期", "Date")
    '<span data-en="Date">日期</span>'
    """
    return el("span", esc(zh), data_en=en)


def reason(text: str, name: str = "span", cls: str | None = "reason") -> Html:
    """What a record says of the work on a text. What a person wrote in Chinese stays so.

    >>> reason("末尾残缺"), reason("据某报第3版")
    ('<span class="reason" data-en="The end is lost">末尾残缺</span>', '<span class="reason" lang="zh">据某报第3版</span>')
    """
    return el(name, esc(text), cls=cls, **reason_english(text))


def reason_english(text: str) -> dict[str, str | None]:
    """The attributes that put a reason into English, where it has any."""
    en = english(text)
    return {"data_en": en[:1].upper() + en[1:]} if en else {"lang": "zh"}


def in_english(text: str) -> str:
    """A reason within an English sentence: what a person wrote in Chinese is quoted.

    >>> in_english("末尾残缺"), in_english("据某报第3版")
    ('the end is lost', '“据某报第3版”')
    """
    return english(text) or f"“{text}”"


_BETWEEN = {"、": ", ", "，": ", ", "；": "; "}


def series(parts: Iterable[Html], mark: str = "、") -> Html:
    """Things in a row, parted as each language parts them.

    >>> series([esc("甲"), esc("乙")])
    '甲<span data-en=", ">、</span>乙'
    """
    return Html(say(mark, _BETWEEN[mark]).join(parts))


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
