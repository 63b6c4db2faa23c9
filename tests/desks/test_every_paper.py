"""One paper of every kind, from a rehearsal: its text as it was last agreed on, and its pages as they must be.

``REWRITE_GOLDEN=1`` writes the texts anew: read the difference before you keep it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path
from typing import Final

import pytest

from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.papers.kinds import STEMS
from judge_desk.desks.rehearsing import Played
from tests.desks.every_paper import files_of_each, read_text, samples_of_each
from tests.documents.measuring import MM, clashes, crossings, words_of_pages
from tests.documents.reading import reader

_GOLDEN: Final = Path(__file__).parent.parent / "golden" / "papers"
_REWRITE: Final = "REWRITE_GOLDEN"
_SHOWN: Final = 3


@pytest.fixture(scope="module")
def files(played: Played) -> Mapping[str, bytes]:
    return dict([*files_of_each(played.folder), *samples_of_each()])


@pytest.fixture(scope="module")
def texts(files: Mapping[str, bytes]) -> Mapping[str, str]:
    return {name: read_text(name, data) for name, data in files.items()}


def test_every_kind_of_paper_is_looked_at(files: Mapping[str, bytes]) -> None:
    kinds = {name.partition(".")[0] for name in files}
    assert set(STEMS.values()) <= kinds


def test_every_paper_says_what_it_said(texts: Mapping[str, str]) -> None:
    now = {f"{name}.txt": text for name, text in texts.items()}
    if os.environ.get(_REWRITE):
        _write_anew(now)
    known = {path.name: path.read_text(encoding="utf-8") for path in _GOLDEN.glob("*.txt")}
    changed = [name for name in sorted({*known, *now}) if known.get(name, "") != now.get(name, "")]
    told = "\n".join("\n".join(_difference(name, known, now)) for name in changed[:_SHOWN])
    more = ", ".join(changed[_SHOWN:])
    assert not changed, (
        f"{told}\nalso changed: {more or 'none'}\nif that is meant: {_REWRITE}=1 and run this test again"
    )


def _difference(name: str, known: Mapping[str, str], texts: Mapping[str, str]) -> list[str]:
    before, now = known.get(name, "").splitlines(), texts.get(name, "").splitlines()
    return list(unified_diff(before, now, f"agreed/{name}", f"now/{name}", lineterm="", n=1))


def _write_anew(texts: Mapping[str, str]) -> None:
    _GOLDEN.mkdir(exist_ok=True)
    for path in _GOLDEN.glob("*.txt"):
        if path.name not in texts:
            path.unlink()
    for name, text in texts.items():
        (_GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")


def test_on_no_page_is_a_word_over_another_or_outside_its_cell(files: Mapping[str, bytes]) -> None:
    for name, data in files.items():
        if not name.endswith(".pdf"):
            continue
        pages = reader(data).pages
        for number, words in enumerate(words_of_pages(data), 1):
            wide = float(pages[number - 1].mediabox.width)
            assert not clashes(words), (name, number)
            assert number > _SHOWN or not crossings(data, number, words), (name, number)
            assert words, (name, number)
            # A certificate stands in the middle of its frame; every other paper keeps the decree's margins.
            left, right = (20, 20) if name == "certificate.pdf" else (30, 15)
            assert min(word.x1 for word in words) >= left * MM - 0.3, (name, number)
            assert max(word.x2 for word in words) <= wide - right * MM + 0.3, (name, number)


def test_the_same_contest_gives_the_same_bytes_again(files: Mapping[str, bytes], played: Played) -> None:
    again = dict(files_of_each(played.folder))
    assert {name for name, data in again.items() if files[name] != data} == set()


def test_no_paper_shows_what_the_program_calls_units_and_people_inside(
    texts: Mapping[str, str], played: Played
) -> None:
    with open_folder(played.folder, read_only=True) as contest:
        found = [str(each) for (each,) in contest.store.rows("SELECT id FROM unit UNION SELECT id FROM person")]
    inner = [each for each in found if "-" in each]
    assert len(inner) > 20
    assert not [(name, each) for name, text in texts.items() for each in inner if each in text]
