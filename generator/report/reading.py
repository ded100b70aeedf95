"""Both versions read, compared and told of: the whole way of a report."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from generator import build
from generator.attention import doubts
from generator.documents import LAYOUT, Cleaned
from generator.identifiers import problems
from generator.records import apparatus_records, document_record
from generator.repairs import BY_ID
from generator.report.compare import Comparison, Version, compared
from generator.report.text import report
from generator.report.versions import Before, before, digests, recorded

SAME = ("两边由同一个生成器读。", "One generator read both.")
OWN = (
    "生成器也有改动：从前的一边由从前的生成器读。",
    "The generator changed as well: the version before was read by its own.",
)
NOT_OWN = (
    "生成器也有改动，但从前的生成器运行不了（{why}），两边都由现在的读：规则改动的影响这里看不到。",
    "The generator changed as well, but the one before does not run ({why}), so this one read both: "
    "what changed rules do is not seen here.",
)


def made(base: str, root: Path, say: build.Say) -> tuple[str, Comparison]:
    """The report as Markdown, and what it is drawn from. Raises BaseError where there is no such version before."""
    with before(base, root) as earlier:
        version, reading = _earlier(earlier, say)
        found = compared(version, present(root, say))
        return report(found, earlier.name, reading, _rule_name), found


def present(root: Path, say: build.Say) -> Version:
    """An archive as this generator reads it, with what is wrong and doubtful in it."""
    authorities = build.load(root / "seeds" / "authorities")
    found = list(build.clean_paths(build.seeds_of(root), say, authorities))
    unread = tuple(one.message.replace(f"{root}{os.sep}", "") for one in found if isinstance(one, build.Unread))
    cleaned = build.mentioned([one for one in found if isinstance(one, Cleaned)], authorities)
    lost = problems(build.identifiers(root), cleaned) if not unread else []  # a missing seed cannot be judged
    return Version(
        documents=tuple(document_record(document) for one in cleaned for document in one.documents),
        edits={one.seed.short: tuple(apparatus_records(one)) for one in cleaned},
        seeds=digests(root),
        names={one.id: next((form.text for form in one.prefer.values()), one.id) for one in authorities},
        unread=unread,
        at_risk=tuple(lost),
        doubts=_doubts(cleaned),
    )


def _earlier(earlier: Before, say: build.Say) -> tuple[Version, tuple[str, str]]:
    if not earlier.own_generator:
        return present(earlier.folder, say), SAME
    version = recorded(earlier)
    if isinstance(version, Version):
        return version, OWN
    return present(earlier.folder, say), (NOT_OWN[0].format(why=version), NOT_OWN[1].format(why=version))


def _doubts(cleaned: Sequence[Cleaned]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for one in cleaned:
        for doubt in doubts(one):
            found.setdefault(doubt.document, []).append(f"{one.seed.name}, {doubt}")
    return {id: tuple(lines) for id, lines in found.items()}


def _rule_name(id: str) -> str:
    rule = LAYOUT if id == LAYOUT.id else BY_ID.get(id)
    return f"{rule.zh} {rule.en}" if rule else "从前的规则 a rule of before"
