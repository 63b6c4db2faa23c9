"""Revisions of one seat's ballots: which ballot follows which, and what cannot be known.

Every sealing names the digest of the sealing before. That link, together with the same key, the same source and a
revision number one higher, is the only proof that one ballot replaces another: numbers and clocks prove nothing,
because a copied folder goes on counting too. A sealing that never arrived leaves a gap; across a gap nothing is
proven, so both ends stand and people are asked (or the missing revision is fetched, which closes the gap).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from judge_desk.contest.merge.ballots import SealedBallot, Source
from judge_desk.contest.values.identity import Digest

Hand = tuple[str, Source]
"""Key of the installation, and how the marks came in: one hand writes one chain."""


def hand(sealed: SealedBallot) -> Hand:
    """Give the hand that wrote a ballot."""
    return sealed.ballot.device, sealed.ballot.source


def follows(later: SealedBallot, earlier: SealedBallot) -> bool:
    """Say whether a ballot is proven to be the next revision of another."""
    return (
        later.ballot.previous == earlier.digest
        and hand(later) == hand(earlier)
        and later.ballot.revision == earlier.ballot.revision + 1
    )


def superseded(ballots: Sequence[SealedBallot]) -> frozenset[Digest]:
    """Give the digests of one seat's ballots that a later revision is proven to replace."""
    by_digest = {sealed.digest: sealed for sealed in ballots}
    pairs = ((sealed, by_digest.get(Digest(sealed.ballot.previous))) for sealed in ballots)
    return frozenset(earlier.digest for later, earlier in pairs if earlier is not None and follows(later, earlier))


def forked(heads: Iterable[SealedBallot]) -> frozenset[Digest]:
    """Give the heads that share their hand with another head."""
    standing = tuple(heads)
    hands = [hand(sealed) for sealed in standing]
    return frozenset(sealed.digest for sealed in standing if hands.count(hand(sealed)) > 1)


def missing_revision(head: SealedBallot, ballots: Sequence[SealedBallot]) -> int | None:
    """Give the number of the sealing that a head's chain lacks, None when the chain is whole."""
    by_digest = {sealed.digest: sealed for sealed in ballots}
    current = head
    while current.ballot.previous:
        earlier = by_digest.get(Digest(current.ballot.previous))
        if earlier is None or not follows(current, earlier):
            return current.ballot.revision - 1
        current = earlier
    return None


def only_a_gap(heads: Sequence[SealedBallot], ballots: Sequence[SealedBallot]) -> int | None:
    """Say which missing sealing could turn the heads of one hand into one chain; None when they are a proven fork.

    A head can be an unseen ancestor of the newest one only if its revision lies below the gap. If it stands at the
    gap's own number or above, another ballot is proven to stand in its place: a fork.
    """
    ordered = sorted(heads, key=lambda sealed: sealed.ballot.revision)
    gaps = [missing_revision(sealed, ballots) for sealed in ordered[1:]]
    for earlier, gap in zip(ordered, gaps, strict=False):
        if gap is None or earlier.ballot.revision >= gap:
            return None
    return gaps[-1] if gaps else None
