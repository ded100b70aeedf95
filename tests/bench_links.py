"""How the time to link documents grows with the archive: `python -m tests.bench_links` from the top folder.

Documents are generated anew each run: sentences of random characters, some of them borrowed from earlier documents, and
formulas that stand everywhere. The ratio of the time per document at 1,000 and at 100 documents tells whether it is linear.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from time import perf_counter

from generator.model import Block, Card, Document
from generator.parallels import find_parallels
from generator.relations import add_relations

COMMON = [chr(code) for code in range(0x4E00, 0x5A00)]
FORMULAS = 40
SENTENCES = 60


def documents(count: int, rng: random.Random) -> list[Document]:
    formulas = [_sentence(rng, 16) for _ in range(FORMULAS)]
    pool: list[str] = []
    return [_document(number, rng, formulas, pool) for number in range(count)]


def _document(number: int, rng: random.Random, formulas: Sequence[str], pool: list[str]) -> Document:
    sentences = []
    for _ in range(SENTENCES):
        chance = rng.random()
        if chance < 0.05:
            sentences.append(rng.choice(formulas))
        elif chance < 0.1 and pool:
            sentences.append(pool[rng.randrange(len(pool))])
        else:
            sentences.append(_sentence(rng, rng.randrange(20, 60)))
            pool.append(sentences[-1])
    texts = ["，".join(sentences[at : at + 5]) + "。" for at in range(0, SENTENCES, 5)]
    blocks = tuple(Block("paragraph", f"l{n}", ((n, n),), text) for n, text in enumerate(texts, 1))
    return Document(f"{number:05}-1", f"{number:05}.txt", "", ((1, len(texts)),), Card(), (), blocks)


def _sentence(rng: random.Random, size: int) -> str:
    return "".join(rng.choices(COMMON, k=size))


def timing(work: Callable[[list[Document]], object], given: list[Document]) -> float:
    begin = perf_counter()
    work(given)
    return perf_counter() - begin


def main() -> None:
    seed = random.randrange(10**6)
    for name, work in (("parallels", find_parallels), ("relations", add_relations)):
        few, many = (timing(work, documents(count, random.Random(seed))) for count in (100, 1000))
        print(
            f"{name}: {few:.2f} s for 100 documents, {many:.2f} s for 1,000; each {many / few / 10:.2f} times as long"
        )


if __name__ == "__main__":
    main()
