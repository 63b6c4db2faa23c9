"""Files that are kept: the rules of PDF/A-2b (ISO 19005-2) that apply to our papers, checked on their bytes.

Numbers are clauses of the standard. veraPDF itself does not run here; what stands in this file is what was checked.
"""

from __future__ import annotations

import re
import struct
import subprocess
import unicodedata
import xml.etree.ElementTree as ET  # our own metadata
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final, cast

import pytest
from PIL import Image, ImageCms
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject, NullObject, StreamObject

from judge_desk.documents.blocks import Plot
from judge_desk.documents.pdf import render_pdf
from judge_desk.documents.stamping import stamp_replaced
from judge_desk.paths import resource
from tests.documents.reading import paper, reader, text_of
from tests.documents.samples import papers
from tests.documents.test_plots import dots

_SENTENCE: Final = "ĐÃ THAY THẾ bằng bản có mã 12345 67890"
_SPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
# 6.5, 6.1.2, 6.1.12, 6.4.1, 6.10: what may stand nowhere in a file that is kept.
_FORBIDDEN: Final = (
    "/AA /OpenAction /JavaScript /JS /Launch /EmbeddedFiles /EF /Encrypt /AcroForm /XFA /NeedAppearances /PresSteps "
    "/AlternatePresentations /Requirements /Perms /Alternates /OPI /PS /TR /TR2 /HTP /SMask /CA /ca /BM /ExtGState "
)
_OPERATORS: Final = (
    " b B b* B* BDC BMC BT c cm CS cs d Do EMC ET f f* G g h i j J l m M n q Q RG rg re S s Tc Td TD Tf TJ Tj TL Tm Tr "
    "Ts Tw Tz T* v w W W* y "
)


@cache
def _kept(name: str) -> bytes:
    if name == "da-thay":
        return stamp_replaced(render_pdf(papers()["bien-ban-1"]), _SENTENCE)
    return render_pdf(paper(Plot(dots(80, 81, 99))) if name == "do-thi" else papers()[name])


_NAMES: Final = ("bien-ban-1", "tong-hop-15", "phieu-cham", "thu-ghe", "bien-nhan", "do-thi", "da-thay")
"""One of every inner form: text, wide tables, codes, several papers in one file, a plot, a stamped copy."""


def _objects(file: PdfReader) -> list[Any]:
    found: list[Any] = [file.get_object(number) for number in range(1, cast(int, file.trailer["/Size"]))]
    return [each for each in found if not isinstance(each, NullObject) and each is not None]


def _keys(value: Any) -> set[str]:
    """Give every key and every name inside an object, not following references."""
    if isinstance(value, IndirectObject):
        return set()
    if isinstance(value, DictionaryObject):
        return {str(key) for key in value}.union(*(_keys(value.raw_get(key)) for key in value))
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


@pytest.mark.parametrize("name", [*papers(), "do-thi", "da-thay"])
def test_two_other_programs_find_nothing_wrong(name: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(_kept(name))
    checked = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (0, "")
    told = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True)
    assert (told.returncode, told.stderr) == (0, "")
    assert re.search(r"PDF version:\s+1\.7", told.stdout)
    assert re.search(r"Page size:.*\(A4\)", told.stdout)
    assert "CreationDate" not in told.stdout, "a time that nobody stated"


@pytest.mark.parametrize("name", _NAMES)
def test_bytes_around_objects_are_as_a_kept_file_has_them(name: str) -> None:
    data = _kept(name)
    assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", data), "6.1.2"
    assert data.endswith(b"%%EOF\n"), "6.1.3"
    trailer = data[data.rindex(b"trailer") :]
    assert re.search(rb"/ID\s*\[\s*<[0-9a-f]{32}>\s*<[0-9a-f]{32}>", trailer), "6.1.3"
    assert b"/Encrypt" not in trailer, "6.1.3"
    assert b"\nxref\n0 " in data, "6.1.4"
    file = reader(data)
    for number, generation in re.findall(rb"\n(\d+) (\d+) obj", data):
        assert b"\n%s %s obj\n" % (number, generation) in data, "6.1.9"
    assert len(re.findall(rb"\nendobj\n", data)) == len(_objects(file)), "6.1.9"
    starts = [found.end() for found in re.finditer(rb">>\nstream\n", data)]
    streams = [each for each in _objects(file) if isinstance(each, StreamObject)]
    assert len(starts) == len(streams), "6.1.7.1"
    for begin, end in zip(starts, (found.start() for found in re.finditer(rb"endstream\n", data)), strict=True):
        head = data[data.rindex(b" obj\n", 0, begin) : begin]
        long = int(re.findall(rb"/Length (\d+)", head)[-1])
        assert data[begin + long : end] == b"\n", "6.1.7.1: the end on a line of its own, the length exact"


@pytest.mark.parametrize("name", _NAMES)
def test_nothing_stands_in_it_that_may_not_be_kept(name: str) -> None:
    file = reader(_kept(name))
    for each in _objects(file):
        assert not [key for key in _keys(each) if f"{key} " in _FORBIDDEN]
        if isinstance(each, StreamObject):
            filters: Any = each.get("/Filter", [])
            assert set(filters if isinstance(filters, list) else [filters]) <= {"/FlateDecode"}, "6.1.7.2: no LZW"
            assert not {"/F", "/FFilter", "/FDecodeParms"} & set(each), "6.1.7.1"
    for page in file.pages:
        deep = most = 0
        for operands, operator in ContentStream(page.get_contents(), file).operations:
            assert f" {operator.decode()} " in _OPERATORS, "6.2.2"
            deep += (operator == b"q") - (operator == b"Q")
            most = max(most, deep)
            assert all(len(each.original_bytes) <= 32767 for each in operands if hasattr(each, "original_bytes"))
        assert deep == 0
        assert most <= 28, "6.1.13"
        assert "/Annots" not in page
        assert "/Group" not in page, "6.2.10: nothing transparent"


@pytest.mark.parametrize("name", _NAMES)
def test_the_colours_are_named(name: str) -> None:
    root: Any = reader(_kept(name)).trailer["/Root"]
    [intent] = [each.get_object() for each in root["/OutputIntents"]]
    assert (intent["/S"], intent["/OutputConditionIdentifier"]) == ("/GTS_PDFA1", "sRGB IEC61966-2.1"), "6.2.3"
    profile = intent["/DestOutputProfile"].get_object()
    assert profile["/N"] == 3
    assert profile.get_data() == resource("colour/srgb.icc").read_bytes()


def test_the_colour_profile_is_srgb() -> None:
    data = resource("colour/srgb.icc").read_bytes()
    assert struct.unpack(">I", data[:4]) == (len(data),)
    assert (data[8] < 5, data[12:20], data[36:40]) == (True, b"mntrRGB ", b"acsp"), "6.2.3, 6.2.4.2"
    assert b"N\0o\0 \0c\0o\0p\0y\0r\0i\0g\0h\0t" in data
    ours = ImageCms.ImageCmsProfile(BytesIO(data))
    change = ImageCms.buildTransform(ours, ImageCms.createProfile("sRGB"), "RGB", "RGB")
    colours = Image.new("RGB", (16, 16))
    colours.putdata([(n, 255 - n, n * 7 % 256) for n in range(256)])
    moved = ImageCms.applyTransform(colours, change)
    assert moved is not None
    assert all(abs(a - b) <= 1 for a, b in zip(colours.tobytes(), moved.tobytes(), strict=True))


@pytest.mark.parametrize("name", _NAMES)
def test_title_subject_language_and_program_are_said_alike_everywhere(name: str) -> None:
    file = reader(_kept(name))
    root: Any = file.trailer["/Root"]
    stream = root["/Metadata"].get_object()
    assert (stream["/Type"], stream["/Subtype"], "/Filter" in stream) == ("/Metadata", "/XML", False), "6.6.2.1"
    packet = stream.get_data().decode("utf-8")
    assert packet.startswith('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'), "6.6.2.1"
    meta = ET.fromstring(packet[packet.index("<x:") : packet.rindex("<?xpacket")])
    said = {key: _said(meta, key) for key in ("dc:title", "dc:description", "dc:language")}
    info = file.metadata
    assert info is not None
    assert (said["dc:title"], said["dc:description"]) == (info.title, info.subject)
    assert said["dc:language"] == root["/Lang"] == "vi-VN"
    assert meta.findtext(".//pdf:Producer", None, _SPACES) == info.producer == "Judge Desk"
    assert meta.findtext(".//xmp:CreatorTool", None, _SPACES) == info.creator
    assert meta.findtext(".//pdfaid:part", None, _SPACES) == "2", "6.6.4"
    assert meta.findtext(".//pdfaid:conformance", None, _SPACES) == "B", "6.6.4"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert unicodedata.is_normalized("NFC", packet)


def _said(meta: ET.Element, key: str) -> str:
    found = meta.find(f".//{key}//rdf:li", _SPACES)
    assert found is not None
    return found.text or ""


@pytest.mark.parametrize("name", ["bien-ban-1", "tong-hop-15", "da-thay"])
def test_every_type_is_embedded_and_measured_right(name: str) -> None:
    file = reader(_kept(name))
    fonts = [each for each in _objects(file) if isinstance(each, dict) and each.get("/Type") == "/Font"]
    assert len({font["/BaseFont"] for font in fonts}) == len(fonts), "6.2.11.2: no name for two parts of one type"
    used = _letters(file)
    for font in fonts:
        assert re.match(r"/[A-Z]{6}\+LiberationSerif", font["/BaseFont"]), "6.2.11.2"
        assert (font["/Subtype"], "/Encoding" in font) == ("/TrueType", False), "6.2.11.6: symbolic, no encoding"
        about = font["/FontDescriptor"].get_object()
        assert (about["/Flags"] & 4, about["/Flags"] & 32) == (4, 0), "6.2.11.6"
        tables = _tables(about["/FontFile2"].get_object().get_data())
        assert struct.unpack(">H", tables["cmap"][2:4]) == (1,), "6.2.11.6: one table of letters"
        first, last, widths = font["/FirstChar"], font["/LastChar"], font["/Widths"]
        assert len(widths) == last - first + 1
        glyphs = _glyphs(tables["cmap"])
        for code in sorted(used.get(font["/BaseFont"], ())):
            assert glyphs.get(code), "6.2.11.8: no letter without a form"
            assert abs(_advance(tables, glyphs[code]) - float(widths[code - first])) <= 1, "6.2.11.5"
        assert "/ToUnicode" in font


def _letters(file: PdfReader) -> dict[str, set[int]]:
    """Give the codes that every font draws, by its name in the file."""
    used: dict[str, set[int]] = {}
    for page in file.pages:
        resources: Any = page["/Resources"]
        fonts = resources["/Font"]
        now = ""
        for operands, operator in ContentStream(page.get_contents(), file).operations:
            if operator == b"Tf":
                now = fonts[operands[0]]["/BaseFont"]
            elif operator == b"Tj":
                text = operands[0]
                used.setdefault(now, set()).update(text if isinstance(text, bytes) else text.original_bytes)
    return used


def _tables(data: bytes) -> dict[str, bytes]:
    """Give the tables of a TrueType file."""
    found = {}
    for at in range(struct.unpack(">H", data[4:6])[0]):
        tag, _, begin, long = struct.unpack(">4sIII", data[12 + 16 * at : 28 + 16 * at])
        found[tag.decode()] = data[begin : begin + long]
    return found


def _glyphs(cmap: bytes) -> dict[int, int]:
    """Read the one table of letters, which is of format 6 or 0."""
    [begin] = struct.unpack(">I", cmap[8:12])
    kind = struct.unpack(">H", cmap[begin : begin + 2])[0]
    if kind == 0:
        return dict(enumerate(cmap[begin + 6 : begin + 262]))
    assert kind == 6
    first, count = struct.unpack(">HH", cmap[begin + 6 : begin + 10])
    return dict(enumerate(struct.unpack(f">{count}H", cmap[begin + 10 : begin + 10 + 2 * count]), first))


def _advance(tables: dict[str, bytes], glyph: int) -> float:
    """Give the width of a glyph in thousandths of the size."""
    units: int = struct.unpack(">H", tables["head"][18:20])[0]
    known: int = struct.unpack(">H", tables["hhea"][34:36])[0]
    at = min(glyph, known - 1)
    width: int = struct.unpack(">H", tables["hmtx"][4 * at : 4 * at + 2])[0]
    return width * 1000 / units


@pytest.mark.parametrize("name", ["bien-ban-1", "tong-hop-vong2", "phieu-cham"])
def test_text_is_found_as_it_is_written(name: str) -> None:
    text = text_of(_kept(name))
    assert unicodedata.is_normalized("NFC", text)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "\ufffd" not in text


def test_the_profile_adds_little() -> None:
    assert len(resource("colour/srgb.icc").read_bytes()) < 700
    assert max(len(_kept(name)) for name in papers()) < 160_000
