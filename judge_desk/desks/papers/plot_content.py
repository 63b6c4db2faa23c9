"""Fills plots with the marks of a case and the figures of a panel; the words are those of the chosen language."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from judge_desk.contest.counting.settling import Case
from judge_desk.contest.counting.statistics import PanelFigures
from judge_desk.contest.rulebook.rubric import Rubric
from judge_desk.contest.values.identity import Seat
from judge_desk.desks.papers.settling_words import signed
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.documents.plot_values import (
    Axis,
    Bar,
    BarPlot,
    Dot,
    DotPlot,
    SpreadPlot,
    SpreadRow,
    axis_for,
)
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import mark, shortest

MANY: Final = 12
"""With more judges than this, dots carry the seats alone; the marks stand in the table."""


def dot_plot(case: Case, rubric: Rubric, language: str = "vi") -> DotPlot:
    """Put the first marks of a case on an axis, and a third marking; judges who gave the same share a dot."""
    say, decimals = open_catalogue(language).say, decimals_of_totals(rubric)
    seats: dict[tuple[Fraction, bool], list[Seat]] = {}
    for each in case.first:
        seats.setdefault((each.total, each.left_out), []).append(each.seat)
    crowded = len(case.first) > MANY
    dots = []
    for (total, left_out), who in seats.items():
        listed = ", ".join(map(str, who))
        label = listed if crowded else say("plot.dot", seats=listed, mark=mark(total, decimals, language))
        dots.append(Dot(label, total, left_out))
    apart = len(dots) > 1
    if case.third is not None and case.third.total is not None:
        words = mark(case.third.total, decimals, language)
        dots.append(Dot(say("plot.third", mark=words), case.third.total, later=True))
    axis = axis_for((dot.value for dot in dots), Fraction(0), rubric.maximum)
    return DotPlot(_labelled(axis, language), tuple(dots), apart)


def _labelled(axis: Axis, language: str) -> Axis:
    return replace(axis, labels=tuple(shortest(each, language) for each in axis.ticks))


def severity_plot(figures: PanelFigures, language: str = "vi") -> BarPlot:
    """Show how strict every judge is beside the others; judges without a common entry have no bar."""
    known = [(each.seat, each.severity) for each in figures.judges if each.severity is not None]
    return BarPlot(
        tuple(Bar(_seat(seat, len(known), language), value, signed(value, language)) for seat, value in known)
    )


def spread_plot(figures: PanelFigures, rubric: Rubric, language: str = "vi") -> SpreadPlot:
    """Show the range of every judge's marks."""
    ends = [end for each in figures.judges for end in (each.lowest, each.highest)]
    axis = _labelled(axis_for(ends, Fraction(0), rubric.maximum), language)
    many = len(figures.judges)
    rows = tuple(
        SpreadRow(_seat(each.seat, many, language), each.lowest, each.highest, each.mean, each.deviation)
        for each in figures.judges
    )
    return SpreadPlot(axis, rows)


def _seat(seat: Seat, judges: int, language: str) -> str:
    return str(seat) if judges > MANY else open_catalogue(language).say("plot.seat", seat=seat)
