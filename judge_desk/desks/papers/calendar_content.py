"""Fills the papers of a plan's calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from judge_desk.contest.register.schedule import Scheduled
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.papers.paper_heads import paper_head
from judge_desk.documents.content_calendar import CalendarContent, CalendarReminder, CalendarRow, CalendarSaid
from judge_desk.documents.content_head import PaperHead


def calendar_content(contest: ContestFolder, items: Sequence[Scheduled], today: str) -> CalendarContent:
    """Fill the calendar, in the order of the plan."""
    order = [each.id for each in contest.definition.calendar]
    rows = sorted(items, key=lambda each: (order.index(each.item.id), each.occurrence.opens))
    definition = contest.definition
    return CalendarContent(
        _head(contest, today), definition.plan, tuple(map(_row, rows)), today, definition.head.signer
    )


def reminders(
    contest: ContestFolder, items: Sequence[Scheduled], today: str, ahead: int
) -> tuple[CalendarReminder, ...]:
    """Fill a reminder for every office that leads something of these, in the order in which the plan names them."""
    offices = dict.fromkeys(lead for item in contest.definition.calendar for lead in item.leads)
    found = []
    for office in offices:
        rows = tuple(_row(each) for each in items if office in each.item.leads)
        if rows:
            plan, signer = contest.definition.plan, contest.definition.head.signer
            found.append(CalendarReminder(_head(contest, today), plan, office, rows, today, ahead, signer))
    return tuple(found)


def _head(contest: ContestFolder, today: str) -> PaperHead:
    """Give the head of the contest; a sample of a rubric is no sample of the plan."""
    return replace(paper_head(contest, None, stated_time=today), sample=False)


def _row(each: Scheduled) -> CalendarRow:
    item, occurrence = each.item, each.occurrence
    said = tuple(CalendarSaid(act.kind.value, act.day, act.count, act.text, act.file) for act in each.acts)
    return CalendarRow(
        title=item.title,
        leads=item.leads,
        helps=item.helps,
        when=item.when,
        opens=occurrence.opens,
        closes=occurrence.closes,
        comes_again=item.every is not None,
        least=item.least,
        unit=item.unit,
        count=each.count,
        state=each.state.value,
        day=each.day,
        said=said,
    )
