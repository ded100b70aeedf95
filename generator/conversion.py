"""The tables by which a browser shows a text in the other script, exactly as OpenCC would convert it.

They are read at build time from the dictionaries of the installed OpenCC, with the program that comes with it for this
(`opencc_dict`): nothing is copied by hand, and a new version of the library brings its new tables. What the browser does
with them is in `site_src/assets/script.js`; why it is done there, in decision 0085. Display only: texts stay as published.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import opencc

CONVERSIONS = ("s2t", "t2s")  # never one that changes vocabulary
FOLDER = "data/script"
_CLIB = Path(opencc.__file__).parent / "clib"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class ConversionError(RuntimeError):
    """The installed OpenCC is not built as this program knows it, or its tables cannot be written out to be read."""


@dataclass(frozen=True)
class Table:
    """A conversion: single characters put into their usual form first, then the longest phrase, else the character."""

    usual: Mapping[str, str]
    phrases: Mapping[str, str]
    characters: Mapping[str, str]

    def plain(self, text: str) -> str:
        """The text converted character by character, as if there were no phrases."""
        return "".join(self.characters.get(char, char) for char in text)


def conversion_files() -> Iterator[tuple[str, str]]:
    """The tables as scripts, which a page on a disk may load too."""
    for name in CONVERSIONS:
        yield f"{FOLDER}/{name}.js", _script(name)


@cache
def _script(name: str) -> str:
    found = table(name)
    told = {
        "usual": _pairs(found.usual),
        "characters": _pairs({char: to for char, to in found.characters.items() if char != to}),
        "phrases": "\n".join(_entries(found)),
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return f'archiveScriptTable("{name}",{text});\n'


def _pairs(characters: Mapping[str, str]) -> str:
    """One character for one other, all in a row."""
    return "".join(char + to for char, to in sorted(characters.items()))


def _entries(found: Table) -> Iterator[str]:
    """Phrases in order, each as what it shares with the one before, what follows, and where it is not converted plainly.

    A phrase that is converted plainly is kept too: it says where a text is cut, and so what other phrases it holds.
    """
    last = ""
    for phrase, to in sorted(found.phrases.items()):
        shared = next((n for n, (a, b) in enumerate(zip(last, phrase, strict=False)) if a != b), len(last))
        changes = [(n, b) for n, (a, b) in enumerate(zip(phrase, to, strict=True)) if found.characters.get(a, a) != b]
        yield _DIGITS[shared] + phrase[shared:] + "".join(f"={_DIGITS[n]}{char}" for n, char in changes)
        last = phrase


# -- reading OpenCC's own files -------------------------------------------------------------------------------------


@cache
def table(name: str) -> Table:
    """A conversion of OpenCC, from its configuration and dictionaries."""
    config = json.loads((_CLIB / "share" / "opencc" / f"{name}.json").read_text(encoding="utf-8"))
    first, *levels = [_read(level) for level in _levels(name, config)]
    characters: dict[str, str] = {}
    for level in levels:
        characters = {**level, **characters}
    usual: dict[str, str] = {}
    for one in config.get("normalization", ()):
        usual.update(_read([one["dict"]]))
    found = Table(usual, first, characters)
    _verify(name, found)
    return found


def _levels(name: str, config: Mapping[str, Any]) -> list[list[Mapping[str, Any]]]:
    """The dictionaries in the order in which they are asked: the phrases, then tables of characters."""
    chain = config["conversion_chain"]
    group = chain[0]["dict"]
    if len(chain) != 1 or group.get("match_policy") != "short_circuit" or len(group["dicts"]) < 2:
        raise ConversionError(
            f"{name}.json of OpenCC {opencc.__version__} has another form: see generator/conversion.py"
        )
    return [level["dicts"] if level["type"] == "group" else [level] for level in group["dicts"]]


def _verify(name: str, found: Table) -> None:
    """Does the shape of the dictionaries allow what `script.js` does with them?"""
    sizes = all(len(phrase) == len(to) > 1 for phrase, to in found.phrases.items())
    single = all(len(a) == len(b) == 1 for part in (found.usual, found.characters) for a, b in part.items())
    apart = not any(set(phrase) & set("=\n") for phrase in found.phrases)
    if not (sizes and single and apart):
        raise ConversionError(f"{name} of OpenCC {opencc.__version__} has other entries: see generator/conversion.py")


def _read(dictionaries: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Keys with the first of their values; of two dictionaries, the first that has a key."""
    found: dict[str, str] = {}
    for one in dictionaries:
        for line in _text(str(one["file"])).split("\n"):
            key, tab, values = line.partition("\t")
            if tab:
                found.setdefault(key, values.split(" ")[0])
    return found


def _text(file: str) -> str:
    """A dictionary of OpenCC as text."""
    program = next((path for path in (_CLIB / "bin").glob("opencc_dict*")), None)
    if not program:
        raise ConversionError(
            f"OpenCC {opencc.__version__} comes without opencc_dict: install the one of requirements.lock"
        )
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder) / "text"
        source = _CLIB / "share" / "opencc" / file
        command = [str(program), "-i", str(source), "-o", str(there), "-f", "ocd2", "-t", "text"]
        try:
            subprocess.run(command, check=True, capture_output=True)
            return there.read_text(encoding="utf-8")
        except (subprocess.CalledProcessError, OSError) as error:
            remedy = "make room there, or set TMPDIR to a folder that has some"
            raise ConversionError(f"{there}: OpenCC cannot write its table {file} ({error}); {remedy}") from error
