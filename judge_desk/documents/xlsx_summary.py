"""Bảng tổng hợp điểm as a workbook: the paper's table with live formulas, a sheet that checks them, marks by criterion.

Every formula of the table looks only at its own row and at whole columns, so that rows can be sorted and filtered.
The words around it are those of the paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from judge_desk.contest.rulebook.rules import ScoreMethod
from judge_desk.documents.blocks import Block, Table
from judge_desk.documents.content_workbook import SummaryWorkbookContent
from judge_desk.documents.summary_table import entry_words, summary_table
from judge_desk.documents.texts import open_texts
from judge_desk.documents.xlsx_book import Book, Look, SheetPen
from judge_desk.documents.xlsx_check import CheckPlan, Place, check_formula, write_check, write_marks
from judge_desk.documents.xlsx_columns import Columns, summary_columns
from judge_desk.documents.xlsx_forms import FormPen
from judge_desk.documents.xlsx_rows import RowWriter
from judge_desk.documents.xlsx_scores import Made, Scores, scores_of
from judge_desk.documents.xlsx_table import frame_of, text_width, write_head, write_numbers, write_words
from judge_desk.wording.figures import whole

_TEXTS: Final = open_texts("workbook")
_STILL: Final = 2


def summary_workbook(content: SummaryWorkbookContent) -> bytes:
    """Make the workbook: the summary, the check of its formulas, and the marks by criterion where they are given."""
    paper = summary_table(content.summary, with_rows=False)
    scores = scores_of(content)
    at = next(place for place, block in enumerate(paper.blocks) if isinstance(block, Table))
    table = paper.blocks[at]
    assert isinstance(table, Table), "the summary has a table"
    columns = summary_columns(content, scores, table.columns)
    cells = len(content.rows) * (len(columns.all) + 10) + len(content.marks) * (len(content.criteria) + 6)
    book = Book(frame_of(paper), cells)
    plan = CheckPlan(book.frame, len(content.rows), len(content.marks))
    pen = book.sheet(_TEXTS.fill("sheet_summary"), _widths(columns, content))
    pen.across = columns.printed
    pen.banners()
    _write_words(pen, paper.blocks[:at])
    place = _write_table(pen, content, scores, columns, table, plan)
    _write_words(pen, paper.blocks[at + 1 : -1])
    for text in _explanations(content, scores, columns):
        pen.line(text, Look.NOTE)
    _write_words(pen, paper.blocks[-1:])
    pen.print_to(columns.printed)
    pen.trust(pen.at, len(columns.all))
    write_check(book, content, place, plan)
    if content.marks:
        write_marks(book, content, place, plan)
    return book.finish()


def _write_table(
    pen: SheetPen,
    content: SummaryWorkbookContent,
    scores: Scores,
    columns: Columns,
    table: Table,
    plan: CheckPlan,
) -> Place:
    """Write the table and say where it stands."""
    text = _TEXTS.fill("all_agree", rows=whole(plan.lines))
    pen.line(text, Look.LEAD, check_formula(plan) if plan.lines else "")
    first = pen.at
    write_head(pen, [column.block for column in columns.all])
    write_numbers(pen, columns.printed)
    pen.head_rows(first, pen.at - 1, _STILL)
    pen.filters(pen.at - 1, columns.printed, len(content.rows))
    top, bottom = pen.at + 1, pen.at + max(1, len(content.rows))
    writer = RowWriter(content, scores, columns, top, bottom)
    lines = FormPen(pen)
    for number, _ in enumerate(content.rows):
        lines.row(writer.form(number), writer.values(number))
    if not content.rows:
        pen.line(table.empty, Look.NOTE)
    pen.gap()
    return Place(columns, top, bottom)


def _write_words(pen: SheetPen, blocks: Sequence[Block]) -> None:
    for block in blocks:
        write_words(pen, block)


def _widths(columns: Columns, content: SummaryWorkbookContent) -> list[float]:
    """Give columns of words the width of their texts, the others that of their titles, but room for a figure."""
    rows = content.summary.rows
    texts: dict[str, Iterable[str]] = {
        "code": (row.code for row in rows),
        "entry": map(entry_words, rows),
        "handling": (row.handling for row in rows),
        "note": (row.note for row in rows),
    }
    return [max(each.least, text_width(each.block.head, texts.get(each.key, ()))) for each in columns.all]


def _explanations(content: SummaryWorkbookContent, scores: Scores, columns: Columns) -> list[str]:
    """Say how the sheet reckons, and what in it is no formula."""
    made = {row.made for row in scores.rows} | {row.final_made for row in scores.rows}
    texts = []
    if scores.rule.method is ScoreMethod.STANDARDISED:
        texts.append(_TEXTS.fill("how_standard"))
    else:
        texts.append(_TEXTS.fill("how_formula", scale=whole(scores.scale)))
    if Made.VALUE in made:
        texts.append(_TEXTS.fill("how_value"))
    if any(row.out for row in scores.rows):
        texts.append(_TEXTS.fill("how_out"))
    if columns.has("parted"):
        names = {key: columns.named(key).block.head for key in ("raw", "parted")}
        texts.append(_TEXTS.fill("how_tie", **names))
    return texts
