"""Grow the trees of `generator/segment/weighing.py`: `python -m tests.grow_trees [--check]`.

They grow from the case pages of `tests/cases/pages` (a line that no document has is the page's own); from pages that imitate
what is found on the web, labelled line by line (`tests/labelled/*.txt` with `*.lab`); from sound texts in which every
line is the text's (`tests/labelled/sound.txt`, `tests/sound`); and from the seeds and texts set in columns, of which the
rules take what there is. All but the seeds are invented. What the rules took is hidden in part, at random, from page to
page: so the trees learn lines that no rule knows, beside more or fewer that one does.

`--check` grows them five times from four fifths of the labelled and sound pages and says how they judge the last fifth.
Needs the packages of `tests/labelled/requirements.lock` (`make trees` gets them); the same pages give the same trees.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import log
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parent))

from damage import pages as damaged
from damage import sound_texts
from pages import load_cases, seed_of

from generator.build import parsed
from generator.model import Piece
from generator.segment import furniture, passes, weighing
from generator.segment.interface import is_prose
from generator.segment.weighing import describe, is_field
from generator.trees import Forest, read_forest, said_by

ROOT = Path(__file__).parents[1]
HERE = ROOT / "tests" / "labelled"
TREES = ROOT / "generator" / "data" / "furniture_trees.json"
COLUMNS = ("wrap-tight", "wrap-blank", "wrap-double", "merged", "untouched")  # classes of damage
DAMAGED = 12  # pages of each
HIDDEN = (0.3, 0.7, 1.0)  # shares of the known lines that the trees are not told of
FOLDS = 5
FRAMED = 2  # pages made of each sound text and the furniture of others
LEAST = 3  # lines of furniture
_ROW = re.compile(r"(\d+)(?:-(\d+))?\s+([A-Z])(\d*)(\??)(?:\s.*)?")
_PAGES = frozenset("PXN")  # the page's own, other articles, editors' lines


@dataclass(frozen=True)
class Page:
    """The lines of a page as they are weighed, which were taken before, and which are the page's own (None: not judged)."""

    name: str
    lines: Sequence[str]
    taken: Sequence[bool]
    own: Sequence[bool | None]


def read_page(name: str, raw: str, is_own: Callable[[int], bool | None]) -> Page | None:
    """A page as it comes to be weighed; `is_own` tells of a line by its number whether it is the page's."""
    seen: list[passes.Reading] = []
    pieces: dict[Piece, str] = {}
    strip = furniture.strip_furniture

    def known(text: str, lines: Sequence[str], before: Sequence[str]) -> passes.Reading:
        seen.append(passes.known(text, lines, before))
        return seen[-1]

    def stripping(text: str, given: Sequence[Piece]) -> furniture.Stripped:
        pieces.update({piece: text[piece.start : piece.end] for piece in given})
        return strip(text, given)

    with patch.object(furniture, "read", known), patch("generator.segment.strip_furniture", stripping):
        parsed(seed_of(raw))
    if not seen:
        return None
    left = iter(pieces)
    numbers = [next(piece.line for piece in left if line in pieces[piece]) for line in seen[-1].lines]
    return Page(name, seen[-1].lines, [rule is not None for rule in seen[-1].taken], [is_own(n) for n in numbers])


# -- the pages ------------------------------------------------------------------------------------------------------


def case_pages() -> Iterator[Page | None]:
    """The case pages that say which lines their documents have."""
    for name, case in load_cases():
        if all("lines" in document for document in case["documents"]):
            kept = {n for document in case["documents"] for a, b in document["lines"] for n in range(a, b + 1)}
            either = set(case.get("either", []))
            yield read_page(name, case["raw"], lambda n, k=kept, e=either: None if n in e else n not in k)  # type: ignore[misc]


def labelled_pages() -> Iterator[Page | None]:
    """The pages that were labelled line by line; a doubtful label, and one of a line that is both, says nothing."""
    for path in sorted(HERE.glob("*.lab")):
        raw = path.with_suffix(".txt").read_text("utf8")
        labels = labels_of(path.read_text("utf8"), raw)
        yield read_page(path.stem, raw, lambda n, known=labels: known.get(n))  # type: ignore[misc]


def labels_of(labels: str, raw: str) -> dict[int, bool]:
    """Of each line by its number whether it is the page's own, where the label tells.

    >>> labels_of("1 P\\n2-3 B\\n4 X?", "首页\\n\\n某事\\n某人\\n某文")
    {1: True, 3: False, 4: False}
    """
    numbers = [n for n, line in enumerate(raw.split("\n"), start=1) if line.strip()]
    found = {}
    for row in labels.splitlines():
        if match := _ROW.fullmatch(row.strip()):
            first, last, letter, _, doubt = match.groups()
            for k in range(int(first), int(last or first) + 1):
                if not doubt and letter not in "MC":
                    found[numbers[k - 1]] = letter in _PAGES
    return found


def sound_pages() -> Iterator[Page | None]:
    """Texts that are sound and look like furniture in places."""
    for part in re.split(r"^@@ ", (HERE / "sound.txt").read_text("utf8"), flags=re.MULTILINE)[1:]:
        name, raw = part.split("\n", 1)
        yield read_page(f"sound/{name.strip()}", raw, lambda _: False)


def plain_pages() -> Iterator[Page | None]:
    """Texts without furniture of their own, and text set in columns in many ways, in which the rules take all that there is."""
    for name, lines in sound_texts():
        yield read_page(name, "\n".join(lines), lambda _: False)
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        yield _as_taken(read_page(path.stem, path.read_text("utf8"), lambda _: False))
    for kind in COLUMNS:
        for n, page in enumerate(damaged(kind, "trees", DAMAGED)):
            yield _as_taken(read_page(f"{kind}/{n}", page.raw, lambda _: False))


def framed(texts: Sequence[Page], pages: Sequence[Page], seed: int) -> Iterator[Page]:
    """Each of some sound texts inside the furniture that stands above and below the text of one of the labelled pages.

    So the trees see tables, lists and forms that are a text's where else only a page's words stand.
    """
    random = Random(seed)
    frames = [frame for frame in map(_frame, pages) if sum(map(len, frame)) >= LEAST]
    for text in texts:
        above, below = random.choice(frames)
        above, below = random.choice(((above, below), (above, below), ([], below), (above, [])))
        lines = [*above, *text.lines, *below]
        own = [True] * len(above) + [False] * len(text.lines) + [True] * len(below)
        yield Page(f"framed/{text.name}", lines, own, own)


def _frame(page: Page) -> tuple[list[str], list[str]]:
    """The page's own lines above the first and below the last line of its text."""
    text = [n for n, own in enumerate(page.own) if own is False] or [len(page.own)]
    pages = [n for n, own in enumerate(page.own) if own]
    return [page.lines[n] for n in pages if n < text[0]], [page.lines[n] for n in pages if n > text[-1]]


def _as_taken(page: Page | None) -> Page | None:
    """A page of which the rules have taken just what is its own."""
    return replace(page, own=list(page.taken)) if page else None


# -- growing --------------------------------------------------------------------------------------------------------


def examples(pages: Iterable[Page], seed: int = 0) -> tuple[list[list[float]], list[bool]]:
    """Lines to learn from, one row each, and whether they are the page's own."""
    random = Random(seed)
    rows, own = [], []
    for page in pages:
        for share in HIDDEN:
            gone = [bool(mine) and random.random() > share for mine in page.own]
            for numbers, mine, hidden in zip(describe(page.lines, gone), page.own, gone, strict=True):
                if mine is not None and not hidden:
                    rows.append(list(numbers.values()))
                    own.append(mine)
    return rows, own


def grow(rows: Sequence[Sequence[float]], own: Sequence[bool]) -> Any:
    """Trees (scikit-learn's gradient boosting) that tell the lines apart."""
    from sklearn.ensemble import GradientBoostingClassifier

    return GradientBoostingClassifier(
        n_estimators=300, learning_rate=0.08, max_leaf_nodes=16, max_depth=8, min_samples_leaf=20, subsample=0.7,
        max_features=0.25, random_state=0,
    ).fit(rows, own)  # fmt: skip


def left_over(page: Page) -> Iterator[tuple[list[float], bool, str]]:
    """The lines of a page that no rule took and that are weighed: in numbers, whether they are the page's own, and their text."""
    rows = describe(page.lines, page.taken)
    for numbers, mine, gone, line in zip(rows, page.own, page.taken, page.lines, strict=True):
        if mine is not None and not gone and not is_field(numbers):
            yield list(numbers.values()), mine, line


def check(cases: Sequence[Page], others: Sequence[Page], sound: Sequence[Page]) -> None:
    """Say how trees judge pages that they did not grow from: what they take, and what they flag."""
    judged: dict[str, list[tuple[bool, bool, str, str]]] = {"labelled": [], "sound": [], "framed": []}
    for fold in range(FOLDS):
        labelled, whole = _without(others, fold), _without(sound, fold)
        trees = grow(*examples([*cases, *labelled, *whole, *_frames(whole, labelled)]))
        forest = read_forest(stored(trees))
        known = list(_half_known(framed(sound[fold::FOLDS], others[fold::FOLDS], fold), fold))
        for kind, pages in (("labelled", others[fold::FOLDS]), ("sound", sound[fold::FOLDS]), ("framed", known)):
            judged[kind] += [row for page in pages for row in _judged(page, forest)]
    for kind, found in judged.items():
        print(f"{kind}:")
        for word, rows in (("taken", [r for r in found if r[0]]), ("flagged", [r for r in found if not r[0]])):
            print(
                f"  {word}: {sum(mine for _, mine, _, _ in rows)}, and wrongly {sum(not mine for _, mine, _, _ in rows)}"
            )
        for _, _, name, line in sorted(row for row in found if row[0] and not row[1]):
            print(f"    {name}: {line[:60]}")


def _without(pages: Sequence[Page], fold: int) -> list[Page]:
    return [page for n, page in enumerate(pages) if n % FOLDS != fold]


def _frames(texts: Sequence[Page], pages: Sequence[Page]) -> list[Page]:
    return [page for seed in range(FRAMED) for page in framed(texts, pages, seed)]


def _half_known(pages: Iterable[Page], seed: int) -> Iterator[Page]:
    """Pages of whose own lines the rules know about half."""
    random = Random(seed)
    return (replace(page, taken=[bool(own) and random.random() < 0.5 for own in page.own]) for page in pages)


def _judged(page: Page, forest: Forest) -> Iterator[tuple[bool, bool, str, str]]:
    """What a forest takes of a page (and what it flags): whether it is taken, whether that is right, the page, the line."""
    if not any(is_prose(line) for line, gone in zip(page.lines, page.taken, strict=True) if not gone):
        return
    with patch.object(weighing, "likelihood", partial(said_by, forest)):
        rules = ["rule" if gone else None for gone in page.taken]
        sure, likely = weighing.weigh(page.lines, rules, scraped=any(page.taken))
    for found, taken in ((sure, True), (likely, False)):
        for n in found:
            if page.own[n] is not None:
                yield taken, bool(page.own[n]), page.name, page.lines[n]


def stored(trees: Any) -> str:
    """The trees as the generator reads them."""
    names = list(describe(["一"], [False])[0])
    base = log(trees.init_.class_prior_[1] / trees.init_.class_prior_[0])
    rate = trees.learning_rate

    def branch(tree: Any, n: int) -> Any:
        if tree.children_left[n] < 0:
            return round(rate * float(tree.value[n][0][0]), 4)
        low, high = (branch(tree, int(side[n])) for side in (tree.children_left, tree.children_right))
        return [names[tree.feature[n]], round(float(tree.threshold[n]), 4), low, high]

    grown = [branch(stage[0].tree_, 0) for stage in trees.estimators_]
    rows = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in grown)
    return f'{{"base": {base:.4f}, "trees": [\n{rows}\n]}}\n'


def main() -> None:
    cases, others, sound, plain = (
        [page for page in pages() if page] for pages in (case_pages, labelled_pages, sound_pages, plain_pages)
    )
    if "--check" in sys.argv:
        check([*cases, *plain], others, sound)
        return
    grown = [*cases, *plain, *others, *sound, *_frames(sound, others)]
    trees = grow(*examples(grown))
    TREES.write_text(stored(trees), "utf8")
    print(f"{TREES.name}: {len(trees.estimators_)} trees from {len(grown)} pages")


if __name__ == "__main__":
    main()
