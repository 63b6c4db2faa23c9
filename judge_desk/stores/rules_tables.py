"""Which version of the rules a package was issued under, told by the order of the acts."""

from __future__ import annotations

from judge_desk.contest.values.identity import RoundId
from judge_desk.stores.rows import Readable


def issued_under(held: Readable) -> dict[RoundId, int]:
    """Give, for every round with a package, the number of the version in force when its newest one was issued."""
    found = held.rows(
        "SELECT package.round, max(definition.version) FROM package JOIN definition ON definition.act < package.act"
        " WHERE package.version = (SELECT max(version) FROM package AS newest WHERE newest.round = package.round)"
        " GROUP BY package.round"
    )
    return {RoundId(round_id): int(version) for round_id, version in found}
