"""What the record of a settled mark is made from (biên bản thống nhất điểm): one entry, first marks, what was decided.

Whatever is not known yet is empty and becomes a dotted line for ink.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from judge_desk.documents.content_head import PaperHead
from judge_desk.documents.plot_values import DotPlot


@dataclass(frozen=True, slots=True)
class SettledColumn:
    """A criterion: its id, largest mark, decimals of its step; ``apart``: it differs most."""

    id: str
    maximum: Fraction
    decimals: int
    apart: bool = False


@dataclass(frozen=True, slots=True)
class SettledRow:
    """One judge's marks; None throughout where they are to be filled in by hand."""

    seat: str
    judge: str
    marks: tuple[Fraction | None, ...]
    total: Fraction | None
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class SettlementContent:
    """The record of one entry.

    Attributes:
        code, title: of the entry; the title is empty in a blind round.
        columns, rows: first marks; ``third``: the third marking, None where the tier asks for none.
        total_decimals, score_decimals: of judges' totals, and of official marks.
        spread, apart_by: largest minus smallest total; largest difference in one criterion, in points of the total.
        tier: the tier in words; plot: the first totals, None with fewer than two.
        dialogue, dialogue_time: what a dialogue came to, ISO time; empty for ink.
        official: the official mark; reason, people, decided_at: of the decision; empty for ink. votes: counted votes.
        asks_dialogue: whether the tier asks for one. left_out: marks that a rule leaves out, in words.
        chair, secretary: names to sign.
    """

    head: PaperHead
    code: str
    title: str
    columns: tuple[SettledColumn, ...]
    rows: tuple[SettledRow, ...]
    third: SettledRow | None
    total_decimals: int
    score_decimals: int
    spread: Fraction
    apart_by: Fraction
    tier: str
    plot: DotPlot | None
    asks_dialogue: bool
    dialogue: str = ""
    dialogue_time: str = ""
    official: Fraction | None = None
    reason: str = ""
    people: tuple[str, ...] = ()
    decided_at: str = ""
    votes: tuple[int, int, int] | None = None
    chair: str = ""
    secretary: str = ""
