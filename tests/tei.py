"""Read a TEI export back, as its encoding declaration says: the witness's lines, and the reading text.

It knows nothing of the generator: what a stranger needs to do the same stands in `about/data-guide.md`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
UNITS = ("head", "p", "ab", "byline", "dateline")
AFTER = {"corr", "reg", "supplied"}
BEFORE = {"surplus", "fw"}


def parsed(text: str) -> Any:
    return etree.fromstring(text.encode())


def units(root: Any) -> dict[str, Any]:
    """The fields and blocks of the text, by anchor, as they follow each other."""
    prefix = root.get(ID) + "."
    every = root.find(f"{TEI}text").iter(*(TEI + name for name in UNITS))
    return {one.get(ID).removeprefix(prefix): one for one in every if one.get(ID)}


def reading(root: Any) -> dict[str, str]:
    """The reading text of each field and block, by anchor."""
    return {anchor: "".join(_side(root, unit, before=False)) for anchor, unit in units(root).items()}


def witness(root: Any) -> dict[int, str]:
    """What the document has of each raw line, by number."""
    found: dict[tuple[int, int], str] = {}
    here = None
    for unit in units(root).values():
        for text in _side(root, unit, before=True):
            if isinstance(text, tuple):
                here = text
                found.setdefault(here, "")
            else:
                assert here, f"{text!r} stands on no line"
                found[here] += text
    lines: dict[int, str] = {}
    for (line, _), text in sorted(found.items()):
        lines[line] = lines.get(line, "") + text
    return lines


def _side(root: Any, element: Any, *, before: bool) -> Iterator[Any]:
    """The text of one side; for the witness also the places, as (line, column)."""
    name = element.tag.removeprefix(TEI)
    if name == "note" or (name in AFTER if before else name in BEFORE):
        inside = False
    else:
        inside = before or not (name in ("sic", "orig") and element.getparent().tag == TEI + "choice")
    if inside:
        if before and name == "lb":
            yield int(element.get("n")), 1
        if before and name == "milestone" and element.get("unit") == "column":
            line, _, column = element.get("n").partition("c")
            yield int(line), int(column)
        if name == "g":
            yield _char(root, element.get("ref").removeprefix("char:"))
        if element.text:
            yield element.text
        for child in element:
            yield from _side(root, child, before=before)
            if child.tail:
                yield child.tail


def _char(root: Any, id: str) -> str:
    char = next(one for one in root.iter(f"{TEI}char") if one.get(ID) == f"{root.get(ID)}.{id}")
    return chr(int(char.find(f"{TEI}localProp").get("value").removeprefix("U+"), 16))


def edits(root: Any) -> list[tuple[str, bool]]:
    """The rule of each edit, and whether it belongs to the document."""
    told = [one.get("ana").split() for one in root.find(f"{TEI}text").iter() if one.get("ana")]
    return [(names[0].removeprefix("rule:"), "why:page" not in names) for names in told]
