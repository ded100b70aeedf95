"""The stretches of a line that read better in step, and how certain each is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from generator.likelihood import MARKS, Language
from generator.model import LOST
from generator.out_of_step.paths import Rivals, best_path, explored, parts
from generator.out_of_step.steps import IN, Step, odd

MARGIN = 2.5  # how far ahead of the next a certain reading must be
LEAST = 1.5  # … where the readings bear witness too
MORE = 5.0  # … where no mark shows the cut, or characters are supplied
SURE = 6.0  # … where pairs have vanished: nothing else tells what stood beside them
AT_END = 3.0
BETWEEN = 2.5  # … of a character whose bytes are both there, between two that are sure
LIKELY = 1.0  # … and one that is shown as likely
LIKELY_GUESS = 3.0
GUESS_MARGIN = 4.0  # how far ahead of the next a guessed character must be, or it is shown as lost


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line, `start`..`end`, that reads `after` when its bytes are put back into step.

    `kind` says how it fell out of step ("mark", "gloss" or "loss"); `gain` how much more likely the new reading is
    than what stands there, `margin` how much more than any other reading of the bytes. `supplied` holds characters
    of which a byte is missing and which the document's words tell; `holed`: a pair has vanished and nothing tells
    which; `torn`: more may be missing than can be told. `proven` and `likely` are the reading with □ wherever another
    comes near: the one where it is to stand in the text (from `sure` on), the other where it is shown beside it.
    """

    start: int
    end: int
    after: str
    kind: str
    gain: float
    margin: float
    supplied: str
    holed: bool
    torn: bool
    sure: int
    proven: str
    likely: str

    @property
    def is_certain(self) -> bool:
        """Does no other reading of the bytes come near? Where bytes are missing, more is asked."""
        least = MORE if self.supplied or self.kind == "loss" else LEAST if self.kind == "gloss" else MARGIN
        return not self.holed and not self.torn and self.margin >= least

    @property
    def is_legible(self) -> bool:
        """Do the bytes prove most of it, though some of its characters are lost?"""
        return 0 < 5 * self.proven.count(LOST) <= 3 * len(self.proven)

    def doubt(self, after: str) -> str:
        """What a reason adds about the characters of `after` that the bytes alone do not give."""
        told = ""
        if self.is_certain and self.supplied:
            told += f"；其中“{self.supplied}”有字节丢失，据本文他处用词补出"
        if LOST in after:
            told += f"；{LOST}处字节有失，无从复原"
        if not self.is_certain and self.likely != after:
            told += f"；全句或为“{self.likely}”"
        return told


def read(line: str, language: Language, *, ends: str = "。”") -> list[Run]:
    """The runs of `line` that read better in step, with what they gain over the line as it stands.

    `ends`: the marks of which a half may stand at its end; none where it does not end a line.
    """
    key = (line, ends)
    if key not in language.readings:
        language.readings[key] = _read(line, language, ends)
    return language.readings[key]


def may_end(line: str, high: int) -> str:
    """The marks of which a half may stand at `high`: those that end a paragraph, at the end of the line."""
    if high < len(line):
        return ""
    return "。”" if is_quoting(line) else "。"


def is_quoting(text: str) -> bool:
    """Is there a quotation that has not ended?"""
    return text.count("“") == text.count("”") + 1


def _read(line: str, language: Language, ends: str) -> list[Run]:
    graph = explored(line, language, ends)
    path = list(best_path(graph))
    if all(step.mode == IN for step in path):
        return []
    rivals = Rivals(graph)
    return [_run(part, line, rivals, language) for part in parts(path)]


def _run(part: list[Step], line: str, rivals: Rivals, language: Language) -> Run:
    start, end = part[0].start, min(part[-1].end, len(line))
    told = [_is_told(part, at, rivals, language) for at in range(len(part))]
    texts = [step.text if known else LOST * len(step.text) for step, known in zip(part, told, strict=True)]
    leads = [rivals.lead(step) for step in part]
    after = "".join(texts)
    likely = _where([_guess(step, known, rivals) for step, known in zip(part, told, strict=True)], leads, LIKELY)
    proven = _where(texts, _upheld(part, leads), SURE)
    sure = start
    if leads[0] < SURE and part[0].end == start + 1 and not odd().match(line[start]) and line[start] not in "?\ufffd":
        sure, proven = start + 1, proven[len(texts[0]) :]  # what stands there may be in step
    supplied = "".join(step.text for step, known in zip(part, told, strict=True) if known and step.guessed)
    holed = any(len(text) > 1 and LOST in text for text in texts)
    gain = sum(step.cost for step in part) + _gain(line, start, end, after, language)
    torn = part[-1].how == "torn"
    if torn:  # the `?` of a half character has swallowed what stood after it
        proven += LOST
    supplied = supplied.replace(LOST, "")
    return Run(start, end, after, part[0].how, gain, min(leads), supplied, holed, torn, sure, proven, likely)


def _guess(step: Step, known: bool, rivals: Rivals) -> str:
    """What a step yields where a guess is good enough to be shown beside the text."""
    near = known or rivals.lead_of_guess(step) >= LIKELY_GUESS
    return step.text if near else LOST * len(step.text)


def _upheld(part: list[Step], leads: list[float]) -> list[float]:
    """The leads, of which one between two sure ones is sure too if its bytes are there: only a pair that vanished rivals it."""
    found = list(leads)
    for at in range(1, len(part)):
        last = at == len(part) - 1
        beside = min(leads[at - 1], math.inf if last else leads[at + 1])  # behind the last one the text is in step
        if (
            beside >= SURE
            and leads[at] >= (AT_END if last else BETWEEN)
            and not part[at].guessed
            and not (last and part[at].how == "torn")
        ):
            found[at] = SURE
    return found


def _where(texts: list[str], leads: list[float], least: float) -> str:
    return "".join(text if lead >= least else LOST * len(text) for text, lead in zip(texts, leads, strict=True))


def _is_told(part: list[Step], at: int, rivals: Rivals, language: Language) -> bool:
    """Is a guessed character (if it is one) told by the document itself, and by far likelier than any other?"""
    step = part[at]
    if not step.guessed:
        return True
    if step.how == "said":  # its reading stands there, and the document has the one before it
        return rivals.lead_of_guess(step) >= GUESS_MARGIN
    around = "".join(near.text for near in part[max(0, at - 1) : at + 2])
    pairs = [
        a + b for a, b in pairwise(around) if MARKS.keys().isdisjoint((a, b)) and (a in step.text or b in step.text)
    ]
    if len(step.text) == 2 and not {*step.text} & {*MARKS, LOST} and not language.follow(*step.text):
        return False  # between the two another pair may have vanished without a trace
    told = any(map(language.uses, pairs))
    return told and rivals.lead_of_guess(step) >= GUESS_MARGIN


def _gain(line: str, start: int, end: int, after: str, language: Language) -> float:
    """How much likelier a stretch of the line is when it reads `after`."""
    left, right = line[max(0, start - 8) : start], line[end : end + 8]
    kept = after[:1] == line[start]  # only its second byte was lost: what stands there is no witness for itself
    new = range(len(left) + kept, len(left) + len(after))
    standing = language.score(left + line[start:end] + right, range(0))
    return language.score(left + after + right, new) - standing
