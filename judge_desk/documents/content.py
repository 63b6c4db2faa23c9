"""What each paper is made from: plain values that a desk fills.

Marks and scores are :class:`~fractions.Fraction`, counts and money are whole numbers, dates are ISO text, the rest is
text as it shall be read. Nothing here is computed and nothing is worded; the builders beside this module do that.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from judge_desk.contest.rules import DisagreementRule, ScoreRule, Undecided


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What all papers of a contest share.

    Attributes:
        superior, organiser, jury: names for the head, in capitals; place: địa danh; jury_symbol: e.g. ``BGK``.
        contest_title: e.g. ``Cuộc thi “…” năm 2024``; round_title: e.g. ``Vòng sơ khảo``, empty for the whole contest.
        year: printed after "năm" where the day stays blank for ink.
        contest_id, version, short_hash: of the definition, for the foot.
        data_code: digits of the code of the data, for the foot; empty while there is none.
        sample: the rubric is a sample and every page says so.
        rehearsal: a trial, marked across every page.
        superseded: the code of the data that replaced this print; empty while it holds.
        open_points: sentences on what is not yet decided; then the paper is a draft and lists them.
    """

    superior: str
    organiser: str
    jury: str
    place: str
    contest_title: str
    round_title: str
    year: int
    contest_id: str
    version: int
    short_hash: str
    data_code: str = ""
    jury_symbol: str = "BGK"
    sample: bool = False
    rehearsal: bool = False
    superseded: str = ""
    open_points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that stand on sheets and tables: score, disagreement (None: the rules have none), their source."""

    score: ScoreRule
    disagreement: DisagreementRule | Undecided | None
    rubric_source: str = ""


# --- phiếu chấm điểm ---------------------------------------------------------------------------------------------


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


# --- biên bản hợp nhất điểm --------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class MergeRecordContent:
    """The record of one merge.

    Attributes:
        number: running number of the merge in this round, from 1.
        stated_time, operator, witnesses, reason: when, who, before whom, why.
        expected, ballots: seats that owe a ballot; files that were brought, in the order of the plan.
        conditions: what is open afterwards, as sentences.
        package_code, log_head, backup: code of the package, head of the log, name of the copy made before.
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


# --- bảng tổng hợp điểm ------------------------------------------------------------------------------------------


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
        total, mean, spread: exact sum, central value and max - min of the counted totals; None without ballots.
        handling: what the rule of disagreement led to, in words.
        official: the official score; None while undecided. decided: set by people instead of the formula.
        place, shared: None while not ranked.
        note: e.g. who recused.
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


# --- biên bản họp Ban Giám khảo ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attendee:
    """Someone of the meeting: name, office on the jury, position and unit; ``note`` e.g. why absent."""

    name: str
    office: str
    position: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting; ISO times, empty for ink. ``needed`` is the quorum as a number of members of ``total``."""

    total: int
    needed: int
    present: tuple[Attendee, ...]
    absent: tuple[Attendee, ...] = ()
    guests: tuple[Attendee, ...] = ()
    begins: str = ""
    ends: str = ""
    venue: str = ""
    chair: str = ""
    secretary: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class BallotCount:
    """Ballots of the round: issued, returned, valid; of the returned: superseded, refused; of the valid: paper."""

    issued: int
    returned: int
    valid: int
    superseded: int = 0
    refused: int = 0
    paper: int = 0


@dataclass(frozen=True, slots=True)
class RecusalNote:
    """A judge who did not mark some entries, and why."""

    judge: str
    codes: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class RefusedEntry:
    """An entry that was not admitted or was withdrawn: register number or code, title, reason."""

    id: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class RefusedBallot:
    """A ballot that does not count: seat (None if unknown), code of 30 digits (empty if unreadable), reason."""

    seat: int | None
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class DisagreementCase:
    """One case of disagreement: first marks by judge, spread, rule applied, official mark, who decided and why."""

    code: str
    marks: tuple[tuple[str, Fraction], ...]
    spread: Fraction
    handling: str
    official: Fraction | None
    people: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TieCase:
    """A tie: codes, their score, the steps tried (one sentence each), the outcome, who decided where people did."""

    codes: tuple[str, ...]
    score: Fraction
    steps: tuple[str, ...]
    outcome: str
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionNote:
    """A recorded decision: running number, what in a sentence, reason, people, stated ISO time."""

    number: int
    what: str
    reason: str
    people: tuple[str, ...]
    stated_time: str


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One entry of the shortlist or the ranking; ``prize`` empty without one, title and people empty while blind."""

    code: str
    score: Fraction | None
    place: int | None
    shared: bool = False
    title: str = ""
    authors: str = ""
    units: str = ""
    prize: str = ""


@dataclass(frozen=True, slots=True)
class CountedBallot:
    """A counted ballot: seat, judge, 30 digits, whether compared with the signed sheet, whether typed from paper."""

    seat: int
    judge: str
    code: str
    tied: bool
    from_paper: bool = False


@dataclass(frozen=True, slots=True)
class MinutesContent:
    """The minutes of the jury on one round.

    Attributes:
        entries, admitted: entries of the round and those that were judged.
        rules, mark_decimals: as in the summary.
        cut: sentence on how the shortlist was cut; empty in the last round.
        ranked: those who go on (first round), or the whole ranking with prizes (last round).
        final_round: chooses between shortlist and prizes.
        lot: the seed that entry codes were drawn from, as read out; unsealing: sentence on who opened the code table.
        reserved: opinions that members want kept; empty gives "Không có".
        annexes: titles of the papers that go with the minutes.
    """

    head: PaperHead
    meeting: Meeting
    entries: int
    admitted: int
    ballots: BallotCount
    rules: Rules
    mark_decimals: int
    counted: tuple[CountedBallot, ...]
    ranked: tuple[RankedRow, ...]
    final_round: bool
    cut: str = ""
    recusals: tuple[RecusalNote, ...] = ()
    refused_entries: tuple[RefusedEntry, ...] = ()
    refused_ballots: tuple[RefusedBallot, ...] = ()
    disagreements: tuple[DisagreementCase, ...] = ()
    ties: tuple[TieCase, ...] = ()
    decisions: tuple[DecisionNote, ...] = ()
    lot: str = ""
    unsealing: str = ""
    reserved: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    log_head: str = ""


# --- danh sách giải thưởng, điểm thưởng chỉ số, thư ghế ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PrizeRow:
    """One prize given; an empty ``title`` means that it stays vacant. Money in đồng."""

    prize: str
    money: int
    title: str = ""
    authors: str = ""
    units: str = ""
    field: str = ""
    score: Fraction | None = None
    gift: str = ""
    certificate: str = ""
    signer: str = ""


@dataclass(frozen=True, slots=True)
class PrizeListContent:
    """The list of prizes of one table; ``notes`` e.g. on an outstanding entry; ``decimals`` of the scores."""

    head: PaperHead
    table_title: str
    rows: tuple[PrizeRow, ...]
    decimals: int
    chair: str
    secretary: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BonusUnit:
    """A unit with entries in the round that counts: title, block, the titles or codes of its entries."""

    title: str
    block: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexBonusContent:
    """Units with an entry in the round that feeds the reform index; ``basis`` is the plan that says so."""

    head: PaperHead
    units: tuple[BonusUnit, ...]
    basis: str
    chair: str
    secretary: str


@dataclass(frozen=True, slots=True)
class SeatLetter:
    """The sealed letter of one seat."""

    seat: int
    judge: str
    position: str
    pin: str
    entries: int


@dataclass(frozen=True, slots=True)
class LettersContent:
    """The letters of a round, one page for each seat; ``deadline`` ISO local time, empty if none."""

    head: PaperHead
    letters: tuple[SeatLetter, ...]
    package_code: str
    package_version: int = 1
    deadline: str = ""
    return_to: str = ""
