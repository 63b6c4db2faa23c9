"""Messages between window and viewer: whole again however the pipe cuts them, and no way to smuggle anything in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.ui.viewer.protocol import HEADER, MOST_BLOB, MOST_JSON, Breach, Inbox, Kind, Message, pack

Picture = tuple[int, int]
texts = st.dictionaries(st.text(max_size=8), st.text(max_size=20) | st.integers(), max_size=4)
sizes = st.none() | st.tuples(st.integers(1, 30), st.integers(1, 30))


def _written(kind: Kind, content: dict[str, Any], size: Picture | None) -> tuple[bytes, Message]:
    if size is None:
        return pack(kind, content), Message(kind, content)
    content = {**content, "width": size[0], "height": size[1]}
    pixels = bytes(range(256)) * (size[0] * size[1] // 64 + 1)
    pixels = pixels[: size[0] * size[1] * 4]
    return pack(kind, content, len(pixels)) + pixels, Message(kind, content, pixels)


@given(st.lists(st.tuples(st.sampled_from(Kind), texts, sizes), max_size=5), st.integers(1, 400))
def test_messages_are_whole_again_however_they_are_cut(sent: list[Any], cut: int) -> None:
    written = [_written(*each) for each in sent]
    stream = b"".join(data for data, _ in written)
    inbox = Inbox()
    came = [message for at in range(0, len(stream), cut) for message in inbox.feed(stream[at : at + cut])]
    assert came == [message for _, message in written]


@pytest.mark.parametrize(
    "stream",
    [
        HEADER.pack(0, 2, 0) + b"{}",
        HEADER.pack(99, 2, 0) + b"{}",
        HEADER.pack(2, MOST_JSON + 1, 0),
        HEADER.pack(2, 2, MOST_BLOB + 1),
        HEADER.pack(2, 2, 0) + b"[]",
        HEADER.pack(2, 3, 0) + b"{x}",
        HEADER.pack(2, 3, 0) + b"\xff\xfe\xfd",
        HEADER.pack(2, 200_000, 0) + b"[" * 200_000,
        HEADER.pack(4, 2, 4) + b"{}" + bytes(4),
        HEADER.pack(4, 22, 8) + b'{"width":1,"height":1}' + bytes(8),
        HEADER.pack(4, 23, 4) + b'{"width":-1,"height":1}' + bytes(4),
        HEADER.pack(4, 24, 4) + b'{"width":1.0,"height":1}' + bytes(4),
        HEADER.pack(4, 25, 4) + b'{"width":true,"height":1}' + bytes(4),
        HEADER.pack(4, 25, 32772) + b'{"width":8193,"height":1}' + bytes(32772),
    ],
)
def test_what_does_not_keep_to_the_protocol_is_a_breach(stream: bytes) -> None:
    with pytest.raises(Breach):
        list(Inbox().feed(stream))


def test_a_length_over_its_limit_is_refused_before_anything_is_kept_for_it() -> None:
    with pytest.raises(Breach):
        list(Inbox().feed(HEADER.pack(2, 10, 2**32 - 1)))


def test_too_much_cannot_be_sent() -> None:
    with pytest.raises(Breach):
        pack(Kind.ANSWER, {"text": "x" * MOST_JSON})
    with pytest.raises(Breach):
        pack(Kind.FRAME, {}, MOST_BLOB + 1)
