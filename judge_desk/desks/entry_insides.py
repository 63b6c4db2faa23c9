"""Looking inside the files of entries while they are taken in.

Copies that a look makes (text in Unicode, sheets of stills) lie beside the original in the contest folder, under its
digest; an act that fails takes them away again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from judge_desk.contest.register.entries import DAMAGED, Entry, SubmittedFile, Unit
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.values.identity import EntryId
from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.entry_files import LookedFile
from judge_desk.desks.file_findings import Inside, look_at_inside
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.disk import copy_verified, remove
from judge_desk.exchange.stored_names import SUBMISSIONS, submission_name
from judge_desk.exchange.submissions.insides import Insides
from judge_desk.exchange.submissions.probe import Probe


def is_blind(definition: Definition) -> bool:
    """Say whether any round is judged without names, so that the files must not tell them."""
    return any(each.blind for each in definition.rounds)


def names_of(entry: Entry, units: Mapping[str, str]) -> tuple[str, ...]:
    """Give the names that a blind write-up of an entry must not hold: its authors and units; ``units`` by id."""
    ids = dict.fromkeys([*entry.units, *(author.unit for author in entry.authors if author.unit is not None)])
    return (*(author.name for author in entry.authors), *(units.get(unit, unit) for unit in ids))


@contextmanager
def inspected(
    contest: ContestFolder,
    looked: Iterable[LookedFile],
    entries: Iterable[Entry],
    units: Iterable[Unit],
    around: Surroundings,
    insides: Insides,
) -> Iterator[tuple[LookedFile, ...]]:
    """Look inside files that were just copied into the contest folder; gives them with what was found.

    Args:
        contest: the open folder, where copies are written.
        looked: the files.
        entries: those that they may belong to, as they will be.
        units: all, new ones among them.
        around: surroundings.
        insides: the processes to use.

    Raises:
        CannotWrite: no room for a copy. When this or the block fails, what was made is taken away.
    """
    titles = {str(unit.id): unit.title for unit in units}
    names = {entry.id: names_of(entry, titles) for entry in entries}
    made: list[Path] = []
    try:
        yield tuple(_looked_inside(contest, tuple(looked), names, made, around, insides))
    except BaseException:
        for path in made:
            remove(path)
        raise


def _looked_inside(
    contest: ContestFolder,
    looked: tuple[LookedFile, ...],
    names: Mapping[EntryId, tuple[str, ...]],
    made: list[Path],
    around: Surroundings,
    insides: Insides,
) -> Iterator[LookedFile]:
    folder, blind = contest.path / SUBMISSIONS, is_blind(contest.definition)
    for number, each in enumerate(looked, start=1):
        path = folder / submission_name(each.probe.sha256, each.probe.extension)
        found = look_at_inside(path, each.probe, blind, names.get(each.match.entry, ()), insides)
        made += keep_copies(folder, found)
        yield replace(each, inside=found.findings)
        around.progress("progress.looking_inside", number, len(looked))


def keep_copies(folder: Path, inside: Inside) -> tuple[Path, ...]:
    """Keep the copies that a look made, beside the original; gives those that were not there before.

    Raises:
        CannotWrite: no room, or the disk fails.
    """
    fresh = []
    for path in inside.made:
        target = folder / path.name
        if not target.exists():
            copy_verified(path, target)
            fresh.append(target)
        path.unlink(missing_ok=True)
    return tuple(fresh)


def as_probe(file: SubmittedFile) -> Probe:
    """Give what was found of a file when it came, without reading it again; a damaged one stays stopped."""
    damaged = (Problem("probe.damaged", Severity.STOP, file.name, {"name": file.name}),)
    findings = damaged if file.part == DAMAGED else ()
    return Probe(file.name, file.extension, file.size, file.sha256, file.seconds, file.pages, findings)
