"""Ballots, manifests and decisions read as text, from docs/files.md with the standard library alone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Table = dict[str, Any]


@dataclass(frozen=True)
class Paper:
    """A sealed ballot as text: head, and for every entry its cells by column."""

    digest: str
    head: dict[str, str]
    cells: dict[str, dict[str, str]]


@cache
def digits(digest: str) -> str:
    """Work the 30 digits out of a digest."""
    key = hashlib.scrypt(bytes.fromhex(digest), salt=b"judge-desk ma 30 so 1", n=16384, r=8, p=1, dklen=32)
    return f"{int.from_bytes(key, 'big') % 10**30:030d}"


def read_ballot(path: Path) -> Paper:
    """Read one ballot file as text."""
    data = path.read_bytes()
    lines = data.decode("utf-8").split("\n")
    if lines[0] != "judge-desk phieu-cham 1":
        raise ValueError(path.name)
    head = dict(line.split(": ", 1) for line in lines[1:15])
    titles = lines[15].removeprefix("Mã bài").removesuffix("Nhận xét").split()
    rows = [line.split() for line in lines[16 : 16 + int(head["Số bài"])]]
    cells = {row[0]: dict(zip(titles, row[1:-1], strict=True)) for row in rows}
    return Paper(hashlib.sha256(data).hexdigest(), head, cells)


def read_signed_json(path: Path) -> Table:
    """Read the one line of JSON in a manifest or a file of decisions."""
    parsed: Table = json.loads(path.read_text(encoding="utf-8").split("\n")[2])
    return parsed
