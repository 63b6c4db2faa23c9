"""Score files of a played rehearsal, open again, for the tests of the judge's pages."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from judge_desk.bootstrap import surroundings
from judge_desk.contest.values.identity import Digest
from judge_desk.desks import sealing
from judge_desk.desks.marking import Sitting
from judge_desk.desks.rehearsing import Played
from judge_desk.exchange.rulebook.definition_file import load_definition
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.sealed.keys import public_hex
from judge_desk.exchange.sealed.manifest_file import read_manifest, write_manifest
from judge_desk.stores.score_file import ScoreFile
from judge_desk.ui.bench import Bench

FIRST, SECOND = "so-khao", "bao-ve"
"""The blind round and the round in which teams speak."""


def score_file(played: Played, folder: Path, round_: str, sealed: bool = False) -> Path:
    """Copy judge 3's score file of a round; it is opened again unless it is to stay sealed."""
    source = played.folder.parent / "may-giam-khao-3" / f"{round_}.jdscore"
    folder.mkdir(exist_ok=True)
    file = folder / source.name
    shutil.copy(source, file)
    if not sealed:
        sealing.reopen(file, "sửa một điểm", "Thư ký", surroundings())
    return file


def bench_of(file: Path) -> Bench:
    """Open a score file for pages."""
    around = surroundings()
    return Bench(Sitting.open(file, around), None, around)


def speaking_file(played: Played, folder: Path, decided: bool = True, penalty: str = "") -> Path:
    """Make judge 3's empty score file of the round in which teams speak.

    Undecided, its rules leave the times to the judges; ``penalty`` is a table of overtime as TOML.
    """
    source = played.folder.parent / "may-giam-khao-3" / f"{SECOND}.jdscore"
    with ScoreFile.open(source, read_only=True) as score:
        identity, (_, text) = score.identity, score.package()
    manifest = read_manifest(text.encode())
    rulings = tuple(each for each in manifest.rulings if decided or not each[0].endswith("_seconds"))
    leaf = f'[[rounds.rubric.criteria]]\nid = "6"\ntitle = "Quá giờ"\nkind = "penalty"\npenalty = {penalty}\n\n'
    before, _, after = manifest.definition.rpartition("[rounds.score]")
    definition = before + (leaf if penalty else "") + "[rounds.score]" + after
    digest = Digest(load_definition(definition.encode(), manifest.contest, rulings).digest)
    key = Ed25519PrivateKey.generate()
    fresh = replace(manifest, definition=definition, definition_digest=digest, rulings=rulings, key=public_hex(key))
    text = write_manifest(fresh, key).decode()
    identity = replace(identity, definition=digest, package=Digest(digest_of(text.encode())))
    folder.mkdir(exist_ok=True)
    ScoreFile.create(folder / source.name, identity, text).close()
    return folder / source.name
