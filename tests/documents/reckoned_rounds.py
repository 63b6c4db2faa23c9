"""Rounds that the engine scored and ranked, filled into workbooks of the summary as the desk does."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Final

from judge_desk.contest.counting.aggregation import EntryScore, Sheet, score_round, used
from judge_desk.contest.counting.combination import Combined, EarlierRound, combine
from judge_desk.contest.counting.methods import mean
from judge_desk.contest.counting.ranking import Place, Standing, rank_standings, standing, standings, tie_context
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.rulebook.rubric import Criterion, LeafKind, Penalty, judged_leaves, total, worth
from judge_desk.contest.rulebook.rules import Combination, RankOn, ScoreMethod, ScoreRule, TieBreak, TieStep
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import CriterionId, EntryCode, RoundId, Seat
from judge_desk.contest.values.numbers import ROUNDING
from judge_desk.documents import content as c
from judge_desk.documents.content_workbook import CriterionMarks, FinalPart, SummaryWorkbookContent, WorkbookRow
from tests.contest.marking import OUTLIERS, ROUND, decide, leaf, round_of, rubric, sheet, sheets
from tests.documents.samples import HEAD

ODD: Final = CriterionId("phat")
"""A leaf that no judge marks: points off."""


RULES: Final = (
    *((ScoreMethod.MEAN, rounding) for rounding in ROUNDING),
    (ScoreMethod.TRIMMED_MEAN, "half_up"), (ScoreMethod.TRIMMED_MEAN, "down"),
    (ScoreMethod.MEDIAN, "half_even"), (ScoreMethod.MEDIAN, "up"),
    (ScoreMethod.SUM_OF_PLACES, "half_up"), (ScoreMethod.SUM_OF_PLACES, "half_even"),
    (ScoreMethod.STANDARDISED, "half_up"),
)  # fmt: skip
VECTORS: Final = """
001-3 77 80 82 - -
002-1 60 85 88 90 87
003-7 78 78,5 - - -
004-4 80 80 79 - -
005-5 79,5 79,5 80 80 79,5
006-6 R 80 81 82 83
"""
"""Means without end, an outlier, a half that binary fractions get wrong, a tie made by rounding, a recusal."""


def content_of(
    round_: Round, given: tuple[Sheet, ...], earlier: tuple[EarlierRound, ...] = ()
) -> SummaryWorkbookContent:
    """Score and rank a round, let people decide some questions and some ties, and fill the workbook."""
    scores = score_round(given, round_, ())
    open_ones = [score.code for score in scores if score.questions][::2]
    decisions = tuple(decide(DecisionKind.SCORE, code, "7", 1 + n) for n, code in enumerate(open_ones))
    scores = score_round(given, round_, decisions)
    assert isinstance(round_.combination, Combination), "the rounds here combine by weights"
    weights = round_.combination.weights
    combined = combine(scores, round_, weights, earlier) if earlier else ()
    places = _places(round_, scores, combined, decisions)
    ordered = sorted(scores, key=lambda score: (score.code not in places, _number(places, score.code), score.code))
    seats = sorted({seat for each in given for seat in (*each.assigned, *each.excluded)})
    others = {r.round: weight for r in earlier for name, weight in weights if name == r.round}
    summary = c.SummaryContent(
        replace(HEAD, sample=False), tuple(c.JudgeColumn(seat, f"Giám khảo {seat}") for seat in seats),
        tuple(_row(score, places.get(score.code), seats, round_) for score in ordered), 2,
        c.Rules(round_.score, None), "Trưởng ban", "Thư ký",
    )  # fmt: skip
    finals = {each.code: each for each in combined}
    return SummaryWorkbookContent(
        summary,
        tuple(_more(score, places.get(score.code), finals.get(score.code), others) for score in ordered),
        tuple(c.SheetCriterion(e.id, e.title, e.maximum, worth(round_.rubric, e) / e.step, 2) for e in _leaves(round_)),
        tuple(_marks(round_, given, [score.code for score in ordered])),
        tuple(FinalPart(name, weight) for name, weight in others.items()),
        next((w for name, w in weights if name == round_.id), Fraction(1)),
    )


def _leaves(round_: Round) -> tuple[Criterion, ...]:
    return judged_leaves(round_.rubric)


def _places(
    round_: Round, scores: tuple[EntryScore, ...], combined: tuple[Combined, ...], decisions: tuple[Decision, ...]
) -> Mapping[EntryCode, Place]:
    """Rank, and let people part every other open tie."""
    known: Mapping[EntryCode, Standing | None] = standings(scores, round_.score)
    if combined:
        known = {each.code: standing(each.exact, each.official, round_.score) for each in combined}
    ascending = round_.score.method is ScoreMethod.SUM_OF_PLACES
    asked = (known, round_.ties, tie_context(scores, None, round_.ties))
    first = rank_standings(*asked, decisions, ascending)
    parted = tuple(
        decide(DecisionKind.TIE, " ".join(tie.codes), " ".join(reversed(tie.codes)), 500 + number)
        for number, tie in enumerate(first.ties[::2])
    )
    return {place.code: place for place in rank_standings(*asked, (*decisions, *parted), ascending).places}


def _number(places: Mapping[EntryCode, Place], code: EntryCode) -> int:
    return places[code].number if code in places else 0


def _row(score: EntryScore, place: Place | None, seats: list[Seat], round_: Round) -> c.SummaryRow:
    marks = {mark.seat: mark for mark in score.marks}
    recused = {seat for seat, _ in score.recused}
    cells = []
    for seat in seats:
        mark = marks.get(seat)
        if mark is not None:
            state = c.MarkState.LEFT_OUT if mark.left_out else c.MarkState.COUNTED
            cells.append(c.JudgeMark(state, mark.total))
        else:
            cells.append(c.JudgeMark(c.MarkState.RECUSED if seat in recused else c.MarkState.MISSING))
    totals = [mark.total for mark in used(score)]
    return c.SummaryRow(
        score.code, tuple(cells), sum(totals, Fraction(0)) if totals else None, _central(score, round_.score),
        score.spread, score.official, place.number if place else None, place.shared if place else False,
        decided=score.decision is not None, extra=score.extra,
    )  # fmt: skip


def _central(score: EntryScore, rule: ScoreRule) -> Fraction | None:
    if rule.method is ScoreMethod.MEDIAN:
        return score.median
    if rule.method in (ScoreMethod.MEAN, ScoreMethod.TRIMMED_MEAN):
        return mean([mark.total for mark in used(score)]) + score.extra if used(score) else None
    if score.exact is None or score.decision is not None:
        return None
    return score.exact / len(used(score)) if rule.method is ScoreMethod.SUM_OF_PLACES else score.exact


def _more(
    score: EntryScore, place: Place | None, combined: Combined | None, others: Mapping[RoundId, Fraction]
) -> WorkbookRow:
    known = {name: value for name, _, value in combined.parts} if combined else {}
    return WorkbookRow(
        score.exact, tuple(known.get(name) for name in others), combined.official if combined else None,
        place.score if place else None,
    )  # fmt: skip


def _marks(round_: Round, given: tuple[Sheet, ...], order: list[EntryCode]) -> Iterator[CriterionMarks]:
    by_code = {each.code: each for each in given}
    for code in order:
        for seat, line in sorted(by_code[code].cast.items()):
            steps = [each for each in line.marks if each is not None]
            if not line.recused and len(steps) == len(_leaves(round_)):
                marks = tuple(n * each.step for each, n in zip(_leaves(round_), steps, strict=True))
                added = {each.id: n for each, n in zip(_leaves(round_), steps, strict=True)}
                yield CriterionMarks(code, seat, marks, total(round_.rubric, added))


def _picture(chance: random.Random, rows: int, judges: int, leaves: int, even: bool) -> str:
    """Draw marks on few levels, so that halves, ties and outliers are frequent; now and then no mark."""
    lines = []
    for number in range(1, rows + 1):
        level = chance.choice((8, 20, 60))
        cells = []
        for _ in range(judges):
            marks = "/".join(_quarter(min(99, max(0, level + chance.randint(-1, 1))), chance) for _ in range(leaves))
            cells.append(marks if even or chance.random() > 0.12 else chance.choice("R-x"))
        if chance.random() < 0.1:
            cells[0] = "/".join(["99"] * leaves)
        lines.append(f"{number:03d}-0 " + " ".join(cells))
    return "\n".join(lines)


def _quarter(level: int, chance: random.Random) -> str:
    return f"{level},{chance.choice(('0', '25', '5', '75'))}"


def rounds() -> dict[str, SummaryWorkbookContent]:
    """Give one round for every method, and every way of rounding twice, one with points off, one over two rounds."""
    chance, found = random.Random(41), {}
    for number, (method, rounding) in enumerate(RULES):
        even, whole = (
            method is ScoreMethod.SUM_OF_PLACES,
            method in (ScoreMethod.SUM_OF_PLACES, ScoreMethod.STANDARDISED),
        )
        # A third as a coefficient: totals that no decimal fraction writes.
        leaves = (leaf("1", 100), leaf("2", 100, coefficient=Fraction(1, 3))) if number % 2 else (leaf("1", 100),)
        shape = rubric(*leaves)
        rank_on = RankOn.EXACT if number % 3 == 0 else RankOn.ROUNDED
        score = ScoreRule(method, number % 3, rounding, rank_on, 2, 1 if method is ScoreMethod.TRIMMED_MEAN else 0)
        steps = (TieStep(TieBreak.MEDIAN),) if number % 4 == 0 else ()
        round_ = round_of(score, shape, None if whole else OUTLIERS, ties=steps)
        found[f"{method}-{rounding}"] = content_of(round_, sheets(_picture(chance, 15, 5, len(leaves), even), shape))
    found["vectors"] = content_of(
        round_of(ScoreRule(ScoreMethod.MEAN, 1, "half_up", RankOn.ROUNDED, 1), None, OUTLIERS), sheets(VECTORS)
    )
    return found | {"points-off": _points_off(chance), "two-rounds": _two_rounds(chance)}


def drawn_round(
    chance: random.Random, rule: tuple[ScoreMethod, str], decimals: int, trim: int
) -> SummaryWorkbookContent:
    """Draw a small round under a rule."""
    method, rounding = rule
    even = method is ScoreMethod.SUM_OF_PLACES
    trim = trim if method is ScoreMethod.TRIMMED_MEAN else 0
    score = ScoreRule(method, decimals, rounding, chance.choice(tuple(RankOn)), chance.randint(1, 3), trim)
    round_ = round_of(score, None, None if even else chance.choice((None, OUTLIERS)))
    return content_of(round_, sheets(_picture(chance, 6, chance.randint(1, 7), 1, even)))


def _points_off(chance: random.Random) -> SummaryWorkbookContent:
    """Give a round where the organisers take points off, some entries ending below zero."""
    off = Criterion(
        ODD, "Trừ quá giờ", kind=LeafKind.PENALTY, step=Fraction(1, 4), penalty=Penalty(per_minute=Fraction(1))
    )
    shape = rubric(leaf("1", 100), off)
    round_ = round_of(ScoreRule(ScoreMethod.MEAN, 1, "half_up", RankOn.ROUNDED, 1), shape)
    judged = rubric(leaf("1", 100))
    lines = _picture(chance, 20, 4, 1, even=False).splitlines()
    given = (replace(sheet(line, judged), extra={ODD: Fraction(chance.randint(0, 60), 4)}) for line in lines)
    return content_of(round_, tuple(given))


def _two_rounds(chance: random.Random) -> SummaryWorkbookContent:
    weights = ((RoundId("vong-1"), Fraction(1, 3)), (RoundId(ROUND), Fraction(2, 3)))
    score = ScoreRule(ScoreMethod.MEAN, 2, "half_even", RankOn.EXACT, 1)
    round_ = round_of(score, combination=Combination(weights))
    given = sheets(_picture(chance, 24, 3, 1, even=False), round_.rubric)
    before = {each.code: Fraction(chance.randint(500, 990), 10) for each in given if each.code != "007-0"}
    return content_of(round_, given, (EarlierRound(RoundId("vong-1"), before),))
