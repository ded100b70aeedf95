"""Makes `mkdocs build` and `mkdocs serve` work by themselves: the generator writes the pages before MkDocs renders them.

A build runs the generator as a program of its own, so that changed code is used. `mkdocs serve` keeps one running and
shows its pages through `generator.preview`: at once, with the last good ones kept while something is wrong.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort

from generator.preview.maker import Maker
from generator.preview.pages import Compiled, Pages, settle

_state: dict[str, Any] = {"command": "build", "maker": None, "error": None}
_compiled = Compiled()


def on_startup(*, command: str, dirty: bool) -> None:
    del dirty
    _state.update(command=command, maker=None, error=None)
    os.environ.setdefault("SOURCE_DATE_EPOCH", "315532800")  # 1980-01-01: no page depends on today's date


def on_pre_build(config: Any) -> None:
    root = Path(config.config_file_path).parent
    if _state["command"] != "serve":
        _write_pages(root)
    elif _state["maker"] is None:  # later the preview asks for the pages itself
        _state["maker"] = maker = Maker(root)
        _state["error"] = maker.make().error or maker.rest().error
        if _state["error"] and not (Path(config.docs_dir) / "index.md").is_file():
            logging.getLogger("mkdocs.preview").error(_state["error"])
            raise Abort("no pages")  # of which MkDocs says nothing


def _write_pages(root: Path) -> None:
    if "ARCHIVE_BUILD" in os.environ:  # `archive build` runs MkDocs and has written the pages
        return
    done = subprocess.run([sys.executable, "-m", "generator.cli", "build", "--no-site", "--root", str(root)])
    if done.returncode:
        raise Abort("The generator could not write the pages.")


def on_files(files: Any, config: Any) -> Any:
    del config
    if _state["command"] == "serve":
        settle(files)
    return files


def on_env(env: Any, config: Any, files: Any) -> Any:
    del config, files
    if _state["command"] == "serve":
        env.bytecode_cache = _compiled
    return env


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    del builder
    from generator.preview.server import Preview

    server.server_close()
    return Preview(Path(config.config_file_path).parent, Pages(config), _state["maker"], _state["error"])


def on_shutdown() -> None:
    if _state["maker"]:
        _state["maker"].stop()
