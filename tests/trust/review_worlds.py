"""Random contests of reviews: rules as raw tables, the same rules as a file, sheets, scores of a round, people's words.

Small numbers on purpose: ties, blanks, namesakes, bounds that are met exactly. What comes out is legal by the program's
own checks, or it is thrown away and counted.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, Final

from judge_desk.contest.reviewing.outcome import RoundScores
from judge_desk.contest.reviewing.sheets import FigureSheet
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import Digest, EntryCode, RoundId

Raw = dict[str, Any]
BLOCKS: Final = ("Sở", "Huyện")
NAMES: Final = ("Nguyễn Văn An", "Trần Thị Bình", "NGUYỄN VĂN AN", "Lê Cường", "Phạm-Dung", "Phạm Dung")
HEAD: Final[Raw] = {"superior": "UBND", "organiser": "BAN", "jury": "BGK", "place": "Thử"}
ROUND: Final[Raw] = {
    "id": "vong",
    "title": "Vòng",
    "blind": False,
    "ties": [],
    "disagreement": "none",
    "panel": {"spread": "all", "least_judges": 1},
    "rubric": {"maximum": 10, "sample": True, "criteria": [{"id": "1", "title": "A", "maximum": 10}]},
}


@dataclass(frozen=True)
class World:
    """One contest.

    Attributes:
        text: its rules as a file.
        sheets: of figures, superseded ones too; scores: of its round; barred: people, as compared.
        names: of the units of the round's entries, as they are written there.
        smaller: whether the smaller score of the round is better.
    """

    text: str
    sheets: tuple[FigureSheet, ...]
    scores: tuple[RoundScores, ...]
    names: Mapping[EntryCode, tuple[str, ...]]
    barred: frozenset[tuple[str, str]]
    smaller: bool


def toml(value: Any) -> str:
    """Write a value as TOML on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


class Maker:
    """Makes one contest from a seed."""

    def __init__(self, seed: str) -> None:
        """Begin."""
        self.dice = Random(seed)
        self.points: list[str] = []
        self.with_key = self.some(0.6)
        self.coded = self.some(0.6)
        self.weeks = [f"t{at}" for at in range(1, self.dice.randint(1, 3) + 1)]
        self.years = [f"n{at}" for at in range(1, self.dice.randint(1, 4) + 1)]
        self.smaller = self.some(0.2)

    def some(self, share: float) -> bool:
        """Say yes in a share of the cases."""
        return self.dice.random() < share

    def open_or(self, key: str, value: Any, share: float = 0.04) -> Any:
        """Give a value, or leave the point open now and then."""
        if not self.some(share):
            return value
        self.points.append(key)
        return "undecided"

    def world(self) -> World:
        """Make everything."""
        parts = self.parts()
        reviews: list[Raw] = []
        tables: list[Raw] = []
        for at in range(self.dice.choice((1, 1, 2, 2, 3))):
            reviews.append(self.review(at, reviews, tables))
            tables += self.tables(reviews[-1], reviews, tables)
        score = {"method": "sum_of_places" if self.smaller else "mean", "decimals": 2, "rounding": "half_up"}
        score |= {"rank_on": "rounded", "minimum_ballots": 1, "sample": True}
        raw: Raw = {"format": 1, "id": "thu", "version": 1, "title": "Thử", "short_title": "Thử", "plan": "KH"}
        raw |= {"barred": ["jury"], "fields": [{"id": "chung", "title": "Chung"}]}
        raw |= {"entrants": [{"id": "ca-nhan", "title": "Cá nhân", "most_people": 3}], "head": HEAD}
        raw |= {"rounds": [{**ROUND, "score": score}], "measured": parts, "reviews": reviews, "prize_tables": tables}
        raw["undecided"] = [
            {"key": key, "code": f"H{at}", "question": "?", "source": "?"} for at, key in enumerate(self.points)
        ]
        text = "".join(f"{key} = {toml(value)}\n" for key, value in raw.items())
        sheets = self.sheets()
        scores = self.scores()
        names = {code: self.homes() for each in scores for code in each.official}
        return World(text, sheets, scores, names, self.barred(), self.smaller)

    # --- figures ---------------------------------------------------------------------------------------------------

    def parts(self) -> list[Raw]:
        """Make the measured parts: the roster, figures of units by year, papers of people by week."""
        self.units = [f"D{at}" if self.coded else f"DV-{at:02d}" for at in range(1, self.dice.randint(2, 7) + 1)]
        roster = [("ten", "unit"), ("khac", "aliases"), ("khoi", "text"), ("co", "flag"), ("so", "whole")]
        roster += [("ma", "key")] if self.coded else []
        people = [("dv", "unit"), ("ho-ten", "person"), ("dien", "text"), ("lan", "text"), ("diem", "number")]
        people += [("giay", "time")] + ([("so-hieu", "key")] if self.with_key else [])
        other = [("dv", "unit"), ("ho-ten", "person"), ("phieu", "number")]
        other += [("so-hieu", "key")] if self.some(0.5) else []
        self.columns = {
            "don-vi": self.shuffled(roster),
            "chi-so": self.shuffled([("dv", "unit"), ("a", "number"), ("b", "whole")]),
            "bai": self.shuffled(people),
            "khac": self.shuffled(other),
        }
        periods = {"don-vi": [], "chi-so": self.years, "bai": self.weeks, "khac": []}
        if self.some(0.3):
            self.years.clear()
        pers = {"don-vi": "unit", "chi-so": "unit", "bai": "person", "khac": "person"}
        return [self.part(name, per, periods[name]) for name, per in pers.items()]

    def shuffled(self, columns: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Put columns in another order."""
        return self.dice.sample(columns, len(columns))

    def part(self, name: str, per: str, periods: list[str]) -> Raw:
        """Make one part."""
        columns = []
        for column, kind in self.columns[name]:
            most = {"a": 10, "diem": 4}.get(column)
            columns.append({"id": column, "title": column, "kind": kind, **({"most": most} if most else {})})
        made: Raw = {"id": name, "title": name, "per": per, "closed_by": "Sở", "columns": columns}
        made |= {"roster": True} if name == "don-vi" else {}
        return made | ({"periods": [{"id": each, "title": each} for each in periods]} if periods else {})

    def sheets(self) -> tuple[FigureSheet, ...]:
        """Make the sheets, one of them now and then replaced, taken away or not there."""
        slots = [("don-vi", ""), ("khac", "")]
        slots += [("chi-so", each) for each in self.years or [""]] + [("bai", each) for each in self.weeks]
        made: list[FigureSheet] = []
        for part, period in slots:
            times = 2 if self.some(0.1) else 0 if self.some(0.03) else 1
            for again in range(times):
                gone = again == 1 and part != "don-vi" and self.some(0.3)
                made.append(self.sheet(len(made) + 1, part, period, gone))
        return tuple(made)

    def sheet(self, number: int, part: str, period: str, gone: bool) -> FigureSheet:
        """Make one sheet."""
        names = [] if gone else [column for column, _ in self.columns[part]]
        names = self.dice.sample(names, len(names)) if self.some(0.2) else names  # taken in under older rules
        if part == "don-vi" and not self.coded and names:
            names.append("#")
        lines = [] if gone else self.lines(part)
        rows = tuple(sorted(tuple(line.get(name, "") for name in names) for line in lines))
        columns = tuple(names)
        return FigureSheet(number, part, period, columns, rows, "x", Digest(""), columns, "Sở", "2025-01-01", "", "")

    def lines(self, part: str) -> list[dict[str, str]]:
        """Make the rows of a sheet as cells by column."""
        if part == "don-vi":
            return [self.unit(code) for code in self.units]
        if part == "chi-so":
            units = [each for each in self.units if not self.some(0.08)]
            units += [self.dice.choice(self.units)] if self.some(0.05) else []
            return [{"dv": each, "a": self.mark(10), "b": self.mark(3)} for each in units]
        return [self.paper() for _ in range(self.dice.randint(1, 10))]

    def unit(self, code: str) -> dict[str, str]:
        """Make a unit."""
        block = "" if self.some(0.02) else self.dice.choice(BLOCKS)
        cells = {"ma": code, "#": code, "ten": f"Đơn vị {code}", "khac": f"Đv {code}; Số {code}", "khoi": block}
        return cells | {"co": self.dice.choice("01"), "so": str(self.dice.randint(0, 4))}

    def mark(self, most: int) -> str:
        """Make a cell of numbers, now and then a blank one."""
        if self.some(0.1):
            return ""
        return self.dice.choice((str(self.dice.randint(0, most)), f"{self.dice.randint(0, most - 1)}.5"))

    def paper(self) -> dict[str, str]:
        """Make one row about a person."""
        unit = "LA" if self.some(0.01) else self.dice.choice([*self.units, *self.units, ""])
        turn = self.dice.choice((str(self.dice.randint(1, 3)), f"{self.dice.randint(8, 11)}/6/2023 7:30", ""))
        cells = {"dv": unit, "ho-ten": self.dice.choice(NAMES), "so-hieu": self.dice.choice(("", "1", "2"))}
        cells |= {"dien": self.dice.choice(("trong", "ngoài")), "lan": turn, "diem": self.mark(4)}
        return cells | {"giay": str(self.dice.randint(50, 53)), "phieu": self.mark(2)}

    def scores(self) -> tuple[RoundScores, ...]:
        """Make what comes of the round; now and then it is not there, open, or its codes are closed."""
        if self.some(0.05):
            return ()
        codes = [EntryCode(f"{at:03d}-0") for at in range(self.dice.randint(1, 8))]
        official = {code: Fraction(self.dice.randint(0, 6), 2) for code in codes}
        authors = {code: tuple(fold(self.dice.choice(NAMES)) for _ in range(self.dice.randint(1, 2))) for code in codes}
        digests = tuple(Digest(f"{at:064x}") for at in range(2))
        final, named = not self.some(0.06), not self.some(0.03)
        return (RoundScores(RoundId("vong"), final, official, {}, (), digests, named, authors),)

    def homes(self) -> tuple[str, ...]:
        """Name the units of an entry, by whatever name."""
        if self.some(0.05):
            return ()
        names = [form.format(each) for each in self.units for form in ("Đơn vị {}", "đv {}", "SỐ {}")]
        return ("Lạ",) if self.some(0.005) else tuple(self.dice.choices(names, k=self.dice.choice((1, 1, 1, 2))))

    def barred(self) -> frozenset[tuple[str, str]]:
        """Choose people whom the rules bar."""
        units = [fold(f"Đơn vị {each}") for each in self.units] + [fold(f"Đv {self.units[0]}"), ""]
        count = self.dice.choice((0, 0, 1, 2))
        return frozenset((fold(self.dice.choice(NAMES)), self.dice.choice(units)) for _ in range(count))

    # --- rules -----------------------------------------------------------------------------------------------------

    def review(self, at: int, before: Sequence[Raw], tables: Sequence[Raw]) -> Raw:
        """Make one review."""
        persons = self.some(0.45)
        made: Raw = {"id": f"xet-{at}", "title": f"Xét {at}", "subjects": "person" if persons else "unit"}
        made |= {"council": "Hội đồng", "sample": True}
        if persons:
            made["part"] = self.dice.choice(("bai", "bai", "khac"))
            if made["part"] == "bai" and self.some(0.5):
                made["periods"] = self.dice.sample(self.weeks, self.dice.randint(1, len(self.weeks)))
        alike = {each["id"] for each in before if each["subjects"] == made["subjects"]}
        earlier = [each["id"] for each in tables if each["review"] in alike]
        measures: list[Raw] = []
        for number in range(self.dice.randint(1, 8)):
            measures.append(self.measure(made, f"m{number}", [each["id"] for each in measures], earlier))
        made["measures"] = measures
        made["gates"] = [self.gate(made, number) for number in range(self.dice.randint(0, 3))]
        made["order"] = self.open_or(f"reviews.{made['id']}.order", self.order([each["id"] for each in measures]))
        return made

    def measure(self, review: Raw, name: str, before: Sequence[str], earlier: Sequence[str]) -> Raw:
        """Make one measure; those that are made of others need some before them."""
        takes = ["column", "column", "rows", "rows", "round", "round", "rows_at_most"] + (
            ["prize"] * 2 if earlier else []
        )
        takes += ["points", "scaled", "sum", "weighted", "place", "group"] if before else []
        takes += ["ratio", "distance"] if len(before) > 1 else []
        take = self.dice.choice(takes)
        made: Raw = {"id": name, "title": name, "take": take}
        key = f"reviews.{review['id']}.measures.{name}"
        made |= getattr(self, f"_{take}")(review, key, before, earlier)
        if take in ("column", "rows", "round", "sum", "weighted") and self.some(0.7):
            made["missing"] = self.open_or(f"{key}.missing", self.dice.choice(("lacks", "leave_out", "zero", "lacks")))
        made |= {"decimals": self.dice.randint(0, 2)} if self.some(0.25) else {}
        return made | ({"when": self.dice.choice(("khoi:Sở", "co:1", "khoi:Huyện"))} if self.some(0.12) else {})

    def _column(self, review: Raw, key: str, before: Sequence[str], earlier: Sequence[str]) -> Raw:
        own = review.get("part", "")
        if own and self.some(0.7):
            column = self.dice.choice(("diem", "giay")) if own == "bai" else "phieu"
            count = len(review.get("periods", self.weeks)) if own == "bai" else 1
            return {"column": column, **self.over_periods(key, count, column), **self.attempts(key, own)}
        if self.some(0.3):
            return {"part": "don-vi", "column": "so"}
        some_years = self.years if self.some(0.4) else []
        periods = self.dice.sample(some_years, self.dice.randint(1, len(some_years))) if some_years else []
        column, count = self.dice.choice("ab"), len(periods or self.years or [""])
        made: Raw = {"part": "chi-so", "column": column, **self.over_periods(key, count, column)}
        return made | ({"periods": periods} if periods else {})

    def over_periods(self, key: str, count: int, column: str) -> Raw:
        """Choose how several periods become one figure."""
        if count == 1:
            return {"over": self.dice.choice(("mean", "latest"))} if self.some(0.1) else {}
        ways = ["mean", "sum", "least", "most", "latest", "rise", "last_rise", "not_rising"]
        ways += ["not_rising_below_full"] if column in ("a", "diem") else []
        return {"over": self.open_or(f"{key}.over", self.dice.choice(ways))}

    def attempts(self, key: str, part: str) -> Raw:
        """Choose which of several rows of a person count."""
        if self.some(0.3):
            return {}
        kind = self.dice.choice(("best", "first", "last"))
        by = ("lan", "diem") if part == "bai" else ("phieu",)
        made: Raw = {"attempts": self.open_or(f"{key}.attempts", kind)}
        if kind != "best" or self.some(0.4):
            made["attempt_by"] = self.dice.choice(by)
        return made

    def _rows(self, review: Raw, key: str, before: Sequence[str], earlier: Sequence[str]) -> Raw:
        part = self.dice.choice(("bai", "bai", "khac"))
        ways = ["papers", "papers_mean", "persons", "persons_mean", "mean", "sum", "zeros", "share_from"]
        ways += ["mean_share", "share_full"] if part == "bai" else []
        over = self.dice.choice(ways)
        made: Raw = {"part": part, "over": over}
        if over not in ("papers", "papers_mean", "persons", "persons_mean") or self.some(0.2):
            made["column"] = "diem" if part == "bai" else "phieu"
        if over == "share_from":
            made["bound"] = self.open_or(f"{key}.bound", self.dice.randint(0, 3))
        if part == "bai" and self.some(0.4):
            made["periods"] = self.dice.sample(self.weeks, self.dice.randint(1, len(self.weeks)))
        return made | (self.attempts(key, part) if self.some(0.5) else {})

    def _rows_at_most(self, review: Raw, key: str, before: Sequence[str], earlier: Sequence[str]) -> Raw:
        return {"part": "bai", "column": "diem", **(self.attempts(key, "bai") if self.some(0.4) else {})}

    def _round(self, review: Raw, key: str, before: Sequence[str], earlier: Sequence[str]) -> Raw:
        over = self.dice.choice(("only", "best", "mean", "sum", "papers"))
        return {"round": "vong", "over": self.open_or(f"{key}.over", over)}

    def _prize(self, review: Raw, key: str, before: Sequence[str], earlier: Sequence[str]) -> Raw:
        return {"table": self.dice.choice(earlier)}

    def _ratio(self, review: Raw, key: str, before: Sequence[str], earlier: Sequence[str]) -> Raw:
        return {"of": self.dice.sample(before, 2)}

    _distance = _ratio

    def _points(self, review: Raw, key: str, before: Sequence[str], earlier: Sequence[str]) -> Raw:
        name = self.dice.choice(("share_of_best", "rate_against_target", "linear", "as_given"))
        formula: Raw = {"name": name, "points": self.dice.choice((4, 10, 20))}
        formula |= {"target": self.dice.randint(1, 5)} if name == "rate_against_target" else {}
        formula |= {"decimals": self.dice.randint(0, 2)} if self.some(0.3) else {}
        return {"of": [self.dice.choice(before)], "formula": self.open_or(f"{key}.formula", formula)}

    def _scaled(self, review: Raw, key: str, before: Sequence[str], earlier: Sequence[str]) -> Raw:
        return {"of": [self.dice.choice(before)], "to": self.dice.choice((10, "0,5")), "most": self.dice.choice((4, 3))}

    def _sum(self, review: Raw, key: str, before: Sequence[str], earlier: Sequence[str]) -> Raw:
        return {"of": self.dice.sample(before, self.dice.randint(1, min(3, len(before))))}

    def _weighted(self, review: Raw, key: str, before: Sequence[str], earlier: Sequence[str]) -> Raw:
        of = self.dice.sample(before, self.dice.randint(1, min(3, len(before))))
        return {"of": of, "weights": self.open_or(f"{key}.weights", self.shares(len(of)))}

    def shares(self, count: int) -> list[Any]:
        """Make shares that are 1 together."""
        two: list[Any] = self.dice.choice((["0,4", "0,6"], ["1/3", "2/3"]))
        return [1] if count == 1 else two if count == 2 else ["0,5", "0,25", "0,25"]

    def _place(self, review: Raw, key: str, before: Sequence[str], earlier: Sequence[str]) -> Raw:
        return {"of": [self.dice.choice(before)]}

    def _group(self, review: Raw, key: str, before: Sequence[str], earlier: Sequence[str]) -> Raw:
        bounds = sorted(self.dice.sample(range(8), 3), reverse=True)
        levels = []
        for number, bound in enumerate(bounds, 1):
            included = self.open_or(f"{key}.levels.{number}.included", self.some(0.7), 0.08)
            levels.append({"number": number, "title": f"Nhóm {number}", "bound": bound, "included": included})
        if self.some(0.8):
            levels[-1] |= {"bound": 0, "included": True} if bounds[1] > 0 else {}
        return {"of": [self.dice.choice(before)], "levels": levels}

    def gate(self, review: Raw, number: int) -> Raw:
        """Make one gate."""
        tests = ["at_least", "at_least", "above", "at_most", "below", "equals", "present", "top", "council", "council"]
        test = self.dice.choice(tests + (["not_barred"] * 3 if review["subjects"] == "person" else []))
        key = f"reviews.{review['id']}.gates.g{number}"
        made: Raw = {"id": f"g{number}", "title": f"G{number}", "reason": f"LY_DO_{number % 2}", "test": test}
        if test not in ("council", "not_barred"):
            made["measure"] = self.dice.choice(review["measures"])["id"]
        if test not in ("council", "not_barred", "present"):
            low = 1 if test == "top" else 0
            made["bound"] = self.open_or(f"{key}.bound", self.dice.randint(low, 4))
        if test == "top" and self.some(0.6):
            made["tie"] = self.open_or(f"{key}.tie", self.dice.choice(("ask", "all_in", "all_out")))
        if self.some(0.1):
            made["used"] = self.open_or(f"{key}.used", self.some(0.5), 0.5)
        return made | ({"when": self.dice.choice(("khoi:Sở", "co:0"))} if self.some(0.12) else {})

    def order(self, measures: Sequence[str]) -> Raw:
        """Make an order."""
        policy = self.dice.choice(("in_turn", "in_turn", "in_turn", "weighted", "rank_sum", "product", "council"))
        if policy == "council":
            return {"policy": policy}
        by = self.dice.sample(list(measures), self.dice.randint(1, min(3, len(measures))))
        shares = {"weights": self.shares(len(by))} if policy == "weighted" else {}
        signed = [f"-{each}" if policy != "product" and self.some(0.25) else each for each in by]
        return {"policy": policy, "by": signed, **shares}

    def tables(self, review: Raw, reviews: Sequence[Raw], before: Sequence[Raw]) -> list[Raw]:
        """Make the prize tables of a review."""
        made: list[Raw] = []
        for _ in range(self.dice.choice((0, 1, 1, 1, 2, 2))):
            made.append(self.table(f"b{len(before) + len(made)}", review, reviews, [*before, *made]))
        return made

    def table(self, name: str, review: Raw, reviews: Sequence[Raw], before: Sequence[Raw]) -> Raw:
        """Make one prize table."""
        prizes = [{"id": f"p{at}", "title": f"P{at}", "count": self.dice.randint(1, 3)} for at in range(1, 3)]
        made: Raw = {"id": name, "title": name, "review": review["id"], "prizes": prizes[: self.dice.randint(1, 2)]}
        key = f"prize_tables.{name}"
        made |= {"minimum": self.open_or(f"{key}.minimum", self.dice.randint(0, 3))} if self.some(0.2) else {}
        made |= {"per_unit": self.open_or(f"{key}.per_unit", self.dice.randint(1, 2))} if self.some(0.25) else {}
        made |= {"per_author": self.open_or(f"{key}.per_author", 1)} if self.some(0.08) else {}
        made |= {"vacancy": False} if self.some(0.15) else {}
        made |= {"sharing": True} if self.some(0.15) else {}
        alike = {each["id"] for each in reviews if each["subjects"] == review["subjects"]}
        others = [each["id"] for each in before if each["review"] in alike]
        texts = ["is:khoi:Sở", "is:khoi:Huyện", "is:co:1"]
        texts += [f"meets:{each['id']}" for each in review["gates"]]
        texts += [f"{kind}:{each}" for each in others for kind in ("not_in", "no_prize_in")] * 2
        chosen = [each for each in dict.fromkeys(texts) if self.some(0.2)]
        return made | ({"filters": chosen} if chosen else {})
