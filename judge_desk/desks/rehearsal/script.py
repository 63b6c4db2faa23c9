"""What the acts of a rehearsal share: what is rehearsed, who takes part, what has happened so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.values.decisions import DecisionKind, Votes
from judge_desk.desks import deciding
from judge_desk.desks.deciding import Request
from judge_desk.desks.rehearsal.material import RehearsalMaterial
from judge_desk.desks.surroundings import Surroundings
from judge_desk.wording.catalogue import Catalogue, open_catalogue

RECORD: Final = open_catalogue("vi")
"""What is recorded is Vietnamese, whatever language the story is told in: the same seed gives the same bytes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to rehearse.

    Attributes:
        folder: a new one; contest: a shipped definition; seed: any text.
        entries: in the register, where the contest has a round; judges: on the panel.
        papers: about so many rows in a sheet of people (quiz of one week), where the contest has such sheets.
    """

    folder: Path
    contest: str
    entries: int
    judges: int
    seed: str
    papers: int = 300


@dataclass(slots=True)
class Script:
    """What the acts share; ``story`` is what happened, in sentences."""

    plan: Plan
    definition: Definition
    made: RehearsalMaterial
    secretary: Surroundings
    words: Catalogue
    folder: Path
    story: list[str] = field(default_factory=list)

    def tell(self, key: str, **facts: str | int) -> None:
        """Add a sentence to the story."""
        self.story.append(self.words.say(f"rehearsal.{key}", **facts))

    def people(self, role: str, most: int = 9) -> tuple[str, ...]:
        """Give people of a role as decisions name them: name (role)."""
        found = [p for p in self.made.people if p.role.value == role]
        return tuple(f"{p.name} ({RECORD.say(f'role.{p.role}')})" for p in found[:most])

    def decide(
        self,
        kind: DecisionKind,
        about: tuple[str, ...],
        value: str,
        reason: str,
        people: tuple[str, ...],
        where: str = "",
        votes: Votes | None = None,
    ) -> None:
        """Record a decision; ``reason`` is the key of its sentence, ``where`` the round or review."""
        why = RECORD.say(f"rehearsal.{reason}")
        deciding.decide(self.folder, Request(where, kind, about, value, why, people, votes), self.secretary)
