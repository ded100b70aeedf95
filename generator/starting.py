"""Begin an archive: a folder with an example that explains itself, ready to build. The files are in `starter/`.

`common/` holds what every archive begins with, the other folders what is said in one language. A name that begins with
`dot-` loses it for a dot (git would obey the files where they are), and `{{…}}` in a file stands for a word of
`words.json` or one of those below.
"""

from __future__ import annotations

import importlib.metadata
import json
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.output import clear_errors
from generator.shipped import is_checkout

STARTER = Path(__file__).parent / "starter"
LANGUAGES = ("zh", "en")
NAME = "annotated-archive"
_SLOT = re.compile(r"\{\{(\w+)\}\}")
_MAY_BE_THERE = {".git"}  # a repository that was made, or cloned, before the archive
_NO_GENERATOR = "# (Not known: the generator that began this archive was not installed from a repository.)"


class StartError(ValueError):
    """An archive that cannot be begun. The message names the remedy."""


def start(folder: Path, title: str | None, language: str) -> list[str]:
    """Write a new archive to `folder`, whole or not at all; its files by name. Raises StartError where it may not."""
    folder = folder.resolve()
    _check_free(folder)
    files = starter(_title(folder.name if title is None else title), language)
    with clear_errors(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", suffix=".tmp", dir=folder.parent))
        try:
            draft.chmod(0o755)  # mkdtemp makes it private
            for name, text in files.items():
                (draft / name).parent.mkdir(parents=True, exist_ok=True)
                (draft / name).write_bytes(text.encode())
            _move(draft, folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return sorted(files)


def _check_free(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise StartError(f"{folder}: a file is there; name another folder")
    found = sorted(path.name for path in folder.iterdir() if path.name not in _MAY_BE_THERE) if folder.exists() else []
    if found:
        raise StartError(f"{folder}: not empty ({', '.join(found[:3])} …); name a new or an empty folder")


def _title(given: str) -> str:
    title = " ".join(given.split())
    if not title or not title.isprintable():
        raise StartError(f"{given!r}: no title; write one line of text after --title")
    return title


def _move(draft: Path, folder: Path) -> None:
    """Put a finished draft in its place: a new folder in one step, one that is there (and stood in) file by file."""
    if not folder.exists():
        draft.rename(folder)
        return
    moved: list[Path] = []
    try:
        for path in sorted(draft.iterdir()):
            moved.append(path.rename(folder / path.name))
    except OSError:
        for path in moved:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise


# -- the files ------------------------------------------------------------------------------------------------------


def starter(title: str, language: str) -> dict[str, str]:
    """The files of a new archive, by path."""
    words = {**_words(language), **_facts(title, language)}
    return {
        _target(path.relative_to(folder)): _filled(path.read_text(encoding="utf-8"), words)
        for folder in (STARTER / "common", STARTER / language)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    }


def _target(path: Path) -> str:
    return "/".join(re.sub("^dot-", ".", part) for part in path.parts)


def _filled(text: str, words: Mapping[str, str]) -> str:
    """`text` with its slots filled: in YAML a word that is a value stands there in JSON notation, which YAML reads."""
    return _SLOT.sub(lambda slot: words[slot[1]], text)


def _words(language: str) -> dict[str, str]:
    """The words of a language: as they are in comments, in JSON notation where they are values of `mkdocs.yml`."""
    words: Mapping[str, Mapping[str, str]] = json.loads((STARTER / "words.json").read_text(encoding="utf-8"))[language]
    said = {key: json.dumps(word, ensure_ascii=False) for key, word in words["values"].items()}
    return {**said, **words["comments"]}


def _facts(title: str, language: str) -> dict[str, str]:
    return {
        "language": language,
        "title": json.dumps(title, ensure_ascii=False),
        "title_text": title,
        "seal": json.dumps(next((char for char in title if char.isalnum()), "·"), ensure_ascii=False),
        "generator": requirement() or _NO_GENERATOR,
        "dependencies": "\n".join(_dependencies()),
    }


# -- later ----------------------------------------------------------------------------------------------------------

_LISTS = ("plugins", "markdown_extensions", "extra_css", "extra_javascript")


def lacking(root: Path) -> list[str]:
    """What the settings of an archive that was begun here lack, since the generator has grown: one line each."""
    if not (root / "hooks.py").is_file() or is_checkout(root):
        return []
    from mkdocs.utils.yaml import yaml_load  # knows the tags that such a file may have; wanted by no other command

    has, needs = yaml_load((root / "mkdocs.yml").read_text("utf-8")), yaml_load(starter("x", "zh")["mkdocs.yml"])
    return [
        f"mkdocs.yml: `{key}` lacks {_shown(entry)}, which this version of the generator needs; add it"
        for key in _LISTS
        for entry in needs.get(key) or ()
        if _shown(entry) not in map(_shown, has.get(key) or ())
    ]


def _shown(entry: Any) -> str:
    """An entry of a list of settings by what names it: `path: x`, or the key of its options, or itself."""
    return str(entry.get("path") or next(iter(entry))) if isinstance(entry, dict) else str(entry)


# -- which generator ------------------------------------------------------------------------------------------------


def requirement() -> str | None:
    """What pip is to be told so that it installs the generator that is running; None where only this machine has it."""
    installed = importlib.metadata.distribution(NAME)
    return required(installed.version, installed.read_text("direct_url.json"))


def required(version: str, origin: str | None) -> str | None:
    """That requirement, from what pip wrote down of its origin (PEP 610).

    >>> required("1.0", None)
    'annotated-archive==1.0'
    >>> required("1.0", '{"url": "https://example.org/a.git", "vcs_info": {"vcs": "git", "commit_id": "1a2b"}}')
    'annotated-archive @ git+https://example.org/a.git@1a2b'
    >>> required("1.0", '{"url": "file:///home/me/a-1.0-py3-none-any.whl", "archive_info": {}}')
    """
    if origin is None:
        return f"{NAME}=={version}"
    told = json.loads(origin)
    if "vcs_info" in told and not told["url"].startswith("file:"):
        return f"{NAME} @ {told['vcs_info']['vcs']}+{told['url']}@{told['vcs_info']['commit_id']}"
    return None


def _dependencies() -> Iterator[str]:
    """What the generator stands on, at the versions that are installed."""
    for entry in sorted(importlib.metadata.requires(NAME) or ()):
        if "extra ==" not in entry and (name := re.match(r"[\w.-]+", entry)):
            yield f"{name[0]}=={importlib.metadata.version(name[0])}"
