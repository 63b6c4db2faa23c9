"""Cases of disagreement as the window shows them: rows of the list, the table of first marks, tones and icons."""

from __future__ import annotations

from typing import Final

from judge_desk.contest.counting.settling import Case, Step
from judge_desk.contest.rulebook.rules import Action
from judge_desk.contest.values.numbers import decimals_of
from judge_desk.desks.papers.settling_words import tier_words
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.desks.settling import Settling
from judge_desk.ui.models.cases import CaseRow, Figures
from judge_desk.ui.words import Words
from judge_desk.wording.figures import decimal, mark, shortest

HARD: Final = frozenset({Action.THIRD, Action.JOINT})


def case_row(case: Case, settling: Settling, words: Words) -> CaseRow:
    """Give the row of a case in the list."""
    size = mark(case.size, decimals_of_totals(settling.standing.round.rubric), words.language)
    step = words.say(f"settle.step.{case.step}")
    icon, tone = ("circle-check", "ok") if case.step is Step.SETTLED else ("scale", "text_2")
    unit = words.say("ui.settle.points")
    said = words.say("ui.settle.row", code=case.code, size=size, step=step)
    return CaseRow(case.code, size, unit, step, icon, tone, said)


def tier_sign(case: Case, settling: Settling, words: Words) -> tuple[str, str, str]:
    """Give icon, tone and words of a case's tier."""
    said = tier_words(case, settling.standing.round, words.language)
    if case.step is Step.SETTLED:
        return "circle-check", "ok", said
    return "scale", "stop" if case.score.action in HARD else "warn", said


def apart_line(case: Case, settling: Settling, words: Words) -> str:
    """Say between whom the marks lie furthest apart: ``Chênh 14,5 điểm giữa ghế 1 và ghế 3``."""
    if len(case.first) < 2:
        return words.say("ui.settle.few", count=len(case.first))
    low, high = min(each.total for each in case.first), max(each.total for each in case.first)
    size = mark(high - low, decimals_of_totals(settling.standing.round.rubric), words.language)
    if low == high:
        return words.say("ui.settle.equal")
    lows = ", ".join(str(each.seat) for each in case.first if each.total == low)
    highs = ", ".join(str(each.seat) for each in case.first if each.total == high)
    return words.say("ui.settle.between", size=size, low=lows, high=highs)


def first_marks(case: Case, settling: Settling, words: Words) -> Figures:
    """Give the table of first marks, the criteria that differ most marked."""
    say, language = words.say, words.language
    totals = decimals_of_totals(settling.standing.round.rubric)
    heads = (f"{leaf.id} ({shortest(leaf.maximum, language)})" for leaf in case.columns)
    decimals = [decimals_of(leaf.step) for leaf in case.columns]
    rows = tuple(
        (
            say("ui.settle.seat_out" if each.left_out else "ui.settle.seat", seat=each.seat),
            *(decimal(value, places, language) for value, places in zip(each.marks, decimals, strict=True)),
            mark(each.total, totals, language),
        )
        for each in sorted(case.first, key=lambda each: (each.total, each.seat))
    )
    third = case.third
    if third is not None and third.marks is not None and third.total is not None:
        given = (decimal(value, places, language) for value, places in zip(third.marks, decimals, strict=True))
        rows += ((say("ui.settle.third_row"), *given, mark(third.total, totals, language)),)
    last = len(case.columns) + 1
    marked = frozenset(at for at, leaf in enumerate(case.columns, start=1) if leaf.id in case.apart)
    head = (say("ui.settle.seat_head"), *heads, say("ui.settle.total_head"))
    return Figures(head, rows, frozenset({0}), frozenset({0, last}), marked, say("ui.settle.most"))


def locked_line(case: Case, settling: Settling, words: Words) -> str:
    """Say that first marks stay, and how far the marked criteria lie apart."""
    if not case.apart:
        return words.say("ui.settle.locked")
    by = mark(case.apart_by, decimals_of_totals(settling.standing.round.rubric), words.language)
    return words.say("ui.settle.locked_apart", by=by)
