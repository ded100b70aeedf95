"""What changed on the disk since a moment ago: by asking, which works on every system and disk."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.output import MANIFEST

Snapshot = dict[str, tuple[int, int]]

_NEVER = ("__pycache__",)


def snapshot(places: Iterable[str]) -> Snapshot:
    """Time and size of each file at these places and below, but for hidden ones and those that the generator wrote."""
    return {path: stamp for place in places for path, stamp in _files(place, frozenset())}


def changed(before: Snapshot, now: Snapshot) -> set[str]:
    """The files that came, went or were written."""
    return {path for path, _ in before.items() ^ now.items()}


def is_in(path: str, folder: str | Path) -> bool:
    return Path(path).is_relative_to(folder)


def _files(place: str, generated: frozenset[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        if not Path(place).is_dir():
            yield place, _stamp(Path(place).stat())
            return
        with os.scandir(place) as entries:
            found = list(entries)
        for entry in found:
            if entry.name == MANIFEST:
                generated |= _listed(place, entry.stat().st_mtime_ns)
    except OSError:  # it went while we looked: the next look says so
        return
    for entry in found:
        if not entry.name.startswith(".") and entry.name not in _NEVER and entry.path not in generated:
            yield from _entry(entry, generated)


def _entry(entry: os.DirEntry[str], generated: frozenset[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        if entry.is_dir():
            yield from _files(entry.path, generated)
        else:
            yield entry.path, _stamp(entry.stat())
    except OSError:
        return


@functools.lru_cache(maxsize=4)
def _listed(folder: str, written: int) -> frozenset[str]:
    """What the generator wrote below a folder, by the account it keeps there; `written` says which edition of it."""
    del written
    names = (Path(folder) / MANIFEST).read_text(encoding="utf-8").split("\n")
    return frozenset(os.path.join(folder, name) for name in names)  # noqa: PTH118 -- as os.scandir names them


def _stamp(stat: os.stat_result) -> tuple[int, int]:
    return stat.st_mtime_ns, stat.st_size
