"""Decision trees grown from labelled pages (`python -m tests.grow_trees`), and what they say together.

A tree asks of a line's numbers (`segment/weighing.py`), one after another, whether one is more than a bound, and ends in
a number of its own; their sum is the logarithm of the odds (gradient boosting: Friedman, Annals of Statistics 29, 2001).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

Tree = float | tuple[str, float, "Tree", "Tree"]
Forest = tuple[float, tuple[Tree, ...]]  # the base, and the trees


def likelihood(numbers: Mapping[str, float]) -> float:
    """How likely a line so described is the page's own, 0..1."""
    return said_by(_forest(), numbers)


def said_by(forest: Forest, numbers: Mapping[str, float]) -> float:
    """What one forest says, 0..1."""
    base, trees = forest
    return 1 / (1 + exp(-base - sum(_leaf(tree, numbers) for tree in trees)))


def read_forest(stored: str) -> Forest:
    """The base, and the trees: of each what is asked, its bound, and the trees for no more and for more; or a number."""
    read = json.loads(stored)
    return read["base"], tuple(map(_tree, read["trees"]))


def _leaf(tree: Tree, numbers: Mapping[str, float]) -> float:
    while not isinstance(tree, float):
        name, bound, low, high = tree
        tree = low if numbers[name] <= bound else high
    return tree


@cache
def _forest() -> Forest:
    return read_forest(files("generator").joinpath("data/furniture_trees.json").read_text(encoding="utf-8"))


def _tree(stored: Any) -> Tree:
    if isinstance(stored, float):
        return stored
    name, bound, low, high = stored
    return name, bound, _tree(low), _tree(high)
