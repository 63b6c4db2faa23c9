"""The blank mark sheet of one seat as XLSX, for a judge who works without the program.

One row for each entry, one column for each judged leaf with its range in the head and a check while typing; room for
a reason not to mark, a remark and the total that the judge adds up. A hidden first row says whose sheet it is.

All cells to fill in hold text: an office program that knows another decimal sign would make ``85`` or a date of
``8,5``, and a formula of a remark that begins with a dash. What a mark may be stands, in every way of writing it, on a
hidden sheet that the check looks at. Same content, same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, Final

from judge_desk.contest.rulebook.rubric import Criterion, allows
from judge_desk.contest.values.identity import EntryCode
from judge_desk.exchange.spreadsheets.libraries import column_letters, new_book
from judge_desk.exchange.spreadsheets.marks_sheet import SHEET_MARK, Marks, SheetIdentity, range_text
from judge_desk.wording.catalogue import Catalogue
from judge_desk.wording.cells import cell_text, reads_as_formula, sheet_name
from judge_desk.wording.figures import decimal, shortest

_HEAD_ROW: Final = 7
_LONGEST_RULE: Final = 250
_MOST_LISTED: Final = 1000
"""Marks of one leaf that are listed for the check; a longer scale is checked by a formula on numbers."""
_MOST_DECIMALS: Final = 2
_MOST_IN_FOOT: Final = 90
_NO_TIME: Final = datetime(2000, 1, 1)
_FONT: Final = {"font_name": "Times New Roman", "font_size": 12}
_BOX: Final = {**_FONT, "border": 1, "border_color": "#808080"}
_TEXT: Final = "@"


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What stands above the marks.

    Attributes:
        identity: whose sheet it is; contest, round: titles as printed; judge: name.
        sample, rehearsal: the rubric is only a sample, or all is a trial, which is then said large on the sheet.
    """

    identity: SheetIdentity
    contest: str
    round: str
    judge: str
    sample: bool = False
    rehearsal: bool = False


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
    target = io.BytesIO()
    book = new_book(target)
    book.set_properties({"title": catalogue.say("sheet_text.marks_title"), "author": "", "created": _NO_TIME})
    titled = any(entry.title for entry in entries)
    writer = _Writer(book, columns, 2 if titled else 1, catalogue)
    writer.head(head)
    writer.titles(titled)
    for number, entry in enumerate(entries, start=_HEAD_ROW):
        writer.entry(number, entry, titled, filled or {}, recused or {})
    writer.checks(len(entries))
    writer.lay_out(titled, len(entries))
    book.close()
    return target.getvalue()


class _Writer:
    """Writes the sheet; rows and columns count from 0. ``first``: where the marks begin."""

    def __init__(self, book: Any, columns: tuple[Criterion, ...], first: int, catalogue: Catalogue) -> None:
        self.book, self.columns, self.first, self.catalogue = book, columns, first, catalogue
        self.sheet: Any = book.add_worksheet(sheet_name(catalogue.say("sheet_text.marks_sheet")))
        self.last = first + len(columns) + 2
        self.styles: dict[tuple[tuple[str, Any], ...], Any] = {}

    def style(self, facts: Mapping[str, Any]) -> Any:
        """Give the one style of these facts."""
        key = tuple(sorted(facts.items()))
        if key not in self.styles:
            self.styles[key] = self.book.add_format(dict(facts))
        return self.styles[key]

    def text(self, row: int, column: int, text: str, facts: Mapping[str, Any] = _FONT) -> None:
        """Write a text that stays one, whatever it begins with."""
        shown = cell_text(text)
        quoted = {"quote_prefix": True} if reads_as_formula(shown) else {}
        self.sheet.write_string(row, column, shown, self.style({**facts, **quoted}))

    def head(self, head: SheetHead) -> None:
        """Write whose sheet it is, hidden for the program and in words for people."""
        say, identity = self.catalogue.say, head.identity
        told = [SHEET_MARK, identity.contest, identity.round, identity.package, str(identity.seat)]
        for place, text in enumerate(told):
            self.text(0, place, text)
        self.sheet.set_row(0, None, None, {"hidden": True})
        states = {"sheet_text.marks_rehearsal": head.rehearsal, "sheet_text.marks_sample": head.sample}
        marked = [say(key) for key, holds in states.items() if holds]
        loud = {"font_color": "#B00020", "bg_color": "#FDECEA"} if marked else {}
        self.text(
            1, 0, " · ".join((say("sheet_text.marks_title"), *marked)), {**_FONT, "bold": True, "font_size": 20, **loud}
        )
        self.sheet.set_row(1, 30)
        self.text(2, 0, head.contest)
        self.text(3, 0, say("sheet_text.marks_who", round=head.round, seat=identity.seat, judge=head.judge))
        groups = " ".join(identity.package[i : i + 5] for i in range(0, len(identity.package), 5))
        self.text(4, 0, say("sheet_text.marks_package", code=groups))
        self.text(5, 0, say("sheet_text.marks_hint"), {**_FONT, "italic": True})
        if marked:
            self.sheet.set_header(f'&C&"Times New Roman,Bold"&16&KB00020 {" · ".join(marked)}')
        foot = cell_text(say("sheet_text.marks_who", round=head.round, seat=identity.seat, judge=head.judge))
        self.sheet.set_footer(f'&L&"Times New Roman,Regular"&9 {foot[:_MOST_IN_FOOT].replace("&", "&&")}&R&9 &P/&N')

    def titles(self, titled: bool) -> None:
        """Write the titles of the columns, with the range of every leaf."""
        say = self.catalogue.say
        heads = [say("sheet_text.code")] + ([say("sheet_text.title")] if titled else [])
        for leaf in self.columns:
            step = shortest(leaf.step, self.catalogue.language)
            heads.append(f"{leaf.id} {leaf.title} ({say('sheet_text.range', range=range_text(leaf), step=step)})")
        heads += [say(f"sheet_text.{key}") for key in ("total", "recused", "remark")]
        look = {**_BOX, "bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": "#E8EEF4"}
        for place, text in enumerate(heads):
            self.text(_HEAD_ROW - 1, place, text, look)

    def entry(self, row: int, entry: SheetEntry, titled: bool, filled: Marks, recused: Mapping[EntryCode, str]) -> None:
        """Write one entry's row: what is known is locked, what is to be filled in is open."""
        self.text(row, 0, entry.code, _BOX)
        if titled:
            self.text(row, 1, entry.title, {**_BOX, "text_wrap": True, "valign": "top"})
        texts = {}
        for place, leaf in enumerate(self.columns, start=self.first):
            steps = filled.get((entry.code, leaf.id))
            # A text with a decimal comma is read exactly; a number would pass through a float on its way.
            texts[place] = shortest(steps * leaf.step) if steps is not None else ""
        texts[self.last - 1] = recused.get(entry.code, "")
        for place in range(self.first, self.last + 1):
            open_cell = {**_BOX, "locked": False, **self._content(place)}
            if texts.get(place):
                self.text(row, place, texts[place], open_cell)
            else:
                self.sheet.write_blank(row, place, None, self.style(open_cell))

    def _content(self, place: int) -> Mapping[str, Any]:
        """Say what an open cell holds: text; a number only where the scale is too long to be listed."""
        at = place - self.first
        if at < len(self.columns):
            return {"align": "right"} | ({"num_format": _TEXT} if is_listed(self.columns[at]) else {})
        return {"num_format": _TEXT, **({"align": "right"} if at == len(self.columns) else {"text_wrap": True})}

    def checks(self, rows: int) -> None:
        """Let the office program refuse what is no mark of the leaf; the lists stand on a sheet of their own."""
        listed = sheet_name(self.catalogue.say("sheet_text.marks_allowed"))
        lists: Any = self.book.add_worksheet(listed)
        lists.very_hidden()
        for place, leaf in enumerate(self.columns):
            allowed = list(_written(leaf)) if is_listed(leaf) else []
            for at, text in enumerate(allowed):
                lists.write_string(at, place, text, self.style({**_FONT, "num_format": _TEXT}))
            column = column_letters(place)
            source = f"='{listed}'!${column}$1:${column}${len(allowed)}"
            rule = {"validate": "list", "source": source, "dropdown": False}
            if not allowed:
                cell = f"{column_letters(self.first + place)}{_HEAD_ROW + 1}"
                rule = {"validate": "custom", "value": f"={_rule(leaf, cell)}"}
            if rows:
                self._check(self.first + place, rows, leaf, rule)

    def _check(self, column: int, rows: int, leaf: Criterion, rule: dict[str, Any]) -> None:
        facts = {"range": range_text(leaf), "step": shortest(leaf.step, self.catalogue.language)}
        told = self.catalogue.say("sheet_text.check", **facts)[:225]
        messages = {"error_message": told, "error_title": leaf.id[:32]}
        messages |= {"input_message": told, "input_title": leaf.id[:32]}
        last = _HEAD_ROW + rows - 1
        self.sheet.data_validation(_HEAD_ROW, column, last, column, {**rule, **messages, "ignore_blank": True})

    def lay_out(self, titled: bool, rows: int) -> None:
        """Set widths, what stands still, what is locked and how it is printed."""
        widths = [10.0] + ([44.0] if titled else []) + [15.0] * len(self.columns) + [11.0, 26.0, 40.0]
        for place, letters in enumerate(widths):
            self.sheet.set_column(place, place, letters)
        self.sheet.set_row(_HEAD_ROW - 1, 96)
        self.sheet.freeze_panes(_HEAD_ROW, self.first)
        self.sheet.protect("", {"format_columns": True, "format_rows": True})
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(_HEAD_ROW - 1)
        area = f"A1:{column_letters(self.last)}{_HEAD_ROW + rows}"
        self.sheet.ignore_errors({"number_stored_as_text": area})


def is_listed(leaf: Criterion) -> bool:
    """Say whether the marks of a leaf are few enough to be listed for the check."""
    return (leaf.maximum - leaf.minimum) / leaf.step < _MOST_LISTED


def _written(leaf: Criterion) -> Iterator[str]:
    """Give every mark of a leaf in every way that a judge may write it and that is read: ``8,5``, ``8.5``, ``8,50``."""
    lowest, highest = leaf.minimum / leaf.step, leaf.maximum / leaf.step
    for steps in range(int(lowest), int(highest) + 1):
        if allows(leaf, steps):
            yield from dict.fromkeys(_forms(steps * leaf.step))


def _forms(value: Fraction) -> Iterator[str]:
    for decimals in range(_MOST_DECIMALS + 1):
        if (value * 10**decimals).denominator == 1:
            plain = decimal(abs(value), decimals, "en").replace(",", "")
            sign = "-" if value < 0 else ""
            yield sign + plain.replace(".", ",")
            yield sign + plain


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
