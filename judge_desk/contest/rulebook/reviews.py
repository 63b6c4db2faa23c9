"""Reviews (đợt xét): awards that rest on figures, on results of rounds and on a council, instead of a panel's ballots.

A review goes over subjects (units of the roster, or persons of an imported sheet), works out the measures that the
rules name, lets through who meets the gates, orders them, and fills its prize tables. Whatever no source decides is
:class:`judge_desk.contest.rulebook.rules.Undecided` and asked; every definition names the paper its reviews come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from judge_desk.contest.rulebook.rubric import Formula
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.identity import RoundId


class Take(StrEnum):
    """What a measure is taken from.

    ================  ==========================================================================================
    take              value of a subject
    ================  ==========================================================================================
    ``column``        cell of its row in ``part`` (``column``); several ``periods`` become one by ``over``
    ``rows``          the rows of a unit's people in ``part`` (``column``, ``periods``), made one by ``over``
    ``round``         official scores of the unit's (the person's) entries in ``round``, made one by ``over``
    ``ratio``         first of ``of`` divided by the second; no whole, no value
    ``points``        ``formula`` over the first of ``of``, over all subjects that have it
    ``scaled``        first of ``of`` times ``to`` divided by ``most`` (another maximum for the same thing)
    ``sum``           sum of ``of``; those that are not of the subject's branch (``when``) are left out
    ``weighted``      sum of ``of`` each times its share in ``weights``
    ``place``         place of the subject by the first of ``of``, 1 for the largest (1, 2, 2, 4)
    ``group``         number of the level of ``levels`` that the first of ``of`` lies in
    ``distance``      how far the first of ``of`` lies from the second, always 0 or more
    ``rows_at_most``  how many rows of the subject's part and period stand at full mark (for a prediction)
    ``prize``         1 for a subject that has a prize in ``table``, a table of a review before this one, else 0
    ================  ==========================================================================================
    """

    COLUMN = "column"
    ROWS = "rows"
    ROUND = "round"
    RATIO = "ratio"
    POINTS = "points"
    SCALED = "scaled"
    SUM = "sum"
    WEIGHTED = "weighted"
    PLACE = "place"
    GROUP = "group"
    DISTANCE = "distance"
    ROWS_AT_MOST = "rows_at_most"
    PRIZE = "prize"


class Over(StrEnum):
    """How several figures become one.

    For ``column`` over periods: ``ONLY`` (there is just one), ``MEAN``, ``SUM``, ``LEAST``, ``MOST``, ``LATEST``,
    ``RISE`` (the smallest step from one period to the next: above 0 when every one is higher than the one before),
    ``LAST_RISE`` (the step to the latest period alone), ``NOT_RISING`` (how many periods are not higher than the one
    before), ``NOT_RISING_BELOW_FULL`` (the same, but staying at the column's full mark is not counted).

    For ``rows``: ``PAPERS`` (rows), ``PAPERS_MEAN`` (rows by the number of periods), ``PERSONS`` (different people
    over all periods), ``PERSONS_MEAN`` (mean over the periods of the
    different people of each), ``MEAN`` and ``SUM`` of the column, ``MEAN_SHARE`` (its mean by the column's full mark,
    0 to 1), ``ZEROS`` (rows with 0), ``SHARE_FULL`` (share of rows at the column's full mark),
    ``SHARE_FROM`` (share of rows from ``bound`` up). For ``round``: ``BEST``, ``MEAN``, ``SUM`` of the entries.
    """

    ONLY = "only"
    MEAN = "mean"
    SUM = "sum"
    LEAST = "least"
    MOST = "most"
    LATEST = "latest"
    RISE = "rise"
    LAST_RISE = "last_rise"
    NOT_RISING = "not_rising"
    NOT_RISING_BELOW_FULL = "not_rising_below_full"
    PAPERS = "papers"
    PAPERS_MEAN = "papers_mean"
    PERSONS = "persons"
    PERSONS_MEAN = "persons_mean"
    MEAN_SHARE = "mean_share"
    ZEROS = "zeros"
    SHARE_FULL = "share_full"
    SHARE_FROM = "share_from"
    BEST = "best"


class Missing(StrEnum):
    """What a blank or absent figure means.

    ``ASK`` a question that stops the review; ``LACKS`` the subject has no value, and so meets no gate on it;
    ``LEAVE_OUT`` it is left out and the rest counts; ``ZERO`` it counts as 0, which only the rules may say.
    """

    ASK = "ask"
    LACKS = "lacks"
    LEAVE_OUT = "leave_out"
    ZERO = "zero"


class Attempts(StrEnum):
    """Which of several rows of one person in one period count: each of them, the best, the first or the last."""

    EACH = "each"
    BEST = "best"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a classification (nhóm): from ``bound`` up (that value itself only if ``included``)."""

    number: int
    title: str
    bound: Fraction
    included: bool | Undecided = True


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure worked out for every subject, by name.

    Attributes:
        id, title: name, as printed.
        take: see :class:`Take`; the further fields are read as it says.
        part, column, periods: of the sheets; periods empty for all of the part.
        round: the judged round; of: ids of measures before this one.
        over: how several figures become one; attempts: which rows of one person count.
        attempt_by: column that orders the rows of one person in one period: for ``FIRST`` and ``LAST`` when each was
            made, the smallest first; for ``BEST`` what is best, the largest, empty for ``column`` itself.
        missing: what an absent figure means.
        weights: shares, as many as ``of``; formula: of ``points``; its ``measure`` is not read.
        to, most: of ``scaled``; bound: of ``SHARE_FROM``.
        levels: of ``group``, highest first.
        when: the branch it belongs to, ``column:value`` of the roster (or the subject's own row); empty for all.
        decimals: the one rounding of its value, half up; None to stay exact.
        unit: what it is counted in, for papers: ``%``, ``điểm``, ``người``.
        table: of ``prize``: the prize table of an earlier review over the same kind of subjects.
    """

    id: str
    title: str
    take: Take
    part: str = ""
    column: str | Undecided = ""
    periods: tuple[str, ...] = ()
    round: RoundId | None = None
    of: tuple[str, ...] = ()
    over: Over | Undecided = Over.ONLY
    attempts: Attempts | Undecided = Attempts.EACH
    missing: Missing | Undecided = Missing.ASK
    weights: tuple[Fraction, ...] | Undecided = ()
    formula: Formula | Undecided | None = None
    to: Fraction | None = None
    most: Fraction | None = None
    bound: Fraction | Undecided | None = None
    levels: tuple[Level, ...] = ()
    when: str = ""
    decimals: int | None = None
    unit: str = ""
    attempt_by: str = ""
    table: str = ""


class Test(StrEnum):
    """What a gate asks of a measure, or of people.

    ``AT_LEAST``, ``ABOVE``, ``AT_MOST``, ``BELOW``, ``EQUALS`` compare with ``bound``; ``PRESENT`` wants a value;
    ``TOP`` wants a place within ``bound`` by the measure among all subjects that have it; ``COUNCIL`` is judged by
    people, subject by subject; ``NOT_BARRED`` keeps out people whom the rules bar, and asks about namesakes.
    """

    __test__ = False

    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"
    EQUALS = "equals"
    PRESENT = "present"
    TOP = "top"
    COUNCIL = "council"
    NOT_BARRED = "not_barred"


class TieAtLine(StrEnum):
    """What a tie across the line of a ``TOP`` gate means; with ``ASK`` the review stops."""

    ASK = "ask"
    ALL_IN = "all_in"
    ALL_OUT = "all_out"


@dataclass(frozen=True, slots=True)
class ReviewGate:
    """One condition of a review (tiêu chuẩn, điều kiện); who fails it gets the reason's code.

    Attributes:
        id, title: name, as the plan says it.
        reason: code that stands beside who fails it, e.g. ``NO_CLIP``.
        test: see :class:`Test`; measure, bound: what it compares; tie: of ``TOP``.
        used: False where people must first decide whether the gate holds in this review at all.
        when: the branch it belongs to, as in :class:`Measure`.
        source: where the rule stands.
    """

    id: str
    title: str
    reason: str
    test: Test
    measure: str = ""
    bound: Fraction | Undecided | None = None
    tie: TieAtLine | Undecided = TieAtLine.ASK
    used: bool | Undecided = True
    when: str = ""
    source: str = ""


class OrderPolicy(StrEnum):
    """How the measures of ``by`` make one order; with ``COUNCIL`` people choose, and nothing is computed."""

    IN_TURN = "in_turn"
    WEIGHTED = "weighted"
    RANK_SUM = "rank_sum"
    PRODUCT = "product"
    COUNCIL = "council"


@dataclass(frozen=True, slots=True)
class Order:
    """How subjects are ordered; which policy holds decides the prize, so the rules must name it.

    Attributes:
        policy: see :class:`OrderPolicy`.
        by: ids of measures; a minus before one says that the smaller is better.
        weights: shares of ``by`` for ``WEIGHTED``.
    """

    policy: OrderPolicy
    by: tuple[str, ...] = ()
    weights: tuple[Fraction, ...] = ()


class Subjects(StrEnum):
    """Whom a review goes over: the units of the roster, or the people of the rows of a part."""

    UNITS = "unit"
    PERSONS = "person"


@dataclass(frozen=True, slots=True)
class Dossier:
    """The dossier (hồ sơ đề nghị) that goes with the proposal.

    Attributes:
        parts: what it holds, as the plan lists it; copies: how many sets of originals.
        days: within how many days from ``starts``, the day that starts them, as the plan says it; 0 for no limit.
        from_day: that day (ISO), once it is known.
    """

    parts: tuple[str, ...]
    copies: int = 1
    days: int = 0
    starts: str = ""
    from_day: str | Undecided = ""


@dataclass(frozen=True, slots=True)
class Review:
    """One review.

    Attributes:
        id, title: name; shares the names of rounds, for decisions and papers of either are found by it.
        subjects: see :class:`Subjects`.
        part, periods: for persons, whose rows; for units empty.
        council: who decides, as printed, e.g. ``Thường trực Ban Chỉ đạo cải cách hành chính``.
        measures: in order, each after those it is made of; gates: all must be met; order: among who meets them.
        dossier: None where the plan asks for none.
        approval: the office that must approve the result, as of a round.
        source, sample: where the rules come from; True when no source gives them.
    """

    id: RoundId
    title: str
    subjects: Subjects
    council: str
    measures: tuple[Measure, ...]
    gates: tuple[ReviewGate, ...]
    order: Order | Undecided
    part: str = ""
    periods: tuple[str, ...] = ()
    dossier: Dossier | None = None
    approval: str | Undecided | None = None
    source: str = ""
    sample: bool = False


def measure_of(review: Review, measure_id: str) -> Measure | None:
    """Give a measure by its id, None when the review has none of that name."""
    return next((each for each in review.measures if each.id == measure_id), None)
