"""Packages: repeated, interrupted, and issued anew after a withdrawal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from judge_desk.contest.merge.conditions import Condition
from judge_desk.contest.register.packages import ManifestEntry
from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.problems import NeedsDecision, NotNow, WrongPin
from judge_desk.desks import drawing, intake, issuing, panel, scoring
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
