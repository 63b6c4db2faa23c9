"""Read the rounds of a definition: panel, score, disagreement, ties, cut and combination."""

from __future__ import annotations

from fractions import Fraction

from judge_desk.contest.rulebook.definition import PanelRule, Round, Spread
from judge_desk.contest.rulebook.rubric import Rubric
from judge_desk.contest.rulebook.rules import (
    Action,
    Combination,
    CutKind,
    CutRule,
    DisagreementRule,
    Measure,
    RankOn,
    ScoreMethod,
    ScoreRule,
    TieBreak,
    Tier,
    TieStep,
    Undecided,
)
from judge_desk.contest.values.identity import RoundId
from judge_desk.exchange.rulebook.definition_rubric import read_rubric
from judge_desk.exchange.rulebook.toml_reader import Faults, Table, as_number, read_closed, shown

NONE = "none"
TIE_AT_CUT = ("ask", "all_in", "all_out")
REFERRING = frozenset({TieBreak.CRITERION, TieBreak.EARLIER_ROUND, TieBreak.OFFICE})
"""The tie-breaks that name what they look at or who decides."""


def read_round(table: Table) -> Round:
    """Read one round; its sub-tables are ``panel``, ``rubric``, ``score`` and ``disagreement``."""
    round_id = RoundId(table.id())
    return Round(
        id=round_id,
        title=table.text("title"),
        blind=table.flag("blind"),
        panel=read_closed(_part(table, "panel"), _panel),
        rubric=_rubric(table),
        score=read_closed(_part(table, "score"), _score),
        disagreement=_disagreement(table),
        ties=table.undecided("ties") or _ties(table),
        cut=table.undecided("cut") or _cut(table),
        combination=_combination(table, round_id),
        talk_seconds=table.undecided("talk_seconds") or table.whole_or_none("talk_seconds", least=1),
        question_seconds=table.undecided("question_seconds") or table.whole_or_none("question_seconds", least=1),
        closed_ballots=table.flag("closed_ballots", False),
        approval=read_approval(table),
        fields=table.texts("fields"),
    )


def read_approval(table: Table) -> str | Undecided | None:
    """Read whose approval the result of a round or review needs; None for nobody's."""
    if table.says("approval", NONE):
        return None
    return table.undecided("approval") or table.text("approval", "") or None


def _part(table: Table, key: str) -> Table:
    """Give a required sub-table; where it is missing (noted), an empty one whose own faults are not heard."""
    return table.table(key) or Table({}, table.key(key), Faults({}))


def _rubric(table: Table) -> Rubric:
    return read_closed(_part(table, "rubric"), read_rubric)


def _panel(table: Table) -> PanelRule:
    spread = table.choice("spread", Spread)
    return PanelRule(
        spread=spread,
        per_entry=table.whole("per_entry", 1) if spread is Spread.LOT else table.whole("per_entry", 0, default=0),
        least_judges=table.whole("least_judges", 1),
        by_field=table.flag("by_field", False),
        quorum=table.number("quorum", Fraction(2, 3)),
        joint=table.flag("joint", False),
    )


def _score(table: Table) -> ScoreRule:
    return ScoreRule(
        method=table.choice("method", ScoreMethod),
        decimals=table.whole("decimals"),
        rounding=table.text("rounding"),
        rank_on=table.choice("rank_on", RankOn),
        minimum_ballots=table.whole("minimum_ballots", 1),
        trim=table.whole("trim", default=0),
        source=table.text("source", ""),
        sample=table.flag("sample", False),
    )


def _disagreement(table: Table) -> DisagreementRule | Undecided | None:
    if table.says("disagreement", NONE):
        return None
    point = table.undecided("disagreement")
    if point is not None:
        return point
    rule = table.table("disagreement")
    return read_closed(rule, _disagreement_rule) if rule else None


def _disagreement_rule(table: Table) -> DisagreementRule:
    return DisagreementRule(
        measure=table.choice("measure", Measure),
        tiers=table.items("tiers", _tier, least=1),
        source=table.text("source", ""),
        sample=table.flag("sample", False),
    )


def _tier(table: Table) -> Tier:
    bound, included = table.number("bound"), table.flag("included")
    return Tier(bound, included, table.undecided("action") or table.choice("action", Action))


def _ties(table: Table) -> tuple[TieStep, ...]:
    steps = table.items("ties", _tie_step)
    if not table.has("ties"):
        table.fault("definition.missing_key", "ties", name="ties")
    return steps


def _tie_step(table: Table) -> TieStep:
    kind, ref = table.choice("kind", TieBreak), table.text("ref", "")
    if kind in REFERRING and not table.has("ref"):
        table.fault("definition.tie_without_ref", "ref", kind=kind.value)
    if kind not in REFERRING and table.has("ref"):
        table.fault("definition.tie_with_ref", "ref", kind=kind.value)
    return TieStep(kind, ref)


def _cut(table: Table) -> CutRule | None:
    cut = table.table("cut", required=False)
    return read_closed(cut, _cut_rule) if cut else None


def _cut_rule(table: Table) -> CutRule:
    return CutRule(
        kind=table.choice("kind", CutKind),
        count=table.whole("count", 1, default=0),
        threshold=table.number_or_none("threshold"),
        tie=table.word("tie", TIE_AT_CUT, "ask"),
    )


def _combination(table: Table, round_id: RoundId) -> Combination | Undecided:
    point = table.undecided("combination")
    if point is not None:
        return point
    weights = table.table("combination", required=False)
    if weights is None:
        return Combination(((round_id, Fraction(1)),))
    return Combination(tuple((RoundId(key), _weight(weights, key)) for key in weights.raw))


def _weight(table: Table, key: str) -> Fraction:
    weight = as_number(table.raw[key])
    if weight is None:
        table.fault("definition.not_number", shown(key), written=shown(table.raw[key]))
    return weight or Fraction(0)
