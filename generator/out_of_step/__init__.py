"""Read a line of Chinese whose GBK bytes fell out of step, as the most likely text its bytes allow.

Each Chinese character is two bytes in GBK. When a program cuts between the two, by losing a byte or by putting
something there, all that follows is read in wrong pairs until a single byte brings the reading back into step.

The ways in which a line may have been cut are the paths through a graph. A node is a place in the line, *in step*
(what stands there is taken as it stands) or *out of step* with a byte in hand (the second byte of one character and
the first of the next make up a true one). A step leads from node to node and yields true characters:

    into   a mark cut in two        `。“` is A1A3 A1B0: a tool that sets a comma before each `！` (A3A1) cuts the `。`
           a bracket in the cut     `日報` is C8D5 88F3: a tool that glosses each `請` (D588) cuts the `報`
           a byte lost              anywhere; which character it belonged to is told by the words around
    within the next true character, or two whose inner bytes made a pair that decodes to nothing and vanished
    out    an ASCII letter, a `€`   it was the second byte of the last true character
           a bracket, a `?`         the second byte was swallowed with the sign after it
           the end of the line      the second byte was lost

`generator/likelihood.py` says how likely the characters of a path are. The best path is the reading. How far it is
ahead is reckoned at every place: the best path of all that go another way there is its rival, and the least lead is
the `margin` of the run.
"""

from __future__ import annotations

from generator.out_of_step.rubble import makes_words, rubble, tells_word
from generator.out_of_step.runs import Run, is_quoting, may_end, read
from generator.out_of_step.steps import WIDE, doubtful, is_in_word, odd

__all__ = [
    "WIDE",
    "Run",
    "doubtful",
    "is_in_word",
    "is_quoting",
    "makes_words",
    "may_end",
    "odd",
    "read",
    "rubble",
    "tells_word",
]
