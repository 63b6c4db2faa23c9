"""Judge: a sealed ballot closed to the opening key of its round, made once and kept, so that every copy is the same.

The closed text stands among the comforts of the score file: if it is lost, the same ballot is closed once more.
"""

from __future__ import annotations

from typing import Final

from judge_desk.contest.register.packages import Manifest
from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import BadInput
from judge_desk.desks.judge_file import JudgeFile
from judge_desk.desks.scoring import DEVICE_KEY
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_line
from judge_desk.exchange.sealed import closed_file, keys
from judge_desk.stores.database import OpenFile
from judge_desk.stores.score_tables import recall, remember

_KEPT: Final = "closed"
_EXPORTED: Final = "exported-open"


def kept_closed(file: OpenFile, manifest: Manifest, digest: Digest) -> bytes:
    """Give the closed file of a sealed ballot; empty where ballots travel in the open, or where none was made yet."""
    if manifest.opening is None:
        return b""
    return (recall(file, f"{_KEPT}.{digest}.{manifest.opening}") or "").encode("utf-8")


def close_kept(judge: JudgeFile, digest: Digest, data: bytes, around: Surroundings) -> bytes:
    """Give the closed file of a sealed ballot, made and kept on first use; empty where ballots travel in the open.

    Raises:
        BadInput: the installation's key is not the one that sealed the ballot.
    """
    opening, file = judge.manifest.opening, judge.score.file
    kept = kept_closed(file, judge.manifest, digest)
    if opening is None or kept:
        return kept
    made = closed_file.close(data, opening, keys.load_or_create(around.home, DEVICE_KEY, around.token))
    remember(file, f"{_KEPT}.{digest}.{opening}", made.decode("utf-8"))
    return made


def close_all(judge: JudgeFile, around: Surroundings) -> None:
    """Close every sealed ballot of a score file to the key of its newest package."""
    for seal in judge.score.sealed():
        close_kept(judge, seal.digest, seal.text.encode("utf-8"), around)


def record_open_export(judge: JudgeFile, digest: Digest, reason: str, word_of: str, now: str) -> None:
    """Keep in the score file that a ballot went out in the open: when, on whose word, why.

    Raises:
        BadInput: no reason or no name.
    """
    why, who = tidy_line(reason), tidy_line(word_of)
    if not why or not who:
        raise BadInput("closed.no_reason", where=judge.score.file.path.name)
    number = 1
    while recall(judge.score.file, f"{_EXPORTED}.{number}") is not None:
        number += 1
    remember(judge.score.file, f"{_EXPORTED}.{number}", f"{now}\n{digest}\n{who}\n{why}")
