"""Gates of a review: who meets every condition, who fails which, and on whom people must still speak."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import Final

from judge_desk.contest.reviewing.case import Case, Found, named
from judge_desk.contest.reviewing.measuring import places_of
from judge_desk.contest.reviewing.outcome import Failed, Subject
from judge_desk.contest.rulebook.reviews import ReviewGate, Subjects, Test, TieAtLine
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.facts import number
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import EntryCode

MET: Final = "met"
NOT_MET: Final = "not_met"


class State(StrEnum):
    """Of one gate and subject: met or failed; open on a question about figures or rules; waiting for people's word."""

    MET = "met"
    FAILED = "failed"
    OPEN = "open"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate says of a subject, with the value found (of ``TOP`` the place) and what was needed."""

    state: State
    value: Fraction | None = None
    needed: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """All gates on one subject: failed, waiting for people's word, whether figures are open, met."""

    failed: tuple[Failed, ...] = ()
    waiting: tuple[str, ...] = ()
    open: bool = False
    met: tuple[str, ...] = ()

    @property
    def meets(self) -> bool:
        """Whether every gate is met."""
        return not self.failed and not self.waiting and not self.open


Verdicts = Mapping[EntryCode, Verdict]
Words = Mapping[tuple[str, str], str]
PASSED: Final = Verdict(State.MET)
PENDING: Final = Verdict(State.WAITING)

COMPARE: Final[Mapping[Test, Callable[[Fraction, Fraction], bool]]] = {
    Test.AT_LEAST: operator.ge,
    Test.ABOVE: operator.gt,
    Test.AT_MOST: operator.le,
    Test.BELOW: operator.lt,
    Test.EQUALS: operator.eq,
}


def judge_gates(case: Case) -> Mapping[EntryCode, Judged]:
    """Judge every gate on every subject; the council is asked only about who meets all that can be worked out."""
    words = words_of(case)
    found: dict[str, Verdicts] = {}
    for gate in case.review.gates:
        if gate.used is False:
            continue
        with case.unasked(isinstance(gate.used, Undecided)):
            verdicts = _whole(case, gate, words)
        found[gate.id] = _if_used(gate, verdicts)
    gates = [gate for gate in case.review.gates if gate.id in found]
    known: dict[tuple[tuple[str, ...], bool, tuple[str, ...]], Judged] = {}
    judged = {each.code: _judged(each.code, gates, found, known) for each in case.subjects}
    for gate in gates:
        _ask_use(case, gate, found[gate.id], judged)
        _ask_people(case, gate, judged)
    return judged


def words_of(case: Case) -> Words:
    """Give the word in force on each gate and subject."""
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for each in case.decisions:
        if each.kind is DecisionKind.MET and len(each.about) == 2:
            gate, subject = each.about
            found[gate, subject] = max(found.get((gate, subject), (0, "")), (each.number, each.value))
    return {about: value for about, (_, value) in found.items()}


def _whole(case: Case, gate: ReviewGate, words: Words) -> Verdicts:
    mine = [each for each in case.subjects if case.concerns(gate.when, each)]
    if gate.test is Test.COUNCIL:
        return {each.code: _said(gate, each.code, words) for each in mine}
    if gate.test is Test.NOT_BARRED:
        return _not_barred(case, gate, mine, words)
    values = {each.code: case.found[gate.measure][each.code] for each in mine}
    if gate.test is Test.TOP:
        return _top(case, gate, values, words)
    return {code: _compared(case, gate, found) for code, found in values.items()}


def _said(gate: ReviewGate, code: EntryCode, words: Words) -> Verdict:
    word = words.get((gate.id, code))
    if word is None:
        return PENDING
    return PASSED if word == MET else Verdict(State.FAILED)


def _if_used(gate: ReviewGate, verdicts: Verdicts) -> Verdicts:
    """Keep nobody out by a gate of which people must still say whether it holds at all."""
    if not isinstance(gate.used, Undecided):
        return verdicts
    return {code: each if each.state is State.MET else Verdict(State.OPEN) for code, each in verdicts.items()}


def _lacks(found: Found) -> Verdict:
    """Judge a subject without a value: open, not concerned, or failed."""
    if found.open:
        return Verdict(State.OPEN)
    return PASSED if found.worked.lack == "branch" else Verdict(State.FAILED)


def _compared(case: Case, gate: ReviewGate, found: Found) -> Verdict:
    if found.value is None:
        return _lacks(found)
    if found.open:
        return Verdict(State.OPEN, found.value)
    if gate.test is Test.PRESENT:
        return Verdict(State.MET, found.value)
    if not isinstance(gate.bound, Fraction):
        _ask_bound(case, gate)
        return Verdict(State.OPEN, found.value)
    state = State.MET if COMPARE[gate.test](found.value, gate.bound) else State.FAILED
    return Verdict(state, found.value, gate.bound)


def _ask_bound(case: Case, gate: ReviewGate) -> None:
    if isinstance(gate.bound, Undecided):
        case.asked.undecided(gate.bound)
    else:
        case.asked.ask("review.no_bound", gate.title)


def _top(case: Case, gate: ReviewGate, values: Mapping[EntryCode, Found], words: Words) -> Verdicts:
    """Judge places among all who have a value; a tie across the line goes by ``tie``."""
    known = {code: found.value for code, found in values.items() if found.value is not None}
    if not isinstance(gate.bound, Fraction):
        if known:
            _ask_bound(case, gate)
        return {code: Verdict(State.OPEN, known[code]) if code in known else _lacks(values[code]) for code in values}
    places = places_of(known)
    unsure = any(found.open for found in values.values())
    across = _across(places, gate.bound)
    found: dict[EntryCode, Verdict] = {}
    for code, each in values.items():
        if code not in places:
            found[code] = _lacks(each)
        elif unsure:
            found[code] = Verdict(State.OPEN, each.value, gate.bound)
        elif code in across:
            found[code] = replace(_tied(case, gate, code, words), value=Fraction(places[code]), needed=gate.bound)
        else:
            state = State.MET if places[code] <= gate.bound else State.FAILED
            found[code] = Verdict(state, Fraction(places[code]), gate.bound)
    return found


def _across(places: Mapping[EntryCode, int], bound: Fraction) -> frozenset[EntryCode]:
    """Give who shares a place that begins within the line and ends beyond it."""
    inside = [place for place in places.values() if place <= bound]
    if len(inside) <= bound:
        return frozenset()
    last = max(inside)
    return frozenset(code for code, place in places.items() if place == last)


def _tied(case: Case, gate: ReviewGate, code: EntryCode, words: Words) -> Verdict:
    if isinstance(gate.tie, Undecided):
        case.asked.undecided(gate.tie)
        return Verdict(State.OPEN)
    if gate.tie is TieAtLine.ASK:
        return _said(gate, code, words)
    return Verdict(State.MET if gate.tie is TieAtLine.ALL_IN else State.FAILED)


def _not_barred(case: Case, gate: ReviewGate, mine: Iterable[Subject], words: Words) -> Verdicts:
    """Keep out whom the rules bar by name and unit; ask about people of the same name elsewhere."""
    if case.review.subjects is not Subjects.PERSONS:
        return {each.code: PASSED for each in mine}
    barred: dict[str, set[str]] = {}
    for name, unit in case.evidence.barred:
        barred.setdefault(name, set()).add(unit)
    found: dict[EntryCode, Verdict] = {}
    for each in mine:
        units = barred.get(case.figures.folded(each.name)) if barred else None
        if units is None:
            found[each.code] = PASSED
        elif units & _names(case, each):
            found[each.code] = Verdict(State.FAILED)
        else:
            found[each.code] = _said(gate, each.code, words)
    return found


def _names(case: Case, subject: Subject) -> set[str]:
    """Give every folded name of a person's unit."""
    unit = case.roster.by_code.get(subject.unit_code)
    names = (subject.unit,) if unit is None else (unit.name, *unit.aliases)
    return {fold(name) for name in names if name}


def _judged(
    code: EntryCode,
    gates: Iterable[ReviewGate],
    found: Mapping[str, Verdicts],
    known: dict[tuple[tuple[str, ...], bool, tuple[str, ...]], Judged],
) -> Judged:
    """Gather what the gates say of a subject; ``known`` keeps one value for all of whom they say the same."""
    failed: list[Failed] = []
    waiting: list[str] = []
    met: list[str] = []
    open_ = False
    for gate in gates:
        verdict = found[gate.id].get(code)
        if verdict is None:
            continue  # not of its branch
        if verdict.state is State.FAILED:
            failed.append(Failed(gate.id, gate.reason, verdict.value, verdict.needed))
        elif verdict.state is State.WAITING:
            waiting.append(gate.id)
        elif verdict.state is State.OPEN:
            open_ = True
        else:
            met.append(gate.id)
    if failed:
        return Judged(tuple(failed), met=tuple(met))
    judged = Judged((), () if open_ else tuple(waiting), open_, tuple(met))
    return known.setdefault((judged.waiting, open_, judged.met), judged)


def _ask_use(case: Case, gate: ReviewGate, verdicts: Verdicts, judged: Mapping[EntryCode, Judged]) -> None:
    """Ask whether a gate holds at all, where it would keep out somebody whom nothing else keeps out."""
    if isinstance(gate.used, Undecided) and any(
        each.state is not State.MET and not judged[code].failed for code, each in verdicts.items()
    ):
        case.asked.undecided(gate.used)


def _ask_people(case: Case, gate: ReviewGate, judged: Mapping[EntryCode, Judged]) -> None:
    """Ask for the words that are missing: once for a gate, but for each namesake."""
    codes = [code for code, each in judged.items() if gate.id in each.waiting]
    if not codes:
        return
    if gate.test is Test.NOT_BARRED:
        for each in case.subjects:
            if gate.id in judged[each.code].waiting:
                case.asked.ask("review.namesake", gate.title, entry=each.code, name=each.name, unit=each.unit)
    elif gate.test is Test.TOP:
        bound = number(gate.bound) if isinstance(gate.bound, Fraction) else ""
        case.asked.ask("review.top_tie", gate.title, bound=bound, **named(codes))
    else:
        case.asked.ask("review.gate_waiting", gate.title, **named(codes))
