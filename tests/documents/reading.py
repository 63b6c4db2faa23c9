"""Reads PDF bytes back with poppler: text, fonts, pictures."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

from PIL import Image
from pypdf import PdfReader

from judge_desk.documents.blocks import Block, Document, Orientation


def text_of(data: bytes, *options: str) -> str:
    """Extract the text."""
    ran = subprocess.run(["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True)
    return ran.stdout.decode("utf-8")


def words_of(data: bytes, *options: str) -> str:
    """Extract the text with every run of blanks and line ends made one blank."""
    return " ".join(text_of(data, *options).split())


def fonts_of(data: bytes, folder: Path) -> list[list[str]]:
    """List the fonts: name, …, emb, sub, uni, object."""
    path = folder / "paper.pdf"
    path.write_bytes(data)
    ran = subprocess.run(["pdffonts", str(path)], capture_output=True, check=True, text=True)
    return [line.split() for line in ran.stdout.splitlines()[2:]]


def picture_of(data: bytes, page: int = 1, dpi: int = 150) -> Image.Image:
    """Draw one page."""
    options = ["-r", str(dpi), "-f", str(page), "-l", str(page), "-png"]
    ran = subprocess.run(["pdftoppm", *options, "-"], input=data, capture_output=True, check=True)
    return Image.open(BytesIO(ran.stdout))


def pages_of(data: bytes) -> list[str]:
    """Give the words of every page."""
    return [" ".join(page.split()) for page in text_of(data, "-layout").split("\f")[:-1]]


def reader(data: bytes) -> PdfReader:
    """Open the file with another library."""
    return PdfReader(BytesIO(data))


def paper(*blocks: Block, wide: bool = False) -> Document:
    """Make a small document."""
    orientation = Orientation.LANDSCAPE if wide else Orientation.PORTRAIT
    return Document("Thử", "Kiểm tra", blocks, orientation=orientation)
