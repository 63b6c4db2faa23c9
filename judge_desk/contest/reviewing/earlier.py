"""What a review takes from one before it: who was considered there, who has a prize, and whether that is known yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from judge_desk.contest.counting.prizes import Awards, AwardState
from judge_desk.contest.reviewing.case import Case, Found, Values, named, result, without
from judge_desk.contest.reviewing.outcome import Reason, ReviewResult, Subject, SubjectResult
from judge_desk.contest.rulebook.definition import find_measured
from judge_desk.contest.rulebook.measured import ColumnKind, column_of_kind
from judge_desk.contest.rulebook.reviews import Measure, Review, Subjects
from judge_desk.contest.values.identity import EntryCode


@dataclass(frozen=True, slots=True)
class Here:
    """Subjects of this review that stand in another: surely, and those of whom only the name says so."""

    sure: frozenset[EntryCode]
    unsure: frozenset[EntryCode] = frozenset()


# --- the same subject --------------------------------------------------------------------------------------------


def found_here(case: Case, earlier: ReviewResult, there: Iterable[SubjectResult]) -> Here:
    """Find subjects of an earlier review among those of this one; who is unclear is asked about.

    Units by their code; persons by unit, name and what tells namesakes apart, as far as both sheets have that. A name
    that several people of a unit bear, with nothing to tell them apart, decides nothing.
    """
    review = _review(case, earlier)
    if review.subjects is not case.review.subjects:
        return Here(frozenset())
    if review.subjects is Subjects.UNITS:
        return Here(frozenset(each.subject.code for each in there))
    keys = _key_column(case, review), _key_column(case, case.review)
    told = all(keys)
    mine: dict[tuple[str, ...], list[EntryCode]] = {}
    for each in case.subjects:
        mine.setdefault(_who(case, each, keys[1] if told else ""), []).append(each.code)
    bearers = Counter(_who(case, each.subject, keys[0] if told else "") for each in earlier.subjects)
    sure: set[EntryCode] = set()
    unsure: set[EntryCode] = set()
    for one in there:
        who = _who(case, one.subject, keys[0] if told else "")
        codes = mine.get(who, [])
        (sure if len(codes) == 1 and bearers[who] == 1 else unsure).update(codes)
    if unsure:
        case.asked.ask("review.earlier_namesake", case.asked.title, review=review.title, **named(unsure))
    return Here(frozenset(sure - unsure), frozenset(unsure))


def _key_column(case: Case, review: Review) -> str:
    part = find_measured(case.definition, review.part)
    column = column_of_kind(part, ColumnKind.KEY) if part is not None else None
    return column.id if column is not None else ""


def _who(case: Case, subject: Subject, key: str) -> tuple[str, ...]:
    return subject.unit_code, case.figures.folded(subject.name), subject.facts.get(key, "") if key else ""


def _review(case: Case, earlier: ReviewResult) -> Review:
    return next(each for each in case.definition.reviews if each.id == earlier.review)


# --- what is open there ------------------------------------------------------------------------------------------


def undone(earlier: ReviewResult) -> bool:
    """Say whether it is open of anybody whether the gates of another review are met."""
    placed = {place.code for place in earlier.ranking.places}
    return any(
        not each.failed and each.subject.code not in placed and each.reasons != (Reason.UNRANKED,)
        for each in earlier.subjects
    )


def ask_undone(case: Case, earlier: ReviewResult) -> None:
    """Ask for an earlier review to be finished, where it is not known who is considered there."""
    if undone(earlier):
        case.asked.ask("review.earlier_open", case.asked.title, review=_review(case, earlier).title)


def prizes_open(awards: Awards) -> bool:
    """Say whether a prize of a table may still go to somebody."""
    return bool(awards.questions) or any(row.state is AwardState.OPEN for row in awards.rows)


def ask_prizes(case: Case, earlier: ReviewResult, awards: Awards) -> bool:
    """Say whether an earlier table is open, and ask for it to be finished."""
    waiting = prizes_open(awards) or undone(earlier)
    if waiting:
        title = _table_title(case, awards.table)
        case.asked.ask("review.prizes_open", case.asked.title, table=title, review=_review(case, earlier).title)
    return waiting


def table_of(filled: Iterable[ReviewResult], table: str) -> tuple[ReviewResult, Awards] | None:
    """Find a prize table among earlier results; None where no review with it was worked out."""
    found = ((each, awards) for each in filled for awards in each.awards if awards.table == table)
    return next(found, None)


def winners_of(earlier: ReviewResult, awards: Awards) -> tuple[SubjectResult, ...]:
    """Give who has a prize of a table so far."""
    codes = {row.code for row in awards.rows}
    return tuple(each for each in earlier.subjects if each.subject.code in codes)


def _table_title(case: Case, table: str) -> str:
    return next((each.title for each in case.definition.prize_tables if each.id == table), table)


# --- the measure -------------------------------------------------------------------------------------------------


def prizes(case: Case, measure: Measure, who: Sequence[Subject]) -> Values:
    """Give 1 to who has a prize in a table of an earlier review, 0 to the rest; open while that table is open."""
    title = _table_title(case, measure.table)
    known = table_of(case.filled, measure.table)
    if known is None:
        case.asked.ask("review.prizes_open", case.asked.title, table=title, review=title)
        return {each.code: without(measure, "undecided", "working.prizes_open", True, table=title) for each in who}
    earlier, awards = known
    waiting = ask_prizes(case, earlier, awards)
    here = found_here(case, earlier, winners_of(earlier, awards))
    return {each.code: _prize(measure, each.code, here, title, waiting) for each in who}


def _prize(measure: Measure, code: EntryCode, here: Here, title: str, waiting: bool) -> Found:
    facts: dict[str, str | int] = {"table": title}
    if code in here.sure:
        return result(measure, Fraction(1), "working.prize", facts, waiting)
    if code in here.unsure:
        return without(measure, "undecided", "working.prize_namesake", True, table=title)
    if waiting:
        return without(measure, "undecided", "working.prizes_open", True, table=title)
    return result(measure, Fraction(0), "working.no_prize", facts)
