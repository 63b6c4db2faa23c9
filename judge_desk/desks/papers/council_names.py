"""Who sits on the council of a review, as papers need it.

Where a contest has no rounds, its panel sheet names that council. Beside rounds it names their juries, and who sits on
the council of a review is left for ink.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from judge_desk.contest.register.panel import Role
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.papers.positions import position_of
from judge_desk.documents.content import Attendee
from judge_desk.stores.panel_tables import read_people, read_units
from judge_desk.wording.catalogue import open_catalogue

_MEMBERS: Final = (Role.CHAIR, Role.DEPUTY, Role.MEMBER)


@dataclass(frozen=True, slots=True)
class CouncilNames:
    """Who is who.

    Attributes:
        members: of the council, its head first; empty where it is not recorded.
        chair, secretary: names for the places to sign; empty for ink.
    """

    members: tuple[Attendee, ...] = ()
    chair: str = ""
    secretary: str = ""


def council_names(contest: ContestFolder) -> CouncilNames:
    """Read the names of the council of the contest's reviews, as far as they are recorded."""
    people = read_people(contest.store)
    if contest.definition.rounds:
        return CouncilNames()
    say, units = open_catalogue("vi").say, {unit.id: unit.title for unit in read_units(contest.store)}
    members = sorted((each for each in people if each.role in _MEMBERS), key=lambda each: _MEMBERS.index(each.role))
    return CouncilNames(
        tuple(Attendee(each.name, say(f"role.{each.role}"), position_of(each, units)) for each in members),
        next((each.name for each in people if each.role is Role.CHAIR), ""),
        next((each.name for each in people if each.role is Role.SECRETARY), ""),
    )
