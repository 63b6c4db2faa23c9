"""Where a review stands: figures in force, the rounds it reads, decisions, and the result, worked out anew every time.

:func:`work_out_review` is the one way from figures and decisions to a review's result. The secretary's desk feeds it
from the contest's file, the recount from loose files: the same values, the same result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from judge_desk.contest.counting.results import data_code
from judge_desk.contest.register.eligibility import BARRED_ROLES
from judge_desk.contest.register.entries import Entry
from judge_desk.contest.reviewing.outcome import Evidence, ReviewResult, RoundScores
from judge_desk.contest.reviewing.reach import (
    all_behind,
    bars_people,
    reviews_behind,
    rounds_by_author,
    rounds_read,
    sheets_read,
)
from judge_desk.contest.reviewing.reviewing import holds
from judge_desk.contest.reviewing.roster import Roster, roster_in_force
from judge_desk.contest.reviewing.sheets import FigureSheet, figures_in_force, sheet_digest
from judge_desk.contest.rulebook.definition import Definition
from judge_desk.contest.rulebook.reviews import Review
from judge_desk.contest.rulebook.rules import Undecided
from judge_desk.contest.values.decisions import (
    OPENED,
    Decision,
    DecisionKind,
    announced,
    approved,
    is_locked,
    latest,
)
from judge_desk.contest.values.folding import fold
from judge_desk.contest.values.identity import Digest, EntryCode, RoundId
from judge_desk.contest.values.problems import Findings
from judge_desk.desks.contest_folder import ContestFolder
from judge_desk.desks.register import entries_of
from judge_desk.desks.reviews.bearing import (
    bears_on_reviews,
    brought_to,
    content_of,
    point_concerns,
    told_beside,
    with_earlier,
)
from judge_desk.desks.reviews.remembering import result_of
from judge_desk.desks.standing import Standing, round_standing
from judge_desk.exchange.sealed.decision_file import canonical_text
from judge_desk.stores.figure_tables import read_sheets
from judge_desk.stores.panel_tables import read_people, read_units
from judge_desk.stores.round_tables import read_codes, read_packages

Names = Mapping[EntryCode, tuple[str, ...]]
"""The names of the units, or of the authors, of each entry of a round, by code."""


@dataclass(frozen=True, slots=True)
class Ground:
    """All that reviews may stand on, whether it comes from the contest's file or from the files of a recount.

    Attributes:
        definition: the rules in force, rulings filled in; decisions: all of the contest.
        sheets: of figures, superseded ones too.
        rounds: those that were worked out; units, authors: of their entries, where the packages do not tell them
            (blind rounds).
        barred: folded names of people whom the rules bar, with the folded name of their unit (empty: any).
    """

    definition: Definition
    decisions: tuple[Decision, ...]
    sheets: tuple[FigureSheet, ...]
    rounds: Mapping[RoundId, Standing] = field(default_factory=dict)
    units: Mapping[RoundId, Names] = field(default_factory=dict)
    barred: frozenset[tuple[str, str]] = frozenset()
    authors: Mapping[RoundId, Names] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReviewStanding:
    """One review worked out.

    Attributes:
        definition, review: the rules in force.
        result: subjects, places, awards, and the questions.
        sheets: the figures in force that the review reads itself, by number.
        rounds: the judged rounds that it reads, as far as they have a package, worked out.
        decisions: all of the contest.
        behind: the reviews whose result it reads (``not_in:<table>``, a prize there), worked out.
        wanted: how many sheets it reads itself.
        evidence: what the result was worked out from.
        names: of the units of the entries of blind rounds, which no package tells; authors: likewise, where a review
            of persons reads the round.
        words: the council's word by gate id and subject code, as far as it still rests on what is there.
    """

    definition: Definition
    review: Review
    result: ReviewResult
    sheets: tuple[FigureSheet, ...]
    rounds: Mapping[RoundId, Standing]
    decisions: tuple[Decision, ...]
    behind: Mapping[RoundId, ReviewStanding]
    wanted: int
    evidence: Evidence
    names: Mapping[RoundId, Names] = field(default_factory=dict)
    words: Mapping[tuple[str, str], Decision] = field(default_factory=dict)
    authors: Mapping[RoundId, Names] = field(default_factory=dict)

    @property
    def id(self) -> RoundId:
        """The review's id, by which decisions and papers find it."""
        return self.review.id

    @property
    def title(self) -> str:
        """The review's name."""
        return self.review.title

    @property
    def coded(self) -> bool:
        """Whether codes stand for names that are hidden: never in a review."""
        return False

    @property
    def approval(self) -> str | Undecided | None:
        """The office that must approve the result, as the rules say."""
        return self.review.approval

    @property
    def blind(self) -> bool:
        """No review hides names."""
        return False

    @property
    def questions(self) -> Findings:
        """What stops the result from being official."""
        return self.result.questions

    @property
    def rests_on(self) -> tuple[Digest, ...]:
        """What decisions on the whole result rest on: sheets in force and counted ballots."""
        return self.result.rests_on

    @property
    def locked(self) -> bool:
        """Whether the result is locked."""
        return is_locked(self.decisions, self.review.id)

    @property
    def approved(self) -> Decision | None:
        """The latest approval, of whatever data it was."""
        return approved(self.decisions, self.review.id)

    @property
    def announced(self) -> Decision | None:
        """The decision that made the locked result public, if any."""
        return announced(self.decisions, self.review.id)

    @property
    def subjects_rest_on(self) -> tuple[Digest, ...]:
        """The sheets that say what a subject's code means: of persons their part's; of units none.

        A unit keeps its code for good, whatever roster comes after. A person's code is a place among the people of a
        unit, as the sheets of the part list them.
        """
        return tuple(sorted(sheet_digest(each) for each in self.sheets if each.part and each.part == self.review.part))

    @property
    def rules_digest(self) -> str:
        """The version of the rules that the result stands on: of a locked one, that which was in force then.

        A version that touches a locked result is refused; one that does not touch it changes nothing in its data.
        """
        final = latest(self.decisions, DecisionKind.FINAL, self.review.id)
        if final is not None and final.value != OPENED:
            later = [each for each in self.decisions if each.number > final.number and each.kind is DecisionKind.RULES]
            if later:
                return min(later, key=lambda each: each.number).about[1]
        return self.definition.digest

    def concerns(self, key: str) -> bool:
        """Say whether a point of the rules, by its key, bears on this result or on one that it reads."""
        return any(point_concerns(key, self.definition, each) for each in all_behind(self.definition, self.review))

    @property
    def all_sheets(self) -> tuple[FigureSheet, ...]:
        """Every sheet that the result stands on, those of the reviews that it reads among them, by number."""
        found = {each.number: each for each in self.evidence.sheets}
        for each in self.behind.values():
            found |= {sheet.number: sheet for sheet in each.all_sheets}
        return tuple(found[number] for number in sorted(found))

    @property
    def data_code(self) -> str:
        """The code of all data that the result stands on: rules, sheets, ballots of the rounds, decisions."""
        return self.code_with(self.decisions)

    def code_with(self, decisions: tuple[Decision, ...]) -> str:
        """Give the code of the same data with only these of the decisions."""
        rounds = with_earlier(self.rounds.values())
        known = tuple(each.round.id for each in rounds)
        reviews = all_behind(self.definition, self.review)
        return data_code(
            self.rules_digest,
            [digest for each in rounds for _, digest in each.editions],
            [ballot.digest for each in rounds for ballot in each.counted],
            [canonical_text(each) for each in decisions if bears_on_reviews(each, self.definition, reviews, known)],
            [*(content_of(each) for each in self.all_sheets), *told_beside(self.evidence), *brought_to(rounds)],
        )


def work_out_review(ground: Ground, review: Review, behind: Mapping[RoundId, ReviewStanding]) -> ReviewStanding:
    """Work a review out; ``behind`` holds at least every review that it reads, worked out."""
    definition, chain = ground.definition, all_behind(ground.definition, review)
    slots = {slot for each in chain for slot in sheets_read(definition, each)}
    own = set(sheets_read(definition, review))
    now = _standing_on(ground, review)
    rounds = {name for each in chain for name in rounds_read(definition, each)}
    worked = {name: each for name, each in ground.rounds.items() if name in rounds}
    roster = roster_in_force(definition, now)
    by_author = {name for each in chain for name in rounds_by_author(each)}
    scores = tuple(_scores(each, ground, roster, each.id in by_author) for each in worked.values())
    evidence = Evidence(
        tuple(each for each in now if (each.part, each.period) in slots),
        scores,
        ground.decisions,
        ground.barred if any(map(bars_people, chain)) else frozenset(),
    )
    mine = {name: behind[name] for name in reviews_behind(definition, review)}
    filled = tuple(behind[each.id].result for each in chain[:-1])
    result = result_of(definition, review.id, evidence, filled)
    return ReviewStanding(
        definition,
        review,
        result,
        tuple(each for each in evidence.sheets if (each.part, each.period) in own),
        worked,
        ground.decisions,
        mine,
        len(own),
        evidence,
        {name: each for name, each in ground.units.items() if name in worked},
        _words(review, ground.decisions, result.rests_on),
        {name: each for name, each in ground.authors.items() if name in by_author},
    )


def _words(
    review: Review, decisions: tuple[Decision, ...], rests_on: tuple[Digest, ...]
) -> Mapping[tuple[str, str], Decision]:
    found: dict[tuple[str, str], Decision] = {}
    for each in sorted(decisions, key=lambda decision: decision.number):
        if each.kind is DecisionKind.MET and each.round == review.id and holds(each, review, rests_on):
            gate, code = each.about
            found[gate, code] = each
    return found


def _standing_on(ground: Ground, review: Review) -> tuple[FigureSheet, ...]:
    """Give the sheets in force; a locked review keeps those that it was locked with, as its lock names them."""
    now = {(each.part, each.period): each for each in figures_in_force(ground.sheets)}
    final = latest(ground.decisions, DecisionKind.FINAL, review.id)
    if final is not None and final.value != OPENED:
        known = frozenset(final.among)
        older = [each for each in ground.sheets if now.get((each.part, each.period)) is not each]
        now |= {(each.part, each.period): each for each in older if sheet_digest(each) in known}
    return tuple(sorted(now.values(), key=lambda each: each.number))


def _scores(standing: Standing, ground: Ground, roster: Roster, by_author: bool) -> RoundScores:
    """Give what reviews take from a round: official scores, and the units of its entries as the roster knows them."""
    names = ground.units.get(standing.id) or units_of_entries(standing)
    authors = (ground.authors.get(standing.id) or authors_of_entries(standing)) if by_author else {}
    known = {code: [(name, roster.unit_of(name)) for name in units] for code, units in names.items()}
    strangers = sorted({name for each in known.values() for name, unit in each if unit is None})
    return RoundScores(
        standing.id,
        is_locked(ground.decisions, standing.id),
        {place.code: place.official for place in standing.result.ranking.places},
        {code: tuple(unit.code for _, unit in each if unit is not None) for code, each in known.items()},
        tuple(strangers),
        standing.rests_on,
        not standing.blind or (bool(names) and (bool(authors) or not by_author)),
        {code: tuple(map(fold, people)) for code, people in authors.items()},
    )


def units_of_entries(standing: Standing) -> Names:
    """Give the units of a round's entries as its package tells them; nothing for a blind round."""
    return {each.code: each.units for each in standing.manifest.entries if each.units and not each.withdrawn}


def authors_of_entries(standing: Standing) -> Names:
    """Give the authors of a round's entries as its package tells them; nothing for a blind round."""
    return {each.code: each.authors for each in standing.manifest.entries if each.authors and not each.withdrawn}


def work_out_with_behind(ground: Ground, review: Review) -> ReviewStanding:
    """Work a review out on those that it reads, and no other."""
    found: dict[RoundId, ReviewStanding] = {}
    for each in all_behind(ground.definition, review):
        found[each.id] = work_out_review(ground, each, found)
    return found[review.id]


def work_out_reviews(ground: Ground) -> Mapping[RoundId, ReviewStanding]:
    """Work out every review, each on those before it."""
    found: dict[RoundId, ReviewStanding] = {}
    for each in ground.definition.reviews:
        found[each.id] = work_out_review(ground, each, found)
    return found


def review_standing(contest: ContestFolder, review_id: str) -> ReviewStanding:
    """Work out a review of the contest folder, with the rounds and reviews that it reads.

    Raises:
        BadInput: the definition has no such review.
    """
    review = contest.review(review_id)
    return contest.kept(f"review {review.id}", lambda: _standing(contest, review))


def _standing(contest: ContestFolder, review: Review) -> ReviewStanding:
    return work_out_with_behind(_ground(contest, all_behind(contest.definition, review), None), review)


def every_review_standing(
    contest: ContestFolder, rounds: Mapping[RoundId, Standing] | None = None
) -> Mapping[RoundId, ReviewStanding]:
    """Work out every review, each once, in the order of the rules; nothing where there are none.

    ``rounds``: those that are worked out already; None to work out what the reviews read.
    """
    reviews = contest.definition.reviews
    return work_out_reviews(_ground(contest, reviews, rounds)) if reviews else {}


def _ground(contest: ContestFolder, reviews: tuple[Review, ...], rounds: Mapping[RoundId, Standing] | None) -> Ground:
    """Gather from the contest's file what reviews stand on."""
    wanted = dict.fromkeys(name for each in reviews for name in rounds_read(contest.definition, each))
    if rounds is None:
        issued = [name for name in wanted if read_packages(contest.store, name)]
        rounds = {name: round_standing(contest, name) for name in issued}
    worked = {name: rounds[name] for name in wanted if name in rounds}
    sheets = contest.kept("figure sheets", lambda: read_sheets(contest.store))
    blind = {name: _entries_of_blind(contest, name) for name, each in worked.items() if each.blind}
    titles = _unit_titles(contest) if blind else {}
    units = {
        name: {code: tuple(titles.get(unit, unit) for unit in each.units) for code, each in found.items()}
        for name, found in blind.items()
    }
    by_author = {name for each in reviews for name in rounds_by_author(each)}
    authors = {
        name: {code: tuple(one.name for one in each.authors) for code, each in found.items()}
        for name, found in blind.items()
        if name in by_author
    }
    barred = _barred(contest) if any(map(bars_people, reviews)) else frozenset()
    return Ground(contest.definition, contest.decisions, sheets, worked, units, barred, authors)


def _entries_of_blind(contest: ContestFolder, round_id: RoundId) -> Mapping[EntryCode, Entry]:
    """Give a blind round's entries from the register, by code; none before its codes were opened."""
    if latest(contest.decisions, DecisionKind.UNSEAL, round_id) is None:
        return {}
    codes = read_codes(contest.store, round_id)
    return {codes[each.id]: each for each in entries_of(contest) if each.id in codes}


def _unit_titles(contest: ContestFolder) -> Mapping[str, str]:
    return {str(each.id): each.title for each in read_units(contest.store)}


def _barred(contest: ContestFolder) -> frozenset[tuple[str, str]]:
    """Give the people of the panel sheet in roles that the rules bar, as reviews compare names."""
    roles = {role for word in contest.definition.barred for role in BARRED_ROLES.get(word, frozenset())}
    titles = _unit_titles(contest)
    people = [each for each in read_people(contest.store) if each.role in roles]
    return frozenset((fold(each.name), fold(titles.get(each.unit or "", ""))) for each in people)
