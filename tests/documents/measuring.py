"""Measures PDF papers: every line of text with its place, type and size, every rule, every word's box; in points."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ET  # what poppler wrote about our own file
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pypdf import PageObject
from pypdf.generic import ContentStream

from tests.documents.reading import reader

MM = 72 / 25.4
_BOX = "{http://www.w3.org/1999/xhtml}"


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of text that was set at once; x and y of where its baseline begins, y from below."""

    page: int
    text: str
    x: float
    y: float
    face: str
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """One straight line; x1 <= x2 and y1 <= y2, y from below."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.y1 == self.y2

    @property
    def long(self) -> float:
        """Its length."""
        return self.x2 - self.x1 if self.level else self.y2 - self.y1


@dataclass(frozen=True, slots=True)
class Word:
    """One word's box; y from above."""

    page: int
    text: str
    x1: float
    y1: float
    x2: float
    y2: float


@lru_cache(maxsize=32)
def lines_of(data: bytes) -> list[Line]:
    """Give the upright text of every page in the order in which it is drawn."""
    found: list[Line] = []
    for number, page in enumerate(reader(data).pages, 1):
        found += _page_lines(page, number)
    return found


def _page_lines(page: PageObject, number: int) -> list[Line]:
    found: list[Line] = []

    def see(text: str, cm: list[float], tm: list[float], font: Mapping[str, Any] | None, size: float) -> None:
        if text.strip() and font is not None and cm[1] == 0 and tm[1] == 0:
            face = str(font["/BaseFont"]).partition("+")[2]
            found.append(Line(number, text.strip("\n"), tm[4] + cm[4], tm[5] + cm[5], face, size))

    page.extract_text(visitor_text=see)
    return found


def line_with(data: bytes, text: str) -> Line:
    """Give the first line that holds a text."""
    return next(line for line in lines_of(data) if text in line.text)


def rules_of(data: bytes, page: int = 1) -> list[Rule]:
    """Give every straight line of a page, where it was moved to but not turned; boxes are not taken apart."""
    document = reader(data)
    content = ContentStream(document.pages[page - 1].get_contents(), document)
    found: list[Rule] = []
    at = moved = (0.0, 0.0)
    kept: list[tuple[float, float]] = []
    for operands, operator in content.operations:
        if operator in (b"m", b"l"):
            to = (float(operands[0]) + moved[0], float(operands[1]) + moved[1])
            if operator == b"l":
                found.append(Rule(min(at[0], to[0]), min(at[1], to[1]), max(at[0], to[0]), max(at[1], to[1])))
            at = to
        elif operator == b"q":
            kept.append(moved)
        elif operator == b"Q":
            moved = kept.pop()
        elif operator == b"cm":
            moved = (moved[0] + float(operands[4]), moved[1] + float(operands[5]))
    return found


@lru_cache(maxsize=32)
def words_of_pages(data: bytes) -> list[list[Word]]:
    """Give the words of every page with their boxes, in the order of poppler."""
    ran = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=data, capture_output=True, check=True)
    pages = ET.fromstring(ran.stdout).iter(f"{_BOX}page")
    return [[_word(each, number) for each in page.iter(f"{_BOX}word")] for number, page in enumerate(pages, 1)]


def _word(element: ET.Element, page: int) -> Word:
    x1, y1, x2, y2 = (float(element.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax"))
    return Word(page, element.text or "", x1, y1, x2, y2)


def crossings(data: bytes, page: int, words: Sequence[Word]) -> list[str]:
    """Find words of a page through which an upright rule goes."""
    high = float(reader(data).pages[page - 1].mediabox.height)
    upright = [rule for rule in rules_of(data, page) if not rule.level]
    found = []
    for word in words:
        middle = high - (word.y1 + word.y2) / 2
        if any(word.x1 + 0.3 < rule.x1 < word.x2 - 0.3 and rule.y1 < middle < rule.y2 for rule in upright):
            found.append(word.text)
    return found


def clashes(words: Sequence[Word]) -> list[tuple[str, str]]:
    """Find words of a page whose boxes share more than a hair."""
    found = []
    inorder = sorted(words, key=lambda word: word.y1)
    for at, above in enumerate(inorder):
        for word in inorder[at + 1 :]:
            if word.y1 > above.y2 - 0.8:
                break
            if above.x1 < word.x2 - 0.3 and word.x1 < above.x2 - 0.3:
                found.append((above.text, word.text))
    return found
