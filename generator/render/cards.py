"""What a link in the text says of a name when it is pointed at: small files that the pages load when they need them.

They are scripts, not data, because a page on a disk may load a script and may not fetch. Names and counts stand here and
not in the pages: a new document changes one of these files and not every page that names what it names.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.model import Authority
from generator.render import labels, pages
from generator.render.site import Site, preferred
from generator.render.words import some

FOLDER = "data/cards"


def card_files(site: Site) -> Iterator[tuple[str, str]]:
    """One file for each folder and first letter of an id: small, however many records there are."""
    shards: dict[str, dict[str, Any]] = {}
    for id in sorted(site.known):
        authority = site.authorities[id]
        shards.setdefault(shard(authority), {})[id] = _card(site, authority)
    for name, cards in sorted(shards.items()):
        yield f"{FOLDER}/{name}.js", f"archiveCards({_script(name)},{_script(cards)});\n"


def shard(authority: Authority) -> str:
    """The file that holds a record; `assets/links.js` reads the same from the address of the record's page."""
    return f"{pages.authority_folder(authority.kind)}-{authority.id[0]}"


def _card(site: Site, authority: Authority) -> dict[str, Any]:
    english, told = authority.prefer.get("en"), authority.description
    documents, count = len(site.named.get(authority.id, ())), site.count(authority.id)
    return {
        "kind": labels.KINDS.get(authority.kind, authority.kind),
        "kind_en": labels.english(labels.KINDS.get(authority.kind, "")) or authority.kind,
        "zh": preferred(authority),
        "en": english.text if english else "",
        "said": told.get("zh") or told.get("en") or "",
        "said_en": told.get("en") or "",
        "count": f"{documents:,} 篇 {count:,} 处",
        "count_en": f"{some(count, 'mention')} in {some(documents, 'document')}",
    }


def _script(value: Any) -> str:
    """JSON that is also a script, whatever characters are in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
