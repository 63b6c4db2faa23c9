"""What the minutes of the jury are made from: who met, what was counted, what people decided and why.

Everything is given; the minutes work nothing out but numbers of lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from judge_desk.documents.content_head import PaperHead, Rules


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
    """One case of disagreement: first marks by judge, rule applied, official mark, who decided and why.

    ``spread`` is the difference as the round's rule measures it.
    """

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
        opening: sentence on how closed ballots were opened; empty where ballots travelled in the open.
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
    opening: str = ""
    reserved: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    log_head: str = ""
