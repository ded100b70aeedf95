"""The workflows: their form and safety, as linters see it, and their very steps, run here as a runner would."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
TOOLS = Path(sys.executable).parent
OURS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
BEGUN = sorted((ROOT / "generator" / "starter").rglob("workflows/*.yml"))  # what `archive init` gives
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def read(path: Path) -> Any:
    """As GitHub reads it: `on` is a word, not a yes."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def jobs(path: Path) -> dict[str, Any]:
    return dict(read(path)["jobs"])


# -- form and safety ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "linter",
    [("jactionlint", "--shellcheck=", "--strict-exit"), ("zizmor", "--offline", "--quiet", "--persona=pedantic")],
)
def test_linters_find_nothing(linter: tuple[str, ...]) -> None:
    tool = TOOLS / linter[0]
    if not tool.exists():
        pytest.fail(f"{linter[0]} is not installed: run make setup", pytrace=False)
    done = subprocess.run([tool, *linter[1:], *OURS], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", [*OURS, *BEGUN], ids=lambda path: f"{path.parts[-4]}/{path.name}")
def test_actions_are_pinned_and_permissions_the_least(path: Path) -> None:
    text, whole = path.read_text("utf-8"), read(path)
    pins = re.findall(r"uses: *(\S+)(.*)", text)
    assert pins
    for action, remark in pins:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", remark), action + remark
    assert "pull_request_target" not in whole["on"]
    assert whole["permissions"] in ({}, "", {"contents": "read"})
    for name, job in whole["jobs"].items():
        assert int(job["timeout-minutes"]) <= 60
        writes = {what for what, how in job.get("permissions", {}).items() if how == "write"}
        assert writes <= (
            {"pages", "id-token"} if "environment" in job else {"contents"} if name == "publish" else set()
        )
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")  # whatever a stranger may write stays out of a shell
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


def test_one_commit_stands_for_one_version() -> None:
    pins = {pin for path in OURS for pin in re.findall(r"uses: *([^@\s]+)@(\w+) # (\S+)", path.read_text("utf-8"))}
    assert len({name for name, _, _ in pins}) == len(pins)


def test_only_a_pull_request_is_reported_on_and_only_the_default_branch_published() -> None:
    build = jobs(ROOT / ".github" / "workflows" / "build.yml")
    assert build["report"]["if"] == "github.event_name == 'pull_request'"
    for part in ("vars.PUBLISH == 'true'", "github.event.repository.default_branch", "!= 'pull_request'"):
        assert part in build["deploy"]["if"]
    assert build["deploy"]["needs"] == ["test", "site"]
    assert build["deploy"]["environment"]["name"] == "github-pages"


def test_a_change_of_anything_the_site_is_made_of_builds_it() -> None:
    paths = read(ROOT / ".github" / "workflows" / "build.yml")["on"]["push"]["paths"]
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    if not listed:
        pytest.skip("not a git checkout")
    tops = {name.split("/")[0] for name in listed} - {
        ".github",
        ".ci",
        ".gitignore",
        ".gitattributes",
        ".pre-commit-config.yaml",
    }
    words = {"README.md", "CHANGELOG.md", "LICENSE"}
    assert {path.split("/")[0] for path in paths} >= tops - words


# -- the very steps -------------------------------------------------------------------------------------------------

# Steps that are not run here, by name, and why.
LEFT_OUT = {
    "Chinese type": "installs packages of the runner's system",
    "lint, types, tests": "this test is one of them",
    "slow tests": "this test is one of them",
}
GH = """#!/bin/sh
printf '%s\\n' "$@" > "$GH_TOLD"
for file; do case $file in dist/*) test -s "$file" || exit 1;; esac; done
"""


@dataclass(frozen=True)
class Runner:
    """A machine with nothing on it but a checkout, the tools of .venv, and a `gh` that notes what it is asked."""

    root: Path
    store: Path
    summary: Path
    environment: dict[str, str]

    def run(self, job: dict[str, Any]) -> Iterator[str]:
        for step in job["steps"]:
            name = step.get("name", "")
            if "uses" in step:
                self.use(step)
            elif name not in LEFT_OUT:
                done = subprocess.run(
                    ["bash", "-e", "-c", step["run"]],  # as a runner does, without pipefail
                    cwd=self.root,
                    env={**self.environment, **dict.fromkeys(step.get("env", {}), "stands-in")},
                    capture_output=True,
                    text=True,
                )
                assert done.returncode == 0, f"{name}\n{done.stdout}\n{done.stderr}"
                yield name

    def use(self, step: dict[str, Any]) -> None:
        """Artifacts go to a folder and come from it; what sets the runner up is done already."""
        action, told = step["uses"].split("@")[0], step.get("with", {})
        if action == "actions/upload-artifact":
            shutil.copytree(self.root / told["path"], self.store / told["name"])
        elif action == "actions/download-artifact":
            shutil.copytree(self.store / told["name"], self.root / told["path"], dirs_exist_ok=True)
        else:
            known = ("checkout", "setup-python", "upload-pages-artifact", "deploy-pages")
            assert action.removeprefix("actions/") in known


def git(root: Path, *words: str) -> None:
    identity = (
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "tag.gpgsign=false",
    )
    subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)


def checkout(root: Path) -> None:
    """What is in the repository, or would be with the next commit; and a .venv that is ready, as after `make setup`."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in (name for name in listed.split("\0") if name and (ROOT / name).is_file()):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    (root / ".venv").mkdir()
    for path in TOOLS.parent.iterdir():
        if path.name != ".ready":
            (root / ".venv" / path.name).symlink_to(path)
    (root / ".venv" / ".ready").touch()
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "before")


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    checkout(tmp_path / "checkout")
    (tmp_path / "bin").mkdir()
    gh = tmp_path / "bin" / "gh"
    gh.write_text(GH)
    gh.chmod(0o755)
    environment = {
        **os.environ,
        "CI": "true",
        "PATH": f"{gh.parent}:{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "GITHUB_REF_NAME": "v2026.2",
        "GH_TOLD": str(tmp_path / "told"),
    }
    return Runner(tmp_path / "checkout", tmp_path / "store", tmp_path / "summary.md", environment)


def changed(root: Path) -> None:
    new = "王小明在试验会议上的讲话\n\n（2020年5月4日，北京）\n\n　　各位同事：\n　　今天天气很好，我们去了公园。\n"
    (root / "seeds" / "900_new.txt").write_text(new, "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "a new seed")


@pytest.mark.slow
def test_a_pull_request_is_built_and_reported_on(runner: Runner) -> None:
    build = jobs(ROOT / ".github" / "workflows" / "build.yml")
    changed(runner.root)
    assert list(runner.run(build["site"])) == ["site and bundle", "every character accounted for"]
    assert list(runner.run(build["report"])) == ["setup", "report"]
    assert (runner.store / "preview" / "documents" / "900-1.html").is_file()
    assert (runner.store / "bundle" / "annotated-archive.zip.sha256").is_file()
    told = runner.summary.read_text("utf-8")
    for part in ("新增 1 篇，改动 0 篇，消失 0 篇", "1 added", "`900-1`", "王小明"):
        assert part in told


@pytest.mark.slow
def test_a_report_of_what_is_at_risk_is_shown_and_fails(runner: Runner) -> None:
    (runner.root / "seeds" / "900_bad.txt").write_bytes(b"\xff")
    git(runner.root, "add", "-A")
    git(runner.root, "commit", "-qm", "bad")
    report = jobs(ROOT / ".github" / "workflows" / "build.yml")["report"]
    with pytest.raises(AssertionError, match=r"900_bad\.txt, line 1"):
        list(runner.run(report))
    assert "900_bad.txt, line 1" in runner.summary.read_text("utf-8")


@pytest.mark.slow
def test_a_tag_is_released(runner: Runner) -> None:
    """The flow of CONTRIBUTING.md: release, commit, tag; then what the workflow does with the tag."""
    release = jobs(ROOT / ".github" / "workflows" / "release.yml")
    git(runner.root, "tag", "v2026.1")
    changed(runner.root)
    with pytest.raises(AssertionError, match="the tag stands before archive release"):
        list(runner.run(release["bundle"]))
    subprocess.run([TOOLS / "archive", "release"], cwd=runner.root, check=True, capture_output=True)
    git(runner.root, "add", "seeds/identifiers.tsv")
    git(runner.root, "commit", "-qm", "release")
    git(runner.root, "tag", "v2026.2")
    assert "what changed since the release before" in list(runner.run(release["bundle"]))
    shutil.rmtree(runner.root / "dist")
    assert list(runner.run(release["publish"])) == ["the bundle is what its digest says", "release"]
    told = Path(runner.environment["GH_TOLD"]).read_text("utf-8").splitlines()
    assert told[:4] == ["release", "create", "v2026.2", "--verify-tag"]
    assert told[-3:] == [
        f"dist/{name}" for name in ("annotated-archive.zip", "annotated-archive.zip.sha256", "report.md")
    ]
    assert "`900-1`" in (runner.root / "notes.md").read_text("utf-8")


def test_every_step_left_out_exists() -> None:
    names = {step.get("name") for path in OURS for job in jobs(path).values() for step in job["steps"] if "run" in step}
    assert set(LEFT_OUT) <= names
    assert None not in names


# -- forms, and what runs before a commit ---------------------------------------------------------------------------

FIELDS = {"document", "place", "quotation", "correction", "evidence", "release"}  # as assets/report.js fills them in


def test_forms_have_the_fields_that_the_site_fills_in() -> None:
    forms = {path.name: read(path) for path in FORMS if path.name != "config.yml"}
    assert set(forms) == {"correction.yml", "new-seed.yml"}
    ids = {name: [part["id"] for part in form["body"] if part["type"] != "markdown"] for name, form in forms.items()}
    assert set(ids["correction.yml"]) == FIELDS
    script = (ROOT / "site_src" / "assets" / "report.js").read_text("utf-8")
    sent = set(re.findall(r"^ +(\w+): ", script.partition("function facts")[2].partition("}")[0], re.M))
    assert {"document", "place", "quotation", "release"} <= sent <= FIELDS
    assert 'set("template", "correction.yml")' in script
    for form in forms.values():
        assert all(part["attributes"]["label"] for part in form["body"] if part["type"] != "markdown")
        assert len(ids) == len(set(ids))


def hooks() -> list[dict[str, Any]]:
    [repository] = read(ROOT / ".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"  # nothing is fetched: the tools are those of the lock
    return list(repository["hooks"])


def test_hooks_use_the_tools_that_are_there() -> None:
    for hook in hooks():
        assert hook["language"] == "system"
        tool = hook["entry"].split()[0]
        assert tool == "bash" or (tool.startswith(".venv/bin/") and (TOOLS / Path(tool).name).exists()), tool


@pytest.mark.slow
def test_hooks_write_nothing_into_seeds_and_refuse_an_edited_witness(runner: Runner) -> None:
    root = runner.root
    for path in (root / "seeds").rglob("*"):  # what a careless tool would tidy
        if path.suffix in (".txt", ".py"):
            path.write_bytes(path.read_bytes() + b" \t\r\n\n")
    (root / "seeds" / "careless.py").write_text("import os,sys\nx=1 ;")
    before = {path: path.read_bytes() for path in (root / "seeds").rglob("*") if path.is_file()}
    git(root, "add", "-A")
    names = [str(path.relative_to(root)) for path in before]
    answers = {}
    for hook in hooks():
        files = [] if hook.get("pass_filenames") == "false" else names
        command = ["bash", "-c", f'{hook["entry"]} "$@"', "hook", *files]
        answers[hook["id"]] = subprocess.run(command, cwd=root, capture_output=True, text=True).returncode
    assert answers["witnesses-unchanged"] == 1
    assert {path: path.read_bytes() for path in (root / "seeds").rglob("*") if path.is_file()} == before
    git(root, "reset", "-q", "--hard")
    hook = next(hook for hook in hooks() if hook["id"] == "witnesses-unchanged")
    assert subprocess.run(["bash", "-c", hook["entry"]], cwd=root).returncode == 0
