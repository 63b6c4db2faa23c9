from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.contest.values.identity import EntryId
from judge_desk.contest.values.problems import Unreadable
from judge_desk.documents.sample_pictures import draw_screen
from judge_desk.exchange.submissions.file_matching import FileMatching, match_files
from judge_desk.paths import resource
from tests.exchange.sheet_files import codes_of, hau_giang
from tests.exchange.test_probe import a_docx, a_pdf, pdf_bytes

IDS = tuple(EntryId(text) for text in ("1", "2", "17", "HG-20"))
SORTS = {
    "docx": a_docx(),
    "pdf": pdf_bytes(a_pdf()),
    "jpg": draw_screen(("x",), 0),
    "mp4": resource("rehearsal/clips/luoi-o.mp4").read_bytes(),
}


def lay(folder: Path, *names: str) -> FileMatching:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(SORTS.get(path.suffix.lstrip("."), b"x"))
    return match_files(folder, IDS, hau_giang().parts)


def owners(matching: FileMatching) -> dict[str, str]:
    return {file.name: file.entry for file in matching.files}


def test_folders_and_prefixes_name_the_entry(tmp_path: Path) -> None:
    matching = lay(tmp_path, "001/a.docx", "Bài 2 - Sở Nội vụ/b.docx", "017_c.docx", "17 - d.mp4", "HG-20 hồ sơ/e.pdf")
    wanted = {"a.docx": "1", "b.docx": "2", "017_c.docx": "17", "17 - d.mp4": "17", "e.pdf": "HG-20"}
    assert owners(matching) == wanted
    assert (matching.unmatched, matching.findings) == ((), ())


def test_a_number_inside_another_number_is_not_taken(tmp_path: Path) -> None:
    matching = lay(tmp_path, "170/a.docx", "1a.docx", "2024 kế hoạch.docx", "HG-201.docx")
    assert owners(matching) == {}
    assert codes_of(matching.findings).count("files.no_row") == 4


def test_folders_inside_an_entrys_folder_and_above_all_entries_own_nothing(tmp_path: Path) -> None:
    inside = lay(tmp_path / "a", "1/x.docx", "2/1. Minh chứng/b.jpg", "17/2. Clip/c.mp4")
    assert owners(inside) == {"x.docx": "1", "b.jpg": "2", "c.mp4": "17"}
    above = lay(tmp_path / "b", "1. Hồ sơ/1/x.docx", "1. Hồ sơ/2/y.docx", "1. Hồ sơ/17/z.docx")
    assert owners(above) == {"x.docx": "1", "y.docx": "2", "z.docx": "17"}


def test_parts_follow_content_and_the_write_up_comes_first(tmp_path: Path) -> None:
    matching = lay(
        tmp_path, "1/anh.jpg", "1/bia.pdf", "1/clip.mp4", "1/thuyet_minh.pdf", "1/a.docx", "2/z.pdf", "2/b.docx"
    )
    parts = [(file.name, file.part) for file in matching.of(EntryId("1"))]
    assert parts[0] == ("thuyet_minh.pdf", "thuyet-minh")
    assert dict(parts) == {
        "thuyet_minh.pdf": "thuyet-minh",
        "anh.jpg": "minh-chung",
        "bia.pdf": "minh-chung",
        "clip.mp4": "video",
        "a.docx": "minh-chung",
    }
    assert [file.name for file in matching.of(EntryId("2"))] == ["b.docx", "z.pdf"]


def test_leftovers_are_passed_over_and_counted(tmp_path: Path) -> None:
    matching = lay(tmp_path, "1/a.docx", "1/~$a.docx", "Thumbs.db", ".DS_Store", "1/desktop.ini", ".ẩn/x.docx")
    assert (owners(matching), len(matching.left_out)) == ({"a.docx": "1"}, 5)
    assert codes_of(matching.findings)[0] == "files.ignored"


def test_rows_without_files_and_files_without_rows_are_findings(tmp_path: Path) -> None:
    matching = lay(tmp_path, "1/a.docx", "lạ.docx")
    assert codes_of(matching.findings) == ["files.no_row", *["files.no_files"] * 3]
    assert [path.name for path in matching.unmatched] == ["lạ.docx"]


def test_links_are_refused_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (outside / "1").mkdir(parents=True)
    (outside / "1" / "x.docx").write_bytes(SORTS["docx"])
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "1").symlink_to(outside / "1")
    (folder / "2.docx").symlink_to(outside / "1" / "x.docx")
    matching = lay(folder, "17/a.docx")
    assert owners(matching) == {"a.docx": "17"}
    assert codes_of(matching.findings)[:2] == ["files.link", "files.link"]


def test_an_empty_folder_is_one_finding_and_a_missing_one_is_refused(tmp_path: Path) -> None:
    assert codes_of(lay(tmp_path).findings) == ["files.none"]
    with pytest.raises(Unreadable) as caught:
        match_files(tmp_path / "missing", IDS, hau_giang().parts)
    assert caught.value.problem.code == "files.no_folder"


def test_names_with_decomposed_letters_and_clips_that_are_text_find_their_place(tmp_path: Path) -> None:
    matching = lay(tmp_path, "Ba\u0300i 2/Ho\u0300a.docx", "1/gia.mp4")
    (tmp_path / "1" / "gia.mp4").write_bytes(b"ffconcat version 1.0\n")
    again = match_files(tmp_path, IDS, hau_giang().parts)
    assert owners(matching) == {"Hòa.docx": "2", "gia.mp4": "1"}
    assert again.of(EntryId("1"))[0].part == "video"
