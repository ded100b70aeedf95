"""The engine of the search in a real browser, on made-up documents: it finds all, and nothing else."""

from __future__ import annotations

import functools
import http.server
import random
import shutil
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from finding import PEOPLE, documents, folded_units, substring
from opencc import OpenCC
from playwright.sync_api import Browser, Page

from browser.conftest import ROOT, Quiet
from generator.find import index, index_files
from generator.find.entries import Entry
from generator.find.fold import fold, table

pytestmark = pytest.mark.browser

ASSETS = ROOT / "site_src" / "assets" / "find"
SEARCH = """async ([query, chosen, order]) => {
  window.engine = window.engine || new ArchiveFind.Engine("find/");
  await engine.ready();
  const asked = ArchiveFind.parse(query, engine.folding);
  const result = await ArchiveFind.search(engine, asked, chosen, ArchiveWords.labels);
  const facets = {};
  for (const name of ["type", "speaker", "year"]) facets[name] = Object.fromEntries(await ArchiveFind.counts(engine, result, name));
  return {
    hits: ArchiveFind.sorted(engine, result.hits, order).map((hit) => [hit.document, Array.from(hit.units), hit.apart]),
    notices: asked.notices.map((notice) => notice.what), facets, whole: result.whole,
  };
}"""


@pytest.fixture(scope="module")
def seed() -> int:
    return time.time_ns() % 1_000_000


@pytest.fixture(scope="module")
def made(seed: int) -> list[Entry]:
    return list(documents(90, seed, characters=900))


@pytest.fixture(scope="module")
def folder(made: list[Entry], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index in many small files, so that a few documents are searched as thousands are."""
    here = tmp_path_factory.mktemp("engine")
    with pytest.MonkeyPatch.context() as patched:
        for name, value in (("BUCKET", 3000), ("HEAVY", 60), ("SHARD", 2500)):
            patched.setattr(index, name, value)
        for name, text in index_files(made):
            path = here / "find" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    scripts = ("folding.js", "engine.js", "query.js", "words.js")
    for name in scripts:
        shutil.copy(ASSETS / name, here)
    loaded = "".join(f"<script src={name}></script>" for name in scripts)
    (here / "index.html").write_text(f"<!doctype html><meta charset=utf-8>{loaded}", encoding="utf-8")
    return here


@pytest.fixture(scope="module", params=["file"])
def engine(request: pytest.FixtureRequest, folder: Path, browser: Browser) -> Iterator[Page]:
    """The engine in a page: over http it loads the same files in the same way, as the slow tests prove."""
    handler = functools.partial(Quiet, directory=str(folder))
    page = browser.new_page()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        served = f"http://127.0.0.1:{running.server_address[1]}/"
        page.goto((served if request.param == "http" else f"{folder.as_uri()}/") + "index.html")
        yield page
        running.shutdown()
    page.close()


def ask(page: Page, query: str, chosen: dict[str, list[str]] | None = None, order: str = "relevance") -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(SEARCH, [query, chosen or {}, order])
    return found


def units(found: dict[str, Any]) -> list[int]:
    return sorted(unit for _, here, _ in found["hits"] for unit in here)


def ids(found: dict[str, Any]) -> set[int]:
    return {document for document, _, _ in found["hits"]}


def by_hand(made: list[Entry], *wanted: str, unwanted: str = "") -> set[int]:
    """Documents that have all of the words, each in some paragraph, and the unwanted one in none."""
    words, without = [fold(word) for word in wanted], fold(unwanted)

    def fits(texts: list[str]) -> bool:
        has = all(any(word in text for text in texts) for word in words)
        return has and not (without and any(without in text for text in texts))

    return {at for at, entry in enumerate(made) if fits(folded_units([entry]))}


def test_every_paragraph_with_a_string_is_found_and_no_other(engine: Page, made: list[Entry], seed: int) -> None:
    found_and_no_other(engine, made, seed, how_many=20)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["http", "file"], indirect=True)
def test_five_hundred_strings_over_http_and_from_the_disk(engine: Page, made: list[Entry], seed: int) -> None:
    found_and_no_other(engine, made, seed + 1, how_many=500)


def found_and_no_other(engine: Page, made: list[Entry], seed: int, how_many: int) -> None:
    """Strings as printed, in Simplified and in Traditional characters, and the commonest, against a search by hand."""
    folded, random_ = folded_units(made), random.Random(seed)
    printed = [unit.text for entry in made for unit in entry.units]
    pieces = [substring(random_, printed) for _ in range(how_many)]
    scripts = [OpenCC(config) for config in ("t2s", "s2t")]
    pieces += [script.convert(piece) for piece in pieces for script in scripts]
    commonest = Counter(text[at : at + 3] for text in folded for at in range(len(text) - 2)).most_common(10)
    for piece in [*pieces, *(triple for triple, _ in commonest)]:
        phrase = fold(piece)
        wanted = [at for at, text in enumerate(folded) if phrase in text]
        assert units(ask(engine, piece)) == wanted, f"{piece!r} (seed {seed})"


def test_single_characters_of_every_kind_are_found(engine: Page, made: list[Entry]) -> None:
    folded = folded_units(made)
    for char in ("的", "國", "𠮷", "カ", "b", "2"):
        found = units(ask(engine, char))
        assert found == [at for at, text in enumerate(folded) if fold(char) in text]
        assert found


def test_words_together_apart_and_excluded(engine: Page, made: list[Entry], seed: int) -> None:
    random_, folded = random.Random(seed), folded_units(made)
    printed = [unit.text for entry in made for unit in entry.units]
    for _ in range(8):
        one, two, three = (substring(random_, printed, 2) for _ in range(3))
        found = ask(engine, f"{one} {two}")
        assert ids(found) == by_hand(made, one, two), f"{one!r} {two!r} (seed {seed})"
        for _, here, apart in found["hits"]:
            assert all((fold(one) in folded[at] and fold(two) in folded[at]) != apart for at in here)
        together = [not apart for _, _, apart in found["hits"]]
        assert together == sorted(together, reverse=True)
        assert ids(ask(engine, f"{one} -{three}")) == by_hand(made, one, unwanted=three), f"{one!r} -{three!r}"


def test_quotes_keep_marks_and_script_does_not_matter(engine: Page, made: list[Entry]) -> None:
    texts = [unit.text for entry in made for unit in entry.units]
    for quoted in ("“合作”", "合作", "2030 年", "的一", "一带一路", "，"):
        found = units(ask(engine, f'"{quoted}"'))
        if not fold(quoted):
            assert found == []
            continue
        simple = OpenCC("t2s")
        assert found == [at for at, text in enumerate(texts) if quoted in text or quoted in simple.convert(text)], (
            quoted
        )


def test_what_is_not_read_is_neither_shown_nor_counted(engine: Page, made: list[Entry]) -> None:
    """Marks at the ends of a quoted phrase are checked in the texts; with few of them read there may be more, and it says so."""
    texts = [unit.text for entry in made for unit in entry.units]
    wanted = [at for at, text in enumerate(texts) if "，的" in text]
    having = {at for at, entry in enumerate(made) if any("，的" in unit.text for unit in entry.units)}
    assert len(wanted) > 1
    assert units(ask(engine, "的"))  # there is an engine now
    for most, whole in ((1, False), (10_000, True)):
        engine.evaluate("most => { engine.most = most; }", most)
        some, without = ask(engine, '"，的"'), ask(engine, '的 -"，的"')
        assert set(units(some)) <= set(wanted)
        assert (units(some) == wanted) == whole
        assert not ids(without) & having
        assert [some["whole"], without["whole"]] == [whole, whole]
    engine.evaluate("engine.most = ArchiveFind.READ_SHARDS")


def test_fields_facets_and_their_counts(engine: Page, made: list[Entry]) -> None:
    chosen = {"type": ["speech", "news"], "speaker": [PEOPLE[0], PEOPLE[3]]}
    found = ask(engine, "的", chosen)
    having = by_hand(made, "的")
    fits = {name: {at for at in having if set(made[at].facets[name]) & set(values)} for name, values in chosen.items()}
    assert ids(found) == fits["type"] & fits["speaker"]
    others = {"type": fits["speaker"], "speaker": fits["type"], "year": fits["type"] & fits["speaker"]}
    for name, within in others.items():
        assert found["facets"][name] == dict(Counter(value for at in within for value in made[at].facets[name])), name
    for query, wanted in (
        ("类型:新闻", {at for at, entry in enumerate(made) if entry.type == "news"}),
        ("type:news 的", {at for at in having if made[at].type == "news"}),
        ("的 -讲话人:李建国", {at for at in having if "李建国" not in made[at].people}),
        ("speaker:SMITH", {at for at, entry in enumerate(made) if "John Smith" in entry.people}),
        ("讲话人:陈丽华", {at for at, entry in enumerate(made) if "陳麗華" in entry.people}),
        ("题名:的", {at for at, entry in enumerate(made) if "的" in fold(entry.units[0].text)}),
    ):
        assert ids(ask(engine, query)) == wanted, query


def test_the_order_is_by_date_where_asked(engine: Page, made: list[Entry]) -> None:
    for order, sign in (("oldest", 1), ("newest", -1)):
        dates = [made[document].date or "" for document, _, _ in ask(engine, "的", order=order)["hits"]]
        placed = [date for date in dates if not date.startswith("XXXX")]
        assert placed == sorted(placed, reverse=sign < 0)
        yearless = dates[len(placed) :]  # behind all that have a year, whatever is asked
        assert yearless
        assert yearless == sorted(yearless, reverse=sign < 0)
        assert all(date.startswith("XXXX") for date in yearless)


def test_a_day_without_a_year_is_in_no_column_of_the_histogram_and_says_so(engine: Page, made: list[Entry]) -> None:
    told = engine.evaluate(
        """async () => {
          const result = await ArchiveFind.search(engine, ArchiveFind.parse("的", engine.folding), {}, ArchiveWords.labels);
          const found = ArchiveFind.histogram(engine, result.hits);
          return [[...found.counts.keys()], found.undated, ArchiveWords.date("XXXX-09-06"), ArchiveWords.date("2020-09-06")];
        }"""
    )
    found = [made[document].date or "" for document, _, _ in ask(engine, "的")["hits"]]
    assert sorted(told[0]) == sorted({int(date[:4]) for date in found if date[:4].isdigit()})
    assert told[1] == sum(date.startswith("XXXX") for date in found) > 0
    assert told[2:] == ["9月6日（年份不详）", "2020年9月6日"]


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ('"合作', "unclosed"),
        ("speker:王", "field"),
        ("，。", "empty"),
        ("年:", "novalue"),
        ("-合作", "only-not"),
        ("-合作 -的", "all-not"),
        ("- 合作", "empty"),
    ],
)
def test_a_faulty_query_is_explained(engine: Page, query: str, notice: str) -> None:
    assert ask(engine, query)["notices"] == [notice]


@pytest.mark.parametrize("query", ['"合作', '合"作', '"合"作', "-合作", "合作-", "：合作"])
def test_signs_of_the_query_language_in_a_text_do_not_hide_it(engine: Page, made: list[Entry], query: str) -> None:
    assert ids(ask(engine, query)) == by_hand(made, "合作")


def test_words_before_a_full_width_colon_are_a_field_only_where_they_name_a_value(
    engine: Page, made: list[Entry]
) -> None:
    assert ids(ask(engine, "讲话人：李建国")) == {at for at, entry in enumerate(made) if "李建国" in entry.people}
    text = fold("年的")
    assert ids(ask(engine, "年：的")) == {
        at for at, entry in enumerate(made) if any(text in one for one in folded_units([entry]))
    }


def test_the_browser_folds_every_character_as_the_index_does(engine: Page) -> None:
    script = """async (table) => {
      window.engine = window.engine || new ArchiveFind.Engine("find/");
      await engine.ready();
      const wrong = [];
      for (let code = 1; code < 0x110000; code++) {
        if (code === 0xd800) code = 0xe000;
        const char = String.fromCodePoint(code);
        const wanted = code in table ? table[code] : char;
        if (engine.folding.fold(char).text !== wanted) wrong.push(code);
      }
      return wrong;
    }"""
    assert engine.evaluate(script, {str(code): text for code, text in table().items()}) == []
