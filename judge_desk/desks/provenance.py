"""Where values that were not marked come from, as a person states it: who closed them, when, by which paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from judge_desk.contest.values.problems import BadInput
from judge_desk.exchange.plain_text import tidy_line, tidy_text


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where values come from, as a person states it.

    Attributes:
        closed_by: who closed them; closed_on: the day, ISO.
        source: the minutes or paper that say them; for a sheet that is read, empty for the file's own name.
        reason: why they take the place of earlier ones; may be empty where there are none.
    """

    closed_by: str
    closed_on: str
    source: str = ""
    reason: str = ""


def stated(provenance: Provenance, needs_reason: str) -> Provenance:
    """Give the provenance tidied; every part that is needed must be there.

    Args:
        provenance: as it was typed.
        needs_reason: code of the finding when the reason is missing; empty where none is needed.

    Raises:
        BadInput: something is missing, or the day is none.
    """
    source, closed_by = tidy_line(provenance.source), tidy_line(provenance.closed_by)
    reason = tidy_text(provenance.reason)
    if not closed_by:
        raise BadInput("brought.no_closer")
    if not source:
        raise BadInput("brought.no_source")
    try:
        day = date.fromisoformat(provenance.closed_on.strip())
    except ValueError as error:
        raise BadInput("brought.no_day", shown=provenance.closed_on[:40]) from error
    if needs_reason and not reason:
        raise BadInput(needs_reason)
    return Provenance(closed_by, day.isoformat(), source, reason)
