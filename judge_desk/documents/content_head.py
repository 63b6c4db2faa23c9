"""What all papers of a contest share, and the rules that stand on them.

Heads come in capitals as printed; the rules are those of the definition, not yet in words.
"""

from __future__ import annotations

from dataclasses import dataclass

from judge_desk.contest.rulebook.rules import DisagreementRule, ScoreRule, Undecided


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What all papers of a contest share.

    Attributes:
        superior, organiser, jury: names for the head, in capitals; place: địa danh; jury_symbol: e.g. ``BGK``.
        contest_title: e.g. ``Cuộc thi “…” năm 2024``; round_title: e.g. ``Vòng sơ khảo``, empty for the whole contest.
        year: printed after "năm" where the day stays blank for ink.
        contest_id, version, short_hash: of the definition, for the foot.
        data_code: digits of the code of the data, for the foot; empty while there is none.
        sample: the rubric is a sample and every page says so.
        rehearsal: a trial, marked across every page.
        superseded: the code of the data that replaced this print; empty while it holds.
        open_points: sentences on what is not yet decided; then the paper is a draft and lists them.
    """

    superior: str
    organiser: str
    jury: str
    place: str
    contest_title: str
    round_title: str
    year: int
    contest_id: str
    version: int
    short_hash: str
    data_code: str = ""
    jury_symbol: str = "BGK"
    sample: bool = False
    rehearsal: bool = False
    superseded: str = ""
    open_points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that stand on sheets and tables: score, disagreement (None: the rules have none), their source."""

    score: ScoreRule
    disagreement: DisagreementRule | Undecided | None
    rubric_source: str = ""
