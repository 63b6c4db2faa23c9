"""Read the calendar of a plan."""

from __future__ import annotations

from judge_desk.contest.rulebook.calendar import CalendarItem, Every, Follows
from judge_desk.contest.values.identity import RoundId
from judge_desk.exchange.rulebook.toml_reader import Table


def read_item(table: Table) -> CalendarItem:
    """Read one item of the calendar; days that the plan does not name are left out."""
    round_id = table.text("round", "")
    return CalendarItem(
        id=table.id(),
        title=table.text("title"),
        leads=table.texts("leads"),
        helps=table.texts("helps"),
        opens=table.day("opens") if table.has("opens") else "",
        closes=table.day("closes") if table.has("closes") else "",
        when=table.text("when", ""),
        every=table.choice("every", Every) if table.has("every") else None,
        least=table.whole("least", 1, default=0),
        unit=table.text("unit", ""),
        follows=table.choice("follows", Follows) if table.has("follows") else None,
        round=RoundId(round_id) if round_id else None,
        source=table.text("source", ""),
    )
