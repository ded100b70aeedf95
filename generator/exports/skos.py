"""The authority records as a SKOS concept scheme, in Turtle."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping

from generator.edition import Edition
from generator.model import Authority, Form

_TAGS = {"zh-Hans": "zh-Hans", "zh-Hant": "zh-Hant", "en": "en", "pinyin": "zh-Latn-pinyin"}
_PREFIXES = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "wd": "http://www.wikidata.org/entity/",
}
_CONVERTED = "繁体“{}”由机器转换，非原文字形。"


def turtle(authorities: Collection[Authority], pages: Mapping[str, str], edition: Edition) -> str:
    """Every record as a concept, named `#ID` in the file; `pages` are the addresses of those that have one."""
    base = f"@base <{edition.url.rstrip('/')}/data/authorities.ttl> .\n" if edition.url else ""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items())
    name = _text(f"{edition.name}：规范记录" if edition.name else "规范记录", "zh")
    scheme = [("a", "skos:ConceptScheme"), ("dct:title", name)]
    above = _above(authorities)
    parts = [_subject("<#>", scheme), *(_subject(f"<#{one.id}>", _concept(one, pages, above)) for one in authorities)]
    return f"{base}{prefixes}\n" + "\n".join(parts)


def _subject(name: str, told: Collection[tuple[str, str]] | Iterator[tuple[str, str]]) -> str:
    return f"{name} " + " ;\n    ".join(f"{predicate} {value}" for predicate, value in told) + " .\n"


def _above(authorities: Collection[Authority]) -> dict[str, set[str]]:
    """For each record all that are broader than it, however far up."""
    broader = {one.id: one.broader for one in authorities}
    found: dict[str, set[str]] = {}
    for id in broader:
        todo, up = list(broader[id]), found.setdefault(id, set())
        while todo:
            if (other := todo.pop()) not in up:
                up.add(other)
                todo += broader.get(other, ())
    return found


def _concept(one: Authority, pages: Mapping[str, str], above: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    yield "a", "skos:Concept"
    yield "skos:inScheme", "<#>"
    yield "skos:notation", json.dumps(one.id)
    yield "dct:type", json.dumps(one.kind)
    yield from _labels(one)
    for language in ("zh", "en"):
        if language in one.description:
            yield "skos:definition", _text(one.description[language], language)
    if source := one.description.get("source"):
        yield "dct:source", _text(source)
    if one.date:
        yield "dct:date", _text(one.date)
    yield from (("skos:broader", f"<#{id}>") for id in one.broader)
    # SKOS: what is broader or narrower, is not also related.
    related = (id for id in one.related if id not in above[one.id] and one.id not in above.get(id, ()))
    yield from (("skos:related", f"<#{id}>") for id in related)
    if one.wikidata:
        yield "skos:exactMatch", f"wd:{one.wikidata}"
    if one.id in pages:
        yield "rdfs:seeAlso", f"<{pages[one.id]}>"


def _labels(one: Authority) -> Iterator[tuple[str, str]]:
    """One preferred name a language; a slip that is only known to be found is hidden."""
    preferred = {_text(form.text, _TAGS.get(key)) for key, form in one.prefer.items()}
    yield from (("skos:prefLabel", _text(form.text, _TAGS.get(key))) for key, form in one.prefer.items())
    wrong = set(one.extra.get("wrong", ()))
    seen = set(preferred)
    for form in one.variants:
        label = _text(form.text, _TAGS.get(form.script))
        if label not in seen:
            yield "skos:hiddenLabel" if form.text in wrong else "skos:altLabel", label
        seen.add(label)
    forms: list[Form] = [*one.prefer.values(), *one.variants]
    converted = dict.fromkeys(form.text for form in forms if form.status == "converted")
    yield from (("skos:editorialNote", _text(_CONVERTED.format(text), "zh")) for text in converted)


def _text(text: str, language: str | None = None) -> str:
    """A literal: the escapes of JSON are escapes of Turtle as well."""
    return json.dumps(text, ensure_ascii=False) + (f"@{language}" if language else "")
