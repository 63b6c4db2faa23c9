"""Every job that the one command runs: its module, what it is told, and what is aimed at, as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

LIST: Final = {"": "≤ 1.3, no key over 50 ms"}
NO_JOB: Final = frozenset({"workload"})
"""Modules of this folder that are commands, and no benchmarks."""


@dataclass(frozen=True, slots=True)
class Job:
    """One job.

    Attributes:
        name: as it is asked for; module: in this folder.
        words: what the module is told beside ``--json``, in its long form.
        takes: which of the door's options it understands: ``runs``, ``work``, ``peers``, ``contest``,
            ``program``.
        goals: what is aimed at, by the contender beside ours, where the benchmark does not say it itself; the empty
            name stands for all others.
    """

    name: str
    module: str
    words: tuple[str, ...] = ()
    takes: frozenset[str] = frozenset({"runs"})
    goals: Mapping[str, str] = field(default_factory=dict)


def _job(name: str, module: str, *words: str, takes: str = "runs", goals: Mapping[str, str] | None = None) -> Job:
    return Job(name, module, words, frozenset(takes.split()), goals or {})


JOBS: Final = (
    _job("merge", "merging", "S", "M", "L", takes="runs work peers"),
    _job("growth", "merging", "--growth", takes="runs work"),
    _job("results", "results", "L", takes="runs work"),
    _job("union", "union", takes="runs work"),
    _job(
        "papers", "papers", "--judges", "24",
        goals={"typst": "≤ 0.25", "fpdf2": "≤ 0.25", "libreoffice": "≤ 0.25", "longtable": "≤ 0.55", "bare": "≤ 1.1"},
    ),
    _job("publishing", "publishing", takes="runs contest", goals={"libreoffice": "≤ 0.12"}),
    _job("workbooks", "workbooks", goals={"openpyxl": "≤ 0.15"}),
    _job("word", "word"),
    _job("commands", "commands", takes="runs work", goals={"": "--version ≤ 3, contest check ≤ 8"}),
    _job("window", "window_start", "--package", takes="runs work", goals={"": "≤ 1.6"}),
    _job("window cold", "window_start", "--package", "--cold", takes="runs work", goals={"": "≤ 1.6"}),
    _job("installed", "installed_start", takes="runs program", goals={"": "≤ 1.6"}),
    _job("window package", "window_start", "--package"),
    _job("window package cold", "window_start", "--package", "--cold"),
    _job("entries", "entry_list", goals=LIST),
    _job("matrix", "matrix", goals=LIST),
    _job("ranking", "results_table", goals=LIST),
    _job("recusals", "recusals", goals=LIST),
    _job("intake", "intake", goals=LIST),
    _job("marking", "marking", takes="", goals={"append": "p50 ≤ 10, p99 ≤ 15"}),
    _job("marking page", "marking_page", takes="", goals={"": "p50 ≤ 10, p99 ≤ 15"}),
    _job("packages", "packages"),
    _job("statistics", "statistics"),
    _job("figures", "figures"),
    _job("reviews", "reviews"),
    _job("similarity", "similarity"),
)  # fmt: skip
