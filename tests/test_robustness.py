"""Builds that are killed, that meet each other, and that find the disk full or read-only: what was whole stays whole."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import ARCHIVE, archive
from shared import shared

from generator.output import clear_drafts, replacing, write
from generator.starting import start

TEXT = "关于天气的报告\n\n　　今天天气很好，我们去了{}。\n　　明天也许会下雨，大家都带伞。\n"
PLACES = ("公园", "湖边")  # the two editions of the archive that builds go back and forth between
KILLS = 30  # builds that die of it; a few are done before

Tree = dict[str, bytes]


def slowly(*values: object) -> list[object]:
    """More of the same, left out of the default run."""
    return [pytest.param(value, marks=pytest.mark.slow) for value in values]


def tree(folder: Path) -> Tree:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def left_over(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*.tmp"))


def turn(root: Path, place: str) -> None:
    (root / "seeds" / "500_weather.txt").write_text(TEXT.format(place), "utf-8")


def build(root: Path, *words: str, **options: object) -> subprocess.CompletedProcess[str]:
    """It writes no bytecode: Python does not notice when a file takes only a part, and others would load that."""
    command = [str(ARCHIVE), *(words or ("build",))]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=300, **options)  # type: ignore[call-overload, no-any-return]


def complaints(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in done.stderr.splitlines() if line.startswith("archive: ") or "Traceback" in line]


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(here: Path) -> None:
        root = here / "archive"
        start(root, "试验", "zh")
        turn(root, PLACES[0])
        done = archive("build", cwd=root)
        assert done.returncode == 0, done.stderr

    return shared(tmp_path_factory, "robust", make) / "archive"


@pytest.fixture
def root(pristine: Path, tmp_path: Path) -> Path:
    shutil.copytree(pristine, tmp_path / "archive")
    return tmp_path / "archive"


# -- killed ---------------------------------------------------------------------------------------------------------


def killed(root: Path, after: float) -> bool:
    """Start a build and kill it with all its processes after so many seconds. False when it was done before."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen([ARCHIVE, "build"], cwd=root, start_new_session=True, **quiet)  # type: ignore[call-overload]
    with contextlib.suppress(subprocess.TimeoutExpired):
        running.wait(after)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    return bool(running.wait() != 0)


@pytest.mark.slow
def test_a_build_killed_at_any_moment_leaves_the_site_and_the_seeds_whole(root: Path) -> None:
    chance_seed = random.randrange(10**6)
    print(f"random.Random({chance_seed})")
    chance = random.Random(chance_seed)
    editions = []
    longest = 0.0
    for place in reversed(PLACES):  # ends with the one that comes first
        turn(root, place)
        began = time.monotonic()
        assert build(root).returncode == 0
        longest = max(longest, time.monotonic() - began)
        editions.insert(0, tree(root / "site"))
    assert editions[0] != editions[1]
    died = number = 0
    while died < KILLS:
        number += 1
        turn(root, PLACES[number % 2])
        seeds = tree(root / "seeds")
        began = time.monotonic()
        if killed(root, chance.uniform(0, longest)):
            died += 1
        else:
            longest = time.monotonic() - began  # the machine has become faster
        assert tree(root / "seeds") == seeds
        assert tree(root / "site") in editions, f"kill {number}: the site is neither the one before nor the one after"
        if number % 6 == 0:
            done = build(root)
            assert done.returncode == 0, done.stderr
            assert tree(root / "site") == editions[number % 2], f"after kill {number}"
            assert left_over(root) == []


@pytest.mark.slow
def test_a_bundle_killed_at_any_moment_leaves_the_one_before_it(root: Path) -> None:
    assert build(root, "bundle").returncode == 0
    before = tree(root / "dist")
    (root / "site" / "index.html").write_text("<p>another</p>")
    chance = random.Random(5)
    for _ in range(10):
        running = subprocess.Popen([ARCHIVE, "bundle"], cwd=root, stdout=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 1.5))
        running.kill()
        if running.wait() == 0:
            break
        now = {name: data for name, data in tree(root / "dist").items() if not name.endswith(".tmp")}
        assert now["annotated-archive.zip"] == before["annotated-archive.zip"]
    assert build(root, "bundle").returncode == 0
    assert left_over(root) == []


def test_what_killed_runs_left_is_taken_away_and_a_half_swapped_site_put_back(tmp_path: Path) -> None:
    (tmp_path / ".site-x.old.tmp").mkdir()
    (tmp_path / ".site-x.old.tmp" / "index.html").write_text("good")
    (tmp_path / ".site-x.tmp").mkdir()
    with contextlib.suppress(RuntimeError), replacing(tmp_path / "site"):
        assert (tmp_path / "site" / "index.html").read_text() == "good"
        raise RuntimeError("this build fails as well")
    assert tree(tmp_path) == {"site/index.html": b"good"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_drafts_of_killed_runs_go_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "deep").mkdir()
    for name in (".mine.tmp", "draft.tmp", "deep/a.draft.tmp"):
        (tmp_path / name).write_text("somebody's")
    kept = tree(tmp_path)
    monkeypatch.setattr(Path, "replace", dies)
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "deep" / "page.md", "text")
    monkeypatch.undo()
    assert len(tree(tmp_path)) == len(kept) + 1
    clear_drafts(tmp_path)
    assert tree(tmp_path) == kept


# -- two at once ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_builds_at_once_do_not_mix(root: Path) -> None:
    """Three ways to write the same archive, and one to read its site, all at the same time."""
    turn(root, PLACES[1])
    verbs = (("build",), ("build", "--no-site"), ("build",), ("bundle",))
    running = [subprocess.Popen([ARCHIVE, *words], cwd=root, stderr=subprocess.PIPE, text=True) for words in verbs]
    told = [one.communicate(timeout=300)[1] for one in running]
    assert [one.returncode for one in running] == [0, 0, 0, 0], told
    together = tree(root / "site")
    assert left_over(root) == []
    shutil.rmtree(root / "site")
    assert build(root).returncode == 0
    assert tree(root / "site") == together


# -- a disk that takes no more --------------------------------------------------------------------------------------


def stays_whole(root: Path, done: subprocess.CompletedProcess[str], site: Tree, seeds: Tree) -> None:
    """One clear line with a path and a remedy, nothing half-written, and the next build works."""
    assert done.returncode == 1, done.stdout + done.stderr
    [line] = complaints(done)
    assert str(root) in line or tempfile.gettempdir() in line
    assert "; " in line, "a remedy"
    assert "bug" not in line
    assert done.stderr.strip().splitlines()[-1] == line
    assert tree(root / "seeds") == seeds
    assert tree(root / "site") == site
    assert left_over(root) == []


def small_files(size: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [20_000, *slowly(2_000, 60_000)])
def test_files_that_may_not_grow(root: Path, size: int) -> None:
    """As on a full disk or over a quota: at the first page, at a longer one, or only when MkDocs writes."""
    turn(root, PLACES[1] * 1500)
    seeds, site = tree(root / "seeds"), tree(root / "site")
    stays_whole(root, build(root, preexec_fn=small_files(size)), site, seeds)
    assert archive("build", cwd=root).returncode == 0


@pytest.mark.slow
def test_a_bundle_that_may_not_grow(root: Path) -> None:
    assert build(root, "bundle").returncode == 0
    before = tree(root / "dist")
    (root / "site" / "more.bin").write_bytes(random.Random(1).randbytes(3_000_000))
    done = build(root, "bundle", preexec_fn=small_files(500_000))
    assert done.returncode == 1
    [line] = complaints(done)
    assert "annotated-archive.zip: cannot be written" in line
    assert tree(root / "dist") == before


@pytest.fixture
def disk(pristine: Path, tmp_path: Path) -> Iterator[Path]:
    """The archive on a disk of its own, of the size it has and a little more."""
    here = tmp_path / "disk"
    here.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", here], capture_output=True)
    if mounted.returncode:
        pytest.skip("disks can be made by root only; the limit on files above asks the same")
    try:
        shutil.copytree(pristine, here / "archive")
        yield here / "archive"
    finally:
        subprocess.run(["umount", "--lazy", here], check=True)


def used(disk: Path) -> int:
    found = os.statvfs(disk)
    return (found.f_blocks - found.f_bfree) * found.f_frsize


@pytest.mark.parametrize("room", [400, *slowly(0, 40, 1500)])
def test_a_full_disk(disk: Path, room: int) -> None:
    """Kilobytes left: none at all, some for a few pages, for some of the site, for most of it."""
    turn(disk, PLACES[1] * 800)
    seeds, site = tree(disk / "seeds"), tree(disk / "site")
    size = used(disk) // 1024 + room
    subprocess.run(["mount", "-o", f"remount,size={size}k", disk.parent], check=True)
    stays_whole(disk, build(disk), site, seeds)
    subprocess.run(["mount", "-o", "remount,size=64m", disk.parent], check=True)
    assert archive("build", cwd=disk).returncode == 0


@pytest.mark.parametrize("verb", ["build", *slowly("bundle", "release")])
def test_a_read_only_disk(disk: Path, verb: str) -> None:
    turn(disk, PLACES[1])
    before = tree(disk)
    subprocess.run(["mount", "-o", "remount,ro", disk.parent], check=True)
    done = build(disk, verb)
    assert done.returncode == 1
    [line] = complaints(done)
    assert str(disk) in line
    assert "Read-only file system" in line
    assert tree(disk) == before
