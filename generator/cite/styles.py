"""Citations as text, by citeproc-py and the CSL styles in `csl/`.

The styles are our own: what the published ones have for hundreds of kinds of thing, citeproc-py prints wrongly for ours
(about/decisions/0081-citations.md).
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from generator.cite.record import NO_YEAR, UNTITLED

ACCESSED = "引用日期"  # stands where the reader's own date goes; assets/cite.js fills it in on copying

STYLES: Mapping[str, str] = {
    "gb-t-7714-2025": "GB/T 7714—2025",
    "chicago": "Chicago",
    "mla": "MLA",
    "apa": "APA",
}
_QUOTED = ("chicago", "mla")  # set titles in double quotation marks, and quotation marks within them single

_INNER_QUOTES = str.maketrans("“”", "‘’")
_INFERRED = re.compile(r"\[(\d{4}(?:-\d{2}){0,2})\]")
_YEARLESS = re.compile(rf"{re.escape(NO_YEAR)}-(\d{{2}})-(\d{{2}})")
_NO_YEAR = {"gb-t-7714-2025": "[年份不详]"} | dict.fromkeys(("chicago", "mla", "apa"), "n.d.")
_TWO_ENDS = re.compile(r"(?<=[？！。?!])\.(?=”)")


def cited(record: Mapping[str, Any], style: str) -> str:
    """A record as a reference in a style, without a number before it."""
    title = record["title"].translate(_INNER_QUOTES) if style in _QUOTED else record["title"]
    item = {**record, "title": title, "accessed": {"literal": ACCESSED}}
    if day := _INFERRED.fullmatch(record.get("issued", {}).get("literal", "")):  # each style writes days in its own way
        item["issued"] = {"date-parts": [[int(part) for part in day[1].split("-")]], "circa": True}
    year = ""
    if day := _YEARLESS.fullmatch(record.get("issued", {}).get("literal", "")):
        year = next(one for one in map(str, range(9999, 999, -1)) if one not in str(record))
        item["issued"] = {"date-parts": [[int(year), int(day[1]), int(day[2])]]}
    with _quiet():
        bibliography = CitationStylesBibliography(_style(style), CiteProcJSON([item]), formatter.plain)
        bibliography.register(Citation([CitationItem(item["id"])]))
        text = _TWO_ENDS.sub("", str(bibliography.bibliography()[0]))
    text = text.replace(year, _NO_YEAR[style]).replace("n.d..", "n.d.") if year else text
    # Words of the cataloguer are not quoted.
    return text.replace(f"“{title}.”", f"{title}.") if title.startswith(("[", UNTITLED)) else text


@cache
def _style(name: str) -> Any:
    with (files("generator.cite") / "csl" / f"{name}.csl").open("rb") as style:
        return CitationStylesStyle(style, validate=False)


@contextmanager
def _quiet() -> Iterator[None]:
    """The processor warns of fields of CSL that it does not know; each style prints those it names."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
