"""Secretary: the official clock of a defence. Every start, stop and correction is an act in the contest's log.

The times themselves follow from the log: the last line of a team and phase says how many seconds were used. A later
correction supersedes, and both stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.values.identity import EntryCode, RoundId
from judge_desk.contest.values.problems import BadInput, NotNow
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.standing import editions_of
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_line
from judge_desk.stores.round_tables import read_packages

PHASES: Final = ("talk", "questions")
DOINGS: Final = ("start", "pause", "reset", "correct", "limit", "restored")
LONGEST: Final = 24 * 3600
"""Seconds of the longest time that a clock is believed."""
_ACT: Final = "clock"


@dataclass(frozen=True, slots=True)
class ClockNote:
    """One act on a team's clock: when (ISO local), who, which team, what, in which phase, seconds used then, why."""

    at: str
    actor: str
    code: EntryCode
    doing: str
    phase: str
    seconds: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class TeamTime:
    """What a team used: seconds by phase (absent: never begun), and seconds over the limit of the rules by phase."""

    code: EntryCode
    title: str
    people: str
    used: Mapping[str, int]
    over: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Clocks:
    """The clocks of a round: teams in their order, limits by phase (None: the rules set none), every act."""

    title: str
    round: Round
    teams: tuple[TeamTime, ...]
    limits: Mapping[str, int | None]
    notes: tuple[ClockNote, ...]


def clocks_of(folder: Path, round_id: str, around: Surroundings) -> Clocks:
    """Read the clocks of a round from the log.

    Raises:
        NotNow: the round's package is not issued: nobody knows the teams yet.
        Refusal: the folder cannot be read, or there is no such round.
    """
    with open_folder(folder, read_only=True) as contest:
        return _clocks(contest, contest.round(round_id))


def _clocks(contest: ContestFolder, round_: Round) -> Clocks:
    if not read_packages(contest.store, round_.id):
        raise NotNow("team_clock.no_teams", where=round_.title)
    manifest, _ = editions_of(contest, round_.id)[-1]
    limits = {
        "talk": round_.talk_seconds if isinstance(round_.talk_seconds, int) else None,
        "questions": round_.question_seconds if isinstance(round_.question_seconds, int) else None,
    }
    notes = _notes(contest, round_.id)
    teams = tuple(
        _team(each.code, each.title, ", ".join((*each.authors, *each.units)), notes, limits)
        for each in manifest.entries
        if not each.withdrawn
    )
    return Clocks(contest.definition.short_title, round_, teams, limits, notes)


def _notes(contest: ContestFolder, round_id: RoundId) -> tuple[ClockNote, ...]:
    return tuple(
        ClockNote(
            line.stated_time,
            line.actor,
            EntryCode(str(line.facts["code"])),
            str(line.facts["doing"]),
            str(line.facts["phase"]),
            int(line.facts["seconds"]),
            str(line.facts["reason"]),
        )
        for line in contest.store.log()
        if line.what == _ACT and line.facts["round"] == round_id
    )


def _team(
    code: EntryCode, title: str, people: str, notes: Sequence[ClockNote], limits: Mapping[str, int | None]
) -> TeamTime:
    moved = [each for each in notes if each.code == code and each.doing != "limit"]
    used = {each.phase: each.seconds for each in moved}
    over = {
        phase: seconds - limit
        for phase, seconds in used.items()
        if (limit := limits[phase]) is not None and seconds > limit
    }
    return TeamTime(code, title, people, used, over)


def note(
    folder: Path, round_id: str, code: str, doing: str, phase: str, seconds: int, reason: str, around: Surroundings
) -> None:
    """Write an act on a team's clock into the log.

    Raises:
        BadInput: no such team, phase, act or time; or a correction without a reason.
        NotNow: the round's package is not issued.
        Refusal: the folder cannot be written.
    """
    if doing not in DOINGS or phase not in PHASES or not 0 <= seconds <= LONGEST:
        raise BadInput("team_clock.bad", where=code, seconds=seconds)
    said = tidy_line(reason)
    if doing == "correct" and not said:
        raise BadInput("team_clock.no_reason", where=code)
    with open_folder(folder) as contest:
        round_ = contest.round(round_id)
        if all(each.code != code for each in _clocks(contest, round_).teams):
            raise BadInput("team_clock.no_team", where=code, round=round_.title)
        facts: dict[str, str | int] = {
            "round": str(round_.id),
            "code": code,
            "doing": doing,
            "phase": phase,
            "seconds": seconds,
            "reason": said,
        }
        with contest.store.act(around.operator, _ACT, facts, around.now()):
            pass  # the act is its line in the log
