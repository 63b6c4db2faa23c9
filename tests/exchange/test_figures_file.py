"""Sheets of figures as a file: come back in order, one form each, signed by the contest."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.reviewing.sheets import FigureSheet, figure_text
from judge_desk.contest.values.identity import ContestId, Digest
from judge_desk.contest.values.problems import BadInput, Refusal, Unreadable
from judge_desk.exchange.plain_text import is_clean
from judge_desk.exchange.sealed.figures_file import _FORM, FiguresFile, _Texts, read_figures, write_figures
from judge_desk.exchange.sealed.keys import public_hex
from judge_desk.exchange.sealed.signed_json import write_signed
from judge_desk.exchange.spreadsheets.figure_cells import number_text
from tests.exchange.ballot_samples import KEY

CONTEST = ContestId("thi-trac-nghiem")
SHEET = FigureSheet(
    number=1,
    part="trac-nghiem",
    period="tuan-1",
    columns=("don-vi", "diem"),
    rows=(("DV-01", "14.5"), ("DV-02", "")),
    source="Biên bản “chốt” số 5",
    sha256=Digest("ab" * 32),
    titles=("Đơn vị", "Điểm"),
    closed_by="Sở Nội vụ",
    closed_on="2023-06-08",
    reason="",
    stated_time="2023-06-08T10:00:00",
)
LATER = replace(SHEET, number=4, rows=(), reason="chấm lại\ntheo biên bản", sha256=Digest(""))

words = st.text(st.characters(exclude_categories=["Cs", "Cc"])).filter(is_clean)
figures = st.fractions(-(10**9), 10**9, max_denominator=1).map(number_text) | st.just("")
row = st.tuples(words, figures | words)


def test_sheets_come_back_with_contest_and_key() -> None:
    data = write_figures(CONTEST, (SHEET, LATER), KEY)
    assert read_figures(data) == FiguresFile(CONTEST, public_hex(KEY), (SHEET, LATER))
    assert data.startswith(b"judge-desk bang-so-lieu 1\n")
    assert read_figures(write_figures(CONTEST, (), KEY)).sheets == ()
    assert number_text(Fraction(29, 2)) == "14.5"


@given(st.lists(row, max_size=5), words.filter(bool), words)
def test_any_sheet_comes_back(rows: list[tuple[str, str]], source: str, period: str) -> None:
    sheet = replace(SHEET, rows=tuple(sorted(rows)), source=source, period=period)
    assert read_figures(write_figures(CONTEST, (sheet,), KEY)).sheets == (sheet,)


@pytest.mark.parametrize(
    "wrong",
    [
        replace(SHEET, number=0),
        replace(SHEET, rows=SHEET.rows[::-1]),
        replace(SHEET, rows=(("DV-01",),)),
        replace(SHEET, rows=(("DV-01", "e\u0301"),)),
        replace(SHEET, rows=(("DV-01\n", "1"),)),
        replace(SHEET, titles=("Đơn vị",)),
        replace(SHEET, closed_on="08/06/2023"),
        replace(SHEET, source=""),
        replace(SHEET, sha256=Digest("xy")),
    ],
)
def test_a_sheet_that_the_desk_would_not_keep_has_no_form(wrong: FigureSheet) -> None:
    with pytest.raises(BadInput):
        write_figures(CONTEST, (wrong,), KEY)
    forged = write_signed(_FORM, _Texts(CONTEST, public_hex(KEY), (figure_text(wrong),)), KEY)
    with pytest.raises(Unreadable):
        read_figures(forged)


def test_another_spelling_other_types_and_another_order_are_refused_although_signed() -> None:
    text = figure_text(SHEET)
    fields = json.loads(text)
    spellings = (text.replace('",', '", '), json.dumps(fields), text[:-1], text + " ", "[]", "{}", "[" * 99_999)
    typed = [json.dumps([*fields[:place], 7, *fields[place + 1 :]], ensure_ascii=False) for place in range(len(fields))]
    true = json.dumps([fields[0], True, *fields[2:]], ensure_ascii=False, separators=(",", ":"))
    for each in (*spellings, *typed, true):
        with pytest.raises(Unreadable):
            read_figures(write_signed(_FORM, _Texts(CONTEST, public_hex(KEY), (each,)), KEY))
    for wrong in ((LATER, SHEET), (SHEET, SHEET)):
        with pytest.raises(BadInput):
            write_figures(CONTEST, wrong, KEY)


def test_every_changed_byte_is_refused() -> None:
    data = write_figures(CONTEST, (SHEET, LATER), KEY)
    for place in range(len(data)):
        for bit in (1, 32):
            with pytest.raises(Refusal):
                read_figures(data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :])
