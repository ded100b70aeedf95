"""How soon the preview shows what was saved: `python -m tests.bench_preview`, part of `make bench`.

Saves one file of each kind in a copy of this archive, three times, while a page that must show it is open. Beside it, as the peer, the time that a whole `mkdocs build` of the same pages takes: what `mkdocs serve` would do.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
PARTS = ("seeds", "site_src", "generator", "mkdocs.yml", "pyproject.toml")
TIMES, PATIENCE = 3, 30  # how often each; seconds
GOAL = 2.0  # seconds from the save to the page

Shows = Callable[[str, str], float]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "archive"
        root.mkdir()
        for name in PARTS:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
            copy(ROOT / name, root / name)
        with served(root) as shows:
            measured = [
                (name, [shows_after(path, page, shows) for _ in range(TIMES)]) for name, path, page in cases(root)
            ]
        whole = built(root)
    for name, seconds in measured:
        worst = "" if max(seconds) <= GOAL else f"  over {GOAL:.0f} s"
        print(f"{name:10} shown {median(seconds):5.2f} s after the save (most {max(seconds):.2f}){worst}; "
              f"a whole build of the pages {whole:.1f} s, {whole / median(seconds):.1f} times as long")  # fmt: skip


def cases(root: Path) -> Iterator[tuple[str, Path, str]]:
    """A file of each kind, and a page that shows its last character changed."""
    seeds = sorted((root / "seeds").glob("*.txt"), key=lambda path: path.stat().st_size)
    yield "small seed", seeds[0], f"witnesses/{seeds[0].stem.split('_')[0]}.html"
    yield "large seed", seeds[-1], f"witnesses/{seeds[-1].stem.split('_')[0]}.html"
    yield "hand page", root / "site_src" / "about" / "rights.md", "about/rights.html"
    yield "template", root / "site_src" / "overrides" / "partials" / "logo.html", "index.html"


def shows_after(path: Path, page: str, shows: Shows) -> float:
    """Add a word at the file's end; the seconds until the page has it. The file is then as before."""
    before, word = path.read_bytes(), f"見{time.monotonic_ns()}"
    path.write_bytes(before.rstrip(b"\n") + f"\n\n{word}\n".encode())
    try:
        return shows(page, word)
    finally:
        path.write_bytes(before)
        time.sleep(6)  # until all is quiet again


@contextmanager
def served(root: Path) -> Iterator[Shows]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [sys.executable, "-m", "generator.cli", "serve", "--address", address]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(
        command, cwd=root, stdout=quiet, stderr=quiet, env={**os.environ, "PYTHONPATH": str(root)}
    )

    def get(path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://{address}/{path}", timeout=PATIENCE) as answer:
                text: str = answer.read().decode()
                return text
        except (urllib.error.URLError, OSError):
            time.sleep(0.03)
            return ""

    def shows(page: str, word: str) -> float:
        """As an open page does: it waits for news of itself, and loads itself anew."""
        began, state = time.monotonic(), 0
        while time.monotonic() - began < PATIENCE:
            if word in get(page):
                return time.monotonic() - began
            state = json.loads(get(f"-preview/?state={state}&page=/{page}") or "{}").get("state", 0)
        sys.exit(f"{page} does not show what was saved within {PATIENCE} s")

    try:
        shows("index.html", "<html")
        time.sleep(6)
        yield shows
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(PATIENCE)


def built(root: Path) -> float:
    began = time.monotonic()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=root, check=True, env={**os.environ, "ARCHIVE_BUILD": "1"}, stderr=subprocess.DEVNULL)
    return time.monotonic() - began


if __name__ == "__main__":
    main()
