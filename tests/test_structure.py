"""The house stays as drawn: who imports whom, which witnesses, what is documented, what no file may name."""

from __future__ import annotations

import argparse
import ast
import hashlib
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.cli import _parser

ROOT = Path(__file__).parent.parent

WITNESSES = {
    "000_70d6f74a143fce93.txt": "f5d24a4735b300795f24296e46289655f1bad73ddb2a1124bab208401cf40097",
    "001_03bdbba538fa36ed.txt": "2ba66de09f0df183508c8d6f1a3a284f559c23a4fc887385650e5db78294298e",
    "002_2efeccc6f55265b9.txt": "dd94012ee3ebe6f1af748c63d423c18f2c1fa215b66fdbd4e42c5b7075a4038f",
    "003_8a9b42292ab51d3e.txt": "72e0aedd6626585083019c817a97fabb718a60aa3878fc419b6dad0f1831b93b",
    "004_070b44c97a44af8a.txt": "62bafaaaba088e1e295b72e65f192aa2095175aef326c3d81d60cb7755e39137",
}


# -- witnesses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WITNESSES)
def test_the_witnesses_are_untouched(name: str) -> None:
    assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == WITNESSES[name]


# -- who imports whom -----------------------------------------------------------------------------------------------

# The pipeline. A stage knows the types and its helpers, and no other stage; `build` alone brings them together.
STAGES = {
    "characters", "editor", "segment", "join", "describe", "mentions", "relations", "parallels", "links", "render", "output", "bundle",
}  # fmt: skip
ENDS = {"build", "verbs", "cli", "mkdocs_hook"}
# Left of the bar a text is a value: no file, clock, chance, network or other process. (Data that comes with the
# generator is read through importlib.resources.)
PURE = {
    "characters", "editor", "segment", "join", "describe", "mentions", "repairs", "documents", "edits", "lines",
    "quotations", "accounting", "attention", "parallels", "relations",
}  # fmt: skip
IMPURE = {"os", "pathlib", "time", "random", "socket", "subprocess", "urllib", "shutil", "tempfile"}


def part(path: Path) -> str:
    return path.relative_to(ROOT / "generator").parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """What a file imports: parts of the generator as `generator.x`, other packages by their first name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names = [f"{module}.{alias.name}" for alias in node.names] if module == "generator" else [module]
        else:
            continue
        yield from (".".join(name.split(".")[: 2 if name.startswith("generator.") else 1]) for name in names)


# What a new archive begins with is no part of the generator, though it comes with it.
MODULES = sorted(path for path in (ROOT / "generator").rglob("*.py") if part(path) != "starter")
GRAPH = {(part(path), name) for path in MODULES for name in imports(path)}
INSIDE = {(one, name.removeprefix("generator.")) for one, name in GRAPH if name.startswith("generator.")}


def test_stages_do_not_import_each_other() -> None:
    assert sorted((one, other) for one, other in INSIDE if one != other and {one, other} <= STAGES - {"output"}) == []


def test_repairs_import_no_stage() -> None:
    assert sorted(other for one, other in INSIDE if one == "repairs" and other in STAGES | ENDS) == []


def test_the_types_import_nothing() -> None:
    assert sorted(other for one, other in INSIDE if one == "model") == []


def test_only_the_command_line_imports_the_pipeline() -> None:
    assert sorted(one for one, other in INSIDE if other == "build") == ["preview", "report", "verbs"]
    assert sorted(one for one, other in INSIDE if other in ENDS - {"build"}) == ["cli"]


def test_before_the_disk_a_text_is_only_a_value() -> None:
    assert sorted((one, name) for one, name in GRAPH if one in PURE and name in IMPURE) == []
    clock = re.compile(r"\b(?:date|datetime)\.(?:now|today|utcnow)\(|\bopen\(|\.read_text\(")
    asking = [path.name for path in MODULES if part(path) in PURE and clock.search(path.read_text("utf-8"))]
    assert asking == []


# -- what is documented ---------------------------------------------------------------------------------------------


def verbs() -> dict[str, argparse.ArgumentParser]:
    for action in _parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("the command has no verbs")


def documentation() -> str:
    pages = [ROOT / "README.md", *sorted((ROOT / "site_src" / "about").rglob("*.md"))]
    return "\n".join(page.read_text("utf-8") for page in pages)


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_and_option_is_documented(verb: str) -> None:
    text, parser = documentation(), verbs()[verb]
    assert f"archive {verb}" in text
    for action in parser._actions:
        assert action.help, f"{verb} {action.dest} has no help"
        options = [name for name in action.option_strings if name not in ("-h", "--help")]
        assert [name for name in options if name not in text] == []


def package(entry: str) -> str:
    return re.split(r"[<>=!~ \[;]", entry)[0].lower().replace("_", "-")


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = [package(entry) for entry in wanted]
    reasons = (ROOT / "site_src" / "about" / "decisions" / "0002-dependencies.md").read_text("utf-8")
    assert [name for name in names if not re.search(rf"^\|[^|]*\b{re.escape(name)}\b", reasons, re.M | re.I)] == []
    for group in (project["dependencies"], project["optional-dependencies"]["dev"]):
        assert [package(entry) for entry in group] == sorted(map(package, group))


# -- what no file may name ------------------------------------------------------------------------------------------


def tracked() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


# Written in pieces, so that this file does not name them either.
PACKAGE_HOSTS = ("pypi" + ".org", "python" + "hosted.org", "registry.npm" + "js", "deb." + "debian.org")
MACHINE_PATHS = ("/" + "work/", "/" + "root/", "/" + "opt/wheels", "/" + "tmp/")


def test_no_file_names_a_package_host_or_a_place_on_somebodys_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in tracked()
        for name in (*PACKAGE_HOSTS, *MACHINE_PATHS)
        if path.parent != ROOT / "seeds" and name in path.read_bytes().decode("utf-8", "replace")
    ]
    assert found == []


LOCKS = ("requirements.lock", "tests/labelled/requirements.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_names_no_host_and_hashes_everything(lock: str) -> None:
    text = (ROOT / lock).read_text("utf-8")
    assert not re.search(r"https?:|file://|--(?!hash=)", text)
    packages = re.split(r"\n(?=\w)", text)
    for package in packages:
        assert re.match(r"[\w.-]+==[^\n]+ \\\n +--hash=sha256:[0-9a-f]{64}", package), package[:80]
    assert lock != LOCKS[0] or any(package.startswith("setuptools==") for package in packages)


def test_the_lock_covers_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    text = (ROOT / "requirements.lock").read_text("utf-8")
    names = [package(entry) for entry in wanted]
    assert [name for name in names if not re.search(rf"^{re.escape(name)}==", text, re.M)] == []


def test_generated_files_are_not_tracked() -> None:
    listed = ROOT / "site_src" / ".generated"
    if not listed.is_file():
        pytest.skip("nothing generated yet")
    names = {f"site_src/{name}" for name in listed.read_text("utf-8").splitlines() if not name.startswith("#")}
    shown = {path.relative_to(ROOT).as_posix() for path in tracked()}
    assert sorted(names & shown)[:5] == []
    assert "site_src/.generated" not in shown
