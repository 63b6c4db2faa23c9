from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from judge_desk.documents.sample_clips import clip_variant
from judge_desk.documents.sample_pictures import draw_chart, draw_screen
from judge_desk.documents.write_up import Section, WriteUp, write_docx, write_pdf
from judge_desk.exchange.submissions.probe import probe
from judge_desk.paths import resource

PARAGRAPH = "Giải pháp giảm số lần đi lại của người dân, “một lần hẹn, một lần xong”. " * 6
CONTENT = WriteUp(
    title="Trạm dịch vụ công tại chợ <b>&</b> bến đò",
    lines=("Lĩnh vực: Cải cách thủ tục hành chính",),
    sections=tuple(Section(f"{i}. Phần {i}", (PARAGRAPH,) * 3) for i in range(1, 5)),
    table=(("Nội dung", "Trước", "Sau"), ("Số lần đi lại", "3,2", "1,1")),
    picture=draw_chart((20, 40, 90), "Hồ sơ theo tháng", 3),
    caption="Hình 1",
)
CLIPS = sorted(resource("rehearsal/clips").glob("*.mp4"))


@pytest.mark.parametrize("write", [write_docx, write_pdf])
def test_the_same_content_gives_the_same_bytes_and_other_content_others(write: object) -> None:
    assert callable(write)
    other = WriteUp("Khác", CONTENT.lines, CONTENT.sections, CONTENT.table, CONTENT.picture, CONTENT.caption)
    assert write(CONTENT) == write(CONTENT) != write(other)


def test_the_docx_holds_headings_table_picture_and_nobodys_name() -> None:
    data = write_docx(CONTENT)
    document = docx.Document(io.BytesIO(data))
    assert document.paragraphs[0].text == CONTENT.title
    assert [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"] == [
        section.heading for section in CONTENT.sections
    ]
    assert [cell.text for cell in document.tables[0].rows[1].cells] == ["Số lần đi lại", "3,2", "1,1"]
    assert len(document.inline_shapes) == 1
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {2024}


def test_the_pdf_has_pages_of_vietnamese_text_and_draws_markup_as_text() -> None:
    reader = PdfReader(io.BytesIO(write_pdf(CONTENT)))
    assert 2 <= len(reader.pages) <= 4
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "Trạm dịch vụ công tại chợ <b>&</b> bến đò" in text.replace("\n", " ")
    assert "“một lần hẹn" in text


def test_both_kinds_pass_the_probe_without_a_finding(tmp_path: Path) -> None:
    for name, data in (
        ("a.docx", write_docx(CONTENT)),
        ("a.pdf", write_pdf(CONTENT)),
        ("a.jpg", draw_screen(("x",), 1)),
    ):
        (tmp_path / name).write_bytes(data)
        found = probe(tmp_path / name)
        assert (found.findings, f"a.{found.extension}") == ((), name)


def test_pictures_differ_by_their_numbers() -> None:
    assert draw_chart((1, 2), "x", 0) == draw_chart((1, 2), "x", 6) != draw_chart((1, 3), "x", 0)
    assert draw_screen(("x", "y"), 1) != draw_screen(("x", "z"), 1)


def test_the_clips_are_small_and_one_has_sound() -> None:
    assert 3 <= len(CLIPS) <= 4
    assert sum(path.stat().st_size for path in CLIPS) < 600_000
    assert sum(b"mp4a" in path.read_bytes() for path in CLIPS) == 1


@pytest.mark.parametrize("path", CLIPS, ids=lambda path: path.stem)
def test_a_variant_of_a_clip_has_its_own_hash_and_still_plays(tmp_path: Path, path: Path) -> None:
    variants = [clip_variant(path.read_bytes(), f"bài {number}") for number in (1, 2)]
    (tmp_path / "a.mp4").write_bytes(variants[0])
    (tmp_path / "b.mp4").write_bytes(variants[1])
    first, second, sample = probe(tmp_path / "a.mp4"), probe(tmp_path / "b.mp4"), probe(path)
    assert len({first.sha256, second.sha256, sample.sha256}) == 3
    assert (first.findings, first.seconds) == ((), sample.seconds)
    assert 2 <= (first.seconds or 0) <= 5


@pytest.mark.parametrize("data", [b"", b"ffconcat version 1.0\n", CLIPS[0].read_bytes()[:-5]])
def test_only_a_whole_mp4_file_gets_a_variant(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"MP4|short"):
        clip_variant(data, "x")
