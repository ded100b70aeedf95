"""EDTF: what is a date, what is not and why, and the order of dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edtf import EdtfError, agree, is_edtf, is_yearless, parse, problem, sort_key


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-06-18", (2020, 6, 18), (2020, 6, 18)),
        ("2020-02", (2020, 2, 1), (2020, 2, 29)),
        ("2021", (2021, 1, 1), (2021, 12, 31)),
        ("202X", (2020, 1, 1), (2029, 12, 31)),
        ("19XX", (1900, 1, 1), (1999, 12, 31)),
        ("2020-XX", (2020, 1, 1), (2020, 12, 31)),
        ("2020-04-XX", (2020, 4, 1), (2020, 4, 30)),
        ("2020-21", (2020, 3, 1), (2020, 5, 31)),
        ("-0044-03-15", (-44, 3, 15), (-44, 3, 15)),
        ("2020-06-18T20:00:00+08:00", (2020, 6, 18), (2020, 6, 18)),
        ("2020-06-18T12:00:00Z", (2020, 6, 18), (2020, 6, 18)),
        ("2020-11-17/2020-11-22", (2020, 11, 17), (2020, 11, 22)),
        ("2020-04/2020-11", (2020, 4, 1), (2020, 11, 30)),
        ("2016/..", (2016, 1, 1), (9999, 12, 31)),
        ("../2020-11", (-9999, 1, 1), (2020, 11, 30)),
        ("2016/", (2016, 1, 1), (9999, 12, 31)),
        ("XXXX-09-06", (0, 9, 6), (9999, 9, 6)),
        ("XXXX-02-29", (0, 2, 29), (9999, 2, 29)),
        ("XXXX-09", (0, 9, 1), (9999, 9, 30)),
        ("XXXX-12-30/XXXX-01-02", (0, 12, 30), (9999, 1, 2)),
    ],
)
def test_dates(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    date = parse(text)
    assert (date.first, date.last) == (first, last)
    assert date.interval == ("/" in text)


@pytest.mark.parametrize(("text", "mark"), [("2020", ""), ("2020-04~", "~"), ("2020?", "?"), ("2020-04-18%", "%")])
def test_marks(text: str, mark: str) -> None:
    assert parse(text).mark == mark


def test_marks_of_an_interval() -> None:
    assert parse("2019~/2020").mark == "~"
    assert parse("2019~/2020?").mark == "%"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("2020-06-31", "2020-06 has 30 days"),
        ("2021-02-29", "2021-02 has 28 days"),
        ("XXXX", "write 2020"),
        ("XXXX-XX-18", "write 2020"),
        ("XXXX-06-31", "XXXX-06 has 30 days"),
        ("XXXX-13-01", "there is no month 13"),
        ("2020-13", "there is no month 13"),
        ("2020-00", "there is no month 00"),
        ("2020-06-00", "2020-06 has 30 days"),
        ("2020/06/18", "write 2020-06-18"),
        ("2020-6-18", "write 2020-06-18"),
        ("2020.6", "write 2020-06"),
        ("2020年6月18日", "write 2020-06-18"),
        ("June 2020", "write 2020"),
        ("", "write 2020"),
        ("20", "write 2020"),
        ("2020-11/2020-04", "swap its ends"),
        ("../..", "two ends"),
        ("2020/04/..", "two ends"),
        ("2020-06-18T25:00:00", "no such time of day"),
        ("～2020", "write 2020"),
        ("２０２０", "write 2020"),
    ],
)
def test_not_dates(text: str, remedy: str) -> None:
    message = problem(text)
    assert message is not None
    assert remedy in message
    assert not is_edtf(text)
    with pytest.raises(EdtfError):
        parse(text)


@pytest.mark.parametrize(
    ("text", "yearless"),
    [("XXXX-09-06", True), ("XXXX-09-06~", True), ("XXXX-09-06/XXXX-09-08", True), ("202X", False), ("2020-XX", False)],
)
def test_a_day_without_a_year(text: str, yearless: bool) -> None:
    assert parse(text).yearless is is_yearless(text) is yearless


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("2020-09-06", "2020-09-06", True),
        ("2020-09-06", "2021-09-06", False),
        ("2020-09-06", "XXXX-09-06", True),
        ("XXXX-09-06", "XXXX-09-06", True),
        ("XXXX-09-06", "2020-09-07", False),
        ("XXXX-09-06/XXXX-09-08", "2020-09-06/2020-09-08", True),
        ("XXXX-09-06/XXXX-09-08", "2020-09-06", False),
    ],
)
def test_dates_that_may_be_the_same(one: str, other: str, may: bool) -> None:
    assert agree(one, other) is agree(other, one) is may


def test_order() -> None:
    dates = [
        "XXXX-09-06",
        "2020-11",
        "2020",
        "XXXX-01-31",
        "2020-06-18",
        "2019-12-31",
        "2020-06",
        "2016/2021",
        "202X",
        "-0044",
    ]
    assert sorted(dates, key=sort_key) == [
        "-0044", "2016/2021", "2019-12-31", "2020", "202X", "2020-06", "2020-06-18", "2020-11",
        "XXXX-01-31", "XXXX-09-06",
    ]  # fmt: skip


@given(st.text(max_size=25))
def test_any_text_is_a_date_or_has_a_problem(text: str) -> None:
    assert (problem(text) is None) == is_edtf(text)


@given(st.dates())
def test_every_day_is_a_date(day: object) -> None:
    assert parse(str(day)).first == parse(str(day)).last
