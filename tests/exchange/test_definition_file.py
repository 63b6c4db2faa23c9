"""Reading definitions: what a file says, all faults at once, decided points, the digest, and bytes of any kind."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judge_desk.contest.rulebook.definition import Definition, find_round
from judge_desk.contest.rulebook.rubric import judged_leaves
from judge_desk.contest.rulebook.rules import Action, Combination, CutKind, CutRule, TieBreak, TieStep, Undecided
from judge_desk.contest.values.identity import RoundId
from judge_desk.contest.values.problems import BadInput
from judge_desk.exchange.rulebook.definition_file import load_definition, read_definition, shipped, shipped_definitions

HAU_GIANG = shipped("hau-giang-2024")
EVERY_SHAPE = (Path(__file__).resolve().parents[1] / "golden/definitions/good/every-shape.toml").read_bytes()
QUICK = settings(max_examples=80)


def codes(data: bytes, *rulings: tuple[str, str]) -> list[str]:
    return [finding.code for finding in read_definition(data, "x.toml", rulings).findings]


def changed(*pairs: tuple[str, str], data: bytes = EVERY_SHAPE) -> bytes:
    text = data.decode()
    for old, new in pairs:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text.encode()


def the(data: bytes, *rulings: tuple[str, str]) -> Definition:
    return load_definition(data, "x.toml", rulings)


# What the plan of Hậu Giang decides -----------------------------------------------------------------------------


def test_hau_giang_is_shipped_and_has_no_fault() -> None:
    assert "hau-giang-2024" in shipped_definitions()
    assert read_definition(HAU_GIANG, "hau-giang-2024.toml").findings == ()


def test_every_shipped_definition_has_no_fault_and_the_name_of_its_file() -> None:
    for name in shipped_definitions():
        reading = read_definition(shipped(name), name)
        assert reading.findings == ()
        assert reading.definition is not None
        assert reading.definition.id == name


def test_hau_giang_says_what_its_plan_decides() -> None:
    contest = the(HAU_GIANG)
    assert len(contest.fields) == 6
    assert [(kind.id, kind.most_people) for kind in contest.entrants] == [
        ("ca-nhan", 1),
        ("nhom", 4),
        ("tap-the", None),
    ]
    assert contest.receipt is not None
    assert (contest.receipt.opens, contest.receipt.closes) == ("2024-07-01", "2024-08-16")
    assert contest.barred == ("organisers", "jury", "secretariat")
    assert [each.id for each in contest.rounds] == ["so-khao", "bao-ve"]
    prizes = contest.prize_tables[0].prizes
    assert [(prize.count, prize.money) for prize in prizes] == [
        (1, 10_000_000),
        (1, 7_000_000),
        (1, 5_000_000),
        (3, 3_000_000),
    ]
    assert sum(prize.count * prize.money for prize in prizes) == 31_000_000
    assert [prize.certificate for prize in prizes] == ["Bằng khen", "Bằng khen", "Bằng khen", "Giấy khen"]
    assert "đặc biệt xuất sắc" in contest.prize_tables[0].special
    assert contest.by_products.index_bonus_round == "bao-ve"


def test_hau_giang_leaves_open_what_its_plan_leaves_open() -> None:
    contest = the(HAU_GIANG)
    open_codes = {point.code for point in contest.undecided}
    noted = {note.split(".")[0] for note in contest.notes if note.startswith("HG")}
    assert {f"HG{number}" for number in range(1, 14)} <= open_codes | noted
    assert all(point.question.endswith("?") and point.source for point in contest.undecided)
    first, last = contest.rounds
    assert isinstance(first.cut, Undecided)
    assert isinstance(first.ties, Undecided)
    assert last.cut is None
    assert isinstance(last.combination, Undecided)
    assert isinstance(contest.prize_tables[0].minimum, Undecided)


def test_hau_giang_calls_its_rubrics_samples() -> None:
    contest = the(HAU_GIANG)
    assert all(each.rubric.sample and each.rubric.maximum == 100 for each in contest.rounds)
    assert [leaf.id for leaf in judged_leaves(contest.rounds[0].rubric)] == ["1", "2.1", "2.2", "3.1", "3.2", "4", "5"]
    bands = contest.rounds[0].rubric.criteria[0].bands
    assert [(int(band.low), int(band.high)) for band in bands] == [(27, 30), (21, 26), (16, 20), (1, 15), (0, 0)]


def test_an_unknown_shipped_definition_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadInput) as refusal:
        shipped("../pyproject")
    assert refusal.value.problem.code == "definition.not_shipped"
    assert "hau-giang-2024" in str(refusal.value.problem.facts["known"])


# Values ----------------------------------------------------------------------------------------------------------


def test_every_shape_arrives_as_written() -> None:
    contest = the(EVERY_SHAPE)
    first, second, third, beside = contest.rounds
    assert beside.fields == contest.parts[2].fields == ("hai",)
    leaf = {str(criterion.id): criterion for criterion in first.rubric.criteria}
    assert leaf["A"].step == Fraction(1, 4)
    assert leaf["B.2"].coefficient == Fraction(7, 2)
    assert leaf["B"].weight == Fraction(1, 2)
    assert leaf["F"].penalty is not None
    assert [row.points for row in leaf["F"].penalty.rows] == [Fraction(1, 4), Fraction(1, 2)]
    assert isinstance(first.ties, tuple)
    assert first.ties[0] == TieStep(TieBreak.CRITERION, "A")
    assert first.cut == CutRule(CutKind.TOP_AND_THRESHOLD, 5, Fraction(50), "all_in")
    assert first.combination == Combination(((RoundId("vong-1"), Fraction(1)),))
    assert second.combination == Combination(((RoundId("vong-1"), Fraction(1, 3)), (RoundId("vong-2"), Fraction(2, 3))))
    assert second.disagreement is None
    assert isinstance(third.disagreement, Undecided)
    assert third.panel.quorum == Fraction(2, 3)
    assert contest.measured[0].weight == Fraction(2, 5)


@pytest.mark.parametrize(
    ("written", "value"),
    [("30", 30), ("30.0", 30), ('"30"', 30), ('"30,0"', 30), ('"60/2"', 30), ("3_0", 30)],
)
def test_a_number_may_be_written_in_several_ways(written: str, value: int) -> None:
    contest = the(changed(('maximum = 30\nstep = "0,25"', f'maximum = {written}\nstep = "0,25"')))
    assert contest.rounds[0].rubric.criteria[0].maximum == value


@pytest.mark.parametrize(
    "written", ["1e1", "nan", "inf", "30.000", '"1.000"', '"3 0"', "true", '"３０"', "[30]", '"1/0"']
)
def test_what_could_be_misread_is_no_number(written: str) -> None:
    data = changed(('maximum = 30\nstep = "0,25"', f'maximum = {written}\nstep = "0,25"'))
    assert codes(data) == ["definition.not_number"]


def test_no_float_reaches_the_values() -> None:
    assert "float" not in repr(the(EVERY_SHAPE))
    assert re.search(r"\d\.\d", repr(replace(the(EVERY_SHAPE), rounds=()))) is None


def test_text_is_stored_composed_and_trimmed() -> None:
    decomposed = changed(('title = "Vòng một"', 'title = "  Vo\u0300ng mo\u0323\u0302t "'))
    assert the(decomposed).rounds[0].title == "Vòng một"


# Faults ----------------------------------------------------------------------------------------------------------


def test_all_faults_are_given_at_once_each_with_its_line() -> None:
    data = changed(
        ('title = "Hội thi thử mọi hình thức"', "title = 7"),
        ("by_field = true", "by_feild = true"),
        ("least_judges = 5", 'least_judges = "năm"'),
        ('jury = "BAN GIÁM KHẢO HỘI THI"\n', ""),
    )
    reading = read_definition(data, "x.toml")
    assert [finding.code for finding in reading.findings] == [
        "definition.not_text",
        "definition.missing_key",
        "definition.unknown_key_near",
        "definition.not_whole",
    ]
    lines = data.decode().splitlines()
    for finding in reading.findings:
        place, _, key = finding.where.partition(": ")
        line = lines[int(place.removeprefix("x.toml:")) - 1]
        assert key.rpartition(".")[2] in line or line == "[head]"


def test_a_fault_of_form_does_not_hide_a_fault_of_sense_elsewhere() -> None:
    data = changed(
        ('place = "Nơi Thử"', 'place = "Nơi Thử"\nplaec = "Nơi Thử"'),
        ('maximum = "110,5"', "maximum = 100"),
    )
    assert codes(data) == ["definition.unknown_key_near", "definition.sum_differs"]


def test_a_misspelt_key_hides_nothing_in_its_own_round() -> None:
    data = changed(
        ("by_field = true", "by_feild = true"),
        ("maximum = 41", "maximum = 40"),
        ("version = 3", "version = 0"),
        ("threshold = 7,", "threshold = 70,"),
    )
    assert codes(data) == [
        "definition.out_of_range",
        "definition.unknown_key_near",
        "definition.group_differs",
        "definition.threshold_range",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('maximum = 10\nstep = "0,5"', 'maximum = "x"\nstep = "0,5"'),
        ("maximum = 10\nsample", "maximum = []\nsample"),
        ("least_judges = 5", "least_judges = true"),
        ('weight = "0,4"', 'weight = "vừa"'),
        ('kind = "penalty"\npenalty = { rows', 'kind = "fine"\npenalty = { rows'),
        ('kind = "threshold", ', 'kind = "thresh", '),
        ('measure = "distance"', 'measure = "far"'),
        ('blind = true\nfields = ["hai"]', "blind = true\nfields = 2"),
        ('{ id = "gia-tri", title = "Chỉ số", kind = "number"', '{ id = "gia-tri", title = "Chỉ số", kind = "numeric"'),
        ('take = "ratio"', 'take = "rate"'),
        ('order = { policy = "in_turn", by', 'order = { policy = "turn", by'),
    ],
)
def test_a_stand_in_brings_no_fault_of_its_own(old: str, new: str) -> None:
    assert len(codes(changed((old, new)))) == 1


def test_a_value_that_cannot_be_read_brings_no_second_fault_of_its_own() -> None:
    assert codes(changed(('id = "vong-1"', "id = 1"))) == ["definition.not_text"]
    assert codes(changed(("maximum = 41", "maximum = []"))) == ["definition.not_number"]


def test_a_near_name_is_suggested() -> None:
    finding = read_definition(changed(("closed_ballots", "close_ballots")), "x.toml").findings[0]
    assert finding.facts["near"] == "closed_ballots"


def test_loading_refuses_with_the_first_fault_and_their_number() -> None:
    data = changed(("version = 3", "version = 0"), ('plan = "Kế hoạch thử"', 'plan = ""'))
    with pytest.raises(BadInput) as refusal:
        load_definition(data, "x.toml")
    assert refusal.value.problem.code == "definition.out_of_range"
    assert refusal.value.problem.where == "x.toml:4: version"
    assert refusal.value.problem.facts["count"] == 2


# Decided points --------------------------------------------------------------------------------------------------


def test_a_ruling_closes_its_point_and_leaves_the_digest() -> None:
    before = the(HAU_GIANG)
    after = the(HAU_GIANG, ("rounds.so-khao.cut", '{ kind = "top", count = 17 }'))
    assert find_round(after, "so-khao") is not None
    assert after.rounds[0].cut == CutRule(CutKind.TOP, 17)
    assert after.digest == before.digest
    assert {point.key for point in before.undecided} - {point.key for point in after.undecided} == {
        "rounds.so-khao.cut"
    }


def test_rulings_reach_into_lists_by_id_and_by_number() -> None:
    contest = the(
        HAU_GIANG,
        ("rounds.so-khao.disagreement.tiers.3.action", '"third_marking"'),
        ("prize_tables.giai-thuong.per_unit", "1"),
        ("rounds.bao-ve.ties", '[{ kind = "criterion", ref = "1" }, { kind = "earlier_round", ref = "so-khao" }]'),
        ("rounds.bao-ve.combination", '{ so-khao = "0,3", bao-ve = "0,7" }'),
        ("receipt.closing_time", "17:00:00"),
    )
    tiers = contest.rounds[0].disagreement
    assert not isinstance(tiers, Undecided)
    assert tiers is not None
    assert tiers.tiers[2].action is Action.THIRD
    assert contest.prize_tables[0].per_unit == 1
    assert isinstance(contest.rounds[1].ties, tuple)
    assert len(contest.rounds[1].ties) == 2
    assert contest.receipt is not None
    assert contest.receipt.closing_time == "17:00"


def test_of_several_rulings_on_one_point_the_last_holds() -> None:
    key = "prize_tables.giai-thuong.per_unit"
    assert the(HAU_GIANG, (key, "1"), (key, "2")).prize_tables[0].per_unit == 2


def test_a_ruling_goes_through_the_same_checks() -> None:
    assert codes(HAU_GIANG, ("rounds.so-khao.cut", '{ kind = "top" }')) == ["definition.cut_count"]
    assert codes(HAU_GIANG, ("rounds.so-khao.cut", '{ kind = "threshold", threshold = 101 }')) == [
        "definition.threshold_range"
    ]
    assert codes(HAU_GIANG, ("receipt.counted", '"posted"')) == ["definition.not_choice"]


@pytest.mark.parametrize("key", ["title", "rounds.so-khao.blind", "rounds.none.cut", "", ".", "rounds", "a.b.c.d"])
def test_a_ruling_on_what_is_not_open_is_a_fault(key: str) -> None:
    assert codes(HAU_GIANG, (key, "1")) == ["definition.ruling_not_open"]


@pytest.mark.parametrize("text", ["", "17:", "1\nversion = 9", "{", "received"])
def test_a_ruling_is_one_value_and_nothing_more(text: str) -> None:
    assert codes(HAU_GIANG, ("receipt.counted", text)) == ["definition.ruling_not_toml"]


# Digest ----------------------------------------------------------------------------------------------------------


def test_the_digest_is_the_sha_256_of_the_files_bytes() -> None:
    assert the(EVERY_SHAPE).digest == hashlib.sha256(EVERY_SHAPE).hexdigest()


def test_any_value_changes_the_digest() -> None:
    digest = the(EVERY_SHAPE).digest
    assert the(changed(("step = 0.5", "step = 0.50"))).digest != digest
    assert the(changed(("step = 0.5", 'step = "0.5"'))).digest != digest
    assert the(changed(("Căn cứ hai", "Căn cứ ba"))).digest != digest


# Bytes of any kind -----------------------------------------------------------------------------------------------


def reading_holds(data: bytes) -> None:
    reading = read_definition(data, "x.toml")
    assert (reading.definition is None) == bool(reading.findings)


@QUICK
@given(st.data())
def test_changed_bytes_give_findings_or_a_definition(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([HAU_GIANG, EVERY_SHAPE])))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    reading_holds(bytes(content))


@QUICK
@given(st.integers(0, len(HAU_GIANG)))
def test_a_file_cut_off_anywhere_gives_findings(length: int) -> None:
    reading_holds(HAU_GIANG[:length])


VALUES = st.recursive(
    st.sampled_from(["0", "-1", "1.5", "nan", '""', '"undecided"', '"1/3"', "true", "2024-01-01", "07:30", '"none"']),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(st.sampled_from(["id", "kind", "title"]), inner, max_size=3).map(
            lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"
        ),
    ),
    max_leaves=4,
)


@QUICK
@given(st.data())
def test_any_value_in_any_place_gives_findings_or_a_definition(data: st.DataObject) -> None:
    lines = EVERY_SHAPE.decode().splitlines()
    places = [number for number, line in enumerate(lines) if re.match(r"\w+ = [^\[{]*$", line)]
    at = data.draw(st.sampled_from(places))
    lines[at] = f"{lines[at].split(' = ')[0]} = {data.draw(VALUES)}"
    reading_holds("\n".join(lines).encode())


@QUICK
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_ruling_gives_findings_or_a_definition(key: str, text: str) -> None:
    read_definition(HAU_GIANG, "x.toml", [(key, text), ("rounds.so-khao.cut", text)])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "definition.missing_key"),
        (b"\xff\xfea\x00", "definition.not_utf8"),
        (b"\x00", "definition.not_toml"),
        (b"a = " + b"[" * 100_000, "definition.too_deep"),
        (b".".join([b"a"] * 100_000) + b" = 1", "definition.too_deep"),
        (b"a = " + b"9" * 5_000, "definition.huge_number"),
        (b"a = 0x" + b"f" * 5_000, "definition.huge_number"),
        (b"format = 0x" + b"f" * 15, "definition.newer_format"),
        (b"a = [" + b" " * 1_000_000 + b"1]\n[" + b" " * 1_000_000, "definition.not_toml"),
        (b"a = [\n[" + b" " * 1_000_000 + b"1]]", "definition.missing_key"),
        (b"\n".join(b"k%d = 1" % number for number in range(50_000)), "definition.missing_key"),
    ],
    ids=range(11),
)
def test_hostile_bytes_are_answered_soon(data: bytes, code: str) -> None:
    assert read_definition(data, "x.toml").findings[0].code == code
