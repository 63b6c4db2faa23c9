"""Hostile registers and other sheets: workbooks that swell, lie or call out, and texts that pretend to be one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import openpyxl

from tests.trust.hostile import Hostile, long_directory, packed, packed_huge

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WHOLE: Final = ("sheet.too_big", "sheet.unreadable")
_MIB: Final = 1024 * 1024
SQLITE: Final = b"SQLite format 3\0"


def workbook_parts(
    rows: str = "", strings: str = "<si><t>a</t></si>", head: str = "", before: str = ""
) -> dict[str, bytes]:
    """Give the parts of a workbook of one sheet."""
    sort = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{sort}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{sort}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{sort}.sharedStrings+xml"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_RELS}"><Relationship Id="r1" Type="{_OFFICE}/worksheet" '
            f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{_OFFICE}/sharedStrings" '
            'Target="sharedStrings.xml"/></Relationships>'
        ).encode(),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
            "</workbook>"
        ).encode(),
        "xl/sharedStrings.xml": f'{before}<sst xmlns="{_MAIN}">{strings}</sst>'.encode(),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{_MAIN}">{head}<sheetData>{rows}</sheetData></worksheet>'
        ).encode(),
    }


def _book(rows: str = "", strings: str = "<si><t>a</t></si>", head: str = "", before: str = "") -> bytes:
    return packed(workbook_parts(rows, strings, head, before))


def _number(place: str, value: str) -> str:
    return f'<row r="1"><c r="{place}"><v>{value}</v></c></row>'


def _with(name: str, data: bytes, swap: tuple[bytes, bytes] | None = None) -> bytes:
    parts = workbook_parts(_number("A1", "1"))
    if swap is not None:
        parts[name] = parts[name].replace(*swap)
    else:
        parts[name] = data
    return packed(parts)


def _laughs() -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>'


def _huge(name: str, start: str, fill: str, megabytes: int) -> bytes:
    rest = {each: data for each, data in workbook_parts(_number("A1", "1")).items() if each != name}
    return packed_huge(rest, name, start.encode(), fill.encode(), megabytes * _MIB)


def _formulas() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["STT", "Tên bài dự thi", "Tác giả"])
    for number, text in enumerate(
        ('=HYPERLINK("http://127.0.0.1:9","x")', "=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", "=1+1"),
        start=1,
    ):
        sheet.append([number, text, "<b>x</b><img src=file:///etc/passwd>\u202eẩn"])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _repeated() -> bytes:
    """Give a workbook, not packed, in whose every cell one long text stands that the file holds once."""
    rows = "".join(f'<row r="{row}">' + '<c t="s"><v>0</v></c>' * 200 + "</row>" for row in range(1, 3001))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in workbook_parts(rows, f"<si><t>{'aê' * 16_000}</t></si>").items():
            archive.writestr(name, data)
    return target.getvalue()


def _workbooks() -> list[tuple[str, Callable[[], bytes], tuple[str, ...]]]:
    unreadable, none = ("sheet.unreadable",), ("sheet.not_a_sheet",)
    sheet, strings = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
    start, shared = f'<worksheet xmlns="{_MAIN}"><sheetData>', f'<sst xmlns="{_MAIN}">'
    row = '<row><c t="inlineStr"><is><t>a</t></is></c></row>'
    link = f'<externalLink xmlns="{_MAIN}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'.encode()
    wide = "".join(f'<c t="n"><v>{n}</v></c>' for n in range(16_384))
    return [
        ("ty-tieng-cuoi.xlsx", lambda: _book(before=_laughs(), strings="<si><t>&l9;</t></si>"), unreadable),
        ("dtd.xlsx", lambda: _book(before='<!DOCTYPE x SYSTEM "file:///etc/passwd">'), unreadable),
        ("noi-ngoai.xlsx", lambda: _with("xl/externalLinks/externalLink1.xml", link), ()),
        ("ket-noi.xlsx", lambda: _with("xl/connections.xml", b"<connections><connection/></connections>"), ()),
        ("macro.xlsx", lambda: _with("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"), ()),
        ("cong-thuc.xlsx", _formulas, ()),
        ("bom.xlsx", lambda: _huge(sheet, start, row, 400), _WHOLE),
        ("hang-59mb.xlsx", lambda: _huge(sheet, start, row, 59), _WHOLE),
        ("chuoi-59mb.xlsx", lambda: _huge(strings, shared, "<si><t>a</t></si>", 59), _WHOLE),
        ("o-59mb.xlsx", lambda: _huge(sheet, start + '<row r="1"><c t="inlineStr"><is><t>', "a", 59), _WHOLE),
        ("16384-cot.xlsx", lambda: _book(f"<row>{wide}</row>" * 5), ()),
        ("rong-va-dai.xlsx", lambda: packed_huge({k: v for k, v in workbook_parts().items() if k != sheet}, sheet,
            start.encode(), f"<row>{wide[: wide.rfind('<c', 0, 60_000)]}</row>".encode(), 50 * _MIB), _WHOLE),
        ("nhieu-chuoi.xlsx", lambda: _book(_number("A1", "1"),
            "".join(f"<si><t>{n * 7919 % 10**9}</t></si>" for n in range(1_200_000))), _WHOLE),
        ("cot-zzz.xlsx", lambda: _book(_number("ZZZZZZ1", "1")), unreadable),
        ("cot-xfd.xlsx", lambda: _book(_number("XFD1", "1")), ()),
        ("hang-ty.xlsx",
            lambda: _book('<row r="1"><c r="A1"><v>1</v></c></row><row r="1000000000"><c><v>1</v></c></row>'),
            (*_WHOLE, "sheet.empty")),
        ("chuoi-lap.xlsx", _repeated, _WHOLE),
        ("co-noi-doi.xlsx", lambda: _book(_number("A1", "1"), head='<dimension ref="A1:XFD1048576"/>'), ()),
        ("co-sai.xlsx", lambda: _book(_number("A1", "1"), head='<dimension ref="-1:?"/>'), unreadable),
        ("o-dai.xlsx",
            lambda: _book('<row r="1"><c r="A1" t="inlineStr"><is><t>' + "a" * 5_000_000 + "</t></is></c></row>"), ()),
        ("so-1e999.xlsx", lambda: _book(_number("A1", "1e999")), ()),
        ("so-nan.xlsx", lambda: _book(_number("A1", "NaN")), ()),
        ("so-dai.xlsx", lambda: _book(_number("A1", "9" * 100_000)), ()),
        ("ngay-am.xlsx", lambda: _book('<row r="1"><c r="A1" t="d"><v>99999-99-99</v></c></row>'), unreadable),
        ("chuoi-sai.xlsx", lambda: _book('<row r="1"><c r="A1" t="s"><v>999999</v></c></row>'), unreadable),
        ("kieu-sai.xlsx", lambda: _book('<row r="1"><c r="A1" s="99999"><v>1</v></c></row>'), ()),
        ("khong-bang.xlsx", lambda: _with("xl/workbook.xml", b"<workbook/>"), (*unreadable, "sheet.empty")),
        ("bang-ra-ngoai.xlsx", lambda: _with("xl/_rels/workbook.xml.rels", b"",
            (b"worksheets/sheet1.xml", b"../../../../etc/passwd")), (*unreadable, "sheet.empty")),
        ("sau.xlsx", lambda: _book('<row r="1">' + "<c>" * 50_000 + "</c>" * 50_000 + "</row>"), ()),
        ("trieu-phan.xlsx", lambda: long_directory(500_000), _WHOLE),
        ("van-ban.xlsx", lambda: packed({"word/document.xml": b"<a/>"}), none),
        ("sqlite.xlsx", lambda: SQLITE + bytes(5000), none),
        ("phim.csv", lambda: b"\0\0\0\x18ftypmp42" + bytes(500), none),
        ("ngoac.csv", lambda: b'STT;Ten\n1;"' + b"x" * 200_000, ("sheet.csv_quotes",)),
        ("o-dai.csv", lambda: b"STT;Ten\n1;" + b"x" * 1_000_000, ("sheet.csv_quotes",)),
        ("nhieu-hang.csv", lambda: b"a;b\n" * 300_000, ("sheet.too_big",)),
        ("nhieu-cot.csv", lambda: b";".join([b"a"] * 400_000), ()),
        ("chi-phan-cach.csv", lambda: b";" * 20_000_000, ("sheet.csv_quotes",)),
        ("o-nhieu-dong.csv", lambda: b'"a\nb";' * 3_000_000, ("sheet.csv_quotes",)),
        ("chu-cu.csv", lambda: b"\xb9\xae\xcd \xb5;" * 5_000_000, ("sheet.encoding", "sheet.csv_quotes")),
        ("chu-cu-dong.csv", lambda: b"\xb9\xae\xcd \xb5\n" * 4_900_000, ("sheet.encoding", "sheet.too_big")),
        ("cong-thuc.csv", lambda: b"STT;Ten\n1;=cmd|'/c calc'!A0\n2;@SUM(1)\n", ()),
        ("utf16-le.csv", lambda: b"\xff\xfe" + b"\0\xd8" * 4000, ("sheet.encoding",)),
        ("lon.csv", lambda: bytes(31 * _MIB), ("sheet.too_big",)),
    ]  # fmt: skip


def _make(data: Callable[[], bytes], path: Path) -> None:
    path.write_bytes(data())


SHEETS: Final = tuple(Hostile(name, partial(_make, data), "sheet", told) for name, data, told in _workbooks())
