"""What a recount says in the window: signs, each round or review in a line, findings as the rows of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks.recount_conclusion import DIFFERENCES, Answer, Conclusion
from judge_desk.desks.recount_words import finding_words, head_line, state_of
from judge_desk.desks.recounting import Recount, Recounted
from judge_desk.ui.models.lines import Line, line_of
from judge_desk.ui.words import Words
from judge_desk.wording.catalogue import open_catalogue

SIGNS: Final = {
    Answer.SAME: ("circle-check", "ok"),
    Answer.DIFFERS: ("circle-x", "stop"),
    Answer.DOUBTFUL: ("triangle-alert", "stop"),
    Answer.NOT_COMPARED: ("info", "warn"),
}


def about(each: Recounted, words: Words) -> str:
    """Say what a round or review was recounted from, and the code of its data."""
    key = "ui.recount.about.review" if each.review else "ui.recount.about.round"
    return words.say(key, ballots=each.ballots, entries=each.entries, sheets=each.sheets, code=each.data_code)


def lines_of(conclusion: Conclusion, words: Words) -> list[Line]:
    """Show the findings, those that stop first; without any, one line that says so."""
    shown = [_line(each, words) for each in conclusion.findings]
    return shown or [Line("circle-check", "ok", "", words.say("recount.nothing"))]


def _line(problem: Problem, words: Words) -> Line:
    """Show a finding; one that stops says whether something differs or must be cleared up."""
    line = replace(line_of(problem, words), text=finding_words(problem, open_catalogue(words.language)))
    if problem.severity is not Severity.STOP:
        return line
    icon, tone = SIGNS[answer := Answer.DIFFERS if problem.code in DIFFERENCES else Answer.DOUBTFUL]
    return replace(line, icon=icon, tone=tone, word=words.say(f"recount.sign.{answer}"))


def as_text(found: Recount, conclusion: Conclusion, given: Iterable[str], words: Words) -> str:
    """Write the whole outcome as lines of text, to be put into a letter; ``given`` names what was read."""
    rounds = []
    for each in found.rounds:
        state = words.say(f"recount.sign.{state_of(each)}")
        rounds.append(f"{each.title}: {state}. {about(each, words)}")
    lines = [f"{line.word}: {line.text}" if line.word else line.text for line in lines_of(conclusion, words)]
    head = head_line(conclusion, open_catalogue(words.language))
    return "\n".join((head, *given, *rounds, *lines, words.say("recount.limits")))
