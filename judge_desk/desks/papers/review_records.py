"""Fills the other papers of a review: workings, minutes, lists of prizes, the check of the dossier, the checklist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from judge_desk.contest.counting.prizes import Award, Awards, AwardState
from judge_desk.contest.counting.ranking import Place
from judge_desk.contest.reviewing.outcome import SubjectResult, Worked
from judge_desk.contest.rulebook.reviews import Dossier, Order, Review, ReviewGate, Subjects, Test
from judge_desk.contest.rulebook.rules import Prize, PrizeTable
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.problems import Problem
from judge_desk.desks.decision_words import decision_text
from judge_desk.desks.figures import ACT as FIGURES
from judge_desk.desks.papers.planned import ReviewPapers
from judge_desk.desks.papers.review_content import fate_of, measure_columns, review_content, sources
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.documents.content import DecisionNote, Meeting
from judge_desk.documents.content_review import (
    ChecklistContent,
    CouncilWord,
    DossierContent,
    Fate,
    MeasureColumn,
    ReviewMinutesContent,
    ReviewPrize,
    ReviewPrizesContent,
    ReviewTie,
    Shape,
    TableResult,
    WorkedStep,
    WorkedSubject,
    WorkingsContent,
)
from judge_desk.documents.review_parts import MOST_LISTED, value_text
from judge_desk.stores.log import LogLine
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import exact
from judge_desk.wording.figures import place as place_words
from judge_desk.wording.findings import said_with_facts, sentence

_LISTED: Final = frozenset({Fate.AWARDED, Fate.TIED, Fate.WAITING})
_MET: Final = "met"
_ANSWERED: Final = "answer_gates"
_READ: Final = frozenset({FIGURES, "merge"})
"""Acts that bring what a review reads, as the log names them; decisions are told apart by their number."""
Names = Mapping[str, str]
"""Names of subjects by code; a person's with the unit."""


# --- workings ------------------------------------------------------------------------------------------------------


def is_thick(standing: ReviewStanding, most: int) -> bool:
    """Say whether there are more workings than ``most``, all subjects together."""
    wanted = frozenset(measure.id for measure in standing.review.measures)
    steps = (
        name
        for each in standing.result.subjects
        for name, worked in each.values.items()
        if name in wanted and worked.lack != "branch"
    )
    return any(at == most for at, _ in enumerate(steps))


def workings_content(papers: ReviewPapers) -> WorkingsContent:
    """Fill the working of every measure; of a crowd only for those who got something or stood equal."""
    standing = papers.standing
    every = standing.result.subjects
    told = every if len(every) <= MOST_LISTED else tuple(each for each in every if fate_of(each) in _LISTED)
    columns = measure_columns(standing)
    subjects = tuple(_worked(standing, each, columns) for each in told)
    return WorkingsContent(papers.head, subjects, len(every) - len(told), sources(standing), papers.names.secretary)


def _worked(standing: ReviewStanding, found: SubjectResult, columns: tuple[MeasureColumn, ...]) -> WorkedSubject:
    steps = []
    for measure, column in zip(standing.review.measures, columns, strict=True):
        worked = found.values.get(measure.id)
        if worked is not None and worked.lack != "branch":
            steps.append(_step(column, worked))
    return WorkedSubject(found.subject.code, _named(found), tuple(steps))


def _step(column: MeasureColumn, worked: Worked) -> WorkedStep:
    said = working_words(worked.working)
    if worked.value is None:
        return WorkedStep(column.title, said, "", open_catalogue("vi").say("review_paper.none"))
    before = worked.working.facts.get("exact", "")
    rounded = isinstance(before, str) and bool(before) and Fraction(before) != worked.value
    taken = value_text(column, worked.value)
    if rounded:
        return WorkedStep(column.title, said, exact(Fraction(str(before))), taken)
    return WorkedStep(column.title, said, exact(worked.value) if column.shape is Shape.NUMBER else taken, taken)


def working_words(working: Problem) -> str:
    """Say how a measure came about, so that it can be worked out again by hand."""
    catalogue = open_catalogue("vi")
    for key in (working.code, f"finding.{working.code}"):
        if key in catalogue:
            return said_with_facts(key, working, catalogue)
    return sentence(working, catalogue)


def _names(standing: ReviewStanding) -> Names:
    return {str(each.subject.code): _named(each) for each in standing.result.subjects}


def _named(found: SubjectResult) -> str:
    who = found.subject
    if who.name == who.unit:
        return who.name
    return open_catalogue("vi").say("review_paper.person", name=who.name, unit=who.unit)


# --- prizes --------------------------------------------------------------------------------------------------------


def review_prizes_content(papers: ReviewPapers, awards: Awards) -> ReviewPrizesContent:
    """Fill the list of one table, in the order of the prizes."""
    standing, say = papers.standing, open_catalogue("vi").say
    table = next(each for each in standing.definition.prize_tables if each.id == awards.table)
    ordered = _ordering(standing)
    who = {str(each.subject.code): each for each in standing.result.subjects}
    given = Counter(row.prize for row in awards.rows if row.state is AwardState.GIVEN)
    prizes = {each.id: each for each in table.prizes}
    notes = tuple(
        say("review_paper.special", name=who[each.code].subject.name, text=each.text, number=each.decision)
        for each in awards.specials
        if each.code in who
    )
    return ReviewPrizesContent(
        head=papers.head,
        table=table.title,
        persons=standing.review.subjects is Subjects.PERSONS,
        figures=tuple(column.title for _, column in ordered),
        rows=tuple(
            _prize(row, prizes[row.prize], given[row.prize], who.get(str(row.code)), ordered) for row in awards.rows
        ),
        notes=notes,
        chair=papers.names.chair,
        secretary=papers.names.secretary,
    )


Ordering = tuple[tuple[str, MeasureColumn], ...]


def _ordering(standing: ReviewStanding) -> Ordering:
    """Give the measures that order the subjects, with their columns."""
    order = standing.review.order
    by = [each.removeprefix("-") for each in order.by] if isinstance(order, Order) else []
    columns = dict(zip((each.id for each in standing.review.measures), measure_columns(standing), strict=True))
    return tuple((each, columns[each]) for each in by if each in columns)


def _prize(row: Award, prize: Prize, given: int, found: SubjectResult | None, ordered: Ordering) -> ReviewPrize:
    if found is None or row.state is not AwardState.GIVEN:
        return ReviewPrize(prize.title, money=prize.money, honour=_honour(prize), open=row.state is AwardState.OPEN)
    figures = []
    for name, column in ordered:
        worked = found.values.get(name)
        figures.append(value_text(column, worked.value) if worked is not None and worked.value is not None else "")
    money = None if prize.money and given > prize.count else prize.money
    who = found.subject
    return ReviewPrize(prize.title, who.code, who.name, who.unit, tuple(figures), money, _honour(prize))


def _honour(prize: Prize) -> str:
    """Give certificate with its signer, and the gift."""
    certificate = prize.certificate
    if certificate and prize.signer:
        certificate = open_catalogue("vi").say("review_paper.honour", certificate=certificate, signer=prize.signer)
    return "; ".join(filter(None, (certificate, prize.gift)))


# --- forms ---------------------------------------------------------------------------------------------------------


def dossier_content(papers: ReviewPapers, dossier: Dossier) -> DossierContent:
    """Fill the check of the dossier; its last day is told only where the day is known from which it runs."""
    standing = papers.standing
    names = _names(standing)
    titles = {(t.id, p.id): p.title for t in standing.definition.prize_tables for p in t.prizes}
    proposed = tuple(
        (names[str(row.code)], titles[row.table, row.prize])
        for awards in standing.result.awards
        for row in awards.rows
        if row.code in names and row.state is AwardState.GIVEN
    )
    starts_on = dossier.from_day if isinstance(dossier.from_day, str) else ""
    last = last_day(starts_on, dossier.days)
    named = (dossier.parts, dossier.copies, dossier.days, dossier.starts)
    return DossierContent(papers.head, *named, starts_on, last, proposed, papers.names.secretary)


def last_day(from_day: str, days: int) -> str:
    """Give the last of so many days, the day after the first being day 1 (Bộ luật Dân sự 2015, Điều 147 khoản 2).

    Empty where the first day is not known, or there is no limit. A last day that is no working day is left to people.
    """
    if not from_day or not days:
        return ""
    return (date.fromisoformat(from_day[:10]) + timedelta(days=days)).isoformat()


def council_gates(review: Review) -> tuple[ReviewGate, ...]:
    """Give the conditions that the council judges."""
    return tuple(each for each in review.gates if each.test is Test.COUNCIL and each.used is not False)


def checklist_content(papers: ReviewPapers) -> ChecklistContent:
    """Fill the blank checklist: everyone whom no figure fails, whether the council has spoken or not."""
    standing = papers.standing
    gates = council_gates(standing.review)
    asked = {each.id for each in gates}
    subjects = tuple(
        (str(each.subject.code), _named(each))
        for each in standing.result.subjects
        if all(failed.gate in asked for failed in each.failed)
    )
    persons = standing.review.subjects is Subjects.PERSONS
    return ChecklistContent(papers.head, tuple(each.title for each in gates), subjects, persons)


# --- minutes -------------------------------------------------------------------------------------------------------


def review_minutes_content(papers: ReviewPapers, annexes: tuple[str, ...]) -> ReviewMinutesContent:
    """Fill the minutes of the council on the review."""
    standing, names = papers.standing, papers.names
    rules = papers.contest.rules_as_shipped
    mine = [each for each in standing.decisions if _told(each, standing)]
    total = len(names.members)
    return ReviewMinutesContent(
        review=review_content(papers),
        meeting=Meeting(total, 0, names.members, chair=names.chair, secretary=names.secretary),
        council=standing.review.council,
        basis=standing.review.source,
        words=_words(standing),
        ties=_ties(standing),
        decisions=tuple(
            DecisionNote(each.number, decision_text(each, rules), each.reason, each.people, each.stated_time)
            for each in mine
        ),
        tables=tuple(_table(standing, each) for each in standing.result.awards),
        annexes=annexes,
        log_head=_log_head(
            papers, {each.number for each in standing.decisions if each in mine or each.round == standing.id}
        ),
    )


def _told(decision: Decision, standing: ReviewStanding) -> bool:
    """Say whether a decision stands in the table: those of the review, and points of the rules that it stands on."""
    if decision.kind is DecisionKind.MET:
        return False
    if decision.kind is DecisionKind.RULE_POINT:
        return standing.concerns(decision.about[0])
    return decision.round == standing.id


def _log_head(papers: ReviewPapers, numbers: set[int]) -> str:
    """Give the log's hash after the last act that the minutes rest on, so that a further copy has the same bytes."""
    log = papers.contest.store.log()
    resting = (line.hash for line in reversed(log) if _rests_on(papers, line, numbers))
    return next(resting, log[0].hash)


def _rests_on(papers: ReviewPapers, line: LogLine, numbers: set[int]) -> bool:
    if line.what == "decide":
        return line.facts.get("number") in numbers
    read = line.what in _READ and line.stated_time <= papers.stated_time
    return read or (line.what == _ANSWERED and line.facts.get("round") == papers.id)


def _words(standing: ReviewStanding) -> tuple[CouncilWord, ...]:
    """Tell what the council said, condition by condition; of several words on one subject the last."""
    mine = [each for each in standing.decisions if each.round == standing.id and each.kind is DecisionKind.MET]
    latest = {each.about: each for each in sorted(mine, key=lambda each: each.number)}
    names = _names(standing)
    say, told = open_catalogue("vi").say, []
    for gate in standing.review.gates:
        spoken = [each for each in latest.values() if each.about[0] == gate.id and each.about[1] in names]
        if not spoken:
            continue
        votes = [each.votes for each in spoken if each.votes is not None]
        counted = dict.fromkeys(
            say("review_paper.votes", in_favour=v.in_favour, against=v.against, abstained=v.abstained) for v in votes
        )
        told.append(
            CouncilWord(
                gate.title,
                tuple(names[each.about[1]] for each in spoken if each.value == _MET),
                tuple(names[each.about[1]] for each in spoken if each.value != _MET),
                tuple(dict.fromkeys(each.reason for each in spoken)),
                tuple(counted),
            )
        )
    return tuple(told)


def _ties(standing: ReviewStanding) -> tuple[ReviewTie, ...]:
    """List the ties that people parted, and those that keep a prize open.

    What the order itself parts is no tie; others share their place and nobody asks.
    """
    names = _names(standing)
    decisions = {each.number: each for each in standing.decisions}
    groups: dict[tuple[str, ...], list[Place]] = {}
    for place in standing.result.ranking.places:
        decided = next((step for step in place.trace if step.decision is not None), None)
        if decided is not None:
            groups.setdefault(tuple(decided.group), []).append(place)
    told = [_parted(names, codes, places, decisions) for codes, places in groups.items()]
    waiting = {each.subject.code for each in standing.result.subjects if fate_of(each) is Fate.TIED}
    open_ = [
        ReviewTie(tuple(names.get(code, code) for code in each.codes), "")
        for each in standing.result.ranking.ties
        if tuple(each.codes) not in groups and waiting.intersection(each.codes)
    ]
    return (*told, *open_)


def _parted(names: Names, codes: tuple[str, ...], places: list[Place], decisions: Mapping[int, Decision]) -> ReviewTie:
    say = open_catalogue("vi").say
    numbers = [step.decision for place in places for step in place.trace if step.decision is not None]
    known = [decisions[each] for each in dict.fromkeys(numbers) if each in decisions]
    outcome = "; ".join(
        say("review_paper.tie_place", name=names.get(each.code, each.code), place=place_words(each.number, each.shared))
        for each in sorted(places, key=lambda each: (each.number, each.code))
    )
    people = tuple(dict.fromkeys(name for each in known for name in each.people))
    named = tuple(names.get(code, code) for code in codes)
    return ReviewTie(named, outcome, "; ".join(each.reason for each in known), people)


def _table(standing: ReviewStanding, awards: Awards) -> TableResult:
    table: PrizeTable = next(each for each in standing.definition.prize_tables if each.id == awards.table)
    titles = {each.id: each.title for each in table.prizes}
    names = _names(standing)
    given = tuple((titles[row.prize], names[str(row.code)]) for row in awards.rows if row.code in names)
    vacant = Counter(titles[row.prize] for row in awards.rows if row.state is AwardState.VACANT)
    open_ = Counter(titles[row.prize] for row in awards.rows if row.state is AwardState.OPEN)
    return TableResult(table.title, given, tuple(vacant.items()), tuple(open_.items()))
