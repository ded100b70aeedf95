"""Lines in which a newspaper or site names who edited, proofread or laid out the page.

Only whole lines of the form `责任编辑：某某`, or that name several (`责任编辑 某某 美术编辑 某某`); an article about an editor is left.

>>> [edit.before for edit in find("（责任编辑：王小二）", "")], list(find("责任编辑：他说，这很重要。我们都同意。", ""))
(['（责任编辑：王小二）'], [])
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Edit, Rule
from generator.repairs.furniture import whole_line
from generator.repairs.running_head import is_staff, reaches_page

REASON = "编校署名，属版面，不属正文"
_ROLE = r"""(?:本版|本期|网站|網站|网络|值班|执行|責任|责任|见习|实习|栏目|首席|图片|圖片|视觉|視覺|版式|新媒体|美术|美術|文字)*
    (?:编辑|編輯|主编|主編|责编|責編|编审|校对|校對|审核|審核|审校|监制|監製|制版|美编|美術|美术|设计|排版|编校|统筹|策划|终审|复审|初审|编发|出品|总监制|版式|版面|视觉|图编|网编|網編|组版|检校|签发)"""
_LIKE = "[\u4e00-\u9fff]?[编編校审審检檢排版][\u4e00-\u9fff]?"  # 校检, 终校: beside a role that is known
_NAMES = rf"(?:(?!{_ROLE}\s*[:：/|丨｜])[\u4e00-\u9fffA-Za-z0-9·_\s、,/|]){{1,40}}"
_IMPRINT = re.compile(
    r"(?:[\u4e00-\u9fff]{2,16}(?:社|公司|集团|集團)\s*出版[\s　|｜]*)?(?:(?:督印|承印|督印人|社长|社長|印刷|承印人|出版|总编辑|總編輯)\s*[：:]\s*[\u4e00-\u9fff]{2,20}[\s　|｜]*){1,5}"
)  # 濠江新報社出版 督印人：某某
_LINE = re.compile(
    rf"[（(【\[［〔■□●◆]?\s*{_ROLE}\s*[:：/|丨｜]\s*{_NAMES}(?:[\s|｜/；;]+(?:{_ROLE}|{_LIKE})\s*[:：/|丨｜]\s*{_NAMES})*\s*[】\]］〕)）]?\s*[0-9]{{0,8}}",
    re.VERBOSE,
)

_CODED = re.compile(  # …就職典禮。（編輯：某某）1131219: the agency's day code proves it
    r"(?<=[。！？」』])\s*[（(](?:編輯|编辑|譯者|译者|责编|責編)[/／:：][\u4e00-\u9fff·/／、\s]{2,24}[）)]\s*[01]?[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]\s*$"
)


def find(line: str, whole: str) -> Iterator[Edit]:
    del whole
    if is_staff(line) or reaches_page(line):
        yield Edit(0, len(line), line, "", RULE.id, REASON)
        return
    if ("印" in line) and _IMPRINT.fullmatch(line):
        yield Edit(0, len(line), line, "", RULE.id, REASON)
        return
    if signed := _CODED.search(line):
        yield Edit(signed.start(), len(line), signed.group(), "", RULE.id, REASON)
        return
    yield from whole_line(_LINE, line, RULE.id, REASON)


RULE = Rule(
    id="editor-line",
    stage="segment",
    zh="编校署名",
    en="Editor's line",
    why="“责任编辑：某某”一类署名说明版面由谁编校，不是文章的文字。",
    tei="fw",
    find=find,
)
