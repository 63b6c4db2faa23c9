"""A process that tells of a bad machine: no printer, a small screen, a clip without a picture, a viewer that hangs."""

from __future__ import annotations

import json
import sys
import time
from typing import Any, Final

TOLD: Final[dict[str, dict[str, Any]]] = {
    "screens": {"platform": "windows", "screens": [[1024, 600, 125, 1024, 560]]},
    "printers": {"names": [], "chosen": ""},
    "fonts": {"broken": [], "lacking": "ữ"},
    "clip": {"sound": True, "device": True, "fault": "no_picture"},
}

for line in sys.stdin.buffer:
    part = json.loads(line)["part"]
    if part not in TOLD:
        time.sleep(60)
    sys.stdout.write(json.dumps(TOLD[part]) + "\n")
    sys.stdout.flush()
