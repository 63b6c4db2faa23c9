"""What the organisers of a rehearsal answer to the points that a definition leaves open.

These are assumptions of the rehearsal, recorded as such; no real contest takes them over.
"""

from __future__ import annotations

from typing import Final

from judge_desk.contest.rulebook.definition import Definition, find_round
from judge_desk.contest.rulebook.rubric import leaves

ENTERING: Final = "entering"
"""Points that are settled before entries come in."""
AWARDING: Final = "awarding"
"""Points of reviews, which are settled before the first of them is closed."""
SHORTLISTED: Final = 17
"""As many as the press reported for 2024; fewer in a small rehearsal."""

_ANSWERS: Final = {
    "action": '"joint_vote"',
    "approval": '"none"',
    "closed_by": '"Văn phòng Ban Tổ chức"',
    "closing_time": '"24:00"',
    "counted": '"received"',
    "disagreement": '"none"',
    "index_bonus_units": '"all"',
    "least_per_unit": '"none"',
    "minimum": '"none"',
    "most_per_unit": '"unlimited"',
    "per_author": '"unlimited"',
    "per_unit": '"unlimited"',
    "question_seconds": "300",
    "talk_seconds": "600",
}


def rulings(definition: Definition, station: str, eligible: int, day: str) -> list[tuple[str, str]]:
    """Give (key, TOML value) for the open points that are settled at a station of the rehearsal.

    A point that offers answers gets the first of them.

    Args:
        definition: its open points and rounds.
        station: :data:`ENTERING`, :data:`AWARDING`, or the id of a round.
        eligible: how many entries compete, for the size of the shortlist.
        day: ISO, the answer to a question for a day.
    """
    points = [point for point in definition.undecided if _station(definition, point.key) == station]
    return [
        (point.key, point.choices[0].value if point.choices else _answer(definition, point.key, eligible, day))
        for point in points
    ]


def _station(definition: Definition, key: str) -> str:
    part, _, rest = key.partition(".")
    name = rest.partition(".")[0]
    last = definition.rounds[-1].id if definition.rounds else AWARDING
    if part == "rounds":
        return name
    if part == "by_products":
        return last
    if part == "prize_tables":
        table = next((each for each in definition.prize_tables if each.id == name), None)
        if table is None or table.review is not None:
            return AWARDING if table is not None else last
        return table.round or last
    return AWARDING if part == "reviews" else ENTERING


def _answer(definition: Definition, key: str, eligible: int, day: str) -> str:
    part, last = key.split(".")[0], key.rpartition(".")[2]
    round_ = find_round(definition, key.split(".")[1]) if part == "rounds" else None
    if last == "from_day":
        return f'"{day}"'
    if round_ is not None and last == "cut":
        return f'{{ kind = "top", count = {min(SHORTLISTED, max(6, eligible // 3))} }}'
    if round_ is not None and last == "ties":
        first = leaves(round_.rubric)[0].id
        return f'[{{ kind = "criterion", ref = "{first}" }}, {{ kind = "vote" }}]'
    if round_ is not None and last == "combination":
        return f'{{ "{round_.id}" = 1 }}'
    return _ANSWERS[last]
