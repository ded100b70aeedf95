"""The guides say what there is: every key that an editor writes or a program reads, and an example that works."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from handmade import document, seed

from generator.authorities import EXTRAS, FORM, OPTIONAL, REQUIRED, load_authorities
from generator.records import apparatus_records, document_record

ROOT = Path(__file__).parent.parent
ABOUT = ROOT / "site_src" / "about"


def guide(name: str) -> str:
    return (ABOUT / name).read_text("utf-8")


def words(text: str) -> set[str]:
    """What stands in code: between backticks, or as a key in an example."""
    spans = re.findall(r"`([^`\n]+)`", text)
    return {word for span in spans for word in re.findall(r"[a-z0-9_]+", span)} | set(re.findall(r"([a-z_]+):", text))


SIDECAR = json.loads((ROOT / "generator" / "schema" / "sidecar.schema.json").read_text("utf-8"))["properties"]


@pytest.mark.parametrize("key", SIDECAR)
def test_the_editors_guide_has_every_key_of_a_sidecar(key: str) -> None:
    inside = SIDECAR[key].get("properties") or SIDECAR[key].get("items", {}).get("properties", {})
    assert {key, *inside} <= words(guide("editing.md"))


def test_the_editors_guide_has_every_key_of_a_record() -> None:
    keys = {*REQUIRED, *OPTIONAL, *FORM, *(key for extra in EXTRAS.values() for key in extra)}
    assert keys <= words(guide("editing.md"))


def test_the_record_of_the_editors_guide_is_sound(tmp_path: Path) -> None:
    (example,) = re.findall(r"```yaml\n(- id:.*?)```", guide("editing.md"), re.S)
    (tmp_path / "initiatives.yml").write_text(example, encoding="utf-8")
    (record,) = load_authorities(tmp_path)
    assert record.extra["wrong"] == {"某某昌议": None}
    assert record.extra["ambiguous"] == ("某某",)


def test_the_data_guide_has_every_key_of_the_records() -> None:
    cleaned = document(seed("题目\n\n文字\n"), removed=(3,))
    told = words(guide("data-guide.md"))
    assert set(document_record(cleaned.documents[0])) <= told
    (record, *_) = apparatus_records(cleaned)
    assert set(record) <= told


def test_the_example_of_the_data_guide_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = document_record(document(seed("题目\n\n文字\n")).documents[0])
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "documents.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.*?)```", guide("data-guide.md"), re.S)
    exec(example, {})


def test_the_repair_of_the_developers_guide_works() -> None:
    """The ten-minute example, put together from its pieces on the page, changes and leaves what its cases say."""
    cases, code = (block for block in re.findall(r"\n\n((?: {8}.*\n|\n)+)", guide("developing.md")))
    table = yaml.safe_load(cases)
    space: dict[str, object] = {}
    exec(
        "import re\nfrom collections.abc import Iterator\nfrom generator.model import Edit, Flag, Rule\n"
        + re.sub(r"^ {8}", "", code, flags=re.M),
        space,
    )
    find = space["find"]
    assert callable(find)
    for case in table["changed"]:
        edits = list(find(case["before"], case["before"]))
        text = case["before"]
        for edit in reversed(edits):
            text = text[: edit.start] + edit.after + text[edit.end :]
        assert text == case["after"]
    assert len(table["unchanged"]) >= 2 * len(table["changed"])
    assert all(not list(find(text, text)) for text in table["unchanged"])
