"""Organisers: look at contest definitions, shipped ones and files of their own.

Nothing of a contest folder is needed here, so that checking a definition answers at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from judge_desk.contest.rulebook.contest_kind import ContestKind
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import BadInput, Findings, NewerFormat, Refusal
from judge_desk.exchange.disk import read_bytes
from judge_desk.exchange.rulebook import definition_file
from judge_desk.exchange.rulebook.gallery_file import Lacking, read_gallery

DEFINITION_LIMIT: Final = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DefinitionSummary:
    """A definition in short; ``open`` lists its undecided points, ``sample`` the rounds with a sample rubric."""

    id: str
    version: int
    digest: Digest
    title: str
    rounds: tuple[str, ...]
    open: tuple[Undecided, ...]
    sample: tuple[str, ...] = ()
    reviews: tuple[str, ...] = ()

    @property
    def short_hash(self) -> str:
        """First eight characters of the digest."""
        return self.digest[:8]


def faulty(findings: Findings) -> Refusal:
    """Make the refusal of a definition with faults, or of one in a newer form; it holds every finding."""
    first = findings[0]
    kind = NewerFormat if first.code == definition_file.NEWER else BadInput
    refusal = kind(first.code, first.where, **{**first.facts, "count": len(findings)})
    refusal.findings = findings
    return refusal


def sound(content: bytes, name: str) -> Definition:
    """Give the definition of a file that has no fault.

    Raises:
        BadInput: it has some; the refusal holds every one.
        NewerFormat: it is of a newer form.
    """
    reading = definition_file.read_definition(content, name)
    if reading.definition is None:
        raise faulty(reading.findings)
    return reading.definition


def summary_of(definition: Definition) -> DefinitionSummary:
    """Give a definition in short."""
    return DefinitionSummary(
        definition.id,
        definition.version,
        Digest(definition.digest),
        definition.title,
        tuple(each.title for each in definition.rounds),
        definition.undecided,
        tuple(each.title for each in definition.rounds if each.rubric.sample),
        tuple(each.title for each in definition.reviews),
    )


def shipped_definitions() -> tuple[DefinitionSummary, ...]:
    """Give the definitions that come with the program."""
    return tuple(summary_of(_load_shipped(each)) for each in definition_file.shipped_definitions())


def _load_shipped(name: str) -> Definition:
    return definition_file.load_definition(definition_file.shipped(name), name)


@dataclass(frozen=True, slots=True)
class GalleryItem:
    """Rules to start from: in short, of what kind, and their source in one line."""

    summary: DefinitionSummary
    kind: ContestKind
    source: str


@dataclass(frozen=True, slots=True)
class Gallery:
    """Everything to start from, by kind; and the real rubrics of which too little was seen."""

    items: tuple[GalleryItem, ...]
    lacking: tuple[Lacking, ...]


def gallery() -> Gallery:
    """Give the rules to start from that come with the program, in the order of their kinds.

    Rules that the list does not name are of another kind; their plan is their source.
    """
    listed = read_gallery()
    about = {each.id: each for each in listed.ready}
    known = {name: _load_shipped(name) for name in definition_file.shipped_definitions()}
    items = [GalleryItem(summary_of(known[each.id]), each.kind, each.source) for each in listed.ready]
    items += [
        GalleryItem(summary_of(each), ContestKind.OTHER, each.plan) for name, each in known.items() if name not in about
    ]
    order = list(ContestKind)
    return Gallery(tuple(sorted(items, key=lambda each: order.index(each.kind))), listed.lacking)


def check_definition(file: Path) -> tuple[DefinitionSummary | None, Findings]:
    """Check a definition file; every fault at once. The summary is None when any stops."""
    reading = definition_file.read_definition(read_bytes(file, DEFINITION_LIMIT), file.name)
    return (summary_of(reading.definition) if reading.definition else None), reading.findings


def content_of(definition: str) -> tuple[str, bytes]:
    """Give name and bytes of a shipped id or of a file."""
    if definition in definition_file.shipped_definitions():
        return f"{definition}.toml", definition_file.shipped(definition)
    path = Path(definition)
    if path.suffix.lower() != ".toml" and not path.exists():
        return f"{definition}.toml", definition_file.shipped(definition)
    return path.name, read_bytes(path, DEFINITION_LIMIT)
