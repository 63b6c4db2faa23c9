"""What the papers on prizes are made from: who gets which prize, and what the rules say of those who decide and sign.

Money is whole đồng. Names and titles are empty while the code table of a blind round is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from judge_desk.documents.content_head import PaperHead


class AwardStatus(StrEnum):
    """Given to an entry, left vacant by rules or people, or not decided yet."""

    GIVEN = "given"
    VACANT = "vacant"
    OPEN = "open"


class EntrantSort(StrEnum):
    """Who is behind an entry, as certificates tell them apart."""

    PERSON = "person"
    GROUP = "group"
    COLLECTIVE = "collective"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One who is given a certificate.

    Attributes:
        name: of the person or the collective; position: chức vụ, đơn vị, empty if not recorded.
        collective: whether it is a collective.
    """

    name: str
    position: str = ""
    collective: bool = False


@dataclass(frozen=True, slots=True)
class AwardLine:
    """One prize of a table; of a review, ``title`` is the name of the unit or person that gets it.

    Attributes:
        prize: its title; gift, certificate, signer: as the rules say, empty for none.
        money: for this entry, 0 for none; None where a prize is shared, for the rules do not say what each gets then.
        shared: whether more entries have this prize than there are prizes of it (đồng giải).
        code, title, authors, units, field: the entry that gets it; empty as long as they are not known.
        sort: who is behind the entry; recipients: who would be given the certificate.
    """

    prize: str
    status: AwardStatus
    money: int | None = 0
    shared: bool = False
    gift: str = ""
    certificate: str = ""
    signer: str = ""
    code: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    field: str = ""
    sort: EntrantSort = EntrantSort.PERSON
    recipients: tuple[Recipient, ...] = ()
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class SpecialWish:
    """What the jury asks for an outstanding entry: its code, its title (empty while closed), the wish as text.

    Of a review the title is a name; ``sort`` tells whose.
    """

    code: str
    title: str
    text: str
    sort: EntrantSort = EntrantSort.PERSON
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class AwardTable:
    """One table of prizes, highest first; ``money_source`` as the rules say, empty for ink."""

    title: str
    lines: tuple[AwardLine, ...]
    specials: tuple[SpecialWish, ...] = ()
    money_source: str = ""


@dataclass(frozen=True, slots=True)
class AwardContent:
    """What every paper on prizes is made from.

    Attributes:
        head: of the paper.
        tables: of the round.
        plan, bases: căn cứ, as the rules print them.
        symbol: behind the numbers of the organisers' papers; decided_by, signer: see the rules' head; empty for ink.
        announced: whether the result may be read in the hall.
        chair: who signs for the jury; approval: the office that must approve the result, empty where none must.
        council: of a review, as printed: then codes and titles are those of units or persons, not of entries. Empty
            for a round.
    """

    head: PaperHead
    tables: tuple[AwardTable, ...]
    plan: str = ""
    bases: tuple[str, ...] = ()
    symbol: str = ""
    decided_by: str = ""
    signer: str = ""
    announced: bool = False
    chair: str = ""
    approval: str = ""
    council: str = ""

    @property
    def reviewed(self) -> bool:
        """Whether a review gave the prizes, and no jury."""
        return bool(self.council)


@dataclass(frozen=True, slots=True)
class Honour:
    """One sort of certificate of one signing office, and the prizes it is for, over all tables."""

    certificate: str
    signer: str
    lines: tuple[AwardLine, ...]


def honours_of(content: AwardContent) -> tuple[Honour, ...]:
    """Group the prizes given by certificate and signing office, in the order of the prizes."""
    found: dict[tuple[str, str], list[AwardLine]] = {}
    for table in content.tables:
        for line in table.lines:
            if line.certificate and line.status is AwardStatus.GIVEN:
                found.setdefault((line.certificate, line.signer), []).append(line)
    return tuple(Honour(certificate, signer, tuple(lines)) for (certificate, signer), lines in found.items())
