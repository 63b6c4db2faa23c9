"""What a command says: lines for people, or one JSON object; findings in both.

In JSON, marks and money are strings with a decimal point, and nothing but the object reaches standard output.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO

from judge_desk.contest.values.problems import Findings, Problem, Refusal, Severity, stops
from judge_desk.wording.catalogue import Catalogue
from judge_desk.wording.findings import sentence

DONE = 0
STOPPED = 1
SIGNS: Mapping[Severity, str] = {Severity.STOP: "✗", Severity.ASK: "?", Severity.NOTE: "·"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command gives back.

    Attributes:
        lines: for people, in order.
        data: for ``--json``; strings, whole numbers, lists, objects.
        findings: problems met; any that stops makes the exit code 1.
        exit_code: set when the class of a refusal decides; None to judge by the findings.
    """

    lines: Sequence[str] = ()
    data: Mapping[str, Any] = field(default_factory=dict)
    findings: Findings = ()
    exit_code: int | None = None

    @property
    def code(self) -> int:
        """The exit code of the command."""
        if self.exit_code is not None:
            return self.exit_code
        return STOPPED if stops(self.findings) else DONE


def refused(refusal: Refusal) -> Answer:
    """Turn a refusal into an answer whose exit code is the refusal's class."""
    return Answer(findings=refusal.findings or (refusal.problem,), exit_code=refusal.exit_code)


def finding_data(problem: Problem, catalogue: Catalogue) -> dict[str, Any]:
    """Give a finding as a JSON object."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "where": problem.where,
        "facts": dict(problem.facts),
        "sentence": sentence(problem, catalogue),
    }


def table(head: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Set rows into columns of equal width; columns in ``right`` are right-aligned."""
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    lines = [_row(head, widths, right), "  ".join("─" * width for width in widths)]
    return lines + [_row(row, widths, right) for row in rows]


def _row(cells: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> str:
    set_cells = (c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(cells, widths, strict=True)))
    return "  ".join(set_cells).rstrip()


def object_lines(body: Mapping[str, Any]) -> Iterator[str]:
    """Write an object with a line for each key, and one for each item of a list: readable, and quick for many items."""
    opening = "{\n"
    for key, value in body.items():
        yield f"{opening} {json.dumps(key, ensure_ascii=False)}: "
        opening = ",\n"
        if isinstance(value, list) and value:
            items = (json.dumps(item, ensure_ascii=False) for item in value)
            yield f"[\n  {next(items)}"
            yield from (f",\n  {item}" for item in items)
            yield "\n ]"
        else:
            yield json.dumps(value, ensure_ascii=False)
    yield "\n}\n"


def write(answer: Answer, catalogue: Catalogue, as_json: bool, stream: TextIO | None = None) -> None:
    """Print an answer: the object alone with ``--json``, else the lines and then the findings."""
    out = stream or sys.stdout
    if as_json:
        body = {"ok": answer.code == DONE, **answer.data}
        body["findings"] = [finding_data(each, catalogue) for each in answer.findings]
        out.writelines(object_lines(body))
        return
    for line in answer.lines:
        out.write(line + "\n")
    target = sys.stderr if answer.code != DONE and stream is None else out
    for problem in answer.findings:
        target.write(f"{SIGNS[problem.severity]} {sentence(problem, catalogue)}\n")
