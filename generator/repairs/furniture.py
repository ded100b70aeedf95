"""What all furniture rules share: they look at one line (without the layout spaces around it) and take out all of it,
or a mark at its beginning or end. What they take out is page furniture (TEI `fw`), not text of a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.hanzi import simplified
from generator.model import Edit


def whole_line(pattern: re.Pattern[str], line: str, rule: str, reason: str) -> Iterator[Edit]:
    """An edit that removes the line, where all of it is furniture, in whichever script the page is written."""
    if pattern.fullmatch(line) or pattern.fullmatch(simplified(line)):
        yield Edit(0, len(line), line, "", rule, reason)


def at_edge(pattern: re.Pattern[str], line: str, rule: str, reason: str) -> Iterator[Edit]:
    """An edit for each match of a pattern that anchors itself at the beginning or end of the line."""
    for match in pattern.finditer(line):
        yield Edit(match.start(), match.end(), match.group(), "", rule, reason)
