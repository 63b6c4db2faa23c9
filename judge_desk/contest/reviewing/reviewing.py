"""A review worked out: definition and evidence in, everything computed out.

Nothing here is stored or official by itself. All is worked out as far as the rules go, and ``questions`` lists what
stops it from being official: sheets and figures that are not there, points that the rules leave open, words that the
council has not spoken, ties. While anything but a tie is open about a table, it gives no prize: it could go to
somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from judge_desk.contest.counting.prizes import Awards
from judge_desk.contest.reviewing.case import Case, Questions, undecided_in
from judge_desk.contest.reviewing.figures import Figures
from judge_desk.contest.reviewing.gating import Judged, judge_gates
from judge_desk.contest.reviewing.measuring import measure_all
from judge_desk.contest.reviewing.ordering import order_of
from judge_desk.contest.reviewing.outcome import Evidence, Reason, ReviewResult, Subject, SubjectResult
from judge_desk.contest.reviewing.partly import partly_measured
from judge_desk.contest.reviewing.reach import all_behind, rounds_read, sheets_read
from judge_desk.contest.reviewing.roster import roster_in_force
from judge_desk.contest.reviewing.sheets import figures_in_force, sheet_digest
from judge_desk.contest.reviewing.subjects import subjects_of
from judge_desk.contest.reviewing.tables import Ground, fill_tables, reasons_of
from judge_desk.contest.rulebook.definition import Definition, find_review
from judge_desk.contest.rulebook.measured import ColumnKind, column_of
from judge_desk.contest.rulebook.reviews import Review, Test
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.identity import Digest, RoundId
from judge_desk.contest.values.problems import Findings, Problem, Severity

REVIEW_KINDS: Final = frozenset({DecisionKind.TIE, DecisionKind.PRIZE, DecisionKind.SPECIAL, DecisionKind.MET})
"""The kinds of decisions that act on the result of a review."""

DIVIDING: Final = frozenset({ColumnKind.FLAG, ColumnKind.TEXT})
"""The kinds of columns whose blank cells are asked about where a branch or a table looks at them."""


def review_result(
    definition: Definition, review_id: RoundId, evidence: Evidence, filled: Sequence[ReviewResult] = ()
) -> ReviewResult:
    """Work out a review.

    ``definition`` has the rulings already set in. ``filled``: results of the reviews that it stands on
    (:func:`judge_desk.contest.reviewing.reach.all_behind`), for prizes there and for
    ``not_in:<table>``, ``no_prize_in:<table>``.

    Raises:
        KeyError: the definition has no such review, or the review names what is not there.
        NotANumber: a cell of figures is not in its canonical form.
    """
    review = find_review(definition, review_id)
    if review is None:
        raise KeyError(review_id)
    rests_on = digests_of(definition, review, evidence)
    mine = tuple(each for each in evidence.decisions if each.round == review_id and each.kind in REVIEW_KINDS)
    holding = tuple(each for each in mine if holds(each, review, rests_on))
    case = _case(definition, review, evidence, holding, tuple(filled))
    measure_all(case)
    judged = judge_gates(case)
    ranking = order_of(case, [code for code, each in judged.items() if each.meets])
    ground = Ground(case, ranking, judged, case.filled)
    awards = fill_tables(ground)
    subjects = _results(ground, awards)
    questions = (*case.asked.every(), *(each for one in awards for each in one.questions))
    stale = tuple(_stale(each) for each in mine if each not in holding)
    partly = partly_measured(case, subjects, awards)
    notes = (*case.noted, *partly, *_once(ranking.notes, awards), *_no_matter(case), *_unused_words(case), *stale)
    return ReviewResult(review.id, subjects, ranking, awards, questions, notes, rests_on)


def every_review(definition: Definition, evidence: Evidence) -> Mapping[RoundId, ReviewResult]:
    """Work out every review in the order of the rules, each on the results of those before it."""
    found: dict[RoundId, ReviewResult] = {}
    for review in definition.reviews:
        found[review.id] = review_result(definition, review.id, evidence, tuple(found.values()))
    return found


def _case(
    definition: Definition,
    review: Review,
    evidence: Evidence,
    decisions: tuple[Decision, ...],
    filled: tuple[ReviewResult, ...],
) -> Case:
    roster = roster_in_force(definition, evidence.sheets)
    figures = Figures(definition, evidence.sheets, roster)
    asked = Questions(review.title)
    known = subjects_of(definition, review, roster, figures, asked)
    _ask_facts(definition, review, known.subjects, asked)
    people = known.people
    return Case(definition, review, evidence, roster, figures, decisions, known.subjects, people, asked, filled=filled)


# --- decisions ---------------------------------------------------------------------------------------------------


def digests_of(definition: Definition, review: Review, evidence: Evidence) -> tuple[Digest, ...]:
    """Give what decisions on a review must name: its sheets in force and the counted ballots of its rounds."""
    chain = all_behind(definition, review)
    sheets = {sheet for each in chain for sheet in sheets_read(definition, each)}
    rounds = {name for each in chain for name in rounds_read(definition, each)}
    figures = {sheet_digest(each) for each in figures_in_force(evidence.sheets) if (each.part, each.period) in sheets}
    ballots = {digest for each in evidence.rounds if each.round in rounds for digest in each.digests}
    return tuple(sorted(figures | ballots))


def holds(decision: Decision, review: Review, rests_on: Iterable[Digest]) -> bool:
    """Say whether a decision still rests on what is there.

    One that names nothing always does. The council's word on a gate that people judge, or on a namesake, holds while
    all that it names is there, so that it may name less than everything; any other decision, a word on a tie across a
    line among them, must name exactly what the result rests on.
    """
    there, among = set(rests_on), set(decision.among)
    judged = {each.id for each in review.gates if each.test in (Test.COUNCIL, Test.NOT_BARRED)}
    if decision.kind is DecisionKind.MET and decision.about[0] in judged:
        return among <= there
    return not among or among == there


def _stale(decision: Decision) -> Problem:
    facts: dict[str, str | int] = {"number": decision.number, "about": listed(decision.about)}
    return Problem("review.decision_stale", Severity.NOTE, "", facts)


def _unused_words(case: Case) -> Iterator[Problem]:
    """Note words on gates or subjects that the review does not have."""
    gates, codes = {each.id for each in case.review.gates}, {each.code for each in case.subjects}
    for each in case.decisions:
        if each.kind is DecisionKind.MET and not (each.about[0] in gates and each.about[1] in codes):
            yield Problem("review.word_unused", Severity.NOTE, "", {"number": each.number, "about": listed(each.about)})


# --- findings ----------------------------------------------------------------------------------------------------


def _ask_facts(definition: Definition, review: Review, subjects: Iterable[Subject], asked: Questions) -> None:
    """Ask for the words and flags that the rules divide subjects by, where they are blank: nobody said the branch."""
    tables = [each for each in definition.prize_tables if each.review == review.id]
    texts = [*(each.when for each in review.measures), *(each.when for each in review.gates)]
    texts += [text.removeprefix("is:") for table in tables for text in table.filters if text.startswith("is:")]
    columns = dict.fromkeys(text.partition(":")[0] for text in texts if text)
    everyone = tuple(subjects)
    for name in columns:
        for part in definition.measured:
            column = column_of(part, name)
            if column is None or column.kind not in DIVIDING or not (part.roster or part.id == review.part):
                continue
            for each in everyone:
                if not each.facts.get(name):
                    asked.figure_missing(part.title, "", column.title, each.code)


def _no_matter(case: Case) -> Iterator[Problem]:
    """Note the points that the rules leave open and on which nothing turned this time."""
    for point in dict.fromkeys(undecided_in((case.review.measures, case.review.gates))):
        if point.key not in case.asked.points:
            facts: dict[str, str | int] = {"point": point.code or point.key, "point_key": point.key}
            yield Problem("review.no_matter", Severity.NOTE, case.review.title, facts)


def _once(notes: Findings, awards: Iterable[Awards]) -> Findings:
    """Give the notes of the order and of the tables; what is said of one tie is said once."""
    found: list[Problem] = []
    for each in (*notes, *(note for one in awards for note in one.notes)):
        if each not in found:
            found.append(each)
    return tuple(found)


# --- subjects ----------------------------------------------------------------------------------------------------


def _results(ground: Ground, awards: Sequence[Awards]) -> tuple[SubjectResult, ...]:
    """Give everybody: those with a place first and in its order, then by code."""
    case, judged = ground.case, ground.judged
    reasons = reasons_of(ground, awards)
    at = {place.code: index for index, place in enumerate(ground.ranking.places)}
    last = len(at)
    ordered = sorted(case.subjects, key=lambda each: (at.get(each.code, last), each.code))
    return tuple(
        SubjectResult(
            each,
            {name: values[each.code].worked for name, values in case.found.items()},
            judged[each.code].failed,
            judged[each.code].waiting,
            _codes(judged[each.code], reasons.get(each.code)),
            judged[each.code].met,
        )
        for each in ordered
    )


def _codes(judged: Judged, reason: Reason | None) -> tuple[str, ...]:
    return (reason.value,) if reason is not None else tuple(dict.fromkeys(each.reason for each in judged.failed))
