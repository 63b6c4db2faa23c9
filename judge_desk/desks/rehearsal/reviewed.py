"""The reviews of a rehearsal: figures come in, the council answers, ties are voted on, results are locked and printed.

One sheet names a unit with a letter too few and one is wrong at first, as sheets are; a review on who has no prize yet
gets its sheet anew once the prizes before it are known.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from judge_desk.contest.rulebook.measured import MeasuredPart, Period
from judge_desk.contest.rulebook.reviews import Review
from judge_desk.contest.values.decisions import DecisionKind, Votes
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks import figures, publishing
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.council import checklist
from judge_desk.desks.council.asking import CHECKLIST, open_questions_of
from judge_desk.desks.deciding import open_questions
from judge_desk.desks.papers.review_data import review_data
from judge_desk.desks.provenance import Provenance
from judge_desk.desks.rehearsal.figures import (
    Figures,
    figure_sheets,
    misspelt,
    mistaken,
    roster_units,
)
from judge_desk.desks.rehearsal.material import authors_of
from judge_desk.desks.rehearsal.script import RECORD, Script
from judge_desk.desks.rehearsal.words import draw
from judge_desk.desks.result_questions import Question
from judge_desk.desks.reviews.standing import ReviewStanding, review_standing
from judge_desk.exchange.disk import make_folder, write_new
from judge_desk.exchange.spreadsheets.figure_sheet_writer import figures_csv, write_figures
from judge_desk.exchange.spreadsheets.gate_sheet import GateSheetRow, GateSheetWords, write_gate_sheet

FOLDER: Final = "so-lieu"
PAPERS: Final = "giay-to"
MOST_IN_XLSX: Final = 2_000
"""Sheets with more rows are written as CSV, which an office program exports as well."""
_MOST_ANSWERS: Final = 60
_YES: Final = 9
_TOLD: Final = {
    DecisionKind.TIE: "review_tie",
    DecisionKind.PRIZE: "review_choice",
    DecisionKind.MET: "review_namesake",
}


def take_figures(script: Script) -> None:
    """Write every sheet of figures as a file and take it in."""
    plan = script.plan
    units = roster_units(script.definition, script.made.units)
    authors = authors_of(script.made)
    sheets = figure_sheets(plan.seed, script.definition, units, script.made.people, plan.papers, authors)
    make_folder(plan.folder / FOLDER)
    wrong = next((number for number, each in enumerate(sheets) if misspelt(each) is not None), -1)
    later = max((number for number, each in enumerate(sheets) if mistaken(each) is not None), default=-1)
    for number, sheet in enumerate(sheets):
        if not sheet.rows:
            continue
        first = misspelt(sheet) if number == wrong else None
        if first is not None:
            _meet_unknown_unit(script, sheet, first)
        slip = mistaken(sheet) if number == later and number != wrong else None
        if slip is not None:
            _take(script, slip, "-so-bo")
            _take(script, sheet, "", RECORD.say("rehearsal.reason_figures"))
            script.tell("figures_replaced", figures=_told(sheet))
        else:
            _take(script, sheet)
    script.tell(
        "figures",
        sheets=sum(1 for each in sheets if each.rows),
        rows=sum(len(each.rows) for each in sheets),
        units=len(units),
    )


def _told(sheet: Figures) -> str:
    return sheet.part.title if sheet.period is None else f"{sheet.part.title}, {sheet.period.title}"


def _name(part: MeasuredPart, period: Period | None) -> str:
    return part.id if period is None else f"{part.id}-{period.id}"


def _write(script: Script, sheet: Figures, ending: str = "") -> Path:
    columns = sheet.part.columns
    small = len(sheet.rows) <= MOST_IN_XLSX
    name = f"{_name(sheet.part, sheet.period)}{ending}{'.xlsx' if small else '.csv'}"
    data = write_figures(sheet.part.title, columns, sheet.rows) if small else figures_csv(columns, sheet.rows)
    path = script.plan.folder / FOLDER / name
    write_new(path, data)
    return path


def _provenance(script: Script, part: MeasuredPart, reason: str = "") -> Provenance:
    with open_folder(script.folder, read_only=True) as contest:
        part = next(each for each in contest.definition.measured if each.id == part.id)
    return Provenance(str(part.closed_by), script.secretary.now()[:10], "", reason)


def _take(script: Script, sheet: Figures, ending: str = "", reason: str = "") -> None:
    file = _write(script, sheet, ending)
    period = sheet.period.id if sheet.period is not None else ""
    stated = _provenance(script, sheet.part, reason)
    figures.take_in(script.folder, sheet.part.id, period, file, stated, script.secretary)


def _meet_unknown_unit(script: Script, sheet: Figures, first: Figures) -> None:
    """A name that the list does not know refuses the whole sheet; people say which unit is meant."""
    file = _write(script, first, "-viet-sai")
    period = sheet.period.id if sheet.period is not None else ""
    stated = _provenance(script, sheet.part)
    try:
        figures.take_in(script.folder, sheet.part.id, period, file, stated, script.secretary)
    except BadInput:
        seen = figures.preview(script.folder, sheet.part.id, period, file, script.secretary)
        for unknown in seen.unknown:
            meant = unknown.near[0]
            reason = Provenance(stated.closed_by, stated.closed_on, "", RECORD.say("rehearsal.reason_unit"))
            figures.name_unit(script.folder, unknown.name, meant.code, reason, script.secretary)
            script.tell("figures_unit", figures=_told(sheet), name=unknown.name, unit=meant.name)


# --- reviews ------------------------------------------------------------------------------------------------------


def play_reviews(script: Script) -> tuple[Path, ...]:
    """Bring every review to its locked, announced and printed result; gives the papers in PDF."""
    reviews = script.definition.reviews
    papers: list[Path] = []
    for number, review in enumerate(reviews, start=len(script.definition.rounds) + 1):
        _settle(script, review)
        _conclude(script, review)
        target = script.plan.folder / PAPERS / f"{number}-{review.id}"
        made = publishing.publish(script.folder, review.id, target, script.secretary)
        papers += [target / paper.file for paper in made.papers if paper.file.endswith(".pdf")]
    return tuple(papers)


def _standing(script: Script, review: Review) -> ReviewStanding:
    with open_folder(script.folder, read_only=True) as contest:
        return review_standing(contest, review.id)


def data_of(script: Script) -> tuple[dict[str, object], ...]:
    """Give the result of every review as data."""
    return tuple(review_data(_standing(script, each)) for each in script.definition.reviews)


def _settle(script: Script, review: Review) -> None:
    """Answer what the review asks, one question after another, until nothing is open."""
    for _ in range(_MOST_ANSWERS):
        standing = _standing(script, review)
        asked = open_questions_of(standing)
        if not asked:
            return
        if any(each.station == CHECKLIST for each in asked):
            _answer_checklist(script, standing)
            continue
        question = next((each.question for each in asked if each.question is not None), None)
        assert question is not None, [(each.asked.code, dict(each.asked.facts)) for each in asked]
        _answer(script, review, question)
    raise AssertionError(open_questions(script.folder, review.id, script.secretary))


def _answer_checklist(script: Script, standing: ReviewStanding) -> None:
    """Fill the council's checklist in as a sheet, and read it back; equals at the top are always said to meet it."""
    found = checklist.checklist_of(standing)
    say, place = RECORD.say, script.plan.folder / FOLDER
    heads = (say("checklist.sheet"), say("checklist.code"), say("checklist.unit"), say("checklist.unit"))
    words = GateSheetWords(*heads, say("checklist.met"), say("checklist.not_met"))
    last = {row.subject.code for row in found.rows[-3:]}
    rows = []
    for row in found.rows:
        sure = row.subject.code in last
        said = {
            gate.id: sure or draw(script.plan.seed, f"{standing.id} {gate.id} {row.subject.code}", 10) < _YES
            for gate in found.gates
        }
        rows.append(GateSheetRow(str(row.subject.code), row.subject.name, "", {**said, **row.said}))
    number = sum(1 for _ in place.glob(f"{standing.id}-dieu-kien-*")) + 1
    file = place / f"{standing.id}-dieu-kien-{number}.xlsx"
    write_new(file, write_gate_sheet(words, [(each.id, each.title) for each in found.gates], rows))
    reason = say("rehearsal.reason_checklist")
    taken = checklist.take_in(script.folder, standing.id, file, reason, script.people("organiser"), script.secretary)
    script.tell("checklist", review=standing.title, subjects=len(found.rows), answers=len(taken.decisions))


def _answer(script: Script, review: Review, question: Question) -> None:
    """Give the first answer that the question offers; where people name somebody, the codes turned round."""
    choice = question.choices[0]
    turned = sorted(question.codes, key=lambda code: str(code)[::-1])
    wanted = int(choice.meaning.facts.get("most", len(turned)))
    value = choice.value or " ".join(turned[:wanted])
    people = script.people("organiser")
    votes = Votes(len(people), 0, 0) if choice.votes else None
    about = tuple(sorted(choice.about)) if choice.kind is DecisionKind.TIE else choice.about
    reason = "reason_review_vote" if choice.votes else "reason_review"
    script.decide(choice.kind, about, value, reason, people, review.id, votes)
    script.tell(_TOLD[choice.kind], review=review.title, count=len(question.codes))


def _conclude(script: Script, review: Review) -> None:
    people, about = script.people("organiser"), (str(review.id),)
    if isinstance(_standing(script, review).approval, str) and _standing(script, review).approval != "none":
        script.decide(DecisionKind.APPROVE, about, "", "reason_approve", people, review.id)
    script.decide(DecisionKind.FINAL, about, "", "reason_final", people, review.id)
    script.decide(DecisionKind.ANNOUNCE, about, "", "reason_announce", people, review.id)
    result = _standing(script, review).result
    given = sum(1 for awards in result.awards for row in awards.rows if row.code is not None)
    script.tell("review", review=review.title, subjects=len(result.subjects), given=given)
