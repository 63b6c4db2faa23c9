"""Turn a problem into the sentence a person reads: what happened, what was kept, what to do next."""

from __future__ import annotations

from judge_desk.contest.problems import Problem
from judge_desk.wording.catalogue import Catalogue


def sentence(problem: Problem, catalogue: Catalogue) -> str:
    """Say a problem in the catalogue's language, its place first.

    The sentence is ``finding.<code>``; a code without one is a fault of ours and is said as such by
    ``finding.unknown`` (a test holds that every code in the source has its sentence).
    """
    key = f"finding.{problem.code}"
    if key in catalogue:
        text = catalogue.say(key, **problem.facts)
    else:
        text = catalogue.say("finding.unknown", code=problem.code)
    return f"{problem.where}: {text}" if problem.where else text
