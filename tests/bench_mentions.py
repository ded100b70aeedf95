"""How the time to find mentions grows with the archive: `python -m tests.bench_mentions` from the top folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from generator.authorities import load_authorities
from generator.build import clean_seed
from generator.mentions import Matcher
from generator.model import Authority
from generator.seeds import find_seeds, read_seeds

ROOT = Path(__file__).parents[1]


def timing(
    authorities: Sequence[Authority], texts: Sequence[str], sizes: Sequence[int] = (100, 1000), blocks: int = 20
) -> list[tuple[int, float]]:
    """Seconds to find the mentions of so many documents, each of `blocks` texts taken in turn, no two the same."""
    times = []
    for size in sizes:
        matcher = Matcher(authorities)
        generated = [f"{n}，{texts[n % len(texts)]}" for n in range(size * blocks)]
        begin = perf_counter()
        for text in generated:
            for _ in matcher.find(text):
                pass
        times.append((size, perf_counter() - begin))
    return times


def main() -> None:
    authorities = load_authorities(ROOT / "seeds/authorities")
    documents = [done for seed in read_seeds(find_seeds([ROOT / "seeds"])) for done in clean_seed(seed).documents]
    texts = [block.text for document in documents for block in document.blocks]
    for size, seconds in timing(authorities, texts):
        each = 1000 * seconds / size
        print(f"mentions: {size:5d} documents, {len(authorities)} records: {seconds:6.2f} s, {each:.2f} ms each")


if __name__ == "__main__":
    main()
