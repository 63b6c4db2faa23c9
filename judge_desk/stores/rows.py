"""Small values in a column: lists and facts as canonical JSON text, and nothing that is not exact.

One form only: keys sorted, no blanks, UTF-8 as it is, whole numbers and text; a float is refused both ways.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from judge_desk.contest.values.problems import Findings, Problem, Severity
from judge_desk.stores.chain import Field

Facts = Mapping[str, str | int]


class Readable(Protocol):
    """Something that rows can be read from: a contest file, or an act in it."""

    def rows(self, sql: str, *parameters: Field) -> list[tuple[Any, ...]]:
        """Read all rows of a query."""

    def each(self, sql: str, *parameters: Field) -> Iterator[tuple[Any, ...]]:
        """Read the rows of a query one by one."""


def plain(value: Field) -> Field:
    """Let only plain values through: sqlite3 would take a float as it is, and a bool as 1.

    Raises:
        TypeError: anything else.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | bytes | None):
        raise TypeError(value)
    return str(value) if isinstance(value, str) else value


def pack(value: Sequence[Any] | Mapping[str, Any]) -> str:
    """Write a list or an object of texts, whole numbers, lists and objects as canonical JSON.

    Raises:
        TypeError: something else is inside, e.g. a float or a fraction.
    """
    return json.dumps(_exact(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _exact(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _exact(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_exact(each) for each in value]
    if value is None or isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise TypeError(value)


def _no_float(text: str) -> Any:
    raise ValueError(text)


def unpack(text: str) -> Any:
    """Read what :func:`pack` wrote.

    Raises:
        ValueError: no JSON, or a float inside.
    """
    return json.loads(text, parse_float=_no_float, parse_constant=_no_float)


def unpack_texts(text: str) -> tuple[str, ...]:
    """Read a list of texts."""
    return tuple(str(each) for each in unpack(text))


def pack_findings(findings: Iterable[Problem]) -> str:
    """Write findings as JSON."""
    return pack([[each.code, each.severity.value, each.where, dict(each.facts)] for each in findings])


def unpack_findings(text: str) -> Findings:
    """Read findings back."""
    return tuple(Problem(code, Severity(severity), where, facts) for code, severity, where, facts in unpack(text))
