"""What an absent figure means: the rules say; blank is never zero unless they do."""

from __future__ import annotations

from dataclasses import dataclass

from judge_desk.contest.reviewing.case import Case, Found, without
from judge_desk.contest.reviewing.outcome import Subject
from judge_desk.contest.rulebook.reviews import Measure, Missing
from judge_desk.contest.rulebook.rules import Undecided


@dataclass(frozen=True, slots=True)
class Policy:
    """What absent figures of a measure mean, and how they are asked for."""

    case: Case
    measure: Measure
    part: str
    column: str

    def absent(self, subject: Subject, period: str) -> Found | None:
        """Give what an absent figure makes of a subject's measure; None where it is left out or counts as 0."""
        missing = self.measure.missing
        if isinstance(missing, Undecided):
            self.case.asked.undecided(missing)
            return without(self.measure, "undecided", "working.undecided", True, point=missing.code or missing.key)
        if missing is Missing.ASK:
            self.case.asked.figure_missing(self.part, period, self.column, subject.code)
        if missing in (Missing.ASK, Missing.LACKS):
            return without(self.measure, "missing", "working.missing", missing is Missing.ASK)
        return None

    @property
    def zero(self) -> bool:
        """Whether an absent figure counts as 0."""
        return self.measure.missing is Missing.ZERO
