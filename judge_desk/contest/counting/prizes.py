"""Prizes: tables filled from places, in order; caps, minimum, vacancy, and what people decide.

The rules propose, a recorded decision may change a prize within the rules. A tie across two prizes, or across the
last one, is a question. A point that the rules leave open is asked only where it would change this very outcome.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from typing import Final

from judge_desk.contest.counting.outcome import EntryFacts, Failures, explain, reaches
from judge_desk.contest.counting.ranking import Place, Ranking, open_tie
from judge_desk.contest.rulebook.rules import Prize, PrizeTable, Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind, latest
from judge_desk.contest.values.facts import listed, number
from judge_desk.contest.values.identity import EntryCode
from judge_desk.contest.values.problems import Findings, Problem, Severity

VACANT: Final = "vacant"


class AwardState(StrEnum):
    """Given to an entry; left vacant; waiting for an answer."""

    GIVEN = "given"
    VACANT = "vacant"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Award:
    """One prize of a table: who gets it, from which place, by which decision (None: the rules)."""

    table: str
    prize: str
    state: AwardState
    code: EntryCode | None = None
    place: Place | None = None
    decision: int | None = None


@dataclass(frozen=True, slots=True)
class PassedOver:
    """An entry that gets no prize of the table for a reason other than its place.

    ``reason`` is ``entrants``, ``gate``, ``filter``, ``minimum``, ``per_unit`` or ``per_author``;
    ``detail`` says which.
    """

    code: EntryCode
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Special:
    """A recommendation for an outstanding entry, decided by hand: the text, and the decision's number."""

    code: EntryCode
    text: str
    decision: int


@dataclass(frozen=True, slots=True)
class Awards:
    """One table filled as far as rules and decisions say.

    Attributes:
        table: its id.
        rows: in the order of the prizes.
        passed_over: who gets nothing for a reason other than the place.
        specials: recommendations for outstanding entries.
        questions, notes: what stops it; what the minutes list.
        considered: every entry that may have a prize of the table, in order of places.
    """

    table: str
    rows: tuple[Award, ...]
    passed_over: tuple[PassedOver, ...] = ()
    specials: tuple[Special, ...] = ()
    questions: Findings = ()
    notes: Findings = ()
    considered: tuple[EntryCode, ...] = ()


def award(
    table: PrizeTable,
    ranking: Ranking,
    entries: Mapping[EntryCode, EntryFacts],
    decisions: tuple[Decision, ...],
    failures: Failures | None = None,
    met: Mapping[str, frozenset[EntryCode]] | None = None,
    ascending: bool = False,
) -> Awards:
    """Fill a table from a ranking.

    ``decisions`` must be those of the round; ``failures`` are entries that fail a gate; ``met`` says for each filter of
    the table which entries meet it; ``ascending`` where the smaller score is better.

    Raises:
        KeyError: an entry of the ranking has no facts.
    """
    filling = _Filling(table, entries)
    able = [place for place in ranking.places if filling.able(place, failures or {}, met or {}, ascending)]
    filling.unknown_filters(met or {})
    filling.take_decided(able, decisions)
    filling.fill(able, ranking)
    filling.ask_undecided()
    filling.ask_order()
    filling.record_specials(ranking, decisions)
    order = {prize.id: at for at, prize in enumerate(table.prizes)}
    rows = sorted(filling.rows, key=lambda row: order[row.prize])
    return Awards(
        table.id,
        tuple(rows),
        tuple(filling.passed_over),
        tuple(filling.specials),
        tuple(filling.questions),
        tuple(filling.notes),
        tuple(place.code for place in able),
    )


@dataclass(slots=True)
class _Filling:
    """One table while it is being filled; lives inside :func:`award` only."""

    table: PrizeTable
    entries: Mapping[EntryCode, EntryFacts]
    rows: list[Award] = field(default_factory=list)
    passed_over: list[PassedOver] = field(default_factory=list)
    specials: list[Special] = field(default_factory=list)
    questions: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    decided: set[str] = field(default_factory=set)
    winners: list[Place] = field(default_factory=list)
    """Everyone who has a prize, or will have one of those that are open."""

    def ask(self, code: str, **facts: str | int) -> None:
        """Add a question about the table."""
        self.questions.append(Problem(code, Severity.ASK, self.table.title, facts))

    def note(self, code: str, **facts: str | int) -> None:
        """Add a note about the table."""
        self.notes.append(Problem(code, Severity.NOTE, self.table.title, facts))

    def able(self, place: Place, failures: Failures, met: Mapping[str, frozenset[EntryCode]], ascending: bool) -> bool:
        """Say whether an entry may have a prize of this table at all; if not, list why."""
        table, code = self.table, place.code
        if table.entrants and self.entries[code].kind not in table.entrants:
            self.passed_over.append(PassedOver(code, "entrants", self.entries[code].kind))
        elif code in failures:
            self.passed_over.append(PassedOver(code, "gate", listed(each.criterion for each in failures[code])))
        elif unmet := [name for name in table.filters if name in met and code not in met[name]]:
            self.passed_over.append(PassedOver(code, "filter", listed(unmet)))
        elif isinstance(table.minimum, Fraction) and not reaches(place.official, table.minimum, ascending):
            self.passed_over.append(PassedOver(code, "minimum", number(table.minimum)))
        else:
            return True
        return False

    def unknown_filters(self, met: Mapping[str, frozenset[EntryCode]]) -> None:
        """Ask about conditions on other parts for which nobody brought the data."""
        for name in self.table.filters:
            if name not in met:
                self.ask("prize.filter_unknown", filter=name)

    def take_decided(self, able: list[Place], decisions: tuple[Decision, ...]) -> None:
        """Enter the prizes that people decided, as far as the rules allow it."""
        places = {place.code: place for place in able}
        for prize in self.table.prizes:
            decision = latest(decisions, DecisionKind.PRIZE, self.table.id, prize.id)
            if decision is None:
                continue
            codes = [] if decision.value == VACANT else [EntryCode(code) for code in decision.value.split()]
            fault = self._fault(prize, codes, decision.value, places)
            facts: dict[str, str | int] = {"number": decision.number, "prize": prize.title, "value": decision.value}
            if fault:
                self.note(f"prize.decision_{fault}", count=prize.count, **facts)
                continue
            self.note("prize.decided_vacant" if not codes else "prize.decided", **facts)
            self.decided.add(prize.id)
            self._enter(prize, [places[code] for code in codes], decision.number)
            self._leave_vacant(prize, prize.count - len(codes), decision.number)

    def _fault(self, prize: Prize, codes: list[EntryCode], value: str, places: Mapping[EntryCode, Place]) -> str:
        """Name what forbids a decision: unable, twice, too_many, over_cap; empty if nothing."""
        taken = {row.code for row in self.rows if row.code is not None}
        if (not codes and value != VACANT) or any(code not in places for code in codes):
            return "unable"
        if len(set(codes)) != len(codes) or taken & set(codes):
            return "twice"
        if len(codes) > prize.count and not self.table.sharing:
            return "too_many"
        if not codes and not self.table.vacancy:
            return "no_vacancy"
        return "over_cap" if self._over_cap([places[code] for code in codes]) else ""

    def fill(self, able: list[Place], ranking: Ranking) -> None:
        """Give the prizes that nobody decided to the places in order."""
        taken = {row.code for row in self.rows}
        slots = [prize for prize in self.table.prizes if prize.id not in self.decided for _ in range(prize.count)]
        rest = [place for place in able if place.code not in taken]
        for _, same in groupby(rest, key=lambda place: place.number):
            if not slots:
                break
            group = self._within_caps(list(same))
            if len(group) > 1 and self._over_cap(group):
                self.ask("prize.cap_tie", codes=listed(p.code for p in group), prize=slots[0].title)
                self.winners += group
                self._open(slots)
                return
            reached, slots = slots[: len(group)], slots[len(group) :]
            self._give(group, reached, ranking)
        for prize, same_prize in groupby(slots):
            self._leave_vacant(prize, len(list(same_prize)), None)

    def _give(self, group: list[Place], slots: list[Prize], ranking: Ranking) -> None:
        if len(group) > 1 and (len(slots) < len(group) or len({prize.id for prize in slots}) > 1):
            names = listed(dict.fromkeys(prize.title for prize in slots))
            code = "prize.tie_sharing" if self.table.sharing else "prize.tie"
            tied = tuple(place.code for place in group)
            self.ask(code, codes=listed(tied), place=group[0].number, prizes=names, free=len(slots))
            self.notes += explain(open_tie(ranking, tied))
            self._open(slots)
            self.winners += group
            return
        for place, prize in zip(group, slots, strict=True):
            self._enter(prize, [place], None)

    def _enter(self, prize: Prize, places: list[Place], decision: int | None) -> None:
        self.winners += places
        self.rows += [Award(self.table.id, prize.id, AwardState.GIVEN, p.code, p, decision) for p in places]

    def _open(self, slots: Iterable[Prize]) -> None:
        self.rows += [Award(self.table.id, prize.id, AwardState.OPEN) for prize in slots]

    def _leave_vacant(self, prize: Prize, count: int, decision: int | None) -> None:
        if count <= 0:
            return
        if decision is None and not self.table.vacancy:
            self.ask("prize.nobody_left", prize=prize.title, count=count)
            self._open([prize] * count)
            return
        if decision is None:
            self.note("prize.vacant", prize=prize.title, count=count)
        self.rows += [Award(self.table.id, prize.id, AwardState.VACANT, decision=decision)] * count

    def _counts(self, places: Iterable[Place]) -> tuple[Counter[str], Counter[str]]:
        facts = [self.entries[place.code] for place in places]
        units = Counter(unit for each in facts for unit in set(each.units))
        return units, Counter(author for each in facts for author in set(each.authors))

    def _over_cap(self, places: list[Place]) -> str:
        """Name the cap that would be exceeded if all of these won as well; empty if none."""
        units, authors = self._counts([*self.winners, *places])
        own_units, own_authors = self._counts(places)
        caps = (
            ("per_unit", self.table.per_unit, units, own_units),
            ("per_author", self.table.per_author, authors, own_authors),
        )
        for name, cap, counts, own in caps:
            if isinstance(cap, int) and any(counts[each] > cap for each in own):
                return name
        return ""

    def _within_caps(self, group: list[Place]) -> list[Place]:
        kept: list[Place] = []
        for place in group:
            cap = self._over_cap([place])
            if cap:
                self.passed_over.append(PassedOver(place.code, cap))
            else:
                kept.append(place)
        return kept

    def ask_undecided(self) -> None:
        """Ask about minimum and caps that the rules leave open, where they would change who wins."""
        units, authors = self._counts(self.winners)
        for name, cap, counts in (
            ("per_unit", self.table.per_unit, units),
            ("per_author", self.table.per_author, authors),
        ):
            if not isinstance(cap, Undecided):
                continue
            several = listed(sorted(each for each in counts if counts[each] > 1))
            facts = {"point": cap.code or cap.key, "point_key": cap.key}
            if several:
                self.ask(f"prize.{name}_undecided", several=several, **facts)
            else:
                self.note(f"prize.{name}_no_matter", **facts)
        minimum = self.table.minimum
        if isinstance(minimum, Undecided) and self.winners:
            last = max(self.winners, key=lambda place: place.number)
            facts = {"point": minimum.code or minimum.key, "point_key": minimum.key, "lowest": number(last.official)}
            self.ask("prize.minimum_undecided", **facts)

    def ask_order(self) -> None:
        """Ask when filling the rest puts an entry above one that people gave a lower prize despite a better place."""
        order = {prize.id: at for at, prize in enumerate(self.table.prizes)}
        given = [row for row in self.rows if row.place is not None and row.code is not None]
        by_rule = [row for row in given if row.decision is None]
        for low in given:
            above = [high for high in by_rule if order[high.prize] < order[low.prize] and _better(low, high)]
            if low.decision is not None and above:
                codes = listed(row.code for row in above)
                self.ask("prize.out_of_order", codes=codes, other=low.code or "", number=low.decision)

    def record_specials(self, ranking: Ranking, decisions: tuple[Decision, ...]) -> None:
        """Take over recommendations for outstanding entries where the table has a clause for them."""
        if not self.table.special:
            return
        subjects = {each.about for each in decisions if each.kind is DecisionKind.SPECIAL}
        for place in ranking.places:
            for about in sorted(each for each in subjects if each[0] == place.code):
                decision = latest(decisions, DecisionKind.SPECIAL, *about)
                if decision is not None:
                    self.specials.append(Special(place.code, decision.value, decision.number))
                    self.note("prize.special", entry=place.code, text=decision.value, number=decision.number)


def _better(one: Award, other: Award) -> bool:
    return one.place is not None and other.place is not None and one.place.number < other.place.number
