"""A process with the trap in it that tries acts: everything is loaded once, each try is two children of it.

``python -m tests.trust.trap_server FOLDER`` is started by :class:`TrapServer` with the trap preloaded. It reads one
JSON list a line, ``[act, fault, at]``, and answers with one JSON object: what was struck, what was said, what is
wrong afterwards. With the fault ``nothing`` it lists the operations of the act instead.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from judge_desk.cli import faults as cli_faults
from tests.faults.small_world import SmallWorld, build
from tests.trust.trap import BY_NAME, NOTHING, Fault, Operation, arm, build_trap, disarm, operations
from tests.trust.trapped_acts import ACTS, Said, TrappedAct

ROOT: Final = Path(__file__).parents[2]
BY_ACT: Final = {act.name: act for act in ACTS}
PATIENCE: Final = 60
"""Seconds after which a child is taken to hang."""


@dataclass(frozen=True, slots=True)
class Try:
    """One act with the trap set at one operation."""

    act: str
    fault: str
    at: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a try went.

    Attributes:
        tried: what was tried.
        hits: how often the trap closed; 0 when the act came to its end before.
        struck: the call and the path below the act's folder.
        steps: what was said, see :class:`tests.trust.trapped_acts.Said`; notes: findings of what was done.
        killed: True when the act did not come to its end.
        wrong: everything that does not hold.
    """

    tried: Try
    hits: int
    struck: str
    steps: tuple[str, ...]
    notes: tuple[str, ...]
    killed: bool
    wrong: tuple[str, ...]


# --- inside the server ------------------------------------------------------------------------------------------


class _Server:
    """Tries acts below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._world = cache(lambda: build(folder / "goc"))

    def world(self) -> SmallWorld:
        """Give the small contest, built on first use."""
        return self._world()

    @cache  # noqa: B019 - one server for each process
    def origin(self, act: TrappedAct) -> Path:
        """Give the folder that an act begins from; the act is done once in here, so that all is loaded."""
        origin = self._folder / "tu" / act.name
        origin.mkdir(parents=True)
        act.lay(self.world, origin)
        place = self._copy(origin)
        said = Said()
        act.do(place, said, lambda _: None)
        if amiss := act.wrong(place, origin, said):
            raise AssertionError((act.name, said, amiss))
        return origin

    def _copy(self, origin: Path) -> Path:
        place = self._folder / "thu"
        shutil.rmtree(place, ignore_errors=True)
        return Path(shutil.copytree(origin, place))

    def attempt(self, act: TrappedAct, fault: Fault, at: int) -> dict[str, Any]:
        """Do an act with the trap set, then look."""
        origin = self.origin(act)
        place = self._copy(origin)

        def do(tell: Callable[[Any], None]) -> None:
            said = Said()
            arm(place, at, fault)
            act.do(place, said, lambda word: tell({"step": word}))
            hits = disarm()
            tell({"said": asdict(said), "hits": hits, "seen": [asdict(each) for each in operations()] if hits else []})

        def list_all(tell: Callable[[Any], None]) -> None:
            arm(place, at, fault)
            act.do(place, Said(), lambda _: None)
            disarm()
            tell({"list": [asdict(each) for each in operations()]})

        if fault is NOTHING:
            return dict(_in_child(list_all)[0][-1])
        told, status = _in_child(do)
        last = told[-1] if told and "said" in told[-1] else None
        said = Said(**last["said"]) if last else Said([each["step"] for each in told])
        looked, how = _in_child(lambda tell: tell(_looked(act, place, origin, said)))
        wrong = looked[-1] if looked and not how else [f"looking ended with {how}"]
        if last is None and status != -signal.SIGKILL:
            wrong.append(f"the program ended with {status}")
        struck = last["seen"][at - 1] if last and last["seen"] else {"call": "", "path": "", "kind": ""}
        return {
            "hits": last["hits"] if last else int(status == -signal.SIGKILL),
            "struck": f"{struck['kind']} {struck['call']} {struck['path'].removeprefix(str(place))}",
            "steps": said.steps,
            "notes": said.notes,
            "killed": last is None,
            "wrong": [*said.faults, *wrong],
        }


def _looked(act: TrappedAct, place: Path, origin: Path, said: Said) -> list[str]:
    try:
        return act.wrong(place, origin, said)
    except BaseException:  # noqa: BLE001 - to be seen, whatever it is
        return [traceback.format_exc()[-900:]]


def _in_child(work: Callable[[Callable[[Any], None]], None]) -> tuple[list[Any], int]:
    """Do a piece of work in a child; gives what it told, and its exit code or, below zero, the signal."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        signal.alarm(PATIENCE)
        code = 1
        with suppress(BaseException):
            work(lambda what: _tell(theirs, what))
            code = 0
        os._exit(code)
    os.close(theirs)
    with os.fdopen(ours, encoding="utf-8") as lines:
        told = [json.loads(line) for line in lines]
    return told, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _tell(pipe: int, what: Any) -> None:
    data = json.dumps(what, ensure_ascii=False).encode() + b"\n"
    while data:
        data = data[os.write(pipe, data) :]


def _raise(fault: BaseException) -> Any:
    raise fault


def serve(folder: Path) -> None:
    """Answer until there is no further line."""
    cli_faults.answer_of = _raise  # a fault of the program is to be seen as one
    server = _Server(folder)
    for line in sys.stdin:
        act, fault, at = json.loads(line)
        sys.stdout.write(json.dumps(server.attempt(BY_ACT[act], BY_NAME[fault], at), ensure_ascii=False) + "\n")
        sys.stdout.flush()


# --- outside ----------------------------------------------------------------------------------------------------


class TrapServer:
    """The server as a drill uses it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Hold a server that was started; see :func:`trap_server`."""
        self._process = process

    def _ask(self, what: Try) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([what.act, what.fault, what.at]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the server ended at {what}")
        return dict(json.loads(line))

    def operations(self, act: str) -> tuple[Operation, ...]:
        """List the operations of an act."""
        return tuple(Operation(**each) for each in self._ask(Try(act, NOTHING.name, -1))["list"])

    def attempt(self, what: Try) -> Outcome:
        """Try one thing."""
        found = self._ask(what)
        return Outcome(
            what,
            hits=found["hits"],
            struck=found["struck"],
            steps=tuple(found["steps"]),
            notes=tuple(found["notes"]),
            killed=found["killed"],
            wrong=tuple(found["wrong"]),
        )

    def attempts(self, tries: Iterable[Try]) -> Iterator[Outcome]:
        """Try many things."""
        return (self.attempt(each) for each in tries)


@contextmanager
def trap_server(folder: Path) -> Iterator[TrapServer]:
    """Start a server below a folder, in memory where the system has such a place."""
    memory = Path("/dev/shm")
    place = memory / f"{folder.name}-{os.getpid()}" if memory.is_dir() else folder / "thu"
    place.mkdir()
    environment = {**os.environ, "LD_PRELOAD": str(build_trap(folder)), "PYTHONHASHSEED": "0"}
    command = [sys.executable, "-m", "tests.trust.trap_server", str(place)]
    pipe = subprocess.PIPE
    try:
        with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True, env=environment) as process:
            yield TrapServer(process)
            process.communicate()
    finally:
        shutil.rmtree(place, ignore_errors=True)


_KEPT: Final = ExitStack()


@cache
def _kept_server() -> TrapServer:
    atexit.register(_KEPT.close)
    folder = Path(_KEPT.enter_context(tempfile.TemporaryDirectory(prefix="drill-")))
    return _KEPT.enter_context(trap_server(folder))


@contextmanager
def shared_server() -> Iterator[TrapServer]:
    """Give the one server of this process, started on first use and ended with it; after a failure a new one."""
    try:
        yield _kept_server()
    except BaseException:
        _kept_server.cache_clear()
        raise


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
