"""What each paper is made from: plain values that a desk fills.

Marks and scores are :class:`~fractions.Fraction`, counts and money are whole numbers, dates are ISO text, the rest is
text as it shall be read. Nothing here is computed and nothing is worded; the builders beside this module do that.
The values stand in four modules by paper; this is their one door.
"""

from __future__ import annotations

from judge_desk.documents.content_head import (
    PaperHead,
    Rules,
)
from judge_desk.documents.content_lists import (
    BonusUnit,
    IndexBonusContent,
    LettersContent,
    PrizeListContent,
    PrizeRow,
    SeatLetter,
)
from judge_desk.documents.content_marks import (
    ExpectedSeat,
    JudgeColumn,
    JudgeMark,
    MarkState,
    MergedBallot,
    MergeRecordContent,
    ReceiptContent,
    ScoreSheetContent,
    SheetCriterion,
    SheetRemark,
    SheetRow,
    SummaryContent,
    SummaryRow,
)
from judge_desk.documents.content_meeting import (
    Attendee,
    BallotCount,
    CountedBallot,
    DecisionNote,
    DisagreementCase,
    Meeting,
    MinutesContent,
    RankedRow,
    RecusalNote,
    RefusedBallot,
    RefusedEntry,
    TieCase,
)

__all__ = [
    "Attendee",
    "BallotCount",
    "BonusUnit",
    "CountedBallot",
    "DecisionNote",
    "DisagreementCase",
    "ExpectedSeat",
    "IndexBonusContent",
    "JudgeColumn",
    "JudgeMark",
    "LettersContent",
    "MarkState",
    "Meeting",
    "MergeRecordContent",
    "MergedBallot",
    "MinutesContent",
    "PaperHead",
    "PrizeListContent",
    "PrizeRow",
    "RankedRow",
    "ReceiptContent",
    "RecusalNote",
    "RefusedBallot",
    "RefusedEntry",
    "Rules",
    "ScoreSheetContent",
    "SeatLetter",
    "SheetCriterion",
    "SheetRemark",
    "SheetRow",
    "SummaryContent",
    "SummaryRow",
    "TieCase",
]
