"""A failing device that no desk has told of on the way: still a fault of the world, and none of the program."""

from __future__ import annotations

import os
from pathlib import Path

from judge_desk.contest.values.problems import CannotWrite
from judge_desk.exchange.disk_faults import DEVICE_FAILS


def untold(fault: BaseException) -> CannotWrite | None:
    """Give the refusal for such a fault; None when it is another one."""
    if not isinstance(fault, OSError) or fault.errno not in DEVICE_FAILS:
        return None
    path = Path(os.fsdecode(fault.filename)) if isinstance(fault.filename, str | bytes) else Path()
    return CannotWrite("disk.untold", path.name, folder=str(path.parent), reason=fault.strerror or "")
