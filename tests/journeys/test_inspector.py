"""An inspector has one folder and a computer with Python: the result is recounted, and every change to it is named."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.conftest import FIRST, SECOND, Demo
from tests.journeys.inspector import FOLDER, check, check_here, codes_in, copied, masked

GOLDEN = Path(__file__).parent.parent / "golden" / "recount"
REWRITE = "REWRITE_GOLDEN"


def folder_of(demo: Demo, round_id: str) -> Path:
    number = 1 if round_id == FIRST else 2
    return demo.out / "giay-to" / f"{number}-{round_id}" / FOLDER


def test_the_folder_alone_recounts_both_rounds_and_says_what_it_always_said(demo: Demo) -> None:
    found = {"vi": check(folder_of(demo, SECOND)), "en": check_here(folder_of(demo, SECOND), "--lang", "en")}
    for language, (code, text) in found.items():
        assert code == 0, text
        golden = GOLDEN / f"{SECOND}.{language}.txt"
        if os.environ.get(REWRITE):
            golden.write_text(masked(text), encoding="utf-8")
        assert masked(text) == golden.read_text(encoding="utf-8")


def test_digits_off_the_paper_are_compared_and_another_ballot_s_are_named(demo: Demo, tmp_path: Path) -> None:
    folder = folder_of(demo, FIRST)
    codes = codes_in(check_here(folder)[1])
    typed = tmp_path / "ma.txt"
    typed.write_text("".join(f"{seat} = {code}\n" for seat, code in codes.items()), encoding="utf-8")
    code, text = check_here(folder, "--codes", str(typed))
    assert (code, text.count("mã trên giấy trùng với phiếu")) == (0, len(codes))
    code, text = check_here(folder, "--lang", "en", "--code", f"{FIRST} 3={codes['4']}")
    assert code == 1
    assert f"the digits on paper ({codes['4']}) are NOT those of the counted ballot" in text


def change_a_score(folder: Path) -> str:
    path = next(folder.glob("ket-qua-*.json"))
    data = json.loads(path.read_text(encoding="utf-8"))
    entry = data["entries"][3]
    entry["official"] = "99.00"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return f"entries {entry['code']}.official"


def change_a_ballot(folder: Path) -> str:
    path = next(folder.glob("phieu/*ghe-3*.jdballot"))
    data = bytearray(path.read_bytes())
    at = max(found.start() for found in re.finditer(rb"\d,\d|[1-9]  ", bytes(data)))
    data[at] = ord("9") if data[at] != ord("9") else ord("8")
    path.write_bytes(bytes(data))
    return path.name


def take_a_ballot(folder: Path) -> str:
    next(folder.glob("phieu/*ghe-5*.jdballot")).unlink()
    return "ballots"


def change_the_rules(folder: Path) -> str:
    path = next(folder.glob("*.toml"))
    path.write_text(path.read_text(encoding="utf-8").replace("decimals = 2", "decimals = 1"), encoding="utf-8")
    return "definition"


def change_a_decision(folder: Path) -> str:
    path = next(folder.glob("*.jdquyet"))
    path.write_bytes(path.read_bytes().replace(b'"reason":"', b'"reason":"K', 1))
    return path.name


def swap_the_winners(folder: Path) -> str:
    path = next(folder.glob("ket-qua-*.json"))
    data = json.loads(path.read_text(encoding="utf-8"))
    first, second = data["awards"][:2]
    first["code"], second["code"] = second["code"], first["code"]
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return "awards"


IN_THE_RESULT = (change_a_score, swap_the_winners)
IN_SEALED_FILES = (change_a_ballot, take_a_ballot, change_the_rules, change_a_decision)


@pytest.mark.parametrize("changes", [IN_THE_RESULT, IN_SEALED_FILES])
def test_whatever_is_changed_is_named_and_ends_the_check_with_1(
    demo: Demo, tmp_path: Path, changes: tuple[Callable[[Path], str], ...]
) -> None:
    folder = copied(folder_of(demo, SECOND), tmp_path)
    named = [change(folder) for change in changes]
    (folder / "SHA256SUMS.txt").unlink()
    code, text = check_here(folder)
    faults = [line for line in text.splitlines() if line.startswith("✗")]
    assert code == 1
    assert [each for each in named if not any(each in line for line in faults)] == [], faults


def test_a_folder_s_own_list_names_what_was_changed_added_or_taken(demo: Demo, tmp_path: Path) -> None:
    folder = copied(folder_of(demo, FIRST), tmp_path)
    taken = next(folder.glob("phieu/*ghe-2_lan-1_*.jdballot"))
    taken.rename(taken.with_name("khac.jdballot"))
    code, text = check_here(folder)
    assert code == 1
    assert f"phieu/{taken.name}" in text
    assert "phieu/khac.jdballot" in text


def test_without_packages_or_result_nothing_is_said_to_agree(demo: Demo, tmp_path: Path) -> None:
    folder = copied(folder_of(demo, FIRST), tmp_path)
    (folder / "SHA256SUMS.txt").unlink()
    next(folder.glob("ket-qua-*.json")).unlink()
    assert check_here(folder)[0] == 2
    for path in [*folder.glob("goi/*"), *folder.glob("*.jdquyet")]:
        path.unlink()
    assert check_here(folder)[0] == 2


def test_nothing_in_the_folder_of_a_blind_round_ties_a_code_to_a_name(demo: Demo) -> None:
    open_round = demo.manifest(SECOND)["entries"]
    names = {name for each in open_round for name in (*each["authors"], each["title"])}
    read = [path for path in folder_of(demo, FIRST).rglob("*") if path.suffix not in (".xlsx", ".toml", ".py")]
    texts = {path.name: path.read_text(encoding="utf-8") for path in read if path.is_file()}
    assert len(texts) > 10
    assert not [(file, name) for file, text in texts.items() for name in names if len(name) > 5 and name in text]
