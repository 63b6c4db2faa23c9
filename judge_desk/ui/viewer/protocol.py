"""What window and viewer say to each other: messages of a header, a JSON object and perhaps the pixels of a picture.

A message is a header of 12 bytes (kind, length of the JSON, length of the pixels), the JSON, the pixels. Pixels are
lines of RGB32 from top to bottom without gaps; the JSON says ``width`` and ``height``. The window believes nothing: a
length over its limit, a kind that does not exist, JSON that is no object or pixels that do not fit their size are a
breach, and a viewer that commits one is ended.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

HEADER: Final = struct.Struct("<III")
MOST_JSON: Final = 1024 * 1024
MOST_BLOB: Final = 64 * 1024 * 1024
MOST_SIDE: Final = 8192
"""Longest side of a picture in px."""


class Kind(IntEnum):
    """What a message is. The window sends only ``ASK``; the viewer everything else.

    ``ANSWER`` and ``FAILED`` carry the ``id`` of the question; ``FAILED`` a ``code``. ``EVENT`` comes unasked and has a
    name under ``event``. ``FRAME`` is a picture of a clip; the next one is sent only after the window asked ``took``.
    """

    ASK = 1
    ANSWER = 2
    FAILED = 3
    EVENT = 4
    FRAME = 5


class Breach(Exception):
    """The other side does not keep to the protocol."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message; ``pixels`` is empty when it brings no picture."""

    kind: Kind
    content: Mapping[str, Any]
    pixels: bytes = b""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture in px; only for a message that brings one."""
        return self.content["width"], self.content["height"]


def pack(kind: Kind, content: Mapping[str, Any], pixels: int = 0) -> bytes:
    """Write header and JSON of a message; ``pixels`` is the number of bytes that the caller sends after them.

    Raises:
        Breach: longer than the other side would take.
    """
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    if len(text) > MOST_JSON or pixels > MOST_BLOB:
        raise Breach("too long")
    return HEADER.pack(kind, len(text), pixels) + text


class Inbox:
    """Puts messages together from the bytes of a pipe as they come."""

    def __init__(self) -> None:
        """Begin with nothing received."""
        self._buffer = bytearray()

    def feed(self, data: bytes | bytearray | memoryview) -> Iterator[Message]:
        """Take bytes and give every message that is whole now.

        Raises:
            Breach: the other side does not keep to the protocol; nothing after it can be read.
        """
        self._buffer += data
        while len(self._buffer) >= HEADER.size:
            kind, text, pixels = HEADER.unpack_from(self._buffer)
            if kind not in iter(Kind) or text > MOST_JSON or pixels > MOST_BLOB:
                raise Breach("header")
            end = HEADER.size + text + pixels
            if len(self._buffer) < end:
                return
            with memoryview(self._buffer) as seen:
                content = _content(bytes(seen[HEADER.size : HEADER.size + text]))
                blob = bytes(seen[HEADER.size + text : end])
            del self._buffer[:end]
            if blob:
                _check_size(content, len(blob))
            yield Message(Kind(kind), content, blob)


def _content(text: bytes) -> Mapping[str, Any]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise Breach("content") from fault
    if not isinstance(content, dict):
        raise Breach("content")
    return content


def _check_size(content: Mapping[str, Any], length: int) -> None:
    width, height = content.get("width"), content.get("height")
    if type(width) is not int or type(height) is not int:
        raise Breach("size")
    if not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE) or width * height * 4 != length:
        raise Breach("size")
