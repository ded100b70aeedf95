"""Where each page stands, how one page links to another, and what a page file looks like."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from generator.render.html import Html, lines

FOLDERS = {  # of authorities, by kind; all other kinds are in `initiatives/`
    "person": "people",
    "organisation": "organisations",
    "event": "events",
    "venue": "venues",
    "document": "texts",
}

_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

T = TypeVar("T")

# -- places ---------------------------------------------------------------------------------------------------------
# Identifiers never hold an underscore, so what is added after one never meets another page's name.


def document_page(id: str) -> str:
    return f"documents/{id}.md"


def year_page(year: str, number: int = 1) -> str:
    return f"documents/{_numbered(year, number)}.md"


def witness_page(short: str, number: int = 1) -> str:
    return f"witnesses/{_numbered(_free(short), number)}.md"


def witness_index(number: int = 1) -> str:
    return f"witnesses/{_numbered('index', number)}.md"


def authority_folder(kind: str) -> str:
    return FOLDERS.get(kind, "initiatives")


def authority_page(kind: str, id: str, number: int = 1) -> str:
    return f"{authority_folder(kind)}/{_numbered(_free(id), number)}.md"


def authority_year_page(kind: str, id: str, year: str, number: int = 1) -> str:
    """Where an authority is named so often that each year has pages of its own."""
    return f"{authority_folder(kind)}/{_numbered(f'{_free(id)}_{year}', number)}.md"


def authority_index(folder: str, order: str = "", number: int = 1) -> str:
    return f"{folder}/{_numbered(f'index_{order}' if order else 'index', number)}.md"


def browse_page(facet: str, value: str = "", year: str = "", number: int = 1) -> str:
    """The list of a facet's values, or the documents that have one of them (of one year, where they are many)."""
    if not value:
        return f"browse/{_numbered(facet, number)}.md"
    return f"browse/{facet}/{_numbered(f'{_free(value)}_{year}' if year else _free(value), number)}.md"


def chronicle_page(year: str, number: int = 1) -> str:
    return f"chronicle/{_numbered(year, number)}.md"


def quality_page(kind: str, number: int = 1) -> str:
    return f"quality/{_numbered(kind, number)}.md"


def parallel_page(one: str, other: str = "", number: int = 1) -> str:
    """Two documents side by side, or all that one of them has in common with others."""
    return f"parallels/{_numbered(f'{one}--{other}' if other else one, number)}.md"


def parallel_index(number: int = 1) -> str:
    return f"parallels/{_numbered('index', number)}.md"


def formula_page(slug: str = "index", number: int = 1) -> str:
    return f"formulas/{_numbered(slug, number)}.md"


def notes_page(number: int = 1) -> str:
    return f"about/{_numbered('notes', number)}.md"


def _free(name: str) -> str:
    return "index_" if name == "index" else name


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}_{number}"


def link(here: str, there: str, anchor: str = "") -> str:
    """The address of page `there` (and a place on it) as written on page `here`: relative, and the same from a disk.

    >>> link("documents/000-1.md", "witnesses/000.md", "l7"), link("index.md", "data/index.md")
    ('../witnesses/000.html#l7', 'data/index.html')
    """
    if here == there and anchor:
        return f"#{anchor}"
    folder = here[: here.rfind("/") + 1]
    path = there[len(folder) :] if there.startswith(folder) else "../" * here.count("/") + there
    return re.sub(r"\.md$", ".html", path) + (f"#{anchor}" if anchor else "")


def chunks(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """Items in groups of `size`, at least one group."""
    return [items[at : at + size] for at in range(0, len(items), size)] or [items]


# -- files ----------------------------------------------------------------------------------------------------------


def page(meta: Mapping[str, Any], title: Html, *body: Html) -> str:
    """A Markdown file: front matter, the title, the body.

    The title comes before any other element: Material's search takes what stands before the first heading for a
    section named by the raw title of the front matter.
    """
    return f"---\n{front_matter(meta)}---\n\n{title}\n\n{lines(body)}\n"


def front_matter(values: Mapping[str, Any], indent: str = "") -> str:
    """Values as YAML, one a line, each in JSON notation: no text can be anything but itself."""
    return "".join(indent + line for key, value in values.items() for line in _entry(key, value))


def _entry(key: str, value: Any) -> Iterable[str]:
    if isinstance(value, Mapping) and value and all(isinstance(name, str) and name.isidentifier() for name in value):
        yield f"{key}:\n"
        yield from ("  " + line for name, part in value.items() for line in _entry(name, part))
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        yield f"{key}:\n"
        yield from (f"  - {_json(part)}\n" for part in value)
    else:
        yield f"{key}: {_json(value)}\n"


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
