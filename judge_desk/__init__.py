"""Judge Desk: exact, offline judging of contests, from the register to signed minutes."""

from __future__ import annotations

__version__ = "0.1.0"
