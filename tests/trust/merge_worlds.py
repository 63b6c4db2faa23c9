"""Random panels, merged in many orders: one view, and every file is accounted for by a named condition.

A world has a chain of packages (seats closed, given and new; entries withdrawn; files changed), ballots by several
hands with revisions, forks, gaps, stray ones of other contests and packages, clashing codes, files that could not be
believed, closed ballots that nobody can open yet, and decisions that hold, lapse, contradict or name what is not there.
It is looked at whole, in several orders with repetitions, one file at a time, with every stated time changed, and as
two secretaries who exchange their folders.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.merge.merging import (
    Condition,
    HeldFile,
    IncomingFile,
    Issued,
    PanelView,
    RefusedFile,
    cast_lines,
    panel_view,
    plan_merge,
    row_finding,
)
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.rulebook.rubric import allows, judged_leaves
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import Digest, Seat
from tests.contest.notation import ballot, choose, code, decision, digest_of, entry, holder, issue, manifest
from tests.trust.drill import Count, Drill, Tally

ORDERS: Final = 4
STRAY: Final = ("merge.stray_contest", "merge.stray_round")
CLOSED: Final = (
    Condition.CLOSED,
    Condition.CLOSED,
    Condition.SAME_AGAIN,
    Condition.OTHER_OPENING,
    Condition.CANNOT_OPEN,
)
REFUSALS: Final = (Condition.UNREADABLE, Condition.ALTERED, Condition.BAD_SIGNATURE, Condition.OTHER_CONTEST)


@dataclass(frozen=True, slots=True)
class World:
    """What might reach a secretary: packages, ballots, files that nobody can believe, closed ones, decisions."""

    issued: Issued
    ballots: tuple[SealedBallot, ...]
    refused: tuple[RefusedFile, ...]
    held: tuple[HeldFile, ...]
    decisions: tuple[Decision, ...]

    @property
    def ours(self) -> tuple[SealedBallot, ...]:
        """Give the ballots of this contest and round."""
        here = (self.issued.contest, self.issued.round)
        return tuple(each for each in self.ballots if (each.ballot.contest, each.ballot.round) == here)


def make_world(chance: random.Random) -> World:
    """Draw a world."""
    seats, entries, calm = chance.randint(1, 5), chance.randint(1, 6), chance.random() < 0.4
    issued = _issued(chance, seats, entries)
    names = "ABCDEFGHIJ"[: chance.randint(0, 10)]
    chains = _chains(chance, names, seats)
    made = tuple(
        ballot(chains[at] if calm else _picture(chance, name, names[:at], seats, entries), issued)
        for at, name in enumerate(names)
    )
    said = tuple(_said(chance, made, seats, entries) for _ in range(chance.choice((0, 0, 1, 2, 4, 6))))
    refused = tuple(RefusedFile(f"la-{n}", chance.choice(REFUSALS)) for n in range(chance.choice((0, 0, 1, 2))))
    held = tuple(
        HeldFile(f"kin-{n}", chance.choice(CLOSED), Seat(chance.randint(1, seats)), digest_of(f"closed {n}"))
        for n in range(chance.choice((0, 0, 0, 1, 3)))
    )
    return World(issued, made, refused, held, said)


def _issued(chance: random.Random, seats: int, entries: int) -> Issued:
    """Draw up to three packages, each as the one before with a change or two."""
    panel = [holder(seat) for seat in range(1, seats + 1)]
    works = []
    for number in range(1, entries + 1):
        marked_by = " ".join(str(s) for s in range(1, seats + 1) if chance.random() < 0.8)
        works.append(entry(number, marked_by or "1"))
    packages = [manifest(1, tuple(works), tuple(panel))]
    for version in range(2, chance.choice((2, 2, 3, 4))):
        place = chance.randrange(len(works))
        if chance.random() < 0.6:
            works[place] = replace(works[place], withdrawn=True)
        else:
            works[place] = entry(place + 1, " ".join(map(str, works[place].seats)), content=f"bản {version}")
        if chance.random() < 0.6:
            panel = _seated_anew(chance, panel, version)
        lost = chance.random() < 0.1
        packages.append(manifest(version, tuple(works), tuple(panel), previous=digest_of("lost") if lost else None))
    return issue(*packages)


def _seated_anew(chance: random.Random, panel: list[SeatHolder], version: int) -> list[SeatHolder]:
    place = chance.randrange(len(panel))
    if panel[place].until is not None:
        return panel
    closed = replace(panel[place], until=version - 1)
    taker = [holder(panel[place].seat, f"Người{version}", since=version)] if chance.random() < 0.7 else []
    return [*panel[:place], closed, *panel[place + 1 :], *taker]


def _chains(chance: random.Random, names: str, seats: int) -> list[str]:
    """Picture judges as they mostly are: one revision after the other, now and then two of them, or a second laptop."""
    last: dict[int, tuple[str, int]] = {}
    pictures = []
    for name in names:
        seat = chance.randint(1, seats)
        before, revision = last.get(seat, ("", 0))
        words = [name, "seat", str(seat), "key", "b" if chance.random() < 0.05 else "a", "rev", str(revision + 1)]
        if before:
            words += ["after", before]
        if not before or chance.random() < 0.9:
            last[seat] = (name, revision + 1)
        pictures.append(" ".join(words))
    return pictures


def _picture(chance: random.Random, name: str, earlier: str, seats: int, entries: int) -> str:
    seat = chance.choice((1, 1, *range(1, seats + 1), seats + 1, 9) if chance.random() < 0.2 else range(1, seats + 1))
    words = [name, "seat", str(seat), "key", chance.choice("aaab"), "rev", str(chance.choice((1, 1, 2, 2, 3)))]
    if earlier and chance.random() < 0.6:
        words += ["after", chance.choice([*earlier, "lost"] if chance.random() < 0.15 else earlier)]
    if chance.random() < 0.3:
        words += ["package", chance.choice(("v1", "v1", "v2", "strange"))]
    rare = (["source", "paper"], ["state", "partial"], ["contest", "x"], ["round", "x"], ["code", "7" * 30])
    if chance.random() < 0.35:
        words += chance.choice((*rare, ["definition", "x"], ["name", "Người2"], ["columns", "1"]))
    return " ".join(words) + " " + _marks(chance, entries)


def _marks(chance: random.Random, entries: int) -> str:
    if chance.random() < 0.5:
        return ""
    lines = []
    for number in range(1, entries + chance.choice((1, 1, 1, 2))):
        if chance.random() < 0.85:
            lines.append(f"| {number} = {chance.choice(('10 4', '0 0', '10 4', '20 2', 'R', '10 .', '99 4', 'R 5 5'))}")
    return " ".join(lines)


def _said(chance: random.Random, made: Sequence[SealedBallot], seats: int, entries: int) -> Decision:
    number, seat = chance.randint(1, 5), chance.randint(1, seats)
    here = [each.ballot.nonce for each in made if each.ballot.seat == seat]
    among = " ".join(name for name in here if chance.random() < 0.9)
    kind = chance.choice(("choose", "choose", "choose", "close", "give", "paper", "ignore", "withdraw"))
    if kind == "choose":
        return choose(number, seat, chance.choice([*here, "none"]), among)
    if kind in ("close", "give"):
        value = "closed" if kind == "close" else "given gk9 Người khác"
        return decision(number, DecisionKind.SEAT, str(seat), value, among)
    if kind == "withdraw" or not made:
        gone = decision(number, DecisionKind.WITHDRAW, "17", "withdrawn")
        return replace(gone, about=("17", code(chance.randint(1, entries))))
    about = chance.choice(made)
    if kind == "paper":
        return decision(number, DecisionKind.PAPER, about.digest, chance.choice((about.code, about.code, "1" * 30)))
    return decision(number, DecisionKind.REFUSED_MARKS, about.digest, "ignored")


def broken_promises(world: World, chance: random.Random) -> list[str]:
    """Give every promise that a world breaks, in words."""
    view = panel_view(world.issued, world.ballots, world.decisions)
    return [
        *_one_view(world, view, chance),
        *_accounted(world, view),
        *_asked_or_settled(view),
        *_decided_among_all(world, view),
        *_sound_lines(world, view),
        *_two_secretaries(world, chance),
        *_no_clock(world, view),
    ]


def _one_view(world: World, view: PanelView, chance: random.Random) -> list[str]:
    found = []
    for _ in range(ORDERS):
        arrived = [*world.ballots, *(chance.choices(world.ballots, k=3) if world.ballots else [])]
        said = [*world.decisions, *world.decisions]
        chance.shuffle(arrived)
        chance.shuffle(said)
        if panel_view(world.issued, arrived, tuple(said)) != view:
            found.append("another order, another view")
    kept: list[SealedBallot] = []
    for file in chance.sample(_files(world.ballots), len(world.ballots)):
        plan = plan_merge(world.issued, kept, [file], world.decisions)
        kept += [file.sealed for row in plan.rows if row.keep]
    if panel_view(world.issued, kept, world.decisions) != panel_view(world.issued, world.ours, world.decisions):
        found.append("one at a time, another view")
    return found


def _accounted(world: World, view: PanelView) -> list[str]:
    """Every ballot is counted or named at its seat exactly once, or stands in a note; every file has its row."""
    named = Counter(digest for seat in view.seats for digest, _ in seat.others)
    named.update(seat.counted.digest for seat in view.seats if seat.counted is not None)
    found = [
        f"ballot {each.ballot.nonce} named {named[each.digest]} times" for each in world.ours if named[each.digest] != 1
    ]
    strays = sum(1 for problem in view.notes if problem.code in STRAY)
    if sum(named.values()) != len(world.ours) or strays != len(world.ballots) - len(world.ours):
        found.append("a ballot too many or too few")
    plan = plan_merge(
        world.issued, (), [*_files(world.ballots), *world.refused, *_files(world.ballots)], world.decisions
    )
    if len(plan.rows) != 2 * len(world.ballots) + len(world.refused) or any(not row_finding(r).code for r in plan.rows):
        found.append("a file without a row")
    if [row.digest for row in plan.rows if row.keep] != [each.digest for each in world.ours]:
        found.append("kept is not what belongs here, once each")
    if any(row.keep for row in plan.rows if row.name.startswith("la-")):
        found.append("a refused file is kept")
    found += _closed_change_nothing(world)
    again = plan_merge(world.issued, world.ours, _files(world.ballots), world.decisions)
    if again.after != again.before or any(row.keep for row in again.rows):
        found.append("merging again changes something")
    return found


def _closed_change_nothing(world: World) -> list[str]:
    """Closed ballots stand in the plan, are kept where they may be opened later, and change no view."""
    plain = plan_merge(world.issued, (), _files(world.ballots), world.decisions)
    plan = plan_merge(world.issued, (), [*world.held, *_files(world.ballots)], world.decisions)
    kept = [row.name for row in plan.rows[: len(world.held)] if row.keep]
    wanted = [each.name for each in world.held if each.condition is Condition.CLOSED]
    same = plan.after == plain.after and plan.rows[len(world.held) :] == plain.rows
    return [] if same and kept == wanted else ["a closed ballot changes a view, or is not kept"]


def _asked_or_settled(view: PanelView) -> list[str]:
    """No seat stays uncounted in silence, no rival is passed over, and nothing is superseded by what is not there."""
    asked = {problem.facts["seat"] for problem in view.open}
    found = []
    for seat in view.seats:
        live = any(seat.seat in each.seats for each in view.issued.entries if not each.withdrawn)
        vacant = not seat.candidates and (seat.condition is Condition.SEAT_CLOSED or not live)
        if seat.counted is None and seat.seat not in asked and seat.decision is None and not vacant:
            found.append(f"seat {seat.seat} is not counted in silence")
        rivals = [digest for digest, condition in seat.others if digest in seat.candidates]
        waiting = {digest for digest, condition in seat.others if condition is Condition.SEAT_CLOSED}
        if seat.counted is not None and seat.decision is None and set(rivals) - waiting and seat.seat not in asked:
            found.append(f"a rival of seat {seat.seat} is passed over")
        superseded = {digest for digest, condition in seat.others if condition is Condition.SUPERSEDED}
        if superseded & set(seat.candidates):
            found.append(f"seat {seat.seat}: superseded and a candidate")
    return found


def _decided_among_all(world: World, view: PanelView) -> list[str]:
    """What settles a seat named exactly the ballots that are there: those not replaced, or all of the seat."""
    found = []
    for seat in view.seats:
        every = frozenset(each.digest for each in world.ours if each.ballot.seat == seat.seat)
        for each in world.decisions:
            about_seat = each.kind in (DecisionKind.BALLOT, DecisionKind.SEAT) and each.about == (str(seat.seat),)
            other = frozenset(each.among) not in (frozenset(seat.candidates), every)
            if about_seat and each.number == seat.decision and other:
                found.append(f"decision {each.number} settles seat {seat.seat} among other ballots")
    return found


def _sound_lines(world: World, view: PanelView) -> list[str]:
    leaves = judged_leaves(world.issued.rubric)
    entries = {each.code: each for each in view.issued.entries}
    found = []
    for entry_code, lines in cast_lines(view).items():
        for seat, line in lines.items():
            marks = [mark for mark in line.marks if mark is not None]
            whole = line.recused or len(marks) == len(leaves)
            on_scale = all(allows(leaf, mark) for leaf, mark in zip(leaves, marks, strict=False))
            if entries[entry_code].withdrawn or seat not in entries[entry_code].seats or not whole or not on_scale:
                found.append(f"a line of seat {seat} on {entry_code} counts")
    return found


def _two_secretaries(world: World, chance: random.Random) -> list[str]:
    left = [each for each in world.ballots if chance.random() < 0.5]
    right = [each for each in world.ballots if each not in left or chance.random() < 0.3]
    mine = set(world.ours)
    one = plan_merge(world.issued, [s for s in left if s in mine], _files(right), world.decisions)
    two = plan_merge(world.issued, [s for s in right if s in mine], _files(left), world.decisions)
    joined = panel_view(world.issued, world.ours, world.decisions)
    return [] if one.after == two.after == joined else ["two secretaries do not make one"]


def _no_clock(world: World, view: PanelView) -> list[str]:
    """Change every stated time: the same ballots stand under the same conditions."""
    moved = tuple(
        replace(each, ballot=replace(each.ballot, stated_time=f"{9999 - number}-01-01T00:00:00"))
        for number, each in enumerate(world.ballots)
    )
    said = tuple(replace(each, stated_time=f"{1000 - each.number}-01-01T00:00:00") for each in world.decisions)
    other = panel_view(world.issued, moved, said)
    if [_standing(seat.counted) for seat in other.seats] != [_standing(seat.counted) for seat in view.seats]:
        return ["a clock decides which ballot counts"]
    same = [seat.others for seat in other.seats] == [seat.others for seat in view.seats]
    return [] if same and other.open == view.open else ["a clock decides a condition"]


def _standing(counted: SealedBallot | None) -> Digest | None:
    return counted.digest if counted is not None else None


def _files(made: Sequence[SealedBallot]) -> list[IncomingFile]:
    return [IncomingFile(f"{each.ballot.nonce}.jdballot", each) for each in made]


def merge(amount: int, seed: int, folder: Path) -> Tally:
    """Try so many worlds; world n of a seed is drawn from ``<seed>-<n>`` alone."""
    del folder
    count, met = Count(), Counter[str]()
    for number in range(amount):
        chance = random.Random(f"{seed}-{number}")
        world = make_world(chance)
        broken = broken_promises(world, chance)
        met.update(set(_conditions(world)))
        if broken:
            count.broken(f"world {seed}-{number}: {'; '.join(broken)}")
        else:
            count.good()
    return count.tally(conditions=len(met), **{f"with_{name}": met[name] for name in sorted(met)})


def _conditions(world: World) -> list[str]:
    plan = plan_merge(world.issued, (), [*_files(world.ballots), *world.refused, *world.held], world.decisions)
    return [row.condition.value for row in plan.rows]


DRILLS: Final = (
    Drill(
        "merge-worlds",
        "one view of a panel in whatever order files arrive, and every ballot accounted for by a named condition",
        "worlds",
        90,
        200_000,
        merge,
    ),
)
