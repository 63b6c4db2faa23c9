"""The workflow for three systems asks only for what the script knows, keeps no secret, and tries what it built."""

from __future__ import annotations

import re
from typing import Final

import build_installer
from installer import file_types
from tests.architecture.sources import ROOT

TEXT: Final = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
NSIS: Final = (ROOT / "packaging" / "windows" / "installer.nsi").read_text(encoding="utf-8")


def _jobs() -> dict[str, str]:
    """Give each job's lines by its name: the names alone stand two blanks in, below ``jobs:``."""
    parts = re.split(r"^  ([a-z-]+):\n", TEXT.partition("\njobs:\n")[2], flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_three_systems_are_built_by_the_script_and_tried_afterwards() -> None:
    jobs = _jobs()
    assert set(jobs) == {"linux", "linux-try", "windows", "windows-try", "windows-wine-try", "macos"}
    asked = {target for text in jobs.values() for target in re.findall(r"build_installer\.py ([\w-]+)", text)}
    assert asked == {"all", "try", "windows", "try-windows", "macos"}
    assert asked <= set(build_installer.TARGETS)
    assert all("runs-on:" in text and "steps:" in text for text in jobs.values())
    assert "runs-on: windows-latest" in jobs["windows-try"]
    assert all(
        re.search(rf"^    needs: {name.partition('-')[0]}$", jobs[name], re.MULTILINE) for name in jobs if "-" in name
    )


def test_no_secret_is_asked_for_and_nothing_may_be_written() -> None:
    assert "secrets." not in TEXT
    assert re.findall(r"^permissions:\n((?:  .+\n)+)", TEXT, re.MULTILINE) == ["  contents: read\n"]
    assert "\t" not in TEXT


def test_the_installer_for_windows_takes_no_rights_knows_every_type_and_removes_only_what_is_its_own() -> None:
    assert "RequestExecutionLevel user" in NSIS
    for each in file_types.TYPES:
        assert f'!insertmacro FileType "{each.ending}"' in NSIS
        assert f'!insertmacro un.FileType "{each.ending}"' in NSIS
        assert f'"{each.vietnamese}"' in NSIS
        assert f'"{each.english}"' in NSIS
    removed = re.findall(r"RMDir /r \"([^\"]+)\"", NSIS)
    assert set(removed) == {"${HOME}"}
    words = re.findall(r"^LangString (\w+) \$\{LANG_(\w+)\}", NSIS, re.MULTILINE)
    assert {name for name, language in words if language == "VIETNAMESE"} == {
        name for name, language in words if language == "ENGLISH"
    }
