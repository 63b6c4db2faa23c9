"""The reviews (đợt xét) of a contest: the second half of the recount, on its way into ``kiem_tra.py``."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from typing import Any, NamedTuple

from kiem_tra import UNDECIDED, ZERO, Json, NotBelieved, UnknownRule, exact, item_with, known_keys, one_of, rounded

# === Reviews ==========================================================================================================
#
# A review goes over subjects (units of the roster, or the people of a sheet). For each it works out named measures,
# asks named gates, puts who meets all of them in order, and fills prize tables. Whatever the rules leave to people is
# read from recorded decisions; what nobody decided is a question, and a result with a question is not official.

OPEN_POINTS = ("column", "over", "weights", "formula")
"""What a measure cannot be begun without; other open points are asked about only where a figure turns on them."""

KNOWN_KEYS = {
    "measured": "id title per roster columns periods closed_by source sample formula weight",
    "columns": "id title kind least most required",
    "reviews": "id title subjects part periods council measures gates order dossier approval source sample",
    "measures": "id title take part column periods round of table over attempts attempt_by missing weights formula to"
    " most bound levels when decimals unit",
    "formula": "name points target decimals",
    "levels": "number title bound included",
    "gates": "id title reason test measure bound tie used when source",
    "order": "policy by weights",
    "prize_tables": "id title round review entrants minimum per_unit per_author vacancy sharing special money_source"
    " filters prizes",
    "prizes": "id title count money gift certificate signer",
}
"""Every key of the rules that this program can read; another one is named, for it might change the result."""


class Cell(NamedTuple):
    """One measure of one subject.

    ``value`` is exact, after the one rounding of the measure; None where there is none, and ``lack`` says why:
    ``branch`` not of the subject's branch, ``missing`` no figure, ``no_whole`` nothing to divide by, ``undecided`` the
    rules or people did not say, ``no_reference`` nothing to compare with. ``open`` while a question stands about it.
    ``how`` is the sum as an auditor would write it.
    """

    value: Fraction | None
    lack: str = ""
    open: bool = False
    how: str = ""


class Verdict(NamedTuple):
    """What a gate says of a subject: ``met``, ``failed``, ``open``, ``waiting`` (for people), and by which figures."""

    state: str
    value: Fraction | None = None
    needed: Fraction | None = None


class Place(NamedTuple):
    """A place in the order: the number, whether it is shared, the first measure, and the decision that made it."""

    code: str
    number: int
    shared: bool
    score: Fraction
    decision: int | None


class Table(NamedTuple):
    """One sheet as a measure reads it: its rows by subject, and of whom nobody knows which row counts."""

    sheet: Json
    rows: Mapping[Any, Sequence[Sequence[str]]]
    unsure: frozenset[Any]
    key: Callable[[Json], Any]

    def of(self, subject: Json) -> Sequence[Sequence[str]]:
        """Give the rows of a subject."""
        return self.rows.get(self.key(subject), ())


class Read(NamedTuple):
    """What a measure reads: part, id and full mark of the column, the sheets, and whether all is there and said."""

    part: Json
    column: str
    most: Fraction | None
    tables: Sequence[Table]
    complete: bool
    settled: bool


# --- numbers, names, cells --------------------------------------------------------------------------------------------


def folded(text: str) -> str:
    """Give a name as it is compared: composed letters, lower case, no punctuation, single blanks; accents stay."""
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return " ".join("".join(" " if unicodedata.category(each)[0] in "PSZC" else each for each in lower).split())


def number_in(text: str) -> Fraction:
    """Read a cell of figures: an optional minus, digits, at most one point."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        raise NotBelieved(f"a cell of figures holds no number: {text[:40]!r}")
    return Fraction(text)


def number_if(text: str) -> Fraction | None:
    """Read a cell that may hold words; None for those."""
    return Fraction(text) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) else None


def moment(text: str) -> tuple[int, ...] | None:
    """Read a day, an hour or both; the first number of the answer says in which of four forms it was written."""
    day, year, hour = (
        r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})",
        r"(\d{4})-(\d{1,2})-(\d{1,2})",
        r"(\d{1,2}):(\d\d)(?::(\d\d))?",
    )
    forms = (rf"{day}(?:[ ,T]+{hour})?", rf"{year}(?:[ ,T]+{hour})?", hour, rf"{hour}[ ,]+{day}")
    turns = ((2, 1, 0, 3, 4, 5), (0, 1, 2, 3, 4, 5), (0, 1, 2), (5, 4, 3, 0, 1, 2))
    for number, form in enumerate(forms):
        found = re.fullmatch(form, text, re.ASCII)
        if found:
            return (number, *(int(found.groups()[at] or 0) for at in turns[number]))
    return None


def places_by(values: Mapping[str, Fraction], smaller_first: bool = False) -> dict[str, int]:
    """Give places 1, 2, 2, 4: how many stand before each, and one."""
    every = Counter(values.values())
    before: dict[Fraction, int] = {}
    count = 0
    for value in sorted(every, reverse=not smaller_first):
        before[value] = count + 1
        count += every[value]
    return {code: before[value] for code, value in values.items()}


def mean_of(values: Sequence[Fraction]) -> Fraction:
    """Give the exact mean of one or more numbers."""
    return sum(values, Fraction(0)) / len(values)


def in_a_row(values: Iterable[Fraction], between: str = "; ") -> str:
    """Write numbers for the working."""
    return between.join(map(str, values))


# --- rules ------------------------------------------------------------------------------------------------------------


def rules_read(raw: Any) -> Any:
    """Give the rules with every text in one form: composed letters, no blanks at its ends."""
    if isinstance(raw, dict):
        return {key: rules_read(value) for key, value in raw.items()}
    if isinstance(raw, list):
        return [rules_read(each) for each in raw]
    return unicodedata.normalize("NFC", raw).strip() if isinstance(raw, str) else raw


def check_review(rules: Json, review: Json) -> None:
    """Stop at anything in the rules of a review that is not known here."""
    where = f"reviews.{review['id']}"
    pairs: list[tuple[str, Any]] = [("reviews", [review]), ("order", [review["order"]])]
    pairs += [("measures", review.get("measures", [])), ("gates", review.get("gates", []))]
    for measure in review.get("measures", []):
        pairs += [("formula", [measure.get("formula")]), ("levels", measure.get("levels", []))]
    pairs.append(("measured", rules.get("measured", [])))
    pairs += [("columns", part["columns"]) for part in rules.get("measured", [])]
    tables = tables_of(rules, review)
    pairs += [("prize_tables", tables), *(("prizes", table["prizes"]) for table in tables)]
    for kind, items in pairs:
        for each in items:
            if isinstance(each, dict):
                known_keys(each, f"{where} {kind}", KNOWN_KEYS[kind])


def tables_of(rules: Json, review: Json) -> list[Json]:
    """Give the prize tables of a review, in the order of the rules."""
    return [each for each in rules.get("prize_tables", []) if each.get("review") == review["id"]]


def columns_of(part: Json) -> list[Json]:
    """Give the columns of a part; a column written as a title alone holds words."""
    return [each if isinstance(each, dict) else {"id": each, "title": each} for each in part["columns"]]


def column_of_kind(part: Json, kind: str) -> str:
    """Give the id of the first column of a kind; empty where there is none."""
    return next((each["id"] for each in columns_of(part) if each.get("kind", "text") == kind), "")


def roster_part(rules: Json) -> Json | None:
    """Give the part that lists the units."""
    return next((each for each in rules.get("measured", []) if each.get("roster")), None)


def slots_read(rules: Json, review: Json) -> set[tuple[str, str]]:
    """Give part and period of every sheet that a review reads itself, the roster among them."""
    roster = roster_part(rules)
    wanted = [(review.get("part", ""), review.get("periods", ()))]
    wanted += [(each.get("part", ""), each.get("periods", ())) for each in review.get("measures", [])]
    wanted += [(roster["id"], ())] if roster else []
    found = set()
    for part in rules.get("measured", []):
        every = [each["id"] for each in part.get("periods", [])] or [""]
        for name, periods in wanted:
            found |= {(name, period) for period in every if name == part["id"] and (not periods or period in periods)}
    return found


def rounds_of(review: Json) -> set[str]:
    """Give the judged rounds that the measures of a review read."""
    return {each["round"] for each in review.get("measures", []) if each.get("round")}


def behind_of(rules: Json, review: Json) -> list[Json]:
    """Give every review whose prizes this one looks at, directly or through another, in the order of the rules."""
    texts = [text for table in tables_of(rules, review) for text in table.get("filters", [])]
    tables = {text.partition(":")[2] for text in texts if text.startswith(("not_in:", "no_prize_in:"))}
    tables |= {each.get("table") for each in review.get("measures", []) if each["take"] == "prize"}
    names = {each.get("review") for each in rules.get("prize_tables", []) if each["id"] in tables}
    found: list[Json] = []
    for earlier in rules["reviews"]:
        if earlier["id"] == review["id"]:
            break
        if earlier["id"] in names:
            found += [each for each in (*behind_of(rules, earlier), earlier) if each not in found]
    return found


# --- sheets -----------------------------------------------------------------------------------------------------------

SHEET_FIELDS = (
    *("number", "part", "period", "columns", "rows", "source", "sha256", "titles"),
    *("closed_by", "closed_on", "reason", "stated_time"),
)
SHEET_KIND = "judge-desk figures 1"


def sheet_of(text: str) -> Json:
    """Read a sheet of figures from its one text; its digest is the SHA-256 of that text."""
    fields = json.loads(text)
    if not isinstance(fields, list) or len(fields) != 1 + len(SHEET_FIELDS) or fields[0] != SHEET_KIND:
        raise NotBelieved("a sheet of figures of an unknown form")
    if json.dumps(fields, ensure_ascii=False, separators=(",", ":")) != text:
        raise NotBelieved("a sheet of figures in another than its one form")
    sheet = {name: fields[at] for at, name in enumerate(SHEET_FIELDS, 1)}
    return {**sheet, "digest": sha256(text.encode()).hexdigest()}


def sheet_text(sheet: Json) -> str:
    """Write a sheet as its one text."""
    fields = [SHEET_KIND, *(sheet[name] for name in SHEET_FIELDS)]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def in_force(sheets: Iterable[Json], locked_with: Iterable[str] = ()) -> list[Json]:
    """Give the latest sheet of each part and period; one without columns takes those before it away.

    A locked review keeps the sheets that its lock names.
    """
    latest: dict[tuple[str, str], Json] = {}
    ordered = sorted(sheets, key=lambda each: each["number"])
    for sheet in ordered:
        latest[sheet["part"], sheet["period"]] = sheet
    kept = {slot: sheet for slot, sheet in latest.items() if sheet["columns"]}
    kept.update({(sheet["part"], sheet["period"]): sheet for sheet in ordered if sheet["digest"] in set(locked_with)})
    return sorted(kept.values(), key=lambda each: each["number"])


def cell_in(sheet: Json, row: Sequence[str], column: str) -> str:
    """Give a cell; blank where the sheet has no such column."""
    return row[sheet["columns"].index(column)] if column in sheet["columns"] else ""


def person_in(part: Json, sheet: Json, row: Sequence[str]) -> tuple[str, str, str]:
    """Say whom a row is about: code of the unit, name as compared, and what tells namesakes apart."""
    unit, name, key = (cell_in(sheet, row, column_of_kind(part, kind)) for kind in ("unit", "person", "key"))
    return unit, folded(name), key


def read_roster(part: Json, sheet: Json) -> list[Json]:
    """Read the units; one without a code gets ``DV-01`` and so on, by its place among the rows."""
    code_column = column_of_kind(part, "key") or "#"
    units = []
    for number, row in enumerate(sheet["rows"], 1):
        name = cell_in(sheet, row, column_of_kind(part, "unit"))
        code = cell_in(sheet, row, code_column) or f"DV-{number:02d}"
        others = [each.strip() for each in cell_in(sheet, row, column_of_kind(part, "aliases")).split(";")]
        facts = facts_in(part, sheet, row)
        names = [name, *(each for each in others if each)]
        units.append({"code": code, "name": name, "unit": name, "unit_code": code, "names": names, "facts": facts})
    return units


def facts_in(part: Json, sheet: Json, row: Sequence[str]) -> dict[str, str]:
    """Give the words, flags and codes of a row, by column: what branches and tables look at."""
    kinds = ("text", "flag", "key")
    columns = [each["id"] for each in columns_of(part) if each.get("kind", "text") in kinds]
    return {each: cell_in(sheet, row, each) for each in columns if each in sheet["columns"]}


# --- what a review stands on ------------------------------------------------------------------------------------------


class ReviewCount:
    """One review worked out.

    ``rounds`` holds for each judged round that is read ``{"scores": {code: exact}, "units": {code: [codes of units]},
    "authors": {code: [names as compared]}, "final": locked or not, "named": whether its codes are open, "unknown":
    [units that the roster does not have], "digests": [of its counted ballots], "smaller": smaller is better}``.
    ``barred`` are pairs of name and unit as compared; ``behind`` the counts of the reviews whose prizes it looks at.
    ``questions`` gathers what stops the result from being official, each as a short text.
    """

    def __init__(
        self,
        rules: Json,
        review: Json,
        sheets: Sequence[Json],
        rounds: Mapping[str, Json],
        decisions: Sequence[Json],
        barred: Iterable[Sequence[str]] = (),
        behind: Sequence[ReviewCount] = (),
    ) -> None:
        """Take everything and work it out."""
        check_review(rules, review)
        self.rules, self.review, self.rounds, self.behind = rules, review, rounds, behind
        self.barred = [(each[0], each[1]) for each in barred]
        self.persons = one_of(review, "subjects", "unit person") == "person"
        self.measures: list[Json] = review.get("measures", [])
        self.sheets = {(each["part"], each["period"]): each for each in sheets}
        self.tables: list[Json] = tables_of(rules, review)
        self.questions: list[str] = []
        self.silent = False
        self.sheet_missing = False
        self.rests_on = self._rests_on(sheets)
        mine = [each for each in decisions if each["round"] == review["id"]]
        self.decisions = [each for each in mine if self._holds(each)]
        self.units = self._units()
        self.people: dict[str, tuple[str, str, str]] = {}
        self.subjects = sorted(self._people() if self.persons else self.units, key=lambda each: str(each["code"]))
        self._ask_blank_facts()
        self.cells: dict[str, dict[str, Cell]] = {}
        self._measure_all()
        self.verdicts = self._judge()
        self.failed, self.waiting, self.open_gates = self._gathered()
        self._ask_people()
        self.places, self.unranked = self._order()
        self.awards: list[Awards] = []
        for table in self.tables:
            self.awards.append(fill_table(self, table))
        self.questions += [each for awards in self.awards for each in awards.questions]

    def ask(self, question: str) -> None:
        """Note what stops the result; the same once."""
        if not self.silent and question not in self.questions:
            self.questions.append(question)

    def _rests_on(self, sheets: Sequence[Json]) -> set[str]:
        chain = [*behind_of(self.rules, self.review), self.review]
        slots = {slot for each in chain for slot in slots_read(self.rules, each)}
        names = {name for each in chain for name in rounds_of(each)}
        ballots = {digest for name in names & set(self.rounds) for digest in self.rounds[name]["digests"]}
        return ballots | {each["digest"] for each in sheets if (each["part"], each["period"]) in slots}

    def _holds(self, decision: Json) -> bool:
        """Say whether a decision acts on the review and still rests on what is there.

        The word on a gate that people judge holds while all that it names is there; another decision must name
        exactly what the result rests on. One that names nothing always holds.
        """
        if decision["kind"] not in ("tie", "prize", "special", "met"):
            return False
        among = set(decision["among"])
        gate = item_with(self.review.get("gates", []), decision["about"][0]) or {}
        if decision["kind"] == "met" and gate.get("test") in ("council", "not_barred"):
            return among <= self.rests_on
        return not among or among == self.rests_on

    def decided(self, kind: str, *about: str) -> Json | None:
        """Give the decision in force on something: the one with the highest number."""
        found = [each for each in self.decisions if each["kind"] == kind and list(each["about"]) == list(about)]
        return max(found, key=lambda each: int(each["number"]), default=None)

    def _need_sheet(self, part: str, period: str) -> Json | None:
        sheet = self.sheets.get((part, period))
        if sheet is None:
            self.sheet_missing |= not self.silent
            self.ask(f"sheet missing: {part} {period}")
        return sheet

    def _units(self) -> list[Json]:
        part = roster_part(self.rules)
        sheet = self._need_sheet(part["id"], "") if part else None
        return read_roster(part, sheet) if part and sheet else []

    def unit(self, code: str) -> Json | None:
        """Give a unit of the roster by its code."""
        return next((each for each in reversed(self.units) if each["code"] == code), None)

    def _people(self) -> list[Json]:
        """Give the people of the review's part, numbered inside their unit in the order of names and keys."""
        part = item_with(self.rules["measured"], self.review["part"]) or {}
        rows: dict[tuple[str, str, str], list[tuple[Json, Sequence[str]]]] = {}
        for period in self._periods(part, self.review.get("periods", ())):
            sheet = self._need_sheet(part["id"], period)
            for row in sheet["rows"] if sheet else ():
                rows.setdefault(person_in(part, sheet or {}, row), []).append((sheet or {}, row))
        numbers: Counter[str] = Counter()
        found = []
        for person in sorted(rows):
            numbers[person[0]] += 1
            code = f"{person[0] or '0'}.{numbers[person[0]]}"
            self.people[code] = person
            found.append(self._person(code, part, person[0], rows[person]))
        return found

    def _person(self, code: str, part: Json, unit_code: str, rows: Sequence[tuple[Json, Sequence[str]]]) -> Json:
        unit = self.unit(unit_code)
        facts = dict(unit["facts"]) if unit else {}
        own = [facts_in(part, sheet, row) for sheet, row in rows]
        for column in {name for each in own for name in each}:
            cells = {each.get(column, "") for each in own} - {""}
            if len(cells) == 1:
                facts[column] = cells.pop()
        name_column = column_of_kind(part, "person")
        name = min(cell_in(sheet, row, name_column) for sheet, row in rows) if name_column else code
        unit_name = unit["name"] if unit else unit_code
        return {"code": code, "name": name, "unit": unit_name, "unit_code": unit_code, "facts": facts}

    @staticmethod
    def _periods(part: Json, named: Iterable[str]) -> list[str]:
        every, wanted = [each["id"] for each in part.get("periods", [])], set(named)
        return [each for each in every if not wanted or each in wanted] or [""]

    def concerns(self, when: str, subject: Json) -> bool:
        """Say whether a subject belongs to a branch, ``column:value``; everybody to the empty one."""
        column, _, value = when.partition(":")
        return not when or folded(subject["facts"].get(column, "")) == folded(value)

    def _ask_blank_facts(self) -> None:
        """Ask for the words and flags that branches and tables look at, where they are blank."""
        texts = [each.get("when", "") for each in (*self.measures, *self.review.get("gates", []))]
        texts += [text[3:] for table in self.tables for text in table.get("filters", []) if text.startswith("is:")]
        names = {text.partition(":")[0] for text in texts if text}
        for part in self.rules.get("measured", []):
            if part.get("roster") or part["id"] == self.review.get("part"):
                for column in columns_of(part):
                    blank = column["id"] in names and column.get("kind", "text") in ("text", "flag")
                    if blank and any(not each["facts"].get(column["id"]) for each in self.subjects):
                        self.ask(f"blank: {part['id']} {column['id']}")

    # --- measures -----------------------------------------------------------------------------------------------------

    def _needed(self) -> set[str]:
        """Give the measures on which a gate or the order turns; only about these questions are asked."""
        if self.review["order"] == UNDECIDED:
            return {each["id"] for each in self.measures}
        needed = {name.lstrip("-") for name in self.review["order"].get("by", [])}
        needed |= {each.get("measure") for each in self.review.get("gates", []) if each.get("used", True) is not False}
        for measure in reversed(self.measures):
            needed |= set(measure.get("of", [])) if measure["id"] in needed else set()
        return needed

    def _measure_all(self) -> None:
        needed = self._needed()
        for measure in self.measures:
            self.silent = measure["id"] not in needed
            mine = [each for each in self.subjects if self.concerns(measure.get("when", ""), each)]
            found = self._taken(measure, mine)
            outside = Cell(None, "branch")
            self.cells[measure["id"]] = {each["code"]: found.get(each["code"], outside) for each in self.subjects}
        self.silent = False

    def _taken(self, measure: Json, mine: Sequence[Json]) -> dict[str, Cell]:
        points = [name for name in OPEN_POINTS if measure.get(name) == UNDECIDED]
        if measure.get("over") == "share_from" and measure.get("bound") == UNDECIDED:
            points.append("bound")
        if points:
            self.ask(f"undecided: {measure['id']} {' '.join(points)}")
            return {each["code"]: Cell(None, "undecided", True) for each in mine}
        take = one_of(measure, "take", " ".join(TAKES))
        return TAKES[take](self, measure, mine)

    # --- gates --------------------------------------------------------------------------------------------------------

    def _judge(self) -> dict[str, dict[str, Verdict]]:
        """Ask every gate that is used of every subject of its branch."""
        found: dict[str, dict[str, Verdict]] = {}
        for gate in self.review.get("gates", []):
            used = gate.get("used", True)
            if used is False:
                continue
            mine = [each for each in self.subjects if self.concerns(gate.get("when", ""), each)]
            self.silent = used == UNDECIDED
            verdicts = judged(self, gate, mine)
            self.silent = False
            if used == UNDECIDED:  # it keeps nobody out while nobody said that it holds
                verdicts = {code: each if each.state == "met" else Verdict("open") for code, each in verdicts.items()}
            found[gate["id"]] = verdicts
        return found

    def _gathered(self) -> tuple[dict[str, list[tuple[str, Verdict]]], dict[str, list[str]], set[str]]:
        """Give by subject the gates that it fails, and those that wait for people; and of whom figures are open.

        People are asked only about who meets everything that can be worked out.
        """
        failed: dict[str, list[tuple[str, Verdict]]] = {each["code"]: [] for each in self.subjects}
        waiting: dict[str, list[str]] = {each["code"]: [] for each in self.subjects}
        open_: set[str] = set()
        for gate, verdicts in self.verdicts.items():
            for code, each in verdicts.items():
                if each.state == "failed":
                    failed[code].append((gate, each))
                elif each.state == "waiting":
                    waiting[code].append(gate)
                elif each.state == "open":
                    open_.add(code)
        open_ -= {code for code, gates in failed.items() if gates}
        asked = {code: [] if failed[code] or code in open_ else gates for code, gates in waiting.items()}
        return failed, asked, open_

    def _ask_people(self) -> None:
        for gate in self.review.get("gates", []):
            verdicts = self.verdicts.get(gate["id"], {})
            keeps_out = any(each.state != "met" and not self.failed[code] for code, each in verdicts.items())
            if gate.get("used") == UNDECIDED and keeps_out:
                self.ask(f"undecided: {gate['id']} used")
            if any(gate["id"] in gates for gates in self.waiting.values()):
                self.ask(f"word wanted: {gate['id']}")

    def meets(self, code: str) -> bool:
        """Say whether a subject surely meets every gate."""
        return not self.failed[code] and not self.waiting[code] and code not in self.open_gates

    # --- order --------------------------------------------------------------------------------------------------------

    def _order(self) -> tuple[list[Place], list[str]]:
        """Put those who meet every gate in order; who lacks a figure that the order needs stays without a place."""
        order = self.review["order"]
        codes = [each["code"] for each in self.subjects if self.meets(each["code"])]
        if order == UNDECIDED:
            self.ask("undecided: order")
            return [], sorted(codes)
        policy = one_of(order, "policy", "in_turn weighted rank_sum product council")
        keys = [self._key(name, codes) for name in order.get("by", [])]
        if policy == "council":
            given = dict.fromkeys(codes, ZERO)
            keys = [given]
        elif policy == "in_turn":
            given = keys[0]
        else:
            given = combined(order, policy, keys, [code for code in codes if all(code in key for key in keys)])
        downward = policy != "rank_sum" and not (policy == "in_turn" and order["by"][0].startswith("-"))
        turns = [name.startswith("-") for name in order.get("by", [])[1:]] if policy == "in_turn" else []
        groups: list[tuple[list[str], int | None]] = []
        for value in sorted(set(given.values()), reverse=downward):
            equal = sorted(code for code in given if given[code] == value)
            groups += self._parted(equal, keys[1:] if turns else [], turns)
        places: list[Place] = []
        for group, decision in groups:
            number = len(places) + 1
            places += [Place(code, number, len(group) > 1, keys[0][code], decision) for code in group]
        return places, sorted(code for code in codes if code not in given)

    def _key(self, name: str, codes: Sequence[str]) -> dict[str, Fraction]:
        cells = self.cells[name.lstrip("-")]
        return {code: value for code in codes if (value := cells[code].value) is not None and not cells[code].open}

    def _parted(
        self, equal: list[str], keys: Sequence[dict[str, Fraction]], smaller: Sequence[bool]
    ) -> list[tuple[list[str], int | None]]:
        """Part equals by the next measure; where one of them lacks it, or none is left, only people part them."""
        if len(equal) == 1:
            return [(equal, None)]
        if not keys or any(code not in keys[0] for code in equal):
            decision = self.decided("tie", *equal)
            named = decision["value"].split() if decision else []
            if sorted(named) != equal or decision is None:
                return [(equal, None)]
            return [([code], int(decision["number"])) for code in named]
        found: list[tuple[list[str], int | None]] = []
        for value in sorted({keys[0][code] for code in equal}, reverse=not smaller[0]):
            found += self._parted([code for code in equal if keys[0][code] == value], keys[1:], smaller[1:])
        return found

    def key_open(self, code: str) -> bool:
        """Say whether a question stands about a measure of the order."""
        order = self.review["order"]
        return any(self.cells[name.lstrip("-")][code].open for name in order.get("by", []))

    def cell(self, measure: Json, subject: Json, at: int = 0) -> Cell:
        """Give the value of a measure that another is made of."""
        return self.cells[measure["of"][at]][subject["code"]]


def worked(measure: Json, value: Fraction, how: str, open_: bool = False) -> Cell:
    """Round once, as the measure says, and keep the sum."""
    decimals = measure.get("decimals")
    final = value if decimals is None else rounded(value, int(decimals))
    return Cell(final, "", open_, f"{how} = {value}" + (f" ≈ {final}" if final != value else ""))


def absent(count: ReviewCount, measure: Json) -> Cell | None:
    """Give what a blank or absent figure makes of a measure; None where it is left out or counts as 0."""
    if measure.get("missing") == UNDECIDED:
        count.ask(f"undecided: {measure['id']} missing")
        return Cell(None, "undecided", True)
    missing = one_of(measure, "missing", "ask lacks leave_out zero", "ask")
    if missing == "ask":
        count.ask(f"figure missing: {measure['id']}")
    return Cell(None, "missing", missing == "ask") if missing in ("ask", "lacks") else None


# --- rows of sheets ---------------------------------------------------------------------------------------------------


def read_rows(count: ReviewCount, measure: Json) -> Read:
    """Find the rows that a measure reads, in every period, by subject."""
    review = count.review
    part = item_with(count.rules["measured"], measure.get("part") or review.get("part", "")) or {}
    periods = count._periods(part, measure.get("periods", ()) if measure.get("part") else review.get("periods", ()))
    sheets = [sheet for period in periods if (sheet := count._need_sheet(part["id"], period)) is not None]
    attempts = measure.get("attempts", "each")
    settled = True
    if attempts == UNDECIDED:
        settled = not any(max(people_of(part, each).values(), default=0) > 1 for each in sheets)
        attempts = "each"
        if not settled:
            count.ask(f"undecided: {measure['id']} attempts")
    one_of({"attempts": attempts}, "attempts", "each best first last")
    tables = [read_table(count, measure, part, attempts, sheet) for sheet in sheets]
    column = str(measure.get("column", ""))
    most = (item_with(columns_of(part), column) or {}).get("most")
    full = exact(most) if most is not None else None
    return Read(part, column, full, tables, len(sheets) == len(periods), settled)


def people_of(part: Json, sheet: Json) -> Counter[tuple[str, str, str]]:
    """Count the rows of every person; of a sheet by units, nothing."""
    return Counter(person_in(part, sheet, row) for row in sheet["rows"]) if part["per"] == "person" else Counter()


def read_table(count: ReviewCount, measure: Json, part: Json, attempts: str, sheet: Json) -> Table:
    """Put the rows of a sheet beside the subjects that they are of, with only the attempts that count."""
    ask_strangers(count, part, sheet)
    found: dict[Any, list[Sequence[str]]] = {}
    if part["per"] != "person" or (attempts == "each" and not count.persons):
        codes = [each["code"] for each in count.units] if part.get("roster") else []
        for at, row in enumerate(sheet["rows"]):
            if codes:
                found[codes[at]] = [row]
            else:
                found.setdefault(cell_in(sheet, row, column_of_kind(part, "unit")), []).append(row)
        return Table(sheet, found, frozenset(), lambda subject: subject["unit_code"])
    own = item_with(count.rules["measured"], count.review.get("part", "")) or {"columns": []}
    has_key = column_of_kind(part, "key") in sheet["columns"]
    whole = has_key == bool(column_of_kind(own, "key"))

    def key(person: tuple[str, str, str]) -> Any:
        if not count.persons:
            return person[0]
        return person if whole else person[:2]

    people: dict[tuple[str, str, str], list[Sequence[str]]] = {}
    for row in sheet["rows"]:
        people.setdefault(person_in(part, sheet, row), []).append(row)
    unsure = set()
    for person, rows in people.items():
        kept, sure = attempts_that_count(measure, attempts, sheet, rows)
        found.setdefault(key(person), []).extend(kept)
        unsure |= set() if sure else {key(person)}
    if unsure:
        count.ask(f"attempts unclear: {measure['id']} {sheet['part']} {sheet['period']}")

    def key_of(subject: Json) -> Any:
        return key(count.people[subject["code"]]) if count.persons else subject["unit_code"]

    return Table(sheet, found, frozenset(unsure), key_of)


def ask_strangers(count: ReviewCount, part: Json, sheet: Json) -> None:
    """Ask about people of units that the roster does not have; a unit's own row is only left alone."""
    if not count.units or part.get("roster") or part["per"] == "unit":
        return
    known = {each["code"] for each in count.units} | {""}
    if any(cell_in(sheet, row, column_of_kind(part, "unit")) not in known for row in sheet["rows"]):
        count.ask(f"units of rows unknown: {part['id']}")


def attempts_that_count(
    measure: Json, attempts: str, sheet: Json, rows: list[Sequence[str]]
) -> tuple[list[Sequence[str]], bool]:
    """Choose among several rows of one person in one period, and say whether that is clear.

    ``first`` and ``last`` by the column ``attempt_by``, ``best`` by the largest there, or in the column itself. Where
    that column is blank or is neither number nor moment in a row, or two rows stand first, all of those stay; unless
    they say the same figure, nobody knows which counts.
    """
    if len(rows) == 1 or attempts == "each":
        return rows, True
    column = str(measure.get("column", ""))
    by = measure.get("attempt_by") or (column if attempts == "best" else "")
    cells = [cell_in(sheet, row, by) for row in rows]
    keys: list[Any] = [number_if(each) for each in cells]
    if None in keys:
        keys = [moment(each) for each in cells]
    if None not in keys and (isinstance(keys[0], Fraction) or len({each[0] for each in keys}) == 1):
        wanted = min(keys) if attempts == "first" else max(keys)
        rows = [row for at, row in enumerate(rows) if keys[at] == wanted]
    return [min(rows)], len({cell_in(sheet, row, column) for row in rows}) == 1


def stopped(read: Read, subject: Json) -> Cell | None:
    """Give what stands for a value while sheets are not there, or nobody knows which rows count."""
    if not read.complete:
        return Cell(None, "missing", True)
    if not read.settled or any(table.key(subject) in table.unsure for table in read.tables):
        return Cell(None, "undecided", True)
    return None


def take_column(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Take the cells of a subject's row, and make one of several periods by ``over``."""
    read = read_rows(count, measure)
    return {each["code"]: stopped(read, each) or column_cell(count, measure, read, each) for each in who}


def column_cell(count: ReviewCount, measure: Json, read: Read, subject: Json) -> Cell:
    """Work out one subject's figure."""
    texts: list[str] = []
    for table in read.tables:
        texts += [cell_in(table.sheet, row, read.column) for row in table.of(subject)] or [""]
    missing, over = measure.get("missing", "ask"), measure.get("over", "only")
    filled = [number_in(each) for each in texts if each]
    if over == "only" and missing != "leave_out" and len(read.tables) == 1 and len(texts) > 1 and filled:
        return several(count, measure)
    lacking = absent(count, measure) if len(filled) < len(texts) else None
    if lacking is not None:
        return lacking
    values = [number_in(each) if each else ZERO for each in texts if each or missing == "zero"]
    if not values:
        return Cell(None, "missing")
    if over == "only":
        return worked(measure, values[0], str(values[0])) if len(values) == 1 else several(count, measure)
    if over in STEPS:
        pairs = [(values[at], values[at + 1]) for at in range(len(values) - 1)]
        if not pairs:
            return Cell(None, "missing")
        return worked(measure, STEPS[over](pairs, read.most), f"{over}({in_a_row(values)})")
    word = one_of(measure, "over", " ".join(PERIODS))
    return worked(measure, PERIODS[word](values), f"{over}({in_a_row(values)})")


def several(count: ReviewCount, measure: Json) -> Cell:
    """Ask which of several figures is meant where the rules speak of one."""
    count.ask(f"several figures: {measure['id']}")
    return Cell(None, "undecided", True)


Pairs = Sequence[tuple[Fraction, Fraction]]
PERIODS: dict[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "mean": mean_of,
    "sum": lambda values: sum(values, ZERO),
    "least": min,
    "most": max,
    "latest": lambda values: values[-1],
}
"""How figures of several periods become one."""
STEPS: dict[str, Callable[[Pairs, Fraction | None], Fraction]] = {
    "rise": lambda pairs, full: min(after - before for before, after in pairs),
    "last_rise": lambda pairs, full: pairs[-1][1] - pairs[-1][0],
    "not_rising": lambda pairs, full: Fraction(sum(after <= before for before, after in pairs)),
    "not_rising_below_full": lambda pairs, full: Fraction(
        sum(after <= before and not before == after == full for before, after in pairs)
    ),
}
"""What neighbouring periods say; those that are left out are stepped over."""


def take_rows(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Take the rows of a unit's people (of a person: its own), and make one figure of them by ``over``."""
    read = read_rows(count, measure)
    over = one_of(measure, "over", " ".join(ROWS))
    if over in ("mean_share", "share_full") and not read.most:
        count.ask(f"no full mark: {measure['id']}")
        return {each["code"]: Cell(None, "no_reference", True) for each in who}
    return {each["code"]: stopped(read, each) or rows_cell(count, measure, read, each) for each in who}


def rows_cell(count: ReviewCount, measure: Json, read: Read, subject: Json) -> Cell:
    """Work out one subject's figure from its rows; a row with a blank cell is left out, or counts as 0."""
    zero, column, over = measure.get("missing") == "zero", read.column, measure["over"]
    periods = [[(table.sheet, row) for row in table.of(subject)] for table in read.tables]
    if column:
        if any(not cell_in(sheet, row, column) for rows in periods for sheet, row in rows):
            lacking = absent(count, measure)
            if lacking is not None:
                return lacking
        periods = [[each for each in rows if zero or cell_in(*each, column)] for rows in periods]
    rows = [each for one in periods for each in one]
    if not rows and over in ("mean", "mean_share", "share_full", "share_from"):
        return Cell(None, "no_whole")
    if not rows and over == "sum" and not zero:
        return Cell(None, "missing")
    values = [number_in(cell_in(*each, column) or "0") for each in rows] if column else []
    people = [{person_in(read.part, sheet, row) for sheet, row in one} for one in periods]
    bound = read.most if over in ("mean_share", "share_full") else None
    if over == "share_from":
        bound = exact(measure["bound"])
    heap = Heap(len(rows), [len(each) for each in people], len(set().union(*people)), values, bound)
    told = f"{over}: {heap.rows} × [{in_a_row(sorted(values)[:40])}{'…' if len(values) > 40 else ''}]"
    return worked(measure, ROWS[over](heap), told)


class Heap(NamedTuple):
    """The rows of one subject: how many, people of each period and over all, the cells, and what they compare with."""

    rows: int
    people: Sequence[int]
    everybody: int
    values: Sequence[Fraction]
    bound: Fraction | None

    def share(self) -> Fraction:
        """Give the share of rows that reach the bound."""
        return Fraction(sum(each >= (self.bound or ZERO) for each in self.values), self.rows)


ROWS: dict[str, Callable[[Heap], Fraction]] = {
    "papers": lambda heap: Fraction(heap.rows),
    "papers_mean": lambda heap: Fraction(heap.rows, len(heap.people)),
    "persons": lambda heap: Fraction(heap.everybody),
    "persons_mean": lambda heap: Fraction(sum(heap.people), len(heap.people)),
    "sum": lambda heap: sum(heap.values, ZERO),
    "mean": lambda heap: mean_of(heap.values),
    "mean_share": lambda heap: mean_of(heap.values) / (heap.bound or 1),
    "zeros": lambda heap: Fraction(sum(each == 0 for each in heap.values)),
    "share_full": Heap.share,
    "share_from": Heap.share,
}
"""How the rows of people become one figure."""


def take_rows_at_most(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Count the rows at full mark in the whole sheet, of whatever unit; the same for every subject."""
    read = read_rows(count, measure)
    if read.most is None:
        count.ask(f"no full mark: {measure['id']}")
        return {each["code"]: Cell(None, "no_reference", True) for each in who}
    unsure = not read.settled or any(table.unsure for table in read.tables)
    if not read.complete or unsure:
        return {each["code"]: Cell(None, "undecided" if read.complete else "missing", True) for each in who}
    rows = [(table.sheet, row) for table in read.tables for own in table.rows.values() for row in own]
    cells = [cell_in(sheet, row, read.column) for sheet, row in rows]
    full = sum(bool(each) and number_in(each) == read.most for each in cells)
    found = worked(measure, Fraction(full), f"{read.most} in {len(cells)}")
    return {each["code"]: found for each in who}


# --- official scores of judged rounds ---------------------------------------------------------------------------------


def take_round(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Take the official scores of the entries of a unit, or of those that name a person as an author."""
    scores = count.rounds.get(measure["round"])
    if scores is None or not scores["named"] or not scores["final"]:
        count.ask(f"round open: {measure['round']}")
    if scores is None or not scores["named"]:
        return {each["code"]: Cell(None, "missing", True) for each in who}
    if scores["unknown"]:
        count.ask(f"units of entries unknown: {measure['round']}")
    entries, unsure = entries_of_people(count, scores) if count.persons else (entries_of_units(scores), set())
    return {
        each["code"]: Cell(None, "undecided", True)
        if each["code"] in unsure
        else score_cell(count, measure, scores, entries.get(each["code"] if count.persons else each["unit_code"], []))
        for each in who
    }


def entries_of_units(scores: Json) -> dict[str, list[Fraction]]:
    """Give the scores of every unit's entries; an entry that names a unit twice counts once."""
    found: dict[str, list[Fraction]] = {}
    for code, score in sorted(scores["scores"].items()):
        for unit in dict.fromkeys(scores["units"].get(code, ())):
            found.setdefault(unit, []).append(score)
    return found


def entries_of_people(count: ReviewCount, scores: Json) -> tuple[dict[str, list[Fraction]], set[str]]:
    """Give the scores of the entries of every person, and the people of whom it is not clear.

    A person has the entries of the own unit (without a unit: those without one) that name it as an author. Where more
    people fit a name than the entry has authors of it, all of them are unclear.
    """
    found: dict[str, list[Fraction]] = {}
    unsure: set[str] = set()
    for code, score in sorted(scores["scores"].items()):
        units = set(scores["units"].get(code, ())) or {""}
        for name, times in Counter(scores["authors"].get(code, ())).items():
            fitting = [each for each, who in count.people.items() if who[0] in units and who[1] == name]
            for each in fitting:
                found.setdefault(each, []).append(score)
            if len(fitting) > times:
                count.ask(f"author unclear: {code}")
                unsure |= set(fitting)
    return found, unsure


def score_cell(count: ReviewCount, measure: Json, scores: Json, values: Sequence[Fraction]) -> Cell:
    """Make one figure of the scores of a subject's entries."""
    over = one_of(measure, "over", "only best mean sum papers", "only")
    open_ = not scores["final"] or bool(scores["unknown"])
    if over == "papers":
        return worked(measure, Fraction(len(values)), "papers", open_)
    if not values and open_:
        return Cell(None, "missing", True)
    if not values:
        lacking = absent(count, measure)
        if lacking is None and measure.get("missing") == "zero":
            return worked(measure, ZERO, "0")
        return lacking or Cell(None, "missing")
    if over == "only" and len(values) > 1:
        return several(count, measure)
    best = min(values) if scores["smaller"] else max(values)
    value = {"mean": mean_of(values), "sum": sum(values, ZERO)}.get(over, best)
    return worked(measure, value, f"{over}({in_a_row(values)})", open_)


# --- measures made of measures ----------------------------------------------------------------------------------------


def from_two(
    combine: Callable[[Fraction, Fraction], Fraction | None], sign: str
) -> Callable[[ReviewCount, Json, Sequence[Json]], dict[str, Cell]]:
    """Make a measure of two; where one has no value, the lack is handed on, of the first before the second."""

    def take(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
        return {each["code"]: of(count, measure, each) for each in who}

    def of(count: ReviewCount, measure: Json, subject: Json) -> Cell:
        one, other = count.cell(measure, subject), count.cell(measure, subject, 1)
        for each in (one, other):
            if each.value is None:
                return Cell(None, each.lack, each.open)
        open_, first, second = one.open or other.open, one.value or ZERO, other.value or ZERO
        value = combine(first, second)
        how = f"{first} {sign} {second}"
        return Cell(None, "no_whole", open_, how) if value is None else worked(measure, value, how, open_)

    return take


def take_scaled(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Bring a measure to another maximum."""
    to, most = exact(measure["to"]), exact(measure["most"])
    found = {}
    for each in who:
        cell = count.cell(measure, each)
        found[each["code"]] = (
            Cell(None, cell.lack, cell.open)
            if cell.value is None
            else worked(measure, cell.value * to / most, f"{cell.value} × {to} / {most}", cell.open)
        )
    return found


def take_added(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Add measures, each times its share; a sum leaves out those that are not of the subject's branch."""
    return {each["code"]: added_cell(count, measure, each) for each in who}


def added_cell(count: ReviewCount, measure: Json, subject: Json) -> Cell:
    """Add one subject's parts.

    A part without a value: an open one leaves the whole open; else ``missing`` says. Left out of a weighted sum, its
    share goes to the others in their proportion.
    """
    weighted = measure["take"] == "weighted"
    shares = [exact(each) for each in measure["weights"]] if weighted else [Fraction(1)] * len(measure["of"])
    parts = [(count.cell(measure, subject, at), share) for at, share in enumerate(shares)]
    parts = [each for each in parts if weighted or each[0].lack != "branch"]
    empty = [cell for cell, _ in parts if cell.value is None]
    missing = measure.get("missing", "ask")
    for cell in empty:
        if cell.open:
            return Cell(None, cell.lack, True)
    if empty and missing == UNDECIDED:
        count.ask(f"undecided: {measure['id']} missing")
        return Cell(None, "undecided", True)
    if empty and missing not in ("leave_out", "zero"):
        return Cell(None, empty[0].lack)
    held = [(cell.value, share) for cell, share in parts if cell.value is not None]
    if not held and missing != "zero":
        return Cell(None, "missing" if parts else "branch")
    kept = sum((share for _, share in held), ZERO)
    grown = 1 / kept if weighted and missing == "leave_out" and kept else Fraction(1)
    total = sum((value * share * grown for value, share in held), ZERO)
    how = " + ".join(f"{value} × {share * grown}" if weighted else str(value) for value, share in held)
    return worked(measure, total, how, any(cell.open for cell, _ in parts))


def take_points(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Turn figures into points by a named formula, compared with all subjects that have one."""
    formula = measure["formula"]
    name = one_of(formula, "name", "share_of_best rate_against_target linear as_given")
    found = {each["code"]: count.cell(measure, each) for each in who}
    values = [each.value for each in found.values() if each.value is not None]
    relative = name in ("share_of_best", "linear") and any(each.open for each in found.values())
    made = {}
    for code, cell in found.items():
        if cell.value is None:
            made[code] = Cell(None, cell.lack, cell.open)
            continue
        points = points_of(formula, name, cell.value, max(values), min(values))
        if points is None:
            count.ask(f"no reference: {measure['id']}")
            made[code] = Cell(None, "no_reference", True)
            continue
        decimals = measure.get("decimals", formula.get("decimals"))
        made[code] = worked({"decimals": decimals}, points, f"{name}({cell.value})", relative or cell.open)
    return made


def points_of(formula: Json, name: str, value: Fraction, best: Fraction, least: Fraction) -> Fraction | None:
    """Give the points of a figure; None where there is nothing to compare it with, or it lies below nought."""
    points, target = exact(formula["points"]), formula.get("target")
    if value < 0:
        return None
    if name == "share_of_best":
        return points * value / best if best > 0 else None
    if name == "linear":
        return points * (value - least) / (best - least) if best != least else None
    if name == "as_given":
        return value if value <= points else None
    wanted = exact(target) if target is not None else ZERO
    return points * min(Fraction(1), value / wanted) if wanted > 0 else None


def take_place(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Give the place by a measure, 1 for the largest."""
    found = {each["code"]: count.cell(measure, each) for each in who}
    places = places_by({code: each.value for code, each in found.items() if each.value is not None})
    open_ = any(each.open for each in found.values())
    return {
        code: worked(measure, Fraction(places[code]), f"{cell.value}: {places[code]}/{len(places)}", open_)
        if code in places
        else Cell(None, cell.lack, cell.open)
        for code, cell in found.items()
    }


def take_group(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Give the number of the level that a measure lies in."""
    return {each["code"]: group_cell(count, measure, count.cell(measure, each)) for each in who}


def group_cell(count: ReviewCount, measure: Json, cell: Cell) -> Cell:
    """Find the first level, from above, that a figure reaches."""
    if cell.value is None:
        return Cell(None, cell.lack, cell.open)
    for level in measure["levels"]:
        bound, included = exact(level["bound"]), level.get("included", True)
        if cell.value == bound and included == UNDECIDED:
            count.ask(f"undecided: {measure['id']} level {level['number']}")
            return Cell(None, "undecided", True)
        if cell.value > bound or (cell.value == bound and included):
            return worked(measure, Fraction(level["number"]), f"{cell.value} ≥ {bound}: {level['title']}", cell.open)
    count.ask(f"no level: {measure['id']}")
    return Cell(None, "no_reference", True)


def take_prize(count: ReviewCount, measure: Json, who: Sequence[Json]) -> dict[str, Cell]:
    """Give 1 to whoever has a prize in a table of an earlier review, 0 to the rest."""
    earlier = table_behind(count, measure["table"])
    if earlier is None:
        count.ask(f"prizes open: {measure['table']}")
        return {each["code"]: Cell(None, "undecided", True) for each in who}
    waiting = prizes_open(earlier[1]) or undone(earlier[0])
    if waiting:
        count.ask(f"prizes open: {measure['table']}")
    sure, unsure = found_here(count, earlier[0], {row.code for row in earlier[1].rows} - {None})
    found = {}
    for each in who:
        code = each["code"]
        if code in sure:
            found[code] = worked(measure, Fraction(1), "prize", waiting)
        elif code in unsure or waiting:
            found[code] = Cell(None, "undecided", True)
        else:
            found[code] = worked(measure, ZERO, "no prize")
    return found


TAKES: dict[str, Callable[[ReviewCount, Json, Sequence[Json]], dict[str, Cell]]] = {
    "column": take_column,
    "rows": take_rows,
    "round": take_round,
    "ratio": from_two(lambda part, whole: part / whole if whole > 0 else None, "/"),
    "points": take_points,
    "scaled": take_scaled,
    "sum": take_added,
    "weighted": take_added,
    "place": take_place,
    "group": take_group,
    "distance": from_two(lambda one, other: abs(one - other), "-"),
    "rows_at_most": take_rows_at_most,
    "prize": take_prize,
}
"""Every kind of measure."""


def combined(order: Json, policy: str, keys: Sequence[Json], codes: Sequence[str]) -> dict[str, Fraction]:
    """Make the measures of an order one number: a weighted sum, a product, or the sum of the places by each.

    Of a measure with a minus the smaller is better: it counts against a weighted sum, and its places begin below.
    """
    smaller = [name.startswith("-") for name in order["by"]]
    if policy == "rank_sum":
        own = [places_by({code: key[code] for code in codes}, smaller[at]) for at, key in enumerate(keys)]
        return {code: Fraction(sum(places[code] for places in own)) for code in codes}
    found = {}
    for code in codes:
        values = [-key[code] if smaller[at] else key[code] for at, key in enumerate(keys)]
        value = ZERO if policy == "weighted" else Fraction(1)
        for at, each in enumerate(values):
            value = value + each * exact(order["weights"][at]) if policy == "weighted" else value * each
        found[code] = value
    return found


# --- one gate ---------------------------------------------------------------------------------------------------------

COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "at_least": lambda value, bound: value >= bound,
    "above": lambda value, bound: value > bound,
    "at_most": lambda value, bound: value <= bound,
    "below": lambda value, bound: value < bound,
    "equals": lambda value, bound: value == bound,
}


def judged(count: ReviewCount, gate: Json, mine: Sequence[Json]) -> dict[str, Verdict]:
    """Ask one gate of the subjects of its branch."""
    test = one_of(gate, "test", " ".join([*COMPARE, "present", "top", "council", "not_barred"]))
    if test == "council":
        return {each["code"]: said(count, gate, each["code"]) for each in mine}
    if test == "not_barred":
        return {each["code"]: barred_or_not(count, gate, each) for each in mine}
    cells = {each["code"]: count.cells[gate["measure"]][each["code"]] for each in mine}
    if test == "top":
        return judged_top(count, gate, cells)
    return {code: compared(count, gate, test, cell) for code, cell in cells.items()}


def said(count: ReviewCount, gate: Json, code: str) -> Verdict:
    """Give the word of the council; without one the subject waits."""
    decision = count.decided("met", gate["id"], code)
    if decision is None:
        return Verdict("waiting")
    return Verdict("met" if decision["value"] == "met" else "failed")


def without_value(cell: Cell) -> Verdict:
    """Judge a subject that has no value: open, not of the measure's branch and so not concerned, or failed."""
    if cell.open:
        return Verdict("open")
    return Verdict("met" if cell.lack == "branch" else "failed")


def compared(count: ReviewCount, gate: Json, test: str, cell: Cell) -> Verdict:
    """Compare a value with the bound; the value itself is exact."""
    if cell.value is None:
        return without_value(cell)
    if cell.open:
        return Verdict("open")
    if test == "present":
        return Verdict("met", cell.value)
    if gate["bound"] == UNDECIDED:
        count.ask(f"undecided: {gate['id']} bound")
        return Verdict("open")
    bound = exact(gate["bound"])
    return Verdict("met" if COMPARE[test](cell.value, bound) else "failed", cell.value, bound)


def judged_top(count: ReviewCount, gate: Json, cells: Mapping[str, Cell]) -> dict[str, Verdict]:
    """Ask who stands within the first places; of a place that begins within and ends beyond them ``tie`` says."""
    values = {code: cell.value for code, cell in cells.items() if cell.value is not None}
    if gate["bound"] == UNDECIDED:
        if values:
            count.ask(f"undecided: {gate['id']} bound")
        return {code: Verdict("open") if code in values else without_value(cell) for code, cell in cells.items()}
    places, bound = places_by(values), exact(gate["bound"])
    sharing = Counter(places.values())
    open_ = any(cell.open for cell in cells.values())
    found: dict[str, Verdict] = {}
    for code, cell in cells.items():
        if code not in places:
            found[code] = without_value(cell)
        elif open_:
            found[code] = Verdict("open")
        elif places[code] <= bound < places[code] + sharing[places[code]] - 1:
            found[code] = Verdict(across_line(count, gate, code).state, Fraction(places[code]), bound)
        else:
            found[code] = Verdict("met" if places[code] <= bound else "failed", Fraction(places[code]), bound)
    return found


def across_line(count: ReviewCount, gate: Json, code: str) -> Verdict:
    """Judge a tie across the line of the first places."""
    if gate.get("tie") == UNDECIDED:
        count.ask(f"undecided: {gate['id']} tie")
        return Verdict("open")
    tie = one_of(gate, "tie", "ask all_in all_out", "ask")
    return said(count, gate, code) if tie == "ask" else Verdict("met" if tie == "all_in" else "failed")


def barred_or_not(count: ReviewCount, gate: Json, subject: Json) -> Verdict:
    """Keep out whom the rules bar, by name and any name of the unit; of a namesake elsewhere people must speak."""
    units = {unit for name, unit in count.barred if name == folded(subject["name"])}
    if not count.persons or not units:
        return Verdict("met")
    unit = count.unit(subject["unit_code"])
    own = {folded(each) for each in (unit["names"] if unit else [subject["unit"]]) if each}
    return Verdict("failed") if units & own else said(count, gate, subject["code"])


# --- prizes -----------------------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """One prize: ``given``, ``vacant`` or ``open``; to whom, at which place, by which decision (None: by the rules)."""

    prize: str
    state: str
    code: str | None = None
    place: int | None = None
    decision: int | None = None


class Awards:
    """One prize table while it is filled, and afterwards."""

    def __init__(self, table: Json, able: list[Place], passed: dict[str, str], facts: Mapping[str, Json]) -> None:
        """Begin with everybody who may have a prize of the table, and why others may not."""
        self.table, self.able, self.passed, self.facts = table, able, passed, facts
        self.rows: list[Row] = []
        self.winners: list[str] = []
        self.decided: set[str] = set()
        self.tied: set[str] = set()
        self.questions: list[str] = []
        self.by_code = {place.code: place for place in able}

    def ask(self, question: str) -> None:
        """Note what stops the table."""
        self.questions.append(f"{self.table['id']}: {question}")

    def take_decided(self, count: ReviewCount) -> None:
        """Enter what people decided, where the rules allow it."""
        for prize in self.table["prizes"]:
            decision = count.decided("prize", self.table["id"], prize["id"])
            if decision is None:
                continue
            codes = [] if decision["value"] == "vacant" else decision["value"].split()
            if not self._allowed(prize, codes, decision["value"]):
                continue
            number = int(decision["number"])
            self.decided.add(prize["id"])
            self.enter(prize["id"], codes, number)
            self.rows += [Row(prize["id"], "vacant", decision=number)] * (int(prize["count"]) - len(codes))

    def _allowed(self, prize: Json, codes: list[str], value: str) -> bool:
        if (not codes and value != "vacant") or any(code not in self.by_code for code in codes):
            return False
        if len(set(codes)) < len(codes) or set(codes) & set(self.winners):
            return False
        if len(codes) > int(prize["count"]) and not self.table.get("sharing", False):
            return False
        return bool(codes or self.table.get("vacancy", True)) and not self.over_cap(codes)

    def enter(self, prize: str, codes: Iterable[str], decision: int | None) -> None:
        """Give a prize."""
        for code in codes:
            self.winners.append(code)
            self.rows.append(Row(prize, "given", code, self.by_code[code].number, decision))

    def over_cap(self, codes: Iterable[str]) -> str:
        """Name the cap that would be passed if these won as well."""
        mine = list(codes)
        for cap, of in (("per_unit", self._unit), ("per_author", self._person)):
            most = self.table.get(cap)
            if isinstance(most, int):
                counts = Counter(of(code) for code in (*self.winners, *mine))
                if any(of(code) and counts[of(code)] > most for code in mine):
                    return cap
        return ""

    def _unit(self, code: str) -> str:
        return str(self.facts[code]["unit"])

    def _person(self, code: str) -> str:
        """Give whom the cap on authors counts: a person, told apart from namesakes; in a review of units nobody."""
        return f"{code}" if self.facts[code]["person"] else ""

    def fill(self) -> None:
        """Give the rest to the places in order; a tie across two prizes or the last one opens all that it reaches."""
        free = [each for each in self.table["prizes"] if each["id"] not in self.decided]
        slots = [each["id"] for each in free for _ in range(int(each["count"]))]
        taken = set(self.winners)
        rest = [place for place in self.able if place.code not in taken]
        for number in dict.fromkeys(place.number for place in rest):
            if not slots:
                return
            group = []
            for place in rest:
                cap = self.over_cap([place.code]) if place.number == number else "another place"
                if cap in ("per_unit", "per_author"):
                    self.passed[place.code] = cap
                elif not cap:
                    group.append(place.code)
            if len(group) > 1 and self.over_cap(group):
                self._tie(group, slots)
                return
            reached, slots = slots[: len(group)], slots[len(group) :]
            if len(group) > 1 and (len(reached) < len(group) or len(set(reached)) > 1):
                self._tie(group, reached)
                continue
            for code, prize in [(group[at], reached[at]) for at in range(len(group))]:
                self.enter(prize, [code], None)
        self._leave(slots)

    def _tie(self, group: list[str], slots: list[str]) -> None:
        self.ask("tie")
        self.tied |= set(group)
        self.winners += group
        self.rows += [Row(prize, "open") for prize in slots]

    def _leave(self, slots: list[str]) -> None:
        """Leave the prizes that nobody is left for vacant, where the rules allow that."""
        if slots and not self.table.get("vacancy", True):
            self.ask("nobody left")
        state = "vacant" if self.table.get("vacancy", True) else "open"
        self.rows += [Row(prize, state) for prize in slots]

    def ask_rest(self) -> None:
        """Ask about open points that would change who wins, and about a decision that turned the order round."""
        for cap, of in (("per_unit", self._unit), ("per_author", self._person)):
            most = max(Counter(of(code) for code in self.winners if of(code)).values(), default=0)
            if self.table.get(cap) == UNDECIDED and most > 1:
                self.ask(f"undecided {cap}")
        if self.table.get("minimum") == UNDECIDED and self.winners:
            self.ask("undecided minimum")
        rank = {each["id"]: at for at, each in enumerate(self.table["prizes"])}
        given = [row for row in self.rows if row.code is not None]
        for low in given:
            for high in given:
                turned = rank[high.prize] < rank[low.prize] and (low.place or 0) < (high.place or 0)
                if low.decision is not None and high.decision is None and turned:
                    self.ask("out of order")

    def sort(self) -> None:
        """Put the rows in the order of the prizes."""
        rank = {each["id"]: at for at, each in enumerate(self.table["prizes"])}
        self.rows.sort(key=lambda row: rank[row.prize])


def fill_table(count: ReviewCount, table: Json) -> Awards:
    """Fill one prize table of a review."""
    filters: list[str] = table.get("filters", [])
    meeting = {text: filter_met(count, text) for text in filters}
    able, passed = [], {}
    minimum = table.get("minimum", "none")
    for place in count.places:
        if any(codes is not None and place.code not in codes for codes in meeting.values()):
            passed[place.code] = "filter"
        elif minimum not in ("none", UNDECIDED) and place.score < exact(minimum):
            passed[place.code] = "minimum"
        else:
            able.append(place)
    facts = {each["code"]: {"unit": each["unit"], "person": count.persons} for each in count.subjects}
    awards = Awards(table, able, passed, facts)
    awards.take_decided(count)
    awards.fill()
    awards.ask_rest()
    awards.sort()
    unknown = [f"{table['id']}: filter {text}" for text, codes in meeting.items() if codes is None]
    if unsettled(count, filters, meeting):
        hold_back(awards)
    else:
        leave_to_council(count, awards)
    awards.questions += unknown
    return awards


def filter_met(count: ReviewCount, text: str) -> set[str] | None:
    """Give who meets a condition of a table; None where nobody can tell."""
    kind, _, rest = text.partition(":")
    everybody = {each["code"] for each in count.subjects}
    if kind == "is":
        return {each["code"] for each in count.subjects if count.concerns(rest, each)}
    if kind == "meets" and item_with(count.review.get("gates", []), rest):
        failing = {code for code, gates in count.failed.items() if any(gate == rest for gate, _ in gates)}
        return everybody - failing - {code for code, gates in count.waiting.items() if rest in gates}
    if kind not in ("not_in", "no_prize_in"):
        raise UnknownRule(f"filter {text}")
    for awards in count.awards:
        if awards.table["id"] == rest:
            return everybody - ({place.code for place in awards.able} if kind == "not_in" else winners(awards))
    earlier = table_behind(count, rest)
    if earlier is None:
        return None
    review, awards = earlier
    if undone(review) or (kind == "no_prize_in" and prizes_open(awards)):
        count.ask(f"open before: {rest}")
    there = {place.code for place in awards.able} if kind == "not_in" else winners(awards)
    sure, unsure = found_here(count, review, there)
    return everybody - sure - unsure


def winners(awards: Awards) -> set[str]:
    """Give who has a prize of a table."""
    return {row.code for row in awards.rows if row.code is not None}


def unsettled(count: ReviewCount, filters: Sequence[str], meeting: Mapping[str, set[str] | None]) -> bool:
    """Say whether more than a tie is open about who may have a prize of a table: then it gives none yet."""
    if count.review["order"] == UNDECIDED or (count.sheet_missing and not count.subjects):
        return True
    for text in filters:
        kind, _, rest = text.partition(":")
        own = [each for each in count.awards if each.table["id"] == rest]
        earlier = table_behind(count, rest) if kind in ("not_in", "no_prize_in") else None
        if kind == "no_prize_in" and any(map(prizes_open, own)):
            return True
        if earlier and (undone(earlier[0]) or (kind == "no_prize_in" and prizes_open(earlier[1]))):
            return True
    branches = [codes for text, codes in meeting.items() if text.startswith("is:") and codes is not None]
    for each in count.subjects:
        code = each["code"]
        able = all(code in codes for codes in branches) and not count.failed[code]
        if able and (not count.meets(code) or count.key_open(code)):
            return True
    return False


def hold_back(awards: Awards) -> None:
    """Give no prize but what people decided."""
    rows = []
    for prize in awards.table["prizes"]:
        decided = [row for row in awards.rows if row.prize == prize["id"] and row.decision is not None]
        rows += decided or [Row(prize["id"], "open")] * int(prize["count"])
    awards.rows, awards.questions, awards.tied = rows, [], set()


def leave_to_council(count: ReviewCount, awards: Awards) -> None:
    """Where the council chooses, a place gives no prize by itself: only what it decided, or the order that it gave."""
    if count.review["order"] == UNDECIDED or count.review["order"]["policy"] != "council":
        return
    ordered = {place.code for place in count.places if place.decision is not None}
    free = [row.state != "vacant" and row.decision is None and row.code not in ordered for row in awards.rows]
    if any(free):
        awards.rows = [Row(row.prize, "open") if free[at] else row for at, row in enumerate(awards.rows)]
        awards.questions = [each for each in awards.questions if not each.endswith(": tie")]
        awards.tied = set()
        awards.ask("the council chooses")


# --- other reviews ----------------------------------------------------------------------------------------------------


def table_behind(count: ReviewCount, table: str) -> tuple[ReviewCount, Awards] | None:
    """Find a prize table of an earlier review."""
    found = [(each, awards) for each in count.behind for awards in each.awards if awards.table["id"] == table]
    return found[0] if found else None


def prizes_open(awards: Awards) -> bool:
    """Say whether a prize of a table may still go to somebody."""
    return bool(awards.questions) or any(row.state == "open" for row in awards.rows)


def undone(count: ReviewCount) -> bool:
    """Say whether it is still open of anybody whether the gates of another review are met."""
    placed = {place.code for place in count.places}
    codes = [each["code"] for each in count.subjects if each["code"] not in placed]
    return any(not count.failed[code] and reason_of(count, code) != "UNRANKED" for code in codes)


def found_here(count: ReviewCount, earlier: ReviewCount, there: Iterable[str | None]) -> tuple[set[str], set[str]]:
    """Find subjects of an earlier review among those of this one: surely, and those of whom only the name says so.

    Units by their code; people by unit, name and what tells namesakes apart, as far as both sheets have that.
    """
    if count.persons != earlier.persons:
        return set(), set()
    if not count.persons:
        return {code for code in there if code}, set()
    parts = [item_with(each.rules["measured"], each.review["part"]) or {"columns": []} for each in (count, earlier)]
    told = 3 if all(column_of_kind(each, "key") for each in parts) else 2
    bearers = Counter(person[:told] for person in earlier.people.values())
    sure: set[str] = set()
    unsure: set[str] = set()
    for code in there:
        who = earlier.people[code or ""][:told]
        mine = {each for each, person in count.people.items() if person[:told] == who}
        if len(mine) == 1 and bearers[who] == 1:
            sure |= mine
        else:
            unsure |= mine
    if unsure:
        count.ask(f"namesakes of {earlier.review['id']}")
    return sure - unsure, unsure


# --- what became of everybody -----------------------------------------------------------------------------------------


def reason_of(count: ReviewCount, code: str) -> str:
    """Say what became of a subject that fails no gate (definition.md, the codes of reasons)."""
    if not count.meets(code):
        return "WAITING"
    if any(code in winners(each) for each in count.awards):
        return "AWARDED"
    if any(code in each.tied for each in count.awards):
        return "TIE_PENDING"
    mine = [each for each in count.awards if code in each.by_code]
    if any(prize_may_come(each, code) for each in mine):
        return "WAITING"
    if mine:
        capped = any(each.passed.get(code) in ("per_unit", "per_author") for each in mine)
        return "CAPPED" if capped else "BELOW_QUOTA"
    if code in count.unranked:
        known = count.review["order"] != UNDECIDED and not count.key_open(code)
        return "UNRANKED" if known else "WAITING"
    if not count.awards:
        return "MEETS"
    return "BELOW_MINIMUM" if any(each.passed.get(code) == "minimum" for each in count.awards) else "OUT_OF_TABLES"


def prize_may_come(awards: Awards, code: str) -> bool:
    """Say whether an open prize of a table could still reach a place.

    While only ties are open, and no cap and no decision moves the prizes, a place behind as many others as there are
    prizes is out of reach.
    """
    if not any(row.state == "open" for row in awards.rows):
        return False
    moved = any(awards.table.get(cap, "unlimited") != "unlimited" for cap in ("per_unit", "per_author"))
    moved = moved or any(row.decision is not None for row in awards.rows)
    if not awards.tied or moved:
        return True
    place = awards.by_code[code].number
    ahead = sum(each.number < place for each in awards.able)
    return ahead < sum(int(each["count"]) for each in awards.table["prizes"])


# --- the result as it stands in ket-qua-<review>.json -----------------------------------------------------------------


def subjects_data(count: ReviewCount) -> list[Json]:
    """Give every subject as the result file has it: those with a place first, in their order, then by code."""
    places = {place.code: place for place in count.places}
    at = {place.code: turn for turn, place in enumerate(count.places)}
    ordered = sorted(count.subjects, key=lambda each: (at.get(each["code"], len(at)), str(each["code"])))
    return [subject_data(count, each, places.get(each["code"])) for each in ordered]


def subject_data(count: ReviewCount, subject: Json, place: Place | None) -> Json:
    """Give one subject."""
    code = subject["code"]
    cells = {name: found[code] for name, found in count.cells.items()}
    reasons = {gate["id"]: gate["reason"] for gate in count.review.get("gates", [])}
    failed = [
        {"gate": gate, "reason": reasons[gate], "value": text_of(each.value), "needed": text_of(each.needed)}
        for gate, each in count.failed[code]
    ]
    return {
        "code": code,
        "name": subject["name"],
        "unit": subject["unit"],
        "values": {name: text_of(cell.value) for name, cell in cells.items()},
        "lacks": {name: cell.lack for name, cell in cells.items() if cell.lack},
        "failed": failed,
        "waiting": count.waiting[code],
        "place": place.number if place else None,
        "shared": place.shared if place else False,
        "decision": place.decision if place else None,
        "reasons": list(dict.fromkeys(each["reason"] for each in failed)) or [reason_of(count, code)],
    }


def text_of(value: Fraction | None) -> str | None:
    """Write an exact value, ``7/2`` or ``7``."""
    return None if value is None else str(value)


def awards_data(count: ReviewCount) -> list[Json]:
    """Give every prize as the result file has it."""
    return [
        {
            "table": awards.table["id"],
            "prize": row.prize,
            "state": row.state,
            "code": row.code,
            "money": str((item_with(awards.table["prizes"], row.prize) or {}).get("money", 0)),
            "decision": row.decision,
        }
        for awards in count.awards
        for row in awards.rows
    ]


def count_reviews(
    rules: Json,
    sheets: Sequence[Json],
    rounds: Mapping[str, Json],
    decisions: Sequence[Json],
    barred: Iterable[Sequence[str]] = (),
    only: str = "",
) -> dict[str, ReviewCount]:
    """Work out every review, or one with those that it looks at, each on the counts of those before it.

    ``sheets`` as :func:`sheet_of` gives them, superseded ones too; ``rounds`` and ``barred`` as :class:`ReviewCount`
    wants them; ``rules`` with the decided points set in.
    """
    rules = rules_read(rules)
    people = [(each[0], each[1]) for each in barred]
    found: dict[str, ReviewCount] = {}
    last = next((each for each in rules["reviews"] if each["id"] == only), None)
    for review in [*behind_of(rules, last), last] if last else rules["reviews"]:
        behind = [found[each["id"]] for each in behind_of(rules, review)]
        held = in_force(sheets, locked_with(decisions, review["id"]))
        found[review["id"]] = ReviewCount(rules, review, held, rounds, decisions, people, behind)
    return found


def locked_with(decisions: Iterable[Json], review: str) -> list[str]:
    """Give the digests that the lock of a review names; nothing while it is not locked."""
    finals = [each for each in decisions if each["kind"] == "final" and list(each["about"]) == [review]]
    last = max(finals, key=lambda each: int(each["number"]), default=None)
    return list(last["among"]) if last and last["value"] != "opened" else []
