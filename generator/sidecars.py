"""Editors' files beside the witnesses: `<same stem>.yml`, read and checked; `editor` puts what they say into force.

The constants below say which keys there are and which values some of them take; `schema/sidecar.schema.json` says the
same to a text editor, so that it can complete and check. Whether a quotation really stands in the witness is not known
here. Whoever is not named in an entry (`by:`) is named once for the whole file (`editor:`).
"""

from __future__ import annotations

import re
from pathlib import Path

from generator import strict_yaml
from generator.model import MACHINE, Sidecar
from generator.values import At, check_keys, date_of, list_of, one_of, text_of, texts_of

KEYS = ("editor", "provenance", "rights", "corrections", "notes", "boundaries", "documents")
PROVENANCE = ("source_url", "publication", "page", "retrieved", "note", "by")
RIGHTS = ("status_uri", "note", "by")
CORRECTION = ("line", "find", "replace", "reason", "by")
NOTE = ("line", "find", "text", "en", "source", "by")
BOUNDARY = ("start", "join", "to", "find", "reason", "by")

# what a catalogue card says, as an editor may set it
TEXTS = ("title", "subtitle", "venue", "agency", "publisher")
LISTS = ("speakers", "quoted", "issuers", "authors", "events")
DATES = ("date", "covers", "dateline_date", "published")
CHOICES = {
    "type": (
        "speech", "remarks", "declaration", "joint-statement", "communique", "letter", "interview",
        "press-conference", "news", "feature", "other",
    ),
    "venue_role": ("event", "speaker-location", "host-location"),
    "format": ("in-person", "video", "written"),
}  # fmt: skip
CARD = (*TEXTS, *LISTS, *DATES, *CHOICES, "persons", "completeness")
DOCUMENT = ("line", "find", *CARD, "because", "by", "review")
PERSON = ("name", "role", "office", "authority", "line")
PERSON_ROLES = ("speaker", "quoted", "issuer", "author", "attending", "represented", "named")
MISSING = ("missing-start", "missing-middle", "missing-end")
REVIEW = ("level", "by", "date", "text_sha256")
LEVELS = ("not-proofread", "problematic", "proofread", "validated")

_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
_ADDRESS = re.compile(r"https?://[^\s<>\"'`]+")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_LINE_ENDS = re.compile(r"[\n\r]")


class SidecarError(ValueError):
    """A sidecar that cannot be used. The message names file, line and remedy."""


def read_sidecar(path: Path) -> Sidecar | None:
    """The sidecar at `path`, checked; None where there is none, which is the usual case."""
    if not path.is_file():
        return None
    loaded = _load(path)
    if loaded.value is not None and not isinstance(loaded.value, dict):
        raise SidecarError(f"{path}, line 1: a sidecar holds `key: value` lines, not a list or a text; see its guide")
    _check(At(path, loaded, (), loaded.value or {}, SidecarError))
    return Sidecar(path.name, loaded.value or {}, loaded.lines)


def strays(folder: Path) -> list[str]:
    """Editors' files in a folder of seeds that stand beside no seed, and so would say nothing."""
    found = sorted(path for path in folder.iterdir() if path.suffix in (".yml", ".yaml"))
    return [
        f"{path}: stands beside no seed; give it the name of its seed, as {path.stem}.yml beside {path.stem}.txt, or remove it"
        for path in found
        if path.suffix != ".yml" or not path.with_suffix(".txt").exists()
    ]


def _load(path: Path) -> strict_yaml.Loaded:
    try:
        return strict_yaml.load(path.read_text(encoding="utf-8-sig"))
    except strict_yaml.YamlError as error:
        raise SidecarError(f"{path}, line {error.line}: {error}") from error
    except UnicodeDecodeError as error:
        raise SidecarError(f"{path}: not UTF-8; save it as UTF-8 text") from error
    except OSError as error:
        raise SidecarError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error


# -- the file -------------------------------------------------------------------------------------------------------


def _check(whole: At) -> None:
    check_keys(whole, KEYS, ())
    _check_name(whole.get("editor"))
    named = whole.get("editor") is not None
    if provenance := whole.get("provenance"):
        _check_provenance(provenance, named)
    if rights := whole.get("rights"):
        _check_rights(rights, named)
    for key, check in (
        ("corrections", _check_correction),
        ("notes", _check_note),
        ("boundaries", _check_boundary),
        ("documents", _check_document),
    ):
        for entry in list_of(whole, key):
            check(entry)
            _check_by(entry, named or _says_nothing(entry) or _only_reviewed(entry))


def _check_by(place: At, named: bool) -> None:
    _check_name(place.get("by"))
    if not named and place.get("by") is None:
        place.fail("nobody answers for this; add `editor: ` with your name at the top of the file, or `by: ` here")


def _says_nothing(entry: At) -> bool:
    """Does an entry only name a place, as `archive add` writes it for an editor to go on?"""
    return isinstance(entry.value, dict) and set(entry.value) <= {"line", "find"}


def _only_reviewed(entry: At) -> bool:
    """Does an entry hold nothing but the review of a person who is named there?"""
    review = entry.value.get("review")
    return bool(review and review.get("by")) and not set(entry.value) - {"line", "find", "review"}


def _check_name(place: At | None) -> None:
    if place is not None and text_of(place).strip().lower() == MACHINE:
        place.fail(f"`{MACHINE}` is what the generator calls itself; write a person's name")


def _check_provenance(place: At, named: bool) -> None:
    check_keys(place, PROVENANCE, ())
    _check_texts(place, ("publication", "page", "note"))
    _check_address(place.get("source_url"))
    date_of(place.get("retrieved"))
    if any(value is not None for key, value in place.value.items() if key != "by"):
        _check_by(place, named)


def _check_rights(place: At, named: bool) -> None:
    check_keys(place, RIGHTS, ())
    _check_texts(place, ("note",))
    _check_address(place.get("status_uri"))
    if any(value is not None for key, value in place.value.items() if key != "by"):
        _check_by(place, named)


def _check_address(place: At | None) -> None:
    if place is not None and not _ADDRESS.fullmatch(text_of(place)):
        place.fail(f"`{place.value}` is no web address; write it whole, as https://example.org/page.html")


# -- what is said of the text ---------------------------------------------------------------------------------------


def _check_correction(place: At) -> None:
    check_keys(place, CORRECTION, ("line", "find", "reason"))
    if "replace" not in place.value:
        place.fail('key `replace` is missing; add `replace: ` with the right words, or `replace: ""` to delete them')
    _check_place(place, "line")
    text_of(place["reason"])
    if replace := place.get("replace"):
        if not isinstance(replace.value, str):
            replace.fail('`replace` should be text; write it as "…"')
        if _LINE_ENDS.search(replace.value):
            replace.fail("`replace` runs over several lines, and a correction never adds a line; write it in one")


def _check_note(place: At) -> None:
    check_keys(place, NOTE, ("line", "find", "text"))
    _check_place(place, "line")
    _check_texts(place, ("text", "en", "source"))


def _check_boundary(place: At) -> None:
    check_keys(place, BOUNDARY, ("reason",))
    if ("start" in place.value) == ("join" in place.value):
        place.fail("a boundary is either `start: ` (a document begins on that raw line) or `join: ` (none does)")
    _check_place(place, "start" if "start" in place.value else "join")
    if to := place.get("to"):
        if "join" not in place.value:
            to.fail("`to` goes with `join`: it names a raw line of the document that goes on here")
        _check_number(to)
    text_of(place["reason"])


def _check_place(place: At, key: str) -> None:
    """A raw line, and words on it."""
    if place.get(key) is None:
        place.fail(f"key `{key}` is missing; add `{key}: ` with the number of a raw line")
    _check_number(place[key])
    if find := place.get("find"):
        text_of(find)


def _check_number(place: At) -> None:
    if not _NUMBER.fullmatch(text_of(place)):
        place.fail(f"`{place.value}` is no raw line; write its number, as the witness page shows it")


# -- what is said of a document -------------------------------------------------------------------------------------


def _check_document(place: At) -> None:
    check_keys(place, DOCUMENT, ("line",))
    _check_place(place, "line")
    _check_texts(place, (*TEXTS, "because"))
    for key in LISTS:
        _check_names(place, key)
    for key in DATES:
        date_of(place.get(key))
    if (covers := place.get("covers")) and "/" not in covers.value:
        covers.fail(f"`{covers.value}` is one date; `covers` is a period, as 2020-01/2020-04")
    for key, choices in CHOICES.items():
        if choice := place.get(key):
            one_of(choice, choices)
    for key in ("type", "completeness"):
        if key in place.value and place.value[key] is None:
            place[key].fail(f"`{key}` cannot be empty; choose a value, or remove the line to leave it to the machine")
    _check_completeness(place.get("completeness"))
    for person in list_of(place, "persons"):
        _check_person(person)
    if review := place.get("review"):
        _check_review(review)


def _check_texts(place: At, keys: tuple[str, ...]) -> None:
    for key in keys:
        if (value := place.get(key)) and _LINE_ENDS.search(text_of(value).strip()):
            value.fail(f"`{key}` runs over several lines; write it in one")


def _check_names(place: At, key: str) -> None:
    names = texts_of(place, key)
    for n, name in enumerate(names):
        if name in names[:n]:
            place[key][n].fail(f"`{name}` stands twice; remove one")


def _check_completeness(place: At | None) -> None:
    if place is None or place.value == "complete":
        return
    parts = text_of(place).split("+")
    if parts != [part for part in MISSING if part in parts]:
        place.fail(f"`{place.value}` is no completeness; write complete, or {', '.join(MISSING)} in order, joined by +")


def _check_person(place: At) -> None:
    check_keys(place, PERSON, ("name", "role"))
    _check_texts(place, ("name", "office", "authority"))
    one_of(place["role"], PERSON_ROLES)
    if line := place.get("line"):
        _check_number(line)


def _check_review(place: At) -> None:
    check_keys(place, REVIEW, ("level",))
    _check_name(place.get("by"))
    if one_of(place["level"], LEVELS) == "not-proofread":
        return
    day, digest = place.get("date"), place.get("text_sha256")
    if day is None or not _DAY.fullmatch(date_of(day) or ""):
        (day or place).fail("a review names its day; write `date: 2020-11-17`")
    if digest and not _DIGEST.fullmatch(text_of(digest)):
        digest.fail("this is no sha256; remove the line, and the next run says which it is")
