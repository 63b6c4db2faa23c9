"""Tests with a long form: ``JUDGE_DESK_LONG_TESTS=1`` runs it; the suite keeps a short one of the same promise."""

from __future__ import annotations

import os
from typing import Final

LONG: Final = os.environ.get("JUDGE_DESK_LONG_TESTS") == "1"
