"""Names and offices of a round's panel, as papers need them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from judge_desk.contest.register.panel import Person, Role
from judge_desk.contest.values.identity import Seat
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.papers.positions import position_of
from judge_desk.desks.standing import Standing
from judge_desk.stores.panel_tables import read_people, read_units
from judge_desk.wording.catalogue import open_catalogue


@dataclass(frozen=True, slots=True)
class PanelNames:
    """Who is who.

    Attributes:
        by_seat: the person on each open seat, ascending; offices: role in words; positions: chức vụ, đơn vị.
        chair, secretary: names for the places to sign; empty when the panel sheet names none.
    """

    by_seat: Mapping[Seat, Person]
    offices: Mapping[str, str]
    positions: Mapping[str, str]
    chair: str
    secretary: str

    def name(self, seat: Seat) -> str:
        """Give the name on a seat, empty for a seat that nobody holds."""
        person = self.by_seat.get(seat)
        return person.name if person is not None else ""


def panel_names(contest: ContestFolder, standing: Standing) -> PanelNames:
    """Read the names of a round's panel."""
    say = open_catalogue("vi").say
    people = read_people(contest.store)
    units = {unit.id: unit.title for unit in read_units(contest.store)}
    by_id = {person.id: person for person in people}
    seats = {h.seat: by_id[h.judge] for h in standing.manifest.seats if h.until is None and h.judge in by_id}
    on_panel = [person for _, person in sorted(seats.items())]
    secretaries = [person for person in people if person.role is Role.SECRETARY]
    return PanelNames(
        dict(sorted(seats.items())),
        {person.id: say(f"role.{person.role}") for person in people},
        {person.id: position_of(person, units) for person in people},
        next((person.name for person in on_panel if person.role is Role.CHAIR), ""),
        secretaries[0].name if secretaries else "",
    )
