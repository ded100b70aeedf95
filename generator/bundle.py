"""The site as one file to keep, send and open offline: the very same files, in an archive with reproducible bytes."""

from __future__ import annotations

import hashlib
import os
import time
import zipfile
from pathlib import Path

from generator.output import beside, clear_drafts, clear_errors, write

NAME = "annotated-archive"
_EPOCH = 315532800  # 1980-01-01: the earliest date a zip file knows


class BundleError(RuntimeError):
    """A bundle that cannot be made. The message names a remedy."""


def bundle(site: Path, dist: Path) -> Path:
    """Pack `site` into `dist/annotated-archive.zip`, with its sha256 beside it.

    The same files give the same bytes: sorted names, one fixed date, fixed modes and compression. For who is alone in
    the archive: a site must not change while it is packed.
    """
    if not (site / "index.html").is_file():
        raise BundleError(f"{site}: no site there to bundle; run: archive build")
    target = dist / f"{NAME}.zip"
    with clear_errors(target):
        dist.mkdir(parents=True, exist_ok=True)
        clear_drafts(dist)
        with beside(target) as draft:
            _pack(site, draft)
            digest = _sha256(draft)
            draft.replace(target)
    write(target.with_name(target.name + ".sha256"), f"{digest}  {target.name}\n")
    return target


def _pack(site: Path, target: Path) -> None:
    date = _date()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as pack:
        for name in sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{NAME}/{name}", date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on every system
            entry.external_attr = 0o100644 << 16
            pack.writestr(entry, (site / name).read_bytes())


def _date() -> tuple[int, int, int, int, int, int]:
    """SOURCE_DATE_EPOCH as a zip file writes it."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given and not (given.isascii() and given.isdigit()):
        raise BundleError(f"SOURCE_DATE_EPOCH={given}: not a number of seconds; unset it")
    when = time.gmtime(max(_EPOCH, int(given or _EPOCH)))
    return (when.tm_year, when.tm_mon, when.tm_mday, when.tm_hour, when.tm_min, when.tm_sec)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
