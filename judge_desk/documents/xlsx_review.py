"""Bảng tổng hợp số liệu và kết quả xét as a workbook: all measures, live formulas, a sheet that holds them to account.

Every formula looks at its own row only, so that rows can be sorted and filtered. Places and what became of a subject
are the program's: conditions, words of the council and ties are no formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # it ships no marker of its types

from judge_desk.documents.blocks import Align, Block, Column, Table
from judge_desk.documents.content_review import Figure, GateWord, MeasureColumn, ReviewContent, ReviewedRow, Shape
from judge_desk.documents.review_formulas import Formulas
from judge_desk.documents.review_parts import (
    fate_text,
    figure_text,
    gate_name,
    gate_word,
    measure_head,
    name_cells,
    name_columns,
    number_column,
    place_head,
    place_text,
)
from judge_desk.documents.review_summary import review_summary
from judge_desk.documents.texts import open_texts
from judge_desk.documents.xlsx_book import Book, Cell, Look, SheetPen, decimals_format
from judge_desk.documents.xlsx_table import frame_of, text_width, write_head, write_numbers, write_words
from judge_desk.wording.cells import sheet_name
from judge_desk.wording.figures import whole

_TEXTS: Final = open_texts("workbook")
_EXACT: Final = "0.######"
_SAME_DIGITS: Final = 9
"""Decimals to which a quotient without end is compared; rounded values are compared as they are."""
_BEFORE: Final = 4
"""Columns of the check before the values: code, result, where it differs, row."""
_MEASURED: Final = 200
"""So many rows are measured for the width of a column."""


def review_workbook(content: ReviewContent) -> bytes:
    """Make the workbook: the summary with every subject and measure, and the check of its formulas."""
    paper = review_summary(content)
    at = next(place for place, block in enumerate(paper.blocks) if isinstance(block, Table))
    formulas = Formulas(content)
    columns = _columns(content)
    book = Book(frame_of(paper), len(content.rows) * (len(columns) + len(formulas.columns) + _BEFORE))
    pen = book.sheet(_TEXTS.fill("sheet_summary"), _widths(content, columns))
    pen.banners()
    _write_words(pen, paper.blocks[:at])
    check = _Check(content, formulas, len(book.frame.banners))
    if formulas.columns:
        pen.line(_TEXTS.fill("all_agree", rows=whole(len(content.rows))), Look.LEAD, check.summed_up())
    first = pen.at
    write_head(pen, columns)
    write_numbers(pen, len(columns))
    pen.head_rows(first, pen.at - 1, 3)
    pen.filters(pen.at - 1, len(columns), len(content.rows))
    top = pen.at + 1
    writer = _Rows(content, formulas)
    for number, row in enumerate(content.rows):
        pen.row(writer.cells(number, row, top + number))
    pen.gap()
    _write_words(pen, paper.blocks[at + 1 :])
    if formulas.columns:
        pen.line(_TEXTS.fill("how_review"), Look.NOTE)
    pen.print_to(len(columns))
    pen.trust(pen.at, len(columns))
    if formulas.columns:
        check.write(book, top)
    return book.finish()


def _columns(content: ReviewContent) -> list[Column]:
    columns = [number_column(), *name_columns(content.persons, content.divided)]
    columns += [Column(measure_head(each), Align.RIGHT) for each in content.measures]
    columns += [Column(gate_name(place), Align.CENTRE) for place in range(len(content.gates))]
    return [*columns, Column(place_head(content), Align.CENTRE), Column(_TEXTS.fill("review_outcome"))]


def _widths(content: ReviewContent, columns: list[Column]) -> list[float]:
    """Measure names and outcomes by the first rows, figures by their titles."""
    rows, named = content.rows[:_MEASURED], 2 + content.persons + content.divided
    names = [[name_cells(row, content.persons, content.divided)[place] for row in rows] for place in range(named)]
    texts: dict[int, Sequence[str]] = {place + 1: each for place, each in enumerate(names)}
    words = [gate_word(each) for each in GateWord]
    texts |= dict.fromkeys(range(len(columns) - 2 - len(content.gates), len(columns) - 2), words)
    texts[len(columns) - 1] = [fate_text(row, True) for row in rows]
    return [max(6.0, text_width(column.head, texts.get(place, ()))) for place, column in enumerate(columns)]


def _write_words(pen: SheetPen, blocks: Sequence[Block]) -> None:
    for block in blocks:
        write_words(pen, block)


class _Rows:
    """Gives the rows of the table."""

    def __init__(self, content: ReviewContent, formulas: Formulas) -> None:
        self._content, self._formulas = content, formulas
        self._first = 1 + len(name_columns(content.persons, content.divided))
        self._operands = {each for place in formulas.columns for each in content.measures[place].of}

    def cells(self, number: int, row: ReviewedRow, at: int) -> list[Cell]:
        """Give the cells of a subject; ``at`` is the number of its row in the sheet."""
        code, *names = name_cells(row, self._content.persons, self._content.divided)
        cells = [Cell(number + 1, Look.CENTRE), Cell(code, Look.CENTRE), *(Cell(each) for each in names)]
        cells += [self._figure(place, row, at) for place, _ in enumerate(self._content.measures)]
        cells += [Cell(gate_word(each), Look.CENTRE) for each in row.gates]
        place = Cell(place_text(row), Look.CENTRE) if row.place is None or row.shared else Cell(row.place, Look.CENTRE)
        return [*cells, place, Cell(fate_text(row, True), Look.STRONG)]

    def _figure(self, place: int, row: ReviewedRow, at: int) -> Cell:
        measure, figure = self._content.measures[place], row.figures[place]
        formula = ""
        if place in self._formulas.columns:
            formula = self._formulas.of(place, row.figures, lambda each: self.address(each, at))
        if figure.value is None:
            return Cell("" if place in self._operands else figure_text(measure, figure), Look.CENTRE)
        if measure.shape in (Shape.LEVEL, Shape.FLAG) and place not in self._operands:
            return Cell(figure_text(measure, figure), Look.CENTRE)
        look = Look.RESULT if formula else Look.FIGURE
        return Cell(figure.value, look, _number(measure, figure), formula)

    def address(self, place: int, at: int) -> str:
        """Give the cell of a measure in a row."""
        return f"${xl_col_to_name(self._first + place)}{at}"


def _number(measure: MeasureColumn, figure: Figure) -> str:
    if measure.decimals is not None:
        return decimals_format(measure.decimals)
    return "0" if figure.value is not None and figure.value.denominator == 1 else _EXACT


class _Check:
    """Writes the sheet that compares every formula with the program's value, row by row, found by code."""

    def __init__(self, content: ReviewContent, formulas: Formulas, banners: int) -> None:
        self._content, self._places = content, formulas.columns
        self._rows, self._top = len(content.rows), banners + 5
        self._table = sheet_name(_TEXTS.fill("sheet_summary"))
        self._first = 1 + len(name_columns(content.persons))

    def summed_up(self) -> str:
        """Give the formula of the sentence that sums the check up."""
        area = f"'{sheet_name(_TEXTS.fill('sheet_check'))}'!$B${self._top}:$B${self._top + self._rows - 1}"
        same = f"COUNTIF({area},{_quoted(_TEXTS.fill('agrees'))})"
        whole_sentence = _quoted(_TEXTS.fill("all_agree", rows=whole(self._rows)))
        before, after = _quoted(_TEXTS.fill("differ_before")), _quoted(_TEXTS.fill("differ_after"))
        return f"=IF({same}={self._rows},{whole_sentence},{before}&({self._rows}-{same})&{after})"

    def write(self, book: Book, top: int) -> None:
        """Write the sheet; ``top`` is the first row of the table."""
        heads = [name_columns(False)[0], Column(_TEXTS.fill("check_result")), Column(_TEXTS.fill("check_where"))]
        heads += [Column(_TEXTS.fill("check_row"), Align.RIGHT)]
        heads += [Column(measure_head(self._content.measures[place]), Align.RIGHT) for place in self._places]
        pen = book.sheet(_TEXTS.fill("sheet_check"), [text_width(head.head, ["00000,000000"]) for head in heads])
        pen.banners()
        pen.line(_TEXTS.fill("title_check"), Look.LEAD)
        pen.line(_TEXTS.fill("all_agree", rows=whole(self._rows)), Look.LEAD, self.summed_up())
        pen.gap()
        first = pen.at
        write_head(pen, heads)
        pen.head_rows(first, first, 1)
        pen.filters(first, len(heads), self._rows)
        for number, row in enumerate(self._content.rows):
            pen.row(self._cells(row, top, number))
        pen.colour(1, self._top - 1, self._top + self._rows - 2, _TEXTS.fill("differs"))
        pen.print_to(len(heads))
        pen.trust(pen.at, len(heads))

    def _cells(self, row: ReviewedRow, top: int, number: int) -> list[Cell]:
        at = self._top + number
        names = "&".join(self._differs(spot, place, top, at) for spot, place in enumerate(self._places))
        same, other = _quoted(_TEXTS.fill("agrees")), _quoted(_TEXTS.fill("differs"))
        found = f"=MATCH($A{at},{self._down(1, top)},0)"
        measures = [self._content.measures[place] for place in self._places]
        figures = [row.figures[place] for place in self._places]
        return [
            Cell(row.code, Look.CENTRE),
            Cell(_TEXTS.fill("agrees"), Look.CENTRE, "", f'=IF($C{at}="",{same},{other})'),
            Cell("", Look.TEXT, "", f"={names}"),
            Cell(number + 1, Look.WORK, "0", found),
            *(
                Cell(each.value, Look.FIGURE, _number(measure, each))
                for measure, each in zip(measures, figures, strict=True)
            ),
        ]

    def _differs(self, spot: int, place: int, top: int, at: int) -> str:
        """Give the part of a formula that names a measure whose value is another one than the program's."""
        measure = self._content.measures[place]
        own = f"${xl_col_to_name(_BEFORE + spot)}{at}"
        found = f"INDEX({self._down(self._first + place, top)},$D{at})"
        same = f"{found}={own}"
        if measure.decimals is None:
            same = f"IF(ISNUMBER({found}),ROUND({found},{_SAME_DIGITS})=ROUND({own},{_SAME_DIGITS}),FALSE)"
        name = _quoted(f"{measure_head(measure)}; ")
        return f'IF(IF({own}="",NOT(ISNUMBER({found})),{same}),"",{name})'

    def _down(self, column: int, top: int) -> str:
        letters = xl_col_to_name(column)
        return f"'{self._table}'!${letters}${top}:${letters}${top + self._rows - 1}"


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
