"""What each command does: thin verbs over the pipeline."""

from __future__ import annotations

import os
import shlex
import sys
import time
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from generator import accounting, adding, build, plain
from generator.attention import doubts
from generator.authorities import check_attested, texts_by_place
from generator.bundle import bundle
from generator.documents import Cleaned
from generator.identifiers import FILE, Withdrawal, release, table
from generator.identifiers import problems as lost_identifiers
from generator.mentions import ambiguous_mentions
from generator.model import Authority
from generator.output import alone, clear_drafts, write
from generator.records import apparatus_records, document_record, jsonl
from generator.repairs import RULES
from generator.report.reading import made
from generator.report.versions import BaseError
from generator.seeds import SeedError, as_seed, find_seeds, read_bytes
from generator.shipped import SCHEMAS, is_checkout
from generator.starting import StartError, lacking, start
from generator.suggest import as_records, proposals

FINE, PROBLEM = 0, 1


class UsageError(ValueError):
    """The command was given something it cannot work on."""


def complain(message: str) -> None:
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


def _root(options: Namespace) -> Path:
    start = Path(options.root or ".").resolve()
    root = find_root(start)
    if root is None or (options.root and root != start):
        raise UsageError(f"{start}: no archive here (a folder with seeds/ and mkdocs.yml); go there or use --root DIR")
    return root


def _authorities(options: Namespace) -> tuple[Authority, ...]:
    if options.authorities:
        folder = Path(options.authorities)
        if not folder.is_dir():
            raise UsageError(f"{folder}: no such folder of authorities")
        return build.load(folder)
    root = find_root(Path.cwd())
    return build.load(root / "seeds" / "authorities") if root else ()


def _seed(options: Namespace) -> Path:
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


def _cleaned(options: Namespace) -> Cleaned:
    for result in build.clean_paths([_seed(options)], _progress()):
        if isinstance(result, Cleaned):
            return result
        if options.debug:
            print(result.trace, file=sys.stderr)
        raise SeedError(result.message)
    raise AssertionError("one path gives one result")


# -- verbs ----------------------------------------------------------------------------------------------------------


def run_init(options: Namespace) -> int:
    folder = Path(options.folder)
    try:
        written = start(folder, options.title, options.language)
    except StartError as error:
        raise UsageError(str(error)) from error
    print(f"{len(written):,} files in {folder}: begin with README.md")
    print("Next: " + ("" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(folder))} && ") + "archive build")
    return FINE


def run_build(options: Namespace) -> int:
    root, say = _root(options), _progress()
    archive, changes = build.write_pages(root, say) if options.no_site else build.build_site(root, say)
    for warning in (*build.warnings(archive), *lacking(root)):
        complain(f"warning: {warning}")
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


def run_clean(options: Namespace) -> int:
    authorities = _authorities(options)
    found = list(build.clean_paths(_texts(options.path), _progress(), authorities))
    cleaned = build.related(build.mentioned([one for one in found if isinstance(one, Cleaned)], authorities))
    for one in cleaned:
        if not one.documents:
            complain(f"warning: {one.seed.name}: no text to read in it")
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


def _report_unread(found: Iterable[Cleaned | build.Unread], options: Namespace) -> int:
    code = FINE
    for one in found:
        if isinstance(one, build.Unread):
            complain(one.message + (f"\n{one.trace}" if options.debug else ""))
            code = PROBLEM
    return code


def run_explain(options: Namespace) -> int:
    cleaned = _cleaned(options)
    records = apparatus_records(cleaned)
    sys.stdout.write(jsonl(records) if options.format == "jsonl" else plain.explanation(cleaned, RULES))
    return FINE


def run_restore(options: Namespace) -> int:
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


def run_check(options: Namespace) -> int:
    root = _root(options)
    authorities = build.load(root / "seeds" / "authorities")
    found = list(build.clean_paths(build.seeds_of(root), _progress(), authorities))
    cleaned = build.mentioned([one for one in found if isinstance(one, Cleaned)], authorities)
    unread = [one.message for one in found if isinstance(one, build.Unread)]
    problems = unread + accounting.problems_of_all(cleaned)
    documents = [document for one in cleaned for document in one.documents]
    if not unread:  # with a seed missing, what is said about its text cannot be judged
        problems += lost_identifiers(build.identifiers(root), cleaned)
        problems += check_attested(authorities, texts_by_place(documents))
    sys.stdout.write(accounting.summary(cleaned))
    print(f"{len(authorities):,} authority records")
    _print_doubts([*_doubts(cleaned), *map(str, ambiguous_mentions(documents, authorities))])
    sys.stdout.flush()  # the two streams are often read as one, and the verdict is the last word
    for problem in problems:
        complain(problem)
    print(
        f"{len(problems):,} problem{'s' * (len(problems) > 1)}"
        if problems
        else "everything accounted for, every seed restored byte for byte"
    )
    return PROBLEM if problems else FINE


def _doubts(cleaned: Iterable[Cleaned]) -> list[str]:
    return [f"{one.seed.name}, {doubt}" for one in cleaned for doubt in doubts(one)]


def _print_doubts(found: list[str]) -> None:
    """What wants an editor's eye; it is no problem of the archive."""
    if found:
        print(f"{len(found):,} places want an editor's eye:")
    for doubt in found:
        print(f"  {doubt}")


def run_suggest(options: Namespace) -> int:
    archive = build.build_archive(_root(options), _progress())
    found = proposals((cleaned.seed, document) for cleaned in archive.cleaned for document in cleaned.documents)
    sys.stdout.write(as_records(found, [authority.id for authority in archive.authorities]))
    complain(f"{len(found):,} names that no record has; write what is empty, and delete what is no name")
    return FINE


def run_add(options: Namespace) -> int:
    root, source = _root(options), Path(options.file)
    try:
        path = adding.target(source, root / "seeds")
        data, note = read_bytes(source), None
        if options.encoding:
            data, note = adding.converted(data, source, options.encoding)
        seed = replace(as_seed(data, source, _short(path)), name=path.name)
    except (adding.AddError, SeedError) as error:
        raise UsageError(str(error)) from error
    cleaned = build.clean_seed(seed, build.load(root / "seeds" / "authorities"))
    schemas = "generator/schema" if is_checkout(root) else f"site_src/{SCHEMAS}"  # there when a build was
    text = adding.sidecar(cleaned, note, f"../{schemas}/sidecar.schema.json")
    for place, content in ((path, data), (path.with_suffix(".yml"), text.encode())):
        with place.open("xb") as file:
            file.write(content)
        print(f"wrote {_near(place)}")
    for document in cleaned.documents:
        print(f"  {document.id}  {document.card.title or plain.UNTITLED}")
    return FINE


def _short(path: Path) -> str:
    """The short name of a seed to come. It may take that of none that is there."""
    before = build.named(find_seeds([path.parent]))
    after = build.named([*before, path])
    for other, short in before.items():
        if after[other] != short:
            raise UsageError(f"{path.name}: would take the short name {short} from {other.name}; rename it")
    return after[path]


def run_report(options: Namespace) -> int:
    try:
        text, found = made(options.base, _root(options), _progress())
    except BaseError as error:
        raise UsageError(str(error)) from error
    if options.output is None:
        sys.stdout.write(text)
    else:
        write(Path(options.output), text)
    for problem in found.problems:
        complain(problem)
    return PROBLEM if found.problems else FINE


def run_release(options: Namespace) -> int:
    root, reason = _root(options), " ".join(options.reason.split())
    if options.withdraw and not reason:
        raise UsageError('--withdraw needs --reason "…": readers of the old address are told why')
    with alone(root):
        clear_drafts(root / "seeds")
        before, cleaned = build.identifiers(root), build.clean_all(root, _progress())
        done = release(before, cleaned, _today(), Withdrawal(tuple(options.withdraw), reason))
        problems = [*accounting.problems_of_all(cleaned), *done.problems]
        print("".join(f"{said}\n" for said in done.told), end="")
        for problem in problems:
            complain(problem)
        if problems:
            return PROBLEM
        if done.rows != before and not options.dry_run:
            write(root / "seeds" / FILE, table(done.rows))
    print(_released(len(done.rows), len(done.told), done.rows != before, options.dry_run))
    return FINE


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _released(ids: int, changes: int, differs: bool, dry: bool) -> str:
    if not differs:
        return f"nothing to release: {ids:,} ids stand as they are"
    return f"{changes:,} changes, {ids:,} ids" + ("; nothing written (--dry-run)" if dry else f" in seeds/{FILE}")


def run_bundle(options: Namespace) -> int:
    root = _root(options)
    with alone(root):
        packed = bundle(root / "site", root / "dist")
    print(f"{_near(packed)} ({packed.stat().st_size / 1024**2:.1f} MiB); unpack it and open index.html")
    return FINE


def run_serve(options: Namespace) -> int:
    root = _root(options)
    os.chdir(root)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    # Run in this process's place, so that a signal to stop reaches MkDocs. `--livereload` says what is the default:
    # with some versions of click MkDocs loses it.
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", options.address]
    sys.stdout.flush()
    os.execv(sys.executable, command)
