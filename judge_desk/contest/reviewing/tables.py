"""Prize tables of a review, filled from its order; while anything but a tie is open for a table, it gives nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from judge_desk.contest.counting.outcome import EntryFacts
from judge_desk.contest.counting.prizes import Award, Awards, AwardState, award
from judge_desk.contest.counting.ranking import Ranking
from judge_desk.contest.reviewing.case import Case, named
from judge_desk.contest.reviewing.earlier import (
    ask_prizes,
    ask_undone,
    found_here,
    prizes_open,
    table_of,
    undone,
    winners_of,
)
from judge_desk.contest.reviewing.gating import Judged
from judge_desk.contest.reviewing.outcome import Reason, ReviewResult, Subject, SubjectResult
from judge_desk.contest.reviewing.reach import NO_PRIZE_IN, NOT_IN
from judge_desk.contest.rulebook.reviews import Order, OrderPolicy, Subjects
from judge_desk.contest.rulebook.rules import PrizeTable, Undecided
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Problem, Severity

IS: Final = "is:"
MEETS: Final = "meets:"
TIES: Final = frozenset({"prize.tie", "prize.tie_sharing", "prize.cap_tie"})
PLACED: Final = "tie."
DECIDED: Final = ("prize.decided", "prize.decision_", "prize.special")
PASSED: Final[Mapping[str, Reason]] = {
    "minimum": Reason.BELOW_MINIMUM,
    "per_unit": Reason.CAPPED,
    "per_author": Reason.CAPPED,
}


@dataclass(frozen=True, slots=True)
class Ground:
    """What tables are filled from: the order, the gates, and the reviews worked out before."""

    case: Case
    ranking: Ranking
    judged: Mapping[EntryCode, Judged]
    filled: tuple[ReviewResult, ...]


def fill_tables(ground: Ground) -> tuple[Awards, ...]:
    """Fill every prize table of the review, in the definition's order."""
    facts = _Facts(ground.case)
    found: tuple[Awards, ...] = ()
    for table in ground.case.definition.prize_tables:
        if table.review == ground.case.review.id:
            found += (_fill(ground, table, facts, found),)
    return found


def _fill(
    ground: Ground, table: PrizeTable, facts: Mapping[EntryCode, EntryFacts], before: tuple[Awards, ...]
) -> Awards:
    case = ground.case
    met = {text: codes for text in table.filters if (codes := _met(ground, text, before)) is not None}
    awards = award(table, ground.ranking, facts, case.decisions, met=met)
    if _unsettled(ground, table, met, before):
        return _held_back(table, awards)
    return _by_council(case, table, awards, ground.ranking)


class _Facts(Mapping[EntryCode, EntryFacts]):
    """What caps look at, made when it is asked for: the unit, and of a person the name, told apart from namesakes."""

    def __init__(self, case: Case) -> None:
        self._kind = case.review.subjects
        self._subjects: Mapping[EntryCode, Subject] = {each.code: each for each in case.subjects}

    def __getitem__(self, code: EntryCode) -> EntryFacts:
        subject = self._subjects[code]
        if self._kind is Subjects.UNITS:
            return EntryFacts(self._kind, (subject.unit,))
        units = (subject.unit,) if subject.unit else ()
        return EntryFacts(self._kind, units, (f"{subject.name} ({subject.code})",))

    def __iter__(self) -> Iterator[EntryCode]:
        return iter(self._subjects)

    def __len__(self) -> int:
        return len(self._subjects)


# --- conditions of a table ---------------------------------------------------------------------------------------


def _met(ground: Ground, text: str, before: tuple[Awards, ...]) -> frozenset[EntryCode] | None:
    """Say who meets a condition; None where nobody can tell."""
    case = ground.case
    everyone = frozenset(each.code for each in case.subjects)
    if text.startswith(IS):
        return frozenset(each.code for each in case.subjects if case.concerns(text.removeprefix(IS), each))
    if text.startswith(MEETS):
        return _meeting(ground, text.removeprefix(MEETS))
    if text.startswith(NOT_IN):
        out = _considered(ground, text.removeprefix(NOT_IN), before)
        return None if out is None else everyone - out
    if text.startswith(NO_PRIZE_IN):
        won = _with_prize(ground, text.removeprefix(NO_PRIZE_IN), before)
        return None if won is None else everyone - won
    return None


def _meeting(ground: Ground, gate: str) -> frozenset[EntryCode] | None:
    """Say who meets a gate of this review, or of one before it."""
    case = ground.case
    if any(each.id == gate for each in case.review.gates):
        found = (
            code
            for code, each in ground.judged.items()
            if gate not in each.waiting and all(failed.gate != gate for failed in each.failed)
        )
        return frozenset(found)
    for result in ground.filled:
        review = next(each for each in case.definition.reviews if each.id == result.review)
        if any(each.id == gate for each in review.gates):
            return _here(case, result, (each for each in result.subjects if _meets(each, gate)))
    return None


def _meets(each: SubjectResult, gate: str) -> bool:
    return gate not in each.waiting and all(failed.gate != gate for failed in each.failed)


def _considered(ground: Ground, table: str, before: tuple[Awards, ...]) -> frozenset[EntryCode] | None:
    """Give who is considered in another table: whoever may have a prize there, with or without getting one."""
    for awards in before:
        if awards.table == table:
            return frozenset(awards.considered)
    known = table_of(ground.filled, table)
    if known is None:
        return None
    earlier, there = known
    ask_undone(ground.case, earlier)
    codes = set(there.considered)
    return _here(ground.case, earlier, (each for each in earlier.subjects if each.subject.code in codes))


def _with_prize(ground: Ground, table: str, before: tuple[Awards, ...]) -> frozenset[EntryCode] | None:
    """Give who has a prize in another table, as far as its prizes are given."""
    for awards in before:
        if awards.table == table:
            return frozenset(row.code for row in awards.rows if row.code is not None)
    known = table_of(ground.filled, table)
    if known is None:
        return None
    ask_prizes(ground.case, *known)
    return _here(ground.case, known[0], winners_of(*known))


def _here(case: Case, earlier: ReviewResult, there: Iterable[SubjectResult]) -> frozenset[EntryCode]:
    """Find subjects of another review here, those of whom it is not clear among them: who is asked about waits."""
    here = found_here(case, earlier, there)
    return here.sure | here.unsure


# --- what is open ------------------------------------------------------------------------------------------------


def _unsettled(
    ground: Ground, table: PrizeTable, met: Mapping[str, frozenset[EntryCode]], before: tuple[Awards, ...]
) -> bool:
    """Say whether more than a tie is open about who may have a prize of this table."""
    case = ground.case
    if isinstance(case.review.order, Undecided) or (case.asked.sheets and not case.subjects):
        return True
    if any(_reads_open(ground, text, before) for text in table.filters):
        return True
    kinds = [codes for text, codes in met.items() if text.startswith(IS)]
    able = [code for code in ground.judged if all(code in codes for codes in kinds)]
    order = case.review.order
    return any(
        (not each.failed and not each.meets) or (each.meets and _key_open(case, order, code))
        for code in able
        for each in (ground.judged[code],)
    )


def _reads_open(ground: Ground, text: str, before: tuple[Awards, ...]) -> bool:
    """Say whether a condition looks at a table of which it is not known yet who is considered, or has a prize."""
    if text.startswith(NOT_IN):
        known = table_of(ground.filled, text.removeprefix(NOT_IN))
        return known is not None and undone(known[0])
    if not text.startswith(NO_PRIZE_IN):
        return False
    name = text.removeprefix(NO_PRIZE_IN)
    if any(each.table == name and prizes_open(each) for each in before):
        return True
    known = table_of(ground.filled, name)
    return known is not None and (prizes_open(known[1]) or undone(known[0]))


def _key_open(case: Case, order: Order, code: EntryCode) -> bool:
    return any(case.found[name.removeprefix("-")][code].open for name in order.by)


def _held_back(table: PrizeTable, awards: Awards) -> Awards:
    """Give no prize but what people decided: the rest is open, and what was said of it is not said yet."""
    rows: list[Award] = []
    for prize in table.prizes:
        decided = [row for row in awards.rows if row.prize == prize.id and row.decision is not None]
        rows += decided or [Award(table.id, prize.id, AwardState.OPEN)] * prize.count
    notes = tuple(each for each in awards.notes if each.code.startswith(DECIDED))
    questions = tuple(each for each in awards.questions if each.code == "prize.filter_unknown")
    return replace(awards, rows=tuple(rows), questions=questions, notes=notes)


def _by_council(case: Case, table: PrizeTable, awards: Awards, ranking: Ranking) -> Awards:
    """Where people choose, no place gives a prize by itself: it is asked for, until they chose or ordered."""
    order = case.review.order
    if not isinstance(order, Order) or order.policy is not OrderPolicy.COUNCIL:
        return awards
    ordered = {each.code for each in ranking.places if any(step.decision is not None for step in each.trace)}
    rows = tuple(
        Award(row.table, row.prize, AwardState.OPEN) if row.decision is None and row.code not in ordered else row
        for row in awards.rows
        if row.state is not AwardState.VACANT
    )
    vacant = tuple(row for row in awards.rows if row.state is AwardState.VACANT)
    if all(row.state is not AwardState.OPEN for row in rows):
        return awards
    given = {row.code for row in rows}
    free = [code for code in awards.considered if code not in given]
    opened = sum(row.state is AwardState.OPEN for row in rows)
    facts: dict[str, str | int] = {"free": opened, **named(free)}
    asked = Problem("review.council_chooses", Severity.ASK, table.title, facts)
    order_of = {prize.id: at for at, prize in enumerate(table.prizes)}
    return replace(
        awards,
        rows=tuple(sorted((*rows, *vacant), key=lambda row: order_of[row.prize])),
        questions=(*(each for each in awards.questions if each.code not in TIES), asked),
        notes=tuple(each for each in awards.notes if not each.code.startswith(PLACED)),
    )


# --- what became of everybody ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Fate:
    """One table, looked at subject by subject."""

    winners: frozenset[str | None]
    tied: frozenset[str]
    places: Mapping[EntryCode, int]
    beyond: int | None
    passed: Mapping[EntryCode, str]
    open: bool

    def below(self, code: EntryCode) -> bool:
        """Say whether a place is out of reach of the prizes, however open questions are answered."""
        return self.beyond is not None and self.places[code] > self.beyond


def reasons_of(ground: Ground, awards: Sequence[Awards]) -> Mapping[EntryCode, Reason]:
    """Say what became of every subject that fails no gate."""
    tables = {each.id: each for each in ground.case.definition.prize_tables}
    fates = [_fate(tables[each.table], each, ground.ranking) for each in awards]
    unranked = frozenset(ground.ranking.unranked)
    return {
        code: _reason(ground, fates, code, code in unranked)
        for code, judged in ground.judged.items()
        if not judged.failed
    }


def _fate(table: PrizeTable, awards: Awards, ranking: Ranking) -> _Fate:
    considered = frozenset(awards.considered)
    tied = frozenset(_tied(awards))
    capped = table.per_unit is not None or table.per_author is not None
    decided = any(row.decision is not None for row in awards.rows)
    places = [each for each in ranking.places if each.code in considered]
    numbers: dict[EntryCode, int] = {}
    first = 0
    for at, place in enumerate(places):
        first = at + 1 if not at or places[at - 1].number != place.number else first
        numbers[place.code] = first
    slots = sum(prize.count for prize in table.prizes)
    return _Fate(
        frozenset(row.code for row in awards.rows),
        tied,
        numbers,
        slots if tied and not capped and not decided else None,
        {each.code: each.reason for each in awards.passed_over},
        any(row.state is AwardState.OPEN for row in awards.rows),
    )


def _reason(ground: Ground, fates: Sequence[_Fate], code: EntryCode, unranked: bool) -> Reason:
    if not ground.judged[code].meets:
        return Reason.WAITING
    if any(code in each.winners for each in fates):
        return Reason.AWARDED
    if any(code in each.tied for each in fates):
        return Reason.TIE_PENDING
    mine = [each for each in fates if code in each.places]
    if any(each.open and not each.below(code) for each in mine):
        return Reason.WAITING
    if mine:
        return next((PASSED[each.passed[code]] for each in mine if code in each.passed), Reason.BELOW_QUOTA)
    if unranked:
        return Reason.UNRANKED if _no_value(ground, code) else Reason.WAITING
    if not fates:
        return Reason.MEETS
    return Reason.BELOW_MINIMUM if any(each.passed.get(code) == "minimum" for each in fates) else Reason.OUT_OF_TABLES


def _no_value(ground: Ground, code: EntryCode) -> bool:
    """Say whether a subject lacks a value of the order for good."""
    order = ground.case.review.order
    return isinstance(order, Order) and not _key_open(ground.case, order, code)


def _tied(awards: Awards) -> Iterator[str]:
    for each in awards.questions:
        if each.code in TIES:
            yield from str(each.facts["codes"]).split("; ")
