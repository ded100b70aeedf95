"""The interface in two languages, and the tables for the two scripts, as the generator writes them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from handmade import hostile_archive
from opencc import OpenCC

from generator.conversion import CONVERSIONS, Table, conversion_files, table
from generator.render import labels, render_site

ROOT = Path(__file__).parent.parent
HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
BY_HAND = sorted([*(ROOT / "site_src" / "overrides").rglob("*.html"), *(ROOT / "site_src" / "about").glob("*.md")])

# -- words ----------------------------------------------------------------------------------------------------------


class English(HTMLParser):
    """What the elements of a page say in English, and what else is in them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.mixed: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.open and self.open[-1][1]:
            self.mixed.append(tag)
        self.said += [value or "" for name, value in attrs if name.startswith("data-en")]
        if tag not in ("img", "input", "br", "hr", "meta", "link", "path", "circle", "rect", "line"):
            self.open.append((tag, any(name == "data-en" for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass


@cache
def rendered() -> tuple[tuple[str, str], ...]:
    return tuple((path, text) for path, text in render_site(hostile_archive()).items() if path.endswith(".md"))


def test_english_is_there_and_english() -> None:
    """Wherever something is said in English, it is said, and in no Chinese character."""
    wrong = [(path, said) for path, text in rendered() for said in English(text).said if not said or HAN.search(said)]
    assert wrong == []


def test_what_is_said_in_two_languages_holds_nothing_else() -> None:
    """The English takes the place of all text of an element: an element with others in it would lose theirs."""
    wrong = [(path, tag) for path, text in rendered() for tag in English(text).mixed]
    assert wrong == []


@pytest.mark.parametrize("path", BY_HAND, ids=lambda path: path.name)
def test_english_written_by_hand_is_english(path: Path) -> None:
    said = re.findall(r'data-en[a-z-]*="([^"]*)"', path.read_text("utf-8"))
    plain = [re.sub(r"\{[{%].*?[%}]\}", "x", one) for one in said]
    assert [one for one in plain if not one or HAN.search(one)] == []


def test_every_label_has_its_english() -> None:
    tables = (
        labels.TYPES, labels.FORMATS, labels.VENUE_ROLES, labels.SCRIPTS, labels.MISSING, labels.ROLES,
        labels.PERSON_ROLES, labels.RELATIONS, labels.KINDS, labels.FORM_STATUS, labels.RIGHTS,
    )  # fmt: skip
    words = [zh for one in tables for zh in one.values()] + [zh for zh, _ in labels.REVIEWS.values()]
    assert [zh for zh in words if not labels.english(zh)] == []
    assert all(labels.folder(name)[1] for name in labels.FOLDERS)


def test_the_search_says_values_as_the_pages_do() -> None:
    """`assets/find/words.js` has a table of its own; of the types of documents it says the same."""
    source = (ROOT / "site_src/assets/find/words.js").read_text("utf-8")
    for id, zh in labels.TYPES.items():
        assert f'"type.{id}": ["{zh}", "{labels.english(zh)}"]' in source


def test_scripts_of_pages_come_with_both_languages() -> None:
    """No script of a page says something in Chinese alone: on a line with Chinese there is its English."""
    wrong = []
    for name in ("tables", "report", "links"):
        text = re.sub(r"/\*.*?\*/", "", (ROOT / f"site_src/assets/{name}.js").read_text("utf-8"), flags=re.DOTALL)
        text = re.sub(r"//[^\n]*", "", text)
        for said in re.finditer(r"[\"'][^\"'\n]*[\u4e00-\u9fff][^\n]*", text):
            near = text[max(0, said.start() - 200) : said.end() + 200]
            if not re.search(r"say\(|data-en|dataset\.en|english|\(none\)", near):
                wrong.append((name, said[0]))
    assert wrong == []


# -- tables of conversion -------------------------------------------------------------------------------------------


def converted(text: str, by: Table) -> str:
    """What `assets/script.js` does, in short; the browser's own way is tested in tests/browser/test_language.py."""
    usual = "".join(by.usual.get(char, char) for char in text)
    longest = max(map(len, by.phrases))
    out: list[str] = []
    at = 0
    while at < len(usual):
        found = next((usual[at : at + n] for n in range(longest, 1, -1) if usual[at : at + n] in by.phrases), usual[at])
        out.append(by.phrases.get(found) or by.characters.get(found, found))
        at += len(found)
    return "".join(out)


def invented(name: str, number: int) -> Iterator[str]:
    """Texts of phrases, parts of phrases and rare characters, as no one would write them."""
    chance = random.Random(name)
    of = table(name)
    phrases, chars = sorted(of.phrases), sorted([*of.characters, *of.usual, "，", "a", "\ufe00", "\U00020000"])
    for _ in range(number):
        parts = []
        for _ in range(chance.randint(1, 8)):
            phrase = chance.choice(phrases)
            cut = chance.randrange(len(phrase))
            parts.append(chance.choice((phrase, phrase[:cut], phrase[cut:], chance.choice(chars))))
        yield "".join(parts)


@pytest.mark.parametrize("name", CONVERSIONS)
def test_the_tables_convert_as_the_library(name: str) -> None:
    library, own = OpenCC(name), table(name)
    texts = list(invented(name, 1500))
    assert [text for text in texts if converted(text, own) != library.convert(text)] == []


@pytest.mark.parametrize("name", CONVERSIONS)
def test_the_files_hold_the_whole_tables(name: str) -> None:
    """What is packed for the browser can be unpacked: no phrase is lost, no other comes in."""
    written = dict(conversion_files())[f"data/script/{name}.js"]
    held = json.loads(written.removeprefix(f'archiveScriptTable("{name}",').removesuffix(");\n"))
    of = table(name)
    found: dict[str, str] = {}
    last = ""
    for line in held["phrases"].split("\n"):
        head, *changes = line.split("=")
        last = last[: int(head[0], 36)] + head[1:]
        to = list(of.plain(last))
        for change in changes:
            to[int(change[0], 36)] = change[1]
        found[last] = "".join(to)
    assert found == dict(of.phrases)
    assert held["usual"] == "".join(char + to for char, to in sorted(of.usual.items()))
