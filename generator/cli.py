"""The command line: thin verbs over the pipeline."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from generator import accounting, build, plain
from generator.bundle import bundle
from generator.documents import Cleaned
from generator.model import Authority
from generator.output import write
from generator.records import apparatus_records, document_record, jsonl
from generator.repairs import RULES
from generator.seeds import SeedError, find_seeds

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]

FINE, PROBLEM, USAGE = 0, 1, 2

_EPILOG = """\
An archive is a folder with seeds/ (the texts, never changed) and mkdocs.yml; commands find it from any folder inside.
Exit codes: 0 all is well, 1 the archive has a problem, 2 the command or its input is wrong.

  archive clean page.txt           what the cleaner makes of any text, without an archive
  archive build                    seeds/ to site/, then open site/index.html
  archive explain 003 | less       every change made to one seed, with its reason
"""


class UsageError(ValueError):
    """The command was given something it cannot work on."""


def main(argv: list[str] | None = None) -> int:
    options = _parser().parse_args(argv)
    try:
        _speak_utf8()
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader had enough, as in `archive explain 003 | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        _complain("stopped")
        return 130
    except Exception as error:
        if options.debug:
            traceback.print_exc()
        _complain(_message(error))
        return USAGE if isinstance(error, UsageError) else PROBLEM
    return code


def _speak_utf8() -> None:
    """The same bytes whatever the locale: UTF-8, lines ended by LF."""
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        with contextlib.suppress(AttributeError):  # a test may have put something else there
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")  # type: ignore[union-attr]


def _message(error: Exception) -> str:
    """One clear line; errors that the generator does not raise on purpose say that they are its fault."""
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror or error}"
    ours = type(error).__module__.startswith("generator.")
    text = str(error) or type(error).__name__
    return text if ours else f"a bug in the generator ({type(error).__name__}: {text}); --debug shows where"


def _complain(message: str) -> None:
    print(f"archive: {message}", file=sys.stderr)


def _progress() -> build.Say:
    """Says where a long run is: at once to a person at a terminal, to others only when it takes long."""
    started = time.monotonic()

    def say(text: str) -> None:
        if sys.stderr.isatty() or time.monotonic() - started > 5:
            print(text, file=sys.stderr, flush=True)

    return say


# -- where we are ---------------------------------------------------------------------------------------------------


def find_root(start: Path) -> Path | None:
    """The archive that `start` stands in."""
    for folder in (start, *start.parents):
        if (folder / "seeds").is_dir() and any((folder / name).is_file() for name in ("mkdocs.yml", "pyproject.toml")):
            return folder
    return None


def _root(options: argparse.Namespace) -> Path:
    start = Path(options.root or ".").resolve()
    root = find_root(start)
    if root is None or (options.root and root != start):
        raise UsageError(f"{start}: no archive here (a folder with seeds/ and mkdocs.yml); go there or use --root DIR")
    return root


def _authorities(options: argparse.Namespace) -> tuple[Authority, ...]:
    if options.authorities:
        folder = Path(options.authorities)
        if not folder.is_dir():
            raise UsageError(f"{folder}: no such folder of authorities")
        return build.load(folder)
    root = find_root(Path.cwd())
    return build.load(root / "seeds" / "authorities") if root else ()


def _seed(options: argparse.Namespace) -> Path:
    """The seed that a path, a file name, a stem or a short name means."""
    given: str = options.seed
    if Path(given).is_file() or Path(given).is_symlink():
        return Path(given)
    names = build.named(find_seeds([_root(options) / "seeds"]))
    for path, short in names.items():
        if given in (path.name, path.stem, short):
            return path
    known = ", ".join(list(names.values())[:20])
    raise UsageError(f"{given}: no such file, and no seed of this name; seeds here: {known or 'none'}")


def _cleaned(options: argparse.Namespace) -> Cleaned:
    for result in build.clean_paths([_seed(options)], _progress()):
        if isinstance(result, Cleaned):
            return result
        if options.debug:
            print(result.trace, file=sys.stderr)
        raise SeedError(result.message)
    raise AssertionError("one path gives one result")


# -- verbs ----------------------------------------------------------------------------------------------------------


def _build(options: argparse.Namespace) -> int:
    root, say = _root(options), _progress()
    archive, changes = build.write_pages(root, say) if options.no_site else build.build_site(root, say)
    for warning in build.warnings(archive):
        _complain(f"warning: {warning}")
    if changes.written or changes.removed or not options.no_site:
        print(
            f"{len(archive.documents):,} documents from {len(archive.cleaned):,} seeds; "
            f"{len(changes.written):,} files written, {len(changes.removed):,} removed"
        )
    if not options.no_site:
        print(f"Open {_near(root / 'site' / 'index.html')}")
    return FINE


def _near(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _clean(options: argparse.Namespace) -> int:
    authorities = _authorities(options)
    found = list(build.clean_paths(_texts(options.path), _progress()))
    cleaned = build.mentioned([one for one in found if isinstance(one, Cleaned)], authorities)
    for one in cleaned:
        if not one.documents:
            _complain(f"warning: {one.seed.name}: no text to read in it")
    documents = [document for one in cleaned for document in one.documents]
    if options.format == "jsonl":
        sys.stdout.write(jsonl(document_record(document) for document in documents))
    else:
        sys.stdout.write(plain.BETWEEN.join(plain.reading_text(document) for document in documents))
    return _report_unread(found, options)


def _texts(given: list[str]) -> list[Path]:
    try:
        paths = find_seeds([Path(path) for path in given])
    except SeedError as error:
        raise UsageError(str(error)) from error
    if not paths:
        raise UsageError(f"{', '.join(given)}: no texts there (files named *.txt)")
    return paths


def _report_unread(found: Iterable[Cleaned | build.Unread], options: argparse.Namespace) -> int:
    code = FINE
    for one in found:
        if isinstance(one, build.Unread):
            _complain(one.message + (f"\n{one.trace}" if options.debug else ""))
            code = PROBLEM
    return code


def _explain(options: argparse.Namespace) -> int:
    cleaned = _cleaned(options)
    records = apparatus_records(cleaned)
    sys.stdout.write(jsonl(records) if options.format == "jsonl" else plain.explanation(cleaned, RULES))
    return FINE


def _restore(options: argparse.Namespace) -> int:
    cleaned = _cleaned(options)
    data = cleaned.apparatus.restore(cleaned.apparatus.text).encode()
    if options.output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    elif Path(options.output).exists() and Path(options.output).samefile(_seed(options)):
        raise UsageError(f"{options.output}: the witness itself; restore it to another file and compare")
    else:
        write(Path(options.output), data)
    return FINE


def _check(options: argparse.Namespace) -> int:
    root = _root(options)
    authorities = build.load(root / "seeds" / "authorities")
    found = list(build.clean_paths(build.seeds_of(root), _progress()))
    cleaned = build.mentioned([one for one in found if isinstance(one, Cleaned)], authorities)
    unread = [one.message for one in found if isinstance(one, build.Unread)]
    problems = unread + accounting.problems_of_all(cleaned)
    sys.stdout.write(accounting.summary(cleaned))
    print(f"{len(authorities):,} authority records")
    print(f"{len(problems):,} problems" if problems else "everything accounted for, every seed restored byte for byte")
    for problem in problems:
        _complain(problem)
    return PROBLEM if problems else FINE


def _bundle(options: argparse.Namespace) -> int:
    root = _root(options)
    made = bundle(root / "site", root / "dist")
    print(f"{_near(made)} ({made.stat().st_size / 1024**2:.1f} MiB); unpack it and open index.html")
    return FINE


def _serve(options: argparse.Namespace) -> int:
    root = _root(options)
    os.chdir(root)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    # Run in this process's place, so that a signal to stop reaches MkDocs. `--livereload` says what is the default:
    # with some versions of click MkDocs loses it.
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", options.address]
    sys.stdout.flush()
    os.execv(sys.executable, command)


# -- options --------------------------------------------------------------------------------------------------------


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="archive",
        description="Messy scraped documents in, a citable, searchable static archive out.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {version('annotated-archive')}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="COMMAND", title="commands")
    for add in (_add_build, _add_clean, _add_explain, _add_restore, _add_check, _add_bundle, _add_serve):
        verb = add(verbs)
        verb.add_argument("--debug", action="store_true", help="show where in the code an error comes from")
    return parser


def _verb(verbs: Verbs, name: str, run: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
    parser = verbs.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
    parser.set_defaults(run=run)
    return parser


def _add_root(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--root", metavar="DIR", help="the archive's folder (default: the archive you stand in)")
    return parser


def _add_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=("text", "jsonl"), default="text", help="for a person, or one JSON object a line"
    )


def _add_build(verbs: Verbs) -> argparse.ArgumentParser:
    parser = _add_root(_verb(verbs, "build", _build, "make the site: seeds/ to site/index.html"))
    parser.add_argument(
        "--no-site", action="store_true", help="write the pages in site_src/ and stop there (for MkDocs to take over)"
    )
    return parser


def _add_clean(verbs: Verbs) -> argparse.ArgumentParser:
    parser = _verb(verbs, "clean", _clean, "clean raw texts and print the documents in them; writes nothing")
    parser.add_argument("path", nargs="+", metavar="PATH", help="a raw text, or a folder of *.txt, anywhere")
    _add_format(parser)
    parser.add_argument(
        "--authorities",
        metavar="DIR",
        help="where the authority records are (default: seeds/authorities of the archive you stand in, else none)",
    )
    return parser


def _add_explain(verbs: Verbs) -> argparse.ArgumentParser:
    parser = _add_root(
        _verb(verbs, "explain", _explain, "every change made to one seed: line, rule, before, after, why")
    )
    parser.add_argument("seed", metavar="SEED", help="a path, a file name in seeds/, or a short name such as 003")
    _add_format(parser)
    return parser


def _add_restore(verbs: Verbs) -> argparse.ArgumentParser:
    about = "rebuild a seed's exact bytes from its clean text and its apparatus"
    parser = _add_root(_verb(verbs, "restore", _restore, about))
    parser.add_argument("seed", metavar="SEED", help="a path, a file name in seeds/, or a short name such as 003")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to (default: standard output)")
    return parser


def _add_check(verbs: Verbs) -> argparse.ArgumentParser:
    about = "account for every character of every seed and restore each; exit 1 when something is unexplained"
    return _add_root(_verb(verbs, "check", _check, about))


def _add_bundle(verbs: Verbs) -> argparse.ArgumentParser:
    return _add_root(
        _verb(verbs, "bundle", _bundle, "pack site/ into dist/annotated-archive.zip, to keep and open offline")
    )


def _add_serve(verbs: Verbs) -> argparse.ArgumentParser:
    about = "show the site while you work: a changed seed, sidecar or authority shows at once"
    parser = _add_root(_verb(verbs, "serve", _serve, about))
    parser.add_argument("--address", metavar="HOST:PORT", default="127.0.0.1:8000", help="default: %(default)s")
    return parser


if __name__ == "__main__":
    sys.exit(main())
