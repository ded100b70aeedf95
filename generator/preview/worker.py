"""The generator, kept running: started once, it writes the pages anew each time it is told to, then the rest.

What it has read stays in memory, so that a changed seed costs the reading of that seed alone. Nothing of that goes to
the disk: a new process begins anew, and is begun whenever the generator itself changes.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import signal
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from generator import build
from generator.archive import Archive
from generator.documents import Cleaned
from generator.model import Authority, Seed
from generator.output import alone
from generator.preview.maker import MAKE, Made


@dataclass
class Memory:
    """What was read so far: each seed as far as no authority is asked, and the authorities with their files' digest."""

    seeds: dict[Path, tuple[Seed, Cleaned]] = field(default_factory=dict)
    authorities: tuple[str, tuple[Authority, ...]] = ("", ())
    archive: Archive | None = None  # whose pages were written last


def main() -> None:
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then closes our input
    root, memory, answers = Path(sys.argv[1]), Memory(), sys.stdout
    for asked in sys.stdin:
        with contextlib.redirect_stdout(sys.stderr):
            made = make(root, memory) if asked == MAKE else rest(root, memory)
        print(json.dumps(asdict(made)), file=answers, flush=True)
        gc.collect()  # now, when nobody waits for it


def make(root: Path, memory: Memory) -> Made:
    """The pages, written where they differ; or what is wrong, and nothing written."""
    with _wrong() as wrong, alone(root):
        memory.archive = build.archive_of(root, *_read(root, memory))
        changes = build.write_texts(root, memory.archive)
        return Made(changes.written, changes.removed, "\n".join(build.warnings(memory.archive)))
    return Made(error=wrong[0])


def rest(root: Path, memory: Memory) -> Made:
    """The data and the index of the pages written last: a page is seen before it can be found or taken away."""
    if memory.archive is None:
        return Made()
    with _wrong() as wrong, alone(root):
        changes = build.write_rest(root, memory.archive)
        return Made(changes.written, changes.removed)
    return Made(error=wrong[0])


@contextlib.contextmanager
def _wrong() -> Iterator[list[str]]:
    """Whatever fails inside, in words for the person who edits."""
    said: list[str] = []
    try:
        yield said
    except Exception as error:
        ours = type(error).__module__.startswith("generator.")
        said.append(str(error) if ours else f"a bug in the generator ({type(error).__name__}: {error})")


def _quiet(text: str) -> None:
    del text


def _read(root: Path, memory: Memory) -> tuple[list[Cleaned], tuple[Authority, ...]]:
    authorities = _authorities(root / "seeds" / "authorities", memory)
    names = build.named(build.seeds_of(root))
    parsed = _parsed(names, memory)
    done = [_informed(path, parsed[path], authorities) for path in names]
    return build.settled(done), authorities


def _authorities(folder: Path, memory: Memory) -> tuple[Authority, ...]:
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    digest = hashlib.sha256(b"".join(str(path).encode() + path.read_bytes() for path in files)).hexdigest()
    if digest != memory.authorities[0]:
        memory.authorities = (digest, build.load(folder))
    return memory.authorities[1]


def _parsed(names: Mapping[Path, str], memory: Memory) -> dict[Path, Cleaned | build.Unread]:
    """Each seed, read again only where it, its sidecar or its short name is another."""
    known = {path: memory.seeds[path] for path in names if path in memory.seeds}
    same = {path: cleaned for path, (seed, cleaned) in known.items() if _seed(path, names[path]) == seed}
    fresh = [path for path in names if path not in same]
    found = dict(zip(fresh, build.clean_paths(fresh, _quiet, (), build.parsed), strict=True))
    read = same | {path: one for path, one in found.items() if isinstance(one, Cleaned)}
    memory.seeds = {path: (one.seed, one) for path, one in read.items()}
    return {**read, **found}


def _seed(path: Path, short: str) -> Seed | None:
    with contextlib.suppress(Exception):  # said when it is read for good
        return build.seed_at(path, short)
    return None


def _informed(path: Path, one: Cleaned | build.Unread, authorities: tuple[Authority, ...]) -> Cleaned | build.Unread:
    return one if isinstance(one, build.Unread) else build.attempt(path, partial(build.informed, one, authorities))


if __name__ == "__main__":
    main()
