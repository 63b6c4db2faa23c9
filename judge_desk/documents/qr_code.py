"""The dark squares of a QR, for paper and Word. What makes them is loaded with the first paper that has one."""

from __future__ import annotations

import importlib
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=256)
def qr_runs(text: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Give the modules of a QR side, and its dark runs as (row, first column, length)."""
    encoder: Any = importlib.import_module("reportlab.graphics.barcode.qrencoder")
    code = encoder.QRCode(None, encoder.QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    modules: list[list[bool]] = code.modules
    side = len(modules)
    runs: list[tuple[int, int, int]] = []
    for row in range(side):
        start = None
        for column in range(side + 1):
            dark = column < side and modules[row][column]
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                runs.append((row, start, column - start))
                start = None
    return side, tuple(runs)
