"""What every test gets: no screen, no user's own folder, and failure on noise nobody asked for.

Python warnings fail through ``filterwarnings = error``, Qt warnings through ``qt_log_level_fail``; here, threads
that outlive their test.
"""

from __future__ import annotations

import gc
import os
import pickle
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from hypothesis import settings

from judge_desk.bootstrap import surroundings
from judge_desk.desks.rehearsing import Plan, Played, rehearse
from judge_desk.paths import USER_FOLDER_VARIABLE
from judge_desk.wording.catalogue import Catalogue, open_catalogue
from tests.exchange.workbooks_here import workbooks_here as workbooks_here
from tests.journeys.long_form import LONG

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Tests start hundreds of programs: where this is set, each of them compiles all that it imports, and each worker all
# tests.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
gc.disable()  # what is loaded to collect the tests stays to the end: see pytest_collection_finish
GRACE_SECONDS: Final = 2
PATIENCE_SECONDS: Final = 120

# A slow or shared machine is no fault of the program: no deadline; and a failure prints how to repeat it.
settings.register_profile("house", deadline=None, print_blob=True, max_examples=400 if LONG else 50)
settings.load_profile("house")


def pytest_collection_finish() -> None:
    """Keep what was loaded, a million objects, out of every collection from here on."""
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test its own user folder, not yet made, so that no test sees this user's keys."""
    folder = tmp_path_factory.getbasetemp() / "homes" / str(time.monotonic_ns())
    monkeypatch.setenv(USER_FOLDER_VARIABLE, str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_thread_outlives_its_test() -> Iterator[None]:
    """Fail a test whose threads are still running a moment after it."""
    before = set(threading.enumerate())
    yield
    until = time.monotonic() + GRACE_SECONDS
    while (left := [each for each in threading.enumerate() if each not in before]) and time.monotonic() < until:
        time.sleep(0.01)
    # Qt's own threads, seen from Python, are counted by Qt and stay pooled.
    named = [each.name for each in left if not each.name.startswith("Dummy-")]
    assert not named, f"threads left running: {named}"


@pytest.fixture(scope="session")
def vietnamese() -> Catalogue:
    """Give the sentences that the program says first."""
    return open_catalogue("vi")


def _play(told: Path) -> Played:
    """Rehearse the smallest contest beside a file that is told of it once it is whole."""
    played = rehearse(Plan(told.parent / "one", "hau-giang-2024", 24, 5, "1"), surroundings())
    part = told.with_suffix(".part")
    part.write_bytes(pickle.dumps(played))
    part.replace(told)
    return played


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Rehearse the smallest contest once for all workers, and give each of them a copy of its own."""
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "smallest-rehearsal"
    told = place / "played.bin"
    try:
        place.mkdir()
    except FileExistsError:
        until = time.monotonic() + PATIENCE_SECONDS
        while not told.exists() and time.monotonic() < until:
            time.sleep(0.05)
        played: Played = pickle.loads(told.read_bytes())
    else:
        played = _play(told)
    old, new = played.folder.parent, tmp_path_factory.mktemp("rehearsal") / "one"
    shutil.copytree(old, new)

    def here(paths: tuple[Path, ...]) -> tuple[Path, ...]:
        return tuple(new / each.relative_to(old) for each in paths)

    return replace(played, folder=here((played.folder,))[0], minutes=here(played.minutes), papers=here(played.papers))
