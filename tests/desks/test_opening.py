"""The judge's way in: what a package offers, its copy, the seat, a newer package, and places that are refused."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from judge_desk.contest.values.decisions import DecisionKind
from judge_desk.contest.values.identity import Digest, EntryCode, Seat
from judge_desk.contest.values.problems import Altered, BadInput, InUse, Unreadable, WrongContest, WrongPin
from judge_desk.desks import issuing
from judge_desk.desks.judge_file import open_judge_file
from judge_desk.desks.judge_shelf import package_path, score_path, works
from judge_desk.desks.marking import Sitting
from judge_desk.desks.opening import (
    Change,
    Found,
    Standing,
    change_for,
    find_packages,
    look_at_score_file,
    look_into,
)
from judge_desk.desks.sitting_down import bring, check_in_place, sit_down, sit_down_again
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.sealed.package import FILES
from judge_desk.exchange.sealed.package_check import read_package
from judge_desk.stores.score_copies import score_copies
from tests.desks.small_contest import Small
from tests.journeys.by_hand import ONE

ONES = Seat(1)


@pytest.fixture
def me(issued: Small) -> Surroundings:
    """Give a judge's machine."""
    return issued.around("giam-khao-1")


def second_issue(issued: Small) -> Path:
    """Issue once more after an entry withdrew; gives the package folder."""
    issued.decide(DecisionKind.WITHDRAW, ("2",), "withdrawn")
    issuing.issue(issued.contest, ONE, issued.place / "usb-2", issued.around("thu-ky", "lần hai"))
    return issued.place / "usb-2" / issued.package.name


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_an_offer_says_what_the_package_says_and_nothing_is_made(issued: Small, me: Surroundings) -> None:
    offer = look_into(issued.package, me)
    manifest, digest, code = read_package(issued.package)
    assert (offer.manifest, offer.digest, offer.code, offer.here) == (manifest, digest, code, None)
    assert [each.seat for each in offer.seats] == [Seat(number) for number in range(1, 6)]
    assert {(each.standing, each.change) for each in offer.seats} == {(Standing.NONE, None)}
    files = list((issued.package / FILES).iterdir())
    assert (offer.files, offer.size) == (len(files), sum(path.stat().st_size for path in files))
    assert not package_path(me.home, manifest, digest).exists()
    assert works(me.home) == ()


def test_a_package_is_found_where_a_stick_is_mounted_and_one_folder_below(issued: Small, me: Surroundings) -> None:
    (issued.place / "usb" / "ảnh").mkdir()
    (issued.place / "usb" / "khác").mkdir()
    (issued.place / "usb" / "khác" / "hỏng.jdpack").write_bytes(b"?")
    found = find_packages((issued.place / "usb", issued.place / "không có", issued.package), me)
    offer = look_into(issued.package, me)
    assert set(found) == {
        Found(issued.package, offer.definition.short_title, offer.round.title),
        Found(issued.place / "usb" / "khác", "", ""),
    }


def test_after_copying_the_stick_is_needed_no_more(issued: Small, me: Surroundings) -> None:
    offer = look_into(issued.package, me)
    taken = bring(offer, me)
    shutil.rmtree(issued.package)
    path = sit_down(offer, ONES, issued.pins[ONES], me)
    assert taken.findings == ()
    assert path == score_path(me.home, offer.manifest, ONES)
    begun = look_at_score_file(path, me)
    assert (begun.seat, begun.code, begun.package) == (ONES, offer.code, taken.folder)
    again = look_into(taken.folder, me)
    assert again.here == taken.folder
    assert bring(again, me) == taken


def test_a_copy_with_a_damaged_file_is_mended_from_the_stick_and_by_itself_only_named(
    issued: Small, me: Surroundings
) -> None:
    taken = bring(look_into(issued.package, me), me)
    hurt = next((taken.folder / FILES).iterdir())
    flip(hurt)
    by_itself = bring(look_into(taken.folder, me), me)
    assert [(each.code, each.where) for each in by_itself.findings] == [("package.changed", f"{FILES}/{hurt.name}")]
    assert hurt.exists()
    assert bring(look_into(issued.package, me), me).findings == ()
    assert hurt.read_bytes() == (issued.package / FILES / hurt.name).read_bytes()


def test_damaged_files_of_the_stick_stop_nobody(issued: Small, me: Surroundings) -> None:
    one, other, *_ = sorted((issued.package / FILES).iterdir())
    flip(one)
    other.unlink()
    offer = look_into(issued.package, me)
    named = {("package.changed", f"{FILES}/{one.name}"), ("package.missing", f"{FILES}/{other.name}")}
    for taken in (check_in_place(offer, me), bring(offer, me)):
        assert {(each.code, each.where) for each in taken.findings} == named
        assert {each.severity.value for each in taken.findings} == {"ask"}
    assert sit_down(offer, ONES, issued.pins[ONES], me).exists()


def test_what_was_shown_is_what_is_opened_whatever_the_stick_says_later(issued: Small, me: Surroundings) -> None:
    offer = look_into(issued.package, me)
    manifest = next(issued.package.glob("*.jdpack"))
    manifest.write_bytes(next(second_issue(issued).glob("*.jdpack")).read_bytes())
    with open_judge_file(sit_down(offer, ONES, issued.pins[ONES], me)) as judge:
        assert judge.score.package() == (offer.digest, offer.text)


def test_an_altered_manifest_is_refused(issued: Small, me: Surroundings) -> None:
    flip(next(issued.package.glob("*.jdpack")))
    with pytest.raises((Altered, Unreadable)):
        look_into(issued.package, me)
    with pytest.raises(BadInput, match=r"package\.no_folder"):
        look_into(issued.place / "không có", me)


def test_a_wrong_pin_makes_no_score_file(issued: Small, me: Surroundings) -> None:
    offer = look_into(issued.package, me)
    with pytest.raises(WrongPin):
        sit_down(offer, ONES, issued.pins[Seat(2)], me)
    with pytest.raises(BadInput, match=r"package\.no_seat"):
        sit_down(offer, Seat(9), issued.pins[ONES], me)
    assert works(me.home) == ()


def test_sitting_down_again_goes_on_with_the_same_marks_and_keeps_a_copy(issued: Small, me: Surroundings) -> None:
    offer = look_into(issued.package, me)
    path = sit_down(offer, ONES, issued.pins[ONES], me)
    issued.mark(path, issued.levels())
    for number in (1, 2):
        if number == 1:
            sit_down(look_into(issued.package, me), ONES, issued.pins[ONES], me)
        else:
            sit_down_again(look_at_score_file(path, me), issued.pins[ONES], me).close()
        assert len(score_copies(path)) == number
    with pytest.raises(WrongPin):
        sit_down_again(look_at_score_file(path, me), "000000", me)
    sitting = Sitting.open(path, me)
    assert sitting.finished == len(sitting.lines()) > 0
    with pytest.raises(InUse):
        look_at_score_file(path, me)
    sitting.close()
    offers = {each.seat: each.standing for each in look_into(issued.package, me).seats}
    assert (offers[ONES], offers[Seat(2)]) == (Standing.SAME, Standing.NONE)


def test_a_newer_package_says_what_it_changes_and_is_taken_in_when_the_seat_is_opened(
    issued: Small, me: Surroundings
) -> None:
    path = sit_down(look_into(issued.package, me), ONES, issued.pins[ONES], me)
    issued.mark(path, issued.levels())
    before = set(issued.codes())
    newer = look_into(second_issue(issued), me)
    gone = tuple(before - set(issued.codes()))
    (mine,) = (each for each in newer.seats if each.seat == ONES)
    assert (mine.standing, mine.change) == (Standing.OLDER, Change(gone, (), ()))
    assert sit_down(newer, ONES, issued.pins[ONES], me) == path
    with open_judge_file(path) as judge:
        assert judge.score.package()[0] == newer.digest
        assert {entry.code for entry in judge.entries} == before - set(gone)
        assert judge.score.history()[-1].kind.value == "package"
    older = look_into(issued.package, me)
    assert {each.seat: each.standing for each in older.seats}[ONES] is Standing.NEWER
    sit_down(older, ONES, issued.pins[ONES], me)
    with open_judge_file(path) as judge:
        assert judge.score.package()[0] == newer.digest, "an older package takes nothing back"


def test_a_newer_package_with_other_rules_is_not_taken_in(issued: Small, me: Surroundings) -> None:
    path = sit_down(look_into(issued.package, me), ONES, issued.pins[ONES], me)
    newer = look_into(second_issue(issued), me)
    other = replace(newer, manifest=replace(newer.manifest, definition_digest=Digest("a1" * 32)))
    with pytest.raises(WrongContest, match=r"package\.newer_rules"):
        sit_down(other, ONES, issued.pins[ONES], me)
    with open_judge_file(path) as judge:
        assert judge.manifest.version == 1


def test_a_change_names_entries_that_came_went_or_have_other_files(issued: Small) -> None:
    before = issued.manifest()
    first, second, third, *rest = before.entries
    other = replace(second, files=(replace(second.files[0], sha256=Digest("b2" * 32)), *second.files[1:]))
    new = replace(third, code=EntryCode("999-9"))
    after = replace(before, entries=(replace(first, withdrawn=True), other, third, *rest, new))
    assert change_for(ONES, before, after) == Change((first.code,), (new.code,), (second.code,))
    assert change_for(ONES, before, before) == Change((), (), ())
    assert change_for(Seat(9), before, after) == Change((), (), ())


def test_a_score_file_in_a_folder_that_travels_is_refused(issued: Small, me: Surroundings) -> None:
    path = sit_down(look_into(issued.package, me), ONES, issued.pins[ONES], me)
    cloud = issued.place / "OneDrive"
    cloud.mkdir()
    shutil.copy(path, cloud)
    with pytest.raises(BadInput, match=r"shelf\.synced"):
        look_at_score_file(cloud / path.name, me)
