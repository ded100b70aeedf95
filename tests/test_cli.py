"""The command, used as a person uses it: what it prints, where, and with which exit code."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import ARCHIVE, Done, archive, process
from shared import shared

from generator.build import FEW
from generator.output import MANIFEST

ROOT = Path(__file__).parent.parent
TEXT = "关于天气的报告\n\n　　今天天气很好，我们去了公园。\n　　明天也许会下雨，大家都带伞。\n"


def lines(text: str) -> list[str]:
    return text.splitlines()


def complaints(done: Done) -> list[str]:
    """What the command has against its input; on a slow machine it also says how far it is."""
    return [line for line in lines(done.stderr) if not re.match(r"cleaned \d|writing the |MkDocs turns", line)]


def digests(folder: Path) -> dict[str, str]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def times(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*.md")}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """An archive of one text, without anything that a build of pages needs."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "000_weather.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    return tmp_path


def copy_archive(to: Path) -> Path:
    """This very archive without what is generated: its configuration, pages and hook, and two of its seeds.

    Without the others, and without authority records, a site of it is built in half the time.
    """
    listed = ROOT / "site_src" / MANIFEST
    generated = set(lines(listed.read_text("utf-8"))) if listed.is_file() else set()
    for name in ("mkdocs.yml", "pyproject.toml"):
        to.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, to / name)
    (to / "seeds").mkdir()
    for path in [*(ROOT / "seeds").glob("003_*"), *(ROOT / "seeds").glob("004_*")]:
        shutil.copy(path, to / "seeds" / path.name)
    shutil.copytree(ROOT / "generator", to / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    for path in (ROOT / "site_src").rglob("*"):
        name = path.relative_to(ROOT / "site_src").as_posix()
        if path.is_file() and name not in generated and name != MANIFEST:
            (to / "site_src" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, to / "site_src" / name)
    return to


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This archive, built once; tests that change something take a copy."""

    def make(here: Path) -> None:
        done = process("build", cwd=copy_archive(here / "archive"))
        assert done.returncode == 0, done.stderr

    return shared(tmp_path_factory, "pristine", make) / "archive"


@pytest.fixture
def built(pristine: Path, tmp_path: Path) -> Path:
    shutil.copytree(pristine, tmp_path / "archive", symlinks=True)
    return tmp_path / "archive"


# -- help -----------------------------------------------------------------------------------------------------------


def test_help_is_enough_to_begin_with(tmp_path: Path) -> None:
    done = process("--help", cwd=tmp_path)
    assert done.returncode == 0
    for verb in ("build", "clean", "explain", "restore", "check", "bundle", "serve"):
        assert re.search(rf"^    {verb} +\w", done.stdout, re.M)
        assert archive(verb, "--help", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize("words", [(), ("burn",), ("clean",), ("clean", "x", "--format", "pdf"), ("explain",)])
def test_wrong_usage_is_exit_2_with_a_hint(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = archive(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert "usage: archive" in done.stderr


@pytest.mark.parametrize("verb", ["build", "check", "bundle", "serve"])
def test_outside_an_archive_it_says_where_to_go(tmp_path: Path, verb: str) -> None:
    done = archive(verb, cwd=tmp_path)
    assert done.returncode == 2
    assert re.fullmatch(r"archive: \S+: no archive here .* use --root DIR\n", done.stderr)


# -- clean ----------------------------------------------------------------------------------------------------------


def test_clean_works_anywhere_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text(TEXT, encoding="utf-8")
    before = digests(tmp_path)
    done = process("clean", "raw.txt", cwd=tmp_path)
    assert (done.returncode, complaints(done)) == (0, [])
    assert "今天天气很好，我们去了公园。" in done.stdout
    assert digests(tmp_path) == before


def test_clean_text_has_the_title_first_and_blank_lines_between(tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text(TEXT, encoding="utf-8")
    record = json.loads(archive("clean", "raw.txt", "--format", "jsonl", cwd=tmp_path).stdout)
    title = record["title"] or f"〔无题〕 {record['id']}"
    parts = [title, *(block["text"] for block in record["blocks"])]
    assert archive("clean", "raw.txt", cwd=tmp_path).stdout == "\n\n".join(parts) + "\n"


def test_clean_jsonl_has_every_key_of_the_contract(tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text(TEXT, encoding="utf-8")
    record = json.loads(archive("clean", "raw.txt", "--format=jsonl", cwd=tmp_path).stdout)
    keys = """id seed sha256 lines title subtitle title_supplied type date covers dateline_date published venue
        venue_role format speakers quoted issuers persons authors agency publisher events script completeness review
        provenance rights evidence relations fields blocks mentions flags edits"""
    assert set(keys.split()) <= set(record)
    assert record["seed"] == "raw.txt"
    assert record["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()


def test_clean_takes_folders_and_keeps_seed_order(tmp_path: Path) -> None:
    for name in ("b_2.txt", "a_1.txt", "c_3.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    done = archive("clean", tmp_path, "--format", "jsonl", cwd=tmp_path)
    assert [json.loads(line)["seed"] for line in lines(done.stdout)] == ["a_1.txt", "b_2.txt", "c_3.txt"]
    assert archive("clean", tmp_path, cwd=tmp_path).stdout.count("────") >= 2


def test_many_seeds_in_parallel_read_as_one_by_one(tmp_path: Path) -> None:
    names = [f"{number:03}.txt" for number in range(2 * FEW)]
    for name in names:
        (tmp_path / name).write_text(TEXT + name, encoding="utf-8")
    together = process("clean", tmp_path, "--format", "jsonl", cwd=tmp_path).stdout
    alone = "".join(archive("clean", name, "--format", "jsonl", cwd=tmp_path).stdout for name in names[:3])
    assert together.startswith(alone)
    assert len(lines(together)) == len(names)


def test_a_seed_cleaned_alone_has_the_id_it_has_in_its_folder(tmp_path: Path) -> None:
    for name in ("000_a.txt", "000_b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    ids = [json.loads(line)["id"] for line in lines(archive("clean", ".", "--format=jsonl", cwd=tmp_path).stdout)]
    assert json.loads(archive("clean", "000_b.txt", "--format=jsonl", cwd=tmp_path).stdout)["id"] == ids[1]
    assert len(set(ids)) == 2


def test_the_locale_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "raw.txt").write_text(TEXT, encoding="utf-8")
    plain = archive("clean", "raw.txt", cwd=tmp_path).stdout
    elsewhere = process("clean", "raw.txt", cwd=tmp_path, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert elsewhere.stdout == plain


def test_clean_uses_the_authorities_of_the_archive_one_stands_in(tmp_path: Path) -> None:
    raw = tmp_path / "raw.txt"
    raw.write_text("　　各方将共建“一带一路”，开展合作，推动贸易增长。\n", encoding="utf-8")
    inside = json.loads(archive("clean", raw, "--format=jsonl", cwd=ROOT / "seeds").stdout)
    outside = json.loads(archive("clean", raw, "--format=jsonl", cwd=tmp_path).stdout)
    named = ("--authorities", ROOT / "seeds" / "authorities")
    there = json.loads(archive("clean", raw, "--format=jsonl", *named, cwd=tmp_path).stdout)
    assert [mention["text"] for mention in inside["mentions"]] == ["一带一路"]
    assert there["mentions"] == inside["mentions"]
    assert outside["mentions"] == []


def test_a_reader_that_has_enough_causes_no_traceback() -> None:
    done = subprocess.run(
        f"set -o pipefail; {ARCHIVE} explain 000 --format jsonl | head -1",
        shell=True,
        executable="/bin/bash",
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert "Error" not in done.stderr
    assert done.stdout.startswith('{"rule"')


# -- bad input ------------------------------------------------------------------------------------------------------


def bad_inputs() -> Iterator[tuple[str, bytes, str]]:
    long = TEXT * 20
    yield "binary", bytes(range(256)) * 40, r"not UTF-8|NUL"
    yield "gbk", long.encode("gbk"), r"line 1: .* not UTF-8; it reads as GBK; use: archive add --encoding gbk"
    yield "utf-16-bom", long.encode("utf-16"), r"UTF-16.*archive add --encoding utf-16"
    yield "utf-16-le", long.encode("utf-16-le"), r"UTF-16|not UTF-8|NUL"
    yield "invalid", "好的\n第二行".encode() + b"\xe4\xb8\n", r"line 2: byte 0xe4 is not UTF-8"
    yield "nul", "好的\n第\0二行".encode(), r"line 2: holds a NUL character"
    yield "surrogate", "好".encode() + b"\xed\xa0\x80", r"not UTF-8"
    yield "huge", b"a" * 50 * 1024**2, r"50 MiB is more than a page of text"


@pytest.mark.parametrize(("name", "data", "message"), [pytest.param(*case, id=case[0]) for case in bad_inputs()])
def test_bytes_that_are_no_text_are_refused_and_the_others_cleaned(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    (tmp_path / f"{name}.txt").write_bytes(data)
    (tmp_path / "zz_good.txt").write_text(TEXT, encoding="utf-8")
    run = process if name == "invalid" else archive
    done = run("clean", ".", "--format", "jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert [json.loads(line)["seed"] for line in lines(done.stdout)] == ["zz_good.txt"]
    [complaint] = complaints(done)
    assert re.match(rf"archive: {name}\.txt\b.*(?:{message})", complaint), complaint
    assert (tmp_path / f"{name}.txt").read_bytes() == data


def test_things_that_are_no_files_are_named_with_a_remedy(small: Path) -> None:
    (small / "seeds" / "folder.txt").mkdir()
    (small / "seeds" / "lost.txt").symlink_to("nowhere")
    if sys.platform == "linux":  # a file that opens and cannot be read, even by root
        (small / "seeds" / "unreadable.txt").symlink_to("/proc/self/mem")
    done = archive("build", cwd=small)
    assert (done.returncode, done.stdout) == (1, "")
    assert "folder.txt: a folder where a seed (a text file) should be; rename it" in done.stderr
    assert "lost.txt: a link that leads nowhere; remove it" in done.stderr
    if sys.platform == "linux":
        assert "unreadable.txt: cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_to_clean_is_exit_2(tmp_path: Path) -> None:
    for given, message in ((".", "no texts there"), ("missing.txt", "no such file or folder")):
        done = archive("clean", given, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert message in done.stderr


def test_an_archive_without_seeds_says_where_they_go(small: Path) -> None:
    (small / "seeds" / "000_weather.txt").unlink()
    for verb in ("build", "check"):
        done = archive(verb, cwd=small)
        assert done.returncode == 1
        assert "no seeds; put the texts there, as UTF-8 files named *.txt" in done.stderr


def test_broken_yaml_is_one_line_with_place_and_remedy(small: Path) -> None:
    records = small / "seeds" / "authorities" / "events.yml"
    records.parent.mkdir()
    records.write_text("- id: apec\n  kind: event\n\tprefer: x\n", encoding="utf-8")
    done = archive("build", cwd=small)
    assert done.returncode == 1
    [complaint] = complaints(done)
    assert re.match(r"archive: \S*events\.yml, line 3: .*; use spaces", complaint)


def test_a_broken_sidecar_is_one_line_with_place_and_remedy(small: Path) -> None:
    (small / "seeds" / "000_weather.yml").write_text("title: a\ntitle: b\n", encoding="utf-8")
    done = archive("clean", "seeds", cwd=small)
    assert done.returncode == 1
    [complaint] = complaints(done)
    assert re.match(r"archive: seeds/000_weather\.yml, line 2: key `title` stands twice .*; remove one", complaint)


def test_debug_shows_where_an_error_comes_from(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    assert "Traceback" in archive("clean", "bad.txt", "--debug", cwd=tmp_path).stderr
    assert "Traceback" in archive("build", "--debug", cwd=tmp_path).stderr


# -- explain, restore, check ----------------------------------------------------------------------------------------


def seeds() -> list[Path]:
    return sorted((ROOT / "seeds").glob("*.txt"))


@pytest.mark.parametrize("seed", seeds(), ids=lambda path: path.stem)
def test_each_seed_comes_back_byte_for_byte(seed: Path, tmp_path: Path) -> None:
    short = seed.stem.split("_")[0]
    assert archive("restore", short, cwd=ROOT).stdout.encode() == seed.read_bytes()
    assert archive("restore", seed, "-o", tmp_path / "back.txt", cwd=tmp_path).returncode == 0
    assert (tmp_path / "back.txt").read_bytes() == seed.read_bytes()


def test_the_bytes_of_a_seed_come_out_of_a_process_as_they_are(tmp_path: Path) -> None:
    data = "\ufeff第一行\r\n第二行\r第三行\u2028\n末行".encode()
    (tmp_path / "raw.txt").write_bytes(data)
    done = subprocess.run([ARCHIVE, "restore", "raw.txt"], cwd=tmp_path, capture_output=True, check=True)
    assert done.stdout == data


def test_restore_does_not_write_to_the_witness_itself(small: Path) -> None:
    seed = small / "seeds" / "000_weather.txt"
    done = archive("restore", "000", "-o", seed, cwd=small)
    assert done.returncode == 2
    assert "the witness itself" in done.stderr


def test_explain_takes_a_path_a_file_name_or_a_short_name() -> None:
    given = ("003", seeds()[3].name, seeds()[3].stem, str(seeds()[3]))
    answers = [archive("explain", name, "--format", "jsonl", cwd=ROOT).stdout for name in given]
    assert len(set(answers)) == 1
    records = [json.loads(line) for line in lines(answers[0])]
    keys = {"rule", "steps", "start", "end", "line", "before", "after", "reason", "reason_en", "resp", "document"}
    assert all(keys <= set(record) for record in records)
    assert [record["start"] for record in records] == sorted(record["start"] for record in records)
    raw = seeds()[3].read_bytes().decode()
    assert all(raw[record["start"] : record["end"]] == record["before"] for record in records)


def test_explain_tells_a_person_line_rule_change_and_reason() -> None:
    done = archive("explain", "003", cwd=ROOT)
    assert done.returncode == 0
    assert re.search(r"^ +1  .*pinyin-gloss +\(guó\) → ∅", done.stdout, re.M)


def test_explain_of_an_unknown_seed_names_those_there_are() -> None:
    done = archive("explain", "999", cwd=ROOT)
    assert done.returncode == 2
    assert "no seed of this name; seeds here: 000, 001, 002, 003, 004" in done.stderr


def test_check_accounts_for_everything() -> None:
    done = process("check", cwd=ROOT / "seeds" / "authorities")
    assert (done.returncode, complaints(done)) == (0, [])
    assert "everything accounted for, every seed restored byte for byte" in done.stdout


RECORD = """\
- id: park
  kind: initiative
  prefer: {{zh-Hans: 北京公园, zh-Hant: {{text: 北京公園, status: converted}}, en: {{text: Park, source: archive}}}}
  variants: [{{text: 公园, script: zh-Hans, status: attested, place: "{place}"}}]
  description: {{zh: 例, en: Example, source: 例}}
  broader: []
  related: []
  date: null
  wikidata: null
"""


def test_check_reads_the_place_where_a_form_is_attested(tmp_path: Path) -> None:
    (tmp_path / "seeds" / "authorities").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    (tmp_path / "seeds" / "a.txt").write_text(TEXT, encoding="utf-8")
    records = tmp_path / "seeds" / "authorities" / "initiatives.yml"
    records.write_text(RECORD.format(place="a:3"), encoding="utf-8")
    assert archive("check", cwd=tmp_path).returncode == 0
    records.write_text(RECORD.format(place="a:4"), encoding="utf-8")
    done = archive("check", cwd=tmp_path)
    assert (done.returncode, len(complaints(done))) == (1, 1)
    assert "a:4 does not read 公园; correct `place`" in done.stderr
    assert lines(done.stdout)[-1] == "1 problem"


def test_check_ends_with_its_verdict(small: Path) -> None:
    """Where both streams go to one place, as at a terminal, what is wrong stands before it."""
    (small / "seeds" / "001_bad.txt").write_bytes(b"\xff")
    command = [ARCHIVE, "check"]
    done = subprocess.run(command, cwd=small, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    *_, problem, verdict = lines(done.stdout)
    assert "001_bad.txt" in problem
    assert verdict == "1 problem"


# -- build ----------------------------------------------------------------------------------------------------------


def test_a_build_says_where_to_open_the_site(built: Path) -> None:
    done = archive("build", "--root", built, cwd=built / "seeds")
    assert (done.returncode, complaints(done)) == (0, [])
    assert lines(done.stdout)[-1] == f"Open {built}/site/index.html"
    assert (built / "site" / "index.html").is_file()


def test_a_second_build_writes_no_page_and_gives_the_same_site(built: Path) -> None:
    pages, site = times(built / "site_src"), digests(built / "site")
    time.sleep(1.1)  # another second on the clock: whatever depends on it would differ now
    done = process("build", cwd=built)
    assert "0 files written, 0 removed" in done.stdout
    assert lines(done.stdout)[-1] == "Open site/index.html"
    assert times(built / "site_src") == pages
    assert digests(built / "site") == site


def test_mkdocs_alone_gives_the_same_site(built: Path) -> None:
    shutil.rmtree(built / "site_src" / "documents")
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", built / "other"]
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    subprocess.run(mkdocs, cwd=built, env=environment, check=True, capture_output=True)
    assert digests(built / "other") == digests(built / "site")


def test_a_seed_that_goes_takes_its_pages_with_it(built: Path) -> None:
    (built / "site_src" / "by-hand.md").write_text("# Mine\n")
    pages = set((built / "site_src").rglob("*004-*.md"))
    assert pages
    for path in (built / "seeds").glob("004_*"):  # the witness, and the editor's file beside it
        path.unlink()
    assert archive("build", "--no-site", cwd=built).returncode == 0
    assert not any(path.exists() for path in pages)
    assert (built / "site_src" / "by-hand.md").is_file()


def test_seeds_without_text_warn_and_the_build_goes_on(built: Path) -> None:
    (built / "seeds" / "998_empty.txt").write_bytes(b"")
    (built / "seeds" / "999_blank.txt").write_bytes("\ufeff \r\n\u3000\n".encode())
    done = archive("build", "--no-site", cwd=built)
    assert done.returncode == 0
    assert "archive: warning: 998_empty.txt: empty" in done.stderr
    assert "archive: warning: 999_blank.txt: " in done.stderr
    assert archive("check", cwd=built).returncode == 0


def test_a_build_that_fails_leaves_the_site_before_it(built: Path) -> None:
    before = digests(built / "site")
    (built / "site_src" / "broken.md").write_text("# Broken\n\n[nowhere](missing.md)\n")
    done = archive("build", cwd=built)
    assert done.returncode == 1
    assert "missing.md" in done.stderr
    assert "Traceback" not in done.stderr
    (built / "seeds" / "bad.txt").write_bytes(b"\xff\xfe")
    assert archive("build", cwd=built).returncode == 1
    assert digests(built / "site") == before
    assert not list(built.glob(".site*"))


@pytest.mark.parametrize("name", ["site", "site_src", ".cache"])
def test_output_that_cannot_be_written_is_one_clear_line(small: Path, name: str) -> None:
    (small / name).write_text("a file in the way")
    done = archive("build", cwd=small)
    assert done.returncode == 1
    [complaint] = complaints(done)
    assert name in complaint
    assert "bug" not in complaint


@pytest.mark.slow
def test_two_builds_give_identical_bundles(built: Path) -> None:
    found = []
    for _ in range(2):
        assert archive("build", cwd=built).returncode == 0
        done = archive("bundle", cwd=built)
        assert done.returncode == 0
        assert "dist/annotated-archive.zip" in done.stdout
        found.append(digests(built / "dist"))
    assert found[0] == found[1]


def test_a_bundle_needs_a_site(small: Path) -> None:
    done = archive("bundle", cwd=small)
    assert done.returncode == 1
    assert "run: archive build" in done.stderr


# -- serve ----------------------------------------------------------------------------------------------------------


def fetch(address: str) -> str:
    try:
        with urllib.request.urlopen(f"http://{address}", timeout=5) as answer:
            text: str = answer.read().decode()
            return text
    except (urllib.error.URLError, OSError):
        return ""


def wait_for(address: str, text: str) -> bool:
    """Tests ask whether it comes, not how soon: machines differ, and are busy."""
    return until(lambda: text in fetch(address))


def until(done: Callable[[], bool], seconds: float = 180) -> bool:
    end = time.monotonic() + seconds
    while not done():
        if time.monotonic() > end:
            return False
        time.sleep(0.25)
    return True


@pytest.fixture
def served(built: Path) -> Iterator[tuple[Path, str]]:
    port = 20000 + os.getpid() % 20000
    with (built / "log").open("w") as log:
        server = subprocess.Popen(
            [ARCHIVE, "serve", "--address", f"127.0.0.1:{port}"], cwd=built, stdout=log, stderr=log
        )
        try:
            yield built, f"127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)


def test_serve_shows_a_changed_seed_and_keeps_the_last_good_site(served: tuple[Path, str]) -> None:
    root, address = served
    assert wait_for(f"{address}/index.html", "<html"), (root / "log").read_text()
    (root / "seeds" / "997_new.txt").write_text(TEXT, encoding="utf-8")
    page = f"{address}/documents/997-1.html"
    assert wait_for(page, "今天天气很好"), (root / "log").read_text()
    (root / "seeds" / "996_bad.txt").write_bytes("坏".encode("gbk") * 40)
    assert until(lambda: "996_bad.txt, line 1: byte" in (root / "log").read_text())
    assert wait_for(page, "今天天气很好")
