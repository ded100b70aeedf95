"""The files of each document in the forms that others use, and the way to them from its page."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.exports.reading import markdown, plain_text
from generator.exports.tei import transcripts
from generator.exports.tei_file import corpus_file, tei_file
from generator.model import Document
from generator.records import document_record
from generator.render import pages
from generator.render.html import Html, block, el, esc, lines
from generator.render.site import Site
from generator.render.words import say

FOLDER = "data/documents"
CORPUS = "data/tei-corpus.xml"
ROOT = "../../../"  # from a document's folder

# MkDocs would make a page of a file that ends in `.md`.
FORMATS = (
    ("xml", "TEI P5", "校勘记与标注齐全，原件与整理文本都在其中", "with apparatus and names: both the witness and the text read"),
    ("md.txt", "Markdown", "阅读文本，附著录、存疑与编者注", "the text to read, with its card, doubts and notes"),
    ("txt", "纯文本", "阅读文本，附校读级别与存疑", "the text to read, with its level of review and doubts"),
    ("json", "JSON", "全文、著录、依据、提及、存疑；即 documents.jsonl 的一行", "everything, as one line of documents.jsonl"),
)  # fmt: skip


def path(id: str, ending: str) -> str:
    return f"{FOLDER}/{id}/{id}.{ending}"


def section(site: Site, document: Document, here: str) -> Html:
    """The formats in which a document may be taken away."""
    del site
    items = []
    for ending, name, zh, en in FORMATS:
        english = "Plain text" if name == "纯文本" else name
        there = el("a", esc(name), href=pages.link(here, path(document.id, ending)), download="", data_en=english)
        items.append(el("li", there, esc(" "), el("span", esc(zh), cls="reason", data_en=en)))
    rights = say(
        "取用不改变文献的权利，见“权利与出处”。",
        "Taking a file changes no rights in the text: see “Rights and provenance”.",
    )
    everything = el("a", esc("全部数据"), href=pages.link(here, "data/index.md"), data_en="All data")
    told = el("p", rights, esc(" "), everything, cls="reason")
    return lines([el("h2", esc("取用"), id="formats", data_en="Formats"), block("ul", *items, cls="formats"), told])


def export_files(site: Site) -> Iterator[tuple[str, str]]:
    """Four files a document, in a folder of its own; and the corpus, and the records of all, which are one line each."""
    edition = site.archive.edition
    records = []
    for cleaned in site.archive.cleaned:
        for written in transcripts(cleaned):
            document = written.document
            record = document_record(document)
            records.append(json.dumps(record, ensure_ascii=False) + "\n")
            yield path(document.id, "xml"), tei_file(written, edition, ROOT)
            yield path(document.id, "md.txt"), markdown(document, record, edition)
            yield path(document.id, "txt"), plain_text(document, edition)
            yield path(document.id, "json"), records[-1]
    yield "data/documents.jsonl", "".join(records)
    hrefs = ((one.id, path(one.id, "xml").removeprefix("data/")) for one in site.archive.documents)
    yield CORPUS, corpus_file(hrefs, edition)
