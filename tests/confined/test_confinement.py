"""What a process that opens strangers' files can no longer do, tried out in such a process."""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from judge_desk.confined import job_object
from judge_desk.confined.confinement import Layer, expected_layers
from judge_desk.exchange.submissions.insight import insight_from_data

TRIES = """
import json, os, socket, sys
from pathlib import Path
from judge_desk.confined.confinement import Limits, confine
inside, outside, cache = map(Path, sys.argv[1:])
held = confine(Limits(300 << 20, 64, seconds=60), [inside], cache)

def works(act):
    try:
        act()
    except (OSError, MemoryError):
        return False
    return True

def connect():
    with socket.socket() as one:
        one.connect(("127.0.0.1", 9))

def send():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        one.sendto(b"x", ("127.0.0.1", 9))

print(json.dumps({
    "held": sorted(held),
    "reads": works(lambda: (inside / "a").read_bytes()),
    "loads": works(lambda: __import__("docx")),
    "writes": works(lambda: (cache / "a").write_bytes(b"x")),
    "removes": works(lambda: (cache / "a").unlink()),
    "memory": works(lambda: bytearray(400 << 20)),
    "programs": works(lambda: os.execv(sys.executable, [sys.executable, "-c", "print('{}')"])),
    "tcp": works(connect),
    "udp": works(send),
    "reads outside": works(lambda: (outside / "a").read_bytes()),
    "lists outside": works(lambda: os.listdir(outside)),
    "writes outside": works(lambda: (outside / "b").write_bytes(b"x")),
    "writes inside": works(lambda: (inside / "b").write_bytes(b"x")),
}))
"""


NEEDS: Final = {
    "memory": Layer.MEMORY,
    "programs": Layer.PROGRAMS,
    "tcp": Layer.NETWORK,
    "reads outside": Layer.FOLDERS,
    "lists outside": Layer.FOLDERS,
    "writes outside": Layer.FOLDERS,
    "writes inside": Layer.FOLDERS,
}


def test_a_confined_process_reads_its_folders_writes_its_own_and_nothing_else(tmp_path: Path) -> None:
    folders = [tmp_path / each for each in ("inside", "outside", "cache")]
    for each in folders:
        each.mkdir()
        (each / "a").write_bytes(b"x")
    command = [sys.executable, "-c", TRIES, *map(str, folders)]
    said: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, timeout=60).stdout)
    held = {Layer(each) for each in said.pop("held")}
    assert held >= expected_layers()
    assert all(said[each] for each in ("reads", "loads", "writes", "removes"))
    assert not [each for each, layer in NEEDS.items() if layer in held and said[each]]


class FakeKernel:
    """Stands for kernel32; ``refuses`` is the function that fails."""

    def __init__(self, refuses: str = "") -> None:
        self.limits = job_object.ExtendedLimits()
        self.joined: list[Any] = []

        def create(security: None, name: None) -> int:
            return 0 if refuses == "create" else 77

        def current() -> int:
            return 2**64 - 1

        def limit(job: Any, sort: int, limits: Any, size: Any) -> int:
            assert (job.value, sort, size.value) == (77, 9, ctypes.sizeof(job_object.ExtendedLimits))
            ctypes.memmove(ctypes.byref(self.limits), limits, size.value)
            return int(refuses != "limit")

        def assign(job: Any, process: Any) -> int:
            self.joined.append((job.value, process.value))
            return int(refuses != "assign")

        self.CreateJobObjectW, self.GetCurrentProcess = create, current
        self.SetInformationJobObject, self.AssignProcessToJobObject = limit, assign


def test_on_windows_a_process_joins_a_job_with_limits() -> None:
    kernel = FakeKernel()
    assert job_object.join(512 << 20, 900, kernel)
    assert kernel.joined == [(77, 2**64 - 1)]
    assert kernel.limits.process_memory == 512 << 20
    assert kernel.limits.basic.process_time == 900 * 10**7
    assert kernel.limits.basic.active_processes == 1
    assert kernel.limits.basic.flags == 0x2 | 0x8 | 0x100 | 0x400 | 0x2000
    assert job_object.limits_of(1, 0).basic.flags & 0x2 == 0
    if sys.maxsize > 2**32:  # the sizes of the structures in the headers of Windows
        assert (ctypes.sizeof(job_object.BasicLimits), ctypes.sizeof(job_object.ExtendedLimits)) == (64, 144)


@pytest.mark.parametrize("refuses", ["create", "limit", "assign"])
def test_a_windows_that_refuses_is_told(refuses: str) -> None:
    assert not job_object.join(1, 1, FakeKernel(refuses))


@pytest.mark.parametrize(
    "said",
    [
        None, [], {}, {"seconds": "5", "pages": None, "findings": []}, {"seconds": -1, "pages": None, "findings": []},
        {"seconds": True, "pages": None, "findings": []}, {"seconds": None, "pages": 10**9, "findings": []},
        {"seconds": None, "pages": None, "findings": [["probe.empty", "stop", {}]]},
        {"seconds": None, "pages": None, "findings": [["probe.damaged", "fatal", {}]]},
        {"seconds": None, "pages": None, "findings": [["probe.damaged", "stop", []]]},
        {"seconds": None, "pages": None, "findings": [["probe.damaged"]]},
        {"seconds": None, "pages": None, "findings": [[["x"], "stop", {}]]},
    ],
)  # fmt: skip
def test_what_a_reader_says_of_a_file_is_not_believed(said: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        insight_from_data(said)
