"""What lists and letters are made from: prizes, units for the index, seats.

Money is whole đồng. A prize without a title stays vacant.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from judge_desk.documents.content_head import PaperHead


@dataclass(frozen=True, slots=True)
class PrizeRow:
    """One prize given; an empty ``title`` means that it stays vacant. Money in đồng."""

    prize: str
    money: int
    title: str = ""
    authors: str = ""
    units: str = ""
    field: str = ""
    score: Fraction | None = None
    gift: str = ""
    certificate: str = ""
    signer: str = ""


@dataclass(frozen=True, slots=True)
class PrizeListContent:
    """The list of prizes of one table; ``notes`` e.g. on an outstanding entry; ``decimals`` of the scores."""

    head: PaperHead
    table_title: str
    rows: tuple[PrizeRow, ...]
    decimals: int
    chair: str
    secretary: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BonusUnit:
    """A unit with entries in the round that counts: title, block, the titles or codes of its entries."""

    title: str
    block: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexBonusContent:
    """Units with an entry in the round that feeds the reform index; ``basis`` is the plan that says so.

    ``without_unit`` is how many entries belong to no unit, those of residents and firms; ``shared`` is whether an entry
    stands under more units than one.
    """

    head: PaperHead
    units: tuple[BonusUnit, ...]
    basis: str
    chair: str
    secretary: str
    without_unit: int = 0
    shared: bool = False


@dataclass(frozen=True, slots=True)
class SeatLetter:
    """The sealed letter of one seat."""

    seat: int
    judge: str
    position: str
    pin: str
    entries: int


@dataclass(frozen=True, slots=True)
class LettersContent:
    """The letters of a round, one page for each seat; ``deadline`` ISO local time, empty if none."""

    head: PaperHead
    letters: tuple[SeatLetter, ...]
    package_code: str
    package_version: int = 1
    deadline: str = ""
    return_to: str = ""
