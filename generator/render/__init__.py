"""Render the archive as Markdown pages and data files: a pure function from the corpus to texts by path."""

from __future__ import annotations

from collections.abc import Iterator

from generator.archive import Archive
from generator.conversion import conversion_files
from generator.render import pages
from generator.render.authority import authority_pages
from generator.render.browse import browse_pages
from generator.render.cards import card_files
from generator.render.catalogue import authority_indexes
from generator.render.chronicle import chronicle_pages
from generator.render.cite import citation_files
from generator.render.compare import compare_pages
from generator.render.data import data_files, data_page
from generator.render.document import document_page
from generator.render.find import find_pages
from generator.render.former import former_pages
from generator.render.formulas import formula_files, formula_pages
from generator.render.graph import graph_page
from generator.render.home import home
from generator.render.lists import document_lists
from generator.render.marked import marked_pages
from generator.render.method import method_page
from generator.render.notes import annotation_files, notes_pages
from generator.render.parallel import parallel_files, parallel_pages
from generator.render.quality import quality_pages
from generator.render.report import report_page
from generator.render.site import Site
from generator.render.witness import Witness, witness_index

DATA = "data"  # the folder of what `render_data` gives


def render_site(archive: Archive) -> dict[str, str]:
    """Every generated file of the site, by its path in `site_src/`."""
    site = Site(archive)
    return {**render_pages(site), **{f"{DATA}/{name}": text for name, text in render_data(site).items()}}


def render_pages(site: Site) -> dict[str, str]:
    """What is read: the pages, and the tables that stand beside them, by path in `site_src/`."""
    return dict(_pages(site))


def render_data(site: Site) -> dict[str, str]:
    """What is taken away: the archive in the forms of others, and the page that lists it, by path in `DATA`."""
    files = dict(_data(site))
    files |= dict(data_page(site, files))
    return {name.removeprefix(f"{DATA}/"): text for name, text in files.items()}


def _data(site: Site) -> Iterator[tuple[str, str]]:
    yield from parallel_files(site.shared)
    yield from formula_files(site)
    yield from annotation_files(site)
    yield from card_files(site)
    yield from conversion_files()
    yield from data_files(site)


def _pages(site: Site) -> Iterator[tuple[str, str]]:
    yield "index.md", home(site)
    yield from document_lists(site)
    yield from browse_pages(site)
    yield from chronicle_pages(site)
    yield from find_pages()
    yield "about/method.md", method_page(site)
    yield from quality_pages(site)
    yield "about/report.md", report_page()
    for document in site.archive.documents:
        yield pages.document_page(document.id), document_page(site, document)
    yield from compare_pages(site)
    yield from former_pages(site)
    yield from witness_index(site)
    for cleaned in site.archive.cleaned:
        yield from marked_pages(site, cleaned)
        yield from Witness(site, cleaned).pages()
    yield from _authorities(site)
    yield graph_page(site)
    yield from parallel_pages(site.shared)
    yield from formula_pages(site)
    yield from notes_pages(site)
    yield from citation_files(site)


def _authorities(site: Site) -> Iterator[tuple[str, str]]:
    for folder, authorities in site.folders.items():
        yield from authority_indexes(site, folder)
        for authority in authorities:
            yield from authority_pages(site, authority)
