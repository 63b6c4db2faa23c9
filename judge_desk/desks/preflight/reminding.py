"""Anyone: when this machine was last looked over, and whether it is time to do so again."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime, timedelta
from typing import Final

from judge_desk import __version__
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.preflight.shape import Grade, Report
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import replace_safely

GOOD_DAYS: Final = 14
FILE: Final = "kiem-tra-may.json"


def remember(around: Surroundings, report: Report) -> None:
    """Write down when the machine was looked over, and the worst that was found."""
    whole = {"time": report.stated_time, "version": report.version, "worst": report.worst.value}
    with contextlib.suppress(Refusal):  # a comfort: where it cannot be kept, the offer is shown again
        replace_safely(around.home / FILE, json.dumps(whole).encode("ascii"), private=True)


def is_due(around: Surroundings) -> bool:
    """Say whether this machine should be looked over: by this version, not within 14 days, or something stopped."""
    try:
        kept = json.loads((around.home / FILE).read_text(encoding="ascii"))
        age = datetime.fromisoformat(around.now()) - datetime.fromisoformat(kept["time"])
        sound = kept["worst"] != Grade.STOP and kept["version"] == __version__
    except (OSError, ValueError, KeyError, TypeError):
        return True
    return not (sound and timedelta(days=-1) < age <= timedelta(days=GOOD_DAYS))
