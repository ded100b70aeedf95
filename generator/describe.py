"""Describe."""

from __future__ import annotations

from dataclasses import replace

from generator.model import Document


def describe(document: Document) -> Document:
    title = next((field.text for field in document.fields if field.role == "title"), None)
    return replace(document, card=replace(document.card, title=title))
