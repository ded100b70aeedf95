"""The short names of seeds: once released, a seed keeps its own, and no other seed ever gets it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from generator.model import Identifier
from generator.seeds import short_names

Digest = Callable[[str], str | None]  # the sha256 of a seed by its file name, None where it cannot be read


@dataclass(frozen=True)
class _Owner:
    """The seed that a short name belongs to."""

    short: str
    seed: str
    sha256: str
    gone: bool  # all its ids were withdrawn


def allotted(names: Sequence[str], released: Iterable[Identifier], digest: Digest) -> dict[str, str]:
    """The short name of each seed, by its file name (in order): its own where it was released, else a free one.

    >>> allotted(["000_a.txt", "000_b.txt"], [], lambda name: None)
    {'000_a.txt': '000', '000_b.txt': '000-b'}
    """
    owners = _owners(released)
    found = _by_name(names, owners, digest)
    found |= _renamed([name for name in names if name not in found], names, owners, digest)
    new = [name for name in names if name not in found]
    stems = [PurePath(name).stem for name in new]
    found |= zip(new, short_names(stems, (owner.short for owner in owners)), strict=True)
    return found


def _owners(released: Iterable[Identifier]) -> list[_Owner]:
    gone: dict[tuple[str, str, str], bool] = {}
    for row in released:
        key = (row.short, row.seed, row.sha256)
        gone[key] = gone.get(key, True) and row.status == "withdrawn"
    return sorted((_Owner(*key, gone=all_gone) for key, all_gone in gone.items()), key=lambda owner: owner.gone)


def _by_name(names: Sequence[str], owners: Sequence[_Owner], digest: Digest) -> dict[str, str]:
    """Released seeds under their own names. Another file under the name of a withdrawn seed is another seed."""
    found: dict[str, str] = {}
    here = set(names)
    for owner in owners:
        if owner.seed in here and owner.seed not in found and (not owner.gone or digest(owner.seed) == owner.sha256):
            found[owner.seed] = owner.short
    return found


def _renamed(new: Sequence[str], names: Sequence[str], owners: Sequence[_Owner], digest: Digest) -> dict[str, str]:
    """Released seeds under new names, known by their bytes. Nothing is read while every released seed is in place."""
    missing = [owner for owner in owners if owner.seed not in set(names)]
    found: dict[str, str] = {}
    for name in new if missing else ():
        known = next((owner for owner in missing if owner.sha256 == digest(name)), None)
        if known:
            found[name] = known.short
            missing.remove(known)
    return found
