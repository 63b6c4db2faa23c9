"""The rows of the summary's workbook: every cell with its formula and the value that the program came to."""

from __future__ import annotations

from typing import Final, NamedTuple

from judge_desk.contest.rulebook.rules import ScoreMethod, ScoreRule
from judge_desk.documents.content_marks import JudgeMark, MarkState, SummaryRow
from judge_desk.documents.content_workbook import SummaryWorkbookContent, WorkbookRow
from judge_desk.documents.summary_table import entry_words
from judge_desk.documents.texts import open_texts
from judge_desk.documents.xlsx_book import Look, decimals_format
from judge_desk.documents.xlsx_columns import Columns, chain_keys, judge_key, part_key, twice_key
from judge_desk.documents.xlsx_forms import BLANK, Kind, RowForm, Value
from judge_desk.documents.xlsx_scores import (
    Made,
    ScoredRow,
    Scores,
    by_rounded,
    is_ratio,
    least_ballots,
)
from judge_desk.documents.xlsx_sheet import ROW

_SUMMARY: Final = open_texts("summary_table")
_MORE_DECIMALS: Final = 3
"""Decimals that a mean shows beyond the official score's: enough to see on which side of a half it lies."""
_ROUND_UP: Final = {
    "half_up": "IF(2*{rest}>={over},1,0)",
    "half_even": "IF(2*{rest}>{over},1,IF(2*{rest}={over},MOD({whole},2),0))",
    "down": "0",
    "up": "IF({rest}>0,1,0)",
}
_NONE, _OUT, _GIVEN = "-", "x", "#"
_AWAY_FROM_ZERO: Final = "IF(2*{rest}>{over},1,IF(AND(2*{rest}={over},{scaled}>=0),1,0))"


class RowWriter:
    """Gives the form and the values of one row after the other; the form of equal rows is made once."""

    def __init__(
        self, content: SummaryWorkbookContent, scores: Scores, columns: Columns, top: int, bottom: int
    ) -> None:
        """Hold the content, and between which rows of the sheet its table stands."""
        self.content, self.scores, self.columns = content, scores, columns
        self.top, self.bottom = top, bottom
        self.official = decimals_format(scores.rule.decimals)
        self.middle = decimals_format(scores.rule.decimals + 1) + "#" * (_MORE_DECIMALS - 1)
        self.mark = _mark_format(content.summary.mark_decimals, scores.scale)
        self._keys = tuple(column.key for column in columns.all)
        self._judges = tuple(judge_key(place) for place, _ in enumerate(content.summary.judges))
        self._words = {MarkState.RECUSED: _SUMMARY.fill("recused"), MarkState.MISSING: _SUMMARY.fill("missing")}
        self._forms: dict[_Shape, RowForm] = {}

    def form(self, number: int) -> RowForm:
        """Give the form of the row ``number``, from 0: how its cells look and reckon."""
        row, more, scored = self.content.summary.rows[number], self.content.rows[number], self.scores.rows[number]
        shape = _shape(row, more, scored, self.scores, self.scores.raw[number])
        found = self._forms.get(shape)
        if found is None:
            made = _Form(self, len(row.marks), shape).kinds()
            found = self._forms[shape] = RowForm(tuple(made.get(key, BLANK) for key in self._keys))
        return found

    def values(self, number: int) -> list[Value]:
        """Give what the program itself came to, for every cell of the row ``number``, from 0."""
        row, more, scored = self.content.summary.rows[number], self.content.rows[number], self.scores.rows[number]
        raw = self.scores.raw[number]
        found: dict[str, Value] = {
            "number": number + 1, "code": row.code, "entry": entry_words(row), "ballots": scored.ballots,
            "extra": row.extra, "total": row.total, "mean": row.mean, "spread": row.spread, "handling": row.handling,
            "official": row.official, "final": more.final, "ranked": more.ranked_by, "raw": raw, "place": row.place,
            "parted": row.place - raw if row.place is not None and raw is not None else None, "note": row.note,
        }  # fmt: skip
        found.update(zip(self._judges, map(self._mark, row.marks), strict=True))
        found.update((part_key(place), value) for place, value in enumerate(more.parts))
        found.update((twice_key(place), value) for place, value in scored.places.items())
        for name, chain in (("own", scored.own), ("final", scored.final)):
            if chain is not None:
                steps = (chain.total, chain.over, chain.scaled, chain.whole, chain.rest, chain.units)
                found.update(zip(chain_keys(name), steps, strict=True))
        return [found.get(key) for key in self._keys]

    def _mark(self, mark: JudgeMark) -> Value:
        return self._words.get(mark.state, "\u2013") if mark.value is None else mark.value


class _Shape(NamedTuple):
    """All that the form of a row depends on; rows of one shape share their form.

    Attributes:
        marks: a letter for every judge: ``_NONE``, ``_OUT`` or ``_GIVEN``; owed: ballots that are owed.
        out, trimmed, places, made, final_made: as of the scored row; the places are of the judges who gave one.
        total, spread, mean: whether the formula comes to what the program says.
        has_mean, has_own, has_chain, has_final: what there is: a mean, a rounding, one of the final score, that score.
        decided, shared: as of the row; ranked, parted: whether it has a place, and another one than by its number.
    """

    marks: str
    owed: int
    out: tuple[int, ...]
    trimmed: bool
    places: tuple[int, ...]
    made: Made
    final_made: Made
    total: bool
    spread: bool
    mean: bool
    has_mean: bool
    has_own: bool
    has_chain: bool
    has_final: bool
    decided: bool
    shared: bool
    ranked: bool
    parted: bool


def _letter(mark: JudgeMark) -> str:
    return _NONE if mark.value is None else _OUT if mark.state is MarkState.LEFT_OUT else _GIVEN


def _shape(row: SummaryRow, more: WorkbookRow, scored: ScoredRow, scores: Scores, raw: int | None) -> _Shape:
    steps, own = scored.steps, scored.own
    counted = [value for place, value in steps.items() if place not in scored.out] if scored.out else steps.values()
    spread = max(steps.values()) - min(steps.values()) if steps else None
    shared = scores.rule.method is ScoreMethod.SUM_OF_PLACES
    over = own.over * (scored.ballots if shared else 1) if own is not None else 1
    return _Shape(
        "".join(map(_letter, row.marks)),
        sum(mark.state is not MarkState.NOT_ASSIGNED for mark in row.marks),
        scored.out, scored.trimmed, tuple(scored.places), scored.made, scored.final_made,
        is_ratio(row.total, sum(counted) if counted else None, scores.scale),
        is_ratio(row.spread, spread, scores.scale),
        is_ratio(row.mean, own.total if own is not None else None, over),
        row.mean is not None, own is not None, scored.final is not None, more.final is not None,
        row.decided, row.shared, more.ranked_by is not None and row.place is not None and raw is not None,
        row.place != raw,
    )  # fmt: skip


class _Form:
    """The formulas of rows of one shape."""

    def __init__(self, writer: RowWriter, judges: int, shape: _Shape) -> None:
        self.w, self.judges, self.shape = writer, judges, shape
        self.columns, self.scores = writer.columns, writer.scores
        self.given = self.columns.span(judge_key(0), judge_key(judges - 1), ROW) if judges else ""

    def c(self, key: str) -> str:
        return self.columns.cell(key, ROW)

    def kinds(self) -> dict[str, Kind]:
        """Give the kinds of all cells by the keys of their columns; a cell that is none of them is blank."""
        found = {
            "number": Kind(Look.CENTRE),
            "code": Kind(Look.CENTRE),
            "entry": Kind(Look.TEXT),
            "handling": Kind(Look.TEXT),
            "note": Kind(Look.TEXT),
        }
        found |= self.marks() | self.sums() | self.places() | self.official() | self.final() | self.ranks()
        return found | (self.chain("own", self.shape.made) if self.shape.has_own else {})

    def marks(self) -> dict[str, Kind]:
        """Give what the judges gave: numbers, or why there is none."""
        looks = {
            _NONE: Kind(Look.CENTRE),
            _OUT: Kind(Look.OUT, f'"("{self.w.mark}")"'),
            _GIVEN: Kind(Look.FIGURE, self.w.mark),
        }
        return {judge_key(place): looks[letter] for place, letter in enumerate(self.shape.marks)}

    def sums(self) -> dict[str, Kind]:
        """Give ballots, total, middle value and spread."""
        scale, found = self.scores.scale, {}
        found["ballots"] = Kind(Look.CENTRE, f'0"/{self.shape.owed}"', self._ballots())
        if self.columns.has("extra"):
            found["extra"] = Kind(Look.FIGURE, self.w.mark)
        added, apart = self._added(self.scores.rule), f"(MAX({self.given})-MIN({self.given}))"
        found["total"] = self._checked(self.shape.total, f"{self.c('ballots')}=0", f"ROUND({added}*{scale},0)/{scale}")
        found["spread"] = self._checked(
            self.shape.spread, f"COUNT({self.given})=0", f"ROUND({apart}*{scale},0)/{scale}"
        )
        found["mean"] = self._middle()
        return found

    def _checked(self, meets: bool, empty: str, formula: str) -> Kind:
        """Give a formula that comes to what the program says; the program's value where it would not."""
        if not meets:
            return Kind(Look.VALUE, self.w.mark)
        return Kind(Look.FIGURE, self.w.mark, f'=IF({empty},"",{formula})') if self.given else Kind(empty=True)

    def _middle(self) -> Kind:
        """Give the value before rounding; of a sum of places its mean."""
        if not self.shape.mean or not self.shape.has_own:
            return Kind(Look.VALUE if self.shape.has_mean else Look.FIGURE, self.w.middle)
        total, over = self.c("own_total"), self.c("own_over")
        if self.scores.rule.method is ScoreMethod.SUM_OF_PLACES:
            over = f"({over}*{self.c('ballots')})"
        return Kind(Look.FIGURE, self.w.middle, f'=IF({total}="","",{total}/{over})')

    def _left_out(self) -> str:
        return ",".join(self.c(judge_key(place)) for place in self.shape.out)

    def _used(self) -> str:
        given = (place for place, letter in enumerate(self.shape.marks) if letter != _NONE)
        return ",".join(self.c(judge_key(place)) for place in given if place not in self.shape.out)

    def _ballots(self) -> str:
        if not self.given:
            return "=0"
        counted = f"COUNT({self.given})"
        if self.shape.trimmed:
            trim = 2 * self.scores.rule.trim
            return f"={counted}-IF({counted}>{trim},{trim},0)"
        return f"={counted}-COUNT({self._left_out()})" if self.shape.out else f"={counted}"

    def places(self) -> dict[str, Kind]:
        """Give twice the place that each judge gave, equals sharing the mean of their places."""
        found = {}
        for place in self.shape.places:
            mark, down = self.c(judge_key(place)), self.columns.down(judge_key(place), self.w.top, self.w.bottom)
            formula = f'=IF(ISNUMBER({mark}),2*RANK({mark},{down},0)+COUNTIF({down},{mark})-1,"")'
            found[twice_key(place)] = Kind(Look.WORK, "0", formula)
        return found

    def chain(self, name: str, made: Made) -> dict[str, Kind]:
        """Give the steps of one rounding; its end only where the score is one of a formula."""
        if not self.columns.has(f"{name}_total"):
            return {}
        total, over = self._fraction(name)
        at = {key: self.c(f"{name}_{key}") for key in ("total", "over", "scaled", "whole", "rest")}
        empty = f'IF({at["total"]}="","",'
        formulas = {
            "total": total,
            "over": over,
            "scaled": f"={empty}{at['total']}*{self.scores.unit})",
            "whole": f"={empty}INT({at['scaled']}/{at['over']}))",
            "rest": f"={empty}{at['scaled']}-{at['whole']}*{at['over']})",
        }
        found = {f"{name}_{key}": Kind(Look.WORK, "0", formulas[key]) for key in at}
        if made is Made.FORMULA:
            found[f"{name}_units"] = Kind(Look.WORK, "0", self._units(name, at))
        return found

    def _units(self, name: str, at: dict[str, str]) -> str:
        rule = self.scores.rule
        away = rule.rounding == "half_up" and self.scores.negative
        more = (_AWAY_FROM_ZERO if away else _ROUND_UP[rule.rounding]).format(**at)
        few = f'{at["total"]}=""'
        if name == "own":
            counted = f"COUNT({self.given})" if self.shape.trimmed else self.c("ballots")
            few = f"OR({few},{counted}<{least_ballots(rule, self.shape.trimmed)})"
        return f'=IF({few},"",{at["whole"]}+{more})'

    def _fraction(self, name: str) -> tuple[str, str]:
        if name == "final":
            return self._final_sum(), str(f"={self.scores.over}")
        method, ballots, scale = self.scores.rule.method, self.c("ballots"), self.scores.scale
        extra = f"ROUND({self.c('extra')}*{scale},0)" if self.columns.has("extra") else ""
        if method is ScoreMethod.SUM_OF_PLACES:
            shared = self.columns.span(twice_key(0), twice_key(self.judges - 1), ROW)
            return f'=IF({ballots}=0,"",SUM({shared}))', "=2"
        if method is ScoreMethod.MEDIAN:
            middle = f"ROUND(MEDIAN({self._used() if self.shape.out else self.given})*{2 * scale},0)"
            return f'=IF({ballots}=0,"",{middle}{f"+2*{extra}" if extra else ""})', f"={2 * scale}"
        added = f"ROUND({self._added(self.scores.rule)}*{scale},0)"
        over = f'=IF({ballots}=0,"",{ballots}*{scale})'
        return f'=IF({ballots}=0,"",{added}{f"+{ballots}*{extra}" if extra else ""})', over

    def _added(self, rule: ScoreRule) -> str:
        """Give the sum of the ballots that count."""
        if not self.shape.trimmed:
            return f"(SUM({self.given})-SUM({self._left_out()}))" if self.shape.out else f"SUM({self.given})"
        ends = "".join(f"-SMALL({self.given},{place})-LARGE({self.given},{place})" for place in range(1, rule.trim + 1))
        return f"IF(COUNT({self.given})>{2 * rule.trim},SUM({self.given}){ends},SUM({self.given}))"

    def _final_sum(self) -> str:
        keys = ["official", *(part_key(place) for place, _ in enumerate(self.w.content.parts))]
        empty = ",".join(f'{self.c(key)}=""' for key in keys)
        terms = "+".join(
            f"ROUND({self.c(key)}*{scale},0)*{factor}"
            for key, (scale, factor) in zip(keys, self.scores.factors, strict=True)
        )
        return f'=IF(OR({empty}),"",{terms})'

    def official(self) -> dict[str, Kind]:
        """Give the official score: a formula, a value that says so by its colour, or nothing."""
        if self.shape.made is Made.FORMULA:
            units = self.c("own_units")
            formula = f'=IF({units}="","",{units}/{self.scores.unit})'
            return {"official": Kind(Look.RESULT, self.w.official, formula)}
        if self.shape.made is Made.VALUE:
            number = f'{self.w.official}"*"' if self.shape.decided else self.w.official
            return {"official": Kind(Look.VALUE, number)}
        return {}

    def final(self) -> dict[str, Kind]:
        """Give the scores of other rounds and the final score."""
        parts = self.w.content.parts
        found = {part_key(place): Kind(Look.FIGURE, self._part_format(place)) for place, _ in enumerate(parts)}
        if not parts or not self.shape.has_final:
            return found
        if self.shape.final_made is Made.FORMULA:
            units = self.c("final_units")
            formula = f'=IF({units}="","",{units}/{self.scores.unit})'
            found["final"] = Kind(Look.RESULT, self.w.official, formula)
            return found | (self.chain("final", self.shape.final_made) if self.shape.has_chain else {})
        return found | {"final": Kind(Look.VALUE, self.w.official)}

    def _part_format(self, place: int) -> str:
        scale = self.scores.factors[place + 1][0]
        return decimals_format(next((n for n in range(7) if 10**n % scale == 0), 6))

    def ranks(self) -> dict[str, Kind]:
        """Give the place: by the number alone, then what a parted tie adds."""
        if not self.shape.ranked:
            return {}
        combined = bool(self.w.content.parts)
        result = "final" if combined else "official"
        ranked, found = result, {}
        if not by_rounded(self.scores.rule):
            ranked = "ranked"
            made = self.shape.final_made if combined else self.shape.made
            chain = "final" if combined else "own"
            if made is Made.FORMULA:
                formula = f'=IF({self.c(result)}="","",{self.c(f"{chain}_total")}/{self.c(f"{chain}_over")})'
                found["ranked"] = Kind(Look.WORK, self.w.middle, formula)
            else:
                found["ranked"] = Kind(Look.WORK, self.w.middle)
        own, down = self.c(ranked), self.columns.down(ranked, self.w.top, self.w.bottom)
        rank = f'IF(ISNUMBER({own}),RANK({own},{down},{int(self.scores.ascending)}),"")'
        number = f'"{_SUMMARY.fill("shared", place="@").partition("@")[0]}"0' if self.shape.shared else "0"
        if not self.columns.has("raw"):
            return found | {"place": Kind(Look.RESULT, number, f"={rank}")}
        found["raw"] = Kind(Look.FIGURE, "0", f"={rank}")
        if self.shape.parted:
            found["parted"] = Kind(Look.VALUE, '"+"0;"\u2212"0')
        added = f'=IF({self.c("raw")}="","",{self.c("raw")}+{self.c("parted")})'
        return found | {"place": Kind(Look.RESULT, number, added)}


def _mark_format(decimals: int, scale: int) -> str:
    """Give the format of a judge's total: the decimals of the paper, more where a total needs them."""
    needed = next((n for n in range(7) if 10**n % scale == 0), 6)
    base = decimals_format(decimals)
    return base if needed <= decimals else f"{base if decimals else base + '.'}{'#' * (needed - decimals)}"
