"""Fills the log as a list on paper (nhật ký)."""

from __future__ import annotations

from collections.abc import Sequence

from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.log_changes import Change, Changes
from judge_desk.desks.log_reading import LogEntry, told_log
from judge_desk.desks.papers.paper_heads import paper_head
from judge_desk.documents.log_list import LogListContent, LogRow
from judge_desk.wording.figures import date_short


def log_content(contest: ContestFolder, told: Sequence[tuple[LogEntry, Change]], stated_time: str) -> LogListContent:
    """Fill the list with these acts; ``stated_time``: when it is made, ISO."""
    rows = tuple(
        LogRow(e.number, f"{e.time[11:16]} {date_short(e.time)}", e.who, e.told, change.before, change.after)
        for e, change in told
    )
    log = contest.store.log()
    return LogListContent(paper_head(contest, None), rows, len(log), log[-1].hash, stated_time)


def whole_log(contest: ContestFolder) -> LogListContent:
    """Fill the list with every act, as of the last one."""
    changes, lines = Changes(contest, "vi"), contest.store.log()
    told = [(entry, changes.of(lines[entry.number - 1])) for entry in told_log(contest, "vi")]
    return log_content(contest, told, lines[-1].stated_time)
