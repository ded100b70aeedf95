"""Who speaks in a document, who is quoted, who adopts it, who attends: names as printed, without office.

A name is taken only where its form or its office shows that it is one. A short form (`孟玮` after nothing, `恩吉拉` after
`特雷弗·恩吉拉`, `习主席`) leads to the full name that the same document gives.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.describe.reading import Part, Reading
from generator.model import Authority, Person
from generator.names import are_names, is_name
from generator.words import simplified, tagged

_SAY = (
    "说|說|表示|指出|强调|強調|介绍|介紹|认为|認為|告诉|告訴|称|稱|呼吁|呼籲|写道|寫道|回忆|回憶|坦言|透露|解释|解釋|补充|補充|宣布|重申|"
    "感叹|笑道|笑说|回应|回應|建议|建議|提出|提醒|感谢|感謝|祝贺|祝賀|赞扬|赞赏|希望|相信|致辞|致辭|致词|坚信|主张|直言|谈道|谈到|表达|说道|问道|答道|算过一笔账"
)
_BETWEEN = (
    r"(?:[0-9０-９一二三四五六七八九十]{1,3}日|当[天日]|今[天日]|昨[天日]|在[^，。！？“”]{1,24}(?:时|時|后|後|上|中)|向[^，。！？“”]{1,12}|对[^，。！？“”]{1,12}|"
    r"代表[^，。！？“”]{1,24}?|[\u4e00-\u9fff]{2,5}地|还|還|又|也|则|則|并|並|随后|隨後|最后|最後|首先|同时|同時|进一步|進一步|明确|明確|特别|再次|一再|多次|反复|笑着|这样|這樣|如是|就此|接着|都)*"
)
_CLAUSE = re.compile(rf"(?:^|(?<=[。！？；：，”\n]))(?P<subject>[^，。！？；：“”\n]{{2,40}}?)(?P<between>{_BETWEEN})(?P<verb>{_SAY})(?=[，。：“,；]|$|[^的了])")
_TAIL_SAY = re.compile(rf"”(?P<subject>[^，。！？；：“”\n]{{2,30}}?)(?P<between>{_BETWEEN})(?P<verb>{_SAY})")
_DOTTED = re.compile(r"[\u4e00-\u9fff]{1,8}(?:[·・‧•][\u4e00-\u9fff]{1,10})+")
_OFFICE_END = re.compile(
    r"(?:主席|总统|總統|总理|總理|首相|国王|女王|大臣|国务卿|发言人|發言人|总干事|總幹事|总书记|负责人|負責人|代表|大使|专员|專員|特使|"
    r"[长長员員师師家授士官任监監裁人手者生匠司]|会计|经理|經理|董事|教练|院士|博士|记者|導演|导演|船东|村民|居民|市民|读者|學者|学者|老板|摊主|司机|同学|先生|女士|老人|球员|队员)$"
)
_PRONOUN = re.compile(r"^(?:他|她|它|我|你|您|咱|其|该|這|这|那|有|据|對|对|此|各|与|從|从|在|于|由|因|但|而|不|也|就|并|一|两|三|四|几|多|每|某|前|後|后|目前|同时|会议|會議|双方|雙方|报告|文章|公报|声明|宣言|记者|記者|專家|专家|居民|村民|市民|官方|媒体)")
_TITLE_OF = re.compile(r"^(?P<who>.{2,30}?)(?:在|于|於).{2,60}(?:讲话|講話|演讲|演講|致辞|致辭|致词|发言)$")
_INTERVIEWEE = (
    re.compile(r"[—-]+访(?P<who>.{2,40})$"),
    re.compile(r"专访(?P<who>.{2,40}?)(?:[：:]|$)"),
    re.compile(r"[—-]*(?P<who>.{2,40}?)(?:就.{2,40})?答.{0,10}(?:记者|本报|本刊|读者|網友|网友)?问$"),
    re.compile(r"[—-]+(?P<who>.{2,30}?)谈.{2,80}$"),
    re.compile(r"^(?P<who>[^，。：:]{2,30})[：:].{2,60}$"),
)
_TURN = re.compile(r"^(?P<who>[\u4e00-\u9fff·]{1,12})[：:]\s*\S")
_ASKS = re.compile(r"^(?:问|問|答|记者|記者|主持人|本报|本刊|.*(?:记者|記者|社|报|報|台|网|電視|周刊))$")
_GRANTS = re.compile(r"(?:采访了|专访了|採訪了)(?P<who>[^，。]{2,40})[。，]")
_GIVES = re.compile(r"(?:^|[，。、日])(?P<who>[^，。、]{2,30}?)接受.{0,24}(?:采访|专访|採訪)")
_ATTEND = re.compile(r"(?:^|[。；，\n])(?P<names>[\u4e00-\u9fff·、和]{2,80}?)等?(?:人|同志|领导|参加|出席|陪同)?(?:参加|參加|出席|陪同|在座|列席)(?:了)?(?:上述|有关|此次)?(?:会晤|会见|会谈|活动|會見|會談|会议|开幕式|仪式|座谈)")
_READ_FOR = re.compile(r"由(?P<who>[^，。（）]{2,30}?)(?:代读|代讀|宣读|宣讀|代为宣读|代致)")
_STANDS_FOR = re.compile(r"代表(?P<who>[^，。“”]{2,30}?)(?:致辞|致辭|致词|发言|出席|宣读|讲话)")
_ISSUERS = re.compile(r"我们，?(?P<who>[^。]{4,120}?)(?:的)?(?P<office>领导人|外交部长|外长|部长|元首|首脑|国家元首|代表|各会员城市的市长)\*?，?(?:于|在|齐聚|相聚|举行|会晤)")
_TITLE_PARTIES = re.compile(r"^(?P<who>.{4,40}?)(?:关于.{2,40}的?)?(?:联合声明|聯合聲明|联合公报|聯合公報|联合新闻公报)$")
_CALLED = re.compile(r"(?:先生|女士|阁下|閣下|同志|教授|博士)$")


@dataclass(frozen=True)
class Names:
    """The names that a document gives in full, and what its short forms mean."""

    text: str
    forms: dict[str, str]  # every form of an authority record, with the preferred form of its script

    @property
    def known(self) -> tuple[str, ...]:
        return tuple(self.forms)

    @cached_property
    def full(self) -> tuple[str, ...]:
        dotted = [match.group() for match in _DOTTED.finditer(self.text)]
        return tuple(dict.fromkeys([*dotted, *(name for name in self.known if name in self.text)]))

    def of(self, subject: str) -> str | None:
        """The one person that a subject (office and name, or a name) names; None where it names none or a group."""
        subject = _CALLED.sub("", re.sub(r"[（(].*?[）)]", "", subject).strip("　 “”、"))
        if "和" in subject and "·" not in subject or "、" in subject or _PRONOUN.match(subject) and not self._knows(subject):
            return None
        dotted = re.search(r"[\u4e00-\u9fff]{1,8}(?:[·・‧•][\u4e00-\u9fff]{1,10})+$", subject)
        if dotted:
            return self._dotted(subject, dotted.group())
        return self._knows(subject) or self._short(subject) or self._plain(subject)

    def _knows(self, subject: str) -> str | None:
        """The name of a known person, as fully as this document prints it, without office."""
        form = next((name for name in sorted(self.known, key=len, reverse=True) if subject.endswith(name)), None)
        if not form:
            return None
        if self.forms[form] in self.text:
            return self.forms[form]
        cuts = [k for k in range(2, len(form) - 1) if _OFFICE_END.search(form[:k])]
        return form[max(cuts) :] if cuts and "·" not in form else form

    def _dotted(self, subject: str, name: str) -> str:
        """A dotted name without the office that runs into its first part."""
        first = name.split("·")[0]
        for size in range(1, len(first)):
            if _OFFICE_END.search(first[:size]) and len(first) - size >= 1 and len(first) > 2:
                cut = max(k for k in range(1, len(first)) if _OFFICE_END.search(first[:k]))
                return name[cut:]
        for record in self.known:
            if name.endswith(record):
                return record
        return name

    def _short(self, subject: str) -> str | None:
        """`恩吉拉` for a dotted name of the document, `习主席` for its one bearer of the surname."""
        for name in self.full:
            parts = re.split(r"[·・‧•]", name)
            if len(parts) > 1 and len(parts[-1]) >= 2 and subject.endswith(parts[-1]):
                return self._dotted("", name)
        office = re.fullmatch(r"(?P<surname>[\u4e00-\u9fff])(?:主席|总统|总理|部长|外长|主任|书记|委员|校长|院长|师傅|教授)", subject)
        bearers = [name for name in self.full if office and name[0] == office["surname"] and "·" not in name]
        return bearers[0] if len(bearers) == 1 else None

    def _plain(self, subject: str) -> str | None:
        """A Chinese name at the end of a subject, alone or after an office."""
        for size in (3, 2, 4):
            name, before = subject[-size:], subject[:-size]
            if len(name) == size and is_name(name) and (not before or _OFFICE_END.search(before)):
                if before or _is_person(name, self.text):
                    return name
        if 2 <= len(subject) <= 5 and not _OFFICE_END.search(subject) and _is_person(subject, self.text):
            return subject
        office = re.match(r"^(?P<office>.{2,}?[长長员員师師家授任人])(?P<name>[\u4e00-\u9fff]{2,5})$", subject)
        if office and _is_person(office["name"], self.text):
            return office["name"]
        return None


def _is_person(name: str, text: str) -> bool:
    """Is a short subject a person's name, rather than a common word? A tagger or repeated use as a subject tells."""
    words = tagged(simplified(name))
    if len(words) == 1 and words[0][1] not in ("nr", "nrt", "nrfg", "x", "nz"):
        return False
    if any(tag in ("nr", "nrt", "nrfg") for _, tag in words):
        return True
    if is_name(name) and not any(tag[0] in "vdrcpm" and len(word) > 1 for word, tag in words):
        return True
    return text.count(name) >= 2 and len(name) >= 3 and all(tag in ("ns", "nz", "x", "nr", "n") for _, tag in words)


def read_persons(reading: Reading, kind: str, people: Sequence[Authority]) -> Part:
    """`speakers`, `quoted`, `issuers` and `persons`."""
    part = Part()
    names = Names(reading.text, _known(people))
    roles: list[tuple[str, str, int | None, str]] = []
    if kind in ("speech", "remarks"):
        roles += _speaker(reading, names)
    elif kind == "interview":
        roles += _interviewed(reading, names)
    elif kind == "press-conference":
        roles += _answering(reading, names)
    elif kind in ("news", "feature"):
        roles += _quoted(reading, names)
    if kind in ("declaration", "joint-statement", "communique", "other", "letter"):
        roles += _written_message(reading, names) + _issuers(reading, kind)
    roles += [*_attending(reading, names), *_represented(reading, names)]
    _put(part, reading, roles, people)
    return part


def _known(people: Sequence[Authority]) -> dict[str, str]:
    """Every Chinese form of the persons on record, with the preferred form in the same script."""
    forms: dict[str, str] = {}
    for record in people:
        for form in (*record.prefer.values(), *record.variants):
            preferred = record.prefer.get(form.script)
            if form.script.startswith("zh") and len(form.text) >= 2:
                forms[form.text] = preferred.text if preferred else form.text
    return forms


def _put(part: Part, reading: Reading, roles: list[tuple[str, str, int | None, str]], people: Sequence[Authority]) -> None:
    lists = {"speaker": "speakers", "quoted": "quoted", "issuer": "issuers"}
    for role, key in lists.items():
        found = [item for item in roles if item[0] == role]
        values = tuple(dict.fromkeys(name for _, name, _, _ in found))
        if values:
            part.put(key, values, (found[0][2], found[0][3]))
    seen = dict.fromkeys((name, role, line) for role, name, line, _ in roles)
    first = {(name, role): line for name, role, line in reversed(seen)}
    persons = [(name, role) for name, role, _ in seen]
    part.values["persons"] = tuple(
        Person(name, role, _office(name, reading.text), _authority(name, people), first[name, role])  # type: ignore[arg-type]
        for name, role in dict.fromkeys(persons)
    )


def _authority(name: str, people: Sequence[Authority]) -> str | None:
    plain = simplified(name)
    for record in people:
        if any(simplified(form.text) == plain for form in (*record.prefer.values(), *record.variants)):
            return record.id
    return None


def _office(name: str, text: str) -> str | None:
    """The office printed directly before a name, or before it with a space."""
    match = re.search(rf"(?:^|[，。、；：（“”\n]|[0-9]日)(?P<office>[^，。、；：（）“”\n\s]{{2,24}}?)[\s　]?{re.escape(name)}", text)
    if not match:
        return None
    office = re.sub(r"^.*(?:代表|会见|會見|访问|接受|主持|就|同|与|與|向|对|對|由|给|給|—|-)", "", match["office"])
    return office if _OFFICE_END.search(office) and not re.search(_SAY, office) else None


# -- whose words ----------------------------------------------------------------------------------------------------


def _speaker(reading: Reading, names: Names) -> list[tuple[str, str, int | None, str]]:
    """The name under the title, in a date line's brackets, or in the title itself."""
    for field in reading.fields("byline"):
        if re.search(r"译|譯|记者|記者|整理", field.text):
            continue
        words = field.text.replace("\u3000", " ").split()
        name = next((_CALLED.sub("", word) for word in reversed(words) if is_name(_CALLED.sub("", word))), None)
        name = name or names.of(field.text)
        if name:
            return [("speaker", name, reading.line_of(field), field.text)]
    for field in reading.fields("title", "subtitle"):
        match = _TITLE_OF.match(field.text.lstrip("—-"))
        name = names.of(match["who"]) if match else None
        if name:
            return [("speaker", name, reading.line_of(field), field.text)]
    return []


def _interviewed(reading: Reading, names: Names) -> list[tuple[str, str, int | None, str]]:
    found = []
    for field in reading.fields("subtitle", "title"):
        for pattern in _INTERVIEWEE:
            match = pattern.search(field.text)
            name = names.of(match["who"]) if match else None
            if name:
                found.append(("speaker", name, reading.line_of(field), field.text))
                break
    if not found:
        for block in reading.paragraphs[:3]:
            match = _GRANTS.search(block.text) or _GIVES.search(block.text)
            name = names.of(match["who"]) if match else None
            if name:
                found.append(("speaker", name, reading.line_of(block), block.text[:60]))
    return found or _answering(reading, names)


def _answering(reading: Reading, names: Names) -> list[tuple[str, str, int | None, str]]:
    """Those whose turns answer, or whom the opening names as spokesman."""
    found = []
    for block in reading.paragraphs:
        match = _TURN.match(block.text)
        if match and not _ASKS.match(match["who"]) and (is_name(match["who"]) or names.of(match["who"])):
            full = [name for name in names.full if name.endswith(match["who"])]
            found.append(("speaker", full[0] if full else match["who"], reading.line_of(block), match.group()))
    if found:
        return found
    for unit in [*reading.fields("title"), *reading.paragraphs[:2]]:
        for piece in re.findall(r"(?:发言人|發言人)([\u4e00-\u9fff]{2,3}?)(?=主持|在|就|答|于|表示|说|：)", unit.text):
            return [("speaker", piece, reading.line_of(unit), unit.text[:60])]
        match = re.search(r"请(?P<who>[^。]{4,80}?)(?:介绍|出席|并答)", unit.text)
        people = [names.of(word) for word in match["who"].split("、")] if match else []
        if any(people):
            return [("speaker", name, reading.line_of(unit), unit.text[:60]) for name in people if name]
    return []


def _written_message(reading: Reading, names: Names) -> list[tuple[str, str, int | None, str]]:
    return _speaker(reading, names) if re.search(r"书面|書面", reading.title) else []


# -- quoted, attending, represented ---------------------------------------------------------------------------------


def _quoted(reading: Reading, names: Names) -> list[tuple[str, str, int | None, str]]:
    """Persons whose words are reported, most quoted first, then in order of appearance."""
    found = list(_sayings(reading, names))
    counts = Counter(name for _, name, _, _ in found)
    order = list(dict.fromkeys(name for _, name, _, _ in found))
    rank = {name: (-counts[name], order.index(name)) for name in order}
    return sorted(found, key=lambda item: rank[item[1]])


def _sayings(reading: Reading, names: Names) -> Iterator[tuple[str, str, int | None, str]]:
    for block in reading.paragraphs:
        text = re.sub(r"^[^，。！？]{2,40}?[电電讯訊][\s　）】]*(?:[（(][^）)]{2,40}[）)])?", "", block.text)
        for match in sorted([*_CLAUSE.finditer(text), *_TAIL_SAY.finditer(text)], key=lambda match: match.start()):
            name = names.of(match["subject"])
            if name:
                yield "quoted", name, reading.line_of(block), match.group()


def _attending(reading: Reading, names: Names) -> Iterator[tuple[str, str, int | None, str]]:
    """A list of names that the text says attended."""
    for block in reading.paragraphs:
        for match in _ATTEND.finditer(block.text):
            people = [word for word in re.split(r"[、和]", match["names"]) if word]
            if len(people) > 1 and sum(is_name(word) or names.of(word) is not None for word in people) >= 0.6 * len(people):
                for word in people:
                    yield "attending", names.of(word) or word, reading.line_of(block), match.group()


def _represented(reading: Reading, names: Names) -> Iterator[tuple[str, str, int | None, str]]:
    """The principal for whom a delegate speaks, and the delegate who reads for a speaker."""
    for unit in [*reading.document.fields, *reading.paragraphs]:
        for match in _STANDS_FOR.finditer(unit.text):
            name = names.of(match["who"])
            if name:
                yield "represented", name, reading.line_of(unit), match.group()


# -- issuers --------------------------------------------------------------------------------------------------------


def _issuers(reading: Reading, kind: str) -> list[tuple[str, str, int | None, str]]:
    """Who adopts: the parties that the opening or the title lists, else those who sign."""
    for block in reading.paragraphs[:2]:
        match = _ISSUERS.search(block.text)
        if match and kind in ("declaration", "joint-statement", "communique"):
            parties = _parties(match["who"])
            whole = match.group()[match.start("who") - match.start() : match.end("office") - match.start()]
            names = parties if len(parties) > 1 else [whole]
            return [("issuer", name, reading.line_of(block), match.group()) for name in names]
    title = reading.field("title")
    match = _TITLE_PARTIES.match(reading.title) if title else None
    if title and match and re.search(r"[和与與、]|两国", match["who"]):
        return [("issuer", name, reading.line_of(title), title.text) for name in _parties(match["who"]) if len(name) > 1]
    if kind == "letter":
        return []
    found = []
    for field in reading.fields("byline"):
        if are_names(field.text) and len(field.text.split()) > 1:
            found += [("issuer", name, reading.line_of(field), field.text) for name in field.text.split()]
        elif kind != "other" or not is_name(field.text):
            found.append(("issuer", field.text, reading.line_of(field), field.text))
    return [item for item in found if not re.search(r"记者|記者|作者|译", item[1])]


def _parties(text: str) -> list[str]:
    return [word.strip() for word in re.split(r"[、，]|与|與|(?<!共)和(?![平谐解諧])", text) if word.strip()]
