"""Decisions on the way to an official mark: the dialogue, who marks once more, and what that judge gave."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from judge_desk.contest.counting.aggregation import EntryScore
from judge_desk.contest.counting.settling import Case, cases_of, read_marks
from judge_desk.contest.register.conflicts import conflict
from judge_desk.contest.register.panel import JUDGING, Person
from judge_desk.contest.rulebook.rules import Action
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.numbers import decimal_text, decimals_of
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.decisions.drafts import codes_of, marking, standing_of
from judge_desk.desks.register import entries_of
from judge_desk.desks.standing import Standing
from judge_desk.stores.panel_tables import read_conflicts, read_people
from judge_desk.stores.round_tables import read_codes


def check_dialogue(contest: ContestFolder, draft: Decision) -> Decision:
    """What a dialogue came to; the entry must wait for an official mark."""
    standing = standing_of(contest, draft)
    case = _open_case(contest, standing, draft)
    if not draft.value:
        raise BadInput("settle.no_outcome", where=case.code)
    return replace(draft, about=(case.code,), among=marking(standing, (case.code,)))


def check_third(contest: ContestFolder, draft: Decision) -> Decision:
    """Who marks an entry once more: a judge who did not mark it and has no conflict with it."""
    standing = standing_of(contest, draft)
    case = _third_case(contest, standing, draft)
    wanted = draft.value.partition(" ")[0]
    person = next((each for each in ThirdJudges(contest, standing).free(case.score) if each.id == wanted), None)
    if person is None:
        raise BadInput("settle.not_free", where=case.code, judge=draft.value or "-")
    value = f"{person.id} {person.name}"
    return replace(draft, about=(case.code,), value=value, among=marking(standing, (case.code,)))


def check_third_mark(contest: ContestFolder, draft: Decision) -> Decision:
    """The marks of the judge who was named, one for each criterion, each on its scale."""
    standing = standing_of(contest, draft)
    case = _third_case(contest, standing, draft)
    if case.third is None:
        raise NotNow("settle.no_third", where=case.code)
    marks = read_marks(draft.value, standing.round.rubric)
    if marks is None:
        scales = "; ".join(f"{leaf.id}: {_plain(leaf.minimum)}–{_plain(leaf.maximum)}" for leaf in case.columns)
        raise BadInput("settle.bad_marks", where=case.code, value=draft.value[:80], scales=scales)
    value = " ".join(map(_plain, marks))
    return replace(draft, about=(case.code, case.third.judge), value=value, among=marking(standing, (case.code,)))


def _plain(value: Fraction) -> str:
    return decimal_text(value, decimals_of(value))


def _open_case(contest: ContestFolder, standing: Standing, draft: Decision) -> Case:
    """Give the open case of the entry that a decision is about.

    Raises:
        BadInput: no such entry.
        NotNow: nothing of it waits for an official mark.
    """
    codes = codes_of(contest, draft, draft.about[:1])
    case = next(
        (each for each in cases_of(standing.result, standing.round, standing.decisions) if each.code in codes), None
    )
    if case is None or not case.is_open:
        raise NotNow("settle.not_open", where=codes[0])
    return case


def _third_case(contest: ContestFolder, standing: Standing, draft: Decision) -> Case:
    case = _open_case(contest, standing, draft)
    if case.score.action is not Action.THIRD:
        raise NotNow("settle.no_third_tier", where=case.code)
    return case


class ThirdJudges:
    """Who may mark entries of a round once more; what that rests on is read once."""

    def __init__(self, contest: ContestFolder, standing: Standing) -> None:
        """Read the panel, its conflicts and the entries behind the codes."""
        self._standing = standing
        self._judges = tuple(each for each in read_people(contest.store) if each.role in JUDGING)
        self._declared = read_conflicts(contest.store)
        codes = read_codes(contest.store, standing.round.id)
        self._entries = {codes[each.id]: each for each in entries_of(contest) if each.id in codes}

    def free(self, score: EntryScore) -> tuple[Person, ...]:
        """Give the judges of the panel sheet who were not to mark an entry and have no conflict with it."""
        taken = {*(mark.seat for mark in score.marks), *(seat for seat, _ in score.recused), *score.absent}
        busy = {holder.judge for holder in self._standing.view.issued.seats if holder.seat in taken}
        entry = self._entries[score.code]
        return tuple(
            each for each in self._judges if each.id not in busy and conflict(each, entry, self._declared) is None
        )
