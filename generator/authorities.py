"""Authority records: YAML files that anyone may correct, checked so that a mistake is one clear line.

A file holds a list of records sorted by `id`. The constants below say which keys a record has and which values some of
them take; `schema/authority.schema.json` says the same to a text editor, so that it can complete and check.

Three optional keys steer the search for mentions: `ambiguous: true` on a form says that it alone may mean something
else (it is listed and resolves to no record), `wrong: true` that it is a slip for the record's name (it is found, and
flagged where it stands; `wrong: …` gives the right reading where the slip is in more than the name), and `except: […]`
names longer words in which a form is not this record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from generator.folding import QUOTES, STRAIGHT, bare, fold
from generator.model import Authority, Block, Document, Field, Form
from generator.strict_yaml import YamlError, load
from generator.values import At, check_keys, date_of, flag_of, list_of, needed, one_of, text_of, texts_of

KINDS = (
    "initiative", "plan", "framework", "concept",
    "document", "event", "organisation", "person", "venue",
)  # fmt: skip
STATUSES = ("attested", "sourced", "converted")
FORMATS = ("in-person", "video", "written", "hybrid")
SCRIPTS = ("zh-Hans", "zh-Hant", "en", "mul")

REQUIRED = ("id", "kind", "prefer", "description")
OPTIONAL = ("variants", "except", "broader", "related", "date", "wikidata")
EXTRAS: Mapping[str, tuple[str, ...]] = {
    "event": ("venue", "format", "participants"),
    "person": ("office", "country", "original_name"),
}
PREFER = ("zh-Hans", "zh-Hant", "en", "pinyin")
FORM = ("text", "script", "status", "place", "source", "ambiguous", "wrong")
DESCRIPTION = ("zh", "en", "source")
OFFICE = ("text", "script", "from", "to", "source")

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PLACE = re.compile(r"[a-z0-9-]+:[1-9][0-9]*")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


class AuthorityError(ValueError):
    """A record that cannot be used. The message names file, line and remedy."""


class _Claim(NamedTuple):
    """A form that a record claims, and where it says so."""

    authority: str
    text: str
    ambiguous: bool
    where: str


# -- loading --------------------------------------------------------------------------------------------------------


def load_authorities(folder: Path) -> tuple[Authority, ...]:
    """Every record of every `*.yml` in `folder`, sorted by id. Raises AuthorityError at the first that is wrong."""
    places = [place for file in sorted(folder.glob("*.yml")) for place in _records(file)]
    records = [_authority(place) for place in places]
    _check_ids(places)
    _check_relations(places)
    _check_claims([claim for place, record in zip(places, records, strict=True) for claim in _claims(place, record)])
    return tuple(sorted(records, key=lambda record: record.id))


def _records(file: Path) -> Iterator[At]:
    try:
        loaded = load(file.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise AuthorityError(f"{file}: not UTF-8; save it as UTF-8 text") from error
    except YamlError as error:
        raise AuthorityError(f"{file}, line {error.line}: {error}") from error
    whole = At(file, loaded, (), loaded.value if loaded.value is not None else [], AuthorityError)
    if not isinstance(whole.value, list):
        whole.fail("the file should be a list of records; begin each with `- id: `")
    previous: list[str] = []
    for place in whole.items():
        if not isinstance(place.value, dict):
            place.fail("a record should be `key: value` lines; begin it with `- id: `")
        if isinstance(place.value.get("id"), str):
            _check_order(place, previous)
            previous.append(place.value["id"])
        yield place


def _check_order(place: At, previous: list[str]) -> None:
    name = place.value["id"]
    if previous and name < previous[-1]:
        after = next(other for other in previous if other > name)
        place["id"].fail(f"`{name}` is out of order (records are sorted by id); move it before `{after}`")


def _authority(place: At) -> Authority:
    """One record as a value. Raises AuthorityError where a key or value is not as it should be."""
    kind = _kind(place)
    check_keys(place, (*REQUIRED, *OPTIONAL, *EXTRAS.get(kind, ())), REQUIRED)
    name = text_of(place["id"])
    if not _ID.fullmatch(name):
        place["id"].fail(f"`{name}` is no id; use small letters, digits and hyphens, as `health-silk-road`")
    prefer = _prefer(place["prefer"])
    variants = tuple(_form(variant, None) for variant in list_of(place, "variants"))
    _check_attested_preferred(place, prefer, variants)
    return Authority(
        id=name,
        kind=kind,
        prefer=prefer,
        variants=variants,
        description=_description(place["description"]),
        broader=texts_of(place, "broader"),
        related=texts_of(place, "related"),
        date=date_of(place.get("date")),
        wikidata=_wikidata(place.get("wikidata")),
        extra=_extra(place, kind),
        file=place.file.name,
    )


def _kind(place: At) -> str:
    if "kind" not in place.value:
        place.fail("key `kind` is missing; add `kind: initiative` or another kind")
    return one_of(place["kind"], KINDS)


def _prefer(place: At) -> Mapping[str, Form]:
    check_keys(place, PREFER, ("zh-Hans", "en"))
    forms = {key: _form(place[key], key) for key in PREFER if place.get(key)}
    for key in ("zh-Hant", "en"):
        if key in forms and not isinstance(place[key].value, dict):
            want = "{text: …, status: attested | sourced | converted}" if key == "zh-Hant" else "{text: …, source: …}"
            place[key].fail(f"`{key}` needs more than its text; write {want}")
    if place["en"].get("source") is None:
        place["en"].fail("the English name has no source; add `source: ` with its source, or `source: archive`")
    return forms


def _form(place: At, key: str | None) -> Form:
    """A written form; `key` is the script it stands under, None for a variant, which says its own."""
    if not isinstance(place.value, dict):
        if key is None:
            place.fail("a variant needs text and script; write {text: …, script: zh-Hans}")
        return Form(_name(place), key)
    check_keys(place, FORM if key is None else tuple(part for part in FORM if part != "script"), ("text",))
    script = key or one_of(needed(place, "script"), SCRIPTS)
    status = place.get("status")
    if key == "zh-Hant" and status is None:
        place.fail("a Traditional form needs `status:` attested (with `place:`), sourced (with `source:`) or converted")
    stated = one_of(status, STATUSES) if status else "sourced"
    place_text, source = (text_of(part) if part else None for part in (place.get("place"), place.get("source")))
    if stated == "attested" and place_text is None:
        place.fail('an attested form needs the place where it stands; add `place: "003:5"` (seed : raw line)')
    if place_text is not None and not _PLACE.fullmatch(place_text):
        place["place"].fail(f'`{place_text}` is no place; write `place: "003:5"` (seed short name : raw line)')
    return Form(_name(place["text"]), script, stated, place_text, source)


def _name(place: At) -> str:
    text = text_of(place)
    if text[0] in (*QUOTES, *STRAIGHT) and QUOTES.get(text[0], text[0]) == text[-1] and not set(text[1:-1]) & {*QUOTES}:
        place.fail(f"{text} stands in quotation marks, which are no part of a name; write {text[1:-1]}")
    return text


def _description(place: At) -> Mapping[str, str]:
    check_keys(place, DESCRIPTION, DESCRIPTION)
    return {key: text_of(place[key]) for key in DESCRIPTION}


def _extra(place: At, kind: str) -> Mapping[str, Any]:
    """What only some records have; `ambiguous` and `except` steer the search for mentions."""
    extra = {key: place.value[key] for key in EXTRAS.get(kind, ()) if key in place.value}
    if place.get("format") and kind == "event":
        one_of(place["format"], FORMATS)
    if kind == "person":
        for office in list_of(place, "office"):
            check_keys(office, OFFICE, ("text",))
            for key in ("from", "to"):
                date_of(office.get(key))
    if marked := tuple(form.value["text"] for form in _all_forms(place) if flag_of(form.get("ambiguous"))):
        extra["ambiguous"] = marked
    if slips := {form.value["text"]: _right(form) for form in _all_forms(place) if form.get("wrong")}:
        extra["wrong"] = slips
    exceptions = texts_of(place, "except")
    return {**extra, "except": exceptions} if exceptions else extra


def _right(form: At) -> str | None:
    """What a slip stands for, where an editor wrote it: the record's own name goes without saying."""
    wrong = form["wrong"]
    if isinstance(wrong.value, str):
        return text_of(wrong)
    if wrong.value is not True:
        wrong.fail('`wrong` should be true, or the right reading: wrong: "…"')
    return None


def _all_forms(place: At) -> list[At]:
    """The forms of a record that are written as mappings, and so may carry marks."""
    forms = [place["prefer"][key] for key in place["prefer"].value] + list_of(place, "variants")
    return [form for form in forms if isinstance(form.value, dict)]


def _check_attested_preferred(place: At, prefer: Mapping[str, Form], variants: Iterable[Form]) -> None:
    """A converted form is never preferred over one that a witness attests."""
    hant = prefer.get("zh-Hant")
    if hant is None or hant.status != "converted":
        return
    for form in variants:
        if form.script == "zh-Hant" and form.status == "attested" and fold(form.text) == fold(hant.text):
            place["prefer"]["zh-Hant"].fail(f"`{form.text}` is attested at {form.place}; prefer it to a converted form")


# -- values ---------------------------------------------------------------------------------------------------------


def _wikidata(place: At | None) -> str | None:
    if place is None:
        return None
    value = text_of(place)
    if not _WIKIDATA.fullmatch(value):
        place.fail(f"`{value}` is no Wikidata id; write it as Q148, or null where it is not certain")
    return value


# -- the records together -------------------------------------------------------------------------------------------


def _check_ids(places: list[At]) -> None:
    seen: dict[str, At] = {}
    for place in places:
        name = place.value["id"]
        if name in seen:
            place["id"].fail(f"`{name}` is taken ({seen[name]['id'].where}); give one of them another id")
        seen[name] = place


def _check_relations(places: list[At]) -> None:
    known = {place.value["id"] for place in places}
    for place in places:
        for key in ("broader", "related", "participants"):
            for item in list_of(place, key):
                if item.value == place.value["id"]:
                    item.fail(f"`{item.value}` names itself under `{key}`; remove it")
                if item.value not in known:
                    item.fail(f"`{key}` names `{item.value}`, and there is no such record; correct the id or add it")


def _claims(place: At, record: Authority) -> Iterator[_Claim]:
    doubtful = set(record.extra.get("ambiguous", ()))
    forms = [(place["prefer"][key], form) for key, form in record.prefer.items() if key != "pinyin"]
    forms += list(zip(list_of(place, "variants"), record.variants, strict=True))
    for where, form in forms:
        yield _Claim(record.id, form.text, form.text in doubtful, where.where)


def _check_claims(claims: Iterable[_Claim]) -> None:
    """A form belongs to one record, unless it is marked as ambiguous: then it resolves to none."""
    first: dict[str, _Claim] = {}
    for claim in claims:
        other = first.setdefault(bare(claim.text), claim)
        if other.authority != claim.authority and not (other.ambiguous or claim.ambiguous):
            raise AuthorityError(
                f"{claim.where}: `{claim.text}` of `{claim.authority}` is also claimed by `{other.authority}` "
                f"({other.where}); remove it from one, or mark it `ambiguous: true`"
            )


# -- against the texts ----------------------------------------------------------------------------------------------


def texts_by_place(documents: Iterable[Document]) -> dict[str, str]:
    """The reading text that touches each raw line, by place (`003:5`)."""
    texts: dict[str, list[str]] = {}
    for document in documents:
        short = document.id.rsplit("-", 1)[0]
        units: list[Field | Block] = [*document.fields, *document.blocks]
        for unit in units:
            for line in (n for first, last in unit.lines for n in range(first, last + 1)):
                texts.setdefault(f"{short}:{line}", []).append(unit.text)
    return {place: "\n".join(parts) for place, parts in texts.items()}


def check_attested(authorities: Iterable[Authority], texts: Mapping[str, str]) -> tuple[str, ...]:
    """What is wrong with attested forms, one line each: a place must really have the form, glyph for glyph.

    `texts` is what `texts_by_place` gives for the documents. Inner quotation marks and layout spaces do not count.
    """
    problems = []
    for record in authorities:
        for form in (*record.prefer.values(), *record.variants):
            if form.status != "attested" or form.place is None:
                continue
            text = texts.get(form.place)
            if text is None:
                problems.append(f"{record.file}: `{record.id}`: no text is kept at {form.place}; correct `place`")
            elif bare(form.text) not in bare(text):
                problems.append(
                    f"{record.file}: `{record.id}`: {form.place} does not read {form.text}; correct `place`"
                )
    return tuple(problems)
