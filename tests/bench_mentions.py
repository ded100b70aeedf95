"""How the time to find mentions grows with the archive: `python -m tests.bench_mentions` from the top folder."""

from __future__ import annotations

from pathlib import Path

from generator.authorities import load_authorities
from generator.build import clean_seed
from generator.mentions import timing
from generator.seeds import find_seeds, read_seeds

ROOT = Path(__file__).parents[1]


def main() -> None:
    authorities = load_authorities(ROOT / "seeds/authorities")
    documents = [done for seed in read_seeds(find_seeds([ROOT / "seeds"])) for done in clean_seed(seed).documents]
    texts = [block.text for document in documents for block in document.blocks]
    for size, seconds in timing(authorities, texts):
        each = 1000 * seconds / size
        print(f"mentions: {size:5d} documents, {len(authorities)} records: {seconds:6.2f} s, {each:.2f} ms each")


if __name__ == "__main__":
    main()
