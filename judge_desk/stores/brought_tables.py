"""What the organisers brought to the rounds: every sheet that was ever in force, append-only."""

from __future__ import annotations

from typing import Final

from judge_desk.contest.counting.brought import BroughtSheet
from judge_desk.contest.rulebook.rubric import LeafKind
from judge_desk.contest.values.identity import CriterionId, Digest, EntryCode, RoundId
from judge_desk.stores.contest_file import Act
from judge_desk.stores.rows import Readable, pack, unpack

_COLUMNS: Final = (
    "number", "round", "criterion", "kind", "rows", "source", "sha256", "closed_by", "closed_on", "amends", "reason",
    "stated_time",
)  # fmt: skip


def next_sheet_number(held: Readable) -> int:
    """Give the number that the next sheet will bear."""
    return int(held.rows("SELECT coalesce(max(number), 0) + 1 FROM brought")[0][0])


def put_sheet(act: Act, sheet: BroughtSheet) -> None:
    """Keep a sheet; its number must be the next one.

    Raises:
        ValueError: another number.
    """
    if sheet.number != next_sheet_number(act):
        raise ValueError(sheet.number)
    head = (sheet.number, sheet.round, sheet.criterion, sheet.kind.value, pack(sheet.rows), sheet.source, sheet.sha256)
    row = (*head, sheet.closed_by, sheet.closed_on, sheet.amends, sheet.reason, sheet.stated_time)
    act.insert("brought", _COLUMNS, [row])


def read_sheets(held: Readable) -> tuple[BroughtSheet, ...]:
    """Give every sheet, by number."""
    found = held.rows(f"SELECT {', '.join(_COLUMNS)} FROM brought ORDER BY number")
    return tuple(
        BroughtSheet(
            number,
            RoundId(round_id),
            CriterionId(criterion),
            LeafKind(kind),
            tuple((EntryCode(code), str(value)) for code, value in unpack(rows)),
            source,
            Digest(sha256),
            *rest,
        )
        for number, round_id, criterion, kind, rows, source, sha256, *rest in found
    )
