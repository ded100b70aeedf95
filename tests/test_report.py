"""What a change does, told to a person: each thing that can change is told, and nothing that did not."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import command
import markdown
import pytest

from generator.report.compare import Change, Place, Version, compared
from generator.report.text import report
from generator.starting import start

ROOT = Path(__file__).parent.parent
TEXT = "王小明在试验会议上的讲话\n\n（2020年5月4日，北京）\n\n　　各位同事：\n　　今天天气很好，國(guó)家元首出席會(huì)議並發(fā)表講話。\n"


# -- two versions as values -----------------------------------------------------------------------------------------


def document(id: str = "500-1", **values: Any) -> dict[str, Any]:
    empty = {"title": "题", "date": None, "venue": None, "speakers": [], "persons": [], "mentions": [], "notes": []}
    text = {"fields": [{"anchor": "l1", "text": "题"}], "blocks": [{"anchor": "l3", "text": "今天天气很好。"}]}
    return {"id": id, "seed": "500_a.txt", "review": {"lapsed": False}, **empty, **text, **values}


def version(*documents: dict[str, Any], **rest: Any) -> Version:
    return Version(documents, **{"edits": {}, "seeds": {}, "names": {}, **rest})


def block(text: str, anchor: str = "l3") -> list[dict[str, str]]:
    return [{"anchor": anchor, "text": text}]


def test_nothing_changed_nothing_told() -> None:
    found = compared(version(document()), version(document(), doubts={"500-1": ("a doubt of before",)}))
    empty = ((), (), (), (), (), (), (), (), (), (), (), (), ())
    assert tuple(vars(found).values()) == empty
    assert report(found, "v1", ("", ""), str).count("##") == 0


def test_documents_that_came_and_went() -> None:
    found = compared(version(document("500-1"), document("500-9")), version(document("500-1"), document("600-1")))
    assert [one["id"] for one in found.added] == ["600-1"]
    assert [one["id"] for one in found.removed] == ["500-9"]
    assert found.changed == ()


def test_documents_of_a_seed_that_cannot_be_read_are_not_called_gone() -> None:
    before = version(document("500-1"), seeds={"500_a.txt": "1"})
    found = compared(before, version(seeds={"500_a.txt": "1"}, unread=("/x/seeds/500_a.yml, line 3: unknown key",)))
    assert (found.removed, found.problems) == ((), ("/x/seeds/500_a.yml, line 3: unknown key",))


@pytest.mark.parametrize(
    ("old", "new", "values"),
    [
        ({"title": "甲"}, {"title": "乙"}, (("title", "甲", "乙"),)),
        ({"date": None}, {"date": "2020-05"}, (("date", None, "2020-05"),)),
        ({"venue": "北京", "type": "news"}, {"venue": None, "type": "speech"}, (("type", "news", "speech"), ("venue", "北京", None))),
        ({"speakers": ["王"]}, {"speakers": ["王", "李"]}, (("speakers", ["王"], ["王", "李"]),)),
        ({"agency": None}, {}, ()),  # a key that an earlier generator did not know
    ],
)  # fmt: skip
def test_values_that_changed(old: dict[str, Any], new: dict[str, Any], values: Sequence[Any]) -> None:
    found = compared(version(document(**old)), version(document(**new)))
    assert [change.values for change in found.changed] == ([values] if values else [])


@pytest.mark.parametrize(
    ("old", "new", "places", "counts"),
    [
        ("今天天气很好。", "今天天气不好。", [("今天天气【很】好。", "今天天气【不】好。")], (1, 1)),
        ("今天天气很好。", "今天天气很好。好", [("今天天气很好。【】", "今天天气很好。【好】")], (1, 0)),
        ("天天", "天", [("天【天】", "天【】")], (0, 1)),
        ("", "新段", [("【】", "【新段】")], (2, 0)),
        ("甲一乙二丙", "甲乙丙", [("甲【一】乙二丙", "甲【】乙丙"), ("甲一乙【二】丙", "甲乙【】丙")], (0, 2)),
        ("一" * 9000, "二" * 8000, [(f"【{'一' * 40}……{'一' * 15}】", f"【{'二' * 40}……{'二' * 15}】")], (8000, 9000)),
    ],
)
def test_places_that_read_otherwise(old: str, new: str, places: list[tuple[str, str]], counts: tuple[int, int]) -> None:
    [change] = compared(version(document(blocks=block(old))), version(document(blocks=block(new)))).changed
    assert change == Change("500-1", "题", (), tuple(Place("l3", *place) for place in places), *counts)


def test_a_paragraph_at_another_line_is_told_as_both() -> None:
    [change] = compared(version(document()), version(document(blocks=block("今天天气很好。", "l4")))).changed
    assert [(place.anchor, place.before, place.after) for place in change.places] == [
        ("l3", "【今天天气很好。】", "【】"),
        ("l4", "【】", "【今天天气很好。】"),
    ]


def edit(rule: str, before: str, after: str) -> dict[str, str]:
    return {"rule": rule, "before": before, "after": after}


def test_characters_by_rule() -> None:
    old = version(edits={"500": (edit("a", "xx", ""), edit("b", "x", "y"))})
    new = version(
        edits={"500": (edit("a", "xx", ""), edit("b", "x", "y"), edit("b", "xyz", "y")), "600": (edit("c", "x", ""),)}
    )
    found = [(one.rule, one.edits, one.removed, one.put_in) for one in compared(old, new).rules]
    assert found == [("b", (1, 2), (1, 4), (1, 2)), ("c", (0, 1), (0, 1), (0, 0))]


def test_names_notes_reviews_and_witnesses() -> None:
    note = {"anchor": "l3", "note": "一注", "by": "王"}
    old = document(notes=[note], persons=[{"name": "李"}], mentions=[{"authority": "bri"}])
    new = document(
        persons=[{"name": "李"}, {"name": "张"}],
        mentions=[{"authority": "bri"}, {"authority": "dsr"}],
        review={"lapsed": True, "by": "王", "level": "proofread"},
    )
    before = version(old, seeds={"500_a.txt": "1", "gone.txt": "2"}, names={"bri": "带路", "old": "旧"})
    after = version(
        new, seeds={"500_a.txt": "3", "new.txt": "4"}, names={"bri": "带路", "dsr": "数字丝路"}, at_risk=("id lost",)
    )
    found = compared(before, after)
    assert found.altered_seeds == ("500_a.txt",)
    assert found.new_names == found.new_records == (("dsr", "数字丝路"),)
    assert found.gone_records == (("old", "旧"),)
    assert found.new_persons == ("张",)
    assert found.broken_notes == ("500-1 l3: 一注", "500-1: 王 proofread")
    assert found.problems == ("id lost",)


def test_doubts_of_what_changed_only() -> None:
    doubts = {"500-1": ("one",), "600-1": ("other",), "700-1": ("third",)}
    before = version(document("500-1"), document("600-1"))
    after = version(document("500-1"), document("600-1", venue="北京"), document("700-1"), doubts=doubts)
    assert compared(before, after).doubts == ("other", "third")


# -- as Markdown ----------------------------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[link](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "`code` **bold** _em_ ~~gone~~ | cell",
    "# heading",
    "- item",
    "1. item",
    "=====",
    "line one\nline two\r\n\n# three",
    "&lt;b&gt; &amp;",
    "a\\",
    "@somebody \u202ereversed",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_comes_from_a_text_stays_text(text: str) -> None:
    person = {"name": text}
    old = version(document("1-1"), document("2-1"), names={"x": text})
    new = version(
        document("1-1", title=text, venue=text, blocks=block(text), persons=[person]),
        document("3-1", title=text, speakers=[text]),
        doubts={"1-1": (text,)},
        unread=(text,),
    )
    written = report(compared(old, new), text, ("", ""), lambda rule: rule)
    html = markdown.markdown(written, extensions=["tables"])
    for mark in ("<script", "<img", "<a ", "<em", "<del", "<code>code", "<strong>bold", "<ol", "<h1>heading", "<hr"):
        assert mark not in html
    assert "\u202e" not in written
    assert "@somebody" not in written
    headings = [line for line in written.split("\n") if line.startswith("#")]
    assert not any(line.startswith("# heading") for line in headings)


def test_long_lists_are_cut_and_say_so() -> None:
    found = compared(version(), version(*(document(f"{n}-1") for n in range(80))))
    assert "另有 30 条 · and 30 more" in report(found, "v1", ("", ""), str)


# -- the command ----------------------------------------------------------------------------------------------------


def git(root: Path, *words: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *words], cwd=root, capture_output=True, check=True)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A small archive in a repository, one commit old."""
    root = tmp_path / "archive"
    start(root, "试验", "zh")
    (root / "seeds" / "500_speech.txt").write_text(TEXT, "utf-8")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")
    return root


def test_a_change_since_a_revision(archive: Path) -> None:
    (archive / "seeds" / "501_new.txt").write_text(TEXT.replace("國(guó)家", "各地"), "utf-8")
    sidecar = "editor: 王编者\ndocuments:\n  - line: 1\n    venue: 上海\n    because: 依手稿\n"
    (archive / "seeds" / "500_speech.yml").write_text(sidecar, "utf-8")
    before = {path: path.read_bytes() for path in archive.rglob("*") if path.is_file() and ".git" not in path.parts}
    done = command.archive("report", "HEAD", cwd=archive)
    assert done.returncode == 0, done.stderr
    for told in (
        "新增 1 篇，改动 1 篇，消失 0 篇",
        "1 added, 1 changed, 0 removed",
        "`501-1`",
        "北京 → 上海",
        "文字未变",
    ):
        assert told in done.stdout
    assert "One generator read both" in done.stdout
    now = {path: path.read_bytes() for path in archive.rglob("*") if path.is_file() and ".git" not in path.parts}
    assert {path for path in now if before.get(path) != now[path] and ".cache" not in path.parts} == set()


@pytest.mark.slow
def test_a_seed_that_breaks_is_told_and_exit_1(archive: Path) -> None:
    (archive / "seeds" / "500_speech.yml").write_text("titel: x\n")
    done = command.process("report", "HEAD", "-o", "told.md", cwd=archive)
    told = (archive / "told.md").read_text("utf-8")
    assert (done.returncode, done.stdout) == (1, "")
    assert "500_speech.yml, line 1" in done.stderr
    assert "读不了的种子 · Seeds that cannot be read" in told
    assert "消失 0 篇" in told


@pytest.mark.slow
def test_a_folder_with_another_version(archive: Path, tmp_path: Path) -> None:
    shutil.copytree(archive, tmp_path / "before", ignore=shutil.ignore_patterns(".git"))
    (archive / "seeds" / "500_speech.txt").write_text(TEXT.replace("很好", "不好"), "utf-8")
    done = command.archive("report", "../before", cwd=archive)
    assert done.returncode == 0, done.stderr
    assert "今天天气【很】好" in done.stdout
    assert "500_speech.txt" in done.stdout.split("原件被改")[1]


def disabled(folder: Path) -> None:
    """A generator of another time: it does not know the rule for pinyin glosses."""
    rules = folder / "repairs" / "pinyin_gloss.py"
    text = rules.read_text("utf-8")
    assert text.count("find=") == 1
    start = text.index("find=")
    rules.write_text(text[:start] + "find=None  #" + text[start:], "utf-8")


def broken(folder: Path) -> None:
    (folder / "build.py").write_text("raise SystemExit('too old')\n")


@pytest.mark.slow
@pytest.mark.parametrize(("change", "told"), [(disabled, "was read by its own"), (broken, "does not run (too old)")])
def test_changed_rules(archive: Path, tmp_path: Path, change: Callable[[Path], None], told: str) -> None:
    """The version before brings the generator of its time; where it runs, what the rules changed is told."""
    before = tmp_path / "before"
    shutil.copytree(archive, before, ignore=shutil.ignore_patterns(".git"))
    shutil.copytree(ROOT / "generator", before / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    change(before / "generator")
    done = command.archive("report", before, cwd=archive)
    assert done.returncode == 0, done.stderr
    assert told in done.stdout
    assert ("`pinyin-gloss` | 0 → 3 (+3)" in done.stdout) == (change is disabled)
    assert ("很好，國【(guó)】家元首" in done.stdout) == (change is disabled)
    assert not (before / "site_src" / ".generated").exists()


@pytest.mark.parametrize("base", ["nowhere", "--help-me", "HEAD:seeds", "$(touch x)"])
def test_no_such_version_is_one_clear_line(archive: Path, base: str) -> None:
    done = command.archive("report", "--", base, cwd=archive)
    assert done.returncode == 2
    assert done.stderr.startswith(f"archive: {base}: neither a folder with seeds/ nor a revision")
    assert done.stderr.count("\n") == 1
    assert not (archive / "x").exists()
