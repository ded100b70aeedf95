"""Rules whose edits no pattern finds: an editor's, and those that need the whole page or the whole document."""

from __future__ import annotations

from generator.model import Rule

EDITOR = Rule(
    id="editor",
    stage="editor",
    zh="编者校改",
    en="Editor's correction",
    why="编者在附记中署名校改，最先施行；机器的规则不再触动所改之处。前后相同的，是编者确认原文如此。",
    tei="choice",
)
LOOP_COPY = Rule(
    id="loop-copy",
    stage="segment",
    zh="重复抓取",
    en="Repeated block",
    why="抓取程序把同一批段落重复写入；只保留第一份，其余各行都指向保留的一行。",
    tei="surplus",
)
REPEATED_TITLE = Rule(
    id="repeated-title",
    stage="segment",
    zh="标题重复",
    en="Repeated title",
    why="网页标题与正文首行重复，只保留一处。",
    tei="surplus",
)
LINKED_LIST = Rule(
    id="linked-list",
    stage="segment",
    zh="相关文章列表",
    en="Related articles",
    why="页面下方列出的其他文章的标题，不属于本文。",
    tei="fw",
)
HARD_WRAP = Rule(
    id="hard-wrap",
    stage="join",
    zh="版面折行",
    en="Hard wrap",
    why="报纸按栏宽折行，页面、栏目或图片也会截断一句；这里把同一段的各行接回。",
    tei="lb",
)
HEADING_LINES = Rule(
    id="heading-lines",
    stage="join",
    zh="两行标题",
    en="Two-line heading",
    why="排成两行的标题合为一行，中间空一格。",
    tei="lb",
)
WRONG_NAME = Rule(
    id="wrong-name",
    stage="phrases",
    zh="名称有误",
    en="Wrong name",
    why="编者在规范记录中注明为误写的名称；此处照原文，只作标记，不改。",
    tei="choice/sic/corr",
)
LAYOUT_SPACE = Rule(
    id="layout-space",
    stage="join",
    zh="排版空格",
    en="Layout space",
    why="数字、西文与汉字之间的空格来自排版，有处有、有处无，不属文字。",
    tei="choice/orig/reg",
)
