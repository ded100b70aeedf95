"""The installed command, for tests: in this process where only what it does counts, and as a process of its own.

Started anew, it first loads its dictionaries and patterns, for seconds. So tests of what it says, writes and answers call
it here; what is about processes (the locale, signals, pipes, bytes on a terminal, MkDocs beside it) starts one.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

from generator.cli import main

ARCHIVE = Path(sys.executable).with_name("archive")

Done = subprocess.CompletedProcess[str]


def archive(*words: str | Path, cwd: Path) -> Done:
    """Run the command here, as if started in `cwd`."""
    given = [str(word) for word in words]
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    with chdir(cwd), redirect_stdout(out), redirect_stderr(err):
        try:
            code = main(given)
        except SystemExit as stopped:  # how argparse ends
            code = int(stopped.code or 0)
    return subprocess.CompletedProcess(given, code, said(out), said(err))


def said(stream: io.TextIOWrapper) -> str:
    stream.flush()
    held = stream.buffer
    assert isinstance(held, io.BytesIO)
    return held.getvalue().decode("utf-8", "surrogateescape")


def process(*words: str | Path, cwd: Path, **environment: str) -> Done:
    """Start the command, as a person does."""
    return subprocess.run(
        [ARCHIVE, *words],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
