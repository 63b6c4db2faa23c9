"""What a rehearsal decided and marked, for a journey that does the same by hand; and what both must come to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from judge_desk.bootstrap import surroundings
from judge_desk.contest.merge.ballots import Ballot, Source
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.desks import scoring, sealing
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.papers.result_data import result_data
from judge_desk.desks.rehearsing import Played
from judge_desk.desks.sealing import Sealed
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.desks.surroundings import Surroundings


def standing_of(folder: Path, round_: str) -> Standing:
    """Work out a round of a contest."""
    with open_folder(folder, read_only=True) as contest:
        return round_standing(contest, contest.round(round_).id)


@dataclass(frozen=True)
class Story:
    """A rehearsal that was played."""

    played: Played

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, in order."""
        with open_folder(self.played.folder, read_only=True) as contest:
            return tuple(contest.decisions)

    def decided(self, kind: DecisionKind, round_: str = "") -> list[Decision]:
        """Give the decisions of a kind in a round, or about the contest."""
        return [each for each in self.decisions if (each.kind, each.round) == (kind, round_)]

    def ballots(self, round_: str) -> dict[int, list[Ballot]]:
        """Give the ballots of every seat, by revision."""
        found: dict[int, list[Ballot]] = {}
        for each in sorted(standing_of(self.played.folder, round_).ballots, key=lambda one: one.ballot.revision):
            found.setdefault(int(each.ballot.seat), []).append(each.ballot)
        return found


@dataclass(frozen=True)
class Judge:
    """A judge with a laptop: opens the package, writes the marks of a ballot, seals, and seals again."""

    home: Path
    seat: int
    round: str

    @property
    def around(self) -> Surroundings:
        """The judge's own machine."""
        given = surroundings(operator=f"Ghế {self.seat}")
        return Surroundings(given.now, given.token, self.home / "khoa", given.operator, given.progress)

    @property
    def file(self) -> Path:
        """The score file."""
        return self.home / f"{self.round}.jdscore"

    def sit(self, package: Path, pin: str) -> None:
        """Open the package with the PIN of the letter."""
        self.home.mkdir(parents=True, exist_ok=True)
        scoring.open_package(package, self.seat, pin, self.file, self.around)

    def mark(self, ballot: Ballot) -> None:
        """Write the marks of a ballot that differ from what is there."""
        with open_judge_file(self.file) as judge, judge.score.together():
            there, now = judge.score.marks(), self.around.now()
            for line in ballot.lines:
                if line.recused:
                    if line.code not in judge.score.recusals():
                        judge.score.recuse(line.code, line.reason, now)
                    continue
                for leaf, steps in zip(ballot.columns, line.marks, strict=True):
                    if there.get((line.code, leaf)) != steps and steps is not None:
                        judge.score.mark(line.code, leaf, steps, now)

    def seal(self, target: Path) -> Sealed:
        """Seal onto a stick; the sheet to sign lies beside the ballot."""
        return sealing.seal(self.file, target, self.around)

    def open_again(self, decision: Decision) -> None:
        """Open the sealed marks on the secretary's word."""
        sealing.reopen(self.file, decision.reason, decision.people[0], self.around)


def is_paper(ballot: Ballot) -> bool:
    """Say whether a ballot was typed from paper."""
    return ballot.source is Source.PAPER


def outcome(standing: Standing) -> str:
    """Write what a round came to, without what depends on keys and clocks alone.

    Ballots are told by seat, name and revision, without digest and code; decisions by what they say instead of their
    number, for a window records more steps on the way to them.
    """
    known = {each.number: each for each in standing.decisions}
    data = result_data(standing)
    del data["data_code"]
    for each in data["ballots"]:
        del each["digest"], each["code"]
    return json.dumps(_told(data, known), ensure_ascii=False, indent=1)


def _told(value: Any, known: Mapping[int, Decision]) -> Any:
    """Put what a decision says in the place of its number, wherever one stands."""
    if isinstance(value, list):
        return [_told(each, known) for each in value]
    if not isinstance(value, dict):
        return value
    told = {name: _told(each, known) for name, each in value.items()}
    number = value.get("decision")
    if number is not None:
        made = known[number]
        told["decision"] = [made.kind.value, sorted(made.about), made.value, made.reason, list(made.people)]
    return told
