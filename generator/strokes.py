"""How many strokes Chinese characters have, for lists in the order that needs no reading of them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def strokes(char: str) -> int | None:
    """The strokes of a character, as the Unihan database counts them; None for what is no Chinese character.

    >>> strokes("一"), strokes("绿"), strokes("綠"), strokes("A")
    (1, 11, 14, None)
    """
    return _table().get(char)


@cache
def _table() -> dict[str, int]:
    lines = files("generator").joinpath("data/strokes.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {char: int(number) for number, characters in rows for char in characters}
