"""The signed note: the C2SP form, one spelling, one signature."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judge_desk.contest.values.problems import Altered, BadInput, Refusal, Unreadable
from judge_desk.exchange.sealed.notes import Note, key_id, open_note, public_bytes, sign, verify
from tests.exchange.ballot_samples import KEY, OTHER_KEY

NAME = "judge-desk/thu"
TEXT = "Dòng một\n\nDòng ba — có gạch\n"

lines = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1)
texts = st.lists(lines, min_size=1, max_size=5).map(lambda each: "\n".join(each) + "\n")


def test_the_file_is_text_blank_line_and_one_signature_line_as_c2sp_has_it() -> None:
    data = sign(TEXT, NAME, KEY)
    text, _, last = data.decode().rpartition("\n\n")
    blob = base64.b64decode(last.removeprefix(f"— {NAME} ").removesuffix("\n"))
    wanted = hashlib.sha256(NAME.encode() + b"\n\x01" + public_bytes(KEY)).digest()[:4]
    assert text + "\n" == TEXT
    assert blob[:4] == wanted == key_id(NAME, public_bytes(KEY))
    KEY.public_key().verify(blob[4:], TEXT.encode())


def test_the_key_id_agrees_with_an_independently_published_verifier_key() -> None:
    # The transparency log of Go modules: sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8
    public = base64.b64decode("Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8")
    assert public[0] == 1
    assert key_id("sum.golang.org", public[1:]).hex() == "033de0ae"


@given(texts)
def test_any_text_of_whole_lines_comes_back(text: str) -> None:
    data = sign(text, NAME, KEY)
    note = open_note(data)
    verify(note, public_bytes(KEY))
    assert (note.text, note.name) == (text, NAME)
    assert sign(text, NAME, KEY) == data


@pytest.mark.parametrize(
    "text", ["", "\n", "kein Ende", "zwei\n\n", "tab\there\n", "cr\r\n", "nul\0\n", "half \ud800\n"]
)
def test_a_text_that_no_note_can_hold_is_not_signed(text: str) -> None:
    with pytest.raises(BadInput, match=r"note\.text"):
        sign(text, NAME, KEY)


def test_another_key_does_not_verify() -> None:
    with pytest.raises(Altered):
        verify(open_note(sign(TEXT, NAME, KEY)), public_bytes(OTHER_KEY))


def test_bytes_that_are_no_key_at_all_do_not_verify() -> None:
    with pytest.raises(Altered):
        verify(open_note(sign(TEXT, NAME, KEY)), b"short")


def _respelled(data: bytes) -> bytes:
    """Change the unused bits at the end of the base64, which a lenient reader ignores."""
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    place = len(data) - 3
    return data[:place] + bytes([alphabet[alphabet.index(data[place]) ^ 1]]) + data[place + 1 :]


MUTATIONS: dict[str, Callable[[bytes], bytes]] = {
    "second signature": lambda data: data + data.rpartition(b"\n\n")[2],
    "signature twice in its own block": lambda data: data + b"\n" + data.rpartition(b"\n\n")[2],
    "no signature": lambda data: data.rpartition(b"\n\n")[0] + b"\n",
    "trailing newline": lambda data: data + b"\n",
    "trailing blank": lambda data: data[:-1] + b" \n",
    "no last newline": lambda data: data[:-1],
    "two blank lines": lambda data: data.replace(b"\n\n\xe2\x80\x94", b"\n\n\n\xe2\x80\x94"),
    "windows line ends": lambda data: data.replace(b"\n", b"\r\n"),
    "byte order mark before the dash": lambda data: data.replace(b"\n\xe2\x80\x94", b"\n\xef\xbb\xbf\xe2\x80\x94"),
    "base64 respelled": _respelled,
    "hyphen for dash": lambda data: data.replace("\n— ".encode(), b"\n- "),
    "overlong utf-8": lambda data: b"\xc0\x8a" + data,
    "surrogate": lambda data: b"\xed\xa0\x80" + data,
    "only a signature": lambda data: b"\n" + data.rpartition(b"\n\n")[2],
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_another_spelling_is_refused(name: str) -> None:
    data = sign(TEXT, NAME, KEY)
    changed = MUTATIONS[name](data)
    assert changed != data
    with pytest.raises(Refusal):
        verify(open_note(changed), public_bytes(KEY))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"SQLite format 3\0" + bytes(84), "note.database"),
        (b"PK\x03\x04 docx", "note.archive"),
        (b"", "note.form"),
        (b"\xff\xfe", "note.not_text"),
    ],
)
def test_a_foreign_file_is_named_for_what_it_is(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        open_note(data, "la.jdballot")
    assert (refused.value.problem.code, refused.value.problem.where) == (code, "la.jdballot")


def test_the_limit_holds_both_ways() -> None:
    data = sign(TEXT, NAME, KEY)
    assert open_note(data, limit=len(data)).text == TEXT
    with pytest.raises(Unreadable, match="too_long"):
        open_note(data, limit=len(data) - 1)
    with pytest.raises(BadInput, match="too_long"):
        sign(TEXT, NAME, KEY, limit=len(data) - 1)


PRIME = 2**255 - 19
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME


def _plus(first: tuple[int, int], second: tuple[int, int]) -> tuple[int, int]:
    """Add two points of edwards25519 (RFC 8032 §5.1.4, affine)."""
    (x, y), (u, v) = first, second
    mixed = CURVE * x * u * y * v % PRIME
    return (x * v + u * y) * pow(1 + mixed, -1, PRIME) % PRIME, (y * v + x * u) * pow(1 - mixed, -1, PRIME) % PRIME


def _small_order_keys() -> set[bytes]:
    """Work out every spelling of every point whose eightfold is the neutral point."""
    eighth = int.from_bytes(bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"), "little")
    square = (eighth * eighth - 1) * pow(CURVE * eighth * eighth + 1, -1, PRIME) % PRIME
    root = pow(square, (PRIME + 3) // 8, PRIME)
    root = root if root * root % PRIME == square else root * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    points, point = set(), (0, 1)
    for _ in range(8):
        points.add(point)
        point = _plus(point, (root, eighth))
    assert point == (0, 1)
    assert len(points) == 8
    heights = {height for _, y in points for height in (y, y + PRIME) if height < 2**255}
    return {(height + (sign_bit << 255)).to_bytes(32, "little") for height in heights for sign_bit in (0, 1)}


def test_a_key_under_which_one_signature_fits_every_text_is_refused() -> None:
    for public in _small_order_keys():
        forged = Note(TEXT, TEXT.encode(), NAME, key_id(NAME, public), b"\x01" + bytes(63))
        with pytest.raises(Altered):
            verify(forged, public)
