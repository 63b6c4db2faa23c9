"""Secretary: found a contest folder, see where a contest stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from judge_desk.contest.register.entries import EntryState
from judge_desk.contest.rulebook.definition import Round, competes_in, short_hash
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.decisions import is_locked
from judge_desk.contest.values.identity import Digest, RoundId
from judge_desk.contest.values.problems import BadInput, Findings, NotNow
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.defining import DefinitionSummary, content_of, sound, summary_of
from judge_desk.desks.register import entries_of, states
from judge_desk.desks.reviews.standing import ReviewStanding, every_review_standing
from judge_desk.desks.standing import Standing, every_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import make_folder
from judge_desk.exchange.places import Place, place_of
from judge_desk.exchange.sealed.keys import KEY_BYTES
from judge_desk.stores.contest_file import ContestIdentity, StoredDefinition, create_contest, is_left_over
from judge_desk.stores.round_tables import read_codes


def found(folder: Path, definition: str, around: Surroundings, rehearsal: bool = False) -> DefinitionSummary:
    """Found a contest folder from a shipped definition's id or a file; as :func:`found_with`."""
    return found_with(folder, *content_of(definition), around, rehearsal)


def found_with(
    folder: Path, name: str, content: bytes, around: Surroundings, rehearsal: bool = False
) -> DefinitionSummary:
    """Found a contest folder from a definition's file name and bytes.

    Raises:
        BadInput: the definition has faults; every one is named. Or the folder lies on a disk that can be pulled out,
            on another machine, or in what a cloud service copies.
        NotNow: the folder holds something already.
        CannotWrite: the folder cannot be made.
    """
    parsed = sound(content, name)
    if not rehearsal:
        _check_place(folder)
    if folder.exists() and (not folder.is_dir() or not all(map(is_left_over, folder.iterdir()))):
        raise NotNow("contest.folder_not_empty", where=folder.name)
    make_folder(folder, private=True)
    stored = StoredDefinition(parsed.version, Digest(parsed.digest), name, content)
    identity = ContestIdentity(parsed.id, rehearsal)
    create_contest(folder, identity, stored, around.token(KEY_BYTES), around.operator, around.now()).close()
    return summary_of(parsed)


def _check_place(folder: Path) -> None:
    place = place_of(folder)
    if place is not Place.OWN:
        raise BadInput(f"contest.{place}", where=folder.name)


@dataclass(frozen=True, slots=True)
class RoundOverview:
    """Where a round stands: entries with a code, newest package (0: none), counted ballots of seats, open questions.

    ``fitting`` counts by state the entries of the fields that compete in it, drawn or not.
    """

    id: RoundId
    title: str
    entries: int
    package: int
    ballots: int
    seats: int
    questions: int
    final: bool
    fitting: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReviewOverview:
    """Where a review stands.

    Attributes:
        id, title: of the review.
        sheets: how many sheets of figures it reads are there; wanted: how many it reads.
        subjects: units or persons reviewed; met: how many of them meet every gate.
        questions: how many things are open; final: the result is locked.
    """

    id: RoundId
    title: str
    sheets: int
    wanted: int
    subjects: int
    met: int
    questions: int
    final: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Where a contest stands; ``entries`` counts them by state."""

    id: str
    title: str
    version: int
    short_hash: str
    rehearsal: bool
    entries: Mapping[str, int]
    rounds: tuple[RoundOverview, ...]
    open: tuple[Undecided, ...]
    findings: Findings
    reviews: tuple[ReviewOverview, ...] = ()


def overview(folder: Path, around: Surroundings) -> Overview:
    """Show where a contest stands, round by round."""
    with open_folder(folder, read_only=True) as contest:
        standings = every_standing(contest)
        return overview_of(contest, standings, every_review_standing(contest, standings))


def overview_of(
    contest: ContestFolder,
    standings: Mapping[RoundId, Standing],
    reviews: Mapping[RoundId, ReviewStanding] | None = None,
) -> Overview:
    """Show where an open contest stands; ``standings`` holds every round with a package, ``reviews`` every review."""
    counted = Counter(states(contest).values())
    return Overview(
        contest.definition.id,
        contest.definition.title,
        contest.definition.version,
        short_hash(contest.definition),
        contest.store.identity.rehearsal,
        {state.value: counted.get(state, 0) for state in EntryState},
        tuple(_round(contest, each, standings.get(each.id)) for each in contest.definition.rounds),
        contest.definition.undecided,
        contest.store.findings,
        tuple(review_overview(each) for each in (reviews or {}).values()),
    )


def review_overview(standing: ReviewStanding) -> ReviewOverview:
    """Say where a review stands that was worked out."""
    subjects = standing.result.subjects
    return ReviewOverview(
        standing.id,
        standing.title,
        len(standing.sheets),
        standing.wanted,
        len(subjects),
        sum(1 for each in subjects if not each.failed and not each.waiting),
        len(standing.questions),
        standing.locked,
    )


def _round(contest: ContestFolder, rules: Round, standing: Standing | None) -> RoundOverview:
    state = states(contest)
    fitting = Counter(state[each.id] for each in entries_of(contest) if competes_in(rules, each.field))
    return RoundOverview(
        rules.id,
        rules.title,
        len(read_codes(contest.store, rules.id)),
        standing.manifest.version if standing else 0,
        sum(1 for seat in standing.view.seats if seat.counted) if standing else 0,
        len(standing.view.seats) if standing else 0,
        len(standing.result.questions) if standing else 0,
        is_locked(contest.decisions, rules.id),
        {state.value: fitting.get(state, 0) for state in EntryState},
    )
