from __future__ import annotations

import hashlib
import io
import shutil
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from judge_desk.contest.values.problems import Severity, Unreadable
from judge_desk.exchange.submissions.insides import Insides, open_insides
from judge_desk.exchange.submissions.probe import Probe
from judge_desk.exchange.submissions.probe import probe as look_at
from judge_desk.exchange.submissions.sniffing import sniff_bytes
from judge_desk.exchange.zip_gate import Gate, look_into
from judge_desk.paths import resource
from tests.exchange.sheet_files import codes_of

CLIP = resource("rehearsal/clips/thanh-mau.mp4")


_READERS: list[Insides] = []


@pytest.fixture(scope="module", autouse=True)
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Start one reader for all tests of this module; it may read what they write."""
    with open_insides(tmp_path_factory.getbasetemp(), CLIP.parent) as insides:
        assert insides.probe(CLIP, "mp4") is not None
        _READERS[:] = [insides]
        yield


def probe(path: Path) -> Probe:
    """Look at a file with the one reader."""
    return look_at(path, _READERS[0])


def look(tmp_path: Path, name: str, data: bytes) -> Probe:
    (tmp_path / name).write_bytes(data)
    return probe(tmp_path / name)


def a_docx(author: str = "") -> bytes:
    document = docx.Document()
    document.add_paragraph("Xin chào")
    document.core_properties.author = author
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    target = io.BytesIO(data)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def changed_part(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as packed:
        for each in source.namelist():
            part = source.read(each)
            assert each != name or old in part
            packed.writestr(each, part.replace(old, new) if each == name else part)
    return target.getvalue()


def a_pdf(pages: int = 2, password: str = "") -> PdfWriter:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    return writer


def pdf_bytes(writer: PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def a_picture(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    target = io.BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(target, kind)
    return target.getvalue()


def test_sound_files_of_every_kind_pass_without_a_finding(tmp_path: Path) -> None:
    workbook = io.BytesIO()
    openpyxl.Workbook().save(workbook)
    files = {
        "a.docx": a_docx(),
        "a.pdf": pdf_bytes(a_pdf(3)),
        "a.jpeg": a_picture("JPEG"),
        "a.png": a_picture("PNG"),
        "a.xlsx": workbook.getvalue(),
        "a.txt": "Ghi chú".encode(),
        "a.mp4": CLIP.read_bytes(),
    }
    looks = {name: look(tmp_path, name, data) for name, data in files.items()}
    assert {name: each.findings for name, each in looks.items()} == dict.fromkeys(files, ())
    assert [each.extension for each in looks.values()] == ["docx", "pdf", "jpg", "png", "xlsx", "txt", "mp4"]
    assert (looks["a.pdf"].pages, looks["a.mp4"].seconds, looks["a.docx"].pages) == (3, 5, None)
    assert looks["a.mp4"].sha256 == hashlib.sha256(files["a.mp4"]).hexdigest()
    assert looks["a.mp4"].size == len(files["a.mp4"])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("clip.mp4", "ffconcat version 1.0\nfile other.mp4\n"),
        ("clip.mov", "#EXTM3U\n#EXT-X-VERSION:3\nfile:///etc/passwd\n"),
        ("clip.avi", "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n"),
        ("clip.mkv", '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>'),
    ],
)
def test_text_that_calls_itself_a_clip_is_refused(tmp_path: Path, name: str, text: str) -> None:
    found = look(tmp_path, name, text.encode())
    assert (codes_of(found.findings), found.extension, found.seconds) == (["probe.text_as_video"], "txt", None)


def test_a_clip_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    whole = CLIP.read_bytes()
    assert codes_of(look(tmp_path, "a.mp4", whole[: len(whole) * 2 // 3]).findings) == ["probe.cut_short"]
    assert codes_of(look(tmp_path, "b.mp4", whole[:64]).findings) == ["probe.no_picture"]


def test_the_ending_is_decided_by_content_and_a_wrong_one_is_noted(tmp_path: Path) -> None:
    found = look(tmp_path, "thuyết minh.pdf", a_docx())
    assert (found.extension, codes_of(found.findings)) == ("docx", ["probe.wrong_ending"])
    assert found.findings[0].severity is Severity.NOTE


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.docx", b"", "probe.empty"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "probe.old_office"),
        ("a.exe", b"MZ\x90\0\x03", "probe.unknown_kind"),
        ("a.docx", b"PK\x03\x04" + bytes(60), "probe.damaged"),
        ("a.docx", b"plain text", "probe.unknown_kind"),
        ("a.pdf", b"%PDF-1.7\nrubbish", "probe.damaged"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(30), "probe.damaged"),
        ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0", "probe.unknown_kind"),
    ],
)
def test_what_cannot_be_taken_in_is_named(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    found = look(tmp_path, name, data)
    assert codes_of(found.findings) == [code]
    assert found.findings[0].severity is Severity.STOP


def test_damaged_pictures_and_documents_are_refused(tmp_path: Path) -> None:
    for kind, name in (("JPEG", "a.jpg"), ("PNG", "a.png")):
        picture = a_picture(kind, (300, 300))
        assert codes_of(look(tmp_path, name, picture[: len(picture) // 2]).findings) == ["probe.damaged"]
    broken = changed_part(a_docx(), "word/document.xml", b"</w:body>", b"")
    assert codes_of(look(tmp_path, "a.docx", broken).findings) == ["probe.damaged"]


def test_a_picture_too_large_to_show_is_refused_without_unpacking_it(tmp_path: Path) -> None:
    target = io.BytesIO()
    Image.new("1", (50_000, 2_000)).save(target, "PNG")
    found = look(tmp_path, "a.png", target.getvalue())
    assert codes_of(found.findings) == ["probe.image_too_large"]


def test_a_document_that_swells_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    bomb = with_part(a_docx(), "word/big.xml", b"<a>" + b" " * (50 * 1024 * 1024))
    assert len(bomb) < 200_000
    assert codes_of(look(tmp_path, "a.docx", bomb).findings) == ["probe.docx_bomb"]
    many = a_docx()
    target = io.BytesIO(many)
    with zipfile.ZipFile(target, "a") as archive:
        for number in range(2_100):
            archive.writestr(f"word/x{number}.bin", b"")
    assert codes_of(look(tmp_path, "b.docx", target.getvalue()).findings) == ["probe.docx_bomb"]


def test_documents_with_macros_entities_or_outside_parts_are_named(tmp_path: Path) -> None:
    macro = with_part(a_docx(), "word/vbaProject.bin", b"x")
    assert codes_of(look(tmp_path, "a.docx", macro).findings) == ["probe.docx_macro"]
    entity = with_part(a_docx(), "customXml/item9.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert codes_of(look(tmp_path, "b.docx", entity).findings) == ["probe.damaged"]
    padded = b"<!-- <a> " + b"x" * 200_000 + b" -->" + b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    wide = '<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16")
    for hidden in (padded, wide):
        data = with_part(a_docx(), "customXml/item9.xml", hidden)
        assert codes_of(look(tmp_path, "e.docx", data).findings) == ["probe.damaged"]
    climbing = with_part(a_docx(), "../../evil.txt", b"x")
    assert codes_of(look(tmp_path, "c.docx", climbing).findings) == ["probe.damaged"]
    image = (
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        b'Target="file://host/share/a.png" TargetMode="External"/></Relationships>'
    )
    outside = changed_part(a_docx(), "word/_rels/document.xml.rels", b"</Relationships>", image)
    found = look(tmp_path, "d.docx", outside)
    assert codes_of(found.findings) == ["probe.docx_outside"]
    assert found.findings[0].severity is Severity.ASK


def test_a_text_of_before_unicode_is_text(tmp_path: Path) -> None:
    written = "Céng hßa x· héi chñ nghÜa ViÖt Nam".encode("latin-1")
    found = look(tmp_path, "a.txt", written)
    assert (found.extension, found.findings) == ("txt", ())
    assert look(tmp_path, "b.txt", written + b"\x01").extension == ""


def test_a_pdf_that_could_act_is_asked_about(tmp_path: Path) -> None:
    script = a_pdf()
    run = DictionaryObject({NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")})
    script.root_object[NameObject("/OpenAction")] = run
    attachment = a_pdf()
    attachment.add_attachment("a.exe", b"MZ")
    launch = a_pdf()
    action = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")})
    note = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): action})
    launch.pages[0][NameObject("/Annots")] = ArrayObject([note])
    for name, writer in (("script", script), ("attachment", attachment), ("launch", launch)):
        found = look(tmp_path, f"{name}.pdf", pdf_bytes(writer))
        assert (codes_of(found.findings), found.pages) == ([f"probe.pdf_{name}"], 2)
        assert found.findings[0].severity is Severity.ASK


def test_a_pdf_with_a_password_is_refused_and_one_that_opens_without_is_not(tmp_path: Path) -> None:
    assert codes_of(look(tmp_path, "a.pdf", pdf_bytes(a_pdf(2, "secret"))).findings) == ["probe.locked"]
    owner_only = a_pdf(2)
    owner_only.encrypt("", "owner")
    assert look(tmp_path, "b.pdf", pdf_bytes(owner_only)).findings == ()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").symlink_to(CLIP)
    with pytest.raises(Unreadable):
        probe(tmp_path / "a.mp4")


def test_a_name_with_decomposed_letters_is_kept_for_people_only(tmp_path: Path) -> None:
    shutil.copy(CLIP, tmp_path / "Ho\u0300a \u202e4pm.mp4")
    found = probe(tmp_path / "Ho\u0300a \u202e4pm.mp4")
    assert (found.name, found.extension) == ("Hòa 4pm.mp4", "mp4")


@given(st.binary(max_size=200))
def test_any_bytes_have_a_kind_or_none(data: bytes) -> None:
    assert sniff_bytes(data) in {"", "zip", "pdf", "jpg", "png", "ole", "mp4", "mov", "webm", "mkv", "avi", "txt"}


def test_every_single_cut_of_a_small_document_ends_in_findings_not_in_a_crash(tmp_path: Path) -> None:
    whole = pdf_bytes(a_pdf(1))
    for length in range(1, len(whole) - 8, 7):
        assert look(tmp_path, "a.pdf", whole[:length]).sha256


def test_a_directory_of_a_million_parts_is_refused_before_it_is_read(tmp_path: Path) -> None:
    entry = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    directory = entry * 30_000
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 30_000, 30_000, len(directory), 30, 0)
    long_end = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 30_000, 30_000, len(directory), 30)
    place = struct.pack("<4sLQL", b"PK\6\7", 0, 30 + len(directory), 1)
    no_size = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65_535, 65_535, 2**32 - 1, 2**32 - 1, 0)
    for number, tail in enumerate((end, long_end + place + no_size)):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(b"PK\3\4" + bytes(26) + directory + tail)
        assert look_into(path) == Gate("bomb")
        assert codes_of(probe(path).findings) == ["probe.damaged"]


def test_a_directory_that_points_before_the_file_is_damage(tmp_path: Path) -> None:
    data = bytearray(a_docx())
    at = data.rfind(b"PK\5\6")
    data[at + 16 : at + 20] = (int.from_bytes(data[at + 16 : at + 20], "little") + 40_000).to_bytes(4, "little")
    (tmp_path / "a.docx").write_bytes(data)
    assert look_into(tmp_path / "a.docx") == Gate("damaged")
