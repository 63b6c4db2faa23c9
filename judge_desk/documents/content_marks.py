"""What papers about marks are made from: the score sheet, the record of a merge, the summary table.

Marks are exact; a blank is None and never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from judge_desk.documents.content_head import PaperHead, Rules


@dataclass(frozen=True, slots=True)
class SheetCriterion:
    """One judged criterion: id, title, largest mark, factor of the mark in the total, decimals of its step."""

    id: str
    title: str
    maximum: Fraction
    factor: Fraction = Fraction(1)
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One entry on a sheet.

    Attributes:
        code: of the entry; title: empty in a blind round.
        marks: in the order of the criteria; None where blank; all None when recused.
        total: None when recused or incomplete.
        recused, reason: not marked, and why (also why blanks were left).
    """

    code: str
    marks: tuple[Fraction | None, ...]
    total: Fraction | None
    title: str = ""
    recused: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SheetRemark:
    """A remark on an entry; ``criterion`` is the criterion's id, empty for the entry as a whole."""

    code: str
    text: str
    criterion: str = ""


@dataclass(frozen=True, slots=True)
class ScoreSheetContent:
    """One judge's score sheet of one round.

    Attributes:
        seat, judge, position: who; position is chức vụ, đơn vị.
        basis: the decision that set up the jury; empty leaves dots for ink.
        criteria, maximum, total_decimals: the columns and the total.
        rows, remarks: of the ballot.
        conflicts: declared conflicts of interest, one sentence each.
        code, digest: of the sealed ballot (30 digits; hex, goes into the QR); empty on a sheet not sealed.
        revision, previous_code: which sealing; the code of the sealing that it replaces.
        package_code: of the package that it answers to.
        complete, from_paper: state of the ballot; from_paper: typed from a paper sheet.
        sealed_at: stated ISO time.
        preview: not sealed yet, which stands on every page.
    """

    head: PaperHead
    seat: int
    judge: str
    position: str
    criteria: tuple[SheetCriterion, ...]
    maximum: Fraction
    total_decimals: int
    rows: tuple[SheetRow, ...]
    rules: Rules
    code: str = ""
    digest: str = ""
    basis: str = ""
    remarks: tuple[SheetRemark, ...] = ()
    conflicts: tuple[str, ...] = ()
    revision: int = 1
    previous_code: str = ""
    package_code: str = ""
    complete: bool = True
    from_paper: bool = False
    sealed_at: str = ""
    preview: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptContent:
    """The receipt of one sealed ballot that a judge hands over.

    Attributes:
        seat, judge, revision: whose ballot, and which sealing.
        entries, marked, recused, blank: how many entries are assigned, marked whole, not judged, without all marks.
        code, digest: of the ballot file (30 digits; hex, goes into the QR); file_name: its name.
        sealed_at: stated ISO time; written_at, place: when and where it was written; empty leaves dots for ink.
        log_head: beginning of the code that the secretary's log had when the package was issued, in groups.
    """

    head: PaperHead
    seat: int
    judge: str
    revision: int
    entries: int
    marked: int
    recused: int
    blank: int
    code: str
    digest: str
    file_name: str
    sealed_at: str
    written_at: str = ""
    place: str = ""
    log_head: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedSeat:
    """A seat that owes a ballot: number, judge, entries assigned; ``counted`` says whether one counts now."""

    seat: int
    judge: str
    assigned: int
    counted: bool


@dataclass(frozen=True, slots=True)
class MergedBallot:
    """One file of a merge.

    Attributes:
        file: its name; code: 30 digits, empty when it could not be read.
        seat: None when unknown; judge: as the ballot says; revision: 0 when unknown.
        outcome: named condition as a sentence, e.g. ``Được tính``.
        reason: why, for what does not count.
        counted: whether it counts after this merge.
        tied: its code was compared with the signed sheet; from_paper: typed from paper.
        closed: it was taken in closed and waits for the opening.
    """

    file: str
    code: str
    seat: int | None
    judge: str
    revision: int
    outcome: str
    counted: bool
    reason: str = ""
    tied: bool = False
    from_paper: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class MergeRecordContent:
    """The record of one merge.

    Attributes:
        number: running number of the merge in this round, from 1.
        stated_time, operator, witnesses, reason: when, who, before whom, why.
        expected, ballots: seats that owe a ballot; files that were brought, in the order of the plan.
        conditions: what is open afterwards, as sentences.
        package_code, log_head, backup: code of the package, head of the log, name of the copy made before.
        closed: ballots that were taken in closed; opening: number of the decision that opened closed ones, 0 for none.
    """

    head: PaperHead
    number: int
    stated_time: str
    operator: str
    witnesses: tuple[str, ...]
    reason: str
    expected: tuple[ExpectedSeat, ...]
    ballots: tuple[MergedBallot, ...]
    conditions: tuple[str, ...] = ()
    package_code: str = ""
    log_head: str = ""
    backup: str = ""
    closed: int = 0
    opening: int = 0


class MarkState(StrEnum):
    """What one judge's cell means: counted; left out by rule (the mark stays readable); recused; missing; not his."""

    COUNTED = "counted"
    LEFT_OUT = "left_out"
    RECUSED = "recused"
    MISSING = "missing"
    NOT_ASSIGNED = "not_assigned"


@dataclass(frozen=True, slots=True)
class JudgeMark:
    """One judge's total of one entry; ``value`` is None unless counted or left out."""

    state: MarkState
    value: Fraction | None = None


@dataclass(frozen=True, slots=True)
class JudgeColumn:
    """A judge in the summary: seat, name, office on the jury, e.g. ``Trưởng ban``."""

    seat: int
    name: str
    office: str = ""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One entry of the summary table.

    Attributes:
        code, title, authors, units: title and people empty in a blind round.
        marks: one for every judge, in the order of the columns.
        total: sum of the counted totals, without ``extra``; None where none counts.
        mean: what the method makes of them, with ``extra``: the value before rounding, for a sum of places its mean.
        spread: largest minus smallest of all totals, those that a rule leaves out among them; None without any.
        handling: what the rule of disagreement led to, in words.
        official: the official score; None while undecided. decided: set by people instead of the formula.
        place, shared: None while not ranked.
        note: who recused, and what parted a tie.
        extra: what the organisers' figures add to every total.
    """

    code: str
    marks: tuple[JudgeMark, ...]
    total: Fraction | None
    mean: Fraction | None
    spread: Fraction | None
    official: Fraction | None
    place: int | None
    shared: bool = False
    handling: str = ""
    decided: bool = False
    note: str = ""
    title: str = ""
    authors: str = ""
    units: str = ""
    extra: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class SummaryContent:
    """The summary table of a round; ``mark_decimals`` for totals of judges; rows in the order to print.

    ``chair`` and ``secretary`` are names for the places to sign.
    """

    head: PaperHead
    judges: tuple[JudgeColumn, ...]
    rows: tuple[SummaryRow, ...]
    mark_decimals: int
    rules: Rules
    chair: str
    secretary: str
    blind: bool = True
