"""YAML as editors mean it: every scalar is a string, a key stands once, and a mistake is named with its remedy.

Only a plain `null`, `true`, `false` or nothing at all is not a string: `no` stays "no", 2020-04 stays "2020-04".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml

Path = tuple[str | int, ...]
_QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # absent where PyYAML was built without libyaml
_CONSTANTS = {"null": None, "": None, "true": True, "false": False}
_CURLY = "\u201c\u201d\u2018\u2019\u300c\u300d\uff02\uff07"

_WIDE_COLON = re.compile(r"^ [ \u3000\t]* (?:-[ ]+)? [\"'\u201c]? [A-Za-z][\w-]* [\"'\u201d]? [ ]* \uff1a", re.X)
_WIDE_COLON_REMEDY = "a full-width colon ： behind a key; write `: ` (half-width colon and a space)"
_CURLY_REMEDY = 'curly quotes “ ” where YAML needs straight ones; write "…"'
_CURLY_KEY = re.compile(rf"^ [ ]* (?:-[ ]+)? [{_CURLY}] [\w-]+ [{_CURLY}] [ ]* [:\uff1a]", re.X)
_CURLY_FLOW = re.compile(rf"[\[{{,:] [ ]* [{_CURLY}] [^{_CURLY}]* [{_CURLY}] [ ]* [,\]}}]", re.X)
_INDENT = re.compile(r"^[ \t\u00a0\u3000]*")


class YamlError(ValueError):
    """A file that is not the YAML its writer meant: `line` says where, the message what and what to do."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Loaded:
    """Plain values (dict, list, str, None, bool) and the 1-based line of each, by its path from the root."""

    value: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of the value at `path`, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def load(text: str) -> Loaded:
    """Read one YAML document. Raises YamlError with the line and the remedy."""
    try:
        node = _composed(text)
    except yaml.MarkedYAMLError as error:
        raise _explained(text, error) from error
    except yaml.YAMLError as error:  # a character that YAML forbids
        message = str(error).splitlines()[0]
        raise YamlError(_line_of_odd(text), f"not valid YAML ({message}); remove the character") from error
    if node is None:
        return Loaded(None)
    reader = _Reader(text.splitlines())
    return Loaded(reader.value(node, ()), reader.lines)


def _composed(text: str) -> yaml.Node | None:
    """The nodes of a document. libyaml reads ten times faster; PyYAML's own parser says better what is wrong, and refuses
    a tab inside a word, which libyaml takes for a space.
    """
    if "\t" not in text:
        with suppress(yaml.YAMLError):
            return yaml.compose(text, Loader=_QUICK)
    return yaml.compose(text, Loader=yaml.SafeLoader)


# -- values ---------------------------------------------------------------------------------------------------------


class _Reader:
    """Turns nodes into plain values, keeping the line of each."""

    def __init__(self, source: list[str]) -> None:
        self.lines: dict[Path, int] = {}
        self._source = source
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: Path, key_line: int | None = None) -> Any:
        """The plain value of `node`; a mapping or list counts as standing where its key stands."""
        line = self.lines[path] = node.start_mark.line + 1
        if id(node) in self._seen:
            raise YamlError(line, "an alias (`*name`) is not supported here; write the value out")
        self._seen.add(id(node))
        if key_line and not isinstance(node, yaml.ScalarNode):
            self.lines[path] = key_line
        if isinstance(node, yaml.MappingNode):
            return {key: self.value(value, (*path, key), number) for key, value, number in self._pairs(node)}
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node)

    def _scalar(self, node: yaml.Node) -> str | bool | None:
        if getattr(node, "style", None):  # quoted, or a block: what stands there is meant
            return str(node.value)
        for number in range(node.start_mark.line, min(node.end_mark.line + 1, len(self._source))):
            if _WIDE_COLON.match(self._source[number]):
                raise YamlError(number + 1, _WIDE_COLON_REMEDY)
        return _CONSTANTS[node.value] if node.value in _CONSTANTS else str(node.value)

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node, int]]:
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise YamlError(line, "a list or mapping stands where a key should; put quotes around the value")
            if set(key.value) & set(_CURLY):
                raise YamlError(line, _CURLY_REMEDY)
            if key.value in seen:
                raise YamlError(line, f"key `{key.value}` stands twice (first on line {seen[key.value]}); remove one")
            seen[key.value] = line
            yield key.value, value, line


# -- what went wrong ------------------------------------------------------------------------------------------------


def _explained(text: str, error: yaml.MarkedYAMLError) -> YamlError:
    """The parser's complaint with the cause that stands at, or just above, the place it names."""
    source = text.splitlines()
    marks = [mark.line for mark in (error.problem_mark, error.context_mark) if mark]
    places = sorted({line for mark in marks for line in (mark, mark - 1) if 0 <= line < len(source)}, reverse=True)
    for line in places:
        cause = _cause(source[line])
        if cause:
            return YamlError(line + 1, cause)
    opened = error.context_mark if re.search(r"quoted scalar|flow", error.context or "") else None
    line = min(opened.line if opened else marks[0] if marks else 0, max(len(source) - 1, 0))
    return YamlError(line + 1, f"not valid YAML ({error.problem or error.context}); {_remedy(error)}")


def _cause(line: str) -> str | None:
    indent = _INDENT.match(line)
    margin = indent.group() if indent else ""
    if "\t" in margin:
        return "a tab in the indentation; use spaces"
    if "\u3000" in margin or "\u00a0" in margin:
        return "a full-width or no-break space in the indentation; use ordinary spaces"
    if _WIDE_COLON.match(line):
        return _WIDE_COLON_REMEDY
    if _CURLY_KEY.match(line) or _CURLY_FLOW.search(line):
        return _CURLY_REMEDY
    if re.search(r"[\[{].*\uff0c", line):
        return "a full-width comma ， between values in brackets; write `, `"
    if "\t" in line:
        return "a tab between values; use spaces"
    if line.count('"') % 2:
        return 'put the value in "…" and close the quotation mark; a `"` inside is written \\"'
    return None


def _remedy(error: yaml.MarkedYAMLError) -> str:
    problem = f"{error.problem} {error.context}"
    if "mapping values are not allowed" in problem:
        return 'a `: ` inside a value; put the value in "…", or correct the indentation'
    if "found character" in problem or "found unexpected end" in problem or "quoted scalar" in problem:
        return 'put the value in "…" and close the quotation mark'
    if "expected ',' or" in problem:
        return "a bracket is not closed, or a half-width comma is missing between two values"
    if "expected ':'" in problem:
        return "a key needs `: ` behind it (half-width colon and a space)"
    return "compare the indentation and marks with the record above"


def _line_of_odd(text: str) -> int:
    odd = re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]", text)
    return text.count("\n", 0, odd.start()) + 1 if odd else 1
