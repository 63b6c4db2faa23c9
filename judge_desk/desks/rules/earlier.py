"""The rules of an earlier contest as the beginning of a new one: what may be taken over is offered, nothing more.

Taken over without a question are the text of the definition and its open points. The days of receipt and every point
that people decided back then are chosen anew: kept, or left to be said.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.defining import DefinitionSummary, summary_of
from judge_desk.desks.rules import drafts
from judge_desk.desks.rules.drafts import Draft
from judge_desk.desks.surroundings import Surroundings

_YEAR: Final = re.compile(r"(.*?)(20[0-9]{2})\Z")


@dataclass(frozen=True, slots=True)
class DecidedPoint:
    """A point that the earlier contest decided: its key, the question, the TOML value of the answer."""

    key: str
    question: str
    value: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What an earlier contest offers.

    Attributes:
        draft: its definition as it stood, open points open.
        summary: in short; id: a free name for the new contest, offered only.
        days: first and last day of receipt back then, None when nothing was received.
        decided: the points that were decided, in file order.
    """

    draft: Draft
    summary: DefinitionSummary
    id: str
    days: tuple[str, str] | None
    decided: tuple[DecidedPoint, ...]


def offer_of(folder: Path, around: Surroundings) -> Offer:
    """Read what an earlier contest folder offers; nothing in it is changed.

    Raises:
        Refusal: no contest folder, or it cannot be opened.
    """
    with open_folder(folder, read_only=True) as contest:
        values = dict(contest.rulings)
        rules = contest.rules_as_shipped
        receipt = rules.receipt
        decided = tuple(
            DecidedPoint(each.key, each.question or each.key, values[each.key])
            for each in rules.undecided
            if each.key in values
        )
        return Offer(
            Draft(contest.stored.name, contest.stored.content),
            summary_of(contest.definition),
            next_id(rules.id),
            (receipt.opens, receipt.closes) if receipt is not None else None,
            decided,
        )


def take_over(
    offer: Offer, contest_id: str, days: tuple[str, str] | None, kept: Collection[str], title: str = "", short: str = ""
) -> Draft:
    """Write the definition of a new contest from an offer.

    Args:
        offer: what the earlier contest offers.
        contest_id: the new contest's id.
        days: first and last day of receipt; a day that is empty is left out, so that the checks ask for it. None keeps
            the days of the earlier contest.
        kept: keys of the decided points whose answers hold for the new contest too; the others are asked again.
        title: the new title, empty to keep the old one.
        short: the new short title, empty to keep the old one.

    Raises:
        BadInput: the text of the definition cannot be edited there.
    """
    draft = drafts.put(drafts.put_text(offer.draft, "id", contest_id), "version", "1")
    draft = Draft(f"{contest_id}.toml", draft.content)
    for key, text in (("title", title), ("short_title", short)):
        draft = drafts.put_text(draft, key, text) if text else draft
    if offer.days is not None and days is not None:
        for key, day in (("receipt.opens", days[0]), ("receipt.closes", days[1])):
            draft = drafts.put_text(draft, key, day) if day else drafts.drop(draft, key)
    for point in offer.decided:
        if point.key in kept:
            draft = drafts.put(draft, point.key, point.value)
    return draft


def next_id(contest_id: str) -> str:
    """Offer an id for the next contest: the next year where the old one ends with a year."""
    year = _YEAR.match(contest_id)
    return f"{year[1]}{int(year[2]) + 1}" if year else f"{contest_id}-2"
