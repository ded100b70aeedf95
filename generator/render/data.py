"""The data files that people reuse the archive through, and the page that describes them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from generator.exports.crate import NAME as CRATE
from generator.exports.crate import Item, crate
from generator.exports.dates import day_of_all
from generator.exports.feed import feed
from generator.exports.skos import turtle
from generator.model import Authority, Document, Form, Identifier
from generator.records import apparatus_records, document_record, jsonl
from generator.render import pages
from generator.render.exports import FORMATS, export_files, path
from generator.render.html import Html, block, el, esc, lines
from generator.render.site import Site, title_link
from generator.render.words import headline, say, some

DOCUMENT_COLUMNS = (
    "id", "seed", "title", "subtitle", "type", "date", "covers", "dateline_date", "published", "venue", "venue_role",
    "format", "speakers", "quoted", "issuers", "authors", "agency", "publisher", "events", "script", "completeness",
)  # fmt: skip
LISTED = 200  # files named on the page; of witnesses and of documents; the pages of all others name their own
IDENTIFIER_COLUMNS = ("id", "number", "seed", "sha256", "lines", "status", "to", "reason", "date")
MENTION_COLUMNS = ("authority", "kind", "document", "anchor", "start", "end", "text")


def data_files(site: Site) -> Iterator[tuple[str, str]]:
    documents = site.archive.documents
    yield from export_files(site)
    yield "data/documents.csv", table(DOCUMENT_COLUMNS, (_document_row(document) for document in documents))
    yield "data/authorities.jsonl", jsonl(authority_record(authority) for authority in site.archive.authorities)
    yield "data/mentions.csv", table(MENTION_COLUMNS, _mention_rows(documents))
    yield "data/identifiers.csv", table(IDENTIFIER_COLUMNS, map(_identifier_row, site.archive.identifiers))
    yield "data/authorities.ttl", _turtle(site)
    for cleaned in site.archive.cleaned:
        yield f"data/apparatus/{cleaned.seed.short}.jsonl", jsonl(apparatus_records(cleaned))
    archive = site.archive
    if told := feed(documents, archive.identifiers, archive.numbers, archive.edition):
        yield FEED, told


def data_page(site: Site, files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What describes the files of data, for a person and for a program: once all of them are there."""
    items = _items(files)
    archive = site.archive
    if day := day_of_all(archive.documents, archive.identifiers, archive.edition):
        text = crate(items, day, archive.edition)
        yield f"data/{CRATE}", text
        items = [*items, _item(f"data/{CRATE}", {f"data/{CRATE}": text})]
    yield "data/index.md", _page(site, items)


def _turtle(site: Site) -> str:
    known = (site.authorities[id] for id in sorted(site.known))
    there = {one.id: pages.link("data/index.md", pages.authority_page(one.kind, one.id)) for one in known}
    return turtle(site.archive.authorities, there, site.archive.edition)


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

FEED = "data/feed.xml"
_TEXTS, _QUOTES, _OWN = "texts", "quotes", "own"  # whose is it: does the file hold the words of the documents?

# By path: what it is for, its format, and whose it is. A folder ends in a slash.
_FILES: Mapping[str, tuple[str, str, str, str]] = {
    "documents.jsonl": ("文献全文与著录，每行一篇", "One document a line: card, evidence, text, mentions, flags", "application/jsonl", _TEXTS),
    "documents.csv": ("文献著录简表；多值以 | 分隔", "The cards as a table; several values are separated by |", "text/csv", _OWN),
    "documents/": ("每篇一个文件夹：TEI、Markdown、纯文本、JSON", "A folder for each document: TEI, Markdown, plain text, JSON", "", _TEXTS),
    "tei-corpus.xml": ("全部 TEI 文件合成的语料库（XInclude）", "All TEI files as one corpus (XInclude)", "application/tei+xml", _OWN),
    "apparatus/": ("校勘记：每份原件一个文件，每行一处改动，凭它可由整理文本还原原件", "The apparatus: a file for each witness, a line for each edit; it restores the witness", "", _QUOTES),
    "authorities.jsonl": ("规范记录：名称、异名、说明与来源", "Authority records: names, variants, sourced descriptions", "application/jsonl", _OWN),
    "authorities.ttl": ("规范记录，SKOS（Turtle）", "Authority records as SKOS, in Turtle", "text/turtle", _OWN),
    "mentions.csv": ("每一处提及：规范记录、文献、锚点、起止", "Every mention: authority, document, anchor, offsets", "text/csv", _OWN),
    "annotations.jsonl": ("编者注，每行一条，W3C 网络注释，指向原件", "Editors' notes as W3C Web Annotations of the witnesses", "application/jsonl", _QUOTES),
    "parallels.jsonl": ("平行文句：两篇文献中相同的话，每行一处", "Parallel passages: the same words in two documents", "application/jsonl", _QUOTES),
    "formulas.jsonl": ("常见语句：许多文献都有的话，及其全部位置", "Words that stand in many documents, with all places", "application/jsonl", _QUOTES),
    "identifiers.csv": ("已公布的编号：永久序号、行、现状、转引或撤下的去向与理由", "Released ids: permanent number, raw lines, and where a forwarded or withdrawn one went", "text/csv", _OWN),
    "feed.xml": ("新收、变动、撤下的文献，最近五十条（Atom）", "The latest fifty documents that are new, changed or withdrawn (Atom)", "application/atom+xml", _OWN),
    CRATE: ("本文件夹的说明，供数据仓储读取（RO-Crate 1.2）", "What this folder holds, for research data repositories (RO-Crate 1.2)", "application/ld+json", _OWN),
}  # fmt: skip
_RIGHTS = {
    _TEXTS: (
        "含文献全文：其权利归作者与出版者，不授权使用；其余 MIT 许可",
        "holds the texts, whose rights are not this archive's to grant; the rest under the MIT licence",
    ),
    _QUOTES: (
        "本档案作成：MIT 许可；所引文献的文字除外",
        "made by this archive: MIT licence, save the words it quotes from the texts",
    ),
    _OWN: ("本档案作成：MIT 许可", "made by this archive: MIT licence"),
}


def _items(files: Mapping[str, str]) -> list[Item]:
    """The files of data that there are, in the order in which the page has them."""
    return [item for name in _FILES if (item := _item(f"data/{name}", files)).files]


def _item(there: str, files: Mapping[str, str]) -> Item:
    name = there.removeprefix("data/")
    zh, en, kind, _ = _FILES[name]
    folder = [text for path, text in files.items() if there.endswith("/") and path.startswith(there)]
    held = folder or [files[there]] if there in files else folder
    sizes = [len(text.encode()) for text in held if text is not None]
    return Item(name, zh, en, kind, sum(sizes), len(sizes))


def _page(site: Site, items: Sequence[Item]) -> str:
    intro = say(
        "以下文件与网页出自同一次生成。位置一律按 Unicode 码位计，行号为原件行号，从 1 起。每个键的意思见“数据指南”。",
        "These files come from the same run as the pages. Offsets count code points; lines are raw lines, from 1. What each "
        "key means is told in the “Data guide”.",
    )
    whose = say(
        "著录、规范记录与校勘记由本档案作成，与生成程序同以 MIT 许可发布。文献的文字不是：它们的权利仍归作者与出版者，"
        "见“权利与出处”。",
        "Metadata, authorities and apparatus are this archive's, under the MIT licence of its generator. The texts are not: "
        "they keep the rights of their authors and publishers. See “Rights and provenance”.",
    )
    parts = [el("p", intro, cls="lede"), el("p", whose), block("dl", *map(_told, items), cls="files"), _applied(site)]
    meta = {"title": "数据", "search": {"exclude": True}, "archive": {"layout": "index"}}
    return pages.page(meta, headline("数据", "Data"), *parts)


def _told(item: Item) -> Html:
    """A file or folder: what it is for, how large, and whose. What is in a folder is told by what leads to it."""
    folder = item.path.endswith("/")
    name = el("code", esc(item.path)) if folder else el("a", esc(item.path), href=item.path)
    many = say(f"{item.files:,} 个文件，", f"{some(item.files, 'file')}, ") if folder else Html("")
    facts = el("span", many, esc(size(item.size)), esc(" · "), say(*_RIGHTS[_FILES[item.path][3]]))
    return el("div", el("dt", name), el("dd", say(item.zh, item.en)), el("dd", facts, cls="facts"))


def size(bytes: int) -> str:
    """A size for a person.

    >>> size(0), size(1), size(2048), size(3_600_000)
    ('0 kB', '1 kB', '2 kB', '3.6 MB')
    """
    return (
        f"{bytes / 1e6:,.1f} MB" if bytes >= 1e6 else f"{-(-bytes // 1000) if bytes < 1000 else round(bytes / 1000)} kB"
    )


def _applied(site: Site) -> Html:
    """The apparatus of each witness, and the files of each document: the first of many, the others on their own pages."""
    here = "data/index.md"
    witnesses = [
        el("li", el("a", esc(f"{c.seed.short}.jsonl"), href=f"apparatus/{c.seed.short}.jsonl"), esc(f" {c.seed.name}"))
        for c in site.archive.cleaned[:LISTED]
    ]
    documents = [
        el("li", title_link(document, here), *(_format(document, here, ending) for ending, *_ in FORMATS))
        for document in site.archive.documents[:LISTED]
    ]
    there = el("a", esc("各份原件"), href=pages.link(here, pages.witness_index()), data_en="each witness")
    return lines(
        [
            _listed("校勘记", "Apparatus", witnesses, there),
            _listed(
                "各篇文献",
                "Each document",
                documents,
                el("a", esc("各篇文献"), href="../documents/index.html", data_en="each document"),
            ),
        ]
    )


def _listed(zh: str, en: str, items: Sequence[Html], there: Html) -> Html:
    told = el("p", say("也在", "Also on the page of "), there, say("的页上。", "."))
    return block("section", el("h2", esc(zh), data_en=en), told, block("ul", *items, cls="files"))


def _format(document: Document, here: str, ending: str) -> Html:
    there = pages.link(here, path(document.id, ending))
    return el("span", esc(" "), el("a", el("code", esc(ending)), href=there, aria_label=f"{document.id} {ending}"))
