"""Where and with whom a round is rehearsed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from judge_desk.contest.register.panel import Person
from judge_desk.contest.values.identity import RoundId


@dataclass(frozen=True, slots=True)
class Stage:
    """Where and with whom a round is rehearsed; ``number`` counts rounds from 1."""

    contest: Path
    out: Path
    seed: str
    round: RoundId
    number: int
    people: tuple[Person, ...]

    @property
    def stick(self) -> Path:
        """The stick of the round: package out, ballots back."""
        return self.out / f"usb-{self.number}-{self.round}"
