"""The generator as the preview holds it: a process that stays, asked by a line and answering with one."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MAKE, REST = "make\n", "rest\n"  # what it can be asked


@dataclass(frozen=True)
class Made:
    """What a run of the generator wrote and removed, as paths in `site_src/`; or, one line a problem, what is wrong."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    warnings: str = ""
    error: str = ""


class Maker:
    """A process of its own, so that changed code is used: it is started anew when the generator changes."""

    def __init__(self, root: Path) -> None:
        self._command = [sys.executable, "-m", "generator.preview.worker", str(root)]
        self._process: subprocess.Popen[str] | None = None

    def make(self) -> Made:
        """The pages as the files say now."""
        return self._ask(MAKE)

    def rest(self) -> Made:
        """What is made of them for the search and for others: asked for when the pages can be seen."""
        return self._ask(REST)

    def _ask(self, what: str) -> Made:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
            )
        answer = _answered(self._process, what)
        if not answer:  # it says why on the terminal
            return Made(error="the generator stopped; the terminal says why")
        made = json.loads(answer)
        return Made(tuple(made["written"]), tuple(made["removed"]), made["warnings"], made["error"])

    def stop(self) -> None:
        """End it; the next `make` begins anew, with the code as it is then."""
        if self._process:
            self._process.communicate()  # which closes its input: it ends
            self._process = None


def _answered(process: subprocess.Popen[str], asked: str) -> str:
    """The line it answers with; nothing when it ended instead."""
    if process.stdin is None or process.stdout is None:
        return ""
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(asked)
        process.stdin.flush()
        return process.stdout.readline()
    return ""
