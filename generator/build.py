"""The whole pipeline, from witnesses to files."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from generator import editor
from generator.archive import Archive
from generator.authorities import load_authorities
from generator.characters import repair_characters
from generator.describe import describe
from generator.documents import Cleaned, assemble
from generator.edition import read_edition
from generator.edits import Apparatus
from generator.events import with_events
from generator.find import FOLDER as FIND
from generator.find import find_files
from generator.identifiers import FILE, allotted, problems, read_identifiers
from generator.join import join
from generator.mentions import add_mentions
from generator.model import Authority, Identifier, Seed
from generator.named import with_named
from generator.output import Changes, alone, clear_drafts, replacing, sync, sync_each
from generator.parallels import find_parallels
from generator.relations import add_relations
from generator.render import DATA, render_data, render_pages
from generator.render.site import Site
from generator.repairs import RULES
from generator.seeds import SeedError, find_seeds, read_bytes, read_seed
from generator.segment import segment
from generator.shipped import with_shipped
from generator.sidecars import SidecarError, read_sidecar, strays

Say = Callable[[str], None]
Way = Callable[[Seed, tuple[Authority, ...]], Cleaned]

FEW = 8  # below this, starting processes costs more than it saves
EPOCH = "315532800"  # 1980-01-01, the earliest date a zip file knows; nothing in a page depends on today's date
_REFUSED = re.compile(r"^(?:OSError|PermissionError): \[Errno \d+\] (.+)$", re.M)  # at the end of a traceback
RUNNING = "ARCHIVE_BUILD"  # set while this program runs MkDocs, so that the hook does not run this program again


class BuildError(RuntimeError):
    """The archive has a problem. One line a problem, each naming file, line and remedy."""


@dataclass(frozen=True)
class Unread:
    """A seed that could not be read or cleaned: why, in one line, and where in the code."""

    path: Path
    message: str
    trace: str = ""


def clean_seed(seed: Seed, authorities: Sequence[Authority] = ()) -> Cleaned:
    """One seed to its documents: pure, no files, clock, network or other seed."""
    return informed(parsed(seed), authorities)


def parsed(seed: Seed, authorities: Sequence[Authority] = ()) -> Cleaned:
    """The part of the way that asks no authority and takes the most time: a preview keeps what it gives."""
    del authorities
    corrected = editor.correct(seed)
    marked, flags = repair_characters(corrected, RULES)
    as_found = repair_characters(Apparatus(seed.raw), RULES)[0] if corrected.edits else marked
    found = segment(marked.text, editor.hints(seed, marked, as_found.text))
    return assemble(seed, marked, flags, found, join, RULES)


def informed(cleaned: Cleaned, authorities: Sequence[Authority]) -> Cleaned:
    """The rest of the way: what the documents say of themselves, and what their editor says."""
    return editor.edited(describe(cleaned, authorities), authorities)


# -- from folders of seeds to an archive ----------------------------------------------------------------------------


def build_archive(root: Path, say: Say) -> Archive:
    """The archive in `root`. Raises BuildError with every seed that cannot be read."""
    authorities = load(root / "seeds" / "authorities")
    return archive_of(root, clean_all(root, say, authorities), authorities)


def archive_of(root: Path, cleaned: Sequence[Cleaned], authorities: tuple[Authority, ...]) -> Archive:
    """Cleaned seeds as an archive, with all that links them. Raises BuildError where a released id would be lost."""
    released = identifiers(root)
    if lost := problems(released, cleaned):
        raise BuildError("\n".join(lost))
    archive = Archive(tuple(mentioned(cleaned, authorities)), authorities, released)
    archive = replace(archive, cleaned=tuple(related(archive.cleaned, archive.numbers)))
    return replace(archive, parallels=find_parallels(archive.by_number), edition=read_edition(root))


def clean_all(root: Path, say: Say, authorities: tuple[Authority, ...] = ()) -> list[Cleaned]:
    """Every seed of the archive, cleaned. Raises BuildError with all that cannot be read."""
    return settled(clean_paths(seeds_of(root), say, authorities))


def settled(results: Iterable[Cleaned | Unread]) -> list[Cleaned]:
    """All of them, or BuildError with each that cannot be read."""
    found = list(results)
    unread = [result for result in found if isinstance(result, Unread)]
    if unread:
        raise BuildError("\n".join(result.message for result in unread))
    return [result for result in found if isinstance(result, Cleaned)]


def identifiers(root: Path) -> tuple[Identifier, ...]:
    """The ids that were released; none in a new archive."""
    return read_identifiers(root / "seeds" / FILE)


def seeds_of(root: Path) -> list[Path]:
    """The witnesses of an archive: an archive without any is a mistake."""
    folder = root / "seeds"
    paths = find_seeds([folder])
    if not paths:
        remedy = "put the texts there, as UTF-8 files named *.txt, or run: archive add FILE"
        raise BuildError(f"{folder}: no seeds; {remedy}")
    if found := strays(folder):
        raise BuildError("\n".join(found))
    return paths


def clean_paths(
    paths: Sequence[Path], say: Say, authorities: tuple[Authority, ...] = (), way: Way = clean_seed
) -> Iterator[Cleaned | Unread]:
    """Each seed, cleaned, in the order given. One that cannot be read does not stop the others."""
    jobs = named(paths).items()
    clean = partial(_clean_job, authorities=authorities, way=way)
    if len(jobs) <= FEW:
        yield from _counted(map(clean, jobs), len(jobs), say)
        return
    with ProcessPoolExecutor() as pool:
        chunk = max(1, min(32, len(jobs) // 16))
        yield from _counted(pool.map(clean, jobs, chunksize=chunk), len(jobs), say)


def _clean_job(job: tuple[Path, str], authorities: tuple[Authority, ...], way: Way) -> Cleaned | Unread:
    return attempt(job[0], lambda: way(seed_at(*job), authorities))


def seed_at(path: Path, short: str) -> Seed:
    """The witness with its sidecar."""
    return replace(read_seed(path, short), sidecar=read_sidecar(path.with_suffix(".yml")))


def attempt(path: Path, work: Callable[[], Cleaned]) -> Cleaned | Unread:
    """What the work gives, or why it cannot be done for the seed at `path`."""
    try:
        return work()
    except (SeedError, SidecarError) as error:
        return Unread(path, str(error), traceback.format_exc())
    except editor.EditorError as error:
        return Unread(path, f"{path.with_suffix('.yml')}, line {error.line}: {error}", traceback.format_exc())
    except Exception as error:  # one text must not take the others down; the sentence says that it is our fault
        why = f"{type(error).__name__}: {error}".replace("\n", " ")
        return Unread(
            path,
            f"{path}: a bug in the generator ({why}); please report it, --debug shows where",
            traceback.format_exc(),
        )


def _counted(results: Iterable[Cleaned | Unread], total: int, say: Say) -> Iterator[Cleaned | Unread]:
    told = time.monotonic()
    for number, result in enumerate(results, 1):
        if time.monotonic() - told > 1 or number == total:
            told = time.monotonic()
            say(f"cleaned {number:,} of {total:,} seeds")
        yield result


def named(paths: Sequence[Path]) -> dict[Path, str]:
    """The short name of each seed, allotted over its whole folder: a seed cleaned alone has the ids it has there."""
    names: dict[Path, str] = {}
    for folder in dict.fromkeys(path.parent for path in paths):
        here = [path for path in paths if path.parent == folder]
        beside = [path for path in find_seeds([folder]) if path not in here] if folder.is_dir() else []
        names |= _allotted([*here, *beside], read_identifiers(folder / FILE))
    return {path: names[path] for path in paths}


def _allotted(paths: Iterable[Path], released: Sequence[Identifier]) -> dict[Path, str]:
    by_name = {_utf8(path): path for path in sorted(paths, key=lambda path: path.name)}

    def digest(name: str) -> str | None:
        try:
            return hashlib.sha256(read_bytes(by_name[name])).hexdigest()
        except SeedError:  # said when it is its turn to be cleaned
            return None

    return {by_name[name]: short for name, short in allotted(list(by_name), released, digest).items()}


def _utf8(path: Path) -> str:
    try:
        path.name.encode()
    except UnicodeEncodeError as error:
        raise SeedError(f"{os.fsencode(path)!r}: its file name is not UTF-8; rename the file") from error
    return path.name


def load(folder: Path) -> tuple[Authority, ...]:
    """The authority records in a folder; none where there is no folder."""
    return load_authorities(folder) if folder.is_dir() else ()


def mentioned(cleaned: Sequence[Cleaned], authorities: tuple[Authority, ...]) -> list[Cleaned]:
    """Each seed with the authorities that its documents name; all at once, since the names are prepared only once."""
    every = [document for one in cleaned for document in one.documents]
    found = iter(add_mentions(every, authorities))
    linked = [replace(one, documents=tuple(islice(found, len(one.documents)))) for one in cleaned]
    given = {id: keys for one in linked for id, keys in editor.given(one).items()}
    return with_named(with_events(linked, authorities, given), given)


def related(cleaned: Sequence[Cleaned], numbers: Mapping[str, int] | None = None) -> list[Cleaned]:
    """Each seed with its documents' relations to those of all seeds, in order of their permanent numbers."""
    found = iter(add_relations([document for one in cleaned for document in one.documents], numbers or {}))
    return [replace(one, documents=tuple(islice(found, len(one.documents)))) for one in cleaned]


def warnings(archive: Archive) -> list[str]:
    """What an editor should look at, though it stops nothing."""
    return [
        f"{cleaned.seed.name}: {'empty' if not cleaned.seed.raw.strip() else 'nothing but page furniture'}, "
        "so it gives no document; remove it or put the text in"
        for cleaned in archive.cleaned
        if not cleaned.documents
    ]


# -- from an archive to a site --------------------------------------------------------------------------------------


def write_pages(root: Path, say: Say) -> tuple[Archive, Changes]:
    """Write the generated part of `site_src/`: Markdown pages and data files; outside the checkout the theme as well."""
    with alone(root):
        archive = build_archive(root, say)
        return archive, write_archive(root, archive, say)


def write_archive(root: Path, archive: Archive, say: Say) -> Changes:
    """Everything that an archive which was read gives, but for the site. For who is alone in it."""
    say(f"writing the pages of {len(archive.documents):,} documents")
    pages = write_texts(root, archive)
    say("writing the data and the index of the search")
    rest = write_rest(root, archive)
    return Changes((*pages.written, *rest.written), (*pages.removed, *rest.removed))


def write_texts(root: Path, archive: Archive) -> Changes:
    """The pages; what runs that were killed left is taken away."""
    clear_drafts(root / "site_src")
    return sync(root / "site_src", with_shipped(root, render_pages(Site(archive)), DATA, FIND))


def write_rest(root: Path, archive: Archive) -> Changes:
    """The data files and what the search reads: nobody who looks at a page needs to wait for them."""
    parts = ((DATA, render_data(Site(archive)).items()), (FIND, find_files(archive)))
    made = [(folder, sync_each(root / "site_src" / folder, files)) for folder, files in parts]
    written = tuple(f"{folder}/{name}" for folder, changes in made for name in changes.written)
    removed = tuple(f"{folder}/{name}" for folder, changes in made for name in changes.removed)
    return Changes(written, removed)


def build_site(root: Path, say: Say) -> tuple[Archive, Changes]:
    """Build `site/`. A build that fails leaves the site before it whole."""
    with alone(root):
        archive = build_archive(root, say)
        changes = write_archive(root, archive, say)
        with replacing(root / "site") as folder:
            say("MkDocs turns the pages into a site")
            run_mkdocs(root, folder)
    return archive, changes


def run_mkdocs(root: Path, folder: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(
        command, cwd=root, env=mkdocs_environment(), capture_output=True, text=True, encoding="utf-8", errors="replace"
    )
    if done.returncode:
        if refused := _REFUSED.findall(done.stderr):
            raise BuildError(
                f"{folder}: MkDocs cannot write the site ({refused[-1].strip()}); make room, or let it be written to"
            )
        raise BuildError("MkDocs could not build the site:\n" + _complaints(done.stderr or done.stdout))


def mkdocs_environment() -> dict[str, str]:
    quiet = {"NO_MKDOCS_2_WARNING": "1"}  # said at every start, and answered in about/decisions/0002
    return {"SOURCE_DATE_EPOCH": EPOCH, **os.environ, **quiet, RUNNING: "1"}


def _complaints(log: str) -> str:
    """What MkDocs complained about, with its lists; when it does not say, the end of what it printed."""
    lines = log.strip().splitlines()
    kinds = ("WARNING", "ERROR", "Error", "Aborted", "Config value", "  - ")
    return "\n".join([line for line in lines if line.startswith(kinds)] or lines[-20:])
