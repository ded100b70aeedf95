"""A name or set phrase that stands with one character missing: `人类命运同体`, `世界卫组织`.

Typing, scanning and careless deleting lose single characters. Three witnesses tell which one is lost, and the reason says
which spoke: the document itself, which has the full form elsewhere; its own names in marks (`《…》`, `“…”`); and a table
of names and phrases whose wording is fixed (`generator/data/set_phrases.tsv`). Flagged, never changed: what the witness
prints is what the witness prints.

Left alone: a first or last character that is missing (what stands there may be another word), phrases shorter than six
characters, forms in use themselves (`和平共处五原则`, `最发达国家`; the table lists them), numbers, which change from name
to name, and every wording that may be an author's own shortening (`领导会晤`, `应共同努力`).

>>> [(flag.text, flag.likely) for flag in find("推动构建人类命运同体，支持“一一路”倡议", "")]
[('人类命运同体', '人类命运共同体'), ('一一路”倡议', '一带一路倡议')]
>>> list(find("坚持和平共处五原则，最发达国家应承担责任；东亚命运共同体", ""))
[]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import rjieba

from generator import hanzi, set_phrases
from generator.model import Flag, Rule

MARKS = "“”‘’「」『』《》〈〉 \u3000"  # may stand inside a phrase and are no part of it
OFTEN = 3  # a form that the document has so often is its own
LESS = 6  # characters of a run less one that is looked for among the document's own longer runs
_NAME = re.compile(r"[《“「『〈](?P<name>[\u4e00-\u9fff]{3,30})[》”」』〉]")
_RUN = re.compile(r"[\u4e00-\u9fff]{6,}")
_NUMERALS = "一二三四五六七八九十百千万亿两〇零第几双多单"
_BOUND = 0.2  # of all words that hold a character: the share up to which it hardly stands alone


def find(text: str, whole: str) -> Iterator[Flag]:
    if hanzi.has_kana(text):
        return
    done = 0
    for flag in sorted(
        (*_phrases(text, whole), *_names(text, whole), *_runs(text, whole)), key=lambda flag: flag.start
    ):
        if flag.start >= done:
            done = flag.end
            yield flag


# -- names and phrases of the table ---------------------------------------------------------------------------------


def _phrases(text: str, whole: str) -> Iterator[Flag]:
    bare = set_phrases.Bare(text, MARKS)
    for at, form, phrase in set_phrases.shortened().find(bare.text):
        if _other_words(bare.text, at, form, phrase):
            continue
        start, end = bare.span(at, at + len(form))
        own = _bare_whole(whole).count(phrase)
        reason = f"本文他处作“{phrase}”，此处少一字" if own else f"固定名称或提法通作“{phrase}”，此处少一字"
        likely = set_phrases.in_script_of(text, phrase)
        yield Flag(start, end, text[start:end], RULE.id, f"{reason}；未改", likely)


@lru_cache(maxsize=4)
def _bare_whole(whole: str) -> str:
    return set_phrases.Bare(whole, MARKS).text


def _other_words(text: str, at: int, form: str, phrase: str) -> bool:
    """May the single character left before or after the gap belong to a word outside: `东|亚命运共同体`?"""
    lost = next(n for n, char in enumerate(phrase) if form[n : n + 1] != char)
    before, after = text[max(0, at - 1) : at + 1], text[at + len(form) - 1 : at + len(form) + 1]
    return (lost == 1 and before in hanzi.words()) or (lost == len(form) - 1 and after in hanzi.words())


# -- the document's own names ---------------------------------------------------------------------------------------


def _names(text: str, whole: str) -> Iterator[Flag]:
    for match in _NAME.finditer(text):
        name = match["name"]
        full = _own_names(whole).get(name)
        if full:
            reason = f"本文他处作“{full}”，此处少一字；未改"
            yield Flag(match.start("name"), match.end("name"), name, RULE.id, reason, full)


@lru_cache(maxsize=4)
def _own_names(whole: str) -> dict[str, str]:
    """Names in marks that stand there once, with the name that stands there often and has one character more inside."""
    counts = Counter(match["name"] for match in _NAME.finditer(whole))
    often = [name for name, count in counts.items() if count >= OFTEN and len(name) > 3]
    return {short: name for name in often for short in _less_one(name) if counts[short] == 1}


def _less_one(name: str) -> Iterator[str]:
    for at in range(1, len(name) - 1):
        if name[at] not in _NUMERALS:
            yield name[:at] + name[at + 1 :]


# -- the document's own words ---------------------------------------------------------------------------------------


def _runs(text: str, whole: str) -> Iterator[Flag]:
    own = _own_runs(whole)
    if not own:
        return
    for run in _RUN.finditer(text):
        for at in range(run.start(), run.end() - LESS + 1):
            full = own.get(text[at : at + LESS])
            if full:
                reason = f"本文他处作“{full}”，此处少一字；未改"
                yield Flag(at, at + LESS, text[at : at + LESS], RULE.id, reason, full)


@lru_cache(maxsize=4)
def _own_runs(whole: str) -> dict[str, str]:
    """Runs of characters that the document has once, with the run that it has often and that breaks no word."""
    counts: Counter[str] = Counter()
    for run in _RUN.findall(whole):
        for size in (LESS, LESS + 1):
            counts.update(run[at : at + size] for at in range(len(run) - size + 1))
    often = [run for run, count in counts.items() if count >= OFTEN and len(run) > LESS]
    found = {}
    for full in often:
        for at in range(2, LESS - 1):  # two characters on each side hold the place
            short = full[:at] + full[at + 1 :]
            if counts.get(short) == 1 and full[at] not in _NUMERALS and _breaks_a_word(full, at):
                found[short] = full
    return found


def _breaks_a_word(full: str, at: int) -> bool:
    """Does the run lose its character inside a word that no writer shortens so: is what is left of it no word?"""
    end = 0
    for word in rjieba.cut(hanzi.simplified(full)):
        end += len(word)
        if end > at:
            inside = at - end + len(word)
            rest = word[:inside] + word[inside + 1 :]
            if len(word) != 2:
                return 0 < inside < len(word) - 1 and rest not in hanzi.words()  # not a prefix or suffix
            return rest in rjieba.cut(hanzi.simplified(full[:at] + full[at + 1 :])) and _is_bound(rest)
    return False


def _is_bound(char: str) -> bool:
    """Does a character hardly ever stand as a word by itself?"""
    return hanzi.words().get(char, 0) <= _BOUND * _share(char)


@lru_cache(maxsize=1024)
def _share(char: str) -> int:
    return sum(count for word, count in hanzi.words().items() if char in word)


RULE = Rule(
    id="dropped-character",
    stage="phrases",
    zh="疑有脱字",
    en="Dropped character",
    why="固定的名称或提法中间少了一个字，如“人类命运同体”；依本文他处或固定提法指出，只作标记，不改。",
    tei="choice/sic/corr",
    find=find,
)
