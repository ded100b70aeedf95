"""HTML that cannot be written by accident: text becomes `Html` only through `esc`, and mypy holds the two apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NewType

Html = NewType("Html", str)

# Python-Markdown expands tabs, swallows STX and ETX, and reads CR as a line end; a browser reads CR as LF. A reference
# brings each through. Other controls are left as they are: some readers drop references to them, or misread them.
_SPECIAL = re.compile(r"[&<>\"'\t\n\r\x02\x03]")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def esc(text: str) -> Html:
    """Any text as HTML that shows exactly its characters, in an element or in an attribute, on one line.

    >>> esc("<b>\\t&amp;'")
    '&lt;b&gt;&#9;&amp;amp;&#39;'
    """
    return Html(_SPECIAL.sub(lambda found: _NAMED.get(found[0]) or f"&#{ord(found[0])};", text))


def el(name: str, *inside: Html, **attributes: str | None) -> Html:
    """An element. `cls` is its class, an underscore in a name a hyphen; an attribute that is None is left out.

    >>> el("p", esc("a < b"), cls="note", id=None)
    '<p class="note">a &lt; b</p>'
    """
    return Html(f"{_open(name, attributes)}{''.join(inside)}</{name}>")


def _open(name: str, attributes: dict[str, str | None]) -> str:
    written = [f' {_name(key)}="{esc(value)}"' for key, value in attributes.items() if value is not None]
    return f"<{name}{''.join(written)}>"


@cache
def _name(key: str) -> str:
    return "class" if key == "cls" else key.rstrip("_").replace("_", "-")


def join(parts: Iterable[Html], between: str = "") -> Html:
    """Parts side by side; `between` is text."""
    return Html(esc(between).join(parts))


def lines(parts: Iterable[Html]) -> Html:
    """Block-level parts, each on its own line, without blank lines: the file stays readable, Markdown keeps out."""
    return Html("\n".join(part for part in parts if part))


def block(name: str, *inside: Html, **attributes: str | None) -> Html:
    """A block-level element with its parts on lines of their own; nothing where it would be empty."""
    kept = lines(inside)
    return el(name, Html(f"\n{kept}\n"), **attributes) if kept else Html("")
