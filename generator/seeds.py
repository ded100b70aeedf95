"""Find and decode witnesses. They are read as bytes, checked, and never changed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.lines import split_lines
from generator.model import Seed

MAX_BYTES = 32 * 1024 * 1024
_PLAIN = re.compile(r"[\x09-\x7e\u2014-\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")  # what Chinese text is made of
_LIKELY = ("gb18030", "big5", "utf-16", "shift_jis")


class SeedError(ValueError):
    """A seed that cannot be read. The message names file, place and remedy."""


def find_seeds(paths: Iterable[Path]) -> list[Path]:
    """Every `*.txt` named or held by the folders named, once, in order of file name."""
    found: dict[Path, Path] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(
                entry for entry in path.iterdir() if entry.suffix == ".txt" and not entry.name.startswith(".")
            )
        elif path.exists() or path.is_symlink():
            inside = [path]
        else:
            raise SeedError(f"{path}: no such file or folder")
        for entry in inside:
            found.setdefault(entry.absolute(), entry)
    return sorted(found.values(), key=lambda path: (path.name, str(path)))


def read_seeds(paths: Sequence[Path]) -> list[Seed]:
    """Read the witnesses, giving each its short name. Raises SeedError at the first that cannot be read."""
    names = short_names([path.stem for path in paths])
    return [read_seed(path, short) for path, short in zip(paths, names, strict=True)]


def read_seed(path: Path, short: str) -> Seed:
    return as_seed(read_bytes(path), path, short)


def as_seed(data: bytes, path: Path, short: str) -> Seed:
    """Bytes as the witness that will stand at `path`."""
    raw = decode(data, path)
    return Seed(path.name, short, hashlib.sha256(data).hexdigest(), raw, split_lines(raw))


def read_bytes(path: Path) -> bytes:
    if path.is_symlink() and not path.exists():
        raise SeedError(f"{path}: a link that leads nowhere; remove it or restore its target")
    if path.is_dir():
        raise SeedError(f"{path}: a folder where a seed (a text file) should be; rename it or move it away")
    try:
        if not path.is_file():
            raise SeedError(f"{path}: not a regular file, so no text to read; move it away")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SeedError(
                f"{path}: {size / 1024**2:.0f} MiB is more than a page of text "
                f"(the limit is {MAX_BYTES // 1024**2} MiB); split it into one file a page"
            )
        return path.read_bytes()
    except OSError as error:
        raise SeedError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error


def decode(data: bytes, path: Path) -> str:
    """The text of a witness, strictly as UTF-8. A byte order mark stays in the text, as its first code point."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SeedError(f"{path}: looks like UTF-16, and a seed is UTF-8; use: {_remedy('utf-16', path)}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = len(split_lines(data[: error.start].decode("utf-8", "replace") + "x"))
        raise SeedError(
            f"{path}, line {line}: byte {data[error.start]:#04x} is not UTF-8; {_guess(data, path)}"
        ) from error
    if "\0" in text:
        line = len(split_lines(text[: text.index("\0") + 1]))
        raise SeedError(f"{path}, line {line}: holds a NUL character, so it is no text file; {_guess(data, path)}")
    return text


def _guess(data: bytes, path: Path) -> str:
    """Which encoding the bytes are likely in, as a remedy. Named, never used unasked."""
    if data.count(0) > len(data) // 8:
        return f"many NUL bytes: UTF-16 or a binary file. If it is text, use: {_remedy('utf-16', path)}"
    for name in _LIKELY:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if sum(bool(_PLAIN.match(char)) for char in text) > 0.9 * len(text):
            return f"it reads as {'GBK' if name == 'gb18030' else name}; use: {_remedy(name, path)}"
    return "its encoding is not recognised; convert it to UTF-8, or remove it"


def _remedy(name: str, path: Path) -> str:
    return f"archive add --encoding {'gbk' if name == 'gb18030' else name} {path.name}"


# -- short names ----------------------------------------------------------------------------------------------------


def short_names(stems: Sequence[str], released: Iterable[str] = ()) -> list[str]:
    """The name each seed's identifiers begin with: the stem up to its first `_` where free, else the whole stem.

    Names in `released` belong to other seeds for ever.

    >>> short_names(["000_70d6", "000_81aa", "Report 2020", "演讲_1"])
    ['000', '000-81aa', 'report-2020', 'x4a9d66']
    """
    taken = set(released)
    names = []
    for stem in stems:
        for candidate in (slug(stem.split("_")[0]), slug(stem), slug(stem) + "-" + _digest(stem)):
            if candidate not in taken:
                break
        else:
            raise SeedError(f"{stem}.txt: two seeds of this name; rename one")
        taken.add(candidate)
        names.append(candidate)
    return names


def slug(text: str) -> str:
    """Lower-case ASCII that is safe in URLs and on any disk. What would be lost is kept apart by a digest.

    >>> slug("Report_No 7"), slug("000")
    ('report-no-7', '000')
    """
    kept = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    if text.isascii() and kept:
        return kept
    return f"{kept}-{_digest(text)}" if kept else f"x{_digest(text)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]
