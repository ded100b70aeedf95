"""One site, built once from the real seeds and from texts that mean harm, and a browser that watches it."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from handmade import HOSTILE, archive, document, hostile_archive, seed
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect
from shared import shared

from generator.archive import Archive
from generator.build import build_archive
from generator.find import FOLDER, find_files
from generator.output import MANIFEST, sync, sync_each
from generator.render import render_site

ROOT = Path(__file__).parent.parent.parent
WRITTEN_BY_HAND = ("about", "assets", "overrides")
NOTE = """\
editor: 某编者
notes:
  - {line: 7, find: "合作之路、健康之路", text: "<b>四路</b>之说，见 & 比较“他处”。", source: "某公报"}
"""
CONFIG = """\
INHERIT: {root}/mkdocs.yml
docs_dir: {here}/site_src
site_dir: {here}/site
theme: {{custom_dir: {here}/site_src/overrides}}
hooks: []
"""


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The real archive, a hostile seed through the real pipeline, hostile titles, and a very long text."""
    root = tmp_path_factory.mktemp("archive")
    shutil.copytree(ROOT / "seeds", root / "seeds")
    (root / "seeds" / "wild.txt").write_text("\n\n".join(HOSTILE), encoding="utf-8", newline="")
    (root / "seeds" / "003_8a9b42292ab51d3e.yml").write_text(NOTE, encoding="utf-8")
    real = build_archive(root, say=str)
    long = document(seed("长文\n" + "".join(f"第{n}段，说到一带一路。\n" for n in range(1, 2400)), "long.txt"))
    handmade = (*hostile_archive().cleaned, *archive(long).cleaned)
    return Archive((*real.cleaned, *handmade), real.authorities, parallels=real.parallels)


def generated(folder: Path) -> list[str]:
    """What the generator wrote into a folder, as it noted there."""
    listed = folder / MANIFEST
    lines = listed.read_text("utf-8").splitlines() if listed.is_file() else []
    return [line for line in lines if not line.startswith("#")]


@pytest.fixture(scope="session")
def site(corpus: Archive, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    return shared(tmp_path_factory, "browsed", lambda here: build(corpus, here)) / "site"


def build(corpus: Archive, here: Path) -> None:
    for name in WRITTEN_BY_HAND:
        shutil.copytree(ROOT / "site_src" / name, here / "site_src" / name)
    for name in generated(ROOT / "site_src"):  # some stand beside pages written by hand
        (here / "site_src" / name).unlink(missing_ok=True)
    sync(here / "site_src", render_site(corpus))
    sync_each(here / "site_src" / FOLDER, find_files(corpus))
    (here / "mkdocs.yml").write_text(CONFIG.format(root=ROOT, here=here), encoding="utf-8")
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    command = [*mkdocs, "--config-file", str(here / "mkdocs.yml")]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


# -- the browser ----------------------------------------------------------------------------------------------------


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        del format, args


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/"
        running.shutdown()


@pytest.fixture(params=["file", pytest.param("http", marks=pytest.mark.slow)])
def base(request: pytest.FixtureRequest, site: Path) -> str:
    """The same site from the disk, where less is allowed, and in the slow run over http too."""
    served: str = request.getfixturevalue("server") if request.param == "http" else f"{site.as_uri()}/"
    return served


@dataclass
class Complaints:
    """What a page did that none may do: errors, dialogs, requests to another host."""

    base: str
    said: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("console", lambda told: self._note(told.type in ("error", "warning"), f"console: {told.text}"))
        page.on("pageerror", lambda error: self._note(True, f"error: {error}"))
        page.on("request", lambda asked: self._note(not self._own(asked.url), f"request: {asked.url}"))
        page.on("dialog", self._dialog)

    def _note(self, wrong: bool, text: str) -> None:
        if wrong:
            self.said.append(text)

    def _own(self, url: str) -> bool:
        return url.startswith((self.base, "data:", "blob:", "about:"))

    def _dialog(self, dialog: Dialog) -> None:
        self.said.append(f"dialog: {dialog.message}")
        dialog.dismiss()


WINDOW = {"width": 1280, "height": 900}
OF_A_PAGE = ("color_scheme", "reduced_motion")  # what can be set without a new profile


@dataclass
class Profiles:
    """Where pages are opened, by what they ask of a browser.

    Opening a window and starting a renderer costs as much as showing a page, so one window stays open, and a page is a new
    tab in it. What a tab leaves behind is `forgotten`.
    """

    browser: Browser
    held: dict[tuple[tuple[str, object], ...], BrowserContext] = field(default_factory=dict)

    def of(self, options: dict[str, object]) -> BrowserContext:
        asked = tuple(sorted(options.items()))
        if asked not in self.held:
            self.held[asked] = self.browser.new_context(viewport=WINDOW, **options)  # type: ignore[arg-type]
            self.held[asked].new_page()
        return self.held[asked]


@pytest.fixture(scope="module")
def profiles(browser: Browser) -> Iterator[Profiles]:
    opened = Profiles(browser)
    yield opened
    for profile in opened.held.values():
        profile.close()


def forgotten(profile: BrowserContext, base: str) -> None:
    """The next reader comes to the site for the first time: what this one had open and had chosen goes."""
    first, *others = profile.pages
    for page in others:
        page.close()
    if others:
        if not first.url.startswith(base):
            first.goto(f"{base}assets/favicon.svg")  # has no scripts; what is kept for it is kept for all of the site
        first.evaluate("localStorage.clear(); sessionStorage.clear()")
        profile.clear_cookies()


Opener = Callable[..., Page]


@pytest.fixture
def visit(profiles: Profiles, base: str) -> Iterator[Opener]:
    """Opens a page of the site; at the end nothing may have gone wrong on any."""
    complaints = Complaints(base)

    def opened(path: str = "index.html", width: int = 1280, height: int = 900, **options: object) -> Page:
        shown = {name: options.pop(name) for name in OF_A_PAGE if name in options}
        page = profiles.of(options).new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(**shown)  # type: ignore[arg-type]
        page.set_default_timeout(10_000)
        complaints.watch(page)
        page.goto(base + path)
        return page

    yield opened
    for profile in profiles.held.values():
        forgotten(profile, base)
    assert complaints.said == []


def in_both_schemes(page: Page) -> Iterator[str]:
    """The page as it follows a reader's choice of dark or light, where it stands: one visit is enough for both."""
    for scheme, named in (("dark", "slate"), ("light", "default")):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", named)
        yield scheme
