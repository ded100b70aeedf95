"""Makes `mkdocs build` and `mkdocs serve` work by themselves: runs the generator before each MkDocs build.

The generator runs as a program of its own, so that changed code is used, and writes only files that differ, so that
watching them does not go round in circles. While serving, an error keeps the last good pages.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort

_state = {"serving": False, "built": False}


def on_startup(*, command: str, dirty: bool) -> None:
    del dirty
    _state.update(serving=command == "serve", built=False)
    os.environ.setdefault("SOURCE_DATE_EPOCH", "315532800")  # 1980-01-01: no page depends on today's date


def on_pre_build(config: Any) -> None:
    if "ARCHIVE_BUILD" in os.environ:  # `archive build` runs MkDocs and has written the pages
        return
    root = Path(config.config_file_path).parent
    done = subprocess.run([sys.executable, "-m", "generator.cli", "build", "--no-site", "--root", str(root)])
    if done.returncode and not (_state["serving"] and _state["built"]):
        raise Abort("The generator could not write the pages.")
    _state["built"] = True


def on_serve(server: Any, config: Any, builder: Any) -> None:
    del builder
    root = Path(config.config_file_path).parent
    for folder in (root / "seeds", Path(__file__).parent):
        server.watch(str(folder))
