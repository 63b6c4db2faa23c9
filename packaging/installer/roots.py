"""A root of its own: a system unpacked into a folder, and acts in it as root or as an ordinary user."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from installer.tools import BuildError, run, tell, tool

SUITE: Final = "bookworm"
USER: Final = "giam-khao"
SCREEN: Final = ":97"
_NOT_COMPARED: Final = ("proc", "tmp", "run", f"home/{USER}", "var/log", "var/cache/ldconfig", "var/lib/dpkg")


@dataclass(frozen=True, slots=True)
class Clean:
    """A clean root and the acts in it.

    Attributes:
        place: its folder.
        more: further variables of the environment of every act, as ``NAME=value``.
    """

    place: Path
    more: tuple[str, ...] = ()

    def do(self, *command: str, user: str = "root") -> str:
        """Run a command in it and give what it said.

        Raises:
            BuildError: it failed.
        """
        return run(self._call(command, user))

    def begin(self, *command: str, user: str = "root") -> subprocess.Popen[bytes]:
        """Start a program in it that stays."""
        nowhere = subprocess.DEVNULL
        return subprocess.Popen(self._call(command, user), stdin=nowhere, stdout=nowhere, stderr=nowhere)

    def _call(self, command: tuple[str, ...], user: str) -> list[str]:
        home = "/root" if user == "root" else f"/home/{user}"
        told = (
            f"HOME={home}",
            f"USER={user}",
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG=C.UTF-8",
            f"DISPLAY={SCREEN}",
        )
        who = () if user == "root" else (f"--userspec={user}",)
        return ["chroot", *who, str(self.place), "env", "-i", *told, *self.more, *command]

    def files(self) -> frozenset[str]:
        """List everything in it but what the system itself keeps of every act."""
        return frozenset(self._below(""))

    def _below(self, inside: str) -> Iterator[str]:
        with os.scandir(self.place / inside) as found:
            entries = sorted(found, key=lambda each: each.name)
        for each in entries:
            name = f"{inside}/{each.name}".lstrip("/")
            if name not in _NOT_COMPARED:
                yield name
                if each.is_dir(follow_symlinks=False):
                    yield from self._below(name)

    def end_all(self) -> None:
        """End every process that lives in it, and no other."""
        for each in Path("/proc").glob("[0-9]*"):
            try:
                ours = (each / "root").resolve() == self.place
            except OSError:
                continue
            if ours and os.readlink(each / "root") == str(self.place):
                os.kill(int(each.name), signal.SIGKILL)


def make_root(work: Path, name: str, variable: str, packages: tuple[str, ...], more: tuple[str, ...] = ()) -> Clean:
    """Unpack a root, fetched first if there is none, with an ordinary user in it.

    Args:
        work: where it is made.
        name: of its folder and archive.
        variable: of the environment, that may name a ready archive.
        packages: of Debian, besides the least.
        more: further variables of the environment of every act.

    Raises:
        BuildError: not root, or no mmdebstrap.
    """
    if os.geteuid() != 0:
        raise BuildError("trying the package needs root: it is installed into a root of its own")
    ready = Path(os.environ.get(variable, work / f"{name}.tar"))
    if not ready.exists():
        tell(f"{name}: fetching")
        sources = [path for path in (Path("/etc/apt/sources.list.d/debian.sources"),) if path.exists()]
        options = ("--variant=minbase", f"--include={','.join(packages)}", "--quiet")
        run([tool("mmdebstrap", "mmdebstrap"), *options, SUITE, ready, *sources])
    place = (work / name).resolve()
    if os.path.ismount(place / "proc"):
        run(["umount", "-l", place / "proc"])
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    run(["tar", "-xpf", ready, "-C", place])
    run(["mount", "-t", "proc", "proc", place / "proc"])
    made = Clean(place, more)
    made.do("useradd", "-m", "-s", "/bin/sh", USER)
    return made


def leave(root: Clean) -> None:
    """End what still lives in a root and let go of it; its files stay for a look."""
    root.end_all()
    run(["umount", "-l", root.place / "proc"])
