"""Where the marking page is to open: whose work, which entry, which criterion."""

from __future__ import annotations

from dataclasses import dataclass

from judge_desk.contest.rulebook.definition import Definition, Round, round_before
from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.desks.judge_shelf import PLACE
from judge_desk.ui.bench import Bench


@dataclass(frozen=True, slots=True)
class MarkingAim:
    """What the marking page shows; without ``code`` it goes to where the judge was last.

    Without ``criterion`` it goes to the first criterion of the entry that has no mark.
    """

    bench: Bench
    code: EntryCode | None = None
    criterion: CriterionId | None = None


def has_defence(definition: Definition, rules: Round) -> bool:
    """Say whether teams speak in a round: the rules name a time, if only to be decided, or it is a later open round."""
    timed = rules.talk_seconds is not None or rules.question_seconds is not None
    return timed or (not rules.blind and round_before(definition, rules.id) is not None)


def where_left(bench: Bench) -> tuple[str, object] | None:
    """Give the page on which the judge was at work, and what it shows; None when the list is the place to begin."""
    sitting = bench.sitting
    if not sitting.kept(PLACE) or sitting.sealed or sitting.finished == sitting.count:
        return None
    if has_defence(sitting.definition, sitting.round):
        return "defence", bench
    return "marking", MarkingAim(bench)
