"""MkDocs for one change at a time: it renders the pages that a change touched, and none of the others.

MkDocs renders a page again when its source is younger than the page ("dirty"). So a page that must be rendered for
another reason, a changed template or menu, is made to look old. Hundreds of such pages would take seconds: those that
somebody looks at come first, the rest in small groups.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

GROUP = 40  # pages rendered between two looks at what else is wanted


class Wrong(Exception):
    """What MkDocs could not render. The message names file, line and remedy."""


@dataclass
class Pages:
    """The site that is shown: its folder, how it is configured, and which of its pages are out of date."""

    config: MkDocsConfig
    stale: set[Path] = field(default_factory=set)
    listed: frozenset[str] = frozenset()  # the pages there are, as a menu could list them

    def __post_init__(self) -> None:
        self.listed = self._listed()

    @property
    def docs(self) -> Path:
        return Path(self.config.docs_dir)

    @property
    def site(self) -> Path:
        return Path(self.config.site_dir)

    def outdate(self) -> None:
        """Every page must be rendered anew."""
        self.stale |= set(self.site.rglob("*.html"))

    def postpone(self, names: Iterable[str]) -> None:
        """Pages whose sources were written: out of date, but for MkDocs not yet, so that it renders what is wanted first."""
        pages = [Path(self._file(name).abs_dest_path) for name in names if name.endswith(".md")]
        for page in (page for page in pages if page.is_file()):
            os.utime(page)
            self.stale.add(page)

    def forget(self, names: Iterable[str]) -> None:
        """Take sources that went out of the site."""
        for name in names:
            there = Path(self._file(name).abs_dest_path)
            self.stale.discard(there)
            there.unlink(missing_ok=True)

    def render(self, first: Iterable[Path] = ()) -> None:
        """Render what changed, and of the stale pages those named, or else the next group. Raises Wrong."""
        group = {page for page in first if page in self.stale} or set(sorted(self.stale)[:GROUP])
        for page in group:
            if page.exists():
                os.utime(page, (0, 0))
        with _told(Path(self.config.config_file_path)):
            build(self._fresh(), serve_url=self.config.site_url, dirty=True)
        self.stale -= group
        self._follow()

    def _fresh(self) -> MkDocsConfig:
        """The configuration as it is now, for the same address and folder."""
        strict, site = self.config.strict, self.config.site_dir
        config = load_config(config_file=self.config.config_file_path, strict=strict, site_dir=site)
        config.site_url = self.config.site_url
        return config

    def _follow(self) -> None:
        """Where pages came or went, a template that lists pages may read otherwise on all of them."""
        before, self.listed = self.listed, self._listed()
        if before != self.listed:
            self.forget(before - self.listed)
            self.outdate()

    def _listed(self) -> frozenset[str]:
        return frozenset(path.relative_to(self.docs).as_posix() for path in self.docs.rglob("*.md"))

    def _file(self, name: str) -> File:
        return File(name, str(self.docs), str(self.site), self.config.use_directory_urls)


def settle(files: Iterable[File]) -> None:
    """Decide once which pages a run renders: MkDocs asks when it reads and again when it writes, and in between somebody
    may save one, which would then be written unread."""
    for file in files:
        modified = file.is_modified()
        setattr(file, "is_modified", lambda modified=modified: modified)  # noqa: B010 -- mypy knows it as a method


@contextmanager
def _told(config: Path) -> Iterator[None]:
    """Whatever MkDocs fails with, in lines that name file, line and remedy."""
    heard = _Heard()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    try:
        yield
    except jinja2.TemplateSyntaxError as error:
        raise Wrong(_in_template(error.filename or str(error.name), error.lineno, error.message)) from error
    except (Exception, SystemExit) as error:  # MkDocs gives up by SystemExit
        if place := _template_line(error):
            raise Wrong(_in_template(*place, error)) from error
        why = " ".join(" ".join([*heard.lines, str(error)]).split())
        raise Wrong(f"{config}: MkDocs cannot render the site: {why}; correct it there and save it again") from error
    finally:
        logger.removeHandler(heard)


class _Heard(logging.Handler):
    """What MkDocs says of errors while it works: it often says more than it raises."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def _in_template(file: str, line: int, why: object) -> str:
    return f"{file}, line {line}: {why}; correct the template and save it again"


def _template_line(error: BaseException) -> tuple[str, int] | None:
    """Where in a template an error was raised: jinja2 puts the template's own lines into the traceback."""
    found, trace = None, error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith((".html", ".xml")):
            found = (file, trace.tb_lineno)
        trace = trace.tb_next
    return found


class Compiled(jinja2.BytecodeCache):
    """Templates in compiled form, kept while the preview runs; jinja2 itself asks whether they still are the same."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


def quiet_about_dirt() -> None:
    """MkDocs warns of "dirty" builds each time; here menus and links are seen to."""
    logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "'dirty' build" not in str(record.msg))
