"""The furniture of a page, read in passes: what each line says by itself, then what the lines around it make of it.

A pass sees what the passes before it took, and says of some lines what they have of furniture, or that they have none. The
order of `_PASSES` is all there is of precedence, but for one thing: a line that a pass gave back to the text stays there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from generator.formulas import NUMBERED
from generator.hanzi import simplified
from generator.interface_forms import form
from generator.interface_rows import is_ranking, opens_post
from generator.interface_words import SURE, weight
from generator.layout import ends_sentence, width
from generator.model import Edit
from generator.repairs.advert import RULE as ADVERT
from generator.repairs.editor_line import RULE as EDITOR_LINE
from generator.repairs.end_mark import RULE as END_MARK
from generator.repairs.jump_line import RULE as JUMP_LINE
from generator.repairs.page_label import RULE as PAGE_LABEL
from generator.repairs.preview_notice import RULE as PREVIEW
from generator.repairs.site_chrome import RULE as SITE_CHROME
from generator.repairs.site_chrome import opens_list
from generator.repairs.site_notice import claims_rights, is_notice
from generator.repairs.structure import LINKED_LIST, REPEATED_TITLE
from generator.segment.advertised import advertised
from generator.segment.captions import with_scenes
from generator.segment.contents import contents_of
from generator.segment.cut_off import cut_off
from generator.segment.excerpts import excerpt_numbers, leaf_numbers
from generator.segment.farm_lines import beside_title, farm_lines, is_tagged
from generator.segment.file_names import file_names
from generator.segment.interface import Line, column_of, is_prose, judged
from generator.segment.line_rules import FACT, but_day, by_rules
from generator.segment.own_lines import own_lines
from generator.segment.page_notes import NOTICE, page_notes
from generator.segment.page_tail import heads_talk, tail
from generator.segment.polls import polls
from generator.segment.running_heads import running_heads
from generator.segment.said_twice import said_twice
from generator.segment.site_words import site_words, stamps
from generator.segment.surroundings import surroundings
from generator.segment.weighing import weigh

_CONTENTS = re.compile(r"目\s*[录錄次]")
_BOXED = re.compile(r"[【\[〔][^【】\[\]〔〕]{2,6}[】\]〕]\s*[^\s【】\[\]〔〕]{2,}")  # 【相关链接】石匠的后人
_PARAGRAPH = 16  # width of a line that is more than the title of another article

_WALL = "付费或登录提示，说明其后文字未收"
_SITE = "网站的名称、口号或广告，页面别处可证，不属正文"
_FILE_NAME = "文件名，标题另有一行"
_COLLECTED = "汇编的名称和目录，不属其中各篇"
_LEAF = "页码，夹在正文中"
_FARM = "网站为招揽搜索和点击而加的字样，不属正文"
_STAMP = "网站的水印，夹在正文中"
_MARK = "网页标记，不属正文"
_EXCERPT = "网站给各段摘录加的编号，夹在句中，不属正文"
_AROUND = "在正文之外，与网页控件同在一处，正文从未提及"
_CAPTION = "标题在段落之间再三出现，是图片的说明，只保留一处"
_PULLED = "抽出放大的引语，正文另有原句，不属正文"
_POLL = "网站的投票，不属正文"
_BUTTONS = "一行都是网页界面的用语，不属正文"
_WEIGHED = "据行文、位置与周围各行判断，是网页自己的内容，不属正文"
DOUBTFUL = "据行文、位置与周围各行判断，可能是网页自己的内容，未删"
BELOW = "在正文之后，是网页自己的内容，不属本文"
POST = "论坛帖子的抬头，不属正文"


@dataclass(frozen=True)
class Reading:
    """A page's lines with what the passes so far found in each (offsets from its start).

    `before`: the spaces before each line; `own` are lines known to be the text's; `doubtful` may well be the page's, and stay.
    """

    lines: Sequence[str]
    found: Sequence[list[Edit]]
    before: Sequence[str]
    own: frozenset[int] = frozenset()
    doubtful: Set[int] = frozenset()

    @cached_property
    def taken(self) -> tuple[str | None, ...]:
        """Of each line the rule that took all of it."""
        return tuple(
            next((edit.rule for edit in edits if edit.before == line), None)
            for line, edits in zip(self.lines, self.found, strict=True)
        )

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The lines in Simplified characters, one for one: words are listed in one script, and looked for here."""
        return tuple(map(simplified, self.lines))

    @cached_property
    def judged(self) -> tuple[Line, ...]:
        """The lines as they are judged by their words and place."""
        return tuple(_line(line, edits) for line, edits in zip(self.lines, self.found, strict=True))

    def with_edits(self, change: Mapping[int, list[Edit]]) -> Reading:
        """The reading with other furniture in some lines, but for those known to be the text's."""
        new = {n: edits for n, edits in change.items() if n not in self.own}
        return replace(self, found=[new.get(n, edits) for n, edits in enumerate(self.found)])

    def taking(self, numbers: Iterable[int], rule: str, reason: str) -> Reading:
        """The reading with these lines taken whole."""
        return self.with_edits({n: [part(self.lines[n], 0, len(self.lines[n]), rule, reason)] for n in numbers})

    def taking_buttons(self, numbers: Iterable[int], reason: str) -> Reading:
        """The reading with these lines taken, but for the day that a button stands beside, below a title."""
        reading = self.taking((taken := list(numbers)), SITE_CHROME.id, reason)
        first = next((n for n, rule in enumerate(reading.taken) if not rule), len(reading.lines))
        days = {n: but_day(reading.lines[n], list(reading.found[n])) for n in taken if n > first}
        return reading.with_edits(days)

    def giving_back(self, numbers: Iterable[int]) -> Reading:
        """The reading with nothing taken from these lines, now or later."""
        own = frozenset(numbers)
        return replace(self.with_edits({n: [] for n in own}), own=self.own | own)


Pass = Callable[[Reading], Reading]


def read(text: str, lines: Sequence[str], before: Sequence[str]) -> Reading:
    """What each line of a page has of furniture: by the rules, as an item of a list of links, or by its words and its place."""
    return _sentences(_weighed(known(text, lines, before)))


def known(text: str, lines: Sequence[str], before: Sequence[str]) -> Reading:
    """What the rules know of it."""
    reading = Reading(lines, by_rules(text, lines, before), before)
    for one in _PASSES:
        reading = one(reading)
    return reading


def part(line: str, start: int, end: int, rule: str, reason: str) -> Edit:
    """An edit that takes a part of a line."""
    return Edit(start, end, line[start:end], "", rule, reason)


def _line(line: str, edits: Sequence[Edit]) -> Line:
    """A line to be judged: what a rule for chrome knows by words that texts have too, only its place makes sure."""
    gone = any(edit.before == line for edit in edits)
    known = (
        gone and edits[0].rule == SITE_CHROME.id and weight(line) is not None and not line.startswith((">>", "＞＞"))
    )
    return Line(simplified(line), gone and not known, known, edits[0].rule if gone else "")


# -- passes ---------------------------------------------------------------------------------------------------------


def _own(reading: Reading) -> Reading:
    return reading.giving_back(own_lines(reading.plain, reading.taken, reading.before))


def _captions(reading: Reading) -> Reading:
    return replace(reading, found=with_scenes(reading.lines, list(reading.found), reading.before))


def _heads(reading: Reading) -> Reading:
    """The heads and feet of printed pages; a notice that tells where text is lost is none, whatever pages it counts."""
    labels = [_is_label(line, edits) for line, edits in zip(reading.lines, reading.found, strict=True)]
    heads = running_heads(reading.lines, labels)
    return reading.with_edits(
        {n: [edit] for n, edit in heads.items() if all(e.rule != PREVIEW.id for e in reading.found[n])}
    )


def _is_label(line: str, edits: Sequence[Edit]) -> bool:
    """Did a rule know the whole line for a page's label or its editors?"""
    return any(edit.before == line and edit.rule in (PAGE_LABEL.id, EDITOR_LINE.id) for edit in edits)


def _notes(reading: Reading) -> Reading:
    """What a paper prints for its readers beside its texts."""
    taken = {n for n, rule in enumerate(reading.taken) if rule}
    notes = page_notes(reading.lines, reading.before, taken)
    for reason in dict.fromkeys(notes.values()):
        rule = ADVERT.id if reason == NOTICE else PAGE_LABEL.id
        reading = reading.taking((n for n, told in notes.items() if told == reason), rule, reason)
    return reading


def _files(reading: Reading) -> Reading:
    return reading.taking(file_names(reading.lines), REPEATED_TITLE.id, _FILE_NAME)


def _boxes(reading: Reading) -> Reading:
    """Boxes of the author's own, but for adverts; the contents of a collection belong to none of its texts."""
    contents = contents_of(reading.lines)
    adverts = {n for n, rule in enumerate(reading.taken) if rule and _BOXED.match(reading.lines[n])}
    boxes = set(_own_boxes(reading.lines, reading.found)) - contents - adverts
    return reading.giving_back(boxes).taking(contents, PAGE_LABEL.id, _COLLECTED)


def _interface(reading: Reading) -> Reading:
    """Lines of an interface by their words and their place, whatever a rule for chrome made of the words alone."""
    lines = reading.judged
    inside = {n for n in _inside_column(lines) if reading.found[n] and reading.found[n][0].rule == SITE_CHROME.id}
    walls = judged(lines)
    reading = reading.with_edits({n: [] for n, line in enumerate(lines) if line.known or n in inside})
    posts = {n for n in walls if opens_post(reading.lines[n])}  # their day is the page's
    reading = reading.taking((n for n, wall in walls.items() if wall), PREVIEW.id, _WALL)
    buttons = [n for n, wall in walls.items() if not wall]
    return reading.taking_buttons(buttons, _BUTTONS).taking(posts, PAGE_LABEL.id, POST)


def _leaves(reading: Reading) -> Reading:
    return reading.taking(leaf_numbers(reading.lines), PAGE_LABEL.id, _LEAF)


def _polls(reading: Reading) -> Reading:
    """Polls of a site, and its rankings side by side; a page that has nothing else of a site's may tell of one."""
    if not any(reading.taken):
        return reading
    ranked = (n for n, line in enumerate(reading.lines) if is_ranking(line))
    return reading.taking(polls(reading.plain), SITE_CHROME.id, _POLL).taking(ranked, SITE_CHROME.id, _BUTTONS)


def _repeated(reading: Reading) -> Reading:
    """Lines that have the form of an interface for certain, and stand again and again: a reader's bar on each leaf."""
    counts = Counter(reading.lines)
    often = {line for line, count in counts.items() if count > 1 and form(line) == SURE}
    return reading.taking((n for n, line in enumerate(reading.lines) if line in often), SITE_CHROME.id, _BUTTONS)


def _excerpts(reading: Reading) -> Reading:
    sizes = excerpt_numbers(reading.lines)
    return reading.with_edits(
        {n: [part(reading.lines[n], 0, size, PAGE_LABEL.id, _EXCERPT)] for n, size in sizes.items()}
    )


def _farms(reading: Reading) -> Reading:
    return reading.taking(farm_lines(reading.plain, reading.taken), SITE_CHROME.id, _FARM)


def _beside_titles(reading: Reading) -> Reading:
    """What stands before and behind a title in its line."""
    titles = beside_title(reading.plain, reading.taken)
    return reading.with_edits({n: _around(reading.lines[n], *span) for n, span in titles.items()})


def _around(line: str, start: int, end: int) -> list[Edit]:
    sides, reason = ((0, start), (end, len(line))), _MARK if is_tagged(line) else _FARM
    return [part(line, *side, SITE_CHROME.id, reason) for side in sides if side[0] < side[1]]


def _stamps(reading: Reading) -> Reading:
    return reading.taking(stamps(reading.plain, reading.taken), PAGE_LABEL.id, _STAMP)


def _sites(reading: Reading) -> Reading:
    return reading.taking(site_words(reading.plain, reading.taken), SITE_CHROME.id, _SITE)


def _advertised(reading: Reading) -> Reading:
    pages = [rule in (SITE_CHROME.id, LINKED_LIST.id) for rule in reading.taken]
    return reading.taking(advertised(reading.plain, pages), SITE_CHROME.id, _FARM)


def _said_twice(reading: Reading) -> Reading:
    parts = said_twice(reading.lines, reading.taken)
    titles = [n for n, said in parts.items() if said == "title"]
    reading = reading.taking(titles, REPEATED_TITLE.id, _CAPTION)
    return reading.taking(parts.keys() - titles, SITE_CHROME.id, _PULLED)


def _tail(reading: Reading) -> Reading:
    return reading.taking(tail(reading.judged), SITE_CHROME.id, BELOW)


def _surroundings(reading: Reading) -> Reading:
    return reading.taking_buttons(surroundings(reading.judged), _AROUND)


def _weighed(reading: Reading) -> Reading:
    """What no rule knows, where the page as a whole leaves little doubt; where it leaves some, the line stays, with a flag.

    A page without prose has no text proper; one of which no rule took more than its end mark and editors may never have
    been a web page. What stands beside a jump line is the title of what goes on.
    """
    left = (line for line, rule in zip(reading.lines, reading.taken, strict=True) if not rule)
    if not any(map(is_prose, left)):
        return reading
    scraped = bool(set(reading.taken) - {None, END_MARK.id, EDITOR_LINE.id})
    titles = {n + side for n, rule in enumerate(reading.taken) if rule == JUMP_LINE.id for side in (-1, 1)}
    sure, likely = weigh(reading.lines, reading.taken, reading.own | titles, scraped=scraped)
    return replace(reading.taking(sure, SITE_CHROME.id, _WEIGHED), doubtful=likely)


def _sentences(reading: Reading) -> Reading:
    """Sentences of the text that were taken for their place alone are given back: no text loses one so."""
    by_place = {n for n, edits in enumerate(reading.found) if reading.taken[n] and edits[0].reason in _BY_PLACE}
    return reading.giving_back(cut_off(reading.lines, reading.taken, by_place))


_BY_PLACE = frozenset({_AROUND, BELOW, _WEIGHED})
_PASSES: tuple[Pass, ...] = (
    _own,
    _captions,
    _heads,
    _notes,
    _files,
    _boxes,
    _interface,
    _leaves,
    _polls,
    _repeated,
    _excerpts,
    _farms,
    _beside_titles,
    _own,  # again: what was taken by its place since may be the text's by the lines around it
    _stamps,
    _sites,
    _said_twice,
    _tail,
    _surroundings,
    _advertised,
)


# -- what is the text's own -----------------------------------------------------------------------------------------


def _own_boxes(lines: Sequence[str], found: Sequence[Sequence[Edit]]) -> Iterator[int]:
    """Headings like `相关链接`, `网友评论` over a paragraph or over facts: no list of links, but a box of the author's own."""
    for n, line in enumerate(lines[:-1]):
        below = lines[n + 1]
        prose = ends_sentence(below) and width(below) > _PARAGRAPH and not (claims_rights(below) or is_notice(below))
        facts = FACT.match(below)
        last = not any(found[n + 1 :])  # with nothing of the page's own below it
        heads = (prose and heads_talk(line)) or (facts and weight(line) is not None)
        contents = _CONTENTS.fullmatch(line) and NUMBERED.match(below)
        if (
            contents
            or (opens_list(line) and (prose or facts))
            or (_BOXED.match(line) and prose and not (line.endswith((">>", "＞＞", "»")) or ends_sentence(line)))
            or (heads and last)
        ):
            yield n


def _inside_column(lines: Sequence[Line]) -> set[int]:
    """Lines that stand in mid-sentence between lines of a column: what looks like furniture there is a sentence's middle."""
    column = column_of(lines)
    return {
        n
        for n in range(1, len(lines) - 1)
        if column
        and min(width(line.text) for line in lines[n - 1 : n + 1]) >= 0.8 * column
        and not (lines[n - 1].gone or lines[n + 1].gone or ends_sentence(lines[n - 1].text))
        and re.search("[，、]", lines[n].text)
        and not re.search("[：:>|｜0-9]", lines[n].text)
    }
