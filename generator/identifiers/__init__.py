"""Identifiers that last: what was released stays, at its address, whatever later rules and seeds bring.

`seeds/identifiers.tsv` says what was released. `archive release` alone writes it; a build reads it and stops
where an id would be lost.
"""

from __future__ import annotations

from generator.identifiers.names import allotted
from generator.identifiers.release import Release, Withdrawal, release
from generator.identifiers.standing import problems
from generator.identifiers.table import COLUMNS, FILE, IdentifierError, read_identifiers, table

__all__ = [
    "COLUMNS",
    "FILE",
    "IdentifierError",
    "Release",
    "Withdrawal",
    "allotted",
    "problems",
    "read_identifiers",
    "release",
    "table",
]
