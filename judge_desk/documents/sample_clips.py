"""Clips for rehearsals: one short H.264 sample, made into another file that plays the same."""

from __future__ import annotations

from typing import Final

_BOX_HEAD: Final = 8
_MOST_TAG_BYTES: Final = 4096


def clip_variant(sample: bytes, tag: str) -> bytes:
    """Append a ``free`` box with a tag to an MP4 file, which players pass over (ISO/IEC 14496-12 §8.1.2).

    Every tag gives a file with a hash of its own.

    Raises:
        ValueError: the sample is no MP4 file, its last box runs on to the end of the file whatever follows, or the
            tag is longer than 4,096 bytes.
    """
    content = tag.encode("utf-8")
    if len(content) > _MOST_TAG_BYTES:
        raise ValueError("tag")
    _check_boxes(sample)
    return sample + (_BOX_HEAD + len(content)).to_bytes(4, "big") + b"free" + content


def _check_boxes(sample: bytes) -> None:
    if sample[4:8] != b"ftyp":
        raise ValueError("no MP4")
    place = 0
    while place < len(sample):
        size = int.from_bytes(sample[place : place + 4], "big")
        if size == 1:
            size = int.from_bytes(sample[place + 8 : place + 16], "big")
        if size < _BOX_HEAD:
            raise ValueError("a box without a size")
        place += size
    if place != len(sample):
        raise ValueError("cut short")
