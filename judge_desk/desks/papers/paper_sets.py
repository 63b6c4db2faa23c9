"""The papers of a round or of a review: one way to find either, and what lies beside the papers for a recount."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from judge_desk.contest.rulebook.definition import find_review
from judge_desk.contest.values.problems import Findings, Problem
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.papers.council_names import council_names
from judge_desk.desks.papers.panel_names import panel_names
from judge_desk.desks.papers.paper_heads import paper_head, review_head
from judge_desk.desks.papers.planned import ReviewPapers, RoundPapers
from judge_desk.desks.papers.result_data import result_data
from judge_desk.desks.papers.review_data import review_data
from judge_desk.desks.release import still_to_approve
from judge_desk.desks.reviews.standing import ReviewStanding, review_standing
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.exchange.sealed.brought_file import EXTENSION as BROUGHT
from judge_desk.exchange.sealed.brought_file import write_brought
from judge_desk.exchange.sealed.decision_file import EXTENSION as DECISIONS
from judge_desk.exchange.sealed.decision_file import write_decisions
from judge_desk.exchange.sealed.figures_file import EXTENSION as FIGURES
from judge_desk.exchange.sealed.figures_file import write_figures
from judge_desk.exchange.sealed.keys import key_from
from judge_desk.stores.ballot_tables import read_merges
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence

RESULT: Final = "ket-qua"
Worked = Standing | ReviewStanding
"""A round or a review, worked out."""
DataFile = tuple[str, str, bytes]
"""Kind, name and bytes of a file that lies beside the papers."""


def is_review(contest: ContestFolder, name: str) -> bool:
    """Say whether an id is that of a review; reviews and rounds share one name space."""
    return find_review(contest.definition, name) is not None


def worked_out(contest: ContestFolder, name: str) -> Worked:
    """Work out the round or review of this id.

    Raises:
        BadInput: the definition has neither. NotNow: no package of the round was issued.
    """
    if is_review(contest, name):
        return review_standing(contest, name)
    return round_standing(contest, contest.round_or_review(name).id)


def unsettled(standing: Worked) -> Findings:
    """Give what keeps a print from being final: open questions, and the approval that is missing."""
    missing = still_to_approve(standing)
    return (*standing.questions, missing) if missing is not None else standing.questions


def papers_of(contest: ContestFolder, standing: Worked) -> RoundPapers | ReviewPapers:
    """Give the state that all papers of a round or a review come from; what is open makes them drafts."""
    open_points = tuple(_open_point(standing, each) for each in unsettled(standing))
    if isinstance(standing, ReviewStanding):
        last = _last_of_review(contest, standing)
        head = review_head(contest, standing.review, standing.data_code, open_points, last)
        return ReviewPapers(contest, standing, council_names(contest), head, last)
    last = _last_of_round(contest, standing)
    head = paper_head(contest, standing.round, standing.data_code, open_points, last)
    return RoundPapers(contest, standing, panel_names(contest, standing), head, last)


def _open_point(standing: Worked, problem: Problem) -> str:
    """Say what is open; of a review with names instead of codes, and without a word of entries."""
    catalogue = open_catalogue("vi")
    if isinstance(standing, ReviewStanding):
        names = {str(each.subject.code): each.subject.name for each in standing.result.subjects}
        codes = str(problem.facts.get("codes", ""))
        if codes:
            named = "; ".join(names.get(each, each) for each in codes.split("; "))
            problem = replace(problem, facts={**problem.facts, "codes": named})
        own = f"asked_subjects.{problem.code}"
        problem = replace(problem, code=own) if f"finding.{own}" in catalogue else problem
    return sentence(problem, catalogue)


def _last_of_round(contest: ContestFolder, standing: Standing) -> str:
    """Give the stated time of the last act that the papers stand on, so that printing again gives the same bytes."""
    merges = (each.stated_time for each in read_merges(contest.store, standing.round.id))
    decisions = (each.stated_time for each in standing.decisions if each.round in ("", standing.round.id))
    brought = (each.stated_time for each in standing.brought if each.round == standing.round.id)
    return max((standing.manifest.stated_time, *merges, *decisions, *brought))


def _last_of_review(contest: ContestFolder, standing: ReviewStanding) -> str:
    sheets = (each.stated_time for each in standing.sheets)
    decisions = (each.stated_time for each in standing.decisions if each.round in ("", standing.id))
    rounds = (_last_of_round(contest, each) for each in standing.rounds.values())
    return max((contest.store.log()[0].stated_time, *sheets, *decisions, *rounds))


def data_files(contest: ContestFolder, standing: Worked) -> Iterator[DataFile]:
    """Give the files that a recount reads: decisions, figures, definition, the result as data."""
    key = key_from(contest.store.key_seed())
    name = standing.definition.id
    yield "decisions", f"quyet-dinh{DECISIONS}", write_decisions(name, standing.decisions, key)
    if isinstance(standing, ReviewStanding):
        data = review_data(standing)
        yield "figures", f"bang-so-lieu{FIGURES}", write_figures(name, standing.all_sheets, key)
        brought = next((each.brought for each in standing.rounds.values() if each.brought), ())
    else:
        data, brought = result_data(standing), standing.brought
    if brought:
        yield "brought", f"so-lieu{BROUGHT}", write_brought(name, brought, key)
    yield "definition", f"{name}.toml", contest.stored.content
    text = json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    yield "result", f"{RESULT}-{standing.id}.json", text.encode("utf-8")
