"""What a recount says, in words: its head line, each round or review, and the fields in which results differ."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks.recount_conclusion import DIFFERENCES, Answer, Conclusion
from judge_desk.desks.recounting import Recount, Recounted
from judge_desk.ui.models.lines import Line, line_of
from judge_desk.ui.words import Words

SIGNS: Final = {
    Answer.SAME: ("circle-check", "ok"),
    Answer.DIFFERS: ("circle-x", "stop"),
    Answer.DOUBTFUL: ("triangle-alert", "stop"),
    Answer.NOT_COMPARED: ("info", "warn"),
}
ROUND_SIGNS: Final = {
    "same": ("circle-check", "ok"), "differs": ("circle-x", "stop"), "not_compared": ("info", "warn"),
}  # fmt: skip
_PLAIN: Final = {None: "nothing", True: "yes", False: "no"}


def state_of(each: Recounted) -> str:
    """Give the key of :data:`ROUND_SIGNS` for a round or review."""
    return "same" if each.same else "differs" if each.compared else "not_compared"


def about(each: Recounted, words: Words) -> str:
    """Say what a round or review was recounted from, and the code of its data."""
    key = "ui.recount.about.review" if each.review else "ui.recount.about.round"
    return words.say(key, ballots=each.ballots, entries=each.entries, sheets=each.sheets, code=each.data_code)


def head_line(conclusion: Conclusion, words: Words) -> str:
    """Say the answer in one sentence."""
    more = "_and_doubts" if conclusion.answer is Answer.DIFFERS and conclusion.doubts else ""
    key = f"ui.recount.answer.{conclusion.answer}{more}"
    return words.say(key, differences=conclusion.differences, doubts=conclusion.doubts)


def lines_of(conclusion: Conclusion, words: Words) -> list[Line]:
    """Show the findings, those that stop first; without any, one line that says so."""
    shown = [_line(each, words) for each in conclusion.findings]
    return shown or [Line("circle-check", "ok", "", words.say("ui.recount.nothing"))]


def _line(problem: Problem, words: Words) -> Line:
    """Show a finding; one that stops says whether something differs or must be cleared up."""
    line = line_of(_in_words(problem, words), words)
    if problem.severity is not Severity.STOP:
        return line
    icon, tone = SIGNS[answer := Answer.DIFFERS if problem.code in DIFFERENCES else Answer.DOUBTFUL]
    return replace(line, icon=icon, tone=tone, word=words.say(f"ui.recount.sign.{answer}"))


def _in_words(problem: Problem, words: Words) -> Problem:
    """Put words for the name of a field and for what stands in it, as far as there are any."""
    if problem.code != "recount.differs":
        return problem
    facts = dict(problem.facts)
    key = f"ui.recount.field.{facts['field']}"
    facts["field"] = words.say(key) if words.has(key) else facts["field"]
    for side in ("published", "recounted"):
        facts[side] = _value(str(facts[side]), words)
    return replace(problem, facts=facts)


def _value(text: str, words: Words) -> str:
    """Write a short value of a result file as people do; what is a list or was cut stays as it stands there."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    if value is None or isinstance(value, bool):
        return words.say(f"ui.recount.value.{_PLAIN[value]}")
    return value if isinstance(value, str) else text


def as_text(found: Recount, conclusion: Conclusion, given: Iterable[str], words: Words) -> str:
    """Write the whole outcome as lines of text, to be put into a letter; ``given`` names what was read."""
    rounds = []
    for each in found.rounds:
        state = words.say(f"ui.recount.sign.{state_of(each)}")
        rounds.append(f"{each.title}: {state}. {about(each, words)}")
    lines = [f"{line.word}: {line.text}" if line.word else line.text for line in lines_of(conclusion, words)]
    return "\n".join((head_line(conclusion, words), *given, *rounds, *lines, words.say("ui.recount.limits")))
