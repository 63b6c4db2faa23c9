"""A small package with real files on disk: three entries, one of them withdrawn, and the definition verbatim."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from judge_desk.contest.register.packages import Manifest, ManifestEntry, ManifestFile, SeatLock
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.values.identity import ContestId, EntryCode, JudgeId, RoundId, Seat, entry_code
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.sealed.keys import public_hex
from tests.exchange.ballot_samples import KEY

DEFINITION = '# Thể lệ\n[contest]\nid = "hau-giang-2024"\ntitle = "Cuộc thi \\"Sáng kiến\\""\r\n'


def file(number: int, extension: str, data: bytes) -> ManifestFile:
    """Describe a file of these bytes."""
    seconds = 324 if extension == "mp4" else None
    return ManifestFile(number, "bai-viet", extension, len(data), digest_of(data), seconds)


CONTENTS = {
    (entry_code(7), 1): ("docx", b"PK\x03\x04 bai viet so 7" * 50),
    (entry_code(7), 2): ("mp4", b"\0\0\0 ftypisom" + bytes(3_000_000)),
    (entry_code(42), 1): ("pdf", b"%PDF-1.7 bai 42"),
    (entry_code(1000), 1): ("pdf", b"%PDF-1.7 bai da rut"),
}


def entry(number: int, withdrawn: bool = False) -> ManifestEntry:
    """Describe an entry with its files from :data:`CONTENTS`."""
    code = entry_code(number)
    files = tuple(file(key[1], *content) for key, content in sorted(CONTENTS.items()) if key[0] == code)
    return ManifestEntry(code, "cong-nghe", (Seat(1), Seat(3)), files, withdrawn=withdrawn)


MANIFEST = Manifest(
    contest=ContestId("hau-giang-2024"),
    round=RoundId("so-khao"),
    version=1,
    previous="",
    definition=DEFINITION,
    definition_digest=digest_of(DEFINITION.encode()),
    rulings=(("rounds.so-khao.decimals", "2"),),
    seats=(
        SeatHolder(Seat(1), JudgeId("gk1"), "Trần Văn Ơn"),
        SeatHolder(Seat(3), JudgeId("gk2"), "Lê Thị Ỷ", until=1),
        SeatHolder(Seat(3), JudgeId("gk3"), "Nguyễn Thị Ánh Tuyết", since=2),
    ),
    locks=(SeatLock(Seat(1), "ab" * 16, "cd" * 32),),
    entries=(entry(7), replace(entry(42), title="Một cửa “số”", authors=("Đỗ A",), units=("Sở B",)), entry(1000, True)),
    rehearsal=False,
    log_head="ef" * 32,
    stated_time="2024-09-01T08:00:00",
    key=public_hex(KEY),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a test builds: the secretary's files and an empty stick."""

    sources: dict[tuple[EntryCode, int], Path]
    stick: Path


def stage(folder: Path) -> Stage:
    """Write the files of the entries to disk under names of their own."""
    store = folder / "submissions"
    store.mkdir()
    sources = {}
    for (code, number), (_, data) in CONTENTS.items():
        path = store / f"Bài {code} số {number}"
        path.write_bytes(data)
        sources[code, number] = path
    return Stage(sources, folder / "USB" / "gói bài thi")
