"""An empty page: the rules of a contest of which nothing but the name is known yet.

It is founded like any other contest; rounds, sheets, reviews and prizes are then written in the form of the rules.
"""

from __future__ import annotations

from typing import Final

from judge_desk.desks.rules.drafts import Draft
from judge_desk.desks.rules.raw import text_value

LATER: Final = "…"
"""Stands for what papers need and people write later."""


def blank(contest_id: str, title: str, short: str) -> Draft:
    """Write the definition of an empty page; what is wrong with the names is found when the contest is founded."""
    shown = title or short
    lines = [
        "format = 1",
        f"id = {text_value(contest_id)}",
        "version = 1",
        f"title = {text_value(shown)}",
        f"short_title = {text_value(short or shown)}",
        f"plan = {text_value(LATER)}",
        "",
        "[head]",
        *(f"{name} = {text_value(LATER)}" for name in ("superior", "organiser", "place")),
    ]
    return Draft(f"{contest_id or 'moi'}.toml", ("\n".join(lines) + "\n").encode())
