"""What no file of the repository may hold, and links that must lead somewhere."""

from __future__ import annotations

import re
from typing import Final

from tests.architecture.sources import ROOT, name_of, text_files

# Written in pieces, so that this file does not find itself.
HOSTS: Final = re.compile(
    "|".join(("py" + r"pi\.org", "python" + r"hosted\.org", r"registry\.npm" + "js", "deb" + r"\.debian\.org"))
)
MACHINE_PATHS: Final = re.compile("(?<![A-Za-z0-9_.])/(" + "ro" + "ot|wo" + r"rk)/|C:\\+Us" + r"ers\\+[a-z]")
UNFINISHED: Final = re.compile(r"\b(TO" + "DO|FIX" + "ME|XX" + r"X)\b")
LINK: Final = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


def test_no_file_names_a_package_index() -> None:
    assert not [name_of(path) for path in text_files() if HOSTS.search(path.read_text(encoding="utf-8"))]


def test_no_file_names_a_folder_of_one_machine() -> None:
    found = [
        f"{name_of(path)}: {match[0]}"
        for path in text_files()
        if (match := MACHINE_PATHS.search(path.read_text(encoding="utf-8")))
    ]
    assert not found


def test_nothing_is_left_to_do_in_the_sources() -> None:
    sources = [path for path in text_files() if path.suffix in {".py", ".toml"}]
    assert not [name_of(path) for path in sources if UNFINISHED.search(path.read_text(encoding="utf-8"))]


def test_every_link_in_the_documents_leads_to_a_file() -> None:
    broken = [
        f"{name_of(page)}: {target}"
        for page in text_files()
        if page.suffix == ".md"
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not re.match(r"[a-z]+:|#", target) and not (page.parent / target.split("#")[0]).exists()
    ]
    assert not broken


def test_every_decision_says_why_what_else_and_at_what_cost() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert pages
    wanted = ("## Decision", "## Why", "## Instead of", "## Cost")
    short = [page.name for page in pages if any(head not in page.read_text(encoding="utf-8") for head in wanted)]
    assert not short


def test_no_test_is_left_out() -> None:
    words = re.compile(r"pytest\.(mark\.)?(sk" + r"ip|xf" + r"ail|importor" + "sk" + "ip)")
    tests = [path for path in text_files() if path.suffix == ".py" and name_of(path).startswith("tests/")]
    assert not [name_of(path) for path in tests if words.search(path.read_text(encoding="utf-8"))]


def test_every_exception_to_a_check_gives_its_reason() -> None:
    exception = re.compile(r"#\s*(type:\s*ig" + r"nore|no" + "qa)")
    reasoned = re.compile(r"#\s*(type:\s*ig" + r"nore\[[a-z, -]+\]|no" + r"qa:\s*[A-Z0-9, ]+?)\s+(#|-)\s*\w+")
    bare = [
        f"{name_of(path)}:{number}"
        for path in text_files()
        if path.suffix == ".py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if exception.search(line) and not reasoned.search(line)
    ]
    assert not bare
