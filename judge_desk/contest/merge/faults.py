"""What is wrong with one ballot, taken by itself: a tuple of small rules of one shape.

A rule looks at a ballot on the bench (what was issued, what the decisions closed or withdrew) and gives a fault or
None. The order of :data:`RULES` is the order of gravity: the first fault gives the ballot its condition, all of them
are said. A fault with ``final`` cannot be lifted by a decision, because the marks would have no meaning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final

from judge_desk.contest.merge.ballots import BallotState, SealedBallot
from judge_desk.contest.merge.conditions import Condition, Issued
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.rulebook.rubric import Criterion, LeafKind, Rubric, allows, group_weight, judged_leaves
from judge_desk.contest.values.identity import CriterionId, Digest, EntryCode, Seat
from judge_desk.contest.values.problems import Problem, Severity

_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Bench:
    """What ballots are looked at against, worked out once for a panel.

    Attributes:
        issued: what was issued, withdrawals marked.
        columns: ids of the judged leaves; scale: for each of them the steps that its scale allows, and None for none.
        versions: package digests with their version.
        holders: the present holder of every open seat; seats: every seat that ever had one.
        assigned: for each seat the codes it marks, withdrawn ones left out; codes: every code of the package.
        withdrawn: codes of withdrawn entries.
        clashing: codes of 30 digits that stand on more than one ballot.
        rubrics: rubrics of older definitions.
    """

    issued: Issued
    columns: tuple[CriterionId, ...]
    scale: tuple[frozenset[int | None], ...]
    versions: dict[Digest, int]
    holders: dict[Seat, SeatHolder]
    seats: frozenset[Seat]
    assigned: Mapping[Seat, frozenset[EntryCode]]
    codes: frozenset[EntryCode]
    withdrawn: frozenset[EntryCode]
    clashing: frozenset[str]
    rubrics: dict[Digest, Rubric]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a ballot; ``final`` when no decision can make it count."""

    condition: Condition
    problem: Problem
    final: bool = False


Rule = Callable[[SealedBallot, Bench], Fault | None]


def make_bench(
    issued: Issued, ballots: Iterable[SealedBallot], closed: frozenset[Seat], compared: bool = True
) -> Bench:
    """Work out the bench from what was issued, all ballots of the round and the seats closed by decision.

    Equal codes confuse only who compares paper: they are slow to work out, and looked for once a sheet is compared.
    """
    leaves = judged_leaves(issued.rubric)
    counts = Counter(sealed.code for sealed in ballots if sealed.known or compared)
    return Bench(
        issued=issued,
        columns=tuple(leaf.id for leaf in leaves),
        scale=tuple(_allowed(leaf) for leaf in leaves),
        versions={digest: version for version, digest in issued.packages},
        holders={h.seat: h for h in issued.seats if h.until is None and h.seat not in closed},
        seats=issued.work.seats,
        assigned=issued.work.assigned,
        codes=issued.work.codes,
        withdrawn=issued.work.withdrawn,
        clashing=frozenset(code for code, count in counts.items() if count > 1),
        rubrics=dict(issued.older_rubrics),
    )


def _allowed(leaf: Criterion) -> frozenset[int | None]:
    low, high = ceil(leaf.minimum / leaf.step), floor(leaf.maximum / leaf.step)
    return frozenset({None, *(steps for steps in range(low, high + 1) if allows(leaf, steps))})


def facts_of(sealed: SealedBallot) -> dict[str, str | int]:
    """Give the facts that every sentence about a ballot may use: seat, name, revision, code in groups of five."""
    return {**names_of(sealed), "code": grouped(sealed.code)}


def names_of(sealed: SealedBallot) -> dict[str, str | int]:
    """Give the facts that are quick to find: seat, name, revision."""
    ballot = sealed.ballot
    return {"seat": ballot.seat, "name": ballot.name, "revision": ballot.revision}


def grouped(code: str) -> str:
    """Write a code of 30 digits in groups of five, as it stands on paper."""
    return " ".join(code[start : start + 5] for start in range(0, len(code), 5))


def listed(items: Iterable[str]) -> str:
    """Write the first few items, and how many more there are."""
    every = tuple(items)
    more = f" … (+{len(every) - _SHOWN})" if len(every) > _SHOWN else ""
    return ", ".join(every[:_SHOWN]) + more


def _fault(
    condition: Condition, sealed: SealedBallot, code: str = "", final: bool = False, **facts: str | int
) -> Fault:
    problem = Problem(code or f"merge.{condition}", Severity.ASK, "", facts_of(sealed) | facts)
    return Fault(condition, problem, final)


def unknown_seat(sealed: SealedBallot, bench: Bench) -> Fault | None:
    """No package ever gave this seat a holder."""
    return None if sealed.ballot.seat in bench.seats else _fault(Condition.UNKNOWN_SEAT, sealed, final=True)


def clash(sealed: SealedBallot, bench: Bench) -> Fault | None:
    """Another ballot carries the same 30 digits, so that a signed sheet cannot tell them apart."""
    return _fault(Condition.CLASH, sealed) if bench.clashing and sealed.code in bench.clashing else None


def _measure(rubric: Rubric) -> tuple[tuple[CriterionId, LeafKind, tuple[Fraction, ...]], ...]:
    """Give what a step of each column is worth and may be; wording left out."""
    return tuple((leaf.id, leaf.kind, _numbers(rubric, leaf)) for leaf in judged_leaves(rubric))


def _numbers(rubric: Rubric, leaf: Criterion) -> tuple[Fraction, ...]:
    bands = (bound for band in leaf.bands for bound in (band.low, band.high))
    return (leaf.minimum, leaf.maximum, leaf.step, leaf.coefficient, group_weight(rubric, leaf), *bands)


def _same_columns(sealed: SealedBallot, bench: Bench) -> bool:
    ballot = sealed.ballot
    return ballot.columns == bench.columns and (not ballot.lines or len(ballot.lines.columns) == len(bench.columns))


def other_definition(sealed: SealedBallot, bench: Bench) -> Fault | None:
    """It answers to other rules than those in force (criteria changed mid-way).

    A definition whose rubric is known to be the same to the letter is no other one. A decision can lift the fault
    only when every column is known to be measured alike: otherwise a step would silently be worth something else.
    """
    definition, issued = sealed.ballot.definition, bench.issued
    rubric = issued.rubric if definition == issued.definition else bench.rubrics.get(definition)
    if not _same_columns(sealed, bench) or rubric is None:
        return _fault(Condition.OTHER_DEFINITION, sealed, final=True)
    if rubric == issued.rubric:
        return None
    alike = _measure(rubric) == _measure(issued.rubric)
    code = "merge.other_wording" if alike else ""
    return _fault(Condition.OTHER_DEFINITION, sealed, code, final=not alike)


def out_of_scale(sealed: SealedBallot, bench: Bench) -> Fault | None:
    """A mark lies outside its criterion's scale or bands: the program would never have sealed it."""
    if not _same_columns(sealed, bench):
        return None
    columns = sealed.ballot.lines.columns
    if all(column.within(allowed) for column, allowed in zip(columns, bench.scale, strict=False)):
        return None
    places = [
        f"{line.code} ({column})"
        for line in sealed.ballot.lines
        for mark, column, allowed in zip(line.marks, bench.columns, bench.scale, strict=True)
        if mark not in allowed
    ]
    return _fault(Condition.OUT_OF_SCALE, sealed, final=True, places=listed(places)) if places else None


def other_package(sealed: SealedBallot, bench: Bench) -> Fault | None:
    """It answers to a package that was never issued here, or to an older one whose work has changed for the seat.

    Of a ballot from the holder before, :func:`seat_closed` says enough.
    """
    ballot, newest = sealed.ballot, bench.issued.packages[-1]
    version = bench.versions.get(ballot.package)
    if version is None:
        return _fault(Condition.OTHER_PACKAGE, sealed)
    if version == newest[0] or (ballot.package, ballot.seat) in bench.issued.equivalent:
        return None
    if _from_before(sealed, bench):
        return None
    return _fault(Condition.OTHER_PACKAGE, sealed, "merge.older_package", version=version, newest=newest[0])


def unknown_entry(sealed: SealedBallot, bench: Bench) -> Fault | None:
    """A line names an entry that the newest package does not list, or one entry stands on two lines."""
    codes = sealed.ballot.lines.codes
    if len(codes.set) == len(codes) and codes.within(bench.codes):
        return None
    counts = Counter(codes)
    odd = sorted(code for code, count in counts.items() if code not in bench.codes or count > 1)
    twice = any(count > 1 for count in counts.values())
    return _fault(Condition.UNKNOWN_ENTRY, sealed, final=twice, codes=listed(odd))


def _from_before(sealed: SealedBallot, bench: Bench) -> bool:
    """Say whether a ballot comes from somebody who held the seat before its present holder."""
    holder = bench.holders.get(sealed.ballot.seat)
    version = bench.versions.get(sealed.ballot.package)
    return holder is not None and version is not None and version < holder.since


def seat_closed(sealed: SealedBallot, bench: Bench) -> Fault | None:
    """The seat has no holder any more, or the ballot comes from the holder before."""
    if sealed.ballot.seat not in bench.seats:
        return None
    vacant = sealed.ballot.seat not in bench.holders
    return _fault(Condition.SEAT_CLOSED, sealed) if vacant or _from_before(sealed, bench) else None


def partial(sealed: SealedBallot, bench: Bench) -> Fault | None:
    """A live entry of the seat is neither marked in full nor recused; what the ballot says of itself is not enough."""
    lines = sealed.ballot.lines
    assigned = bench.assigned.get(sealed.ballot.seat, frozenset())
    if not lines.blank and sealed.ballot.state is BallotState.COMPLETE and lines.codes.cover(assigned):
        return None
    unfinished = {lines.codes[place] for place in lines.blank}
    done = lines.codes.set - unfinished if unfinished else lines.codes.set
    blank = sorted(assigned - done)
    if blank:
        return _fault(Condition.PARTIAL, sealed, count=len(blank), codes=listed(blank))
    contradicts = sealed.ballot.state is BallotState.PARTIAL and not unfinished
    return _fault(Condition.PARTIAL, sealed, "merge.partial_stated") if contradicts else None


RULES: Final[tuple[Rule, ...]] = (
    unknown_seat,
    clash,
    other_definition,
    out_of_scale,
    other_package,
    unknown_entry,
    seat_closed,
    partial,
)
"""Every rule, gravest first."""


def faults(sealed: SealedBallot, bench: Bench) -> tuple[Fault, ...]:
    """Give everything that is wrong with a ballot, gravest first; empty when it may count as it is."""
    return tuple(fault for rule in RULES if (fault := rule(sealed, bench)) is not None)
