"""The second way's outcome and the program's results, in the same words, so that they can be compared."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.journeys.independent import Outcome
from tests.journeys.sealed_files import digits

Table = dict[str, Any]


def point_text(value: Fraction, decimals: int) -> str:
    """Write a value with a decimal point and so many decimals."""
    scaled = value * 10**decimals
    if scaled.denominator != 1:
        raise ValueError(value)
    text = f"{scaled.numerator:0{decimals + 1}d}"
    return f"{text[:-decimals]}.{text[-decimals:]}" if decimals else text


def shown(outcome: Outcome) -> Table:
    """Write an outcome in the words of ``results --json``, for the fields that are worked out here."""
    return {
        "ballots": [
            {"seat": seat, "digest": paper.digest, "code": digits(paper.digest), "name": paper.head["Giám khảo"]}
            for seat, paper in sorted(outcome.counted.items())
        ],
        "entries": [
            {
                "code": each.code,
                "ballots": len(each.totals),
                "marks": [
                    {"seat": s, "total": point_text(v, outcome.decimals)} for s, v in sorted(each.totals.items())
                ],
                "recused": each.recused,
                "spread": str(each.spread),
                "exact": str(each.exact),
                "official": point_text(each.official, 2) if each.official is not None else None,
                "decision": each.decision,
                "place": each.place,
                "shared": each.shared,
            }
            for _, each in sorted(outcome.entries.items())
        ],
        "shortlist": outcome.inside,
        "awards": [
            {"table": table, "prize": prize, "code": code, "money": str(outcome.money[prize])}
            for table, prize, code in outcome.prizes
        ],
    }


def said(results: Table) -> Table:
    """Cut ``results --json`` down to the fields that :func:`shown` gives."""
    wanted = ("code", "ballots", "recused", "spread", "exact", "official", "decision", "place", "shared")
    return {
        "ballots": [{name: each[name] for name in ("seat", "digest", "code", "name")} for each in results["ballots"]],
        "entries": [
            {name: each[name] for name in wanted}
            | {"marks": [{"seat": mark["seat"], "total": mark["total"]} for mark in each["marks"]]}
            for each in sorted(results["entries"], key=lambda each: str(each["code"]))
        ],
        "shortlist": results["shortlist"]["inside"] if results["shortlist"] else None,
        "awards": [{name: each[name] for name in ("table", "prize", "code", "money")} for each in results["awards"]],
    }
