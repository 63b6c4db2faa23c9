"""What people said of a finding about an entry: it is accepted as it stands, or the entry is refused for it.

An answer names the finding by its digest. When the facts change (a sixth author, another file of that name, one more
entry with the same content), the answer no longer speaks of it and the finding is open again; the answer stays on file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Final

from judge_desk.contest.register.entries import Entry
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import Problem

ACCEPTED: Final = "accepted"
REFUSED: Final = "refused"
REOPENED: Final = "reopened"
"""Takes an answer back: the finding is open again, and both decisions stay."""

CORRECTED_ONLY: Final = frozenset({"intake.unknown_kind", "intake.unknown_field"})
"""Findings that nobody can accept: without a kind or field nobody can say who marks the entry."""

_FILE_FACTS: Final = ("file", "name")


def finding_digest(entry: Entry, problem: Problem) -> Digest:
    """Give the digest of a finding about an entry: its code, its facts, and the content of the files it names."""
    names = {str(problem.facts[fact]) for fact in _FILE_FACTS if fact in problem.facts}
    contents = sorted(file.sha256 for file in entry.files if file.name in names)
    told = [entry.id, problem.code, sorted(problem.facts.items()), contents]
    return Digest(hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest())


def answer_on(entry: Entry, problem: Problem, decisions: Iterable[Decision]) -> Decision | None:
    """Give the newest decision that speaks of this finding, None while it is open."""
    about = (entry.id, problem.code)
    speaking = [each for each in decisions if each.kind is DecisionKind.FINDING and each.about == about]
    if not speaking:
        return None
    digest = finding_digest(entry, problem)
    newest = max((each for each in speaking if digest in each.among), key=lambda each: each.number, default=None)
    return newest if newest is not None and newest.value != REOPENED else None


def is_answered(entry: Entry, problem: Problem, decisions: Iterable[Decision], value: str) -> bool:
    """Say whether a finding was answered with this value last."""
    answer = answer_on(entry, problem, decisions)
    return answer is not None and answer.value == value
