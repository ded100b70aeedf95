"""A comparison as Markdown for a person, Chinese first. Whatever comes from a text is shown as text, never as markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from generator.report.compare import PLACES, Change, Comparison, Record

MOST = 50  # entries of one kind that are shown
_FIELDS = {
    "title": "题名 title",
    "subtitle": "副题 subtitle",
    "type": "类型 type",
    "date": "日期 date",
    "covers": "所述时段 covers",
    "dateline_date": "电头日期 dateline",
    "published": "刊发日期 published",
    "venue": "地点 venue",
    "format": "形式 format",
    "speakers": "讲话人 speakers",
    "quoted": "被引者 quoted",
    "issuers": "发布者 issuers",
    "authors": "作者 authors",
    "agency": "通讯社 agency",
    "publisher": "出版者 publisher",
    "events": "会议 events",
    "completeness": "完整程度 completeness",
}
_MARKUP = re.compile(r"[\\`*\[\]|~&<>]|(?<!\w)_|_(?!\w)")  # what markup can begin with within a line
_FIRST = re.compile(r"^(?=[-+#=])|^(\d+)(?=[.)])")  # what it can begin with at its start
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")

RuleName = Callable[[str], str]


def report(found: Comparison, base: str, reading: Sequence[str], rule_name: RuleName) -> str:
    """The report. `base` names the version before; `reading` says in Chinese and English which generator read it."""
    parts = [
        f"# 改动报告 · What this change does\n\n与 {_shown(base)} 相比。{reading[0]}\n\n"
        f"Compared with {_shown(base)}. {reading[1]}",
        _summary(found),
        *_problems(found),
        *_documents(found),
        *_rules(found, rule_name),
        *_names(found),
        *_doubts(found),
    ]
    return "\n\n".join(parts) + "\n"


def _summary(found: Comparison) -> str:
    counts = (
        ("新增", "added", found.added),
        ("改动", "changed", found.changed),
        ("消失", "removed", found.removed),
    )
    zh = "，".join(f"{name} {len(those):,} 篇" for name, _, those in counts)
    en = ", ".join(f"{len(those):,} {name}" for _, name, those in counts)
    gained, lost = (sum(getattr(change, what) for change in found.changed) for what in ("gained", "lost"))
    text = f"**文献：{zh}。** 改动的文献里，文字多出 {gained:,} 字、少了 {lost:,} 字。"
    return f"{text}\n\n**Documents: {en}.** In those changed, {gained:,} characters came and {lost:,} went."


# -- the parts ------------------------------------------------------------------------------------------------------


def _problems(found: Comparison) -> Iterator[str]:
    seeds = (f"{name}" for name in found.altered_seeds)
    yield from _list("读不了的种子 · Seeds that cannot be read", found.unread)
    yield from _list("编号有失 · Ids at risk", found.at_risk)
    yield from _list(
        "原件被改 · Witnesses that were edited",
        seeds,
        "原件一字不改：更正写进同名 `.yml`。 A witness is never edited: corrections go into the `.yml` beside it.",
    )
    yield from _list("批注或校读失效 · Notes and reviews that no longer hold", found.broken_notes)


def _documents(found: Comparison) -> Iterator[str]:
    yield from _list("新增文献 · Documents added", map(_entry, found.added), safe=True)
    yield from _list("消失的文献 · Documents removed", map(_entry, found.removed), safe=True)
    if found.changed:
        shown = [_changed(change) for change in found.changed[:MOST]]
        yield "\n\n".join(["## 改动的文献 · Documents changed", *shown, *_more(len(found.changed))])


def _rules(found: Comparison, rule_name: RuleName) -> Iterator[str]:
    if not found.rules:
        return
    rows = [
        f"| {_shown(rule_name(one.rule))} `{one.rule}` | {_step(one.edits)} | {_step(one.removed)} | {_step(one.put_in)} |"
        for one in found.rules
    ]
    head = "| 规则 rule | 处数 edits | 去掉的字 characters out | 换上的字 characters in |\n|---|---|---|---|\n"
    yield "## 按规则计的增减 · Characters by rule\n\n" + head + "\n".join(rows)


def _names(found: Comparison) -> Iterator[str]:
    yield from _list("首次提到的名称 · Names mentioned for the first time", map(_authority, found.new_names), safe=True)
    yield from _list("新出现的人名 · New names of persons", found.new_persons)
    yield from _list("新增的名称条目 · Authority records added", map(_authority, found.new_records), safe=True)
    yield from _list("撤掉的名称条目 · Authority records removed", map(_authority, found.gone_records), safe=True)


def _doubts(found: Comparison) -> Iterator[str]:
    heading = "请编者看一看 · What wants an editor’s eye"
    remark = "只列新增和改动的文献。 In documents added or changed only."
    yield from _list(heading, found.doubts, remark)


# -- entries --------------------------------------------------------------------------------------------------------


def _list(heading: str, entries: Iterable[str], remark: str = "", safe: bool = False) -> Iterator[str]:
    lines = [entry if safe else _shown(entry) for entry in entries]
    if lines:
        shown = "\n".join(f"- {line}" for line in lines[:MOST])
        yield "\n\n".join([f"## {heading}", *([remark] if remark else []), shown, *_more(len(lines))])


def _more(count: int) -> list[str]:
    return [f"……另有 {count - MOST:,} 条 · and {count - MOST:,} more"] if count > MOST else []


def _entry(document: Record) -> str:
    facts = [document.get("date") or document.get("covers"), document.get("venue"), *document.get("speakers", ())]
    told = " · ".join(_shown(fact) for fact in facts if fact)
    return f"**{_title(document['title'])}** `{document['id']}`" + (f" — {told}" if told else "")


def _authority(pair: tuple[str, str]) -> str:
    return f"{_shown(pair[1])} `{pair[0]}`"


def _changed(change: Change) -> str:
    lines = [f"- {_FIELDS[key]}：{_value(old)} → {_value(new)}" for key, old, new in change.values]
    lines += [f"- `{place.anchor}`：{_shown(place.before)} → {_shown(place.after)}" for place in change.places[:PLACES]]
    if len(change.places) > PLACES:
        rest = len(change.places) - PLACES
        lines.append(f"- ……另有 {rest:,} 处 · and {rest:,} more places")
    heading = f"### {_title(change.title)} `{change.id}`"
    counts = f"文字 text：+{change.gained:,} −{change.lost:,}" if change.places else "文字未变 · text unchanged"
    return "\n\n".join([heading, counts, "\n".join(lines)])


def _title(title: str | None) -> str:
    return _shown(title) if title else "〔无题〕"


def _value(value: Any) -> str:
    if value in (None, [], ""):
        return "（无 none）"
    return _shown("、".join(map(str, value)) if isinstance(value, list) else str(value))


def _step(pair: tuple[int, int]) -> str:
    before, after = pair
    return f"{after:,}" if before == after else f"{before:,} → {after:,} ({after - before:+,})"


def _shown(text: str) -> str:
    """Text as text: no markup, no line break, no control character comes through."""
    plain = _CONTROL.sub(" ", str(text)).strip()
    escaped = _MARKUP.sub(lambda found: f"&#{ord(found[0])};" if found[0] in "<>&" else "\\" + found[0], plain)
    return _FIRST.sub(r"\1\\", escaped).replace("@", "@\u200b")  # and nobody is called by an @
