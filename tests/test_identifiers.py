"""A citation made today lands for ever: invented archives are released, changed, and built again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_render import Page, broken_links

from generator import build
from generator.cli import main
from generator.identifiers import COLUMNS, FILE, IdentifierError, allotted, read_identifiers, table
from generator.model import Draft, Edit, Identifier, Piece, Segmentation
from generator.render import render_site
from generator.segment import segment

FIRST = """塔林开通无人驾驶渡轮

新华社塔林11月2日电 （记者黎明）塔林港2日开通首条无人驾驶渡轮航线，航程二十分钟。

市长登上了第一班船，船上没有一个船员。

安第斯国家商定共同护鹰

新华社利马11月2日电 （记者石磊）秘鲁等四个安第斯国家2日商定，共同设立高山鹰类保护区。

保护区横跨四国边界，由各国轮流管理。
"""
SECOND = "挪威渔民打捞出百年船钟\n\n挪威北部渔民日前打捞出一口铸于1911年的船钟，钟声依旧。\n"
LINE = "天气很好，大家都到公园里散步去了。"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of two seeds: one with two documents, one with one."""
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    put(tmp_path, "000_a.txt", FIRST)
    put(tmp_path, "001_b.txt", SECOND)
    return tmp_path


def put(root: Path, name: str, text: str) -> None:
    (root / "seeds").mkdir(exist_ok=True)
    (root / "seeds" / name).write_text(text, encoding="utf-8")


def release(root: Path, *words: str) -> int:
    return main(["release", "--root", str(root), *words])


def rows(root: Path) -> dict[str, Identifier]:
    return {row.id: row for row in read_identifiers(root / "seeds" / FILE)}


def ids(root: Path) -> list[str]:
    return [document.id for document in build.build_archive(root, str).documents]


def fails(root: Path) -> str:
    """What a build says that must not go through."""
    with pytest.raises(build.BuildError) as error:
        build.build_archive(root, str)
    assert all(line.startswith("seeds/") for line in str(error.value).splitlines())
    return str(error.value)


def pages(root: Path) -> dict[str, Page]:
    archive = build.build_archive(root, str)
    assert broken_links(archive) == []
    return {path: Page(text) for path, text in render_site(archive).items() if path.endswith(".md")}


# -- release --------------------------------------------------------------------------------------------------------


def test_a_build_needs_no_release_and_writes_none(root: Path) -> None:
    assert ids(root) == ["000-1", "000-7", "001-1"]
    assert not (root / "seeds" / FILE).exists()


def test_release_gives_numbers_once_and_for_all(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release(root) == 0
    assert "release 000-1 (No. 1) 塔林开通无人驾驶渡轮\n" in capsys.readouterr().out
    path = root / "seeds" / FILE
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    assert {id: row.number for id, row in rows(root).items()} == {"000-1": 1, "000-7": 2, "001-1": 3}
    assert rows(root)["000-7"].lines == ((7, 11),)
    assert rows(root)["001-1"].sha256 == hashlib.sha256(SECOND.encode()).hexdigest()
    assert release(root) == 0
    assert capsys.readouterr().out == "nothing to release: 3 ids stand as they are\n"
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_dry_run_reports_and_writes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release(root, "--dry-run") == 0
    assert "001-1 (No. 3)" in capsys.readouterr().out
    assert not (root / "seeds" / FILE).exists()


def test_new_documents_are_numbered_after_all_others(root: Path) -> None:
    assert release(root) == 0
    put(root, "000_0.txt", LINE)
    archive = build.build_archive(root, str)
    assert archive.numbers == {"000-1": 1, "000-7": 2, "001-1": 3, "000-0-1": 4}
    assert release(root) == 0
    assert rows(root)["000-0-1"].number == 4


# -- seeds come, go, and change names -------------------------------------------------------------------------------


def test_a_seed_inserted_before_others_changes_no_id(root: Path) -> None:
    assert release(root) == 0
    put(root, "000_0.txt", LINE)
    assert ids(root) == ["000-0-1", "000-1", "000-7", "001-1"]


def test_the_second_seed_of_a_short_name_keeps_its_own(root: Path) -> None:
    put(root, "001_c.txt", LINE)
    assert ids(root)[-1] == "001-c-1"
    assert release(root) == 0
    (root / "seeds" / "001_b.txt").unlink()
    assert release(root, "--withdraw", "001", "--reason", "重复") == 0
    assert ids(root)[-1] == "001-c-1"


def test_a_renamed_seed_is_known_by_its_bytes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release(root) == 0
    (root / "seeds" / "000_a.txt").rename(root / "seeds" / "zz.txt")
    assert sorted(ids(root)) == ["000-1", "000-7", "001-1"]
    capsys.readouterr()
    assert release(root) == 0
    assert capsys.readouterr().out.splitlines()[0] == "rename 000_a.txt to zz.txt (still 000)"
    assert {row.seed for row in rows(root).values()} == {"zz.txt", "001_b.txt"}
    assert release(root) == 0


def test_a_missing_seed_stops_the_build(root: Path) -> None:
    assert release(root) == 0
    (root / "seeds" / "000_a.txt").unlink()
    said = fails(root)
    assert "000_a.txt: a released seed is missing (000-1, 000-7); restore the file" in said
    assert 'archive release --withdraw 000 --reason "…"' in said
    assert release(root) == 1


def test_a_withdrawn_seed_leaves_tombstones(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release(root) == 0
    (root / "seeds" / "000_a.txt").unlink()
    assert release(root, "--withdraw", "000") == 2
    assert release(root, "--withdraw", "000", "--reason", "应作者\n要求") == 0
    assert "withdraw 000-7 (No. 2): 应作者 要求" in capsys.readouterr().out
    found = pages(root)
    page = found["documents/000-7.md"]
    assert "应作者 要求" in page.markdown
    assert {f"l{number}" for number in range(7, 12)} <= set(page.ids)
    assert "witnesses/000.md" in found
    assert rows(root)["000-1"].status == "withdrawn"
    assert release(root) == 0


def test_one_id_of_a_missing_seed_can_be_withdrawn_alone(root: Path) -> None:
    assert release(root) == 0
    (root / "seeds" / "000_a.txt").unlink()
    assert release(root, "--withdraw", "000-1", "--reason", "…") == 1
    assert rows(root)["000-1"].status == "live"


def test_a_document_that_is_here_is_not_withdrawn(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release(root) == 0
    assert release(root, "--withdraw", "001-1", "--reason", "…") == 1
    assert release(root, "--withdraw", "nobody", "--reason", "…") == 1
    said = capsys.readouterr().err
    assert "001-1: its document is still here; take seeds/001_b.txt away first" in said
    assert "nobody: no released id" in said


def test_the_name_of_a_withdrawn_seed_is_never_given_again(root: Path) -> None:
    assert release(root) == 0
    (root / "seeds" / "001_b.txt").unlink()
    assert release(root, "--withdraw", "001_b.txt", "--reason", "撤下") == 0
    put(root, "001_b.txt", LINE)
    assert ids(root) == ["000-1", "000-7", "001-b-1"]
    assert release(root) == 0
    assert {id: row.status for id, row in rows(root).items()}["001-1"] == "withdrawn"


def test_a_withdrawn_seed_does_not_come_back_unnoticed(root: Path) -> None:
    assert release(root) == 0
    (root / "seeds" / "001_b.txt").unlink()
    assert release(root, "--withdraw", "001", "--reason", "撤下") == 0
    put(root, "again.txt", SECOND)
    assert "001-1 was withdrawn on" in fails(root)
    assert release(root) == 0
    row = rows(root)["001-1"]
    assert (row.status, row.seed, row.reason) == ("live", "again.txt", "")


def test_edited_bytes_stop_the_build_and_the_release(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release(root) == 0
    put(root, "001_b.txt", SECOND + "又：钟已修好。\n")
    said = fails(root)
    assert re.match(r"seeds/001_b\.txt: its bytes are not those that were released \(sha256 \w{12}… then", said)
    assert "a witness is never edited: restore the file; corrections go into its sidecar" in said
    assert release(root) == 1
    assert said in capsys.readouterr().err


def test_seeds_that_changed_names_with_each_other_are_told_so(root: Path) -> None:
    assert release(root) == 0
    put(root, "000_a.txt", SECOND)
    put(root, "001_b.txt", FIRST)
    assert "these are the bytes of 001_b.txt: give each file its name back" in fails(root)


def test_check_says_what_a_build_would(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release(root) == 0
    (root / "seeds" / "000_a.txt").unlink()
    assert main(["check", "--root", str(root)]) == 1
    assert "000_a.txt: a released seed is missing" in capsys.readouterr().err


# -- rules change ---------------------------------------------------------------------------------------------------

Change = Callable[[Segmentation], Segmentation]


def change_rules(monkeypatch: pytest.MonkeyPatch, change: Change) -> None:
    """From now on pages with two or more documents are divided otherwise."""

    def changed(marked: str, *rest: object) -> Segmentation:
        found = segment(marked, *rest)  # type: ignore[arg-type]
        return change(found) if len(found.drafts) > 1 else found

    monkeypatch.setattr(build, "segment", changed)


def merged(found: Segmentation) -> Segmentation:
    """Both documents are one."""
    one, two = found.drafts
    own = tuple(piece for unit in two.fields for piece in unit.pieces)
    return replace(found, drafts=(Draft(one.fields, (*one.body, *own, *two.body)),))


def later(found: Segmentation) -> Segmentation:
    """The title of the second document belongs to the first."""
    one, two = found.drafts
    title = next(unit for unit in two.fields if unit.role == "title")
    rest = tuple(unit for unit in two.fields if unit is not title)
    return replace(found, drafts=(Draft(one.fields, (*one.body, *title.pieces)), Draft(rest, two.body)))


def earlier(found: Segmentation) -> Segmentation:
    """The last line of the first document belongs to the second."""
    one, two = found.drafts
    return replace(found, drafts=(Draft(one.fields, one.body[:-1]), Draft(two.fields, (one.body[-1], *two.body))))


def dropped(found: Segmentation) -> Segmentation:
    """The second document is taken for page furniture."""
    one, two = found.drafts
    gone = [*(piece for unit in two.fields for piece in unit.pieces), *two.body]
    edits = [Edit(p.start, p.end, FIRST[p.start : p.end], "", "site-chrome", "…") for p in gone]
    return replace(found, drafts=(one,), removed=tuple(sorted((*found.removed, *edits), key=lambda edit: edit.start)))


def test_a_document_that_went_into_another_is_forwarded(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert release(root) == 0
    change_rules(monkeypatch, merged)
    assert fails(root) == (
        f"seeds/{FILE}: 000-7 is no document any more; run archive release to forward 000-7 to 000-1"
    )
    assert release(root, "--dry-run") == 0
    assert rows(root)["000-7"].status == "live"
    assert release(root) == 0
    assert (rows(root)["000-7"].status, rows(root)["000-7"].to) == ("forward", ("000-1",))
    page = pages(root)["documents/000-7.md"]
    assert page.by_id("l9")["href"] == "000-1.html#l9"
    assert {f"l{number}" for number in range(7, 12)} <= set(page.ids)
    assert "http-equiv" not in page.markdown
    assert release(root) == 0


def test_a_forwarded_document_that_comes_back_is_live_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert release(root) == 0
    change_rules(monkeypatch, merged)
    assert release(root) == 0
    monkeypatch.setattr(build, "segment", segment)
    assert ids(root) == ["000-1", "000-7", "001-1"]
    assert release(root) == 0
    row = rows(root)["000-7"]
    assert (row.status, row.to, row.reason, row.number) == ("live", (), "", 2)


def test_a_boundary_that_moves_down_forwards_to_both(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert release(root) == 0
    change_rules(monkeypatch, later)
    assert fails(root).endswith("run archive release to forward 000-7 to 000-1, 000-9")
    assert release(root) == 0
    assert (rows(root)["000-7"].to, rows(root)["000-9"].number) == (("000-1", "000-9"), 4)
    page = pages(root)["documents/000-7.md"]
    assert page.by_id("l7")["href"] == "000-1.html#l7"
    assert page.by_id("l11")["href"] == "000-9.html#l11"


def test_lines_that_leave_a_document_stay_on_its_page(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert release(root) == 0
    change_rules(monkeypatch, earlier)
    assert release(root) == 0
    assert rows(root)["000-1"].lines == ((1, 5),)
    found = pages(root)
    assert found["documents/000-1.md"].by_id("l5")["href"] == "000-5.html#l5"
    assert len(found["documents/000-1.md"].ids) == len(set(found["documents/000-1.md"].ids))
    assert found["documents/000-7.md"].by_id("l7")["href"] == "000-5.html#l7"


def test_a_forward_follows_when_its_target_moves_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert release(root) == 0
    change_rules(monkeypatch, later)
    assert release(root) == 0
    change_rules(monkeypatch, merged)
    assert "forward 000-7 to 000-1\n" in fails(root)
    assert release(root) == 0
    assert {id: row.to for id, row in rows(root).items() if row.to} == {"000-7": ("000-1",), "000-9": ("000-1",)}


def test_lost_text_is_no_matter_of_forwarding(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert release(root) == 0
    change_rules(monkeypatch, dropped)
    said = fails(root)
    assert "000-7 is lost, no document holds its lines 7-11 of 000_a.txt now; correct the rule" in said
    assert release(root) == 1
    assert release(root, "--withdraw", "000-7", "--reason", "误收的栏目导航") == 0
    assert "误收的栏目导航" in pages(root)["documents/000-7.md"].markdown


# -- one raw line ---------------------------------------------------------------------------------------------------


def test_a_whole_document_on_one_raw_line(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    put(tmp_path, "003_x.txt", LINE)
    assert release(tmp_path) == 0
    assert {id: row.lines for id, row in rows(tmp_path).items()} == {"003-1": ((1, 1),)}


def halves(at: int) -> Callable[..., Segmentation]:
    """A line is two documents, the second from this offset on."""

    def cut(marked: str, *rest: object) -> Segmentation:
        del marked, rest
        return Segmentation((Draft((), (Piece(1, 0, at),)), Draft((), (Piece(1, at, len(LINE)),))))

    return cut


def test_two_documents_on_one_raw_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    put(tmp_path, "003_x.txt", LINE)
    monkeypatch.setattr(build, "segment", halves(5))
    assert release(tmp_path) == 0
    assert list(rows(tmp_path)) == ["003-1", "003-1c6"]
    monkeypatch.setattr(build, "segment", halves(7))
    assert fails(tmp_path).endswith("to forward 003-1c6 to 003-1, 003-1c8")
    monkeypatch.setattr(build, "segment", halves(3))
    assert fails(tmp_path).endswith("to forward 003-1c6 to 003-1c4")
    assert release(tmp_path) == 0
    assert "l1" in pages(tmp_path)["documents/003-1c6.md"].ids


# -- the table ------------------------------------------------------------------------------------------------------

ROW = Identifier("000-1", 1, "000_a.txt", "0" * 64, ((1, 5), (7, 7)), date="2026-01-02")
OTHER = replace(ROW, id="001-1c3", number=2, seed="001 b.txt", sha256="1" * 64)


def read(root: Path, text: str | bytes) -> tuple[Identifier, ...]:
    path = root / FILE
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_identifiers(path)


def test_the_table_reads_as_it_was_written(tmp_path: Path) -> None:
    gone = replace(OTHER, id="001-9", number=4, status="withdrawn", reason="说明")
    moved = replace(ROW, id="000-7", number=9, status="forward", to=("000-1", "001-9"), reason="…")
    assert read(tmp_path, table([ROW, OTHER, gone, moved])) == (ROW, OTHER, gone, moved)
    assert read(tmp_path, table([])) == ()
    assert read_identifiers(tmp_path / "none.tsv") == ()


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ([OTHER, ROW], r"line 3: number 1 is out of order \(the line above has 2\)"),
        ([ROW, replace(OTHER, number=1)], "line 3: number 1 stands twice"),
        ([ROW, replace(ROW, number=2)], r"line 3: 000-1 stands twice \(first on line 2\)"),
        ([ROW, replace(ROW, id="000-9", number=2, seed="b.txt")], "share a short name and name two seeds"),
        ([replace(ROW, status="forward")], "`to` is for forwarded ids, and they need it"),
        ([replace(ROW, to=("000-1",))], "`to` is for forwarded ids"),
        ([replace(ROW, status="forward", to=("009-9",))], "leads to 009-9, which was never released"),
        ([replace(ROW, status="forward", to=("000-1",))], "leads to 000-1, which was never released"),
        ([replace(ROW, status="withdrawn")], "withdrawn without a reason"),
        ([replace(ROW, id="A-1")], "line 2: 'A-1' is no id"),
        ([replace(ROW, id="000-0")], "'000-0' is no id"),
        ([replace(ROW, number=0)], "'0' is no number"),
        ([replace(ROW, sha256="0" * 63)], "is no sha256"),
        ([replace(ROW, lines=((5, 1),))], "'5-1' are no lines in order"),
        ([replace(ROW, lines=((1, 5), (5, 6)))], "are no lines in order"),
        ([replace(ROW, lines=())], "'' is no lines"),
        ([replace(ROW, date="")], "'' is no date"),
        ([replace(ROW, seed="")], "no seed"),
        ([replace(ROW, reason="a\tb")], "10 cells where 9 belong"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path: Path, bad: list[Identifier], said: str) -> None:
    with pytest.raises(IdentifierError, match=said) as error:
        read(tmp_path, table(bad))
    assert re.search(r"identifiers\.tsv, line \d+: .*; only `archive release` writes this file; restore", str(error))


GOOD = table([ROW])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: the first line must name the columns id number seed"),
        (GOOD.replace("\tdate", "", 1), "line 1: the first line must name the columns"),
        (GOOD.replace("live", "alive"), r"line 2: 'alive' is no status \(live, forward, withdrawn\)"),
        (GOOD + "<<<<<<< HEAD\n", "line 3: a merge left both versions here"),
        (GOOD + "\n", "line 3: 1 cells where 9 belong"),
        (GOOD.rstrip("\n"), "line 2: its last line is cut off"),
        (GOOD.replace("\n", "\r\n"), "saved by another program"),
        ("\ufeff" + GOOD, "saved by another program"),
        (GOOD.encode("utf-16"), "not UTF-8"),
    ],
)
def test_a_table_that_somebody_else_saved_is_refused(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(IdentifierError, match=said):
        read(tmp_path, text)


def test_the_columns_are_those_of_the_design() -> None:
    assert COLUMNS == ("id", "number", "seed", "sha256", "lines", "status", "to", "reason", "date")


# -- names ----------------------------------------------------------------------------------------------------------

STEMS = st.lists(st.from_regex(r"[ab][_-]?[0-9]{0,2}", fullmatch=True), unique=True, max_size=6)


@given(STEMS, STEMS)
def test_names_are_unique_and_stay(before: list[str], after: list[str]) -> None:
    first = allotted(sorted(f"{stem}.txt" for stem in before), [], lambda name: name)
    released = [Identifier(f"{short}-1", n, name, name, ((1, 1),)) for n, (name, short) in enumerate(first.items(), 1)]
    both = sorted({*(f"{stem}.txt" for stem in after), *first})
    second = allotted(both, released, lambda name: name)
    assert len(set(second.values())) == len(both)
    assert {name: second[name] for name in first} == first
