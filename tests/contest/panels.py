"""A panel's view from a picture of ballots, and short questions to it."""

from __future__ import annotations

from judge_desk.contest.merge.merging import Condition, Issued, PanelView, SeatView, panel_view
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.identity import Digest
from tests.contest.notation import ballots, issue

GOOD = """
    one    seat 1
    two    seat 2
    three  seat 3
"""


def view_of(picture: str, *decisions: Decision, issued: Issued | None = None) -> PanelView:
    """Read the ballots of a picture and give the panel."""
    world = issued or issue()
    return panel_view(world, ballots(picture, world).values(), decisions)


def seat(view: PanelView, number: int) -> SeatView:
    """Give a seat of a view."""
    return next(each for each in view.seats if each.seat == number)


def opens(view: PanelView, number: int) -> list[str]:
    """Give the codes of a seat's open findings."""
    return [problem.code for problem in view.open if problem.facts["seat"] == number]


def notes(view: PanelView, number: int) -> list[str]:
    """Give the codes of a seat's notes."""
    return [problem.code for problem in view.notes if problem.facts["seat"] == number]


def others(view: PanelView, number: int) -> dict[Digest, Condition]:
    """Give the conditions of a seat's ballots that do not count."""
    return dict(seat(view, number).others)
