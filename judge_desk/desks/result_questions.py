"""What a result leaves to people, each question with its possible answers and what each would mean.

No answer is proposed: the answers stand in a fixed order, and every one says how many entries it would bring.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from judge_desk.contest.counting.outcome import explain
from judge_desk.contest.counting.prizes import VACANT, AwardState
from judge_desk.contest.counting.ranking import open_tie
from judge_desk.contest.rulebook.rules import CutKind, CutRule, TieBreak, Undecided
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Findings, Problem, Severity
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.desks.standing import Standing

CUT_TIE: Final = "cut.tie"
HAND: Final = ("cut.manual", "cut.undecided")
PRIZE_TIES: Final = ("prize.tie", "prize.tie_sharing", "prize.cap_tie")


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer.

    Attributes:
        name: ``all_in``, ``none_in``, ``vote``, ``by_hand``, ``order``, ``shared``, ``vacant``.
        kind, about: of the decision that records it.
        value: of that decision; empty where people still have to name or order entries.
        meaning: what it would mean, as a finding for one sentence.
        votes: whether the votes must be counted.
    """

    name: str
    kind: DecisionKind
    about: tuple[str, ...]
    value: str
    meaning: Problem
    votes: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Attributes:
        asked: as the result asks it; why: why the rules leave it open.
        codes: the entries on which it turns, in order of places.
        choices: the possible answers, none preferred.
    """

    asked: Problem
    why: Findings
    codes: tuple[EntryCode, ...]
    choices: tuple[Choice, ...]


def questions_of(standing: Standing | ReviewStanding) -> tuple[Question, ...]:
    """Give the questions on cut and prizes that a decision on this result can answer, the cut first."""
    if isinstance(standing, ReviewStanding):
        return tuple(_prizes(standing))
    return (*_cut(standing), *_prizes(standing))


def _say(code: str, **facts: str | int) -> Problem:
    return Problem(code, Severity.NOTE, "", facts)


def _cut(standing: Standing) -> Iterator[Question]:
    list_ = standing.result.shortlist
    asked = [p for p in list_.questions if p.code == CUT_TIE or p.code in HAND] if list_ is not None else []
    if list_ is None or not asked:
        return
    about = (str(standing.round.id),)
    if asked[0].code in HAND:
        meaning = _say("choice.by_hand", entries=len(list_.pending))
        hand = Choice("by_hand", DecisionKind.CUT, about, "", meaning)
        yield Question(asked[0], (), list_.pending, (hand,))
        return
    wanted = _wanted(standing)
    lists = (("all_in", list_.if_all_tied_in), ("none_in", list_.if_none_in))
    choices = tuple(
        Choice(name, DecisionKind.CUT, about, " ".join(sorted(codes)), _counted(name, len(codes), wanted))
        for name, codes in lists
    )
    vote = Choice("vote", DecisionKind.CUT, about, "", _say("choice.vote", count=wanted), votes=True)
    tie = open_tie(standing.result.ranking, list_.pending)
    answers = [*choices, vote]
    if tie is not None and _by_order(standing):
        meaning = _say("choice.order_cut", count=len(tie.codes))
        answers.append(Choice("order", DecisionKind.TIE, tie.codes, "", meaning, votes=True))
    yield Question(asked[0], explain(tie), list_.pending, tuple(answers))


def _by_order(standing: Standing) -> bool:
    """Say whether the rules let a vote put equals in order."""
    ties = standing.round.ties
    return not isinstance(ties, Undecided) and any(step.kind is TieBreak.VOTE for step in ties)


def _wanted(standing: Standing) -> int:
    cut = standing.round.cut
    return cut.count if isinstance(cut, CutRule) and cut.kind is not CutKind.THRESHOLD else 0


def _counted(name: str, count: int, wanted: int) -> Problem:
    more = count - wanted
    if more > 0:
        return _say(f"choice.{name}_more", count=count, more=more)
    return _say(f"choice.{name}_fewer", count=count, fewer=-more)


def _prizes(standing: Standing | ReviewStanding) -> Iterator[Question]:
    for awards in standing.result.awards:
        table = next(each for each in standing.definition.prize_tables if each.id == awards.table)
        for asked in awards.questions:
            if asked.code not in PRIZE_TIES:
                continue
            codes = tuple(EntryCode(each) for each in str(asked.facts["codes"]).split("; "))
            open_ = [row.prize for row in awards.rows if row.state is AwardState.OPEN]
            first = next((prize for prize in table.prizes if prize.id in open_), None)
            if first is None:
                continue
            tie = open_tie(standing.result.ranking, codes)
            choices = []
            if tie is not None:
                meaning = _say("choice.order", count=len(tie.codes))
                choices.append(Choice("order", DecisionKind.TIE, tie.codes, "", meaning, votes=True))
            about = (table.id, first.id)
            if table.sharing:
                meaning = _say("choice.shared", prize=first.title, count=len(codes))
                choices.append(Choice("shared", DecisionKind.PRIZE, about, " ".join(codes), meaning))
            if table.vacancy:
                meaning = _say("choice.vacant", prize=first.title)
                choices.append(Choice("vacant", DecisionKind.PRIZE, about, VACANT, meaning))
            yield Question(replace(asked, where=table.title), explain(tie), codes, tuple(choices))
