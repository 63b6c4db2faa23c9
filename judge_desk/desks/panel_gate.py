"""What a change of the panel means for seats that were drawn or issued, and whether a draw still fits the panel."""

from __future__ import annotations

from collections.abc import Iterable

from judge_desk.contest.register.panel import DeclaredConflict, Person, SeatHolder, judges_of
from judge_desk.contest.register.reseating import late_conflicts
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.values.problems import Findings, Problem, Severity
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.register import entries_of
from judge_desk.stores.panel_tables import read_conflicts, read_people
from judge_desk.stores.round_tables import read_assignment, read_packages, read_seats


def gate(contest: ContestFolder, people: tuple[Person, ...], declared: tuple[DeclaredConflict, ...]) -> Findings:
    """Say what a panel would mean for every round that was drawn.

    After the package was issued nobody who holds a seat may leave or be called otherwise (``panel.seated``, stops);
    before that the lot has to be drawn again (``panel.draw_again``).
    """
    found: list[Problem] = []
    for round_ in contest.definition.rounds:
        holders = read_seats(contest.store, round_.id)
        if read_packages(contest.store, round_.id):
            found += _moved(round_, holders, people)
            found += _late(contest, round_, holders, people, declared)
        elif holders:
            found += _stale(contest, round_, holders, people, declared)
    return tuple(found)


def draw_fits(contest: ContestFolder, round_: Round) -> Findings:
    """Say why the lot of a round no longer fits the panel; empty while it does, or before it was drawn."""
    holders = read_seats(contest.store, round_.id)
    people, declared = read_people(contest.store), read_conflicts(contest.store)
    return tuple(_stale(contest, round_, holders, people, declared)) if holders else ()


def _moved(round_: Round, holders: Iterable[SeatHolder], people: tuple[Person, ...]) -> list[Problem]:
    names = {person.id: person.name for person in people}
    return [
        Problem("panel.seated", Severity.STOP, round_.title, {"seat": holder.seat, "name": holder.name})
        for holder in holders
        if names.get(holder.judge) != holder.name
    ]


def _late(
    contest: ContestFolder,
    round_: Round,
    holders: Iterable[SeatHolder],
    people: tuple[Person, ...],
    declared: tuple[DeclaredConflict, ...],
) -> list[Problem]:
    by_id = {person.id: person for person in people}
    sitting = {h.seat: by_id[h.judge] for h in holders if h.until is None and h.judge in by_id}
    pairs = read_assignment(contest.store, round_.id)
    found = late_conflicts(pairs, entries_of(contest), sitting, declared)
    counts = {seat: sum(1 for each in found if each.seat == seat) for seat in sitting}
    return [
        Problem(
            "panel.conflict_late",
            Severity.ASK,
            round_.title,
            {"seat": seat, "name": sitting[seat].name, "count": count},
        )
        for seat, count in counts.items()
        if count
    ]


def _stale(
    contest: ContestFolder,
    round_: Round,
    holders: tuple[SeatHolder, ...],
    people: tuple[Person, ...],
    declared: tuple[DeclaredConflict, ...],
) -> list[Problem]:
    """Compare who was seated by the lot with who would judge now, and look for pairs in conflict."""
    sitting = {(h.judge, h.name) for h in holders if h.until is None}
    same = sitting == {(person.id, person.name) for person in judges_of(people, round_.id)}
    if same and not _late(contest, round_, holders, people, declared):
        return []
    return [Problem("panel.draw_again", Severity.ASK, round_.title, {"round": round_.title})]
