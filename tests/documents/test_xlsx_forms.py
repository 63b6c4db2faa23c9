"""Rows written by their form give the file that the library writes for the same cells, byte for byte."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from judge_desk.documents import xlsx_book
from judge_desk.documents.blocks import Orientation, Table
from judge_desk.documents.summary_table import summary_table
from judge_desk.documents.xlsx_book import Book, Cell, Frame, Look
from judge_desk.documents.xlsx_columns import summary_columns
from judge_desk.documents.xlsx_forms import FormPen, Kind, RowForm, Value
from judge_desk.documents.xlsx_rows import RowWriter
from judge_desk.documents.xlsx_scores import scores_of
from judge_desk.documents.xlsx_sheet import ROW
from tests.documents.reckoned_rounds import rounds

FRAME: Final = Frame("Thử", "", (), "", "chân", "", "Trang", Orientation.PORTRAIT)
LOOKS: Final = (Look.TEXT, Look.FIGURE, Look.OUT, Look.TOTAL)
NUMBERS: Final = ("", '"("0.0")"')
FORMULAS: Final = ("", f'=IF(A{ROW}="","",A{ROW}*100%)', f'=A{ROW}&" < "&B{ROW}')
STRANGE: Final = (
    "",
    " ",
    "=1+1",
    "@x",
    "5%s %",
    "<r>x</r>",
    "a&b<c>",
    "dòng\nhai ",
    "\x00\x07",
    "_x0041_",
    "Ê\u0323",
    "😀" * 20_000,
)

texts = st.one_of(st.sampled_from(STRANGE), st.text(max_size=60))
exact = st.one_of(st.integers(-(10**18), 10**18), st.fractions(max_denominator=999), st.just(Fraction(10**40, 3)))
kinds = st.builds(Kind, st.sampled_from(LOOKS), st.sampled_from(NUMBERS), st.just(""))
reckoned = st.builds(Kind, st.sampled_from(LOOKS), st.sampled_from(NUMBERS), st.sampled_from(FORMULAS[1:]))
plain_values: st.SearchStrategy[Value] = st.one_of(st.none(), texts, exact)
results: st.SearchStrategy[Value] = st.one_of(st.none(), st.sampled_from(("khớp", "a & b")), exact)
cells = st.one_of(st.tuples(kinds, plain_values), st.tuples(reckoned, results))


def _book(streamed: bool) -> Book:
    """Begin a book whose styles are numbered before anything is written, for they are numbered by their first use."""
    book = Book(FRAME, xlsx_book.STREAMED_CELLS + 1 if streamed else 0)
    for look, number, quoted in product(LOOKS, NUMBERS, (False, True)):
        book.style(look, number, quoted)._get_xf_index()
    return book


def _cell(kind: Kind, value: Value, at: int) -> Cell:
    return Cell(value, kind.look, kind.number, kind.formula.replace(ROW, str(at + 1)))


@given(st.lists(cells, min_size=1, max_size=9), st.integers(1, 18), st.booleans())
@settings(max_examples=25, deadline=None)
def test_a_form_gives_the_bytes_of_the_library(row: list[tuple[Kind, Value]], count: int, streamed: bool) -> None:
    by_cell, by_form = _book(streamed), _book(streamed)
    widths = [8.0 + place for place, _ in enumerate(row)]
    pen, other = by_cell.sheet("Thử", widths), by_form.sheet("Thử", widths)
    form, lines = RowForm(tuple(kind for kind, _ in row)), FormPen(other)
    for written in (pen, other):
        written.line("Trên bảng", Look.TEXT)
        written.gap()
    for number in range(count):
        values = [value if number % 3 else None for _, value in row]
        pen.row(_cell(kind, value, pen.at) for kind, value in zip(form.kinds, values, strict=True))
        lines.row(form, values)
    for written in (pen, other):
        written.line("Dưới bảng", Look.TEXT)
    assert by_form.finish() == by_cell.finish()


def test_rows_of_one_shape_have_the_form_that_each_would_have_alone() -> None:
    met = 0
    for name, content in rounds().items():
        scores = scores_of(content)
        table = next(each for each in summary_table(content.summary).blocks if isinstance(each, Table))
        columns = summary_columns(content, scores, table.columns)
        shared = RowWriter(content, scores, columns, 9, 9 + len(content.rows))
        for number, _ in enumerate(content.rows):
            alone = RowWriter(content, scores, columns, 9, 9 + len(content.rows))
            assert shared.form(number).kinds == alone.form(number).kinds, f"{name} {number}"
            assert len(shared.values(number)) == len(columns.all)
        met += len({shared.form(number) for number, _ in enumerate(content.rows)})
    assert met < 200, "rows share their forms"
