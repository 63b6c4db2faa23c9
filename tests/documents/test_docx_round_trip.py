"""Word papers as LibreOffice sees them: the same words and nearly the same pages as the PDF, also after an edit."""

from __future__ import annotations

import copy
import io
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final, cast

import docx
import pytest
import zxingcpp

from judge_desk.documents.blocks import (
    Block,
    CodeBlock,
    Column,
    PageBreak,
    Paragraph,
    Signatures,
    Signer,
    Style,
    Table,
)
from judge_desk.documents.docx_paper import render_docx
from judge_desk.documents.pdf import render_pdf
from tests.documents import office, samples
from tests.documents.reading import pages_of, paper, picture_of, reader, text_of
from tests.documents.samples import papers

_COLUMNS: Final = (Column("Mã"), Column("Tên", share=1))
_LONG: Final = " ".join(f"từ{number}" for number in range(3000))
_LONG_ROW: Final = Table((Column("Nhận xét", share=1), Column("x")), (("a", "1"), (_LONG, "2"), ("z", "3")))
_MARGIN: Final = 56


def _lines(count: int) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(f"Dòng {number}.", Style.ITEM) for number in range(count))


def _rows(count: int) -> tuple[tuple[str, str], ...]:
    return tuple((f"m{number}.", "x") for number in range(count))


def _signed(name: str) -> Signatures:
    return Signatures((Signer("THƯ KÝ", "(Ký)"), Signer(name)), recipients=("Nơi nhận:", "- Lưu: VT."))


def _trials() -> list[Block]:
    """Give short papers, each on a new page, whose end comes near the end of it."""
    made: list[Block] = []
    code = CodeBlock("Mã kiểm tra", "12345", "abc")
    for count in range(8):
        made += [PageBreak(), *_lines(22 + count), _signed(f"LINES{count}.")]
        made += [PageBreak(), *_lines(19 + count), code, Signatures((Signer(f"CODE{count}."),), 1)]
        made += [PageBreak(), Table(_COLUMNS, _rows(25 + count)), _signed(f"TABLE{count}.")]
    return made


def _edited(data: bytes) -> bytes:
    """Do what an official does at five o'clock: copy rows, write into them, add a paragraph."""
    file = docx.Document(io.BytesIO(data))
    table: Any = next(each for each in file.tables if each.style is not None and each.style.name == "Paper grid")._tbl
    last = table.tr_lst[-1]
    for number in range(40):
        row = copy.deepcopy(last)
        next(each for each in row.iter("{*}t") if each.text == "Lấy trung bình").text = f"thêm{number}"
        table.append(row)
    plain = next(each for each in file.tables if each._tbl is table)
    cast(Any, plain).add_row().cells[0].text = "hàng"
    file.paragraphs[-1].insert_paragraph_before("Đoạn viết thêm.", style="Paper body")
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Let LibreOffice turn every paper into PDF, in one call."""
    folder = tmp_path_factory.mktemp("word")
    made = {name: render_docx(each) for name, each in papers().items()}
    made["trials"], made["long-row"] = render_docx(paper(*_trials())), render_docx(paper(_LONG_ROW))
    made["edited"] = _edited(made["tong-hop-5"])
    done = office.converted({f"{name}.docx": data for name, data in made.items()}, folder, "pdf")
    return {name.removesuffix(".docx"): data for name, data in done.items()}


def _body_words(data: bytes) -> Counter[str]:
    """Count the words between the margins, where neither head nor foot stands; hyphens apart, at which lines break."""
    high = float(reader(data).pages[0].mediabox.height)
    box = ("-x", "0", "-y", str(_MARGIN), "-W", "900", "-H", str(round(high) - 2 * _MARGIN - 1))
    return Counter(text_of(data, *box).replace("-", "").split())


@pytest.mark.parametrize("name", sorted(papers()))
def test_the_words_and_nearly_the_pages_are_those_of_the_pdf(name: str, converted: Mapping[str, bytes]) -> None:
    ours, theirs = render_pdf(papers()[name]), converted[name]
    assert _body_words(theirs) == _body_words(ours)
    pages, more = len(pages_of(ours)), len(pages_of(theirs))
    assert abs(more - pages) <= -(-pages // 6)


@pytest.mark.parametrize("name", sorted(papers()))
def test_every_page_has_its_frame_and_none_has_signatures_alone(name: str, converted: Mapping[str, bytes]) -> None:
    document, pages = papers()[name], pages_of(converted[name])
    for number, page in enumerate(pages, 1):
        assert document.footer in page
        assert document.banner in page
        if document.numbered:
            assert f"Trang {number}/{len(pages)}" in page
        body = page.removeprefix(document.superseded).strip().removeprefix(document.banner).strip()
        assert not body.removeprefix(f"{number} ").startswith(("THƯ KÝ", "GIÁM KHẢO 1 ", "THÀNH VIÊN BAN"))


@pytest.mark.parametrize(("kind", "last"), [("LINES", "Dòng {}."), ("CODE", "Mã kiểm tra"), ("TABLE", "m{}.")])
def test_signatures_stay_with_what_is_signed(kind: str, last: str, converted: Mapping[str, bytes]) -> None:
    pages = pages_of(converted["trials"])
    turned = set()
    for count in range(8):
        [(number, page)] = [(at, each) for at, each in enumerate(pages) if f"{kind}{count}." in each]
        assert last.format(count + {"LINES": 21, "TABLE": 24}.get(kind, 0)) in page
        assert kind == "CODE" or "Nơi nhận" in page
        first = "m0. " if kind == "TABLE" else "Dòng 0. "
        turned.add(number - max(at for at, each in enumerate(pages[: number + 1]) if first in each))
    assert turned == {0, 1}, "no trial ended near the end of a page"


def test_a_row_higher_than_a_page_goes_on_under_its_head(converted: Mapping[str, bytes]) -> None:
    pages = pages_of(converted["long-row"])
    found = [word for page in pages for word in page.split() if word.startswith("từ")]
    assert found == _LONG.split()
    assert len(pages) > 2
    assert all("Nhận xét" in page for page in pages)


def test_the_printed_code_is_read_by_a_camera(converted: Mapping[str, bytes]) -> None:
    found = zxingcpp.read_barcodes(picture_of(converted["phieu-cham"], page=2))
    assert [each.text for each in found] == [samples.sheet().digest]


def test_an_edited_paper_stays_whole(converted: Mapping[str, bytes]) -> None:
    pages = pages_of(converted["edited"])
    words = " ".join(pages)
    assert all(f"thêm{number} " in words for number in range(40))
    assert "Đoạn viết thêm." in words
    with_rows = [page for page in pages if re.search(r"thêm\d", page)]
    assert len(with_rows) > 1
    assert all("Tổng điểm của từng giám khảo" in page and "(15)" in page for page in with_rows)
    assert "TRƯỞNG BAN GIÁM KHẢO" in pages[-1]
