"""Editors' files beside the witnesses: `<same stem>.yml`, read as plain values."""

from __future__ import annotations

from pathlib import Path

from generator import strict_yaml
from generator.model import Sidecar


class SidecarError(ValueError):
    """A sidecar that cannot be read. The message names file, line and remedy."""


def read_sidecar(path: Path) -> Sidecar | None:
    """The sidecar at `path`; None where there is none, which is the usual case."""
    if not path.is_file():
        return None
    try:
        loaded = strict_yaml.load(path.read_text(encoding="utf-8-sig"))
    except strict_yaml.YamlError as error:
        raise SidecarError(f"{path}, line {error.line}: {error}") from error
    except UnicodeDecodeError as error:
        raise SidecarError(f"{path}: not UTF-8; save it as UTF-8 text") from error
    except OSError as error:
        raise SidecarError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    if loaded.value is not None and not isinstance(loaded.value, dict):
        raise SidecarError(f"{path}, line 1: a sidecar holds `key: value` lines, not a list or a text; see its guide")
    return Sidecar(path.name, loaded.value or {})
