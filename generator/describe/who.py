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
from generator.hanzi import words
from generator.model import Authority, Person
from generator.names import DOTTED, are_names, is_name, sounds_foreign
from generator.words import is_place_name, simplified, tagged

_SAY = (
    "说|說|表示|指出|强调|強調|介绍|介紹|认为|認為|告诉|告訴|称|稱|呼吁|呼籲|写道|寫道|回忆|回憶|坦言|透露|解释|解釋|补充|補充|宣布|重申|"
    "感叹|笑道|笑说|回应|回應|建议|建議|提出|提醒|感谢|感謝|祝贺|祝賀|赞扬|赞赏|希望|相信|致辞|致辭|致词|坚信|主张|直言|谈道|谈到|表达|说道|问道|答道|算过一笔账"
)
_BETWEEN = (
    r"(?:(?:[0-9]{1,2}月)?[0-9０-９一二三四五六七八九十]{1,3}日|当[天日]|今[天日]|昨[天日]|在[^，。！？“”]{1,24}(?:时|時|后|後|上|中)|在[^，。！？“”]{2,6}|向[^，。！？“”]{1,12}|对[^，。！？“”]{1,12}|"
    r"[\u4e00-\u9fff]{2,4}地|还|還|又|也|则|則|并|並|随后|隨後|后来|後來|事后|赛后|会后|当时|如今|曾|常|总|最后|最後|首先|同时|同時|进一步|進一步|明确|明確|特别|再次|一再|多次|反复|笑着|这样|這樣|如是|就此|接着|都)*"
)
_CLAUSE = re.compile(
    rf"(?:^|(?<=[。！？；：，”\n]))(?P<subject>[^，。！？；：“”\n]{{1,40}}?)(?P<between>{_BETWEEN})(?P<verb>{_SAY})(?=[，。：“,；]|$|[^的了])"
)
_TAIL_SAY = re.compile(rf"”(?P<subject>[^，。！？；：“”\n]{{2,30}}?)(?P<between>{_BETWEEN})(?P<verb>{_SAY})")
_OFFICE_END = re.compile(
    r"(?:主席|总统|總統|总理|總理|首相|国王|女王|大臣|国务卿|发言人|發言人|总干事|總幹事|总书记|负责人|負責人|代表|大使|专员|專員|特使|"
    r"[长長员員师師家授士官监監裁人手者生匠司主队隊]|主任|秘书|秘書|书记|書記|支书|会计|经理|經理|董事|教练|院士|博士|记者|導演|导演|船东|村民|居民|市民|读者|學者|学者|老板|摊主|司机|同学|先生|女士|老人|球员|队员|人士|牧民|渔民|农民|工人|军官|警官|馆员)$"
)
_TITLE_OF = re.compile(r"^(?P<who>.{2,30}?)(?:在|于|於|向|就).{2,60}(?:讲话|講話|演讲|演講|致辞|致辭|致词|发言)$")
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
_ATTEND = re.compile(
    r"(?:^|[。；，\n])(?P<names>[\u4e00-\u9fff·、和]{2,80}?)等?(?:人|同志|领导|参加|出席|陪同)?(?:参加|參加|出席|陪同|在座|列席)(?:了)?(?:上述|有关|此次)?(?:会晤|会见|会谈|活动|會見|會談|会议|开幕式|仪式|座谈)"
)
_READ_FOR = re.compile(r"由(?P<who>[^，。（）]{2,30}?)(?:代读|代讀|宣读|宣讀|代为宣读|代致)")
_STANDS_FOR = re.compile(r"代表(?P<who>[^，。“”]{2,30}?)(?:致辞|致辭|致词|发言|出席|宣读|讲话)")
_ISSUERS = re.compile(
    r"我们，?(?P<who>[^。]{4,120}?)(?:的)?(?P<office>领导人|外交部长|外长|部长|元首|首脑|国家元首|代表|各会员城市的市长)\*?，?(?:于|在|齐聚|相聚|举行|会晤)"
)
_TITLE_PARTIES = re.compile(
    r"^(?P<who>.{4,40}?)(?:关于.{2,40}的?)?(?:联合声明|聯合聲明|联合公报|聯合公報|联合新闻公报)$"
)
_CALLED = re.compile(r"(?:(?<=[\u4e00-\u9fff]{2})(?:大使|将军)|先生|女士|阁下|閣下|同志|教授|博士)$")


@dataclass(frozen=True)
class Names:
    """The names that a document gives in full, and what its short forms mean."""

    text: str
    forms: dict[str, str]  # every form of an authority record, with the preferred form of its script

    @cached_property
    def full(self) -> tuple[str, ...]:
        """Names the document gives in full: dotted ones, and known ones."""
        dotted = list(_dotted(self.text))
        return tuple(dict.fromkeys([*dotted, *(name for name in self.forms if name in self.text)]))

    def of(self, subject: str) -> str | None:
        """The one person that a subject (office and name, or a name) names; None where it names none or a group."""
        subject = _CALLED.sub("", re.sub(r"[（(].*?[）)]", "", subject).strip("　 “”"))
        subject = self._last_of_list(subject)
        sent = re.match(r"(.{2,20}?)代表.{2,24}$", subject)
        delegate = self.of(sent[1]) if sent else None
        if delegate:  # who speaks for another speaks
            return delegate
        if not subject or _GENERIC.fullmatch(subject) or subject[0] in _PRONOUNS or _JUNK.search(subject):
            return None
        dotted = list(_dotted(subject))
        if dotted and subject.endswith(dotted[-1]):
            return self._recorded(dotted[-1])
        return self._known(subject) or self._short(subject) or self._plain(subject)

    def _last_of_list(self, subject: str) -> str:
        """`第一作者、生态学家某某` is one person with two offices; two names in a row are two persons, so nobody."""
        *before, last = re.split(r"[、和与與]", subject) if "·" not in subject else re.split("、", subject)
        names = [part for part in before if is_name(part) or any(part.endswith(form) for form in self.forms)]
        return "" if names else last if before and not is_name(subject) else subject

    def _recorded(self, name: str) -> str:
        return next((form for form in self.forms if name.endswith(form) and "·" in form), name)

    def _known(self, subject: str) -> str | None:
        """The name of a known person, as fully as this document prints it, without office."""
        form = next((name for name in sorted(self.forms, key=len, reverse=True) if subject.endswith(name)), None)
        if not form:
            return None
        if self.forms[form] in self.text:
            return self.forms[form]
        cuts = [k for k in range(2, len(form) - 1) if _OFFICE_END.search(form[:k])]
        return form[max(cuts) :] if cuts and "·" not in form else form

    def _short(self, subject: str) -> str | None:
        """`恩吉拉` for a dotted name of the document, `习主席` for its one bearer of the surname."""
        for name in self.full:
            parts = re.split(r"[·・‧•]", name)
            last = _ending(subject, parts[-1]) if len(parts) > 1 else ""
            if last:
                return self._recorded(name[: len(name) - len(parts[-1])] + last)
        office = _SURNAME_OFFICE.fullmatch(subject)
        bearers = [name for name in self.full if office and name[0] == office["surname"] and "·" not in name]
        return bearers[0] if len(bearers) == 1 else None

    def _plain(self, subject: str) -> str | None:
        """A name at the end of a subject, after an office, or alone where the document shows it to be one."""
        if _SURNAME_OFFICE.fullmatch(subject):
            return None
        tail = _named_tail(subject)
        if tail:
            return tail
        for at in range(len(subject) - 2, 0, -1):
            name = subject[at:]
            if len(name) <= 4 and _OFFICE_END.search(subject[:at]) and _may_be_name(name):
                return name
        plain_name = is_name(subject) and simplified(subject) not in words()
        if len(subject) <= 5 and (plain_name or not _OFFICE_END.search(subject)) and self._alone(subject):
            return subject
        return None

    def _alone(self, name: str) -> bool:
        """Is a subject without office a person's name? The document's use of it or a tagger tells."""
        introduced = any(
            _OFFICE_END.search(self.text[max(0, match.start() - 6) : match.start()])
            for match in re.finditer(re.escape(name), self.text)
        )
        return (introduced and _may_be_name(name)) or _is_person(name, self.text)


_PRONOUNS = "他她它我你您咱其该這这那有据對对此各从從在于由因但而不也就并某每"
_GENERIC = re.compile(
    r"(?:.*(?:会议|會議|双方|雙方|报告|文章|公报|声明|宣言|记者|記者|專家|专家|居民们?|村民们?|市民|官方|媒体|人士|人员|人們|人们|各方|各国|领导人|代表们?|"
    r"负责人|負責人|发言人|發言人|有关方面|中方|美方|俄方|政府|外交部|委员会|组织|国家|网友|群众|读者|业内|学者们|老人们|大家|人|者))"
)
_JUNK = re.compile(r"(?:[的了方]|[0-9０-９][月日年]?|上午|下午|今天|昨天|发表|發表|任时|同时|此时|当时|之后)$")
_SURNAME_OFFICE = re.compile(
    r"(?P<surname>[\u4e00-\u9fff])(?:主席|总统|總統|总理|總理|部长|部長|外长|外長|主任|书记|委员|校长|院长|师傅|師傅|教授|老师|大使|女士|先生|氏)"
)


def _ending(subject: str, last: str) -> str:
    """The end of a subject that is the last part of a dotted name, which a following character may have run into."""
    return next((last[:k] for k in range(len(last), 1, -1) if subject.endswith(last[:k]) and k >= len(last) - 1), "")


def _dotted(text: str) -> Iterator[str]:
    """Dotted names without the office that runs into their first part (`店主若尔迪·普伊格`)."""
    for match in DOTTED.finditer(text):
        first = match.start() + len(re.split(r"[·・‧•]", match.group())[0])
        cuts = [k for k in range(match.start() + 1, first) if _OFFICE_END.search(text[max(0, k - 8) : k])]
        cuts += _after_noun(text, match.start(), first)
        yield text[max(cuts) if cuts else match.start() : match.end()]


def _after_noun(text: str, start: int, end: int) -> list[int]:
    """Where, inside the first part of a dotted name, a common word of the text before it ends (`青年阿米娜`)."""
    at = max(0, start - 6)
    cuts = []
    for word, tag in tagged(text[at:end]):
        at += len(word)
        if start < at < end and len(word) > 1 and tag not in ("nr", "nrt", "nrfg", "x") and word in words():
            cuts.append(at)
    return cuts


def _named_tail(subject: str) -> str | None:
    """The name that a tagger sees at the end of a subject, after a common noun that says what the person is."""
    plain = simplified(subject)
    if len(plain) != len(subject):
        return None
    at = len(subject)
    tags = tagged(plain)
    while tags and (tags[-1][1] in ("nr", "nrt", "nrfg") or (sounds_foreign(tags[-1][0]) and tags[-1][1] != "ns")):
        at -= len(tags.pop()[0])
    name = subject[at:]
    return name if 2 <= len(name) <= 7 and tags and _OFFICE_END.search(tags[-1][0]) else None


def _may_be_name(name: str) -> bool:
    """After an office: a Chinese name, or characters that are no common word and no place."""
    if is_name(name) or (sounds_foreign(name) and not is_place_name(name)):
        return True
    plain = simplified(name)
    parts = [plain, *(word for word, _ in tagged(plain) if len(word) > 1)]
    return len(name) >= 2 and not any(part in words() for part in parts)


def _is_person(name: str, text: str) -> bool:
    """Is a short subject a person's name, rather than a common word? A tagger or repeated use as a subject tells."""
    parts = tagged(simplified(name))
    if simplified(name) in words() and not is_name(name) and len(name) == 2:
        return False
    if len(parts) == 1 and parts[0][1] not in ("nr", "nrt", "nrfg", "x", "nz"):
        return False
    if any(tag in ("nr", "nrt", "nrfg") for _, tag in parts):
        return not any(tag[0] == "n" and tag[:2] != "nr" and word in words() and len(word) > 1 for word, tag in parts)
    if is_name(name) and not any(tag[0] in "vdrcpm" and len(word) > 1 for word, tag in parts):
        return True
    return text.count(name) >= 2 and len(name) >= 3 and all(tag in ("nz", "x", "nr") for _, tag in parts)


REACH = 400  # characters before `他说` in which the person it means is looked for
Found = tuple[str, str, int | None, str]  # role, name, raw line, the words it was read from


def read_persons(reading: Reading, kind: str, people: Sequence[Authority]) -> Part:
    """`speakers`, `quoted`, `issuers` and `persons`."""
    part = Part()
    names = Names(reading.text, _known(people))
    roles: list[Found] = []
    if kind in ("speech", "remarks"):
        roles += _delegated(reading, names, _speaker(reading, names))
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


def _put(part: Part, reading: Reading, roles: list[Found], people: Sequence[Authority]) -> None:
    lists = {"speaker": "speakers", "quoted": "quoted", "issuer": "issuers"}
    for role, key in lists.items():
        found = [item for item in roles if item[0] == role]
        values = tuple(dict.fromkeys(name for _, name, _, _ in found))
        if values:
            part.put(key, values, (found[0][2], found[0][3]))
    shown = {"reader": "speaker"}  # who read another's words spoke, but is not whose words the document is
    seen = dict.fromkeys((name, shown.get(role, role), line) for role, name, line, _ in roles)
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
    match = re.search(
        rf"(?:^|[，。、；：（“”\n]|[0-9]日)(?P<office>[^，。、；：（）“”\n\s]{{2,24}}?)[\s　]?{re.escape(name)}", text
    )
    if not match:
        return None
    office = re.sub(
        r"^.*(?:采访了|邀请|邀請|代表|会见|會見|访问|接受|主持|就|同|与|與|向|对|對|由|给|給|—|-)", "", match["office"]
    )
    return office if _OFFICE_END.search(office) and not re.search(_SAY, office) else None


# -- whose words ----------------------------------------------------------------------------------------------------


def _speaker(reading: Reading, names: Names) -> list[Found]:
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


def _delegated(reading: Reading, names: Names, speakers: list[Found]) -> list[Found]:
    """Where somebody else read the words, the principal is also represented, and the reader a speaker of none of them."""
    for unit in reading.units(first=2):
        match = _READ_FOR.search(unit.text)
        reader = names.of(match["who"]) if match else None
        if reader:
            line = reading.line_of(unit)
            principal: list[Found] = [("represented", name, line, unit.text) for _, name, _, _ in speakers]
            return [*speakers, ("reader", reader, line, unit.text), *principal]
    return speakers


def _interviewed(reading: Reading, names: Names) -> list[Found]:
    found: list[Found] = []
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


def _answering(reading: Reading, names: Names) -> list[Found]:
    """Those whose turns answer, or whom the opening names as spokesman."""
    found: list[Found] = []
    for block in reading.paragraphs:
        match = _TURN.match(block.text)
        if match and not _ASKS.match(match["who"]) and (is_name(match["who"]) or names.of(match["who"])):
            full = [name for name in names.full if name.endswith(match["who"])]
            found.append(("speaker", full[0] if full else match["who"], reading.line_of(block), match.group()))
    if found:
        return found
    for unit in reading.units("title", first=2):
        for piece in re.findall(r"(?:发言人|發言人)([\u4e00-\u9fff]{2,3}?)(?=主持|在|就|答|于|表示|说|：)", unit.text):
            return [("speaker", piece, reading.line_of(unit), unit.text[:60])]
        match = re.search(r"请(?P<who>[^。]{4,80}?)(?:介绍|出席|并答)", unit.text)
        people = [names.of(word) for word in match["who"].split("、")] if match else []
        if any(people):
            return [("speaker", name, reading.line_of(unit), unit.text[:60]) for name in people if name]
    return []


def _written_message(reading: Reading, names: Names) -> list[Found]:
    return _speaker(reading, names) if re.search(r"书面|書面", reading.title) else []


# -- quoted, attending, represented ---------------------------------------------------------------------------------


def _quoted(reading: Reading, names: Names) -> list[Found]:
    """Persons whose words are reported, most quoted first, then in order of appearance."""
    found = list(_sayings(reading, names))
    counts = Counter(name for _, name, _, _ in found)
    order = list(dict.fromkeys(name for _, name, _, _ in found))
    rank = {name: (-counts[name], order.index(name)) for name in order}
    return sorted(found, key=lambda item: rank[item[1]])


def _sayings(reading: Reading, names: Names) -> Iterator[Found]:
    for block in reading.paragraphs:
        text = re.sub(r"^[^，。！？]{2,40}?[电電讯訊][\s　）】]*(?:[（(][^）)]{2,40}[）)])?", "", block.text)
        for match in sorted([*_CLAUSE.finditer(text), *_TAIL_SAY.finditer(text)], key=lambda match: match.start()):
            subject = match["subject"]
            name = _antecedent(text[: match.start()], names) if subject in ("他", "她") else names.of(subject)
            if name:
                yield "quoted", name, reading.line_of(block), match.group()


def _antecedent(before: str, names: Names) -> str | None:
    """Whom `他说` means: the only person that the paragraph has named as a subject so far."""
    before = re.sub(r"“[^”]*”", "", before[-REACH:])
    subjects = re.findall(r"(?:^|[。！？；，”])([^，。！？；：“”\n]{2,24})", before)
    people = {name for subject in subjects for name in _leading(subject, names)}
    return people.pop() if len(people) == 1 else None


def _leading(subject: str, names: Names) -> Iterator[str]:
    """The person that a clause begins with, whatever it goes on to say."""
    whole = next((name for name in names.full if name in subject), None)
    if whole:
        yield whole
        return
    end = 0
    for word, tag in tagged(subject):
        end += len(word)
        name = names.of(subject[:end]) if tag in ("nr", "nrt", "nrfg", "x", "nz") else None
        if name:
            yield name
            return


def _attending(reading: Reading, names: Names) -> Iterator[Found]:
    """A list of names that the text says attended."""
    for block in reading.paragraphs:
        for match in _ATTEND.finditer(block.text):
            people = [word for word in re.split(r"[、和]", match["names"]) if word]
            if len(people) > 1 and sum(is_name(word) or names.of(word) is not None for word in people) >= 0.5 * len(
                people
            ):
                for word in people:
                    yield "attending", names.of(word) or word, reading.line_of(block), match.group()


def _represented(reading: Reading, names: Names) -> Iterator[Found]:
    """The principal for whom a delegate speaks, and the delegate who reads for a speaker."""
    for unit in reading.units():
        for match in _STANDS_FOR.finditer(unit.text):
            name = names.of(match["who"])
            if name:
                yield "represented", name, reading.line_of(unit), match.group()


# -- issuers --------------------------------------------------------------------------------------------------------


def _issuers(reading: Reading, kind: str) -> list[Found]:
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
        return [
            ("issuer", name, reading.line_of(title), title.text) for name in _parties(match["who"]) if len(name) > 1
        ]
    if kind == "letter":
        return []
    found: list[Found] = []
    for field in reading.fields("byline"):
        text = re.sub(r"^[\u4e00-\u9fff]{2,5}[：:]\s*", "", field.text)  # 签名人：
        if are_names(text) and len(text.split()) > 1:
            found += [("issuer", name, reading.line_of(field), field.text) for name in text.split()]
        elif kind != "other" or not is_name(field.text):
            found.append(("issuer", field.text, reading.line_of(field), field.text))
    return [item for item in found if not re.search(r"记者|記者|作者|译", item[1])]


def _parties(text: str) -> list[str]:
    return [word.strip() for word in re.split(r"[、，]|与|與|(?<!共)和(?![平谐解諧])", text) if word.strip()]
