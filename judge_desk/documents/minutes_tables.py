"""The tables of the minutes."""

from __future__ import annotations

from typing import Final

from judge_desk.documents.blocks import Align, Column, Table
from judge_desk.documents.content import CountedBallot, DecisionNote, DisagreementCase, MinutesContent, RankedRow
from judge_desk.documents.paper import code_cell
from judge_desk.documents.texts import open_texts
from judge_desk.wording.figures import date_short, listing, mark
from judge_desk.wording.words import capitalised

_TEXTS: Final = open_texts("minutes")


def _column(key: str, align: Align = Align.LEFT, share: int = 0, bold: bool = False) -> Column:
    return Column(_TEXTS.fill(f"column_{key}"), align, share=share, bold=bold)


def refused_entries(content: MinutesContent) -> Table:
    """List the entries that were not judged: number or code, title, reason."""
    columns = (
        _column("number", Align.CENTRE),
        _column("entry", Align.CENTRE),
        _column("title", share=5),
        _column("reason", share=6),
    )
    rows = [(str(n), each.id, each.title, each.reason) for n, each in enumerate(content.refused_entries, 1)]
    return Table(columns, tuple(rows), numbered=False)


def refused_ballots(content: MinutesContent) -> Table:
    """List the ballots that do not count: seat, code, reason."""
    codes = _column("ballot_code", Align.CENTRE)
    columns = (_column("number", Align.CENTRE), _column("seat", Align.CENTRE), codes, _column("reason", share=6))
    rows = []
    for number, each in enumerate(content.refused_ballots, 1):
        seat = _TEXTS.fill("seat_unknown") if each.seat is None else str(each.seat)
        code = code_cell(each.code) if each.code else _TEXTS.fill("unreadable")
        rows.append((str(number), seat, code, each.reason))
    return Table(columns, tuple(rows), numbered=False, size=11)


def disagreement_table(content: MinutesContent) -> Table:
    """List the cases: first marks by judge, spread, rule, official mark, who decided and why."""
    columns = (
        _column("code", Align.CENTRE),
        _column("marks", share=4),
        _column("spread", Align.CENTRE),
        _column("handling", share=4),
        _column("official", Align.CENTRE, bold=True),
        _column("decided", share=5),
    )
    return Table(columns, tuple(_case(each, content) for each in content.disagreements), size=11)


def _case(case: DisagreementCase, content: MinutesContent) -> tuple[str, ...]:
    marks = [
        _TEXTS.fill("case_mark", judge=judge, mark=mark(value, content.mark_decimals)) for judge, value in case.marks
    ]
    official = _TEXTS.fill("case_open")
    if case.official is not None:
        official = mark(case.official, content.rules.score.decimals)
    decided = listing(case.people)
    if case.reason:
        decided = _TEXTS.fill("decided_by", people=decided, reason=case.reason) if decided else case.reason
    spread = mark(case.spread, content.mark_decimals)
    return (case.code, "\n".join(marks), spread, capitalised(case.handling), official, decided)


def ranking_table(content: MinutesContent) -> Table:
    """List those who go on, or the whole ranking with prizes."""
    named = any(row.title for row in content.ranked)
    prized = any(row.prize for row in content.ranked)
    share = 0 if named else 1
    columns = [_column("number", Align.CENTRE), _column("code", Align.CENTRE, share)]
    columns += [_column("work", share=1)] if named else []
    columns += [_column("score", Align.CENTRE, share, bold=True), _column("place", Align.CENTRE, share)]
    if prized:
        columns.append(Column(_TEXTS.fill("column_prize"), Align.CENTRE, width=38))
    rows = []
    for number, row in enumerate(content.ranked, 1):
        people = " \u2013 ".join(part for part in (row.authors, row.units) if part)
        entry = ["\n".join(part for part in (row.title, people) if part)] if named else []
        score = "" if row.score is None else mark(row.score, content.rules.score.decimals)
        prize = [row.prize] if prized else []
        rows.append((str(number), row.code, *entry, score, _place(row), *prize))
    return Table(tuple(columns), tuple(rows))


def _place(row: RankedRow) -> str:
    if row.place is None:
        return ""
    return _TEXTS.fill("shared", place=row.place) if row.shared else str(row.place)


def decision_table(decisions: tuple[DecisionNote, ...]) -> Table:
    """List decisions of people."""
    columns = (
        _column("decision", Align.CENTRE),
        _column("what", share=6),
        _column("why", share=5),
        _column("who", share=4),
        _column("when", Align.CENTRE),
    )
    return Table(columns, tuple(_decision(each) for each in decisions), size=11)


def _decision(each: DecisionNote) -> tuple[str, ...]:
    when = "\n".join((each.stated_time[11:16], date_short(each.stated_time)))
    return (str(each.number), each.what, each.reason, listing(each.people), when)


def ballot_codes(content: MinutesContent) -> Table:
    """List seat, judge and 30 digits of every counted ballot."""
    columns = (
        _column("seat", Align.CENTRE),
        _column("judge", share=4),
        _column("ballot_code", Align.CENTRE),
        _column("tied", Align.CENTRE, 3),
    )
    return Table(columns, tuple(_counted(each) for each in content.counted), size=11)


def _counted(each: CountedBallot) -> tuple[str, ...]:
    state = _TEXTS.fill("tied_yes" if each.tied else "tied_no")
    state = _TEXTS.fill("paper_mark", state=state) if each.from_paper else state
    return (str(each.seat), each.judge, code_cell(each.code), state)
