"""A process that opens strangers' files may do what it likes: it costs the one question."""

from __future__ import annotations

from pathlib import Path

import pytest

from judge_desk.exchange.submissions.line_process import LineProcess


@pytest.mark.parametrize("odd", ["hang", "die", "list", "prose"])
def test_a_process_that_misbehaves_costs_only_its_own_question(tmp_path: Path, odd: str) -> None:
    with LineProcess("tests.exchange.odd_process", "", tmp_path) as process:
        assert process.ask({"do": odd}, 1) is None
        assert process.ask({"do": "well"}, 20) == {"done": 1}
