"""The contest definition as a file: bytes in, a checked definition or all of its faults out.

The way of the bytes: size, encoding and syntax (``toml_source``), decided points (``definition_rulings``), typed
values (``toml_reader``, ``definition_parts``, ``definition_rounds``, ``definition_rubric``, ``definition_reviews``),
then ``contest.checks``, of which only what can be believed is given (``definition_doubt``), and last the answers that
the file offers to its open points (``definition_choices``).
Every fault names file, line, key and reason. No bad file raises anything; only :func:`load_definition` refuses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Final

from judge_desk.contest.rulebook.checks import check
from judge_desk.contest.rulebook.definition import ByProducts, Definition, Head, Round
from judge_desk.contest.rulebook.rules import Choice, Undecided
from judge_desk.contest.values.identity import ContestId
from judge_desk.contest.values.problems import BadInput, Findings, NewerFormat, Problem, stops
from judge_desk.exchange.rulebook.definition_calendar import read_item
from judge_desk.exchange.rulebook.definition_choices import MOST_CHOICES, choice_faults
from judge_desk.exchange.rulebook.definition_doubt import believable
from judge_desk.exchange.rulebook.definition_parts import (
    NO_RULE,
    UNLIMITED,
    read_by_products,
    read_entrant,
    read_field,
    read_head,
    read_part,
    read_prize_table,
    read_receipt,
)
from judge_desk.exchange.rulebook.definition_reviews import read_measured, read_review
from judge_desk.exchange.rulebook.definition_rounds import read_round
from judge_desk.exchange.rulebook.definition_rulings import Ruling, apply_rulings
from judge_desk.exchange.rulebook.toml_reader import Faults, Table, read_closed
from judge_desk.exchange.rulebook.toml_source import RawTable, Source, item_name, parse
from judge_desk.paths import resource

NEWER: Final = "definition.newer_format"
FORMAT: Final = 1
"""The number of this form of file; a file with a greater one is refused with both numbers."""


@dataclass(frozen=True, slots=True)
class DefinitionReading:
    """What a file gave.

    Attributes:
        definition: None when any finding stops.
        findings: every fault, in file order as far as known; ``where`` is ``file:line: key``.
    """

    definition: Definition | None
    findings: Findings


@dataclass(frozen=True, slots=True)
class DefinitionDraft:
    """What a file gave that is being written and may be wrong in places.

    Attributes:
        seen: what can be shown of it, with stand-ins where a value cannot be read; None when the file says nothing.
        findings: every fault; ``where`` is the key path alone.
        lines: line number by key path.
    """

    seen: Definition | None
    findings: Findings
    lines: Mapping[str, int]

    @property
    def definition(self) -> Definition | None:
        """The definition, None when any finding stops."""
        return None if stops(self.findings) else self.seen


def read_definition(data: bytes, name: str, rulings: Sequence[Ruling] = ()) -> DefinitionReading:
    """Read and check a definition; never raises on bad content.

    Args:
        data: the file's bytes (UTF-8 TOML, at most 4 MiB).
        name: the file's name, for the findings.
        rulings: decided points as (key path, TOML value); the digest stays that of the file.
    """
    draft = read_draft(data, rulings)
    return DefinitionReading(draft.definition, _located(draft.findings, name, draft.lines))


def read_draft(data: bytes, rulings: Sequence[Ruling] = ()) -> DefinitionDraft:
    """Read and check a definition that is being written; never raises on bad content."""
    return _draft_of(data, tuple((key, value) for key, value in rulings))


@lru_cache(maxsize=8)
def _draft_of(data: bytes, rulings: tuple[Ruling, ...]) -> DefinitionDraft:
    """Read one text under one set of rulings once: every act opens its contest anew, and the rules stay the same."""
    source = parse(data)
    if isinstance(source, Problem):
        return DefinitionDraft(None, (source,), {})
    newer = _newer_format(source.raw)
    if newer is not None:
        return DefinitionDraft(None, (newer,), source.lines)
    definition, findings = _build(source, rulings)
    if not rulings and not findings:
        findings = choice_faults(definition.undecided, lambda answers: _build(source, answers)[1])
    return DefinitionDraft(definition, findings, source.lines)


def load_definition(data: bytes, name: str, rulings: Sequence[Ruling] = ()) -> Definition:
    """Give the definition of a file that has no fault.

    Raises:
        NewerFormat: the file is of a newer form.
        BadInput: the first fault, with the further fact ``count``: how many there are.
    """
    reading = read_definition(data, name, rulings)
    if reading.definition is None:
        first = reading.findings[0]
        refusal = NewerFormat if first.code == NEWER else BadInput
        raise refusal(first.code, first.where, **{**first.facts, "count": len(reading.findings)})
    return reading.definition


def shipped_definitions() -> tuple[str, ...]:
    """Give the ids of the definitions that come with the program, sorted."""
    return tuple(sorted(path.stem for path in resource("contests").glob("*.toml")))


def shipped(definition_id: str) -> bytes:
    """Give the bytes of a shipped definition.

    Raises:
        BadInput: code ``definition.not_shipped``; the known ids are named.
    """
    known = shipped_definitions()
    if definition_id not in known:
        raise BadInput("definition.not_shipped", name=definition_id, known=", ".join(known))
    return resource(f"contests/{definition_id}.toml").read_bytes()


def _newer_format(raw: RawTable) -> Problem | None:
    number = raw.get("format")
    if isinstance(number, int) and number > FORMAT:
        return Problem(NEWER, where="format", facts={"found": str(number)[:20], "known": FORMAT})
    return None


def _build(source: Source, rulings: Sequence[Ruling]) -> tuple[Definition, Findings]:
    early = Faults({})
    raw = apply_rulings(source.raw, rulings, early)
    points = Table({"undecided": raw.pop("undecided", [])}, "", early).items("undecided", _open_point)
    faults = Faults({point.key: point for point in reversed(points)})
    faults.found.extend(early.found)
    definition = replace(read_closed(Table(raw, "", faults), _definition), digest=source.digest)
    _judge_points(points, faults)
    definition = replace(definition, undecided=tuple(point for point in points if point in faults.used))
    return definition, (*faults.found, *believable(check(definition), faults.found))


def _open_point(table: Table) -> Undecided:
    choices = table.items("choices", _choice)
    if len(choices) > MOST_CHOICES:
        table.fault("definition.list_too_long", "choices", count=len(choices), most=MOST_CHOICES)
    return Undecided(
        key=table.text("key"),
        code=table.text("code"),
        question=table.text("question"),
        source=table.text("source"),
        choices=choices,
    )


def _choice(table: Table) -> Choice:
    return Choice(table.text("title"), table.text("value"))


def _judge_points(points: Sequence[Undecided], faults: Faults) -> None:
    keys = [point.key for point in points]
    for number, point in enumerate(points, start=1):
        if keys.index(point.key) < number - 1:
            faults.add("definition.undecided_twice", f"undecided.{number}.key", name=point.key)
        elif point not in faults.used and point.key:
            faults.add("definition.undecided_unused", f"undecided.{number}.key", name=point.key)


def _definition(table: Table) -> Definition:
    table.whole("format", FORMAT)
    receipt = table.table("receipt", required=False)
    by_products = table.table("by_products", required=False)
    least = 1 if table.has("rounds") else 0
    return Definition(
        id=ContestId(table.id()),
        version=table.whole("version", 1),
        title=table.text("title"),
        short_title=table.text("short_title"),
        plan=table.text("plan"),
        bases=table.texts("bases"),
        head=_head(table, "" if least == 0 else None),
        fields=table.items("fields", read_field, least=least),
        entrants=table.items("entrants", read_entrant, least=least),
        receipt=read_closed(receipt, read_receipt) if receipt else None,
        parts=table.items("parts", read_part),
        rounds=_rounds(table),
        prize_tables=table.items("prize_tables", read_prize_table, least=_fewest_tables(table)),
        barred=table.texts("barred"),
        content_flags=table.texts("content_flags"),
        least_per_unit=None
        if table.says("least_per_unit", NO_RULE)
        else table.undecided("least_per_unit") or table.whole_or_none("least_per_unit", least=1),
        most_per_unit=None
        if table.says("most_per_unit", UNLIMITED)
        else table.undecided("most_per_unit") or table.whole_or_none("most_per_unit", least=1),
        measured=table.items("measured", read_measured),
        reviews=table.items("reviews", read_review),
        by_products=read_closed(by_products, read_by_products) if by_products else ByProducts(),
        calendar=table.items("calendar", read_item),
        notes=table.texts("notes"),
    )


def _fewest_tables(table: Table) -> int:
    """Give how many prize tables a file must have: a plan with a calendar, or an empty page, awards nothing."""
    return 1 if any(table.has(key) for key in ("rounds", "measured", "reviews")) else 0


def _head(table: Table, jury: str | None) -> Head:
    head = table.table("head")
    return read_closed(head, partial(read_head, jury=jury)) if head else Head("", "", "", "")


def _rounds(table: Table) -> tuple[Round, ...]:
    rounds = table.items("rounds", read_round)
    written = (item for item in table.raw.get("rounds", ()) if isinstance(item, dict)) if rounds else ()
    before: set[frozenset[str]] = set()
    for number, (item, each) in enumerate(zip(written, rounds, strict=False), start=1):
        readable = isinstance(item.get("fields", []), list)
        if readable and frozenset(each.fields) in before and "combination" not in item:
            table.fault("definition.combination_missing", f"rounds.{item_name(item, number)}.combination")
        before.add(frozenset(each.fields))
    return rounds


def _located(findings: Sequence[Problem], name: str, lines: Mapping[str, int]) -> Findings:
    return tuple(replace(each, where=_place(each.where, name, lines)) for each in findings)


def _place(key: str, name: str, lines: Mapping[str, int]) -> str:
    known = key
    while known and known not in lines:
        known = known.rpartition(".")[0]
    file = f"{name}:{lines[known]}" if known else name
    return f"{file}: {key}" if key else file
