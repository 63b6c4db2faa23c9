"""What a hosting place runs and asks: the README's commands on three systems, and forms in both languages."""

from __future__ import annotations

import re
from typing import Final

from tests.architecture.sources import ROOT

GITHUB: Final = ROOT / ".github"
CHECKS: Final = (GITHUB / "workflows" / "ci.yml").read_text(encoding="utf-8")
PINNED: Final = re.compile(r"actions/[a-z-]+@v[0-9]+")


def test_every_change_is_checked_by_the_two_commands_of_the_readme_on_three_systems() -> None:
    parts = re.split(r"^  ([a-z-]+):\n", CHECKS.partition("\njobs:\n")[2], flags=re.MULTILINE)
    jobs = dict(zip(parts[1::2], parts[2::2], strict=True))
    systems = {name: re.findall(r"runs-on: ([a-z]+)", text) for name, text in jobs.items()}
    assert systems == {"linux": ["ubuntu"], "windows": ["windows"], "macos": ["macos"]}
    for text in jobs.values():
        assert re.findall(r"python3? set_up\.py (demo|test)", text) == ["demo", "test"]
        assert "timeout-minutes: " in text
        for folder in re.findall(r"tests/[a-z]+", text):
            assert (ROOT / folder).is_dir()
    assert re.search(r"- run: python3 set_up\.py test$", jobs["linux"], re.MULTILINE), "all of it, on Linux"


def test_no_workflow_asks_for_a_secret_may_write_or_takes_an_action_without_its_version() -> None:
    for path in sorted((GITHUB / "workflows").glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        assert "secrets." not in text
        assert re.findall(r"^permissions:\n((?:  .+\n)+)", text, re.MULTILINE) == ["  contents: read\n"]
        assert all(PINNED.fullmatch(each) for each in re.findall(r"uses: (\S+)", text)), path.name


def test_forms_speak_both_languages_and_ask_for_no_names() -> None:
    forms = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
    assert [path.stem for path in forms] == ["fault", "rule", "wording"]
    for path in forms:
        labels = re.findall(r"^\s+label: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert labels
        assert all(" · " in each for each in labels)
    assert "SECURITY.md" in (GITHUB / "ISSUE_TEMPLATE" / "fault.yml").read_text(encoding="utf-8")
    assert "docs/trust.md" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")
