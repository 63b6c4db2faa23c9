"""Random rules of judged rounds, as the text of a definition: the whole space that a definition can say.

Rubrics of every kind of leaf, every way of counting, tiers, gates, tie-breaks, cuts, combinations and prize tables.
A text that the checks of definitions refuse is drawn again by the caller; nothing here knows them but roughly.
"""

from __future__ import annotations

import json
import random
from fractions import Fraction
from typing import Any, Final

Raw = dict[str, Any]
STEPS: Final = ("0,25", "0,5", 1, 1, 2)
METHODS: Final = ("mean", "mean", "mean", "trimmed_mean", "median", "sum_of_places", "standardised")
HEAD: Final = {"superior": "ỦY BAN", "organiser": "BAN TỔ CHỨC", "jury": "BAN GIÁM KHẢO", "place": "Đâu đó"}
MEASURED: Final = {
    "id": "binh-chon",
    "title": "Bình chọn",
    "per": "entry",
    "columns": ["ma", "diem"],
    "closed_by": "Văn phòng",
    "sample": True,
}


def toml_text(rules: Raw) -> str:
    """Write rules as TOML, one line for every key of the top."""
    return "".join(f"{key} = {_value(value)}\n" for key, value in rules.items())


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def random_rules(chance: random.Random) -> Raw:
    """Draw rules: one round, two or three in a row, or two side by side, each for a field."""
    shape = chance.choice(("one", "one", "row", "row", "beside"))
    fields = [{"id": "f1", "title": "Lĩnh vực 1"}, {"id": "f2", "title": "Lĩnh vực 2"}]
    rules: Raw = {
        "format": 1,
        "id": "thi-thu",
        "version": 1,
        "title": "Cuộc thi",
        "short_title": "Cuộc thi",
        "plan": "Kế hoạch",
        "fields": fields,
        "entrants": [
            {"id": "ca-nhan", "title": "Cá nhân", "most_people": 1},
            {"id": "nhom", "title": "Nhóm", "most_people": "unlimited"},
        ],
        "head": HEAD,
        "measured": [MEASURED],
    }
    names = (
        ["v1"] if shape == "one" else ["v1", "v2"] if shape == "beside" else ["v1", "v2", "v3"][: chance.randint(2, 3)]
    )
    rounds: list[Raw] = []
    for at, name in enumerate(names):
        beside = [fields[at]["id"]] if shape == "beside" else []
        above = [] if shape == "beside" else names[:at]
        rounds.append(_round(chance, name, above, beside, last=bool(beside) or at + 1 == len(names)))
    rules["rounds"] = rounds
    tables = [each for raw in rounds for each in _tables(chance, raw, rounds)]
    rules["prize_tables"] = tables
    _leave_open(chance, rules)
    return rules


def _round(chance: random.Random, name: str, above: list[str], fields: list[str], last: bool) -> Raw:
    method = chance.choice(METHODS)
    least = chance.randint(1, 3)
    score: Raw = {
        "method": method,
        "decimals": chance.choice((0, 1, 2, 2, 3, 4)),
        "rounding": chance.choice(("half_up", "half_up", "half_even", "down", "up")),
        "rank_on": chance.choice(("rounded", "exact")),
        "minimum_ballots": least,
        "sample": True,
    }
    if method == "trimmed_mean":
        score["trim"] = 1
        score["minimum_ballots"] = least = 3
    rubric = random_rubric(chance)
    raw: Raw = {
        "id": name,
        "title": f"Vòng {name}",
        "blind": chance.random() < 0.35,
        "panel": {"spread": "all", "least_judges": least, "quorum": chance.choice(("2/3", "1/2", 1))},
        "rubric": rubric,
        "score": score,
        "disagreement": _disagreement(chance, rubric["maximum"]),
        "ties": _ties(chance, rubric, above),
    }
    if chance.random() < 0.3:
        raw["panel"] |= {"spread": "lot", "per_entry": 3}
    if chance.random() < 0.15:
        raw["panel"]["by_field"] = True
    if fields:
        raw["fields"] = fields
    if not last:
        raw["cut"] = _cut(chance, method, rubric["maximum"])
    if above:
        raw["combination"] = _combination(chance, name, above)
    return raw


def random_rubric(chance: random.Random) -> Raw:
    """Draw a rubric: groups and leaves of every kind; at least one leaf that judges mark."""
    criteria: list[Raw] = [_judged(chance, "1")]
    total = _counts(criteria[0])
    for number in range(2, chance.randint(2, 5)):
        name = str(number)
        if chance.random() < 0.3:
            group, leaves, inside = _group(chance, name)
            criteria += [group, *leaves]
            total += inside
            continue
        leaf = _judged(chance, name) if chance.random() < 0.6 else _unjudged(chance, name)
        criteria.append(leaf)
        total += _counts(leaf)
    return {"maximum": _number(total), "sample": True, "criteria": criteria}


def _group(chance: random.Random, name: str) -> tuple[Raw, list[Raw], Fraction]:
    group: Raw = {"id": name, "title": f"Nhóm {name}"}
    weight = chance.choice((1, 1, 2, "1/2", "0,3"))
    if weight != 1:
        group["weight"] = weight
    leaves = []
    for number in range(1, chance.randint(2, 4)):
        leaf = _judged(chance, f"{name}.{number}") if chance.random() < 0.8 else _unjudged(chance, f"{name}.{number}")
        leaves.append(leaf | {"parent": name})
    inside = sum((_counts(leaf) for leaf in leaves), Fraction(0))
    if chance.random() < 0.3:
        group["maximum"] = _number(inside)
    return group, leaves, inside * _exact(weight)


def _judged(chance: random.Random, name: str) -> Raw:
    kind = chance.choice(("points", "points", "points", "banded", "coefficient", "bonus"))
    maximum = chance.choice((4, 10, 10, 20))
    leaf: Raw = {
        "id": name,
        "title": f"Tiêu chí {name}",
        "kind": kind,
        "maximum": maximum,
        "step": chance.choice(STEPS),
    }
    if kind == "points" and chance.random() < 0.1:
        leaf["minimum"] = 2
    if kind == "banded":
        middle = maximum // 2
        leaf["step"] = chance.choice(("0,5", 1))
        leaf["bands"] = [
            {"title": "Cao", "low": middle + 1, "high": maximum},
            {"title": "Thấp", "low": 0, "high": middle},
        ]
    if kind == "coefficient":
        leaf["coefficient"] = chance.choice((2, "0,5", "1,5", "0,7"))
    if kind != "bonus" and chance.random() < 0.15:
        leaf["pass_mark"] = chance.randint(1, maximum // 2)
    if kind != "bonus" and chance.random() < 0.15:
        leaf["no_zero"] = True
    return leaf


def _unjudged(chance: random.Random, name: str) -> Raw:
    kind = chance.choice(("penalty", "formula", "organisers"))
    leaf: Raw = {"id": name, "title": f"Tiêu chí {name}", "kind": kind}
    if kind == "organisers":
        return leaf | {"maximum": chance.choice((5, 10)), "step": "0,5"}
    if kind == "penalty":
        rows = [{"over": 0, "included": False, "points": 1}, {"over": 60, "included": True, "points": "2,5"}]
        return leaf | {"penalty": chance.choice(({"per_minute": "0,5"}, {"rows": rows[: chance.randint(1, 2)]}))}
    points = chance.choice((10, 20))
    formula: Raw = {
        "name": chance.choice(("share_of_best", "linear", "as_given", "rate_against_target")),
        "points": points,
        "measure": "binh-chon",
    }
    if formula["name"] == "rate_against_target":
        formula["target"] = chance.choice((7, 100))
    if chance.random() < 0.5:
        formula["decimals"] = chance.choice((0, 1, 2))
    return leaf | {"maximum": points, "formula": formula}


def _counts(leaf: Raw) -> Fraction:
    """Give what a leaf adds to the rubric's maximum."""
    if leaf["kind"] in ("bonus", "penalty"):
        return Fraction(0)
    return Fraction(leaf["maximum"]) * _exact(leaf.get("coefficient", 1))


def _exact(value: int | str) -> Fraction:
    return Fraction(str(value).replace(",", "."))


def _number(value: Fraction) -> int | str:
    return int(value) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def _disagreement(chance: random.Random, maximum: int | str) -> Any:
    if chance.random() < 0.35:
        return "none"
    measure = chance.choice(("range", "distance"))
    actions = ["mean", "mean", "chair_after_dialogue", "third_marking", "joint_vote"]
    actions += ["drop_outliers"] * 3 if measure == "distance" else []
    bounds = sorted(chance.sample(range(1, 9), chance.randint(1, 2)))
    tiers: list[Raw] = [{"bound": 0, "included": True, "action": "mean"}]
    tiers += [{"bound": b, "included": chance.random() < 0.5, "action": chance.choice(actions)} for b in bounds]
    if _exact(maximum) < 10:
        return "none"
    return {"measure": measure, "sample": True, "tiers": tiers}


def _ties(chance: random.Random, rubric: Raw, above: list[str]) -> list[Raw]:
    known = [{"kind": "criterion", "ref": each["id"]} for each in rubric["criteria"]] + [{"kind": "median"}]
    known += [{"kind": "earlier_round", "ref": name} for name in above]
    steps = chance.sample(known, min(len(known), chance.randint(0, 3)))
    ending: list[Raw] = [{"kind": "vote"}, {"kind": "office", "ref": "Trưởng ban"}]
    return steps + chance.choice(([], [], ending[:1], ending[1:], ending))


def _cut(chance: random.Random, method: str, maximum: int | str) -> Raw:
    kinds = ["top", "top", "manual"] if method in ("sum_of_places", "standardised") else ["top", "threshold"]
    kinds += [] if len(kinds) == 3 else ["top_and_threshold", "manual"]
    kind = chance.choice(kinds)
    cut: Raw = {"kind": kind}
    if kind.startswith("top"):
        cut["count"] = chance.randint(1, 5)
    if kind.endswith("threshold"):
        cut["threshold"] = int(_exact(maximum) * chance.choice((3, 5, 6)) / 10)
    if chance.random() < 0.6:
        cut["tie"] = chance.choice(("ask", "all_in", "all_out"))
    return cut


def _combination(chance: random.Random, name: str, above: list[str]) -> Raw:
    if chance.random() < 0.3:
        return {name: 1}
    before = above[-1]
    first = chance.choice(("0,3", "0,4", "1/3"))
    return {before: first, name: _number(1 - _exact(first))}


def _tables(chance: random.Random, raw: Raw, rounds: list[Raw]) -> list[Raw]:
    tables: list[Raw] = []
    for number in range(1, chance.randint(2, 4)):
        name = f"{raw['id']}-t{number}"
        prizes = [
            {"id": f"g{at}", "title": f"Giải {at}", "count": chance.choice((1, 1, 2, 3)), "money": 1_000_000 * at}
            for at in range(1, chance.randint(2, 5))
        ]
        table: Raw = {"id": name, "title": f"Bảng {name}", "round": raw["id"], "prizes": prizes}
        if chance.random() < 0.3:
            table["entrants"] = [chance.choice(("ca-nhan", "nhom"))]
        if chance.random() < 0.3 and raw["score"]["method"] not in ("sum_of_places", "standardised"):
            table["minimum"] = int(_exact(raw["rubric"]["maximum"]) / 2)
        for key in ("per_unit", "per_author"):
            if chance.random() < 0.3:
                table[key] = chance.choice((1, 2, "unlimited"))
        if chance.random() < 0.2:
            table["vacancy"] = False
        if chance.random() < 0.4:
            table["sharing"] = True
        if chance.random() < 0.4:
            table["special"] = "Bài đặc biệt xuất sắc"
        filters = _filters(chance, raw, rounds, tables)
        if filters:
            table["filters"] = filters
        tables.append(table)
    return tables


def _filters(chance: random.Random, raw: Raw, rounds: list[Raw], tables: list[Raw]) -> list[str]:
    known = [
        "no_zero",
        f"no_zero:{raw['id']}",
        f"took_part:{raw['id']}",
        f"at_least:{raw['id']}:{chance.randint(1, 30)}",
    ]
    known += [f"took_part:{each['id']}" for each in rounds] + [f"at_least:{each['id']}:5" for each in rounds]
    known += [f"not_in:{each['id']}" for each in tables] * 3
    return chance.sample(sorted(set(known)), chance.choice((0, 0, 0, 1, 2))) if chance.random() < 0.6 else []


def _leave_open(chance: random.Random, rules: Raw) -> None:
    """Leave a point or two undecided now and then, with its question."""
    points = []
    for raw in rules["rounds"]:
        for key in ("ties", "disagreement", "cut", "combination"):
            if key in raw and chance.random() < 0.04:
                raw[key] = "undecided"
                points.append(f"rounds.{raw['id']}.{key}")
    for table in rules.get("prize_tables", []):
        for key in ("minimum", "per_unit", "per_author"):
            if chance.random() < 0.04:
                table[key] = "undecided"
                points.append(f"prize_tables.{table['id']}.{key}")
    if points:
        rules["undecided"] = [
            {"key": key, "code": f"D{number}", "question": "Bao nhiêu?", "source": "Kế hoạch không nêu."}
            for number, key in enumerate(points, 1)
        ]


def change_rules(chance: random.Random, rules: Raw) -> list[str]:
    """Make the next version of rules in place: titles, roundings, gates, prizes; gives the paths that changed."""
    rules["version"] = 2
    raw = chance.choice(rules["rounds"])
    place, leaf = f"rounds.{raw['id']}", chance.choice(raw["rubric"]["criteria"])
    keys = ["version"]
    match chance.randrange(5):
        case 0:
            rules["title"] = "Cuộc thi, bản mới"
            keys.append("title")
        case 1:
            raw["score"]["decimals"] = (raw["score"]["decimals"] + 1) % 5
            keys.append(f"{place}.score.decimals")
        case 2:
            leaf["title"] = "Tên khác"
            keys.append(f"{place}.rubric.criteria.{leaf['id']}.title")
        case 3 if leaf.get("kind") == "points":
            leaf["no_zero"] = not leaf.get("no_zero", False)
            keys.append(f"{place}.rubric.criteria.{leaf['id']}.no_zero")
        case _:
            table = chance.choice(rules["prize_tables"])
            table["title"] = "Bảng khác"
            keys.append(f"prize_tables.{table['id']}.title")
    return keys
