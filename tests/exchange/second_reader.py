"""A second reader of ballot texts, written from docs/files.md with the standard library alone.

It shares no code with the program: one pattern for the head, one for a line, and counting instead of rewriting. The
tests hold that both readers accept the same texts and read the same marks.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from itertools import pairwise

_INVISIBLE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    r"\U000e0000-\U000e007f]"
)
_HEAD = re.compile(
    r"judge-desk phieu-cham 1\n"
    r"Cuộc thi: [A-Za-z0-9][A-Za-z0-9._-]{0,63}\n"
    r"Vòng: [A-Za-z0-9][A-Za-z0-9._-]{0,63}\n"
    r"Thể lệ: [0-9a-f]{64}\nGói: [0-9a-f]{64}\nGhế: [1-9][0-9]{0,4}\n"
    r"Giám khảo: (?P<name>\S|\S.{0,198}\S)\nMáy: [0-9a-f]{64}\nLần: [1-9][0-9]{0,4}\n"
    r"Thay phiếu: (?:-|[0-9a-f]{64})\nSố ngẫu nhiên: [0-9a-f]{32}\n"
    r"Trạng thái: (?P<state>đủ|chưa đủ)\nNguồn: (?:máy|giấy)\nGhi lúc: (?P<time>\S|\S.{0,198}\S)\n"
    r"Số bài: (?P<entries>[1-9][0-9]{0,4})\n"
)
_DAMM = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
]
Scale = tuple[str, Fraction, int, int]
"""Name, step, decimals and width of a column."""
Row = tuple[str, tuple[Fraction | None, ...] | None, int]


def read(text: str, scales: list[Scale]) -> list[Row] | None:
    """Give code, marks (None for a recused line) and count of remarks of every line; None when refused."""
    found = _HEAD.match(text)
    if found is None or _INVISIBLE.search(text) or unicodedata.normalize("NFC", text) != text:
        return None
    lines = text[found.end() :].split("\n")
    entries = int(found["entries"])
    title = "Mã bài " + "".join(" " + name.rjust(width) for name, _, _, width in scales) + " Nhận xét"
    if len(lines) < entries + 3 or lines[0] != title or lines[-1]:
        return None
    rows = [_row(line, scales) for line in lines[1 : entries + 1]]
    whole = [row for row in rows if row is not None]
    partial = any(marks is not None and None in marks for _, marks, _ in whole)
    if len(whole) != len(rows) or partial != (found["state"] == "chưa đủ") or not _ascending(whole):
        return None
    return whole if _notes_fit(lines[entries + 1 : -1], whole, [name for name, _, _, _ in scales]) else None


def _row(line: str, scales: list[Scale]) -> Row | None:
    cells = "".join(rf" (?P<c{index}>[ 0-9,R-]{{{scale[3]}}})" for index, scale in enumerate(scales))
    found = re.fullmatch(rf"(?P<code>[0-9]{{3,5}}-[0-9]) *(?<=^.{{7}}){cells} (?P<count>[ 0-9]{{8}})", line)
    if found is None or re.fullmatch(r" *(0|[1-9][0-9]*)", found["count"]) is None or not _checks(found["code"]):
        return None
    texts = [found[f"c{index}"].lstrip(" ") for index in range(len(scales))]
    count = int(found["count"])
    if all(text == "R" for text in texts):
        return found["code"], None, count
    marks = [_mark(text, scale) for text, scale in zip(texts, scales, strict=True)]
    if "bad" in marks:
        return None
    return found["code"], tuple(mark for mark in marks if not isinstance(mark, str)), count


def _mark(text: str, scale: Scale) -> Fraction | str | None:
    _, step, decimals, _ = scale
    if text == "-":
        return None
    tail = rf",[0-9]{{{decimals}}}" if decimals else ""
    if re.fullmatch(rf"-?(?:0|[1-9][0-9]*){tail}", text) is None:
        return "bad"
    value = Fraction(text.replace(",", "."))
    minus_zero = value == 0 and text.startswith("-")
    return "bad" if minus_zero or (value / step).denominator != 1 else value


def _checks(code: str) -> bool:
    state = 0
    for digit in code.replace("-", ""):
        state = _DAMM[state][int(digit)]
    return state == 0


def _ascending(rows: list[Row]) -> bool:
    keys = [(int(code.split("-")[0]), code) for code, _, _ in rows]
    return all(first < second for first, second in pairwise(keys))


def _notes_fit(lines: list[str], rows: list[Row], names: list[str]) -> bool:
    if lines[0] != f"Ghi chú: {len(lines) - 1}":
        return False
    codes = [code for code, _, _ in rows]
    places = []
    for line in lines[1:]:
        found = re.fullmatch(r"(\S+) (\S+) ((?:[^\\]|\\\\|\\n)+)", line)
        if found is None or found[1] not in codes or found[2] not in ["R", "*", *names]:
            return False
        text = re.sub(r"\\(.)", lambda each: "\n" if each[1] == "n" else "\\", found[3])
        if text != text.strip() or len(text) > 10_000:
            return False
        places.append((codes.index(found[1]), ["R", "*", *names].index(found[2])))
    counted = [sum(1 for place, name in places if place == index and name > 0) for index in range(len(rows))]
    return counted == [count for _, _, count in rows] and all(a < b for a, b in pairwise(places))
