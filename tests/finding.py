"""What the tests and the bench of the search share: many documents made up of common words, and the search done by hand."""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from opencc import OpenCC

from generator.find.entries import Entry, Unit
from generator.find.fold import fold
from generator.hanzi import words

PEOPLE = ("王明远", "李建国", "陳麗華", "Анна", "John Smith", "趙志強", "周文", "吴晓")
TYPES = ("speech", "news", "declaration", "interview", "feature", "letter")
TOPICS = ("一带一路", "人类命运共同体", "全球发展倡议", "金砖国家", "上海合作组织", "亚太自由贸易区", "健康丝绸之路")
MARKS = "，，，，，。。。、；：？！"


class Maker:
    """Makes documents: words as often as in common print, half of the documents in Traditional characters."""

    def __init__(self, random_: random.Random) -> None:
        self.random = random_
        known = sorted(words().items(), key=lambda item: (-item[1], item[0]))[:40_000]
        self.words = [word for word, _ in known]
        self.sums = list(accumulate(count for _, count in known))
        self.traditional = OpenCC("s2t")

    def sentence(self, length: int) -> str:
        parts: list[str] = []
        while sum(map(len, parts)) < length:
            if self.random.random() < 0.02:
                parts.append(self.random.choice((*TOPICS, "BRICS ", "2030 年", "“合作”", "𠮷野家", "カタカナ")))
            else:
                parts.append(self.words[bisect_right(self.sums, self.random.randrange(self.sums[-1]))])
            if self.random.random() < 0.15:
                parts.append(self.random.choice(MARKS))
        return "".join(parts) + "。"

    def document(self, number: int, characters: int = 1500) -> Entry:
        choose = self.random
        hant = choose.random() < 0.5
        texts = [self.sentence(choose.randint(8, 22)).rstrip("。")]
        while sum(map(len, texts)) < characters * choose.uniform(0.5, 1.5):
            texts.append(self.sentence(choose.randint(30, 160)))
        if hant:
            texts = self.traditional.convert("\n".join(texts)).split("\n")
        date = f"{'XXXX' if number % 9 == 0 else choose.randint(1995, 2024)}-{choose.randint(1, 12):02}-{choose.randint(1, 28):02}"
        units = [Unit("title", "l1", texts[0])]
        units += [Unit("paragraph", f"l{line}", text) for line, text in enumerate(texts[1:], 3)]
        people = tuple(choose.sample(PEOPLE, choose.randint(0, 2)))
        kind, topics = choose.choice(TYPES), tuple(choose.sample(TOPICS, choose.randint(0, 3)))
        script = "Hant" if hant else "Hans"
        facets = {
            "type": (kind,), "year": (date[:4],) * date[:4].isdigit(), "speaker": people, "quoted": (), "event": (), "initiative": topics,
            "venue": (), "script": (script,), "completeness": ("complete",), "review": ("not-proofread",),
        }  # fmt: skip
        return Entry(
            f"{number:06}-1", texts[0], False, kind, script, date, "date", False, "not-proofread", "complete",
            people, "speaker" if people else "", tuple(units), facets,
        )  # fmt: skip


def documents(count: int, seed: int, characters: int = 1500) -> Iterator[Entry]:
    maker = Maker(random.Random(seed))
    return (maker.document(number, characters) for number in range(count))


def folded_units(entries: list[Entry]) -> list[str]:
    """Every unit, folded, in the order in which the index numbers them."""
    return [fold(unit.text) for entry in entries for unit in entry.units]


def substring(random_: random.Random, texts: list[str], longest: int = 8) -> str:
    """A piece of 2 to 8 characters of some text, as it is printed, that has no operator of the query language in it."""
    while True:
        text = random_.choice(texts)
        length = random_.randint(2, longest)
        start = random_.randrange(max(1, len(text) - length))
        found = text[start : start + length]
        if len(fold(found)) >= 2 and not any(char.isspace() or char in '"＂-－−:：' for char in found):
            return found
