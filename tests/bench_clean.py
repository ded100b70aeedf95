"""How well damage never seen before is undone: `python -m tests.bench_clean [--seed N] [--pages N] [--only CLASS]`.

Every run draws fresh parameters; the seed is printed, and repeats the run. What can be undone, because every byte is
there, is told from what cannot; both are wrong without a word (`unsaid`) or under a flag or □ (`said`).
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from damage import CLASSES, pages
from scoring import Score, score

HEAD = """\
                                       | bytes all there: wrong    | bytes lost            |
class          pages   chars   before |   all     said    unsaid |  all   said   unsaid |precision  recall    harm  documents  gaps  perfect"""


def run(seed: int, count: int, only: str | None = None) -> Iterator[tuple[str, Score]]:
    names = [name for name in CLASSES if only in (None, name)]
    with ProcessPoolExecutor() as pool:
        yield from zip(names, pool.map(partial(of_class, seed=seed, count=count), names), strict=True)


def of_class(name: str, seed: int, count: int) -> Score:
    return sum(map(score, pages(name, seed, count)), Score())


def row(name: str, done: Score) -> str:
    """What is wrong, as shares of all characters: of those whose bytes are all there, and of those that lost some."""
    share = [part / max(1, done.pages) for part in (done.whole, done.gaps, done.perfect)]
    return (
        f"{name:12} {done.pages:7,} {done.chars:7,} {done.raw_cer:8.3%} |"
        f"{done.cer:8.4%} {done.cer - done.unsaid_rate:8.4%} {done.unsaid_rate:8.4%} |"
        f"{done.torn:6,} {done.torn_said:6.1%} {done.torn_unsaid / max(1, done.chars):8.4%} |"
        f"{done.precision:9.2%} {done.recall:7.2%} {done.harm:7.2f} {share[0]:10.1%} {share[1]:5.0%} {share[2]:8.1%}"
    )


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--only", choices=list(CLASSES))
    given = parser.parse_args(arguments)
    print(f"damage undone, seed {given.seed} (harm: sound characters changed in 10,000)\n{HEAD}")
    whole = Score()
    for name, done in run(given.seed, given.pages, given.only):
        print(row(name, done), flush=True)
        whole += done
    print(row("all", whole))


if __name__ == "__main__":
    main()
