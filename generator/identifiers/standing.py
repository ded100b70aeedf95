"""Does every released id still lead somewhere? Compares the table with the documents of today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.documents import Cleaned
from generator.identifiers.table import FILE
from generator.lines import ranges
from generator.model import Document, Identifier
from generator.render.places import Kept, kept, line_places, units

_SHOWN = 3  # ids named in a message


def problems(released: Sequence[Identifier], cleaned: Sequence[Cleaned]) -> list[str]:
    """One line for each released id, or seed with released ids, that a build would lose; each with its remedy."""
    here = {one.seed.short: one for one in cleaned}
    groups: dict[str, list[Identifier]] = {}
    for row in released:
        groups.setdefault(row.short, []).append(row)
    digests = {row.sha256: row.seed for row in released}
    found: list[str] = []
    for short, rows in groups.items():
        one = here.get(short)
        if one is None:
            found += _missing(rows)
        elif one.seed.sha256 != rows[0].sha256:
            found.append(_changed(one, rows[0], digests))
        else:
            found += (problem for row in rows for problem in _lost(row, one))
    return found


def _missing(rows: Sequence[Identifier]) -> Iterator[str]:
    live = [row for row in rows if row.status == "live"]
    if live:
        ids = ", ".join(row.id for row in live[:_SHOWN]) + (" …" if len(live) > _SHOWN else "")
        yield (
            f"seeds/{live[0].seed}: a released seed is missing ({ids}); restore the file, or withdraw it: "
            f'archive release --withdraw {live[0].short} --reason "…"'
        )


def _changed(one: Cleaned, row: Identifier, digests: dict[str, str]) -> str:
    other = digests.get(one.seed.sha256)
    remedy = "restore the file; corrections go into its sidecar, a better text is added as another seed"
    if other and other != one.seed.name:
        remedy = f"these are the bytes of {other}: give each file its name back"
    return (
        f"seeds/{one.seed.name}: its bytes are not those that were released (sha256 {row.sha256[:12]}… then, "
        f"{one.seed.sha256[:12]}… now); a witness is never edited: {remedy}"
    )


def _lost(row: Identifier, one: Cleaned) -> Iterator[str]:
    is_document = any(document.id == row.id for document in one.documents)
    if row.status == "withdrawn":
        if is_document:
            yield (
                f"seeds/{row.seed}: {row.id} was withdrawn on {row.date} and is here again; take the seed away, "
                "or take the id back: archive release"
            )
        return
    if is_document or (row.status == "forward" and _still_there(row, one)):
        return
    now = ", ".join(successors(row, one))
    if now:
        yield f"seeds/{FILE}: {row.id} is no document any more; run archive release to forward {row.id} to {now}"
    else:
        yield (
            f"seeds/{FILE}: {row.id} is lost, no document holds its lines {_said(row)} of {row.seed} now; correct the "
            f"rule or the sidecar that took them away (archive explain {row.short}), or withdraw it: "
            f'archive release --withdraw {row.id} --reason "…"'
        )


def _still_there(row: Identifier, one: Cleaned) -> bool:
    return set(row.to) <= {document.id for document in one.documents}


def _said(row: Identifier) -> str:
    return ", ".join(f"{first}" if first == last else f"{first}-{last}" for first, last in row.lines)


# -- lines ----------------------------------------------------------------------------------------------------------


def successors(row: Identifier, one: Cleaned) -> tuple[str, ...]:
    """The documents that hold the lines of a released id now; failing that, those with the lines they repeat."""
    lines = numbers(row.lines)
    found = [document for document in one.documents if lines & numbers(document.lines)]
    found = [document for document in found if _reaches(document, one, row)] or found
    if not found:
        where = kept(one)
        found = [document for document in one.documents if lines & numbers(anchored(one, document, where))]
    return tuple(document.id for document in found)


def _reaches(document: Document, one: Cleaned, row: Identifier) -> bool:
    """Does a document go on beyond the place where a released one began? On one line there may be several."""
    line, _, column = row.id.rpartition("-")[2].partition("c")
    start = one.seed.lines[int(line) - 1].start + int(column or 1) - 1
    spans = (span for unit in units(document) for span in unit.spans if span.start < span.end)
    return any(one.apparatus.raw_span(span.start, span.end).end > start for span in spans)


def anchored(one: Cleaned, document: Document, where: Kept) -> tuple[tuple[int, int], ...]:
    """The raw lines that have an anchor on a document's page."""
    own = {int(unit.anchor[1:].partition("c")[0]) for unit in units(document) if unit.anchor.startswith("l")}
    return ranges({*own, *line_places(one, document, where)})


def numbers(lines: Iterable[tuple[int, int]]) -> set[int]:
    return {number for first, last in lines for number in range(first, last + 1)}
