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
from math import log
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from generator.build import clean_seed
from generator.model import Piece
from generator.segment import furniture, passes
from generator.segment.weighing import describe, is_field
from tests.damage import pages as damaged
from tests.damage import sound_texts
from tests.pages import load_cases, seed_of

ROOT = Path(__file__).parents[1]
HERE = ROOT / "tests" / "labelled"
TREES = ROOT / "generator" / "data" / "furniture_trees.json"
COLUMNS = ("wrap-tight", "wrap-blank", "wrap-double", "merged", "untouched")  # classes of damage
DAMAGED = 12  # pages of each
HIDDEN = (0.3, 0.7, 1.0)  # shares of the known lines that the trees are not told of
FOLDS = 5
BOUNDS = (0.5, 0.7, 0.8, 0.9, 0.95)
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
        clean_seed(seed_of(raw))
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
        n_estimators=160, learning_rate=0.12, max_leaf_nodes=12, max_depth=6, min_samples_leaf=20, subsample=0.7,
        max_features=0.5, random_state=0,
    ).fit(rows, own)  # fmt: skip


def left_over(page: Page) -> Iterator[tuple[list[float], bool, str]]:
    """The lines of a page that no rule took and that are weighed: in numbers, whether they are the page's own, and their text."""
    rows = describe(page.lines, page.taken)
    for numbers, mine, gone, line in zip(rows, page.own, page.taken, page.lines, strict=True):
        if mine is not None and not gone and not is_field(numbers):
            yield list(numbers.values()), mine, line


def check(cases: Sequence[Page], others: Sequence[Page], sound: Sequence[Page]) -> None:
    """Say how trees judge pages that they did not grow from."""
    judged: dict[str, list[tuple[float, bool, str, str]]] = {"labelled": [], "sound": []}
    for fold in range(FOLDS):
        rest = [page for pages in (others, sound) for n, page in enumerate(pages) if n % FOLDS != fold]
        trees = grow(*examples([*cases, *rest]))
        for kind, pages in (("labelled", others), ("sound", sound)):
            for page in pages[fold::FOLDS]:
                rows = list(left_over(page))
                if rows:
                    shares = trees.predict_proba([row for row, _, _ in rows])[:, 1]
                    judged[kind] += [
                        (s, mine, page.name, line) for s, (_, mine, line) in zip(shares, rows, strict=True)
                    ]
    for kind, found in judged.items():
        print(
            f"{kind}: {len(found)} lines that no rule took, {sum(mine for _, mine, _, _ in found)} of them the page's own"
        )
        for bound in BOUNDS:
            hits = [mine for share, mine, _, _ in found if share >= bound]
            print(f"  from {bound}: {sum(hits)} found, {len(hits) - sum(hits)} wrongly")
        for share, _, name, line in sorted((row for row in found if row[0] >= BOUNDS[1] and not row[1]), reverse=True):
            print(f"  {share:.2f} {name}: {line[:60]}")


def stored(trees: Any, names: Sequence[str]) -> str:
    """The trees as the generator reads them."""
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
    grown = [*cases, *plain, *others, *sound]
    trees = grow(*examples(grown))
    names = list(describe(["一"], [False])[0])
    TREES.write_text(stored(trees, names), "utf8")
    print(f"{TREES.name}: {len(trees.estimators_)} trees from {len(grown)} pages")


if __name__ == "__main__":
    main()
