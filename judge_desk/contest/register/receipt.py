"""Was the entry taken in within the receipt window (thời hạn nhận bài)?

The rules may leave open whether the time of sending or of receipt decides, and until what hour the last day runs.
Every reading that is still possible is tried; people are asked only when the readings disagree on this entry.
Times are ISO local text to the minute (16:30 covers 16:30:59); a date without a time may be any minute of its day.
"""

from __future__ import annotations

from judge_desk.contest.register.entries import Entry
from judge_desk.contest.rulebook.definition import Receipt
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.problems import Findings, Problem, Severity

_ON_TIME = "on_time"
_EARLY = "early"
_LATE = "late"
_UNKNOWN = "unknown"


def check_receipt(entry: Entry, receipt: Receipt) -> Findings:
    """Give the findings on an entry's time of receipt, none when it is within the window under every reading."""
    verdicts = {
        (basis, hour): _verdict(entry.sent if basis == "sent" else entry.received, receipt, hour)
        for basis in _bases(receipt)
        for hour in _hours(receipt)
    }
    facts = _facts(entry, receipt)
    outcomes = set(verdicts.values())
    if outcomes == {_ON_TIME}:
        return ()
    if outcomes == {_UNKNOWN}:
        return (Problem("intake.no_time", Severity.ASK, "", facts),)
    if outcomes in ({_LATE}, {_EARLY}):
        return (Problem("intake.late" if _LATE in outcomes else "intake.early", Severity.STOP, "", facts),)
    return _questions(verdicts, receipt, facts)


def _bases(receipt: Receipt) -> tuple[str, ...]:
    return ("sent", "received") if isinstance(receipt.counted, Undecided) else (receipt.counted,)


def _hours(receipt: Receipt) -> tuple[str, ...]:
    """Give the closing hours to try: where none is decided, the two ends of the last day."""
    return ("00:00", "24:00") if isinstance(receipt.closing_time, Undecided) else (receipt.closing_time,)


def _verdict(time: str, receipt: Receipt, hour: str) -> str:
    if not time:
        return _UNKNOWN
    first, last = (time[:16], time[:16]) if "T" in time else (f"{time}T00:00", f"{time}T23:59")
    opening, closing = f"{receipt.opens}T00:00", f"{receipt.closes}T{hour}"
    if last < opening:
        return _EARLY
    if first > closing:
        return _LATE
    return _ON_TIME if opening <= first and last <= closing else _UNKNOWN


def _questions(verdicts: dict[tuple[str, str], str], receipt: Receipt, facts: dict[str, str | int]) -> Findings:
    """Ask for each open point that alone can change the outcome; for a time that is unknown under one reading too."""
    bases, hours = _bases(receipt), _hours(receipt)
    found: list[Problem] = []
    if any(len({verdicts[basis, hour] for basis in bases}) > 1 for hour in hours):
        found.append(Problem("intake.sent_or_received", Severity.ASK, "", facts))
    if any(len({verdicts[basis, hour] for hour in hours}) > 1 for basis in bases):
        found.append(Problem("intake.closing_hour", Severity.ASK, "", facts))
    return tuple(found)


def _facts(entry: Entry, receipt: Receipt) -> dict[str, str | int]:
    hour = "" if isinstance(receipt.closing_time, Undecided) else f"T{receipt.closing_time}"
    return {
        "entry": entry.id,
        "sent": entry.sent or "–",
        "received": entry.received or "–",
        "opens": receipt.opens,
        "closes": receipt.closes + hour,
    }
