"""Words that the page itself withholds: `××省`, `李***`, `□□`, `（此处有删节）`, `根据相关法律法规，部分内容未予显示`.

An editor or a filter has put a mask or a notice in their place. It is the page's own text and stays; the flag tells the
reader that words are missing here, and that nobody can say which.

Left alone: `某某` and `某公司`, which are words; a single `×`, `*` or `□` (a product, a note, a box to tick); bullets, rules
of stars and Markdown's `**`; `XX` beside letters and digits (`20XX`, `XXL`); `（略）` after a table, list or annex, which is
printed elsewhere; `节选` and other words for an excerpt.

>>> [flag.text for flag in find("他在××省会见了李***。（此处有删节）会议继续。", "")]
['××', '***', '（此处有删节）']
>>> list(find("3×4=12，附表（略）。张某某任某公司经理，**重点**内容，□是 □否，20XX年", ""))
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.hanzi import HAN
from generator.model import Flag, Rule
from generator.repairs.context import is_prose, lines

MASK = re.compile(
    r"""(?<![!-~×✕＊□■█]) (?:
        [×✕]{2,} | [XＸ]{2,} | [xｘ]{2,} | \*{3,} | ＊{2,} | □{2,} | [■█]{2,}
    ) (?![!-~×✕＊□■█])""",
    re.VERBOSE,
)
_BESIDE = re.compile(f"[{HAN}]")
_SENTENCE = re.compile(r"[，。；：！？]")
_CUT = r"(?:删节|刪節|删略|刪略|删减|刪減|删去|刪去|删除|刪除|省略|略去|隐去|隱去|从略|從略|遮盖|遮蓋|屏蔽|未予显示|未予顯示|不予显示|不予顯示)"
_NOT = r"(?<![没沒未无無不非])(?<!没有)(?<!沒有)"
NOTICE = re.compile(
    rf"""
      [（(【\[〔［] (?: [^（()）【】\[\]〔〕［］。]{{0,24}} (?:此处|此處|以下|以上|下文|上文|中间|中間|本段|原文|内容|內容|编者|編者|部分|有)
            [^（()）【】\[\]〔〕［］]{{0,24}}? {_NOT}{_CUT} [^（()）【】\[\]〔〕［］]{{0,16}}
          | (?:以下|以上|下文|上文|中间|中間|下|上|中|前|后|後) [均皆]? 略
        ) [）)】\]〕］]
    | (?:根据|根據|依照|按照|依据) [^。，]{{0,12}} (?:法律|法规|法規|政策|规定|規定) [^。，]{{0,10}} [，,]? [^。，]{{0,16}}
            (?:不予显示|不予顯示|未予显示|未予顯示|无法显示|無法顯示|已被屏蔽|已被删除)
    | (?:该|該|此|本)(?:段|条|部分)?(?:内容|內容|文字) (?:已|已经|被|因)[^。，]{{0,16}} (?:屏蔽|删除|刪除|隐藏|隱藏)
    """,
    re.VERBOSE,
)
_WHOLE = re.compile(r"[（(]略[）)]")


def find(text: str, whole: str) -> Iterator[Flag]:
    del whole
    for offset, line in lines(text):
        for match in MASK.finditer(line) if is_prose(line) else ():
            if _masks(line, match):
                yield _flag(match, offset, "以符号代替了文字，原字不明；未补")
        for match in NOTICE.finditer(line):
            yield _flag(match, offset, "页面自己注明此处有文字删去或未刊；未补")
        if _WHOLE.fullmatch(line):
            yield Flag(offset, offset + len(line), line, RULE.id, "整段注明从略，原文未刊；未补")


def _flag(match: re.Match[str], offset: int, reason: str) -> Flag:
    return Flag(offset + match.start(), offset + match.end(), match[0], RULE.id, reason)


def _masks(line: str, match: re.Match[str]) -> bool:
    """Does a character of a sentence stand next to it? (A row of stars after a title is an ornament.)"""
    beside = _BESIDE.match(line[match.end() : match.end() + 1]) or _BESIDE.match(line[: match.start()][-1:])
    return bool(beside) and bool(_SENTENCE.search(line)) and match.end() < len(line)


RULE = Rule(
    id="withheld-text",
    stage="phrases",
    zh="遮盖或删节",
    en="Words withheld by the page",
    why="页面用“××”“□□”遮住了文字，或注明“此处有删节”“未予显示”；原字不明，只作标记。",
    tei="gap",
    find=find,
)
