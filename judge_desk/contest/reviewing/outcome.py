"""What a review comes to: every subject with its figures, the working of each, the gates, the place, the reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from judge_desk.contest.counting.prizes import Awards
from judge_desk.contest.counting.ranking import Ranking
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.identity import Digest, EntryCode, RoundId
from judge_desk.contest.values.problems import Findings, Problem


@dataclass(frozen=True, slots=True)
class Worked:
    """One measure of one subject.

    Attributes:
        value: exact, after the measure's one rounding; None where there is none.
        working: how it came about, as a note with the code ``working.<take>…`` and every figure among its facts.
        lack: why there is no value, as a word: ``branch`` (not of the subject's branch), ``missing``, ``no_whole``,
            ``undecided``, ``no_reference``; empty where there is one.
    """

    value: Fraction | None
    working: Problem
    lack: str = ""


class Reason(StrEnum):
    """What became of a subject that fails no gate.

    ``AWARDED`` it has a prize; ``TIE_PENDING`` it stands in a tie that people must part; ``WAITING`` something about
    it or its table is still open; ``BELOW_QUOTA`` its place gets no prize; ``CAPPED`` its unit or it has as many
    prizes as the table allows; ``BELOW_MINIMUM`` the table asks for more; ``OUT_OF_TABLES`` no prize table of
    the review is for it, or it is considered in another; ``UNRANKED`` it has no value to be ordered by; ``MEETS`` it
    meets every gate, and the review has no prize table.
    """

    AWARDED = "AWARDED"
    TIE_PENDING = "TIE_PENDING"
    WAITING = "WAITING"
    BELOW_QUOTA = "BELOW_QUOTA"
    CAPPED = "CAPPED"
    BELOW_MINIMUM = "BELOW_MINIMUM"
    OUT_OF_TABLES = "OUT_OF_TABLES"
    UNRANKED = "UNRANKED"
    MEETS = "MEETS"


@dataclass(frozen=True, slots=True)
class Failed:
    """A gate that a subject fails: its id, the reason's code, the value found (None: none), what was needed.

    Of a gate on the first places, the value found is the place.
    """

    gate: str
    reason: str
    value: Fraction | None = None
    needed: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is reviewed.

    Attributes:
        code: short and stable while the sheets stand: a unit's code in the roster, ``DV-01`` where it has none; a
            person's ``DV-01.3``: the third person of the unit in the order of names and keys.
        name: as printed; unit: name of the unit, the same as ``name`` for units; unit_code: its code.
        facts: the text cells of the subject's row in the roster and in its own sheet, by column id.
    """

    code: EntryCode
    name: str
    unit: str
    unit_code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SubjectResult:
    """One subject reviewed.

    Attributes:
        subject: who; values: by measure id, in the rules' order.
        failed: gates not met; waiting: ids of gates on which the council has not spoken yet.
        reasons: codes of what became of it, in order: those of the failed gates; else one of :class:`Reason`.
        met: ids of gates that it meets for certain; one that stands nowhere is open, or not for its branch.
    """

    subject: Subject
    values: Mapping[str, Worked]
    failed: tuple[Failed, ...]
    waiting: tuple[str, ...]
    reasons: tuple[str, ...]
    met: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundScores:
    """What a review takes from a judged round.

    Attributes:
        round: its id; final: its result is locked.
        official: official score by code; units: codes of the units in the roster, by code of the entry.
        unknown: names of units of its entries that the roster does not know.
        digests: of the ballots that count, so that a decision of the review rests on them too.
        named: False while the codes of a blind round are closed, so that nobody knows whose entries they are.
        authors: folded names of the authors, by code of the entry; told only where a review of persons reads the
            round.
    """

    round: RoundId
    final: bool
    official: Mapping[EntryCode, Fraction]
    units: Mapping[EntryCode, tuple[str, ...]]
    unknown: tuple[str, ...] = ()
    digests: tuple[Digest, ...] = ()
    named: bool = True
    authors: Mapping[EntryCode, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a review rests on.

    Attributes:
        sheets: those in force, of every part.
        rounds: the judged rounds that its measures read, as far as they were worked out.
        decisions: all of the contest.
        barred: folded names of people whom the rules bar, with the folded name of their unit (empty: any).
    """

    sheets: tuple[FigureSheet, ...]
    rounds: tuple[RoundScores, ...] = ()
    decisions: tuple[Decision, ...] = ()
    barred: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """All that a review came to.

    Attributes:
        review: its id.
        subjects: all, those with a place first and in its order, then by code.
        ranking: of those who meet every gate; ``official`` of a place is its first measure of the order.
        awards: the prize tables that it fills, in the definition's order.
        questions: everything that stops it from being official; notes: what the minutes list.
        rests_on: digests that decisions of the review must name: SHA-256 of the canonical text of the sheets, and
            of the ballots of the rounds.
    """

    review: RoundId
    subjects: tuple[SubjectResult, ...]
    ranking: Ranking
    awards: tuple[Awards, ...]
    questions: Findings
    notes: Findings
    rests_on: tuple[Digest, ...] = ()
