"""Changes to an archive, one thing at a time, each with the words by which a recount must name it.

A change gets a copy of the archive's folder to spoil. It gives the words that must all stand in what a recount says
is wrong (a file's name, a field, an entry's code), or None where this archive has nothing of the kind.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from judge_desk.contest.merge.ballots import Ballot, Lines, SealedBallot
from judge_desk.contest.values.decisions import Decision, DecisionKind
from judge_desk.contest.values.identity import RoundId
from judge_desk.desks.standing import Standing, bears_on
from judge_desk.exchange.sealed.ballot_file import KEY_NAME, seal
from judge_desk.exchange.sealed.ballot_text import write_ballot
from judge_desk.exchange.sealed.brought_file import write_brought
from judge_desk.exchange.sealed.decision_file import write_decisions
from judge_desk.exchange.sealed.keys import public_hex
from judge_desk.exchange.sealed.manifest_file import write_manifest
from judge_desk.exchange.sealed.notes import sign
from tests.trust.archives import CONTEST_KEY, DEFINITION, JUDGE_KEYS, OTHER_CONTEST_KEY, Archive, write_result

Words = tuple[str, ...] | None
Change = Callable[[Archive, random.Random], Words]


def _standing(archive: Archive, chance: random.Random) -> Standing:
    return chance.choice([each for each in archive.standings.values() if each.counted and each.result.scores])


def _ballot(archive: Archive, chance: random.Random) -> tuple[Standing, SealedBallot, Path]:
    standing = _standing(archive, chance)
    sealed = chance.choice(standing.counted)
    return standing, sealed, archive.files[sealed.digest]


def _other_mark(chance: random.Random, ballot: Ballot) -> Ballot | None:
    """Change one mark by one step."""
    places = [
        (row, column)
        for row, line in enumerate(ballot.lines)
        for column, mark in enumerate(line.marks)
        if mark is not None and not line.recused
    ]
    if not places:
        return None
    row, column = chance.choice(places)
    line = ballot.lines[row]
    steps = line.marks[column] or 0
    marks = (*line.marks[:column], steps - 1 if steps > 0 else steps + 1, *line.marks[column + 1 :])
    return replace(ballot, lines=Lines.of((*ballot.lines[:row], replace(line, marks=marks), *ballot.lines[row + 1 :])))


def a_mark_by_hand(archive: Archive, chance: random.Random) -> Words:
    """A digit of a ballot's table, the signature left as it was."""
    _, _, path = _ballot(archive, chance)
    text = path.read_text(encoding="utf-8")
    start = text.index("\n", text.index("Nhận xét"))
    places = [at for at in range(start, text.index("Ghi chú")) if text[at].isdigit()]
    at = chance.choice(places)
    path.write_text(text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :], encoding="utf-8")
    return (path.name,)


def _sealed_again(archive: Archive, chance: random.Random, key: Ed25519PrivateKey, own: bool) -> Words:
    standing, sealed, path = _ballot(archive, chance)
    changed = _other_mark(chance, sealed.ballot)
    if changed is None:
        return None
    columns = archive.columns(standing.round.id)
    if own:
        path.write_bytes(seal(replace(changed, device=public_hex(key)), columns, key))
        return ("ballots", f"ket-qua-{standing.round.id}")
    path.write_bytes(sign(write_ballot(changed, columns), KEY_NAME, key))
    return (path.name,)


def a_mark_signed_by_a_stranger(archive: Archive, chance: random.Random) -> Words:
    """A mark, signed again by another key under the old name."""
    return _sealed_again(archive, chance, OTHER_CONTEST_KEY, own=False)


def a_mark_sealed_on_another_machine(archive: Archive, chance: random.Random) -> Words:
    """A mark, sealed again in every form by another installation."""
    return _sealed_again(archive, chance, OTHER_CONTEST_KEY, own=True)


def a_mark_sealed_by_the_judge(archive: Archive, chance: random.Random) -> Words:
    """A mark, sealed again by the judge's own installation, without a new revision."""
    standing, sealed, path = _ballot(archive, chance)
    changed = _other_mark(chance, sealed.ballot)
    if changed is None:
        return None
    path.write_bytes(seal(changed, archive.columns(standing.round.id), JUDGE_KEYS[sealed.ballot.seat - 1]))
    return ("ballots", f"ket-qua-{standing.round.id}")


def a_ballot_dropped(archive: Archive, chance: random.Random) -> Words:
    """A counted ballot is gone."""
    standing, _, path = _ballot(archive, chance)
    path.unlink()
    return ("ballots", f"ket-qua-{standing.round.id}")


def a_ballot_added(archive: Archive, chance: random.Random) -> Words:
    """A further revision of a counted ballot, as the judge would seal it, that nobody merged."""
    standing, sealed, path = _ballot(archive, chance)
    changed = _other_mark(chance, sealed.ballot)
    if changed is None or any(e.kind in (DecisionKind.BALLOT, DecisionKind.SEAT) for e in archive.world.decisions):
        return None
    further = replace(changed, revision=changed.revision + 1, previous=sealed.digest, nonce="99" * 16)
    data = seal(further, archive.columns(standing.round.id), JUDGE_KEYS[sealed.ballot.seat - 1])
    path.with_name("them.jdballot").write_bytes(data)
    return ("ballots", f"ket-qua-{standing.round.id}")


def two_seats_exchanged(archive: Archive, chance: random.Random) -> Words:
    """The seats in two ballots' heads change places, the signatures stay."""
    standing = _standing(archive, chance)
    if len(standing.counted) < 2:
        return None
    pair = chance.sample(standing.counted, 2)
    for one, other in (pair, pair[::-1]):
        path = archive.files[one.digest]
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f"Ghế: {one.ballot.seat}\n", f"Ghế: {other.ballot.seat}\n"), encoding="utf-8")
    return tuple(archive.files[each.digest].name for each in pair)


# --- decisions, figures, packages, definition


def _rewritten(archive: Archive, decisions: list[Decision], key: Ed25519PrivateKey = CONTEST_KEY) -> None:
    for each in archive.standings:
        data = write_decisions(archive.world.rules.id, tuple(decisions), key)
        (archive.folder / each / "quyet-dinh.jdquyet").write_bytes(data)


def _bearing(archive: Archive, chance: random.Random) -> Decision | None:
    rounds = tuple(archive.standings)
    known = [each for each in archive.world.decisions if bears_on(each, archive.world.rules, rounds)]
    return chance.choice(known) if known else None


def a_decision_by_hand(archive: Archive, chance: random.Random) -> Words:
    """The reason of a decision, the signature left as it was."""
    if not archive.world.decisions:
        return None
    path = archive.folder / chance.choice(list(archive.standings)) / "quyet-dinh.jdquyet"
    path.write_bytes(path.read_bytes().replace("lý do".encode(), "lí do".encode(), 1))
    return (path.name,)


def a_decision_signed_again(archive: Archive, chance: random.Random) -> Words:
    """Reason, people or value of a decision, signed again by the contest's key."""
    found = _bearing(archive, chance)
    if found is None or found.kind is DecisionKind.RULE_POINT:
        return None
    changed = chance.choice((replace(found, reason="lý do khác"), replace(found, people=("Người khác",))))
    _rewritten(archive, [changed if each is found else each for each in archive.world.decisions])
    return ("data_code",)


def a_decision_dropped(archive: Archive, chance: random.Random) -> Words:
    """A decision is gone, the rest signed again by the contest's key."""
    found = _bearing(archive, chance)
    if found is None:
        return None
    _rewritten(archive, [each for each in archive.world.decisions if each is not found])
    return ("data_code",)


def a_decision_numbered_anew(archive: Archive, chance: random.Random) -> Words:
    """The last decision gets a later number."""
    found = archive.world.decisions[-1] if archive.world.decisions else None
    if found is None or not bears_on(found, archive.world.rules, tuple(archive.standings)):
        return None
    _rewritten(archive, [*archive.world.decisions[:-1], replace(found, number=found.number + 1)])
    return ("data_code",)


def a_decision_added(archive: Archive, chance: random.Random) -> Words:
    """One more decision on an entry's score, signed by the contest's key."""
    standing = _standing(archive, chance)
    number = len(archive.world.decisions) + 1
    code = chance.choice(standing.result.scores).code
    more = Decision(number, standing.round.id, DecisionKind.SCORE, (code,), "1", (), "thêm", ("Ai đó",), "2024")
    _rewritten(archive, [*archive.world.decisions, more])
    return ("data_code",)


def decisions_by_another_key(archive: Archive, chance: random.Random) -> Words:
    """All decisions signed by another key than the packages."""
    del chance
    _rewritten(archive, archive.world.decisions, OTHER_CONTEST_KEY)
    return ("2",)


def decisions_of_two_orders(archive: Archive, chance: random.Random) -> Words:
    """Two decisions in the other order, signed by the contest's key."""
    if len(archive.world.decisions) < 2:
        return None
    path = archive.folder / chance.choice(list(archive.standings)) / "quyet-dinh.jdquyet"
    first, key, line = path.read_text(encoding="utf-8").split("\n")[:3]
    said = json.loads(line)
    said["decisions"] = said["decisions"][::-1]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_bytes(sign(f"{first}\n{key}\n{text}\n", "judge-desk/quyet-dinh", CONTEST_KEY))
    return (path.name,)


def a_figure_by_hand(archive: Archive, chance: random.Random) -> Words:
    """A figure of the organisers, the signature left as it was."""
    if not archive.world.brought:
        return None
    path = archive.folder / chance.choice(list(archive.standings)) / "so-lieu.jdsolieu"
    path.write_bytes(path.read_bytes().replace("Biên bản số 5".encode(), "Biên bản số 6".encode(), 1))
    return (path.name,)


def a_figure_signed_again(archive: Archive, chance: random.Random) -> Words:
    """The newest sheet of the organisers loses a row, signed again by the contest's key."""
    sheets = archive.world.brought
    if not sheets or not sheets[-1].rows:
        return None
    rows = list(sheets[-1].rows)
    rows.pop(chance.randrange(len(rows)))
    changed = (*sheets[:-1], replace(sheets[-1], rows=tuple(rows)))
    place = archive.folder / sheets[-1].round / "so-lieu.jdsolieu"
    place.write_bytes(write_brought(archive.world.rules.id, changed, CONTEST_KEY))
    return ("data_code", f"ket-qua-{sheets[-1].round}")


def a_package_by_hand(archive: Archive, chance: random.Random) -> Words:
    """A letter of the definition inside a package."""
    path = chance.choice(sorted((archive.folder / "goi").iterdir()))
    path.write_bytes(path.read_bytes().replace("Kế hoạch".encode(), "Ke hoạch".encode(), 1))
    return (path.name,)


def a_package_signed_again(archive: Archive, chance: random.Random) -> Words:
    """Who marks an entry of the newest package, signed again by the contest's key."""
    standing = _standing(archive, chance)
    entries = list(standing.manifest.entries)
    at = chance.randrange(len(entries))
    entries[at] = replace(entries[at], withdrawn=not entries[at].withdrawn)
    data = write_manifest(replace(standing.manifest, entries=tuple(entries)), CONTEST_KEY)
    archive.files[standing.package].write_bytes(data)
    return ("data_code", f"ket-qua-{standing.round.id}")


def a_package_dropped(archive: Archive, chance: random.Random) -> Words:
    """The first of two packages is gone."""
    several = [each for each in archive.standings.values() if len(each.editions) > 1]
    if not several:
        return None
    standing = chance.choice(several)
    archive.files[standing.editions[0][1]].unlink()
    return (standing.package[:10],)


def another_definition(archive: Archive, chance: random.Random) -> Words:
    """A word of the definition in the inspector's hand."""
    path = archive.folder / DEFINITION
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Lĩnh vực 1", chance.choice(("Lĩnh vực A", "Lĩnh vực 1 "))), encoding="utf-8")
    return ("definition", "data_code")


# --- the published result


def _edited(archive: Archive, round_id: RoundId, edit: Callable[[dict[str, Any]], Words]) -> Words:
    path = archive.result(round_id)
    data = json.loads(path.read_text(encoding="utf-8"))
    words = edit(data)
    write_result(path, data)
    return (*words, path.name) if words is not None else None


FIELDS: Final[dict[str, Any]] = {
    "official": "99.99",
    "exact": "9999/7",
    "place": 77,
    "shared": "yes",
    "round_official": "0.01",
    "spread": "777",
    "ballots": 99,
    "marks": [],
    "recused": [99],
    "decision": 999,
    "tie_breaks": [{"step": "median", "ref": "", "parted": True, "decision": None}],
}


def a_field_of_an_entry(archive: Archive, chance: random.Random) -> Words:
    """One field of one entry in the published result."""
    standing = _standing(archive, chance)
    name = chance.choice(sorted(FIELDS))

    def edit(data: dict[str, Any]) -> Words:
        entry = chance.choice(data["entries"])
        entry[name] = FIELDS[name]
        return (entry["code"], name)

    return _edited(archive, standing.round.id, edit)


def a_field_of_the_result(archive: Archive, chance: random.Random) -> Words:
    """One field of the published result as a whole, the digits of a ballot among them."""
    standing = _standing(archive, chance)
    name = chance.choice(("data_code", "official", "ballots", "definition", "shortlist", "awards", "contest"))

    def edit(data: dict[str, Any]) -> Words:
        value = data[name]
        if name == "ballots":
            chance.choice(value)[chance.choice(("code", "digest", "name"))] = "0" * 30
        elif name == "awards" and value:
            chance.choice(value)[chance.choice(("code", "state", "money", "prize"))] = "khác"
        elif name == "official":
            data[name] = not value
        else:
            data[name] = "khác" if isinstance(value, str) else {"inside": ["khác"]} if name == "shortlist" else ["khác"]
        return (name,)

    return _edited(archive, standing.round.id, edit)


def two_results_exchanged(archive: Archive, chance: random.Random) -> Words:
    """Two entries exchange all that was said of them."""
    standing = _standing(archive, chance)

    def edit(data: dict[str, Any]) -> Words:
        pair = chance.sample(data["entries"], 2) if len(data["entries"]) > 1 else []
        plain = [{key: value for key, value in each.items() if key != "code"} for each in pair]
        if not pair or plain[0] == plain[1]:
            return None
        pair[0]["code"], pair[1]["code"] = pair[1]["code"], pair[0]["code"]
        return (pair[0]["code"], pair[1]["code"])

    return _edited(archive, standing.round.id, edit)


def an_entry_dropped_or_doubled(archive: Archive, chance: random.Random) -> Words:
    """An entry stands in the published result no more, or twice."""
    standing = _standing(archive, chance)

    def edit(data: dict[str, Any]) -> Words:
        at = chance.randrange(len(data["entries"]))
        if chance.random() < 0.5:
            return (data["entries"].pop(at)["code"],)
        data["entries"].insert(at, dict(data["entries"][at]))
        return ("entries",)

    return _edited(archive, standing.round.id, edit)


CHANGES: Final[tuple[Change, ...]] = (
    a_mark_by_hand,
    a_mark_signed_by_a_stranger,
    a_mark_sealed_on_another_machine,
    a_mark_sealed_by_the_judge,
    a_ballot_dropped,
    a_ballot_added,
    two_seats_exchanged,
    a_decision_by_hand,
    a_decision_signed_again,
    a_decision_dropped,
    a_decision_numbered_anew,
    a_decision_added,
    decisions_by_another_key,
    decisions_of_two_orders,
    a_figure_by_hand,
    a_figure_signed_again,
    a_package_by_hand,
    a_package_signed_again,
    a_package_dropped,
    another_definition,
    a_field_of_an_entry,
    a_field_of_an_entry,
    a_field_of_the_result,
    two_results_exchanged,
    an_entry_dropped_or_doubled,
)
"""Every change, in order; the field of an entry twice, for it is eleven changes."""
