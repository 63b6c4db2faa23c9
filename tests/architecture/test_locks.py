"""The locks: complete, hashed, free of hosts, and without the Qt release that aborts."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from typing import Any, Final

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

import judge_desk
from tests.architecture.sources import ROOT

BROKEN_ON_311: Final = "6.12.0"
QT: Final = ("pyside6-essentials", "pyside6-addons", "shiboken6")
HASH: Final = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _blocks(lock: str) -> list[str]:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    return [block for block in re.split(r"\n(?=\S)", body) if block.strip()]


def _pins(lock: str) -> dict[str, str]:
    found = (re.match(r"([A-Za-z0-9_.-]+)==([^\s;\\]+)", block) for block in _blocks(lock))
    return {_plain(match[1]): match[2] for match in found if match}


def test_every_locked_version_has_hashes_and_nothing_else() -> None:
    for lock in ("run.txt", "build.txt", "dev.txt", "pack.txt"):
        assert len(_pins(lock)) == len(_blocks(lock)), lock
    for lock in ("run.txt", "build.txt", "dev.txt", "pack.txt", "peers.txt"):
        assert all(HASH.search(block) and "://" not in block for block in _blocks(lock)), lock


def test_the_locks_agree_and_hold_every_declared_library() -> None:
    run, build, everything = _pins("run.txt"), _pins("build.txt"), _pins("dev.txt")
    assert (run | build).items() <= everything.items()
    project = _project()
    groups = project["dependency-groups"]
    for declared, lock in (
        (project["project"]["dependencies"], run),
        (groups["dev"], everything),
        (groups["build"], build),
        (groups["pack"], _pins("pack.txt")),
    ):
        for requirement in map(Requirement, declared):
            assert lock[_plain(requirement.name)] in requirement.specifier, str(requirement)


def test_the_declared_qt_refuses_the_release_that_aborts() -> None:
    declared = [Requirement(each) for each in _project()["project"]["dependencies"]]
    qt = {_plain(each.name): each.specifier for each in declared if _plain(each.name) in QT}
    assert set(qt) == {"pyside6-essentials", "pyside6-addons"}
    assert all(BROKEN_ON_311 not in specifier and "6.11.3" in specifier for specifier in qt.values())


def test_the_locked_and_the_installed_qt_are_one_good_release() -> None:
    run = _pins("run.txt")
    versions = {run[name] for name in QT} | {metadata.version(name) for name in QT}
    assert len(versions) == 1
    assert versions.pop() in SpecifierSet(">=6.11.3,<6.12")


def test_the_installed_libraries_are_the_locked_ones() -> None:
    run = _pins("run.txt")
    declared = [_plain(Requirement(each).name) for each in _project()["project"]["dependencies"]]
    assert {name: metadata.version(name) for name in declared} == {name: run[name] for name in declared}


def test_the_program_and_the_project_name_one_version() -> None:
    assert _project()["project"]["version"] == judge_desk.__version__


def test_every_library_that_is_shipped_is_named_with_its_licence() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8").lower()
    carried = set(_pins("run.txt")) - {"pip"}
    assert not sorted(name for name in carried if not re.search(rf"^\| {re.escape(name)} +\|", notice, re.MULTILINE))
