"""The README: both commands first, and pictures that show the program as it is now."""

from __future__ import annotations

import re
from typing import Final

import pytest
from PIL import Image

from tests.architecture.sources import ROOT
from tests.desks.paper_pictures import BOTH, said_by
from tests.guides.camera import said_of
from tests.guides.readme import FOLDER, LANGUAGE, MOST_BYTES, SHOWN

README: Final = (ROOT / "README.md").read_text(encoding="utf-8")
PAPERS: Final = sorted((FOLDER / "papers").glob("*.png"))


def info(name: str) -> dict[str | tuple[int, int], object]:
    with Image.open(FOLDER / f"{name}.png") as picture:
        assert (picture.format, picture.mode) == ("PNG", "P")
        return dict(picture.info)


def test_both_commands_come_before_anything_else_is_explained() -> None:
    commands = re.findall(r"^ {4}(python3 set_up\.py .*)$", README, re.MULTILINE)
    assert commands[:2] == ["python3 set_up.py demo", "python3 set_up.py test"]
    assert README.index(commands[1]) < README.index("![") < README.index("\n## Install")


def test_the_readme_shows_the_pictures_that_a_command_makes_and_no_other() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(docs/pictures/([a-z-]+)\.png\)", README)
    assert sorted(shown) == sorted({*SHOWN, "papers"})
    assert {path.stem for path in FOLDER.glob("*.png")} == set(shown)
    for name in shown:
        assert (FOLDER / f"{name}.png").stat().st_size <= MOST_BYTES


@pytest.mark.parametrize("name", SHOWN)
def test_a_window_in_the_readme_has_the_words_that_its_controls_have_now(name: str) -> None:
    now = said_of(SHOWN[name].words, LANGUAGE)
    assert info(name).get("marks") == now, f"{name}: take the pictures anew (python -m tests.guides --pictures)"


def test_papers_are_pictured_with_the_words_that_they_have_now() -> None:
    assert len(PAPERS) > 40
    stale = [path.stem for path in PAPERS if info(f"papers/{path.stem}").get("said") != said_by(path.stem)]
    stale += ["papers"] * (info("papers").get("said") != said_by(*BOTH))
    assert not stale, "draw them anew: python -m tests.desks.paper_pictures"
