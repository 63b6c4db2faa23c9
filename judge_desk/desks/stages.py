"""Secretary: how far a contest is, stage by stage, and what comes next.

Pure reading of a view: nothing is opened and nothing is decided. Each stage has one state and one caption; the first
stage that is not done is where the contest stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from judge_desk.contest.counting.brought import ASKED_OF_ORGANISERS
from judge_desk.contest.merge.conditions import Condition
from judge_desk.contest.register.entries import EntryState
from judge_desk.contest.register.panel import judges_of
from judge_desk.contest.reviewing.case import ASKED_OF_FIGURES
from judge_desk.contest.rulebook.definition import Definition, round_before
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import Findings, Problem
from judge_desk.desks.looking import ContestView, ReviewView, RoundView
from judge_desk.desks.release import release_of
from judge_desk.desks.standing import point_bears_on

Facts = Mapping[str, str | int]


class StageState(StrEnum):
    """Where a stage stands: done, at work now, not begun, or not open because something before it is missing."""

    DONE = "done"
    NOW = "now"
    WAITING = "waiting"
    CLOSED = "closed"


RAIL: Final = ("rules", "panel", "intake", "issue", "collect", "settle", "results", "papers")
"""The stages of a round, in the order of the work."""
REVIEW_RAIL: Final = ("rules", "figures", "review", "papers")
"""The stages of a review, in the order of the work."""
ALIKE: Final = 3
"""Most findings of one kind that are listed one by one."""
_RESULT_STEPS: Final = {"left": "results", "to_approve": "approve", "codes": "codes"}
"""What comes next among the results, by the caption of their stage."""
_REVIEW_STEPS: Final = {
    ("figures", "left"): "figures_left",
    ("rules", "undecided"): "review_rules",
    ("review", "left"): "review_left",
    ("review", "to_approve"): "approve",
    ("review", "to_lock"): "lock",
}
"""What comes next in a review, by stage and caption; else the stage's own name."""
_STATION: Final = {"merge": "collect", "combine": "collect", "disagreement": "settle", "score": "settle"}
"""The stage where a question is answered, by the first word of its code; every other one among the results."""


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage: its name, its state, and the key and facts of its caption (``stage.caption.<key>``)."""

    name: str
    state: StageState
    caption: str = ""
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RoundStages:
    """The stages of one round or one review; a round is not ``open`` while the round before it is not settled."""

    id: RoundId
    title: str
    open: bool
    lines: tuple[StageLine, ...]
    review: bool = False


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next: the round and stage, and the key and facts of its words (``stage.next.<key>``)."""

    round: RoundId
    stage: str
    key: str
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pending:
    """Something that people must decide: the stage where, and the finding or the open point of the rules.

    ``more`` counts further findings of the same kind, where there are so many that one stands for all.
    """

    round: RoundId
    stage: str
    finding: Problem | None = None
    point: Undecided | None = None
    more: int = 0


def stage_of(problem: Problem) -> str:
    """Name the stage where a question is answered."""
    if problem.code in ASKED_OF_ORGANISERS:
        return "extras"
    return _STATION.get(problem.code.partition(".")[0], "results")


def questions_of(view: RoundView, stage: str) -> int:
    """Count the open questions of a round that one stage answers."""
    if view.standing is None:
        return 0
    return sum(1 for each in view.standing.result.questions if stage_of(each) == stage)


def stages_of(view: ContestView) -> tuple[RoundStages, ...]:
    """Give the stages of every round, then those of every review."""
    found: list[RoundStages] = []
    for each in view.rounds:
        before = _before(view, each)
        is_open = before is None or before.overview.final or each.overview.entries > 0
        found.append(RoundStages(each.overview.id, each.overview.title, is_open, _lines(view, each)))
    for one in view.reviews:
        found.append(RoundStages(one.overview.id, one.overview.title, True, _review_lines(one), review=True))
    return tuple(found)


def current_round(view: ContestView) -> RoundId:
    """Give the round or review that is worked on; empty for a plan without either.

    That is the last open round of a chain; of rounds beside each other the first whose result is not locked. Behind
    rounds that are locked, and where there is none, it is the first review that is not locked, or the last one.
    """
    rounds = [each for each in view.rounds if next(s.open for s in stages_of(view) if s.id == each.overview.id)]
    last = [each.overview for each in _ends(view, rounds)]
    left = [each for each in last if not each.final]
    reviews = [each.overview for each in view.reviews]
    if reviews and not left:
        return next((each.id for each in reviews if not each.final), reviews[-1].id)
    return (left or last[-1:])[0].id if last else RoundId("")


def _ends(view: ContestView, rounds: Sequence[RoundView]) -> list[RoundView]:
    """Give those of the rounds that none of them follows: the last one of a chain, all of rounds beside each other."""
    followed = {before.overview.id for each in rounds if (before := _before(view, each)) is not None}
    return [each for each in rounds if each.overview.id not in followed]


def beside_each_other(view: ContestView) -> bool:
    """Say whether several rounds stand beside each other, so that a question must tell of which one it is."""
    return len(_ends(view, view.rounds)) > 1


def review_stage_of(problem: Problem) -> str:
    """Name the stage where a question of a review is answered."""
    if "point_key" in problem.facts:
        return "rules"
    return "figures" if problem.code in ASKED_OF_FIGURES else "review"


def _review_lines(seen: ReviewView) -> tuple[StageLine, ...]:
    return (_review_rules(seen), _figures(seen), _review(seen), _papers(seen))


def _review_rules(seen: ReviewView) -> StageLine:
    left = sum(1 for each in seen.standing.definition.undecided if seen.standing.concerns(each.key))
    if left:
        return StageLine("rules", StageState.NOW, "undecided", {"count": left})
    return StageLine("rules", StageState.DONE, "frozen" if seen.overview.final else "")


def _figures(seen: ReviewView) -> StageLine:
    over = seen.overview
    left = sum(1 for each in seen.standing.questions if review_stage_of(each) == "figures")
    if not over.sheets and over.wanted:
        return StageLine("figures", StageState.WAITING)
    if over.sheets < over.wanted:
        return StageLine("figures", StageState.NOW, "sheets", {"sheets": over.sheets, "wanted": over.wanted})
    return StageLine("figures", StageState.NOW if left else StageState.DONE, "left" if left else "", {"count": left})


def _review(seen: ReviewView) -> StageLine:
    if seen.overview.final:
        return StageLine("review", StageState.DONE, "locked")
    if _figures(seen).state is StageState.WAITING:
        return StageLine("review", StageState.WAITING)
    left = len(seen.standing.questions)
    caption = "left" if left else "to_approve" if _due(seen) == "approval" else "to_lock"
    return StageLine("review", StageState.NOW, caption, {"count": left})


def _lines(view: ContestView, seen: RoundView) -> tuple[StageLine, ...]:
    makers = (_rules, _panel, _intake, _issue, _collect, _settle, _results)
    return (*(maker(view, seen) for maker in makers), _papers(seen))


def _rules(view: ContestView, seen: RoundView) -> StageLine:
    if seen.overview.package:
        return StageLine("rules", StageState.DONE, "frozen")
    left = [each for each in view.overview.open if _bears_on(view, each, seen.overview.id)]
    if left:
        return StageLine("rules", StageState.NOW, "undecided", {"count": len(left)})
    return StageLine("rules", StageState.DONE)


def _panel(view: ContestView, seen: RoundView) -> StageLine:
    judges = len(judges_of(view.people, seen.overview.id))
    if not judges:
        return StageLine("panel", StageState.WAITING)
    return StageLine("panel", StageState.DONE, "people", {"count": judges})


def competing(view: ContestView, seen: RoundView) -> int:
    """Count the entries of a round: those drawn; before that, those that go on to it, or the eligible ones."""
    before = _before(view, seen)
    standing = before.standing if before is not None else None
    goes_on = standing.result.shortlist if standing is not None else None
    if seen.overview.entries or goes_on is None:
        return seen.overview.entries or seen.overview.fitting[EntryState.ELIGIBLE]
    return len(goes_on.inside)


def _before(view: ContestView, seen: RoundView) -> RoundView | None:
    """Give the round whose shortlist a round takes, None for a first one."""
    before = round_before(view.definition, seen.overview.id)
    return next((each for each in view.rounds if before is not None and each.overview.id == before.id), None)


def _intake(view: ContestView, seen: RoundView) -> StageLine:
    first = _before(view, seen) is None and not seen.overview.entries
    doubtful = seen.overview.fitting[EntryState.DOUBTFUL] if first else 0
    number = competing(view, seen) + doubtful
    if not number:
        return StageLine("intake", StageState.WAITING)
    facts = {"count": number, "doubtful": doubtful}
    return StageLine("intake", StageState.NOW if doubtful else StageState.DONE, "entries", facts)


def _issue(view: ContestView, seen: RoundView) -> StageLine:
    if seen.overview.package:
        return StageLine("issue", StageState.DONE, "issued")
    if seen.overview.entries:
        return StageLine("issue", StageState.NOW, "drawn")
    return StageLine("issue", StageState.WAITING)


def _collect(view: ContestView, seen: RoundView) -> StageLine:
    over = seen.overview
    if not over.package:
        return StageLine("collect", StageState.WAITING)
    complete = over.ballots == over.seats and not questions_of(seen, "collect")
    facts = {"ballots": over.ballots, "seats": over.seats}
    return StageLine("collect", StageState.DONE if complete else StageState.NOW, "ballots", facts)


def _settle(view: ContestView, seen: RoundView) -> StageLine:
    if not seen.overview.ballots:
        return StageLine("settle", StageState.WAITING)
    still_open = questions_of(seen, "settle")
    if still_open:
        return StageLine("settle", StageState.NOW, "left", {"count": still_open})
    whole = _collect(view, seen).state is StageState.DONE
    return StageLine("settle", StageState.DONE if whole else StageState.WAITING)


def _results(view: ContestView, seen: RoundView) -> StageLine:
    if seen.overview.final:
        codes = _due(seen) == "codes"
        return StageLine("results", StageState.NOW if codes else StageState.DONE, "codes" if codes else "locked")
    if _settle(view, seen).state is not StageState.DONE:
        return StageLine("results", StageState.WAITING)
    left = questions_of(seen, "results") + questions_of(seen, "extras")
    caption = "left" if left else "to_approve" if _due(seen) == "approval" else "to_lock"
    return StageLine("results", StageState.NOW, caption, {"count": left})


def _due(seen: RoundView | ReviewView) -> str:
    """Name the step by which the result comes nearer to its announcement; empty where none is due."""
    step = release_of(seen.standing).next if seen.standing is not None else None
    return step.name if step is not None else ""


def _papers(seen: RoundView | ReviewView) -> StageLine:
    if not seen.printed:
        return StageLine("papers", StageState.NOW if seen.overview.final else StageState.WAITING)
    if seen.stale:
        return StageLine("papers", StageState.NOW, "stale", {"count": seen.stale})
    return StageLine("papers", StageState.DONE if seen.overview.final else StageState.NOW, "printed")


def next_step(view: ContestView) -> NextStep | None:
    """Say what comes next; None when every open round is locked and printed, and the last of each chain announced."""
    for each in stages_of(view):
        if not each.open:
            continue
        if each.review:
            found = _next_of_review(each)
            if found is not None:
                return found
            continue
        seen = next(one for one in view.rounds if one.overview.id == each.id)
        for line in each.lines:
            if line.state is not StageState.DONE and line.name != "rules":
                key, facts = _words_of(line, seen)
                return NextStep(each.id, "opening" if key == "open_ballots" else line.name, key, facts)
    last: tuple[RoundView | ReviewView, ...] = (*_ends(view, view.rounds), *view.reviews)
    for one in last:
        if one.overview.final and _due(one) == "announce":
            stage = "review" if isinstance(one, ReviewView) else "results"
            return NextStep(one.overview.id, stage, "announce", {"round": one.overview.title})
    return None


def _next_of_review(stages: RoundStages) -> NextStep | None:
    """Say what comes next in a review: figures, then what the rules leave open, then the review and its papers."""
    lines = {line.name: line for line in stages.lines}
    for name in ("figures", "rules", "review", "papers"):
        line = lines[name]
        if line.state is not StageState.DONE:
            facts: Facts = {"round": stages.title, **line.facts}
            return NextStep(stages.id, name, _REVIEW_STEPS.get((name, line.caption), name), facts)
    return None


def _words_of(line: StageLine, seen: RoundView) -> tuple[str, Facts]:
    over = seen.overview
    facts: Facts = {"round": over.title, **line.facts}
    if line.name == "issue":
        return ("issue" if over.entries else "draw"), facts
    if line.name == "collect":
        missing = missing_seats(seen)
        if missing:
            listed = ", ".join(str(each) for each in missing)
            return "collect", {**facts, "count": len(missing), "listed": listed}
        if seen.standing is not None and seen.standing.waits_for_opening:
            return "open_ballots", facts
        return "collect_questions", {**facts, "count": questions_of(seen, "collect")}
    if line.name == "results":
        return _RESULT_STEPS.get(line.caption, "lock"), facts
    if line.name == "intake":
        return ("intake_findings" if line.state is StageState.NOW else "intake"), facts
    return line.name, facts


def missing_seats(seen: RoundView) -> tuple[int, ...]:
    """Give the seats from which no ballot counts yet, and none came in closed."""
    seats = seen.standing.view.seats if seen.standing is not None else ()
    closed = seen.standing.closed_seats if seen.standing is not None else ()
    return tuple(int(each.seat) for each in seats if each.condition is Condition.MISSING and each.seat not in closed)


def pending(view: ContestView) -> tuple[Pending, ...]:
    """Give everything that people must decide: questions of the open rounds first, then open points of the rules."""
    found: list[Pending] = []
    for seen in view.rounds:
        asked = seen.standing.result.questions if seen.standing is not None else ()
        found += _asked(seen.overview.id, asked, stage_of)
    points = {each.key for each in view.overview.open}
    for one in view.reviews:
        others = tuple(each for each in one.standing.questions if each.facts.get("point_key") not in points)
        found += _asked(one.overview.id, others, review_stage_of)
    found += [Pending(_place_of(view, each), "rules", point=each) for each in view.overview.open]
    return tuple(found)


def _bears_on(view: ContestView, point: Undecided, round_id: RoundId) -> bool:
    """Say whether an open point bears on a round, or on one before or behind it."""
    ids = [each.overview.id for each in view.rounds]
    roots = {each: _root(view.definition, each) for each in ids}
    chain = tuple(each for each in ids if roots[each] == roots.get(round_id))
    return point_bears_on(point.key, view.definition, chain)


def _root(definition: Definition, round_id: RoundId) -> RoundId:
    before = round_before(definition, round_id)
    return _root(definition, before.id) if before is not None else round_id


def _place_of(view: ContestView, point: Undecided) -> RoundId:
    """Give the round or review whose rules a point is of: the one that is worked on if it bears on that."""
    now = current_round(view)
    concerned = [each.overview.id for each in view.rounds if _bears_on(view, point, each.overview.id)]
    concerned += [each.overview.id for each in view.reviews if each.standing.concerns(point.key)]
    return concerned[0] if concerned and now not in concerned else now


def _asked(round_id: RoundId, asked: Findings, stage: Callable[[Problem], str]) -> Iterator[Pending]:
    """List questions kind by kind; of very many of one kind, one stands for all."""
    for code in dict.fromkeys(each.code for each in asked):
        alike = [each for each in asked if each.code == code]
        shown = alike if len(alike) <= ALIKE else alike[:1]
        more = len(alike) - len(shown)
        yield from (Pending(round_id, stage(each), finding=each, more=more) for each in shown)
