"""Changes to a file: bytes turned, cut and repeated anywhere, numbers and names of its form, its parts in the ZIP.

Every try has dice of its own, so that one can be repeated from its seed alone.
"""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable
from typing import Final

from tests.trust.hostile import boxes, chunk

Change = Callable[[random.Random, bytes], bytes]
_NUMBERS: Final = (0, 1, -1, 2, 7, 255, 256, 32_767, 65_535, 65_536, 2**31 - 1, 2**31, 2**32 - 1, 2**63 - 1, 10**30)
_WORDS: Final = (
    b"",
    b"\0",
    b"-1",
    b"1e999",
    b"NaN",
    b"[" * 300,
    b"<" * 300,
    b"%s%n",
    "ế".encode(),
    b"\xed\xa0\x80",
    b"../",
)
_NUMBER: Final = re.compile(rb"\d+")
_NAME: Final = re.compile(rb"/[A-Za-z]+")
_TAG: Final = re.compile(rb"<[^<>]*>")
_TOKEN: Final = re.compile(rb'"[^"\n]*"|[A-Za-z_]+|\d+|[\[\]{}=:,;\n]')
_PNG_HEAD: Final = 8


def bytewise(dice: random.Random, data: bytes) -> bytes:
    """Turn, cut out, repeat or put in a few bytes."""
    made = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4, 16, 64))):
        at = dice.randrange(len(made) + 1)
        length = min(dice.choice((1, 1, 2, 4, 16, 256)), len(made) - at)
        what = dice.randrange(6)
        if what <= 1 and at < len(made):
            made[at] ^= 1 << dice.randrange(8)
        elif what == 2:
            made[at : at + length] = dice.randbytes(length)
        elif what == 3:
            del made[at : at + length]
        elif what == 4:
            made[at:at] = made[at : at + length] * dice.choice((1, 2, 30))
        else:
            made[at:at] = dice.choice(_WORDS)
    return bytes(made[: dice.randrange(len(made) + 1)] if dice.random() < 0.05 else made)


def _swapped(pattern: re.Pattern[bytes], dice: random.Random, data: bytes, others: tuple[bytes, ...]) -> bytes:
    """Put another one, its neighbour or nothing in the place of something that has a form."""
    found = [each.span() for each in pattern.finditer(data)]
    for start, end in sorted(dice.sample(found, min(len(found), dice.choice((1, 1, 2, 5)))), reverse=True):
        first, last = dice.choice(found)
        data = data[:start] + dice.choice((*others, data[first:last], data[start:end] * 2, b"")) + data[end:]
    return data


_AS_TEXT: Final = tuple(str(each).encode() for each in _NUMBERS)


def pdf(dice: random.Random, data: bytes) -> bytes:
    """Change numbers and names of a PDF, or bytes."""
    what = dice.randrange(3)
    if what == 0:
        return _swapped(_NUMBER, dice, data, _AS_TEXT)
    return _swapped(_NAME, dice, data, (b"/Kids", b"/Prev", b"/ObjStm")) if what == 1 else bytewise(dice, data)


def mp4(dice: random.Random, data: bytes) -> bytes:
    """Change numbers of boxes a little or wholly, their sizes or names, or bytes anywhere."""
    found = list(boxes(data))
    inner = [each for each in found if each[0] != b"mdat" and each[2] - each[1] > 16]
    made = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4))):
        what = dice.randrange(10)
        _, start, end = dice.choice(inner)
        if what == 0:
            struct.pack_into(">I", made, start, dice.choice(_NUMBERS) & 0xFFFFFFFF)
        elif what == 1:
            made[start + 4 : start + 8] = dice.choice(found)[0]
        elif what <= 4:
            struct.pack_into(">I", made, dice.randrange(start + 8, end - 3), dice.choice(_NUMBERS) & 0xFFFFFFFF)
        elif what <= 7:
            made[dice.randrange(start + 8, end)] ^= 1 << dice.randrange(8)
        else:
            place = dice.randrange(len(made))
            made[place : place + 16] = dice.randbytes(min(16, len(made) - place))
    return bytes(made[: dice.randrange(len(made))] if dice.random() < 0.05 else made)


def png(dice: random.Random, data: bytes) -> bytes:
    """Change chunks of a PNG, with their sums made right again, or bytes."""
    if dice.random() < 0.3:
        return bytewise(dice, data)
    chunks, at = [], _PNG_HEAD
    while at + 12 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        chunks.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + size]))
        at += 12 + size
    for _ in range(dice.choice((1, 2, 3))):
        place = dice.randrange(len(chunks))
        name, content = chunks[place]
        what = dice.randrange(4)
        if what == 0 and content:
            chunks[place] = name, bytewise(dice, content)
        elif what == 1:
            chunks.insert(dice.randrange(len(chunks)), (name, content))
        elif what == 2 and len(content) >= 4:
            spot = dice.randrange(len(content) - 3)
            number = struct.pack(">I", dice.choice(_NUMBERS) & 0xFFFFFFFF)
            chunks[place] = name, content[:spot] + number + content[spot + 4 :]
        else:
            chunks[place] = (
                dice.choice((b"IHDR", b"PLTE", b"tRNS", b"acTL", b"fdAT", b"IEND", b"iCCP", b"zTXt")),
                content,
            )
    return data[:_PNG_HEAD] + b"".join(chunk(name, content) for name, content in chunks)


def docx(dice: random.Random, data: bytes) -> bytes:
    """Change tags, numbers or bytes of a part of a Word file, or bytes of the whole."""
    return _office(dice, data, "word/document.xml")


def xlsx(dice: random.Random, data: bytes) -> bytes:
    """Change a workbook as :func:`docx` changes a Word file."""
    return _office(dice, data, "xl/worksheets/sheet1.xml")


def _office(dice: random.Random, data: bytes, main: str) -> bytes:
    if dice.random() < 0.15:
        return bytewise(dice, data)
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        names = [each for each in source.namelist() if each.endswith((".xml", ".rels"))]
        chosen = dice.choice([*names, *[main] * len(names)])
        for name in source.namelist():
            part = source.read(name)
            if name == chosen:
                what = dice.randrange(3)
                part = (
                    bytewise(dice, part)
                    if what == 0
                    else _swapped(_TAG if what == 1 else _NUMBER, dice, part, _AS_TEXT)
                )
            packed.writestr(name, part)
    return target.getvalue()


def text(dice: random.Random, data: bytes) -> bytes:
    """Change words, numbers and marks of a text, or bytes."""
    return _swapped(_TOKEN, dice, data, (*_AS_TEXT, *_WORDS)) if dice.random() < 0.7 else bytewise(dice, data)
