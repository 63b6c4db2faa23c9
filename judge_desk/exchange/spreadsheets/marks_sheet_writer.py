"""The blank mark sheet of one seat as XLSX, for a judge who works without the program.

One row for each entry, one column for each judged leaf with its range in the head and a check while typing; room for
a reason not to mark, a remark and the total that the judge adds up. A hidden first row says whose sheet it is.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import openpyxl
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from judge_desk.contest.rulebook.rubric import Criterion
from judge_desk.contest.values.identity import EntryCode
from judge_desk.exchange.spreadsheets.marks_sheet import SHEET_MARK, Marks, SheetIdentity, range_text
from judge_desk.wording.catalogue import Catalogue
from judge_desk.wording.figures import shortest

_HEAD_ROW: Final = 7
_LONGEST_RULE: Final = 250
_NO_TIME: Final = datetime(2000, 1, 1)
_LINE: Final = Side(style="thin", color="808080")
_BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What stands above the marks.

    Attributes:
        identity: whose sheet it is; contest, round: titles as printed; judge: name.
        sample: the rubric is only a sample, which is then said on the sheet.
    """

    identity: SheetIdentity
    contest: str
    round: str
    judge: str
    sample: bool = False


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One row: the code, and the title in an open round (empty in a blind one)."""

    code: EntryCode
    title: str = ""


def write_marks_sheet(
    head: SheetHead,
    columns: tuple[Criterion, ...],
    entries: Sequence[SheetEntry],
    catalogue: Catalogue,
    filled: Marks | None = None,
    recused: Mapping[EntryCode, str] | None = None,
) -> bytes:
    """Make the XLSX file.

    Args:
        head: what stands above.
        columns: the judged leaves, in the rubric's order.
        entries: in code order; a column for titles is there only if one has a title.
        catalogue: language of heads and hints.
        filled: marks in steps to start with, e.g. for a rehearsal; none by default.
        recused: reasons not to mark to start with; none by default.
    """
    book = openpyxl.Workbook()
    book.properties.creator = ""
    book.properties.created = book.properties.modified = _NO_TIME
    sheet: Any = book.active
    sheet.title = catalogue.say("sheet_text.marks_sheet")
    _write_head(sheet, head, catalogue)
    titled = any(entry.title for entry in entries)
    first = 3 if titled else 2
    _write_titles(sheet, columns, catalogue, titled)
    for number, entry in enumerate(entries, start=_HEAD_ROW + 1):
        _write_entry(sheet, number, entry, columns, titled, filled or {}, recused or {})
    _add_checks(sheet, columns, first, len(entries), catalogue)
    _lay_out(sheet, len(columns), titled)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write_head(sheet: Any, head: SheetHead, catalogue: Catalogue) -> None:
    identity = head.identity
    for place, text in enumerate([SHEET_MARK, identity.contest, identity.round, identity.package, str(identity.seat)]):
        _text(sheet, 1, place + 1, text)
    sheet.row_dimensions[1].hidden = True
    _text(sheet, 2, 1, catalogue.say("sheet_text.marks_title")).font = Font(name="Times New Roman", bold=True, size=14)
    _text(sheet, 3, 1, head.contest)
    _text(sheet, 4, 1, catalogue.say("sheet_text.marks_who", round=head.round, seat=identity.seat, judge=head.judge))
    groups = " ".join(identity.package[i : i + 5] for i in range(0, len(identity.package), 5))
    _text(sheet, 5, 1, catalogue.say("sheet_text.marks_package", code=groups))
    hint = catalogue.say("sheet_text.marks_hint")
    sample = f"{catalogue.say('sheet_text.marks_sample')} " if head.sample else ""
    _text(sheet, 6, 1, sample + hint).font = Font(name="Times New Roman", italic=True)


def _text(sheet: Any, row: int, column: int, text: str) -> Any:
    cell = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"  # a text that begins with "=" stays a text
    cell.font = Font(name="Times New Roman", size=12)
    return cell


def _write_titles(sheet: Any, columns: tuple[Criterion, ...], catalogue: Catalogue, titled: bool) -> None:
    heads = [catalogue.say("sheet_text.code")] + ([catalogue.say("sheet_text.title")] if titled else [])
    for leaf in columns:
        allowed = catalogue.say(
            "sheet_text.range", range=range_text(leaf), step=shortest(leaf.step, catalogue.language)
        )
        heads.append(f"{leaf.id} {leaf.title} ({allowed})")
    heads += [catalogue.say(f"sheet_text.{key}") for key in ("total", "recused", "remark")]
    for place, text in enumerate(heads, start=1):
        cell = _text(sheet, _HEAD_ROW, place, text)
        cell.font = Font(name="Times New Roman", size=12, bold=True)
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        cell.fill = PatternFill("solid", fgColor="E8EEF4")
        cell.border = _BOX


def _write_entry(
    sheet: Any,
    number: int,
    entry: SheetEntry,
    columns: tuple[Criterion, ...],
    titled: bool,
    filled: Marks,
    recused: Mapping[EntryCode, str],
) -> None:
    _text(sheet, number, 1, entry.code).border = _BOX
    if titled:
        title = _text(sheet, number, 2, entry.title)
        title.alignment, title.border = Alignment(wrap_text=True, vertical="top"), _BOX
    first = 3 if titled else 2
    for place in range(first, first + len(columns) + 3):
        cell = sheet.cell(number, place)
        cell.protection, cell.border = Protection(locked=False), _BOX
        cell.font = Font(name="Times New Roman", size=12)
    for place, leaf in enumerate(columns, start=first):
        steps = filled.get((entry.code, leaf.id))
        if steps is not None:
            # A text with a decimal comma is read exactly; a number would pass through a float on its way.
            _text(sheet, number, place, shortest(steps * leaf.step)).protection = Protection(locked=False)
    if entry.code in recused:
        _text(sheet, number, first + len(columns) + 1, recused[entry.code]).protection = Protection(locked=False)


def _add_checks(sheet: Any, columns: tuple[Criterion, ...], first: int, rows: int, catalogue: Catalogue) -> None:
    for place, leaf in enumerate(columns, start=first):
        letter = get_column_letter(place)
        check = DataValidation(type="custom", formula1=_rule(leaf, f"{letter}{_HEAD_ROW + 1}"), allow_blank=True)
        facts = {"range": range_text(leaf), "step": shortest(leaf.step, catalogue.language)}
        check.error = catalogue.say("sheet_text.check", **facts)[:225]
        check.errorTitle = leaf.id[:32]
        check.prompt, check.promptTitle = check.error, leaf.id[:32]
        check.showErrorMessage = check.showInputMessage = True
        if rows:
            check.add(f"{letter}{_HEAD_ROW + 1}:{letter}{_HEAD_ROW + rows}")
            sheet.add_data_validation(check)


def _rule(leaf: Criterion, cell: str) -> str:
    """Write the check of one leaf in the sheet's own language; a rule too long for a sheet checks the range only."""
    spans = [(band.low, band.high) for band in leaf.bands] or [(leaf.minimum, leaf.maximum)]
    parts = [f"AND({cell}>={_plain(low)},{cell}<={_plain(high)})" for low, high in spans]
    count = f"{cell}*{leaf.step.denominator}/{leaf.step.numerator}"
    rule = f"AND(ISNUMBER({cell}),OR({','.join(parts)}),ABS({count}-ROUND({count},0))<0.000001)"
    whole = f"AND(ISNUMBER({cell}),{cell}>={_plain(leaf.minimum)},{cell}<={_plain(leaf.maximum)})"
    return rule if len(rule) <= _LONGEST_RULE else whole


def _plain(value: Any) -> str:
    return shortest(value, "en").replace(",", "").replace("\u2212", "-")


def _lay_out(sheet: Any, leaves: int, titled: bool) -> None:
    widths = [10.0] + ([44.0] if titled else []) + [15.0] * leaves + [11.0, 26.0, 40.0]
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.row_dimensions[_HEAD_ROW].height = 96
    sheet.freeze_panes = sheet.cell(_HEAD_ROW + 1, 3 if titled else 2)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
