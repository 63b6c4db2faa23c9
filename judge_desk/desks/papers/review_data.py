"""A review's result as plain data: for ``--json``, for the file beside the papers, and for the recount to compare.

Every value is its exact fraction as text; nothing is rounded here.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

from judge_desk.contest.counting.ranking import Place
from judge_desk.contest.reviewing.outcome import ReviewResult, SubjectResult
from judge_desk.contest.reviewing.sheets import sheet_digest
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.numbers import fraction_text
from judge_desk.desks.reviews.standing import ReviewStanding

KIND: Final = "judge-desk ket-qua-xet 1"


def review_data(standing: ReviewStanding) -> dict[str, Any]:
    """Give what a review came to, the same for the same figures, sealed files and decisions."""
    places = {place.code: place for place in standing.result.ranking.places}
    return {
        "kind": KIND,
        "contest": standing.definition.id,
        "review": standing.id,
        "definition": standing.rules_digest,
        "data_code": standing.data_code,
        "official": not standing.questions,
        "sheets": _sheets(standing),
        "rounds": _rounds(standing),
        "barred": [list(each) for each in sorted(standing.evidence.barred)],
        "subjects": [subject_data(each, places.get(each.subject.code)) for each in standing.result.subjects],
        "awards": awards_data(standing.definition, standing.result),
    }


def _sheets(standing: ReviewStanding) -> list[dict[str, Any]]:
    return [
        {
            "number": each.number,
            "part": each.part,
            "period": each.period,
            "digest": sheet_digest(each),
            "rows": len(each.rows),
            "source": each.source,
            "sha256": each.sha256,
            "closed_by": each.closed_by,
            "closed_on": each.closed_on,
        }
        for each in standing.all_sheets
    ]


def _rounds(standing: ReviewStanding) -> list[dict[str, Any]]:
    return [
        {
            "round": each.round,
            "final": each.final,
            "ballots": sorted(each.digests),
            "scores": {code: fraction_text(value) for code, value in sorted(each.official.items())},
            "units": {code: list(units) for code, units in sorted(each.units.items())},
            "names": {code: list(names) for code, names in sorted(standing.names.get(each.round, {}).items())},
            **_authors(standing, each.round),
        }
        for each in standing.evidence.rounds
    ]


def _authors(standing: ReviewStanding, round_id: RoundId) -> dict[str, Any]:
    """Give the authors of a blind round's entries, where a review of persons reads them; else no such key."""
    authors = standing.authors.get(round_id, {})
    return {"authors": {code: list(names) for code, names in sorted(authors.items())}} if authors else {}


def subject_data(result: SubjectResult, place: Place | None) -> dict[str, Any]:
    """Give one subject: values, gates failed and waiting, place, reasons."""
    return {
        "code": result.subject.code,
        "name": result.subject.name,
        "unit": result.subject.unit,
        "values": {name: _text(each.value) for name, each in result.values.items()},
        "lacks": {name: each.lack for name, each in result.values.items() if each.lack},
        "failed": [
            {"gate": each.gate, "reason": each.reason, "value": _text(each.value), "needed": _text(each.needed)}
            for each in result.failed
        ],
        "waiting": list(result.waiting),
        "place": place.number if place is not None else None,
        "shared": place.shared if place is not None else False,
        "decision": next((step.decision for step in place.trace if step.decision is not None), None) if place else None,
        "reasons": list(result.reasons),
    }


def _text(value: Fraction | None) -> str | None:
    return fraction_text(value) if value is not None else None


def awards_data(definition: Definition, result: ReviewResult) -> list[dict[str, Any]]:
    """Give every prize of the tables that a review fills."""
    money = {(t.id, p.id): p.money for t in definition.prize_tables for p in t.prizes}
    return [
        {
            "table": row.table,
            "prize": row.prize,
            "state": row.state.value,
            "code": row.code,
            "money": str(money[row.table, row.prize]),
            "decision": row.decision,
        }
        for awards in result.awards
        for row in awards.rows
    ]
