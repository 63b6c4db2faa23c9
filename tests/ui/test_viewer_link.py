"""The window's end of a viewer: real processes, among them viewers that crash, hang and talk nonsense."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from judge_desk.ui.viewer.protocol import Message
from judge_desk.ui.viewing.viewer_command import viewer_command, viewer_environment
from judge_desk.ui.viewing.viewer_link import ViewerLink
from tests.ui import hostile_files

pytestmark = pytest.mark.usefixtures("qapp")
ANSWER = """
import struct, sys
def say(kind, text, blob=b""):
    sys.stdout.buffer.write(struct.pack("<III", kind, len(text), len(blob)) + text + blob)
    sys.stdout.buffer.flush()
sys.stdin.buffer.read(12)
"""


@pytest.fixture
def links() -> Iterator[list[ViewerLink]]:
    """End the viewers of a test."""
    made: list[ViewerLink] = []
    yield made
    for link in made:
        link.close()


def _fake(links: list[ViewerLink], cache: Path, script: str) -> ViewerLink:
    links.append(ViewerLink(cache, "document", (sys.executable, ["-c", ANSWER + script])))
    return links[-1]


def _real(links: list[ViewerLink], cache: Path) -> ViewerLink:
    links.append(ViewerLink(cache, "document"))
    return links[-1]


def _asked(qtbot: QtBot, link: ViewerLink, do: str, **facts: Any) -> Message | str:
    came: list[Message | str] = []
    link.ask(do, came.append, came.append, **facts)
    qtbot.waitUntil(lambda: bool(came), timeout=10_000)
    return came[0]


@pytest.mark.parametrize(
    "script",
    [
        "sys.stdout.write('Traceback: some library talks\\n'); sys.stdout.flush(); sys.stdin.read()",
        "say(2, b'{\"id\":7}'); sys.stdin.read()",
        "say(1, b'{\"id\":1}'); sys.stdin.read()",
        "say(5, b'{}'); sys.stdin.read()",
        'say(2, b\'{"id":1,"width":2,"height":2}\', bytes(15)); sys.stdin.read()',
        "say(2, b'[' * 1000000); sys.stdin.read()",
    ],
)
def test_a_viewer_that_talks_nonsense_is_ended(
    qtbot: QtBot, links: list[ViewerLink], tmp_path: Path, script: str
) -> None:
    link = _fake(links, tmp_path, script)
    answers: list[object] = []
    with qtbot.waitSignal(link.stopped, timeout=10_000) as blocker:
        link.ask("open", answers.append, answers.append)
    assert blocker.args == ["breach"]
    assert answers == []
    assert not link.running
    assert link.process_id == 0


def test_a_viewer_that_ends_is_a_crash_and_one_that_cannot_start_is_told(
    qtbot: QtBot, links: list[ViewerLink], tmp_path: Path
) -> None:
    with qtbot.waitSignal(_fake(links, tmp_path, "sys.exit(3)").stopped, timeout=10_000) as blocker:
        links[-1].ask("open", lambda message: None)
    assert blocker.args == ["crashed"]
    links.append(ViewerLink(tmp_path, "document", (str(tmp_path / "no-such-program"), [])))
    with qtbot.waitSignal(links[-1].stopped, timeout=10_000) as blocker:
        pass
    assert blocker.args == ["not_started"]


def test_a_viewer_that_hangs_is_ended(
    qtbot: QtBot, links: list[ViewerLink], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("judge_desk.ui.viewing.viewer_link.PATIENCE_MS", 200)
    link = _fake(links, tmp_path, "import time; time.sleep(600)")
    with qtbot.waitSignal(link.stopped, timeout=10_000) as blocker:
        link.ask("open", lambda message: None)
    assert blocker.args == ["hung"]
    assert link.process_id == 0


def test_a_killed_viewer_is_told_and_its_questions_are_forgotten(
    qtbot: QtBot, links: list[ViewerLink], tmp_path: Path
) -> None:
    link = _real(links, tmp_path)
    path = hostile_files.pdf(tmp_path / "a.pdf", ("Hello",))
    assert isinstance(_asked(qtbot, link, "open", kind="pdf", paths=[str(path)]), Message)
    with qtbot.waitSignal(link.stopped, timeout=10_000) as blocker:
        os.kill(link.process_id, signal.SIGKILL)
    assert blocker.args == ["crashed"]
    link.ask("page", lambda message: pytest.fail("answered"))
    link.tell("took")


def test_the_viewer_answers_one_question_after_another_and_waiting_ones_can_be_taken_back(
    qtbot: QtBot, links: list[ViewerLink], tmp_path: Path
) -> None:
    link = _real(links, tmp_path)
    path = hostile_files.pdf(tmp_path / "a.pdf", ("one", "two", "three"))
    came: list[str] = []
    first = link.ask("open", lambda _: came.append("open"), kind="pdf", paths=[str(path)])
    numbers = [link.ask("text", lambda message: came.append(message.content["text"]), page=page) for page in range(3)]
    assert link.drop(numbers[1])
    assert not link.drop(first)
    qtbot.waitUntil(lambda: len(came) == 3, timeout=10_000)
    assert came == ["open", "one", "three"]


@pytest.mark.parametrize(
    ("kind", "content", "code"),
    [
        ("docx", b"PK\x03\x04 no archive", "damaged"),
        ("pdf", b"%PDF-1.4 nothing", "damaged"),
        ("picture", b"\xff\xd8\xff cut", "damaged"),
    ],
)
def test_a_broken_file_gives_a_code_and_the_viewer_lives_on(
    qtbot: QtBot, links: list[ViewerLink], tmp_path: Path, kind: str, content: bytes, code: str
) -> None:
    link = _real(links, tmp_path)
    broken = tmp_path / ("a.jpg" if kind == "picture" else f"a.{kind}")
    broken.write_bytes(content)
    assert _asked(qtbot, link, "open", kind=kind, paths=[str(broken)]) == code
    assert _asked(qtbot, link, "page", page=0) == "nothing_open"
    good = hostile_files.pdf(tmp_path / "b.pdf", ("x",))
    assert isinstance(_asked(qtbot, link, "open", kind="pdf", paths=[str(good)]), Message)
    assert _asked(qtbot, link, "page", page=5, width=100, top=0, height=100) == "damaged"
    assert link.running


def test_the_viewer_gets_nothing_of_the_person(
    qtbot: QtBot, links: list[ViewerLink], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_OF_THE_PERSON", "1")
    link = _real(links, tmp_path)
    _asked(qtbot, link, "page")
    if sys.platform == "linux":
        process = Path(f"/proc/{link.process_id}")
        environment = (process / "environ").read_bytes()
        assert b"SECRET" not in environment
        assert b"JUDGE_DESK_HOME" not in environment
        assert os.readlink(process / "cwd") == str(tmp_path.resolve())
        limits = (process / "limits").read_text()
        for name, most in (("Max data size", 512 * 1024**2), ("Max core file size", 0), ("Max open files", 256)):
            line = next(each for each in limits.splitlines() if each.startswith(name))
            assert line.removeprefix(name).split()[0] == str(most)
        assert "NoNewPrivs:\t1" in (process / "status").read_text()
    assert "SECRET_OF_THE_PERSON" not in viewer_environment(tmp_path, "clip")


def test_the_packed_program_is_its_own_viewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert viewer_command("clip") == (sys.executable, ["--viewer", "clip"])


def test_the_program_can_be_the_viewer(qtbot: QtBot, links: list[ViewerLink], tmp_path: Path) -> None:
    links.append(ViewerLink(tmp_path, "document", (sys.executable, ["-P", "-m", "judge_desk", "--viewer", "document"])))
    assert _asked(qtbot, links[-1], "page") == "nothing_open"


def test_a_viewer_ends_with_its_window(qtbot: QtBot, links: list[ViewerLink], tmp_path: Path) -> None:
    link = _real(links, tmp_path)
    _asked(qtbot, link, "page")
    number = link.process_id
    link.close()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)
