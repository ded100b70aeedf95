"""Chinese read one byte out of step.

A character is two bytes in GBK. A tool that works on bytes, not on characters, cuts through one: the site that sets
a comma before every `！` (A3 A1) finds those two bytes inside `。“` (A1 A3 A1 B0) as well, and from there on every
pair is read from the middle of one character to the middle of the next: `作用?!耙粠б宦贰背h是` was
`作用。“一帶一路”倡議是`. An ASCII letter that was the second byte of a character (`h`) brings the reading back
into step.

The bytes are put back and read again (`generator/out_of_step/` weighs the ways to do so). It counts as proof when
the new reading is everyday Chinese, the standing one is not, and no other reading of the bytes comes near. Pairs
that decode to no character vanish from the page; what stood there is supplied only when the document itself has the
words. A character of which one byte is lost and which nothing else proves is shown as □. Where the proof is not
complete nothing is changed, and the likely reading is flagged.

Left alone: rare characters in names, Greek and Cyrillic letters, `A股`, `T恤`, Japanese, other scripts.

>>> whole = "“一帶一路”倡議是各方的倡議。“一帶一路”倡議重要。作用?!耙粠б宦贰背h是團結的平臺"
>>> [(edit.before, edit.after) for edit in find(whole, "")]
[('?!耙粠б宦贰背h', '。“一帶一路”倡議')]
>>> list(find("俄罗斯（Россия）代表和鄢陵县的股民都看好A股；β值为1。", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator import hanzi
from generator.likelihood import language_of
from generator.model import LOST, Edit, Flag, Rule
from generator.out_of_step import (
    WIDE,
    Run,
    doubtful,
    is_in_word,
    is_quoting,
    makes_words,
    may_end,
    odd,
    read,
    rubble,
    tells_word,
)
from generator.repairs.context import lines

AROUND = 40  # how much sound text around a suspect place is read with it
GLOSS = re.compile(r"[(（]([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]{1,6})[)）]")
DOUBLED = re.compile(r"[，。、；：？！][，。、；：？！…]")
NEAR = 0.5  # how far ahead of the next a reading must be to be shown beside what is likelier as it stands
MISSES = 300  # suspect places in a row that read no better
MOST = 20_000  # characters read again in one text; where most was damaged, what is suspect beyond is flagged
LIMIT = 1200  # a longer suspect stretch is another script, not a slip of bytes
CUT = re.compile(
    rf"""
      [?\ufffd] [!;:?,！；：？，\uff01-\uff5e] (?= [\uff01-\uff5e]? [@-~]? [{hanzi.HAN}] )   # a swallowed sign, half a mark
    | [?\ufffd] [!;:?,！；：？，] (?= [@-~] [(（] [a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ] )           # … and a letter that was glossed
    | [?\ufffd] [!！] [?\ufffd] (?= \s* $ )                                             # … at the end of a line
    | [!;:?,！；：？，] (?P<run> [{hanzi.HAN}]{{1,6}} ) (?= [@-~] [{hanzi.HAN}] )      # a mark, and a letter that ends the run
    """,
    re.VERBOSE,
)


SHOUT = re.compile(r"[?\ufffd][!！][?\ufffd]")  # three marks of astonishment, or a cut character and a full stop
ALONE = "或是被切断的字和句号，或是原有的问号叹号，别无旁证，未改"
HALVED = re.compile(rf"[{hanzi.HAN}]{{2,6}}(?=[?\ufffd](?:[0-9]|$))")  # before what half a character may have become


HALF_QUOTE = re.compile(
    rf"(?<=[{hanzi.HAN}])[?\ufffd][!！][?\ufffd](?P<tag>/(?:p|div|br|span)\s*>)?(?=\s*$|(?<=>))"
)  # `。”` at the end of a paragraph: a comma in the `。`, and the second half of the `”` went with what followed


def find(text: str, whole: str) -> Iterator[Edit | Flag]:
    del whole
    told = _witnessed(list(_readings(text)))
    sure = [one for one in told if isinstance(one, Edit)]
    halves = [half for half in _half_quotes(text) if not _meets(half.start, half.end, sure)]
    told = [*halves, *(one for one in told if isinstance(one, Edit) or not _meets(one.start, one.end, halves))]
    yield from told
    for start, line in lines(text):
        if 5 * sum(map(hanzi.has_kana, line)) > len(line):  # Japanese
            continue
        known = [one for one in told if one.start < start + len(line) and start < one.end]
        for low, high in rubble(line):
            if not _meets(start + low, start + high, known):
                reason = "像是错位的字节，推不出读法；原字或有缺失，未改"
                yield Flag(start + low, start + high, line[low:high], RULE.id, reason)


def _meets(start: int, end: int, others: Sequence[Edit | Flag]) -> bool:
    return any(other.start < end and start < other.end for other in others)


def _witnessed(told: list[Edit | Flag]) -> list[Edit | Flag]:
    """What is told, without the ends `?!?` of lines that may be what they seem: nothing else shows that marks were cut."""
    if any(isinstance(one, Edit) and CUT.match(one.before + "一") for one in told):
        return told
    shouts = [one for one in told if SHOUT.fullmatch(one.before if isinstance(one, Edit) else one.text)]
    doubts = [
        Flag(one.start, one.end, one.before, RULE.id, ALONE, one.after) for one in shouts if isinstance(one, Edit)
    ]
    return [one for one in told if one not in shouts] + doubts


def _half_quotes(text: str) -> Iterator[Edit]:
    for start, line in lines(text):
        match = HALF_QUOTE.search(line)
        if match and is_quoting(line[: match.start()]):
            after = "。”<" + match["tag"] if match["tag"] else "。”"
            reason = "GBK 编码错开一个字节：“。”被切断，其后所余的半个字在引语之末，只能是后引号"
            yield Edit(start + match.start(), start + match.end(), match[0], after, RULE.id, reason)


def _readings(text: str) -> Iterator[Edit | Flag]:
    """What reads better out of step."""
    language = None
    misses = spent = places = bad = told = 0
    for start, line in lines(text):
        for low, high in _suspect(line):
            spent, places = spent + high - low, places + 1
            if spent > MOST:
                if 2 * bad < places:  # most were sound after all
                    return
                yield Flag(start + low, start + high, line[low:high], RULE.id, "编码错位之处过多，此处未逐字重读")
                continue
            language = language or language_of(text)
            if misses > MISSES:  # so many suspect places, and none reads better: the text is something else
                return
            runs = [run for run in read(line[low:high], language, ends=may_end(line, high)) if run.kind != "gloss"]
            verdicts = [one for run in runs for one in _verdict(run, line, low, start)]
            verdicts = [one for one in verdicts if one.start >= told]  # two stretches may share a run
            told = max((one.end for one in verdicts), default=told)
            misses, bad = (0, bad + 1) if verdicts else (misses + 1, bad)
            yield from verdicts


def _suspect(line: str) -> Iterator[tuple[int, int]]:
    """Stretches of a line that may be out of step, with some sound text on both sides."""
    places = [match.start() for match in CUT.finditer(line) if not match["run"] or _may_be_run(line, match)]
    places += [match.start() for match in odd().finditer(line) if _may_be_shifted(line, match.start())]
    places += [match.end() for match in HALVED.finditer(line) if makes_words(match[0])]
    places += [at for at in doubtful(line) if makes_words(line[max(0, at - 3) : at + 5]) or tells_word(line, at)]
    low = high = -1
    for place in sorted(places):
        if place > high:
            if low >= 0 and high - low <= LIMIT:
                yield low, min(high, len(line))
            low = max(0, place - AROUND)
        high = place + AROUND
    if low >= 0 and high - low <= LIMIT:
        yield low, min(high, len(line))


def _may_be_run(line: str, match: re.Match[str]) -> bool:
    """Does the run before a letter hold a rare character, or a word when its bytes are read out of step?"""
    if odd().search(match["run"]):
        return True
    return makes_words(WIDE.get(match[0][0], match[0][0]) + match["run"] + line[match.end()])


def _may_be_shifted(line: str, at: int) -> bool:
    """Is the odd character no part of a known word, and do the bytes around it make a word when read out of step?"""
    return not is_in_word(line, at) and makes_words(line[max(0, at - 3) : at + 5])


def _verdict(run: Run, whole: str, low: int, begin: int) -> Iterator[Edit | Flag]:
    """What to do about a run in `whole[low:]`, a line that begins at `begin`."""
    line, offset = whole[low:], begin + low
    start, end = offset + run.start, offset + run.end
    before = line[run.start : run.end]
    ends_quotation = run.after.startswith("。”") and is_quoting(whole[: low + run.start])
    proof = 1.0 if ends_quotation else 2.0 if _is_glossed(run, line) else _proof(run, before)
    if DOUBLED.search(line[max(0, run.start - 1) : run.start] + run.after + line[run.end : run.end + 1]):
        yield Flag(start, end, before, RULE.id, "编码错位，依字节推不出通顺的读法，未改")
        return
    if run.gain < proof or not (run.is_certain or run.is_legible):
        if not _is_japanese(run, line) and (run.gain >= 0 or run.margin >= NEAR):
            yield Flag(start, end, before, RULE.id, _doubt(run), _likely(run))
        return
    if run.is_certain:
        yield Edit(start, end, before, run.after, RULE.id, _reason(run, run.after))
    else:
        yield Edit(offset + run.sure, end, line[run.sure : run.end], run.proven, RULE.id, _reason(run, run.proven))


def _reason(run: Run, after: str) -> str:
    return "GBK 编码错开一个字节，补回后按字节重读" + run.doubt(after)


def _is_japanese(run: Run, line: str) -> bool:
    """Is there kana beside the run, or much in it? Bytes out of step give a little, too."""
    kana = sum(map(hanzi.has_kana, line[run.start : run.end]))
    return hanzi.has_kana(line[: run.start] + line[run.end :]) or 4 * kana > run.end - run.start


def _doubt(run: Run) -> str:
    if run.holed:
        return "编码错位，且有字的字节已失，无从复原；余者依字节推得此读，未改"
    return "编码错位，依字节推得此读，但另有读法相近，未改"


def _likely(run: Run) -> str | None:
    """The likely reading, with □ for what nobody can tell, where at least half can be read."""
    return run.likely if 2 * run.likely.count(LOST) <= len(run.likely) else None


def _is_glossed(run: Run, line: str) -> bool:
    """Does a reading follow that is that of the last character put together (`?,F(xiàn)` is `。現(xiàn)`)?"""
    match = GLOSS.match(line, run.end)
    return match is not None and match[1] in hanzi.readings(run.after[-1])


def _proof(run: Run, before: str) -> float:
    """How much likelier the new reading must be: less where the cut left its mark, more where nothing shows it."""
    if run.kind == "loss":
        return 10.0
    return 8.0 if before[0] in "?\ufffd" else 14.0


RULE = Rule(
    id="shifted-bytes",
    stage="characters",
    zh="错位的字节",
    en="Bytes out of step",
    why="GBK 编码的双字节在中间被切断，其后的字都由前一字的后半和后一字的前半拼成；把字节归位即得原文。",
    tei="choice/sic/corr",
    find=find,
)
