"""Inspector: what a recount says, in words, the same in the window and on paper."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Final

from judge_desk.contest.values.problems import Problem
from judge_desk.desks.recount_conclusion import Answer, Conclusion
from judge_desk.desks.recounting import Recounted
from judge_desk.wording.catalogue import Catalogue
from judge_desk.wording.figures import whole
from judge_desk.wording.findings import sentence

_DECIMAL: Final = re.compile(r"[0-9]+\.[0-9]+")
_PLAIN: Final = {None: "nothing", True: "yes", False: "no"}


def state_of(each: Recounted) -> str:
    """Say whether a round or review is ``same``, ``differs`` or was ``not_compared``."""
    return "same" if each.same else "differs" if each.compared else "not_compared"


def head_line(conclusion: Conclusion, catalogue: Catalogue) -> str:
    """Say the answer in one sentence."""
    more = "_and_doubts" if conclusion.answer is Answer.DIFFERS and conclusion.doubts else ""
    counts = {"differences": conclusion.differences, "doubts": conclusion.doubts}
    shown = {name: whole(count, catalogue.language) for name, count in counts.items()}
    return catalogue.say(f"recount.answer.{conclusion.answer}{more}", **shown)


def finding_words(problem: Problem, catalogue: Catalogue) -> str:
    """Say a finding, with words for the name of a field that differs and for what stands in it, if there are any."""
    if problem.code != "recount.differs":
        return sentence(problem, catalogue)
    facts = dict(problem.facts)
    key = f"recount.field.{facts['field']}"
    facts["field"] = catalogue.say(key) if key in catalogue else facts["field"]
    for side in ("published", "recounted"):
        facts[side] = _value(str(facts[side]), catalogue)
    return sentence(replace(problem, facts=facts), catalogue)


def _value(text: str, catalogue: Catalogue) -> str:
    """Write a short value of a result file as people do; what is a list or was cut stays as it stands there."""
    try:
        value = json.loads(text)
    except ValueError:
        return text
    if value is None or isinstance(value, bool):
        return catalogue.say(f"recount.value.{_PLAIN[value]}")
    if not isinstance(value, str):
        return text
    return value.replace(".", ",") if catalogue.language == "vi" and _DECIMAL.fullmatch(value) else value
