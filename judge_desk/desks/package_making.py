"""What a round's package says: made from the contest folder, a further version only when something changed.

The manifest and the letters are kept in the contest folder before any stick is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from judge_desk.contest.merge.rulings import closed_seats
from judge_desk.contest.register.entries import DAMAGED, Entry, EntryState, SubmittedFile
from judge_desk.contest.register.package_changes import package_changes
from judge_desk.contest.register.packages import Manifest, ManifestEntry, ManifestFile, SeatLock
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.rulebook.definition import Round
from judge_desk.contest.values.identity import EntryCode, EntryId, Seat, UnitId
from judge_desk.contest.values.problems import Findings, NotNow, Problem, Severity
from judge_desk.desks.closed.keys import key_to_issue, planned_key
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.panel_gate import draw_fits
from judge_desk.desks.papers.paper_heads import paper_head
from judge_desk.desks.papers.positions import position_of
from judge_desk.desks.papers.words_in_force import pdf_in_force
from judge_desk.desks.register import entries_of, states
from judge_desk.desks.surroundings import Surroundings
from judge_desk.documents.content import LettersContent, SeatLetter
from judge_desk.documents.letter import letters
from judge_desk.exchange.disk import make_folder, remove, write_new
from judge_desk.exchange.sealed import pins
from judge_desk.exchange.sealed.keys import key_from, public_hex
from judge_desk.exchange.sealed.manifest_file import (
    EXTENSION,
    digest_and_code,
    manifest_name,
    read_manifest,
    write_manifest,
)
from judge_desk.exchange.stored_names import DOCUMENTS, PACKAGES, SUBMISSIONS, submission_name
from judge_desk.stores.panel_tables import read_people, read_units
from judge_desk.stores.round_tables import (
    StoredPackage,
    put_package,
    read_assignment,
    read_codes,
    read_packages,
    read_seats,
)
from judge_desk.stores.rows import Facts


def letters_path(contest: ContestFolder, round_: Round, version: int) -> Path:
    """Say where the letters of a package version lie in the contest folder."""
    return contest.path / DOCUMENTS / round_.id / f"thu-ghe-ban-{version}.pdf"


def versions_with_letters(contest: ContestFolder, round_: Round, version: int) -> tuple[int, ...]:
    """Give the versions of a round's package, up to this one, that came with letters; only new PINs need some."""
    return tuple(each for each in range(1, version + 1) if letters_path(contest, round_, each).is_file())


def newest_letters(contest: ContestFolder, round_: Round, version: int) -> Path:
    """Give the newest letters of a round."""
    written = versions_with_letters(contest, round_, version)
    return letters_path(contest, round_, written[-1] if written else version)


@dataclass(frozen=True, slots=True)
class Planned:
    """What a round's package would say now.

    Attributes:
        packages: those that were made; before: manifest of the newest, None before the first.
        entries, holders: as they would stand in it.
        changes: what differs from the newest, in findings; empty also before the first.
        opening: the opening key that it would bear; None where ballots travel in the open.
    """

    packages: tuple[StoredPackage, ...]
    before: Manifest | None
    entries: tuple[ManifestEntry, ...]
    holders: tuple[SeatHolder, ...]
    changes: Findings
    opening: str | None = None

    @property
    def made(self) -> StoredPackage | None:
        """The newest package, if it still says all; None when one must be made."""
        if self.before is None or (self.before.entries, self.before.seats) != (self.entries, self.holders):
            return None
        if self.before.opening != self.opening:
            return None
        return self.packages[-1]

    @property
    def version(self) -> int:
        """Number of the version that would be written."""
        return len(self.packages) + (self.made is None)


def plan_package(contest: ContestFolder, round_: Round) -> Planned:
    """Say what a round's package would say now; nothing is written.

    Raises:
        NotNow: the panel changed since the lot, so that it has to be drawn again before the first package.
    """
    packages = read_packages(contest.store, round_.id)
    before = read_manifest(packages[-1].text.encode("utf-8"), packages[-1].name) if packages else None
    if before is None and draw_fits(contest, round_):
        raise NotNow("issue.draw_again", round=round_.title)
    entries, holders = _manifest_entries(contest, round_), _holders(contest, round_, before)
    opening = planned_key(contest, round_)
    changes: Findings = ()
    if before is not None:
        changes = package_changes(before, entries, holders, contest.stored.digest)
    if before is not None and before.opening != opening:
        changes = (*changes, Problem("issue.other_opening_key", Severity.NOTE))
    return Planned(packages, before, entries, holders, changes, opening)


def newest_package(
    contest: ContestFolder, round_: Round, planned: Planned, around: Surroundings, told: dict[Seat, str] | None
) -> StoredPackage:
    """Give the newest package; make the first, or a further version when entries, seats or the opening key changed.

    Raises:
        NotNow: the rules close the ballots, and the opening key is not made or not read back from its paper.
    """
    key_to_issue(contest, round_)
    if planned.made is not None:
        return planned.made
    packages, before, entries, holders = planned.packages, planned.before, planned.entries, planned.holders
    fresh = {h.seat: pins.new_pin(around.token) for h in new_holders(holders, before)}
    locks = _locks(before, fresh, around)
    previous = packages[-1].digest if packages else ""
    manifest = _manifest(contest, round_, before, previous, entries, holders, locks, around)
    manifest = replace(manifest, opening=planned.opening)
    data = write_manifest(manifest, key_from(contest.store.key_seed()))
    digest, code = digest_and_code(data)
    if told is not None:
        told.update(fresh)
    _clear_interrupted(contest, round_, packages)
    if fresh:
        _write_letters(contest, round_, manifest, fresh, code)
    stored = StoredPackage(round_.id, manifest.version, digest, manifest_name(manifest), data.decode("utf-8"))
    make_folder(contest.path / PACKAGES)
    write_new(contest.path / PACKAGES / f"{manifest.round}-{digest[:10]}_{stored.name}", data)
    facts: Facts = {"round": round_.id, "version": manifest.version, "package": digest}
    with contest.store.act(around.operator, "issue", facts, around.now()) as act:
        put_package(act, stored)
    return stored


def _clear_interrupted(contest: ContestFolder, round_: Round, packages: tuple[StoredPackage, ...]) -> None:
    """Take away manifests that a crash left before they were recorded: no stick has them, and none may be counted.

    Letters of such a package open nothing either; the next ones take their place.
    """
    known = {f"{round_.id}-{each.digest[:10]}_{each.name}" for each in packages}
    for path in (contest.path / PACKAGES).glob(f"{round_.id}-*{EXTENSION}"):
        if path.name not in known:
            remove(path)


def _manifest(
    contest: ContestFolder,
    round_: Round,
    before: Manifest | None,
    previous: str,
    entries: tuple[ManifestEntry, ...],
    holders: tuple[SeatHolder, ...],
    locks: tuple[SeatLock, ...],
    around: Surroundings,
) -> Manifest:
    return Manifest(
        contest=contest.definition.id,
        round=round_.id,
        version=before.version + 1 if before is not None else 1,
        previous=previous,
        definition=contest.stored.content.decode("utf-8"),
        definition_digest=contest.stored.digest,
        rulings=contest.rulings,
        seats=holders,
        locks=locks,
        entries=entries,
        rehearsal=contest.store.identity.rehearsal,
        log_head=contest.store.head,
        stated_time=around.now(),
        key=public_hex(key_from(contest.store.key_seed())),
    )


def _holders(contest: ContestFolder, round_: Round, before: Manifest | None) -> tuple[SeatHolder, ...]:
    """Give who sits where; who lost a seat by decision sat until the version before, the taker sits from this one."""
    stored = read_seats(contest.store, round_.id)
    if before is None:
        listed, version = _with_positions(contest, stored), 1
    else:
        listed, version = _joined(before, _with_positions(contest, new_holders(stored, before))), before.version
    closed = closed_seats(contest.decisions, round_.id, stored)
    return tuple(replace(h, until=version) if h.until is None and h.seat in closed else h for h in listed)


def new_holders(holders: tuple[SeatHolder, ...], before: Manifest | None) -> tuple[SeatHolder, ...]:
    """Give those who hold a seat and stand in no package yet: they get a PIN and a letter."""
    known = {(h.seat, h.judge, h.since) for h in before.seats} if before is not None else set()
    return tuple(h for h in holders if h.until is None and (h.seat, h.judge, h.since) not in known)


def _joined(before: Manifest, fresh: tuple[SeatHolder, ...]) -> tuple[SeatHolder, ...]:
    """Put the takers of seats behind those who held them."""
    taken = {h.seat for h in fresh}
    kept = [replace(h, until=before.version) if h.until is None and h.seat in taken else h for h in before.seats]
    return tuple(sorted((*kept, *fresh), key=lambda h: (h.seat, h.since)))


def _locks(before: Manifest | None, fresh: Mapping[Seat, str], around: Surroundings) -> tuple[SeatLock, ...]:
    """Give the locks: those of the version before, but a new one for every seat with a new PIN."""
    kept = tuple(each for each in before.locks if each.seat not in fresh) if before is not None else ()
    made = tuple(pins.lock(seat, pin, around.token) for seat, pin in fresh.items())
    return tuple(sorted((*kept, *made), key=lambda each: each.seat))


def _with_positions(contest: ContestFolder, holders: tuple[SeatHolder, ...]) -> tuple[SeatHolder, ...]:
    people = {person.id: person for person in read_people(contest.store)}
    units = {unit.id: unit.title for unit in read_units(contest.store)}
    return tuple(replace(each, position=position_of(people[each.judge], units)) for each in holders)


def _manifest_entries(contest: ContestFolder, round_: Round) -> tuple[ManifestEntry, ...]:
    codes, pairs = read_codes(contest.store, round_.id), read_assignment(contest.store, round_.id)
    state = states(contest)
    entries = {entry.id: entry for entry in entries_of(contest)}
    units = {unit.id: unit.title for unit in read_units(contest.store)}
    before = contest.round_before(round_.id)
    earlier = read_codes(contest.store, before.id) if before is not None else {}
    made = []
    for entry_id, code in codes.items():
        entry = entries[entry_id]
        shown = ManifestEntry(
            code=code,
            field=entry.field,
            seats=pairs[entry_id],
            files=tuple(_manifest_file(number, file) for number, file in _travelling(entry)),
            withdrawn=state[entry_id] is EntryState.WITHDRAWN,
        )
        made.append(shown if round_.blind else _named(shown, entry, units, earlier.get(entry_id, "")))
    return tuple(made)


def _named(shown: ManifestEntry, entry: Entry, units: Mapping[UnitId, str], earlier: str) -> ManifestEntry:
    return replace(
        shown,
        title=entry.title,
        authors=tuple(author.name for author in entry.authors),
        units=tuple(units[unit] for unit in entry.units),
        kind=entry.kind,
        earlier=earlier,
    )


def _travelling(entry: Entry) -> list[tuple[int, SubmittedFile]]:
    """Give the files that go to the judges, numbered: those that answer to a part; damaged ones stay behind."""
    return list(enumerate((file for file in entry.files if file.part not in ("", DAMAGED)), start=1))


def _manifest_file(number: int, file: SubmittedFile) -> ManifestFile:
    return ManifestFile(number, file.part, file.extension, file.size, file.sha256, file.seconds)


def sources_of(contest: ContestFolder, round_: Round) -> Mapping[tuple[EntryCode, int], Path]:
    """Say where every file of a round's entries lies in the contest folder, by code and number."""
    entries = {entry.id: entry for entry in entries_of(contest)}
    folder = contest.path / SUBMISSIONS
    return {
        (code, number): folder / submission_name(file.sha256, file.extension)
        for entry_id, code in read_codes(contest.store, round_.id).items()
        for number, file in _travelling(entries[EntryId(entry_id)])
    }


def _write_letters(
    contest: ContestFolder, round_: Round, manifest: Manifest, fresh: Mapping[Seat, str], code: str
) -> None:
    made = []
    for holder in manifest.seats:
        if holder.seat in fresh and holder.until is None:
            work = sum(1 for entry in manifest.entries if holder.seat in entry.seats)
            made.append(SeatLetter(holder.seat, holder.name, holder.position, fresh[holder.seat], work))
    head = paper_head(contest, round_)
    content = LettersContent(head, tuple(made), code, manifest.version)
    path = letters_path(contest, round_, manifest.version)
    make_folder(path.parent)
    remove(path)
    write_new(path, pdf_in_force(contest, letters, content), private=True)
