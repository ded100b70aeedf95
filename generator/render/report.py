"""How to report a mistake: the page that a paragraph's control leads to where no script runs."""

from __future__ import annotations

from generator.render import pages
from generator.render.html import Html, block, el, esc
from generator.render.words import headline, say

HERE = "about/report.md"

_WHAT = (
    (("文献编号", "Document"), ("在“著录”最后一行，如 000-1。", "Its id, in the last row of its record: 000-1.")),
    (
        ("位置", "Place"),
        (
            "段落旁的数字，就是原件的行号；也可以抄下那一段的网址。",
            "The number beside the paragraph, which is the line of the witness; or the address of the paragraph.",
        ),
    ),
    (("引文", "Words"), ("有问题的那几个字，照样抄下。", "Those that are wrong, as they stand.")),
    (("应作", "Should be"), ("您认为应当怎样；不知道也可以不写。", "What you think is right; may be left out.")),
    (
        ("依据", "Authority"),
        (
            "原书、原报、原网页或其他来源。没有依据的改动，本档案不能采纳。",
            "The book, newspaper, page or other source. Without one the archive cannot change a text.",
        ),
    ),
    (
        ("版本", "Release"),
        (
            "本页若标有版本，请一并写上；没有，就写原件 SHA-256 的前几位。",
            "As the page names it; else the first characters of the SHA-256 of the witness.",
        ),
    ),
)


def report_page() -> str:
    """The page. Where reports go is in `mkdocs.yml` (`extra.repository`): the template shows the link."""
    said = (
        "发现错字、错标点、错日期、错归属，或者整理得不对，都请告诉我们。"
        "在文献页上，每一段旁边都有“报错”：点开就已填好编号、位置与引文。"
        "如果您的浏览器不运行脚本，请照下面各项写明。"
    )
    said_en = (
        "Please tell us of wrong characters, marks, dates or attributions, and of bad repairs. Beside each paragraph of a "
        "document is a control that fills in document, place and words. Without scripts, write what is listed here."
    )
    items = [el("div", el("dt", say(*name)), el("dd", say(*what))) for name, what in _WHAT]
    after = (
        "原件永不改动。查实的错误由署名的编者记在附记里，旧的读法、新的读法、理由和署名都保留在页上。",
        "A mistake in a text? Give the document's id, the line, the words as they stand, what they should be and on what "
        "authority. Witnesses are never changed: an editor records the correction under his or her name.",
    )
    meta = {
        "title": "报告错误",
        "template": "report.html",
        "search": {"exclude": True},
        "archive": {"layout": "report"},
    }
    title = headline("报告错误", "Report a mistake")
    parts: tuple[Html, ...] = (
        el("p", esc(said), cls="lede", data_en=said_en),
        block("div", block("dl", *items), cls="record"),
    )
    return pages.page(
        meta, title, *parts, el("p", esc(after[0]), lang="zh"), el("p", esc(after[1]), lang="en", cls="en")
    )
