"""The blank sheet on which the organisers write figures: codes, titles where they are known, one column a criterion.

Every cell is text, so that ``1:10`` stays minutes and seconds and no office program makes a time or a date of it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from judge_desk.contest.rulebook.rubric import Criterion
from judge_desk.contest.values.identity import EntryCode
from judge_desk.exchange.spreadsheets.columns import known_columns
from judge_desk.exchange.spreadsheets.libraries import new_book
from judge_desk.wording.cells import reads_as_formula, sheet_name

_NO_TIME: Final = datetime(2000, 1, 1)
_TITLE: Final = 42
_WIDTH: Final = 24


def write_blank_sheet(
    name: str, title_head: str, leaves: Sequence[Criterion], codes: Sequence[EntryCode], titles: Mapping[EntryCode, str]
) -> bytes:
    """Make the XLSX file; the same values give the same bytes.

    Args:
        name: of the sheet.
        title_head: head of the column of titles, which is there only if one is known.
        leaves: the criteria to be filled in.
        codes: the entries, in order.
        titles: by code; empty while a round is blind.
    """
    target = io.BytesIO()
    book = new_book(target)
    book.set_properties({"title": name, "author": "", "created": _NO_TIME})
    page = book.add_worksheet(sheet_name(name))
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "valign": "vcenter"})
    plain, quoted = (book.add_format({"num_format": "@", "border": 1, **more}) for more in ({}, {"quote_prefix": True}))
    code_head = next(column for column in known_columns("marks") if column.key == "code").titles[0]
    heads = [code_head, *([title_head] if titles else []), *(f"{leaf.id} {leaf.title}" for leaf in leaves)]
    for column, text in enumerate(heads):
        page.write_string(0, column, text, head)
    for row, code in enumerate(codes, start=1):
        texts = [str(code), *([titles.get(code, "")] if titles else []), *("" for _ in leaves)]
        for column, text in enumerate(texts):
            page.write_string(row, column, text, quoted if reads_as_formula(text) else plain)
    page.set_column(0, len(heads) - 1, _WIDTH)
    if titles:
        page.set_column(1, 1, _TITLE)
    page.freeze_panes(1, 1)
    book.close()
    return target.getvalue()
