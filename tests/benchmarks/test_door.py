"""One command knows every benchmark and makes one table and one file of what they print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.reading import rows_of
from benchmarks.register import JOBS, NO_JOB

FOLDER = Path(__file__).resolve().parents[2] / "benchmarks"


def test_every_benchmark_is_known_and_described() -> None:
    commands = {path.stem for path in FOLDER.glob("*.py") if "\ndef main(" in path.read_text(encoding="utf-8")}
    benchmarks = commands - {"__main__"} - NO_JOB
    assert benchmarks == {job.module for job in JOBS}
    described = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert not [name for name in sorted(benchmarks) if f"`python -m benchmarks.{name}" not in described]


def test_a_job_is_run_and_written_down(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "figures.json"
    assert main(["statistics", "publishing", "--short", "--json", str(file)]) == 0
    assert "needs --contest DIR" in capsys.readouterr().out
    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["machine"]["python"]
    assert told["rows"][0]["ratio"] == told["jobs"]["statistics"]["rows"][0]["ratio"] > 0


def test_an_unknown_job_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["nothing"])
    assert "no such job: nothing" in capsys.readouterr().err


def test_whatever_form_a_benchmark_prints_gives_rows() -> None:
    engines = {
        "ours": {"seconds": 1, "cpu_seconds": 1, "peak_mib": 40},
        "bare": {"seconds": 2, "cpu_seconds": 4, "peak_mib": 30},
    }
    (row,) = rows_of("papers", {"engines": engines}, {"bare": "≤ 1.1"})
    assert (row.beside, row.ratio, row.work, row.ours_mib, row.goal) == ("bare", 0.5, 0.25, 40, "≤ 1.1")
    listed = rows_of("entries", {"ratio": {"open": 1.2, "sort": 1.3}}, {"": "≤ 1.3"})
    assert [(each.job, each.ratio, each.goal) for each in listed] == [
        ("entries: open", 1.2, "≤ 1.3"),
        ("entries: sort", 1.3, "≤ 1.3"),
    ]
    (start,) = rows_of("window", {"ratio_of_medians": 1.5, "ratio_of_pairs": [1.4, 1.5, 1.6]}, {})
    assert (start.ratio, start.least, start.most) == (1.5, 1.4, 1.6)
    papers = rows_of("publishing", {"engines": {}, "by_libreoffice": {"pdf": {"seconds": 0.1, "cpu_seconds": 0.2}}}, {})
    assert (papers[0].job, papers[0].beside, papers[0].ratio) == ("publishing: pdf", "libreoffice", 0.1)
    sizes = [{"entries": 30, "mark_ratio": {"saved": {"p50": 1.8}}, "open_ratio": 7}]
    found = rows_of("page", {"sizes": sizes}, {})
    assert [(each.job, each.beside, each.ratio) for each in found] == [
        ("page 30: saved p50", "", 1.8),
        ("page 30", "open", 7),
    ]
    (beside,) = rows_of("marking", {"ratio_p50": {"append": 5.2}}, {"append": "p50 ≤ 10"})
    assert (beside.beside, beside.goal) == ("append", "p50 ≤ 10")
    assert rows_of("intake", {"read": 1.0}, {})[0].note == "tells no ratio; see its own figures"
