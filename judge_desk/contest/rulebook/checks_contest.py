"""Rules on the contest as a whole: names that stand twice, people, dates, parts, panels, by-products."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from judge_desk.contest.rulebook.definition import Definition, Part, PartKind, Spread
from judge_desk.contest.rulebook.rubric import LeafKind
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.facts import number
from judge_desk.contest.values.problems import Problem

BARRED_ROLES: Final = ("organisers", "jury", "secretariat")
"""The roles that a definition can bar from entering."""
_FORMAT: Final = re.compile(r"[a-z0-9]{1,8}\Z")


def fault(code: str, where: str, **facts: str | int) -> Problem:
    """Make the finding of a whole code at a key path."""
    return Problem(code, where=where, facts=facts)


def names(ids: Iterable[str]) -> str:
    """Write the names that could have been meant; a dash where there are none."""
    return ", ".join(ids) or "–"


def _twice(place: str, ids: Sequence[str]) -> Iterator[Problem]:
    for name in dict.fromkeys(ids):
        if ids.count(name) > 1:
            yield fault("definition.id_twice", f"{place}.{name}", id=name)


def ids_are_unique(definition: Definition) -> Iterator[Problem]:
    """Within one list no id stands twice."""
    yield from _twice("fields", [each.id for each in definition.fields])
    yield from _twice("entrants", [each.id for each in definition.entrants])
    yield from _twice("parts", [each.id for each in definition.parts])
    yield from _twice("rounds", [each.id for each in definition.rounds])
    yield from _twice("measured", [each.id for each in definition.measured])
    rounds = [each.id for each in definition.rounds]
    yield from _twice("reviews", [*dict.fromkeys(rounds), *(each.id for each in definition.reviews)])
    yield from _twice("prize_tables", [each.id for each in definition.prize_tables])
    for table in definition.prize_tables:
        yield from _twice(f"prize_tables.{table.id}.prizes", [each.id for each in table.prizes])


def names_inside_sheets_and_reviews_are_unique(definition: Definition) -> Iterator[Problem]:
    """Within one sheet no column and no period stands twice, within one review no measure and no gate."""
    for part in definition.measured:
        typed = [each.id for each in part.columns if each.id != each.title]
        yield from _twice(f"measured.{part.id}.columns", typed)
        yield from _twice(f"measured.{part.id}.periods", [each.id for each in part.periods])
    for review in definition.reviews:
        yield from _twice(f"reviews.{review.id}.measures", [each.id for each in review.measures])
        yield from _twice(f"reviews.{review.id}.gates", [each.id for each in review.gates])


def fields_are_known(definition: Definition) -> Iterator[Problem]:
    """Rounds and parts of a submission that are only for some fields name fields of the contest."""
    known = [each.id for each in definition.fields]
    rounds = [(f"rounds.{each.id}.fields", each.fields) for each in definition.rounds]
    for place, fields in (*rounds, *((f"parts.{each.id}.fields", each.fields) for each in definition.parts)):
        for name in fields:
            if name not in known:
                yield fault("definition.field_unknown", place, field=name, known=names(known))


def criteria_are_unique(definition: Definition) -> Iterator[Problem]:
    """Within one rubric no criterion stands twice."""
    for each in definition.rounds:
        yield from _twice(f"rounds.{each.id}.rubric.criteria", [criterion.id for criterion in each.rubric.criteria])


def people_are_a_range(definition: Definition) -> Iterator[Problem]:
    """A kind of entrant allows at least as many people as it asks for."""
    for kind in definition.entrants:
        if kind.most_people is not None and kind.least_people > kind.most_people:
            yield fault(
                "definition.people_range",
                f"entrants.{kind.id}.least_people",
                least=kind.least_people,
                most=kind.most_people,
            )


def entries_per_unit_are_a_range(definition: Definition) -> Iterator[Problem]:
    """The most entries of one unit are not fewer than the least."""
    least, most = definition.least_per_unit, definition.most_per_unit
    if isinstance(least, int) and isinstance(most, int) and least > most:
        yield fault("definition.unit_range", "most_per_unit", least=least, most=most)


def receipt_closes_after_it_opens(definition: Definition) -> Iterator[Problem]:
    """The last day of receipt is not before the first."""
    receipt = definition.receipt
    if receipt is not None and receipt.closes < receipt.opens:
        yield fault("definition.receipt_order", "receipt.closes", opens=receipt.opens, closes=receipt.closes)


def barred_roles_are_known(definition: Definition) -> Iterator[Problem]:
    """Only the organisers, the jury and the secretariat can be barred as such."""
    for role in definition.barred:
        if role not in BARRED_ROLES:
            yield fault("definition.barred_unknown", "barred", role=role, known=", ".join(BARRED_ROLES))


def formats_are_endings(definition: Definition) -> Iterator[Problem]:
    """A format is a file ending in lower case without its dot; a part made of files names at least one."""
    for part in definition.parts:
        place = f"parts.{part.id}.formats"
        if not part.formats and part.kind is not PartKind.PROCEDURES:
            yield fault("definition.format_missing", place, part=part.id)
        for ending in part.formats:
            if not _FORMAT.match(ending):
                yield fault("definition.format_form", place, format=ending)


def lengths_belong_to_clips(definition: Definition) -> Iterator[Problem]:
    """Only a clip has a longest length, and only a longest length can be overrun."""
    for part in definition.parts:
        if part.most_seconds is not None and part.kind is not PartKind.CLIP:
            yield fault("definition.length_without_clip", f"parts.{part.id}.most_seconds", part=part.id)
        elif part.most_seconds is None and part.over_length != "refuse":
            yield fault("definition.over_length_without_limit", f"parts.{part.id}.over_length", part=part.id)


def overlong_clips_have_a_penalty(definition: Definition) -> Iterator[Problem]:
    """Where a longer clip costs points, some rubric holds a penalty."""
    kinds = {criterion.kind for each in definition.rounds for criterion in each.rubric.criteria}
    for part in definition.parts:
        if _costs_points(part) and LeafKind.PENALTY not in kinds:
            yield fault("definition.over_length_without_penalty", f"parts.{part.id}.over_length", part=part.id)


def _costs_points(part: Part) -> bool:
    return part.over_length == "penalty" and part.kind is PartKind.CLIP and part.most_seconds is not None


def quorum_is_a_share(definition: Definition) -> Iterator[Problem]:
    """A quorum is more than nothing and at most everybody."""
    for each in definition.rounds:
        if not 0 < each.panel.quorum <= 1:
            yield fault("definition.quorum_range", f"rounds.{each.id}.panel.quorum", value=number(each.panel.quorum))


def lots_reach_the_fewest_judges(definition: Definition) -> Iterator[Problem]:
    """By lot, each entry gets at least as many judges as it must keep; without lot no number per entry is given."""
    for each in definition.rounds:
        panel, place = each.panel, f"rounds.{each.id}.panel"
        if panel.spread is Spread.LOT and panel.per_entry < panel.least_judges:
            yield fault(
                "definition.lot_too_small", f"{place}.per_entry", per_entry=panel.per_entry, least=panel.least_judges
            )
        if panel.spread is Spread.ALL and panel.per_entry:
            yield fault("definition.per_entry_without_lot", f"{place}.per_entry", per_entry=panel.per_entry)


def blind_rounds_have_no_talk(definition: Definition) -> Iterator[Problem]:
    """Where authors stand before the judges, the round cannot be blind."""
    for each in definition.rounds:
        for key, value in (("talk_seconds", each.talk_seconds), ("question_seconds", each.question_seconds)):
            if each.blind and value is not None:
                yield fault("definition.blind_talk", f"rounds.{each.id}.{key}")


def bonus_round_exists(definition: Definition) -> Iterator[Problem]:
    """The round whose entries bring the index bonus is one of the rounds; without it no rule for groups is needed."""
    products = definition.by_products
    known = [each.id for each in definition.rounds]
    if products.index_bonus_round is not None and products.index_bonus_round not in known:
        yield fault(
            "definition.bonus_round_unknown",
            "by_products.index_bonus_round",
            round=products.index_bonus_round,
            known=names(known),
        )
    if products.index_bonus_round is None and isinstance(products.index_bonus_units, Undecided):
        yield fault("definition.bonus_without_round", "by_products.index_bonus_units")


RULES: Final = (
    ids_are_unique,
    names_inside_sheets_and_reviews_are_unique,
    fields_are_known,
    criteria_are_unique,
    people_are_a_range,
    entries_per_unit_are_a_range,
    receipt_closes_after_it_opens,
    barred_roles_are_known,
    formats_are_endings,
    lengths_belong_to_clips,
    overlong_clips_have_a_penalty,
    quorum_is_a_share,
    lots_reach_the_fewest_judges,
    blind_rounds_have_no_talk,
    bonus_round_exists,
)
"""The rules of this module, in order."""
