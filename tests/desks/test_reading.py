"""Files of an entry on their way to the viewer: what is shown is what was listed, and hostile files stay outside."""

from __future__ import annotations

import os
import shutil
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from judge_desk.bootstrap import surroundings
from judge_desk.contest.register.packages import ManifestFile
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.reading import clear_old_caches, make_ready, open_cache, outside_copy
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.seal import digest_of

CODE = EntryCode("042-7")


@pytest.fixture
def around() -> Surroundings:
    """Give the real surroundings, over the test's own home."""
    return surroundings()


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Give the folder of a package on a stick."""
    (tmp_path / "stick" / "files").mkdir(parents=True)
    return tmp_path / "stick"


def _listed(package: Path, data: bytes, extension: str = "txt") -> ManifestFile:
    file = ManifestFile(1, "part", extension, len(data), digest_of(data))
    (package / "files" / f"0427_1.{extension}").write_bytes(data)
    return file


def _code(package: Path, file: ManifestFile, around: Surroundings) -> str:
    with pytest.raises(Refusal) as caught:
        make_ready(package, CODE, file, open_cache(around), around)
    return caught.value.problem.code


def test_a_file_on_a_stick_is_copied_and_the_copy_is_shown(package: Path, around: Surroundings) -> None:
    cache = open_cache(around)
    ready = make_ready(package, CODE, _listed(package, b"words"), cache, around)
    assert ready.kind == "text"
    assert ready.path.parent == cache
    (package / "files" / "0427_1.txt").write_bytes(b"swapd")
    assert ready.path.read_bytes() == b"words"
    assert make_ready(package, CODE, ready.file, cache, around).path == ready.path


def test_a_copy_that_was_spoilt_is_made_again(package: Path, around: Surroundings) -> None:
    cache = open_cache(around)
    ready = make_ready(package, CODE, _listed(package, b"words"), cache, around)
    ready.path.write_bytes(b"wordz")
    assert make_ready(package, CODE, ready.file, cache, around).path.read_bytes() == b"words"


def test_a_file_of_our_own_copy_is_opened_where_it_lies(around: Surroundings) -> None:
    package = around.home / "goi" / "x"
    (package / "files").mkdir(parents=True)
    ready = make_ready(package, CODE, _listed(package, b"words"), open_cache(around), around)
    assert ready.path == package / "files" / "0427_1.txt"
    ready.path.write_bytes(b"wordz")
    assert _code(package, ready.file, around) == "reading.changed"


def test_a_changed_missing_or_linked_file_is_named_and_leaves_no_copy(package: Path, around: Surroundings) -> None:
    file = _listed(package, b"words")
    path = package / "files" / "0427_1.txt"
    path.write_bytes(b"wordz")
    assert _code(package, file, around) == "reading.changed"
    path.write_bytes(b"words and more")
    assert _code(package, file, around) == "reading.changed"
    path.unlink()
    assert _code(package, file, around) == "reading.missing"
    (package / "else.txt").write_bytes(b"words")
    path.symlink_to(package / "else.txt")
    assert _code(package, file, around) == "reading.changed"
    path.unlink()
    os.mkfifo(path)
    assert _code(package, file, around) == "reading.changed"
    assert not [each for each in (around.home / "tam").rglob("*") if each.is_file()]


@pytest.mark.parametrize(
    ("data", "extension", "code"),
    [
        (b"#EXTM3U\nfile:///etc/passwd\n", "mp4", "reading.text_as_clip"),
        (b"#EXTM3U\n", "mkv", "reading.text_as_clip"),
        (b"ffconcat version 1.0\nfile x\n", "mp3", "reading.text_as_clip"),
        (b"%PDF-1.7 ", "docx", "reading.not_as_named"),
        (b"\xff\xd8\xff", "png", "reading.not_as_named"),
        (b"\0\1\2\3", "mp4", "reading.not_as_named"),
        (b"RIFF\0\0\0\0AVI ", "mp4", "reading.not_as_named"),
        (b"PK\x03\x04 no archive", "docx", "reading.not_as_named"),
    ],
)
def test_a_file_that_is_not_what_its_ending_says_is_refused(
    package: Path, around: Surroundings, data: bytes, extension: str, code: str
) -> None:
    assert _code(package, _listed(package, data, extension), around) == code


@pytest.mark.parametrize(
    ("data", "extension", "kind"),
    [
        (b"\0\0\0\x18ftypisom", "mov", "clip"),
        (b"\0\0\0\x18ftypM4A ", "m4a", "clip"),
        (b"ID3\3\0", "mp3", "clip"),
        (b"\xff\xfb\x90", "mp3", "clip"),
        (b"RIFF\0\0\0\0WAVE", "wav", "clip"),
        (b"\x1a\x45\xdf\xa3", "webm", "clip"),
        (b"%PDF-1.7 ", "pdf", "pdf"),
        (b"\xff\xd8\xff", "jpg", "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc", "other"),
        (b"anything", "xlsx", "other"),
    ],
)
def test_each_kind_of_file_goes_to_its_view(
    package: Path, around: Surroundings, data: bytes, extension: str, kind: str
) -> None:
    assert make_ready(package, CODE, _listed(package, data, extension), open_cache(around), around).kind == kind


def _word(path: Path, document: str, filling: int = 0) -> bytes:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        if filling:
            archive.writestr("word/media/x.bin", bytes(filling))
    return path.read_bytes()


def test_word_files_that_would_harm_their_reader_are_refused(
    package: Path, around: Surroundings, tmp_path: Path
) -> None:
    good = _word(tmp_path / "a.docx", "<w:document/>")
    assert make_ready(package, CODE, _listed(package, good, "docx"), open_cache(around), around).kind == "docx"
    entity = _word(
        tmp_path / "b.docx", '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><w:document>&y;</w:document>'
    )
    assert _code(package, _listed(package, entity, "docx"), around) == "reading.dangerous"
    bomb = _word(tmp_path / "c.docx", "<w:document/>", filling=90 * 1024 * 1024)
    assert len(bomb) < 200_000
    assert _code(package, _listed(package, bomb, "docx"), around) == "reading.dangerous"
    large = _word(tmp_path / "d.docx", f"<w:document>{' ' * 11 * 1024 * 1024}</w:document>")
    assert _code(package, _listed(package, large, "docx"), around) == "reading.dangerous"


def test_the_private_folder_is_ours_alone_and_goes_with_its_run(around: Surroundings) -> None:
    cache = open_cache(around)
    for each in (cache, cache.parent):
        assert stat.S_IMODE(each.stat().st_mode) == 0o700
    left = cache.parent / "999999999-ab"
    left.mkdir()
    (left / "x").write_bytes(b"x")
    (cache / "mine").write_bytes(b"x")
    clear_old_caches(around)
    assert not left.exists()
    assert (cache / "mine").exists()


def test_another_program_gets_a_copy_of_its_own(package: Path, around: Surroundings) -> None:
    cache = open_cache(around)
    ready = make_ready(package, CODE, _listed(package, b"old word file", "doc"), cache, around)
    copies = [outside_copy(ready, cache) for _ in range(2)]
    copies[0].write_bytes(b"changed by the other program")
    assert copies[0].name == "0427_1.doc"
    assert copies[1].read_bytes() == ready.path.read_bytes() == b"old word file"


def test_a_stick_that_is_pulled_out_stops_the_copy(package: Path, around: Surroundings) -> None:
    file = _listed(package, b"words" * 1_000_000)
    cache = open_cache(around)

    def pulled(step: str, done: int, total: int) -> None:
        shutil.rmtree(package, ignore_errors=True)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_ready(package, CODE, file, cache, replace(around, progress=pulled))
    assert list(cache.iterdir()) == []
