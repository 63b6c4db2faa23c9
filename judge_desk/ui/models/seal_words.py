"""What a judge looks at before sealing, as lines: gaps, entries not judged, put off, and own ties."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from judge_desk.contest.values.identity import CriterionId, EntryCode
from judge_desk.desks.marking import EntryState, Sitting
from judge_desk.desks.scoring import decimals_of_totals
from judge_desk.ui.models.lines import Line
from judge_desk.ui.words import Words
from judge_desk.wording.figures import date_short, mark

MOST_CODES = 8
"""Codes named in one line."""
Place = tuple[EntryCode, CriterionId | None]
"""Where a line leads: an entry, and the criterion to begin with."""


def things_to_see(sitting: Sitting, words: Words) -> list[Line]:
    """Give a line for everything that should be looked at, what stops first; the key of a line is its place."""
    return [*_gaps(sitting, words), *_later(sitting, words), *_recused(sitting, words), *_ties(sitting, words)]


def _gaps(sitting: Sitting, words: Words) -> Iterator[Line]:
    for gap in sitting.gaps():
        criteria = str(gap.facts["criteria"])
        blank = criteria.split(", ")
        text = words.say("ui.sealing.check.gap", code=gap.where, count=len(blank), criteria=criteria)
        place: Place = (EntryCode(gap.where), CriterionId(blank[0]))
        yield Line("circle-dashed", "warn", words.say("ui.sealing.check.gap_word"), text, key=place)


def _later(sitting: Sitting, words: Words) -> Iterator[Line]:
    for line in sitting.lines():
        if line.state is EntryState.LATER and line.given == line.criteria:
            text = words.say("ui.sealing.check.later", code=line.code)
            yield Line("clock", "warn", words.say("ui.sealing.check.later_word"), text, key=(line.code, None))


def _recused(sitting: Sitting, words: Words) -> Iterator[Line]:
    for line in sitting.lines():
        if line.state is EntryState.RECUSED:
            reason = sitting.sheet(line.code).recusal
            text = words.say("ui.sealing.check.recused", code=line.code, reason=reason)
            yield Line(
                "circle-slash", "text_2", words.say("ui.sealing.check.recused_word"), text, key=(line.code, None)
            )


def _ties(sitting: Sitting, words: Words) -> Iterator[Line]:
    decimals = decimals_of_totals(sitting.round.rubric)
    for _, group in groupby(sitting.ranking().places, key=lambda place: place.first):
        places = list(group)
        if len(places) > 1:
            codes = ", ".join(place.code for place in places[:MOST_CODES]) + ("…" if len(places) > MOST_CODES else "")
            total = mark(places[0].total, decimals, words.language)
            text = words.say("ui.sealing.check.tie", count=len(places), mark=total, codes=codes)
            key: Place = (places[0].code, None)
            yield Line("equal", "text_2", words.say("ui.sealing.check.tie_word"), text, key=key)


def time_and_day(stamp: str, words: Words) -> dict[str, str]:
    """Give time and day of an ISO stamp as the facts of a sentence."""
    return {"time": stamp[11:16], "day": date_short(stamp, words.language)}
