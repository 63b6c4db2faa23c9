"""Secretary: the disagreements of a round, largest first, and what people record on each until it is settled.

Every record is a decision with reason and people, checked against the state; first marks are never touched. What a
record leads to follows from the decisions and the sealed files alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

from judge_desk.contest.counting.absence import Effect, effects
from judge_desk.contest.counting.aggregation import decided_mark
from judge_desk.contest.counting.brought import ASKED_OF_ORGANISERS
from judge_desk.contest.counting.extras import top_of
from judge_desk.contest.counting.settling import Case, cases_of, read_marks, total_of
from judge_desk.contest.counting.statistics import PanelFigures, figures_of
from judge_desk.contest.register.panel import Person
from judge_desk.contest.rulebook.rules import Action
from judge_desk.contest.values.decisions import Decision, DecisionKind, Votes
from judge_desk.contest.values.facts import number
from judge_desk.contest.values.identity import BadCode, EntryCode, parse_code
from judge_desk.contest.values.numbers import NotANumber, parse_decimal
from judge_desk.contest.values.problems import BadInput, Findings, NotNow, Problem, Severity
from judge_desk.desks import deciding
from judge_desk.desks.contest_folder import ContestFolder, open_folder
from judge_desk.desks.deciding import Decided, Request
from judge_desk.desks.decisions.about_marks import ThirdJudges
from judge_desk.desks.papers.minutes_content import named_entries
from judge_desk.desks.papers.panel_names import PanelNames, panel_names
from judge_desk.desks.standing import Standing, count_again, round_standing
from judge_desk.desks.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Settling:
    """The disagreements of a round.

    Attributes:
        standing: the round worked out; names: its panel.
        titles: of the entries, empty texts while the round is blind.
        cases: see :func:`settling.cases_of`.
        questions: of the round as a whole that keep marks from being official, e.g. a rule that is still open.
        free: who could mark an entry once more, for the open cases whose tier asks for it.
    """

    standing: Standing
    names: PanelNames
    titles: Mapping[EntryCode, str]
    cases: tuple[Case, ...]
    questions: Findings
    free: Mapping[EntryCode, tuple[Person, ...]]

    @property
    def open(self) -> tuple[Case, ...]:
        """The cases that wait for people."""
        return tuple(each for each in self.cases if each.is_open)


def look_over(folder: Path, round_id: str, around: Surroundings, known: Standing | None = None) -> Settling:
    """List the disagreements of a round; nothing is changed. ``known``: the round as it was just worked out.

    Raises:
        BadInput: no such round.
        NotNow: no package of it was issued.
    """
    with open_folder(folder, read_only=True) as contest:
        return settling_of(contest, round_id, known)


def settling_of(contest: ContestFolder, round_id: str, known: Standing | None = None) -> Settling:
    """List the disagreements of a round of an open folder; raises as :func:`look_over`."""
    standing = known or round_standing(contest, contest.round(round_id).id)
    cases = cases_of(standing.result, standing.round, standing.decisions)
    own = {each.code for each in cases}
    questions = tuple(
        each
        for each in standing.result.questions
        if each.where not in own and each.code.startswith(_WHOLE_ROUND) and each.code not in ASKED_OF_ORGANISERS
    )
    asking = [each for each in cases if each.is_open and each.score.action is Action.THIRD]
    judges = ThirdJudges(contest, standing) if asking else None
    free = {each.code: judges.free(each.score) for each in asking} if judges is not None else {}
    titles = {code: named[0] for code, named in named_entries(contest, standing).items()}
    return Settling(standing, panel_names(contest, standing), titles, cases, questions, free)


_WHOLE_ROUND = ("disagreement.", "score.")


def find_case(settling: Settling, code: str) -> Case:
    """Give the case of an entry.

    Raises:
        BadInput: no code, or an entry without a case.
    """
    wanted = _code(code)
    found = next((each for each in settling.cases if each.code == wanted), None)
    if found is None:
        raise BadInput("settle.no_case", where=wanted)
    return found


def _code(text: str) -> EntryCode:
    try:
        return parse_code(text)
    except BadCode as error:
        raise BadInput("decide.bad_code", where=text) from error


# --- recording ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settled:
    """A record that was kept, and the case after it; ``findings``: what the record left to say."""

    decided: Decided
    case: Case
    findings: Findings


@dataclass(frozen=True, slots=True)
class Agreed:
    """Who records something, and why."""

    reason: str
    people: tuple[str, ...]
    votes: Votes | None = None


def record_dialogue(
    folder: Path, round_id: str, code: str, outcome: str, agreed: Agreed, around: Surroundings
) -> Settled:
    """Record what a dialogue of the judges came to; it sets no mark.

    Raises:
        BadInput: no outcome, reason or names; no such entry.
        NotNow: nothing of the entry waits for an official mark.
    """
    return _record(folder, Request(round_id, DecisionKind.DIALOGUE, (code,), outcome, *_by(agreed)), around)


def name_third(folder: Path, round_id: str, code: str, judge: str, agreed: Agreed, around: Surroundings) -> Settled:
    """Record who marks an entry once more; ``judge`` is the short name on the panel sheet.

    Raises:
        BadInput: that judge marked the entry, has a conflict with it, or is not known; no reason or names.
        NotNow: the entry's tier asks for no third marking, or nothing is open.
    """
    return _record(folder, Request(round_id, DecisionKind.THIRD, (code,), judge, *_by(agreed)), around)


def record_third(
    folder: Path, round_id: str, code: str, marks: tuple[str, ...], written: str, agreed: Agreed, around: Surroundings
) -> Settled:
    """Record the marks of the third judge; ``written`` is the total on the signed sheet, compared with their sum.

    Raises:
        BadInput: a mark off its scale, the written total is another one; no reason or names.
        NotNow: no third judge was named, or nothing is open.
    """
    with open_folder(folder, read_only=True) as contest:
        rubric = contest.round(round_id).rubric
    read = read_marks(" ".join(marks), rubric)
    if read is not None:
        added = total_of(read, rubric)
        if _number(written) != added:
            raise BadInput("settle.other_total", where=code, stated=written or "-", value=number(added))
    return _record(folder, Request(round_id, DecisionKind.THIRD_MARK, (code,), " ".join(marks), *_by(agreed)), around)


def set_mark(folder: Path, round_id: str, code: str, mark: str, agreed: Agreed, around: Surroundings) -> Settled:
    """Record the official mark of an entry.

    Raises:
        BadInput: no number or one off the scale, no reason or names; no such entry.
        NotNow: the result is locked.
    """
    with open_folder(folder, read_only=True) as contest:
        round_ = contest.round(round_id)
    if _number(mark) is not None and decided_mark(mark, round_) is None:
        top = number(top_of(round_.rubric))
        raise BadInput("settle.off_scale", where=code, value=mark, maximum=top, decimals=round_.score.decimals)
    return _record(folder, Request(round_id, DecisionKind.SCORE, (code,), mark, *_by(agreed)), around)


def _by(agreed: Agreed) -> tuple[str, tuple[str, ...], Votes | None]:
    return agreed.reason, agreed.people, agreed.votes


def _number(text: str) -> Fraction | None:
    try:
        return parse_decimal(text)
    except NotANumber:
        return None


def _record(folder: Path, request: Request, around: Surroundings) -> Settled:
    decided = deciding.decide(folder, request, around)
    settling = look_over(folder, request.round, around)
    case = find_case(settling, request.about[0])
    return Settled(decided, case, (*decided.findings, *_left_to_say(case, decided.decision)))


def _left_to_say(case: Case, decision: Decision) -> Findings:
    """Note a mark that was set before the dialogue its tier asks for was recorded."""
    hasty = decision.kind is DecisionKind.SCORE and case.score.action is Action.CHAIR and case.dialogue is None
    return (Problem("settle.no_dialogue", Severity.NOTE, case.code),) if hasty else ()


# --- ballots that are not there, and the panel as a whole ------------------------------------------------------------


def absence(folder: Path, round_id: str, around: Surroundings, code: str = "") -> tuple[Effect, ...]:
    """Say what missing marks do to places, by counting again without each judge concerned; ``code``: one entry.

    Raises:
        BadInput: no such round.
        NotNow: no package of it was issued.
    """
    with open_folder(folder, read_only=True) as contest:
        standing = round_standing(contest, contest.round(round_id).id)
    only = _code(code) if code else None
    return effects(
        standing.result,
        standing.decisions,
        partial(count_again, standing),
        only,
        lambda done, total: around.progress("progress.counting_again", done, total),
    )


@dataclass(frozen=True, slots=True)
class PanelReport:
    """The figures of a round's panel and the names they belong to, with the standing they came from."""

    standing: Standing
    names: PanelNames
    figures: PanelFigures


def panel_report(folder: Path, round_id: str, around: Surroundings, known: Standing | None = None) -> PanelReport:
    """Work out the figures of a round's panel from the first marks that count; ``known`` as in :func:`look_over`.

    Raises:
        BadInput: no such round.
        NotNow: no package of it was issued, or no ballot counts yet.
    """
    with open_folder(folder, read_only=True) as contest:
        standing = known or round_standing(contest, contest.round(round_id).id)
        names = panel_names(contest, standing)
    around.progress("progress.figures", 0, 1)
    figures = figures_of(standing.result.scores)
    if figures is None:
        raise NotNow("settle.no_marks", where=standing.round.title)
    return PanelReport(standing, names, figures)
