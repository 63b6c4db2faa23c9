"""A random contest as the sealed files that an inspector gets: packages, ballots, decisions, figures, results.

Every file is signed as the program signs it, by keys of this test; beside each round's result lie the decisions and
what the organisers brought. ``nhat-ky.jsonl`` has an act before each package and one for it.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.values.decisions import Decision
from judge_desk.contest.values.identity import Digest, RoundId
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.papers.result_data import result_data
from judge_desk.desks.standing import Standing
from judge_desk.exchange.seal import code_of, digest_of
from judge_desk.exchange.sealed.ballot_columns import Columns, columns_of
from judge_desk.exchange.sealed.ballot_file import seal
from judge_desk.exchange.sealed.brought_file import write_brought
from judge_desk.exchange.sealed.decision_file import write_decisions
from judge_desk.exchange.sealed.keys import key_from, public_hex
from judge_desk.exchange.sealed.manifest_file import write_manifest
from judge_desk.stores.contest_file import LOG_NAME
from judge_desk.stores.log import NOTHING_BEFORE, LogLine, line_body, line_hash, open_line
from tests.trust.random_contests import World, draw_contest

CONTEST_KEY: Final = key_from(b"\1" * 32)
OTHER_CONTEST_KEY: Final = key_from(b"\2" * 32)
JUDGE_KEYS: Final = tuple(key_from(bytes([3, seat]) * 16) for seat in range(1, 8))
DEFINITION: Final = "the-le.toml"
MOST_BALLOTS: Final = 10


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive on disk.

    Attributes:
        folder: where it lies; world: the contest with the digests of the files.
        standings: by round; files: of each ballot and package, by digest.
    """

    folder: Path
    world: World
    standings: dict[RoundId, Standing]
    files: dict[str, Path]

    def result(self, round_id: RoundId) -> Path:
        """Give the result file of a round."""
        return self.folder / round_id / f"ket-qua-{round_id}.json"

    def columns(self, round_id: RoundId) -> Columns:
        """Give the columns of a round's ballots."""
        return columns_of(self.standings[round_id].round.rubric)


def draw_archive(seed: str, folder: Path) -> Archive:
    """Write the first contest that a seed gives whose ballots all have a legal form and whose result has scores."""
    number = 0
    while True:
        chance = random.Random(f"{seed}/{number}")
        number += 1
        try:
            drawn = draw_contest(chance)
            if not _worth_sealing(drawn.standings()):
                continue
            world = sealed(drawn)
            return write_archive(world, world.standings(), folder)
        except Refusal:
            continue


def _worth_sealing(standings: dict[RoundId, Standing]) -> bool:
    """Say whether a contest has scores, and few enough ballots to seal: the digits of each take their time."""
    places = [place for each in standings.values() for place in each.result.ranking.places]
    ballots = sum(len(each.ballots) for each in standings.values())
    return (
        len(standings) < 3
        and len(places) > 3
        and ballots <= MOST_BALLOTS
        and sum(len(each.counted) for each in standings.values()) > 3
    )


def sealed(world: World) -> World:
    """Give a contest's packages, ballots and decisions the digests of real files.

    Raises:
        BadInput: a ballot has no legal form (a mark too long for its column).
    """
    names: dict[str, str] = {}
    log = Log()
    made = World(world.text, world.rules, brought=list(world.brought), older=world.older)
    for round_id, editions in world.editions.items():
        made.editions[round_id] = []
        for manifest, old in editions:
            previous = names.get(manifest.previous, "")
            fresh = replace(manifest, key=public_hex(CONTEST_KEY), previous=previous, log_head=log.add("decide"))
            names[old] = digest_of(write_manifest(fresh, CONTEST_KEY))
            log.add("issue", package=names[old])
            made.editions[round_id].append((fresh, digest_of(write_manifest(fresh, CONTEST_KEY))))
        columns = columns_of(next(each for each in world.rules.rounds if each.id == round_id).rubric)
        made.ballots[round_id] = [_ballot(each, columns, names) for each in world.ballots[round_id]]
    made.decisions = [_renamed(each, names) for each in world.decisions]
    return made


def _ballot(old: SealedBallot, columns: Columns, names: dict[str, str]) -> SealedBallot:
    key = JUDGE_KEYS[old.ballot.seat - 1]
    ballot = replace(
        old.ballot,
        device=public_hex(key),
        package=Digest(names[old.ballot.package]),
        previous=names.get(old.ballot.previous, ""),
    )
    own = digest_of(seal(ballot, columns, key))
    names[old.digest], names[old.code] = own, code_of(own)
    return SealedBallot(own, ballot)


def _renamed(decision: Decision, names: dict[str, str]) -> Decision:
    return replace(
        decision,
        about=tuple(names.get(each, each) for each in decision.about),
        value=names.get(decision.value, decision.value),
        among=tuple(type(each)(names.get(each, each)) for each in decision.among),
    )


class Log:
    """A log that is being written; the same acts always give the same lines."""

    def __init__(self) -> None:
        """Begin with the founding."""
        self.lines: list[LogLine] = []
        self.add("found")

    def add(self, what: str, **facts: str) -> str:
        """Add an act; gives the code of the log after it."""
        number, before = len(self.lines) + 1, self.lines[-1].hash if self.lines else NOTHING_BEFORE
        body = line_body("thu-ky", what, facts, f"2024-09-01T08:00:{number:02d}", "cd" * 32)
        own = line_hash(before, number, body)
        self.lines.append(LogLine(number, before, own, "thu-ky", what, facts, "", "cd" * 32, body))
        return own


def _log_of(world: World) -> bytes:
    log = Log()
    for editions in world.editions.values():
        for _, own in editions:
            log.add("decide")
            log.add("issue", package=own)
    return b"".join(map(open_line, log.lines))


def write_archive(world: World, standings: dict[RoundId, Standing], folder: Path) -> Archive:
    """Write every file of a contest into an empty folder."""
    archive = Archive(folder, world, standings, {})
    for name in ("goi", "phieu", *standings):
        (folder / name).mkdir(parents=True)
    (folder / DEFINITION).write_bytes(world.text.encode())
    (folder / LOG_NAME).write_bytes(_log_of(world))
    for round_id, standing in standings.items():
        for manifest, own in world.editions[round_id]:
            archive.files[own] = folder / "goi" / f"{round_id}-{manifest.version}.jdpack"
            archive.files[own].write_bytes(write_manifest(manifest, CONTEST_KEY))
        for each in world.ballots[round_id]:
            archive.files[each.digest] = folder / "phieu" / f"{each.digest}.jdballot"
            data = seal(each.ballot, archive.columns(round_id), JUDGE_KEYS[each.ballot.seat - 1])
            archive.files[each.digest].write_bytes(data)
        _write_beside(world, folder / round_id)
        write_result(archive.result(round_id), result_data(standing))
    return archive


def _write_beside(world: World, place: Path) -> None:
    decisions = write_decisions(world.rules.id, tuple(world.decisions), CONTEST_KEY)
    (place / "quyet-dinh.jdquyet").write_bytes(decisions)
    if world.brought:
        (place / "so-lieu.jdsolieu").write_bytes(write_brought(world.rules.id, tuple(world.brought), CONTEST_KEY))


def write_result(path: Path, data: dict[str, Any]) -> None:
    """Write a result file."""
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
