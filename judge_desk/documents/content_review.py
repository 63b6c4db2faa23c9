"""What the papers of a review are made from: subjects with their figures, conditions and what became of them.

Values are exact; a figure that a subject has not is None with the word for why. Nothing is worked out here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from judge_desk.documents.content_head import PaperHead
from judge_desk.documents.content_meeting import DecisionNote, Meeting


class Shape(StrEnum):
    """How a figure reads: a number, a time in minutes and seconds, yes or no, the name of a level."""

    NUMBER = "number"
    TIME = "time"
    FLAG = "flag"
    LEVEL = "level"


class Formula(StrEnum):
    """How a spreadsheet can work a figure out of others of its row; ``NONE``: it cannot."""

    NONE = "none"
    RATIO = "ratio"
    SUM = "sum"
    WEIGHTED = "weighted"
    SCALED = "scaled"
    DISTANCE = "distance"


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """One measure.

    Attributes:
        title, unit: as the rules say; decimals: of its one rounding, None for none; shape: see :class:`Shape`.
        formula, of, factors: how a spreadsheet works it out; places of the measures it is made of, and what each is
            multiplied by.
        levels: titles by number, for ``LEVEL``.
        key: whether a condition or the order looks at it; where there are many, only these stand on paper.
    """

    title: str
    unit: str = ""
    decimals: int | None = None
    shape: Shape = Shape.NUMBER
    formula: Formula = Formula.NONE
    of: tuple[int, ...] = ()
    factors: tuple[Fraction, ...] = ()
    levels: tuple[tuple[int, str], ...] = ()
    key: bool = True


@dataclass(frozen=True, slots=True)
class GateColumn:
    """One condition: its title as the plan says it, the reason's code, whether people judge it."""

    title: str
    reason: str
    by_council: bool = False


class GateWord(StrEnum):
    """What became of a condition: met, failed, the council has not spoken, does not concern this subject."""

    MET = "met"
    FAILED = "failed"
    WAITING = "waiting"
    APART = "apart"


class Fate(StrEnum):
    """What became of a subject.

    Awarded; fails conditions; the council has not spoken; a tie waits; no prize left for its place; its unit has as
    many as it may; too little for the table; considered elsewhere; without a value to be ordered by; meets all, and
    there is no prize; nothing told yet.
    """

    AWARDED = "awarded"
    FAILED = "failed"
    WAITING = "waiting"
    TIED = "tied"
    BELOW = "below"
    CAPPED = "capped"
    MINIMUM = "minimum"
    ELSEWHERE = "elsewhere"
    UNRANKED = "unranked"
    MEETS = "meets"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure of one subject: its value, or as a word why it has none."""

    value: Fraction | None
    lack: str = ""


@dataclass(frozen=True, slots=True)
class FailedGate:
    """A condition not met: place of the condition; the value found and the one needed, in words, empty for none."""

    gate: int
    found: str = ""
    needed: str = ""


@dataclass(frozen=True, slots=True)
class ReviewedRow:
    """One subject: code, name, unit (of a person), block; figures and conditions in the columns' order.

    ``place`` is None without one, and in its block where the review is divided; ``prizes`` are what it gets.
    """

    code: str
    name: str
    unit: str
    figures: tuple[Figure, ...]
    gates: tuple[GateWord, ...]
    fate: Fate
    place: int | None = None
    shared: bool = False
    prizes: tuple[str, ...] = ()
    failed: tuple[FailedGate, ...] = ()
    block: str = ""


@dataclass(frozen=True, slots=True)
class FigureSource:
    """A sheet of figures: part and period, its number, file and SHA-256 (empty without a file), who closed it, when."""

    title: str
    number: int
    source: str
    sha256: str
    closed_by: str
    closed_on: str
    rows: int


@dataclass(frozen=True, slots=True)
class ReviewContent:
    """What most papers of a review share.

    Attributes:
        persons: whether subjects are people of units, and not the units themselves.
        measures, gates, rows: columns and subjects, those with a place first.
        order: how subjects are ordered, in words; sources: the sheets in force.
        chair, secretary: of the council, empty for ink.
        divided: whether blocks compete apart; then rows stand block by block.
    """

    head: PaperHead
    persons: bool
    measures: tuple[MeasureColumn, ...]
    gates: tuple[GateColumn, ...]
    rows: tuple[ReviewedRow, ...]
    order: str
    sources: tuple[FigureSource, ...]
    chair: str = ""
    secretary: str = ""
    divided: bool = False

    def counted(self, fate: Fate) -> int:
        """Say how many subjects had this fate."""
        return sum(each.fate is fate for each in self.rows)


@dataclass(frozen=True, slots=True)
class WorkedStep:
    """One measure of one subject: its title, how it came about in words, the exact value, the value taken."""

    measure: str
    working: str
    exact: str
    taken: str


@dataclass(frozen=True, slots=True)
class WorkedSubject:
    """One subject with its working, measure by measure."""

    code: str
    name: str
    steps: tuple[WorkedStep, ...]


@dataclass(frozen=True, slots=True)
class WorkingsContent:
    """The working of a review; ``left_out``: how many subjects are not listed, for they neither got nor tied."""

    head: PaperHead
    subjects: tuple[WorkedSubject, ...]
    left_out: int
    sources: tuple[FigureSource, ...]
    secretary: str = ""


@dataclass(frozen=True, slots=True)
class ReviewPrize:
    """One prize of a table: its title; name, unit of who gets it and the figures that ordered it, empty if nobody."""

    prize: str
    code: str = ""
    name: str = ""
    unit: str = ""
    figures: tuple[str, ...] = ()
    money: int | None = 0
    honour: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class ReviewPrizesContent:
    """The list of one table: its title, rows in order of the prizes, titles of the figures, what is noted."""

    head: PaperHead
    table: str
    persons: bool
    figures: tuple[str, ...]
    rows: tuple[ReviewPrize, ...]
    notes: tuple[str, ...] = ()
    chair: str = ""
    secretary: str = ""


@dataclass(frozen=True, slots=True)
class DossierContent:
    """The check of the dossier.

    Attributes:
        parts, copies: as the plan lists them; days, starts: the limit and what starts it; from_day: that day (ISO),
            empty where it is not known yet; last_day: the last day (ISO), empty where it cannot be told.
        office: to whom it goes; proposed: name and prize of everyone who is put forward.
    """

    head: PaperHead
    parts: tuple[str, ...]
    copies: int
    days: int
    starts: str
    from_day: str
    last_day: str
    proposed: tuple[tuple[str, str], ...]
    secretary: str = ""


@dataclass(frozen=True, slots=True)
class ChecklistContent:
    """The council's blank checklist: titles of the conditions it judges; code and name of each subject."""

    head: PaperHead
    gates: tuple[str, ...]
    subjects: tuple[tuple[str, str], ...]
    persons: bool


@dataclass(frozen=True, slots=True)
class ReviewTie:
    """Subjects that stood equal: their names, how they were parted and by whom; an empty ``outcome`` is open."""

    names: tuple[str, ...]
    outcome: str
    reason: str = ""
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CouncilWord:
    """What the council said of one condition: title, names for whom it is met and not met, reasons, votes as text."""

    gate: str
    met: tuple[str, ...]
    not_met: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    votes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableResult:
    """What one table came to: prize and who gets it, in order; prizes that nobody gets or that are open, counted."""

    title: str
    given: tuple[tuple[str, str], ...]
    vacant: tuple[tuple[str, int], ...] = ()
    open: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewMinutesContent:
    """The minutes of the council on one review.

    Attributes:
        review: what was worked out; meeting: who met, ``total`` 0 where members are not recorded.
        council: who decides, as printed; basis: where the rules of the review stand.
        words, ties, decisions: what people said, parted and decided; tables: what was given.
        annexes: titles of the papers that go with the minutes; log_head: where the log stood.
    """

    review: ReviewContent
    meeting: Meeting
    council: str
    basis: str
    words: tuple[CouncilWord, ...]
    ties: tuple[ReviewTie, ...]
    decisions: tuple[DecisionNote, ...]
    tables: tuple[TableResult, ...]
    annexes: tuple[str, ...] = ()
    log_head: str = ""


@dataclass(frozen=True, slots=True)
class ExtraLeaf:
    """One criterion of the organisers: number and title, its kind in words, the sheet, entries, missing figures.

    ``rows``: code, title, figure and points of each entry; ``missing``: how many have no figure; ``off``: the points
    are taken off.
    """

    number: str
    title: str
    kind: str
    source: FigureSource | None
    rows: tuple[tuple[str, str, str, str], ...]
    missing: int
    off: bool = False


@dataclass(frozen=True, slots=True)
class ExtrasContent:
    """The figures of the organisers of one round, by criterion."""

    head: PaperHead
    leaves: tuple[ExtraLeaf, ...]
    secretary: str = ""
