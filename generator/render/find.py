"""The pages of the search: a heading, a place for the scripts of `assets/find/` to work in, and what to do without them.

The theme loads the scripts that the front matter names (overrides/main.html); a page holds none.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.render import pages
from generator.render.html import block, el
from generator.render.words import headline, say

# What Material asks for on every page; its own index would hold all texts once more, and find few of them.
_EMPTY = '{"config":{"lang":["zh"],"separator":"\\\\s+","pipeline":[]},"docs":[]}\n'
_SCRIPTS = ("folding.js", "engine.js", "query.js", "words.js", "show.js")


def find_pages() -> Iterator[tuple[str, str]]:
    """The search page, the page that checks a quotation, and an empty index for Material."""
    yield "search/search_index.json", _EMPTY
    yield "search.md", _page("检索", "Search", "find-app", ("facets.js", "lines.js", "search.js"))
    yield "verify.md", _page("核对引文", "Check a quotation", "verify-app", ("verify.js",))


def _page(title: str, en: str, place: str, scripts: tuple[str, ...]) -> str:
    without = el(
        "p",
        say("检索要用 JavaScript。没有它，可以浏览", "The search needs JavaScript; without it, browse "),
        el("a", say("全部文献", "all documents"), href="documents/index.html"),
        say("。", "."),
    )
    meta = {"title": title, "archive": {"layout": "find", "scripts": [*_SCRIPTS, *scripts]}}
    return pages.page(meta, headline(title, en), block("div", without, id=place))
