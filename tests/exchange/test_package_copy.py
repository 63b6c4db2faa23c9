"""A package brought onto this machine: cut off anywhere and finished, mended, never half and looking whole."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge_desk.contest.values.identity import Digest, entry_code
from judge_desk.contest.values.problems import NotNow, Unreadable
from judge_desk.exchange.seal import digest_of
from judge_desk.exchange.sealed.manifest_file import file_name, manifest_name, write_manifest
from judge_desk.exchange.sealed.package import FILES, READ_FIRST, UNFINISHED, build_package
from judge_desk.exchange.sealed.package_check import check_package
from judge_desk.exchange.sealed.package_copy import BRINGING, CHECKING, copy_package, is_complete
from tests.exchange.ballot_samples import KEY
from tests.exchange.package_samples import MANIFEST, stage
from tests.exchange.strange_disks import ROOT, on_full_disk

CLIP = file_name(entry_code(7), MANIFEST.entries[0].files[1])
WORD = file_name(entry_code(7), MANIFEST.entries[0].files[0])
PDF = file_name(entry_code(42), MANIFEST.entries[1].files[0])
NAMES = (WORD, CLIP, PDF)
DIGEST = Digest(digest_of(write_manifest(MANIFEST, KEY)))


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Issue the sample package onto a stick that nobody changes."""
    place = stage(tmp_path_factory.mktemp("issued"))
    build_package(MANIFEST, KEY, place.sources, place.stick)
    return place.stick


@pytest.fixture
def stick(source: Path, tmp_path: Path) -> Path:
    """Give a stick of one's own that may be damaged."""
    copy = tmp_path / "USB"
    for path in sorted(each for each in source.rglob("*") if each.is_file()):
        target = copy / path.relative_to(source)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return copy


def tree(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder with its content."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def whole(source: Path) -> dict[str, bytes]:
    """Give what a whole copy holds: everything but the page of instructions."""
    return {name: data for name, data in tree(source).items() if name != READ_FIRST}


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_a_copy_holds_the_same_bytes_and_the_stick_is_left_as_it_was(stick: Path, tmp_path: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in stick.rglob("*")}
    steps: list[tuple[str, int, int]] = []
    copied = copy_package(stick, tmp_path / "goi", lambda *step: steps.append(step))
    assert (copied.copied, copied.kept, copied.findings) == (3, 0, ())
    assert tree(tmp_path / "goi") == whole(stick)
    assert check_package(tmp_path / "goi").whole == 3
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in stick.rglob("*")} == before
    assert {step for step, _, _ in steps} == {BRINGING}
    dones = [done for _, done, _ in steps]
    assert dones == sorted(dones)
    assert (
        dones[-1]
        == steps[-1][2]
        == 2 * sum(file.size for entry in MANIFEST.entries[:2] for file in entry.files) // 1024
    )


def test_a_copy_that_is_there_is_checked_and_not_copied_again(stick: Path, tmp_path: Path) -> None:
    copy_package(stick, tmp_path / "goi")
    times = {name: (tmp_path / "goi" / FILES / name).stat().st_mtime_ns for name in NAMES}
    steps: set[str] = set()
    again = copy_package(stick, tmp_path / "goi", lambda step, _, __: steps.add(step))
    assert (again.copied, again.kept) == (0, 3)
    assert steps == {CHECKING}
    assert {name: (tmp_path / "goi" / FILES / name).stat().st_mtime_ns for name in NAMES} == times


class Enough(Exception):
    """The person stops the work."""


@pytest.mark.parametrize("how", ["progress", "cancel"])
def test_stopped_anywhere_it_never_looks_whole_and_the_next_time_finishes_it(
    source: Path, tmp_path: Path, how: str
) -> None:
    for stop in count(1):
        target = tmp_path / f"goi-{stop}"
        asked = count(1)

        def report(*_: object, stop: int = stop, asked: count[int] = asked) -> None:
            if next(asked) == stop:
                raise Enough

        def cancel(stop: int = stop, asked: count[int] = asked) -> bool:
            return next(asked) >= stop

        try:
            if how == "progress":
                copy_package(source, target, report)
            else:
                copy_package(source, target, cancel=cancel)
        except (Enough, NotNow):
            assert not is_complete(target, DIGEST)
            there = tree(target)
            assert all(whole(source)[name] == data for name, data in there.items())
            copy_package(source, target)
            assert tree(target) == whole(source)
            continue
        assert tree(target) == whole(source)
        assert stop > 10
        return


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_a_cut_left_behind_is_finished(
    source: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    target = tmp_path_factory.mktemp("cut") / "goi"
    (target / FILES).mkdir(parents=True)
    wanted = whole(source)
    for name, content in wanted.items():
        left = data.draw(st.one_of(st.none(), st.integers(0, len(content))), label=name)
        if left is not None:
            (target / name).write_bytes(content[:left])
    copied = copy_package(source, target)
    assert copied.findings == ()
    assert tree(target) == wanted
    assert is_complete(target, DIGEST)


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_or_missing_file_is_named_the_others_come_and_a_sound_stick_mends_it(
    source: Path, stick: Path, tmp_path: Path, name: str
) -> None:
    flip(stick / FILES / name)
    other = next(each for each in NAMES if each != name)
    (stick / FILES / other).unlink()
    copied = copy_package(stick, tmp_path / "goi")
    assert {(each.code, each.where) for each in copied.findings} == {
        ("package.changed", f"{FILES}/{name}"),
        ("package.missing", f"{FILES}/{other}"),
    }
    assert copied.copied == 1
    assert is_complete(tmp_path / "goi", DIGEST)
    assert set(os.listdir(tmp_path / "goi" / FILES)) == set(NAMES) - {name, other}
    mended = copy_package(source, tmp_path / "goi")
    assert (mended.copied, mended.kept, mended.findings) == (2, 1, ())
    assert tree(tmp_path / "goi") == whole(source)


def test_a_bad_stick_takes_nothing_away_from_a_sound_copy(stick: Path, source: Path, tmp_path: Path) -> None:
    copy_package(stick, tmp_path / "goi")
    for name in NAMES:
        flip(stick / FILES / name)
    assert copy_package(stick, tmp_path / "goi").findings == ()
    assert tree(tmp_path / "goi") == whole(source)


def test_a_copy_that_was_damaged_on_this_machine_is_mended(stick: Path, tmp_path: Path) -> None:
    copy_package(stick, tmp_path / "goi")
    flip(tmp_path / "goi" / FILES / CLIP)
    manifest = tmp_path / "goi" / manifest_name(MANIFEST)
    manifest.write_bytes(manifest.read_bytes()[:100])
    assert not is_complete(tmp_path / "goi", DIGEST)
    assert copy_package(stick, tmp_path / "goi").copied == 1
    assert tree(tmp_path / "goi") == whole(stick)


def test_nothing_but_plain_files_of_the_listed_size_is_opened(stick: Path, tmp_path: Path) -> None:
    for name in NAMES:
        (stick / FILES / name).unlink()
    (stick / FILES / PDF).mkdir()
    (stick / FILES / WORD).write_bytes(b"PK")
    (stick / FILES / CLIP).write_bytes(bytes(9_000_000))
    if os.name != "nt":  # what else a stranger's folder can hold there
        for name in (WORD, CLIP):
            (stick / FILES / name).unlink()
        os.mkfifo(stick / FILES / WORD)
        (stick / FILES / CLIP).symlink_to("/dev/zero")
    copied = copy_package(stick, tmp_path / "goi")
    assert {each.code for each in copied.findings} == {"package.changed"}
    assert os.listdir(tmp_path / "goi" / FILES) == []


def test_an_unfinished_package_is_refused_before_anything_is_made(stick: Path, tmp_path: Path) -> None:
    (stick / UNFINISHED).write_text("chưa xong")
    with pytest.raises(Unreadable, match=r"package\.unfinished"):
        copy_package(stick, tmp_path / "goi")
    assert not (tmp_path / "goi").exists()


def test_a_full_disk_is_asked_first(source: Path, tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from judge_desk.contest.values.problems import CannotWrite\n"
        "from judge_desk.exchange.sealed.package_copy import copy_package, is_complete\n"
        "target = Path(sys.argv[1]) / 'goi'\n"
        "try:\n"
        f"    copy_package(Path({str(source)!r}), target)\n"
        "except CannotWrite as refusal:\n"
        f"    print(refusal.problem.code, is_complete(target, {DIGEST!r}), len(list((target / 'files').iterdir())))\n"
    )
    folder = tmp_path / "nho"
    folder.mkdir()
    lines, code = on_full_disk(script, folder)
    if code == "disk.full":  # a real small disk: its room is known before the first byte
        assert lines[0] == "disk.no_space False 0"
    else:
        assert lines[0] == f"{code} False 1"


def test_killed_at_any_moment_it_is_finished_the_next_time(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "goi"
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from judge_desk.exchange.sealed.package_copy import copy_package\n"
        "print('begun', flush=True)\n"
        "copy_package(Path(sys.argv[1]), Path(sys.argv[2]))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    for turn in range(8):
        command = [sys.executable, "-c", script, str(source), str(target)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(0.002 * turn)
        child.kill()
        child.communicate()
        assert not is_complete(target, DIGEST) or check_package(target).whole == 3
    copy_package(source, target)
    assert is_complete(target, DIGEST)
    assert check_package(target).whole == 3
