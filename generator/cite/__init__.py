"""Citations: one CSL-JSON record a document is the master, and every other form is made from it.

record   the master
styles   citations as text, by a citation processor and CSL styles
exports  BibTeX, RIS, CSL-JSON
tags     what a page tells Zotero and search engines, without anything inferred
"""

from generator.cite.exports import bibtex, csl_json, ris
from generator.cite.record import csl_record
from generator.cite.styles import ACCESSED, STYLES, cited
from generator.cite.tags import linked, tags

__all__ = ["ACCESSED", "STYLES", "bibtex", "cited", "csl_json", "csl_record", "linked", "ris", "tags"]
