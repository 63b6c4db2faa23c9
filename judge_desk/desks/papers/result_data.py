"""A round's result as plain data: for ``--json``, for the file beside the papers, and for the recount to compare.

Exact scores are fractions as text, official scores decimals with a point; nothing is rounded here.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final

from judge_desk.contest.counting.aggregation import EntryScore
from judge_desk.contest.values.identity import EntryCode, Seat
from judge_desk.contest.values.numbers import decimal_text, fraction_text
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.desks.standing import Standing
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence

KIND: Final = "judge-desk ket-qua 1"


def result_data(standing: Standing) -> dict[str, Any]:
    """Give what a round came to, the same for the same sealed files and decisions."""
    return {
        "kind": KIND,
        "contest": standing.definition.id,
        "round": standing.round.id,
        "definition": standing.rules_digest,
        "data_code": standing.data_code,
        "official": not standing.result.questions,
        "ballots": _ballots(standing),
        "entries": list(_entries(standing)),
        "shortlist": _shortlist(standing),
        "awards": _awards(standing),
    }


def _ballots(standing: Standing) -> list[dict[str, Any]]:
    return [
        {
            "seat": each.ballot.seat,
            "name": each.ballot.name,
            "revision": each.ballot.revision,
            "digest": each.digest,
            "code": each.code,
        }
        for each in standing.counted
    ]


def _entries(standing: Standing) -> Iterator[dict[str, Any]]:
    decimals = decimals_of_totals(standing.round.rubric)
    assigned = {entry.code: frozenset(entry.seats) for entry in standing.manifest.entries}
    texts: dict[int, str] = {}  # there are few different totals, and many marks
    for score in standing.result.scores:
        marks = score.marks
        for parts in marks.parts.values():
            if parts not in texts:
                texts[parts] = decimal_text(Fraction(parts, marks.over), decimals)
        given = [
            {"seat": seat, "total": texts[parts], "left_out": marks.left_out.get(seat, "")}
            for seat, parts in marks.parts.items()
        ]
        recused = [seat for seat, _ in score.recused if seat in assigned[score.code]]
        yield _entry(standing, score, given, recused)


def _entry(standing: Standing, score: EntryScore, marks: list[dict[str, Any]], recused: list[Seat]) -> dict[str, Any]:
    decimals, place = standing.round.score.decimals, standing.result.ranking.by_code.get(score.code)
    combined = standing.result.combined_by_code.get(score.code)
    exact = combined.exact if combined is not None else score.exact
    official = combined.official if combined is not None else score.official
    return {
        "code": score.code,
        "ballots": len(score.marks) - len(score.marks.left_out),
        "marks": marks,
        "recused": recused,
        "spread": fraction_text(score.spread) if score.spread is not None else None,
        "exact": fraction_text(exact) if exact is not None else None,
        "official": decimal_text(official, decimals) if official is not None else None,
        "round_official": decimal_text(score.official, decimals) if score.official is not None else None,
        "decision": score.decision,
        "place": place.number if place is not None else None,
        "shared": place.shared if place is not None else False,
        "tie_breaks": [
            {"step": str(step.kind or ""), "ref": step.ref, "parted": step.parted, "decision": step.decision}
            for step in (place.trace if place is not None else ())
        ],
    }


def _shortlist(standing: Standing) -> dict[str, Any] | None:
    list_ = standing.result.shortlist
    if list_ is None:
        return None
    return {
        "inside": list(list_.inside),
        "pending": list(list_.pending),
        "if_all_tied_in": list(list_.if_all_tied_in),
        "if_none_in": list(list_.if_none_in),
        "decision": list_.decision,
    }


def _awards(standing: Standing) -> list[dict[str, Any]]:
    money = {(t.id, p.id): p.money for t in standing.definition.prize_tables for p in t.prizes}
    return [
        {
            "table": row.table,
            "prize": row.prize,
            "state": row.state.value,
            "code": row.code,
            "money": str(money[row.table, row.prize]),
            "decision": row.decision,
        }
        for awards in standing.result.awards
        for row in awards.rows
    ]


def why(standing: Standing, code: str, language: str = "vi") -> list[str]:
    """Say in sentences how an entry's score and place came about."""
    catalogue = open_catalogue(language)
    score = standing.result.by_code[EntryCode(code)]
    return [sentence(each, catalogue) for each in (*score.reasons, *score.questions)]
