"""Workbooks read in the process of the test: for tests of what a sheet says.

The process that reads them for the program, and what becomes of one that breaks, is tried in ``test_sheets.py``,
``test_line_process.py``, by the desks and by the drills; there it costs a seventh of a second for each workbook.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from judge_desk.exchange.spreadsheets import workbook_lines
from judge_desk.exchange.submissions.line_process import LineProcess
from judge_desk.exchange.submissions.reader_process import answer


class Here(LineProcess):
    """Answers as the process does, without one."""

    __slots__ = ()

    def ask(self, request: Mapping[str, Any], seconds: int) -> Mapping[str, Any] | None:
        """Do what is asked, and say it as a line of JSON says it."""
        found: Mapping[str, Any] = json.loads(json.dumps(answer(json.loads(json.dumps(request)))))
        return found


@pytest.fixture
def workbooks_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read every workbook of the test in its own process."""
    monkeypatch.setattr(workbook_lines, "LineProcess", Here)
