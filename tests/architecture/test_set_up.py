"""The set-up script: what it finds missing, what it remembers, what it says when it cannot go on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import set_up
from tests.architecture.sources import ROOT


def _run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "set_up.py", *arguments],
        env={**os.environ, **more},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_wrong_job_is_a_wrong_call_that_prints_the_usage_in_the_language_of_the_machine() -> None:
    vietnamese, english = _run("chay", JUDGE_DESK_LANG="vi"), _run("chay", JUDGE_DESK_LANG="en")
    assert (vietnamese.returncode, english.returncode) == (2, 2)
    assert vietnamese.stdout.startswith("Cách dùng")
    assert english.stdout.startswith("Usage")


def test_help_is_no_wrong_call() -> None:
    assert _run("--help").returncode == 0


def test_a_library_nobody_has_is_missing_and_the_c_library_is_not() -> None:
    assert not set_up.present(set_up.Need("libkhong-co-that.so.7", "x"))
    assert not set_up.present(set_up.Need("khong-co-that", "x", "tool"))
    assert not sys.platform.startswith("linux") or set_up.present(set_up.Need("libc.so.6", "libc6"))


def test_every_need_names_its_own_package() -> None:
    assert len({need.package for need in set_up.NEEDS}) == len(set_up.NEEDS)
    assert {need.since for need in set_up.NEEDS} == {"start", "window", "test"}


def test_without_the_right_to_install_the_exact_line_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = (set_up.Need("libkhong-co-that.so.7", "libkhong7"), set_up.Need("libco.so.1", "libco1"))
    monkeypatch.setattr(set_up, "NEEDS", gone)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))
    with pytest.raises(set_up.SetUpError, match=r"libco1 libkhong7"):
        set_up.prepare_system(set_up.Teller(), "test")


def test_an_act_is_done_once_for_one_digest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(set_up, "STAMPS", tmp_path / "set-up.json")
    done: list[str] = []
    for wanted in ("a", "a", "b", "b", "a"):
        set_up.once("run", wanted, lambda: done.append("x"))
    assert len(done) == 3


def test_a_damaged_memory_means_doing_it_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(set_up, "STAMPS", tmp_path / "set-up.json")
    (tmp_path / "set-up.json").write_text("{hỏng", encoding="utf-8")
    done: list[str] = []
    set_up.once("run", "a", lambda: done.append("x"))
    assert done == ["x"]


def test_a_failed_act_is_not_remembered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(set_up, "STAMPS", tmp_path / "set-up.json")

    def fail() -> None:
        raise set_up.SetUpError("không có mạng")

    with pytest.raises(set_up.SetUpError):
        set_up.once("run", "a", fail)
    assert not (tmp_path / "set-up.json").exists()


def test_a_failing_tool_is_shown_with_the_end_of_what_it_said() -> None:
    good, output = set_up.run_quietly([sys.executable, "-c", "print('dòng cuối'); raise SystemExit(3)"])
    assert not good
    with pytest.raises(set_up.SetUpError, match="dòng cuối"):
        set_up.Teller().fail("libraries_failed", output)


def test_the_tests_come_last_and_take_further_arguments() -> None:
    names = [name for name, _ in set_up.checks(["-k", "tie"])]
    assert names[-1] == "pytest"
    assert set_up.checks(["-k", "tie"])[-1][1][-2:] == ("-k", "tie")


def test_a_python_that_the_locked_qt_does_not_know_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(set_up, "PYTHON", tmp_path / "none")
    monkeypatch.setattr(set_up, "STAMPS", tmp_path / "set-up.json")
    monkeypatch.setattr(set_up, "TOO_NEW", sys.version_info[:2])
    with pytest.raises(set_up.SetUpError, match=r"3\.14"):
        set_up.prepare_environment(set_up.Teller())
