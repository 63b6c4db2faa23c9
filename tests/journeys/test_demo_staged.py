"""What the rehearsal staged is really there; and a blind package names nobody."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.journeys.conftest import FIRST, SECOND, Demo, entries
from tests.journeys.sealed_files import digits
from tests.journeys.terminal import call, in_fives


def register(demo: Demo) -> dict[str, tuple[str, ...]]:
    """Give title, authors and unit of every row that the secretary typed, by number."""
    sheet: Any = openpyxl.load_workbook(demo.out / "nhan-vao" / "danh-sach-bai.xlsx", data_only=True).active
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    return {str(row[0]): (str(row[1]), str(row[4] or ""), str(row[5])) for row in rows}


# --- what was staged ---------------------------------------------------------------------------------------------


def test_a_judge_recused_on_the_ballot_with_a_reason_and_the_mean_leaves_him_out(demo: Demo) -> None:
    for round_id in (FIRST, SECOND):
        recusing = [each for each in entries(demo, round_id).values() if each["recused"]]
        assert len(recusing) == 1
        entry = recusing[0]
        seat = next(each for each in demo.rounds[round_id]["ballots"] if each["seat"] == entry["recused"][0])
        text = (demo.contest / "ballots" / f"{seat['digest']}.jdballot").read_text(encoding="utf-8")
        assert re.search(rf"^{entry['code']}( +R)+ +0$", text, re.MULTILINE)
        assert f"\n{entry['code']} R Nhận ra người thực hiện bài này\n" in text
        assert entry["ballots"] == len(entry["marks"])
        assert f"{seat['name']}: không chấm 01 bài ({entry['code']})" in demo.minutes(round_id)


def test_a_second_sealing_took_the_place_of_the_first_and_both_are_kept(demo: Demo) -> None:
    second = [each for each in demo.ballots if each.head["Lần"] == "2"]
    assert len(second) == 1
    first = next(each for each in demo.ballots if each.digest == second[0].head["Thay phiếu"])
    assert (first.head["Ghế"], first.head["Lần"], first.head["Máy"]) == (
        second[0].head["Ghế"],
        "1",
        second[0].head["Máy"],
    )
    counted = [each["digest"] for each in demo.rounds[FIRST]["ballots"]]
    assert second[0].digest in counted
    assert first.digest not in counted
    differing = [code for code in first.cells if first.cells[code] != second[0].cells[code]]
    assert len(differing) == 1
    assert f"{in_fives(digits(first.digest))} Được thay bằng phiếu niêm phong lại" in demo.minutes(FIRST)
    assert "Số phiếu phát ra: 07; số phiếu thu về: 07; số phiếu hợp lệ được tính: 07" in demo.minutes(FIRST)
    assert f"thay phiếu mã {in_fives(digits(first.digest))[:11]}…" in demo.minutes(FIRST).replace("\u00a0", " ")
    assert any(each["kind"] == "reopen" and each["value"] == first.digest for each in demo.decisions)


def test_one_ballot_came_from_paper_and_it_alone_is_not_tied_to_a_sheet(demo: Demo) -> None:
    paper = [each for each in demo.ballots if each.head["Nguồn"] == "giấy"]
    assert [(each.head["Vòng"], each.head["Ghế"]) for each in paper] == [(FIRST, "7")]
    tied = {each["about"][0] for each in demo.decisions if each["kind"] == "paper"}
    counted = {each["digest"] for round_id in (FIRST, SECOND) for each in demo.rounds[round_id]["ballots"]}
    assert counted - tied == {paper[0].digest}
    assert tied <= counted
    assert f"Chưa đối chiếu giấy: ghế 7 ({paper[0].head['Giám khảo']})" in demo.minutes(FIRST)
    assert demo.minutes(FIRST).count("Đã đối chiếu") == 6
    assert "bảo vệ ý tưởng: các bài bằng điểm thì xét" not in demo.minutes(FIRST)
    assert "bảo vệ ý tưởng: các bài bằng điểm thì xét" in demo.minutes(SECOND)
    assert "Tất cả phiếu được tính đã được đối chiếu với phiếu giấy có chữ ký." in demo.minutes(SECOND)


def test_the_damaged_file_was_refused_named_and_not_kept(demo: Demo, tmp_path: Path) -> None:
    wreck = demo.out / f"usb-1-{FIRST}" / "phieu" / "phieu-hong.jdballot"
    sound = next(wreck.parent.glob("*_ghe-01_lan-1_*.jdballot"))
    differing = [a for a, b in zip(wreck.read_bytes(), sound.read_bytes(), strict=True) if a != b]
    assert len(differing) == 1
    kept = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (demo.contest / "ballots").iterdir()}
    assert hashlib.sha256(wreck.read_bytes()).hexdigest() not in kept
    record = demo.papers[f"1-{FIRST}/bien-ban-hop-nhat-diem-1.pdf"]
    assert "phieu-hong.jdballot (không rõ ghế)" in record
    assert "phieu-hong" not in demo.papers[f"1-{FIRST}/bien-ban-hop-nhat-diem-2.pdf"]
    assert "(phieu-hong.jdballot)" in demo.minutes(FIRST)
    refused = call(tmp_path, "ballot", "check", str(wreck), "--json")
    assert (refused.code, refused.codes) == (5, ["note.signature"])


@pytest.mark.parametrize("round_id", [FIRST, SECOND])
def test_judges_lay_apart_in_both_tiers_and_people_set_the_mark(demo: Demo, round_id: str) -> None:
    apart = {code: Fraction(each["spread"]) for code, each in entries(demo, round_id).items() if each["decision"]}
    assert sorted(spread >= 10 for spread in apart.values()) == [False, True]
    assert all(spread > 5 for spread in apart.values())
    others = [Fraction(e["spread"]) for c, e in entries(demo, round_id).items() if c not in apart]
    assert max(others) <= 5
    for code in apart:
        entry = entries(demo, round_id)[code]
        decision = next(each for each in demo.decisions if each["number"] == entry["decision"])
        assert (decision["kind"], decision["about"]) == ("score", [code])
        assert Fraction(decision["value"]) == Fraction(entry["official"])
        assert [mark["left_out"] for mark in entry["marks"]] == [""] * len(entry["marks"])
    assert "Có 02 trường hợp. Các phiếu chấm ban đầu giữ nguyên, không sửa chữa." in demo.minutes(round_id)


def tied_by_vote(demo: Demo, round_id: str) -> list[dict[str, Any]]:
    voted = [e for e in entries(demo, round_id).values() if any(step["decision"] for step in e["tie_breaks"])]
    return sorted(voted, key=lambda each: int(each["place"]))


def test_a_tie_across_the_cut_was_parted_by_a_vote(demo: Demo) -> None:
    one, other = tied_by_vote(demo, FIRST)
    inside = demo.rounds[FIRST]["shortlist"]["inside"]
    assert (one["exact"], one["official"]) == (other["exact"], other["official"])
    assert len(inside) == 17
    assert inside[-1] == one["code"]
    assert other["code"] not in inside
    assert (one["place"], other["place"]) == (17, 18)
    assert "Theo quyết định số" in demo.minutes(FIRST)


def test_a_tie_between_two_prizes_was_parted_by_a_vote(demo: Demo) -> None:
    one, other = tied_by_vote(demo, SECOND)
    prizes = {each["code"]: each["prize"] for each in demo.rounds[SECOND]["awards"]}
    assert one["official"] == other["official"]
    assert {prizes[one["code"]], prizes[other["code"]]} == {"ba", "khuyen-khich"}


def test_entries_that_may_not_compete_are_listed_with_their_reason(demo: Demo) -> None:
    text = demo.minutes(FIRST)
    section = text[text.index("Các bài không được chấm và lý do:") : text.index("4. Xung đột lợi ích")]
    reasons = (
        "đến sau hạn nhận",
        "có 5 tác giả",
        "trùng với người thuộc diện không được dự thi",
        "Không chấp nhận theo quyết định số 4",
        "thiếu phần “Bài dự thi (thuyết minh)”",
    )
    for reason in reasons:
        assert section.count(reason) == 1, reason
    assert "số bài được chấm: 55; số bài không được chấm: 05" in text


# --- what a blind package does not say ---------------------------------------------------------------------------


def strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from strings(each)
    elif isinstance(value, str):
        yield value


def test_a_blind_package_names_nobody(demo: Demo) -> None:
    stick, manifest = demo.stick(FIRST), demo.manifest(FIRST)
    readable = (stick / "DOC-TOI-TRUOC.txt").read_text(encoding="utf-8-sig")
    names = " ".join(path.name for path in stick.rglob("*"))
    inside = " ".join(strings(manifest["entries"]))
    whole = next(stick.glob("*.jdpack")).read_text(encoding="utf-8")
    people = [
        name for _, authors, _ in register(demo).values() for name in re.findall(r"(?:^|\n|; )([^;(\n]+?) \(", authors)
    ]
    assert len(people) > 60
    for title, _, unit in register(demo).values():
        assert title not in whole + readable
        assert unit not in inside + names + readable
    for person in people:
        assert person not in inside + names + readable
    assert all(each["title"] == "" and each["authors"] == each["units"] == [] for each in manifest["entries"])
    assert all(re.fullmatch(r"[0-9]{4}_[0-9]+\.[a-z0-9]+", path.name) for path in (stick / "files").iterdir())


def test_files_of_a_blind_package_are_the_submitted_ones_byte_for_byte(demo: Demo) -> None:
    submitted = {hashlib.sha256(p.read_bytes()).hexdigest() for p in (demo.out / "nhan-vao").rglob("*") if p.is_file()}
    packed = sorted((demo.stick(FIRST) / "files").iterdir())
    listed = {f["sha256"] for each in demo.manifest(FIRST)["entries"] for f in each["files"]}
    assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in packed} == listed
    assert listed <= submitted
    for path in packed:
        if path.suffix == ".docx":
            core = zipfile.ZipFile(path).read("docProps/core.xml").decode("utf-8")
            assert "<dc:creator></dc:creator>" in core


def test_the_open_round_names_who_made_the_entries(demo: Demo) -> None:
    rows = register(demo)
    titles = {title for title, _, _ in rows.values()}
    for entry in demo.manifest(SECOND)["entries"]:
        assert entry["title"] in titles
        assert entry["units"]
        assert entry["earlier"] in demo.rounds[FIRST]["shortlist"]["inside"]
