"""Which findings of the checks to believe when some values of the file could not be read.

A value that cannot be read is replaced by a stand-in, and the checks may stumble over that stand-in. So a finding is
left out where it looks at such a value; all others are given together with the faults of form, so that one reading
of the file shows as much as can be known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Final

from judge_desk.contest.values.problems import Findings, Problem

LISTS: Final = frozenset({"fields", "entrants", "parts", "rounds", "measured", "reviews", "prize_tables", "calendar"})
"""Lists whose items are referred to from elsewhere."""
HARMLESS: Final = frozenset(
    {
        "definition.unknown_key",
        "definition.unknown_key_near",
        "definition.empty_text",
        "definition.bad_text",
        "definition.bad_id",
        "definition.bad_criterion_id",
        "definition.listed_twice",
        "definition.undecided_unexplained",
        "definition.undecided_unused",
        "definition.undecided_twice",
        "definition.ruling_not_open",
        "definition.ruling_not_toml",
        "definition.ruling_decides_nothing",
    }
)
"""Faults after which the value itself is still what the file says."""


def believable(findings: Findings, faults: Sequence[Problem]) -> Findings:
    """Leave out the findings that may only follow from a value that could not be read."""
    real = [fault.where for fault in faults if fault.code not in HARMLESS]
    if any(where in LISTS or where.endswith(".id") for where in real):
        return ()
    doubtful = {pattern for where in real for pattern in _doubtful(where.split("."))}
    return tuple(each for each in findings if not any(fnmatchcase(each.where, pattern) for pattern in doubtful))


def _doubtful(key: list[str]) -> Iterator[str]:
    """Give patterns of the keys at which a finding looks, among others, at this key."""
    place = ".".join(key[:3] if key[0] == "rounds" else key[:2])
    yield place
    yield f"{place}.*"
    section = key[2] if key[0] == "rounds" and len(key) > 2 else ""
    if section == "rubric":
        yield from (f"rounds.{key[1]}.*", "prize_tables.*.minimum", "parts.*.over_length")
    if section == "fields":
        yield from ("rounds.*.cut", "rounds.*.combination*", "rounds.*.ties.*")
    if section == "panel":
        yield f"rounds.{key[1]}.score.*"
    if key[0] == "measured":
        yield from ("rounds.*.combination", "reviews.*", "prize_tables.*.filters")
    if key[0] == "reviews":
        yield "prize_tables.*.filters"
