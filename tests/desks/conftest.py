"""Contests that tests copy before they change anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desks import small_contest
from tests.desks.small_contest import Small


@pytest.fixture(scope="session")
def issued_once(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Play a contest up to the issued package."""
    return small_contest.issued(tmp_path_factory.mktemp("issued"))


@pytest.fixture(scope="session")
def counted_once(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """Play a contest until all ballots are merged."""
    return small_contest.counted(tmp_path_factory.mktemp("counted"))


@pytest.fixture
def issued(issued_once: Small, tmp_path: Path) -> Small:
    """Give a copy of the issued contest."""
    return small_contest.copied(issued_once, tmp_path)


@pytest.fixture
def counted(counted_once: Small, tmp_path: Path) -> Small:
    """Give a copy of the counted contest."""
    return small_contest.copied(counted_once, tmp_path)
