"""Packages: repeated, interrupted, and issued anew after a withdrawal."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from judge_desk.contest.merge.conditions import Condition
from judge_desk.contest.register.packages import ManifestEntry
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import CannotWrite, NeedsDecision, NotNow, WrongPin, stops
from judge_desk.desks import drawing, intake, issuing, panel, scoring
from judge_desk.desks.opening import find_packages
from judge_desk.desks.target_checking import check_target
from judge_desk.exchange import disk_space
from judge_desk.exchange import target as judge_target
from tests.desks.small_contest import Small
from tests.journeys.by_hand import ONE, TWO


def stick(small: Small, name: str) -> Path:
    return small.place / name / f"goi-thi-nho-{ONE}"


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_command_fills_a_second_stick_with_the_same_bytes_and_makes_no_new_pins(issued: Small) -> None:
    told: dict[object, str] = {}
    again = issuing.issue(issued.contest, ONE, issued.place / "usb-2", issued.around(), told)  # type: ignore[arg-type]  # it stays empty
    assert (again.version, told) == (1, {})
    assert tree(stick(issued, "usb-2")) == tree(issued.package)
    assert issuing.check_package(stick(issued, "usb-2"), issued.around()).findings == ()


def test_an_interrupted_issue_is_finished_by_the_same_command(issued: Small) -> None:
    whole = tree(issued.package)
    place = stick(issued, "usb-2")
    issuing.issue(issued.contest, ONE, place.parent, issued.around())
    for path in [*place.glob("*.jdpack"), *sorted((place / "files").iterdir())[:4], place / "DOC-TOI-TRUOC.txt"]:
        path.unlink()
    digest = issued.manifest()
    (place / "CHUA-GHI-XONG.txt").write_text("dở\n" + "0" * 64 + "\n", encoding="utf-8")
    found = issuing.check_package(place, issued.around()).findings
    assert found
    assert issued.manifest() == digest
    with pytest.raises(NotNow):
        issuing.issue(issued.contest, ONE, place.parent, issued.around())
    (place / "CHUA-GHI-XONG.txt").unlink()
    for path in sorted(place.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    issuing.issue(issued.contest, ONE, place.parent, issued.around())
    assert tree(place) == whole


def test_a_withdrawal_makes_version_2_that_names_version_1_and_older_ballots_still_count(issued: Small) -> None:
    early = issued.seal(1, issued.levels())
    first = issued.manifest()
    issued.decide(DecisionKind.WITHDRAW, ("2",), "withdrawn")
    second = issuing.issue(issued.contest, ONE, issued.place / "usb-2", issued.around())
    manifest = issued.manifest()
    assert (second.version, manifest.version, manifest.previous != "") == (2, 2, True)
    assert manifest.previous != second.digest
    assert (manifest.locks, manifest.seats) == (first.locks, first.seats)
    gone = [entry.code for entry in manifest.entries if entry.withdrawn]
    assert len(gone) == 1
    assert plain(first.entries) == plain(manifest.entries)
    names = {path.name for path in (stick(issued, "usb-2") / "files").iterdir()}
    assert not any(name.startswith(gone[0].replace("-", "")) for name in names)
    issued.open(2, package=stick(issued, "usb-2"))
    issued.open(3)
    merged = issued.merge(early)
    assert [row.condition for row in merged.plan.rows] == [Condition.COUNTED]
    assert issuing.issue(issued.contest, ONE, issued.place / "usb-3", issued.around()).version == 2


def plain(entries: tuple[ManifestEntry, ...]) -> list[tuple[str, tuple[int, ...], int]]:
    return [(each.code, each.seats, len(each.files)) for each in entries]


def test_a_stick_is_looked_at_before_anything_is_written_and_every_file_too_large_for_it_is_named(
    issued: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    around, target = issued.around(), issued.place / "usb-2"
    target.mkdir()
    fits = check_target(issued.contest, ONE, target, around)
    assert (fits.package, fits.version, fits.kept) == (stick(issued, "usb-2"), 1, 0)
    assert (fits.needed, fits.speed > 0, stops(fits.findings)) == (fits.size, True, False)
    assert list(target.iterdir()) == [], "the try leaves nothing behind"
    on_it = check_target(issued.contest, ONE, issued.place / "usb", around)
    assert (on_it.needed, on_it.kept, on_it.speed) == (0, on_it.files, 0)
    monkeypatch.setattr(disk_space, "FAT32_LARGEST", 100)
    monkeypatch.setattr(judge_target, "file_system", lambda folder: "vfat")
    refused = check_target(issued.contest, ONE, target, around).findings
    assert [each.code for each in refused].count("disk.fat32") == fits.files
    assert {each.where.split("(")[1][:-1] for each in refused if each.code == "disk.fat32"} == {
        path.name for path in (issued.package / "files").iterdir()
    }
    issued.decide(DecisionKind.WITHDRAW, ("2",), "withdrawn")
    with pytest.raises(CannotWrite) as caught:
        issuing.issue(issued.contest, ONE, target, around)
    assert caught.value.problem.code == "disk.fat32"
    assert list(target.iterdir()) == []
    assert issued.manifest().version == 1, "a stick that was refused makes no new version"


def test_a_package_is_never_written_into_the_contest_s_own_folder(issued: Small) -> None:
    before, inside = tree(issued.contest), issued.contest / "documents"
    check = check_target(issued.contest, ONE, inside, issued.around())
    assert [each.code for each in check.findings if stops((each,))] == ["issue.inside_contest"]
    with pytest.raises(CannotWrite):
        issuing.issue(issued.contest, ONE, inside, issued.around())
    assert tree(issued.contest) == before


def test_a_stick_that_was_pulled_out_half_way_is_finished_and_both_are_told_to_the_log(issued: Small) -> None:
    class Pulled(Exception):
        pass

    def pull(step: str, done: int, total: int) -> None:
        if step == "progress.package_copy" and done * 4 > total:
            raise Pulled

    around, target = issued.around(), issued.place / "usb-2"
    with pytest.raises(Pulled):
        issuing.issue(issued.contest, ONE, target, replace(around, progress=pull))
    half = check_target(issued.contest, ONE, target, around, measure=False)
    assert 0 < half.kept < half.files
    assert 0 < half.needed < half.size
    assert issuing.check_package(stick(issued, "usb-2"), around).findings[0].code == "package.unfinished"
    before = issuing.look_at_issue(issued.contest, ONE, around).handed
    done = issuing.issue(issued.contest, ONE, target, around)
    assert (done.copied, done.files) == (half.files - half.kept, half.files)
    assert tree(stick(issued, "usb-2")) == tree(issued.package)
    issuing.issue(issued.contest, ONE, target, around)
    seen = issuing.look_at_issue(issued.contest, ONE, around)
    assert [each.place for each in seen.handed] == ["usb-2", *(each.place for each in before)]
    assert (seen.version, seen.next_version, seen.changes, seen.letters) == (1, 1, (), (1,))


def test_a_further_version_says_in_words_what_it_changes_and_leaves_the_older_one_on_the_stick(issued: Small) -> None:
    older = tree(issued.package)
    issued.decide(DecisionKind.WITHDRAW, ("2",), "withdrawn")
    issued.decide(DecisionKind.SEAT, ("5",), "closed")
    seen = issuing.look_at_issue(issued.contest, ONE, issued.around())
    assert (seen.version, seen.next_version) == (1, 2)
    assert [each.code for each in seen.changes] == ["issue.withdrawn", "issue.seat_left"]
    done = issuing.issue(issued.contest, ONE, issued.package.parent, issued.around())
    assert (done.package.name, tree(issued.package)) == (f"{issued.package.name}-ban-2", older)
    assert [each.code for each in done.findings] == ["issue.withdrawn", "issue.seat_left", "issue.older_there"]
    found = find_packages((issued.package.parent,), issued.around())
    assert [each.folder for each in found] == [done.package], "a judge is offered the newer one"
    page = issuing.save_wall_code(issued.contest, ONE, issued.place / "giay", issued.around())
    text = "".join(PdfReader(page).pages[0].extract_text().split())
    assert done.code[:15] in text
    assert done.code[15:] in text


def test_a_closed_seat_ends_with_the_version_before(issued: Small) -> None:
    issued.decide(DecisionKind.SEAT, ("5",), "closed")
    assert issuing.issue(issued.contest, ONE, issued.place / "usb-2", issued.around()).version == 2
    assert [holder.until for holder in issued.manifest().seats] == [None, None, None, None, 1]


def test_a_changed_and_a_missing_file_of_a_package_are_named(issued: Small) -> None:
    files = sorted((issued.package / "files").iterdir())
    files[0].write_bytes(files[0].read_bytes() + b" ")
    files[1].unlink()
    (issued.package / "files" / "la.pdf").write_bytes(b"x")
    found = issuing.check_package(issued.package, issued.around())
    places = {problem.where for problem in found.findings}
    assert found.files == len(files) - 2
    assert any(files[0].name in place for place in places)
    assert any(files[1].name in place for place in places)
    assert any("la.pdf" in place for place in places)
    score = issued.place / "x.jdscore"
    opened = scoring.open_package(
        issued.package, 1, issued.pins[issued.manifest().seats[0].seat], score, issued.around("gk")
    )
    assert opened.findings, "a damaged file is told to the judge and does not stop the marking"


def test_a_wrong_pin_opens_nothing(issued: Small) -> None:
    score = issued.place / "x.jdscore"
    with pytest.raises(WrongPin):
        scoring.open_package(issued.package, 1, "000000", score, issued.around("gk"))
    assert not score.exists()


def test_once_drawn_nothing_is_drawn_or_taken_in_again(issued: Small) -> None:
    around = issued.around()
    for attempt, code in (
        (lambda: drawing.assign(issued.contest, ONE, around), "assign.issued"),
        (
            lambda: intake.take_in(issued.contest, issued.place / "so.csv", issued.place / "ho-so", around),
            "intake.drawn",
        ),
        (lambda: issuing.issue(issued.contest, TWO, issued.place / "usb", around), "issue.not_drawn"),
    ):
        with pytest.raises(NotNow) as caught:
            attempt()
        assert caught.value.problem.code == code
    other = issued.place / "khac.csv"
    other.write_text(
        (issued.place / "panel.csv").read_text(encoding="utf-8").replace("Lê Thị Hai", "Người Khác"), encoding="utf-8"
    )
    assert "panel.seated" in [p.code for p in panel.take_in(issued.contest, other, around).findings]
    with pytest.raises(NeedsDecision) as refused:
        drawing.assign(issued.contest, TWO, around)
    assert refused.value.problem.code == "assign.shortlist_open"


def test_the_manifest_of_a_blind_round_says_no_name_and_only_numbers_for_files(issued: Small) -> None:
    text = next(issued.package.glob("*.jdpack")).read_text(encoding="utf-8").split("\n")[2]
    entries = json.dumps(json.loads(text)["entries"], ensure_ascii=False)
    assert "Tác Giả" not in entries
    assert "Đơn vị số" not in entries
    assert "Sáng kiến số" not in text
    assert "bai-du-thi" not in text
