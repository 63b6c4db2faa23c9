"""What the viewer takes away from itself before it opens a stranger's file.

Each limit is taken where the system knows it. None of them keeps the marks safe, that is done by living in another
process; they keep a hostile file from filling the machine or calling home.
"""

from __future__ import annotations

import ctypes
import signal
import sys
from typing import Final

if sys.platform == "linux":
    import resource

MEMORY: Final = 2 * 1024**3
"""Memory that can be written to, in bytes. The address space itself has no limit: the reader of PDF reserves 32 GB."""
FILES: Final = 256
DOCUMENT_SECONDS: Final = 600
"""Processor time of a viewer of documents; clips may play for hours."""
_DEATH_SIGNAL: Final = 1
_NO_NEW_PRIVILEGES: Final = 38
_NEW_USER: Final = 0x10000000
_NEW_NETWORK: Final = 0x40000000


def confine(document: bool) -> None:
    """Take limits on memory, processor time, open files, crash dumps and rights; a document gets no network at all."""
    if sys.platform != "linux":
        return
    wanted = [(resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_NOFILE, FILES), (resource.RLIMIT_CORE, 0)]
    if document:
        wanted.append((resource.RLIMIT_CPU, DOCUMENT_SECONDS))
    for which, most in wanted:
        _, hard = resource.getrlimit(which)
        least = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (least, least))
    libc = ctypes.CDLL(None)
    libc.prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if document:
        libc.unshare(_NEW_USER | _NEW_NETWORK)  # where the system forbids it, nothing here asks a network either way
