"""Tampered archives: one thing changed at a time, and both recounts name it.

Both are run as inspectors run them, on a folder: the program's ``recount`` and the stand-alone file. To fail is not
enough: what each says is wrong must name the file, the field or the entry. What a holder of the contest's key could
do to the whole set cannot be seen in files; it is seen as soon as one code is read off a signed sheet.
"""

from __future__ import annotations

import functools
import io
import random
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Final

from judge_desk.bootstrap import surroundings
from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.values.problems import Refusal, Severity
from judge_desk.desks import recounting
from judge_desk.desks.recount_codes import read_paper_codes
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.sealed.ballot_file import seal
from tests.trust.archives import DEFINITION, JUDGE_KEYS, Archive, draw_archive, write_archive
from tests.trust.drill import Count, Drill, Tally
from tests.trust.recount_worlds import load_recount
from tests.trust.tampering import CHANGES, Words
from tests.trust.tampering_log import LOG_CHANGES

ALL_CHANGES: Final = (*CHANGES, *LOG_CHANGES)
EVERY: Final = 60
"""Changes made to one archive before another one is drawn."""


def stand_alone() -> ModuleType:
    """Load the stand-alone program; what is slow in it and has no state is worked out once for the same bytes."""
    tool = load_recount()
    for name in ("signature_holds", "code_of"):
        setattr(tool, name, functools.lru_cache(maxsize=4096)(getattr(tool, name)))
    return tool


def said_by_program(folder: Path, *codes: str) -> str:
    """Give what the program finds wrong; empty if nothing."""
    try:
        typed = read_paper_codes(codes)
        found = recounting.recount((folder,), folder / DEFINITION, surroundings(), typed).findings
    except Refusal as refusal:
        found = (refusal.problem,)
    wrong = [each for each in found if each.severity is Severity.STOP]
    return "\n".join(f"{each.code} {each.where} {dict(each.facts)}" for each in wrong)


def said_by_stand_alone(tool: ModuleType, folder: Path, *more: str) -> str:
    """Give what the stand-alone program finds wrong; empty if it ends with 0."""
    out = io.StringIO()
    code = tool.main([str(folder), "--lang", "en", *more], out)
    return "\n".join(line for line in out.getvalue().splitlines() if line[:1] in "✗?") if code else ""


def tamper(amount: int, seed: int, folder: Path) -> Tally:
    """Make so many changes; change n of a seed is made to archive ``n // 60`` of it."""
    tool, count, met, number = stand_alone(), Count(), Counter[str](), 0
    archive = _archive(tool, count, seed, number, folder)
    while count.tried < amount:
        change = ALL_CHANGES[number % len(ALL_CHANGES)]
        if number and number % EVERY == 0:
            archive = _archive(tool, count, seed, number, folder)
        spoiled = folder / "copy"
        shutil.rmtree(spoiled, ignore_errors=True)
        shutil.copytree(archive.folder, spoiled)
        words = change(_moved(archive, spoiled), random.Random(f"{seed}-{number}"))
        number += 1
        if words is None:
            met["not_applicable"] += 1
            continue
        silent = _silent(tool if change in CHANGES else None, spoiled, words)
        met[change.__name__] += 1
        if silent:
            count.broken(f"change {number - 1} of seed {seed}, {change.__name__}: {silent}")
        else:
            count.good()
    kinds = len([each for each in met if each != "not_applicable"])
    return count.tally(kinds=kinds, not_applicable=met["not_applicable"])


def _archive(tool: ModuleType, count: Count, seed: int, number: int, folder: Path) -> Archive:
    """Draw an archive; one in which a recount finds something although nothing was changed is a broken try."""
    place = folder / f"archive-{number}"
    archive = draw_archive(f"{seed}-{number // EVERY}", place)
    said = said_by_program(place) + said_by_stand_alone(tool, place)
    if said:
        count.broken(f"archive {seed}-{number // EVERY}, untouched: {said[:300]}")
    return archive


def _moved(archive: Archive, place: Path) -> Archive:
    files = {each: place / path.relative_to(archive.folder) for each, path in archive.files.items()}
    return replace(archive, folder=place, files=files)


def _silent(tool: ModuleType | None, folder: Path, words: Words) -> str:
    """Say which recount does not name a change; empty if both do, or the program where the other cannot know."""
    said_by = [("program", said_by_program(folder))]
    said_by += [("stand-alone", said_by_stand_alone(tool, folder))] if tool is not None else []
    for who, said in said_by:
        missing = [word for word in words or () if word not in said]
        if not said or missing:
            return f"{who} does not name {', '.join(missing) or 'anything'}: {said[:300]}"
    return ""


def forge(amount: int, seed: int, folder: Path) -> Tally:
    """Forge so many whole archives with the contest's key; only paper can tell, and one code is enough."""
    tool, count = stand_alone(), Count()
    for number in range(amount):
        archive = draw_archive(f"forged-{seed}-{number}", folder / f"true-{number}")
        chance = random.Random(f"{seed}-{number}")
        standing = chance.choice([each for each in archive.standings.values() if each.counted])
        signed = chance.choice(standing.counted)
        forged = _forged(archive, signed, folder / f"forged-{number}")
        where = f"{standing.round.id} {signed.ballot.seat}"
        code = f"{where}={signed.code}"
        own = said_by_program(archive.folder, code) + said_by_stand_alone(tool, archive.folder, "--code", code)
        one, other = said_by_program(forged, code), said_by_stand_alone(tool, forged, "--code", code)
        quiet = said_by_program(forged) + said_by_stand_alone(tool, forged)  # a set that agrees with itself
        named = "paper_differs" in one and f"Seat {signed.ballot.seat}: the digits on paper" in other
        if own or quiet or not named:
            count.broken(f"archive {seed}-{number}: {own[:150]} | {quiet[:150]} | {one[:150]} | {other[:150]}")
        else:
            count.good()
    return count.tally()


def _forged(archive: Archive, signed: SealedBallot, place: Path) -> Path:
    """Write the archive anew around another ballot of one seat, with decisions and results that agree with it."""
    world = archive.world
    round_id = signed.ballot.round
    key = JUDGE_KEYS[signed.ballot.seat - 1]
    other = replace(signed.ballot, nonce="77" * 16)
    own = digest_of(seal(other, archive.columns(round_id), key))
    fresh = SealedBallot(own, other)
    names = {signed.digest: own, signed.code: fresh.code}
    world = replace(
        world,
        ballots={
            name: [fresh if each.digest == signed.digest else each for each in ballots]
            for name, ballots in world.ballots.items()
        },
        decisions=[
            replace(
                each,
                about=tuple(names.get(part, part) for part in each.about),
                value=names.get(each.value, each.value),
                among=tuple(type(part)(names.get(part, part)) for part in each.among),
            )
            for each in world.decisions
        ],
    )
    write_archive(world, world.standings(), place)
    return place


DRILLS: Final = (
    Drill(
        "tampered-archives",
        "one thing changed in an archive is named by the program's recount and by the stand-alone one",
        "changes",
        14,
        2_000,
        tamper,
    ),
    Drill(
        "forged-archives",
        "a set forged whole with the contest's key is told by one code off a signed sheet",
        "archives",
        0,
        100,
        forge,
    ),
)
