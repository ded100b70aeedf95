"""The version of an archive before a change: a folder with it, or a revision of the repository it is kept in.

A version is read by the generator of its own time where it has one, since a change of the rules is a change of the
texts. That runs as a program of its own and is asked through the files that the contract promises.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.report.compare import Record, Version

HERE = Path(__file__).parents[1]
_LISTED = "site_src/data"
_KEPT = ("/site/", "/.venv/", "/.git/", "/.cache/", "/dist/")


class BaseError(ValueError):
    """There is no version before under the name given. The message names the remedy."""


@dataclass(frozen=True)
class Before:
    """A version before: its folder, its name for readers, and whether it brings a generator unlike this one."""

    folder: Path
    name: str
    own_generator: bool


@contextlib.contextmanager
def before(name: str, root: Path) -> Iterator[Before]:
    """The archive as it was, in a folder that is gone afterwards unless `name` is one."""
    if (Path(name) / "seeds").is_dir():
        folder = Path(name).resolve()
        yield Before(folder, name, _differs(folder))
        return
    commit = _commit(name, root)
    with tempfile.TemporaryDirectory(prefix="archive-before-") as temporary:
        folder = Path(temporary) / "archive"
        _unpack(commit, root, folder)
        if not (folder / "seeds").is_dir():
            raise BaseError(f"{name}: this revision holds no seeds/; name a later one")
        yield Before(folder, f"{name} ({commit[:12]})", _differs(folder))


def recorded(base: Before) -> Version | str:
    """What the version's own generator makes of it; or, in a line, why it cannot be asked."""
    with tempfile.TemporaryDirectory(prefix="archive-own-") as temporary:
        folder = Path(temporary) / "archive"
        _copy(base.folder, folder)
        done = subprocess.run(
            [sys.executable, "-m", "generator.cli", "build", "--no-site", "--root", str(folder)],
            cwd=folder,  # where Python looks first: the generator of that time
            env={**os.environ, "PYTHONPATH": str(folder)},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode:
            return (done.stderr.strip().splitlines() or ["it says nothing"])[-1]
        try:
            return _version(folder)
        except (OSError, ValueError) as error:
            return f"its files cannot be read: {error}"


# -- where it is ----------------------------------------------------------------------------------------------------


def _git(root: Path, *words: str) -> bytes:
    done = subprocess.run(["git", "-C", str(root), *words], capture_output=True)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise BaseError(said[-1] if said else "git failed")
    return done.stdout


def _commit(name: str, root: Path) -> str:
    try:
        return _git(root, "rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}").decode().strip()
    except FileNotFoundError as error:
        raise BaseError(f"{name}: no such folder, and there is no git to ask for a revision; name a folder") from error
    except BaseError as error:
        raise BaseError(
            f"{name}: neither a folder with seeds/ nor a revision of this repository ({error}); "
            "in a shallow clone fetch it first"
        ) from error


def _unpack(commit: str, root: Path, folder: Path) -> None:
    """The files of a revision, as they are in the repository; a zip file brings no links that lead elsewhere."""
    inside = _git(root, "rev-parse", "--show-prefix").decode().strip()
    packed = _git(root, "archive", "--format=zip", f"{commit}:{inside}")
    folder.mkdir()
    with zipfile.ZipFile(io.BytesIO(packed)) as pack:
        pack.extractall(folder)


def _differs(folder: Path) -> bool:
    return (folder / "generator" / "cli.py").is_file() and _code(folder / "generator") != _code(HERE)


def _code(folder: Path) -> str:
    """A digest of a generator: its code, and the data that come with it."""
    files = sorted(
        path for path in folder.rglob("*") if path.is_file() and path.suffix in (".py", ".tsv", ".json", ".yml")
    )
    parts = [f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes() for path in files]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _copy(source: Path, target: Path) -> None:
    """What a build reads: it must not write into somebody's folder."""
    for path in sorted(source.rglob("*")):
        name = path.relative_to(source).as_posix()
        if path.is_file() and not any(f"/{name}".startswith(kept) for kept in _KEPT) and "__pycache__" not in name:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(path.read_bytes())


# -- what it says ---------------------------------------------------------------------------------------------------


def _version(folder: Path) -> Version:
    data = folder / _LISTED
    edits = {path.stem: tuple(_lines(path)) for path in sorted((data / "apparatus").glob("*.jsonl"))}
    seeds = digests(folder)
    names = {one["id"]: _name(one) for one in _lines(data / "authorities.jsonl")}
    return Version(tuple(_lines(data / "documents.jsonl")), edits, seeds, names)


def _lines(path: Path) -> Iterator[Record]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line:
            yield json.loads(line)


def _name(authority: Record) -> str:
    forms = [form.get("text") for form in authority.get("prefer", {}).values()]
    return str(forms[0] if forms else authority["id"])


def digests(root: Path) -> dict[str, str]:
    """The digest of each witness, by file name."""
    files = sorted(path for path in (root / "seeds").glob("*.txt") if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
