"""Hostile clips and pictures, and files whose names alone are hostile."""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from judge_desk.paths import resource
from tests.trust.hostile import Hostile, boxes, chunk, packed, png
from tests.trust.hostile_documents import parts

_TEXT: Final = ("probe.text_as_video",)
_MASTER: Final = b"#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:10,\n%s\n#EXT-X-ENDLIST\n"


def _clip() -> bytes:
    return resource("rehearsal/clips/luoi-o.mp4").read_bytes()


def _changed(name: bytes, place: int, shape: str, *values: int) -> bytes:
    """Write numbers into every box of a name, so many bytes after its head."""
    data = bytearray(_clip())
    for found, start, _ in boxes(bytes(data)):
        if found == name:
            struct.pack_into(shape, data, start + 8 + place, *values)
    return bytes(data)


def _wide() -> bytes:
    """A clip that says in every head that its pictures are 10,000 by 10,000 px."""
    data = bytearray(_changed(b"tkhd", 76, ">II", 10_000 << 16, 10_000 << 16))
    at = data.find(b"avc1", data.find(b"stsd"))
    struct.pack_into(">HH", data, at + 28, 10_000, 10_000)
    return bytes(data)


def _long() -> bytes:
    """A clip that says that it lasts three hours."""
    data = bytearray(_clip())
    for name, start, _ in boxes(bytes(data)):
        if name in (b"mvhd", b"mdhd"):
            scale = struct.unpack_from(">I", data, start + 20)[0]
            struct.pack_into(">I", data, start + 24, scale * 3 * 3600)
    return bytes(data)


def _moov_last() -> bytes:
    """A sound clip whose table stands behind its pictures, as cameras write it."""
    data = _clip()
    top: dict[bytes, bytes] = {}
    for name, start, end in boxes(data):
        if name in (b"ftyp", b"moov", b"mdat"):
            top[name] = data[start:end]
    table, before = bytearray(top[b"moov"]), data.find(b"mdat") - 4
    for name, start, _ in boxes(top[b"moov"]):
        if name == b"stco":
            for at in range(start + 16, start + 16 + 4 * struct.unpack_from(">I", table, start + 12)[0], 4):
                struct.pack_into(">I", table, at, struct.unpack_from(">I", table, at)[0] - before + len(top[b"ftyp"]))
    return top[b"ftyp"] + top[b"mdat"] + bytes(table)


def _outside(target: bytes) -> bytes:
    """A clip whose pictures are said to lie in another file."""
    data = _clip()
    url = struct.pack(">I4sI", 12, b"url ", 1)
    at = data.find(url)
    longer = struct.pack(">I4sI", 12 + len(target) + 1, b"url ", 0) + target + b"\0"
    made = bytearray(data[:at] + longer + data[at + len(url) :])
    grown = len(longer) - len(url)
    for name, start, end in boxes(data):
        if start < at < end and name in (b"moov", b"trak", b"mdia", b"minf", b"dinf"):
            struct.pack_into(">I", made, start, end - start + grown)
    place = data.find(b"dref")
    struct.pack_into(">I", made, place - 4, struct.unpack_from(">I", data, place - 4)[0] + grown)
    return bytes(made)


def _many_samples() -> bytes:
    """A clip whose table of sizes says four thousand million samples."""
    return _changed(b"stsz", 8, ">I", 0xFFFFFFFF)


def _deep() -> bytes:
    head = _clip()[:32]
    nest = b""
    for _ in range(5000):
        nest = struct.pack(">I4s", len(nest) + 8, b"moov") + nest
    return head + nest


def _clips() -> list[tuple[str, Callable[[], bytes], tuple[str, ...]]]:
    passwd = b"file:///etc/passwd"
    sdp = b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 9 RTP/AVP 96\n"
    dash = b'<?xml version="1.0"?><MPD><Period><BaseURL>http://127.0.0.1:9/</BaseURL></Period></MPD>'
    unknown = ("probe.unknown_kind",)
    return [
        ("hls.mp4", lambda: _MASTER % b"http://127.0.0.1:9/a.ts", _TEXT),
        ("hls-file.mp4", lambda: _MASTER % passwd, _TEXT),
        ("hls.m3u8", lambda: _MASTER % b"http://127.0.0.1:9/a.ts", unknown),
        ("ffconcat.mp4", lambda: b"ffconcat version 1.0\nfile '/etc/passwd'\n", _TEXT),
        ("ffconcat.mkv", lambda: b"ffconcat version 1.0\nfile 'luoi-o.mp4'\n", _TEXT),
        ("dash.mp4", lambda: dash, _TEXT),
        ("dash.mpd", lambda: dash, unknown),
        ("sdp.mp4", lambda: sdp, _TEXT),
        ("sdp.sdp", lambda: sdp, unknown),
        ("rong.mp4", lambda: b"", ("probe.empty",)),
        ("cut.mp4", lambda: _clip()[:6000], ("probe.cut_short", "probe.damaged", "probe.no_picture")),
        ("moov-cuoi.mp4", _moov_last, ()),
        ("rong-10000.mp4", _wide, ()),
        ("ba-gio.mp4", _long, ()),
        ("du-lieu-ngoai.mp4", lambda: _outside(passwd), ()),
        ("du-lieu-http.mp4", lambda: _outside(b"http://127.0.0.1:9/a.mp4"), ()),
        ("ty-mau.mp4", _many_samples, ()),
        ("hop-long-hop.mp4", _deep, ("probe.no_picture", "probe.damaged", "probe.cut_short")),
        ("khong-hinh.mp4", lambda: _clip().replace(b"vide", b"text"), ()),
        ("ma-la.mp4", lambda: _clip().replace(b"avc1", b"zzzz"), ()),
        ("am.avi", lambda: b"RIFF\xff\xff\xff\xffAVI LIST\xff\xff\xff\xffhdrl" + bytes(400), ("probe.no_picture",
            "probe.damaged")),
        ("ebml.mkv", lambda: b"\x1a\x45\xdf\xa3\x01\xff\xff\xff\xff\xff\xff\xff" + bytes(800), ("probe.no_picture",
            "probe.damaged")),
        ("chi-dau.webm", lambda: b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm\x18\x53\x80\x67\x01" + bytes(9),
            ("probe.no_picture", "probe.damaged")),
        ("trang-web.mp4", lambda: b"<html><video src=http://127.0.0.1:9/></html>", _TEXT),
    ]  # fmt: skip


def _jpeg(width: int, height: int) -> bytes:
    head = struct.pack(">HBHHB", 17, 8, height, width, 3) + b"\1\x11\0\2\x11\1\3\x11\1"
    return (
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xc0"
        + head
        + b"\xff\xda\0\x0c\3\1\0\2\x11\3\x11\0\x3f\0"
        + bytes(64)
    )


def _apng() -> bytes:
    frames = chunk(b"acTL", struct.pack(">II", 100_000, 0)) + chunk(
        b"fcTL", struct.pack(">IIIIIHHBB", 0, 40, 40, 0, 0, 1, 1, 0, 0)
    )
    return png(40, 40, 40, frames)


def _pictures() -> list[tuple[str, Callable[[], bytes], tuple[str, ...]]]:
    bomb = zlib.compress(bytes(100 * 1024 * 1024), 9)
    large, damaged = ("probe.image_too_large",), ("probe.damaged",)
    return [
        ("50000.png", lambda: png(50_000, 50_000), large),
        ("2ty.png", lambda: png(0x7FFFFFFF, 1, 0), large),
        ("7700.png", lambda: png(7_700, 7_700, 7_700), ()),
        ("dai-dang.png", lambda: png(1, 59_000_000, 8), damaged),
        ("65500.jpg", lambda: _jpeg(65_500, 65_500), large),
        ("khong-diem.png", lambda: png(0, 0), damaged),
        ("hoat-hinh.png", _apng, ()),
        ("chu-nen.png", lambda: png(40, 40, 40, chunk(b"zTXt", b"a\0\0" + bomb)), ()),
        ("mau-nen.png", lambda: png(40, 40, 40, chunk(b"iCCP", b"a\0\0" + bomb)), ()),
        ("sai-ma.png", lambda: png(40, 40, 40).replace(b"IDAT", b"IDAX"), damaged),
        ("cut.jpg", lambda: b"\xff\xd8\xff\xe0\0\x10JF", damaged),
        ("hai-mat.png", lambda: png(40, 40, 40) + packed(parts()), ()),
        ("hai-mat.jpg", lambda: b"\xff\xd8\xff\xe1\0\x20<script>alert(1)</script>", damaged),
        ("svg.png", lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1:9/"/></svg>',
            ("probe.unknown_kind",)),
        ("gif.png", lambda: b"GIF89a" + bytes(60), ("probe.unknown_kind",)),
        ("tiff.jpg", lambda: b"II*\0\x08\0\0\0" + bytes(60), ("probe.unknown_kind",)),
    ]  # fmt: skip


def _named() -> list[str]:
    names = [
        "Bài dự thi.txt", unicodedata.normalize("NFD", "Bài dự thi.txt"), "anh\u202egnp.txt", "a\u200b\u200d\ufeff.txt",
        "CON.txt", "NUL", "COM1.txt", "cham-cuoi.txt. ", "a.pdf:evil.txt", "😀💥.txt", "=cmd|' calc'!A0.txt",
        "<img src=x onerror=1>.txt", "-rf.txt", "--help.txt", "%s%n{0}{name}.txt", "a\nb\r\tc.txt",
            "'; DROP TABLE x.txt",
        "$(touch x)`id`.txt", "..\\..\\thoat.txt", "desktop.ini", "dai-" + "ạ" * 78 + ".txt", "\x7f\x1b[2J.txt",
    ]  # fmt: skip
    return [*names, b"kh\xf4ng-ph\xe3i-utf8.txt".decode("utf-8", "surrogateescape")]


def _make(data: Callable[[], bytes], path: Path) -> None:
    path.write_bytes(data())


MEDIA: Final = tuple(
    Hostile(name, partial(_make, data), "entry", told) for name, data, told in (*_clips(), *_pictures())
)
NAMED: Final = tuple(
    Hostile(name, partial(_make, lambda: "Một dòng chữ thường".encode()), "entry") for name in _named()
)
