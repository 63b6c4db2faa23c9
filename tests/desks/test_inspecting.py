"""Looking inside files: what is seen, what is kept, and that a hostile file costs only its own finding."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader
from reportlab.pdfgen.canvas import Canvas

from judge_desk.contest.values.identity import EntryId
from judge_desk.contest.values.problems import BadInput, NotNow, Problem
from judge_desk.desks import entries, inspecting, similarity
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.file_findings import look_inside
from judge_desk.desks.inspecting import NAMELESS, STILLS, UNICODE
from judge_desk.exchange.disk import hash_file
from judge_desk.exchange.stored_names import SUBMISSIONS
from judge_desk.exchange.submissions.insides import ClipLook, open_insides
from judge_desk.exchange.submissions.line_process import LineProcess
from judge_desk.exchange.submissions.probe import probe
from judge_desk.stores.register_tables import read_entries, read_intake
from tests.desks.inside_files import CLIPS, SILENT, a_docx, a_pdf, around, inside_contest, old_docx, own
from tests.exchange.old_vectors import PROSE


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Take in seven entries."""
    return inside_contest(tmp_path_factory.mktemp("inside"))


@pytest.fixture
def contest(taken: Path, tmp_path: Path) -> Path:
    """Give a copy that may be changed."""
    return Path(shutil.copytree(taken, tmp_path / "cuoc-thi"))


def inside(contest: Path) -> dict[str, list[Problem]]:
    with open_folder(contest, read_only=True) as held:
        kept = read_intake(held.store)
    return {e: [p for p in found.findings if p.code.startswith("inside.")] for e, found in kept.items()}


def test_intake_says_what_lies_inside_and_keeps_copies_beside_the_originals(taken: Path) -> None:
    found = inside(taken)
    assert {entry: [each.code for each in problems] for entry, problems in found.items()} == {
        "1": ["inside.old_writing"],
        "2": ["inside.names_in_paragraph", "inside.properties"],
        "3": ["inside.names_on_page", "inside.properties"],
        "4": [],
        "5": ["inside.clip_silent"],
        "6": ["inside.no_text"],
        "7": ["inside.names_in_header", "inside.properties"],
    }
    old, named, page = found["1"][0], found["2"][0], found["3"][0]
    assert (old.facts["writing"], old.facts["copy"]) == ("TCVN3", "DOCX")
    assert str(old.facts["after"]).startswith("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM; Sáng kiến được áp dụng")
    assert (named.facts["found"], named.facts["number"]) == ("Nguyễn Văn Hai", 2)
    assert named.facts["line"] == "Tác giả là NGUYỄN VĂN HAI viết."
    header, reviewer = found["7"]
    assert (header.facts["line"], reviewer.facts["found"]) == ("LÊ THỊ SỐ 7 thực hiện", "Lê Bảy; Anh Biên Tập")
    assert (page.facts["found"], page.facts["number"]) == ("Ủy ban nhân dân xã Ba", 1)
    seen = {each.name for each in (taken / SUBMISSIONS).iterdir() if "-" in each.name}
    assert sorted(name.partition("-")[2] for name in seen) == ["anh.jpg", "anh.jpg", "unicode.docx"]
    [copy] = [taken / SUBMISSIONS / name for name in seen if name.endswith("docx")]
    document = docx.Document(str(copy))
    assert ". ".join(each.text for each in document.paragraphs[1:]) == PROSE
    assert {run.font.name for each in document.paragraphs for run in each.runs} == {"Times New Roman"}


def test_looking_again_finds_the_same_and_tells_what_was_seen(contest: Path, tmp_path: Path) -> None:
    before = inside(contest)
    seen = {each.entry.id: each for each in inspecting.inspect_all(contest, around(tmp_path))}
    assert inside(contest) == before
    clip = seen[EntryId("4")].files[1]
    assert clip.inside.clip is not None
    assert (clip.inside.clip.ms, clip.inside.clip.codec, clip.inside.clip.stills) == (4000, "H264", 12)
    assert clip.copies[STILLS].read_bytes().startswith(b"\xff\xd8\xff")
    alone = inspecting.inspect(contest, "1", around(tmp_path))
    assert [sorted(each.copies) for each in alone.files] == [[UNICODE]]


def test_a_copy_takes_the_place_of_the_original_which_stays(contest: Path, tmp_path: Path) -> None:
    here = around(tmp_path)
    originals = {each.name: each.read_bytes() for each in (contest / SUBMISSIONS).iterdir()}
    chosen = {"1": ("bai.docx", UNICODE), "7": ("bai.docx", NAMELESS), "3": ("bai.pdf", NAMELESS)}
    for entry, (name, kind) in chosen.items():
        inspecting.use_copy(contest, entry, name, kind, "Bản đọc được cho giám khảo", here)
    for name, content in originals.items():
        assert (contest / SUBMISSIONS / name).read_bytes() == content
    assert {entry: [each.code for each in problems] for entry, problems in inside(contest).items()} == {
        "1": [], "2": ["inside.names_in_paragraph", "inside.properties"], "3": ["inside.names_on_page"],
        "4": [], "5": ["inside.clip_silent"], "6": ["inside.no_text"],
        "7": ["inside.names_in_header"],
    }  # fmt: skip
    with open_folder(contest, read_only=True) as held:
        files = {each.entry.id: each.entry.files for each in read_entries(held.store)}
    for entry in ("1", "7", "3"):
        [file] = files[EntryId(entry)]
        path = contest / SUBMISSIONS / f"{file.sha256}.{file.extension}"
        assert (file.part, hash_file(path).sha256) == ("bai", file.sha256)
    stated = PdfReader(path).metadata
    assert stated is None or "/Author" not in stated
    with pytest.raises(BadInput):
        inspecting.use_copy(contest, "4", "bai.docx", UNICODE, "Đã là Unicode", here)


def test_a_copy_in_a_format_that_the_rules_refuse_is_not_used(contest: Path, tmp_path: Path) -> None:
    written = tmp_path / "bai.pdf"
    written.write_bytes(_old_pdf())
    entries.correct_entry(contest, "6", None, (written,), (), "Nộp lại", around(tmp_path))
    with pytest.raises(NotNow) as refused:
        inspecting.use_copy(contest, "6", "bai.pdf", UNICODE, "Đọc được", around(tmp_path))
    assert refused.value.problem.code == "inside.copy_format"
    [copy] = inspecting.inspect(contest, "6", around(tmp_path)).files
    assert copy.copies[UNICODE].read_text(encoding="utf-8-sig").startswith("Cộng hòa xã hội")


def _old_pdf() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(50, 700, "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - H¹nh phóc")
    canvas.save()
    return target.getvalue()


def test_a_look_that_is_stopped_leaves_nothing_behind(contest: Path, tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(step: str, done: int, total: int) -> None:
        if step == "progress.looking_inside":
            raise Stopped

    before = sorted((contest / SUBMISSIONS).iterdir())
    (tmp_path / "them.docx").write_bytes(old_docx("Bản nộp thêm của đơn vị"))
    files, here = (tmp_path / "them.docx",), replace(around(tmp_path), progress=stop)
    with pytest.raises(Stopped):
        entries.correct_entry(contest, "4", None, files, (), "Nộp thêm", here)
    assert sorted((contest / SUBMISSIONS).iterdir()) == before
    seen = inspecting.inspect(contest, "4", around(tmp_path))
    assert [each.file.name for each in seen.files] == ["bai.docx", "clip.mp4"]


def test_damaged_and_dangerous_files_are_one_finding_each(tmp_path: Path) -> None:
    broken = a_pdf(own("g"))
    for name, content in {"a.pdf": broken[: len(broken) // 2], "b.docx": a_docx(["x"])[:-200]}.items():
        (tmp_path / name).write_bytes(content)
        seen = probe(tmp_path / name)
        codes = {each.code for each in (*seen.findings, *look_inside(tmp_path / name, seen, True, ("Lê Thị Ba",)))}
        assert codes <= {"probe.damaged", "inside.not_read", "inside.no_text"}
        assert codes


def test_a_clip_that_gives_no_picture_is_told_and_the_next_one_plays(tmp_path: Path) -> None:
    with open_insides() as insides:
        assert insides.decode(CLIPS / "no-picture.mp4", "a", patience_ms=300) == "no_picture"
        assert insides.decode(CLIPS / "README.md", "b") == "unreadable"
        shown = insides.decode(CLIPS / "silent.webm", "c")
        assert isinstance(shown, ClipLook)
        assert (shown.width, shown.height, shown.codec, shown.sound, shown.stills) == (64, 36, "VP8", False, 12)


def test_a_machine_without_a_decoder_does_not_blame_the_clip(tmp_path: Path) -> None:
    with open_insides() as insides, LineProcess("tests.exchange.nowhere", "", tmp_path) as nobody:
        seen = look_inside(SILENT, probe(SILENT), True, (), replace(insides, decoder=nobody))
    assert [each.code for each in seen] == ["inside.clip_not_looked"]


def test_an_earlier_contests_folder_is_compared_by_its_register(taken: Path, contest: Path, tmp_path: Path) -> None:
    found = similarity.compare(contest, around(tmp_path), (taken,), least_percent=90)
    pairs = [(found.texts[each.first], found.texts[each.second], each.percent) for each in found.pairs]
    assert {(one.entry, one.title == two.title, two.contest, much) for one, two, much in pairs} == {
        (entry, True, "Cuộc thi nhỏ", 100) for entry in ("1", "2", "3", "4", "5", "7")
    }


def test_write_ups_are_compared_with_each_other_and_with_earlier_ones(contest: Path, tmp_path: Path) -> None:
    here = around(tmp_path)
    earlier = tmp_path / "cuoc-thi-truoc"
    (earlier / "2023").mkdir(parents=True)
    (earlier / "2023" / "cu.docx").write_bytes(a_docx(["Phần đầu của bài cũ, viết khác.", *own("e")]))
    (earlier / "2023" / "hong.pdf").write_bytes(b"%PDF-1.4 nothing")
    found = similarity.compare(contest, here, (earlier,))
    pairs = [(found.texts[each.first], found.texts[each.second]) for each in found.pairs]
    told = [(one.entry, two.entry, two.contest) for one, two in pairs]
    assert told == [("5", "", "cuoc-thi-truoc"), ("3", "4", "")]
    pair = found.pairs[1]
    one, two = (each.text for each in pairs[1])
    assert all(one[slice(*e.first)].split() == two[slice(*e.second)].split() for e in pair.passages)
    assert (pair.percent, sum(each.words for each in pair.passages)) == (pair.percent, pair.words)
    assert 40 <= pair.percent <= 60
    assert [each.code for each in found.findings] == ["inside.not_compared"]
    assert similarity.record(contest, found, here) == ("4", "5")
    assert similarity.record(contest, found, here) == ()
    with open_folder(contest, read_only=True) as held:
        [asked] = [p for p in read_intake(held.store)[EntryId("4")].findings if p.code == "intake.similar"]
    assert (asked.facts["other"], asked.facts["percent"]) == ("3", pair.percent)
