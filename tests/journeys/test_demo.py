"""The whole rehearsal, looked at from outside: what it said, what it wrote, and what was staged in it."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from judge_desk.wording.catalogue import open_catalogue
from tests.journeys.compared import said, shown
from tests.journeys.conftest import FIRST, SECOND, Demo, entries
from tests.journeys.independent import recompute
from tests.journeys.sealed_files import digits
from tests.journeys.terminal import call, in_fives

SAMPLE, REHEARSAL = "Mẫu minh họa, không phải Thể lệ", "BẢN CHẠY THỬ"
TITLES = {
    "bang-ket-qua-chung": "KẾT QUẢ CHUNG",
    "bang-tong-hop-diem": "BẢNG TỔNG HỢP ĐIỂM",
    "bien-ban-ban-giam-khao": "BIÊN BẢN Họp Ban Giám khảo",
    "bien-ban-giao-nhan": "BIÊN BẢN Giao nhận gói bài thi và phiếu chấm",
    "bien-ban-hop-nhat-diem-1": "BIÊN BẢN Hợp nhất điểm lần thứ 1",
    "bien-ban-hop-nhat-diem-2": "BIÊN BẢN Hợp nhất điểm lần thứ 2",
    "bien-ban-mo-bang-ma": "BIÊN BẢN Mở niêm phong bảng mã số bài dự thi",
    "bien-ban-thong-nhat-diem": "BIÊN BẢN Thống nhất điểm bài dự thi",
    "bien-ban-xet-bang-diem": "BIÊN BẢN Xét thứ tự các bài dự thi bằng điểm",
    "danh-sach-bai-du-thi": "DANH SÁCH BÀI DỰ THI",
    "danh-sach-bai-khong-hop-le": "DANH SÁCH Bài dự thi không hợp lệ, bài rút",
    "danh-sach-cong-diem-chi-so": "DANH SÁCH",
    "danh-sach-de-nghi-khen-thuong": "DANH SÁCH ĐỀ NGHỊ TẶNG",
    "danh-sach-giai-giai-thuong": "DANH SÁCH GIẢI THƯỞNG",
    "danh-sach-vao-vong-trong": "DANH SÁCH Bài dự thi vào vòng trong",
    "du-thao-bang-giay-khen": "TẶNG",
    "du-thao-quyet-dinh": "QUYẾT ĐỊNH Về việc công nhận kết quả",
    "kich-ban-trao-giai": "KỊCH BẢN TRAO GIẢI",
    "muc-luc-ho-so": "MỤC LỤC HỒ SƠ",
    "phieu-cham-ghe": "PHIẾU CHẤM ĐIỂM",
    "phu-luc-quyet-dinh": "DANH SÁCH BÀI DỰ THI ĐẠT GIẢI",
    "to-trinh": "TỜ TRÌNH",
    "tong-hop-tham-gia": "TỔNG HỢP Tình hình tham gia",
}
"""What a paper is called, by the beginning of its file's name."""


# --- what it said ------------------------------------------------------------------------------------------------


def test_the_rehearsal_ends_well_and_says_one_object_and_nothing_else(demo: Demo) -> None:
    assert (demo.said.code, demo.said.err) == (0, "")
    assert demo.data["findings"] == []
    assert demo.data["recount"] is True
    assert [each["round"] for each in demo.data["rounds"]] == [FIRST, SECOND]
    assert all(each["official"] for each in demo.data["rounds"])
    assert Path(demo.data["folder"]) == demo.contest


def test_minutes_of_both_rounds_and_every_paper_that_is_named_are_there(demo: Demo) -> None:
    minutes = [Path(each) for each in demo.data["minutes"]]
    assert [path.parent.name for path in minutes] == [f"1-{FIRST}", f"2-{SECOND}"]
    named = sorted(Path(each) for each in demo.data["papers"])
    assert named == sorted((demo.out / "giay-to").rglob("*.pdf"))
    assert set(minutes) <= set(named)


def test_the_commands_say_of_the_folder_what_the_rehearsal_said(demo: Demo, tmp_path: Path) -> None:
    for round_id in (FIRST, SECOND):
        told = call(tmp_path, "results", str(demo.contest), "--round", round_id, "--json").data
        plain = [{name: value for name, value in each.items() if name != "why"} for each in told["entries"]]
        assert plain == demo.rounds[round_id]["entries"]
        assert {name: told[name] for name in demo.rounds[round_id] if name != "entries"} == {
            name: value for name, value in demo.rounds[round_id].items() if name != "entries"
        }
        assert all(each["why"] for each in told["entries"])
    shown_ = call(tmp_path, "contest", "show", str(demo.contest), "--json").data
    assert shown_["rehearsal"] is True
    assert shown_["entries"] == {"eligible": 55, "doubtful": 0, "refused": 5, "withdrawn": 0}
    assert [(each["ballots"], each["seats"], each["questions"]) for each in shown_["rounds"]] == [(7, 7, 0), (7, 7, 0)]


# --- a second way to the result ----------------------------------------------------------------------------------


@pytest.mark.parametrize("round_id", [FIRST, SECOND])
def test_a_second_way_from_the_sealed_files_gives_the_same_result(demo: Demo, round_id: str) -> None:
    mine, theirs = shown(demo.recomputed[round_id]), said(demo.rounds[round_id])
    for part, value in mine.items():
        assert value == theirs[part], part


def test_the_second_way_sees_one_changed_mark(demo: Demo, tmp_path: Path) -> None:
    for name in ("ballots", "packages"):
        (tmp_path / name).mkdir()
        for path in (demo.contest / name).iterdir():
            (tmp_path / name / path.name).write_bytes(path.read_bytes())
    seat = demo.rounds[FIRST]["ballots"][0]
    ballot = tmp_path / "ballots" / f"{seat['digest']}.jdballot"
    text = ballot.read_text(encoding="utf-8")
    row = next(line for line in text.split("\n") if re.match(r"[0-9]{3}-[0-9] .* 3,0 ", line))
    ballot.write_text(text.replace(row, row.replace(" 3,0 ", " 3,5 ")), encoding="utf-8")
    changed = shown(recompute(tmp_path, demo.definition, demo.decisions_file)[FIRST])
    theirs = said(demo.rounds[FIRST])
    differing = [
        mine["code"] for mine, other in zip(changed["entries"], theirs["entries"], strict=True) if mine != other
    ]
    assert row[:5] in differing
    assert changed["ballots"] != theirs["ballots"]


def test_every_kept_ballot_bears_its_digest_and_the_digits_that_papers_print(demo: Demo) -> None:
    for path, ballot in zip(sorted((demo.contest / "ballots").iterdir()), demo.ballots, strict=True):
        assert path.name == f"{ballot.digest}.jdballot"
    for round_id in (FIRST, SECOND):
        assert all(each["code"] == digits(each["digest"]) for each in demo.rounds[round_id]["ballots"])


# --- papers ------------------------------------------------------------------------------------------------------


def test_every_paper_is_a_pdf_whose_text_is_composed_vietnamese(demo: Demo) -> None:
    stems = {name: max((stem for stem in TITLES if Path(name).stem.startswith(stem)), key=len) for name in demo.papers}
    assert set(stems.values()) == set(TITLES)
    for name, text in demo.papers.items():
        assert (demo.out / "giay-to" / name).read_bytes().startswith(b"%PDF-")
        assert unicodedata.normalize("NFC", text) == text, name
        assert TITLES[stems[name]] in text, name
        assert "Cuộc thi “Đề xuất mô hình, sáng kiến, giải pháp" in text, name
        assert "\ufffd" not in text
        assert not re.search(r"\{[a-z_]+\}|\bNone\b|\bTrue\b", text), name


def test_every_page_bears_version_data_code_and_what_it_is_not(demo: Demo) -> None:
    version = hashlib.sha256(demo.definition.read_bytes()).hexdigest()[:8]
    for name in demo.papers:
        path = demo.out / "giay-to" / name
        code = json_of(next(path.parent.glob("ket-qua-*.json")))["data_code"]
        pages = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, timeout=60, check=True)
        each_page = pages.stdout.decode("utf-8").split("\f")[:-1]
        for number, page in enumerate(each_page, start=1):
            certificate = path.name.startswith("du-thao-bang-giay-khen")
            assert (f"Trang {number}/{len(each_page)}" in page) is not certificate, name
            assert f"hau-giang-2024 · bản 1 · {version}" in page, name
            assert SAMPLE in page, name
            assert REHEARSAL in page, name
            assert (f"Mã dữ liệu: {in_fives(code)}" in page) is not path.name.startswith("phieu-cham"), name


def test_minutes_list_the_code_of_every_counted_ballot_and_the_drawn_seed(demo: Demo) -> None:
    for number, round_id in enumerate((FIRST, SECOND), start=1):
        text = demo.minutes(round_id)
        for ballot in demo.rounds[round_id]["ballots"]:
            assert f"{ballot['seat']} {ballot['name']} {in_fives(ballot['code'])}" in text
            sheet = demo.papers[f"{number}-{round_id}/phieu-cham-ghe-{ballot['seat']:02d}.pdf"]
            assert in_fives(ballot["code"]) in sheet
        assert f"chuỗi bốc thăm: 1-{round_id}" in text


def test_every_decision_that_papers_tell_stands_in_the_minutes_of_one_round(demo: Demo) -> None:
    assert len(demo.data["decisions"]) == 27
    both = [demo.minutes(FIRST), demo.minutes(SECOND)]
    for told in demo.data["decisions"]:
        number, rest = told.split(". ", 1)
        what, people = rest.rsplit(" · ", 1)
        decision = next(each for each in demo.decisions if each["number"] == int(number))
        assert people == "; ".join(decision["people"])
        if decision["kind"] != "entry":
            row = " ".join(f"{number} {what} {decision['reason']}".split())
            assert sum(f" {row}" in text for text in both) == 1, told


def test_official_scores_and_places_on_the_summary_are_those_of_the_result(demo: Demo) -> None:
    for number, round_id in enumerate((FIRST, SECOND), start=1):
        text = demo.papers[f"{number}-{round_id}/bang-tong-hop-diem.pdf"]
        for code, entry in entries(demo, round_id).items():
            official = entry["official"].replace(".", ",") + ("*" if entry["decision"] else "")
            place = f"đồng {entry['place']}" if entry["shared"] else str(entry["place"])
            row = text[text.index(f" {code} ") :].split(" phẩy ")[0][:400]
            assert f" {official} {place}" in row.replace("đồng hạng", "đồng"), (code, row)


def test_prizes_on_paper_are_those_of_the_result_with_money_in_dong(demo: Demo) -> None:
    text = demo.papers[f"2-{SECOND}/danh-sach-giai-giai-thuong.pdf"]
    awards = demo.rounds[SECOND]["awards"]
    assert [each["prize"] for each in awards] == ["nhat", "nhi", "ba", *["khuyen-khich"] * 3]
    scores = entries(demo, SECOND)
    for award in awards:
        title = next(e["title"] for e in demo.manifest(SECOND)["entries"] if e["code"] == award["code"])
        assert title in text
        assert scores[award["code"]]["official"].replace(".", ",") in text
        assert f"{int(award['money']):,}".replace(",", ".") in text


# --- the same again ----------------------------------------------------------------------------------------------


def json_of(path: Path) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return parsed


def test_results_are_told_in_english_too(demo: Demo, tmp_path: Path) -> None:
    told = call(tmp_path, "results", str(demo.contest), "--round", SECOND, "--lang", "en")
    assert told.code == 0
    assert open_catalogue("en").say("cli.results.official") in told.out
