"""Random contests, reckoned by the program and by the program that inspectors get: the same to the fraction.

The second one (``resources/recount/kiem_tra.py``) shares no code with the first. Everything that a published result
says is compared: counted ballots, totals, exact and official scores, places, tie-breaks, the shortlist, prizes with
vacancies and shared ones, the code of the data, and whether the result is official at all.
"""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from judge_desk.contest.merge.ballots import BallotState, SealedBallot, Source
from judge_desk.contest.rulebook.definition import round_before
from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import Refusal
from judge_desk.desks.papers.result_data import result_data
from judge_desk.desks.standing import Standing
from judge_desk.exchange.sealed import brought_file, decision_file
from judge_desk.exchange.sealed.canonical_json import write_json
from judge_desk.paths import resource
from tests.trust.drill import Count, Drill, Tally
from tests.trust.random_contests import World, draw_contest

Raw = dict[str, Any]
STATES: Final = {BallotState.COMPLETE: "đủ", BallotState.PARTIAL: "chưa đủ"}
SOURCES: Final = {Source.DEVICE: "máy", Source.PAPER: "giấy"}


def load_recount() -> ModuleType:
    """Load the stand-alone program; it is data of this project, and in no package."""
    path = resource("recount/kiem_tra.py")
    spec = importlib.util.spec_from_file_location("kiem_tra", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault("kiem_tra", module)
    spec.loader.exec_module(module)
    return module


def recounted(tool: ModuleType, world: World, standings: dict[RoundId, Standing]) -> Iterator[tuple[Standing, Raw]]:
    """Give every round of a contest as the program has it, and as the stand-alone one recounts it."""
    decisions = [json.loads(decision_file.canonical_text(each)) for each in world.decisions]
    brought = [json.loads(brought_file.canonical_text(each)) for each in world.brought]
    rules = tool.with_rulings(tool.read_rules(world.text), tool.rulings_of(decisions))
    outcomes: dict[RoundId, Raw] = {}
    for round_id, standing in standings.items():
        manifests = [{**json.loads(write_json(each)), "digest": own} for each, own in world.editions[round_id]]
        ballots = [_plain(standing, each) for each in world.ballots[round_id]]
        before = round_before(world.rules, round_id)
        earlier = outcomes.get(before.id) if before is not None else None
        digest = world.rules.digest
        outcomes[round_id] = tool.recount_round(
            rules, round_id, digest, manifests, ballots, decisions, brought, earlier
        )
        yield standing, outcomes[round_id]


def _plain(standing: Standing, sealed: SealedBallot) -> Raw:
    """Give a ballot as the stand-alone program reads it from its file."""
    ballot = sealed.ballot
    steps = [leaf.step for leaf in judged_leaves(standing.round.rubric)]
    return {
        "contest": ballot.contest,
        "round": ballot.round,
        "definition": ballot.definition,
        "package": ballot.package,
        "seat": int(ballot.seat),
        "name": ballot.name,
        "device": ballot.device,
        "revision": ballot.revision,
        "previous": ballot.previous,
        "nonce": ballot.nonce,
        "state": STATES[ballot.state],
        "source": SOURCES[ballot.source],
        "time": ballot.stated_time,
        "digest": sealed.digest,
        "code": sealed.code,
        "columns": [str(each) for each in ballot.columns],
        "lines": [
            {
                "code": line.code,
                "marks": [None if m is None else m * step for m, step in zip(line.marks, steps, strict=True)],
                "recused": line.recused,
                "remarks": 0,
            }
            for line in ballot.lines
        ],
    }


def differences(standing: Standing, outcome: Raw) -> list[str]:
    """Name every field in which two reckonings of a round differ."""
    ours, theirs = json.loads(json.dumps(result_data(standing))), outcome["result"]
    found = [
        f"{key}: {_short(ours.get(key))} | {_short(theirs.get(key))}" for key in _apart(ours, theirs) - {"entries"}
    ]
    mine = {each["code"]: each for each in ours["entries"]}
    for each in theirs["entries"]:
        own = mine.get(each["code"], {})
        found += [
            f"{each['code']}.{k}: {_short(own.get(k))} | {_short(each.get(k))}" for k in sorted(_apart(own, each))
        ]
    if [each["code"] for each in ours["entries"]] != [each["code"] for each in theirs["entries"]]:
        found.append("entries: others, or in another order")
    return found


def _apart(one: Raw, other: Raw) -> set[str]:
    return {key for key in {*one, *other} if one.get(key) != other.get(key)}


def _short(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)[:120]


def recount(amount: int, seed: int, folder: Path) -> Tally:
    """Draw so many contests; contest n of a seed is drawn from ``<seed>-<n>`` alone, as are rules that none may say."""
    del folder
    tool, count, met, number = load_recount(), Count(), Counter[str](), 0
    while count.tried < amount:
        name = f"{seed}-{number}"
        number += 1
        try:
            world = draw_contest(random.Random(name))
            standings = world.standings()
        except Refusal:
            met["rules_refused"] += 1
            continue
        try:
            found = [
                f"{standing.round.id} {each}"
                for standing, outcome in recounted(tool, world, standings)
                for each in differences(standing, outcome)
            ]
        except Exception as error:  # noqa: BLE001 - a stop of the other program is a difference, too
            found = [f"{type(error).__name__} {error}"]
        _count_kinds(met, standings)
        if found:
            count.broken(f"contest {name}: {'; '.join(found)[:600]}")
        else:
            count.good()
    return count.tally(**{key: met[key] for key in sorted(met)})


def _count_kinds(met: Counter[str], standings: dict[RoundId, Standing]) -> None:
    for standing in standings.values():
        met["rounds"] += 1
        met["official"] += not standing.questions
        met["entries"] += len(standing.result.scores)
        met["scored"] += sum(1 for each in standing.result.scores if each.official is not None)
        met["prizes_given"] += sum(1 for t in standing.result.awards for row in t.rows if row.code is not None)
        met["decided"] += sum(1 for each in standing.result.scores if each.decision is not None)


DRILLS: Final = (
    Drill(
        "recount-worlds",
        "the program and the stand-alone recount reckon every contest to the same result, field by field",
        "contests",
        60,
        200_000,
        recount,
    ),
)
