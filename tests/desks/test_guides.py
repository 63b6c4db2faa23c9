"""The guides: in both languages the same steps, in the words of the window, with every page and every command."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from judge_desk.cli.parser import build_parser
from judge_desk.contest.values.problems import BadInput, CannotWrite
from judge_desk.desks.guides import ROLES, guide_pdf, open_guide, write_guide
from judge_desk.documents.pdf_pages import page_count
from judge_desk.exchange.guide_file import picture_of, read_guide
from judge_desk.wording.catalogue import LANGUAGES, open_catalogue
from tests.architecture.command_reference import leaves
from tests.architecture.sources import ROOT, name_of

MOST_PAGES = {"judge": 1, "secretary": 10, "inspector": 2}
MOST_BYTES = 60_000
WIDEST = 900


@pytest.mark.parametrize("role", ROLES)
def test_a_guide_has_the_same_steps_and_pictures_in_both_languages(role: str) -> None:
    ours, theirs = (read_guide(role, language) for language in LANGUAGES)
    told = [[(step.shot, step.crop, step.marks) for step in each.steps] for each in (ours, theirs)]
    assert told[0] == told[1]
    assert (ours.pages.keys(), ours.stages.keys()) == (theirs.pages.keys(), theirs.stages.keys())
    assert ours.commands.keys() == theirs.commands.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guides_name_every_command(language: str) -> None:
    said = set().union(*(read_guide(role, language).commands for role in ROLES))
    assert said == {name for name, _ in leaves(build_parser())}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_a_guide_has_its_pages_and_all_its_pictures(role: str, language: str) -> None:
    assert 1 <= page_count(guide_pdf(role, language)) <= MOST_PAGES[role]
    for step in read_guide(role, language).steps:
        if step.shot:
            png = picture_of(role, step.shot, language)
            assert 0 < len(png) <= MOST_BYTES, step.shot
            with Image.open(io.BytesIO(png)) as picture:
                assert picture.mode == "P", "few colours, and none that shines through"
                wide, high = step.crop[2:] or (1366, 698)
                fits = min(WIDEST, wide)
                assert picture.size == (fits, high * fits // wide), f"{step.shot}: take the pictures anew"


def test_no_picture_is_left_over() -> None:
    wanted = {
        f"resources/guides/{language}/{role}/{step.shot}.png"
        for language in LANGUAGES
        for role in ROLES
        for step in read_guide(role, language).steps
    }
    assert {name_of(path) for path in (ROOT / "resources" / "guides").rglob("*.png")} <= wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_was_taken_with_the_words_that_controls_have_now(language: str) -> None:
    words = open_catalogue(language)
    for role in ROLES:
        for step in read_guide(role, language).steps:
            if step.shot:
                with Image.open(io.BytesIO(picture_of(role, step.shot, language))) as picture:
                    taken = picture.info.get("marks")
                now = "; ".join(words.template(what) for what in step.marks.values() if "." in what)
                assert taken == now, f"{role} {step.shot}: take the pictures anew (python -m tests.guides --pictures)"


def test_a_guide_says_words_of_the_window_and_no_keys() -> None:
    for role in ROLES:
        found = open_guide(role, "vi")
        said = " ".join(f"{step.head} {step.text}" for step in found.steps)
        assert "{" not in said
        assert "ui." not in said
        assert "bạn" not in said.lower()
    first = open_guide("judge", "vi").steps[1]
    assert "“Tôi là giám khảo” (1)" in first.text
    assert first.told
    bare = open_guide("judge", "vi", pictures=False)
    assert not any("(1)" in step.text or step.picture for step in bare.steps)


def test_a_guide_is_written_once_and_the_same_every_time(tmp_path: Path) -> None:
    made = write_guide("judge", "vi", tmp_path / "mot.pdf").read_bytes()
    assert made == guide_pdf("judge", "vi")
    with pytest.raises(CannotWrite):
        write_guide("judge", "vi", tmp_path / "mot.pdf")
    with pytest.raises(BadInput):
        open_guide("nobody", "vi")
