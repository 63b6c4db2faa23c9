"""Decisions of people: what the rules leave to them, with reason, names and the exact choice.

A decision is never changed. A later one on the same subject supersedes it, and both stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from judge_desk.contest.values.identity import Digest, RoundId


class DecisionKind(StrEnum):
    """What was decided; ``about`` and ``value`` are read accordingly.

    =============  ===============================  =====================================================
    kind           about                            value
    =============  ===============================  =====================================================
    RULE_POINT     (key of the definition,)         TOML value
    ENTRY          (entry id,)                      ``accept`` or ``refuse``
    WITHDRAW       (entry id, entry code or "")     ``withdrawn``
    BALLOT         (seat,)                          digest of the ballot that counts, or ``none``
    REFUSED_MARKS  (digest,)                        ``ignored``: marks on a recused pair are left out
    PAPER          (digest,)                        the 30 digits read off the signed sheet
    REOPEN         (seat,)                          digest of the ballot that may be replaced
    SEAT           (seat,)                          ``closed``
    SCORE          (entry code,)                    official mark as decimal text with a point
    TIE            (entry codes of the tie…)        the codes in decided order, parted by blanks
    CUT            (round id,)                      codes that go on, parted by blanks
    PRIZE          (table id, prize id)             codes that get it, parted by blanks, or ``vacant``
    SPECIAL        (entry code,)                    what is asked for or given, as text
    UNSEAL         (round id,)                      ``opened``
    FINAL          (round id,)                      data code of the result that is locked, or ``opened``
    =============  ===============================  =====================================================
    """

    RULE_POINT = "rule_point"
    ENTRY = "entry"
    WITHDRAW = "withdraw"
    BALLOT = "ballot"
    REFUSED_MARKS = "refused_marks"
    PAPER = "paper"
    REOPEN = "reopen"
    SEAT = "seat"
    SCORE = "score"
    TIE = "tie"
    CUT = "cut"
    PRIZE = "prize"
    SPECIAL = "special"
    UNSEAL = "unseal"
    FINAL = "final"


OPENED: Final = "opened"
"""Value of a FINAL decision that opens a locked result for a correction."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One recorded decision.

    Attributes:
        number: running number in the contest, from 1.
        round: the round it belongs to; empty for the contest as a whole.
        kind, about, value: see :class:`DecisionKind`.
        among: digests of the ballots it chose among; when another arrives, it no longer holds.
        reason: in words, never empty.
        people: who decided, as ``name (role)``.
        stated_time: ISO local time; decides nothing.
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


def is_locked(decisions: tuple[Decision, ...], round_id: RoundId) -> bool:
    """Say whether a round's result is locked: its latest FINAL decision locks and does not open it again."""
    final = latest(decisions, DecisionKind.FINAL, round_id)
    return final is not None and final.value != OPENED


def latest(decisions: tuple[Decision, ...], kind: DecisionKind, *about: str) -> Decision | None:
    """Give the decision in force on a subject: the one with the highest number."""
    found = [each for each in decisions if each.kind is kind and each.about == about]
    return max(found, key=lambda each: each.number, default=None)
