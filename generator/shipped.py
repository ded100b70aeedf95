"""What the site of every archive has from the generator: its theme, style and scripts, and the guides that hold anywhere.

In a checkout of the generator these are sources, in `site_src/`; a wheel holds a copy (`setup.py` puts it there). An
archive of its own gets them as generated files, anew with each build: so it has what belongs to the generator that is
installed, and nothing of it is kept twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.output import MANIFEST

HERE = Path(__file__).parent
COPY = "shipped_site"  # in the package, in a wheel
FOLDERS = ("assets", "overrides")
OWN = ("index.md", "english.md", "rights.md", "developing.md", "contributing.md")  # in `about/`: of one archive only
SHARED = ("about", *FOLDERS)  # folders in which an archive may have files of its own as well
SCHEMAS = ".schema"  # what editors' files and authority records may say, for a text editor; MkDocs leaves it out


def with_shipped(root: Path, pages: Mapping[str, str], *folders: str) -> dict[str, str | bytes]:
    """The files for the `site_src/` of the archive in `root`: its pages, and what it has from the generator.

    `folders` are written by others, and git is to leave them alone as well.
    """
    if is_checkout(root):
        return dict(pages)
    every: dict[str, str | bytes] = {**files(), **_schemas(), **pages}
    return {**every, ".gitignore": ignored([*every, *(f"{folder}/" for folder in folders)])}


def _schemas() -> dict[str, bytes]:
    return {f"{SCHEMAS}/{path.name}": path.read_bytes() for path in sorted((HERE / "schema").glob("*.json"))}


def is_checkout(root: Path) -> bool:
    """Is the archive in `root` the one that the generator is developed in, or a copy of it?"""
    return (root / "generator" / Path(__file__).name).is_file()


def files() -> dict[str, bytes]:
    """The theme and the guides, by path."""
    folder = HERE / COPY if (HERE / COPY).is_dir() else HERE.parent / "site_src"
    generated = _generated(folder)
    found = {path.relative_to(folder).as_posix(): path for path in _sources(folder)}
    return {name: found[name].read_bytes() for name in sorted(found) if name not in generated}


def _sources(folder: Path) -> Iterator[Path]:
    for name in FOLDERS:
        yield from (path for path in (folder / name).rglob("*") if path.is_file() and not path.name.startswith("."))
    yield from (path for path in (folder / "about").glob("*.md") if path.name not in OWN)


def _generated(folder: Path) -> set[str]:
    """What a build of the checkout wrote among the sources."""
    manifest = folder / MANIFEST
    return set(manifest.read_text(encoding="utf-8").split("\n")) if manifest.is_file() else set()


def ignored(names: Iterable[str]) -> str:
    """A `.gitignore` for generated files: whole folders, save those in which an archive has files of its own as well."""
    tops = {name if "/" not in name or name.split("/")[0] in SHARED else name.split("/")[0] + "/" for name in names}
    lines = sorted({"/.gitignore", f"/{MANIFEST}", "/.*.tmp", *(f"/{top}" for top in tops)})
    return "# Written by the generator: what it makes anew with each build.\n" + "".join(f"{line}\n" for line in lines)
