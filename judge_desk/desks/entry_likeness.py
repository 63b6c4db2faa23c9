"""Names that are not what they should be: nearly those of another entry, a barred person, a judge's unit; unreadable.

A name typed without its accents, or with one letter wrong, slips past the rules, which compare names exactly. It is
shown and asked about; no rule follows from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from judge_desk.contest.register.eligibility import BARRED_ROLES, Context
from judge_desk.contest.register.entries import Entry
from judge_desk.contest.register.near_titles import bare, near_titles
from judge_desk.contest.register.panel import JUDGING, Person
from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import EntryId, UnitId
from judge_desk.contest.values.problems import Findings, Problem, Severity
from judge_desk.exchange.spreadsheets.unit_names import nearly_equal, unit_key
from judge_desk.exchange.submissions.old_writing import Writing, read_old
from judge_desk.exchange.submissions.syllables import sound_words

_LEAST_WORDS: Final = 3
_WESTERN: Final = frozenset(map(chr, range(0xA1, 0x100))) - frozenset("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý“”")
"""Letters of Western languages that Vietnamese does not have; a title in an old writing is full of them."""


def likenesses(context: Context) -> Mapping[EntryId, Findings]:
    """Ask about every entry whose title, author or unit nearly agrees with another name of the contest."""
    found: dict[EntryId, list[Problem]] = {}
    units = _near_units(context)
    people = _barred_by_bare_name(context)
    for entry in context.entries:
        problems = [*_old_writing(entry), *_near_people(entry, people)]
        problems += [problem for unit in entry.units if (problem := units.get(unit)) is not None]
        if problems:
            found[entry.id] = [_about(entry, each) for each in problems]
    for entry_id, problem in _near_titles(context.entries):
        found.setdefault(entry_id, []).append(problem)
    return {entry: tuple(problems) for entry, problems in found.items()}


def _about(entry: Entry, problem: Problem) -> Problem:
    return Problem(problem.code, problem.severity, problem.where, {"entry": entry.id, **problem.facts})


def near_title_findings(entries: Iterable[Entry]) -> Findings:
    """Ask about entries whose titles nearly agree."""
    return tuple(problem for _, problem in _near_titles(tuple(entries)))


def _near_titles(entries: tuple[Entry, ...]) -> Iterable[tuple[EntryId, Problem]]:
    titles = {entry.id: entry.title for entry in entries}
    for entry, pairs in near_titles(titles.items()).items():
        percent = max(each for _, each in pairs)
        others, title = listed(each for each, _ in pairs), titles[pairs[0][0]]
        facts: dict[str, str | int] = {"entry": entry, "others": others, "percent": percent, "title": title}
        yield entry, Problem("intake.near_title", Severity.ASK, "", facts)


def _old_writing(entry: Entry) -> Iterable[Problem]:
    """Find a title that was typed for a font from before Unicode, and say how it is meant to be read."""
    if not _WESTERN.intersection(entry.title):
        return
    before, words = sound_words(entry.title)
    read = {writing: read_old(entry.title, writing) for writing in Writing}
    best = max(Writing, key=lambda writing: sound_words(read[writing])[0])
    if words >= _LEAST_WORDS and 2 * before <= words and sound_words(read[best])[0] >= words:
        facts: dict[str, str | int] = {"entry": entry.id, "writing": best.value, "read": read[best]}
        yield Problem("intake.old_title", Severity.ASK, "", facts)


def _barred_by_bare_name(context: Context) -> Mapping[str, tuple[Person, ...]]:
    roles = {role for word in context.definition.barred for role in BARRED_ROLES.get(word, frozenset())}
    people: dict[str, tuple[Person, ...]] = {}
    for person in context.people:
        if person.role in roles:
            people[bare(person.name)] = (*people.get(bare(person.name), ()), person)
    return people


def _near_people(entry: Entry, people: Mapping[str, tuple[Person, ...]]) -> Iterable[Problem]:
    """Find barred people whose names differ from an author's in accents alone; equal names have a rule of their own."""
    for author in entry.authors:
        for person in people.get(bare(author.name), ()):
            if fold(person.name) != fold(author.name):
                facts: dict[str, str | int] = {"entry": entry.id, "name": author.name, "other": person.name}
                yield Problem("intake.near_namesake", Severity.ASK, "", facts)


def _near_units(context: Context) -> Mapping[UnitId, Problem]:
    """Find units of entries that may be the unit of a judge under another spelling, whom nobody would exclude."""
    titles = {unit.id: unit.title for unit in context.units}
    of_judges = {each.unit for each in context.people if each.role in JUDGING and each.unit in titles}
    of_entries = {unit for entry in context.entries for unit in entry.units if unit in titles} - of_judges
    keys = {unit: unit_key(title) for unit, title in titles.items() if unit in of_judges or unit in of_entries}
    found: dict[UnitId, Problem] = {}
    for unit in of_entries:
        near = next((each for each in of_judges if each and nearly_equal(keys[unit], keys[each])), None)
        if near is not None:
            facts = {"unit": titles[unit], "other": titles[near]}
            found[unit] = Problem("intake.near_unit", Severity.ASK, "", facts)
    return found
