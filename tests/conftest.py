"""Processes that tests start find their bytecode ready; the workers of a run have a folder for what they share, and end together.

One browser serves all tests of a worker: Playwright's second one in a process would not start beside the first.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

# Where Python is told to leave no bytecode beside the sources, every process that a test starts would compile all of them
# anew. For as long as the tests run it is kept elsewhere, for them and for the processes that share their work.
if sys.dont_write_bytecode:
    _kept = tempfile.mkdtemp(prefix="bytecode-")
    atexit.register(shutil.rmtree, _kept, ignore_errors=True)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = _kept

# What one worker has made the others need not make again (`shared.py`). It goes with the run, so that it is never old.
if "PYTEST_XDIST_WORKER" not in os.environ:
    _shared = tempfile.mkdtemp(prefix="run-")
    atexit.register(shutil.rmtree, _shared, ignore_errors=True)
    os.environ["ARCHIVE_RUN"] = _shared


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files of few tests come first: the few are long, and where short ones come last no worker waits for another."""
    tests = Counter(item.path for item in items)
    items.sort(key=lambda item: tests[item.path])


def chromium() -> str:
    """Where the browser is."""
    known = (os.environ.get("ARCHIVE_CHROMIUM"), "/usr/bin/chromium", shutil.which("chromium"), shutil.which("chrome"))
    found = next((path for path in known if path and Path(path).exists()), None)
    if not found:
        pytest.fail("no Chromium: run `make setup browser`, or name one in ARCHIVE_CHROMIUM", pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    quiet = ("background-networking", "component-update", "sync", "gpu")
    args = ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in quiet)]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=args)
        yield started
        started.close()
