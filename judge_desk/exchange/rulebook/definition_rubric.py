"""Read the rubric of a round: the tree of criteria with bands, penalties and formulas."""

from __future__ import annotations

from fractions import Fraction

from judge_desk.contest.rulebook.rubric import Band, Criterion, Formula, LeafKind, Penalty, PenaltyRow, Rubric
from judge_desk.contest.values.identity import CriterionId
from judge_desk.exchange.rulebook.toml_reader import Table, read_closed

ZERO = Fraction(0)
ONE = Fraction(1)


def read_rubric(table: Table) -> Rubric:
    """Read ``maximum``, ``source``, ``sample`` and the list ``criteria``."""
    return Rubric(
        criteria=table.items("criteria", _criterion, least=1),
        maximum=table.number("maximum"),
        source=table.text("source", ""),
        sample=table.flag("sample", False),
    )


def _criterion(table: Table) -> Criterion:
    penalty, formula = table.table("penalty", required=False), table.table("formula", required=False)
    parent = table.criterion_id("parent") if table.has("parent") else None
    table.text("parent", "")
    return Criterion(
        id=CriterionId(table.criterion_id()),
        title=table.text("title"),
        parent=CriterionId(parent) if parent is not None else None,
        kind=table.choice("kind", LeafKind, LeafKind.POINTS),
        minimum=table.number("minimum", ZERO),
        maximum=table.number("maximum", ZERO),
        step=table.number("step", ONE),
        coefficient=table.number("coefficient", ONE),
        bands=table.items("bands", _band),
        anchors=table.texts("anchors"),
        pass_mark=table.number_or_none("pass_mark"),
        no_zero=table.flag("no_zero", False),
        weight=table.number("weight", ONE),
        penalty=read_closed(penalty, _penalty) if penalty else None,
        formula=read_closed(formula, read_formula) if formula else None,
    )


def _band(table: Table) -> Band:
    low, high = table.number("low"), table.number("high")
    return Band(table.text("title"), low, high, table.text("anchor", ""))


def _penalty(table: Table) -> Penalty:
    return Penalty(rows=table.items("rows", _penalty_row), per_minute=table.number_or_none("per_minute"))


def _penalty_row(table: Table) -> PenaltyRow:
    return PenaltyRow(table.whole("over"), table.flag("included", False), table.number("points"))


def read_formula(table: Table) -> Formula:
    """Read a formula on imported figures: ``name``, ``points``, ``measure``, perhaps ``decimals`` and ``target``."""
    return Formula(
        name=table.text("name"),
        points=table.number("points"),
        measure=table.text("measure"),
        decimals=table.whole_or_none("decimals"),
        target=table.number_or_none("target"),
    )
