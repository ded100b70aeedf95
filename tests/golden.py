"""The nine documents as they are read today. `python -m tests.golden` writes them anew; review the difference as text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import yaml

from generator.build import clean_seed
from generator.documents import Cleaned
from generator.model import Document
from generator.seeds import find_seeds, read_seeds

FOLDER = Path(__file__).parent / "golden"
SEEDS = Path(__file__).parents[1] / "seeds"


def cleaned() -> list[Cleaned]:
    return [clean_seed(seed) for seed in read_seeds(find_seeds([SEEDS]))]


def reading(document: Document) -> str:
    """A document as a person reviews it: its card in short, its fields, its blocks with their anchors, its flags."""
    card = document.card
    head = [
        f"id: {document.id}",
        f"lines: {[list(pair) for pair in document.lines]}",
        f"type: {card.type}  date: {card.date}  covers: {card.covers}  dateline: {card.dateline_date}",
        f"published: {card.published}  venue: {card.venue} ({card.venue_role})  format: {card.format}",
        f"speakers: {list(card.speakers)}  quoted: {list(card.quoted)}  issuers: {list(card.issuers)}",
        f"authors: {list(card.authors)}  agency: {card.agency}  script: {card.script}",
        f"completeness: {card.completeness}",
    ]
    fields = [f"[{field.role} {field.anchor}] {field.text}" for field in document.fields]
    marks = {"paragraph": "", "heading": "# ", "gap": "--- "}
    blocks = [f"{block.anchor}\n{marks[block.kind]}{block.text}" for block in document.blocks]
    flags = [f"? {flag.rule} {flag.anchor} {flag.text} -> {flag.likely}" for flag in document.flags]
    return "\n\n".join(["\n".join(head), "\n".join(fields), *blocks, "\n".join(flags)]).rstrip() + "\n"


def edits(all_cleaned: list[Cleaned]) -> dict[str, dict[str, int]]:
    """How often each rule changed each seed, page furniture included."""
    counts = {one.seed.short: Counter(edit.rule for edit in one.apparatus.edits) for one in all_cleaned}
    return {short: dict(sorted(count.items())) for short, count in counts.items()}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    found = cleaned()
    for path in FOLDER.glob("*.txt"):
        path.unlink()
    for one in found:
        for document in one.documents:
            (FOLDER / f"{document.id}.txt").write_text(reading(document), encoding="utf-8")
    (FOLDER / "edits.yml").write_text(yaml.safe_dump(edits(found), sort_keys=True), encoding="utf-8")


if __name__ == "__main__":
    main()
