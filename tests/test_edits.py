"""The engine of edits over any text: composed passes equal naive ones, and lead back to the raw text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.edits import Apparatus, EditError, checked, guarded_spans, outside
from generator.model import Edit, Span

TEXT = st.text(max_size=14) | st.text(alphabet="xyz國\n\r\ud7ff\U00020000", max_size=14)


@st.composite
def proposals(draw: st.DrawFn, text: str) -> list[Edit]:
    """Edits of `text` that do not overlap: replacements, deletions and insertions, also touching each other."""
    count = draw(st.integers(0, 4))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2 * count, max_size=2 * count)))
    edits: list[Edit] = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=True):
        if not (edits and start == end == edits[-1].end):
            after = draw(st.text(alphabet="ab一", max_size=3))
            edits.append(Edit(start, end, text[start:end], after, draw(st.sampled_from("pqr")), ""))
    return edits


@st.composite
def histories(draw: st.DrawFn) -> tuple[Apparatus, str]:
    """An apparatus of several passes, and the same passes applied naively."""
    raw = draw(TEXT)
    apparatus, naive = Apparatus(raw), raw
    for _ in range(draw(st.integers(0, 4))):
        edits = draw(proposals(apparatus.text))
        for edit in sorted(edits, key=lambda edit: (edit.start, edit.end), reverse=True):
            naive = naive[: edit.start] + edit.after + naive[edit.end :]
        apparatus = apparatus.apply(edits)
    return apparatus, naive


@settings(max_examples=1000, deadline=None)
@given(histories())
def test_composed_passes_equal_naive_ones(history: tuple[Apparatus, str]) -> None:
    apparatus, naive = history
    assert apparatus.text == naive
    assert apparatus.restore(apparatus.text) == apparatus.raw


@settings(max_examples=1000, deadline=None)
@given(histories())
def test_edits_are_ordered_apart_and_quote_the_raw_text(history: tuple[Apparatus, str]) -> None:
    apparatus, _ = history
    end = 0
    for edit in apparatus.edits:
        assert edit.start >= end
        assert apparatus.raw[edit.start : edit.end] == edit.before != edit.after
        end = edit.end


@settings(max_examples=1000, deadline=None)
@given(histories())
def test_every_kept_character_finds_its_place_and_back(history: tuple[Apparatus, str]) -> None:
    apparatus, _ = history
    for at, char in enumerate(apparatus.text):
        span = apparatus.raw_span(at, at + 1)
        assert 0 <= span.start <= span.end <= len(apparatus.raw)
        holder = [
            edit
            for edit, image in zip(apparatus.edits, apparatus._images, strict=True)
            if image.start <= at < image.end
        ]
        if holder:
            assert span == Span(holder[0].start, holder[0].end)
        else:
            assert apparatus.raw[span.start : span.end] == char
            assert apparatus.clean_offset(span.start) == at


@settings(max_examples=500, deadline=None)
@given(histories())
def test_every_raw_character_is_kept_or_in_one_edit(history: tuple[Apparatus, str]) -> None:
    apparatus, _ = history
    kept = sum(1 for at in range(len(apparatus.raw)) if not any(e.start <= at < e.end for e in apparatus.edits))
    assert kept == len(apparatus.text) - sum(len(edit.after) for edit in apparatus.edits)


@settings(max_examples=500, deadline=None)
@given(histories(), st.data())
def test_spans_stay_inside_one_another(history: tuple[Apparatus, str], data: st.DataObject) -> None:
    apparatus, _ = history
    start = data.draw(st.integers(0, len(apparatus.text)))
    end = data.draw(st.integers(start, len(apparatus.text)))
    span, whole = apparatus.raw_span(start, end), apparatus.raw_span(0, len(apparatus.text))
    assert 0 <= span.start <= span.end <= len(apparatus.raw)
    assert start == end or whole.start <= span.start <= span.end <= whole.end


def test_undone_edits_leave_no_trace() -> None:
    apparatus = Apparatus("國家").apply([Edit(0, 1, "國", "国", "a", "")]).apply([Edit(0, 1, "国", "國", "b", "")])
    assert apparatus.edits == ()


def test_later_edits_name_the_steps_they_absorb() -> None:
    apparatus = Apparatus("a,,b").apply([Edit(1, 2, ",", "", "first", "")]).apply([Edit(1, 2, ",", "，", "second", "")])
    assert apparatus.text == "a，b"
    assert [edit.rule for edit in apparatus.edits][-1] == "second"


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 1, "x", "", "r", "")],
        [Edit(0, 9, "國家", "", "r", "")],
        [Edit(0, 2, "國家", "", "r", ""), Edit(1, 2, "家", "", "r", "")],
    ],
)
def test_edits_that_do_not_fit_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(EditError):
        checked("國家", edits)


def test_restore_refuses_another_text() -> None:
    with pytest.raises(EditError):
        Apparatus("國家").apply([Edit(0, 1, "國", "国", "r", "")]).restore("邦家")


def test_what_an_editor_fixed_is_guarded() -> None:
    fixed = Apparatus("abc").apply([Edit(1, 2, "b", "B", "correction", "", resp="陈某")])
    assert guarded_spans(fixed) == [Span(1, 2)]
    free = [Edit(0, 1, "a", "", "r", ""), Edit(2, 3, "c", "", "r", "")]
    assert outside([*free, Edit(0, 2, "aB", "", "r", "")], guarded_spans(fixed)) == free
