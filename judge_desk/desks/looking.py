"""Look at a folder without changing anything: what kind it is, and all that a contest folder shows at one glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.register.panel import Person
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.values.decisions import Decision, DecisionKind, latest
from judge_desk.contest.values.identity import RoundId
from judge_desk.desks.calendar import CalendarView, calendar_of
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.founding import Overview, ReviewOverview, RoundOverview, overview_of
from judge_desk.desks.paper_shelf import OLD, KeptPaper, Shelf, shelf_in
from judge_desk.desks.register import entries_of
from judge_desk.desks.reviews.standing import ReviewStanding, every_review_standing
from judge_desk.desks.safekeeping import copies
from judge_desk.desks.standing import Standing, every_standing
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.stored_names import DOCUMENTS
from judge_desk.stores.panel_tables import read_people
from judge_desk.stores.round_tables import read_codes

MINUTES: Final = "bien-ban-ban-giam-khao.pdf"
REVIEW_MINUTES: Final = "bien-ban-hop-xet.pdf"


@dataclass(frozen=True, slots=True)
class RoundView:
    """One round.

    Attributes:
        overview: where it stands; standing: worked out, None before a package was issued.
        titles: by code; empty while a blind round's code table is closed.
        minutes: the newest print, None before one was made; papers: the folder of that print.
        printed: how many papers in force were printed; stale: how many of them show other data than now.
        sample: whether its rubric is a sample; shelf: the papers that it can have and those that were made.
    """

    overview: RoundOverview
    standing: Standing | None
    titles: Mapping[str, str]
    minutes: Path | None
    papers: Path | None
    printed: int
    stale: int
    sample: bool
    shelf: Shelf


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One review.

    Attributes:
        overview: where it stands; standing: worked out.
        minutes, papers, printed, stale, shelf: of its papers, as of a round.
        sample: whether its rules are a sample.
    """

    overview: ReviewOverview
    standing: ReviewStanding
    minutes: Path | None
    papers: Path | None
    printed: int
    stale: int
    sample: bool
    shelf: Shelf


@dataclass(frozen=True, slots=True)
class LastAct:
    """The newest line of the log: its number (how many there are), stated time, who, and the word of the act."""

    number: int
    stated_time: str
    actor: str
    what: str


@dataclass(frozen=True, slots=True)
class ContestView:
    """A contest folder as it stands: its short title, its overview, every round and review, and what the stages go by.

    Attributes:
        definition: the rules in force; decisions: all, by number; people: the panel in force.
        last: the newest act; copies: names of the copies of the file, newest first.
        calendar: what the plan wants done, as it stands today; without items where the rules have none.
    """

    folder: Path
    title: str
    overview: Overview
    rounds: tuple[RoundView, ...]
    definition: Definition
    decisions: tuple[Decision, ...]
    people: tuple[Person, ...]
    last: LastAct
    copies: tuple[str, ...]
    calendar: CalendarView
    reviews: tuple[ReviewView, ...] = ()


def look_at(folder: Path, around: Surroundings) -> ContestView:
    """Look at a contest folder; nothing in it is changed.

    Raises:
        Refusal: no contest folder, or its file is damaged, in use, or from a newer program.
    """
    with open_folder(folder, read_only=True) as contest:
        around.progress("progress.looking_at", 0, 2)
        standings = every_standing(contest)
        reviewed = every_review_standing(contest, standings)
        around.progress("progress.looking_at", 1, 2)
        over = overview_of(contest, standings, reviewed)
        rounds = tuple(_round(contest, each, standings.get(each.id)) for each in over.rounds)
        newest = contest.store.log()[-1]
        return ContestView(
            folder,
            contest.definition.short_title,
            over,
            rounds,
            contest.definition,
            contest.decisions,
            read_people(contest.store),
            LastAct(newest.seq, newest.stated_time, newest.actor, newest.what),
            copies(folder),
            calendar_of(contest, around.now()[:10]),
            tuple(_review(contest, each, reviewed[each.id]) for each in over.reviews),
        )


def title_of(folder: Path) -> str:
    """Give the short title of a contest folder.

    Raises:
        Refusal: as :func:`look_at`.
    """
    with open_folder(folder, read_only=True) as contest:
        return contest.definition.short_title


def _round(contest: ContestFolder, over: RoundOverview, standing: Standing | None) -> RoundView:
    shelf = shelf_in(contest, standing) if standing is not None else Shelf((), 0, can_print=False)
    in_force = shelf.in_force
    minutes = _minutes(contest, over.id, in_force, MINUTES)
    return RoundView(
        over,
        standing,
        _titles(contest, over),
        minutes,
        minutes.parent if minutes is not None else None,
        len(in_force),
        _stale(shelf),
        contest.round(over.id).rubric.sample,
        shelf,
    )


def _review(contest: ContestFolder, over: ReviewOverview, standing: ReviewStanding) -> ReviewView:
    shelf = shelf_in(contest, standing)
    minutes = _minutes(contest, over.id, shelf.in_force, REVIEW_MINUTES)
    place = minutes.parent if minutes is not None else None
    counts = (len(shelf.in_force), _stale(shelf))
    return ReviewView(over, standing, minutes, place, *counts, standing.review.sample, shelf)


def _stale(shelf: Shelf) -> int:
    """Count the papers in force that would be others if they were made now."""
    return len({each.stem for each in shelf.in_force if each.kind and each.state in OLD})


def _titles(contest: ContestFolder, over: RoundOverview) -> Mapping[str, str]:
    opened = latest(contest.decisions, DecisionKind.UNSEAL, over.id) is not None
    if contest.round(over.id).blind and not opened:
        return {}
    codes = read_codes(contest.store, over.id)
    return {codes[entry.id]: entry.title for entry in entries_of(contest) if entry.id in codes}


def _minutes(contest: ContestFolder, place: RoundId, in_force: Sequence[KeptPaper], file: str) -> Path | None:
    prints = [each for each in in_force if each.file == file]
    if not prints:
        return None
    newest = prints[-1]
    places = sorted((contest.path / DOCUMENTS / place).glob(f"{newest.data_code}*/{file}"))
    return next((each for each in places if digest_of(each.read_bytes()) == newest.sha256), None)
