"""The data files that people reuse the archive through, and the page that describes them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.model import Authority, Document, Form, Identifier
from generator.records import apparatus_records, document_record, jsonl
from generator.render import pages
from generator.render.html import Html, block, el, esc
from generator.render.site import Site

DOCUMENT_COLUMNS = (
    "id", "seed", "title", "subtitle", "type", "date", "covers", "dateline_date", "published", "venue", "venue_role",
    "format", "speakers", "quoted", "issuers", "authors", "agency", "publisher", "events", "script", "completeness",
)  # fmt: skip
LISTED = 200  # files named on the page; the page of each witness names its own
IDENTIFIER_COLUMNS = ("id", "number", "seed", "sha256", "lines", "status", "to", "reason", "date")
MENTION_COLUMNS = ("authority", "kind", "document", "anchor", "start", "end", "text")


def data_files(site: Site) -> Iterator[tuple[str, str]]:
    documents = site.archive.documents
    yield "data/documents.jsonl", jsonl(document_record(document) for document in documents)
    yield "data/documents.csv", table(DOCUMENT_COLUMNS, (_document_row(document) for document in documents))
    yield "data/authorities.jsonl", jsonl(authority_record(authority) for authority in site.archive.authorities)
    yield "data/mentions.csv", table(MENTION_COLUMNS, _mention_rows(documents))
    yield "data/identifiers.csv", table(IDENTIFIER_COLUMNS, map(_identifier_row, site.archive.identifiers))
    for cleaned in site.archive.cleaned:
        yield f"data/apparatus/{cleaned.seed.short}.jsonl", jsonl(apparatus_records(cleaned))
    yield "data/index.md", _page(site)


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as CSV: UTF-8, LF, quoted where needed, nothing altered."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def _document_row(document: Document) -> list[Any]:
    record = document_record(document)
    values = (record[column] for column in DOCUMENT_COLUMNS)
    return ["|".join(value) if isinstance(value, list) else value for value in values]


def _mention_rows(documents: Iterable[Document]) -> Iterator[Sequence[Any]]:
    for document in documents:
        for m in document.mentions:
            yield m.authority, m.kind, document.id, m.anchor, m.start, m.end, m.text


def _identifier_row(row: Identifier) -> list[Any]:
    lines = "|".join(f"{first}-{last}" for first, last in row.lines)
    return [row.id, row.number, row.seed, row.sha256, lines, row.status, "|".join(row.to), row.reason, row.date]


def authority_record(authority: Authority) -> dict[str, Any]:
    return {
        "id": authority.id,
        "kind": authority.kind,
        "prefer": {key: _form(form) for key, form in authority.prefer.items()},
        "variants": [_form(form) for form in authority.variants],
        "description": dict(authority.description),
        "broader": list(authority.broader),
        "related": list(authority.related),
        "date": authority.date,
        "wikidata": authority.wikidata,
    }


def _form(form: Form) -> dict[str, Any]:
    return {
        "text": form.text,
        "script": form.script,
        "status": form.status,
        "place": form.place,
        "source": form.source,
    }


# -- the page -------------------------------------------------------------------------------------------------------

_FILES = (
    ("documents.jsonl", "文献全文与著录，每行一篇", "One document a line: card, evidence, text, mentions, flags"),
    ("documents.csv", "文献著录简表；多值以 | 分隔", "The cards as a table; several values are separated by |"),
    (
        "authorities.jsonl",
        "规范记录：名称、异名、说明与来源",
        "Authority records: names, variants, sourced descriptions",
    ),
    (
        "identifiers.csv",
        "已公布的编号：永久序号、行、现状、转引或撤下的去向与理由",
        "Released ids: permanent number, raw lines, and where a forwarded or withdrawn one went",
    ),
    ("mentions.csv", "每一处提及：规范记录、文献、锚点、起止", "Every mention: authority, document, anchor, offsets"),
    ("parallels.jsonl", "平行文句：两篇文献中相同的话，每行一处", "Parallel passages: the same words in two documents"),
    (
        "formulas.jsonl",
        "常见语句：许多文献都有的话，及其全部位置",
        "Words that stand in many documents, with all places",
    ),
    (
        "annotations.jsonl",
        "编者注，每行一条，W3C 网络注释，指向原件",
        "Editors' notes as W3C Web Annotations of the witnesses",
    ),
)


def _page(site: Site) -> str:
    files = [_file(name, name, zh, en) for name, zh, en in _FILES]
    applied = [
        el("li", el("a", esc(f"{c.seed.short}.jsonl"), href=f"apparatus/{c.seed.short}.jsonl"), esc(f" {c.seed.name}"))
        for c in site.archive.cleaned[:LISTED]
    ]
    said = (
        "以下文件与网页出自同一次生成。位置一律按 Unicode 码位计，行号为原件行号，从 1 起。",
        "These files come from the same run as the pages. Offsets count code points; lines are raw lines, from 1.",
    )
    intro = [el("p", esc(said[0]), cls="lede"), el("p", esc(said[1]), lang="en", cls="en")]
    there = el("a", esc("各份原件"), href=pages.link("data/index.md", pages.witness_index()))
    why = el("p", esc("校勘记：每份原件一个文件，每行一处改动，凭它可由整理文本还原原件；"), there, esc("的页上也有。"))
    apparatus = block("section", el("h2", esc("校勘记")), why, block("ul", *applied, cls="files"))
    meta = {"title": "数据", "search": {"exclude": True}, "archive": {"layout": "index"}}
    return pages.page(meta, el("h1", esc("数据"), id="title"), *intro, block("dl", *files, cls="files"), apparatus)


def _file(name: str, href: str, zh: str, en: str) -> Html:
    return el(
        "div", el("dt", el("a", esc(name), href=href)), el("dd", esc(zh), el("span", esc(en), lang="en", cls="en"))
    )
