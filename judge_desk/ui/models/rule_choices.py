"""What a key of a definition may refer to: rounds, sheets, columns, measures, criteria, as the draft has them now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from judge_desk.contest.rulebook.measured import ColumnKind
from judge_desk.contest.rulebook.rules import TieBreak
from judge_desk.contest.rulebook.shape import Key
from judge_desk.desks.rules.drafts import Overlook, value_at
from judge_desk.ui.models.rule_reviews import OVERS
from judge_desk.ui.words import Words

ORDERED: Final = frozenset({("review_measure", "of"), ("order", "by"), ("review_measure", "periods")})
"""Lists of references in which the order counts: it is that in which they were chosen."""
FREE: Final = frozenset({("prize_table", "filters"), ("review_measure", "when"), ("gate", "when")})
"""Texts that may say anything; what is known to fit is offered beside them."""
SIGNED: Final = frozenset({("order", "by")})
"""Lists in which a minus before a reference says that the smaller is better."""


def choices_of(look: Overlook, path: str, key: Key, shape: str) -> dict[str, str]:
    """Give what a key may refer to, each id with its title; empty where anything may be typed.

    A title that is empty is said by the word of the key itself.
    """
    known = _CHOICES.get((shape, key.name))
    return known(look, path) if known is not None else {}


def _listed(key: str) -> Callable[[Overlook, str], dict[str, str]]:
    return lambda look, path: _titles(look.raw.get(key))


def _groups(look: Overlook, path: str) -> dict[str, str]:
    """Give the criteria that a criterion may lie in: every other one that does not lie below it."""
    above, name = path.removesuffix(".parent").split(".criteria.")
    listed = value_at(look, f"{above}.criteria")
    criteria = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    below = {name}
    for each in criteria:  # groups stand before their children
        if each.get("parent") in below:
            below.add(str(each.get("id", "")))
    return {str(each["id"]): str(each["id"]) for each in criteria if each.get("id") and each["id"] not in below}


def _tie_choices(look: Overlook, path: str) -> dict[str, str]:
    """Give what a tie-break may look at: the criteria of its round, or the rounds before it."""
    kind = value_at(look, path.removesuffix(".ref") + ".kind")
    round_id = path.split(".")[1]
    if kind == TieBreak.CRITERION:
        listed = value_at(look, f"rounds.{round_id}.rubric.criteria")
        return {name: f"{name}. {title}" for name, title in _titles(listed).items()}
    if kind == TieBreak.EARLIER_ROUND:
        titles = _titles(look.raw.get("rounds"))
        return {name: titles[name] for name in [*titles][: [*titles].index(round_id)]} if round_id in titles else {}
    return {}


def _periods(look: Overlook, path: str) -> dict[str, str]:
    return _titles(_part(look, path).get("periods"))


def _columns(look: Overlook, path: str) -> dict[str, str]:
    return _titles(_part(look, path).get("columns"))


def _part(look: Overlook, path: str) -> dict[str, Any]:
    """Give the sheet that a measure reads: the one it names, or that of its review."""
    review = ".".join(path.split(".")[:2])
    name = value_at(look, f"{path.rpartition('.')[0]}.part") or value_at(look, f"{review}.part")
    sheets = look.raw.get("measured")
    found = [each for each in sheets if isinstance(each, dict) and each.get("id") == name] if sheets else []
    return found[0] if found else {}


def _measures(look: Overlook, path: str) -> dict[str, str]:
    """Give the measures of the review; for a measure, those before it, of which alone it can be made."""
    steps = path.split(".")
    titles = _titles(value_at(look, ".".join((*steps[:2], "measures"))))
    if steps[2] != "measures" or steps[3] not in titles:
        return titles
    return {name: titles[name] for name in [*titles][: [*titles].index(steps[3])]}


def _earlier_tables(look: Overlook, path: str) -> dict[str, str]:
    """Give the prize tables of the reviews before this one that go over the same kind of subjects."""
    reviews = [each for each in look.raw.get("reviews") or () if isinstance(each, dict)]
    tables = [each for each in look.raw.get("prize_tables") or () if isinstance(each, dict)]
    ids = [str(each.get("id", "")) for each in reviews]
    name = path.split(".")[1]
    at = ids.index(name) if name in ids else 0
    alike = {each.get("id") for each in reviews[:at] if each.get("subjects") == reviews[at].get("subjects")}
    return _titles([each for each in tables if each.get("review") in alike])


def _overs(look: Overlook, path: str) -> dict[str, str]:
    take = value_at(look, path.removesuffix(".over") + ".take")
    return dict.fromkeys(OVERS.get(str(take), ()), "")


def offers_of(look: Overlook, path: str, key: Key, shape: str, words: Words) -> dict[str, str]:
    """Give texts that fit a free field, each in words; one that ends with a colon is only its beginning."""
    if key.name == "filters":
        return _filters(look, path.removesuffix(".filters"), words)
    return _cases(look, path, words, "") if key.name == "when" else {}


def _filters(look: Overlook, table: str, words: Words) -> dict[str, str]:
    """Give the conditions of a table of a review: facts of its subjects, its conditions, the tables before it."""
    review = value_at(look, f"{table}.review")
    if not review:
        return {}
    gates, tables = value_at(look, f"reviews.{review}.gates"), _titles(look.raw.get("prize_tables"))
    own = table.rpartition(".")[2]
    before = [*tables][: [*tables].index(own)] if own in tables else []
    return {
        **_used(look, f"reviews.{review}", words),
        **_cases(look, f"reviews.{review}.x.x.x", words, "is:"),
        **{f"meets:{name}": words.say("ui.rules.meets", title=title) for name, title in _titles(gates).items()},
        **{f"not_in:{name}": words.say("ui.rules.not_in", title=tables[name]) for name in before},
        **{f"no_prize_in:{name}": words.say("ui.rules.no_prize_in", title=tables[name]) for name in before},
    }


def _used(look: Overlook, review: str, words: Words) -> dict[str, str]:
    """Give the facts of subjects that other tables ask for, e.g. the blocks of units."""
    begins = {begin: said.rstrip("…").strip() for begin, said in _cases(look, f"{review}.x.x.x", words, "is:").items()}
    tables = look.raw.get("prize_tables")
    listed = [each.get("filters") for each in tables if isinstance(each, dict)] if isinstance(tables, list) else []
    texts = [str(text) for each in listed if isinstance(each, list) for text in each]
    return {
        text: words.say("ui.rules.case", title=said, value=text.removeprefix(begin))
        for text in texts
        for begin, said in begins.items()
        if text.startswith(begin)
    }


def _cases(look: Overlook, path: str, words: Words, begin: str) -> dict[str, str]:
    """Give what may be told of a subject by its row: yes and no of flags, the beginning for columns of words."""
    sheets = look.raw.get("measured")
    listed = [each for each in sheets if isinstance(each, dict)] if isinstance(sheets, list) else []
    review = ".".join(path.split(".")[:2])
    own = value_at(look, f"{review}.part")
    found: dict[str, str] = {}
    for sheet in listed:
        columns = sheet.get("columns")
        if not (sheet.get("roster") or (own and sheet.get("id") == own)) or not isinstance(columns, list):
            continue
        for each in (each for each in columns if isinstance(each, dict)):
            name, title = f"{begin}{each.get('id')}:", str(each.get("title", ""))
            if each.get("kind") == ColumnKind.FLAG and not begin:
                for value, word in (("1", "yes"), ("0", "no")):
                    said = words.say(f"rules.value.{word}")
                    found[f"{name}{value}"] = words.say("ui.rules.is", title=title, value=said)
            elif each.get("kind", ColumnKind.TEXT) == ColumnKind.TEXT:
                found[name] = words.say("ui.rules.is_what", title=title)
    return found


def _titles(listed: Any) -> dict[str, str]:
    items = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    return {str(each.get("id", "")): str(each.get("title") or each.get("id", "")) for each in items}


_CHOICES: Final[Mapping[tuple[str, str], Callable[[Overlook, str], dict[str, str]]]] = {
    ("prize_table", "round"): _listed("rounds"),
    ("prize_table", "review"): _listed("reviews"),
    ("prize_table", "entrants"): _listed("entrants"),
    ("by_products", "index_bonus_round"): _listed("rounds"),
    ("calendar", "round"): _listed("rounds"),
    ("formula", "measure"): _listed("measured"),
    ("round", "fields"): _listed("fields"),
    ("part", "fields"): _listed("fields"),
    ("criterion", "parent"): _groups,
    ("tie", "ref"): _tie_choices,
    ("review", "part"): _listed("measured"),
    ("review", "periods"): _periods,
    ("review_measure", "part"): _listed("measured"),
    ("review_measure", "column"): _columns,
    ("review_measure", "attempt_by"): _columns,
    ("review_measure", "periods"): _periods,
    ("review_measure", "round"): _listed("rounds"),
    ("review_measure", "table"): _earlier_tables,
    ("review_measure", "of"): _measures,
    ("review_measure", "over"): _overs,
    ("gate", "measure"): _measures,
    ("order", "by"): _measures,
}
