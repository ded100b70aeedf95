"""The archive as it is cited: what `mkdocs.yml` says of its name, its release and its address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Edition:
    """The name of the archive, of its release with its day, and where it is published; each may be unknown."""

    name: str = ""
    release: str = ""
    url: str = ""
    released: str = ""

    def page(self, id: str) -> str | None:
        """The address of a document's page, where the site is published.

        >>> Edition(url="https://example.org/a").page("000-1"), Edition().page("000-1")
        ('https://example.org/a/documents/000-1.html', None)
        """
        return f"{self.url.rstrip('/')}/documents/{id}.html" if self.url else None


class _Lenient(yaml.SafeLoader):
    """Reads a configuration with tags that only MkDocs understands (`!ENV`, `!!python/name`): they are nothing here."""


def _nothing(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> None:
    del loader, suffix, node


_Lenient.add_multi_constructor("", _nothing)


def read_edition(root: Path) -> Edition:
    """What `mkdocs.yml` says. Without one, or with a broken one (of which MkDocs will complain), nothing is known."""
    try:
        told = yaml.load((root / "mkdocs.yml").read_text("utf-8"), _Lenient)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return Edition()
    told = told if isinstance(told, dict) else {}
    extra = told.get("extra")
    extra = extra if isinstance(extra, dict) else {}
    name, url = _text(told.get("site_name")), _text(told.get("site_url"))
    return Edition(name, _text(extra.get("release")), url, _day(extra.get("released")))


def _day(value: Any) -> str:
    """A day as YAML reads it, with quotation marks or without; anything else is no day."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    text = _text(value)
    return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else ""


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""
