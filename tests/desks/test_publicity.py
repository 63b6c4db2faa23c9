"""The publicity folder at the desk: only announced results, only confirmed words, and a note that outlives nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from judge_desk.contest.values.problems import Refusal
from judge_desk.desks import publicity, publicity_folder
from judge_desk.desks.log_reading import LogQuery, change_of, read_log
from judge_desk.desks.publicity import PictureChoice
from judge_desk.desks.publicity_folder import Wish
from judge_desk.desks.publicity_proposal import LONGEST, first_words
from judge_desk.desks.rehearsing import Played
from judge_desk.exchange.submissions.write_up_text import Place, WriteUpText
from tests.desks.announced_contest import LAST, OPERATOR, announce, around, copied


@pytest.fixture(scope="module")
def announced_once(played: Played, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("announced")
    folder = copied(played, place)
    with pytest.raises(Refusal) as refused:
        publicity.look(folder, LAST, around(place))
    assert refused.value.problem.code == "publicity.not_announced"
    announce(folder, place)
    return folder


@pytest.fixture
def folder(announced_once: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(announced_once, tmp_path / "cuoc-thi"))


def refusal(folder: Path, **wanted: object) -> str:
    with pytest.raises(Refusal) as refused:
        publicity.note(folder, LAST, around=around(folder.parent), **wanted)  # type: ignore[arg-type] # as given
    return refused.value.problem.code


def test_words_are_proposed_confirmed_changed_and_told_with_who_and_when(folder: Path, tmp_path: Path) -> None:
    about = (folder, LAST)
    winners = publicity.look(*about, around(tmp_path))
    assert [each.prizes[0] for each in winners.list][:3] == ["Giải Nhất", "Giải Nhì", "Giải Ba"]
    assert not any(each.is_confirmed or each.picture for each in winners.list)
    first, second = winners.list[0].code, winners.list[1].code
    proposal = publicity.propose(*about, first, around(tmp_path))
    assert proposal.text.endswith((".", "…"))
    assert proposal.text[0].isupper()
    assert not publicity.look(*about, around(tmp_path)).list[0].is_confirmed, "a proposal is no answer"
    kept = publicity.note(*about, first, around(tmp_path), summary=" Lời đầu. \r\nDòng hai\u200b. ")
    assert kept.summary == "Lời đầu. \nDòng hai."
    publicity.note(*about, second, around(tmp_path, "Người Khác"), summary="")
    publicity.note(*about, first, around(tmp_path), picture=PictureChoice(own=winners.list[0].pictures[0].name))
    again = publicity.look(*about, around(tmp_path)).list
    assert [each.is_confirmed for each in again[:3]] == [True, True, False]
    assert again[0].note is not None
    assert (again[0].summary, again[0].note.who, again[0].picture is not None) == (kept.summary, OPERATOR, True)
    acts = read_log(folder, LogQuery(what="publicity_note"), "vi", around(tmp_path)).entries
    assert [each.who for each in acts] == [OPERATOR, "Người Khác", OPERATOR]
    assert f"bài số {again[0].entry.id}" in acts[0].told
    publicity.note(*about, first, around(tmp_path), summary="Lời mới.")
    change = change_of(folder, acts[0].number + 1, "vi")
    assert (change.before, change.after) == ((kept.summary,), ("Lời mới.",))
    left = publicity.note(*about, second, around(tmp_path), out=True)
    assert (left.is_out, left.is_confirmed) == (True, True)
    made = publicity_folder.write(*about, tmp_path / "bo", Wish(), around(tmp_path))
    assert made.winners == len(again) - 1
    assert publicity_folder.write(*about, tmp_path / "rieng", Wish(only=(second,)), around(tmp_path)).winners == 1
    assert not publicity.note(*about, second, around(tmp_path), out=False).is_out
    assert [each.what for each in read_log(folder, LogQuery(), "vi", around(tmp_path)).entries].count(
        "publicity_in"
    ) == 1


def test_pictures_come_from_a_still_the_entry_or_a_file_and_what_is_none_changes_nothing(
    folder: Path, tmp_path: Path
) -> None:
    about = (folder, LAST)
    with_clip = next(each for each in publicity.look(*about, around(tmp_path)).list if each.clips)
    code = with_clip.code
    still = publicity.note(*about, code, around(tmp_path), picture=PictureChoice(still=6))
    assert still.picture is not None
    assert still.note is not None
    assert still.note.picture is not None
    with Image.open(still.picture) as image:
        assert (image.format, image.size) == ("JPEG", (still.note.picture.width, still.note.picture.height))
        assert image.width > 320, "larger than on the sheet of stills"
    (tmp_path / "la.jpg").write_text("không phải ảnh", encoding="utf-8")
    assert refusal(folder, code=code, picture=PictureChoice(file=tmp_path / "la.jpg")) == "publicity.no_picture"
    assert refusal(folder, code=code, picture=PictureChoice(file=tmp_path / "mat.jpg")) == "disk.missing"
    assert refusal(folder, code=code, picture=PictureChoice(own="x.jpg")) == "publicity.no_own"
    assert refusal(folder, code=code, picture=PictureChoice(still=13)) == "publicity.no_still"
    assert refusal(folder, code=code) == "publicity.nothing"
    assert refusal(folder, code=code, summary="a" * 4001) == "publicity.too_long"
    assert refusal(folder, code="999-9", summary="a") == "publicity.no_such"
    assert publicity.look(*about, around(tmp_path)).list[2].picture == still.picture
    Image.new("RGB", (2000, 500)).save(tmp_path / "rong.png")
    own = publicity.note(*about, code, around(tmp_path), picture=PictureChoice(file=tmp_path / "rong.png"))
    assert own.note is not None
    assert own.note.picture is not None
    assert (own.note.picture.width, own.note.picture.from_clip) == (1600, False)
    assert publicity.note(*about, code, around(tmp_path), picture=PictureChoice()).picture is None
    assert still.picture.exists(), "what was confirmed before stays on file"


def test_a_note_that_was_lost_or_altered_is_not_used_and_is_said(folder: Path, tmp_path: Path) -> None:
    about = (folder, LAST)
    codes = [each.code for each in publicity.look(*about, around(tmp_path)).list]
    for code in codes[:2]:
        publicity.note(*about, code, around(tmp_path), summary=f"Lời của {code}.")
    notes = sorted((folder / "documents" / "_tuyen-truyen").glob("*.json"), key=lambda each: each.read_text("utf-8"))
    said = json.loads(notes[0].read_text("utf-8"))
    notes[0].write_text(json.dumps(said | {"summary": "Lời khác."}), encoding="utf-8")
    notes[1].unlink()
    seen = publicity.look(*about, around(tmp_path))
    assert [each.code for each in seen.findings] == ["publicity.note_lost"] * 2
    assert not any(each.is_confirmed for each in seen.list)
    publicity.note(*about, codes[0], around(tmp_path), summary="Lời mới.")
    assert len(publicity.look(*about, around(tmp_path)).findings) == 1


def test_the_folder_holds_what_was_wished_and_says_what_is_blank(folder: Path, tmp_path: Path) -> None:
    about, usb = (folder, LAST), tmp_path / "usb"
    winners = publicity.look(*about, around(tmp_path)).list
    first, clip = winners[0].code, next(each.code for each in winners if each.clips)
    publicity.note(*about, first, around(tmp_path), summary="Lời <b>đậm</b>.", picture=None)
    wish = Wish(only=(first, clip, winners[-1].code), without=(winners[-1].code,))
    made = publicity_folder.write(*about, usb, wish, around(tmp_path))
    assert (made.folder.name, made.winners, made.files) == (f"tuyen-truyen-hau-giang-2024-{LAST}", 2, 1)
    assert {each.code: each.facts["codes"] for each in made.findings} == {
        "publicity.no_summary": clip,
        "publicity.without_picture": f"{first}, {clip}",
    }
    page = (made.folder / f"bai-{first}.html").read_text("utf-8")
    assert "<p>Lời &lt;b&gt;đậm&lt;/b&gt;.</p>" in page
    assert "Điểm chính thức" not in page
    assert "BẢN CHẠY THỬ" in page
    more = publicity_folder.write(*about, usb, Wish(marks=True, write_ups=True), around(tmp_path))
    assert more.winners == len(winners)
    assert more.files == sum(len(each.clips) + len(each.write_ups) for each in winners)
    assert "Điểm chính thức" in (more.folder / f"bai-{first}.html").read_text("utf-8")
    for target, wanted, code in (
        (folder / "documents", Wish(), "publicity.inside_contest"),
        (usb, Wish(without=tuple(each.code for each in winners)), "publicity.none_left"),
        (usb, Wish(only=("999-9",)), "publicity.no_such"),
    ):
        with pytest.raises(Refusal) as refused:
            publicity_folder.write(*about, target, wanted, around(tmp_path))
        assert refused.value.problem.code == code
    source = folder / "submissions" / f"{winners[0].write_ups[0].sha256}.{winners[0].write_ups[0].extension}"
    source.write_bytes(source.read_bytes()[::-1])
    with pytest.raises(Refusal) as refused:
        publicity_folder.write(*about, usb, Wish(write_ups=True), around(tmp_path))
    assert refused.value.problem.code == "publicity.changed"
    assert len(list(usb.iterdir())) == 2
    told = read_log(folder, LogQuery(what="publicity"), "vi", around(tmp_path)).entries
    assert len(told) == 2


@pytest.mark.parametrize(
    ("place", "lines", "words"),
    [
        (Place.PARAGRAPH, ("THUYẾT MINH SÁNG KIẾN CẢI CÁCH HÀNH CHÍNH CỦA ĐƠN VỊ", "Tác giả: ông A. Ông B."), ""),
        (Place.PARAGRAPH, ("1. Sự cần thiết phải có giải pháp này tại đơn vị mình", f"{'Chữ ' * 40}hết."), "Chữ"),
        (Place.PAGE, (f"Trang này {'có chữ ' * 9}", "viết tiếp ở dòng sau. Câu hai"), "Trang"),
        (Place.LINE, ("Ngắn.",), ""),
    ],
)
def test_the_first_prose_is_proposed_neither_headings_nor_forms(
    place: Place, lines: tuple[str, ...], words: str
) -> None:
    found = first_words(WriteUpText(place, tuple(enumerate((*lines, ""), start=1))))
    assert found.partition(" ")[0] == words
    long = first_words(WriteUpText(place, ((1, f"{'Một câu dài vừa phải để cắt bớt ở đây. ' * 40}"),)))
    assert len(long) <= LONGEST
    assert long.endswith("đây.")
