"""Inspector: the log in the open, where it lies among recounted files, and the codes of it that packages bear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from judge_desk.contest.merge.editions import Edition
from judge_desk.contest.values.problems import Problem, Severity
from judge_desk.exchange.disk import read_bytes
from judge_desk.stores.contest_file import LOG_NAME
from judge_desk.stores.log import BadLine, read_open

LIMIT: Final = 256 * 1024 * 1024


def log_findings(paths: Sequence[Path], editions: Sequence[Edition]) -> Iterator[Problem]:
    """Check the chain of every log that lies at the top of a folder or was named itself, and look for packages' codes.

    A log of another contest is one in which no package's code is found, and is named as such. Nothing is said where
    there is no log, or where it is whole.
    """
    for path in paths:
        file = path / LOG_NAME if path.is_dir() else path
        if file.name != LOG_NAME or not file.is_file():
            continue
        try:
            known = {line.hash for line in read_open(read_bytes(file, LIMIT))}
        except BadLine as bad:
            yield Problem("recount.log_line", Severity.STOP, file.name, {"line": bad.number})
            continue
        for manifest, digest in editions:
            if manifest.log_head and manifest.log_head not in known:
                facts: dict[str, str | int] = {"version": manifest.version, "package": digest[:10]}
                yield Problem("recount.log_head", Severity.STOP, file.name, facts)
