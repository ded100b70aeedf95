"""A record for reference managers: BibTeX, RIS, CSL-JSON. What is inferred stays in square brackets, or in a note."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.cite.record import NO_YEAR

Record = Mapping[str, Any]

_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "{": r"\{", "}": r"\}"}
_SPECIAL = re.compile(r"[\\~^{}%&#_$]")
_BREAKS = re.compile(r"\s*[\r\n]+\s*")


def csl_json(record: Record) -> str:
    """The record for Zotero and its like, which would take an inferred date for one: it stands in the note alone."""
    told = {key: value for key, value in record.items() if key != "issued" or "date-parts" in value}
    return json.dumps([{**told, "note": _note(record)}], ensure_ascii=False, indent=2) + "\n"


def bibtex(record: Record) -> str:
    """An entry for BibTeX and biblatex. Names and titles are braced, so that no name is taken apart, no letter lowered.

    >>> print(bibtex({"id": "a-1", "type": "webpage", "title": "50% & [甲]", "author": [{"literal": "丁一"}]}), end="")
    @misc{a-1,
      author = {{丁一}},
      title = {{50\\% \\& [甲]}},
    }
    """
    fields = [
        ("author", " and ".join(f"{{{_tex(name)}}}" for name in _names(record))),
        ("title", f"{{{_tex(record['title'])}}}"),
        *(
            (name, value)
            for name, value in zip(("year", "month", "day"), _date(record) or _yearless(record), strict=False)
        ),
        ("howpublished", _tex(record.get("container-title", ""))),
        ("publisher", _tex(record.get("publisher", ""))),
        ("version", _tex(record.get("version", ""))),
        ("type", _tex(record.get("genre", ""))),
        ("langid", _LANGIDS.get(record.get("language", ""), "")),
        ("url", record.get("URL", "")),
        ("note", _tex(_note(record))),
    ]
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
    return f"@misc{{{record['id']},\n{''.join(lines)}}}\n"


_LANGIDS = {"zh-Hans": "chinese", "zh-Hant": "chinese", "zh": "chinese"}


def ris(record: Record) -> str:
    """An entry for EndNote, Zotero and their like."""
    return "".join(f"{tag}  - {_BREAKS.sub(' ', value)}\n" for tag, value in _ris(record)) + "ER  - \n"


def _ris(record: Record) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS" if record["type"] == "article-newspaper" else "ELEC"
    yield from (("AU", name) for name in _names(record))
    yield "TI", record["title"]
    if date := _date(record):
        yield "PY", date[0]
        yield "DA", "/".join([*date, "", ""][:3]) + "/"
    elif day := _yearless(record):
        yield "DA", f"/{day[1]}/{day[2]}/{day[0]}"  # the place of the year is empty; the last part is free text
    told = [
        ("T2", "container-title"),
        ("PB", "publisher"),
        ("ET", "version"),
        ("M3", "genre"),
        ("LA", "language"),
        ("DP", "archive"),
        ("AN", "archive_location"),
        ("UR", "URL"),
    ]
    yield from ((tag, record[key]) for tag, key in told if key in record)
    yield "N1", _note(record)


def _names(record: Record) -> list[str]:
    return [name["literal"] for name in record.get("author", ())]


def _date(record: Record) -> Sequence[str]:
    """Year, month and day as they are known; nothing for an inferred date."""
    parts = record.get("issued", {}).get("date-parts", [[]])[0]
    return [f"{part:02}" for part in parts]


def _yearless(record: Record) -> Sequence[str]:
    """A day whose year is not known, with the words that stand for the year."""
    literal = record.get("issued", {}).get("literal", "")
    return ["n.d.", *literal.removeprefix(f"{NO_YEAR}-").split("-")] if literal.startswith(NO_YEAR) else []


def _note(record: Record) -> str:
    dated = record.get("issued", {}).get("literal")
    said = f"日期{dated}，推断" if dated else None
    if day := _yearless(record):
        said = f"日期{int(day[1])}月{int(day[2])}日，年份不详"
    return "，".join(part for part in (record.get("note"), said) if part)


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _TEX.get(found[0], f"\\{found[0]}"), _BREAKS.sub(" ", text))
