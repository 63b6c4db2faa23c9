"""Secretary: say what becomes of a finding about an entry, and take note of what only informs."""

from __future__ import annotations

from pathlib import Path

from judge_desk.contest.register.handling import ACCEPTED, REFUSED, finding_digest
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import BadInput, NotNow, Severity
from judge_desk.desks import deciding
from judge_desk.desks.contest_folder import open_folder
from judge_desk.desks.deciding import Decided, Request
from judge_desk.desks.entry_findings import ABOUT_ENTRIES, Card, is_drawn, register_view
from judge_desk.desks.surroundings import Surroundings
from judge_desk.exchange.plain_text import tidy_line, tidy_text
from judge_desk.stores.decision_tables import next_decision_number, put_decision


def handle(
    folder: Path,
    about: tuple[str, ...],
    value: str,
    reason: str,
    people: tuple[str, ...],
    around: Surroundings,
) -> Decided:
    """Record that a finding is accepted as it stands, that the entry is refused for it, or that it is open again.

    Args:
        folder: the contest folder.
        about: the entry, the code of the finding, and perhaps the digest of one finding with that code.
        value: ``accepted``, ``refused`` or ``reopened``.
        reason: why.
        people: who decided, as ``name (role)``.
        around: surroundings.

    Raises:
        BadInput: no reason, no names, another value, or a finding that can only be corrected.
        NotNow: there is no such finding now, or the entry is drawn or withdrawn.
    """
    if about[1] in ABOUT_ENTRIES:
        said = {ACCEPTED: "accept", REFUSED: "refuse"}.get(value, value)
        return deciding.decide(folder, Request("", DecisionKind.ENTRY, about[:1], said, reason, people), around)
    return deciding.decide(folder, Request("", DecisionKind.FINDING, about, value, reason, people), around)


def take_note(folder: Path, reason: str, people: tuple[str, ...], around: Surroundings) -> int:
    """Record for every open finding that only informs that it was seen, in one act; gives how many there were.

    Raises:
        BadInput: no reason or no names. NotNow: codes are drawn already.
    """
    said, names = tidy_text(reason), tuple(map(tidy_line, people))
    if not said or not names or not all(names):
        raise BadInput("decide.no_reason")
    with open_folder(folder) as contest:
        if is_drawn(contest):
            raise NotNow("decide.already_drawn")
        view = register_view(contest, around)
        open_notes = [card for card in view.cards if card.answer is None and card.problem.severity is Severity.NOTE]
        notes = [card for card in open_notes if card.problem.code not in ABOUT_ENTRIES]
        if not notes:
            return 0
        first = next_decision_number(contest.store)
        facts = {"count": len(notes)}
        with contest.store.act(around.operator, "take_note", facts, around.now()) as act:
            for number, card in enumerate(notes, start=first):
                put_decision(act, _seen(card, number, said, names, act.now))
        return len(notes)


def _seen(card: Card, number: int, reason: str, people: tuple[str, ...], now: str) -> Decision:
    return Decision(
        number=number,
        round=RoundId(""),
        kind=DecisionKind.FINDING,
        about=(card.entry.id, card.problem.code),
        value=ACCEPTED,
        among=(finding_digest(card.entry, card.problem),),
        reason=reason,
        people=people,
        stated_time=now,
    )
