"""Decisions of people: what the rules leave to them, with reason, names and the exact choice.

A decision is never changed. A later one on the same subject supersedes it, and both stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from judge_desk.contest.values.identity import Digest, RoundId


class DecisionKind(StrEnum):
    """What was decided; ``about`` and ``value`` are read accordingly.

    =============  ===============================  =====================================================
    kind           about                            value
    =============  ===============================  =====================================================
    RULE_POINT     (key of the definition,)         TOML value
    RULES          (version, digest before, after)  what changed, as key paths parted by blanks
    ENTRY          (entry id,)                      ``accept`` or ``refuse``
    FINDING        (entry id, code of the finding)  ``accepted``, ``refused`` or ``reopened``; ``among``: which
    WITHDRAW       (entry id, entry code or "")     ``withdrawn``
    BALLOT         (seat,)                          digest of the ballot that counts, or ``none``
    REFUSED_MARKS  (digest,)                        ``ignored``: marks on a recused pair are left out
    PAPER          (digest,)                        the 30 digits read off the signed sheet
    REOPEN         (seat,)                          digest of the ballot that may be replaced
    SEAT           (seat,)                          ``closed``, or ``given``, judge id and name, parted by blanks
    DIALOGUE       (entry code,)                    what the judges said and came to, as text
    THIRD          (entry code,)                    who marks it once more: judge id and name, parted by a blank
    THIRD_MARK     (entry code, judge id)           that judge's marks in the rubric's order, parted by blanks
    SCORE          (entry code,)                    official mark as decimal text with a point
    TIE            (entry codes of the tie…)        the codes in decided order, parted by blanks
    CUT            (round id,)                      codes that go on, parted by blanks
    PRIZE          (table id, prize id)             codes that get it, parted by blanks, or ``vacant``
    SPECIAL        (entry code,)                    what is asked for or given, as text; behind the code may stand
                                                    ``criterion:<id>`` or ``field:<id>``: the special prize it is
    MET            (gate id, subject code)          ``met`` or ``not_met``: the council's word on a gate of a review
    UNSEAL         (round id,)                      ``opened``
    OPENING_KEY    (round id,)                      public opening key (hex) that takes the place of an issued one
    OPEN_BALLOTS   (round id,)                      the 30 digits that open closed ballots, or ``lost``; ``among``: the
                                                    closed files that were here
    APPROVE        (round id,)                      data code of the result that the office of the rules approved
    FINAL          (round id,)                      data code of the result that is locked, or ``opened``
    ANNOUNCE       (round id,)                      data code of the locked result that may leave the house
    =============  ===============================  =====================================================
    """

    RULE_POINT = "rule_point"
    RULES = "rules"
    ENTRY = "entry"
    FINDING = "finding"
    WITHDRAW = "withdraw"
    BALLOT = "ballot"
    REFUSED_MARKS = "refused_marks"
    PAPER = "paper"
    REOPEN = "reopen"
    SEAT = "seat"
    DIALOGUE = "dialogue"
    THIRD = "third"
    THIRD_MARK = "third_mark"
    SCORE = "score"
    TIE = "tie"
    CUT = "cut"
    PRIZE = "prize"
    SPECIAL = "special"
    MET = "met"
    UNSEAL = "unseal"
    OPENING_KEY = "opening_key"
    OPEN_BALLOTS = "open_ballots"
    APPROVE = "approve"
    FINAL = "final"
    ANNOUNCE = "announce"


OPENED: Final = "opened"
"""Value of a FINAL decision that opens a locked result for a correction."""


LATER: Final = {"later": True}
"""Marks a field that came after the first form: while it is None it stands in no file and in no hash."""


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes that were counted on a decision."""

    in_favour: int
    against: int
    abstained: int

    @property
    def cast(self) -> int:
        """How many were cast."""
        return self.in_favour + self.against + self.abstained


@dataclass(frozen=True, slots=True)
class Decision:
    """One recorded decision.

    Attributes:
        number: running number in the contest, from 1.
        round: the round or review it belongs to; empty for the contest as a whole.
        kind, about, value: see :class:`DecisionKind`.
        among: digests of the ballots it chose among; when another arrives, it no longer holds. Of a FINDING: the
            digests of the findings it is about, so that it is silent on a finding that has changed since.
        reason: in words, never empty.
        people: who decided, as ``name (role)``.
        stated_time: ISO local time; decides nothing.
        votes: counted, where the decision was put to the vote; None otherwise.
    """

    number: int
    round: RoundId
    kind: DecisionKind
    about: tuple[str, ...]
    value: str
    among: tuple[Digest, ...]
    reason: str
    people: tuple[str, ...]
    stated_time: str
    votes: Votes | None = field(default=None, metadata=LATER)


def is_locked(decisions: tuple[Decision, ...], round_id: RoundId) -> bool:
    """Say whether a round's result is locked: its latest FINAL decision locks and does not open it again."""
    final = latest(decisions, DecisionKind.FINAL, round_id)
    return final is not None and final.value != OPENED


def approved(decisions: tuple[Decision, ...], round_id: RoundId, data_code: str = "") -> Decision | None:
    """Give the approval in force of a round's result; with ``data_code``, only if it approves exactly this data."""
    found = latest(decisions, DecisionKind.APPROVE, round_id)
    return found if found is not None and data_code in ("", found.value) else None


def announced(decisions: tuple[Decision, ...], round_id: RoundId) -> Decision | None:
    """Give the decision that made a round's result public; None while the result is not locked, or is embargoed.

    A result that was opened, changed and locked again stands on other data: it must be announced anew.
    """
    final = latest(decisions, DecisionKind.FINAL, round_id)
    found = latest(decisions, DecisionKind.ANNOUNCE, round_id)
    if final is None or found is None or final.value == OPENED:
        return None
    return found if found.value == final.value else None


def latest(decisions: tuple[Decision, ...], kind: DecisionKind, *about: str) -> Decision | None:
    """Give the decision in force on a subject: the one with the highest number."""
    found = [each for each in decisions if each.kind is kind and each.about == about]
    return max(found, key=lambda each: each.number, default=None)


def replaced_rules(decisions: Iterable[Decision], digest: str) -> frozenset[str]:
    """Give the digests of the older versions of the rules that recorded decisions replaced on the way to this one."""
    found = {digest}
    steps = [each for each in decisions if each.kind is DecisionKind.RULES]
    for step in sorted(steps, key=lambda each: each.number, reverse=True):
        _, before, after = step.about
        if after in found:
            found.add(before)
    return frozenset(found - {digest})
