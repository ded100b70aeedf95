"""Files are written only when they differ, whole or not at all, and only what was generated is ever removed."""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from pathlib import Path

import pytest

from generator import output
from generator.output import MANIFEST, OutputError, alone, replacing, sync, write


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


# -- one file -------------------------------------------------------------------------------------------------------


def test_a_file_that_reads_so_already_is_not_touched(tmp_path: Path) -> None:
    page = tmp_path / "a" / "页.md"
    assert write(page, "文\n")
    os.utime(page, (1, 1))
    assert not write(page, "文\n")
    assert page.stat().st_mtime == 1
    assert write(page, "字\r\n")
    assert page.read_bytes() == "字\r\n".encode()


def test_nothing_is_left_beside_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "page.md").mkdir()
    with pytest.raises(OutputError, match=r"page\.md: cannot be written"):
        write(tmp_path / "page.md", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["page.md"]


def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("somebody's")
    (tmp_path / "page.md").symlink_to(outside)
    assert write(tmp_path / "page.md", "somebody's")
    assert write(tmp_path / "page.md", "ours")
    assert outside.read_text() == "somebody's"


# -- a folder of files ----------------------------------------------------------------------------------------------


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    files = {"index.md": "# 目录\n", "documents/000-1.md": "文\n", "data/x.bin": b"\0"}
    assert sync(tmp_path, files).written == ("data/x.bin", "documents/000-1.md", "index.md")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert sync(tmp_path, files) == output.Changes((), ())
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_stale_pages_go_and_hand_written_ones_stay(tmp_path: Path) -> None:
    sync(tmp_path, {"documents/old.md": "old", "documents/kept.md": "kept", "people/a/b.md": "gone"})
    (tmp_path / "documents" / "by-hand.md").write_text("mine")
    (tmp_path / "about.md").write_text("mine")
    changes = sync(tmp_path, {"documents/kept.md": "kept"})
    assert changes.removed == ("documents/old.md", "people/a/b.md")
    assert set(tree(tmp_path)) == {MANIFEST, "about.md", "documents/by-hand.md", "documents/kept.md"}
    assert not (tmp_path / "people").exists()


def test_a_hand_written_page_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("mine")
    with pytest.raises(OutputError, match=r"index\.md: not written by the generator.*move it away"):
        sync(tmp_path, {"index.md": "generated", "other.md": "x"})
    assert tree(tmp_path) == {"index.md": b"mine"}


@pytest.mark.parametrize("name", ["../out.md", "/out.md", "a/../../out.md", "a\\b.md", MANIFEST, ""])
def test_nothing_is_written_outside_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="bug in the renderer"):
        sync(tmp_path / "src", {name: "x"})
    assert tree(tmp_path) == {}


def test_nothing_is_written_through_a_linked_folder(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "documents").symlink_to(tmp_path / "outside")
    with pytest.raises(OutputError, match="a link where generated files go"):
        sync(tmp_path / "src", {"documents/a.md": "x"})
    assert tree(tmp_path / "outside") == {}


def test_a_manifest_that_was_tampered_with_removes_nothing_outside(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("x")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / MANIFEST).write_text(f"../precious\n{tmp_path}/precious\n")
    sync(tmp_path / "src", {})
    assert (tmp_path / "precious").exists()


def test_a_run_that_dies_leaves_no_orphan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: str | bytes) -> bool:
        if path.name == "b.md":
            raise OSError(28, "No space left on device", str(path))
        return write(path, content)

    monkeypatch.setattr(output, "write", full)
    with pytest.raises(OSError, match="No space"):
        sync(tmp_path, {"a.md": "a", "b.md": "b"})
    monkeypatch.undo()
    assert sync(tmp_path, {"c.md": "c"}).removed == ("a.md",)


@pytest.mark.parametrize("where", ["src", "src/documents"])
def test_a_file_in_the_way_of_a_folder_is_one_clear_line(tmp_path: Path, where: str) -> None:
    (tmp_path / where).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / where).write_text("in the way")
    with pytest.raises(OSError, match=r"cannot be written|Not a directory") as caught:
        sync(tmp_path / "src", {"documents/a.md": "x"})
    assert "\n" not in str(caught.value)


# -- whole folders --------------------------------------------------------------------------------------------------


def test_a_folder_takes_its_place_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for text in ("one", "two"):
        with replacing(site) as draft:
            (draft / f"{text}.html").write_text(text)
        assert tree(site) == {f"{text}.html": text.encode()}
    assert site.stat().st_mode & 0o777 == 0o755
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_failure_leaves_the_folder_before_it(tmp_path: Path) -> None:
    site = tmp_path / "site"
    with replacing(site) as draft:
        (draft / "index.html").write_text("good")

    def fail() -> None:
        with replacing(site) as draft:
            (draft / "index.html").write_text("half")
            raise RuntimeError("MkDocs failed")

    with pytest.raises(RuntimeError):
        fail()
    assert tree(tmp_path) == {"site/index.html": b"good"}


def test_it_works_where_folders_cannot_be_exchanged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "_exchange", lambda *_: False)
    test_a_folder_takes_its_place_whole(tmp_path)


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".site-x1.tmp").mkdir()
    with replacing(tmp_path / "site"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_in_the_place_of_a_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(OutputError, match="a file where a folder should be"), replacing(tmp_path / "site"):
        pass
    assert tree(tmp_path) == {"site": b"mine"}


def _swap_often(folder: Path, times: int) -> None:
    for number in range(times):
        with replacing(folder) as draft:
            (draft / "index.html").write_text(str(number))


def test_there_is_no_moment_without_a_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    _swap_often(site, 1)
    work = threading.Thread(target=_swap_often, args=(site, 200))
    work.start()
    missing = 0
    while work.is_alive():
        missing += not (site / "index.html").exists()
    work.join()
    if output._exchange(site, site):  # only Linux, and not on every disk
        assert missing == 0


def _hold(root: Path, times: list[float]) -> None:
    with alone(root):
        times.append(time.monotonic())
        time.sleep(0.2)
        times.append(time.monotonic())


def _hold_and_die(root: Path) -> None:
    with alone(root):
        os._exit(9)


def test_builds_take_turns_and_a_killed_one_blocks_nobody(tmp_path: Path) -> None:
    killed = multiprocessing.get_context("spawn").Process(target=_hold_and_die, args=(tmp_path,))
    killed.start()
    killed.join()
    assert killed.exitcode == 9
    times: list[float] = []
    threads = [threading.Thread(target=_hold, args=(tmp_path, times)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert times == sorted(times)
    assert times[2] >= times[1]
