"""What commands say, where they say it, and with which code they end."""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest

from judge_desk.cli.__main__ import main
from judge_desk.cli.output import Answer, refused, table, write
from judge_desk.cli.parser import build_parser
from judge_desk.contest.values.problems import Problem, Refusal, Severity, WrongPin
from judge_desk.wording.catalogue import open_catalogue
from tests.architecture.command_reference import leaves
from tests.journeys.by_hand import RULES
from tests.journeys.terminal import ROOT, call


def every(parent: type[Refusal]) -> list[type[Refusal]]:
    return [each for child in parent.__subclasses__() for each in (child, *every(child))]


def test_every_class_of_refusal_ends_with_a_code_of_its_own_above_2() -> None:
    codes = [each.exit_code for each in every(Refusal)]
    assert len(set(codes)) == len(codes)
    assert min(codes) > 2
    assert refused(WrongPin("package.wrong_pin", seat=1)).code == 12


def test_a_wrong_call_ends_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["nonsense"], ["merge", "x"], ["contest"], ["decide", "x", "--final", "--unseal"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 2
    assert capsys.readouterr().out == ""


def test_questions_do_not_stop_a_command_and_stops_do() -> None:
    ask, stop = Problem("decide.no_reason", Severity.ASK), Problem("decide.no_reason", Severity.STOP)
    assert Answer(findings=(ask,)).code == 0
    assert Answer(findings=(ask, stop)).code == 1
    assert Answer(findings=(stop,), exit_code=0).code == 0


def test_json_is_one_object_on_standard_output_and_sentences_come_in_both_languages(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(RULES.replace('rank_on = "rounded"', 'rank_on = "guessed"'), encoding="utf-8")
    said = call(tmp_path, "contest", "check", str(broken), "--json")
    assert (said.code, said.err) == (1, "")
    english = call(tmp_path, "contest", "check", str(broken), "--json", "--lang", "en")
    one, other = said.data["findings"], english.data["findings"]
    assert [each["code"] for each in one] == [each["code"] for each in other]
    assert len(one) == 2
    assert all(a["sentence"] != b["sentence"] and a["where"] == b["where"] for a, b in zip(one, other, strict=True))


def test_people_read_findings_on_standard_error_when_a_command_is_stopped(tmp_path: Path) -> None:
    said = call(tmp_path, "contest", "show", str(tmp_path / "nothing"))
    assert (said.code, said.out) == (4, "")
    assert said.err.startswith("✗ ")
    assert len(said.err.splitlines()) == 1


def test_a_table_keeps_its_columns_under_each_other() -> None:
    lines = table(("Mã", "Điểm"), [("001-3", "9,5"), ("1000-8", "10,0")], frozenset({1}))
    assert lines == ["Mã      Điểm", "──────  ────", "001-3    9,5", "1000-8  10,0"]


def test_json_writes_vietnamese_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    write(Answer(data={"name": "Võ Thị Tư"}), open_catalogue("vi"), as_json=True)
    out = capsys.readouterr().out
    assert '"name": "Võ Thị Tư"' in out
    assert json.loads(out) == {"ok": True, "name": "Võ Thị Tư", "findings": []}


def test_every_command_takes_json_and_language() -> None:
    for name, command in leaves(build_parser()):
        options = {option for action in command._actions for option in action.option_strings}
        assert {"--json", "--lang"} <= options, name


def loaded_by(*call: str) -> set[str]:
    """Give the modules that a whole process has loaded when a command is done."""
    code = "import sys\nfrom judge_desk.cli.__main__ import main\n"
    code += "try:\n    main(sys.argv[1:])\nfinally:\n    print('loaded', *sys.modules)\n"
    done = subprocess.run(
        [sys.executable, "-c", code, *call], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    return set(done.stdout.rpartition("loaded ")[2].split())


def test_each_command_loads_what_it_needs_and_nothing_else() -> None:
    heavy = {
        "reportlab",
        "openpyxl",
        "xlsxwriter",
        "tomlkit",
        "docx",
        "pypdf",
        "PySide6",
        "cryptography",
        "platformdirs",
        "tempfile",
    }
    version, help_, check = (
        loaded_by(*call)
        for call in (("--version",), ("--help",), ("contest", "check", "resources/contests/soc-trang-2023.toml"))
    )
    assert {each for each in version if each.startswith("judge_desk")} == {
        "judge_desk", "judge_desk.cli", "judge_desk.cli.__main__",
    }  # fmt: skip
    assert not {"argparse", "dataclasses", "json", "pathlib"} & version
    assert not heavy & (help_ | check)
    assert {each for each in check if each.startswith("judge_desk.cli.arguments.")} == {
        "judge_desk.cli.arguments.command", "judge_desk.cli.arguments.founding", "judge_desk.cli.arguments.rules",
    }  # fmt: skip
    assert not {each for each in check if each.startswith(("judge_desk.stores", "judge_desk.documents"))}
    for listing in (("contest", "show", "nothing"), ("papers", "nothing", "--round", "none")):
        assert heavy & loaded_by(*listing) <= {"cryptography", "tempfile"}


def test_a_fault_of_the_program_ends_in_a_sentence_and_a_report_without_the_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("judge_desk.bootstrap.user_folder", lambda: tmp_path / "home")

    def broken(_: object) -> Answer:
        raise KeyError("Nguyễn Thị Ánh Tuyết 8,5")

    monkeypatch.setattr("judge_desk.cli.running._runner", lambda _: broken)
    assert main(["contest", "list"]) == 70
    said = capsys.readouterr().err
    (report,) = (tmp_path / "home" / "bao-loi").iterdir()
    assert report.name in said
    assert "Traceback" not in said
    text = report.read_text(encoding="utf-8")
    assert "builtins.KeyError" in text
    assert "cli/running.py" in text
    assert "Tuyết" not in text + said
    report.unlink()
    report.parent.rmdir()
    (tmp_path / "home" / "bao-loi").write_text("", encoding="utf-8")
    assert main(["contest", "list"]) == 70
    assert "bao-loi" not in capsys.readouterr().err


def test_a_command_that_is_stopped_from_the_keyboard_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(_: object) -> Answer:
        raise KeyboardInterrupt

    monkeypatch.setattr("judge_desk.cli.running._runner", lambda _: stopped)
    assert main(["contest", "list", "--lang", "en"]) == 130
    assert "Stopped from the keyboard" in capsys.readouterr().err


def test_a_failing_device_that_nobody_told_of_is_no_fault_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(_: object) -> Answer:
        raise OSError(errno.EIO, "Input/output error", str(tmp_path / "usb" / "a.jdballot"))

    monkeypatch.setattr("judge_desk.cli.running._runner", lambda _: failing)
    assert main(["contest", "list", "--json"]) == 8
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["code"], found["where"]) == ("disk.untold", "a.jdballot")
