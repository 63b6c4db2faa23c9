"""The signing key: made once from given randomness, private, never replaced."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from judge_desk.contest.values.problems import CannotWrite, NewerFormat, Unreadable
from judge_desk.exchange.sealed.keys import key_from, load_or_create, public_hex


def token(count: int) -> bytes:
    """Give the same bytes every time."""
    return bytes(range(count))


def refuse(_: int) -> bytes:
    """Fail where no randomness may be asked for."""
    raise AssertionError("randomness was asked for")


def test_a_key_is_made_once_and_then_loaded(tmp_path: Path) -> None:
    folder = tmp_path / "khóa" / "máy"
    made = load_or_create(folder, "may-nay", token)
    again = load_or_create(folder, "may-nay", refuse)
    assert public_hex(made) == public_hex(again) == public_hex(key_from(bytes(range(32))))
    assert [path.name for path in folder.iterdir()] == ["may-nay.khoa"]


def test_the_key_follows_rfc_8032() -> None:
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    assert public_hex(key_from(seed)) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


if os.name == "posix":

    def test_only_its_owner_can_read_the_key(tmp_path: Path) -> None:
        load_or_create(tmp_path, "may-nay", token)
        assert stat.S_IMODE((tmp_path / "may-nay.khoa").stat().st_mode) == 0o600

    def test_a_link_in_place_of_the_key_is_refused(tmp_path: Path) -> None:
        load_or_create(tmp_path, "that", token)
        (tmp_path / "may-nay.khoa").symlink_to(tmp_path / "that.khoa")
        with pytest.raises(Unreadable, match=r"disk\.link"):
            load_or_create(tmp_path, "may-nay", refuse)


@pytest.mark.parametrize(
    "damage", [b"", b"judge-desk khoa 1\n", b"judge-desk khoa 1\n" + b"AB" * 32 + b"\n", b"x" * 2000]
)
def test_a_damaged_key_is_refused_and_kept(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "may-nay.khoa"
    path.write_bytes(damage)
    with pytest.raises(Unreadable):
        load_or_create(tmp_path, "may-nay", refuse)
    assert path.read_bytes() == damage


def test_a_key_of_a_newer_program_is_refused_with_both_numbers_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "may-nay.khoa"
    newer = b"judge-desk khoa 3\n" + b"ab" * 32 + b"\nmore\n"
    path.write_bytes(newer)
    with pytest.raises(NewerFormat) as refused:
        load_or_create(tmp_path, "may-nay", refuse)
    assert (refused.value.problem.facts["found"], refused.value.problem.facts["known"]) == (3, 1)
    assert path.read_bytes() == newer


def test_too_little_randomness_makes_no_key(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="31"):
        load_or_create(tmp_path, "may-nay", lambda count: bytes(count - 1))
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_takes_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"")
    with pytest.raises(CannotWrite):
        load_or_create(tmp_path / "tep", "may-nay", token)
