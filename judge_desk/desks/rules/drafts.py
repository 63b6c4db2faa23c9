"""Write a definition: a draft is a name and bytes; every act gives another draft and judges nothing.

What is wrong with a draft, key by key, and what it leaves open is read off it by :func:`look_over`, with the same
checks as for any file. A draft is kept on this machine after every change, so that nothing typed is lost.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from judge_desk.contest.rulebook.checks_rubric import is_tree, sum_of
from judge_desk.contest.rulebook.definition import Definition, find_round
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.problems import BadInput, Findings, Problem
from judge_desk.desks.contest_folder import Rulings, open_folder
from judge_desk.desks.defining import DEFINITION_LIMIT, content_of
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange import disk
from judge_desk.exchange.rulebook import definition_edit, renaming, rubric_edit
from judge_desk.exchange.rulebook.definition_file import read_draft
from judge_desk.exchange.rulebook.toml_source import RawTable, parse_text
from judge_desk.exchange.rulebook.toml_text import value_at as raw_value
from judge_desk.stores.contest_file import FILE_NAME

DRAFTS: Final = "the-le"
"""Folder below the user's own in which drafts are kept."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A definition that is being written: its file name, and its bytes as they would be saved."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Overlook:
    """What a draft says.

    Attributes:
        raw: its tables and values; empty when it is no TOML text.
        seen: what can be shown of it, with stand-ins where a value cannot be read.
        findings: every fault; ``where`` is the key path alone.
        open: points that are left open and not decided, in file order.
        decided: decided points (key, TOML value).
    """

    raw: RawTable
    seen: Definition | None
    findings: Findings
    open: tuple[Undecided, ...]
    decided: Rulings

    def faults_at(self, key: str) -> Findings:
        """Give the faults at a key itself."""
        return tuple(each for each in self.findings if each.where == key)

    def faults_below(self, key: str) -> Findings:
        """Give the faults at a key or anywhere below it."""
        return tuple(each for each in self.findings if each.where == key or each.where.startswith(f"{key}."))

    def sums(self, round_id: str) -> tuple[Fraction, Fraction] | None:
        """Give the stated maximum of a round's rubric and what its criteria add up to; None while it is no tree."""
        found = find_round(self.seen, round_id) if self.seen is not None else None
        if found is None or not is_tree(found.rubric):
            return None
        return found.rubric.maximum, sum_of(found.rubric)


def open_draft(source: str) -> Draft:
    """Begin with a shipped definition (its id), a file, or the rules in force of a contest folder.

    Raises:
        Refusal: there is no such thing, or it cannot be read.
    """
    folder = Path(source)
    if (folder / FILE_NAME).is_file():
        with open_folder(folder, read_only=True) as contest:
            return Draft(contest.stored.name, contest.stored.content)
    return Draft(*content_of(source))


def look_over(draft: Draft, rulings: Rulings = ()) -> Overlook:
    """Read a draft and everything that is wrong with it; never raises on bad content."""
    read = read_draft(draft.content, rulings)
    try:
        raw = definition_edit.raw_of(draft.content)
    except BadInput:
        raw = {}
    still_open = read.seen.undecided if read.seen is not None else ()
    return Overlook(raw, read.seen, read.findings, still_open, rulings)


def value_of(typed: str) -> str:
    """Take what was typed on a terminal as a TOML value; what is none is a text."""
    parsed = parse_text(f"value = {typed}")
    is_value = not isinstance(parsed, Problem) and set(parsed) == {"value"} and "\n" not in typed.strip()
    return typed.strip() if is_value else definition_edit.text_value(typed)


def put(draft: Draft, key: str, value: str) -> Draft:
    """Set a key to a TOML value; a question that was open about it goes.

    Raises:
        BadInput: no such place, no TOML value, or the text cannot be edited there.
    """
    return replace(draft, content=definition_edit.put(draft.content, key, value))


def put_text(draft: Draft, key: str, text: str) -> Draft:
    """Set a key to a text; as :func:`put`."""
    return put(draft, key, definition_edit.text_value(text))


def drop(draft: Draft, key: str) -> Draft:
    """Take a key or an item of a list out; as :func:`put`."""
    return replace(draft, content=definition_edit.drop(draft.content, key))


def add(draft: Draft, key: str, values: Mapping[str, str]) -> Draft:
    """Add a table of TOML values to the end of the list under a key; as :func:`put`."""
    item = "{ " + ", ".join(f"{name} = {value}" for name, value in values.items()) + " }"
    return replace(draft, content=definition_edit.add(draft.content, key, item))


def add_value(draft: Draft, key: str, item: str) -> Draft:
    """Add a TOML value to the end of the list under a key; as :func:`put`."""
    return replace(draft, content=definition_edit.add(draft.content, key, item))


def move(draft: Draft, key: str, by: int) -> Draft:
    """Move an item of a list up (-1) or down (1); a criterion takes along what lies below it. As :func:`put`."""
    place = criterion_at(key)
    if place is not None:
        return replace(draft, content=rubric_edit.move_criterion(draft.content, *place, by))
    return replace(draft, content=definition_edit.move(draft.content, key, by))


def leave_open(draft: Draft, key: str, question: str, source: str, code: str = "") -> Draft:
    """Leave a point open, with the question to ask and what the source says; as :func:`put`."""
    return replace(draft, content=definition_edit.leave_open(draft.content, key, code or "?", question, source))


def add_criterion(draft: Draft, round_id: str, parent: str = "", title: str = "") -> tuple[Draft, str]:
    """Add a criterion at the end of a group (empty: at the top); gives its number too. As :func:`put`."""
    content, name = rubric_edit.add_criterion(draft.content, round_id, parent, title)
    return replace(draft, content=content), name


def nest(draft: Draft, round_id: str, criterion: str, parent: str, before: str = "") -> Draft:
    """Put a criterion into a group (empty: at the top), before another or at its end; as :func:`put`."""
    return replace(draft, content=rubric_edit.nest_criterion(draft.content, round_id, criterion, parent, before))


def remove(draft: Draft, key: str) -> Draft:
    """Take an item of a list out; a criterion goes with all that lies below it. As :func:`put`."""
    place = criterion_at(key)
    if place is not None:
        return replace(draft, content=rubric_edit.remove_criterion(draft.content, *place))
    return drop(draft, key)


def rename(draft: Draft, key: str, name: str) -> Draft:
    """Give an item of a list another id, also wherever the definition names it. As :func:`put`."""
    place = criterion_at(key)
    if place is not None:
        return replace(draft, content=rubric_edit.rename_criterion(draft.content, *place, name))
    return replace(draft, content=renaming.rename_item(draft.content, key, name))


def criterion_at(key: str) -> tuple[str, str] | None:
    """Give round and number of a criterion whose key path this is, None for any other key."""
    parts = key.split(".", 4)
    if len(parts) == 5 and (parts[0], parts[2], parts[3]) == ("rounds", "rubric", "criteria"):
        return parts[1], parts[4]
    return None


def value_at(overlook: Overlook, key: str) -> Any:
    """Give the raw value at a key path, None for nothing or no such place."""
    try:
        return raw_value(overlook.raw, definition_edit.find(overlook.raw, key))
    except BadInput:
        return None


def save(before: Draft, after: Draft, file: Path, new: Path | None) -> tuple[Path, Path | None]:
    """Write a changed draft to a new file, or in place of its own, whose former text is kept beside it.

    Returns:
        The file, and where its former text is; None when there was nothing to keep.

    Raises:
        BadInput: it has no file of its own and no new one is named.
        CannotWrite: the place refuses, or the new file is there already.
    """
    if new is not None:
        disk.write_new(new, after.content)
        return new, None
    if not file.is_file():
        raise BadInput("rules.no_draft_place", where=file.name)
    if after.content == before.content:
        return file, None
    former = file.with_name(f"{file.stem}.{hashlib.sha256(before.content).hexdigest()[:8]}{file.suffix}")
    if not former.exists():
        disk.write_new(former, before.content)
    disk.replace_safely(file, after.content)
    return file, former


# --- kept on this machine ---------------------------------------------------------------------------------------


def keep(draft: Draft, about: str, around: Surroundings) -> None:
    """Keep a draft on this machine; ``about`` says whose it is, e.g. the digest of the version it began with.

    Raises:
        CannotWrite: the user's folder refuses.
    """
    place = _place(about, around)
    disk.make_folder(place.parent)
    disk.replace_safely(place, draft.content)


def kept(name: str, about: str, around: Surroundings) -> Draft | None:
    """Give the draft that was kept, None if there is none."""
    place = _place(about, around)
    return Draft(name, disk.read_bytes(place, DEFINITION_LIMIT)) if place.is_file() else None


def forget(about: str, around: Surroundings) -> None:
    """Let a kept draft go: it was saved, or given up."""
    disk.remove(_place(about, around))


def _place(about: str, around: Surroundings) -> Path:
    return around.home / DRAFTS / f"{hashlib.sha256(about.encode()).hexdigest()[:16]}.toml"
