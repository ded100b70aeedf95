"""Remains of mark-up: `&nbsp;`, `&amp;amp;`, `&#8220;`, `<br/>`, `?/p>`, `_x000D_`.

A page that was escaped twice, or cut out of its HTML by a careless program, shows character entities and tags as
text. Entities become the characters they name, tags go; a `<br>` between words leaves a space. `?/p>` is a closing
tag whose `<` was swallowed together with half a character, which shows as □; `_x000D_` is a line end as spreadsheets write it. Where a
line ends inside a line (`</p><p>`, `_x000D_`, `<br>` after a sentence) a paragraph separator (U+2029) is left for the
segmenter, which cuts the line there; it never reaches the reading text. A reading that was set above its character
(`<rt>`) is put in brackets, as a browser does that cannot set it there.

Left alone: a line about mark-up or of code, where the entity is the subject; `&lt;` and `&gt;` where they stand
around a tag name, so that a text that quotes a tag still quotes it (only leftover formatting tags like `&lt;p&gt;`
go), or between figures, but not in rows (`&gt;&gt;&gt;`); unknown names; URLs with `&`.

>>> [(edit.before, edit.after) for edit in find("他说：&#8220;好&#8221;&amp;nbsp;<br/>", "")]
[('&#8220;', '“'), ('&#8221;', '”'), ('&amp;nbsp;', ' '), ('<br/>', '')]
>>> [edit.after for edit in find("会议开幕。</p><p>各方出席。</p>", "")]
['\\u2029', '\\u2029', '']
>>> list(find("在 HTML 里，空格写作 &nbsp;，换行用 <br> 标签。", "")), list(find("他展示了&lt;script&gt;一词", ""))
([], [])
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from generator.hanzi import HAN
from generator.model import LOST, Edit, Rule
from generator.repairs.context import ADDRESS, is_code, lines

TAGS = (
    r"(?:p|br|hr|div|span|strong|b|em|i|u|font|a|img|center|table|tbody|thead|tr|td|th|h[1-6]|li|ul|ol|section|o:p|wbr)"
)
RARE = (  # bare, they may be keys of a keyboard
    r"(?:bdo|del|ins|input|sup|sub|small|big|article|nav|header|footer|figure|figcaption|dl|dt|dd|blockquote|label|abbr|tfoot|button|form)"
)
SQUARE = r"(?:p|h[1-6]?|br|div|span|strong|center|font|b|i|u)"  # tags that another program wrote in brackets
ENTITY = re.compile(
    r"""
    & (?: amp; )*                                        # escaped once, twice …
    (?: \# [0-9]{1,7} | \# [xX] [0-9A-Fa-f]{1,6} | [A-Za-z][A-Za-z0-9]{1,30} ) ;
    | & (?: nbsp | ldquo | rdquo | mdash | hellip | middot ) (?! [A-Za-z0-9;=] )     # without its semicolon
    | (?<! [A-Za-z&] ) nbsp;                             # without its ampersand
    | (?<! [A-Za-z0-9&\#="'] ) \# [xX] (?: 20[01] | 30[0-2] | [fF][fF][01] ) [0-9A-Fa-f] ;          # … of a Chinese mark: #xff0c;
    """,
    re.VERBOSE,
)
TAG = re.compile(
    rf"""
      (?: < | &(?:amp;)*lt; ) /? {TAGS} (?: \s (?! \s* [{HAN}] ) [^<>\r\n]{{0,2000}} )? /? (?: > | &(?:amp;)*gt; )
    | < {RARE} > (?= </ ) | < (?: / {RARE} | {RARE} \s+ [a-z-]+ = [^<>\r\n]{{0,2000}} ) /? >
    | [?\ufffd] / {TAGS} >                               # the < was swallowed
    | [\[【] (?: [/-] {SQUARE} /? | {SQUARE} / ) [\]】]     # 【/h/】 [-p]
    | \[ (?P<own> {SQUARE} ) \] (?= [^\r\n]* \[ [/-] (?P=own) \] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
RUBY = re.compile(  # <ruby>渡<rp>(</rp><rt>dù</rt><rp>)</rp></ruby>: a reading set above its character
    r"</?(?:ruby|rb|rtc)(?:\s[^<>\r\n]{0,200})?>|<rp>[^<>\r\n]{0,2}</rp>|<rt>(?=[^<>\r\n]{1,40}</rt>)|(?<=[^<>\s])</rt>",
    re.IGNORECASE,
)
SPREADSHEET = re.compile(r"_x00(?:0[09ADad]|1[0-9A-Fa-f]|7[Ff])_")
BLOCK = re.compile(r"(?:p|div|hr|h[1-6]|li|ul|ol|tr|table|section|center)(?![a-z])", re.IGNORECASE)
PARAGRAPH = "\u2029"
CLOSES = re.compile(r"[。！？!?：:…][”’」』）)]*\s*$")
ESCAPED = re.compile(r"\\u3000|\\xa0|\\u00a0|\\u200b")
ABOUT_MARKUP = re.compile(  # words of the trade only: 实体, 标签, 代码, 字符 are everyday words too
    r"HTML|XML|SGML|\bCSS\b|JavaScript|Markdown|Unicode|UTF-8"
    r"|网页(?:源?代码|源码|标签|编码)|網頁(?:原?始碼|代碼|標籤|編碼)|源代码|源码|源代碼|源碼|原始碼"
    r"|转义|轉義|跳脫字元|字符实体|實體字元|字符實體|标记语言|標記語言|字符编码|字元編碼"
    r"|\bescap(?:e|es|ed|ing)\b|\bmarkup\b|character entit|entity reference",
    re.IGNORECASE,
)
THING = rf"(?:&\#?\w{{1,30}};?|</?(?:{TAGS}|ruby|rt|rb|rp)(?:\s[^<>]{{0,80}})?/?>|&lt;/?{TAGS}/?&gt;)"
NAMED = re.compile(  # the entity or the tag itself is what the line speaks of
    rf"""
      [“"‘'「『] {THING} [”"’'」』]
    | [用把将將是作] {THING} (?= [，、。；和与與或读讀] )
    | {THING} [”"’'」』]? \s? (?: 标签 | 標籤 | 实体 | 實體 | 标记 | 標記 | 写作 | 寫作 )
    | {THING} [”"’'」』]? \s? (?: 表示 | 代表 ) .{{0,6}} (?: 空格 | 换行 | 換行 | 段落 | 符 | 引号 | 引號 | 标题 | 標題 | 链接 | 加粗 )
    | (?: 标签 | 標籤 | 实体 | 實體 | 字符 | 字元 | 代码 | 代碼 | 写作 | 寫作 | 写成 | 寫成 ) [“"‘'「『]? \s? {THING} (?! \s? $ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
SPACES = {"\u00a0": " ", "\u2002": " ", "\u2003": "\u3000", "\u2009": " ", "\n": " ", "\r": " ", "\t": " "}
LEFT_ALONE = frozenset("<>")


BROKEN = re.compile(r"\s*\?/(?:p|div|span)>\s*", re.IGNORECASE)  # by itself: no code has it
HALVED = re.compile(r"\?(?P<half>[！俊\u3000])\?/(?:p|div|span)>", re.IGNORECASE)
WHOLE = {"！": "。”", "俊": "？”", "\u3000": "！”"}  # the end of a quotation and the < of its tag, one byte out of step


def find(text: str, whole: str) -> Iterator[Edit]:
    del whole
    for start, line in lines(text):
        for match in HALVED.finditer(line):
            after = WHOLE[match["half"]]
            at = start + match.start()
            reason = f"“{after}”与其后网页标签的编码错开一个字节，归位即得"
            yield Edit(at, at + len(match[0]), match[0], after, RULE.id, reason)
        line = HALVED.sub(lambda found: "\x00" * len(found[0]), line)
        if not any(mark in line for mark in ("&", "<", "/", "[-", "_x0", "\\", "nbsp;", "#x", "#X")):
            continue
        bare = RUBY.sub("", TAG.sub("", ENTITY.sub("", ESCAPED.sub("", line))))
        if not ABOUT_MARKUP.search(bare) and not NAMED.search(line) and not is_code(bare):
            yield from _in_line(start, line)


def _in_line(start: int, line: str) -> Iterator[Edit]:
    taken = 0
    addresses = [match.span() for match in ADDRESS.finditer(line)]
    found = [match for pattern in (TAG, RUBY, ENTITY, SPREADSHEET, ESCAPED) for match in pattern.finditer(line)]
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        after = _meaning(match, line)
        in_address = any(low < match.start() < high for low, high in addresses)
        if after is not None and match.start() >= taken and not in_address:
            taken = match.end()
            yield Edit(start + match.start(), start + taken, match[0], after, RULE.id, _reason(match, after))


def _meaning(match: re.Match[str], line: str) -> str | None:
    """What the leftover stands for; None where it is left alone."""
    if match.re is TAG:
        return _break(match, line) if re.search(f"[{HAN}]", line) or BROKEN.fullmatch(line) else None
    if match.re is RUBY:  # without the tags a browser shows the reading in brackets
        return {"<rt>": "(", "</rt>": ")"}.get(match[0].lower(), "") if re.search(f"[{HAN}]", line) else None
    if match.re is SPREADSHEET:
        return PARAGRAPH if match[0].upper() == "_X000D_" and _parts(match, line) else ""
    if match.re is ESCAPED:
        return "" if match[0].endswith("b") else "\u3000" if match[0].endswith("3000") else " "
    return _character(match[0], _is_sign(match, line))


def _is_sign(match: re.Match[str], line: str) -> bool:
    """Does an escaped `<` or `>` stand beside its like, as no tag and no comparison has them: `&gt;&gt;&gt;`?"""
    before, after = line[: match.start()], line[match.end() :]
    return after.startswith(match[0]) or before.endswith(match[0])


def _character(entity: str, sign: bool = False) -> str | None:
    name = re.sub(r"^&(?:amp;)+(?!$)", "&", entity) if entity.startswith("&") else "&" + entity
    name = "&amp;" if name == "&" else name
    char = html.unescape(name if name.endswith(";") else name + ";")
    char = SPACES.get(char, char)
    if char == name or (LEFT_ALONE & set(char) and not sign) or (not char.isprintable() and char != "\u3000"):
        return None
    return char


def _break(match: re.Match[str], line: str) -> str:
    """A paragraph that ends inside the line is marked; a line break between two words leaves a space."""
    name = re.sub(r"^(?:&(?:amp;)*lt;|\W)*", "", match[0])
    took = match[0][0] in "?\ufffd" and not BROKEN.fullmatch(line)  # half a character took the < with it
    lost = LOST if took else ""
    if BLOCK.match(name) or lost:
        return lost + (PARAGRAPH if BLOCK.match(name) and _parts(match, line) else "")
    if not name.lower().startswith("br"):
        return ""
    if _parts(match, line, CLOSES):
        return PARAGRAPH
    before, after = line[: match.start()], line[match.end() :]
    return " " if re.search(rf"[{HAN}\w]$", before) and re.match(rf"[{HAN}\w]", after) else ""


def _parts(match: re.Match[str], line: str, closes: re.Pattern[str] | None = None) -> bool:
    """Does text stand on both sides of a leftover in its line, and before it (where asked) a whole sentence?"""
    before, after = (_bare(part) for part in (line[: match.start()], line[match.end() :]))
    return bool(before and after) and (closes is None or bool(closes.search(before)))


def _bare(line: str) -> str:
    return SPREADSHEET.sub("", TAG.sub("", RUBY.sub("", ENTITY.sub("", line)))).strip()


def _reason(match: re.Match[str], after: str) -> str:
    if match.re is RUBY:
        return "残留的注音标签，读音改置于括号中" if after else "残留的网页标签，不是正文"
    if match.re is TAG:
        return (
            f"残留的网页标签，不是正文；“<”与半个字一同误读，{LOST}处字已失"
            if LOST in after
            else "残留的网页标签，不是正文"
        )
    if match.re is SPREADSHEET:
        return "电子表格的换行符代码，不是正文"
    return f"网页字符代码“{match[0]}”，即“{after}”" if after.strip() else "网页空格代码，作空格"


RULE = Rule(
    id="entities-and-leftovers",
    stage="characters",
    zh="网页代码残留",
    en="Entities and leftovers",
    why="网页的字符代码（&nbsp; &#8220;）和标签（<br/>）未经解析混入正文；还原为字符或删去，讲网页代码的文字不动。",
    tei="choice/sic/corr",
    find=find,
)
