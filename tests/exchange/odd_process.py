"""A process that answers oddly, each request as it asks: hangs, dies, says no JSON, or the right thing."""

from __future__ import annotations

import json
import os
import sys
import time


def main() -> None:
    for line in sys.stdin:
        wanted = json.loads(line)["do"]
        if wanted == "hang":
            time.sleep(60)
        elif wanted == "die":
            os.abort()
        said = {"list": "[1, 2]", "prose": "no JSON"}.get(wanted, '{"done": 1}')
        sys.stdout.write(said + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
