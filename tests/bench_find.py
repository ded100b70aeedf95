"""What the search costs: `python -m tests.bench_find`, or with other numbers of documents as arguments.

For each number of made-up documents: the index in bytes, the time and memory of making it, and then in a real browser,
from the disk, what a cold query loads (as a server would compress it), how long a warm one takes, and whether each finds
all and nothing else. At 300 also what Material's own search and, where it is installed, Pagefind make of the same texts.
"""

from __future__ import annotations

import functools
import gzip
import http.server
import importlib.util
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from opencc import OpenCC
from playwright.sync_api import Page, Request, sync_playwright

from generator.find.entries import Entry
from generator.find.fold import fold, table
from generator.find.index import index_files

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from finding import documents, substring  # noqa: E402

ASSETS = ROOT / "site_src" / "assets" / "find"
SEED = 20_201_117
SCRIPTS = ("folding.js", "engine.js", "query.js")
PAGE = "<!doctype html><meta charset=utf-8>" + "".join(f"<script src={name}></script>" for name in SCRIPTS)
ASK = """async ([query, cold]) => {
  if (cold || !window.engine) window.engine = new ArchiveFind.Engine("find/");
  const start = performance.now();
  await engine.ready();
  const result = await ArchiveFind.search(engine, ArchiveFind.parse(query, engine.folding), {}, () => []);
  const best = ArchiveFind.sorted(engine, result.hits, "relevance").slice(0, 10);
  await engine.texts([].concat(...best.map((hit) => hit.units.slice(0, 3))));
  const units = [].concat(...result.hits.map((hit) => hit.units));
  return [units.length, units.reduce((sum, unit) => (sum * 31 + unit) % 1000003, 7), performance.now() - start];
}"""


# -- making the index, in a process of its own so that its memory can be told ---------------------------------------


def make(count: int, folder: Path) -> None:
    """Write the index of `count` documents, and say what it took."""
    table()  # read once for an archive, however large; not what is measured here
    making, start = 0.0, time.perf_counter()

    def timed() -> Iterator[Entry]:
        nonlocal making
        source = documents(count, SEED)
        while True:
            before = time.perf_counter()
            document = next(source, None)
            making += time.perf_counter() - before
            if document is None:
                return
            yield document

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name, text in index_files(timed()):
        path = folder / "find" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    taken = time.perf_counter() - start - making
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": taken, "peak": peak / 1024, "before": before / 1024}))


def measured(count: int, folder: Path) -> None:
    command = [sys.executable, "-m", "tests.bench_find", "--make", str(count), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    told = json.loads(done.stdout)
    sizes: Counter[str] = Counter()
    raw = files = 0
    for path in (folder / "find").rglob("*.js"):
        data = path.read_bytes()
        sizes[path.relative_to(folder / "find").parts[0]] += len(gzip.compress(data, 6))
        raw, files = raw + len(data), files + 1
    print(
        f"  index      {told['seconds']:8.1f} s   memory {told['peak']:.0f} MiB (of which {told['before']:.0f} before it began)"
    )
    print(f"  files      {files:8,}     {raw / 1e6:.1f} MB, compressed {sum(sizes.values()) / 1e6:.1f} MB")
    parts = {"k": "pairs", "p": "places", "u": "single", "t": "texts"}
    print("             " + ", ".join(f"{name} {sizes[key] / 1e6:.1f} MB" for key, name in parts.items()))


# -- asking it in a browser -----------------------------------------------------------------------------------------


def queries(units: list[str], how_many: int) -> list[str]:
    """Substrings as printed and in the other script, and the twenty commonest pairs."""
    random_ = random.Random(time.time_ns())
    plain = [substring(random_, units) for _ in range(how_many)]
    other = [OpenCC(config).convert(query) for query, config in zip(plain, ("t2s", "s2t") * how_many, strict=False)]
    sample = random_.sample(units, min(len(units), 20_000))
    pairs = Counter(text[at : at + 2] for text in map(fold, sample) for at in range(len(text) - 1))
    return [*plain, *other, *(pair for pair, _ in pairs.most_common(20))]


def asked(count: int, folder: Path, how_many: int = 250) -> None:
    texts = [unit.text for document in documents(count, SEED) for unit in document.units]
    folded = [fold(text) for text in texts]
    every = queries(texts, how_many)
    with browser() as page:
        (folder / "bench.html").write_text(PAGE, encoding="utf-8")
        for name in SCRIPTS:
            shutil.copy(ASSETS / name, folder)
        page.goto((folder / "bench.html").as_uri())
        wrong, warm = 0, []
        for query in every:
            found = page.evaluate(ASK, [query, False])
            phrase = fold(query)
            wanted = [number for number, text in enumerate(folded) if phrase in text]
            wrong += found[:2] != [
                len(wanted),
                functools.reduce(lambda sum, unit: (sum * 31 + unit) % 1000003, wanted, 7),
            ]
            warm.append(found[2])
        cold = [loaded(page, folder, query) for query in [*every[:: max(1, len(every) // 120)], *every[-20:]]]
    print(f"  wrong      {wrong:8}     of {len(every)} queries")
    print(f"  cold query {spread(cold, 1000, 'KB')}")
    print(f"  warm query {spread(warm, 1, 'ms')}")


def loaded(page: Page, folder: Path, query: str) -> int:
    """Bytes of the index that a first query with ten results loads, compressed."""
    asked_for: list[str] = []

    def note(request: Request) -> None:
        asked_for.append(request.url)

    page.goto((folder / "bench.html").as_uri())
    page.on("request", note)
    page.evaluate(ASK, [query, True])
    page.remove_listener("request", note)
    names = {url.rsplit("/find/", 1)[1] for url in asked_for if "/find/" in url}
    return sum(len(gzip.compress((folder / "find" / name).read_bytes(), 6)) for name in names)


def spread(values: Sequence[float], unit: float, name: str) -> str:
    ordered = sorted(value / unit for value in values)
    return f"p50 {ordered[len(ordered) // 2]:6.0f} {name}  p95 {ordered[int(len(ordered) * 0.95)]:6.0f} {name}  most {ordered[-1]:6.0f} {name}"


@contextmanager
def browser() -> Iterator[Page]:
    path = os.environ.get("ARCHIVE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield started.new_page()
        started.close()


# -- the others, on the same texts ----------------------------------------------------------------------------------

MATERIAL = """async (queries) => {
  const config = JSON.parse(document.getElementById("__config").textContent);
  const index = await (await fetch("search/search_index.json")).json();
  const worker = new Worker(config.search);
  const next = () => new Promise((done) => (worker.onmessage = (event) => done(event.data)));
  worker.postMessage({ type: 0, data: Object.assign(index, { options: {} }) });
  await next();
  const found = [];
  for (const query of queries) {
    worker.postMessage({ type: 2, data: query });
    found.push((await next()).data.items.map((group) => group[0].location.replace(/#.*/, "")));
  }
  return found;
}"""
PAGEFIND = """async (queries) => {
  const search = await import("/pagefind/pagefind.js");
  const found = [];
  for (const query of queries) {
    const results = (await search.search(query)).results;
    found.push(await Promise.all(results.map(async (one) => (await one.data()).raw_url.replace(/^\\//, ""))));
  }
  return found;
}"""
CONFIG = """\
site_name: bench
docs_dir: docs
site_dir: site
use_directory_urls: false
theme: {name: material, language: zh, font: false}
plugins:
  - search: # every Han character a word: the best that can be had from it
      separator: '[\\s\\u200b\\u3000\\-、。，．？！；：“”‘’《》（）()·—…,.!?;:"]+|(?<=[\\u3400-\\u9fff])|(?=[\\u3400-\\u9fff])'
"""


def others(count: int, folder: Path) -> None:
    """Material's search, and Pagefind's where it is installed: what they load and how much of it is right."""
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    entries = list(documents(count, SEED))
    for number, entry in enumerate(entries):
        text = "\n\n".join(unit.text for unit in entry.units[1:])
        (folder / "docs" / f"{number}.md").write_text(f"# {entry.units[0].text}\n\n{text}\n", encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# bench\n", encoding="utf-8")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(folder / "mkdocs.yml")]
    subprocess.run(command, check=True, env=environment, capture_output=True)
    random_ = random.Random(SEED)
    pieces = [substring(random_, [unit.text for entry in entries for unit in entry.units]) for _ in range(30)]
    site = folder / "site"
    index = len(gzip.compress((site / "search" / "search_index.json").read_bytes(), 6))
    print(f"  Material   {index / 1e6:.2f} MB on every page; {compared(site, MATERIAL, pieces, entries)}")
    if importlib.util.find_spec("pagefind") is None:
        print("  Pagefind   is not installed here (package: pagefind[extended])")
        return
    subprocess.run([sys.executable, "-m", "pagefind", "--site", str(site)], check=True, capture_output=True)
    size = sum(path.stat().st_size for path in (site / "pagefind").rglob("*") if path.is_file())
    print(f"  Pagefind   {size / 1e6:.2f} MB in all; {compared(site, PAGEFIND, pieces, entries)}")


def compared(site: Path, script: str, pieces: list[str], entries: list[Entry]) -> str:
    folded = ["\n".join(fold(unit.text) for unit in entry.units) for entry in entries]
    told = []
    for name, asked_for in (("as printed", pieces), ("other script", [other_script(piece) for piece in pieces])):
        with served(site) as address, browser() as page:
            page.goto(address + "index.html")
            answers: list[list[str]] = page.evaluate(script, asked_for)
        told.append(f"{name}: {score(asked_for, answers, folded)}")
    return "; ".join(told)


def other_script(text: str) -> str:
    simple = OpenCC("t2s").convert(text)
    return simple if simple != text else OpenCC("s2t").convert(text)


def score(pieces: list[str], answers: list[list[str]], folded: list[str]) -> str:
    right = wanted = shown = 0
    for piece, answer in zip(pieces, answers, strict=True):
        phrase = fold(piece)
        true = {f"{number}.html" for number, text in enumerate(folded) if phrase in text}
        found = {name.rsplit("/", 1)[-1] for name in answer} - {"index.html"}
        right, wanted, shown = right + len(true & found), wanted + len(true), shown + len(found)
    return f"finds {100 * right / max(1, wanted):.0f} %, of its hits true {100 * right / max(1, shown):.0f} %"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        del format, args


@contextmanager
def served(folder: Path) -> Iterator[str]:
    handler: Callable[..., Any] = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/"
        running.shutdown()


def main(counts: Sequence[int]) -> None:
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            print(f"{count:,} documents")
            measured(count, folder)
            asked(count, folder)
            if count <= 300:
                others(count, folder)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--make"]:
        make(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main([int(value) for value in sys.argv[1:]] or [300, 5_000, 20_000])
