"""Decisions in sentences, the same in minutes, terminal and window: no key of a file, no code of a program."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from judge_desk.contest.counting.prizes import VACANT
from judge_desk.contest.merge.closed_ballots import IN_THE_OPEN
from judge_desk.contest.merge.rulings import given_to
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.rules import CutKind, TieBreak
from judge_desk.contest.values.decisions import OPENED, Decision, DecisionKind
from judge_desk.contest.values.identity import Digest
from judge_desk.exchange.seal import code_of, is_digest
from judge_desk.wording.card_words import topic
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from judge_desk.wording.figures import code_groups, date_short, length

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
SHORT: Final = 10
"""How many digits of a ballot's code stand in a sentence: two of its groups."""
_KEY_SHOWN: Final = 16
_LISTS: Final = (DecisionKind.TIE, DecisionKind.CUT, DecisionKind.PRIZE)
_ROUNDS: Final = (
    DecisionKind.UNSEAL,
    DecisionKind.OPENING_KEY,
    DecisionKind.OPEN_BALLOTS,
    DecisionKind.APPROVE,
    DecisionKind.FINAL,
    DecisionKind.ANNOUNCE,
)
_BALLOTS: Final = (DecisionKind.BALLOT, DecisionKind.REOPEN)


def decision_text(decision: Decision, rules: Definition, language: str = "vi") -> str:
    """Say what was decided, in one sentence.

    Args:
        decision: the decision.
        rules: the contest's definition as shipped, its open points still open.
        language: ``vi`` or ``en``.
    """
    catalogue = open_catalogue(language)
    said = _said(decision, rules, catalogue)
    votes = decision.votes
    if votes is None:
        return said
    counted = {"in_favour": votes.in_favour, "against": votes.against, "abstained": votes.abstained}
    return catalogue.say("decided.by_vote", said=said, **counted)


def _said(decision: Decision, rules: Definition, catalogue: Catalogue) -> str:
    if decision.kind is DecisionKind.RULE_POINT:
        return _point(decision, rules, catalogue)
    about = ", ".join(each for each in decision.about if each)
    if decision.kind in _ROUNDS:
        titles = {str(each.id): each.title for each in rules.rounds}
        titles |= {str(each.id): each.title for each in rules.reviews}
        about = titles.get(decision.round, about)
    if decision.kind is DecisionKind.RULES:
        about = decision.about[0]
    if decision.kind is DecisionKind.PRIZE:
        about = _prize(decision, rules)
    if decision.kind is DecisionKind.MET:
        about = _gate(decision, rules)
    if decision.kind is DecisionKind.THIRD_MARK:
        about = decision.about[0]
    if decision.kind in (DecisionKind.SPECIAL, DecisionKind.FINDING):
        about = decision.about[0]
    taker = given_to(decision)
    if taker is not None:
        return catalogue.say("decided.seat_given", about=about, value=taker[1])
    if decision.kind is DecisionKind.FINAL and decision.value == OPENED:
        return catalogue.say("decided.opened", about=about)
    kind = f"{decision.kind}"
    if decision.kind is DecisionKind.TIE and any(decision.round == each.id for each in rules.reviews):
        kind = "review_tie"
    return catalogue.say(f"decided.{kind}", about=about, value=_value(decision, catalogue))


def _value(decision: Decision, catalogue: Catalogue) -> str:
    value = decision.value
    if decision.kind is DecisionKind.FINDING:
        return f"{catalogue.say(f'handled.{value}')} ({topic(decision.about[1], catalogue)})"
    if decision.kind in _BALLOTS:
        return _ballot(value)
    if decision.kind is DecisionKind.OPENING_KEY:
        return value[:_KEY_SHOWN]
    if decision.kind is DecisionKind.OPEN_BALLOTS:
        how = "lost" if value == IN_THE_OPEN else "digits"
        return catalogue.say(f"opened_how.{how}", count=len(decision.among))
    if decision.kind in _ROUNDS:
        return _whole(value)
    if decision.kind is DecisionKind.PRIZE and value == VACANT:
        return catalogue.say("award.vacant")
    if decision.kind in _LISTS:
        return ", ".join(value.split()) or catalogue.say("award.vacant")
    if decision.kind is DecisionKind.THIRD:
        return value.partition(" ")[2]
    if decision.kind is DecisionKind.THIRD_MARK:
        marks = "; ".join(value.split())
        return marks.replace(".", ",") if catalogue.language == "vi" else marks
    if decision.kind is DecisionKind.SCORE and catalogue.language == "vi":
        return value.replace(".", ",")
    if decision.kind is DecisionKind.MET:
        return catalogue.say(f"council.{value}")
    if decision.kind is DecisionKind.ENTRY:
        return catalogue.say(f"entry_decision.{value}")
    return value


@cache
def _ballot(value: str) -> str:
    """Name a ballot by the beginning of the code that is printed on it; the code is slow to work out."""
    return f"{_whole(code_of(Digest(value))[:SHORT])}…" if is_digest(value) else value[:SHORT]


def _whole(code: str) -> str:
    """Group a code as it is printed, in one line."""
    return code_groups(code).replace(" ", "\u00a0")


def _prize(decision: Decision, rules: Definition) -> str:
    titles = {(table.id, prize.id): prize.title for table in rules.prize_tables for prize in table.prizes}
    table, prize = decision.about
    return titles.get((table, prize), prize)


def _gate(decision: Decision, rules: Definition) -> str:
    """Name the gate and the subject that the council spoke on."""
    titles = {(each.id, gate.id): gate.title for each in rules.reviews for gate in each.gates}
    gate, code = decision.about
    return f"{titles.get((decision.round, gate), gate)}, {code}"


def _point(decision: Decision, rules: Definition, catalogue: Catalogue) -> str:
    """Say the open point as its question, and the answer in words where its kind is known."""
    key = decision.about[0]
    point = next((each for each in rules.undecided if each.key == key), None)
    question = point.question if point is not None and point.question else key
    return catalogue.say("decided.rule_point", about=question, value=answer_text(key, decision.value, rules, catalogue))


def answer_text(key: str, value: str, rules: Definition, catalogue: Catalogue) -> str:
    """Say the TOML value that answers an open point."""
    parsed = tomllib.loads(f"value = {value}")["value"]
    point = next((each for each in rules.undecided if each.key == key), None)
    for each in point.choices if point is not None else ():
        if tomllib.loads(f"value = {each.value}")["value"] == parsed:
            return each.title.rstrip(".")
    last = key.rpartition(".")[2]
    say = catalogue.say
    if last == "cut":
        return _cut(parsed, catalogue)
    if last == "ties":
        steps = [say(f"tie_step.{TieBreak(step['kind'])}", ref=step.get("ref", "")) for step in parsed]
        return say("answer.then").join(steps) or say("answer.no_step")
    if last == "combination":
        return _weights(parsed, rules, catalogue)
    if last.endswith("_seconds"):
        return length(parsed) if parsed % 60 else say("answer.minutes", count=parsed // 60)
    if last == "action":
        return say("answer.mean") if parsed == "mean" else say(f"handling.{parsed}")
    if last == "from_day" and _DAY.match(str(parsed)):
        return date_short(str(parsed), catalogue.language)
    words = f"answer.{last}.{parsed}"
    return say(words) if words in catalogue else str(parsed)


def _cut(parsed: Mapping[str, Any], catalogue: Catalogue) -> str:
    facts = {"count": str(parsed.get("count", "")), "threshold": str(parsed.get("threshold", ""))}
    return catalogue.say(f"answer.cut.{CutKind(parsed['kind'])}", **facts)


def _weights(parsed: Mapping[str, Any], rules: Definition, catalogue: Catalogue) -> str:
    titles = {str(each.id): each.title for each in rules.rounds}
    if len(parsed) == 1:
        return catalogue.say("answer.only_round", round=titles.get(next(iter(parsed)), ""))
    return "; ".join(f"{titles.get(name, name)} × {weight}" for name, weight in parsed.items())
