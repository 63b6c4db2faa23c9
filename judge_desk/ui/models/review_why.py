"""How a subject of a review came out, line by line: what became of it, every measure with its working, every gate."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

from judge_desk.contest.reviewing.outcome import Failed, SubjectResult
from judge_desk.contest.rulebook.measured import ColumnKind
from judge_desk.contest.rulebook.reviews import Measure, ReviewGate, Test, measure_of
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.ui.models.lines import Line
from judge_desk.ui.models.review_order import behind_line, table_lines
from judge_desk.ui.models.review_rows import ReviewModel
from judge_desk.ui.models.review_words import (
    GATE_SIGNS,
    STATE_SIGNS,
    gate_state,
    kind_of,
    of_branch,
    state_of,
    value_text,
)
from judge_desk.ui.words import Words
from judge_desk.wording.figures import shortest

COMPARED: Final = (Test.AT_LEAST, Test.ABOVE, Test.AT_MOST, Test.BELOW, Test.EQUALS)
"""Tests that hold a figure against another."""


def why_lines(standing: ReviewStanding, found: SubjectResult, subjects: ReviewModel, words: Words) -> list[Line]:
    """Give the lines: outcome, whom it stands behind, conditions, then every measure for the subject's branch."""
    behind = behind_line(standing, found, words)
    lines = [_outcome(found, subjects, words), *table_lines(standing, found, words), *([behind] if behind else [])]
    lines += [_gate(standing, found, gate, words) for gate in standing.review.gates]
    lines += [
        _measure(standing, found, each, words) for each in standing.review.measures if of_branch(found, each.when)
    ]
    return lines


def _outcome(found: SubjectResult, subjects: ReviewModel, words: Words) -> Line:
    state, code = state_of(found), str(found.subject.code)
    icon, tone = STATE_SIGNS[state]
    first, last = subjects.place_of(code)
    prizes = subjects.prizes_of(code)
    text = prizes if state == "awarded" and prizes else words.say(f"ui.reviews.state.{state}")
    detail = [code] if found.subject.unit == found.subject.name else [code, found.subject.unit]
    if first:
        key = "ui.reviews.place" if first == last else "ui.reviews.places"
        detail.append(words.say(key, first=first, last=last))
    return Line(icon, tone, "", text, " · ".join(detail))


def _gate(standing: ReviewStanding, found: SubjectResult, gate: ReviewGate, words: Words) -> Line:
    """Show a condition: found and needed where a figure fails it, else how it stands."""
    say, state = words.say, gate_state(found, gate)
    icon, tone = GATE_SIGNS.get(state, ("circle-slash", "text_2"))
    failed = next((each for each in found.failed if each.gate == gate.id), None)
    detail = say(f"ui.reviews.gate_line.{state}")
    measure = measure_of(standing.review, gate.measure) if gate.measure else None
    if state == "met" and measure is not None and gate.test in COMPARED and isinstance(gate.bound, Fraction):
        worked = found.values.get(measure.id)
        if worked is not None and worked.value is not None:
            met = Failed(gate.id, "", worked.value, gate.bound)
            detail = f"{detail} {_compared(standing, gate, met, measure, words)}"
    if failed is not None:
        if measure is not None:
            detail = _compared(standing, gate, failed, measure, words)
        detail = f"{detail} {say('ui.reviews.gate_line.reason', reason=failed.reason)}"
    return Line(icon, tone, "", gate.title, detail)


def _compared(standing: ReviewStanding, gate: ReviewGate, failed: Failed, measure: Measure, words: Words) -> str:
    """Say what was found and what was needed; of a gate on the first places these are places."""
    say = words.say
    if gate.test is Test.PRESENT or failed.needed is None:
        return say("ui.reviews.gate_line.present")
    if gate.test is Test.TOP:
        needed, value = shortest(failed.needed, words.language), shortest(failed.value or failed.needed, words.language)
    else:
        needed = value_text(standing, measure, failed.needed, words)
        value = value_text(standing, measure, failed.value, words) if failed.value is not None else ""
    if failed.value is None:
        return say("ui.reviews.gate_line.no_value", needed=needed)
    return say(f"ui.reviews.gate_line.{gate.test}", value=value, needed=needed)


def _measure(standing: ReviewStanding, found: SubjectResult, measure: Measure, words: Words) -> Line:
    """Show a measure: its value, and the sentence by which one can work it out again by hand."""
    worked = found.values.get(measure.id)
    if worked is None or worked.value is None:
        lack = worked.lack if worked is not None and worked.lack else "missing"
        detail = words.problem(replace(worked.working, where="")) if worked is not None else ""
        return Line("circle-dashed", "text_2", "", f"{measure.title}: {words.say(f'ui.reviews.lack.{lack}')}", detail)
    value = value_text(standing, measure, worked.value, words)
    working = replace(worked.working, where="")
    if kind_of(standing, measure) in (ColumnKind.TIME, ColumnKind.FLAG) and "value" in working.facts:
        working = replace(working, facts={**working.facts, "value": value})  # as the sheet writes it, not in seconds
    return Line("ruler", "text_2", "", f"{measure.title}: {value}", words.problem(working))
