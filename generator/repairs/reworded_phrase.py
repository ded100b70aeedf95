"""A set phrase with a word replaced by a machine: `人类运气配合体`, `战略同伴干系`, `结合国安理会`.

Content farms replace words by so-called synonyms so that a copied text looks new, and set phrases give them away: nobody
writes `可连续成长目标`. What stands there is flagged with the phrase that was meant, and tells a reader that other words of
this text may have been replaced too, where no phrase shows it.

The phrases and the replacements are data (`generator/data/set_phrases.tsv`, `spun_words.tsv`). Left alone: every word that
writers of some region do use there (`天气变化`, `可持续成长`, `合作协议`, `環球`), and everything outside a set phrase: a paraphrase
is an author's right.

>>> [(flag.text, flag.likely) for flag in find("推动构建人类运气 配合体，落实可连续成长目标", "")]
[('人类运气 配合体', '人类命运共同体'), ('可连续成长目标', '可持续发展目标')]
>>> list(find("他运气好，天气变化大，互助共赢，我们配合默契，研究庇护主义，邓小平实际上说过", ""))
[]
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import hanzi, set_phrases
from generator.model import Flag, Rule

_MARKS = "“”‘’「」『』《》〈〉 \u3000"  # may stand inside a phrase: content farms set spaces around what they replace


def find(text: str, whole: str) -> Iterator[Flag]:
    del whole
    if hanzi.has_kana(text):
        return
    bare = set_phrases.Bare(text, _MARKS)
    for at, form, phrase in set_phrases.spun().find(bare.text):
        start, end = bare.span(at, at + len(form))
        likely = set_phrases.in_script_of(text, phrase)
        reason = f"固定提法通作“{phrase}”，此处似被机器换词；未改，同篇他处也可能换过"
        yield Flag(start, end, text[start:end], RULE.id, reason, likely)


RULE = Rule(
    id="reworded-phrase",
    stage="phrases",
    zh="提法被换词",
    en="Set phrase reworded",
    why="固定提法里的词被机器换成了所谓近义词，如“人类运气配合体”；只作标记，不改。",
    tei="choice/sic/corr",
    find=find,
)
