"""The ways in: whatever the archive holds is found from every side, and what the pages say is what the records hold."""

from __future__ import annotations

import json
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from handmade import BRI, HOSTILE, archive, document, flagged, hostile_archive, seed

from generator.archive import Archive
from generator.build import clean_seed
from generator.documents import Cleaned
from generator.model import Authority, Block, Card, Evidence, Form, Person
from generator.records import apparatus_records, document_record
from generator.render import render_site
from generator.render.facets import FACETS, home_of, place, values_of
from generator.render.quality import KINDS
from generator.render.site import Site
from generator.repairs import RULES

LARGEST = 256 * 1024  # bytes of a page as the generator writes it
MANY = 1000  # documents


class Links(HTMLParser):
    """The links of a page, its rows by table, and what each heading of a table says of itself."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.feed(source.split("---\n", 2)[-1])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self.elements.append((tag, found))
        if tag == "a" and "href" in found:
            self.links.append(found["href"])

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def ids(self) -> set[str]:
        return {attrs["id"] for _, attrs in self.elements if "id" in attrs}


def there(here: str, link: str) -> str:
    """The page a link leads to, as the generator names it."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(here), link.partition("#")[0]))
    return re.sub(r"\.html$", ".md", path)


def event(id: str, name: str, date: str | None = None) -> Authority:
    return Authority(id, "event", {"zh-Hans": Form(name, "zh-Hans")}, date=date)


def person(id: str, *names: str) -> Authority:
    first, *others = (Form(name, "zh-Hans") for name in names)
    return Authority(id, "person", {"zh-Hans": first}, tuple(others))


def carded(name: str, card: Card, text: str = "题目\n正文。\n") -> Cleaned:
    return document(seed(text, f"{name}.txt"), card=card)


PEOPLE = (person("zhao", "赵甲", "趙甲"), event("summit", "甲乙峰会", "2019-05-06/2019-05-07"), BRI)
SPEECH = Card(
    type="speech", date="2019-05-06", venue="某市", format="video", script="Hans", agency="某社", events=("summit",),
    speakers=("赵甲",), persons=(Person("赵甲", "speaker", "主席", "zhao"),),
)  # fmt: skip
NEWS = Card(
    type="news", date="2019-05-07", venue="某市", script="Hant", agency="某社", events=("summit",), publisher="某報",
    quoted=("趙甲", "錢乙"), persons=(Person("趙甲", "quoted", None, "zhao"), Person("錢乙", "quoted")),
    evidence=(Evidence("date", 2, "七日", inferred=True, reason="据电头"),), completeness="missing-start+missing-end",
)  # fmt: skip
DECLARATION = Card(type="declaration", date="2019-05-06", events=("summit",), issuers=("甲国", "乙国"))
INTERVIEW = Card(type="interview", covers="2018-12/2019-02", speakers=("钱乙",), authors=("孙丙",))


@pytest.fixture(scope="module")
def small() -> Archive:
    cards = {"a": SPEECH, "b": NEWS, "c": DECLARATION, "d": INTERVIEW, "e": Card()}
    return archive(*(carded(name, card) for name, card in cards.items()), authorities=PEOPLE)


def many_cards() -> Iterator[Card]:
    for n in range(MANY):
        name = f"名{n % 700}"
        yield Card(
            type="news" if n % 10 else "speech",
            date=None if n % 49 == 0 else f"20{19 + n % 2}-{1 + n % 12:02}-{1 + n % 28:02}",
            quoted=(name,),
            persons=(Person(name, "quoted"),),
            evidence=(Evidence("date", 1, "题目", inferred=True, reason="据电头"),),
        )


@pytest.fixture(scope="module")
def large() -> Archive:
    return archive(*(carded(f"m{n}", card, "题目\n一带一路。\n") for n, card in enumerate(many_cards())))


@pytest.fixture(scope="module")
def large_files(large: Archive) -> dict[str, str]:
    return render_site(large)


# -- browse ---------------------------------------------------------------------------------------------------------


def reached(files: Mapping[str, str], start: str, inside: tuple[str, ...]) -> set[str]:
    """The documents reached from a page by way of the pages of one facet."""
    seen, ahead, documents = {start}, [start], set()
    while ahead:
        here = ahead.pop()
        for target in (there(here, link) for link in Links(files[here]).links):
            if re.fullmatch(r"documents/(?!index)[a-z0-9-]+-\d+(c\d+)?\.md", target):
                documents.add(target)
            elif target not in seen and target.startswith(inside) and target in files:
                seen.add(target)
                ahead.append(target)
    return documents


@pytest.mark.parametrize("which", ["small", "large"])
def test_every_document_is_reached_by_every_way(which: str, request: pytest.FixtureRequest) -> None:
    of: Archive = request.getfixturevalue(which)
    files = request.getfixturevalue("large_files") if which == "large" else render_site(of)
    wanted = {f"documents/{one.id}.md" for one in of.documents}
    for facet in FACETS:
        start = home_of(facet.id)
        assert start in {there("browse/index.md", link) for link in Links(files["browse/index.md"]).links}
        inside = ("documents/",) if facet.id == "date" else (f"browse/{facet.id}/", f"browse/{facet.id}_")
        assert wanted - reached(files, start, inside) == set(), facet.id


def test_no_page_grows_without_end(large_files: dict[str, str]) -> None:
    sizes = {path: len(text.encode()) for path, text in large_files.items() if path.endswith(".md")}
    assert {path: size for path, size in sizes.items() if size > LARGEST} == {}


def test_names_have_pages_whether_or_not_they_have_records(small: Archive) -> None:
    files = render_site(small)
    quoted = Links(files["browse/quoted.md"])
    known = [link for link in quoted.links if link.endswith("zhao.html")]
    assert known, "one with a record has its id"
    assert [link for link in quoted.links if re.search(r"/n[0-9a-f]{8}\.html$", link)], "one without has a page too"
    assert "people/zhao.md" in files
    assert "browse/speaker/zhao.md" in files


def test_a_name_is_one_in_both_scripts_and_apart_from_others() -> None:
    def slug(name: str) -> str:
        card = Card(quoted=(name,), persons=(Person(name, "quoted"),))
        of = archive(carded("a", card), authorities=())
        facet = next(facet for facet in FACETS if facet.id == "quoted")
        return values_of(facet, Site(of), of.documents[0])[0].slug

    assert slug("錢乙") == slug("钱乙")
    assert len({slug(name) for name in ("钱乙", "钱丙", "index", "none", "../x", *HOSTILE)}) == 5 + len(HOSTILE)
    assert all(re.fullmatch(r"n[0-9a-f]{8}", slug(name)) for name in ("钱乙", "none", "../x", *HOSTILE))


def test_every_fact_of_a_card_leads_to_a_page_that_lists_the_document(small: Archive) -> None:
    files = render_site(small)
    site = Site(small)
    for one in small.documents:
        here = f"documents/{one.id}.md"
        targets = {there(here, link) for link in Links(files[here]).links}
        for facet in FACETS:
            for value in facet.values(site, one):
                if facet.id == "initiative":  # named below the text, by their own pages
                    continue
                listed = place(facet.id, value.slug)
                ours = site.authority_link(here, value.authority) if value.authority else None
                wanted = there(here, ours) if ours else listed
                assert wanted in targets, (one.id, facet.id)
                assert here in {there(listed, link) for link in Links(files[listed]).links}, (one.id, facet.id)


def test_a_value_that_many_have_is_paged_by_year(large_files: dict[str, str]) -> None:
    files = large_files
    assert {"browse/type/news.md", "browse/type/news_2019.md", "browse/type/news_undated.md"} <= set(files)
    assert "browse/type/news_2020_2.md" in files
    assert "browse/quoted_3.md" in files  # 700 names
    assert Links(files["browse/type/news.md"]).text.count("2019年") == 1


def test_every_table_says_what_it_is_and_whose_its_headings_are(small: Archive) -> None:
    for path, text in render_site(small).items():
        if path.endswith(".md") and "listing" in text:
            found = Links(text).elements
            tables = [attrs for tag, attrs in found if tag == "table"]
            assert len(tables) == sum(tag == "caption" for tag, _ in found), path
            assert all(attrs.get("scope") in ("row", "col") for tag, attrs in found if tag == "th"), path


# -- the chronicle --------------------------------------------------------------------------------------------------


def items(text: str) -> list[str]:
    """The entries of a page of the chronicle, as a reader sees them."""
    return [re.sub("<[^>]+>", "", one) for one in re.findall(r"<li class=\"(?:event|document|period)\">.*", text)]


def test_the_chronicle_is_in_order_and_says_how_sure_a_date_is(small: Archive) -> None:
    files = render_site(small)
    assert items(files["chronicle/2019.md"]) == [
        "2018年12月至2019年2月所述时段题目",
        "2019年5月6日至7日会议与事件甲乙峰会3 篇",
        "2019年5月6日文献题目讲话",
        "2019年5月6日文献题目宣言",
        "[2019年5月7日]推断文献题目新闻报道",
    ]
    assert items(files["chronicle/2018.md"]) == ["2018年12月至2019年2月所述时段题目"]
    assert "年份不详的文献" in files["chronicle/index.md"]


def rows_of(text: str) -> list[tuple[str, str]]:
    """The documents of a page's table: the key by which each is sorted, and its date as a reader sees it."""
    cells = re.findall(r'<td class="when" data-v="([^"]*)">(.*?)</td>', text)
    return [(key, re.sub("<[^>]+>", "", shown)) for key, shown in cells]


def test_a_day_without_a_year_comes_after_every_year_and_is_in_none() -> None:
    """Not first, not latest, in no year of any list; and it says that its year is not known."""
    yearless = Card(type="news", date="XXXX-01-06", dateline_date="XXXX-01-07")
    cards = {"a": yearless, "b": Card(), "c": Card(type="news", date="2020-09-06"), "d": Card(date="1999")}
    files = render_site(archive(*(carded(name, card, "题目\n一带一路。\n") for name, card in cards.items())))
    listed = [
        ("1999", "1999年"),
        ("2020-09-06", "2020年9月6日"),
        ("XXXX-01-06", "1月6日（年份不详）"),
        ("XXXX-XX", "日期不详"),
    ]
    assert rows_of(files["documents/index.md"]) == listed
    assert listed == sorted(listed)  # the script of the tables sorts so, too
    assert rows_of(files["documents/undated.md"]) == listed[2:]
    assert [path for path in files if re.match(r"chronicle/.*\d", path)] == ["chronicle/1999.md", "chronicle/2020.md"]
    assert "（2）不在其中" in files["chronicle/index.md"]
    latest = re.findall(r'<span class="when">.*?data-en="([^"]*)"', files["index.md"].partition("Latest documents")[2])
    assert latest == ["6 September 2020", "1999", "6 January (year unknown)", "undated"]
    page = files["initiatives/bri.md"]
    earliest = page.partition('class="earliest"')[2].partition("</section>")[0]
    assert "1999年" in earliest
    assert "1月6日" not in earliest
    assert "另有 2 篇没有自己的日期，或年份不详" in earliest
    card = files["documents/a-1.md"]
    assert "6 January (year unknown)" in card
    assert "same-year" not in card
    assert "年份不详" in files["about/quality.md"]


def test_a_date_with_its_year_goes_before_one_without() -> None:
    card = Card(type="news", date="XXXX-01-06", published="2020-09-06")
    assert rows_of(render_site(archive(carded("a", card)))["documents/index.md"]) == [
        ("2020-09-06", "2020年9月6日刊发")
    ]


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("2019", "月份不详"),
        ("2019-05~", "5月"),
        ("2019-05-06", "5月"),
        ("2018-12-30/2019-01-02", "自往年起"),
        ("2019/2021", "月份不详"),
        ("2019/2021-03", "月份不详"),
        ("2019-05/2021", "5月"),
        ("../2019", "月份不详"),
        ("../2019-05", "5月"),
    ],
)
def test_a_date_known_in_part_stands_where_it_belongs(date: str, month: str) -> None:
    files = render_site(archive(carded("a", Card(date=date)), authorities=()))
    assert re.search(f'class="month"[^>]*>{month}</', files["chronicle/2019.md"])


def test_an_open_period_stands_at_the_end_that_is_known() -> None:
    files = render_site(archive(carded("a", Card(covers="../2019-05")), authorities=()))
    assert [path for path in files if re.match(r"chronicle/-?\d", path)] == ["chronicle/2019.md"]


def test_every_dated_document_is_in_the_chronicle(large: Archive, large_files: dict[str, str]) -> None:
    years = [text for path, text in large_files.items() if re.match(r"chronicle/\d{4}", path)]
    listed = {link.rpartition("/")[2] for text in years for link in Links(text).links if "documents/" in link}
    assert {f"{one.id}.html" for one in large.documents if one.card.date} == listed - {"undated.html"}


# -- people and meetings --------------------------------------------------------------------------------------------


def gathered(text: str) -> list[tuple[str, int]]:
    """The parts a page tells of, each with the number of its documents."""
    section = text.partition('class="gathered"')[2].partition("</section>")[0]
    parts = re.split(r"<h3><span[^>]*>", section)[1:]
    return [(part.partition("<")[0], part.count('class="when"')) for part in parts]


def test_a_meeting_gathers_its_documents_by_their_part(small: Archive) -> None:
    assert gathered(render_site(small)["events/summit.md"]) == [("讲话", 1), ("宣言", 1), ("新闻报道", 1)]


def test_a_person_has_what_they_said_and_where_they_are_quoted(small: Archive) -> None:
    assert gathered(render_site(small)["people/zhao.md"]) == [("讲话", 1), ("被引述", 1)]


def test_a_record_that_only_a_card_names_has_its_page(small: Archive) -> None:
    text = render_site(small)["events/summit.md"]
    assert "文中没有提到" in text


# -- method ---------------------------------------------------------------------------------------------------------

GLOSSED = (
    "某报道\n\n　　國(guó)家主席說(shuō)，,合作(zuò)很好。各國(guó)代表,,都來(lái)了(le)。今天(tiān)天氣(qì)好。\n"
)


def test_every_rule_is_explained_with_its_count_and_a_case_or_says_that_it_has_none() -> None:
    cleaned = clean_seed(seed(GLOSSED))
    page = render_site(archive(cleaned, authorities=()))["about/method.md"]
    counted = Counter(str(edit["rule"]) for edit in apparatus_records(cleaned))
    assert counted, "the text has something to repair"
    sections = dict(re.findall(r'<h3 id="([a-z-]+)">(.*?)(?=<h3|\Z)', page, re.DOTALL))
    assert {rule.id for rule in RULES} | {"layout"} == set(sections)
    for rule in RULES:
        told = sections[rule.id]
        assert rule.zh in told
        assert f"改动 {counted[rule.id]} 处" in told
        assert ("本档案中没有实例" in told) == (counted[rule.id] == 0)
        assert ('class="case"' in told) == (counted[rule.id] > 0)


def test_a_case_shows_what_was_and_what_became_of_it_and_leads_to_its_line() -> None:
    cleaned = clean_seed(seed(GLOSSED))
    page = render_site(archive(cleaned, authorities=()))["about/method.md"]
    for edit in cleaned.apparatus.edits:
        told = page.partition(f'<h3 id="{edit.rule}">')[2].partition("<h3")[0]
        assert "witnesses/hand.html#l" in told
        shown = re.findall(r"<del>(.*?)</del>|<ins>(.*?)</ins>", told)
        assert shown, edit.rule


def test_flags_are_cases_too() -> None:
    cleaned = flagged(document(seed("题目\n共建一带一路的倡义。\n")), "倡义", likely="倡议", rule="conversion-slip")
    page = render_site(archive(cleaned))["about/method.md"]
    told = page.partition('<h3 id="conversion-slip">')[2].partition("<h3")[0]
    assert "存疑 1 处" in told
    assert "<mark>倡义</mark>" in told
    assert '疑为“</span><span lang="zh">倡议</span>”' in told
    assert "documents/hand-1.html#l2" in told


# -- data quality ---------------------------------------------------------------------------------------------------


def listed(files: Mapping[str, str], kind: str) -> list[tuple[str, str]]:
    """The items of a kind: the document and the place each leads to, from the kind's own pages where it has them."""
    own = [text for path, text in files.items() if re.fullmatch(rf"quality/{kind}(_\d+)?\.md", path)]
    page = files["about/quality.md"].partition(f'<h2 id="{kind}">')[2].partition("<h2")[0]
    rows = [row for text in own or [page] for row in re.findall(r'<tr><th scope="row">.*?</tr>', text)]
    found = []
    for row in rows:
        title, *place = re.findall(r'href="([^"]+)"', row)
        found.append((title.rpartition("/")[2].removesuffix(".html"), place[0].partition("#")[2] if place else ""))
    return found


def expected(record: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """What the record of a document makes it have to be listed for, told from the record alone."""
    data = json.loads(json.dumps(record))
    id = data["id"]
    for evidence in data["evidence"]:
        if evidence["inferred"]:
            yield "inferred", id, f"l{evidence['line']}" if evidence["line"] else ""
    own = ("speech", "remarks", "interview", "press-conference")
    adopted = ("declaration", "joint-statement", "communique")
    yield from [("missing", id, "")] * (
        (data["title"] is None)
        + (not data["date"] and not data["covers"])
        + (data["type"] in own and not data["speakers"])
        + (data["type"] in adopted and not data["issuers"])
    )
    if data["completeness"] != "complete":
        yield "truncated", id, ""
    yield from (("truncated", id, block["anchor"]) for block in data["blocks"] if block["kind"] == "gap")
    yield from (("suspect", id, flag["anchor"]) for flag in data["flags"])
    if data["review"]["level"] == "not-proofread":
        yield "unread", id, ""
    if data["review"]["level"] == "problematic":
        yield "problematic", id, ""
    if not data["provenance"]["source_url"] and not data["provenance"]["publication"]:
        yield "unsourced", id, ""


def doubtful() -> Archive:
    lost = document(seed("题目\n正文。\n", "g.txt"))
    one = lost.documents[0]
    gap = replace(one, blocks=(*one.blocks, Block("gap", "g3", (), "以下原缺")))
    read = document(seed("题目\n正文。\n", "h.txt"))
    seen = replace(read.documents[0], review={"level": "problematic", "by": "某人", "date": "2026-01-01"})
    return archive(
        *(carded(name, card) for name, card in {"a": SPEECH, "b": NEWS, "c": DECLARATION, "d": Card(type="speech")}.items()),
        document(seed("正文。\n", "e.txt"), title=False),
        flagged(document(seed("题目\n共建的倡义。\n", "f.txt")), "倡义"),
        replace(lost, documents=(gap,)),
        replace(read, documents=(seen,)),
        authorities=PEOPLE,
    )  # fmt: skip


@pytest.mark.parametrize("which", ["doubtful", "large"])
def test_the_quality_pages_list_what_the_records_hold_and_nothing_else(
    which: str, request: pytest.FixtureRequest
) -> None:
    of: Archive = doubtful() if which == "doubtful" else request.getfixturevalue(which)
    files = render_site(of) if which == "doubtful" else request.getfixturevalue("large_files")
    wanted = Counter(found for one in of.documents for found in expected(document_record(one)))
    kinds = [kind.id for kind in KINDS if kind.id != "conflicts"]
    got = Counter((kind, *item) for kind in kinds for item in listed(files, kind))
    assert got == wanted
    if which == "doubtful":
        assert {kind for kind, _, _ in got} == set(kinds), "every kind is tried"


def test_dates_that_cannot_be_are_listed_as_conflicts() -> None:
    wrong = carded("a", Card(date="2020-05-07", published="2020-05-06"))
    never = carded("b", Card(date="2020-02-28"), "题目\n会议于2020年2月30日举行。\n")
    files = render_site(archive(wrong, never, authorities=()))
    assert listed(files, "conflicts") == [("a-1", "l1"), ("b-1", "l2")]
    assert "2020年2月30日" in files["about/quality.md"]


def test_every_item_leads_to_a_line_that_is_there() -> None:
    files = render_site(doubtful())
    for path in ("about/quality.md", "about/method.md"):
        for link in Links(files[path]).links:
            target, anchor = there(path, link) if not link.startswith("#") else path, link.partition("#")[2]
            assert target in files, link
            assert not anchor or anchor in Links(files[target]).ids, link


# -- nothing of one archive in the program --------------------------------------------------------------------------


def test_the_pages_speak_of_no_archive_in_particular() -> None:
    files = render_site(archive(document(seed("题\n正文。\n")), authorities=()))
    for path, text in files.items():
        own = path == "about/method.md" or path.startswith("data/script/")  # cases of the rules; a dictionary
        assert own or not re.search("外交|一带一路|金砖", text), path


def test_hostile_texts_do_not_get_out_of_the_ways_in() -> None:
    files = render_site(hostile_archive())
    for path, text in files.items():
        if path.startswith(("browse/", "chronicle/", "quality/", "about/")):
            assert "<script" not in text, path
            assert "<img" not in text, path
