from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest

from judge_desk.wording.catalogue import open_catalogue
from tests.faults.command_line import check_vietnamese, done, run
from tests.faults.conftest import Copied
from tests.faults.small_world import SmallWorld, clip_bytes, docx_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
)


def _bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx_bytes("nhỏ"))) as source, zipfile.ZipFile(target, "w", 8) as packed:
        for name in source.namelist():
            huge = name == "word/document.xml"
            packed.writestr(name, b"<a>" + b" " * 30_000_000 if huge else source.read(name))
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("bai.docx", docx_bytes("đứt")[:4000], "probe.damaged"),
        ("bai.docx", _bomb(), "probe.docx_bomb"),
        ("bai.docx", OLE + bytes(64) + "EncryptedPackage".encode("utf-16-le") + bytes(600), "probe.old_office"),
        ("bai.pdf", PDF, "probe.damaged"),
        ("bai.docx", b"", "probe.empty"),
        ("bai.docx", "Chỉ là chữ".encode(), "probe.unknown_kind"),
    ],
    ids=["cut docx", "zip bomb", "password", "cut pdf", "zero bytes", "text"],
)
def test_a_write_up_that_cannot_be_opened_keeps_its_entry_out_and_stays_in_the_folder(
    small: SmallWorld, copied: Copied, name: str, data: bytes, code: str
) -> None:
    folder, files = copied(small.founded), copied(small.files)
    (files / "003" / "bai-viet.docx").unlink()
    (files / "003" / name).write_bytes(data)
    told = run("intake", folder, small.register, "--files", files, "--json")
    assert told.code == 1
    about = [each for each in told.data["findings"] if each["code"].startswith("probe.")]
    assert [each["code"] for each in about] == [code]
    assert about[0]["where"] == f"3 · {name}"
    for finding in told.data["findings"]:
        check_vietnamese(finding["sentence"], finding)
        assert f"finding.{finding['code']}" in open_catalogue("en")
    assert told.data["counts"] == {"eligible": 4, "doubtful": 0, "refused": 1, "withdrawn": 0}
    assert data in [path.read_bytes() for path in (folder / "submissions").iterdir()], "kept as it came"
    assert done("doctor", folder, "--json").data["ok"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (clip_bytes("đứt")[:6000], "probe.cut_short"),
        (b"ffconcat version 1.0\nfile /etc/hostname\n", "probe.text_as_video"),
        (b"", "probe.empty"),
    ],
    ids=["cut", "text", "zero bytes"],
)
def test_a_clip_that_is_none_leaves_its_entry_to_people(
    small: SmallWorld, copied: Copied, data: bytes, code: str
) -> None:
    folder, files = copied(small.founded), copied(small.files)
    (files / "001" / "clip.mp4").write_bytes(data)
    told = run("intake", folder, small.register, "--files", files, "--json")
    assert code in told.codes
    assert told.data["counts"]["doubtful"] == 1
    done("contest", "show", folder)


def test_the_same_intake_with_sound_files_makes_the_entry_whole(small: SmallWorld, copied: Copied) -> None:
    folder, files = copied(small.founded), copied(small.files)
    whole = (files / "003" / "bai-viet.docx").read_bytes()
    (files / "003" / "bai-viet.docx").write_bytes(whole[:2000])
    assert run("intake", folder, small.register, "--files", files).code == 1
    (files / "003" / "bai-viet.docx").write_bytes(whole)
    done("intake", folder, small.register, "--files", files)
    assert done("contest", "show", folder, "--json").data["entries"]["eligible"] == 5


def test_links_and_names_that_are_no_text_end_in_sentences(small: SmallWorld, copied: Copied, tmp_path: Path) -> None:
    folder, files = copied(small.founded), copied(small.files)
    (files / "004" / "noi-khac.pdf").symlink_to("/etc/hostname")
    odd = bytes(files / "005") + b"/b\xe0i-vi\xeat.docx"
    (files / "005" / "bai-viet.docx").rename(odd.decode("utf-8", "surrogateescape"))
    register = Path((bytes(tmp_path) + b"/danh s\xe1ch.xlsx").decode("utf-8", "surrogateescape"))
    shutil.copy(small.register, register)
    told = run("intake", folder, register, "--files", files, "--json")
    assert [code for code in told.codes if not code.startswith("inside.")] == ["files.link"]
    assert told.data["counts"]["eligible"] == 5
    assert "hostname" not in "".join(path.name for path in (folder / "submissions").iterdir())
    done("contest", "show", folder)
