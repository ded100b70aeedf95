"""The command line: what can be asked, and how errors are told. What is done is in `verbs`."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import traceback
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]

_EPILOG = """\
An archive is a folder with seeds/ (the texts, never changed) and mkdocs.yml; commands find it from any folder inside.
Exit codes: 0 all is well, 1 the archive has a problem, 2 the command or its input is wrong.

  archive clean page.txt           what the cleaner makes of any text, without an archive
  archive build                    seeds/ to site/, then open site/index.html
  archive explain 003 | less       every change made to one seed, with its reason
"""


def main(argv: list[str] | None = None) -> int:
    options = _parser().parse_args(argv)
    try:
        _speak_utf8()
        return _run(options)
    except BrokenPipeError:  # the reader had enough, as in `archive explain 003 | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _fail("stopped", 130)


def _run(options: argparse.Namespace) -> int:
    from generator import verbs  # only now: help and wrong usage need not wait for dictionaries to load

    try:
        code: int = getattr(verbs, f"run_{options.verb}")(options)
        sys.stdout.flush()
        return code
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:
        if options.debug:
            traceback.print_exc()
        return _fail(_message(error), 2 if isinstance(error, verbs.UsageError) else verbs.PROBLEM)


def _fail(message: str, code: int) -> int:
    print(f"archive: {message}", file=sys.stderr)
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
    for add in (
        _add_init,
        _add_build,
        _add_add,
        _add_clean,
        _add_explain,
        _add_restore,
        _add_check,
        _add_suggest,
        _add_report,
        _add_release,
        _add_bundle,
        _add_serve,
    ):
        verb = add(verbs)
        verb.add_argument("--debug", action="store_true", help="show where in the code an error comes from")
    return parser


def _verb(verbs: Verbs, name: str, about: str) -> argparse.ArgumentParser:
    return verbs.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")


def _add_root(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--root", metavar="DIR", help="the archive's folder (default: the archive you stand in)")
    return parser


def _add_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=("text", "jsonl"), default="text", help="for a person, or one JSON object a line"
    )


def _add_init(verbs: Verbs) -> argparse.ArgumentParser:
    parser = _verb(verbs, "init", "begin an archive of your own: a folder with an example, ready to build")
    parser.add_argument("folder", metavar="FOLDER", help="a new folder, or an empty one")
    parser.add_argument("--title", metavar="TEXT", help="the name of the archive (default: that of the folder)")
    about = "of the menu and of what is begun; default: %(default)s"
    parser.add_argument("--language", choices=("zh", "en"), default="zh", help=about)
    return parser


def _add_build(verbs: Verbs) -> argparse.ArgumentParser:
    parser = _add_root(_verb(verbs, "build", "make the site: seeds/ to site/index.html"))
    parser.add_argument(
        "--no-site", action="store_true", help="write the pages in site_src/ and stop there (for MkDocs to take over)"
    )
    return parser


def _add_add(verbs: Verbs) -> argparse.ArgumentParser:
    about = "take a text into seeds/, and begin the editor's file beside it; overwrites nothing"
    parser = _add_root(_verb(verbs, "add", about))
    parser.add_argument("file", metavar="FILE", help="a plain text; its name becomes that of the seed")
    parser.add_argument("--encoding", metavar="NAME", help="what it is in, if not UTF-8 (gbk, big5 …): converted once")
    return parser


def _add_suggest(verbs: Verbs) -> argparse.ArgumentParser:
    about = "propose authority records for names that the texts mark as such, most used first, ready to paste"
    return _add_root(_verb(verbs, "suggest", about))


def _add_clean(verbs: Verbs) -> argparse.ArgumentParser:
    parser = _verb(verbs, "clean", "clean raw texts and print the documents in them; writes nothing")
    parser.add_argument("path", nargs="+", metavar="PATH", help="a raw text, or a folder of *.txt, anywhere")
    _add_format(parser)
    parser.add_argument(
        "--authorities",
        metavar="DIR",
        help="where the authority records are (default: seeds/authorities of the archive you stand in, else none)",
    )
    return parser


def _add_explain(verbs: Verbs) -> argparse.ArgumentParser:
    parser = _add_root(_verb(verbs, "explain", "every change made to one seed: line, rule, before, after, why"))
    parser.add_argument("seed", metavar="SEED", help="a path, a file name in seeds/, or a short name such as 003")
    _add_format(parser)
    return parser


def _add_restore(verbs: Verbs) -> argparse.ArgumentParser:
    about = "rebuild a seed's exact bytes from its clean text and its apparatus"
    parser = _add_root(_verb(verbs, "restore", about))
    parser.add_argument("seed", metavar="SEED", help="a path, a file name in seeds/, or a short name such as 003")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to (default: standard output)")
    return parser


def _add_check(verbs: Verbs) -> argparse.ArgumentParser:
    about = "account for every character, restore every seed, list doubts; exit 1 when something is unexplained"
    return _add_root(_verb(verbs, "check", about))


def _add_report(verbs: Verbs) -> argparse.ArgumentParser:
    about = "what changed since an earlier version, in Chinese and English (Markdown); exit 1 when something is at risk"
    parser = _add_root(_verb(verbs, "report", about))
    parser.add_argument(
        "base", metavar="BASE", help="a revision of the repository, or a folder with an earlier version"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="where to (default: standard output)")
    return parser


def _add_release(verbs: Verbs) -> argparse.ArgumentParser:
    about = "give every document its permanent id, and forward those that moved; without it nothing in seeds/ changes"
    parser = _add_root(_verb(verbs, "release", about))
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and write nothing")
    parser.add_argument(
        "--withdraw", nargs="+", default=[], metavar="ID", help="ids, or names of seeds, that are taken out for good"
    )
    parser.add_argument("--reason", metavar="TEXT", default="", help="why they are withdrawn; readers see it")
    return parser


def _add_bundle(verbs: Verbs) -> argparse.ArgumentParser:
    return _add_root(_verb(verbs, "bundle", "pack site/ into dist/annotated-archive.zip, to keep and open offline"))


def _add_serve(verbs: Verbs) -> argparse.ArgumentParser:
    about = "show the site while you work: a changed seed, sidecar or authority shows at once"
    parser = _add_root(_verb(verbs, "serve", about))
    parser.add_argument("--address", metavar="HOST:PORT", default="127.0.0.1:8000", help="default: %(default)s")
    return parser


if __name__ == "__main__":
    sys.exit(main())
