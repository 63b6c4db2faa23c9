"""``python -m judge_desk``: the same as the command ``judge-desk``."""

from __future__ import annotations

import sys

from judge_desk.cli.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
