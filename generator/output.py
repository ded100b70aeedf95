"""Write files: only those that differ, each whole or not at all, and take away what is no longer generated.

Nothing is ever written outside the folder named, and nothing is removed that the generator did not write: the
manifest in that folder says what it wrote.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_DRAFT = ".draft.tmp"  # ends the names that are written to first
MANIFEST = ".generated"  # MkDocs leaves dot files out of the site
_MANIFEST_HEAD = "# Written by the generator: files listed here are overwritten and removed at will.\n"


class OutputError(OSError):
    """Output that cannot be written. The message names the path and a remedy."""


@dataclass(frozen=True)
class Changes:
    """What a run wrote and removed, as paths relative to the folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def sync(folder: Path, files: Mapping[str, str | bytes]) -> Changes:
    """Make `folder` hold `files` and nothing that an earlier run wrote and this one did not."""
    listed = _read_manifest(folder)
    for name in files:
        _check_name(folder, name)
        if name not in listed:
            _check_foreign(folder, name, files[name])
    # Names go into the manifest before their files are written, so that a run that is killed leaves no orphan.
    _write_manifest(folder, listed | set(files))
    written = [name for name in sorted(files) if write(folder / name, files[name])]
    removed = [name for name in sorted(listed - set(files)) if _remove(folder, name)]
    _write_manifest(folder, set(files))
    return Changes(tuple(written), tuple(removed))


def sync_each(folder: Path, files: Iterable[tuple[str, str | bytes]]) -> Changes:
    """As `sync`, for files that are made one after the other and are too many to hold at once."""
    listed = _read_manifest(folder)
    written: list[str] = []
    names: set[str] = set()
    with clear_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _write_manifest(folder, listed)
        with (folder / MANIFEST).open("a", encoding="utf-8", newline="") as manifest:
            for name, content in files:
                _check_name(folder, name)
                if name not in listed:
                    _check_foreign(folder, name, content)
                    manifest.write(f"{name}\n")
                    manifest.flush()
                names.add(name)
                if write(folder / name, content):
                    written.append(name)
    removed = [name for name in sorted(listed - names) if _remove(folder, name)]
    _write_manifest(folder, names)
    return Changes(tuple(written), tuple(removed))


def write(path: Path, content: str | bytes) -> bool:
    """Write a file unless it already reads so; readers see the old content or the new, never a part."""
    data = content.encode() if isinstance(content, str) else content
    with contextlib.suppress(OSError):
        if path.read_bytes() == data and not path.is_symlink():
            return False
    with clear_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside(path) as draft:
            draft.write_bytes(data)
            draft.replace(path)
    return True


@contextlib.contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A name in the same folder to write to first, gone again whatever happens."""
    draft = path.with_name(f".{path.name[:40]}.{os.getpid()}{_DRAFT}")
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)


def clear_drafts(folder: Path) -> None:
    """Take away what runs that were killed left in a folder and below. Only for who is alone there."""
    for inside, _, names in os.walk(folder):
        for name in names:
            if name.startswith(".") and name.endswith(_DRAFT):
                Path(inside, name).unlink(missing_ok=True)


@contextlib.contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """One line with a remedy for whatever the disk has against writing `path`."""
    try:
        yield
    except OutputError:
        raise
    except OSError as error:
        at = error.filename or path
        raise OutputError(
            f"{path}: cannot be written ({error.strerror}: {at}); check that its folder exists, may be written to "
            "and has room"
        ) from error


# -- what may be written and removed --------------------------------------------------------------------------------


def _check_name(folder: Path, name: str) -> None:
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or "\\" in name or name == MANIFEST or not pure.parts:
        raise OutputError(f"{name!r}: a generated file must stay inside {folder}; this is a bug in the renderer")
    for parent in [folder / part for part in list(pure.parents)[:-1]]:
        if parent.is_symlink():
            raise OutputError(f"{parent}: a link where generated files go; replace it by a folder")


def _check_foreign(folder: Path, name: str, content: str | bytes) -> None:
    """Refuse to write over what the generator did not write: it may be somebody's page."""
    path = folder / name
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() != data:
        raise OutputError(f"{path}: not written by the generator, which has a file of this name to write; move it away")


def _remove(folder: Path, name: str) -> bool:
    """Remove a stale file and the folders it leaves empty."""
    path = folder / name
    with clear_errors(path):
        if not path.is_file() and not path.is_symlink():
            return False
        path.unlink()
        for parent in [folder / part for part in list(PurePosixPath(name).parents)[:-1]]:
            if any(parent.iterdir()):
                break
            parent.rmdir()
    return True


def _read_manifest(folder: Path) -> set[str]:
    with contextlib.suppress(FileNotFoundError):
        names = (folder / MANIFEST).read_text(encoding="utf-8").split("\n")
        return {name for name in names if name and not name.startswith("#") and _is_inside(name)}
    return set()


def _is_inside(name: str) -> bool:
    pure = PurePosixPath(name)
    return not pure.is_absolute() and ".." not in pure.parts


def _write_manifest(folder: Path, names: set[str]) -> None:
    write(folder / MANIFEST, _MANIFEST_HEAD + "".join(f"{name}\n" for name in sorted(names)))


# -- whole folders --------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A fresh folder beside `folder`, to be filled; it takes its place only when the block ends without an error."""
    with clear_errors(folder):
        if folder.exists() and not folder.is_dir():
            raise OutputError(f"{folder}: a file where a folder should be; move it away")
        folder.parent.mkdir(parents=True, exist_ok=True)
        _clear_killed(folder)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", suffix=".tmp", dir=folder.parent))
    try:
        draft.chmod(0o755)  # mkdtemp makes it private, a site is public
        yield draft
        with clear_errors(folder):
            _swap(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _clear_killed(folder: Path) -> None:
    """What a run that was killed left: drafts, and, if it was killed in the midst of a swap, the folder itself."""
    old = sorted(folder.parent.glob(f".{folder.name}-*.old.tmp"))
    if old and not folder.exists():
        old[0].rename(folder)
    for left in folder.parent.glob(f".{folder.name}-*.tmp"):
        shutil.rmtree(left, ignore_errors=True)


def _swap(draft: Path, folder: Path) -> None:
    """Put `draft` in the place of `folder`; what was there before ends up at `draft`."""
    if not folder.exists():
        draft.rename(folder)
    elif not _exchange(draft, folder):
        old = draft.with_name(draft.name.replace(".tmp", ".old.tmp"))
        folder.rename(old)
        try:
            draft.rename(folder)
        except OSError:
            old.rename(folder)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, where the system can (Linux): there is no moment without a site."""
    if not sys.platform.startswith("linux"):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(call(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """One build at a time in an archive; a second one waits. The lock goes with the process, however it ends."""
    try:
        import fcntl
    except ImportError:  # not on Windows; two builds at once are then the user's to avoid
        yield
        return
    path = root / ".cache" / "build.lock"
    with clear_errors(path):
        path.parent.mkdir(exist_ok=True)
        lock = path.open("w")
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
