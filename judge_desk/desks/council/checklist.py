"""The council's checklist: who is asked about, on which gates, what was said; as a sheet to fill in, and read back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.reviewing.outcome import Subject, SubjectResult
from judge_desk.contest.rulebook.reviews import ReviewGate, Subjects, Test
from judge_desk.contest.values.decisions import Votes
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import BadInput, NotNow, Severity, stops
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.council.deciding import Answered, answer_gates
from judge_desk.desks.decisions.about_reviews import MET, asks_people
from judge_desk.desks.figure_files import BLANK
from judge_desk.desks.reviews.standing import ReviewStanding, review_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import make_folder, write_new
from judge_desk.exchange.spreadsheets.gate_sheet import (
    GateSheetRow,
    GateSheetWords,
    read_gate_sheet,
    write_gate_sheet,
)
from judge_desk.wording.catalogue import open_catalogue


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One subject that the council is asked about.

    Attributes:
        subject: who.
        said: what holds by gate id; a gate that does not stand here was not answered on the figures in force.
        waiting: ids of gates without which the review cannot be closed.
    """

    subject: Subject
    said: Mapping[str, bool]
    waiting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """The checklist of a review.

    Attributes:
        review, title: which; locked: its result is locked, nothing can be answered.
        gates: those that people judge, in the rules' order.
        rows: the subjects whom no figure keeps out, by code.
    """

    review: RoundId
    title: str
    locked: bool
    gates: tuple[ReviewGate, ...]
    rows: tuple[ChecklistRow, ...]

    @property
    def waiting(self) -> int:
        """How many answers are missing."""
        return sum(len(each.waiting) for each in self.rows)


def checklist_of(standing: ReviewStanding) -> Checklist:
    """Give the council's checklist of a review that was worked out."""
    rows = [_row(standing, each) for each in standing.result.subjects if not _kept_out(standing, each)]
    asked = {gate for row in rows for gate in (*row.waiting, *row.said)}
    gates = tuple(
        each for each in standing.review.gates if asks_people(each) and (each.test is Test.COUNCIL or each.id in asked)
    )
    ordered = tuple(sorted(rows, key=lambda row: row.subject.code))
    return Checklist(standing.id, standing.title, standing.locked, gates, ordered)


def _kept_out(standing: ReviewStanding, result: SubjectResult) -> bool:
    """Say whether figures keep a subject out, so that the council need not speak on it."""
    people = {each.id for each in standing.review.gates if asks_people(each)}
    said = _said(standing, result)
    return any(each.gate not in people or each.gate not in said for each in result.failed)


def _row(standing: ReviewStanding, result: SubjectResult) -> ChecklistRow:
    return ChecklistRow(result.subject, _said(standing, result), result.waiting)


def _said(standing: ReviewStanding, result: SubjectResult) -> Mapping[str, bool]:
    """Give what the council said on a subject, as far as it was said on the figures in force."""
    found: dict[str, bool] = {}
    for gate in standing.review.gates:
        decision = standing.words.get((gate.id, str(result.subject.code)))
        if decision is not None:
            found[gate.id] = decision.value == MET
    return found


def show(folder: Path, review_id: str, around: Surroundings) -> Checklist:
    """Give the council's checklist; nothing is changed.

    Raises:
        BadInput: no such review. NotNow: it has no gate that people judge.
    """
    with open_folder(folder, read_only=True) as contest:
        return _asked(checklist_of(review_standing(contest, review_id)))


def _asked(found: Checklist) -> Checklist:
    if not found.gates:
        raise NotNow("checklist.no_gate", where=found.title)
    return found


def save_blank(folder: Path, review_id: str, target: Path, around: Surroundings) -> Path:
    """Write the checklist as a sheet to fill in; what was said already stands in it. Gives the file.

    Raises:
        BadInput: another ending than ``.xlsx``; or, with NotNow, as :func:`show`.
        CannotWrite: the file exists, or its folder cannot be written.
    """
    if target.suffix.lower() != BLANK:
        raise BadInput("figures.no_format", where=target.name, known=BLANK)
    with open_folder(folder, read_only=True) as contest:
        standing = review_standing(contest, review_id)
    found = _asked(checklist_of(standing))
    say = open_catalogue("vi").say
    persons = standing.review.subjects is Subjects.PERSONS
    heads = (say("checklist.sheet"), say("checklist.code"), say("checklist.person" if persons else "checklist.unit"))
    words = GateSheetWords(*heads, say("checklist.unit"), say("checklist.met"), say("checklist.not_met"))
    gates = [(each.id, each.title) for each in found.gates]
    rows = [
        GateSheetRow(str(row.subject.code), row.subject.name, row.subject.unit if persons else "", row.said)
        for row in found.rows
    ]
    make_folder(target.parent)
    write_new(target, write_gate_sheet(words, gates, rows))
    return target


def take_in(
    folder: Path,
    review_id: str,
    file: Path,
    reason: str,
    people: tuple[str, ...],
    around: Surroundings,
    votes: Votes | None = None,
) -> Answered:
    """Record what a filled checklist says, all of it or nothing; what was said before and stands is not said twice.

    Args:
        folder: of the contest.
        review_id: the review.
        file: XLSX or CSV, as :func:`save_blank` writes it.
        reason: why, for all answers.
        people: who decided them.
        around: clock and operator.
        votes: counted on all of them, if any were.

    Raises:
        BadInput: the sheet has faults, all of them in ``findings``; or as :func:`answer_gates`.
        NotNow: as :func:`show` and :func:`answer_gates`, or nothing in it is new.
        Unreadable: no sheet.
    """
    with open_folder(folder, read_only=True) as contest:
        standing = review_standing(contest, review_id)
    found = _asked(checklist_of(standing))
    answers = _read(file, standing, found)
    known = {(gate, str(row.subject.code)): said for row in found.rows for gate, said in row.said.items()}
    fresh = {key: said for key, said in answers.items() if known.get(key) is not said}
    if answers and not fresh:
        raise NotNow("checklist.same", where=found.title)
    return answer_gates(folder, review_id, fresh, reason, people, around, votes)


def _read(file: Path, standing: ReviewStanding, found: Checklist) -> Mapping[tuple[str, str], bool]:
    """Read a filled checklist; a fault in it refuses the whole sheet."""
    gates = [(each.id, each.title) for each in found.gates]
    codes = [str(each.subject.code) for each in standing.result.subjects]
    say = open_catalogue("vi").say
    reading = read_gate_sheet(file, gates, codes, (say("checklist.code"), "Mã", "Code"))
    if stops(reading.findings):
        first = next(each for each in reading.findings if each.severity is Severity.STOP)
        refusal = BadInput(first.code, first.where, **first.facts)
        refusal.findings = reading.findings
        raise refusal
    return reading.answers
