"""What a recount of a review takes from the published result itself, and whether its lock fits the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from judge_desk.contest.values.decisions import OPENED, DecisionKind, latest
from judge_desk.contest.values.identity import EntryCode, RoundId
from judge_desk.contest.values.problems import Findings, Problem, Severity
from judge_desk.desks.reviews.standing import Names, ReviewStanding


@dataclass(frozen=True, slots=True)
class Untold:
    """What no sealed file tells: units, authors of entries of blind rounds, who is barred; believed, and said to be."""

    units: Mapping[RoundId, Names]
    barred: frozenset[tuple[str, str]]
    authors: Mapping[RoundId, Names] = field(default_factory=dict)

    def findings(self, title: str) -> Findings:
        """Say what was believed; nothing where nothing was."""
        entries = sum(len(each) for each in self.units.values())
        found = []
        if entries:
            found.append(Problem("recount.believed_units", Severity.NOTE, title, {"entries": entries}))
        if self.authors:
            entries = sum(len(each) for each in self.authors.values())
            found.append(Problem("recount.believed_authors", Severity.NOTE, title, {"entries": entries}))
        if self.barred:
            found.append(Problem("recount.believed_people", Severity.NOTE, title, {"people": len(self.barred)}))
        return tuple(found)


def untold_of(data: Mapping[str, Any], blind: Set[RoundId]) -> Untold:
    """Read it out of a published result; what has another form than the program writes is left out.

    Only of ``blind`` rounds is anything believed: of the others the packages tell, whatever the result says.
    """
    pairs = [each for each in _listed(data.get("barred")) if isinstance(each, list) and len(each) == 2]
    barred = frozenset((str(name), str(unit)) for name, unit in pairs)
    return Untold(_names(data, "names", blind), barred, _names(data, "authors", blind))


def _names(data: Mapping[str, Any], key: str, blind: Set[RoundId]) -> Mapping[RoundId, Names]:
    """Read names by round and code; a result from before they were written has none."""
    found: dict[RoundId, Names] = {}
    for each in _listed(data.get("rounds")):
        names = each.get(key) if isinstance(each, dict) else None
        if isinstance(names, dict) and names and each.get("round") in blind:
            found[RoundId(str(each.get("round")))] = {
                EntryCode(str(code)): tuple(map(str, _listed(listed))) for code, listed in names.items()
            }
    return found


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def lock_differs(standing: ReviewStanding, where: str) -> Iterator[Problem]:
    """Name a lock that stands on other data than what was worked out: the signed decisions say which code it locked."""
    final = latest(standing.decisions, DecisionKind.FINAL, standing.id)
    if final is not None and final.value != OPENED and final.value != standing.data_code:
        facts: dict[str, str | int] = {"number": final.number, "locked": final.value, "counted": standing.data_code}
        yield Problem("recount.other_lock", Severity.STOP, where, facts)
