"""How the order of a review came about, in sentences: by which measures, and what put a subject behind another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from judge_desk.contest.register.panel import Person
from judge_desk.contest.reviewing.outcome import Subject, SubjectResult
from judge_desk.contest.rulebook.reviews import Measure, Order, OrderPolicy, measure_of
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.problems import Problem
from judge_desk.desks.reviews.standing import ReviewStanding
from judge_desk.ui.models.collation import found_key
from judge_desk.ui.models.lines import Line
from judge_desk.ui.models.review_words import value_text
from judge_desk.ui.words import Words

FILTER: Final = "filter"
OUTSIDE: Final = ("is", "meets", "not_in", "no_prize_in")
"""Conditions of a prize table that are told."""
STALE: Final = "review.decision_stale"
NAMED: Final = 3
"""Subjects of a question that are named."""


def full_name(subject: Subject) -> str:
    """Name a subject so that nobody takes it for another: a person with the unit."""
    return subject.name if subject.unit in ("", subject.name) else f"{subject.name} ({subject.unit})"


def full_names(standing: ReviewStanding) -> Mapping[str, str]:
    """Name every subject by its code."""
    return {str(each.subject.code): full_name(each.subject) for each in standing.result.subjects}


def with_names(asked: Problem, names: Mapping[str, str]) -> Problem:
    """Put names in the place of codes, a few of many: how many there are is said beside them."""
    codes = str(asked.facts.get("codes", "")).split("; ")
    if not all(each in names for each in codes):
        return asked
    told = [names[each] for each in codes[:NAMED]] + (["…"] if len(codes) > NAMED else [])
    return replace(asked, facts={**asked.facts, "codes": "; ".join(told)})


def table_lines(standing: ReviewStanding, found: SubjectResult, words: Words) -> list[Line]:
    """Say which prize tables a subject was considered for, as which of how many, and who is put forward there."""
    titles = {each.id: each.title for each in standing.definition.prize_tables}
    names, lines = full_names(standing), []
    for awards in standing.result.awards:
        if found.subject.code not in awards.considered:
            continue
        given = [names.get(str(row.code), "") for row in awards.rows if row.code is not None]
        told = "; ".join(given[:NAMED]) + ("; …" if len(given) > NAMED else "")
        place = awards.considered.index(found.subject.code) + 1
        detail = words.say("ui.reviews.in_table", place=place, count=len(awards.considered))
        if given:
            detail = f"{detail} {words.say('ui.reviews.table_gives', count=len(given), names=told)}"
        lines.append(Line("trophy", "text_2", "", titles.get(awards.table, awards.table), detail))
    return lines or _kept_out(standing, found, titles, words)


def _kept_out(standing: ReviewStanding, found: SubjectResult, titles: Mapping[str, str], words: Words) -> list[Line]:
    """Say of who is considered for no table what keeps it out of the table that it came nearest to."""
    met = () if found.failed else standing.result.awards
    passed = [(awards.table, each) for awards in met for each in awards.passed_over if each.code == found.subject.code]
    filtered = [(table, each.detail.split("; ")) for table, each in passed if each.reason == FILTER]
    if not filtered:
        return []
    table, conditions = min(filtered, key=lambda each: len(each[1]))
    gates = {each.id: each.title for each in standing.review.gates}
    said = []
    for each in conditions:
        kind, _, rest = each.partition(":")
        named = titles.get(rest) or gates.get(rest) or rest.partition(":")[2] or rest
        if kind in OUTSIDE:
            said.append(words.say(f"ui.reviews.outside.{kind}", named=named))
    return [Line("circle-slash", "text_2", "", titles.get(table, table), " ".join(said))]


def barred_namesakes(standing: ReviewStanding, name: str, people: Iterable[Person], words: Words) -> str:
    """Say who of the contest's people bears a name, so that one can tell whether it is the same person.

    The unit is named where it is one of those that are reviewed.
    """
    units = {found_key(each.subject.unit).replace(" ", "-"): each.subject.unit for each in standing.result.subjects}
    alike = [each for each in people if fold(each.name) == fold(name)]
    parts = ((each.position, units.get(each.unit or "", ""), words.say(f"role.{each.role}")) for each in alike)
    told = (", ".join(part for part in each if part) for each in parts)
    return " ".join(words.say("ui.reviews.bears_name", name=name, who=each) for each in told)


def overtaken(standing: ReviewStanding, words: Words) -> str:
    """Say which decisions no longer hold because figures changed after them; empty where none does."""
    names = full_names(standing)
    said = []
    for each in standing.result.notes:
        if each.code == STALE:
            about = [names.get(code, code) for code in re.split("[,;] ", str(each.facts["about"]))]
            told = "; ".join(about[:NAMED]) + ("; …" if len(about) > NAMED else "")
            said.append(words.problem(replace(each, facts={**each.facts, "about": told}, where="")))
    return " ".join(said[:1]) + (f" {words.say('ui.reviews.overtaken', count=len(said) - 1)}" if len(said) > 1 else "")


def order_sentence(standing: ReviewStanding, words: Words) -> str:
    """Say by what subjects are ordered; empty while the rules leave it open."""
    order = standing.review.order
    if not isinstance(order, Order):
        return ""
    named = []
    for each in order.by:
        measure = measure_of(standing.review, each.removeprefix("-"))
        key = "by_least" if each.startswith("-") else "by_most"
        named.append(words.say(f"ui.reviews.order.{key}", measure=measure.title if measure is not None else each))
    return words.say(f"ui.reviews.order.{order.policy}", measures="; ".join(named))


def behind_line(standing: ReviewStanding, found: SubjectResult, words: Words) -> Line | None:
    """Say whom a subject stands right behind, and by which figures; None for the first one and outside the order."""
    order, ahead = standing.review.order, _ahead(standing, found)
    if not isinstance(order, Order) or order.policy is OrderPolicy.COUNCIL or ahead is None:
        return None
    said, parted = [], False
    for each in order.by:
        measure = measure_of(standing.review, each.removeprefix("-"))
        pair = _pair(standing, measure, found, ahead, words)
        if measure is None or pair is None:
            continue
        same = found.values[measure.id].value == ahead.values[measure.id].value
        key = "ui.reviews.order.same" if same else "ui.reviews.order.parted"
        said.append(words.say(key, measure=measure.title, value=pair[0], other=pair[1], name=ahead.subject.name))
        parted = parted or not same
        if parted and order.policy is OrderPolicy.IN_TURN:
            break
    if not parted:
        said.append(words.say("ui.reviews.order.by_vote"))
    title = words.say("ui.reviews.order.behind", name=full_name(ahead.subject))
    return Line("list", "text_2", "", title, " ".join(said))


def _pair(
    standing: ReviewStanding, measure: Measure | None, found: SubjectResult, ahead: SubjectResult, words: Words
) -> tuple[str, str] | None:
    """Give the figures of both, None where one of them has none."""
    if measure is None:
        return None
    own, other = found.values.get(measure.id), ahead.values.get(measure.id)
    if own is None or other is None or own.value is None or other.value is None:
        return None
    return value_text(standing, measure, own.value, words), value_text(standing, measure, other.value, words)


def _ahead(standing: ReviewStanding, found: SubjectResult) -> SubjectResult | None:
    """Find who stands right before a subject, in its prize table where it has one; of equal ones none does."""
    code = found.subject.code
    table = next((each.considered for each in standing.result.awards if code in each.considered), None)
    places = [each for each in standing.result.ranking.places if table is None or each.code in table]
    number = next((each.number for each in places if each.code == code), 0)
    before = next((each.code for each in reversed(places) if each.number < number), None)
    return next((each for each in standing.result.subjects if each.subject.code == before), None)
