"""Read the sheets of figures and the reviews of a definition: parts, columns, measures, gates, order, dossier."""

from __future__ import annotations

from collections.abc import Callable

from judge_desk.contest.rulebook.measured import Column, ColumnKind, MeasuredPart, Per, Period
from judge_desk.contest.rulebook.reviews import (
    Attempts,
    Dossier,
    Level,
    Measure,
    Missing,
    Order,
    OrderPolicy,
    Over,
    Review,
    ReviewGate,
    Subjects,
    Take,
    Test,
    TieAtLine,
)
from judge_desk.contest.rulebook.rubric import Formula
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.identity import RoundId
from judge_desk.exchange.rulebook.definition_rounds import read_approval
from judge_desk.exchange.rulebook.definition_rubric import read_formula
from judge_desk.exchange.rulebook.toml_reader import Table, read_closed


def read_measured(table: Table) -> MeasuredPart:
    """Read one part that is imported instead of marked; columns are tables, or plain titles for columns of text."""
    return MeasuredPart(
        id=table.id(),
        title=table.text("title"),
        per=table.choice("per", Per),
        columns=_columns(table),
        closed_by=table.undecided("closed_by") or table.text("closed_by"),
        periods=table.items("periods", _period),
        roster=table.flag("roster", False),
        source=table.text("source", ""),
        sample=table.flag("sample", False),
        formula=_formula(table, read_formula),
        weight=table.undecided("weight") or table.number_or_none("weight"),
    )


def _columns(table: Table) -> tuple[Column, ...]:
    written = table.raw.get("columns")
    if isinstance(written, list) and any(isinstance(each, dict) for each in written):
        return table.items("columns", _column)
    return tuple(Column(each, each) for each in table.texts("columns"))


def _column(table: Table) -> Column:
    return Column(
        id=table.id(),
        title=table.text("title"),
        kind=table.choice("kind", ColumnKind, ColumnKind.TEXT),
        least=table.number_or_none("least"),
        most=table.number_or_none("most"),
        required=table.flag("required", False),
    )


def _period(table: Table) -> Period:
    return Period(table.id(), table.text("title"))


def _formula(table: Table, read: Callable[[Table], Formula]) -> Formula | Undecided | None:
    point = table.undecided("formula")
    if point is not None:
        return point
    formula = table.table("formula", required=False)
    return read_closed(formula, read) if formula else None


def read_review(table: Table) -> Review:
    """Read one review; its lists are ``measures`` and ``gates``, its sub-tables ``order`` and ``dossier``."""
    dossier = table.table("dossier", required=False)
    return Review(
        id=RoundId(table.id()),
        title=table.text("title"),
        subjects=table.choice("subjects", Subjects),
        council=table.text("council"),
        measures=table.items("measures", _measure),
        gates=table.items("gates", _gate),
        order=_order(table),
        part=table.text("part", ""),
        periods=table.texts("periods"),
        dossier=read_closed(dossier, _dossier) if dossier else None,
        approval=read_approval(table),
        source=table.text("source", ""),
        sample=table.flag("sample", False),
    )


def _order(table: Table) -> Order | Undecided:
    point = table.undecided("order")
    if point is not None:
        return point
    order = table.table("order")
    return read_closed(order, _order_rule) if order else Order(OrderPolicy.COUNCIL)


def _order_rule(table: Table) -> Order:
    return Order(table.choice("policy", OrderPolicy), table.texts("by"), table.numbers("weights"))


def _measure(table: Table) -> Measure:
    round_id = table.text("round", "")
    return Measure(
        id=table.id(),
        title=table.text("title"),
        take=table.choice("take", Take),
        part=table.text("part", ""),
        column=table.undecided("column") or table.text("column", ""),
        periods=table.texts("periods"),
        round=RoundId(round_id) if round_id else None,
        of=table.texts("of"),
        over=table.undecided("over") or table.choice("over", Over, Over.ONLY),
        attempts=table.undecided("attempts") or table.choice("attempts", Attempts, Attempts.EACH),
        missing=table.undecided("missing") or table.choice("missing", Missing, Missing.ASK),
        weights=table.undecided("weights") or table.numbers("weights"),
        formula=_formula(table, _points),
        to=table.number_or_none("to"),
        most=table.number_or_none("most"),
        bound=table.undecided("bound") or table.number_or_none("bound"),
        levels=table.items("levels", _level),
        when=table.text("when", ""),
        decimals=table.whole_or_none("decimals"),
        unit=table.text("unit", ""),
        attempt_by=table.text("attempt_by", ""),
        table=table.text("table", ""),
    )


def _points(table: Table) -> Formula:
    return Formula(
        name=table.text("name"),
        points=table.number("points"),
        measure="",
        decimals=table.whole_or_none("decimals"),
        target=table.number_or_none("target"),
    )


def _level(table: Table) -> Level:
    return Level(
        number=table.whole("number", 1),
        title=table.text("title"),
        bound=table.number("bound"),
        included=table.undecided("included") or table.flag("included", True),
    )


def _gate(table: Table) -> ReviewGate:
    return ReviewGate(
        id=table.id(),
        title=table.text("title"),
        reason=table.text("reason"),
        test=table.choice("test", Test),
        measure=table.text("measure", ""),
        bound=table.undecided("bound") or table.number_or_none("bound"),
        tie=table.undecided("tie") or table.choice("tie", TieAtLine, TieAtLine.ASK),
        used=table.undecided("used") or table.flag("used", True),
        when=table.text("when", ""),
        source=table.text("source", ""),
    )


def _dossier(table: Table) -> Dossier:
    return Dossier(
        parts=table.texts("parts"),
        copies=table.whole("copies", 1, default=1),
        days=table.whole("days", default=0),
        starts=table.text("starts", ""),
        from_day=table.undecided("from_day") or (table.day("from_day") if table.has("from_day") else ""),
    )
