"""The interface in two languages, and the tables for the two scripts, as the generator writes them."""

from __future__ import annotations

import ast
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

from generator import standing
from generator.conversion import CONVERSIONS, Table, conversion_files, table
from generator.reasons import HOLE, QUOTED, catalogue, english
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


def is_english(said: str) -> bool:
    """Is it said, and in no Chinese character but those that it quotes?"""
    return bool(said) and not HAN.search(re.sub("“.*”", "", said, flags=re.DOTALL))


@cache
def rendered() -> tuple[tuple[str, str], ...]:
    return tuple((path, text) for path, text in render_site(hostile_archive()).items() if path.endswith(".md"))


def test_english_is_there_and_english() -> None:
    """Wherever something is said in English, it is said, and in no Chinese character but those that it quotes."""
    every = ((path, said) for path, text in rendered() for said in English(text).said)
    wrong = [(path, said) for path, said in every if not is_english(said)]
    assert wrong == []


def test_what_is_said_in_two_languages_holds_nothing_else() -> None:
    """The English takes the place of all text of an element: an element with others in it would lose theirs."""
    wrong = [(path, tag) for path, text in rendered() for tag in English(text).mixed]
    assert wrong == []


@pytest.mark.parametrize("path", BY_HAND, ids=lambda path: path.name)
def test_english_written_by_hand_is_english(path: Path) -> None:
    said = re.findall(r'data-en[a-z-]*="([^"]*)"', path.read_text("utf-8"))
    plain = [re.sub(r"\{[{%].*?[%}]\}", "x", one) for one in said]
    assert [one for one in plain if not is_english(one)] == []


def test_every_label_has_its_english() -> None:
    tables = (
        labels.TYPES, labels.FORMATS, labels.VENUE_ROLES, labels.SCRIPTS, standing.MISSING, labels.ROLES,
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


# -- reasons --------------------------------------------------------------------------------------------------------


HELD = "x"  # stands for what a reason takes in


def strings(node: ast.AST) -> Iterator[str]:
    """The strings of a piece of source; what is put into one is a hole in it."""
    inner = {id(part) for one in ast.walk(node) if isinstance(one, ast.JoinedStr) for part in one.values}
    for one in ast.walk(node):
        if isinstance(one, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else HELD for part in one.values)
        elif isinstance(one, ast.Constant) and isinstance(one.value, str) and id(one) not in inner:
            yield one.value


@cache
def sources() -> tuple[ast.Module, ...]:
    places = (ROOT / "generator").rglob("*.py")
    return tuple(ast.parse(path.read_text("utf-8")) for path in sorted(places) if "render" not in path.parts)


def test_what_the_source_gives_as_a_reason_has_its_english() -> None:
    """As it stands in the code, so also where no test comes; tests of the rules and pages hold it for what they find."""
    place = {"Edit": 5, "Flag": 4, "PlacedFlag": 6}
    given: list[ast.AST] = []
    for node in (node for module in sources() for node in ast.walk(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            given += node.args[place.get(node.func.id, 99) :][:1]
            given += [word.value for word in node.keywords if word.arg in ("reason", "why")]
        elif isinstance(node, ast.Assign | ast.AugAssign):
            names = node.targets if isinstance(node, ast.Assign) else [node.target]
            given += [node.value] if any("reason" in ast.unparse(name).lower() for name in names) else []
    said = {re.sub(f"^{HELD}?；", "", one) for node in given for one in strings(node) if len(HAN.findall(one)) > 1}
    assert len(said) > 80
    assert [one for one in sorted(said) if not english(one)] == []


def test_every_reason_in_the_catalogue_is_one_that_the_source_gives() -> None:
    """And gives once. One that nothing says any more is a mistake of whoever changed its Chinese."""
    rows = (ROOT / "generator/data/reasons.tsv").read_text("utf-8").split("\n")
    assert len([row for row in rows if row and row[0] != "#"]) == len(catalogue())
    bare = str.maketrans("", "", "“”（）")
    every = "\n".join(one for module in sources() for one in strings(module)).translate(bare)
    parts = ((zh, part) for zh in catalogue() for part in HOLE.sub("\n", zh).translate(bare).split("\n"))
    assert [zh for zh, part in parts if part not in every] == []


@pytest.mark.parametrize("zh", catalogue())
def test_the_english_of_a_reason_is_english(zh: str) -> None:
    en = catalogue()[zh]
    assert en
    assert not HAN.search(QUOTED.sub("", en))
    assert set(HOLE.findall(en)) <= set(HOLE.findall(zh))
    quoted = set(HOLE.findall("".join(QUOTED.findall(zh))))
    assert quoted & set(HOLE.findall(QUOTED.sub("", en))) == set()


def test_what_a_person_wrote_is_not_put_into_english() -> None:
    for text in ("衍“其来”二字，据某报第3版", "此行起是另一篇；未改", "与第三行相同", "“甲”是前一字乙的读音", ""):
        assert english(text) is None, text


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
