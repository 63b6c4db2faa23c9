"""A paper's tables as a workbook: one sheet for each, with the paper's titles above and its sentences below.

Made from the same blocks as the PDF. Where a cell of a right or centred column reads as an exact number, it is one, in
a format that shows it as the paper does; everything else stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from judge_desk.documents.blocks import (
    Align,
    Block,
    Column,
    Document,
    Fields,
    KeepTogether,
    Paragraph,
    Signatures,
    Signer,
    StateHead,
    Style,
    Table,
    Title,
)
from judge_desk.documents.page_words import code_word, page_word, watermark_of
from judge_desk.documents.texts import open_texts
from judge_desk.documents.xlsx_book import Book, Cell, Frame, Look, SheetPen, decimals_format, letters_of
from judge_desk.wording.figures import code_groups

_TEXTS: Final = open_texts("workbook")
_FIGURE: Final = re.compile(
    r"(?P<sign>[-\u2212]?)(?P<whole>0[0-9]|[0-9]{1,3}(?:\.[0-9]{3}){0,4})(?:,(?P<part>[0-9]{1,6}))?\Z"
)
_MOST_DIGITS: Final = 15
_SHORTEST, _LONGEST = 5.0, 46.0
_INK_ROWS: Final = 4
_HEAD_LINES: Final = 4
_LOOKS: Final = {Align.LEFT: Look.TEXT, Align.CENTRE: Look.CENTRE, Align.RIGHT: Look.FIGURE}


def table_workbook(document: Document) -> bytes:
    """Make a workbook with one sheet for each table of a paper.

    A paper without a table gives a workbook with one sheet that holds its titles and sentences.
    """
    parts = _parts(document)
    cells = sum(len(part.table.rows) * len(part.table.columns) for part in parts)
    book = Book(frame_of(document), cells)
    further = _TEXTS.fill("sheet")
    for number, part in enumerate(parts, start=1):
        name = part.caption or (document.title if number == 1 else f"{further} {number}")
        _write_part(book, name, part, document, last=number == len(parts))
    return book.finish()


def frame_of(document: Document) -> Frame:
    """Give what stands on every sheet and print of a paper's workbook."""
    across = " · ".join(watermark_of(document).split("\n"))
    banners = tuple(each for each in (document.superseded, document.banner) if each) or tuple(filter(None, (across,)))
    code = f"{code_word(document)}: {code_groups(document.data_code)}" if document.data_code else ""
    page = page_word(document) if document.numbered else ""
    return Frame(document.title, document.subject, banners, across, document.footer, code, page, document.orientation)


@dataclass(slots=True)
class _Part:
    """One table with the blocks above and below it; ``caption`` is the heading before it."""

    table: Table
    caption: str = ""
    above: list[Block] = field(default_factory=list)
    below: list[Block] = field(default_factory=list)


def _flat(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, KeepTogether):
            yield from _flat(block.blocks)
        else:
            yield block


def _parts(document: Document) -> list[_Part]:
    """Part the blocks by tables: what precedes the first stands above it, headings begin what follows."""
    parts: list[_Part] = []
    waiting: list[Block] = []
    for block in _flat(document.blocks):
        if isinstance(block, Table):
            heading = _last_heading(waiting)
            after = waiting[:heading] if parts else []
            if parts:
                parts[-1].below += after
            own = waiting[len(after) :] if heading < len(waiting) or not parts else []
            caption = next((each.text for each in own if _is_heading(each) and isinstance(each, Paragraph)), "")
            parts.append(_Part(block, caption, own))
            waiting = []
        else:
            waiting.append(block)
    if not parts:
        return [_Part(Table((), ()), above=waiting)]
    parts[-1].below += waiting
    return parts


def _is_heading(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style is Style.HEADING


def _last_heading(blocks: list[Block]) -> int:
    """Give the place of the last heading, or the end where there is none."""
    places = [place for place, block in enumerate(blocks) if _is_heading(block)]
    return places[-1] if places else len(blocks)


def _write_part(book: Book, name: str, part: _Part, document: Document, last: bool) -> None:
    pen = book.sheet(name, column_widths(part.table) or (90.0,))
    pen.banners()
    for block in part.above:
        write_words(pen, block)
    if part.table.columns:
        write_table(pen, part.table)
    for block in part.below:
        write_words(pen, block)


def write_words(pen: SheetPen, block: Block) -> None:
    """Write a block of words over all columns; what only paper needs (codes, plots, cuts) is left away."""
    match block:
        case StateHead():
            bodies = (block.superior, block.issuer, block.number)
            pen.line(" – ".join(filter(None, (" ".join(each.split()) for each in bodies))), Look.LEAD)
        case Title():
            pen.line(block.name, Look.TITLE)
            pen.line(" – ".join(block.subject), Look.LINE)
            if block.note:
                pen.line(block.note, Look.HINT)
        case Paragraph():
            text = " ".join(each for each in (block.lead, block.text) if each)
            pen.line(text, Look.LEAD if block.style is Style.HEADING else Look.NOTE)
        case Fields():
            for label, value in block.rows:
                pen.line(f"{label}: {value}", Look.NOTE)
        case Signatures():
            write_signers(pen, block)
        case _:
            return


def write_signers(pen: SheetPen, block: Signatures) -> None:
    """Write places to sign in ink, beside each other as far as the columns reach, a row for each row of signers."""
    beside = max(1, min(block.columns, pen.across, len(block.signers)))
    for start in range(0, len(block.signers), beside):
        pen.gap()
        group = block.signers[start : start + beside]
        ends = _even_ends(pen.widths[: pen.across], beside)
        first = beside - 1 if len(group) == 1 else 0
        for place, each in enumerate(group, start=first):
            if each.title:
                pen.pieces(ends[place], ends[place + 1] - 1, _signing(each), Look.SIGNER, _INK_ROWS)
        pen.gap()


def _signing(each: Signer) -> list[tuple[str, Look]]:
    """Give the lines of one place to sign, in one cell: nobody's name comes apart from where they sign."""
    shown = [(each.above, Look.HINT), (each.title, Look.SIGNER), (each.hint, Look.HINT)]
    return [*((text, look) for text, look in shown if text), ("", Look.SIGNER), (each.name or " ", Look.SIGNER)]


def _even_ends(widths: Sequence[float], parts: int) -> list[int]:
    """Part columns into so many neighbouring groups of about the same width; give where each begins, then the end."""
    total, ends, reached = sum(widths), [0], 0.0
    for place, letters in enumerate(widths):
        left = len(widths) - place
        wanted = total * len(ends) / parts
        if place and len(ends) < parts and (reached + letters / 2 >= wanted or left <= parts - len(ends)):
            ends.append(place)
        reached += letters
    return [*ends, len(widths)]


def write_table(pen: SheetPen, table: Table) -> None:
    """Write the head, which stands still and is repeated on every page, the rows with filters, and the totals."""
    first = pen.at
    write_head(pen, table.columns)
    if table.numbered:
        write_numbers(pen, len(table.columns))
    pen.head_rows(first, pen.at - 1, _still(table.columns))
    pen.filters(pen.at - 1, len(table.columns), len(table.rows))
    for row in table.rows:
        pen.row(_cell(text, column) for text, column in zip(row, table.columns, strict=True))
    if not table.rows and table.empty:
        pen.line(table.empty, Look.NOTE)
    for row in table.totals:
        pen.row(_total(text, column) for text, column in zip(row, table.columns, strict=True))
    pen.gap()


def _still(columns: tuple[Column, ...]) -> int:
    """Say how many columns stand still: the first two, where more than that follow."""
    return 2 if len(columns) > 4 else 0


def write_head(pen: SheetPen, columns: Sequence[Column]) -> None:
    """Write the titles of columns, with the titles of their groups above them."""
    grouped = any(column.group for column in columns)
    if grouped:
        at = 0
        while at < len(columns):
            end = at
            while columns[at].group and end + 1 < len(columns) and columns[end + 1].group == columns[at].group:
                end += 1
            pen.span(at, end, columns[at].group, Look.HEAD)
            at = end + 1
        pen.gap()
    pen.row([Cell(column.head, Look.HEAD) for column in columns])
    if grouped:
        pen.over_two([column.head if not column.group else "" for column in columns])


def write_numbers(pen: SheetPen, columns: int) -> None:
    """Write the row (1) (2) (3) … under the titles."""
    pen.row([Cell(f"({place})", Look.NUMBERS) for place in range(1, columns + 1)])


def _cell(text: str, column: Column) -> Cell:
    figure = None if column.align is Align.LEFT else read_figure(text)
    look = _LOOKS[column.align]
    if column.bold:
        look = Look.STRONG if column.align is Align.LEFT else Look.RESULT
    if figure is None:
        return Cell(text, Look.CENTRE if look is Look.FIGURE and text else look)
    return Cell(figure[0], look, figure[1])


def _total(text: str, column: Column) -> Cell:
    figure = None if column.align is Align.LEFT else read_figure(text)
    return Cell(text, Look.TOTAL) if figure is None else Cell(figure[0], Look.TOTAL, figure[1])


def read_figure(text: str) -> tuple[Fraction, str] | None:
    """Read a number as papers write it (``1.240``, ``79,70``, ``05``), with the format that shows it so.

    None for everything else, among it what a cell could not hold exactly as it stands: too many digits, a thousand
    without its point, which is no figure but a code.
    """
    found = _FIGURE.match(text)
    if found is None:
        return None
    whole, part = found["whole"], found["part"] or ""
    digits = whole.replace(".", "") + part
    if len(digits) > _MOST_DIGITS or (len(whole) > 2 and whole[0] == "0"):
        return None
    value = Fraction(int(digits), 10 ** len(part))
    shown = "00" if whole[0] == "0" and len(whole) == 2 else "#,##0" if "." in whole else "0"
    return (-value if found["sign"] else value), shown + decimals_format(len(part))[1:]


def column_widths(table: Table) -> tuple[float, ...]:
    """Give every column the width that its content needs, in letters; long texts are wrapped."""
    return tuple(
        text_width(column.head, (row[place] for row in (*table.rows, *table.totals)))
        for place, column in enumerate(table.columns)
    )


def text_width(head: str, texts: Iterable[str]) -> float:
    """Measure a column in letters: no word is broken, no line longer than a column may be."""
    words = max((letters_of(each, Look.HEAD) for each in head.split()), default=0.0)
    words = max(words, letters_of(head, Look.HEAD) / _HEAD_LINES)
    lines = 0.0
    for text in texts:
        if lines > _LONGEST:
            break
        lines = max(lines, letters_of(text, Look.STRONG))
    return round(max(_SHORTEST, min(_LONGEST, max(words, lines) + 2.5)), 1)
