"""The stretches of a line that read better in step, and how certain each is."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from generator.likelihood import LOST, MARKS, Language
from generator.out_of_step.paths import Rivals, best_path, explored, parts
from generator.out_of_step.steps import IN, Step

MARGIN = 2.5  # how far ahead of the next a certain reading must be
LEAST = 1.5  # … where the readings bear witness too
MORE = 5.0  # … where no mark shows the cut, or characters are supplied
LIKELY = 1.0  # … and one that is shown as likely
GUESS_MARGIN = 4.0  # how far ahead of the next a guessed character must be, or it is shown as lost


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line, `start`..`end`, that reads `after` when its bytes are put back into step.

    `kind` says how it fell out of step ("mark", "gloss" or "loss"); `gain` how much more likely the new reading is
    than what stands there, `margin` how much more than any other reading of the bytes. `supplied` holds characters
    of which a byte is missing and which the document's words tell; `holed`: a pair has vanished and nothing tells
    which; `torn`: more may be missing than can be told. `likely` is the reading with □ wherever another comes near.
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
    likely: str

    @property
    def is_certain(self) -> bool:
        """Does no other reading of the bytes come near? Where bytes are missing, more is asked."""
        least = MORE if self.supplied or self.kind == "loss" else LEAST if self.kind == "gloss" else MARGIN
        return not self.holed and not self.torn and self.margin >= least


def read(line: str, language: Language, *, to_the_end: bool = True) -> list[Run]:
    """The runs of `line` that read better in step, with what they gain over the line as it stands.

    `to_the_end`: the text ends a line, where a last byte may have been lost.
    """
    key = (line, to_the_end)
    if key not in language.readings:
        language.readings[key] = _read(line, language, to_the_end)
    return language.readings[key]


def _read(line: str, language: Language, to_the_end: bool) -> list[Run]:
    graph = explored(line, language, to_the_end)
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
    likely = "".join(text if lead >= LIKELY else LOST * len(text) for text, lead in zip(texts, leads, strict=True))
    supplied = "".join(step.text for step, known in zip(part, told, strict=True) if known and step.guessed)
    holed = any(len(text) > 1 and LOST in text for text in texts)
    gain = sum(step.cost for step in part) + _gain(line, start, end, after, language)
    torn = part[-1].how == "torn"
    return Run(start, end, after, part[0].how, gain, min(leads), supplied.replace(LOST, ""), holed, torn, likely)


def _is_told(part: list[Step], at: int, rivals: Rivals, language: Language) -> bool:
    """Is a guessed character (if it is one) told by the document itself, and by far likelier than any other?"""
    step = part[at]
    if not step.guessed:
        return True
    around = "".join(near.text for near in part[max(0, at - 1) : at + 2])
    pairs = [
        a + b for a, b in pairwise(around) if MARKS.keys().isdisjoint((a, b)) and (a in step.text or b in step.text)
    ]
    told = any(map(language.uses, pairs))
    return told and rivals.lead_of_guess(step) >= GUESS_MARGIN


def _gain(line: str, start: int, end: int, after: str, language: Language) -> float:
    """How much likelier a stretch of the line is when it reads `after`."""
    left, right = line[max(0, start - 8) : start], line[end : end + 8]
    new = range(len(left), len(left) + len(after))
    standing = language.score(left + line[start:end] + right, range(0))
    return language.score(left + after + right, new) - standing
