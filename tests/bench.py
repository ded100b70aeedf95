"""How long many seeds take: `make bench`, or `python tests/bench.py 1000` for another number of seeds.

The witnesses of this archive are copied under new names until there are enough; every stage but MkDocs is timed.
"""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator import accounting, build
from generator.archive import Archive
from generator.documents import Cleaned
from generator.output import sync
from generator.render import render_site

ROOT = Path(__file__).parent.parent


@contextmanager
def timed(what: str, count: int) -> Iterator[None]:
    start = time.perf_counter()
    yield
    taken = time.perf_counter() - start
    print(f"{what:32} {taken:8.2f} s  {1000 * taken / count:8.1f} ms each", flush=True)


def main(count: int) -> None:
    witnesses = sorted((ROOT / "seeds").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number:06}.txt" for number in range(count)]
        for number, path in enumerate(paths):
            shutil.copy(witnesses[number % len(witnesses)], path)
        print(f"{count:,} seeds, {sum(path.stat().st_size for path in paths) / 1e6:.1f} MB")
        run(paths, Path(folder) / "site_src")
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{'largest process':32} {peak / 1024:8.0f} MiB")


def run(paths: list[Path], site_src: Path) -> None:
    with timed("authorities", 1):
        authorities = build.load(ROOT / "seeds" / "authorities")
    with timed("clean, one process", len(paths[: build.FEW])):
        list(build.clean_paths(paths[: build.FEW], str, authorities))
    with timed("clean, all processes", len(paths)):
        found = build.clean_paths(paths, str, authorities)
        cleaned = [one for one in found if isinstance(one, Cleaned)]
    with timed("mentions", len(paths)):
        cleaned = build.mentioned(cleaned, authorities)
    with timed("accounting", len(paths)):
        assert accounting.problems_of_all(cleaned) == []
    with timed("render", len(paths)):
        pages = render_site(Archive(tuple(cleaned), authorities))
    for what in ("write pages", "write nothing"):
        with timed(f"{what} ({len(pages):,})", len(paths)):
            sync(site_src, pages)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
