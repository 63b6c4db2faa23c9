"""Packages on a real disk: built data first, taken up again, checked file by file, never overwritten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from judge_desk.contest.values.identity import entry_code
from judge_desk.contest.values.problems import Altered, BadInput, CannotWrite, NotNow, Refusal, Severity, Unreadable
from judge_desk.exchange.disk import Copied, hash_file
from judge_desk.exchange.seal import code_of, digest_of, group_code
from judge_desk.exchange.sealed import package
from judge_desk.exchange.sealed.manifest_file import file_name, manifest_name, write_manifest
from judge_desk.exchange.sealed.package import FILES, READ_FIRST, UNFINISHED, BuiltPackage, build_package
from judge_desk.exchange.sealed.package_check import PackageCheck, check_package, find_manifest, read_package
from tests.exchange.ballot_samples import KEY
from tests.exchange.package_samples import CONTENTS, MANIFEST, Stage, stage

CLIP = file_name(entry_code(7), MANIFEST.entries[0].files[1])
PDF = file_name(entry_code(42), MANIFEST.entries[1].files[0])


@pytest.fixture
def place(tmp_path: Path) -> Stage:
    """Lay out the secretary's files and a stick."""
    return stage(tmp_path)


def build(place: Stage, **change: object) -> BuiltPackage:
    """Issue the sample package, or one with changed fields."""
    return build_package(replace(MANIFEST, **change), KEY, place.sources, place.stick)  # type: ignore[arg-type]  # any field


def said(check: PackageCheck) -> list[tuple[str, str, Severity]]:
    """Give code, place and severity of every finding."""
    return [(each.code, each.where, each.severity) for each in check.findings]


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder with its content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_package_holds_the_manifest_its_files_and_plain_instructions(place: Stage) -> None:
    built = build(place)
    found = tree(place.stick)
    files = {f"{FILES}/{name}" for name in ("0076_1.docx", CLIP, PDF)}
    assert set(found) == {manifest_name(MANIFEST), READ_FIRST, *files}
    assert found[f"{FILES}/{PDF}"] == CONTENTS[entry_code(42), 1][1]
    assert (built.digest, built.code) == (digest_of(found[manifest_name(MANIFEST)]), code_of(built.digest))
    assert (built.copied, built.kept) == (3, 0)
    assert group_code(built.code) in found[READ_FIRST].decode("utf-8-sig")


def test_a_whole_package_is_found_whole(place: Stage) -> None:
    built = build(place)
    check = check_package(place.stick)
    assert check == PackageCheck(MANIFEST, built.digest, built.code, (), 3)
    assert read_package(place.stick) == (MANIFEST, built.digest, built.code)


def test_two_sticks_hold_the_same_bytes(place: Stage) -> None:
    build(place)
    build(replace(place, stick=place.stick.with_name("gói hai")))
    assert tree(place.stick) == tree(place.stick.with_name("gói hai"))


def test_issuing_again_into_a_whole_package_changes_nothing(place: Stage) -> None:
    build(place)
    before = tree(place.stick)
    again = build(place)
    assert (again.copied, again.kept) == (0, 3)
    assert tree(place.stick) == before


def test_another_package_is_never_overwritten(place: Stage) -> None:
    build(place)
    before = tree(place.stick)
    for change in ({"version": 2}, {"log_head": "00" * 32}):
        with pytest.raises(NotNow, match=r"package\.other_there"):
            build(place, **change)
    assert tree(place.stick) == before


def test_an_interrupted_build_is_refused_by_the_judge_and_finished_by_the_secretary(place: Stage) -> None:
    asked: list[int] = []

    def pulled() -> bool:
        asked.append(1)
        return len(asked) > 4

    with pytest.raises(NotNow, match=r"disk\.cancelled"):
        build_package(MANIFEST, KEY, place.sources, place.stick, cancel=pulled)
    assert set(tree(place.stick)) == {UNFINISHED, f"{FILES}/0076_1.docx"}
    assert said(check_package(place.stick)) == [("package.unfinished", place.stick.name, Severity.STOP)]
    (place.stick / FILES / CLIP).write_bytes(b"torn by a power cut")
    (place.stick / manifest_name(MANIFEST)).write_bytes(write_manifest(MANIFEST, KEY)[:100])
    (place.stick / READ_FIRST).write_bytes(b"torn")
    finished = build(place)
    assert (finished.copied, finished.kept) == (2, 1)
    assert check_package(place.stick).findings == ()


def test_an_interrupted_build_of_another_package_is_left_alone(place: Stage) -> None:
    with pytest.raises(NotNow):
        build_package(MANIFEST, KEY, place.sources, place.stick, cancel=lambda: True)
    before = tree(place.stick)
    with pytest.raises(NotNow, match=r"package\.other_unfinished"):
        build(place, version=2)
    assert tree(place.stick) == before


def test_files_that_somebody_else_put_there_are_left_alone(place: Stage) -> None:
    (place.stick / FILES).mkdir(parents=True)
    (place.stick / FILES / PDF).write_bytes(b"not ours")
    with pytest.raises(NotNow, match=r"package\.files_there"):
        build(place)
    assert tree(place.stick) == {f"{FILES}/{PDF}": b"not ours"}


def test_a_damaged_file_of_a_finished_package_is_not_silently_repaired(place: Stage) -> None:
    build(place)
    (place.stick / FILES / PDF).write_bytes(b"damaged")
    with pytest.raises(NotNow, match=r"package\.damaged_there"):
        build(place)
    assert (place.stick / FILES / PDF).read_bytes() == b"damaged"


def test_a_source_that_changed_since_the_manifest_stops_the_issue(place: Stage) -> None:
    place.sources[entry_code(42), 1].write_bytes(b"%PDF-1.7 bai 43")
    with pytest.raises(Altered, match=r"package\.source_changed"):
        build(place)
    assert PDF not in {path.name for path in (place.stick / FILES).iterdir()}
    assert not (place.stick / manifest_name(MANIFEST)).exists()


def test_a_stick_that_puts_later_files_in_the_place_of_earlier_ones_is_noticed(place: Stage) -> None:
    first, *_, last = (place.stick / FILES / name for name in ("0076_1.docx", CLIP, PDF))

    def spoil(step: str, done: int, total: int) -> None:
        if last.exists():
            first.write_bytes(bytes(first.stat().st_size))

    with pytest.raises(CannotWrite, match=r"disk\.read_back") as refused:
        build_package(MANIFEST, KEY, place.sources, place.stick, spoil)
    assert refused.value.problem.where == first.name
    assert set(tree(place.stick)) == {UNFINISHED, f"{FILES}/{CLIP}", f"{FILES}/{PDF}"}


def test_what_a_power_cut_left_with_its_size_and_zeros_is_copied_again(place: Stage) -> None:
    with pytest.raises(NotNow):
        build_package(MANIFEST, KEY, place.sources, place.stick, cancel=iter([False] * 4 + [True]).__next__)
    (place.stick / FILES / "0076_1.docx").write_bytes(bytes(len(CONTENTS[entry_code(7), 1][1])))
    assert (build(place).copied, check_package(place.stick).findings) == (3, ())


def test_every_file_is_hashed_once_as_it_lies_on_the_stick(place: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed, real = list[Path](), hash_file

    def noted(path: Path, *more: Any) -> Copied:
        hashed.append(path)
        return real(path, *more)

    monkeypatch.setattr(package, "hash_file", noted)
    build(place)
    assert sorted(hashed) == sorted((place.stick / FILES).iterdir())


def test_a_missing_source_stops_the_issue_before_anything_is_written(place: Stage) -> None:
    del place.sources[entry_code(7), 2]
    with pytest.raises(BadInput, match=r"package\.no_source"):
        build(place)
    assert not place.stick.exists()


def test_progress_of_building_and_checking_ends_at_its_total(place: Stage) -> None:
    seen: list[tuple[str, int, int]] = []

    def note(step: str, done: int, total: int) -> None:
        seen.append((step, done, total))

    build_package(MANIFEST, KEY, place.sources, place.stick, note)
    check_package(place.stick, note)
    for step in ("progress.package_copy", "progress.package_check"):
        reports = [(done, total) for name, done, total in seen if name == step]
        assert reports == sorted(reports)
        assert reports[-1][0] == reports[-1][1] > 2000
        assert len(reports) > 3


def test_checking_can_be_stopped(place: Stage) -> None:
    build(place)
    with pytest.raises(NotNow):
        check_package(place.stick, cancel=lambda: True)


def test_missing_changed_and_extra_files_are_all_named_at_once(place: Stage) -> None:
    build(place)
    (place.stick / FILES / CLIP).unlink()
    data = bytearray((place.stick / FILES / PDF).read_bytes())
    data[3] ^= 1
    (place.stick / FILES / PDF).write_bytes(bytes(data))
    (place.stick / FILES / "autorun.exe").write_bytes(b"MZ")
    (place.stick / "ghi chú.txt").write_bytes(b"")
    (place.stick / "desktop.ini").write_bytes(b"")
    (place.stick / "x_ghe-03_lan-1_0.jdballot").write_bytes(b"")
    check = check_package(place.stick)
    assert said(check) == [
        ("package.missing", f"{FILES}/{CLIP}", Severity.STOP),
        ("package.changed", f"{FILES}/{PDF}", Severity.STOP),
        ("package.extra", f"{FILES}/autorun.exe", Severity.NOTE),
        ("package.extra", "ghi chú.txt", Severity.NOTE),
    ]
    assert check.whole == 1


def test_a_flipped_bit_in_any_file_is_found(place: Stage) -> None:
    build(place)
    for path in sorted((place.stick / FILES).iterdir()):
        data = path.read_bytes()
        for where in (0, len(data) // 2, len(data) - 1):
            changed = bytearray(data)
            changed[where] ^= 0x10
            path.write_bytes(bytes(changed))
            assert said(check_package(place.stick)) == [("package.changed", f"{FILES}/{path.name}", Severity.STOP)]
        path.write_bytes(data + b"\0")
        assert said(check_package(place.stick)) == [("package.changed", f"{FILES}/{path.name}", Severity.STOP)]
        path.write_bytes(data)


def test_links_are_refused_even_to_the_very_file(place: Stage) -> None:
    build(place)
    real = place.stick.parent / "real.pdf"
    (place.stick / FILES / PDF).rename(real)
    (place.stick / FILES / PDF).symlink_to(real)
    assert said(check_package(place.stick)) == [("disk.link", f"{FILES}/{PDF}", Severity.STOP)]


def test_a_linked_folder_of_files_is_refused(place: Stage) -> None:
    build(place)
    (place.stick / FILES).rename(place.stick.parent / "elsewhere")
    (place.stick / FILES).symlink_to(place.stick.parent / "elsewhere")
    codes = [code for code, _, _ in said(check_package(place.stick))]
    assert codes == ["disk.link"], "one fault, one sentence; nothing in it was looked at"


def test_a_name_in_other_letters_is_told_apart_on_every_system(place: Stage) -> None:
    build(place)
    path = place.stick / FILES / PDF
    path.rename(path.with_name(PDF.upper()))
    assert said(check_package(place.stick)) == [
        ("package.missing", f"{FILES}/{PDF}", Severity.STOP),
        ("package.case", f"{FILES}/{PDF.upper()}", Severity.NOTE),
    ]


def test_files_of_a_withdrawn_entry_are_neither_wanted_nor_strange(place: Stage) -> None:
    build(place)
    name = file_name(entry_code(1000), MANIFEST.entries[2].files[0])
    (place.stick / FILES / name).write_bytes(b"%PDF from the version before")
    assert check_package(place.stick).findings == ()


def test_an_altered_renamed_missing_or_doubled_manifest_is_not_believed(place: Stage) -> None:
    build(place)
    path = find_manifest(place.stick)
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"size":15', b'"size":16'))
    assert said(check_package(place.stick)) == [("note.signature", path.name, Severity.STOP)]
    path.write_bytes(data)
    other = path.with_name("khac.jdpack")
    path.rename(other)
    assert said(check_package(place.stick))[0][0] == "package.renamed"
    path.write_bytes(data)
    assert said(check_package(place.stick))[0][0] == "package.several_manifests"
    path.unlink()
    other.unlink()
    assert said(check_package(place.stick))[0][0] == "package.no_manifest"
    with pytest.raises(Unreadable):
        find_manifest(place.stick / "none")


def test_a_finished_package_that_still_says_unfinished_is_not_used(place: Stage) -> None:
    build(place)
    (place.stick / UNFINISHED).write_bytes(b"")
    assert said(check_package(place.stick)) == [("package.unfinished", UNFINISHED, Severity.STOP)]


def test_a_database_under_the_manifests_name_is_refused_unopened(place: Stage) -> None:
    place.stick.mkdir(parents=True)
    (place.stick / manifest_name(MANIFEST)).write_bytes(b"SQLite format 3\0" + bytes(100))
    with pytest.raises(Refusal) as refused:
        read_package(place.stick)
    assert refused.value.problem.code == "note.database"


def test_the_instructions_of_a_rehearsal_say_so(place: Stage) -> None:
    build(place, rehearsal=True)
    assert "BẢN CHẠY THỬ" in (place.stick / READ_FIRST).read_text(encoding="utf-8-sig")


def test_a_build_that_was_cut_off_in_its_very_first_note_is_taken_up(place: Stage) -> None:
    build(place)
    note = package._unfinished((place.stick / manifest_name(MANIFEST)).read_bytes())
    for length in (0, 40, len(note) - 1):
        stick = place.stick.with_name(f"usb-{length}")
        (stick / FILES).mkdir(parents=True)
        (stick / UNFINISHED).write_bytes(note[:length])
        build(replace(place, stick=stick))
        assert tree(stick) == tree(place.stick)
    other = place.stick.with_name("usb-khac")
    (other / FILES).mkdir(parents=True)
    (other / UNFINISHED).write_bytes(note[:-70] + b"0" * 64 + note[-2:])
    with pytest.raises(NotNow):
        build(replace(place, stick=other))
