"""Take a text into the archive: convert it once where its encoding is named, and begin the editor's file beside it.

The editor's file holds what the machine found as comments: to put a line in force, an editor takes its `# ` away, and
that is all: the lines above it, that say where it belongs, are in force already and say nothing by themselves. Lines
with `##` explain.
"""

from __future__ import annotations

import codecs
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.documents import Cleaned
from generator.editor import reading_digest
from generator.editor.entries import holders
from generator.model import Block, Document, Evidence, Field
from generator.seeds import MAX_BYTES
from generator.sidecars import CARD

ADDED = "archive add"  # who answers for what this command notes
_WIDER = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030"}  # what scraped pages of that name really are in
_LISTED = tuple(key for key in CARD if key not in ("persons", "completeness"))
_SHOWN = 40  # characters of evidence in a comment


class AddError(ValueError):
    """A file that cannot be added. The message names it and the remedy."""


def target(source: Path, folder: Path) -> Path:
    """Where in `folder` a file goes. Raises AddError where something stands in its place."""
    path = folder / f"{source.stem}.txt"
    if not source.is_file():
        raise AddError(f"{source}: no such file; correct its path")
    if source.suffix.lower() not in ("", ".txt", ".text"):
        raise AddError(f"{source}: not a plain text by its name (*.txt); save its text as {source.stem}.txt")
    if source.exists() and source.parent.resolve() == folder.resolve():
        raise AddError(f"{source}: stands in {folder.name}/ already; to convert it, move it out and add it from there")
    names = {entry.name.casefold() for entry in folder.iterdir()}
    for place in (path, path.with_suffix(".yml")):
        if place.name.casefold() in names:
            raise AddError(f"{place}: is there already and is not overwritten; rename {source.name}")
    return path


def converted(data: bytes, source: Path, encoding: str) -> tuple[bytes, str]:
    """A text as UTF-8, and a note that says from what. Raises AddError where it is not in that encoding."""
    name = _codec(encoding)
    try:
        text = data.decode(name)
    except UnicodeError as error:
        raise AddError(f"{source}: is not {encoding} ({error}); name its encoding") from error
    if _is_utf8(data) and not name.startswith("utf"):
        raise AddError(f"{source}: is UTF-8 already; leave --encoding out")
    utf8 = text.encode("utf-8", "surrogatepass")
    if len(utf8) > MAX_BYTES:
        raise AddError(f"{source}: too long for a page of text; split it into one file a page")
    digest = hashlib.sha256(data).hexdigest()
    return utf8, f"converted to UTF-8 from {encoding} by `{ADDED}`; the file before: {len(data)} bytes, sha256 {digest}"


def _codec(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        b"a".decode(name)  # some codecs are none of text
    except UnicodeError:
        return name  # one byte is no text in it
    except LookupError as error:
        raise AddError(f"{encoding}: no such encoding; try gbk, big5, gb18030 or utf-16") from error
    return _WIDER.get(name, name)


def _is_utf8(data: bytes) -> bool:
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


# -- the editor's file ----------------------------------------------------------------------------------------------


def sidecar(cleaned: Cleaned, note: str | None = None, schema: str | None = None) -> str:
    """An editor's file for a new seed: what the machine found, as comments. `schema` helps a text editor."""
    lines = [
        *([f"# yaml-language-server: $schema={schema}", ""] if schema else []),
        f"## {cleaned.seed.name} 的编者附记。去掉一行开头的“# ”（井号和空格），该行即生效；两个井号的行是说明。",
        f"## The editor's file of {cleaned.seed.name}: take `# ` away from a line to put it in force; ## explains.",
        "## 写法见 site_src/about/editing.md · How: site_src/about/editing.md",
        "",
        "# editor: 您的姓名",
        "",
        *_provenance(cleaned, note),
        "",
        *_EXAMPLES,
        "",
        "documents:",
        *(line for document in cleaned.documents for line in _document(document, _share(cleaned, document))),
    ]
    return "\n".join(lines) + "\n"


_EXAMPLES = (
    "corrections:",
    '  # - {line: 1, find: "原文", replace: "应作", reason: "据何处"}',
    "notes:",
    '  # - {line: 1, find: "原文", text: "注释", source: "出处"}',
    "boundaries:",
    '  # - {start: 1, reason: "此行起为另一篇"}',
    '  # - {join: 1, reason: "此行仍属前一篇"}',
)


def _provenance(cleaned: Cleaned, note: str | None) -> Iterator[str]:
    """What is known of the source; what this command did itself stands in force."""
    clue = next((one.provenance.get("source_url") for one in cleaned.documents), None)
    yield "provenance:"
    if note:
        yield f"  note: {_value(note)}"
        yield f"  by: {_value(ADDED)}"
    for key, value in (("source_url", clue), ("publication", None), ("page", None), ("retrieved", None)):
        yield f"  # {key}: {_value(value)}"
    yield "rights:"
    yield '  # status_uri: "http://rightsstatements.org/vocab/CNE/1.0/"'
    yield "  # note: null"


def _share(cleaned: Cleaned, document: Document) -> bool:
    """Does another document have text on the line on which this one begins?"""
    return bool(document.lines) and len(holders(cleaned, document.lines[0][0])) > 1


def _document(document: Document, shares: bool) -> Iterator[str]:
    first = document.lines[0][0] if document.lines else 1
    yield f"  ## {document.id}，原件第{'、'.join(f'{a}–{b}' for a, b in document.lines)}行"
    yield f"  - line: {first}"
    if shares:
        yield f"    find: {_value(_opening(document))}"
    for key in _LISTED:
        yield from (_because(proof) for proof in document.card.evidence if proof.field == key)
        yield f"    # {key}: {_value(getattr(document.card, key))}"
    yield "    # because: 这些著录的根据"
    yield f"    # review: {{level: proofread, date: 校读之日, text_sha256: {reading_digest(document)}}}"


def _opening(document: Document) -> str:
    units: list[Field | Block] = [*document.fields, *document.blocks]
    return min((unit for unit in units if unit.spans), key=lambda unit: unit.spans[0]).text[:12]


def _because(proof: Evidence) -> str:
    """The evidence of a value, in a line that explains."""
    line = f"第{proof.line}行" if proof.line else ""
    words = " ".join(proof.text.split())
    quoted = f"“{words[:_SHOWN]}{'…' if len(words) > _SHOWN else ''}”" if words else ""
    reason = " ".join((proof.reason or "").split())
    return f"    ## 据{line}{quoted}{'，推断' if proof.inferred else ''}{'：' + reason if reason else ''}"


def _value(value: str | Iterable[str] | None) -> str:
    """A value as YAML that reads back as it is."""
    if value is None or isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(list(value), ensure_ascii=False)
