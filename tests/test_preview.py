"""The preview as a person meets it: a server started, a file saved, the page asked for; and the parts it is made of."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.output import MANIFEST
from generator.preview import banner
from generator.preview.maker import Made
from generator.preview.watching import changed, snapshot
from generator.preview.worker import Memory, make
from generator.starting import start

ARCHIVE = Path(sys.executable).with_name("archive")
TEXT = "关于天气的报告\n\n　　今天天气很好，我们去了公园。\n　　明天也许会下雨，大家都带伞。\n"


# -- a server, started once -----------------------------------------------------------------------------------------


@dataclass
class Served:
    """A running preview: its archive, its address, what it says on the terminal."""

    root: Path
    address: str
    log: Path

    def get(self, name: str) -> str:
        try:
            with urllib.request.urlopen(f"{self.address}/{name}", timeout=30) as answer:
                text: str = answer.read().decode()
                return text
        except (urllib.error.URLError, OSError):
            return ""

    def shows(self, name: str, text: str) -> bool:
        return wait(lambda: text in self.get(name))

    def says(self) -> str:
        return self.log.read_text("utf-8")


def wait(until: Callable[[], bool]) -> bool:
    """Tests ask whether it comes, not how soon: machines differ."""
    for _ in range(240):
        if until():
            return True
        time.sleep(0.25)
    return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    here = tmp_path_factory.mktemp("preview")
    root, temporary, port = here / "archive", here / "temporary", free_port()
    start(root, "试验档案", "zh")
    (root / "seeds" / "500_weather.txt").write_text(TEXT, "utf-8")
    temporary.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary)}
    command = [ARCHIVE, "serve", "--address", f"127.0.0.1:{port}"]
    with (here / "log").open("w") as log:
        server = subprocess.Popen(command, cwd=root, stdout=log, stderr=log, env=environment)
    running = Served(root, f"http://127.0.0.1:{port}", here / "log")
    try:
        assert running.shows("index.html", "<html"), running.says()
        yield running
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    assert "Traceback" not in running.says()
    assert list(temporary.iterdir()) == []  # the site it showed is gone with it


@pytest.fixture
def archive(served: Served) -> Iterator[Served]:
    """The running preview, with its archive as it was when a test is done with it."""
    kept = {path: path.read_bytes() for path in (served.root / "seeds").rglob("*") if path.is_file()}
    yield served
    for path in [path for path in (served.root / "seeds").rglob("*") if path.is_file()]:
        if path not in kept:
            path.unlink()
    for path, data in kept.items():
        if path.read_bytes() != data:
            path.write_bytes(data)


WEATHER = "documents/500-1.html"


def slowly(*values: object) -> object:
    """One more of the same, left out of the default run."""
    return pytest.param(*values, marks=pytest.mark.slow)


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_changed_seed_shows(archive: Served) -> None:
    replaced(archive.root / "seeds" / "500_weather.txt", "去了公园", "去了湖边")
    assert archive.shows(WEATHER, "我们去了湖边"), archive.says()
    assert archive.shows("data/documents.jsonl", "我们去了湖边")
    assert wait(lambda: any("我们去了湖边" in archive.get(name) for name in searched(archive.root))), archive.says()


def searched(root: Path) -> list[str]:
    """The files in which the search finds the texts."""
    return [path.relative_to(root / "site_src").as_posix() for path in (root / "site_src" / "find").rglob("*.js")]


@pytest.mark.slow
def test_a_new_seed_shows_also_in_the_lists_and_goes_with_its_file(archive: Served) -> None:
    new = archive.root / "seeds" / "501_new.txt"
    new.write_text(TEXT.replace("天气", "路况"), "utf-8")
    assert archive.shows("documents/501-1.html", "今天路况很好"), archive.says()
    assert archive.shows("documents/index.html", "关于路况的报告")
    new.unlink()
    assert wait(lambda: not archive.get("documents/501-1.html")), archive.says()
    assert "关于路况的报告" not in archive.get("documents/index.html")


@pytest.mark.slow
def test_a_changed_sidecar_shows(archive: Served) -> None:
    sidecar = archive.root / "seeds" / "500_weather.yml"
    sidecar.write_text(
        "editor: 王编者\ncorrections:\n  - line: 3\n    find: 公园\n    replace: 花园\n    reason: 依手稿\n", "utf-8"
    )
    assert archive.shows(WEATHER, "花园"), archive.says()


def test_a_changed_authority_shows(archive: Served) -> None:
    records = archive.root / "seeds" / "authorities" / "weather.yml"
    assert 'data-authority="park"' not in archive.get(WEATHER)
    records.write_text(
        "- id: park\n  kind: concept\n  prefer:\n    zh-Hans: 公园\n    en: {text: park, source: archive}\n  variants: []\n"
        "  description: {zh: 供人休息的地方。, en: A place to rest., source: 试验}\n  broader: []\n  related: []\n"
        "  date: null\n  wikidata: null\n",
        "utf-8",
    )
    assert archive.shows(WEATHER, "initiatives/park.html"), archive.says()
    assert archive.shows("initiatives/park.html", "供人休息的地方")


@pytest.mark.slow
def test_a_changed_template_shows_on_every_page(archive: Served) -> None:
    template = archive.root / "site_src" / "overrides" / "partials" / "copyright.html"
    template.write_text("<p>页尾甲</p>", "utf-8")
    assert archive.shows("index.html", "页尾甲"), archive.says()
    template.write_text("<p>页尾乙</p>", "utf-8")
    assert archive.shows("index.html", "页尾乙")
    for page in (WEATHER, "documents/index.html", "witnesses/500.html", "about/method.html"):
        assert "页尾乙" in archive.get(page)  # asked for once: a page out of date is made before it is sent


@pytest.mark.slow
def test_pages_written_by_hand_styles_and_the_configuration_show(archive: Served) -> None:
    (archive.root / "site_src" / "by-hand.md").write_text("# 手写的一页\n", "utf-8")
    assert archive.shows("by-hand.html", "手写的一页"), archive.says()
    (archive.root / "site_src" / "assets" / "own.css").write_text("p { color: teal }", "utf-8")
    assert archive.shows("assets/own.css", "teal")
    replaced(archive.root / "mkdocs.yml", "试验档案", "改名的档案")
    assert archive.shows(WEATHER, "改名的档案"), archive.says()


@pytest.mark.parametrize(
    ("name", "wrong", "told"),
    [
        (
            "seeds/500_weather.txt",
            "坏".encode("gbk") * 40,
            r"500_weather\.txt, line 1: byte .* archive add --encoding gbk",
        ),
        slowly("seeds/500_weather.yml", b"titel: x\n", r"500_weather\.yml, line 1: .*titel"),
        slowly("seeds/authorities/example.yml", b"- id: [\n", r"example\.yml, line \d+: .+;"),
        (
            "site_src/overrides/partials/copyright.html",
            b"\n{{ 1 + }}",
            r"copyright\.html, line 2: .*; correct the template",
        ),
        slowly(
            "site_src/overrides/partials/copyright.html", b"\n\n{{ 1 / 0 }}", r"copyright\.html, line 3: .*; correct"
        ),
        slowly("mkdocs.yml", b"site_name: [x\n", r"mkdocs\.yml: .*line \d"),
    ],
)
def test_an_error_shows_in_the_page_and_the_terminal_until_repaired(
    archive: Served, name: str, wrong: bytes, told: str
) -> None:
    path, said = archive.root / name, len(archive.says())
    before = path.read_bytes() if path.exists() else None
    path.write_bytes(wrong)
    try:
        assert archive.shows(WEATHER, 'id="preview-error"'), archive.says()
        page = archive.get(WEATHER)
        assert "今天天气很好" in page
        assert re.search(told, page.replace("&#x27;", "'")), page[page.index("preview-error") :][:1500]
        assert re.search(told, archive.says()[said:])
        assert "今天天气很好" in archive.get("witnesses/500.html")
    finally:
        path.unlink() if before is None else path.write_bytes(before)
    assert wait(lambda: 'id="preview-error"' not in archive.get(WEATHER)), archive.says()


def test_nothing_outside_the_site_is_served(archive: Served) -> None:
    for name in (
        "../mkdocs.yml",
        "%2e%2e/mkdocs.yml",
        "..%2f..%2fetc/passwd",
        "/etc/passwd",
        "documents/../../mkdocs.yml",
    ):
        assert archive.get(name) == ""
    assert archive.get("documents/") == archive.get("documents/index.html") != ""


@pytest.mark.slow
def test_an_address_in_use_is_one_clear_line(served: Served, tmp_path: Path) -> None:
    root = tmp_path / "archive"
    shutil.copytree(served.root, root)
    address = served.address.removeprefix("http://")
    done = subprocess.run(
        [ARCHIVE, "serve", "--address", address], cwd=root, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 1
    assert f"{address}: no server can be started there" in done.stderr
    assert "Traceback" not in done.stderr


# -- in a browser ---------------------------------------------------------------------------------------------------


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_an_open_page_follows_by_itself(archive: Served, page: Page) -> None:
    """It shows what was saved, the banner over the last good page, and the repaired page, without a hand at the browser."""
    seed = archive.root / "seeds" / "500_weather.txt"
    page.goto(f"{archive.address}/{WEATHER}")
    replaced(seed, "去了公园", "去了山上")
    page.get_by_text("我们去了山上").wait_for(timeout=60_000)
    good = seed.read_bytes()
    seed.write_bytes(b"\xff\xfe<script>")
    alert = page.get_by_role("alert")
    alert.wait_for(timeout=60_000)
    assert "500_weather.txt: looks like UTF-16" in alert.inner_text()
    assert page.get_by_text("我们去了山上").is_visible()
    assert alert.evaluate("banner => banner.getBoundingClientRect().top") == 0
    page.reload()
    alert.wait_for(timeout=60_000)
    seed.write_bytes(good.replace("山上".encode(), "海边".encode()))
    page.get_by_text("我们去了海边").wait_for(timeout=60_000)
    alert.wait_for(state="detached", timeout=60_000)


# -- its parts ------------------------------------------------------------------------------------------------------


def test_what_changed_on_the_disk(tmp_path: Path) -> None:
    for name in ("a.txt", "deep/b.txt", "deep/generated.md", ".hidden", "__pycache__/c.pyc", "generated.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / MANIFEST).write_text("# head\ngenerated.md\n")
    (tmp_path / "deep" / MANIFEST).write_text("generated.md\n")
    before = snapshot([str(tmp_path)])
    assert set(before) == {str(tmp_path / "a.txt"), str(tmp_path / "deep" / "b.txt")}
    assert changed(before, snapshot([str(tmp_path)])) == set()
    (tmp_path / "a.txt").write_text("xy")
    (tmp_path / "deep" / "b.txt").unlink()
    (tmp_path / "new.txt").write_text("")
    for name in (".hidden", "generated.md", "deep/generated.md"):
        (tmp_path / name).write_text("other")
    now = snapshot([str(tmp_path), str(tmp_path / "missing")])
    assert changed(before, now) == {str(tmp_path / name) for name in ("a.txt", "deep/b.txt", "new.txt")}


def test_an_error_is_text_in_the_page() -> None:
    page = banner.dressed(b"<html><body><p>x</p></body></html>", 1, 1, "a.txt: <script>alert(1)</script>").decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert page.endswith("</body></html>")
    assert b"preview-error" not in banner.dressed(b"<body></body>", 1, 1, "").split(b"<script>")[0]


def test_what_is_remembered_gives_the_same_pages_as_a_fresh_start(tmp_path: Path) -> None:
    """A seed, a sidecar, an authority and a name change one after the other; no run may show a trace of the one before."""
    root, memory = tmp_path / "archive", Memory()
    start(root, "试验", "zh")
    seeds = root / "seeds"
    steps: list[Callable[[], object]] = [
        lambda: (seeds / "500_weather.txt").write_text(TEXT, "utf-8"),
        lambda: (seeds / "500_weather.yml").write_text(
            "editor: 王编者\ndocuments:\n  - line: 1\n    type: news\n", "utf-8"
        ),
        lambda: (seeds / "500_other.txt").write_text(TEXT.replace("公园", "湖边"), "utf-8"),
        lambda: (seeds / "500_weather.yml").write_text(
            "editor: 王编者\ndocuments:\n  - line: 1\n    type: feature\n", "utf-8"
        ),
        lambda: (seeds / "authorities" / "example.yml").write_text("[]\n"),
        lambda: (seeds / "500_other.txt").rename(seeds / "700_other.txt"),
        lambda: (seeds / "500_weather.yml").unlink(),
        lambda: (seeds / "700_other.txt").write_text(TEXT.replace("公园", "山上"), "utf-8"),
    ]
    for step in steps:
        step()
        assert make(root, memory).error == ""
    followed = tree(root / "site_src")
    made = make(root, Memory())
    assert (made.error, made.written, made.removed) == ("", (), ())
    assert tree(root / "site_src") == followed


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_run_that_fails_writes_nothing_and_the_next_one_works(tmp_path: Path) -> None:
    root, memory = tmp_path / "archive", Memory()
    start(root, "试验", "zh")
    assert make(root, memory).error == ""
    before = tree(root / "site_src")
    bad = root / "seeds" / "bad.txt"
    bad.write_bytes(b"\xff")
    assert re.search(r"bad\.txt, line 1: byte 0xff is not UTF-8", make(root, memory).error)
    assert tree(root / "site_src") == before
    bad.unlink()
    assert make(root, memory) == Made()
    assert MANIFEST in before
