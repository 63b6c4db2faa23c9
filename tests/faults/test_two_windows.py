from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.faults.command_line import done, refused
from tests.faults.conftest import Copied
from tests.faults.small_world import SmallWorld

ROOT: Final = Path(__file__).parents[2]
HOLD: Final = """
import sys
from pathlib import Path
from judge_desk.desks.contest_folder import open_folder
with open_folder(Path(sys.argv[1])):
    print("đang mở", flush=True)
    sys.stdin.read()
"""


@contextmanager
def _open_elsewhere(folder: Path) -> Generator[int]:
    """Hold a contest folder open in another process; gives that process's number."""
    command = [sys.executable, "-X", "utf8", "-c", HOLD, str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline()
        try:
            yield other.pid
        finally:
            other.stdin.close()
            other.wait(20)


def test_a_folder_that_is_open_elsewhere_says_who_has_it_and_is_free_afterwards(
    small: SmallWorld, copied: Copied
) -> None:
    folder = copied(small.contest)
    with _open_elsewhere(folder) as process:
        about = [str(process), "đang mở ở cửa sổ khác", "Dữ liệu vẫn nguyên"]
        refused(["contest", "show", folder], 9, ["store.in-use"], [], about=about)
    done("contest", "show", folder)
    done("backup", folder)


def test_a_note_that_a_crash_left_keeps_nobody_out(small: SmallWorld, copied: Copied) -> None:
    folder = copied(small.contest)
    note = '{"host": "may-cu", "user": "ai-do", "pid": 1, "since": "2024-01-01T00:00:00", "process": "x"}'
    (folder / "contest.jdesk.dang-mo").write_text(note, encoding="utf-8")
    done("backup", folder)
    assert not (folder / "contest.jdesk.dang-mo").exists()


def test_the_real_program_ends_with_the_class_of_the_refusal_and_plain_utf_8(small: SmallWorld, tmp_path: Path) -> None:
    odd = bytes(tmp_path) + b"/phi\xe9u.jdballot"
    Path(odd.decode("utf-8", "surrogateescape")).write_bytes(b"SQLite format 3\0")
    calls: dict[int, list[str | bytes]] = {
        4: ["ballot", "check", odd],
        10: ["contest", "new", str(small.contest), "--definition", "hau-giang-2024"],
        2: ["merge", str(small.contest)],
    }
    for exit_code, arguments in calls.items():
        command = [sys.executable, "-m", "judge_desk.cli", *arguments]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, env=_plain_environment(tmp_path))
        assert ended.returncode == exit_code, ended
        assert b"Traceback" not in ended.stderr
        assert ended.stderr.decode("utf-8")


def _plain_environment(home: Path) -> dict[str, str]:
    """Give an environment without a word of language, as a service or a bare Windows terminal has it."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "JUDGE_DESK_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
