"""Somebody else's archive: begun by `archive init`, built by the generator from a wheel, outside this repository."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from command import archive
from pages import seed_of
from playwright.sync_api import Browser, expect
from shared import shared
from test_cli import ROOT, complaints, digests, lines, wait_for

from generator import starting
from generator.authorities import load_authorities
from generator.build import BuildError, clean_seed, seeds_of, write_pages
from generator.shipped import COPY, OWN, SCHEMAS, files
from generator.sidecars import read_sidecar
from generator.starting import LANGUAGES, lacking, starter

TITLE = "溪口村志 <“A & B”>"
SIMPLIFIED = """\
溪口渡口重修记

　　溪口村的老渡口重修完工，四月十二日试航。两岸村民清早就到了
码头，撑船的还是老艄公一家。
　　据村里的老人说，这个渡口已有两百多年，桥修好以前，赶集、上
学、看病都要从这里过河。
"""
TRADITIONAL = """\
溪口義學告示

　　本義學自今年秋季起添設夜課，凡村中子弟願意讀書識字者，不論
年紀，皆可報名。所需紙筆由祠堂供給，不取分文。夜課每逢單日開講，
風雨不改，由本村三位先生輪流授業。農忙時節停課十日，歲末考試一次，
成績優良者另給獎勵。
　　報名須由家長具結，寫明姓名住處，於本月內交到祠堂。路遠的學生
可以在學舍寄宿，飯食自理。
"""


# -- what it begins with --------------------------------------------------------------------------------------------


def test_both_languages_begin_with_the_same_files() -> None:
    assert set(starter("x", "zh")) == set(starter("x", "en"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("title", [TITLE, 'It\'s: a "test" # {{seal}} \\n', "- [x]", "{a: b}", "𠮷", "…"])
def test_title_and_language_are_as_given(title: str, language: str) -> None:
    begun = starter(title, language)
    settings = yaml.safe_load(begun["mkdocs.yml"])
    assert settings["site_name"] == title
    assert settings["theme"]["language"] == language
    assert settings["extra"]["seal"] in (*title, "·")
    assert begun["README.md"].startswith(f"# {title}\n")
    left = {slot for text in begun.values() for slot in re.findall(r"(?<!\$)\{\{\w+\}\}", text)}
    assert left <= set(re.findall(r"\{\{\w+\}\}", title))


@pytest.mark.parametrize("title", ["", "  ", "a\0b", "a\x1bb"])
def test_what_is_no_title_is_refused(title: str, tmp_path: Path) -> None:
    with pytest.raises(starting.StartError, match="no title"):
        starting.start(tmp_path / "new", title, "zh")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_is_sound(language: str, tmp_path: Path) -> None:
    """Sidecar and records say something as they are, and each comment that an editor may put in force holds."""
    begun = starter("x", language)
    path = tmp_path / "welcome.yml"
    found = {}
    for name, text in (("as it is", begun["seeds/welcome.yml"]), ("all", uncommented(begun["seeds/welcome.yml"]))):
        path.write_text(text, encoding="utf-8")
        seed = replace(seed_of(begun["seeds/welcome.txt"], "welcome.txt"), sidecar=read_sidecar(path))
        [found[name]] = clean_seed(seed).documents
    assert found["as it is"].provenance["by"] == "archive init"
    assert [note.text for note in found["all"].notes] != []
    assert [e.resp for e in found["all"].card.evidence if e.field == "type"] != ["machine"]
    records = tmp_path / "records"
    records.mkdir()
    (records / "a.yml").write_text(begun["seeds/authorities/example.yml"], encoding="utf-8")
    assert [record.id for record in load_authorities(records)] == ["annotated-archive"]
    template = begun["seeds/authorities/example.yml"].split("\n\n")[-1]
    (records / "a.yml").write_text(uncommented(template), encoding="utf-8")
    assert [record.kind for record in load_authorities(records)] == ["person"]


def uncommented(text: str) -> str:
    kept = (line for line in text.splitlines() if not line.startswith("# yaml"))
    return "\n".join(re.sub(r"^# (?!#)", "", line) for line in kept) + "\n"


def test_a_folder_in_use_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "letter.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    before = digests(tmp_path)
    for name, code, message in (
        ("used", 2, r"used: not empty \(letter\.txt …\); name a new or an empty folder"),
        ("file", 2, r"file: a file is there; name another folder"),
        ("file/inside", 1, r"inside: cannot be written \(File exists|Not a directory.*; check"),
    ):
        done = archive("init", name, cwd=tmp_path)
        assert done.returncode == code
        [complaint] = lines(done.stderr)
        assert re.search(message, complaint), complaint
        assert "bug" not in complaint
    assert digests(tmp_path) == before


@pytest.mark.parametrize("there", [False, True])
def test_what_fails_half_way_leaves_nothing(there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if there:
        (tmp_path / "new" / ".git").mkdir(parents=True)
    before, rename = sorted(tmp_path.rglob("*")), Path.rename

    def fail(path: Path, target: Path) -> Path:
        if path.name == "seeds" or not there:
            raise OSError(28, "No space left on device", str(target))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space left"):
        starting.start(tmp_path / "new", None, "zh")
    assert sorted(tmp_path.rglob("*")) == before


def test_it_may_begin_where_one_stands_in_a_fresh_repository(tmp_path: Path) -> None:
    here = tmp_path / "my archive"
    (here / ".git").mkdir(parents=True)
    done = archive("init", ".", cwd=here)
    assert (done.returncode, complaints(done)) == (0, [])
    assert "Next: archive build" in done.stdout
    assert yaml.safe_load((here / "mkdocs.yml").read_text("utf-8"))["site_name"] == "my archive"
    assert [path.name for path in tmp_path.iterdir()] == ["my archive"]
    assert (here / "seeds" / "welcome.txt").is_file()


# -- as the generator's own archive ---------------------------------------------------------------------------------

OWN_WORDS = ("seal", "name_en", "welcome", "welcome_en")  # of `extra`


def settings(text: str) -> dict[str, Any]:
    """The settings that make a site work, without what is said on it."""
    found = yaml.safe_load(text)
    own = ("site_name", "site_description", "not_in_nav", "nav", "hooks")
    kept = {key: value for key, value in found.items() if key not in own}
    kept["nav"] = {page for page in pages_of(found["nav"]) if page.removeprefix("about/") not in OWN}
    kept["theme"] = {key: value for key, value in found["theme"].items() if key != "language"}
    kept["theme"]["palette"] = [
        {**one, "toggle": one.get("toggle", {}).get("icon")} for one in found["theme"]["palette"]
    ]
    kept["extra"] = {key: None if key in OWN_WORDS else value for key, value in found["extra"].items()}
    kept["validation"] = {**found["validation"], "omitted_files": None}  # whose pages they are, it cannot know
    return kept


def pages_of(nav: object) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    else:
        for part in nav.values() if isinstance(nav, dict) else nav:  # type: ignore[attr-defined]
            yield from pages_of(part)


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_settings_are_those_of_this_archive(language: str) -> None:
    assert settings(starter("x", language)["mkdocs.yml"]) == settings((ROOT / "mkdocs.yml").read_text("utf-8"))


def test_settings_that_an_older_archive_lacks_are_named(tmp_path: Path) -> None:
    root = tmp_path / "old"
    starting.start(root, None, "zh")
    assert lacking(root) == []
    text = (root / "mkdocs.yml").read_text("utf-8")
    older = text.replace("  - offline\n", "").replace("  - {path: assets/report.js, defer: true}\n", "")
    assert len(text) - len(older) > 20
    (root / "mkdocs.yml").write_text(older, encoding="utf-8")
    assert [re.sub(" lacks| which.*|[`,]", "", line) for line in lacking(root)] == [
        "mkdocs.yml: plugins offline",
        "mkdocs.yml: extra_javascript assets/report.js",
    ]


def test_its_workflow_is_pinned_and_allowed_little() -> None:
    text = starter("x", "zh")[".github/workflows/archive.yml"]
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    granted = {name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job}
    assert granted == {"publish": {"id-token": "write", "pages": "write"}}
    assert [step for step in workflow["jobs"]["publish"]["steps"] if "run" in step] == []
    assert not re.search(r"run:.*\$\{\{", text)
    used = re.findall(r"uses: (\S+)", text)
    assert [use for use in used if not re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40}", use)] == []
    ours = "".join(path.read_text("utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml"))
    pinned = dict(use.split("@") for use in re.findall(r"uses: (\S+)", ours))
    assert [use for use in used if pinned.get(use.split("@")[0], use.split("@")[1]) != use.split("@")[1]] == []


def test_its_issue_form_has_the_fields_that_the_site_fills_in() -> None:
    form = yaml.safe_load(starter("x", "zh")[".github/ISSUE_TEMPLATE/correction.yml"])
    script = (ROOT / "site_src" / "assets" / "report.js").read_text("utf-8")
    [facts] = re.findall(r"return \{\n(.*?)\n    \};", script, re.S)
    assert set(re.findall(r"^ +(\w+):", facts, re.M)) <= {field["id"] for field in form["body"]}
    assert "correction.yml" in script


def test_the_guides_that_are_shipped_are_those_that_hold_anywhere() -> None:
    """A new page in `about/` goes into every archive, unless `shipped.OWN` says that it is this archive's."""
    shipped = files()
    assert {name.split("/")[0] for name in shipped} == {"about", "assets", "overrides"}
    assert "about/editing.md" in shipped
    assert not {f"about/{name}" for name in OWN} & set(shipped)


# -- from a wheel ---------------------------------------------------------------------------------------------------

PROJECT = ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE", "generator", "site_src")


@dataclass(frozen=True)
class Installed:
    """The generator as somebody else has it: a Python of its own, and the wheel from which it was installed."""

    python: Path
    wheel: Path
    source: Path
    shipped: Mapping[str, bytes]

    def __call__(self, *words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        return run(self.python.with_name("archive"), *words, cwd=cwd)


def run(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(
        words, cwd=cwd, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=300
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The generator from a wheel in a clean environment: all but it is that of the tests."""
    here = shared(tmp_path_factory, "elsewhere", install)
    [wheel] = here.glob("*.whl")
    return Installed(here / "venv" / "bin" / "python", wheel, here / "source", files())


def install(here: Path) -> None:
    """A wheel, made from the source distribution, put into an environment of its own."""
    build = "from setuptools.build_meta import build_sdist as b; b('..')"
    source = copied(here / "source")
    for command in (
        (sys.executable, "-c", build),
        (
            *PIP,
            "wheel",
            "--no-deps",
            "--no-build-isolation",
            "--wheel-dir",
            here,
            f"{here}/annotated_archive-{version(starting.NAME)}.tar.gz",
        ),
        (sys.executable, "-m", "venv", "--without-pip", here / "venv"),
    ):
        done = run(*command, cwd=source)
        assert done.returncode == 0, done.stdout + done.stderr
    [wheel] = here.glob("*.whl")
    done = run(*PIP, "--python", here / "venv" / "bin" / "python", "install", "--no-deps", wheel, cwd=here)
    assert done.returncode == 0, done.stderr
    [packages] = (here / "venv").glob("lib/python*/site-packages")
    (packages / "others.pth").write_text(sysconfig.get_path("purelib") + "\n")


PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")


def copied(to: Path) -> Path:
    to.mkdir()
    for name in PROJECT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__", "*.tmp"))
        else:
            shutil.copy(ROOT / name, to / name)
    return to


@pytest.fixture(scope="module")
def village(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that was begun, given texts of its own and built, all with what is installed; nobody changes it."""
    return shared(tmp_path_factory, "somewhere", lambda here: settle(installed, here)) / "village"


def settle(installed: Installed, here: Path) -> None:
    done = installed("init", "village", "--title", TITLE, cwd=here)
    assert (done.returncode, complaints(done)) == (0, [])
    assert "Next: cd village && archive build" in done.stdout
    for name, text in (("ferry.txt", SIMPLIFIED), ("school.txt", TRADITIONAL)):
        (here / name).write_text(text, encoding="utf-8")
        done = installed("add", here / name, cwd=here / "village")
        assert (done.returncode, complaints(done)) == (0, [])
    done = installed("build", cwd=here / "village")
    assert (done.returncode, complaints(done)) == (0, [])
    assert lines(done.stdout)[-1] == "Open site/index.html"


def test_the_generator_is_that_of_the_wheel(installed: Installed, tmp_path: Path) -> None:
    done = run(
        installed.python, "-c", "import generator as g, mkdocs as m; print(g.__file__, m.__file__)", cwd=tmp_path
    )
    generator, mkdocs = map(Path, done.stdout.split())
    assert generator.is_relative_to(installed.python.parent.parent)
    assert mkdocs.is_relative_to(sysconfig.get_path("purelib"))
    assert not (generator.parent.parent / "site_src").exists()


def test_the_wheel_holds_what_is_shipped_and_nothing_of_this_archive(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as wheel:
        held = {name: wheel.read(name) for name in wheel.namelist()}
    site = {name.split(f"{COPY}/")[1]: data for name, data in held.items() if f"/{COPY}/" in name}
    assert site == installed.shipped
    own = [path for path in (installed.source / "generator").rglob("*") if path.is_file()]
    assert len(own) > 100
    assert sorted({path.relative_to(installed.source).as_posix() for path in own} - set(held)) == []
    assert [name for name in held if not name.startswith(("generator/", "annotated_archive-"))] == []
    assert [name for name in held if name.endswith((".pyc", ".tmp"))] == []


def test_its_site_has_its_texts_and_the_look_of_the_generator(installed: Installed, village: Path) -> None:
    site = village / "site"
    home, ferry, school = (
        (site / name).read_text("utf-8") for name in ("index.html", "documents/ferry-1.html", "documents/school-1.html")
    )
    assert "<title>溪口村志 &lt;“A &amp; B”&gt;</title>" in home
    assert re.search(r'class="seal"[^>]*>溪<', home)
    assert "首页" in home
    assert "上学、看病都要从这里过河。" in re.sub(r"<[^>]*>", "", ferry)
    assert "不論年紀，皆可報名。" in re.sub(r"<[^>]*>", "", school)
    assert 'lang="zh-Hant"' in school
    assert "initiatives/annotated-archive.html" in (site / "documents" / "welcome-1.html").read_text("utf-8")
    for name, data in installed.shipped.items():
        if name.startswith("assets/"):
            assert (site / name).read_bytes() == data
    assert not [path for path in site.rglob("*") if path.name.startswith(".") or "overrides" in path.parts]


@pytest.mark.browser
def test_its_search_finds_its_texts_in_either_script(village: Path, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    for words, id in (("老艄公", "ferry-1"), ("添设夜课", "school-1"), ("示例", "welcome-1")):
        page.goto(f"{(village / 'site' / 'search.html').as_uri()}?find={quote(words)}")
        found = page.locator("#find-app a[href*='documents/']").first
        expect(found).to_have_attribute("href", re.compile(rf"documents/{id}\.html"), timeout=20_000)
    context.close()


def own_words() -> Iterator[str]:
    """What is said on the site of this archive, and on no other's."""
    own = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    yield from (own["site_name"], own["site_description"], own["extra"]["welcome"], own["extra"]["welcome_en"])
    yield from ("外交文献", "diplomatic documents")


def own_names() -> Iterator[str]:
    """The names that the records of this archive give: those long enough to be names only."""
    for record in load_authorities(ROOT / "seeds" / "authorities"):
        yield from (form.text for form in (*record.prefer.values(), *record.variants) if len(form.text) > 3)


def test_its_site_says_nothing_of_this_archive(village: Path) -> None:
    pages = [path for path in (village / "site").rglob("*") if path.suffix in (".html", ".jsonl", ".csv", ".xml")]
    assert len(pages) > 20
    assert said(own_words(), pages, village) == []
    # The page of the rules shows damage to any text by examples, and some of those are well-known names.
    assert said(own_names(), [path for path in pages if path.name != "method.html"], village) == []
    assert not re.search(r'class="seal"[^>]*>檔<', (village / "site" / "index.html").read_text("utf-8"))


def said(words: Iterable[str], paths: Iterable[Path], root: Path) -> list[tuple[str, str]]:
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    return [
        (path.relative_to(root).as_posix(), found[0])
        for path in sorted(paths)
        for found in pattern.finditer(path.read_text("utf-8"))
    ]


def test_check_bundle_and_clean_work_there(installed: Installed, village: Path, tmp_path: Path) -> None:
    root = tmp_path / "village"
    shutil.copytree(village, root)
    done = installed("check", cwd=root / "seeds")
    assert (done.returncode, complaints(done)) == (0, [])
    assert "everything accounted for" in done.stdout
    done = installed("bundle", cwd=root)
    assert done.returncode == 0
    [pack] = (root / "dist").glob("*.zip")
    with zipfile.ZipFile(pack) as bundle:
        assert any(name.endswith("/documents/school-1.html") for name in bundle.namelist())
    done = installed("clean", root / "seeds", cwd=tmp_path)
    assert done.returncode == 0
    assert "風雨不改" in done.stdout


def test_the_editors_file_of_a_new_text_leads_to_its_schema(village: Path) -> None:
    for path in (village / "seeds").rglob("*.yml"):
        first = path.read_text("utf-8").split("\n")[0]
        found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert found, path
        assert (path.parent / found[1]).resolve().parent == village / "site_src" / SCHEMAS
        assert (path.parent / found[1]).read_bytes() == (
            ROOT / "generator" / "schema" / Path(found[1]).name
        ).read_bytes()


def test_git_keeps_what_is_the_editors_and_nothing_else(installed: Installed, village: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    shutil.copytree(village, clone)
    for words in (("init", "--quiet"), ("add", "--all")):
        assert run("git", *words, cwd=clone).returncode == 0
    kept = set(run("git", "ls-files", "-z", cwd=clone).stdout.split("\0")) - {""}
    begun = {
        *starter(TITLE, "zh"),
        *(f"seeds/{name}" for name in ("ferry.txt", "ferry.yml", "school.txt", "school.yml")),
    }
    assert kept == begun
    run("git", "clean", "-fdXq", cwd=clone)
    assert {path.relative_to(clone).as_posix() for path in clone.rglob("*") if path.is_file()} - kept == {
        path.relative_to(clone).as_posix() for path in (clone / ".git").rglob("*") if path.is_file()
    }
    done = run(installed.python, "-m", "mkdocs", "build", "--strict", "--quiet", cwd=clone)
    assert done.returncode == 0, done.stderr
    assert digests(clone / "site") == digests(village / "site")


def test_an_upgrade_replaces_what_is_the_generators(village: Path, tmp_path: Path) -> None:
    root = tmp_path / "village"
    shutil.copytree(village, root)
    style, own = root / "site_src" / "assets" / "archive.css", root / "site_src" / "assets" / "own.css"
    fresh = style.read_bytes()
    style.write_bytes(b"/* of an older generator */")
    (root / "site_src" / "assets" / "gone.js").write_text("// of an older generator")
    with (root / "site_src" / ".generated").open("a") as listed:
        listed.write("assets/gone.js\n")
    own.write_text("/* the archive's own */")
    write_pages(root, say=str)
    assert style.read_bytes() == fresh
    assert not (root / "site_src" / "assets" / "gone.js").exists()
    assert own.is_file()
    _, changes = write_pages(root, say=str)
    assert (changes.written, changes.removed) == ((), ())


def test_without_texts_it_says_what_to_do(tmp_path: Path) -> None:
    starting.start(tmp_path / "village", TITLE, "zh")
    for name in ("welcome.txt", "welcome.yml"):
        (tmp_path / "village" / "seeds" / name).unlink()
    with pytest.raises(BuildError, match=r"seeds: no seeds; put the texts there, .* or run: archive add FILE"):
        seeds_of(tmp_path / "village")


def test_serve_shows_a_text_that_is_added(installed: Installed, village: Path, tmp_path: Path) -> None:
    root = tmp_path / "village"
    shutil.copytree(village, root)
    address = f"127.0.0.1:{40000 + os.getpid() % 20000}"
    with (tmp_path / "log").open("w") as log:
        command = [installed.python.with_name("archive"), "serve", "--address", address]
        server = subprocess.Popen(command, cwd=root, stdout=log, stderr=log)
        try:
            assert wait_for(f"{address}/documents/ferry-1.html", "撑船的还是老艄公一家"), (tmp_path / "log").read_text()
            (root / "seeds" / "well.txt").write_text("村口水井\n\n　　村口的水井冬暖夏凉，过路人都来歇脚。\n", "utf-8")
            assert wait_for(f"{address}/documents/well-1.html", "冬暖夏凉"), (tmp_path / "log").read_text()
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)


# -- nothing baked in -----------------------------------------------------------------------------------------------


def test_the_generator_names_nothing_of_this_archive() -> None:
    """Examples in comments and data of the language (words, repairs) are no words of a site; its words are settings."""
    code = [path for path in (ROOT / "generator").rglob("*") if path.suffix in (".py", ".md", ".yml", ".txt")]
    assert said(own_words(), code, ROOT) == []
    shipped = [
        ROOT / "site_src" / name for name in files() if Path(name).suffix in (".html", ".md", ".js", ".css", ".svg")
    ]
    assert len(shipped) > 5
    assert said(own_words(), shipped, ROOT) == []
