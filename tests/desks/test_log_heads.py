"""The log against what left the house: codes on paper, packages, older copies; written anew, it is found out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from judge_desk.contest.values.problems import Altered, BadInput
from judge_desk.desks import going_back
from judge_desk.desks.log_heads import HeadCheck, HeadState, OlderCheck, compare_older, find_head
from judge_desk.stores.contest_file import LOG_NAME
from judge_desk.stores.log import NOTHING_BEFORE, BadLine, line_hash, open_line, read_open
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.figures import head_groups
from judge_desk.wording.findings import sentence
from tests.desks.small_contest import Small
from tests.journeys.terminal import call


def said(found: HeadCheck | OlderCheck) -> list[str]:
    for language in ("vi", "en"):
        assert all("{" not in sentence(each, open_catalogue(language)) for each in found.findings)
    return [each.code for each in found.findings]


def test_a_code_read_off_paper_is_found_with_its_act_and_what_came_since(counted: Small) -> None:
    lines = read_open((counted.contest / LOG_NAME).read_bytes())
    middle = lines[len(lines) // 2]
    for typed in (middle.hash, head_groups(middle.hash).upper(), f" {middle.hash[:16]} "):
        found = find_head(counted.contest, typed, "vi", counted.around())
        assert (found.state, found.since) == (HeadState.INSIDE, len(lines) - middle.seq)
        assert found.entry is not None
        assert found.entry.number == middle.seq
        assert said(found) == ["log.head_inside"]
    alone = find_head(counted.contest / LOG_NAME, middle.hash, "en", counted.around())
    assert said(alone) == ["log.head_inside"]
    other = find_head(counted.contest, "0123456789abcdef0", "vi", counted.around())
    assert (other.state, said(other)) == (HeadState.ABSENT, ["log.head_absent"])
    for wrong in (middle.hash[:15], "", "mã số", middle.hash + "00"):
        with pytest.raises(BadInput, match="head_form"):
            find_head(counted.contest, wrong, "vi", counted.around())


def test_an_older_log_is_contained_and_one_that_was_written_anew_is_not(counted: Small, tmp_path: Path) -> None:
    around, data = counted.around(), (counted.contest / LOG_NAME).read_bytes()
    lines = read_open(data)
    older = tmp_path / "cu" / LOG_NAME
    older.parent.mkdir()
    older.write_bytes(b"".join(map(open_line, lines[:-2])))
    found = compare_older(counted.contest, older.parent, "vi", around)
    assert isinstance(found, OlderCheck)
    assert (found.state, found.lines, found.total, said(found)) == (
        HeadState.INSIDE, len(lines) - 2, len(lines), ["log.older_inside"],
    )  # fmt: skip
    anew, previous = [], NOTHING_BEFORE  # as the owner of the machine can: one act left out, a chain that agrees
    for number, line in enumerate((each for each in lines if each.seq != 3), start=1):
        own = line_hash(previous, number, line.body)
        anew.append(replace(line, seq=number, prev=previous, hash=own))
        previous = own
    forged = tmp_path / "moi.jsonl"
    forged.write_bytes(b"".join(map(open_line, anew)))
    assert len(read_open(forged.read_bytes())) == len(lines) - 1
    caught = compare_older(forged, older, "vi", around)
    assert isinstance(caught, OlderCheck)
    assert (caught.state, caught.common, said(caught)) == (HeadState.ABSENT, 2, ["log.older_differs"])
    assert [each.number for each in caught.gone][:1] == [3]
    package = next((counted.contest / "packages").glob("*.jdpack"))
    assert said(compare_older(counted.contest, package, "vi", around)) == ["log.head_inside"]
    assert said(compare_older(forged, package, "vi", around)) == ["log.head_absent"]
    with pytest.raises(BadInput, match="no_older"):
        compare_older(counted.contest, tmp_path, "vi", around)


def test_what_went_with_a_return_to_a_copy_is_named_as_put_aside(counted: Small, tmp_path: Path) -> None:
    around = counted.around()
    before = (counted.contest / LOG_NAME).read_bytes()
    head = read_open(before)[-1].hash
    merge = going_back.look_at_copies(counted.contest, "vi", around).merges[0]
    kept = going_back.undo_merge(counted.contest, merge.number, "Gộp nhầm", "Thư ký", around)
    found = find_head(counted.contest, head, "vi", around)
    assert (found.state, found.copy, said(found)) == (HeadState.ASIDE, kept.kept, ["log.head_aside"])
    older = tmp_path / LOG_NAME
    older.write_bytes(before)
    compared = compare_older(counted.contest, older, "vi", around)
    assert (compared.state, said(compared)) == (HeadState.ASIDE, ["log.older_aside"])


def test_every_changed_byte_of_an_open_log_is_told_with_its_line(counted: Small) -> None:
    data = (counted.contest / LOG_NAME).read_bytes()
    ends = [at + 1 for at, byte in enumerate(data) if byte == 10]
    for place in range(0, len(data), 37):
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        with pytest.raises(BadLine) as bad:
            read_open(bytes(changed))
        assert bad.value.number - 1 == sum(end <= place for end in ends)
    for cut in (b"", data[:-1], data[: ends[0] - 1]):
        with pytest.raises(BadLine):
            read_open(cut)
    assert len(read_open(data[: ends[4]])) == 5


def test_the_terminal_says_the_same_and_ends_with_1_when_something_is_gone(counted: Small, tmp_path: Path) -> None:
    data = (counted.contest / LOG_NAME).read_bytes()
    older = tmp_path / LOG_NAME
    older.write_bytes(data)
    head = read_open(data)[-1].hash
    good = call(tmp_path / "h", "log", str(counted.contest), "--head", head[:20], "--json")
    assert (good.code, good.data["head"]["state"]) == (0, "inside")
    same = call(tmp_path / "h", "log", str(counted.contest), "--older", str(older), "--json")
    assert (same.code, same.data["older"]["state"]) == (0, "inside")
    lost = call(tmp_path / "h", "log", str(counted.contest), "--head", "f" * 64, "--json")
    assert (lost.code, lost.data["head"]["state"]) == (1, "absent")
    older.write_bytes(data.replace(b"}", b"} ", 1))
    assert call(tmp_path / "h", "log", str(counted.contest), "--older", str(older), "--json").code > 2
    with pytest.raises(Altered):
        compare_older(counted.contest, older, "vi", counted.around())
