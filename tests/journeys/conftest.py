"""The rehearsal that many tests look at: played once for all workers."""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from tests.desks import small_contest
from tests.desks.small_contest import Small
from tests.journeys import terminal
from tests.journeys.independent import Outcome, recompute
from tests.journeys.sealed_files import Paper, read_ballot, read_signed_json
from tests.journeys.terminal import Said, words_of

FIRST, SECOND = "so-khao", "bao-ve"


@dataclass(frozen=True)
class Demo:
    """A rehearsal that was played as a program of its own."""

    out: Path
    said: Said

    @property
    def contest(self) -> Path:
        """The contest folder."""
        return self.out / "cuoc-thi"

    @property
    def definition(self) -> Path:
        """The definition, as the organisers hold it."""
        return self.out / "hau-giang-2024.toml"

    @cached_property
    def data(self) -> dict[str, Any]:
        """What the command said."""
        return self.said.data

    @cached_property
    def rounds(self) -> dict[str, dict[str, Any]]:
        """The results by round, as the command said them."""
        return {each["round"]: each for each in self.data["rounds"]}

    @cached_property
    def decisions(self) -> list[dict[str, Any]]:
        """All decisions, from the signed file."""
        found: list[dict[str, Any]] = read_signed_json(self.decisions_file)["decisions"]
        return found

    @property
    def decisions_file(self) -> Path:
        """The signed decisions beside the papers of the last round."""
        return self.out / "giay-to" / f"2-{SECOND}" / "quyet-dinh.jdquyet"

    @cached_property
    def papers(self) -> dict[str, str]:
        """The text of every paper, by its path below ``giay-to``."""
        folder = self.out / "giay-to"
        return {str(path.relative_to(folder)): words_of(path) for path in sorted(folder.rglob("*.pdf"))}

    def minutes(self, round_id: str) -> str:
        """The text of a round's minutes."""
        number = 1 if round_id == FIRST else 2
        return self.papers[f"{number}-{round_id}/bien-ban-ban-giam-khao.pdf"]

    @cached_property
    def ballots(self) -> list[Paper]:
        """Every ballot that the contest folder holds."""
        return [read_ballot(path) for path in sorted((self.contest / "ballots").iterdir())]

    def stick(self, round_id: str) -> Path:
        """The package folder on the stick of a round."""
        return next(self.out.glob(f"usb-*-{round_id}/goi-*"))

    def manifest(self, round_id: str) -> dict[str, Any]:
        """The manifest on the stick of a round."""
        return read_signed_json(next(self.stick(round_id).glob("*.jdpack")))

    @cached_property
    def recomputed(self) -> dict[str, Outcome]:
        """Every round, worked out a second way."""
        return recompute(self.contest, self.definition, self.decisions_file)


def entries(demo: Demo, round_id: str) -> dict[str, dict[str, Any]]:
    """Give a round's entries by code, as the command said them."""
    return {each["code"]: each for each in demo.rounds[round_id]["entries"]}


def _play(out: Path, told: Path, home: Path) -> None:
    said = terminal.start(home, "demo", "--out", str(out), "--json", PYTHONIOENCODING="ascii")
    written = told.with_suffix(".part")
    written.write_text(json.dumps([said.code, said.out, said.err]), encoding="utf-8")
    written.replace(told)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Play the rehearsal once; with several workers, the first one plays and the others wait."""
    base = tmp_path_factory.getbasetemp()
    place = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "rehearsal"
    told = place / "said.json"
    try:
        place.mkdir()
    except FileExistsError:
        until = time.monotonic() + terminal.PATIENCE_SECONDS
        while not told.exists() and time.monotonic() < until:
            time.sleep(0.1)
    else:
        _play(place / "x", told, place / "home")
    played = Demo(place / "x", Said(*json.loads(told.read_text(encoding="utf-8"))))
    assert played.said.code == 0, played.said.err
    return played


@pytest.fixture(scope="session")
def issued_once(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Play a small contest up to the issued package, to be copied."""
    return small_contest.issued(tmp_path_factory.mktemp("issued"))


@pytest.fixture(scope="session")
def counted_once(issued_once: Small, tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Play on in a copy until all ballots are merged, to be copied."""
    small = small_contest.copied(issued_once, tmp_path_factory.mktemp("counted"))
    small.merge(*(small.seal(seat, small.levels()) for seat in range(1, 6)))
    return small


@pytest.fixture
def issued(issued_once: Small, tmp_path: Path) -> Small:
    """Give a copy of the issued contest."""
    return small_contest.copied(issued_once, tmp_path)


@pytest.fixture
def counted(counted_once: Small, tmp_path: Path) -> Small:
    """Give a copy of the counted contest."""
    return small_contest.copied(counted_once, tmp_path)
