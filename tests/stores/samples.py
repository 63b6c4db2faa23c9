"""Small real files for the tests of the stores."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from judge_desk.contest.values.identity import ContestId, CriterionId, Digest, EntryCode, RoundId, Seat, entry_code
from judge_desk.stores.chain import text_digest
from judge_desk.stores.contest_file import ContestFile, ContestIdentity, StoredDefinition, create_contest
from judge_desk.stores.score_events import ScoreFileIdentity
from judge_desk.stores.score_file import ScoreFile

NOW: Final = "2024-09-02T10:42:05"
PACKAGE: Final = "judge-desk goi-bai-thi 1\nVòng sơ khảo\n"
ROUND: Final = RoundId("so-khao")
CRITERIA: Final = tuple(CriterionId(each) for each in ("1.1", "1.2", "2.1", "3"))
CODES: Final = tuple(entry_code(number) for number in range(1, 13))
SEED: Final = bytes(range(100, 132))


def identity() -> ScoreFileIdentity:
    """Give whose score file it is."""
    about = (ContestId("hau-giang-2024"), ROUND, Digest("d" * 64), text_digest(PACKAGE))
    return ScoreFileIdentity(*about, Seat(3), "Nguyễn Thị Ánh", "ab" * 32)


def new_score(folder: Path, name: str = "ghe-03.jdscore") -> ScoreFile:
    """Make an empty score file."""
    return ScoreFile.create(folder / name, identity(), PACKAGE)


def fill(score: ScoreFile, codes: tuple[EntryCode, ...] = CODES) -> None:
    """Mark every entry but the last two: one is recused, one is blank."""
    for place, code in enumerate(codes[:-2]):
        for column, criterion in enumerate(CRITERIA):
            score.mark(code, criterion, place + column, NOW)
    score.recuse(codes[-2], "Cùng đơn vị với tác giả", NOW)
    score.remark(codes[0], None, "Bài trình bày rõ", NOW)
    score.remark(codes[0], CRITERIA[1], "Số liệu chưa có nguồn", NOW)
    score.note(codes[1], "Xem lại sau khi đọc bài 005", NOW)
    score.later(codes[1], True, NOW)


def seal(score: ScoreFile, text: str = "judge-desk phieu-cham 1\n…\n") -> None:
    """Record a sealing of a made-up ballot."""
    score.record_seal(len(score.sealed()) + 1, text_digest(text), "123456" * 5, text, NOW)


def definition() -> StoredDefinition:
    """Give a made-up definition."""
    return StoredDefinition(1, Digest("d" * 64), "hau-giang-2024.toml", 'title = "Cải cách hành chính"\n'.encode())


def new_contest(folder: Path, rehearsal: bool = False) -> ContestFile:
    """Found a contest in a new folder."""
    about = ContestIdentity(ContestId("hau-giang-2024"), rehearsal)
    return create_contest(folder / "hau-giang-2024", about, definition(), SEED, "Thư ký", NOW)
