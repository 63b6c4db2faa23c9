"""The rows of the summary's workbook: every cell with its formula and the value that the program came to."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from judge_desk.contest.rulebook.rules import ScoreMethod, ScoreRule
from judge_desk.documents.content import MarkState, SummaryRow
from judge_desk.documents.content_workbook import SummaryWorkbookContent, WorkbookRow
from judge_desk.documents.summary_table import entry_words
from judge_desk.documents.texts import open_texts
from judge_desk.documents.xlsx_book import Cell, Look, decimals_format
from judge_desk.documents.xlsx_columns import Columns, judge_key
from judge_desk.documents.xlsx_scores import (
    Chain,
    Made,
    ScoredRow,
    Scores,
    by_rounded,
    in_steps,
    least_ballots,
    raw_places,
)

_SUMMARY: Final = open_texts("summary_table")
_MORE_DECIMALS: Final = 3
"""Decimals that a mean shows beyond the official score's: enough to see on which side of a half it lies."""
_ROUND_UP: Final = {
    "half_up": "IF(2*{rest}>={over},1,0)",
    "half_even": "IF(2*{rest}>{over},1,IF(2*{rest}={over},MOD({whole},2),0))",
    "down": "0",
    "up": "IF({rest}>0,1,0)",
}
_AWAY_FROM_ZERO: Final = "IF(2*{rest}>{over},1,IF(AND(2*{rest}={over},{scaled}>=0),1,0))"


class RowWriter:
    """Gives the cells of one row after the other."""

    def __init__(
        self, content: SummaryWorkbookContent, scores: Scores, columns: Columns, top: int, bottom: int
    ) -> None:
        """Hold the content, and between which rows of the sheet its table stands."""
        self.content, self.scores, self.columns = content, scores, columns
        self.top, self.bottom = top, bottom
        self.raw = raw_places((row.ranked_by for row in content.rows), scores.ascending)
        self.official = decimals_format(scores.rule.decimals)
        self.middle = decimals_format(scores.rule.decimals + 1) + "#" * (_MORE_DECIMALS - 1)
        self.mark = _mark_format(content.summary.mark_decimals, scores.scale)

    def cells(self, number: int) -> list[Cell]:
        """Give the cells of the row ``number``, from 0."""
        row, more = self.content.summary.rows[number], self.content.rows[number]
        scored = self.scores.rows[number]
        maker = _Row(self, row, more, scored, self.top + number)
        made: dict[str, Cell] = {
            "number": Cell(number + 1, Look.CENTRE),
            "code": Cell(row.code, Look.CENTRE),
            "entry": Cell(entry_words(row), Look.TEXT),
            "handling": Cell(row.handling, Look.TEXT),
            "note": Cell(row.note, Look.TEXT),
        }
        made |= maker.marks() | maker.sums() | maker.chain("own", scored.own, scored.made) | maker.places()
        made |= maker.official() | maker.final() | maker.ranks(self.raw[number])
        return [made.get(column.key, Cell(None, Look.FIGURE)) for column in self.columns.all]


class _Row:
    """The formulas of one row; ``at`` is its number in the sheet."""

    def __init__(self, writer: RowWriter, row: SummaryRow, more: WorkbookRow, scored: ScoredRow, at: int) -> None:
        self.w, self.row, self.more, self.scored, self.at = writer, row, more, scored, at
        self.columns, self.scores = writer.columns, writer.scores
        judges = len(row.marks)
        self.given = self.columns.span(judge_key(0), judge_key(judges - 1), at) if judges else ""

    def c(self, key: str) -> str:
        return self.columns.cell(key, self.at)

    def marks(self) -> dict[str, Cell]:
        """Give what the judges gave: numbers, or why there is none."""
        words = {MarkState.RECUSED: _SUMMARY.fill("recused"), MarkState.MISSING: _SUMMARY.fill("missing")}
        found = {}
        for place, mark in enumerate(self.row.marks):
            if mark.value is None:
                cell = Cell(words.get(mark.state, "\u2013"), Look.CENTRE)
            elif mark.state is MarkState.LEFT_OUT:
                cell = Cell(mark.value, Look.OUT, f'"("{self.w.mark}")"')
            else:
                cell = Cell(mark.value, Look.FIGURE, self.w.mark)
            found[judge_key(place)] = cell
        return found

    def sums(self) -> dict[str, Cell]:
        """Give ballots, total, middle value and spread."""
        owed = sum(mark.state is not MarkState.NOT_ASSIGNED for mark in self.row.marks)
        scale = self.scores.scale
        values = {place: in_steps(value, scale) for place, value in self.scored.values.items()}
        counted = [value for place, value in values.items() if place not in self.scored.out]
        found = {"ballots": Cell(self.scored.ballots, Look.CENTRE, f'0"/{owed}"', self._ballots())}
        if self.columns.has("extra"):
            found["extra"] = Cell(self.row.extra, Look.FIGURE, self.w.mark)
        total = Fraction(sum(counted), scale) if counted else None
        added = f"ROUND({self._added(self.scores.rule)}*{scale},0)/{scale}"
        found["total"] = self._checked(self.row.total, total, self.w.mark, f"{self.c('ballots')}=0", added)
        spread = Fraction(max(values.values()) - min(values.values()), scale) if values else None
        apart = f"(MAX({self.given})-MIN({self.given}))"
        found["spread"] = self._checked(
            self.row.spread, spread, self.w.mark, f"COUNT({self.given})=0", f"ROUND({apart}*{scale},0)/{scale}"
        )
        found["mean"] = self._middle()
        return found

    def _checked(self, said: Fraction | None, made: Fraction | None, number: str, empty: str, formula: str) -> Cell:
        """Give a formula that comes to what the program says; the program's value where it would not."""
        if said != made:
            return Cell(said, Look.VALUE, number)
        return Cell(said, Look.FIGURE, number, f'=IF({empty},"",{formula})') if self.given else Cell(None)

    def _middle(self) -> Cell:
        """Give the value before rounding; of a sum of places its mean."""
        own, said = self.scored.own, self.row.mean
        shared = self.scores.rule.method is ScoreMethod.SUM_OF_PLACES
        made = Fraction(own.total, own.over * (self.scored.ballots if shared else 1)) if own is not None else None
        if said != made or own is None:
            return Cell(said, Look.VALUE if said is not None else Look.FIGURE, self.w.middle)
        total, over = self.c("own_total"), self.c("own_over")
        over = f"({over}*{self.c('ballots')})" if shared else over
        return Cell(said, Look.FIGURE, self.w.middle, f'=IF({total}="","",{total}/{over})')

    def _left_out(self) -> str:
        return ",".join(self.c(judge_key(place)) for place in self.scored.out)

    def _ballots(self) -> str:
        if not self.given:
            return "=0"
        counted = f"COUNT({self.given})"
        if self.scored.trimmed:
            trim = 2 * self.scores.rule.trim
            return f"={counted}-IF({counted}>{trim},{trim},0)"
        return f"={counted}-COUNT({self._left_out()})" if self.scored.out else f"={counted}"

    def places(self) -> dict[str, Cell]:
        """Give twice the place that each judge gave, equals sharing the mean of their places."""
        found = {}
        for place, value in self.scored.places.items():
            mark, down = self.c(judge_key(place)), self.columns.down(judge_key(place), self.w.top, self.w.bottom)
            formula = f'=IF(ISNUMBER({mark}),2*RANK({mark},{down},0)+COUNTIF({down},{mark})-1,"")'
            found[f"twice{place}"] = Cell(value, Look.WORK, "0", formula)
        return found

    def chain(self, name: str, chain: Chain | None, made: Made) -> dict[str, Cell]:
        """Give the steps of one rounding; its end only where the score is one of a formula."""
        if chain is None or not self.columns.has(f"{name}_total"):
            return {}
        total, over = self._fraction(name)
        keys = ("total", "over", "scaled", "whole", "rest")
        at = {key: self.c(f"{name}_{key}") for key in keys}
        empty = f'IF({at["total"]}="","",'
        formulas = {
            "total": total,
            "over": over,
            "scaled": f"={empty}{at['total']}*{self.scores.unit})",
            "whole": f"={empty}INT({at['scaled']}/{at['over']}))",
            "rest": f"={empty}{at['scaled']}-{at['whole']}*{at['over']})",
        }
        values = {key: getattr(chain, key) for key in keys}
        found = {f"{name}_{key}": Cell(values[key], Look.WORK, "0", formulas[key]) for key in keys}
        if made is Made.FORMULA:
            found[f"{name}_units"] = Cell(chain.units, Look.WORK, "0", self._units(name, at))
        return found

    def _units(self, name: str, at: dict[str, str]) -> str:
        rule = self.scores.rule
        away = rule.rounding == "half_up" and self.scores.negative
        more = (_AWAY_FROM_ZERO if away else _ROUND_UP[rule.rounding]).format(**at)
        few = f'{at["total"]}=""'
        if name == "own":
            counted = f"COUNT({self.given})" if self.scored.trimmed else self.c("ballots")
            few = f"OR({few},{counted}<{least_ballots(rule, self.scored.trimmed)})"
        return f'=IF({few},"",{at["whole"]}+{more})'

    def _fraction(self, name: str) -> tuple[str, str]:
        if name == "final":
            return self._final_sum(), str(f"={self.scores.over}")
        method, ballots, scale = self.scores.rule.method, self.c("ballots"), self.scores.scale
        extra = f"ROUND({self.c('extra')}*{scale},0)" if self.columns.has("extra") else ""
        if method is ScoreMethod.SUM_OF_PLACES:
            last = f"twice{len(self.row.marks) - 1}"
            return f'=IF({ballots}=0,"",SUM({self.columns.span("twice0", last, self.at)}))', "=2"
        if method is ScoreMethod.MEDIAN:
            used = ",".join(self.c(judge_key(place)) for place in self.scored.values if place not in self.scored.out)
            middle = f"ROUND(MEDIAN({used if self.scored.out else self.given})*{2 * scale},0)"
            return f'=IF({ballots}=0,"",{middle}{f"+2*{extra}" if extra else ""})', f"={2 * scale}"
        added = f"ROUND({self._added(self.scores.rule)}*{scale},0)"
        over = f'=IF({ballots}=0,"",{ballots}*{scale})'
        return f'=IF({ballots}=0,"",{added}{f"+{ballots}*{extra}" if extra else ""})', over

    def _added(self, rule: ScoreRule) -> str:
        """Give the sum of the ballots that count."""
        if not self.scored.trimmed:
            return f"(SUM({self.given})-SUM({self._left_out()}))" if self.scored.out else f"SUM({self.given})"
        ends = "".join(f"-SMALL({self.given},{place})-LARGE({self.given},{place})" for place in range(1, rule.trim + 1))
        return f"IF(COUNT({self.given})>{2 * rule.trim},SUM({self.given}){ends},SUM({self.given}))"

    def _final_sum(self) -> str:
        keys = ["official", *(f"part{place}" for place, _ in enumerate(self.content_parts()))]
        empty = ",".join(f'{self.c(key)}=""' for key in keys)
        terms = "+".join(
            f"ROUND({self.c(key)}*{scale},0)*{factor}"
            for key, (scale, factor) in zip(keys, self.scores.factors, strict=True)
        )
        return f'=IF(OR({empty}),"",{terms})'

    def content_parts(self) -> tuple[Fraction | None, ...]:
        return self.more.parts

    def official(self) -> dict[str, Cell]:
        """Give the official score: a formula, a value that says so by its colour, or nothing."""
        if self.scored.made is Made.FORMULA:
            units = self.c("own_units")
            formula = f'=IF({units}="","",{units}/{self.scores.unit})'
            return {"official": Cell(self.row.official, Look.RESULT, self.w.official, formula)}
        if self.scored.made is Made.VALUE:
            number = f'{self.w.official}"*"' if self.row.decided else self.w.official
            return {"official": Cell(self.row.official, Look.VALUE, number)}
        return {}

    def final(self) -> dict[str, Cell]:
        """Give the scores of other rounds and the final score."""
        found = {
            f"part{place}": Cell(value, Look.FIGURE, self._part_format(place))
            for place, value in enumerate(self.more.parts)
        }
        if not self.more.parts or self.more.final is None:
            return found
        if self.scored.final_made is Made.FORMULA:
            units = self.c("final_units")
            formula = f'=IF({units}="","",{units}/{self.scores.unit})'
            found["final"] = Cell(self.more.final, Look.RESULT, self.w.official, formula)
            return found | self.chain("final", self.scored.final, self.scored.final_made)
        return found | {"final": Cell(self.more.final, Look.VALUE, self.w.official)}

    def _part_format(self, place: int) -> str:
        scale = self.scores.factors[place + 1][0]
        return decimals_format(next((n for n in range(7) if 10**n % scale == 0), 6))

    def ranks(self, raw: int | None) -> dict[str, Cell]:
        """Give the place: by the number alone, then what a parted tie adds."""
        if self.more.ranked_by is None or self.row.place is None or raw is None:
            return {}
        result = "final" if self.more.parts else "official"
        ranked, found = result, {}
        if not by_rounded(self.scores.rule):
            ranked = "ranked"
            made = self.scored.final_made if self.more.parts else self.scored.made
            chain = "final" if self.more.parts else "own"
            if made is Made.FORMULA:
                formula = f'=IF({self.c(result)}="","",{self.c(f"{chain}_total")}/{self.c(f"{chain}_over")})'
                found["ranked"] = Cell(self.more.ranked_by, Look.WORK, self.w.middle, formula)
            else:
                found["ranked"] = Cell(self.more.ranked_by, Look.WORK, self.w.middle)
        own, down = self.c(ranked), self.columns.down(ranked, self.w.top, self.w.bottom)
        rank = f'IF(ISNUMBER({own}),RANK({own},{down},{int(self.scores.ascending)}),"")'
        number = f'"{_SUMMARY.fill("shared", place="@").partition("@")[0]}"0' if self.row.shared else "0"
        if not self.columns.has("raw"):
            return found | {"place": Cell(self.row.place, Look.RESULT, number, f"={rank}")}
        found["raw"] = Cell(raw, Look.FIGURE, "0", f"={rank}")
        if self.row.place != raw:
            found["parted"] = Cell(self.row.place - raw, Look.VALUE, '"+"0;"\u2212"0')
        added = f'=IF({self.c("raw")}="","",{self.c("raw")}+{self.c("parted")})'
        return found | {"place": Cell(self.row.place, Look.RESULT, number, added)}


def _mark_format(decimals: int, scale: int) -> str:
    """Give the format of a judge's total: the decimals of the paper, more where a total needs them."""
    needed = next((n for n in range(7) if 10**n % scale == 0), 6)
    base = decimals_format(decimals)
    return base if needed <= decimals else f"{base if decimals else base + '.'}{'#' * (needed - decimals)}"
