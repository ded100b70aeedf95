"""The page of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from generator.model import MACHINE, Document, Edit, Relation
from generator.records import document_record
from generator.render import card, cite, exports, labels, pages, parallel, views
from generator.render.compare import compared
from generator.render.former import moved_lines
from generator.render.html import Html, block, el, esc, join, lines
from generator.render.site import Site, called, rule, rule_named, shown_title, title_link
from generator.render.text import Text
from generator.render.words import reason, say, series, some

_BY_RULE = (
    "以下改动均由规则作出；逐条记录，可以还原，原件未动。逐处见",
    "All changes below were made by rules. Each is recorded and can be undone; the witness is untouched. See ",
)
_SIGNED = (
    "以下改动由规则作出，编者的校改另列，署名；逐条记录，可以还原，原件未动。逐处见",
    "The changes below were made by rules; what editors corrected is listed apart, signed. Each is recorded and can be "
    "undone; the witness is untouched. See ",
)
_UNTOUCHED = ("文字与原件相同，未作改动。见", "The text is that of the witness; nothing was changed. See ")
_BULKY = ("fields", "blocks", "mentions", "flags", "notes")  # the page itself says these


def document_page(site: Site, document: Document) -> str:
    here = pages.document_page(document.id)
    text = Text(site, document, here)
    after = block(
        "section",
        _flags(document),
        _mentions(site, document, here),
        parallel.after(site.shared, document, here),
        _relations(site, document, here),
        moved_lines(site, document, here),
        cite.section(site, document),
        exports.section(site, document, here),
        _treatment(site, document, here),
        cls="doc-after",
        data_search_exclude="true",
    )
    head = block("div", text.subtitle(), card.card(site, document, here), cls="doc-head")
    switch = views.switch(site, document, here, views.READING)
    turn = views.neighbours(site, document, here)
    inside = (head, switch, text.contents(), text.body(), turn, after)
    return pages.page(
        cite.with_citation(meta(document), site, document), text.title(), block("div", *inside, cls="doc")
    )


def meta(document: Document) -> dict[str, Any]:
    """The front matter. Top-level values are for people and other programs; Material reads `title` alone."""
    record = {key: value for key, value in document_record(document).items() if key not in _BULKY}
    issued_by = document.card.speakers
    return {
        "title": shown_title(document),
        "date": document.card.date,
        "venue": document.card.venue,
        "speaker": "、".join(issued_by) or None,
        "archive": {"layout": "document", **record},
    }


# -- after the text -------------------------------------------------------------------------------------------------


def _flags(document: Document) -> Html:
    if not document.flags:
        return Html("")
    items = []
    for number, flag in enumerate(document.flags, 1):
        said: dict[str, str] = {
            "aria_label": f"存疑{number}的原处",
            "data_en_aria_label": f"Back to the words of doubt {number}",
        }
        back = el("a", esc("原处"), href=f"#flag-{number}-at", data_en="back", **said)
        quoted = el("q", esc(flag.text), lang=labels.language(document.card.script))
        likely = (
            join([say("疑为", "likely "), el("q", esc(flag.likely), lang="zh", data_published="")])
            if flag.likely
            else Html("")
        )
        why = el("span", rule_named(flag.rule), say("：", ": "), reason(flag.reason, cls=None), cls="reason")
        items.append(el("li", join([quoted, likely, why, back], " "), id=f"flag-{number}"))
    return lines([el("h2", esc("存疑"), data_en="Doubts"), block("ol", *items, cls="flags")])


def _mentions(site: Site, document: Document, here: str) -> Html:
    """The names in the text, by kind, each leading to its page."""
    counted = Counter(mention.authority for mention in document.mentions if mention.authority in site.authorities)
    groups: dict[str, list[Html]] = {folder: [] for folder in labels.FOLDERS}
    for id, count in counted.most_common():
        authority = site.authorities[id]
        name = el("a", called(authority), href=site.authority_link(here, id))
        item = el("li", name, el("span", esc(str(count)), cls="count"))
        groups[pages.authority_folder(authority.kind)].append(item)
    rows = [
        el(
            "div",
            el("dt", el("span", esc(labels.FOLDERS[folder]), cls=f"sample {folder}", data_en=labels.folder(folder)[1])),
            el("dd", block("ul", *items, cls="named")),
        )
        for folder, items in groups.items()
        if items
    ]
    return (
        lines([el("h2", esc("文中提及"), data_en="Named in the text"), block("dl", *rows, cls="names")])
        if rows
        else Html("")
    )


def _relations(site: Site, document: Document, here: str) -> Html:
    """Documents this one belongs with: continuations, copies, and its neighbours in the same witness."""
    items = []
    for relation in document.relations:
        other = site.archive.by_id.get(relation.id)
        if other:
            label = el("span", labels.value(labels.RELATIONS, relation.type), cls="label")
            together = _comparison(site, document, other, relation, here)
            items.append(el("li", label, title_link(other, here), reason(relation.reason), together))
    for other in site.cleaned_by_seed[document.seed].documents:
        if other.id != document.id and other.id not in {relation.id for relation in document.relations}:
            items.append(
                el("li", el("span", esc("同件"), cls="label", data_en="same witness"), title_link(other, here))
            )
    return (
        lines([el("h2", esc("相关文献"), data_en="Related documents"), block("ul", *items, cls="related")])
        if items
        else Html("")
    )


def _comparison(site: Site, document: Document, other: Document, relation: Relation, here: str) -> Html:
    """The way to the page that shows two copies together."""
    there = compared(site, document, other) if relation.type == "same-text" else None
    return el("a", esc("对照"), href=pages.link(here, there), cls="more", data_en="compare") if there else Html("")


def _treatment(site: Site, document: Document, here: str) -> Html:
    """What was done to the text: how often each rule changed it, and why."""
    line = document.lines[0][0]
    marked = el("a", esc("标记"), href=pages.link(here, views.marked_page(document.id)), data_en="the marked view")
    witness = el("a", esc("原件"), href=site.witness_link(here, document.seed, line), data_en="the witness")
    by_hand = _by_hand(site, document, here)
    said = say(*(_SIGNED if by_hand else _BY_RULE if document.edits else _UNTOUCHED))
    intro = el("p", said, marked, say("与", " and "), witness, say("。", "."))
    rows = [
        _treated(id, count, here) for id, count in sorted(document.edits.items(), key=lambda item: (-item[1], item[0]))
    ]
    return lines(
        [
            el("h2", esc("整理说明"), data_en="What was done to the text"),
            intro,
            by_hand,
            block("dl", *rows, cls="treatment"),
            _taken_out(site.taken_out.get(document.id, []), here),
        ]
    )


def _taken_out(edits: Sequence[Edit], here: str) -> Html:
    """What stood on the page and is none of the text: by rule, with how much of it there was."""
    if not edits:
        return Html("")
    by_rule: dict[str, list[Edit]] = {}
    for edit in edits:
        by_rule.setdefault(edit.rule, []).append(edit)
    items = [_removed(id, gone, here) for id, gone in by_rule.items()]
    said = say("页面上不属于正文、因而移出的：", "On the page, no part of the text, and taken out: ")
    return el("p", said, series(items), say("。", "."), cls="taken-out")


def _removed(id: str, edits: Sequence[Edit], here: str) -> Html:
    many, letters = len(edits), sum(len(edit.before.strip()) for edit in edits)
    count = say(f"（{many:,} 处，{letters:,} 字）", f" ({some(many, 'place')}, {some(letters, 'character')})")
    return join([el("a", rule_named(id), href=pages.link(here, "about/method.md", id)), count])


def _by_hand(site: Site, document: Document, here: str) -> Html:
    """What editors corrected, each with the words, the reason and who answers for it."""
    cleaned = site.cleaned_by_seed[document.seed]
    edits = zip(cleaned.apparatus.edits, cleaned.owners, strict=True)
    items = []
    for edit in (edit for edit, owner in edits if owner == document.id and edit.resp != MACHINE):
        line = cleaned.index.line(edit.start)
        there = el("a", say(f"第{line}行", f"line {line}"), href=site.witness_link(here, document.seed, line))
        words = _changed(edit)
        items.append(el("li", there, esc(" "), words, _signed(edit)))
    return (
        lines([el("h3", esc("编者校改"), data_en="Editors’ corrections"), block("ul", *items, cls="by-hand")])
        if items
        else Html("")
    )


def _signed(edit: Edit) -> Html:
    """Who corrected, and why, in their own words."""
    return el("span", el("bdi", esc(edit.resp)), say("：", ": "), el("span", esc(edit.reason), lang="zh"), cls="reason")


def _changed(edit: Edit) -> Html:
    """The words before and after; the same before and after is a reading that an editor confirmed."""
    before, after = el("q", esc(edit.before)), el("q", esc(edit.after))
    if edit.before == edit.after:
        return join([before, say("：确认原文如此。", " confirmed as it stands.")])
    if edit.after:
        return join([before, say("改作", " changed to "), after, say("。", ".")])
    return join([say("删去", "left out: "), before, say("。", ".")])


def _treated(id: str, count: int, here: str) -> Html:
    found = rule(id)
    known = pages.link(here, "about/method.md", id) if found else None
    name = el(
        "dt",
        el("a", rule_named(id), href=known) if known else esc(id),
        el("span", esc(f"{count} 次"), cls="count", data_en=some(count, "time")),
    )
    return el("div", name, reason(found.why if found else "", "dd", None))
