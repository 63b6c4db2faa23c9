"""The Word writer: order of the schema, text of strangers, real styles and tables, the same bytes everywhere."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import docx
import pytest
import zxingcpp
from docx.document import Document as WordFile
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from judge_desk.documents.blocks import (
    Align,
    BigText,
    Block,
    CodeBlock,
    Column,
    CutLine,
    Document,
    Fields,
    KeepTogether,
    PageBreak,
    Paragraph,
    Plot,
    Signatures,
    Signer,
    Spacer,
    StateHead,
    Style,
    Table,
    Title,
)
from judge_desk.documents.docx_paper import render_docx
from judge_desk.documents.pdf_frame import sheet_of
from judge_desk.documents.plot_values import Axis, Dot, DotPlot
from judge_desk.documents.score_sheet import score_sheet
from judge_desk.documents.summary_table import summary_table
from judge_desk.documents.table_grid import fit_grid
from judge_desk.wording.figures import code_groups
from tests.documents import samples
from tests.documents.reading import paper
from tests.documents.samples import HEAD, papers
from tests.documents.word_schema import disorder

_PAPERS: Final = {name: render_docx(document) for name, document in papers().items()}
_AXIS: Final = Axis(Fraction(60), Fraction(100), Fraction(10), ("60", "70", "80", "90", "100"))
_GROUPED: Final = (
    Column("TT", Align.CENTRE), Column("Tên", share=1), Column("GK1", Align.RIGHT, group="Điểm"),
    Column("GK2", Align.RIGHT, group="Điểm"), Column("Tổng", Align.RIGHT, bold=True),
)  # fmt: skip
_TABLE: Final = Table(_GROUPED, (("1", "a\nb", "70", "80,5", "150,5"),), (("", "Cộng", "", "", "150,5"),))


def every_block(text: str) -> tuple[Block, ...]:
    """Give every kind of block, with a text in every place that takes one."""
    return (
        StateHead(text, text, text, text), Title(text, (text,), text), Title(text, (text,), text, rule_last=True),
        *(Paragraph(text, style, text, 12) for style in Style), Fields(((text, text), ("", text)), bold=True),
        _TABLE, Table(_GROUPED[:2], (), empty=text), Table((Column(text, share=1),), ((text,),), numbered=False),
        CodeBlock(text, "1234567890", text[:200] or "x", (text,)), Signatures((Signer(text, text, text, text),), 1),
        Plot(DotPlot(_AXIS, (Dot("Ghế 1: 82", Fraction(82)),))), BigText(text), CutLine(text), Spacer(9), PageBreak(),
        KeepTogether((Paragraph(text), _TABLE)), Signatures((Signer("A"), Signer("B"), Signer("C")), 2, (text, text)),
        Signatures((Signer("A"),), 1, ("Nơi nhận:", text)),
    )  # fmt: skip


def full(text: str = "Nội dung") -> Document:
    """Give a document with every block and every mark of a page."""
    return Document(
        text, text, every_block(text), text, "12345", text, text, f"{text}\nDỰ THẢO\nBẢN CHẠY THỬ", framed=True
    )


def opened(data: bytes) -> WordFile:
    """Open a file with the library."""
    return docx.Document(io.BytesIO(data))


def body_text(file: WordFile) -> str:
    """Give all text of the body, a blank between paragraphs."""
    body: Any = file.element.body
    return " ".join("".join(run.text for run in each.iter(qn("w:t"))) for each in body.iter(qn("w:p")))


@pytest.mark.parametrize("name", [*sorted(_PAPERS), "full"])
def test_every_part_has_the_order_of_the_schema(name: str) -> None:
    data = render_docx(full()) if name == "full" else _PAPERS[name]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        named = [part for part in parts.namelist() if part.startswith("word/") and part.endswith(".xml")]
        assert {"word/document.xml", "word/styles.xml", "word/settings.xml"} < set(named)
        assert [fault for part in named for fault in disorder(parts.read(part))] == []


@pytest.mark.parametrize(
    "text", ["<b>đậm</b> & <img src='x'/>", "<w:p/>]]>", "=cmd|' /C calc'!A0", '{title} %s "x" &lt;', "\\n \\( Tj"]
)
def test_markup_stays_text(text: str) -> None:
    file = opened(render_docx(full(text)))
    assert body_text(file).count(text) >= 30
    assert text in file.sections[0].header.paragraphs[0].text
    assert text in file.sections[0].footer.paragraphs[0].text
    assert file.core_properties.title == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=300))
@settings(max_examples=25)
def test_any_text_at_all_can_be_written(text: str) -> None:
    table = Table((Column(text[:40], share=1), Column("Điểm", Align.RIGHT)), ((text, text[:9]),))
    blocks = (Title(text), Paragraph(text, lead=text[:20]), Fields(((text, text),)), table, CutLine(text))
    assert opened(render_docx(Document(text, text, blocks, text, text, text, text, text))).paragraphs


def test_the_same_content_gives_the_same_bytes_in_every_process_and_names_nobody() -> None:
    code = (
        "import hashlib; from tests.documents.samples import papers\n"
        "from judge_desk.documents.docx_paper import render_docx\n"
        "for name, each in papers().items(): print(name, hashlib.sha256(render_docx(each)).hexdigest())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONHASHSEED": "4711"},
    )  # fmt: skip
    ours = {name: hashlib.sha256(data).hexdigest() for name, data in _PAPERS.items()}
    assert dict(line.split() for line in ran.stdout.splitlines()) == ours
    data = _PAPERS["bien-ban-1"]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
        assert "python-docx" not in core
        assert "dcterms" not in core.replace("xmlns:dcterms", "")
    properties = opened(data).core_properties
    assert (properties.author, properties.last_modified_by, properties.language) == ("", "", "vi-VN")
    assert properties.title == papers()["bien-ban-1"].title


def test_text_has_styles_and_headings_that_the_navigation_finds() -> None:
    file = opened(_PAPERS["bien-ban-1"])
    named = {each.style.name for each in file.paragraphs if each.style is not None}
    assert {"Heading 1", "Heading 2", "Paper body", "Paper item", "Paper field", "Paper subject"} <= named
    assert "Normal" not in named
    [title] = [each.text for each in file.paragraphs if each.style is not None and each.style.name == "Heading 1"]
    assert title == "BIÊN BẢN"
    heads = [each.text for each in file.paragraphs if each.style is not None and each.style.name == "Heading 2"]
    assert heads[:2] == ["1. Điều kiện họp", "2. Thể lệ, biểu điểm và cách tính"]
    fonts = {each.get(qn("w:ascii")) for each in file.styles.element.iter(qn("w:rFonts"))}
    assert fonts == {"Times New Roman"}
    body: Any = file.element.body
    assert not list(body.iter(qn("w:rFonts")))


@pytest.mark.parametrize("name", ["tong-hop-15", "phieu-cham", "giai-thuong"])
def test_tables_have_the_widths_and_the_size_of_the_pdf_and_heads_that_repeat(name: str) -> None:
    document = papers()[name]
    room = sheet_of(document).room
    wanted = [block for block in document.blocks if isinstance(block, Table)]
    ruled = [
        each for each in opened(_PAPERS[name]).tables if each.style is not None and each.style.name == "Paper grid"
    ]
    assert len(wanted) == len(ruled) > 0
    for block, made in zip(wanted, ruled, strict=True):
        grid = fit_grid(block, room)
        element: Any = made._tbl
        widths = [int(each.get(qn("w:w"))) / 20 for each in element.iter(qn("w:gridCol"))]
        assert widths == pytest.approx([b - a for a, b in zip(grid.rules, grid.rules[1:], strict=False)], abs=0.2)
        heads = [row for row in element.tr_lst if row.find(f".//{qn('w:tblHeader')}") is not None]
        grouped = any(column.group for column in block.columns)
        assert len(heads) == 1 + grouped + block.numbered
        assert len(element.tr_lst) == len(heads) + len(block.rows) + len(block.totals)
        style = made.rows[-1].cells[0].paragraphs[0].style
        assert style is not None
        assert style.font.size is not None
        assert style.font.size.pt == grid.size
        assert made.rows[len(heads)].cells[1].text == block.rows[0][1]


def test_groups_are_merged_totals_are_bold_and_an_empty_table_says_so() -> None:
    grouped, empty = opened(render_docx(paper(_TABLE, Table(_GROUPED[:2], (), empty="Chưa có.")))).tables
    head: Any = grouped.rows[0].cells
    assert head[2]._tc is head[3]._tc
    assert head[1]._tc is grouped.rows[1].cells[1]._tc
    assert [cell.text for cell in grouped.rows[2].cells] == ["(1)", "(2)", "(3)", "(4)", "(5)"]
    assert [each.text for each in grouped.rows[3].cells[1].paragraphs] == ["a", "b"]
    bold = [cell.paragraphs[0].runs[0].bold for cell in grouped.rows[3].cells]
    assert bold == [None, None, None, None, True]
    assert grouped.rows[4].cells[1].paragraphs[0].runs[0].bold
    assert empty.rows[-1].cells[0].text == "Chưa có."
    with pytest.raises(ValueError, match="texts for"):
        render_docx(paper(Table(_GROUPED[:2], (("1", "2", "3"),))))


def test_the_page_has_the_margins_of_the_decree_heads_feet_and_marks() -> None:
    file = opened(_PAPERS["bien-ban-2"])
    [section] = file.sections
    assert (section.page_width, section.page_height) == pytest.approx((Mm(210), Mm(297)), abs=10_000)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert margins == pytest.approx((Mm(20), Mm(20), Mm(30), Mm(15)), abs=10_000)
    first, others = section.first_page_header, section.header
    for head in (first, others):
        assert head.paragraphs[0].text == papers()["bien-ban-2"].banner
        shapes: Any = head._element.iter("{urn:schemas-microsoft-com:vml}textpath")
        assert [each.get("string") for each in shapes if each.get("string")] == ["BẢN CHẠY THỬ", "MẪU MINH HỌA"]
    fields: Any = {name: [each.get(qn("w:instr")).strip() for each in part._element.iter(qn("w:fldSimple"))]
                   for name, part in (("first", first), ("others", others), ("foot", section.footer))}  # fmt: skip
    assert fields == {"first": [], "others": ["PAGE"], "foot": ["PAGE", "NUMPAGES"]}
    assert "hau-giang-2024 · bản 2 · a1b2c3d4" in section.first_page_footer.paragraphs[0].text
    assert code_groups(HEAD.data_code) in section.footer.paragraphs[1].text
    wide = opened(_PAPERS["tong-hop-5"]).sections[0]
    assert wide.page_width is not None
    assert wide.page_height is not None
    assert wide.page_width > wide.page_height
    letter: Any = opened(_PAPERS["thu-ghe"]).sections[0].footer._element
    assert not list(letter.iter(qn("w:fldSimple")))


def test_the_qr_is_read_and_a_plot_keeps_its_words() -> None:
    with zipfile.ZipFile(io.BytesIO(_PAPERS["phieu-cham"])) as parts:
        [name] = [each for each in parts.namelist() if each.endswith(".png")]
        picture = Image.open(io.BytesIO(parts.read(name))).convert("L")
    assert [each.text for each in zxingcpp.read_barcodes(picture)] == [samples.sheet().digest]
    plot = opened(render_docx(paper(Plot(DotPlot(_AXIS, (Dot("Ghế 1: 82", Fraction(82)),))))))
    body: Any = plot.element.body
    [about] = [each.get("descr") for each in body.iter("{*}docPr")]
    assert "Ghế 1: 82" in about


def test_papers_of_320_entries_take_a_moment() -> None:
    summary, sheet = summary_table(samples.summary(320, 9, blind=False)), score_sheet(samples.sheet(320))
    began = time.process_time()
    made = [opened(render_docx(replace(each, title="x"))) for each in (summary, sheet)]
    assert time.process_time() - began < 2
    assert [len(each.tables[-2].rows) > 100 for each in made]


def test_a_long_table_has_every_row_though_most_are_packed_as_text() -> None:
    rows = tuple((str(number), f"<?rows 0?> & bài {number}\ndòng hai") for number in range(150))
    table = Table((Column("TT"), Column("Bài", share=1)), rows, totals=(("", "Cộng"),), numbered=False)
    made = opened(render_docx(Document("", "", (table, Signatures((Signer("CHỦ TỊCH"),))))))
    texts = [cell.text for row in made.tables[0].rows for cell in row.cells]
    assert texts == ["TT", "Bài", *(text for row in rows for text in row), "", "Cộng"]
    with pytest.raises(ValueError, match="columns"):
        render_docx(Document("", "", (replace(table, rows=(*rows[:9], ("9", "bài", "thừa"), *rows)),)))
