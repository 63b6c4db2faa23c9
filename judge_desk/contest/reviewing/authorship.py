"""Whose entries of a judged round a person's are: those that name the person's unit, and the person as an author.

Who of several people of one name wrote an entry is never guessed: it is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from judge_desk.contest.reviewing.case import Case, named
from judge_desk.contest.reviewing.outcome import RoundScores, Subject
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Marked:
    """Official scores by subject, entry by entry, and the subjects of whom nobody knows which entries are theirs."""

    entries: Mapping[EntryCode, Sequence[tuple[EntryCode, Fraction]]]
    unsure: frozenset[EntryCode] = field(default_factory=frozenset)


def marked_people(case: Case, scores: RoundScores, title: str) -> Marked:
    """Give every person the entries of a round; ``title`` of the round.

    A person has an entry whose units hold the person's unit (neither has one: that fits, too) and whose authors hold
    the person's folded name. Where more people fit a name than the entry has authors of it, it is asked who is meant.
    An author whom no person fits is noted: the sheet may leave somebody out, or write a name in another way.
    """
    bearers: dict[tuple[str, str], list[Subject]] = {}
    for each in case.subjects:
        bearers.setdefault((each.unit_code, case.figures.folded(each.name)), []).append(each)
    entries: dict[EntryCode, list[tuple[EntryCode, Fraction]]] = {}
    unsure: set[EntryCode] = set()
    strangers: set[EntryCode] = set()
    for code, name, times in _authors(scores):
        units = dict.fromkeys(scores.units.get(code) or ("",))
        fitting = [each for unit in units for each in bearers.get((unit, name), ())]
        if len(fitting) > times:
            _ask_who(case, title, code, fitting)
            unsure.update(each.code for each in fitting)
        for each in fitting:
            entries.setdefault(each.code, []).append((code, scores.official[code]))
        if len(fitting) < times:
            strangers.add(code)
    if strangers:
        _note(case, title, strangers)
    return Marked(entries, frozenset(unsure))


def _authors(scores: RoundScores) -> Iterator[tuple[EntryCode, str, int]]:
    """Give every entry with each name of its authors, and how many of them bear it."""
    for code in sorted(scores.official):
        for name, times in sorted(Counter(scores.authors.get(code, ())).items()):
            yield code, name, times


def _ask_who(case: Case, title: str, code: EntryCode, fitting: Sequence[Subject]) -> None:
    units = "; ".join(dict.fromkeys(each.unit for each in fitting if each.unit))
    codes = named(each.code for each in fitting)
    case.asked.ask(
        "review.author_unclear", case.asked.title, round=title, entry=code, name=fitting[0].name, unit=units, **codes
    )


def _note(case: Case, title: str, entries: set[EntryCode]) -> None:
    note = Problem("review.authors_unlisted", Severity.NOTE, case.review.title, {"round": title, **named(entries)})
    if note not in case.noted:
        case.noted.append(note)
