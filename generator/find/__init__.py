"""The search index, made from the archive's data and not from its pages: so every renderer's site has the whole of it.

Folded text (`fold`), pairs of characters with the paragraphs they stand in (`postings`), small files that a browser
loads when it needs them (`index`). What is asked of them is in `site_src/assets/find/`.
"""

from generator.find.entries import entries
from generator.find.fold import fold
from generator.find.index import FOLDER, find_files, index_files

__all__ = ["FOLDER", "entries", "find_files", "fold", "index_files"]
