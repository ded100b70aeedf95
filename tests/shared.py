"""What several workers of a run need, made by the first that asks: folders, and values that take long to make."""

from __future__ import annotations

import fcntl
import hashlib
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml

_QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # absent where PyYAML was built without libyaml

Made = TypeVar("Made")


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder that `make` fills: once in a run, however many workers it has. The others wait for it.

    Whoever has it only reads it. A folder that could not be made is tried again, and fails for each worker in its own words.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        folder = factory.mktemp(name)
        make(folder)
        return folder
    common = factory.getbasetemp().parent  # the workers' own folders stand side by side in it
    folder, done = common / name, common / f"{name}.done"
    with (common / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def once(key: str, make: Callable[[], Made]) -> Made:
    """What `make` gives: made once in a run, and read by the workers that ask for it later. Nobody waits.

    Only for what depends on nothing but the sources, the seeds and the key, and is not changed by whoever has it.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ or "ARCHIVE_RUN" not in os.environ:
        return make()
    path = Path(os.environ["ARCHIVE_RUN"]) / hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    if path.exists():
        known: Made = pickle.loads(path.read_bytes())
        return known
    made = make()
    draft = path.with_suffix(f".{os.getpid()}")
    draft.write_bytes(pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
    draft.replace(path)
    return made


def read_cases(path: Path) -> Any:
    """The cases of a file; every worker reads thousands of them before the first test, so by the quick way."""
    return yaml.load(path.read_text("utf8"), Loader=_QUICK) or {}
