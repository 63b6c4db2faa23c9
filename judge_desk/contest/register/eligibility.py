"""May an entry compete? A tuple of small rules, one per reason, over the register as taken in.

A rule gives findings: STOP refuses, ASK makes the entry doubtful until people decide, NOTE informs. Nothing is ever
dropped: a refused or withdrawn entry stays in the register with its reasons. The reasons are those that plans of such
contests give (Kế hoạch 111/KH-UBND of 2024): window, size of a group, barred people, fields, parts, earlier use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from judge_desk.contest.register.entries import DAMAGED, Author, Entry, EntryState, SubmittedFile, Unit
from judge_desk.contest.register.handling import ACCEPTED, REFUSED, is_answered
from judge_desk.contest.register.panel import JUDGING, Person, Role
from judge_desk.contest.register.receipt import check_receipt
from judge_desk.contest.rulebook.definition import Definition, EntrantKind, Part, PartKind, parts_of
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind, latest
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import EntryId, UnitId
from judge_desk.contest.values.problems import Findings, Problem, Severity, stops

BARRED_ROLES: Final[Mapping[str, frozenset[Role]]] = {
    "organisers": frozenset({Role.ORGANISER}),
    "jury": JUDGING,
    "secretariat": frozenset({Role.SECRETARY}),
}
"""Which roles a word of ``definition.barred`` means."""

_FLAGS: Final[Mapping[str, str]] = {
    "duplicate": "intake.flag_duplicate",
    "published": "intake.flag_published",
}


@dataclass(frozen=True, slots=True)
class Context:
    """What an entry is judged against; the last three are worked out from the entries, once.

    Attributes:
        definition: the rules; people: everybody of the panel sheet; entries: the whole register; units: all units.
        titles: folded title, to the entries that bear it; contents: SHA-256 of a file, to the entries that hold it.
        by_unit: number of entries of each unit.
    """

    definition: Definition
    people: tuple[Person, ...]
    entries: tuple[Entry, ...]
    units: tuple[Unit, ...]
    titles: Mapping[str, tuple[EntryId, ...]] = field(init=False)
    contents: Mapping[str, tuple[EntryId, ...]] = field(init=False)
    by_unit: Mapping[UnitId, int] = field(init=False)

    def __post_init__(self) -> None:
        """Index the register, so that the rules on pairs of entries stay quick."""
        titles = _index((fold(entry.title), entry.id) for entry in self.entries)
        contents = _index((file.sha256, entry.id) for entry in self.entries for file in entry.files)
        units = _index((unit, entry.id) for entry in self.entries for unit in entry.units)
        object.__setattr__(self, "titles", titles)
        object.__setattr__(self, "contents", contents)
        object.__setattr__(self, "by_unit", {UnitId(unit): len(ids) for unit, ids in units.items()})


def _index(pairs: Iterable[tuple[str, EntryId]]) -> Mapping[str, tuple[EntryId, ...]]:
    """Group entry ids by key, each once, in ascending order."""
    found: dict[str, set[EntryId]] = {}
    for key, entry_id in pairs:
        found.setdefault(key, set()).add(entry_id)
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


Rule = Callable[[Entry, Context], Findings]


def _find(code: str, severity: Severity, entry: Entry, **facts: str | int) -> Findings:
    return (Problem(code, severity, "", {"entry": entry.id, **facts}),)


def _kind(entry: Entry, context: Context) -> EntrantKind | None:
    return next((kind for kind in context.definition.entrants if kind.id == entry.kind), None)


def outside_window(entry: Entry, context: Context) -> Findings:
    """The entry came too early or too late (see ``receipt``)."""
    receipt = context.definition.receipt
    return check_receipt(entry, receipt) if receipt is not None else ()


def unknown_kind(entry: Entry, context: Context) -> Findings:
    """The register names a kind of entrant that the rules do not have."""
    known = any(kind.id == entry.kind for kind in context.definition.entrants)
    return () if known else _find("intake.unknown_kind", Severity.STOP, entry, kind=entry.kind or "–")


def unknown_field(entry: Entry, context: Context) -> Findings:
    """The register names a field that the rules do not have; a contest without fields knows none."""
    fields = {each.id for each in context.definition.fields}
    known = entry.field in fields or (not fields and not entry.field)
    return () if known else _find("intake.unknown_field", Severity.STOP, entry, field=entry.field or "–")


def no_author(entry: Entry, context: Context) -> Findings:
    """A person's or group's entry names nobody; a collective need not."""
    kind = _kind(entry, context)
    missing = kind is not None and kind.most_people is not None and not entry.authors
    return _find("intake.no_author", Severity.STOP, entry) if missing else ()


def group_too_large(entry: Entry, context: Context) -> Findings:
    """More authors than the kind allows ("không quá 4 người/nhóm")."""
    kind, count = _kind(entry, context), len(entry.authors)
    if kind is None or kind.most_people is None or count <= kind.most_people:
        return ()
    return _find("intake.group_too_large", Severity.STOP, entry, count=count, most=kind.most_people, kind=kind.title)


def group_too_small(entry: Entry, context: Context) -> Findings:
    """Fewer authors than the kind needs; an entry without any has its own finding."""
    kind, count = _kind(entry, context), len(entry.authors)
    if kind is None or not 0 < count < kind.least_people:
        return ()
    return _find("intake.group_too_small", Severity.STOP, entry, count=count, least=kind.least_people, kind=kind.title)


def _barred(context: Context) -> tuple[Person, ...]:
    roles = {role for word in context.definition.barred for role in BARRED_ROLES.get(word, frozenset())}
    return tuple(person for person in context.people if person.role in roles)


def _same_person(author: Author, person: Person) -> bool:
    return author.unit is not None and author.unit == person.unit


def barred_author(entry: Entry, context: Context) -> Findings:
    """An author is an organiser, judge or secretary: same name and unit refuses, the same name alone is a question."""
    found: list[Problem] = []
    for author in entry.authors:
        named = [person for person in _barred(context) if fold(person.name) == fold(author.name)]
        if named and any(_same_person(author, person) for person in named):
            found += _find("intake.barred", Severity.STOP, entry, name=author.name)
        elif named:
            found += _find("intake.namesake", Severity.ASK, entry, name=author.name)
    return tuple(found)


def missing_part(entry: Entry, context: Context) -> Findings:
    """A required part has fewer files than it needs."""
    parts = parts_of(context.definition, entry.field)
    counts = {part.id: sum(file.part == part.id for file in entry.files) for part in parts}
    return tuple(
        problem
        for part in parts
        if part.required and counts[part.id] < part.least_count
        for problem in _find(
            "intake.missing_part", Severity.STOP, entry, part=part.title, count=counts[part.id], least=part.least_count
        )
    )


def _each_file(entry: Entry, context: Context, look: Callable[[Entry, Part, SubmittedFile], Findings]) -> Findings:
    parts = {part.id: part for part in context.definition.parts}
    return tuple(
        problem for file in entry.files if file.part in parts for problem in look(entry, parts[file.part], file)
    )


def unknown_part(entry: Entry, context: Context) -> Findings:
    """A file answers to no part of the rules."""
    parts = {part.id for part in parts_of(context.definition, entry.field)}
    strangers = (file for file in entry.files if file.part not in parts and file.part != DAMAGED)
    return tuple(p for file in strangers for p in _find("intake.unknown_part", Severity.ASK, entry, file=file.name))


def damaged_file(entry: Entry, context: Context) -> Findings:
    """A file could not be opened when it was taken in."""
    damaged = (file for file in entry.files if file.part == DAMAGED)
    return tuple(p for file in damaged for p in _find("intake.damaged_file", Severity.ASK, entry, file=file.name))


def wrong_format(entry: Entry, context: Context) -> Findings:
    """A file's real content is of a format that its part does not allow."""
    return _each_file(entry, context, _format)


def _format(entry: Entry, part: Part, file: SubmittedFile) -> Findings:
    if not part.formats or file.extension in part.formats:
        return ()
    facts = {"part": part.title, "file": file.name, "format": file.extension, "allowed": ", ".join(part.formats)}
    return _find("intake.wrong_format", Severity.STOP, entry, **facts)


def clip_length(entry: Entry, context: Context) -> Findings:
    """A clip runs longer than allowed, or its length could not be read."""
    return _each_file(entry, context, _clip)


def _clip(entry: Entry, part: Part, file: SubmittedFile) -> Findings:
    if part.kind is not PartKind.CLIP or part.most_seconds is None:
        return ()
    if file.seconds is None:
        return _find("intake.clip_unmeasured", Severity.ASK, entry, file=file.name, most=_length(part.most_seconds))
    if file.seconds <= part.most_seconds:
        return ()
    facts = {"file": file.name, "length": _length(file.seconds), "most": _length(part.most_seconds)}
    if isinstance(part.over_length, Undecided):
        return _find("intake.clip_undecided", Severity.ASK, entry, **facts)
    if part.over_length == "penalty":
        return _find("intake.clip_penalty", Severity.NOTE, entry, **facts)
    return _find("intake.clip_too_long", Severity.STOP, entry, **facts)


def _length(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def declared_flags(entry: Entry, context: Context) -> Findings:
    """The register carries a remark that makes the entry doubtful: already applied, published, in another contest."""
    raised = [flag for flag in context.definition.content_flags if flag in entry.flags]
    return tuple(
        problem
        for flag in raised
        for problem in _find(_FLAGS.get(flag, "intake.flag_other"), Severity.ASK, entry, flag=flag)
    )


def empty_title(entry: Entry, context: Context) -> Findings:
    """The entry has no title, or one of punctuation only."""
    return () if fold(entry.title) else _find("intake.no_title", Severity.ASK, entry)


def same_title(entry: Entry, context: Context) -> Findings:
    """Another entry bears the same title, letter case and punctuation apart."""
    key = fold(entry.title)
    others = [each for each in context.titles.get(key, ()) if each != entry.id] if key else []
    return _find("intake.same_title", Severity.ASK, entry, others=", ".join(others)) if others else ()


def same_file(entry: Entry, context: Context) -> Findings:
    """Another entry holds a file with the very same content."""
    found: list[Problem] = []
    for file in {file.sha256: file for file in entry.files}.values():
        others = [each for each in context.contents.get(file.sha256, ()) if each != entry.id]
        if others:
            found += _find("intake.same_file", Severity.ASK, entry, file=file.name, others=", ".join(others))
    return tuple(found)


def no_unit(entry: Entry, context: Context) -> Findings:
    """Residents and firms have no unit: only declared conflicts (kin) can be seen, none by unit."""
    return () if entry.units else _find("intake.no_unit", Severity.NOTE, entry)


def unknown_unit(entry: Entry, context: Context) -> Findings:
    """The register names a unit that the list of units does not have, so that conflicts could be overlooked."""
    known = {unit.id for unit in context.units}
    named = dict.fromkeys([*entry.units, *(author.unit for author in entry.authors if author.unit is not None)])
    return tuple(p for u in named if u not in known for p in _find("intake.unknown_unit", Severity.ASK, entry, unit=u))


def unit_over_maximum(entry: Entry, context: Context) -> Findings:
    """A unit has more entries than the rules allow; which of them stay is for people to say, not for the order."""
    most = context.definition.most_per_unit
    if most is None:
        return ()
    titles = {unit.id: unit.title for unit in context.units}
    found: list[Problem] = []
    for unit in entry.units:
        count, title = context.by_unit.get(unit, 0), titles.get(unit, unit)
        if isinstance(most, Undecided):
            if count > 1:
                found += _find("intake.unit_limit_open", Severity.NOTE, entry, unit=title, count=count)
        elif count > most:
            found += _find("intake.unit_over_maximum", Severity.ASK, entry, unit=title, count=count, most=most)
    return tuple(found)


RULES: Final[tuple[Rule, ...]] = (
    unknown_kind,
    unknown_field,
    empty_title,
    no_author,
    no_unit,
    unknown_unit,
    outside_window,
    group_too_large,
    group_too_small,
    barred_author,
    missing_part,
    unknown_part,
    damaged_file,
    wrong_format,
    clip_length,
    declared_flags,
    same_title,
    same_file,
    unit_over_maximum,
)
"""Every rule, in the order in which the findings are read out."""

RULE_CODES: Final = frozenset(
    {
        "intake.unknown_kind", "intake.unknown_field", "intake.no_title", "intake.no_author", "intake.no_unit",
        "intake.unknown_unit", "intake.no_time", "intake.late", "intake.early", "intake.sent_or_received",
        "intake.closing_hour", "intake.group_too_large", "intake.group_too_small", "intake.barred", "intake.namesake",
        "intake.missing_part", "intake.unknown_part", "intake.damaged_file", "intake.wrong_format",
        "intake.clip_unmeasured", "intake.clip_undecided", "intake.clip_penalty", "intake.clip_too_long",
        "intake.flag_duplicate", "intake.flag_published", "intake.flag_other", "intake.same_title", "intake.same_file",
        "intake.unit_limit_open", "intake.unit_over_maximum", "intake.decision_lapsed", "intake.accept_void",
    }
)  # fmt: skip
"""Codes that :func:`judge` gives; anything else that is kept about an entry was found beside the rules."""


def judge(
    entry: Entry, context: Context, decisions: tuple[Decision, ...], looked: Findings = ()
) -> tuple[EntryState, Findings]:
    """Say what an entry is, and why.

    A withdrawal wins, then a STOP or a decision to refuse. Questions make the entry doubtful unless a decision
    accepts it. A decision that names files in ``among`` holds only while those are the entry's files (by SHA-256). A
    decision on the entry cannot accept what the rules refuse; it is said that it had no effect. A decision on one
    finding (see ``handling``) can: it names what it accepts.

    Args:
        entry: the entry.
        context: what it is judged against.
        decisions: all, or at least those about this entry.
        looked: what was found beside the rules, e.g. inside the files; it only counts where people refuse for it.
    """
    findings = tuple(problem for rule in RULES for problem in rule(entry, context))
    standing = tuple(each for each in findings if not is_answered(entry, each, decisions, ACCEPTED))
    decision = latest(decisions, DecisionKind.ENTRY, entry.id)
    value, notes = _spoken(entry, decision, standing)
    refused = any(is_answered(entry, each, decisions, REFUSED) for each in (*findings, *looked))
    if any(each.kind is DecisionKind.WITHDRAW and each.about[:1] == (entry.id,) for each in decisions):
        return EntryState.WITHDRAWN, findings + notes
    if stops(standing) or refused or value == "refuse":
        return EntryState.REFUSED, findings + notes
    asked = any(problem.severity is Severity.ASK for problem in standing + notes)
    return (EntryState.DOUBTFUL if asked and value != "accept" else EntryState.ELIGIBLE), findings + notes


def _spoken(entry: Entry, decision: Decision | None, findings: Findings) -> tuple[str, Findings]:
    """Give the decided value, empty if none holds, and what must be said of the decision."""
    if decision is None:
        return "", ()
    if decision.among and frozenset(decision.among) != {file.sha256 for file in entry.files}:
        return "", _find("intake.decision_lapsed", Severity.ASK, entry, number=decision.number)
    if decision.value == "accept" and stops(findings):
        return "", _find("intake.accept_void", Severity.NOTE, entry, number=decision.number)
    return decision.value, ()
