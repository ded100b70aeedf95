"""Archives made by hand, so that the tests of the pages do not depend on what the segmenter finds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from generator.archive import Archive
from generator.documents import Cleaned, assemble
from generator.edits import Apparatus
from generator.lines import split_lines
from generator.model import (
    Authority,
    Card,
    Document,
    Draft,
    Edit,
    Form,
    Mention,
    Piece,
    PlacedFlag,
    Seed,
    Segmentation,
    Unit,
)

# Text that something on the way to the page might take for its own language. All of it has been seen in scraped pages.
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "</title></h1></p></div><b>bold",
    "{{ 7*7 }}",
    "{% raw %}",
    "{# comment #}",
    "# h",
    "[x](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "---",
    "...",
    "[^1]: x",
    "[^1]",
    "*[a]: b",
    "[ref]: https://evil.example",
    "{: onclick=alert(3) }",
    "{: #l1 .x }",
    "&lt;",
    "&amp;amp;",
    "&#60;b&#62;",
    "&nbsp",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[x",
    "<?php echo 1 ?>",
    "`code` ``two`` ```",
    "~~~",
    "|a|b|",
    "|-|-|",
    "1. x",
    "* x",
    "> x",
    ":smile:",
    "==x==",
    "^^x^^ ~~x~~ H~2~O",
    '--8<-- "x"',
    ';--8<-- "x"',
    "https://evil.example",
    "<https://evil.example>",
    "\\",
    "\\*x\\* \\<b\\>",
    "**x** __x__ *x* _x_",
    "!!! note",
    '??? "x"',
    ": - \"x' #",
    "key: value",
    "- [ ] x",
    "title: !!python/object/apply:os.system [x]",
    "%YAML 1.2",
    "tab\there",
    "two  spaces",
    "rtl \u202eoverride",
    "bell\u0007 esc\u001b vt\u000bff\u000c stx\u0002etx\u0003 del\u007f c1\u0085\u009c",
    "ls\u2028ps\u2029bom\ufeffnbsp\u00a0zwsp\u200b",
    "beyond \U0001f600 \U00020000",
    "wzxhzdk:0 klzzwxh:1",
    "\u0002wzxhzdk:0\u0003",
    "\u0002amp\u0003",
    ' data-search-exclude="x"',
    'onmouseover="alert(4)" \'',
)


def seed(raw: str, name: str = "hand.txt") -> Seed:
    return Seed(
        name,
        name.removesuffix(".txt").replace("_", "-"),
        hashlib.sha256(raw.encode()).hexdigest(),
        raw,
        split_lines(raw),
    )


def pieces(of: Seed) -> list[Piece]:
    """Each line that is not blank, without the white space at its ends: the rest is layout."""
    found = []
    for line in of.lines:
        text = of.raw[line.start : line.end]
        if text.strip():
            start = line.start + len(text) - len(text.lstrip())
            found.append(Piece(line.number, start, start + len(text.strip())))
    return found


def document(of: Seed, *, title: bool = True, card: Card | None = None, removed: Sequence[int] = ()) -> Cleaned:
    """A seed as one document: its first line the title, every other line a paragraph, some lines removed."""
    kept = [piece for piece in pieces(of) if piece.line not in removed]
    gone = [_removal(of, piece) for piece in pieces(of) if piece.line in removed]
    fields = (Unit("title", (kept[0],)),) if title else ()
    found = Segmentation((Draft(fields, tuple(kept[1:] if title else kept)),), tuple(gone))
    cleaned = assemble(of, Apparatus(of.raw), (), found, _line_by_line, ())
    return replace(cleaned, documents=tuple(_carded(one, card) for one in cleaned.documents))


def _removal(of: Seed, piece: Piece) -> Edit:
    return Edit(piece.start, piece.end, of.raw[piece.start : piece.end], "", "loop-copy", "repeats an earlier line")


def _line_by_line(marked: str, draft: Draft) -> tuple[tuple[Unit, ...], tuple[Edit, ...]]:
    del marked
    return tuple(Unit("paragraph", (piece,)) for piece in draft.body), ()


def _carded(document: Document, card: Card | None) -> Document:
    title = next((field.text for field in document.fields if field.role == "title"), None)
    return replace(document, card=replace(card or Card(), title=title))


def with_mentions(cleaned: Cleaned, authorities: Iterable[Authority]) -> Cleaned:
    """Every place where a preferred name stands."""
    known = [(form.text, authority) for authority in authorities for form in authority.prefer.values()]
    documents = []
    for one in cleaned.documents:
        mentions = [
            Mention(authority.id, authority.kind, unit.anchor, at, at + len(name), name)
            for unit in (*one.fields, *one.blocks)
            for name, authority in known
            if (at := unit.text.find(name)) >= 0
        ]
        documents.append(replace(one, mentions=tuple(mentions)))
    return replace(cleaned, documents=tuple(documents))


def flagged(cleaned: Cleaned, text: str, **values: Any) -> Cleaned:
    """The first place that reads `text`, marked as suspect."""
    one = cleaned.documents[0]
    unit = next(unit for unit in (*one.fields, *one.blocks) if text in unit.text)
    at = unit.text.index(text)
    told = {"rule": "suspect", "likely": None, "reason": "looks odd", "resp": "machine", **values}
    flag = PlacedFlag(anchor=unit.anchor, start=at, end=at + len(text), text=text, **told)
    return replace(cleaned, documents=(replace(one, flags=(*one.flags, flag)), *cleaned.documents[1:]))


BRI = Authority(
    "bri",
    "initiative",
    {
        "zh-Hans": Form("一带一路", "zh-Hans"),
        "zh-Hant": Form("一帶一路", "zh-Hant", "attested", "hand:1"),
        "en": Form("Belt and Road Initiative", "en", source="archive"),
    },
    description={"zh": "说明。", "en": "Description.", "source": "出处"},
)


def archive(*cleaned: Cleaned, authorities: Sequence[Authority] = (BRI,)) -> Archive:
    return Archive(tuple(with_mentions(one, authorities) for one in cleaned), tuple(authorities))


def hostile_archive() -> Archive:
    """Every hostile text once as a title, and all of them as the paragraphs of one document."""
    bodies = [document(seed("标题\n\n" + "\n\n".join(HOSTILE) + "\n", "hostile.txt"))]
    titles = [
        document(seed(f"{text}\n\n正文说到一带一路。\n", f"t{number}.txt")) for number, text in enumerate(HOSTILE, 1)
    ]
    return archive(*bodies, *titles)
