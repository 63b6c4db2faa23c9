"""What an strace log shows of calls to a network, and of files opened where a process has nothing to seek."""

from __future__ import annotations

import os.path
import re
from collections.abc import Iterable, Iterator
from typing import Final

WATCHED: Final = "trace=socket,connect,bind,sendto,sendmsg,open,openat,openat2,execve"
"""The calls to ask strace for."""
_CALL: Final = re.compile(r"(?:\d+ +)?(?P<call>\w+)\((?P<rest>.*)")
_OPENED: Final = re.compile(r'(?:AT_FDCWD, )?"(?P<path>(?:[^"\\]|\\.)*)", (?P<flags>\{flags=)?(?P<how>[A-Z_|0-9]+)')
_FAILED: Final = re.compile(r"\) += -1 (?P<why>E[A-Z]+)")
_READABLE: Final = ("/usr/", "/lib", "/etc/", "/proc/", "/sys/", "/dev/", "/var/cache/fontconfig")
_NETWORK: Final = re.compile(r"AF_INET6?\b|AF_PACKET|AF_VSOCK|AF_BLUETOOTH")
_CALLING: Final = ("connect", "sendto", "sendmsg", "bind")
_LEAVE_ALONE: Final = "O_PATH"
"""Opened so only a place is named, for the fence; nothing of it can be read."""
_DENIED: Final = ("EACCES", "EPERM")


def trespasses(
    lines: Iterable[str], allowed: tuple[str, ...], *, here: str = "", denied: bool = False
) -> Iterator[str]:
    """Give the lines that show what must not be: a call to a network, a file opened outside the allowed folders.

    Args:
        lines: of a log made with :data:`WATCHED`.
        allowed: how the names begin that may be read and written; the system's own files may be read besides.
        here: the folder in which the processes work; empty where each has its own, then short names are passed over.
        denied: name what was tried and forbidden, too, and every socket for a network.
    """
    for line in lines:
        found = _CALL.match(line)
        if found is None:
            continue
        if found["call"] in (("socket", *_CALLING) if denied else _CALLING) and _NETWORK.search(found["rest"]):
            yield line[:160]
        if found["call"] in ("open", "openat", "openat2") and _is_outside(found["rest"], allowed, here, denied):
            yield line[:160]


def _is_outside(rest: str, allowed: tuple[str, ...], here: str, denied: bool) -> bool:
    """Say whether a file outside was opened; a call that another thread's line cut in two counts as done."""
    opened, failed = _OPENED.match(rest), _FAILED.search(rest)
    if opened is None or _LEAVE_ALONE in opened["how"]:
        return False
    if failed is not None and not (denied and failed["why"] in _DENIED):
        return False
    path = os.path.normpath(os.path.join(here, opened["path"]))
    if not path.startswith("/"):
        return False
    written = re.search("O_WRONLY|O_RDWR|O_CREAT", opened["how"]) and path not in ("/dev/null", "/dev/tty")
    return not path.startswith(allowed if written else (*allowed, *_READABLE))
