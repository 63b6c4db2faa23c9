"""What the lists and records of a round are made from: register, shortlist, outcome, units, ties, votes, hand-over.

Everything is given, in words where it is no figure. What is not recorded is empty, or None, and becomes room for ink.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from judge_desk.documents.content_head import PaperHead


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One entry of the register: number, code (empty while closed), who, what, ISO times, state in words."""

    id: str
    code: str
    title: str
    authors: str
    units: str
    kind: str
    field: str
    received: str
    sent: str
    state: str


@dataclass(frozen=True, slots=True)
class RegisterContent:
    """The register of a round.

    Attributes:
        rows: in the order of the register; states: each state in words with the number of its entries.
        closed: the round is blind and its codes are closed, so that no row bears a code.
    """

    head: PaperHead
    rows: tuple[RegisterRow, ...]
    states: tuple[tuple[str, int], ...]
    closed: bool
    secretary: str


@dataclass(frozen=True, slots=True)
class HandledEntry:
    """An entry on which people or rules decided: number, title, who, what came of it, number of the decision, why."""

    id: str
    title: str
    people: str
    outcome: str
    decision: str
    reason: str


@dataclass(frozen=True, slots=True)
class EligibilityContent:
    """Entries that were not admitted or withdrew, and those that were admitted by decision."""

    head: PaperHead
    refused: tuple[HandledEntry, ...]
    admitted: tuple[HandledEntry, ...]
    secretary: str


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """One entry with its place; title and people are empty while a blind round is closed.

    ``own`` is the score of this round where ``score`` puts several rounds together; ``outcome`` what it comes to,
    ``remark`` how its place came about.
    """

    place: int
    shared: bool
    code: str
    score: Fraction
    own: Fraction | None = None
    title: str = ""
    authors: str = ""
    units: str = ""
    field: str = ""
    outcome: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ShortlistContent:
    """Who goes on.

    Attributes:
        rows: inside, in order of places; decimals: of the scores.
        rule: the rule of the cut in words, empty where the rules have none; cut: sentence on how it was cut.
        outside: those right behind the cut, one place only; notes: sentences on ties at the line, gates, decisions.
        candidates: how many could be chosen from; pending: rows on which the question still turns.
    """

    head: PaperHead
    rows: tuple[PlacedRow, ...]
    decimals: int
    rule: str
    cut: str
    outside: tuple[PlacedRow, ...]
    pending: tuple[PlacedRow, ...]
    notes: tuple[str, ...]
    candidates: int
    chair: str
    secretary: str


@dataclass(frozen=True, slots=True)
class OutcomeContent:
    """All entries with their places; ``unranked``: code, title and why; ``combined``: several rounds count together."""

    head: PaperHead
    rows: tuple[PlacedRow, ...]
    unranked: tuple[tuple[str, str, str], ...]
    decimals: int
    combined: bool
    chair: str
    secretary: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit: entries sent and accepted, entries in each further round, prizes (None: the round gives none)."""

    unit: str
    block: str
    sent: int
    accepted: int
    later: tuple[int, ...]
    prizes: int | None


@dataclass(frozen=True, slots=True)
class ParticipationContent:
    """Participation by unit.

    Attributes:
        units: every unit that is known, those that sent something first; others: entries of nobody's unit.
        rounds: titles of the further rounds; totals: of entries, each counted once.
        several: how many entries belong to more than one unit.
        listed: title of the list of units that the rules go by; empty where they have none.
    """

    head: PaperHead
    units: tuple[UnitRow, ...]
    others: UnitRow | None
    rounds: tuple[str, ...]
    totals: UnitRow
    several: int
    secretary: str
    listed: str = ""


@dataclass(frozen=True, slots=True)
class PressRow:
    """One winner as the press may print it: prize, title, authors, units, field; no mark."""

    prize: str
    title: str
    authors: str
    units: str
    field: str


@dataclass(frozen=True, slots=True)
class PressContent:
    """Winners by prize table (title, rows); ``announced`` ISO time, ``decision`` its number; entries that took part."""

    head: PaperHead
    tables: tuple[tuple[str, tuple[PressRow, ...]], ...]
    announced: str
    decision: int
    entries: int


@dataclass(frozen=True, slots=True)
class TieDecided:
    """A tie of the round: codes, score, place, steps tried (one sentence each), the order found, and who decided.

    ``order`` is empty while it is open; ``numbers``, ``reason``, ``people``, ``decided_at``, ``votes``: of the
    decision, empty where the rules parted the entries. ``why_open``: sentence on why the rules leave it open.
    """

    codes: tuple[str, ...]
    titles: tuple[str, ...]
    score: Fraction
    steps: tuple[str, ...]
    order: str
    number: int | None = None
    reason: str = ""
    people: tuple[str, ...] = ()
    decided_at: str = ""
    votes: tuple[int, int, int] | None = None
    why_open: str = ""


@dataclass(frozen=True, slots=True)
class TieRecordContent:
    """The ties of a round that people or tie-breaks decided, and those that wait."""

    head: PaperHead
    ties: tuple[TieDecided, ...]
    decimals: int
    members: tuple[str, ...]
    chair: str
    secretary: str


@dataclass(frozen=True, slots=True)
class VoteRecordContent:
    """The count of one vote (Thông tư 14/2010/TT-BKHCN, Biểu E1-6).

    Attributes:
        subject: what was voted on; empty leaves a line for ink. number: of the decision, None for an empty form.
        members, needed: of the panel, and how many make its quorum.
        issued, returned, valid, invalid: voting papers; None where they are not recorded.
        votes: in favour, against, abstained; None for an empty form.

    Raises:
        ValueError: more papers returned than issued, or valid and invalid ones are not all that returned.
    """

    head: PaperHead
    subject: str
    number: int | None
    members: int
    needed: int
    votes: tuple[int, int, int] | None
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None
    invalid: int | None = None
    reason: str = ""
    people: tuple[str, ...] = ()
    decided_at: str = ""
    chair: str = ""

    def __post_init__(self) -> None:
        """Check the papers that are known: issued ≥ returned = valid + invalid."""
        if self.issued is not None and self.returned is not None and self.returned > self.issued:
            raise ValueError(f"{self.returned} > {self.issued}")
        known = None not in (self.returned, self.valid, self.invalid)
        if known and self.returned != (self.valid or 0) + (self.invalid or 0):
            raise ValueError(f"{self.returned} != {self.valid} + {self.invalid}")


@dataclass(frozen=True, slots=True)
class OpenedCode:
    """One line of the opened table: code, number in the register, title, people."""

    code: str
    entry: str
    title: str
    people: str


@dataclass(frozen=True, slots=True)
class UnsealingContent:
    """The opening of a round's code table; ``drawn_at``: ISO time of the draw that closed it, empty if unknown."""

    head: PaperHead
    opened_at: str
    number: int
    reason: str
    people: tuple[str, ...]
    drawn_at: str
    codes: tuple[OpenedCode, ...]
    chair: str
    secretary: str


@dataclass(frozen=True, slots=True)
class WrittenStick:
    """A stick with the package: ISO time, who wrote it, its name, version, files."""

    time: str
    who: str
    place: str
    version: int
    files: int


@dataclass(frozen=True, slots=True)
class HandedSeat:
    """A seat: who, position and unit, entries to mark."""

    seat: int
    judge: str
    position: str
    entries: int


@dataclass(frozen=True, slots=True)
class ReceivedBallot:
    """A ballot that came back: seat, judge, revision, 30 digits, ISO time, who took it, whether typed from paper."""

    seat: int
    judge: str
    revision: int
    code: str
    time: str
    operator: str
    from_paper: bool = False


@dataclass(frozen=True, slots=True)
class HandoverContent:
    """The hand-over of package and ballots; ``package_code``: 30 digits of the newest package, of ``version``."""

    head: PaperHead
    version: int
    package_code: str
    entries: int
    sticks: tuple[WrittenStick, ...]
    seats: tuple[HandedSeat, ...]
    ballots: tuple[ReceivedBallot, ...]
    secretary: str


@dataclass(frozen=True, slots=True)
class IndexRow:
    """One file of the index: number of the print, title, which one, file, pages (None: unknown), SHA-256, data code.

    ``replaces`` is the number of the print that it took the place of, None where there was none.
    """

    number: int
    title: str
    about: str
    file: str
    pages: int | None
    sha256: str
    data_code: str
    replaces: int | None


@dataclass(frozen=True, slots=True)
class IndexListContent:
    """The index of the papers of a round in one format; ``stated_time``: of the last act they stand on.

    ``program``: SHA-256 of the program in the inspection folder, empty where there is none.
    """

    head: PaperHead
    format: str
    rows: tuple[IndexRow, ...]
    stated_time: str
    secretary: str
    program: str = ""
