"""What an act changed, told from the rows that it wrote: before, after. Any act is told, whatever its word.

A table of the contest's file has one teller here. A row is never changed, so what was before is the row of the latest
act before this one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from judge_desk.contest.values.decisions import Decision
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.decision_words import decision_text
from judge_desk.stores.log import LogLine
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.figures import listing

MOST: Final = 12
"""How many names stand in one line; of more it says how many more there are."""
Rows = Mapping[int, Sequence[tuple[Any, ...]]]
_DIGEST: Final = re.compile(r"\b([0-9a-f]{10})[0-9a-f]{54}\b")


class DecisionWords:
    """Says decisions in one language; a ballot is called by its seat, any other file by the beginning of its digest."""

    def __init__(self, contest: ContestFolder, language: str) -> None:
        """Read the rules and the ballots of an open contest once."""
        self._rules, self._language = contest.rules_as_shipped, language
        say = open_catalogue(language).say
        found = contest.store.rows("SELECT digest, seat FROM ballot")
        self._seats = {str(digest): say("log.change.seat", seat=int(seat)) for digest, seat in found}

    def say(self, decision: Decision) -> str:
        """Say what was decided."""
        text = decision_text(decision, self._rules, self._language)
        for digest in decision.about:
            if digest in self._seats:
                text = text.replace(digest, self._seats[digest])
        return _DIGEST.sub(r"\1", text)


@dataclass(frozen=True, slots=True)
class Change:
    """What was before an act and what is after it, in sentences; both empty for an act that only tells."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def __add__(self, other: Change) -> Change:
        """Put two changes of one act together."""
        return Change(self.before + other.before, self.after + other.after)


class Changes:
    """Tells the changes of a contest's acts in one language; each table is read when an act needs it."""

    def __init__(self, contest: ContestFolder, language: str) -> None:
        """Tell of an open contest; it must stay open while changes are told."""
        self._contest = contest
        self._catalogue: Catalogue = open_catalogue(language)
        self._language = language

    def of(self, line: LogLine) -> Change:
        """Tell what an act changed."""
        told = Change()
        for teller in (self._rules, self._people, self._entries, self._draws, self._packages, self._merges):
            told += teller(line.seq)
        for teller in (self._conflicts, self._decisions, self._prints):
            told += teller(line.seq)
        return told + self._stated(line)

    def _say(self, key: str, **facts: str | int) -> str:
        return self._catalogue.say(f"log.change.{key}", **facts)

    def _stated(self, line: LogLine) -> Change:
        """Take what the act itself says was before and after."""
        before, after = (str(line.facts.get(name, "")) for name in ("before", "after"))
        return Change((before,) if before else (), (after,) if after else ())

    def _read(self, sql: str) -> Rows:
        """Read rows whose first column is their act."""
        found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for act, *rest in self._contest.store.rows(sql):
            found[int(act)].append(tuple(rest))
        return found

    def _names(self, names: Iterable[str]) -> str:
        every = sorted(names)
        shown = listing(every[:MOST], self._language)
        return self._say("more", names=shown, count=len(every) - MOST) if len(every) > MOST else shown

    @cached_property
    def _definition_rows(self) -> Rows:
        return self._read("SELECT act, version, digest FROM definition ORDER BY act")

    def _rules(self, act: int) -> Change:
        mine, before = _around(self._definition_rows, act)
        if not mine:
            return Change()
        was = tuple(self._say("rules", version=v, hash=digest[:10]) for v, digest in before)
        return Change(was, tuple(self._say("rules", version=v, hash=digest[:10]) for v, digest in mine))

    @cached_property
    def _person_rows(self) -> Rows:
        return self._read("SELECT act, id, name, office, role, rounds FROM person ORDER BY act, position")

    def _people(self, act: int) -> Change:
        mine, before = _around(self._person_rows, act)
        if not mine:
            return Change()
        was, now = ({row[0]: row for row in rows} for rows in (before, mine))
        changed = [each for each in now if each in was and now[each] != was[each]]
        gone = [was[each][1] for each in was if each not in now]
        come = [now[each][1] for each in now if each not in was]
        return Change(
            self._people_told("people_gone", gone) + tuple(self._person(was[each]) for each in changed[:MOST]),
            self._people_told("people_come", come) + tuple(self._person(now[each]) for each in changed[:MOST]),
        )

    def _people_told(self, key: str, names: Sequence[str]) -> tuple[str, ...]:
        return (self._say(key, count=len(names), names=self._names(names)),) if names else ()

    def _person(self, row: tuple[Any, ...]) -> str:
        _, name, office, role, _ = row
        return self._say("person", name=name, office=office or "–", role=self._catalogue.say(f"role.{role}"))

    @cached_property
    def _conflict_rows(self) -> Rows:
        """The declared conflicts of every act that wrote the panel, none where there were none."""
        found = self._read("SELECT act, judge, reason, coalesce(unit, entry, '') FROM conflict ORDER BY act, rowid")
        return {int(act): found.get(int(act), ()) for (act,) in self._contest.store.rows("SELECT act FROM panel")}

    def _conflicts(self, act: int) -> Change:
        mine, before = _around(self._conflict_rows, act)
        gone = tuple(self._conflict(row) for row in before if row not in mine) if act in self._conflict_rows else ()
        return Change(gone[:MOST], tuple(self._conflict(row) for row in mine if row not in before)[:MOST])

    def _conflict(self, row: tuple[Any, ...]) -> str:
        judge, reason, about = row
        names = {each[0]: each[1] for rows in self._person_rows.values() for each in rows}
        about = self._unit_titles.get(about, about) or "–"
        return self._say("conflict", name=names.get(judge, judge), about=about, reason=reason)

    @cached_property
    def _unit_titles(self) -> Mapping[str, str]:
        """What every unit is called now; a conflict names it by its id."""
        found = self._contest.store.rows("SELECT id, title FROM unit ORDER BY act")
        return {str(unit): str(title) for unit, title in found}

    @cached_property
    def _entry_rows(self) -> Rows:
        return self._read("SELECT act, id, row, title, field, received FROM entry ORDER BY act, row")

    @cached_property
    def _acts_of_entry(self) -> Mapping[str, Sequence[int]]:
        acts: dict[str, list[int]] = defaultdict(list)
        for act, rows in self._entry_rows.items():
            for row in rows:
                acts[row[0]].append(act)
        return acts

    def _entries(self, act: int) -> Change:
        mine = self._entry_rows.get(act, ())
        if len(mine) > MOST:
            return Change(after=(self._say("entries", count=len(mine)),))
        told = Change()
        for row in mine:
            earlier = max((each for each in self._acts_of_entry[row[0]] if each < act), default=0)
            was = [each for each in self._entry_rows.get(earlier, ()) if each[0] == row[0]]
            told += Change(tuple(map(self._entry, was)), (self._entry(row),))
        return told

    def _entry(self, row: tuple[Any, ...]) -> str:
        return self._say("entry", entry=row[0], title=row[2])

    @cached_property
    def _draw_rows(self) -> Rows:
        return self._read("SELECT act, round, seed FROM draw ORDER BY act, rowid")

    def _draws(self, act: int) -> Change:
        mine = self._draw_rows.get(act, ())
        if not mine:
            return Change()
        place, seed = mine[0]
        was = [row[1] for number, rows in self._draw_rows.items() for row in rows if number < act and row[0] == place]
        before = (self._say("seed", seed=was[-1]),) if was else ()
        return Change(before, (self._say("seed", seed=seed),))

    @cached_property
    def _package_rows(self) -> Rows:
        return self._read("SELECT act, round, version, digest FROM package ORDER BY act")

    def _packages(self, act: int) -> Change:
        told = Change()
        for place, version, digest in self._package_rows.get(act, ()):
            earlier = [
                each for rows in self._package_rows.values() for each in rows if each[:2] == (place, version - 1)
            ]
            was = tuple(self._say("package", version=v, code=d[:10]) for _, v, d in earlier)
            told += Change(was, (self._say("package", version=version, code=digest[:10]),))
        return told

    @cached_property
    def _merge_rows(self) -> Rows:
        return self._read("SELECT act, condition, name FROM merge_file ORDER BY act, position")

    def _merges(self, act: int) -> Change:
        found = Counter(condition for condition, _ in self._merge_rows.get(act, ()))
        say = self._catalogue.say
        lines = (self._say("merged", what=say(f"condition.{each}"), count=count) for each, count in found.items())
        return Change(after=tuple(lines))

    @cached_property
    def _decision_acts(self) -> Rows:
        return self._read("SELECT act, number FROM decision ORDER BY number")

    def _decisions(self, act: int) -> Change:
        told = Change()
        for (number,) in self._decision_acts.get(act, ()):
            mine = next(each for each in self._contest.decisions if each.number == number)
            was = [
                each
                for each in self._contest.decisions
                if (each.kind, each.about, each.round) == (mine.kind, mine.about, mine.round) and each.number < number
            ]
            before = (self._decision(was[-1]),) if was else ()
            told += Change(before, (self._decision(mine), *self._grounds(mine)))
        return told

    @cached_property
    def _decided(self) -> DecisionWords:
        return DecisionWords(self._contest, self._language)

    def _decision(self, decision: Decision) -> str:
        return self._decided.say(decision)

    def _grounds(self, decision: Decision) -> tuple[str, ...]:
        people = listing(decision.people, self._language)
        told = (self._say("reason", reason=decision.reason), self._say("deciders", people=people))
        votes = decision.votes
        if votes is None:
            return told
        counts = {"in_favour": votes.in_favour, "against": votes.against, "abstained": votes.abstained}
        return (*told, self._say("votes", **counts))

    @cached_property
    def _paper_rows(self) -> Rows:
        return self._read("SELECT act, round, name, format, number FROM paper ORDER BY number")

    def _prints(self, act: int) -> Change:
        mine = self._paper_rows.get(act, ())
        if not mine:
            return Change()
        names = {row[:3] for row in mine}
        earlier = {
            row[:3] for number, rows in self._paper_rows.items() if number < act for row in rows if row[:3] in names
        }
        before = (self._say("papers_replaced", count=len(earlier)),) if earlier else ()
        return Change(before, (self._say("papers", count=len(mine)),))


def _around(rows: Rows, act: int) -> tuple[Sequence[tuple[Any, ...]], Sequence[tuple[Any, ...]]]:
    """Give the rows of an act, and those of the latest act before it that wrote any."""
    earlier = max((each for each in rows if each < act), default=0)
    return rows.get(act, ()), rows.get(earlier, ())
