"""From the packages of a round to what was issued, and which older package still holds for which seat.

A judge may answer to an older package, because the newer stick came too late. That ballot holds without a question
exactly when nothing of that judge's work changed: the older package stands in the chain of the newest one, the
rubric is the same to the letter, and the seat has the same entries with the same files, fields and criteria. What
may differ is a withdrawal, the holder of a seat, or another seat's entries. Anything else is a question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from judge_desk.contest.merge.conditions import Issued
from judge_desk.contest.register.packages import Manifest, ManifestEntry
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.rulebook.rubric import Rubric
from judge_desk.contest.values.identity import Digest, EntryCode, Seat
from judge_desk.contest.values.problems import WrongContest

Edition = tuple[Manifest, Digest]


def issued_from(
    manifests: tuple[Edition, ...], rubric: Rubric, older_rubrics: Mapping[Digest, Rubric] | None = None
) -> Issued:
    """Put together what was issued in a round, from every package and its digest, in any order.

    The newest version wins for entries and seats; former holders of older versions stay known. ``rubric`` is that
    of the newest definition; ``older_rubrics`` gives the round's rubric in older definitions, by their digest.

    Raises:
        WrongContest: ``merge.no_package``, ``merge.packages_mixed`` (two contests or rounds) or
            ``merge.two_packages`` (one version number on two digests).
    """
    chain = _in_order(manifests)
    newest = chain[-1][0]
    known = dict(older_rubrics or {})
    return Issued(
        contest=newest.contest,
        round=newest.round,
        definition=newest.definition_digest,
        packages=tuple((manifest.version, digest) for manifest, digest in chain),
        seats=_holders(tuple(manifest for manifest, _ in chain)),
        entries=newest.entries,
        rubric=rubric,
        equivalent=_equivalent(chain, rubric, known),
        older_rubrics=tuple(sorted(known.items(), key=lambda pair: pair[0])),
    )


def _in_order(manifests: tuple[Edition, ...]) -> tuple[Edition, ...]:
    by_digest = {digest: manifest for manifest, digest in manifests}
    chain = sorted(((m, d) for d, m in by_digest.items()), key=lambda pair: (pair[0].version, pair[1]))
    if not chain:
        raise WrongContest("merge.no_package")
    if len({(manifest.contest, manifest.round) for manifest, _ in chain}) > 1:
        raise WrongContest("merge.packages_mixed")
    for (first, _), (second, _) in pairwise(chain):
        if first.version == second.version:
            raise WrongContest("merge.two_packages", version=first.version)
    return tuple(chain)


def _holders(chain: tuple[Manifest, ...]) -> tuple[SeatHolder, ...]:
    """Give the newest list, and anybody it forgot, as a former holder who sat until the version before."""
    newest = list(chain[-1].seats)
    listed = {(holder.seat, holder.judge, holder.since) for holder in newest}
    for older, following in zip(reversed(chain[:-1]), reversed(chain[1:]), strict=True):
        for holder in older.seats:
            if (holder.seat, holder.judge, holder.since) not in listed:
                listed.add((holder.seat, holder.judge, holder.since))
                last = following.version - 1 if holder.until is None else holder.until
                newest.append(replace(holder, until=last))
    return tuple(sorted(newest, key=lambda holder: (holder.seat, holder.since, holder.judge)))


def _equivalent(
    chain: tuple[Edition, ...], rubric: Rubric, known: Mapping[Digest, Rubric]
) -> frozenset[tuple[Digest, Seat]]:
    newest = chain[-1][0]
    seats = {holder.seat for manifest, _ in chain for holder in manifest.seats}
    found: set[tuple[Digest, Seat]] = set()
    expected = newest.previous
    for manifest, digest in reversed(chain[:-1]):
        if digest != expected:
            break
        expected = manifest.previous
        same = manifest.definition_digest == newest.definition_digest or known.get(manifest.definition_digest) == rubric
        if same:
            found |= {(digest, seat) for seat in seats if _work(manifest, seat) == _work(newest, seat)}
    return frozenset(found)


def _work(manifest: Manifest, seat: Seat) -> dict[EntryCode, ManifestEntry]:
    """Give what a seat marks, with all that a judge sees, but neither withdrawals nor who else marks it."""
    return {
        entry.code: replace(entry, withdrawn=False, seats=(seat,)) for entry in manifest.entries if seat in entry.seats
    }
