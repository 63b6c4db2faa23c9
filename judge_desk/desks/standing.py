"""Where a round stands: packages, ballots, the panel's view and the result, worked out anew every time.

:func:`work_out` is the one way from sealed files and decisions to a result. The secretary's desk feeds it from the
contest's file, the recount from loose files: the same values, the same result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from judge_desk.contest.counting.brought import BroughtSheet, points_brought, sheets_in_force
from judge_desk.contest.counting.outcome import EntryFacts
from judge_desk.contest.counting.results import EarlierRound, RoundResult, data_code, earlier_round, round_result
from judge_desk.contest.merge.ballots import SealedBallot
from judge_desk.contest.merge.closed_ballots import ClosedBallot, closed_seats, opening_of
from judge_desk.contest.merge.conditions import PanelView
from judge_desk.contest.merge.editions import Edition, issued_from
from judge_desk.contest.merge.merging import panel_view
from judge_desk.contest.register.packages import Manifest, ManifestEntry
from judge_desk.contest.reviewing.reach import only_reviews_read
from judge_desk.contest.rulebook.definition import Definition, Round, find_round
from judge_desk.contest.rulebook.rubric import Rubric
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.decisions import Decision, DecisionKind, replaced_rules
from judge_desk.contest.values.identity import Digest, EntryCode, RoundId, Seat
from judge_desk.contest.values.problems import Findings, NotNow, Problem, Severity, WrongContest
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.exchange.rulebook.definition_file import load_definition
from judge_desk.exchange.sealed import brought_file
from judge_desk.exchange.sealed.ballot_columns import Columns, columns_of
from judge_desk.exchange.sealed.ballot_file import read_ballot
from judge_desk.exchange.sealed.ballot_header import BallotHeader
from judge_desk.exchange.sealed.closed_file import peek_closed
from judge_desk.exchange.sealed.decision_file import canonical_text
from judge_desk.exchange.sealed.manifest_file import read_manifest
from judge_desk.stores.ballot_tables import read_ballots
from judge_desk.stores.brought_tables import read_sheets
from judge_desk.stores.opening_tables import read_closed
from judge_desk.stores.round_tables import read_codes, read_exclusions, read_packages

NAMING: Final = (DecisionKind.APPROVE, DecisionKind.FINAL, DecisionKind.ANNOUNCE)
"""The kinds of decisions that name the code of the data they are about."""
ColumnsFor = Callable[[BallotHeader], Columns | None]
Excluded = Mapping[EntryCode, Mapping[Seat, str]]


@dataclass(frozen=True)
class Standing:
    """One round worked out.

    Attributes:
        definition, round: the rules in force; editions: every manifest with its digest, by version.
        ballots: every verified ballot taken in; view: the panel; count: works the result out.
        decisions: all of the contest.
        earlier: the round before, worked out; None for the first.
        brought: every sheet of the contest that the organisers brought, superseded ones among them.
        closed: closed ballots that were received and wait for the opening; empty after it.
    """

    definition: Definition
    round: Round
    editions: tuple[Edition, ...]
    ballots: tuple[SealedBallot, ...]
    view: PanelView
    count: Callable[[], RoundResult] = field(repr=False, compare=False)
    decisions: tuple[Decision, ...]
    earlier: Standing | None
    brought: tuple[BroughtSheet, ...] = ()
    closed: tuple[ClosedBallot, ...] = ()

    @cached_property
    def result(self) -> RoundResult:
        """What the round came to, counted when it is first asked for."""
        return self.count()

    @property
    def waits_for_opening(self) -> bool:
        """Whether ballots travel closed and the panel has not opened them yet."""
        return _waits(self.manifest, self.decisions)

    @property
    def closed_seats(self) -> tuple[Seat, ...]:
        """The seats whose closed ballot waits for the opening."""
        return closed_seats(self.closed)

    @property
    def id(self) -> RoundId:
        """The round's id, by which decisions and papers find it."""
        return self.round.id

    @property
    def title(self) -> str:
        """The round's name."""
        return self.round.title

    @property
    def blind(self) -> bool:
        """Whether codes hide names until they are opened."""
        return self.round.blind

    @property
    def coded(self) -> bool:
        """Whether entries bear codes: in every round."""
        return True

    @property
    def approval(self) -> str | Undecided | None:
        """The office that must approve the result, as the rules say."""
        return self.round.approval

    @property
    def questions(self) -> Findings:
        """What stops the result from being official."""
        return self.result.questions

    @property
    def rests_on(self) -> tuple[Digest, ...]:
        """What a decision on the whole result rests on: every counted ballot."""
        return tuple(sorted(each.digest for each in self.counted))

    @property
    def manifest(self) -> Manifest:
        """The newest package's manifest."""
        return self.editions[-1][0]

    @property
    def package(self) -> Digest:
        """The newest package's digest."""
        return self.editions[-1][1]

    @property
    def counted(self) -> tuple[SealedBallot, ...]:
        """The ballots that count, by seat."""
        return tuple(seat.counted for seat in self.view.seats if seat.counted is not None)

    @cached_property
    def judges(self) -> Mapping[Seat, str]:
        """The names on the ballots that count, by seat."""
        return {each.ballot.seat: each.ballot.name for each in self.counted}

    @property
    def rules_digest(self) -> str:
        """The version of the rules that the round was issued under, if a decision replaced it; else that in force."""
        issued, now = self.manifest.definition_digest, self.definition.digest
        return issued if issued in replaced_rules(self.decisions, now) else now

    @property
    def data_code(self) -> str:
        """The code of all data that the result stands on, earlier rounds among them."""
        return self.code_with(self.decisions)

    def code_with(self, decisions: tuple[Decision, ...]) -> str:
        """Give the code of the same data with only these of the decisions."""
        rounds: list[Standing] = [self]
        while rounds[-1].earlier is not None:
            rounds.append(rounds[-1].earlier)
        known = tuple(each.round.id for each in rounds)
        return data_code(
            self.rules_digest,
            [digest for each in rounds for _, digest in each.editions],
            [ballot.digest for each in rounds for ballot in each.counted],
            [canonical_text(each) for each in decisions if bears_on(each, self.definition, known)],
            [brought_file.canonical_text(each) for each in sheets_in_force(self.brought) if each.round in known],
        )


def bears_on(decision: Decision, definition: Definition, rounds: tuple[RoundId, ...]) -> bool:
    """Say whether a decision belongs to the data of these rounds.

    Those that approve, lock and announce a result do not, so that they can name its data; nor does a point of the
    rules that concerns only other rounds or their prizes.
    """
    if decision.kind in NAMING or decision.round not in ("", *rounds):
        return False
    if decision.kind is DecisionKind.RULES:
        return any(change_touches(key, each, definition) for key in decision.value.split() for each in rounds)
    return decision.kind is not DecisionKind.RULE_POINT or point_bears_on(decision.about[0], definition, rounds)


def change_touches(key: str, round_id: RoundId, definition: Definition) -> bool:
    """Say whether a changed point of the rules touches a round: its own rules, its prizes, what is entered or measured.

    Titles, bases, dates and questions are printed anew and change no result.
    """
    station, _, rest = key.partition(".")
    name = rest.partition(".")[0]
    if station == "rounds":
        return name in ("", round_id)
    if station == "prize_tables":
        table = next((each for each in definition.prize_tables if each.id == name), None)
        return table is None or (table.review is None and table.round in (None, round_id))
    if station == "measured":
        return not only_reviews_read(definition, name, round_id)
    return station in ("by_products", "entrants", "fields", "parts")


def point_bears_on(key: str, definition: Definition, rounds: tuple[RoundId, ...]) -> bool:
    """Say whether a point of the rules bears on one of these rounds: not if it is of reviews or of other rounds."""
    station, _, rest = key.partition(".")
    if station == "rounds":
        return rest.partition(".")[0] in rounds
    if station == "prize_tables":
        table = next((each for each in definition.prize_tables if each.id == rest.partition(".")[0]), None)
        return table is None or (table.review is None and (table.round is None or table.round in rounds))
    if station == "measured":
        return not all(only_reviews_read(definition, rest.partition(".")[0], each) for each in rounds)
    if station == "by_products":
        return definition.by_products.index_bonus_round in (None, *rounds)
    return station != "reviews"


def work_out(
    definition: Definition,
    round_: Round,
    editions: Sequence[Edition],
    ballots: Sequence[SealedBallot],
    decisions: tuple[Decision, ...],
    earlier: Standing | None,
    excluded: Excluded | None = None,
    brought: tuple[BroughtSheet, ...] = (),
) -> Standing:
    """Work a round out from verified files and decisions, and from what the organisers brought (``brought``)."""
    ordered = tuple(sorted(editions, key=lambda each: each[0].version))
    issued = issued_from(ordered, round_.rubric, _older_rubrics(ordered, round_))
    mine = tuple(each for each in decisions if each.round in ("", round_.id))
    view = panel_view(issued, ballots, mine)

    def count() -> RoundResult:
        points = points_brought(round_.rubric, sheets_in_force(brought, round_.id))
        result = round_result(
            definition,
            round_.id,
            view,
            _earlier_scores(ordered[-1][0], earlier),
            mine,
            _facts(view, round_),
            extra=points.points,
            excluded=excluded,
        )
        if points.questions:
            result = replace(result, questions=(*result.questions, *points.questions))
        if _waits(ordered[-1][0], decisions):
            result = replace(result, questions=_while_closed(round_, result.questions))
        return result

    return Standing(definition, round_, ordered, tuple(ballots), view, count, decisions, earlier, brought)


def _waits(manifest: Manifest, decisions: tuple[Decision, ...]) -> bool:
    return manifest.opening is not None and opening_of(decisions, manifest.round) is None


def _while_closed(round_: Round, questions: Findings) -> Findings:
    """Ask for the opening alone, and after ballots; that no mark is known yet is no question of any entry's."""
    of_ballots = (each for each in questions if each.code.startswith("merge."))
    return (Problem("merge.not_opened", Severity.ASK, round_.title), *of_ballots)


def count_again(standing: Standing, view: PanelView, decisions: tuple[Decision, ...]) -> RoundResult:
    """Count a round again from another panel and other decisions, all else as it is; prizes are left away."""
    earlier = _earlier_scores(standing.manifest, standing.earlier)
    mine = tuple(each for each in decisions if each.round in ("", standing.round.id))
    points = points_brought(standing.round.rubric, sheets_in_force(standing.brought, standing.round.id)).points
    return round_result(standing.definition, standing.round.id, view, earlier, mine, extra=points, excluded={})


def _older_rubrics(editions: tuple[Edition, ...], round_: Round) -> Mapping[Digest, Rubric]:
    """Read the round's rubric out of packages that were issued under an older definition."""
    newest = editions[-1][0].definition_digest
    found = {}
    for manifest, _ in editions:
        if manifest.definition_digest != newest:
            older = load_definition(manifest.definition.encode("utf-8"), manifest.contest, manifest.rulings)
            before = find_round(older, round_.id)
            if before is not None:
                found[manifest.definition_digest] = before.rubric
    return found


def _earlier_scores(manifest: Manifest, earlier: Standing | None) -> tuple[EarlierRound, ...]:
    if earlier is None:
        return ()
    codes = {entry.code: EntryCode(entry.earlier) for entry in manifest.entries if entry.earlier}
    return (earlier_round(earlier.result, codes),)


def _facts(view: PanelView, round_: Round) -> Mapping[EntryCode, EntryFacts] | None:
    """Give what prizes need; nothing while the round is blind."""
    return None if round_.blind else entry_facts(view.issued.entries)


def entry_facts(entries: Sequence[ManifestEntry]) -> Mapping[EntryCode, EntryFacts]:
    """Give kind, units and authors of every entry that did not withdraw, as an open round shows them."""
    return {entry.code: EntryFacts(entry.kind, entry.units, entry.authors) for entry in entries if not entry.withdrawn}


def columns_for(round_: Round, contest: str) -> ColumnsFor:
    """Give the reader of ballots a round's columns; a ballot of another contest or round is refused by name."""

    def columns(header: BallotHeader) -> Columns:
        if header.contest != contest:
            raise WrongContest("merge.other_contest", contest=header.contest, wanted=contest)
        if header.round != round_.id:
            raise WrongContest("merge.other_round", round=header.round, wanted=round_.id)
        return columns_of(round_.rubric)

    return columns


def editions_of(contest: ContestFolder, round_id: RoundId) -> tuple[Edition, ...]:
    """Read every package of a round that was issued.

    Raises:
        NotNow: none was.
    """
    packages = read_packages(contest.store, round_id)
    if not packages:
        raise NotNow("contest.not_issued", round=contest.round(round_id).title)
    return tuple((read_manifest(each.text.encode("utf-8"), each.name), each.digest) for each in packages)


def ballots_of(contest: ContestFolder, round_: Round) -> tuple[SealedBallot, ...]:
    """Read and verify again every ballot of a round that was taken in."""
    columns = columns_for(round_, contest.definition.id)
    return tuple(read_ballot(each.data, each.name, columns) for each in read_ballots(contest.store, round_.id))


def round_standing(contest: ContestFolder, round_id: RoundId) -> Standing:
    """Work out a round of the contest folder, with the rounds before it.

    Raises:
        NotNow: no package of the round was issued.
    """
    round_ = contest.round(round_id)
    before = contest.round_before(round_.id)
    return _stand(contest, round_, round_standing(contest, before.id) if before is not None else None)


def _stand(contest: ContestFolder, round_: Round, earlier: Standing | None) -> Standing:
    standing = work_out(
        contest.definition,
        round_,
        editions_of(contest, round_.id),
        ballots_of(contest, round_),
        contest.decisions,
        earlier,
        _excluded(contest, round_.id),
        read_sheets(contest.store),
    )
    closed = closed_of(contest, round_) if standing.waits_for_opening else ()
    return _with_closed(standing, closed) if closed else standing


def _with_closed(standing: Standing, closed: tuple[ClosedBallot, ...]) -> Standing:
    """Add what came in closed: those seats are not asked after any more."""
    seats = set(closed_seats(closed))

    def left(asked: Findings) -> Findings:
        return tuple(p for p in asked if p.code != "merge.missing" or p.facts.get("seat") not in seats)

    def count() -> RoundResult:
        return replace(standing.result, questions=left(standing.result.questions))

    return replace(standing, view=replace(standing.view, open=left(standing.view.open)), count=count, closed=closed)


def closed_of(contest: ContestFolder, round_: Round) -> tuple[ClosedBallot, ...]:
    """Read and verify again every closed ballot of a round that was received, by seat, then in order of arrival."""
    return tuple(peek_closed(each.text.encode("utf-8"), each.name) for each in read_closed(contest.store, round_.id))


def every_standing(contest: ContestFolder) -> Mapping[RoundId, Standing]:
    """Work out every round that has a package, each once; a later round stands on the earlier ones."""
    found: dict[RoundId, Standing] = {}
    for each in contest.definition.rounds:
        if not read_packages(contest.store, each.id):
            continue
        before = contest.round_before(each.id)
        found[each.id] = _stand(contest, each, found[before.id] if before is not None else None)
    return found


def _excluded(contest: ContestFolder, round_id: RoundId) -> Excluded:
    codes = read_codes(contest.store, round_id)
    found: dict[EntryCode, dict[Seat, str]] = {}
    for each in read_exclusions(contest.store, round_id):
        if each.entry in codes:
            found.setdefault(codes[each.entry], {})[each.seat] = each.reason
    return found
