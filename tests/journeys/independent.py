"""A second way from the sealed files to the result, written from docs/ with the standard library alone.

It shares no code with the program. Ballots are read as text, manifests and decisions as JSON, the definition as TOML.
It knows what the shipped contest needs (means, half-up rounding, tiers on the spread, tie-breaks by criterion and by
decision, a cut of the first n, prizes by place) and stops at any rule that it does not know.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from tests.journeys.sealed_files import Paper, Table, read_ballot, read_signed_json


def settled(definition: Path, decisions: list[Table]) -> Table:
    """Read the definition and set in what was decided of its open points, the latest on each."""
    rules: Table = tomllib.loads(definition.read_text(encoding="utf-8"))
    for each in sorted(decisions, key=lambda one: int(one["number"])):
        if each["kind"] == "rule_point":
            _set(rules, each["about"][0].split("."), tomllib.loads(f"value = {each['value']}")["value"])
    return rules


def _set(place: Any, path: list[str], value: Any) -> None:
    for step in path[:-1]:
        if isinstance(place, dict):
            place = place[step]
        else:
            place = next((each for each in place if each.get("id") == step), None) or place[int(step) - 1]
    place[path[-1]] = value


def half_up(value: Fraction, decimals: int) -> Fraction:
    """Round a value that is not negative, halves upward."""
    scaled = value * 10**decimals
    whole, rest = divmod(scaled.numerator, scaled.denominator)
    return Fraction(whole + (2 * rest >= scaled.denominator), 10**decimals)


@dataclass
class Entry:
    """What one entry came to."""

    code: str
    totals: dict[int, Fraction]
    recused: list[int]
    criteria: dict[str, Fraction]
    exact: Fraction | None = None
    official: Fraction | None = None
    decision: int | None = None
    place: int = 0
    shared: bool = False

    @property
    def spread(self) -> Fraction:
        """Largest minus smallest total."""
        return max(self.totals.values()) - min(self.totals.values())


@dataclass
class Outcome:
    """What a round came to: entries by code, counted ballots by seat, shortlist, prizes, decimals of a total."""

    entries: dict[str, Entry]
    counted: dict[int, Paper]
    inside: list[str] | None
    prizes: list[tuple[str, str, str | None]]
    money: dict[str, int]
    decimals: int


class Round:
    """One round, worked out step by step."""

    def __init__(
        self, rules: Table, round_id: str, manifest: Table, papers: list[Paper], decisions: list[Table]
    ) -> None:
        """Take the round's files; ``decisions`` are all of the contest."""
        self.rules, self.id, self.manifest = rules, round_id, manifest
        self.round: Table = next(each for each in rules["rounds"] if each["id"] == round_id)
        mine = [each for each in decisions if each["round"] == round_id]
        self.decisions = sorted(mine, key=lambda each: int(each["number"]))
        self.counted = self._counted([each for each in papers if each.head["Vòng"] == round_id])
        parents = {each.get("parent") for each in self.round["rubric"]["criteria"]}
        self.leaves = [each for each in self.round["rubric"]["criteria"] if each["id"] not in parents]
        if any(each.get("kind", "points") not in ("points", "banded") for each in self.leaves):
            raise NotImplementedError("kinds of criteria")

    def _counted(self, papers: list[Paper]) -> dict[int, Paper]:
        """Give the one ballot of each seat that no later one replaces, or the one that people chose."""
        replaced = {each.head["Thay phiếu"] for each in papers}
        found: dict[int, Paper] = {}
        for seat in sorted({int(each.head["Ghế"]) for each in papers}):
            heads = [each for each in papers if int(each.head["Ghế"]) == seat and each.digest not in replaced]
            said = self._said("ballot", [str(seat)])
            if said is not None and set(said["among"]) == {each.digest for each in heads}:
                heads = [each for each in heads if each.digest == said["value"]]
            if len(heads) != 1:
                raise ValueError(f"{len(heads)} ballots of seat {seat}")
            found[seat] = heads[0]
        return found

    def _said(self, kind: str, about: list[str]) -> Table | None:
        """Give the last decision of a kind on a subject."""
        found = [each for each in self.decisions if each["kind"] == kind and each["about"] == about]
        return found[-1] if found else None

    def entries(self) -> dict[str, Entry]:
        """Add up the marks of every entry."""
        found = {}
        for each in self.manifest["entries"]:
            if each["withdrawn"]:
                continue
            lines = {s: self.counted[s].cells[each["code"]] for s in each["seats"] if s in self.counted}
            whole = {s: line for s, line in lines.items() if not {"R", "-"} & set(line.values())}
            totals = {
                s: sum((self._mark(line, leaf) for leaf in self.leaves), Fraction(0)) for s, line in whole.items()
            }
            recused = [s for s, line in lines.items() if "R" in line.values()]
            found[each["code"]] = Entry(each["code"], totals, recused, self._criteria(list(whole.values())))
        return found

    def _total(self, line: dict[str, str]) -> Fraction:
        return sum((self._mark(line, leaf) for leaf in self.leaves), Fraction(0))

    def _mark(self, line: dict[str, str], leaf: Table) -> Fraction:
        value = Fraction(line[leaf["id"]].replace(",", "."))
        if not 0 <= value <= leaf["maximum"] or (value / _step(leaf)).denominator != 1:
            raise ValueError(f"{leaf['id']}: {value}")
        bands = leaf.get("bands", [])
        if bands and not any(band["low"] <= value <= band["high"] for band in bands):
            raise ValueError(f"{leaf['id']}: {value} lies between two bands")
        return value

    def _criteria(self, lines: list[dict[str, str]]) -> dict[str, Fraction]:
        """Average every criterion; a group is the sum of what stands below it."""
        means = {
            leaf["id"]: sum((self._mark(line, leaf) for line in lines), Fraction(0)) / len(lines)
            for leaf in self.leaves
            if lines
        }
        for group in reversed(self.round["rubric"]["criteria"]):
            below = [each["id"] for each in self.round["rubric"]["criteria"] if each.get("parent") == group["id"]]
            if below and lines:
                means[group["id"]] = sum((means[each] for each in below), Fraction(0))
        return means

    def score(self, entry: Entry) -> None:
        """Set the official score: the mean, or what people decided where the judges lie apart."""
        rule = self.round["score"]
        if (rule["method"], rule["rounding"], rule["rank_on"]) != ("mean", "half_up", "rounded"):
            raise NotImplementedError("method")
        if self.action(entry) == "mean" and len(entry.totals) >= rule["minimum_ballots"]:
            entry.exact = sum(entry.totals.values(), Fraction(0)) / len(entry.totals)
            entry.official = half_up(entry.exact, rule["decimals"])
            return
        said = self._said("score", [entry.code])
        if said is None or set(said["among"]) != {self.counted[seat].digest for seat in entry.totals}:
            return
        entry.exact = entry.official = Fraction(said["value"])
        entry.decision = said["number"]

    def action(self, entry: Entry) -> str:
        """Give what the last tier that the spread reaches asks for."""
        rule = self.round["disagreement"]
        if rule == "none" or not entry.totals:
            return "mean"
        if rule["measure"] != "range":
            raise NotImplementedError(rule["measure"])
        spread, found = entry.spread, "mean"
        for tier in rule["tiers"]:
            bound = Fraction(str(tier["bound"]).replace(",", "."))
            if spread > bound or (tier["included"] and spread == bound):
                found = tier["action"]
        return found

    def place(self, entries: dict[str, Entry], earlier: dict[str, Fraction]) -> list[Entry]:
        """Number the places 1, 2, 2, 4 and give the entries in order."""
        scored = [each for each in entries.values() if each.official is not None]
        ordered: list[Entry] = []
        for official in sorted({each.official for each in scored if each.official is not None}, reverse=True):
            same = sorted((each for each in scored if each.official == official), key=lambda each: each.code)
            for group in self._part(same, self.round["ties"], earlier):
                for each in group:
                    each.place, each.shared = len(ordered) + 1, len(group) > 1
                ordered += group
        return ordered

    def _part(self, group: list[Entry], steps: list[Table], earlier: dict[str, Fraction]) -> list[list[Entry]]:
        if len(group) == 1:
            return [group]
        step = steps[0] if steps else {"kind": "vote"}
        if step["kind"] in ("vote", "office"):
            said = self._said("tie", [each.code for each in group])
            marked = {self.counted[seat].digest for each in group for seat in each.totals}
            if said is None or set(said["among"]) != marked:
                return [group]
            return [[next(each for each in group if each.code == code)] for code in said["value"].split()]
        figures = {each.code: self._figure(each, step, earlier) for each in group}
        parts: list[list[Entry]] = []
        ordered = sorted(group, key=lambda each: (-figures[each.code], each.code))
        for _, same in groupby(ordered, lambda each: figures[each.code]):
            parts += self._part(list(same), steps[1:], earlier)
        return parts

    def _figure(self, entry: Entry, step: Table, earlier: dict[str, Fraction]) -> Fraction:
        if step["kind"] == "criterion":
            return entry.criteria[step["ref"]]
        if step["kind"] == "earlier_round":
            return earlier[entry.code]
        raise NotImplementedError(step["kind"])

    def inside(self, ordered: list[Entry]) -> list[str] | None:
        """Give who goes on; None where the round has no cut."""
        cut = self.round.get("cut")
        if cut is None:
            return None
        if cut["kind"] != "top":
            raise NotImplementedError(cut["kind"])
        chosen = [each.code for each in ordered if each.place <= cut["count"]]
        if len(chosen) <= cut["count"]:
            return chosen
        said = self._said("cut", [self.id])
        if said is None:
            raise ValueError("a tie across the cut is open")
        return [each.code for each in ordered if each.code in said["value"].split()]

    def prizes(self, ordered: list[Entry]) -> tuple[list[tuple[str, str, str | None]], dict[str, int]]:
        """Give (table, prize, code) of every prize in order, and the money of each prize."""
        rows: list[tuple[str, str, str | None]] = []
        money: dict[str, int] = {}
        for table in self.rules.get("prize_tables", []):
            if table.get("round") == self.id:
                self._check_limits(table)
                rows += self._table(table, ordered)
                money |= {prize["id"]: prize["money"] for prize in table["prizes"]}
        return rows, money

    def _check_limits(self, table: Table) -> None:
        """Stop where a limit could bite: the mere order of places would then not be enough."""
        units = [unit for entry in self.manifest["entries"] for unit in entry["units"]]
        most = table.get("per_unit", "unlimited")
        bites = most != "unlimited" and any(units.count(unit) > most for unit in units)
        if bites or table.get("minimum", "none") != "none" or table.get("per_author", "unlimited") != "unlimited":
            raise NotImplementedError("limits of prizes")

    def _table(self, table: Table, ordered: list[Entry]) -> list[tuple[str, str, str | None]]:
        """Fill a table: first what people decided, then place by place."""
        decided: dict[str, list[str]] = {}
        for prize in table["prizes"]:
            said = self._said("prize", [table["id"], prize["id"]])
            if said is not None:
                decided[prize["id"]] = [] if said["value"] == "vacant" else said["value"].split()
        taken = {code for codes in decided.values() for code in codes}
        rest = [each for each in ordered if each.code not in taken]
        slots = [prize["id"] for prize in table["prizes"] for _ in range(prize["count"]) if prize["id"] not in decided]
        for at, (first, second) in enumerate(pairwise(rest[: len(slots) + 1])):
            if first.place == second.place and slots[at : at + 2] != [slots[at]] * 2:
                raise ValueError("a tie between prizes is open")
        given: dict[str, list[str]] = {prize: list(codes) for prize, codes in decided.items()}
        for prize, entry in zip(slots, rest, strict=False):
            given.setdefault(prize, []).append(entry.code)
        return [
            (table["id"], prize["id"], code)
            for prize in table["prizes"]
            for code in [*given.get(prize["id"], []), *[None] * prize["count"]][: prize["count"]]
        ]


def _step(leaf: Table) -> Fraction:
    return Fraction(str(leaf.get("step", 1)).replace(",", "."))


def recompute(folder: Path, definition: Path, decisions_file: Path) -> dict[str, Outcome]:
    """Work every round of a contest folder out from its sealed files alone.

    The folder's own file is never opened: only ``ballots/``, ``packages/``, the decisions and the definition are read.
    """
    decisions = read_signed_json(decisions_file)["decisions"]
    rules = settled(definition, decisions)
    papers = [read_ballot(path) for path in sorted((folder / "ballots").glob("*.jdballot"))]
    manifests = [read_signed_json(path) for path in sorted((folder / "packages").glob("*.jdpack"))]
    found: dict[str, Outcome] = {}
    scores: dict[str, Fraction] = {}
    for number, each in enumerate(rules["rounds"]):
        mine = [manifest for manifest in manifests if manifest["round"] == each["id"]]
        if not mine:
            break
        if number and {name: Fraction(value) for name, value in each["combination"].items()} != {each["id"]: 1}:
            raise NotImplementedError("combination")
        newest = max(mine, key=lambda manifest: int(manifest["version"]))
        earlier = {e["code"]: scores[e["earlier"]] for e in newest["entries"] if e["earlier"] in scores}
        found[each["id"]] = _outcome(Round(rules, each["id"], newest, papers, decisions), earlier)
        entries = found[each["id"]].entries.values()
        scores = {entry.code: entry.official for entry in entries if entry.official is not None}
    return found


def _outcome(round_: Round, earlier: dict[str, Fraction]) -> Outcome:
    entries = round_.entries()
    for entry in entries.values():
        round_.score(entry)
    ordered = round_.place(entries, earlier)
    rows, money = round_.prizes(ordered)
    whole = all(_step(leaf).denominator == 1 for leaf in round_.leaves)
    return Outcome(entries, round_.counted, round_.inside(ordered), rows, money, 0 if whole else 1)
