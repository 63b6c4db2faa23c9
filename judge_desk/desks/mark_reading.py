"""Reads a mark as a judge types it: exact, in steps, with a refusal that says what the criterion allows."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from judge_desk.contest.rulebook.rubric import Criterion, allows
from judge_desk.contest.values.facts import number
from judge_desk.contest.values.numbers import NotANumber, OffStep, parse_decimal, to_steps
from judge_desk.contest.values.problems import BadInput

_MOST_SHOWN: Final = 20


def read_mark(leaf: Criterion, typed: str) -> int | None:
    """Read a mark before its coefficient: ``8,5``, ``8.5``, ``8``, blanks around; an empty text is no mark.

    Raises:
        BadInput: ``mark.not_a_number``, ``mark.off_step``, ``mark.out_of_range`` or ``mark.between_bands``; the facts
            say what was typed (shortened) and what the criterion allows.
    """
    text = typed.strip()
    if not text:
        return None
    try:
        value = _number(text)
    except NotANumber:
        raise _refused("mark.not_a_number", leaf, text) from None
    if not leaf.minimum <= value <= leaf.maximum:
        raise _refused("mark.out_of_range", leaf, text)
    try:
        steps = to_steps(value, leaf.step)
    except OffStep:
        raise _refused("mark.off_step", leaf, text) from None
    if not allows(leaf, steps):
        raise _refused("mark.between_bands", leaf, text)
    return steps


def _number(text: str) -> Fraction:
    """Read a decimal; a zero with a sign is a slip of the finger, not a mark."""
    value = parse_decimal(text)
    if value == 0 and not text[0].isdigit():
        raise NotANumber(text)
    return value


def _refused(code: str, leaf: Criterion, text: str) -> BadInput:
    shown = text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + "…"
    spans = sorted((band.low, band.high) for band in leaf.bands)
    points = "; ".join(number(low) if low == high else f"{number(low)}–{number(high)}" for low, high in spans)
    facts = {"low": number(leaf.minimum), "high": number(leaf.maximum), "step": number(leaf.step)}
    return BadInput(code, shown=shown, value=shown.replace(",", "."), points=points, **facts)
