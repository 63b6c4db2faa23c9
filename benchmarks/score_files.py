"""Score files of any size, made without a contest: ten criteria of every kind that judges mark, blank at first."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from judge_desk.contest.register.packages import Manifest, ManifestEntry, ManifestFile, SeatLock
from judge_desk.contest.register.panel import SeatHolder
from judge_desk.contest.values.identity import ContestId, Digest, JudgeId, RoundId, Seat, entry_code
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.sealed.keys import key_from, public_hex
from judge_desk.exchange.sealed.manifest_file import write_manifest
from judge_desk.stores.chain import text_digest
from judge_desk.stores.score_events import ScoreFileIdentity
from judge_desk.stores.score_file import ScoreFile

SEAT: Final = Seat(3)
RULES: Final = """
format = 1
id = "do-toc-do"
version = 1
title = "Cuộc thi để đo"
short_title = "Cuộc thi để đo"
plan = "Kế hoạch để đo"
content_flags = ["published"]
barred = ["jury"]
fields = [{ id = "chung", title = "Cải cách hành chính" }, { id = "so", title = "Chính quyền số" }]
entrants = [{ id = "ca-nhan", title = "Cá nhân", most_people = 1 }]
head = { superior = "ỦY BAN NHÂN DÂN XÃ", organiser = "BAN TỔ CHỨC", jury = "BAN GIÁM KHẢO", place = "Xã Thử" }
receipt = { opens = 2024-07-01, closes = 2024-08-16, closing_time = "17:00", counted = "received" }
parts = [{ id = "bai", title = "Bài dự thi", kind = "document", required = true, formats = ["pdf"] }]
prize_tables = [{ id = "giai", title = "Giải thưởng", round = "vong-1", prizes = [
    { id = "nhat", title = "Giải Nhất", count = 1, money = 1_000_000 }] }]

[[rounds]]
id = "vong-1"
title = "Vòng một"
blind = true
ties = [{ kind = "vote" }]
panel = { spread = "all", least_judges = 2 }
score = { method = "mean", decimals = 2, rounding = "half_up", rank_on = "rounded", minimum_ballots = 2, sample = true }

[rounds.rubric]
maximum = 100
sample = true
criteria = [
    { id = "1", title = "Tính mới", maximum = 20, kind = "banded", step = "0,5", bands = [
        { title = "Mới", low = 16, high = 20 }, { title = "Cải tiến", low = 1, high = 15 },
        { title = "Không mới", low = 0, high = 0 }] },
    { id = "2", title = "Hiệu quả", maximum = 60 },
    { id = "2.1", parent = "2", title = "Với người dân", maximum = 5, kind = "coefficient", coefficient = 4 },
    { id = "2.2", parent = "2", title = "Với cơ quan", maximum = 10, step = "0,25" },
    { id = "2.3", parent = "2", title = "Với doanh nghiệp", maximum = 10, step = "0,5" },
    { id = "2.4", parent = "2", title = "Tiết kiệm", maximum = 10 },
    { id = "2.5", parent = "2", title = "Lâu dài", maximum = 10 },
    { id = "3", title = "Minh chứng", maximum = 5, step = "0,5" },
    { id = "4", title = "Nhân rộng", maximum = 5, step = "0,5" },
    { id = "5", title = "Hình thức", maximum = 5, step = "0,5" },
    { id = "6", title = "Thời hạn", maximum = 5, step = "0,5" },
]

[rounds.disagreement]
measure = "range"
sample = true
tiers = [{ bound = 0, included = true, action = "mean" }]
"""


def new_score_file(path: Path, entries: int, rules: str = RULES, *, locks: tuple[SeatLock, ...] = ()) -> None:
    """Make a blank score file of one seat; blind, each entry with one file that lies nowhere."""
    key = key_from(bytes(range(32)))
    digest = digest_of(rules.encode())
    manifest = Manifest(
        contest=ContestId("do-toc-do"),
        round=RoundId("vong-1"),
        version=1,
        previous="",
        definition=rules,
        definition_digest=digest,
        rulings=(),
        seats=(SeatHolder(SEAT, JudgeId("gk-3"), "Nguyễn Thị Ánh"),),
        locks=locks,
        entries=tuple(_entry(number) for number in range(1, entries + 1)),
        rehearsal=True,
        log_head="0" * 64,
        stated_time="2024-09-01T08:00:00",
        key=public_hex(key),
    )
    text = write_manifest(manifest, key).decode()
    identity = ScoreFileIdentity(
        manifest.contest, manifest.round, digest, text_digest(text), SEAT, "Nguyễn Thị Ánh", manifest.key
    )
    ScoreFile.create(path, identity, text).close()


def _entry(number: int) -> ManifestEntry:
    file = ManifestFile(1, "bai", "pdf", 1000, Digest("0" * 64))
    return ManifestEntry(entry_code(number), "so" if number % 3 else "chung", (SEAT,), (file,))
