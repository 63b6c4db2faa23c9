"""Pictures for everybody, clips that browsers play, and a folder that is whole or not there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PIL import Image

from judge_desk.contest.values.identity import Digest
from judge_desk.contest.values.problems import Altered, Refusal, Unreadable
from judge_desk.exchange import disk_space
from judge_desk.exchange.publicity_folder import FILES, SUMS, Copying, write_publicity
from judge_desk.exchange.submissions import picture_copy
from judge_desk.exchange.submissions.browser_clips import browser_type
from judge_desk.exchange.submissions.insides import open_insides
from judge_desk.exchange.submissions.picture_copy import write_picture
from tests.desks.inside_files import CLIPS

PAGES = {"bai.html": b"<p>\n", "index.html": b"<a>\n"}


def silent(step: str, done: int, total: int) -> None:
    """Say nothing."""


def a_file(place: Path, data: bytes = b"clip" * 1000) -> Copying:
    source = place / "goc"
    source.write_bytes(data)
    return Copying(source, "001-3_1.mp4", len(data), Digest(hashlib.sha256(data).hexdigest()), "clip của tôi.mp4")


def test_a_picture_is_turned_shrunk_and_says_nothing_else(tmp_path: Path) -> None:
    image = Image.new("RGB", (3000, 1000), "white")
    image.paste("black", (0, 0, 1500, 1000))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Máy của ông A"  # turned by a quarter; the maker of the camera
    image.save(tmp_path / "goc.jpg", exif=exif, comment=b"bi mat")
    assert write_picture(tmp_path / "goc.jpg", tmp_path / "moi.jpg") == (533, 1600)
    with Image.open(tmp_path / "moi.jpg") as copy:
        assert (copy.format, copy.size, dict(copy.getexif())) == ("JPEG", (533, 1600), {})
        assert [copy.getpixel((250, y))[0] > 128 for y in (100, 1500)] == [False, True]  # type: ignore[index] # RGB
    data = (tmp_path / "moi.jpg").read_bytes()
    assert b"bi mat" not in data
    assert b"Exif" not in data
    Image.new("RGBA", (40, 30), (255, 0, 0, 0)).save(tmp_path / "trong.png")
    assert write_picture(tmp_path / "trong.png", tmp_path / "trang.jpg") == (40, 30)
    with Image.open(tmp_path / "trang.jpg") as copy:
        assert copy.getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_that_is_too_large_or_none_is_refused_in_its_own_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "a.png")
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8\xff" + bytes(400))
    with open_insides() as insides:
        assert insides.picture(tmp_path / "b.jpg", "jpg", "b") is None
        made = insides.picture(tmp_path / "a.png", "png", "a")
        assert made is not None
        assert made[1:] == (30, 20)
    monkeypatch.setattr(picture_copy, "MOST_PIXELS", 599)
    with pytest.raises(ValueError, match="30"):
        write_picture(tmp_path / "a.png", tmp_path / "c.jpg")
    assert not (tmp_path / "c.jpg").exists()


def test_only_clips_that_every_browser_plays_stand_in_the_page(tmp_path: Path) -> None:
    assert browser_type(CLIPS / "counting.mp4", "mp4") == "video/mp4"
    assert browser_type(CLIPS / "silent.webm", "webm") == "video/webm"
    assert browser_type(CLIPS / "no-picture.mp4", "mp4") == ""
    assert browser_type(CLIPS / "counting.mp4", "avi") == ""
    assert browser_type(tmp_path / "none.mp4", "mp4") == ""


def test_a_folder_is_new_each_time_and_its_sums_are_those_of_its_files(tmp_path: Path) -> None:
    file, steps = a_file(tmp_path), list[tuple[int, int]]()
    first = write_publicity(
        tmp_path / "usb", "trang", PAGES, [file], lambda _, done, total: steps.append((done, total))
    )
    second = write_publicity(tmp_path / "usb", "trang", PAGES, [file], silent)
    assert [first.name, second.name] == ["trang", "trang-2"]
    listed = dict(line.split("  ")[::-1] for line in (first / SUMS).read_text("ascii").splitlines())
    files = [each for each in first.rglob("*") if each.is_file() and each.name != SUMS]
    assert listed == {
        str(each.relative_to(first).as_posix()): hashlib.sha256(each.read_bytes()).hexdigest() for each in files
    }
    assert set(listed) == {"bai.html", "index.html", f"{FILES}/001-3_1.mp4"}
    assert steps[-1][0] == steps[-1][1] == 7


def test_what_is_stopped_missing_changed_or_too_large_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usb, file = tmp_path / "usb", a_file(tmp_path)

    def stop(step: str, done: int, total: int) -> None:
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError):
        write_publicity(usb, "trang", PAGES, [file], stop)
    changed = Copying(file.source, "2.mp4", file.size, Digest("0" * 64), "b")
    with pytest.raises(Altered):
        write_publicity(usb, "trang", PAGES, [file, changed], silent)
    with pytest.raises(Unreadable):
        write_publicity(usb, "trang", PAGES, [Copying(tmp_path / "x", "x", 1, file.sha256, "x")], silent)
    with pytest.raises(Refusal) as refused:
        write_publicity(usb, "trang", PAGES, [Copying(file.source, "x", 2**60, file.sha256, "x")], silent)
    assert refused.value.problem.code == "disk.no_space"
    monkeypatch.setattr(disk_space, "FAT32_LARGEST", 100)
    monkeypatch.setattr(disk_space, "file_system", lambda _: "vfat")
    with pytest.raises(Refusal) as refused:
        write_publicity(usb, "trang", PAGES, [file], silent)
    assert refused.value.problem.code == "disk.fat32"
    assert list(usb.iterdir()) == []
