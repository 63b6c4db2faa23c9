"""What stands after a sealing: each ballot again with the same bytes, its sheet, its receipt, a preview before."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.score_files import SEAT, new_score_file
from judge_desk.contest.values.identity import CriterionId
from judge_desk.contest.values.problems import CannotWrite, NotNow
from judge_desk.desks import handing_over, sealing
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.marking import Sitting
from judge_desk.desks.surroundings import Surroundings
from judge_desk.stores.score_tables import remember
from judge_desk.wording.figures import code_groups
from tests.desks.sitting_files import CODES, CRITERIA, ticking
from tests.documents.reading import pages_of, words_of

ENTRIES = 3


def machine(home: Path) -> Surroundings:
    """Give the machine whose key the score files name."""
    return Surroundings(ticking(), lambda size: bytes(range(size)), home)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a score file with one entry marked, one recused, one half done."""
    path = tmp_path / "may" / "phieu.jdscore"
    path.parent.mkdir()
    new_score_file(path, ENTRIES)
    sitting = Sitting.open(path, machine(path.parent))
    for criterion in CRITERIA:
        sitting.mark(CODES[0], criterion, "5")
    sitting.recuse(CODES[1], "người nhà")
    sitting.mark(CODES[2], CriterionId("1"), "7")
    sitting.close()
    return path


@pytest.fixture
def twice(file: Path, tmp_path: Path) -> Path:
    """Give the file sealed twice, with another mark in between."""
    around = machine(file.parent)
    sealing.seal(file, tmp_path / "lan-1", around, "Hỏng tệp")
    sealing.reopen(file, "Nhầm", "Thư ký", around)
    sitting = Sitting.open(file, around)
    sitting.mark(CODES[0], CriterionId("1"), "6")
    sitting.close()
    sealing.seal(file, tmp_path / "lan-2", around, "Hỏng tệp")
    return file


def test_every_sealing_is_told_from_the_file_and_from_an_open_sitting(twice: Path) -> None:
    first, second = handing_over.sealings_in(twice)
    sitting = Sitting.open(twice, machine(twice.parent))
    assert handing_over.sealings(sitting) == (first, second)
    sitting.close()
    assert (first.marked, first.recused, first.blank) == (1, 1, 1)
    assert (first.previous_code, second.previous_code) == ("", first.code)
    assert second.ballot.previous == first.digest
    assert first.ballot.seat == SEAT


def test_an_earlier_ballot_is_written_again_with_its_own_bytes(twice: Path, tmp_path: Path) -> None:
    for revision, folder in ((1, "lan-1"), (2, "lan-2"), (0, "lan-2")):
        before = {each.name: each.read_bytes() for each in (tmp_path / folder).iterdir()}
        target = tmp_path / f"lai-{revision}"
        sealing.export(twice, target, revision)
        assert {each.name: each.read_bytes() for each in target.iterdir()} == before


@pytest.mark.parametrize("revision", [3, -1])
def test_a_sealing_that_never_was_is_refused(twice: Path, tmp_path: Path, revision: int) -> None:
    with pytest.raises(NotNow) as refused:
        sealing.export(twice, tmp_path / "lai", revision)
    assert refused.value.problem.code == "seal.no_revision"
    assert not (tmp_path / "lai").exists()


def test_a_taken_name_with_other_bytes_is_left_alone(twice: Path, tmp_path: Path) -> None:
    newest = handing_over.newest(twice)
    (tmp_path / newest.file_name).write_bytes(b"khac")
    with pytest.raises(CannotWrite):
        handing_over.write(newest, tmp_path)
    assert (tmp_path / newest.file_name).read_bytes() == b"khac"


def test_the_receipt_is_one_page_with_code_counts_and_place(twice: Path) -> None:
    newest = handing_over.newest(twice)
    made = handing_over.receipt(newest, "2024-11-22T15:24:00", "USB “BGK”")
    assert len(pages_of(made)) == 1
    words = words_of(made)
    assert code_groups(newest.code) in words
    assert "đã chấm 01, không chấm 01, chưa chấm 01" in words
    assert "15 giờ 24 phút, ngày 22 tháng 11 năm 2024, vào USB “BGK”; đã đọc lại và so khớp" in words
    assert "……" in words_of(handing_over.receipt(newest))


def test_receipts_never_take_each_other_s_name(twice: Path, tmp_path: Path) -> None:
    newest = handing_over.newest(twice)
    paths = [handing_over.write_receipt(newest, tmp_path / "giay", f"2024-11-22T15:2{n}:00", "USB") for n in range(3)]
    assert len(set(paths)) == 3
    assert "15 giờ 20 phút" in words_of(paths[0].read_bytes())


def test_the_preview_says_so_on_every_page_and_has_no_code(file: Path) -> None:
    around = machine(file.parent)
    sitting = Sitting.open(file, around)
    draft = sealing.draft_of(sitting.judge(), around).sheet()
    assert not sitting.seals()
    sitting.close()
    for page in pages_of(draft):
        assert "Bản xem trước, chưa niêm phong" in page
    assert "Phiếu này chưa niêm phong, chưa có mã kiểm tra." in words_of(draft)
    assert "chưa đủ bài" in words_of(draft)


def test_a_draft_that_was_damaged_where_it_lay_holds_up_no_sealing(file: Path, tmp_path: Path) -> None:
    with open_judge_file(file) as judge:
        remember(judge.score.file, sealing.DRAFT, "hỏng")
    sealed = sealing.seal(file, tmp_path / "phieu", machine(file.parent), "Hỏng tệp")
    assert sealing.check(sealed.file).revision == 1
