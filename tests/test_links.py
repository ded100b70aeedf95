"""What documents share, as pages: dossiers, concordance, pictures, passages, formulas, notes, cards."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from handmade import BRI, HOSTILE, archive, document, flagged, seed
from test_render import Page, broken_links

from generator.archive import Archive
from generator.build import build_archive
from generator.model import Authority, Card, Document, Evidence, Form, Mention, Note
from generator.parallels import find_parallels
from generator.render import cards, dossier, graph, kwic, pages, render_site, timeline
from generator.render.places import units
from generator.render.site import Site
from generator.strokes import strokes

ROOT = Path(__file__).parent.parent
NOTE = """\
editor: 某编者
notes:
  - {line: 7, find: "合作之路、健康之路", text: "<b>四路</b>之说。", source: "某公报"}
  - {line: 2, find: "世界衛生組織總干事譚德塞", text: "注在繁体文字上。"}
"""


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The archive of this repository, with two notes on one document."""
    root = tmp_path_factory.mktemp("archive")
    shutil.copytree(ROOT / "seeds", root / "seeds", ignore=shutil.ignore_patterns("00*.yml"))
    (root / "seeds" / "003_8a9b42292ab51d3e.yml").write_text(NOTE, encoding="utf-8")
    return build_archive(root, say=str)


@pytest.fixture(scope="module")
def files(real: Archive) -> dict[str, str]:
    return render_site(real)


def named(id: str, name: str, kind: str = "initiative", **values: Any) -> Authority:
    forms = {"zh-Hans": Form(name, "zh-Hans"), "en": Form(id.title(), "en", source="archive")}
    if "pinyin" in values:
        forms["pinyin"] = Form(values.pop("pinyin"), "pinyin")
    return Authority(id, kind, forms, **values)


def dated(text: str, name: str, date: str | None = None, inferred: bool = False) -> Any:
    told = (Evidence("date", 1, "x", inferred=inferred),) if date else ()
    return document(seed(text, f"{name}.txt"), card=Card(date=date, evidence=told))


def linked(*cleaned: Any, authorities: Sequence[Authority] = (BRI,)) -> Archive:
    """An archive made by hand, with its passages."""
    made = archive(*cleaned, authorities=authorities)
    return replace(made, parallels=find_parallels(made.by_number))


def hrefs(text: str) -> list[str]:
    return [element["href"] for element in Page(text).elements if "href" in element]


# -- the real archive -----------------------------------------------------------------------------------------------


def test_every_link_of_the_real_site_leads_somewhere(real: Archive) -> None:
    by_hand = {f"about/{path.stem}.html" for path in (ROOT / "site_src" / "about").glob("*.md")}
    broken = [one for one in broken_links(real) if not any(page.split("/")[1] in one for page in by_hand)]
    assert broken == []


def test_the_sentence_of_the_four_roads_is_a_parallel_across_scripts(files: dict[str, str]) -> None:
    """On both pages, beside the paragraph, with a page that shows both, in which nothing differs."""
    for here, there, other in (("003-1", "004-1", "l299"), ("004-1", "003-1", "l7")):
        aside = next(
            part for part in files[f"documents/{here}.md"].split("<aside")[1:] if f"{there}.html#{other}" in part
        )
        assert aside.startswith(' class="also"')
        assert "../parallels/003-1--004-1.html#p1" in hrefs(files[f"documents/{here}.md"])
    row = next(line for line in files["parallels/003-1--004-1.md"].splitlines() if 'id="p1"' in line)
    assert "把“一帶一路”打造成合作之路、健康之路、復蘇之路、增長之路" in row
    assert "把“一带一路”打造成合作之路、健康之路、复苏之路、增长之路" in row
    assert "<mark>" not in row
    assert "../parallels/003-1--004-1.html" in hrefs(files["documents/003-1.md"])
    assert "003-1--004-1.html" in hrefs(files["parallels/index.md"])


def test_what_differs_in_a_passage_is_marked(files: dict[str, str]) -> None:
    rows = [
        line for line in files["parallels/000-1--004-1.md"].splitlines() if "世界贸易组织" in line and "<tr" in line
    ]
    marked = [re.findall(r"<mark>(.*?)</mark>", cell) for row in rows for cell in row.split("<td")[1:] if "基石" in row]
    assert marked == [["核心"], ["基石"]]


def test_both_scripts_of_a_name_meet_on_one_page(files: dict[str, str]) -> None:
    shown = [
        element[""] for element in Page(files["initiatives/health-silk-road.md"]).elements if element["tag"] == "mark"
    ]
    assert {"健康丝绸之路", "健康絲綢之路"} <= set(shown)


def test_every_mention_is_one_line_and_one_row(real: Archive, files: dict[str, str]) -> None:
    site = Site(real)
    texts = {(d.id, unit.anchor): unit.text for d in real.documents for unit in units(d)}
    for id in sorted(site.known):
        told = kwic.Concordance(site, site.authorities[id])
        own = [p for p in files if p.startswith(pages.authority_page(told.authority.kind, id)[:-3])]
        page = "".join(files[p] for p in own if re.fullmatch(rf".*/{id}(_(\d{{4}}|undated)(_\d+)?)?\.md", p))
        assert page.partition('id="mentions"')[2].count("<mark>") == len(told.lines), id
        if not told.lines:
            continue
        rows = [*csv.DictReader(io.StringIO(files[dossier.csv_path(told.authority)]))]
        assert [(row["document"], row["anchor"], int(row["start"])) for row in rows] == [
            (one.id, mention.anchor, mention.start) for one, mention in told.lines
        ]
        for row in rows:
            text = texts[row["document"], row["anchor"]]
            assert row["before"] + row["text"] + row["after"] in text
            assert text[int(row["start"]) : int(row["end"])] == row["text"]


def test_the_passages_as_data_say_where_they_stand(real: Archive, files: dict[str, str]) -> None:
    texts = {(d.id, unit.anchor): unit.text for d in real.documents for unit in units(d)}
    records = [json.loads(line) for line in files["data/parallels.jsonl"].splitlines()]
    assert len(records) == len(real.parallels.passages) > 20
    for record in records:
        one, other = record["one"], record["other"]
        for stand in (one, other):
            assert texts[stand["document"], stand["anchor"]][stand["start"] : stand["end"]] == stand["text"]
        assert [record["same"][0][0], record["same"][-1][1]] == [one["start"], one["end"]]
        assert [record["same"][0][2], record["same"][-1][3]] == [other["start"], other["end"]]


def test_notes_are_annotations_of_the_witness(real: Archive, files: dict[str, str]) -> None:
    """The quotation is the raw text, with what the cleaner took out of it, and its place counts code points."""
    raw = next(c.seed.raw for c in real.cleaned if c.seed.short == "003")
    found = [json.loads(line) for line in files["data/annotations.jsonl"].splitlines()]
    exact = []
    for one in found:
        quote, position = one["target"]["selector"]
        assert raw[position["start"] : position["end"]] == quote["exact"]
        assert raw.count(quote["prefix"] + quote["exact"] + quote["suffix"]) == 1
        assert (one["motivation"], one["creator"]["name"], one["reviewed"]) == ("commenting", "某编者", False)
        exact.append(quote["exact"])
    assert "合作之路,、健康之路" in exact
    assert len({one["id"] for one in found}) == len(found)


def test_a_note_stands_at_its_words_and_at_the_end_and_in_the_list(files: dict[str, str]) -> None:
    page = Page(files["documents/003-1.md"])
    number = next(e["id"] for e in page.elements if e["tag"] == "li" and "四路" in e[""]).removeprefix("note-")
    assert next(e for e in page.by_class("noted") if e["data-note"] == number)[""] == "合作之路、健康之路"
    reference = page.by_id(f"note-{number}-at")
    assert (reference["href"], reference[""]) == (f"#note-{number}", "")
    for text in (page.by_id(f"note-{number}")[""], Page(files["about/notes.md"]).by_class("notes")[0][""]):
        assert "<b>四路</b>之说。" in text
        assert "（据 某公报）" in text
        assert "某编者 注，未经他人复核" in text
    assert f"../documents/003-1.html#note-{number}-at" in hrefs(files["about/notes.md"])


def test_the_script_finds_the_card_of_every_page(real: Archive, files: dict[str, str]) -> None:
    """From the address of a page, as assets/links.js reads it."""
    site = Site(real)
    script = (ROOT / "site_src" / "assets" / "links.js").read_text("utf-8")
    pattern = re.compile(re.search(r"BEYOND = /(.*)/;", script)[1].replace(r"\/", "/"))  # type: ignore[index]
    for id in site.known:
        there = site.authority_link("documents/000-1.md", id) or ""
        folder, name = pattern.search(there).groups()  # type: ignore[union-attr]
        called, _, held = files[f"data/cards/{folder}-{name[0]}.js"].removeprefix("archiveCards(").partition(",")
        assert json.loads(called) == f"{folder}-{name[0]}"
        assert json.loads(held.removesuffix(");\n"))[name]["zh"]


# -- dossiers -------------------------------------------------------------------------------------------------------


def test_a_line_carries_the_flags_and_state_of_what_it_quotes() -> None:
    cleaned = flagged(document(seed("题目\n共建一带一路的倡义，继续。\n")), "倡义", likely="倡议")
    lost = replace(cleaned.documents[0], card=replace(cleaned.documents[0].card, completeness="missing-end"))
    page = Page(render_site(archive(replace(cleaned, documents=(lost,))))["initiatives/bri.md"])
    assert page.by_class("kwic")[-1][""].strip() == "共建一带一路的倡义，继续。"
    assert page.by_class("flag")[-1][""] == "倡义"
    assert page.by_class("flag-ref")[-1]["href"] == "../documents/hand-1.html#flag-1"
    assert page.by_class("trust")[-1][""] == "未校读 缺结尾"


def test_a_name_used_often_has_pages_for_each_year() -> None:
    often = "".join(f"第{n}次说到一带一路。\n" for n in range(kwic.LINES_A_PAGE + 5))
    of = archive(
        dated(f"题\n{often}", "a", "2019-05"), dated("题\n一带一路。\n", "b", "2020"), dated("题\n一带一路。\n", "c")
    )
    found = render_site(of)
    assert {p for p in found if p.startswith("initiatives/bri") and p.endswith(".md")} == {
        f"initiatives/bri{rest}.md" for rest in ("", "_2019", "_2019_2", "_2020", "_undated")
    }
    assert found["initiatives/bri.md"].partition('id="mentions"')[2].count("<mark>") == 0
    assert found["initiatives/bri.csv"].count("\n") == 1 + kwic.LINES_A_PAGE + 7
    assert broken_links(of) == []


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (("2020-06-18", "2020-06-17", None), ["b"]),
        (("2020-06-18", "2020-06", None), ["a", "b"]),  # some day in June may be before the 18th
        (("2020-06-18", "2020-07", "2020-06-18"), ["a", "c"]),
        (("2020", "2020-03-01/2020-03-04", "2021"), ["a", "b"]),
        ((None, None, None), []),
    ],
)
def test_the_earliest_is_said_only_as_far_as_dates_tell(dates: Sequence[str | None], first: Sequence[str]) -> None:
    cleaned = [dated("题\n说到一带一路。\n", name, date) for name, date in zip("abc", dates, strict=True)]
    text = render_site(archive(*cleaned))["initiatives/bri.md"]
    part = re.search(r'<section class="earliest".*?</section>', text, re.S)
    assert sorted(set(re.findall(r"documents/(\w)-1\.html#", part[0] if part else ""))) == list(first)
    assert bool(part and "不能判定" in part[0]) == (len(first) > 1)


def test_relations_are_shown_from_both_sides() -> None:
    known = (
        named("road", "大路"),
        named("path", "小径", broader=("road",)),
        named("bridge", "石桥", related=("road",)),
        named("meeting", "大会", "event", extra={"participants": ["zhang"], "venue": "某厅"}),
        named("zhang", "张三", "person"),
        named("hall", "某厅", "venue"),
    )
    found = render_site(archive(document(seed("题\n大路小径石桥大会张三某厅。\n")), authorities=known))
    rows = {
        path: dict(re.findall(r"<div><dt[^>]*>(\w+)</dt><dd>(.*?)</dd></div>", text)) for path, text in found.items()
    }
    assert 'href="path.html"' in rows["initiatives/road.md"]["下位"]
    assert 'href="road.html"' in rows["initiatives/path.md"]["上位"]
    assert 'href="bridge.html"' in rows["initiatives/road.md"]["相关"]
    assert "小径" not in rows["initiatives/road.md"]["相关"]
    assert 'href="../people/zhang.html"' in rows["events/meeting.md"]["与会"]
    assert 'href="../events/meeting.html"' in rows["people/zhang.md"]["所参与"]
    assert 'href="../venues/hall.html"' in rows["events/meeting.md"]["地点"]


def test_company_is_who_stands_in_the_same_paragraph() -> None:
    known = (BRI, named("road", "大路"), named("bridge", "石桥"))
    one = document(seed("题\n一带一路与大路，又大路。\n一带一路和大路。\n石桥。\n", "a.txt"))
    site = Site(archive(one, document(seed("题\n一带一路与石桥。\n", "b.txt")), authorities=known))
    assert {id: dict(met) for id, met in site.company.items()} == {
        "bri": {"road": 2, "bridge": 1},
        "road": {"bri": 2},
        "bridge": {"bri": 1},
    }


# -- pictures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dates", "shown", "lost"),
    [
        (("2020-06-18", "2020-06-20", "2020-08"), [("2020年6月", 2), ("2020年7月", 0), ("2020年8月", 1)], 0),
        (("2020-06-18", "2020", None), [(f"2020年{n}月", int(n == 6)) for n in range(1, 13)], 2),
        (("1990-01-01", "2020"), [(f"{n}年", int(n in (1990, 2020))) for n in range(1990, 2021)], 0),
        (("1001", "2020-06/2021-02"), [(f"{n}00—{n}99年", int(n == 10) + int(n == 20)) for n in range(10, 21)], 0),
        ((None,), [], 1),
    ],
)
def test_columns_hold_what_is_dated_well_enough(
    dates: Sequence[str | None], shown: Sequence[tuple[str, int]], lost: int
) -> None:
    documents = [(dated("题\n文。\n", f"d{n}", date).documents[0], 1) for n, date in enumerate(dates)]
    found, without = timeline.columns(documents)
    assert ([(column.name, column.count) for column in found], without) == (list(shown), lost)


def test_a_few_mentions_are_told_in_words_and_many_in_a_picture() -> None:
    def use(times: int) -> str:
        text = "题\n" + "一带一路。\n" * times
        return render_site(archive(dated(text, "a", "2020-01", True), dated(text, "b", "2020-03")))[
            "initiatives/bri.md"
        ]

    assert "<svg" not in use(timeline.LEAST // 2 - 1)
    page = Page(use(timeline.LEAST // 2))
    assert [e["href"] for e in page.elements if e["tag"] == "a" and "处" in e.get("aria-label", "")] == [
        "#in-a-1",
        "#in-b-1",
    ]
    assert [e["class"] for e in page.elements if e["tag"] == "rect"] == ["inferred", "sure"]


def test_the_graph_is_bounded_and_the_same_each_time() -> None:
    known = tuple(named(f"n{n:03}", f"名{chr(0x4E00 + n)}号") for n in range(90))
    texts = ("".join(f"{one.prefer['zh-Hans'].text}。" for one in known[n % 7 :: 1 + n % 5]) for n in range(80))
    of = archive(*(dated(f"题\n{text}\n", f"d{n}", "2020-01-01") for n, text in enumerate(texts)), authorities=known)
    here, text = graph.graph_page(Site(of))
    page = Page(text)
    links = [e for e in page.elements if e["tag"] == "a" and e.get("class") in ("left", "right")]
    assert [sum(e["class"] == side for e in links) for side in ("left", "right")] == [graph.DOCUMENTS, graph.NAMES]
    assert all(e["href"] and e["aria-label"] for e in links)
    assert len(text) < 1_000_000
    assert graph.graph_page(Site(of)) == (here, text)


def test_the_table_holds_what_the_picture_shows(real: Archive) -> None:
    site = Site(real)
    found = graph.meeting(site)
    page = Page(graph.graph_page(site)[1])
    lines = [e for e in page.elements if e["tag"] == "path"]
    assert len(lines) == 3 * len(found.counts)  # each once for all, and once for either end
    cells = [e[""] for e in page.by_class("said")]
    assert sum(cell.count("；") + 1 for cell in cells) == len(found.counts)


# -- lists of names -------------------------------------------------------------------------------------------------

NAMES = (
    named("road", "绿色道路"),
    named("one", "一带"),
    named("bank", "长行", pinyin="Zhǎngháng"),
    named("nation", "国家"),
    named("latin", "APEC"),
)


def order(which: str) -> list[str]:
    found = render_site(archive(document(seed("题\n国家绿色道路一带一带长行APEC。\n")), authorities=NAMES))
    page = Page(found[f"initiatives/index{which}.md"])
    return [e[""] for e in page.elements if e.get("lang") == "zh-Hans" and e["tag"] == "a"]


def test_names_by_sound_and_by_strokes() -> None:
    assert order("_pinyin") == ["APEC", "国家", "绿色道路", "一带", "长行"]
    assert order("_strokes") == ["一带", "长行", "国家", "绿色道路", "APEC"]
    assert set(order("")) == set(order("_pinyin"))


def test_strokes_are_known_for_every_character_in_print() -> None:
    assert [strokes(char) for char in "一乙人中国國龘"] == [1, 1, 2, 4, 8, 11, 48]
    assert all(strokes(chr(code)) for code in range(0x4E00, 0x9FA6))


# -- passages and formulas ------------------------------------------------------------------------------------------

SAME = "各方将继续坚持共商共建共享原则推动高质量合作"


def test_a_paragraph_names_a_few_documents_and_the_rest_is_a_page_away() -> None:
    whole = "".join(f"{chr(0x4E00 + 31 * n + k)}" for n in range(25) for k in range(20))
    one = dated("题\n" + whole + "\n", "a", "2020")
    others = [dated(f"题\n前{whole[20 * n : 20 * n + 20]}后\n", f"b{n:02}", f"2020-01-{n + 1:02}") for n in range(25)]
    of = linked(one, *others)
    found = render_site(of)
    page = Page(found["documents/a-1.md"])
    assert page.by_class("also")[0][""].strip().endswith("另 22 篇")
    assert "../parallels/a-1.html" in hrefs(found["documents/a-1.md"])
    assert found["parallels/a-1.md"].count('scope="row"') == 25
    assert found["parallels/index.md"].count('scope="row"') == 25
    assert broken_links(of) == []


def test_what_stands_everywhere_is_listed_with_all_its_places_and_not_paired() -> None:
    of = linked(*(dated(f"题\n{n}说，{SAME}，{n}。\n", f"d{n}", f"2020-0{9 - n}") for n in range(5)))
    found = render_site(of)
    assert [path for path in found if "--" in path] == []
    rows = re.findall(r'<a href="(f\w+\.html)"><bdi>(.*?)</bdi>', found["formulas/index.md"])
    assert [text for _, text in rows] == ["说，" + SAME]
    page = Page(found["formulas/" + rows[0][0].replace(".html", ".md")])
    assert [e["href"] for e in page.by_class("no")] == [f"../documents/d{n}-1.html#l2" for n in (4, 3, 2, 1, 0)]
    assert "2020年5月" in Page(found["formulas/index.md"]).by_class("when")[0][""]
    assert json.loads(found["data/formulas.jsonl"])["first"] == "d4-1"
    assert broken_links(of) == []


# -- text is text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_notes_and_passages_stay_text(text: str) -> None:
    one = document(seed(f"题\n{SAME}{text}{SAME[::-1]}\n", "a.txt"))
    held = one.documents[0].blocks[0]
    note = Note(held.anchor, 0, len(SAME), SAME, text, text, text)
    noted = replace(one, documents=(replace(one.documents[0], notes=(note,)),))
    told = replace(BRI, description={"zh": text, "en": text, "source": text})
    of = linked(noted, document(seed(f"题\n{SAME}{text}{SAME[::-1]}\n", "b.txt")), authorities=(told,))
    found = render_site(of)
    shown = {path: Page(source) for path, source in found.items() if path.endswith(".md")}
    assert text in shown["documents/a-1.md"].by_id("note-1")[""]
    assert text in shown["about/notes.md"].by_class("notes")[0][""]
    assert {"script", "img", "b"} & {e["tag"] for page in shown.values() for e in page.elements} == set()
    assert json.loads(found["data/annotations.jsonl"])["body"]["value"] == text


def test_a_card_is_a_script_whatever_is_in_it() -> None:
    told = replace(BRI, description={"zh": "</script>\u2028\u2029<!--", "en": "", "source": ""})
    of = archive(document(seed("题\n一带一路。\n")), authorities=(told,))
    [(path, text)] = cards.card_files(Site(of))
    assert path == "data/cards/initiatives-b.js"
    assert not set("<\u2028\u2029") & set(text)
    assert json.loads(text[text.index(",") + 1 : -3])["bri"]["said"] == "</script>\u2028\u2029<!--"


def test_a_sign_between_two_names_is_in_neither() -> None:
    """A link in a link is none: the browser would end the name there and begin it anew."""
    one = flagged(document(seed("题\n总干事一带一路。\n")), "总干事")
    text = render_site(archive(one))["documents/hand-1.md"]
    assert re.search(r'aria-label="存疑1"[^>]*></a><a href="[^"]+" class="mention initiative"[^>]*>一带一路</a>', text)


def test_no_link_stands_in_a_link(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path.endswith(".md"):
            depth = 0
            for tag in re.findall(r"<(/?)a[ >]", text):
                depth += -1 if tag else 1
                assert depth in (0, 1), path


def test_a_note_that_ends_inside_a_name_has_its_sign_behind_the_name() -> None:
    one = document(seed("题\n共建一带一路合作。\n"))
    held: Document = one.documents[0]
    mention = Mention("bri", "initiative", "l2", 2, 6, "一带一路")
    note = Note("l2", 0, 4, "共建一带", "说明", "某人", reviewed=True)
    of = Archive((replace(one, documents=(replace(held, notes=(note,), mentions=(mention,)),)),), (BRI,))
    text = render_site(of)["documents/hand-1.md"]
    assert re.search(r'一路</a><a href="#note-1" id="note-1-at"', text)
    assert Page(text).by_id("l2")[""] == "共建一带一路合作。"
    assert "已经他人复核" in Page(text).by_id("note-1")[""]
