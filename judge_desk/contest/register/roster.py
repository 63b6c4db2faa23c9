"""The people of a contest from one list to the next: who is the same person, who is new, who leaves.

A person keeps the id for good, and no id is given twice, for seats, decisions and the log speak of people by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from judge_desk.contest.register.panel import DeclaredConflict, Person
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import JudgeId

People = tuple[Person, ...]
Conflicts = tuple[DeclaredConflict, ...]


class Step(StrEnum):
    """What a new list does to a person."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Change:
    """One person before and after; None before for somebody new, None after for somebody who leaves."""

    step: Step
    before: Person | None
    after: Person | None

    @property
    def person(self) -> Person:
        """The person as he stands afterwards, or stood before he left.

        Raises:
            ValueError: neither is there.
        """
        found = self.after or self.before
        if found is None:
            raise ValueError("a change of nobody")
        return found


def known_again(
    fresh: People, conflicts: Conflicts, present: People, used: Iterable[JudgeId]
) -> tuple[People, Conflicts]:
    """Give the people of a list their lasting ids: their own where they are known, else ids never used before.

    Known is who has the same name and unit as somebody present, or a name that only one on each side bears.

    Args:
        fresh: as a sheet gives them, their ids counted anew; conflicts: theirs, by those ids.
        conflicts: see above.
        present: the people in force.
        used: every id that was ever given.
    """
    own = _matched(fresh, present)
    taken = {*used, *(person.id for person in present)}
    ids: dict[JudgeId, JudgeId] = {}
    for person in fresh:
        ids[person.id] = own[person.id] if person.id in own else _free(person.id, taken)
        taken.add(ids[person.id])
    people = tuple(replace(person, id=ids[person.id]) for person in fresh)
    return people, tuple(replace(each, judge=ids[each.judge]) for each in conflicts)


def _matched(fresh: People, present: People) -> dict[JudgeId, JudgeId]:
    exact = {(fold(person.name), person.unit): person.id for person in present}
    found = {p.id: exact[fold(p.name), p.unit] for p in fresh if (fold(p.name), p.unit) in exact}
    names = [fold(person.name) for person in fresh if person.id not in found]
    left = [person for person in present if person.id not in set(found.values())]
    for person in fresh:
        same = [each for each in left if fold(each.name) == fold(person.name)]
        if person.id not in found and len(same) == 1 and names.count(fold(person.name)) == 1:
            found[person.id] = same[0].id
    return found


def _free(wanted: JudgeId, taken: set[JudgeId]) -> JudgeId:
    prefix = wanted.rstrip("0123456789")
    numbers = [int(rest) for each in taken if each.startswith(prefix) and (rest := each[len(prefix) :]).isdigit()]
    return wanted if wanted not in taken and not numbers else JudgeId(f"{prefix}{max(numbers, default=0) + 1}")


def joined(present: People, fresh: People) -> People:
    """Put people beside those who are there: the known ones take their own place, new ones come last."""
    by_id: Mapping[JudgeId, Person] = {person.id: person for person in fresh}
    known = {person.id for person in present}
    return (*(by_id.get(each.id, each) for each in present), *(each for each in fresh if each.id not in known))


def joined_conflicts(present: Conflicts, fresh: Conflicts, people: People) -> Conflicts:
    """Keep what was declared before, and add the new: a declaration is taken back by itself, never by a new list."""
    staying = {person.id for person in people}
    new = {_subject(each): each for each in fresh}
    kept = [new.pop(_subject(each), each) for each in present if each.judge in staying]
    return (*kept, *new.values())


def _subject(each: DeclaredConflict) -> tuple[str, str, str]:
    return each.judge, each.unit or "", each.entry or ""


def changes(before: People, after: People) -> tuple[Change, ...]:
    """Compare two lists, person by person: those of the second in order, then those who left."""
    earlier = {person.id: person for person in before}
    staying = {person.id for person in after}
    found = [Change(_step(earlier.get(each.id), each), earlier.get(each.id), each) for each in after]
    return (*found, *(Change(Step.LEFT, each, None) for each in before if each.id not in staying))


def _step(before: Person | None, after: Person) -> Step:
    if before is None:
        return Step.NEW
    return Step.SAME if before == after else Step.CHANGED
