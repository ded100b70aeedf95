"""A text comes into the archive: `archive add`, the editor's file it writes, and what wants an editor's eye."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import replace
from pathlib import Path
from unittest.mock import ANY

import pytest
from command import archive
from pages import seed_of
from test_cli import TEXT, complaints, digests, lines

from generator.adding import sidecar
from generator.attention import doubts
from generator.build import clean_seed
from generator.seeds import find_seeds, read_seeds
from generator.sidecars import read_sidecar

ROOT = Path(__file__).parent.parent
LONG = TEXT * 3


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """An archive of one text, and a folder beside it for texts to come."""
    (tmp_path / "archive" / "seeds").mkdir(parents=True)
    (tmp_path / "archive" / "seeds" / "000_weather.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "archive" / "mkdocs.yml").write_text("site_name: Test\n")
    return tmp_path


# -- archive add ----------------------------------------------------------------------------------------------------


def test_add_copies_the_bytes_and_begins_a_sidecar(here: Path) -> None:
    data = ("\ufeff" + TEXT.replace("\n", "\r\n")).encode()
    (here / "new_1.txt").write_bytes(data)
    done = archive("add", here / "new_1.txt", "--root", here / "archive", cwd=here)
    assert (done.returncode, complaints(done)) == (0, [])
    assert lines(done.stdout)[0].endswith("archive/seeds/new_1.txt")
    assert "new-1" in done.stdout
    assert (here / "archive" / "seeds" / "new_1.txt").read_bytes() == data
    written = (here / "archive" / "seeds" / "new_1.yml").read_text("utf-8")
    assert "  ## new-1，原件第1–4行" in written
    assert '    # title: "关于天气的报告"' in written
    assert "据第1行“关于天气的报告”" in written
    assert archive("check", cwd=here / "archive").returncode == 0


@pytest.mark.parametrize(("encoding", "codec"), [("gbk", "gb18030"), ("big5", "big5"), ("utf-16", "utf-16")])
def test_add_converts_once_and_says_so(here: Path, encoding: str, codec: str) -> None:
    text = LONG if encoding != "big5" else "關於天氣的報告\n\n今天天氣很好，我們去了公園。\n" * 3
    data = text.encode(codec)
    (here / "page.txt").write_bytes(data)
    refused = archive("add", here / "page.txt", cwd=here / "archive")
    assert refused.returncode == 2
    assert "archive add --encoding" in refused.stderr
    assert not (here / "archive" / "seeds" / "page.txt").exists()
    done = archive("add", here / "page.txt", "--encoding", encoding, cwd=here / "archive")
    assert (done.returncode, complaints(done)) == (0, [])
    assert (here / "archive" / "seeds" / "page.txt").read_bytes().decode() == text
    read = read_sidecar(here / "archive" / "seeds" / "page.yml")
    assert read is not None
    note = read.values["provenance"]["note"]
    assert f"from {encoding} by `archive add`" in note
    assert hashlib.sha256(data).hexdigest() in note
    assert (here / "page.txt").read_bytes() == data


def test_add_refuses_to_overwrite_and_what_is_no_text(here: Path) -> None:
    (here / "000_Weather.TXT").write_text(TEXT, encoding="utf-8")
    (here / "page.pdf").write_bytes(b"%PDF")
    (here / "utf8.txt").write_text(TEXT, encoding="utf-8")
    (here / "000_a.txt").write_text(TEXT, encoding="utf-8")
    before = digests(here / "archive")
    for words, message in (
        (("000_Weather.TXT",), r"is there already and is not overwritten; rename 000_Weather\.TXT"),
        (("page.pdf",), r"not a plain text by its name .*; save its text as page\.txt"),
        (("utf8.txt", "--encoding", "gbk"), r"is UTF-8 already; leave --encoding out|is not gbk"),
        (("utf8.txt", "--encoding", "klingon"), r"klingon: no such encoding; try gbk"),
        (("utf8.txt", "--encoding", "rot13"), r"rot13: no such encoding"),
        (("000_a.txt",), r"would take the short name 000 from 000_weather\.txt; rename it"),
        (("missing.txt",), r"missing\.txt: no such file"),
        (("archive/seeds/000_weather.txt",), r"stands in seeds/ already; to convert it, move it out"),
    ):
        done = archive("add", *words, "--root", here / "archive", cwd=here)
        assert done.returncode == 2, words
        assert re.search(message, done.stderr), done.stderr
        assert "bug" not in done.stderr
    assert digests(here / "archive") == before


def uncommented(text: str) -> str:
    """The draft with every value in force that the machine found; examples and the review are for a person to fill in."""
    return "".join(re.sub(r"^( *)# (?!-|because|review|yaml)", r"\1", line) for line in text.splitlines(keepends=True))


@pytest.mark.parametrize("number", range(5))
def test_the_comments_are_ready_to_take_effect(number: int, tmp_path: Path) -> None:
    seed = read_seeds(find_seeds([ROOT / "seeds"]))[number]
    plain = clean_seed(seed)
    text = sidecar(plain, note="n", schema="s.json")
    path = tmp_path / "a.yml"
    path.write_text(text, encoding="utf-8")
    as_written = read_sidecar(path)
    assert as_written is not None
    assert {key for key, value in as_written.values.items() if value} == {"provenance", "documents"}
    assert clean_seed(replace(seed, sidecar=as_written)).documents == tuple(
        replace(document, provenance=ANY) for document in plain.documents
    )
    path.write_text(uncommented(text), encoding="utf-8")
    done = clean_seed(replace(seed, sidecar=read_sidecar(path)))
    for one, other in zip(plain.documents, done.documents, strict=True):
        assert replace(other.card, evidence=(), persons=()) == replace(one.card, evidence=(), persons=())


def test_one_line_freed_is_enough(tmp_path: Path) -> None:
    seed = seed_of("关于天气的报告\n今天天气很好，我们去了公园。\n")
    path = tmp_path / "a.yml"
    draft = sidecar(clean_seed(seed)).replace("# editor: 您的姓名", "editor: 王某")
    path.write_text(draft.replace("    # venue: null", "    venue: 公园"), encoding="utf-8")
    assert clean_seed(replace(seed, sidecar=read_sidecar(path))).documents[0].card.venue == "公园"
    path.write_text(
        draft.replace('  # - {line: 1, find: "原文", replace: "应作"', "  - {line: 2, find: 很好, replace: 极好"),
        "utf-8",
    )
    assert "天气极好" in clean_seed(replace(seed, sidecar=read_sidecar(path))).documents[0].blocks[0].text


def test_documents_on_one_line_are_told_apart_in_the_comments(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    text = "editor: 王某\nboundaries:\n  - {start: 1, find: 明天, reason: 另一篇}\n"
    path.write_text(text, encoding="utf-8")
    seed = replace(seed_of("今天天气很好，我们去了公园。明天也许会下雨，请记得带伞。"), sidecar=read_sidecar(path))
    written = uncommented(sidecar(clean_seed(seed))).split("documents:\n")[1]
    path.write_text(text + "documents:\n" + written, encoding="utf-8")
    done = clean_seed(replace(seed, sidecar=read_sidecar(path)))
    assert [document.id for document in done.documents] == ["page-1", "page-1c15"]
    assert '    find: "明天也许会下雨，请记得带' in written


def test_a_sidecar_beside_no_seed_is_an_error(here: Path) -> None:
    seeds = here / "archive" / "seeds"
    for name in ("000_whether.yml", "000_weather.yaml"):
        (seeds / name).write_text("editor: 王某\n", encoding="utf-8")
        done = archive("check", cwd=here / "archive")
        assert done.returncode == 1
        assert f"{name}: stands beside no seed; give it the name of its seed" in done.stderr
        (seeds / name).unlink()


# -- archive check --------------------------------------------------------------------------------------------------


def kinds(raw: str) -> list[tuple[int, str]]:
    return [(doubt.line, doubt.kind) for doubt in doubts(clean_seed(seed_of(raw)))]


def test_doubts_are_listed() -> None:
    page = "某日报道\n\n　　2020年2月30日，双方在北京会面，就合作交换了意见。\n　　会后，他们一同参观了博物馆，度过了愉快的一天。\n"
    assert (3, "impossible date") in kinds(page)
    assert (1, "no date") in kinds(page)
    assert (1, "no title") in kinds(
        "　　今天天气很好，我们去了公园，大家都很高兴。\n　　明天也许会下雨，请各位记得带伞，早些回家。\n"
    )


def test_a_correction_of_a_copy_is_named(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\n")
    name = next((tmp_path / "seeds").glob("002*.txt")).stem
    (tmp_path / "seeds" / f"{name}.yml").write_text(
        "editor: 王某\ncorrections:\n  - {line: 169, find: 突如其来其来的, replace: 突如其来的, reason: 衍文}\n",
        encoding="utf-8",
    )
    done = archive("check", cwd=tmp_path)
    assert (done.returncode, complaints(done)) == (0, [])
    assert re.search(r"^  002.*, line 169, no document: idle correction: .*loop-copy", done.stdout, re.M), done.stdout
    assert "places want an editor's eye:" in done.stdout
    assert lines(done.stdout)[-1].startswith("everything accounted for")
