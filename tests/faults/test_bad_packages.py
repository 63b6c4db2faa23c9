from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.command_line import check_vietnamese, done, refused, run
from tests.faults.conftest import Copied
from tests.faults.small_world import SmallWorld


def _manifest(package: Path) -> Path:
    return next(package.glob("*.jdpack"))


def _rewrite(change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    return lambda package: _manifest(package).write_bytes(change(_manifest(package).read_bytes()))


def _first(package: Path) -> Path:
    return min((package / "files").iterdir())


def _change(package: Path) -> None:
    data = bytearray(_first(package).read_bytes())
    data[50] ^= 1
    _first(package).write_bytes(data)


def _link(package: Path) -> None:
    target = _first(package)
    target.unlink()
    target.symlink_to("/etc/hostname")


@pytest.mark.parametrize(
    ("spoil", "exit_code", "code"),
    [
        (_rewrite(lambda data: data.replace(b"docx", b"docm", 1)), 5, "note.signature"),
        (_rewrite(lambda data: data.replace(b'"docx"', b'"../x"', 1)), 5, "note.signature"),
        (_rewrite(lambda data: data[:700]), 4, "note.form"),
        (_rewrite(lambda data: data + b"\n"), 4, "note.form"),
        (_rewrite(lambda data: b""), 4, "note.form"),
        (_rewrite(lambda data: b"PK\x03\x04" + data), 4, "note.archive"),
        (_rewrite(lambda data: b"SQLite format 3\0" + data), 4, "note.database"),
        (lambda package: _manifest(package).unlink(), 4, "package.no_manifest"),
        (lambda package: _manifest(package).rename(package / "khac.jdpack"), 4, "package.renamed"),
        (lambda package: shutil.copy(_manifest(package), package / "khac.jdpack"), 4, "package.several_manifests"),
    ],
)
def test_a_manifest_that_cannot_be_believed_refuses_the_package(
    small: SmallWorld, copied: Copied, tmp_path: Path, spoil: Callable[[Path], object], exit_code: int, code: str
) -> None:
    package, score = copied(small.package), tmp_path / "moi.jdscore"
    spoil(package)
    refused(["package", "check", package], 1, [code], [package])
    opening = ["ballot", "open", package, "--seat", 1, "--pin-stdin", "--file", score]
    refused(opening, exit_code, [code], [package, tmp_path], stdin=small.pins[1] + "\n")


@pytest.mark.parametrize(
    ("spoil", "codes"),
    [
        (lambda package: _first(package).unlink(), ["package.missing"]),
        (_change, ["package.changed"]),
        (_link, ["disk.link"]),
        (lambda package: shutil.rmtree(package / "files"), ["disk.missing"]),
    ],
    ids=["missing", "changed", "link", "no folder"],
)
def test_a_damaged_file_is_named_and_the_others_can_be_marked(
    small: SmallWorld, copied: Copied, tmp_path: Path, spoil: Callable[[Path], object], codes: list[str]
) -> None:
    package = copied(small.package)
    spoil(package)
    refused(["package", "check", package], 1, codes, [package])
    opening = ["ballot", "open", package, "--seat", 1, "--pin-stdin", "--file", tmp_path / "moi.jdscore"]
    told = done(*opening, "--json", stdin=small.pins[1] + "\n")
    assert [(each["code"], each["severity"]) for each in told.data["findings"]] == [(code, "ask") for code in codes]


def test_a_file_too_many_is_told_and_never_opened(small: SmallWorld, copied: Copied) -> None:
    package = copied(small.package)
    (package / "files" / "chay-ngay.exe").write_bytes(b"MZ")
    told = done("package", "check", package, "--json")
    assert told.codes == ["package.extra"]
    check_vietnamese(told.data["findings"][0]["sentence"], told.data["findings"][0])


def test_half_a_package_is_refused(small: SmallWorld, copied: Copied, tmp_path: Path) -> None:
    package = copied(small.package)
    (package / "CHUA-GHI-XONG.txt").write_text("dở", encoding="utf-8")
    opening = ["ballot", "open", package, "--seat", 1, "--pin-stdin", "--file", tmp_path / "moi.jdscore"]
    refused(opening, 4, ["package.unfinished"], [tmp_path], stdin=small.pins[1] + "\n")
    refused(["package", "check", package], 1, ["package.unfinished"], [package])
    _manifest(package).unlink()
    refused(opening, 4, ["package.unfinished"], [tmp_path], stdin=small.pins[1] + "\n")


@pytest.mark.parametrize("typed", ["000000", "", "12345", "x" * 100_000, "\udce1", "１２３４５６"])
def test_a_wrong_pin_opens_nothing(small: SmallWorld, tmp_path: Path, typed: str) -> None:
    opening = ["ballot", "open", small.package, "--seat", 1, "--pin-stdin", "--file", tmp_path / "moi.jdscore"]
    refused(opening, 12, ["package.wrong_pin"], [tmp_path], stdin=typed + "\n")


def test_seats_folders_and_files_that_do_not_fit_are_named(small: SmallWorld, tmp_path: Path) -> None:
    pin, score = small.pins[1] + "\n", tmp_path / "moi.jdscore"
    end = ["--pin-stdin", "--file", score]
    refused(["ballot", "open", small.package, "--seat", 9, *end], 3, ["package.no_seat"], [tmp_path], stdin=pin)
    refused(["ballot", "open", small.package, "--seat", -1, *end], 3, ["package.no_seat"], [tmp_path], stdin=pin)
    refused(["ballot", "open", tmp_path / "mat", "--seat", 1, *end], 3, ["package.no_folder"], [tmp_path], stdin=pin)
    refused(["package", "check", tmp_path / "mat"], 3, ["package.no_folder"], [tmp_path])
    refused(["package", "check", small.register], 3, ["package.no_folder"], [tmp_path])
    other_seat = ["ballot", "open", small.package, "--seat", 2, *end]
    refused(other_seat, 12, ["package.wrong_pin"], [tmp_path], stdin=pin)
    taken = ["ballot", "open", small.package, "--seat", 1, "--pin-stdin", "--file", small.score(1)]
    refused(taken, 10, ["score_file.exists"], [small.home(1)], stdin=pin)
    nowhere = ["ballot", "open", small.package, "--seat", 1, "--pin-stdin", "--file", tmp_path / "x" / "y.jdscore"]
    refused(nowhere, 8, ["store.no-folder"], [], stdin=pin)
    assert run(*nowhere, "--lang", "en", stdin=pin).code == 8
