"""Real sheets and a definition for the tests of the readers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.rubric import Band, Criterion, LeafKind, Rubric
from judge_desk.contest.values.identity import CriterionId
from judge_desk.contest.values.problems import Findings
from judge_desk.exchange.rulebook.definition_file import read_definition
from judge_desk.paths import resource
from judge_desk.wording.catalogue import open_catalogue
from judge_desk.wording.findings import sentence


@cache
def hau_giang() -> Definition:
    name = "contests/hau-giang-2024.toml"
    definition = read_definition(resource(name).read_bytes(), name).definition
    assert definition is not None
    return definition


def xlsx(path: Path, rows: Sequence[Sequence[Any]], name: str = "Sheet1") -> Path:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def csv_file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def codes_of(findings: Findings) -> list[str]:
    """Give the codes; every finding on the way is said in both languages, with all its facts."""
    for problem in findings:
        for language in ("vi", "en"):
            assert f"finding.{problem.code}" in open_catalogue(language), problem.code
            sentence(problem, open_catalogue(language))
    return [problem.code for problem in findings]


def rubric() -> Rubric:
    bands = (
        Band("Mới", Fraction(21), Fraction(30)),
        Band("Ít mới", Fraction(1), Fraction(15)),
        Band("Không", Fraction(0), Fraction(0)),
    )
    return Rubric(
        (
            Criterion(
                CriterionId("1"),
                "Tính mới",
                kind=LeafKind.BANDED,
                maximum=Fraction(30),
                step=Fraction(1, 2),
                bands=bands,
            ),
            Criterion(CriterionId("2"), "Hiệu quả", maximum=Fraction(15), step=Fraction(1, 2)),
            Criterion(CriterionId("3"), "Trình bày", maximum=Fraction(5), step=Fraction(1, 4)),
        ),
        Fraction(50),
    )
