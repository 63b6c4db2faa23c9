"""The prepared contest: built once for each worker, copied where a test changes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from judge_desk.paths import USER_FOLDER_VARIABLE
from tests.faults.review_worlds import ReviewWorlds
from tests.faults.review_worlds import build as build_reviewed
from tests.faults.small_world import SmallWorld, build

Copied = Callable[[Path], Path]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallWorld:
    """Give the small contest; nobody changes it."""
    return build(tmp_path_factory.mktemp("hoi-thi"))


@pytest.fixture
def copied(tmp_path: Path) -> Copied:
    """Give a way to copy a folder of the contest for this test alone."""

    def copy(folder: Path) -> Path:
        return Path(shutil.copytree(folder, tmp_path / "ban-sao" / folder.name))

    return copy


@pytest.fixture
def at_machine(small: SmallWorld, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Give a way to sit down at the machine of a seat, with its key."""
    return lambda seat: monkeypatch.setenv(USER_FOLDER_VARIABLE, str(small.home(seat)))


@pytest.fixture(scope="session")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> ReviewWorlds:
    """Give the contests with reviews; nobody changes them."""
    return build_reviewed(tmp_path_factory.mktemp("dot-xet"))
