from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.command_line import done, refused
from tests.faults.small_world import DEFINITION, SmallWorld

WHOLE = DEFINITION.read_bytes()


def test_every_fault_of_a_definition_is_named_at_once(tmp_path: Path) -> None:
    file = tmp_path / "nhieu-cho-sai.toml"
    spoilt = WHOLE.replace(b"maximum = 20", b'maximum = "x"').replace(b"version = 1", b"version = 0")
    file.write_bytes(spoilt.replace(b'over_length = "refuse"', b'over_length = "cut"').replace(b"plan = ", b"plann = "))
    codes = [f"definition.{name}" for name in ("out_of_range", "missing_key", "not_choice", "not_number")]
    codes.append("definition.unknown_key_near")
    sentences = refused(["contest", "check", file], 1, codes, [tmp_path], about=["5 chỗ"])
    assert all(each.startswith(file.name) for each in sentences), "file, line and key stand in front"
    refused(["contest", "new", tmp_path / "moi", "--definition", file], 3, codes, [tmp_path])


@pytest.mark.parametrize(
    ("data", "code", "exit_code"),
    [
        (WHOLE.replace("ộ".encode(), b"\xe9", 1), "definition.not_utf8", 3),
        (WHOLE.replace(b"format = 1", b"format = 9", 1), "definition.newer_format", 7),
        (WHOLE[: len(WHOLE) // 2] + b"[[", "definition.not_toml", 3),
        (WHOLE.replace(b"format = 1", b"format = 1\nformat = 1", 1), "definition.key_twice", 3),
        (b"x = " + b"[" * 5000, "definition.too_deep", 3),
        (b"SQLite format 3\0\xff" + bytes(4096), "definition.not_utf8", 3),
    ],
    ids=["not utf-8", "newer", "cut", "key twice", "deep", "database"],
)
def test_a_file_that_is_no_definition_founds_nothing(tmp_path: Path, data: bytes, code: str, exit_code: int) -> None:
    file = tmp_path / "the-le.toml"
    file.write_bytes(data)
    refused(["contest", "check", file], 1, [code], [tmp_path])
    refused(["contest", "new", tmp_path / "moi", "--definition", file], exit_code, [code], [tmp_path])
    assert not (tmp_path / "moi").exists()


def test_missing_definitions_and_taken_folders_are_named(small: SmallWorld, tmp_path: Path) -> None:
    new = ["contest", "new", tmp_path / "moi", "--definition"]
    refused([*new, "khong-co"], 3, ["definition.not_shipped"], [tmp_path], about=["hau-giang-2024"])
    refused([*new, tmp_path / "mat.toml"], 4, ["disk.missing"], [tmp_path])
    refused([*new, tmp_path], 4, ["disk.not_file"], [tmp_path])
    refused(["contest", "check", tmp_path / "mat.toml"], 4, ["disk.missing"], [tmp_path])
    taken = ["contest", "new", small.contest, "--definition", DEFINITION]
    refused(taken, 10, ["contest.folder_not_empty"], [small.contest])
    on_a_file = ["contest", "new", small.register, "--definition", DEFINITION]
    refused(on_a_file, 10, ["contest.folder_not_empty"], [small.register])
    below_a_file = ["contest", "new", small.register / "moi", "--definition", DEFINITION]
    refused(below_a_file, 8, ["disk.no_folder"], [small.register])


def test_a_contest_is_not_founded_where_a_cloud_copies_behind_our_back(tmp_path: Path) -> None:
    synced = tmp_path / "OneDrive" / "moi"
    refused(["contest", "new", synced, "--definition", DEFINITION], 3, ["store.synced"], [], about=["đồng bộ"])
    assert not list(synced.iterdir())
    (tmp_path / "may-nay").mkdir()
    done("contest", "new", tmp_path / "may-nay" / "moi", "--definition", DEFINITION)
