"""Codes on paper: read by a camera at office resolutions, turned, noisy, and from the Word file."""

from __future__ import annotations

import random
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
import zxingcpp
from PIL import Image

from judge_desk.documents.formats import WRITERS, Format
from judge_desk.documents.score_sheet import score_sheet
from tests.documents import samples
from tests.documents.reading import picture_of

_SHEET = score_sheet(samples.sheet())


@cache
def _page(dpi: int) -> Image.Image:
    data = WRITERS[Format.PDF](_SHEET)
    return picture_of(data, 2, dpi).convert("L")


def _noisy(page: Image.Image, strength: float = 0.25) -> Image.Image:
    """Mix a page with grains of grey, the same ones every time."""
    grains = random.Random(4).randbytes(page.width * page.height)
    return Image.blend(page, Image.frombytes("L", page.size, grains), strength)


@pytest.mark.parametrize(("dpi", "turned"), [(100, 0), (100, 90), (100, 180), (100, 3), (150, 180)])
def test_the_code_is_read_from_a_scan_however_it_lies(dpi: int, turned: int) -> None:
    page = _page(dpi).rotate(turned, expand=True, fillcolor=255)
    assert [each.text for each in zxingcpp.read_barcodes(page)] == [samples.sheet().digest]
    assert [each.text for each in zxingcpp.read_barcodes(_noisy(page))] == [samples.sheet().digest]


def test_the_code_of_the_word_file_is_the_same() -> None:
    with ZipFile(BytesIO(WRITERS[Format.DOCX](_SHEET))) as parts:
        pictures = [parts.read(name) for name in parts.namelist() if name.startswith("word/media/")]
    read = [each.text for data in pictures for each in zxingcpp.read_barcodes(Image.open(BytesIO(data)).convert("L"))]
    assert read == [samples.sheet().digest]
