"""The answer that every contender must give alike: code, exact sum, ballots and rank of every entry, as one digest.

Standard library alone, for peers run with another interpreter. Ranks follow the exact mean, without a fraction: every
sum is brought to the least common multiple of all numbers of ballots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from math import lcm

Total = tuple[str, int, int]
"""Code, sum in steps, ballots with marks."""


def ranked(totals: Iterable[Total]) -> Iterator[tuple[str, int, int, int]]:
    """Give every entry with its rank by the exact mean; equals share a rank (1, 2, 2, 4)."""
    rows = sorted(totals)
    common = lcm(*{count for _, _, count in rows})
    means = [total * (common // count) for _, total, count in rows]
    ranks: dict[int, int] = {}
    for place, mean in enumerate(sorted(means, reverse=True), 1):
        ranks.setdefault(mean, place)
    for (code, total, count), mean in zip(rows, means, strict=True):
        yield code, total, count, ranks[mean]


def digest_of(totals: Iterable[Total]) -> str:
    """Digest the ranked answer."""
    lines = (f"{code} {total} {count} {rank}\n" for code, total, count, rank in ranked(totals))
    return sha256("".join(lines).encode()).hexdigest()[:16]
