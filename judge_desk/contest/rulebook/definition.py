"""The contest definition: the thể lệ as values.

Parsed from TOML by ``exchange.definition_file``, checked by ``checks``. Every value that the organisers have not
decided is :class:`judge_desk.contest.rulebook.rules.Undecided` and stands in :attr:`Definition.undecided` too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from judge_desk.contest.rulebook.calendar import CalendarItem
from judge_desk.contest.rulebook.measured import MeasuredPart
from judge_desk.contest.rulebook.reviews import Review
from judge_desk.contest.rulebook.rubric import Rubric
from judge_desk.contest.rulebook.rules import (
    Combination,
    CutRule,
    DisagreementRule,
    PrizeTable,
    ScoreRule,
    TieStep,
    Undecided,
)
from judge_desk.contest.values.identity import ContestId, RoundId


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of papers (Nghị định 30/2020/NĐ-CP).

    Attributes:
        superior: cơ quan chủ quản, e.g. ``ỦY BAN NHÂN DÂN TỈNH …``.
        organiser: Ban Tổ chức; jury: Ban Giám khảo, both in capitals as printed.
        place: địa danh, the name of the province.
        jury_symbol: the sign behind the number of minutes, e.g. ``BGK``.
        organiser_symbol: the sign behind the numbers of the organisers' papers, e.g. ``BTC``.
        decided_by: who issues the decision on the result, in capitals as printed (thẩm quyền ban hành).
        signer: quyền hạn, chức vụ of who signs for the organisers, one line or two (``KT. …``).

    What a definition does not say of the last three is left for ink.
    """

    superior: str
    organiser: str
    jury: str
    place: str
    jury_symbol: str = "BGK"
    organiser_symbol: str = ""
    decided_by: str = ""
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A field (lĩnh vực) an entry belongs to."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class EntrantKind:
    """Who may enter: cá nhân, nhóm (at most ``most_people``), tập thể (``most_people`` None)."""

    id: str
    title: str
    least_people: int = 1
    most_people: int | None = 1


@dataclass(frozen=True, slots=True)
class Receipt:
    """When entries are taken in.

    Attributes:
        opens, closes: first and last day, ISO ``2024-07-01``; both days count.
        closing_time: ISO time of the last day, e.g. ``24:00`` or ``17:00``.
        counted: ``sent`` or ``received``: which time decides.
    """

    opens: str
    closes: str
    closing_time: str | Undecided = "24:00"
    counted: str | Undecided = "received"


class PartKind(StrEnum):
    """What a part of a submission is."""

    DOCUMENT = "document"
    EVIDENCE = "evidence"
    CLIP = "clip"
    PROCEDURES = "procedures"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a submission (hồ sơ dự thi).

    Attributes:
        id, title, kind: name and sort.
        required: an entry without it is a finding.
        formats: allowed endings without dot, lower case.
        most_seconds: longest clip.
        over_length: what a longer clip means: ``refuse``, ``penalty`` or undecided.
        least_count: how many procedures or files at least.
        fields: only entries of these fields have it; empty for all.
    """

    id: str
    title: str
    kind: PartKind
    required: bool
    formats: tuple[str, ...]
    most_seconds: int | None = None
    over_length: str | Undecided = "refuse"
    least_count: int = 1
    fields: tuple[str, ...] = ()


class Spread(StrEnum):
    """Who marks what: every judge of the panel, or ``count`` judges per entry by lot."""

    ALL = "all"
    LOT = "lot"


@dataclass(frozen=True, slots=True)
class PanelRule:
    """Panel of a round.

    Attributes:
        spread: see :class:`Spread`.
        per_entry: judges per entry when by lot.
        least_judges: fewest judges that an entry must keep after conflicts.
        by_field: True when panels are made by field (a judge marks only the fields named in the panel sheet).
        quorum: share of the panel that must take part.
        joint: True when the panel marks together (chấm chung) instead of alone.
    """

    spread: Spread
    per_entry: int
    least_judges: int
    by_field: bool = False
    quorum: Fraction = Fraction(2, 3)
    joint: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """One round (vòng).

    Attributes:
        id, title: ``so-khao``, ``Vòng sơ khảo``.
        blind: judges see codes, no names.
        panel, rubric, score, disagreement, ties, cut: its rules; ``cut`` is None in the last round.
        combination: how earlier rounds count.
        talk_seconds, question_seconds: time limits of a defence; None if there are none.
        closed_ballots: marks stay encrypted until the opening.
        approval: the office that must approve the result before it is locked and printed; None where none must.
        fields: only entries of these fields compete here, beside the other rounds; a round that names fields takes
            the eligible entries of them, or the shortlist of the round before it with the same fields. Empty for all.
    """

    id: RoundId
    title: str
    blind: bool
    panel: PanelRule
    rubric: Rubric
    score: ScoreRule
    disagreement: DisagreementRule | Undecided | None
    ties: tuple[TieStep, ...] | Undecided
    cut: CutRule | Undecided | None
    combination: Combination | Undecided
    talk_seconds: int | Undecided | None = None
    question_seconds: int | Undecided | None = None
    closed_ballots: bool = False
    approval: str | Undecided | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ByProducts:
    """What else the result feeds.

    Attributes:
        index_bonus_round: units with an entry in this round get the bonus of the reform index.
        index_bonus_units: for a group of several units: ``all``, ``ask`` (each time) or undecided.
        participation: a report of participation by unit is wanted.
        press_list: a list of winners for the press is wanted.
    """

    index_bonus_round: RoundId | None = None
    index_bonus_units: str | Undecided = "all"
    participation: bool = False
    press_list: bool = False


@dataclass(frozen=True, slots=True)
class Definition:
    """A whole contest as data.

    Attributes:
        id, version, title, short_title: names; the version is a whole number from 1.
        plan: the founding paper, as printed; bases: further căn cứ.
        head, fields, entrants, receipt, parts, rounds, prize_tables, measured, reviews, by_products: see their
            classes.
        calendar: what the plan wants done and by when; a plan may be nothing but that, without a round.
        barred: roles that may not enter: ``organisers``, ``jury``, ``secretariat``.
        content_flags: declarations that make an entry doubtful, e.g. ``duplicate``, ``published``.
        least_per_unit, most_per_unit: entries of one unit; None means no limit.
        undecided: every open point, in file order.
        notes: remarks on what the source does not say, as printed in the definition page.
        digest: SHA-256 (hex) of the canonical form of the file; empty until parsed from bytes.
    """

    id: ContestId
    version: int
    title: str
    short_title: str
    plan: str
    bases: tuple[str, ...]
    head: Head
    fields: tuple[Field, ...]
    entrants: tuple[EntrantKind, ...]
    receipt: Receipt | None
    parts: tuple[Part, ...]
    rounds: tuple[Round, ...]
    prize_tables: tuple[PrizeTable, ...]
    barred: tuple[str, ...] = ()
    content_flags: tuple[str, ...] = ()
    least_per_unit: int | Undecided | None = None
    most_per_unit: int | Undecided | None = None
    measured: tuple[MeasuredPart, ...] = ()
    reviews: tuple[Review, ...] = ()
    by_products: ByProducts = field(default_factory=ByProducts)
    calendar: tuple[CalendarItem, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    notes: tuple[str, ...] = ()
    digest: str = ""


def find_round(definition: Definition, round_id: str) -> Round | None:
    """Give the round of this id, or None."""
    return next((each for each in definition.rounds if each.id == round_id), None)


def round_before(definition: Definition, round_id: str) -> Round | None:
    """Give the round whose shortlist a round takes: the last one before it with the same fields; None for a first one.

    Raises:
        KeyError: the definition has no such round.
    """
    return _neighbour(definition.rounds, round_id)


def round_after(definition: Definition, round_id: str) -> Round | None:
    """Give the round that takes this one's shortlist, None for a last one; raises KeyError as :func:`round_before`."""
    return _neighbour(tuple(reversed(definition.rounds)), round_id)


def _neighbour(rounds: tuple[Round, ...], round_id: str) -> Round | None:
    found: dict[frozenset[str], Round] = {}
    for each in rounds:
        if each.id == round_id:
            return found.get(frozenset(each.fields))
        found[frozenset(each.fields)] = each
    raise KeyError(round_id)


def competes_in(round_: Round, field_id: str) -> bool:
    """Say whether entries of a field compete in a round."""
    return not round_.fields or field_id in round_.fields


def parts_of(definition: Definition, field_id: str) -> tuple[Part, ...]:
    """Give the parts that a submission of a field consists of."""
    return tuple(each for each in definition.parts if not each.fields or field_id in each.fields)


def find_review(definition: Definition, review_id: str) -> Review | None:
    """Give the review of this id, or None."""
    return next((each for each in definition.reviews if each.id == review_id), None)


def find_measured(definition: Definition, part_id: str) -> MeasuredPart | None:
    """Give the measured part of this id, or None."""
    return next((each for each in definition.measured if each.id == part_id), None)


def roster_of(definition: Definition) -> MeasuredPart | None:
    """Give the part that lists the units, None where the contest has none."""
    return next((each for each in definition.measured if each.roster), None)


def short_hash(definition: Definition) -> str:
    """Give the first eight characters of the digest, as printed in the footer of every paper."""
    return definition.digest[:8]
