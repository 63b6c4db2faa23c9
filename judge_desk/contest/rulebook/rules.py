"""The rules of scoring, disagreement, ties, cuts and prizes, as values.

What no source decides is :class:`Undecided`: the engine stops and asks, it never picks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from judge_desk.contest.values.identity import CriterionId, RoundId


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to an open point: what it says in words, and the TOML value that it stands for."""

    title: str
    value: str


@dataclass(frozen=True, slots=True)
class Undecided:
    """A point that the rules leave open.

    Attributes:
        key: its place in the definition, e.g. ``rounds.so-khao.cut``.
        code: short name of the question, e.g. ``HG2``.
        question: the question as people would ask it.
        source: what the plan says, and where.
        choices: answers to choose from; none of them is proposed. Another value may be given.
    """

    key: str
    code: str = ""
    question: str = ""
    source: str = ""
    choices: tuple[Choice, ...] = ()


class ScoreMethod(StrEnum):
    """How ballots make the official score (điểm chính thức)."""

    MEAN = "mean"
    TRIMMED_MEAN = "trimmed_mean"
    MEDIAN = "median"
    SUM_OF_PLACES = "sum_of_places"
    STANDARDISED = "standardised"


class RankOn(StrEnum):
    """Whether places follow the rounded official score or the exact one."""

    ROUNDED = "rounded"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """How one round's ballots become an official score.

    Recused and absent judges never count as zero: the method runs over the ballots that are there.

    Attributes:
        method: see :class:`ScoreMethod`.
        decimals, rounding: the one rounding of this round; ``rounding`` is a key of ``numbers.ROUNDING``.
        rank_on: what decides places.
        minimum_ballots: an entry with fewer counted ballots gets no official score but a question.
        trim: ballots left out at each end by the trimmed mean.
        source, sample: where the rule comes from; True when no source gives it.
    """

    method: ScoreMethod
    decimals: int
    rounding: str
    rank_on: RankOn
    minimum_ballots: int
    trim: int = 0
    source: str = ""
    sample: bool = False


class Measure(StrEnum):
    """What a disagreement is measured by, on the judges' totals of one entry."""

    RANGE = "range"
    DISTANCE = "distance"


class Action(StrEnum):
    """What a tier of disagreement asks for. First marks always stay."""

    MEAN = "mean"
    CHAIR = "chair_after_dialogue"
    THIRD = "third_marking"
    DROP = "drop_outliers"
    JOINT = "joint_vote"


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier: it holds from ``bound`` (that value itself only if ``included``) to the next tier's bound."""

    bound: Fraction
    included: bool
    action: Action | Undecided


@dataclass(frozen=True, slots=True)
class DisagreementRule:
    """Tiers in ascending order; the first starts at 0 included.

    Attributes:
        measure: range (max - min) or largest distance from the initial mean.
        tiers: see :class:`Tier`; ``DROP`` leaves out, once, the ballots whose distance lies in that tier.
        source, sample: where the rule comes from.
    """

    measure: Measure
    tiers: tuple[Tier, ...]
    source: str = ""
    sample: bool = False


class TieBreak(StrEnum):
    """One step of the chain that parts equal scores."""

    CRITERION = "criterion"
    EARLIER_ROUND = "earlier_round"
    MEDIAN = "median"
    VOTE = "vote"
    OFFICE = "office"


@dataclass(frozen=True, slots=True)
class TieStep:
    """A tie-break and what it refers to: a criterion's id, a round's id, or an office that decides."""

    kind: TieBreak
    ref: str = ""


class CutKind(StrEnum):
    """How the shortlist (danh sách vào vòng trong) is cut."""

    TOP = "top"
    THRESHOLD = "threshold"
    TOP_AND_THRESHOLD = "top_and_threshold"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class CutRule:
    """Who goes on. A tie across the line is a question unless ``tie`` says otherwise.

    Attributes:
        kind: see :class:`CutKind`.
        count: places, for ``TOP`` kinds.
        threshold: smallest official score, for ``THRESHOLD`` kinds.
        tie: ``ask``, ``all_in`` or ``all_out``.
    """

    kind: CutKind
    count: int = 0
    threshold: Fraction | None = None
    tie: str = "ask"


@dataclass(frozen=True, slots=True)
class Combination:
    """How a round's final score is made from several rounds' official scores.

    Attributes:
        weights: (round, weight) pairs; only the own round with weight 1 means "no combination".
    """

    weights: tuple[tuple[RoundId, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Prize:
    """One kind of prize.

    Attributes:
        id, title: ``nhat``, ``Giải Nhất``.
        count: how many are given.
        money: đồng for each.
        gift: what else is given.
        certificate, signer: paper and who signs it, e.g. Bằng khen, Chủ tịch UBND tỉnh.
    """

    id: str
    title: str
    count: int
    money: int = 0
    gift: str = ""
    certificate: str = ""
    signer: str = ""


@dataclass(frozen=True, slots=True)
class PrizeTable:
    """A table of prizes for one class of entrants, filled from the ranking of one round or of one review.

    Attributes:
        id, title: name of the table.
        round, review: whose ranking fills it: one of the two.
        prizes: in order, highest first.
        entrants: kinds that compete in it; empty means all in one pool.
        minimum: smallest official score for a prize; None means the rules set none.
        per_unit, per_author: most prizes of one unit or author; None means no limit.
        vacancy: a prize may stay vacant; sharing: it may be shared.
        special: text of a clause on an outstanding entry, decided by hand.
        filters: names of conditions on other parts, e.g. ``no_zero``; in a table of a review ``is:<column>:<value>``
            (a text cell of the subject's row, e.g. its block), ``meets:<gate>`` and ``not_in:<table>``.
        money_source: where the prize money comes from, as the plan says; empty leaves it for ink.
    """

    id: str
    title: str
    round: RoundId | None
    prizes: tuple[Prize, ...]
    entrants: tuple[str, ...] = ()
    minimum: Fraction | Undecided | None = None
    per_unit: int | Undecided | None = None
    per_author: int | Undecided | None = None
    vacancy: bool = True
    sharing: bool = False
    special: str = ""
    filters: tuple[str, ...] = ()
    money_source: str = ""
    review: RoundId | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition that an entry must meet to go on: pass mark of a criterion, or no zero."""

    kind: str
    criterion: CriterionId
