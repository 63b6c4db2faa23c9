"""Measures that are taken as they stand: cells of a subject's row, and official scores of judged rounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from judge_desk.contest.counting.aggregation import lower_is_better
from judge_desk.contest.reviewing.absence import Policy
from judge_desk.contest.reviewing.authorship import Marked, marked_people
from judge_desk.contest.reviewing.case import Case, Found, Values, result, without, written
from judge_desk.contest.reviewing.outcome import RoundScores, Subject
from judge_desk.contest.reviewing.sources import Source, source_of, stopped
from judge_desk.contest.rulebook.definition import find_round
from judge_desk.contest.rulebook.measured import column_of
from judge_desk.contest.rulebook.reviews import Measure, Missing, Over, Subjects
from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.identity import EntryCode

Facts = Mapping[str, str | int]
BLANK: Final = "–"


# --- column ------------------------------------------------------------------------------------------------------


def column(case: Case, measure: Measure, who: Sequence[Subject]) -> Values:
    """Take cells of a subject's row; several periods become one by ``over``."""
    source = source_of(case, measure)
    titled = column_of(source.part, source.column)
    policy = Policy(case, measure, source.part.title, titled.title if titled is not None else source.column)
    titles = {each.id: each.title for each in source.part.periods}
    known: dict[tuple[str, ...], Found] = {}
    return {each.code: _column(source, policy, titles, each, known) for each in who}


def _column(
    source: Source, policy: Policy, titles: Mapping[str, str], subject: Subject, known: dict[tuple[str, ...], Found]
) -> Found:
    """Take a subject's cells; ``known`` keeps what the same cells came to before, for many people have the same."""
    open_ = stopped(source, policy.measure, subject)
    if open_ is not None:
        return open_
    if len(source.sheets) == 1 and len(rows := source.sheets[0].of(subject)) == 1:
        text = source.sheets[0].table.cell(rows[0], source.column)
        if (text,) in known:
            return known[text,]
    cells = [
        (sheet.period, cell)
        for sheet in source.sheets
        for cell in [sheet.table.cell(row, source.column) for row in sheet.of(subject)] or [""]
    ]
    texts = tuple(cell for _, cell in cells)
    if texts in known:
        return known[texts]
    if _undone(policy.measure) and len(source.sheets) == 1 and len(texts) > 1 and any(texts):
        # Somebody with several rows, one of them blank: which of them counts is not for the blank to say.
        policy.case.asked.several_figures(policy.measure.title, subject.code)
        told = listed(cell or BLANK for cell in texts)
        return without(policy.measure, "undecided", "working.several_figures", True, figures=told)
    absent = [policy.absent(subject, titles.get(period, "")) for period, cell in cells if not cell]
    lacking = next((each for each in absent if each is not None), None)
    if lacking is not None:
        return lacking
    blank = Fraction(0) if policy.zero else None
    figures = [value if (value := _value_in(source, cell)) is not None else blank for cell in texts]
    told = listed(BLANK if each is None else written(each) for each in figures)
    held = [each for each in figures if each is not None]
    found = _over_steps(source, policy.measure, held, told) or _over_periods(policy, subject, held, told)
    if not found.open:
        known[texts] = found
    return found


def _undone(measure: Measure) -> bool:
    """Say whether the rules speak of one figure and do not leave blank ones out."""
    return measure.over is Over.ONLY and measure.missing is not Missing.LEAVE_OUT


def _value_in(source: Source, cell: str) -> Fraction | None:
    return source.sheets[0].table.texts.value(cell)


def _over_periods(policy: Policy, subject: Subject, figures: list[Fraction], told: str) -> Found:
    measure = policy.measure
    facts: Facts = {"figures": told, "count": len(figures)}
    over = measure.over if isinstance(measure.over, Over) else Over.ONLY
    if not figures:
        return without(measure, "missing", "working.missing")
    if over is Over.ONLY:
        if len(figures) > 1:
            policy.case.asked.several_figures(measure.title, subject.code)
            return without(measure, "undecided", "working.several_figures", True, figures=told)
        return result(measure, figures[0], "working.column", facts)
    return result(measure, PERIODS[over](figures), f"working.column_{over}", facts)


def _over_steps(source: Source, measure: Measure, figures: list[Fraction], told: str) -> Found | None:
    """Compare each period with the one before it; None where ``over`` does not ask for that, or there is no figure."""
    over = measure.over
    if not isinstance(over, Over) or over not in STEPS or not figures:
        return None
    pairs = list(pairwise(figures))
    if not pairs:
        return without(measure, "missing", "working.no_step", figures=told)
    titled = column_of(source.part, source.column)
    exact = STEPS[over](pairs, titled.most if titled is not None else None)
    facts = {"figures": told, "steps": listed(written(after - before) for before, after in pairs)}
    return result(measure, exact, f"working.column_{over}", facts)


Pairs = Sequence[tuple[Fraction, Fraction]]


def _smallest(pairs: Pairs, _: Fraction | None) -> Fraction:
    return min(after - before for before, after in pairs)


def _latest_step(pairs: Pairs, _: Fraction | None) -> Fraction:
    before, after = pairs[-1]
    return after - before


def _not_rising(pairs: Pairs, _: Fraction | None) -> Fraction:
    return Fraction(sum(after <= before for before, after in pairs))


def _not_rising_below_full(pairs: Pairs, full: Fraction | None) -> Fraction:
    return _not_rising([pair for pair in pairs if pair != (full, full)], full)


STEPS: Final[Mapping[Over, Callable[[Pairs, Fraction | None], Fraction]]] = {
    Over.RISE: _smallest,
    Over.LAST_RISE: _latest_step,
    Over.NOT_RISING: _not_rising,
    Over.NOT_RISING_BELOW_FULL: _not_rising_below_full,
}
"""What two periods after each other say; the column's full mark, where it has one."""


def mean(figures: Sequence[Fraction]) -> Fraction:
    """Give the exact mean of at least one figure."""
    return sum(figures, Fraction(0)) / len(figures)


def total(figures: Sequence[Fraction]) -> Fraction:
    """Give the exact sum."""
    return sum(figures, Fraction(0))


def _last(figures: Sequence[Fraction]) -> Fraction:
    return figures[-1]


PERIODS: Final[Mapping[Over, Callable[[Sequence[Fraction]], Fraction]]] = {
    Over.MEAN: mean,
    Over.SUM: total,
    Over.LEAST: min,
    Over.MOST: max,
    Over.LATEST: _last,
}
"""How figures of several periods become one."""


# --- round -------------------------------------------------------------------------------------------------------


def official_scores(case: Case, measure: Measure, who: Sequence[Subject]) -> Values:
    """Take the official scores of the unit's entries in a judged round, of a person those that it is an author of."""
    round_ = find_round(case.definition, measure.round or "")
    title = round_.title if round_ is not None else str(measure.round)
    scores = next((each for each in case.evidence.rounds if each.round == measure.round), None)
    if scores is not None and not scores.named:
        case.asked.ask("review.codes_closed", case.asked.title, round=title, round_id=str(measure.round))
        scores = None
    elif scores is None or not scores.final:
        case.asked.ask("review.round_open", case.asked.title, round=title, round_id=str(measure.round))
    if scores is None:
        return {each.code: without(measure, "missing", "working.round_open", True, round=title) for each in who}
    if scores.unknown:
        case.asked.ask("review.unit_unknown", case.asked.title, round=title, units=listed(sorted(scores.unknown)))
    policy = Policy(case, measure, title, measure.title)
    persons = case.review.subjects is Subjects.PERSONS
    marked = marked_people(case, scores, title) if persons else _of_units(scores, who)
    ascending = round_ is not None and lower_is_better(round_.score)
    sure = scores.final and not scores.unknown
    return {each.code: _score(policy, each, marked, ascending, sure) for each in who}


def _of_units(scores: RoundScores, who: Sequence[Subject]) -> Marked:
    found: dict[str, list[tuple[EntryCode, Fraction]]] = {}
    for code in sorted(scores.official):
        for unit in dict.fromkeys(scores.units.get(code, ())):  # two names of one unit are that unit once
            found.setdefault(unit, []).append((code, scores.official[code]))
    return Marked({each.code: found.get(each.unit_code, []) for each in who})


def _score(policy: Policy, subject: Subject, marked: Marked, ascending: bool, sure: bool) -> Found:
    measure = policy.measure
    if subject.code in marked.unsure:
        return without(measure, "undecided", "working.author_unclear", True)
    entries = marked.entries.get(subject.code, ())
    over = measure.over if isinstance(measure.over, Over) else Over.ONLY
    figures = [value for _, value in entries]
    facts: Facts = {"figures": listed(f"{code}: {written(value)}" for code, value in entries), "count": len(entries)}
    if over is Over.PAPERS:
        return result(measure, Fraction(len(entries)), "working.round_papers", facts, not sure)
    if not figures and not sure:
        return without(measure, "missing", "working.missing", True)
    if not figures:
        found = policy.absent(subject, "")
        if found is not None or not policy.zero:
            return found or without(measure, "missing", "working.missing")
        return result(measure, Fraction(0), "working.round_none", {})
    if over is Over.ONLY and len(figures) > 1:
        policy.case.asked.several_figures(measure.title, subject.code)
        return without(measure, "undecided", "working.several_figures", True, figures=str(facts["figures"]))
    if over in (Over.ONLY, Over.BEST):
        best = min(figures) if ascending else max(figures)
        return result(measure, best, "working.round_best", facts, not sure)
    exact = mean(figures) if over is Over.MEAN else total(figures)
    return result(measure, exact, f"working.round_{over}", facts, not sure)
