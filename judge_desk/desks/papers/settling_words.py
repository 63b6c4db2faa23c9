"""Cases of disagreement and figures of a panel in words, the same in window, terminal and paper."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from judge_desk.contest.counting.absence import Effect
from judge_desk.contest.counting.ranking import Place
from judge_desk.contest.counting.settling import Case
from judge_desk.contest.counting.statistics import JudgeFigures, PanelFigures
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.rulebook.rules import Action, DisagreementRule, Undecided
from judge_desk.contest.values.numbers import round_to
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.figures import decimal, mark, shortest, whole
from judge_desk.wording.figures import place as place_words
from judge_desk.wording.words import capitalised

FIGURE_DECIMALS: Final = 2
CHANCE_DECIMALS: Final = 4
COLUMNS: Final = ("seat", "judge", "entries", "mean", "lowest", "highest", "deviation", "severity", "correlation")
"""Columns of the table of judges, keys of ``stats.head``."""


def tier_words(case: Case, round_: Round, language: str = "vi") -> str:
    """Say the tier of a case and what it asks for: ``Từ 10 điểm: chấm lần ba``; without a tier, the next step."""
    catalogue = open_catalogue(language)
    rule, tier = round_.disagreement, case.score.tier
    if not isinstance(rule, DisagreementRule) or tier is None:
        return catalogue.say(f"settle.step.{case.step}")
    return capitalised(
        catalogue.say(
            "settle.bound.tier",
            bounds=_bounds(rule, tier, catalogue),
            action=_action(rule.tiers[tier].action, catalogue),
        )
    )


def _action(action: Action | Undecided, catalogue: Catalogue) -> str:
    if isinstance(action, Undecided):
        return catalogue.say("handling.undecided", point=action.code or action.key)
    return catalogue.say("settle.bound.mean") if action is Action.MEAN else catalogue.say(f"handling.{action}")


def _bounds(rule: DisagreementRule, tier: int, catalogue: Catalogue) -> str:
    here, language = rule.tiers[tier], catalogue.language
    low = catalogue.say(
        "settle.bound.low_in" if here.included else "settle.bound.low_out", low=shortest(here.bound, language)
    )
    if tier + 1 == len(rule.tiers):
        return low
    above = rule.tiers[tier + 1]
    high = shortest(above.bound, language)
    if tier == 0:
        return catalogue.say("settle.bound.first_out" if above.included else "settle.bound.first_in", high=high)
    key = "settle.bound.high_out" if above.included else "settle.bound.high_in"
    return catalogue.say(key, low=low, high=high)


def proposal_words(case: Case, round_: Round, language: str = "vi") -> tuple[str, ...]:
    """Say what the readings of a case would give, none of them chosen."""
    catalogue = open_catalogue(language)
    return tuple(
        catalogue.say(f"settle.proposal.{each.key}", mark=mark(each.mark, round_.score.decimals, language))
        for each in case.proposals
    )


def effect_words(effect: Effect, language: str = "vi") -> str:
    """Say what a missing ballot does to a place, in two sentences."""
    catalogue = open_catalogue(language)
    say = catalogue.say
    fact = say(
        "settle.effect.recused" if effect.recused else "settle.effect.absent", seat=effect.seat, code=effect.code
    )
    place, other = _place(effect.place, catalogue), _place(effect.without, catalogue)
    if not effect.moves:
        return f"{fact} {say('settle.effect.same', place=place)}"
    return f"{fact} {say('settle.effect.moves', place=place, other=other, entries=effect.entries)}"


def _place(place: Place | None, catalogue: Catalogue) -> str:
    if place is None:
        return catalogue.say("settle.effect.no_place")
    return place_words(place.number, place.shared, catalogue.language)


# --- figures of the panel ------------------------------------------------------------------------------------------


def figure(value: Fraction | None, language: str = "vi", decimals: int = FIGURE_DECIMALS) -> str:
    """Write a figure for reading, rounded half up; a dash where it does not exist."""
    if value is None:
        return open_catalogue(language).say("stats.undefined")
    return decimal(round_to(value, decimals), decimals, language)


def signed(value: Fraction | None, language: str = "vi") -> str:
    """Write a difference with its sign."""
    text = figure(value, language)
    return f"+{text}" if value is not None and round_to(value, FIGURE_DECIMALS) > 0 else text


def judge_cells(judge: JudgeFigures, name: str, decimals: int, language: str = "vi") -> tuple[str, ...]:
    """Give one judge's row, in the order of :data:`COLUMNS`; ``decimals`` are those of marks."""
    return (
        str(judge.seat),
        name,
        whole(judge.entries, language),
        figure(judge.mean, language),
        mark(judge.lowest, decimals, language),
        mark(judge.highest, decimals, language),
        figure(judge.deviation, language),
        signed(judge.severity, language),
        figure(judge.correlation, language),
    )


def agreement_words(figures: PanelFigures, language: str = "vi") -> tuple[str, ...]:
    """Say concordance and intraclass correlation, one sentence each, or why they do not exist."""
    return (*_concordance(figures, language), *_intraclass(figures, language))


def _concordance(figures: PanelFigures, language: str) -> tuple[str, ...]:
    say, each = open_catalogue(language).say, figures.concordance
    if each.w is None:
        return (say("stats.no_w", reason=say(f"stats.reason.{each.reason}", entries=each.entries)),)
    facts = {"judges": whole(each.judges, language), "entries": whole(each.entries, language)}
    first = say("stats.w", w=figure(each.w, language), **facts)
    return first, say("stats.p", p=chance(each.probability, language), freedom=whole(each.freedom, language))


def chance(value: Fraction | None, language: str = "vi") -> str:
    """Write a probability with four decimals; a smaller one as being below the last of them."""
    least = Fraction(1, 10**CHANCE_DECIMALS)
    if value is not None and value < least:
        return open_catalogue(language).say("stats.less_than", bound=shortest(least, language))
    return figure(value, language, CHANCE_DECIMALS)


def _intraclass(figures: PanelFigures, language: str) -> tuple[str, ...]:
    say, each, one = open_catalogue(language).say, figures.agreement, figures.one_way
    if each.reason:
        said = say("stats.no_icc", reason=say(f"stats.reason.{each.reason}", entries=each.entries))
    else:
        single, average = figure(each.icc_2_1, language), figure(each.icc_2_k, language)
        said = say("stats.icc", single=single, average=average, judges=whole(each.judges, language))
    if one.icc is None:
        return said, say("stats.no_one_way")
    facts: Mapping[str, str] = {"entries": whole(one.entries, language), "marks": whole(one.marks, language)}
    return said, say("stats.one_way", icc=figure(one.icc, language), **facts)
