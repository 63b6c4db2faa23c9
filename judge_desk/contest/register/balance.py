"""An even load: no judge marks more than conflicts force upon the panel.

Given who marks what and who may, single entries are handed from a judge to another one along a chain of hand-overs
that ends at somebody with at least two entries fewer. When no such chain is left, the load is the most even one there
is (optimal semi-matching: N. Harvey, R. Ladner, L. Lovász, T. Tamir, *Semi-matchings for bipartite graphs and load
balancing*, 2006, theorem 3.1; the number of judges of an entry never changes).
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Mapping

from judge_desk.contest.values.identity import EntryId, Seat

Pairs = Mapping[EntryId, tuple[Seat, ...]]


def even_out(pairs: Pairs, allowed: Pairs) -> Pairs:
    """Give the most even spread in which every entry keeps its number of judges, all of them allowed.

    ``allowed`` holds every seat that may mark an entry and fixes the order of search, so that equal inputs give
    equal results.
    """
    held = {entry_id: set(seats) for entry_id, seats in pairs.items()}
    seats = sorted({seat for options in allowed.values() for seat in options})
    loads = Counter(dict.fromkeys(seats, 0))
    loads.update(seat for chosen in held.values() for seat in chosen)
    while True:
        chain = _chain(held, allowed, loads)
        if chain is None:
            return {entry_id: tuple(sorted(chosen)) for entry_id, chosen in held.items()}
        for giver, taker, entry_id in chain:
            held[entry_id].remove(giver)
            held[entry_id].add(taker)
            loads[giver] -= 1
            loads[taker] += 1


Step = tuple[Seat, Seat, EntryId]
"""Giver, taker, and the entry that is handed over."""


def _chain(held: Mapping[EntryId, set[Seat]], allowed: Pairs, loads: Mapping[Seat, int]) -> list[Step] | None:
    steps = _hand_overs(held, allowed)
    for start in sorted(loads, key=lambda seat: (-loads[seat], seat)):
        chain = _search(start, steps, loads)
        if chain is not None:
            return chain
    return None


def _hand_overs(held: Mapping[EntryId, set[Seat]], allowed: Pairs) -> dict[Seat, dict[Seat, EntryId]]:
    """For each giver and taker, the first entry that can pass between them."""
    steps: dict[Seat, dict[Seat, EntryId]] = {}
    for entry_id, options in allowed.items():
        for giver in sorted(held[entry_id]):
            for taker in options:
                if taker not in held[entry_id]:
                    steps.setdefault(giver, {}).setdefault(taker, entry_id)
    return steps


def _search(start: Seat, steps: Mapping[Seat, Mapping[Seat, EntryId]], loads: Mapping[Seat, int]) -> list[Step] | None:
    """Find the shortest chain from a seat to one with at least two entries fewer, by breadth first.

    On a shortest chain every seat stands once, and so does every entry: were one handed over twice, its first giver
    could have handed it to the last taker at once. So the steps may be carried out in any order.
    """
    came: dict[Seat, Seat] = {}
    queue = deque([start])
    while queue:
        giver = queue.popleft()
        for taker in sorted(steps.get(giver, {})):
            if taker in came or taker == start:
                continue
            came[taker] = giver
            if loads[taker] <= loads[start] - 2:
                return _trace(start, taker, came, steps)
            queue.append(taker)
    return None


def _trace(
    start: Seat, end: Seat, came: Mapping[Seat, Seat], steps: Mapping[Seat, Mapping[Seat, EntryId]]
) -> list[Step]:
    chain: list[Step] = []
    while end != start:
        giver = came[end]
        chain.append((giver, end, steps[giver][end]))
        end = giver
    return chain
