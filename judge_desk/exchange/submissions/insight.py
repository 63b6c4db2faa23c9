"""What a look at a stranger's file brings, as the process that took it tells it: values, nothing of them believed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from judge_desk.contest.values.problems import Problem, Severity

MOST_SECONDS: Final = 10**7
MOST_PAGES: Final = 10**7
_LONGEST_FACT: Final = 80
_MOST_FINDINGS: Final = 40
TOLD: Final = frozenset(
    f"probe.{each}"
    for each in (
        "damaged", "locked", "docx_bomb", "docx_macro", "docx_outside", "pdf_script", "pdf_launch", "pdf_attachment",
        "pdf_long", "image_too_large", "no_picture", "cut_short", "no_length", "codec",
    )
)  # fmt: skip
"""Everything that such a process may say."""


@dataclass(frozen=True, slots=True)
class Insight:
    """What was seen: the length of a clip, the pages of a PDF, and findings (code, severity, facts)."""

    seconds: int | None = None
    pages: int | None = None
    findings: tuple[tuple[str, Severity, Mapping[str, str | int]], ...] = ()


@dataclass(slots=True)
class Look:
    """Collects what looking at one file brings; ``name`` is what people call it."""

    name: str
    seconds: int | None = None
    pages: int | None = None
    findings: list[Problem] = field(default_factory=list)

    def find(self, code: str, severity: Severity = Severity.STOP, **facts: str | int) -> None:
        """Note a finding."""
        self.findings.append(Problem(code, severity, self.name, {"name": self.name, **facts}))

    @property
    def insight(self) -> Insight:
        """What was found, without the name."""
        found = tuple((each.code, each.severity, dict(each.facts)) for each in self.findings)
        return Insight(self.seconds, self.pages, found)


def insight_as_data(insight: Insight) -> dict[str, Any]:
    """Give it as a JSON object; the name that people call the file by stays with who asked."""
    findings = [
        [code, severity.value, {key: value for key, value in facts.items() if key != "name"}]
        for code, severity, facts in insight.findings
    ]
    return {"seconds": insight.seconds, "pages": insight.pages, "findings": findings}


def insight_from_data(data: Any) -> Insight:
    """Read it from a JSON object that another process gave; nothing of it is believed.

    Raises:
        ValueError: it is not one.
    """
    try:
        found = tuple(_finding(*each) for each in data["findings"][:_MOST_FINDINGS])
        return Insight(_whole(data["seconds"], MOST_SECONDS), _whole(data["pages"], MOST_PAGES), found)
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError("insight") from fault


def _whole(value: Any, most: int) -> int | None:
    if value is not None and (type(value) is not int or not 0 <= value <= most):
        raise ValueError(value)
    return value


def _finding(code: Any, severity: Any, facts: Any) -> tuple[str, Severity, Mapping[str, str | int]]:
    if code not in TOLD:
        raise ValueError(code)
    kept = {str(key): each if type(each) is int else str(each)[:_LONGEST_FACT] for key, each in facts.items()}
    return code, Severity(severity), kept
