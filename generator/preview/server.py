"""The preview: it watches what a person edits, has the touched pages made anew, and shows them.

One thread looks and works, the others answer browsers. A page that is asked for while out of date is made first. Nothing
that fails takes the last good pages away.
"""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import mimetypes
import os
import posixpath
import signal
import socket
import threading
import time
import webbrowser
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from mkdocs.exceptions import Abort

import generator
from generator.preview import banner
from generator.preview.maker import Maker
from generator.preview.pages import Pages, Wrong, quiet_about_dirt
from generator.preview.watching import Snapshot, changed, is_in, snapshot

LOOK = 0.15  # seconds between two looks at the disk
PATIENCE = 25  # seconds that a page which asks for news waits for an answer
CODE = str(Path(generator.__file__).parent)

log = logging.getLogger("mkdocs.preview")


@dataclass
class State:
    """What browsers are told. All of it is read and written under `change`."""

    number: int = 1  # of this state: it grows with whatever a page must hear of
    edition: int = 1  # of the site: a page of another one loads itself anew
    error: str = ""
    wanted: set[Path] = field(default_factory=set)  # out of date, and somebody waits for them
    watched: dict[int, Path] = field(default_factory=dict)  # the pages that browsers show just now
    change: threading.Condition = field(default_factory=threading.Condition)


class Preview(ThreadingHTTPServer):
    """What `mkdocs serve` runs instead of its own server."""

    daemon_threads = True

    def __init__(self, root: Path, pages: Pages, maker: Maker, error: str) -> None:
        self.root, self.pages, self.maker = root, pages, maker
        self.state = State(error=error.replace(f"{root}{os.sep}", ""))
        self.site = threading.Lock()  # held while pages are written
        self.places = [str(root / "seeds"), str(pages.docs), str(pages.config.config_file_path), CODE]
        self.places += [folder for folder in pages.config.theme.dirs if is_in(folder, root)]
        self.answering: threading.Thread | None = None
        self.complete = True  # are the data and the index those of the pages that are shown?
        self.mount = "/" + urlsplit(pages.config.site_url or "/").path.strip("/")
        self.seen: Snapshot = self._look()
        host, port = pages.config.dev_addr
        with contextlib.suppress(ValueError):
            if ipaddress.ip_address(host).version == 6:
                self.address_family = socket.AF_INET6
        super().__init__((host, port), _Answer, bind_and_activate=False)

    # -- as MkDocs knows a server --

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        del func, recursive
        self.places.append(str(Path(path).absolute()))
        self.seen = self._look()

    def serve(self, *, open_in_browser: bool = False) -> None:
        quiet_about_dirt()
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that MkDocs takes its folder away
        try:
            self.server_bind()
        except OSError as error:
            where = "{}:{}".format(*self.pages.config.dev_addr)
            log.error(f"{where}: no server can be started there ({error.strerror}); name another address")
            raise Abort("no server") from error  # MkDocs says nothing more
        self.server_activate()
        log.info(f"Serving on {self.pages.config.site_url}")
        self.answering = threading.Thread(target=self.serve_forever, daemon=True)
        self.answering.start()
        if open_in_browser:
            webbrowser.open(self.pages.config.site_url or "")
        self._run()

    def shutdown(self) -> None:
        if self.answering:  # else there is nothing that would hear of it
            super().shutdown()
        self.server_close()

    # -- looking and working --

    def _look(self) -> Snapshot:
        return snapshot(self.places)

    def _run(self) -> None:
        while True:
            now = self._look()
            if now != self.seen:
                touched = changed(self.seen, now)
                self.seen = now
                self._follow(touched)
            elif not (self.complete or self.state.error):
                self._complete()
            elif self.pages.stale and not self.state.error:
                self._render(news=False)
            with self.state.change:
                self.state.change.wait_for(
                    lambda: self.state.wanted & self.pages.stale, 0.02 if self.pages.stale else LOOK
                )

    def _follow(self, touched: set[str]) -> None:
        """Something was saved: make and render what it touches, or say what is wrong with it."""
        log.info("Changed: " + ", ".join(sorted(Path(path).name for path in touched)[:5]))
        began = time.monotonic()
        if error := self._made(touched):
            self._tell(error)
            return
        self.pages.postpone(os.path.relpath(path, self.pages.docs) for path in touched if is_in(path, self.pages.docs))
        if any(self._is_of_all(path) for path in touched):
            self.pages.outdate()
        self._render(news=True)
        if not self.state.error:
            log.info(f"Shown after {time.monotonic() - began:.1f} s")

    def _made(self, touched: set[str]) -> str:
        """Have the generator write its pages, if this is its business. Returns what is wrong."""
        if any(is_in(path, CODE) for path in touched):
            self.maker.stop()
        elif not self.state.error and not any(is_in(path, self.root / "seeds") for path in touched):
            return ""
        made = self.maker.make()
        self.complete = False
        with self.site:
            self.pages.forget(made.removed)
            self.pages.postpone(made.written)
        if made.warnings:
            log.warning(made.warnings)
        return made.error

    def _complete(self) -> None:
        """Have the rest made of the pages: when they are shown, and nothing newer waits to be."""
        made = self.maker.rest()
        self.complete = True
        with self.site:
            self.pages.forget(made.removed)
            self.pages.postpone(made.written)
        if made.error:
            self._tell(made.error)
        else:
            self._render(news=False)

    def _is_of_all(self, path: str) -> bool:
        """Does every page depend on this file: a template, or the configuration?"""
        dirs = (folder for folder in self.pages.config.theme.dirs if is_in(folder, self.root))
        return path == self.pages.config.config_file_path or any(is_in(path, folder) for folder in dirs)

    def _render(self, news: bool) -> None:
        with self.state.change:
            first = set(self.state.wanted) | set(self.state.watched.values())
        try:
            with self.site:
                self.pages.render(first)
        except Wrong as error:
            self._tell(str(error))
            return
        with self.state.change:
            self.state.wanted &= self.pages.stale
            self.state.change.notify_all()
        if news:
            self._tell("")

    def _tell(self, error: str) -> None:
        error = error.replace(f"{self.root}{os.sep}", "")  # files are named as they are in the archive
        if error:
            log.error(error)
        with self.state.change:
            self.state.error = error
            self.state.number += 1
            self.state.edition += not error
            self.state.change.notify_all()

    # -- answering --

    def news(self, number: int, page: str) -> bytes:
        """What is new since the state of this number: an answer that comes when something is, or after a while."""
        state, me = self.state, threading.get_ident()
        with state.change:
            state.watched[me] = self.file_of(page)
            state.change.wait_for(lambda: state.number != number, PATIENCE)
            del state.watched[me]
            return banner.news(state.number, state.edition, state.error)

    def page(self, file: Path) -> bytes | None:
        """A file of the site as it should be sent; a page that is out of date is made first."""
        state = self.state
        with state.change:
            if file in self.pages.stale and not state.error:
                state.wanted.add(file)
                state.change.notify_all()
                state.change.wait_for(lambda: file not in self.pages.stale or state.error, PATIENCE)
            number, edition, error = state.number, state.edition, state.error
        with self.site:
            if not file.is_file():
                return None
            data = file.read_bytes()
        return banner.dressed(data, number, edition, error) if file.suffix == ".html" else data

    def file_of(self, path: str) -> Path:
        """The file that an address means; never one outside the site."""
        inside = unquote(urlsplit(path).path).removeprefix(self.mount)
        name = posixpath.normpath("/" + inside).lstrip("/")
        file = self.pages.site / name
        return file / "index.html" if path.endswith("/") or not name else file


class _Answer(BaseHTTPRequestHandler):
    server: Preview
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path.startswith(banner.STATE):
            asked = parse_qs(urlsplit(self.path).query)
            number = asked.get("state", ["0"])[0]
            self._send(self.server.news(int(number) if number.isdecimal() else 0, asked.get("page", ["/"])[0]), ".json")
            return
        file = self.server.file_of(self.path)
        if file.is_dir():
            self._redirect(urlsplit(self.path).path + "/")
        elif (data := self.server.page(file)) is not None:
            self._send(data, file.suffix)
        else:
            missing = self.server.page(self.server.pages.site / "404.html") or b"404"
            self._send(missing, ".html", HTTPStatus.NOT_FOUND)

    do_HEAD = do_GET

    def _send(self, data: bytes, suffix: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        kind = {".js": "text/javascript", ".md": "text/plain"}.get(suffix) or mimetypes.types_map.get(suffix)
        text = kind and (kind.startswith("text/") or "json" in kind)
        self.send_response(status)
        self.send_header("Content-Type", (kind or "application/octet-stream") + ("; charset=utf-8" if text else ""))
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "GET":
            with contextlib.suppress(ConnectionError):
                self.wfile.write(data)

    def _redirect(self, to: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote("/" + to.lstrip("/")))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        log.debug(format % args)
