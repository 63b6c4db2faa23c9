"""A small contest by hand, through every command in order, as people would give them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from judge_desk.cli.parser import build_parser
from judge_desk.contest.merge.ballots import Ballot, Line, Lines
from judge_desk.contest.rulebook.definition import Round, find_round
from judge_desk.contest.values.identity import Digest, EntryCode
from judge_desk.exchange.rulebook.definition_file import load_definition
from judge_desk.exchange.sealed import ballot_file, keys
from judge_desk.exchange.sealed.ballot_columns import columns_of
from tests.architecture.command_reference import leaves
from tests.journeys.by_hand import CHAIR, FLAGGED, LATE, ONE, ORGANISER, TWO, WITHDRAWN, Hand
from tests.journeys.by_hand_calendar import a_year_of_publicity
from tests.journeys.by_hand_entries import entries_one_by_one
from tests.journeys.by_hand_extras import nothing_to_bring
from tests.journeys.by_hand_figures import figures_by_hand
from tests.journeys.by_hand_inside import files_looked_into
from tests.journeys.by_hand_machine import machine_looked_over
from tests.journeys.by_hand_opening import ballots_kept_closed
from tests.journeys.by_hand_panel import people_one_by_one, seats_lots_and_trial
from tests.journeys.by_hand_publicity import pages_for_everybody
from tests.journeys.by_hand_reviews import reviews_by_hand
from tests.journeys.by_hand_rules import rules_by_hand
from tests.journeys.by_hand_texts import own_words
from tests.journeys.compared import said, shown
from tests.journeys.independent import recompute
from tests.journeys.inspector import FOLDER, check_here
from tests.journeys.sealed_files import read_ballot
from tests.journeys.terminal import words_of

TWO_PEOPLE = f"{CHAIR}; {ORGANISER}"


def test_a_contest_by_hand_through_every_command_and_every_kind_of_decision(tmp_path: Path) -> None:
    hand = Hand(tmp_path)
    hand.lay_out()
    found_and_fill(hand)
    codes, pins = issue_twice(hand)
    ballots = mark_first_round(hand, codes, pins)
    machine_looked_over(hand)
    settle_seats(hand, codes, ballots)
    settle_first_round(hand, codes)
    publish_first_round(hand)
    own_words(hand)
    nothing_to_bring(hand)
    figures_by_hand(hand)
    reviews_by_hand(hand)
    ballots_kept_closed(hand)
    play_second_round(hand)
    publish_second_round(hand)
    look_after(hand)
    every = {name for name, _ in leaves(build_parser())}
    assert every - hand.given == {"demo"}
    decide = dict(leaves(build_parser()))["decide"]
    options = {option for action in decide._actions for option in action.option_strings if option.startswith("--")}
    assert options - hand.decided == {"--help", "--json", "--lang", "--round", "--reason", "--by"}


def found_and_fill(hand: Hand) -> None:
    """Definition, folder, panel, register, and what waits for people."""
    assert "hau-giang-2024" in [each["id"] for each in hand.say("contest", "list").data["definitions"]]
    checked = hand.say("contest", "check", hand.rules).data["definition"]
    assert [point["key"] for point in checked["undecided"]] == ["prize_tables.giai.per_unit"]
    hand.say("contest", "new", hand.contest, "--definition", hand.rules)
    assert hand.say("contest", "new", hand.contest, "--definition", hand.rules, code=10).codes == [
        "contest.folder_not_empty"
    ]
    rules_by_hand(hand)
    panel = hand.say("panel", "import", hand.contest, str(hand.place / "panel.csv")).data
    assert (panel["people"], panel["judges"]) == (7, 5)
    seats = hand.say("panel", "show", hand.contest, "--round", ONE).data["seats"]
    assert [(each["seat"], each["name"]) for each in seats][:2] == [(1, "Trần Văn Chủ"), (2, "Lê Thị Hai")]
    taken = hand.say("intake", hand.contest, str(hand.place / "so.csv"), "--files", str(hand.place / "ho-so"), code=1)
    assert taken.data["counts"] == {"eligible": 10, "doubtful": 1, "refused": 1, "withdrawn": 0}
    assert taken.data["files"] == 12
    assert {"intake.late", "intake.flag_published"} <= set(taken.codes)
    assert hand.say("assign", hand.contest, "--round", ONE, code=11).codes == ["assign.doubtful"]
    assert hand.say("decide", hand.contest).codes == ["decide.point", "intake.flag_published"]
    hand.decide("--point", "prize_tables.giai.per_unit", "2", by=ORGANISER)
    hand.decide("--entry", FLAGGED, "accept", by=ORGANISER)
    assert hand.decide("--entry", "99", "accept", code=3).codes == ["decide.no_entry"]
    shown_ = hand.say("contest", "show", hand.contest).data
    assert shown_["entries"] == {"eligible": 11, "doubtful": 0, "refused": 1, "withdrawn": 0}
    assert hand.say("decide", hand.contest).data["open"] == 0
    people_one_by_one(hand)
    entries_one_by_one(hand)
    files_looked_into(hand)


def issue_twice(hand: Hand) -> tuple[list[str], dict[int, str]]:
    """Draw and issue; an entry withdraws, and the same command makes version 2; gives the live codes and the PINs."""
    drawn = hand.say("assign", hand.contest, "--round", ONE, "--seed", "8 hạt").data
    assert (drawn["entries"], drawn["pairs"], drawn["excluded"]) == (11, 54, 1)
    usb = str(hand.place / "usb-1")
    first = hand.say("issue", hand.contest, "--round", ONE, "--to", usb).data
    again = hand.say("issue", hand.contest, "--round", ONE, "--to", usb).data
    assert (first["version"], first["digest"], first["code"]) == (again["version"], again["digest"], again["code"])
    hand.decide("--withdraw", WITHDRAWN, round_id=ONE, by=ORGANISER)
    target = ("issue", hand.contest, "--round", ONE, "--to", usb)
    assert "issue.withdrawn" in hand.say(*target, "--check-target").codes
    beside = hand.say(*target)
    assert (beside.data["version"], beside.codes) == (2, ["issue.withdrawn", "issue.older_there"])
    assert beside.data["package"].endswith("-ban-2"), "the older package on the same stick stays as it is"
    assert Path(hand.say("package", "wall", hand.contest, "--round", ONE, "--to", usb).data["file"]).is_file()
    second = hand.say("issue", hand.contest, "--round", ONE, "--to", str(hand.stick(ONE))).data
    assert second["version"] == 2
    handed = hand.say("package", "sticks", hand.contest, "--round", ONE).data["handed"]
    assert [(each["place"], each["version"]) for each in handed] == [
        (hand.stick(ONE).name, 2),
        ("usb-1", 2),
        ("usb-1", 1),
    ]
    manifest = hand.manifest(ONE)
    assert manifest["previous"] == first["digest"]
    assert sum(each["withdrawn"] for each in manifest["entries"]) == 1
    checked = hand.say("package", "check", hand.package(ONE)).data
    assert (checked["code"], checked["files"]) == (second["code"], 10)
    pins = hand.pins(first["letters"])
    assert sorted(pins) == [1, 2, 3, 4, 5]
    assert second["letters"] == first["letters"]
    seats_lots_and_trial(hand)
    return [each["code"] for each in manifest["entries"] if not each["withdrawn"]], pins


def marks_of(codes: list[str], seat: int, code: str) -> list[str] | None:
    """Plan the marks: places 4 and 5 are equal, judge 1 lies far off at the sixth, judge 2 does not mark the eighth."""
    place = codes.index(code)
    if (seat, place) == (2, 7):
        return None
    level = 60 - 5 * (place if place != 4 else 3)
    off = 12 if (seat, place) == (1, 5) else 0
    return [f"{level // 2 + off}", f"{level // 4},5", f"{level // 4}"]


def mark_first_round(hand: Hand, codes: list[str], pins: dict[int, str]) -> dict[str, dict[str, Any]]:
    """Three judges seal, the first on two machines; a wrong PIN opens nothing."""
    where = ("ballot", "open", hand.package(ONE), "--seat", "1", "--pin-stdin", "--file", str(hand.place / "x.jdscore"))
    assert hand.say(*where, pin=pins[2] + "\n", code=12).codes == ["package.wrong_pin"]
    assert not (hand.place / "x.jdscore").exists()
    hand.open(ONE, 5, pins[5], alone=True)
    mark_one_by_one(hand, pins)
    gaps = hand.say("ballot", "seal", hand.file(ONE, "giam-khao-5"), "--to", str(hand.place), code=10)
    assert gaps.codes == ["seal.gaps"]
    ballots = {str(seat): hand.seal(ONE, seat, pins[seat], partial(marks_of, codes, seat)) for seat in (1, 2, 3)}
    ballots["other 1"] = hand.seal(ONE, 1, pins[1], partial(marks_of, codes, 1), machine="may-khac")
    state = hand.say("ballot", "show", hand.file(ONE, "giam-khao-2")).data
    assert state["state"] == "sealed"
    assert [line["state"] for line in state["lines"]].count("recused") == 1
    receipt = hand.say("ballot", "receipt", hand.file(ONE, "giam-khao-2"), "--to", str(hand.place / "nhan")).data
    assert ballots["2"]["code"] in words_of(Path(receipt["receipt"])).replace(" ", "")
    checked = hand.say("ballot", "check", ballots["2"]["file"]).data
    assert (checked["seat"], checked["digest"], checked["code"]) == (2, ballots["2"]["digest"], ballots["2"]["code"])
    assert ballots["2"]["code"] in words_of(Path(ballots["2"]["sheet"])).replace(" ", "")
    return ballots


def mark_one_by_one(hand: Hand, pins: dict[int, str]) -> None:
    """The fifth judge copies the package, marks a little, changes his mind, and never seals."""
    machine, file = "giam-khao-5", hand.file(ONE, "giam-khao-5")
    say = partial(hand.say, machine=machine)
    copied = say("package", "copy", hand.package(ONE)).data
    assert copied["files"] == say("package", "check", copied["folder"]).data["files"]
    code, other = [each["code"] for each in hand.manifest(ONE)["entries"] if 5 in each["seats"]][:2]
    criterion = say("ballot", "show", file).data["columns"][0]
    assert say("ballot", "mark", file, code, criterion, "3").data["mark"] == "3"
    assert say("ballot", "mark", file, code, criterion, "999", code=3).codes == ["mark.out_of_range"]
    assert say("ballot", "undo", file).data["mark"] is None
    assert say("ballot", "redo", file).data["mark"] == "3"
    say("ballot", "remark", file, code, "Nên nêu rõ số liệu")
    say("ballot", "note", file, code, "xem lại")
    say("ballot", "later", file, code)
    say("ballot", "recuse", file, other, "--reason", "Cùng đơn vị")
    say("ballot", "recuse", file, other, "--undo")
    acts = [each["kind"] for each in say("ballot", "history", file).data["history"]]
    assert acts == ["mark", "undo", "redo", "remark", "note", "later", "recuse", "unrecuse"]
    assert say("ballot", "rank", file).data["places"] == []
    assert say("ballot", "rescue", file, code=10).codes == ["rescue.sound"]


def settle_seats(hand: Hand, codes: list[str], ballots: dict[str, dict[str, Any]]) -> None:
    """Merge what came; two devices, a replacement, a paper ballot, marks beyond the seat, a seat that never came."""
    files = [each["file"] for each in ballots.values()]
    plan = hand.say("merge", hand.contest, *files, "--round", ONE, "--plan-only").data
    assert [each["condition"] for each in plan["files"]] == ["two_devices", "counted", "counted", "two_devices"]
    assert not list((Path(hand.contest) / "ballots").glob("*"))
    assert hand.say("merge", hand.contest, *files, "--round", ONE, "--accept", code=3).codes == ["merge.no_reason"]
    merged = hand.merge(ONE, *files)
    assert (merged["merge"], merged["counted"]) == (1, 2)
    look_at_collection(hand, files)
    hand.decide("--ballot", "1", ballots["1"]["digest"][:12], round_id=ONE)
    replace_ballot(hand, codes)
    type_paper(hand, codes)
    go_beyond(hand)
    hand.decide("--close-seat", "5", round_id=ONE)
    open_ = hand.say("decide", hand.contest, "--round", ONE).codes
    assert sorted(set(open_)) == ["cut.tie", "disagreement.chair"]


def look_at_collection(hand: Hand, files: list[str]) -> None:
    """Where seats and pairs stand, who is to be reminded, what parts two ballots of a seat."""
    found = hand.say("collect", hand.contest, "--round", ONE).data
    assert [each["state"] for each in found["seats"]] == ["choose", "counted", "counted", "missing", "missing"]
    assert (found["counted"], found["expected"], len(found["seats"][0]["choice"])) == (2, 5, 2)
    matrix = hand.say("matrix", hand.contest, "--round", ONE, "--missing").data["entries"]
    assert all(row["cells"][0]["state"] == "choose" for row in matrix)
    assert {cell["state"] for row in matrix for cell in row["cells"] if cell["mark"]} == {"counted"}
    compared = hand.say("ballot", "compare", files[0], files[-1]).data
    assert {compared["first"], compared["second"]} == set(found["seats"][0]["choice"])
    for words in (("remind", "--to", str(hand.place / "nhac")), ("sheet", "--seat", "4", "--to", str(hand.place))):
        written = Path(hand.say(words[0], hand.contest, "--round", ONE, *words[1:]).data["file"])
        assert written.stat().st_size > 1000
    again = hand.say("merge", hand.contest, str(Path(files[0]).parent), "--round", ONE).data["files"]
    assert {each["condition"] for each in again} == {"same_again"}


def replace_ballot(hand: Hand, codes: list[str]) -> None:
    """The third judge seals again, on the secretary's word."""
    file, machine = hand.file(ONE, "giam-khao-3"), "giam-khao-3"
    hand.decide("--reopen", "3", round_id=ONE)
    words = ("--reason", "Ghi nhầm", "--word-of", "Ngô Thư Ký")
    assert hand.say("ballot", "reopen", file, *words, machine=machine).data["revision"] == 2
    mine = [each["code"] for each in hand.manifest(ONE)["entries"] if 3 in each["seats"] and not each["withdrawn"]]
    changed = mine[-1]
    low = ["1", "3,5", "2,5"]
    sheet = hand.sheet(file, "lai.xlsx", lambda c: low if c == changed else marks_of(codes, 3, c), machine)
    hand.say("ballot", "fill", file, sheet, machine=machine)
    sealed = hand.say("ballot", "seal", file, "--to", str(hand.place / "usb" / "phieu"), machine=machine).data
    again = hand.say("ballot", "export", file, "--to", str(hand.place / "usb-khac"), machine=machine).data
    assert again["digest"] == sealed["digest"]
    merged = hand.merge(ONE, sealed["file"])
    assert (merged["files"][0]["condition"], sealed["revision"]) == ("counted", 2)
    assert read_ballot(Path(sealed["file"])).cells[changed] == {"1": "1,0", "2.1": "3,5", "2.2": "2,5"}


def type_paper(hand: Hand, codes: list[str]) -> None:
    """The fourth judge marked on paper: a slip of the first typing stops it, cell by cell."""
    right = partial(marks_of, codes, 4)
    blank = hand.open(ONE, 4, hand.pins(str(Path(hand.contest) / "documents" / ONE / "thu-ghe-ban-1.pdf"))[4])
    sheets = {}
    for name, marks in (("mot", partial(with_slip, codes)), ("hai", right), ("sua", right)):
        sheets[name] = hand.sheet(blank, f"{name}.xlsx", marks, "giam-khao-4")
    people = ("--typist", "Ngô Thư Ký", "--typist", "Đỗ Tổ Chức", "--to", str(hand.place / "usb" / "phieu"))
    where = ("paper", hand.contest, "--round", ONE, "--seat", "4")
    refused = hand.say(*where, "--first", sheets["mot"], "--second", sheets["hai"], *people, code=1)
    assert [(each["code"], each["where"]) for each in refused.data["findings"]] == [
        ("paper.differs_mark", codes[2])
    ] * 3
    typed = hand.say(*where, "--first", sheets["sua"], "--second", sheets["hai"], *people).data
    assert read_ballot(Path(typed["file"])).head["Nguồn"] == "giấy"
    assert hand.merge(ONE, typed["file"])["counted"] == 4


def with_slip(codes: list[str], code: str) -> list[str] | None:
    return ["0", "0", "0,5"] if code == codes[2] else marks_of(codes, 4, code)


def go_beyond(hand: Hand) -> None:
    """A ballot that another program wrote marks the pair that was kept apart; people leave those marks out."""
    barred = next(each["code"] for each in hand.manifest(ONE)["entries"] if 3 not in each["seats"])
    made = another_programs_ballot(hand, barred)
    merged = hand.merge(ONE, str(made))
    row = merged["files"][0]
    assert row["kept"]
    assert "merge.recused_marked" in [each["code"] for each in merged["findings"]]
    hand.decide("--ignore", row["digest"][:10], round_id=ONE)
    assert "merge.recused_marked" not in hand.say("decide", hand.contest, "--round", ONE).codes


def round_of(hand: Hand, round_id: str) -> Round:
    name = "prize_tables.giai.per_unit"
    rules = load_definition(Path(hand.rules).read_bytes(), "thi-nho.toml", ((name, "2"),))
    found = find_round(rules, round_id)
    assert found is not None
    return found


def another_programs_ballot(hand: Hand, barred: str) -> Path:
    """Seal a third revision for seat 3 that marks one entry more than the seat has."""
    columns = columns_of(round_of(hand, ONE).rubric)
    folder = Path(hand.contest) / "ballots"
    path = next(p for p in folder.iterdir() if (h := read_ballot(p).head)["Ghế"] == "3" and h["Lần"] == "2")
    sealed = ballot_file.read_ballot(path.read_bytes(), path.name, lambda _: columns)
    more = Line(EntryCode(barred), (2, 2, 2), False, "")
    lines = Lines.of(sorted((*sealed.ballot.lines, more), key=lambda line: line.code))
    ballot: Ballot = replace(
        sealed.ballot, lines=lines, revision=3, previous=Digest(sealed.digest), nonce="00112233445566778899aabbccddeeff"
    )
    key = keys.load_or_create(hand.place / "may" / "giam-khao-3", "may-nay", lambda size: b"\0" * size)
    data = ballot_file.seal(ballot, columns, key)
    target = hand.place / "usb" / "phieu" / ballot_file.file_name(ballot, data)
    target.write_bytes(data)
    return target


def settle_first_round(hand: Hand, codes: list[str]) -> None:
    """Papers, the disagreement, the cut; a draft before, the codes opened and the result locked after."""
    usb = str(hand.place / "giay" / "nhap")
    assert hand.say("publish", hand.contest, "--round", ONE, "--to", usb, code=10).codes == ["publish.open"]
    draft = hand.say("publish", hand.contest, "--round", ONE, "--to", usb, "--draft")
    assert sorted(set(draft.codes)) == ["cut.tie", "disagreement.chair"]
    assert "DỰ THẢO" in words_of(Path(usb) / "bien-ban-ban-giam-khao.pdf").upper()
    for each in hand.say("results", hand.contest, "--round", ONE).data["ballots"]:
        hand.decide("--paper", str(each["seat"]), each["code"], round_id=ONE)
    settle_by_hand(hand, codes)
    hand.decide("--score", codes[5], "34,25", round_id=ONE)
    assert hand.decide("--final", round_id=ONE, code=10).codes == ["decide.still_open"]
    results = hand.say("results", hand.contest, "--round", ONE).data
    assert results["official"] is False
    assert results["shortlist"]["pending"] == codes[3:5]
    assert (results["shortlist"]["if_none_in"], results["shortlist"]["if_all_tied_in"]) == (codes[:3], codes[:5])
    hand.decide("--cut", *codes[:3], codes[4], round_id=ONE)
    assert hand.decide("--unseal", round_id=ONE, code=3).codes == ["decide.two_people"]
    assert hand.say("assign", hand.contest, "--round", TWO, code=11).codes == ["assign.sealed_codes"]
    hand.decide("--unseal", round_id=ONE, by=TWO_PEOPLE)
    hand.decide("--final", round_id=ONE)
    assert hand.decide("--score", codes[5], "35", round_id=ONE, code=10).codes == ["decide.locked"]
    hand.decide("--correct", round_id=ONE)
    hand.decide("--score", codes[5], "34,25", round_id=ONE)
    hand.decide("--final", round_id=ONE)
    results = hand.say("results", hand.contest, "--round", ONE).data
    assert results["official"] is True
    assert results["shortlist"]["inside"] == [*codes[:3], codes[4]]
    sixth = next(each for each in results["entries"] if each["code"] == codes[5])
    assert (sixth["official"], sixth["exact"], sixth["spread"]) == ("34.25", "137/4", "12")
    english = hand.say("results", hand.contest, "--round", ONE, "--lang", "en").data
    plain = [{k: v for k, v in each.items() if k != "why"} for each in english["entries"]]
    assert plain == [{k: v for k, v in each.items() if k != "why"} for each in results["entries"]]
    assert english["entries"][0]["why"] != results["entries"][0]["why"]


def settle_by_hand(hand: Hand, codes: list[str]) -> None:
    """The list of disagreements, a dialogue on the one there is, its paper, and the figures of the panel."""
    settle = ("settle", hand.contest, "--round", ONE)
    assert [(each["code"], each["step"]) for each in hand.say(*settle).data["cases"]] == [(codes[5], "dialogue")]
    agreed = ("--reason", "Chênh 12 điểm", "--by", CHAIR)
    talked = hand.say(*settle, "--code", codes[5], "--dialogue", "Ghế 1 giữ điểm", *agreed).data
    assert talked["case"]["step"] == "chair"
    (form,) = hand.say(*settle, "--form", str(hand.place / "giay" / "xu-ly")).data["forms"]
    assert "Ghế 1 giữ điểm" in words_of(Path(form))
    figures = hand.say("stats", hand.contest, "--round", ONE, "--absence").data
    assert figures["entries"] == len(codes)
    assert {(each["code"], each["seat"]) for each in figures["absence"]} >= {(codes[7], 2)}


def publish_first_round(hand: Hand) -> None:
    to = hand.place / "giay" / ONE
    made = hand.say("publish", hand.contest, "--round", ONE, "--to", str(to)).data
    text = words_of(to / "bien-ban-ban-giam-khao.pdf")
    assert "DỰ THẢO" not in text.upper()
    assert made["data_code"] in {path.name for path in (Path(hand.contest) / "documents" / ONE).iterdir()}
    assert "Trần Văn Chủ (Trưởng ban)" in text
    assert f"Bài số {LATE} đến sau hạn nhận" in text
    assert hand.say("publish", hand.contest, "--round", ONE, "--to", str(to), "--format", "odt", code=3).codes == [
        "publish.format"
    ]


def play_second_round(hand: Hand) -> None:
    """Four entries, four judges: two entries tie between the first prize and the second."""
    usb = str(hand.stick(TWO))
    drawn = hand.say("assign", hand.contest, "--round", TWO).data
    assert (drawn["entries"], len(drawn["loads"])) == (4, 4)
    issued = hand.say("issue", hand.contest, "--round", TWO, "--to", usb).data
    pins = hand.pins(issued["letters"])
    codes = [each["code"] for each in hand.manifest(TWO)["entries"]]
    marks = dict(zip(codes, (["50", "30"], ["50", "30"], ["40", "20"], ["30", "10"]), strict=True))
    sealed = [hand.seal(TWO, seat, pins[seat], marks.__getitem__)["file"] for seat in (1, 2, 3, 4)]
    merged = hand.merge(TWO, *sealed)
    assert merged["counted"] == 4
    assert [each["code"] for each in merged["findings"]] == []
    assert "prize.tie" in hand.say("decide", hand.contest, "--round", TWO).codes
    hand.decide("--tie", codes[1], codes[0], round_id=TWO)
    assert hand.decide("--tie", codes[1], codes[2], round_id=TWO, code=10).codes == ["decide.no_tie"]
    assert hand.decide("--prize", "giai/ba", codes[2], round_id=TWO, code=3).codes == ["decide.vote_needed"]
    lost = ("--vote", "1", "3", "0")
    assert hand.decide("--prize", "giai/ba", codes[2], *lost, round_id=TWO, code=3).codes == ["decide.vote_lost"]
    hand.decide("--prize", "giai/ba", codes[2], "--vote", "3", "1", "0", round_id=TWO)
    best = hand.say("results", hand.contest, "--round", TWO, "--special", "criterion:1").data["entries"]
    assert [each["code"] for each in best][:2] == codes[:2]
    hand.decide("--special", codes[1], "Đề nghị thưởng thêm", round_id=TWO)
    hand.decide("--special", codes[0], "Bài có tính mới nhất", "--for", "criterion:1", round_id=TWO)
    assert hand.decide("--approve", "Lê Giám Sát", round_id=TWO, code=10).codes == ["decide.no_approval"]
    assert hand.decide("--announce", round_id=TWO, code=10).codes == ["decide.lock_first"]
    hand.decide("--final", round_id=TWO)
    hand.decide("--announce", round_id=TWO)
    why = hand.say("results", hand.contest, "--round", TWO, "--why", codes[1]).data["why"]
    assert any("theo quyết định số" in each for each in why)
    assert hand.say("results", hand.contest, "--round", TWO).data["release"][-1]["state"] == "done"
    awards = hand.say("results", hand.contest, "--round", TWO).data["awards"]
    assert [(each["prize"], each["code"], each["money"]) for each in awards] == [
        ("nhat", codes[1], "3000000"),
        ("nhi", codes[0], "2000000"),
        ("ba", codes[2], "1000000"),
        ("ba", None, "1000000"),
    ]


def publish_second_round(hand: Hand) -> None:
    to = hand.place / "giay" / TWO
    papers = hand.say("publish", hand.contest, "--round", TWO, "--to", str(to)).data["papers"]
    assert {"bien-ban-ban-giam-khao.pdf", "danh-sach-giai-giai.pdf"} <= {each["file"] for each in papers}
    minutes = " ".join(words_of(to / "bien-ban-ban-giam-khao.pdf").split())
    assert "Đề nghị thưởng thêm" in minutes
    assert "biểu quyết: 3 tán thành, 1 không tán thành, 0 không ý kiến" in minutes
    folder = hand.say("recount", hand.contest, "--definition", hand.rules, alone=True).data
    assert [(each["round"], each["compared"], each["same"]) for each in folder["rounds"]] == [
        (ONE, True, True),
        (TWO, True, True),
    ]
    sealed = [str(path) for path in (hand.place / "usb").rglob("*.jdballot")]
    packages = [str(path) for each in (1, 2, 3) for path in (hand.place / f"usb-{each}").rglob("*.jdpack")]
    results = [str(hand.place / "giay" / each / f"ket-qua-{each}.json") for each in (ONE, TWO)]
    loose = hand.say("recount", *sealed, *packages, *results, "--definition", hand.rules)
    assert [each["same"] for each in loose.data["rounds"]] == [True, True]
    hall(hand, {each["file"] for each in papers})
    pages_for_everybody(hand)
    a_year_of_publicity(hand)
    again = recompute(Path(hand.contest), Path(hand.rules), to / "quyet-dinh.jdquyet")
    for round_id in (ONE, TWO):
        told = hand.say("results", hand.contest, "--round", round_id).data
        assert shown(again[round_id]) == said(told)


def hall(hand: Hand, made: set[str]) -> None:
    """Papers leave once more, a team's time is corrected, and the result is read out, last place first."""
    kept = hand.say("papers", hand.contest, "--round", TWO, "--to", str(hand.place / "xuat")).data
    assert {each["file"] for each in kept["papers"] if each["state"] == "final"} <= made
    assert {name for name in kept["copied"] if name in made or not name.startswith(FOLDER)} == made
    assert check_here(Path(kept["folder"]) / FOLDER)[0] == 0
    row = next(each for each in kept["kinds"] if each["kind"] == "minutes")
    assert (row["state"], row["group"], row["in_force"][1:], row["earlier"]) == ("final", "round", [], [])
    again = hand.say("publish", hand.contest, "--round", TWO, "--to", str(hand.place / "word"), "--format", "docx,xlsx",
                     "--only", "minutes").data["papers"]  # fmt: skip
    assert [each["supersedes"] for each in again if each["kind"] == "minutes"] == [None]
    one = ("--copy", str(row["in_force"][0]), "--stamped", "--to", str(hand.place / "mot"))
    told = hand.say("papers", hand.contest, "--round", TWO, *one).data
    assert told["copied"] == ["bien-ban-ban-giam-khao.pdf"]
    both = next(each for each in told["kinds"] if each["kind"] == "minutes")["in_force"]
    assert [each["format"] for each in told["papers"] if each["number"] in both] == ["pdf", "docx"]
    order = hand.say("ceremony", hand.contest, "--round", TWO).data["lines"]
    assert [each["place"] for each in order] == sorted((each["place"] for each in order), reverse=True)
    code = order[0]["code"]
    time = ("--seconds", "640", "--reason", "Bấm muộn", "--operator", ORGANISER)
    teams = hand.say("clock", hand.contest, "--round", TWO, "--team", code, *time).data["teams"]
    assert next(each["used"] for each in teams if each["code"] == code) == {"talk": 640}
    assert hand.say("clock", hand.contest, "--round", TWO, "--team", "000-0", *time, code=3).codes == [
        "team_clock.no_team"
    ]


def _save_a_damaged_copy(hand: Hand) -> None:
    """Damage a copy of the contest, let the doctor look at it and save it."""
    hurt = Path(shutil.copytree(hand.contest, hand.place / "hong"))
    content = (hurt / "contest.jdesk").read_bytes()
    (hurt / "contest.jdesk").write_bytes(content[: len(content) // 2])
    seen = hand.say("doctor", str(hurt), code=1)
    assert (seen.codes[-1], seen.data["can_save"]) == ("damage.can_save", True)
    saved = hand.say("doctor", str(hurt), "--save").data
    assert Path(saved["kept"]).is_file()
    assert hand.say("doctor", str(hurt)).data["can_save"] is False


def look_after(hand: Hand) -> None:
    """A copy, going back to it, and a look over machine and folder."""
    name = hand.say("backup", hand.contest).data["copy"]
    assert Path(hand.say("backup", hand.contest, "--to", str(hand.place / "usb-4")).data["file"]).is_file()
    assert name in hand.say("restore", hand.contest).data["copies"]
    restored = hand.say("restore", hand.contest, "--copy", name).data
    assert restored["restored"] == name
    assert (Path(hand.contest) / "backups" / restored["kept"]).is_file()
    seen = hand.say("restore", hand.contest, "--copy", restored["kept"], "--preview").data
    assert [each["what"] for each in seen["undone"]] == ["restore"]
    undo = ("restore", hand.contest, "--before-merge", "1", "--reason", "thử", "--operator", "Ngô Thư Ký")
    assert hand.say(*undo, code=10).codes == ["restore.locked"]
    logged = hand.say("log", hand.contest, "--what", "merge", "--round", ONE).data
    assert {each["what"] for each in logged["acts"]} == {"merge"}
    assert hand.say("log", hand.contest, "--act", str(logged["acts"][0]["number"])).data["after"]
    head = str(logged["acts"][0]["hash"])
    assert hand.say("log", hand.contest, "--head", head[:20]).data["head"]["state"] == "inside"
    assert hand.say("log", hand.contest, "--older", hand.contest).data["older"]["state"] == "inside"
    written = hand.say("log", hand.contest, "--to", str(hand.place / "nhat-ky.csv")).data
    assert written["count"] == logged["total"]
    guide = hand.place / "huong-dan.pdf"
    assert hand.say("guide", "inspector", "--to", str(guide)).data["file"] == str(guide)
    assert hand.say("guide", "judge").data["steps"]
    report = hand.say("doctor", hand.contest)
    assert report.codes == []
    assert int(report.data["facts"]["files"]) >= 12
    _save_a_damaged_copy(hand)
    record = hand.place / "tinh-lai.pdf"
    again = hand.say("recount", hand.contest, "--definition", hand.rules, "--record", str(record)).data
    assert (again["ok"], again["record"], record.read_bytes()[:5]) == (True, str(record), b"%PDF-")
