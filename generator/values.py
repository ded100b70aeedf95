"""Values in a YAML file of an editor, checked one by one: a mistake is one clear line with file, line and remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

from generator import edtf
from generator.strict_yaml import Loaded
from generator.strict_yaml import Path as Keys


class At:
    """A value in a file: what it is, and where, for messages. `error` is what its mistakes are raised as."""

    def __init__(self, file: Path, loaded: Loaded, keys: Keys, value: Any, error: type[ValueError]) -> None:
        self.file, self.loaded, self.keys, self.value, self.error = file, loaded, keys, value, error

    def __getitem__(self, key: str | int) -> At:
        return At(self.file, self.loaded, (*self.keys, key), self.value[key], self.error)

    def get(self, key: str) -> At | None:
        """The value under `key`; None where there is none or it is null."""
        return self[key] if self.value.get(key) is not None else None

    def items(self) -> list[At]:
        return [self[index] for index in range(len(self.value))]

    @property
    def where(self) -> str:
        return f"{self.file}, line {self.loaded.line(self.keys)}"

    def fail(self, message: str) -> NoReturn:
        raise self.error(f"{self.where}: {message}")


def check_keys(place: At, known: tuple[str, ...], required: tuple[str, ...]) -> None:
    if not isinstance(place.value, dict):
        place.fail(f"`{_name(place)}` should hold the keys {', '.join(known)}")
    for key in place.value:
        if key not in known:
            place[key].fail(f"unknown key `{key}`; the keys here are {', '.join(known)}")
    for key in required:
        if place.value.get(key) is None:
            place.fail(f"key `{key}` is missing{_of(place)}; add `{key}: `")


def _of(place: At) -> str:
    name = place.value.get("id")
    return f" in record `{name}`" if name else f" under `{_name(place)}`" if place.keys else ""


def _name(place: At) -> str:
    """The nearest key of a value: an item of a list is called after its list."""
    return next((key for key in reversed(place.keys) if isinstance(key, str)), "the file")


def needed(place: At, key: str) -> At:
    return place.get(key) or place.fail(f"key `{key}` is missing; add `{key}: `")


def text_of(place: At) -> str:
    if not isinstance(place.value, str) or not place.value.strip():
        place.fail(f'`{_name(place)}` should be text; write it as "…"')
    return place.value


def list_of(place: At, key: str) -> list[At]:
    found = place.get(key)
    if found is None:
        return []
    if not isinstance(found.value, list):
        found.fail(f"`{key}` should be a list; write [first, second] or one `- item` a line")
    return found.items()


def texts_of(place: At, key: str) -> tuple[str, ...]:
    return tuple(text_of(item) for item in list_of(place, key))


def flag_of(place: At | None) -> bool:
    if place is not None and not isinstance(place.value, bool):
        place.fail(f"`{_name(place)}` should be true or false, without quotation marks")
    return place is not None and bool(place.value)


def one_of(place: At, known: tuple[str, ...]) -> str:
    value = text_of(place)
    if value not in known:
        place.fail(f"`{value}` is no {_name(place)}; choose one of {', '.join(known)}")
    return value


def date_of(place: At | None) -> str | None:
    if place is None:
        return None
    value = text_of(place)
    problem = edtf.problem(value)
    if problem:
        place.fail(problem)
    return value
