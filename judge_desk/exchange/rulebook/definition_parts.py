"""Read everything of a definition but the rounds: head, fields, entrants, receipt, parts, prizes."""

from __future__ import annotations

from judge_desk.contest.rulebook.definition import (
    ByProducts,
    EntrantKind,
    Field,
    Head,
    Part,
    PartKind,
    Receipt,
)
from judge_desk.contest.rulebook.rules import Prize, PrizeTable
from judge_desk.contest.values.identity import RoundId
from judge_desk.exchange.rulebook.toml_reader import Table

COUNTED = ("received", "sent")
OVER_LENGTH = ("refuse", "penalty")
BONUS_UNITS = ("all", "ask")
"""A group of several units: every unit gets the bonus, or people are asked for each such group."""
UNLIMITED = "unlimited"
NO_RULE = "none"
MOST_OF_A_PRIZE = 10_000
"""Each prize of a table is a line of its papers."""


def read_head(table: Table, jury: str | None = None) -> Head:
    """Read what stands at the top of papers; ``jury`` is what holds where none is written, None to want one."""
    return Head(
        superior=table.text("superior"),
        organiser=table.text("organiser"),
        jury=table.text("jury", jury),
        place=table.text("place"),
        jury_symbol=table.text("jury_symbol", "BGK"),
        organiser_symbol=table.text("organiser_symbol", ""),
        decided_by=table.text("decided_by", ""),
        signer=table.text("signer", ""),
    )


def read_field(table: Table) -> Field:
    """Read one field (lĩnh vực)."""
    return Field(table.id(), table.text("title"))


def read_entrant(table: Table) -> EntrantKind:
    """Read one kind of entrant; ``most_people`` is a number or ``"unlimited"``."""
    most = None if table.says("most_people", UNLIMITED) else table.whole("most_people", 1)
    return EntrantKind(table.id(), table.text("title"), table.whole("least_people", default=1), most)


def read_receipt(table: Table) -> Receipt:
    """Read the receipt window."""
    return Receipt(
        opens=table.day("opens"),
        closes=table.day("closes"),
        closing_time=table.undecided("closing_time") or table.clock("closing_time", "24:00"),
        counted=table.undecided("counted") or table.word("counted", COUNTED),
    )


def read_part(table: Table) -> Part:
    """Read one part of a submission."""
    return Part(
        id=table.id(),
        title=table.text("title"),
        kind=table.choice("kind", PartKind),
        required=table.flag("required"),
        formats=table.texts("formats"),
        most_seconds=table.whole_or_none("most_seconds", least=1),
        over_length=table.undecided("over_length") or table.word("over_length", OVER_LENGTH, "refuse"),
        least_count=table.whole("least_count", 1, default=1),
        fields=table.texts("fields"),
    )


def read_by_products(table: Table) -> ByProducts:
    """Read what else the result feeds."""
    bonus_round = table.text("index_bonus_round", "")
    return ByProducts(
        index_bonus_round=RoundId(bonus_round) if bonus_round else None,
        index_bonus_units=table.undecided("index_bonus_units") or table.word("index_bonus_units", BONUS_UNITS, "all"),
        participation=table.flag("participation", False),
        press_list=table.flag("press_list", False),
    )


def read_prize_table(table: Table) -> PrizeTable:
    """Read one table of prizes."""
    round_id = table.text("round", "")
    return PrizeTable(
        id=table.id(),
        title=table.text("title"),
        round=RoundId(round_id) if round_id else None,
        prizes=table.items("prizes", _prize, least=1),
        entrants=table.texts("entrants"),
        minimum=None
        if table.says("minimum", NO_RULE)
        else table.undecided("minimum") or table.number_or_none("minimum"),
        per_unit=None
        if table.says("per_unit", UNLIMITED)
        else table.undecided("per_unit") or table.whole_or_none("per_unit", least=1),
        per_author=None
        if table.says("per_author", UNLIMITED)
        else table.undecided("per_author") or table.whole_or_none("per_author", least=1),
        vacancy=table.flag("vacancy", True),
        sharing=table.flag("sharing", False),
        special=table.text("special", ""),
        filters=table.texts("filters"),
        review=RoundId(review_id) if (review_id := table.text("review", "")) else None,
        money_source=table.text("money_source", ""),
    )


def _prize(table: Table) -> Prize:
    return Prize(
        id=table.id(),
        title=table.text("title"),
        count=table.whole("count", 1, most=MOST_OF_A_PRIZE),
        money=table.whole("money", default=0),
        gift=table.text("gift", ""),
        certificate=table.text("certificate", ""),
        signer=table.text("signer", ""),
    )
