"""What a change does to the archive, for a person who decides about it: two versions compared, in Chinese and English.

`versions` finds the version before, `compare` says what differs, `text` writes it as Markdown; `reading` goes the way.
"""
