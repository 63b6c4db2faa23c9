"""Hostile write-ups: Word files that call out, swell or nest, PDF files that act, loop or swell, other texts."""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from tests.trust.hostile import DEFLATED, Hostile, long_directory, packed, packed_huge, pdf_of, png, stream, write

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TYPES: Final = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    b'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    b'<Override PartName="/word/document.xml" '
    b'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS: Final = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
)
_ROOT: Final = (
    f'{_RELS}<Relationship Id="r1" Target="word/document.xml" Type="{_OFFICE}/officeDocument"/></Relationships>'
)
_HEAD: Final = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>'
)
_TAIL: Final = "</w:body></w:document>"
_PARAGRAPH: Final = "<w:p><w:r><w:t>chữ</w:t></w:r></w:p>"
_MIB: Final = 1024 * 1024
NO_PARTS: Final[Mapping[str, bytes]] = {}


def parts(body: str = _PARAGRAPH, rels: str = "", head: str = "") -> dict[str, bytes]:
    """Give the parts of a Word file."""
    return {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT.encode(),
        "word/_rels/document.xml.rels": f"{_RELS}{rels}</Relationships>".encode(),
        "word/document.xml": f"{head}{_HEAD}{body}{_TAIL}".encode(),
    }


def _docx(body: str = _PARAGRAPH, rels: str = "", head: str = "", more: Mapping[str, bytes] = NO_PARTS) -> bytes:
    return packed({**parts(body, rels, head), **{f"word/{name}": data for name, data in more.items()}})


def _out(target: str, sort: str = "image") -> str:
    return f'<Relationship Id="x" Type="{_OFFICE}/{sort}" Target="{target}" TargetMode="External"/>'


def _picture(how: str) -> str:
    return (
        "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:{how}="x"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


def _link(target: str) -> bytes:
    return _docx('<w:p><w:hyperlink r:id="x"><w:r><w:t>bấm</w:t></w:r></w:hyperlink></w:p>', _out(target, "hyperlink"))


def _nested(tag: str, times: int, inside: str = _PARAGRAPH) -> str:
    opening, closing = {
        "table": ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        "run": ("<w:smartTag>", "</w:smartTag>"),
        "box": ("<w:p><w:r><w:pict><v:textbox><w:txbxContent>", "</w:txbxContent></v:textbox></w:pict></w:r></w:p>"),
    }[tag]
    return opening * times + inside + closing * times


def _laughs() -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>'


def _encrypted() -> bytes:
    data = bytearray(_docx())
    for mark, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def _lying_size() -> bytes:
    """A part of 30 MB whose directory says that it is small."""
    data = bytearray(packed_huge({k: v for k, v in parts().items() if "document.xml" not in k}, "word/document.xml",
                                 _HEAD.encode(), _PARAGRAPH.encode(), 30 * _MIB))  # fmt: skip
    at = data.rfind(b"PK\1\2")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


def _swollen(megabytes: int) -> bytes:
    rest = {name: data for name, data in parts().items() if name != "word/document.xml"}
    return packed_huge(rest, "word/document.xml", _HEAD.encode(), _PARAGRAPH.encode(), megabytes * _MIB)


def _twice() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", DEFLATED) as archive:
        for name, data in parts().items():
            archive.writestr(name, data)
        archive.fp.write(b"") if archive.fp is not None else None
        info = zipfile.ZipInfo("word/document.xml")
        archive.NameToInfo.pop("word/document.xml")
        archive.writestr(info, parts("<w:p><w:r><w:t>khác</w:t></w:r></w:p>")["word/document.xml"])
    return target.getvalue()


def _docx_files() -> list[tuple[str, Callable[[], bytes], tuple[str, ...]]]:
    damaged, bomb, outside = ("probe.damaged",), ("probe.docx_bomb",), ("probe.docx_outside",)
    word = _PARAGRAPH.encode()
    field = '<w:p><w:fldSimple w:instr="{}"><w:r><w:t>chữ</w:t></w:r></w:fldSimple></w:p>'
    return [
        ("anh-ngoai-tep.docx", lambda: _docx(_picture("link"), _out("file:///etc/passwd")), outside),
        ("anh-ngoai-http.docx", lambda: _docx(_picture("link"), _out("http://127.0.0.1:9/x.png")), outside),
        ("anh-ngoai-unc.docx", lambda: _docx(_picture("link"), _out(r"\\127.0.0.1\s\x.png")), outside),
        ("anh-nhung-ngoai.docx", lambda: _docx(_picture("embed"), _out("file:///etc/passwd")), outside),
        ("mau-tu-xa.docx", lambda: _docx(rels=_out("http://127.0.0.1:9/x.dotm", "attachedTemplate")), outside),
        ("khung-tu-xa.docx", lambda: _docx(rels=_out("http://127.0.0.1:9/", "frame")), outside),
        ("ole-tu-xa.docx", lambda: _docx(rels=_out("http://127.0.0.1:9/x.hta!x", "oleObject")), outside),
        ("lien-ket-javascript.docx", lambda: _link("javascript:alert(1)"), ()),
        ("lien-ket-unc.docx", lambda: _link(r"\\127.0.0.1\share"), ()),
        ("lien-ket-file.docx", lambda: _link("file:////127.0.0.1/share/x"), ()),
        ("chen-tep.docx",
            lambda: _docx(field.format("INCLUDETEXT /etc/passwd") + field.format("DDEAUTO cmd /c calc")), ()),
        ("khoi-html.docx", lambda: _docx('<w:altChunk r:id="x"/>', _out("x.html", "aFChunk").replace(
            'TargetMode="External"', ""), more={"x.html": b"<script>1</script><img src=//127.0.0.1/x>"}), ()),
        ("kieu-nhung.docx", lambda: _docx(more={"../mammoth/style-map": b"p => script:fresh"}), damaged),
        ("dtd.docx", lambda: _docx(head='<!DOCTYPE x SYSTEM "file:///etc/passwd">'), damaged),
        ("dtd-utf16.docx", lambda: packed({**parts(), "word/document.xml":
            ("<!DOCTYPE x>" + _HEAD + _TAIL).encode("utf-16")}), damaged),
        ("ty-tieng-cuoi.docx", lambda: _docx("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", head=_laughs()), damaged),
        ("phinh-9mb.docx", lambda: _swollen(9), ("probe.docx_bomb", "inside.not_read", "probe.stopped")),
        ("phinh-20mb.docx", lambda: _swollen(20), bomb),
        ("phinh-50mb.docx", lambda: _swollen(50), bomb),
        ("phinh-200mb.docx", lambda: _swollen(200), bomb),
        ("noi-doi-co.docx", _lying_size, ("probe.docx_bomb", "probe.damaged")),
        ("nhieu-phan.docx", lambda: packed([(f"word/{n}.xml", b"") for n in range(65_536)]), ("probe.unknown_kind",
            *damaged)),
        ("trieu-phan.docx", lambda: long_directory(1_000_000), ("probe.unknown_kind", *damaged)),
        ("bang-long-bang.docx", lambda: _docx(_nested("table", 3000)), ("probe.damaged", "inside.not_read")),
        ("the-long-the.docx", lambda: _docx("<w:p>" + _nested("run", 20_000, "<w:r><w:t>a</w:t></w:r>") + "</w:p>"),
            ("probe.damaged", "inside.not_read")),
        ("o-long-o.docx", lambda: _docx(_nested("box", 200)), ()),
        ("bang-rong.docx", lambda: _docx("<w:tbl>" + ("<w:tr>" + f"<w:tc>{_PARAGRAPH}</w:tc>" * 300 + "</w:tr>") * 60
            + "</w:tbl>"), ()),
        ("dong-5mb.docx", lambda: _docx(f"<w:p><w:r><w:t>{'a' * 5_000_000}</w:t></w:r></w:p>"), ()),
        ("trung-phan.docx", _twice, damaged),
        ("ma-hoa.docx", _encrypted, ("probe.locked",)),
        ("mat-khau.docx", lambda: OLE + bytes(64) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
            ("probe.old_office",)),
        ("macro.docx", lambda: _docx(more={"vbaProject.bin": OLE}), ("probe.docx_macro",)),
        ("ten-nfd.docx", lambda: packed({**parts(), unicodedata.normalize("NFD", "word/ảnh.xml"): b"<a/>"}), ()),
        ("thoat-ra.docx", lambda: packed({**parts(), "../../thoat.xml": b"<a/>"}), damaged),
        ("tuyet-doi.docx", lambda: packed({**parts(), "/etc/thoat.xml": b"<a/>"}), damaged),
        ("anh-bom.docx", lambda: _docx(_picture("embed"), _out("a.png").replace('TargetMode="External"', ""),
            more={"a.png": png(30_000, 30_000, 3000)}), ()),
        ("cut.docx", lambda: _docx()[:-40], damaged),
        ("exe-truoc-zip.docx", lambda: b"MZ" + bytes(500) + _docx(), ("probe.unknown_kind",)),
        ("trong-long-khong.docx", lambda: packed({"word/document.xml": word}), damaged),
        ("html.docx", lambda: b"<html><img src=file:///etc/passwd><script>1</script>", ("probe.unknown_kind",)),
        ("cu.doc", lambda: OLE + bytes(2000), ("probe.old_office",)),
        ("mau.rtf", lambda: rb"{\rtf1{\*\template http://127.0.0.1:9/x.dot}{\object\objautlink}}",
            ("probe.unknown_kind",)),
        ("van-ban.odt", lambda: packed({"mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": b"<script/>"}), ("probe.unknown_kind",)),
        ("the.txt", lambda: b"<b>x</b><img src='file:///etc/passwd'>\x1b[2J\x1b]0;x\x07" + b"\xe2\x80\xae" * 9, ()),
        ("dai.txt", lambda: b"a" * (30 * _MIB), ()),
    ]  # fmt: skip


_PAGE: Final = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {} >>"


def _pdf(page: str = "", catalog: str = "", *more: str | bytes, trailer: str = "") -> bytes:
    return pdf_of(
        [f"<< /Type /Catalog /Pages 2 0 R {catalog} >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
         _PAGE.format(page), *more], trailer)  # fmt: skip


def _pages(count: int) -> bytes:
    kids = " ".join(f"{n} 0 R" for n in range(3, 3 + count))
    pages = ["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"] * count
    return pdf_of(["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {count} >>", *pages])


def _forms(depth: int, width: int) -> bytes:
    """Forms that draw the next one many times over."""
    last = 4 + depth
    forms: list[str | bytes] = []
    for number in range(4, last + 1):
        names = f"/Resources << /XObject << /F {number + 1} 0 R >> >>" if number < last else ""
        drawn = b"/F Do " * width if number < last else b"0 0 9 9 re f"
        forms.append(stream(drawn, f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {names}"))
    start = 4 + len(forms)
    page = f"/Contents {start} 0 R /Resources << /XObject << /F 4 0 R >> >>"
    return _pdf(page, "", *forms, stream(b"/F Do"))


def _huge_stream() -> bytes:
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b"0 0 m " * 100_000) for _ in range(850)) + packer.flush()
    return _pdf("/Contents 4 0 R", "", stream(data, "/Filter /FlateDecode"))


def _huge_picture() -> bytes:
    head = "/Type /XObject /Subtype /Image /Width 50000 /Height 50000 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    image = stream(zlib.compress(bytes(10_000_000)), f"{head} /Filter /FlateDecode")
    page = "/Contents 5 0 R /Resources << /XObject << /I 4 0 R >> >>"
    return _pdf(page, "", image, stream(b"500 0 0 500 0 0 cm /I Do"))


def _loop() -> bytes:
    data = _pdf()
    start = data.rfind(b"xref\n0")
    return data.replace(b"trailer << ", b"trailer << /Prev %d " % start)


def _pdf_files() -> list[tuple[str, Callable[[], bytes], tuple[str, ...]]]:
    script, launch = ("probe.pdf_script",), ("probe.pdf_launch",)
    encrypt = "<< /Filter /Standard /V 5 /R 6 /Length 256 /O <00> /U <00> /P -1 >>"
    return [
        ("10001-trang.pdf", lambda: _pages(10_001), ("probe.pdf_long", "probe.stopped")),
        ("trang-trieu-diem.pdf", lambda: _pdf("/MediaBox [0 0 1000000 1000000]"), ()),
        ("trang-khong.pdf", lambda: _pdf("/MediaBox [0 0 0 0]"), ()),
        ("javascript.pdf", lambda: _pdf("", "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), script),
        ("javascript-ten.pdf", lambda: _pdf("", "/Names << /JavaScript << /Names [(a) << /S /JavaScript >>] >> >>"),
            script),
        ("chay-lenh.pdf", lambda: _pdf("", "/OpenAction << /S /Launch /F (cmd.exe) >>"), launch),
        ("chay-khi-mo-trang.pdf", lambda: _pdf("/AA << /O << /S /Launch /F (cmd.exe) >> >>"), launch),
        ("dinh-exe.pdf", lambda: _pdf("",
            "/Names << /EmbeddedFiles << /Names [(a.exe) << /F (a.exe) /EF << /F 4 0 R >> >>]"
            " >> >>", stream(b"MZ", "/Type /EmbeddedFile")), ("probe.pdf_attachment",)),
        ("goi-unc.pdf", lambda: _pdf("", r"/OpenAction << /S /GoToR /F (\\\\127.0.0.1\\s\\x.pdf) /D [0 /Fit] >>"), ()),
        ("goi-http.pdf", lambda: _pdf("", "/OpenAction << /S /URI /URI (http://127.0.0.1:9/) >>"), ()),
        ("gui-mau.pdf", lambda: _pdf("", "/OpenAction << /S /SubmitForm /F (http://127.0.0.1:9/) >>"), ()),
        ("luong-ngoai.pdf", lambda: _pdf("/Contents 4 0 R", "",
            "<< /Length 0 /F (/etc/passwd) >>\nstream\n\nendstream"), ()),
        ("khoa.pdf", lambda: _pdf("", "", encrypt, trailer="/Encrypt 4 0 R /ID [<00> <00>]"), ("probe.locked",
            "probe.damaged")),
        ("bang-vong.pdf", _loop, ()),
        ("cay-vong.pdf", lambda: pdf_of(["<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]), ("probe.damaged",)),
        ("luong-500mb.pdf", _huge_stream, ()),
        ("anh-50000.pdf", _huge_picture, ()),
        ("ty-hinh.pdf", lambda: _forms(9, 10), ()),
        ("tu-ve-minh.pdf", lambda: _pdf("/Contents 5 0 R /Resources << /XObject << /F 4 0 R >> >>", "",
            stream(b"/F Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 4 0 R >> >>"),
            stream(b"/F Do")), ()),
        ("mang-sau.pdf", lambda: _pdf("/X " + "[" * 100_000 + "]" * 100_000), ()),
        ("ngan-trang-cay-sau.pdf", lambda: pdf_of(["<< /Type /Catalog /Pages 2 0 R >>", *(
            f"<< /Type /Pages /Kids [{n + 1} 0 R] /Count 1 >>" for n in range(2, 5000)),
            "<< /Type /Page /MediaBox [0 0 9 9] >>"]), ()),
        ("dem-doi.pdf", lambda: _pdf().replace(b"/Count 1 ", b"/Count 2147483647 "), ()),
        ("cut.pdf", lambda: _pdf()[:200], ("probe.damaged",)),
        ("rac.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 400, ("probe.damaged",)),
    ]  # fmt: skip


def _make(data: Callable[[], bytes], path: Path) -> None:
    path.write_bytes(data())


DOCUMENTS: Final = tuple(
    Hostile(name, partial(_make, data), "entry", told) for name, data, told in (*_docx_files(), *_pdf_files())
)
EMPTY: Final = Hostile("rong.docx", write(b""), "entry", ("probe.empty",))
