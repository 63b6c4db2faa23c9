"""What a further version of a package changes, as findings: entries that withdrew, other files, seats given away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from judge_desk.contest.register.packages import Manifest, ManifestEntry
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.values.facts import listed
from judge_desk.contest.values.problems import Findings, Problem, Severity


def package_changes(
    before: Manifest, entries: tuple[ManifestEntry, ...], seats: tuple[SeatHolder, ...], definition: str
) -> Findings:
    """Name what differs between the newest package and what would be issued now; empty when nothing does.

    ``entries`` and ``seats`` are as they would stand in the next one, ``definition`` is the hash of its rules; other
    rules alone make no further version.
    """
    found = [*_entry_changes(before.entries, entries), *_seat_changes(before.seats, seats)]
    if found and definition != before.definition_digest:
        found.append(Problem("issue.other_rules", Severity.ASK))
    return tuple(found)


def _entry_changes(before: Iterable[ManifestEntry], after: Iterable[ManifestEntry]) -> Iterator[Problem]:
    old = {entry.code: entry for entry in before}
    now = {entry.code: entry for entry in after}
    common = [(old[code], now[code]) for code in now if code in old]
    changed = {
        "issue.added": [code for code in now if code not in old],
        "issue.withdrawn": [b.code for a, b in common if b.withdrawn and not a.withdrawn],
        "issue.returned": [b.code for a, b in common if a.withdrawn and not b.withdrawn],
        "issue.other_files": [b.code for a, b in common if a.files != b.files],
        "issue.other_judges": [b.code for a, b in common if a.seats != b.seats],
        "issue.other_words": [b.code for a, b in common if _words(a) != _words(b)],
    }
    for code, codes in changed.items():
        if codes:
            yield Problem(code, Severity.NOTE, "", {"codes": listed(codes), "count": len(codes)})


def _words(entry: ManifestEntry) -> ManifestEntry:
    """Give an entry without what the other changes name."""
    return replace(entry, files=(), seats=(), withdrawn=False)


def _seat_changes(before: Iterable[SeatHolder], after: Iterable[SeatHolder]) -> Iterator[Problem]:
    old = {(each.seat, each.judge, each.since): each for each in before}
    for each in after:
        known = old.get((each.seat, each.judge, each.since))
        if known is None and each.until is None:
            yield Problem("issue.seat_taken", Severity.NOTE, "", {"seat": each.seat, "name": each.name})
        elif known is not None and known.until is None and each.until is not None:
            yield Problem("issue.seat_left", Severity.NOTE, "", {"seat": each.seat, "name": each.name})
