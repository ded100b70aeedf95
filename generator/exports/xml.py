"""XML that cannot be written by accident, and the characters that XML 1.0 cannot hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NewType

Xml = NewType("Xml", str)

# Refused by XML 1.0 even as a reference. In a text each is a `g` that names it; elsewhere U+FFFD stands for it.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Kept by references: what a reader of XML would take for the end of a line, or would not show.
_SPECIAL = re.compile('[&<>"\t\r\n\x7f-\x9f\u2028\u2029]')
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def esc(text: str) -> Xml:
    """Any text, for an element or an attribute.

    >>> esc("a<b> & \\x07")
    'a&lt;b&gt; &amp; \\ufffd'
    """
    return Xml(_SPECIAL.sub(_reference, _REFUSED.sub("\ufffd", text)))


def exact(text: str) -> Xml:
    """A text of a witness, each character of it: one that XML refuses is a `g` (see `refused`).

    >>> exact("a\\x07")
    'a<g ref="char:u0007"/>'
    """
    if _REFUSED.search(text) is None:
        return Xml(_SPECIAL.sub(_reference, text))
    return Xml(_REFUSED.sub(lambda found: f'<g ref="char:{glyph(found[0])}"/>', _SPECIAL.sub(_reference, text)))


def refused(text: str) -> list[str]:
    """The characters of a text that XML cannot hold."""
    return sorted(set(_REFUSED.findall(text)))


def glyph(char: str) -> str:
    """The name under which the header declares a character that XML cannot hold."""
    return f"u{ord(char):04x}"


def el(name: str, *inside: Xml, **attributes: str | None) -> Xml:
    """An element. An underscore in the name of an attribute is a colon; one that is None is left out.

    >>> el("lb", n="3", xml_id="l3"), el("p", esc("a"), n=None)
    ('<lb n="3" xml:id="l3"/>', '<p>a</p>')
    """
    return tag(name, {key.rstrip("_").replace("_", ":"): value for key, value in attributes.items()}, *inside)


def tag(name: str, attributes: Mapping[str, str | None], *inside: Xml) -> Xml:
    written = "".join(f' {key}="{esc(value)}"' for key, value in attributes.items() if value is not None)
    content = "".join(inside)
    return Xml(f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>")


def rows(*parts: Xml) -> Xml:
    """Parts on lines of their own, those that are empty left out."""
    return Xml("".join(f"\n{part}" for part in parts if part) + "\n")


def _reference(found: re.Match[str]) -> str:
    return _NAMED.get(found[0]) or f"&#{ord(found[0])};"
