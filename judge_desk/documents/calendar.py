"""Lịch thực hiện and Phiếu nhắc việc: what a plan wants done, where each thing stands, what an office is reminded of.

The columns are those of the annex of Kế hoạch tuyên truyền (STT, nội dung, chủ trì, phối hợp, thời gian), and one more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from judge_desk.documents.blocks import (
    Block,
    Column,
    Document,
    Orientation,
    Paragraph,
    Signatures,
    Signer,
    Style,
    Table,
    Title,
)
from judge_desk.documents.content_calendar import CalendarContent, CalendarReminder, CalendarRow, CalendarSaid
from judge_desk.documents.list_parts import number_column
from judge_desk.documents.paper import PAPER, ink_place_date, make_document, organisers_head, recipients
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import count, date_short

_TEXTS: Final = open_texts("calendar")
_CLOSED: Final = ("done", "dropped")
_STATES: Final = {
    "late": "state_late",
    "due": "state_due",
    "under_way": "state_under_way",
    "coming": "state_coming",
    "done": "state_done",
    "dropped": "state_dropped",
}
_SAID: Final = {"moved": "said_moved", "dropped": "said_dropped", "reopened": "said_reopened"}


def calendar(content: CalendarContent) -> Document:
    """Make the calendar with the state of everything."""
    head, rows = content.head, content.rows
    columns = (
        number_column(),
        Column(_TEXTS.fill("column_what"), share=5),
        Column(_TEXTS.fill("column_leads"), share=3),
        Column(_TEXTS.fill("column_helps"), share=3),
        Column(_TEXTS.fill("column_when"), width=34),
        Column(_TEXTS.fill("column_state"), share=4),
    )
    cells = tuple(
        (str(number), _what(row), "\n".join(row.leads), "\n".join(row.helps), _when(row), _state(row))
        for number, row in enumerate(rows, start=1)
    )
    blocks: list[Block] = [
        organisers_head(head, ink_place_date(head)),
        Title(_TEXTS.fill("plan_title"), (head.contest_title,), _TEXTS.fill("annex", plan=content.plan)),
        Paragraph(_TEXTS.fill("until", time=date_short(content.today), **_counts(rows))),
        Table(columns, cells, numbered=False, size=11, empty=_TEXTS.fill("nothing")),
        _signatures(content.signer),
    ]
    return make_document(head, _TEXTS.fill("plan_document"), blocks, Orientation.LANDSCAPE)


def reminder(content: CalendarReminder) -> Document:
    """Make the sheet that reminds one office of what is late, due or about to begin."""
    head = content.head
    columns = (
        number_column(),
        Column(_TEXTS.fill("column_what"), share=5),
        Column(_TEXTS.fill("column_when"), width=34),
        Column(_TEXTS.fill("column_state"), share=3),
        Column(_TEXTS.fill("column_answer"), share=3),
    )
    cells = tuple(
        (str(number), _what(row), _when(row), _state(row), "") for number, row in enumerate(content.rows, start=1)
    )
    facts = {"plan": content.plan, "time": date_short(content.today), "count": count(content.ahead)}
    blocks: list[Block] = [
        organisers_head(head, ink_place_date(head)),
        Title(_TEXTS.fill("reminder_title"), (head.contest_title,)),
        Paragraph(_TEXTS.fill("to", office=content.office), Style.CENTRED_BOLD),
        Paragraph(_TEXTS.fill("intro", **facts)),
        Table(columns, cells, numbered=False, empty=_TEXTS.fill("nothing_due")),
        Paragraph(_TEXTS.fill("ask")),
        _signatures(content.signer, (_TEXTS.fill("recipients_above"),)),
    ]
    return make_document(head, _TEXTS.fill("reminder_document"), blocks)


def _signatures(head_of_office: str, more: tuple[str, ...] = ()) -> Signatures:
    """Give the places to sign; ``more`` are recipients beside the file."""
    hint = PAPER.fill("sign_hint")
    head = head_of_office or _TEXTS.fill("head_sign")
    title, *filed = recipients()
    return Signatures((Signer(_TEXTS.fill("writer"), hint), Signer(head, hint)), 2, (title, *more, *filed))


def _counts(rows: Sequence[CalendarRow]) -> dict[str, str]:
    states = [row.state for row in rows]
    wanted = {"counted": "done", "missing": "late", "refused": "dropped"}
    return {"total": count(len(rows)), **{field: count(states.count(state)) for field, state in wanted.items()}}


def _what(row: CalendarRow) -> str:
    return "\n".join((row.title, *((_least(row),) if row.least else ())))


def _least(row: CalendarRow) -> str:
    return _TEXTS.fill("least", count=count(row.least), unit=row.unit)


def _when(row: CalendarRow) -> str:
    """Say the time in the plan's words; its days where the plan has none, or where the thing comes again."""
    days = _days(row)
    parts = (row.when, days if row.comes_again or not row.when else "")
    return "\n".join(each for each in parts if each) or _TEXTS.fill("no_days")


def _days(row: CalendarRow) -> str:
    if row.opens and row.closes:
        return _TEXTS.fill("days", before=date_short(row.opens), time=date_short(row.closes))
    if row.closes:
        return _TEXTS.fill("until_day", time=date_short(row.closes))
    return _TEXTS.fill("from_day", time=date_short(row.opens)) if row.opens else ""


def _state(row: CalendarRow) -> str:
    """Say the state, how many are done, and what was recorded."""
    lines = [_TEXTS.fill("state_done_on", time=date_short(row.day)) if row.day else _TEXTS.fill(_STATES[row.state])]
    if row.least and (row.count or row.state not in _CLOSED):
        lines.append(_TEXTS.fill("counted", count=count(row.count), total=count(row.least), unit=row.unit))
    return "\n".join((*lines, *(_said(each, row.unit) for each in row.said)))


def _said(said: CalendarSaid, unit: str) -> str:
    if said.kind != "done":
        moved = {"time": date_short(said.day)} if said.kind == "moved" else {}
        return _TEXTS.fill(_SAID[said.kind], reason=said.text, **moved)
    facts = {"time": date_short(said.day), "text": said.text}
    if said.count:
        told = _TEXTS.fill("said_done_count", count=count(said.count), unit=unit, **facts)
    else:
        told = _TEXTS.fill("said_done", **facts)
    file = _TEXTS.fill("said_file", file=said.file) if said.file else ""
    return f"{told} {file}".strip()
