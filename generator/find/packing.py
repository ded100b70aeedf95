"""Numbers as text that compresses well and needs no escaping in JSON, and the files that the browser loads.

Every file of the index is a classic script with one call, `findChunk(name, value, …)`: a page loads it with `<script>`,
a worker with `importScripts`, over http and from a disk alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

# Printable ASCII without what JSON escapes, and without the separator of lists.
SEPARATOR = "<"
DIGITS = "".join(chr(code) for code in range(32, 127) if chr(code) not in f'"\\{SEPARATOR}')
_LAST = 56  # so many digits end a number; the others say that more follows
_MORE = len(DIGITS) - _LAST


def _number(value: int) -> str:
    parts = []
    while value >= _LAST:
        value -= _LAST
        parts.append(DIGITS[_LAST + value % _MORE])
        value //= _MORE
    return "".join(parts) + DIGITS[value]


_READY = [_number(value) for value in range(5000)]  # most numbers are small, and there are millions


def number(value: int) -> str:
    """A number from 0, small ones short.

    >>> number(0), number(55), number(56), len(number(10_000))
    (' ', 'Y', 'Z ', 3)
    """
    return _READY[value] if value < len(_READY) else _number(value)


def numbers(values: Iterable[int]) -> str:
    return "".join(map(number, values))


def signed(value: int) -> int:
    """A number that may be negative as one that is not: 0, -1, 1, -2 … become 0, 1, 2, 3 …"""
    return 2 * value if value >= 0 else -2 * value - 1


def gaps(values: Iterable[int]) -> str:
    """Rising numbers, each as its distance from the one before."""
    parts, last = [], 0
    for value in values:
        parts.append(number(value - last))
        last = value
    return "".join(parts)


def script(name: str, *values: Any) -> str:
    """A file of the index."""
    told = ",".join(_json(value) for value in (name, *values))
    return f"findChunk({told});\n"


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")  # line ends in scripts of before 2019


def order(key: str) -> bytes:
    """The order in which a browser compares texts."""
    return key.encode("utf-16-be")
