"""What checks the summary's workbook: the program's values beside the formulas, and the marks of every criterion.

Both look the table's rows up by code, so that they hold when the table is sorted.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Final

from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # it ships no marker of its types

from judge_desk.documents.blocks import Align, Column
from judge_desk.documents.content_marks import MarkState, SheetCriterion, SummaryRow
from judge_desk.documents.content_workbook import CriterionMarks, SummaryWorkbookContent, WorkbookRow
from judge_desk.documents.texts import open_texts
from judge_desk.documents.xlsx_book import Book, Cell, Frame, Look, SheetPen, decimals_format
from judge_desk.documents.xlsx_columns import Columns, judge_key
from judge_desk.documents.xlsx_forms import FormPen, Kind, RowForm
from judge_desk.documents.xlsx_sheet import ROW
from judge_desk.documents.xlsx_table import text_width, write_head
from judge_desk.wording.cells import sheet_name
from judge_desk.wording.figures import whole

_TEXTS: Final = open_texts("workbook")
_COMPARED: Final = ("ballots", "total", "mean", "spread", "official", "final", "place")
_ABOVE: Final = 5
"""Rows from the banners to the first line of both sheets, that line among them."""
_RESULT_OF_ROWS, _RESULT_OF_MARKS = 1, 2
_FIRST_VALUE: Final = 4
_FIRST_MARK: Final = 5
_SAME_DIGITS: Final = 9
"""Decimals to which a mean without end is compared; all other values are compared as they are."""


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """Where the lines of both sheets stand: how many rows and how many lines of marks are checked."""

    frame: Frame
    rows: int
    marks: int

    @property
    def lines(self) -> int:
        """How many lines are compared in all."""
        return self.rows + self.marks

    @property
    def first(self) -> int:
        """The number of the first line in either sheet."""
        return len(self.frame.banners) + _ABOVE

    def results(self) -> tuple[str, ...]:
        """Give the addresses of all results."""
        parts = [("sheet_check", _RESULT_OF_ROWS, self.rows)]
        if self.marks:
            parts.append(("sheet_marks", _RESULT_OF_MARKS, self.marks))
        return tuple(self._area(name, xl_col_to_name(place), lines) for name, place, lines in parts)

    def _area(self, name: str, column: str, lines: int) -> str:
        area = f"${column}${self.first}:${column}${self.first + lines - 1}"
        return f"'{sheet_name(_TEXTS.fill(name))}'!{area}"


def check_formula(plan: CheckPlan) -> str:
    """Give the formula of the sentence that sums the check up."""
    same = "+".join(f"COUNTIF({area},{_quoted(_TEXTS.fill('agrees'))})" for area in plan.results())
    whole_sentence = _quoted(_TEXTS.fill("all_agree", rows=whole(plan.lines)))
    before, after = _quoted(_TEXTS.fill("differ_before")), _quoted(_TEXTS.fill("differ_after"))
    return f"=IF({same}={plan.lines},{whole_sentence},{before}&({plan.lines}-({same}))&{after})"


def _quoted(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


@dataclass(frozen=True, slots=True)
class Place:
    """Where the table stands: its columns, its first and last row, the name of its sheet."""

    columns: Columns
    top: int
    bottom: int

    def down(self, key: str, last: str = "") -> str:
        """Give the address of a column's cells, seen from another sheet."""
        return f"'{sheet_name(_TEXTS.fill('sheet_summary'))}'!{self.columns.down(key, self.top, self.bottom, last)}"


def write_check(book: Book, content: SummaryWorkbookContent, place: Place, plan: CheckPlan) -> None:
    """Write the sheet that compares every row with the program's values."""
    keys = [key for key in _COMPARED if place.columns.has(key)]
    heads = [place.columns.named("code").block, Column(_TEXTS.fill("check_result")), Column(_TEXTS.fill("check_where"))]
    heads += [Column(_TEXTS.fill("check_row"), Align.RIGHT)]
    heads += [Column(place.columns.named(key).block.head, Align.RIGHT) for key in keys]
    pen = book.sheet(_TEXTS.fill("sheet_check"), [text_width(head.head, ["00000,000000"]) for head in heads])
    pen.banners()
    pen.line(_TEXTS.fill("title_check"), Look.LEAD)
    if plan.lines:
        pen.line(_TEXTS.fill("all_agree", rows=whole(plan.lines)), Look.LEAD, check_formula(plan))
    pen.gap()
    first = pen.at
    write_head(pen, heads)
    pen.head_rows(first, first, 1)
    pen.filters(first, len(heads), len(content.rows))
    same = _TEXTS.fill("agrees")
    form, lines = _check_form(content, place, keys), FormPen(pen)
    for number, (row, more) in enumerate(zip(content.summary.rows, content.rows, strict=True), 1):
        values = _values(row, more)
        lines.row(form, [row.code, same, None, number, *(values[key] for key in keys)])
    _finish(pen, _RESULT_OF_ROWS, plan.first, len(content.rows))


def _check_form(content: SummaryWorkbookContent, place: Place, keys: list[str]) -> RowForm:
    """Give the form of all lines: code, result, where it differs, the table's row, the program's values."""
    decimals, score = content.summary.mark_decimals, content.summary.rules.score.decimals
    numbers = {"total": decimals_format(decimals), "spread": decimals_format(decimals), "mean": "0.000000000"}
    numbers |= {"official": decimals_format(score), "final": decimals_format(score), "ballots": "0", "place": "0"}
    found = f"INDEX({{area}},$D{ROW})"
    names = "&".join(_differs(key, found.format(area=place.down(key)), spot, place) for spot, key in enumerate(keys))
    same, other = _quoted(_TEXTS.fill("agrees")), _quoted(_TEXTS.fill("differs"))
    return RowForm(
        (
            Kind(Look.CENTRE),
            Kind(Look.CENTRE, "", f'=IF($C{ROW}="",{same},{other})'),
            Kind(Look.TEXT, "", f"={names}"),
            Kind(Look.WORK, "0", f"=MATCH($A{ROW},{place.down('code')},0)"),
            *(Kind(Look.FIGURE, numbers[key]) for key in keys),
        )
    )


def _differs(key: str, found: str, spot: int, place: Place) -> str:
    """Give the part of a formula that names a column whose value is another one than the program's."""
    own = f"${xl_col_to_name(_FIRST_VALUE + spot)}{ROW}"
    same = f"{found}={own}"
    if key == "mean":
        near = f"ROUND({found},{_SAME_DIGITS})=ROUND({own},{_SAME_DIGITS})"
        same = f"IF(ISNUMBER({found}),{near},FALSE)"
    name = _quoted(f"{place.columns.named(key).block.head}; ")
    return f'IF(IF({own}="",{found}="",{same}),"",{name})'


def _values(row: SummaryRow, more: WorkbookRow) -> dict[str, Fraction | int | None]:
    return {
        "ballots": sum(mark.state is MarkState.COUNTED for mark in row.marks),
        "total": row.total,
        "mean": row.mean,
        "spread": row.spread,
        "official": row.official,
        "final": more.final,
        "place": row.place if more.ranked_by is not None else None,
    }


def write_marks(book: Book, content: SummaryWorkbookContent, place: Place, plan: CheckPlan) -> None:
    """Write every counted ballot's marks, their sum as a formula, and whether it is the one of the table."""
    heads = [place.columns.named("code").block, Column(_TEXTS.fill("marks_judge")), Column(_TEXTS.fill("check_result"))]
    heads += [Column(_TEXTS.fill(key), Align.RIGHT) for key in ("marks_table", "marks_total")]
    heads += [Column(f"{each.id} {each.title}", Align.RIGHT) for each in content.criteria]
    pen = book.sheet(_TEXTS.fill("sheet_marks"), [text_width(head.head, ["00000,00"]) for head in heads])
    pen.banners()
    pen.line(_TEXTS.fill("title_marks"), Look.LEAD)
    pen.gap()
    first = pen.at
    write_head(pen, heads)
    factors = [Cell(each.factor, Look.WORK, "0.######") for each in content.criteria]
    pen.row([Cell(_TEXTS.fill("marks_factor"), Look.WORK), *([Cell(None, Look.WORK)] * (_FIRST_MARK - 1)), *factors])
    pen.head_rows(first, pen.at - 1, 2)
    pen.filters(pen.at - 1, len(heads), len(content.marks))
    lines, same = FormPen(pen), _TEXTS.fill("agrees")
    forms = _mark_forms(content, place, plan)
    for each in content.marks:
        lines.row(forms[each.seat], [each.code, each.seat, same, each.total, each.total, *each.marks])
    _finish(pen, _RESULT_OF_MARKS, plan.first, len(content.marks))


def _mark_forms(content: SummaryWorkbookContent, place: Place, plan: CheckPlan) -> dict[int, RowForm]:
    """Give the form of every judge's lines: code, judge, result, the table's total, the total of the marks, marks."""
    first, last = (xl_col_to_name(at) for at in (_FIRST_MARK, _FIRST_MARK + max(0, len(content.criteria) - 1)))
    factors, own = f"${first}${plan.first - 1}:${last}${plan.first - 1}", f"${first}{ROW}:${last}{ROW}"
    scale = _scale(content.criteria, content.marks)
    number = _needed(content.summary.mark_decimals, scale)
    same, other = _quoted(_TEXTS.fill("agrees")), _quoted(_TEXTS.fill("differs"))
    kinds = (
        Kind(Look.RESULT, number, f"=ROUND(SUMPRODUCT({own},{factors})*{scale},0)/{scale}"),
        *(Kind(Look.FIGURE, decimals_format(each.decimals)) for each in content.criteria),
    )
    table = place.down(judge_key(0), judge_key(len(content.summary.judges) - 1))
    found = f"=INDEX({table},MATCH($A{ROW},{place.down('code')},0)"
    result = Kind(Look.CENTRE, "", f"=IF($D{ROW}=$E{ROW},{same},{other})")
    begun = (Kind(Look.CENTRE), Kind(Look.CENTRE, '"GK"0'), result)
    return {
        judge.seat: RowForm((*begun, Kind(Look.FIGURE, number, f"{found},{column})"), *kinds))
        for column, judge in enumerate(content.summary.judges, 1)
    }


def _scale(criteria: tuple[SheetCriterion, ...], marks: tuple[CriterionMarks, ...]) -> int:
    """Give the smallest number by which every mark times its factor is whole."""
    given = [{line.marks[at] for line in marks} for at, _ in enumerate(criteria)]
    parts = {value * each.factor for each, values in zip(criteria, given, strict=True) for value in values}
    return lcm(1, *{part.denominator for part in parts})


def _needed(decimals: int, scale: int) -> str:
    needed = next((n for n in range(7) if 10**n % scale == 0), 6)
    return decimals_format(max(decimals, needed))


def _finish(pen: SheetPen, result: int, first: int, lines: int) -> None:
    """Colour what differs, and print all columns."""
    if lines:
        pen.colour(result, first - 1, first + lines - 2, _TEXTS.fill("differs"))
    pen.print_to(len(pen.widths))
    pen.trust(pen.at, len(pen.widths))
