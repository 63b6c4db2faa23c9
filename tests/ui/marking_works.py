"""Score files without a mark, for the tests of marking: the rehearsal's rubric, or one with every kind of leaf."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from judge_desk.bootstrap import surroundings
from judge_desk.contest.values.identity import Digest
from judge_desk.desks.marking import Sitting
from judge_desk.desks.rehearsing import Played
from judge_desk.exchange.rulebook.definition_file import load_definition
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.sealed.keys import public_hex
from judge_desk.exchange.sealed.manifest_file import read_manifest, write_manifest
from judge_desk.stores.score_file import ScoreFile
from judge_desk.ui.bench import Bench
from tests.ui.judge_files import FIRST

EVERY_KIND = """[rounds.rubric]
maximum = 100
sample = true
source = "Mẫu để thử"
criteria = [
    { id = "1", title = "Nội dung", maximum = 20, kind = "coefficient", step = "0,5", coefficient = 3 },
    { id = "2", title = "Trình bày", maximum = 20 },
    { id = "3", title = "Ban Tổ chức cho điểm", maximum = 20, kind = "organisers" },
    { id = "4", title = "Quá giờ", kind = "penalty", penalty = { rows = [
        { over = 0, included = false, points = "0,25" }, { over = 60, included = true, points = "0,5" } ] } },
]

"""


def empty_work(played: Played, folder: Path, every_kind: bool = False) -> Path:
    """Make the score file of judge 3 in the blind round, before the first mark."""
    source = played.folder.parent / "may-giam-khao-3" / f"{FIRST}.jdscore"
    with ScoreFile.open(source, read_only=True) as score:
        identity, (_, text) = score.identity, score.package()
    if every_kind:
        text = _with_every_kind(text)
        manifest = read_manifest(text.encode())
        identity = replace(
            identity, definition=manifest.definition_digest, package=Digest(digest_of(text.encode("utf-8")))
        )
    folder.mkdir(exist_ok=True)
    file = folder / f"{FIRST}.jdscore"
    ScoreFile.create(file, identity, text).close()
    return file


def _with_every_kind(text: str) -> str:
    """Give a manifest text whose first round has the rubric above, signed anew."""
    manifest = read_manifest(text.encode())
    before, _, rest = manifest.definition.partition("[rounds.rubric]\n")
    definition = before + EVERY_KIND + "[rounds.score]" + rest.partition("[rounds.score]")[2]
    digest = load_definition(definition.encode(), manifest.contest, manifest.rulings).digest
    key = Ed25519PrivateKey.generate()
    fresh = replace(manifest, definition=definition, definition_digest=Digest(digest), key=public_hex(key))
    return write_manifest(fresh, key).decode()


def bench_at(file: Path) -> Bench:
    """Open a score file for pages."""
    around = surroundings()
    return Bench(Sitting.open(file, around), None, around)
