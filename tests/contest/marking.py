"""A small notation for marks, so that a test reads like the table on the wall.

One line for each entry: ``A 77 80 82`` gives seats 1, 2 and 3; ``R`` is a recusal, ``-`` an absent judge, ``x`` a seat
kept away at assignment. Several criteria are parted by a slash: ``A 10/20 12/18``. A comma is the decimal sign.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from judge_desk.contest.counting.aggregation import EntryScore, Sheet, score_round
from judge_desk.contest.counting.ranking import Ranking, rank, tie_context
from judge_desk.contest.merge.ballots import Ballot, BallotState, Line, Lines, SealedBallot, Source
from judge_desk.contest.merge.merging import Condition, Issued, PanelView, SeatView
from judge_desk.contest.register.packages import ManifestEntry
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.rulebook.definition import Definition, Head, PanelRule, Round, Spread
from judge_desk.contest.rulebook.rubric import Criterion, Rubric
from judge_desk.contest.rulebook.rules import (
    Action,
    Combination,
    CutRule,
    DisagreementRule,
    Measure,
    PrizeTable,
    RankOn,
    ScoreMethod,
    ScoreRule,
    Tier,
    TieStep,
    Undecided,
)
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import ContestId, CriterionId, Digest, EntryCode, JudgeId, RoundId, Seat
from judge_desk.contest.values.numbers import parse_decimal, to_steps

ROUND: Final = RoundId("so-khao")
THIRD_OPEN: Final = Undecided("rounds.so-khao.disagreement.tiers.2.action", "TT6-c")
INTERVIEW: Final = DisagreementRule(
    Measure.RANGE,
    (
        Tier(Fraction(0), True, Action.MEAN),
        Tier(Fraction(5), False, Action.CHAIR),
        Tier(Fraction(10), True, THIRD_OPEN),
    ),
)
"""The tiers of Thông tư 6/2020/TT-BNV, Điều 31.2; what holds from 10 on is not known."""
OUTLIERS: Final = DisagreementRule(
    Measure.DISTANCE, (Tier(Fraction(0), True, Action.MEAN), Tier(Fraction(15), False, Action.DROP))
)
"""Marks more than 15 from the initial mean are not counted."""


def f(text: str) -> Fraction:
    return parse_decimal(text)


def leaf(name: str, maximum: int, **changes: object) -> Criterion:
    return Criterion(CriterionId(name), f"Tiêu chí {name}", maximum=Fraction(maximum), step=Fraction(1, 4), **changes)  # type: ignore[arg-type]  # keywords of the dataclass, given by name


def rubric(*leaves: Criterion, maximum: int = 100) -> Rubric:
    return Rubric(leaves or (leaf("1", maximum),), Fraction(maximum), sample=True)


def rule(
    decimals: int = 2,
    method: ScoreMethod = ScoreMethod.MEAN,
    rank_on: RankOn = RankOn.ROUNDED,
    minimum: int = 1,
    trim: int = 0,
) -> ScoreRule:
    return ScoreRule(method, decimals, "half_up", rank_on, minimum, trim)


def round_of(
    score: ScoreRule | None = None,
    rubric_: Rubric | None = None,
    disagreement: DisagreementRule | Undecided | None = None,
    ties: tuple[TieStep, ...] | Undecided = (),
    cut: CutRule | Undecided | None = None,
    combination: Combination | Undecided | None = None,
    name: str = ROUND,
    quorum: Fraction = Fraction(2, 3),
) -> Round:
    return Round(
        id=RoundId(name),
        title=f"Vòng {name}",
        blind=True,
        panel=PanelRule(Spread.ALL, 0, 1, quorum=quorum),
        rubric=rubric_ or rubric(),
        score=score or rule(),
        disagreement=disagreement,
        ties=ties,
        cut=cut,
        combination=combination or Combination(((RoundId(name), Fraction(1)),)),
    )


def sheet(line: str, rubric_: Rubric | None = None) -> Sheet:
    code, *cells = line.split()
    leaves = (rubric_ or rubric()).criteria
    seats = {Seat(number): cell for number, cell in enumerate(cells, 1)}
    cast = {seat: _line(code, cell, leaves) for seat, cell in seats.items() if cell not in "-x"}
    assigned = tuple(seat for seat, cell in seats.items() if cell != "x")
    excluded = {seat: "same_unit" for seat, cell in seats.items() if cell == "x"}
    return Sheet(EntryCode(code), assigned, cast, excluded=excluded)


def _line(code: str, cell: str, leaves: tuple[Criterion, ...]) -> Line:
    if cell == "R":
        return Line(EntryCode(code), (None,) * len(leaves), recused=True, reason="cùng đơn vị")
    marks = zip(cell.split("/"), leaves, strict=True)
    return Line(EntryCode(code), tuple(to_steps(f(mark), each.step) for mark, each in marks))


def sheets(picture: str, rubric_: Rubric | None = None) -> tuple[Sheet, ...]:
    return tuple(sheet(line, rubric_) for line in picture.strip().splitlines())


def scores_of(picture: str, round_: Round | None = None, *decisions: Decision) -> dict[str, EntryScore]:
    held = round_ or round_of()
    return {score.code: score for score in score_round(sheets(picture, held.rubric), held, decisions)}


def one(line: str, round_: Round | None = None, *decisions: Decision) -> EntryScore:
    return next(iter(scores_of(line, round_, *decisions).values()))


def ranked(picture: str, round_: Round | None = None, *decisions: Decision) -> Ranking:
    held = round_ or round_of()
    scores = tuple(scores_of(picture, held, *decisions).values())
    return rank(scores, held.score, held.ties, tie_context(scores, None, held.ties), decisions)


def drawn(ranking: Ranking) -> str:
    """Draw a ranking: ``1A 2B= 2C= 4D``; ``=`` marks a shared place."""
    return " ".join(f"{place.number}{place.code}{'=' if place.shared else ''}" for place in ranking.places)


def decide(
    kind: DecisionKind, about: str, value: str, number: int = 1, round_id: str = ROUND, among: str = ""
) -> Decision:
    return Decision(
        number=number,
        round=RoundId(round_id),
        kind=kind,
        about=tuple(about.split()),
        value=value,
        among=tuple(Digest(each) for each in among.split()),
        reason="Theo biên bản",
        people=("Nguyễn Văn A (Trưởng ban)",),
        stated_time="2024-11-26T10:00",
    )


def contest(*rounds: Round, tables: tuple[PrizeTable, ...] = ()) -> Definition:
    return Definition(
        id=ContestId("thu"),
        version=1,
        title="Cuộc thi thử",
        short_title="Thử",
        plan="Kế hoạch",
        bases=(),
        head=Head("", "", "", ""),
        fields=(),
        entrants=(),
        receipt=None,
        parts=(),
        rounds=rounds,
        prize_tables=tables,
        digest="ab" * 32,
    )


def digest_of(seat: int) -> Digest:
    return Digest(f"{seat:064x}")


def view_of(picture: str, rubric_: Rubric | None = None, name: str = ROUND, withdrawn: str = "") -> PanelView:
    """Make the panel's view of a picture: one counted ballot for each column that has any mark or recusal."""
    rows = sheets(picture, rubric_)
    numbers = sorted({seat for row in rows for seat in (*row.assigned, *row.excluded)})
    entries = tuple(ManifestEntry(r.code, "", r.assigned, (), withdrawn=r.code in withdrawn.split()) for r in rows)
    holders = tuple(SeatHolder(seat, JudgeId(f"gk{seat}"), f"GK {seat}") for seat in numbers)
    shape = rubric_ or rubric()
    issued = Issued(
        ContestId("thu"), RoundId(name), Digest("ab" * 32), ((1, Digest("cd" * 32)),), holders, entries, shape
    )
    return PanelView(issued, tuple(_seat_view(seat, rows, issued) for seat in numbers), (), ())


def _seat_view(seat: Seat, rows: tuple[Sheet, ...], issued: Issued) -> SeatView:
    lines = tuple(row.cast[seat] for row in rows if seat in row.cast)
    if not lines:
        return SeatView(seat, f"GK {seat}", Condition.MISSING, None, (), False, None)
    columns = tuple(each.id for each in issued.rubric.criteria)
    ballot = Ballot(
        issued.contest, issued.round, issued.definition, issued.packages[0][1], seat, f"GK {seat}", "00" * 32, 1, "",
        "0" * 32, BallotState.COMPLETE, Source.DEVICE, "", columns, Lines.of(lines),
    )  # fmt: skip
    return SeatView(seat, f"GK {seat}", Condition.COUNTED, SealedBallot(digest_of(seat), ballot), (), True, None)
