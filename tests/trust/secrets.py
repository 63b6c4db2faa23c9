"""What must stay where it is: names in a blind round, private notes, PINs, opening digits, other people's marks.

A contest with closed ballots is played through the desks with words that occur nowhere else; then every file that it
left behind is searched for each of them. A word may stand in the files that are named for it and in no other.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

import pypdf

from judge_desk.desks import sealing
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.register import entries_of
from tests.desks.closed_contest import drawn
from tests.journeys.by_hand import ONE
from tests.trust.drill import Count, Drill, Tally

NOTE: Final = "ghi-chu-rieng-quyet-khong-roi-may"
REMARK: Final = "nhan-xet-chi-nguoi-cham-viet"
_JUDGE: Final = 3
_NOW: Final = "2024-08-23T09:30:00"


@dataclass(frozen=True, slots=True)
class Secret:
    """Something that few may read: its text, and the beginnings of the paths (below the world) where it may stand."""

    what: str
    text: str
    allowed: tuple[str, ...]


def run(tries: int, seed: int, folder: Path) -> Tally:
    """Play the contest and search all of it; ``tries`` and ``seed`` change nothing, for all there is is searched."""
    world, own = folder / "thi", folder / "tam"
    for each in (world, own):
        each.mkdir()
    before, tempfile.tempdir = tempfile.tempdir, str(own)
    try:
        secrets = _played(world)
    finally:
        tempfile.tempdir = before
    count = Count()
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        place = path.relative_to(folder).as_posix()
        held = _texts(path)
        for secret in secrets:
            found = any(secret.text.encode() in part for part in held)
            if found and not place.startswith(tuple(f"thi/{each}" for each in secret.allowed)):
                count.broken(f"{secret.what} stands in {place}")
            else:
                count.good()
    for secret in secrets:
        _must_be_found(secret, folder, count)
    return count.tally(files=sum(1 for each in folder.rglob("*") if each.is_file()), secrets=len(secrets))


def _must_be_found(secret: Secret, folder: Path, count: Count) -> None:
    """A secret that is nowhere was never put to the test."""
    if secret.allowed and not any(
        secret.text.encode() in part for each in folder.rglob("*") if each.is_file() for part in _texts(each)
    ):
        count.broken(f"{secret.what} was nowhere, so that nothing was shown")


def _texts(path: Path) -> Iterator[bytes]:
    """Give a file's bytes, and what a person reads in it: the words of a PDF, the members of a container."""
    data = path.read_bytes()
    yield data
    if data.startswith(b"%PDF"):
        for page in pypdf.PdfReader(BytesIO(data)).pages:
            yield page.extract_text().encode()
    elif data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as container:
            yield from (container.read(each) for each in container.namelist())


def _played(world: Path) -> list[Secret]:
    """Play from the drawn contest to closed ballots in the secretary's hands, before the opening."""
    small = drawn(world)
    with open_folder(small.contest, read_only=True) as contest:
        authors = [author.name for entry in entries_of(contest) for author in entry.authors]
    small.prepare()
    small.issue()
    files = []
    for seat in (1, _JUDGE):
        score = small.open(seat)
        small.mark(score, small.levels())
        if seat == _JUDGE:
            with open_judge_file(score) as judge:
                code = judge.entries[0].code
                judge.score.note(code, NOTE, _NOW)
                judge.score.remark(code, None, REMARK, _NOW)
        files.append(sealing.seal(score, world / "phieu", small.around(f"giam-khao-{seat}")).file)
    small.merge(*files)
    home = f"may/giam-khao-{_JUDGE}/"
    register = ("so.csv", "ho-so/", "cuoc-thi/contest.jdesk", "cuoc-thi/backups/", "cuoc-thi/submissions/")
    judge_only = (f"{home}{ONE}.jdscore", f"{home}{ONE}")
    found = [
        Secret("a private note", NOTE, judge_only),
        Secret("a remark before the opening", REMARK, (*judge_only, f"{home}")),
        Secret("the opening digits", small.digits, ()),
        Secret("the opening digits in groups", _grouped(small.digits), ("phong-bi/",)),
    ]
    found += [Secret(f"the PIN of seat {seat}", pin, ("cuoc-thi/documents/",)) for seat, pin in small.pins.items()]
    found += [Secret(f"author {number}", name, (*register, "cuoc-thi/")) for number, name in enumerate(authors)]
    return found


def _grouped(code: str) -> str:
    return " ".join(code[at : at + 5] for at in range(0, 30, 5))


DRILLS: Final = (
    Drill(
        "secrets",
        "notes, PINs, opening digits, marks and names in a blind round stand in no file but those that are for them",
        "words looked for in files",
        1,
        1,
        run,
    ),
)
