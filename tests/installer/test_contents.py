"""What is packed: every module that is loaded by name, every resource, only the parts of Qt in use, every licence."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import docx
import pytest

from installer import archive, bill, contents, deb, file_types, licences, tools, windows, windows_libraries
from tests.architecture.sources import ROOT, calls, name_of

SPEC: Final = (ROOT / "packaging" / "judge-desk.spec").read_text(encoding="utf-8")
MODULES: Final = frozenset(contents.program_modules(ROOT))


def _texts() -> Iterator[str]:
    return (path.read_text(encoding="utf-8") for path in (ROOT / "judge_desk").rglob("*.py"))


def _loaded_by_name() -> Iterator[str]:
    """Give every name that is loaded when called for, as text or with a star for what is filled in."""
    for text in _texts():
        if "import_module(" not in text:
            continue
        for called, call in calls(ast.parse(text)):
            told = call.args[0] if called == "import_module" else None
            if isinstance(told, ast.Constant):
                yield str(told.value)
            elif isinstance(told, ast.JoinedStr):
                yield "".join(str(each.value) if isinstance(each, ast.Constant) else "*" for each in told.values)


def test_every_library_that_is_loaded_by_name_is_packed_and_every_module_is_one_of_ours() -> None:
    named = list(_loaded_by_name())
    assert len(named) > 10
    ours = {name.replace("*", "") for name in named if name.startswith("judge_desk.")}
    assert not {name for name in ours if not any(each.startswith(name) for each in MODULES)}
    others = {name for name in named if not name.startswith("judge_desk.") and name != "*"}
    assert others <= set(contents.BY_NAME)


def test_every_dotted_name_of_ours_that_stands_in_a_text_is_a_packed_module() -> None:
    # Stages, pages, readers and children name their modules in registers.
    dotted = re.compile(r'"(judge_desk(?:\.[a-z_0-9]+)+)(?::\w+)?"')
    told = {name for text in _texts() for name in dotted.findall(text)}
    assert len(told) > 20
    assert not {name for name in told if name not in MODULES and name.rpartition(".")[0] not in MODULES}


def test_all_modules_and_resources_of_the_repository_go_in_and_nothing_of_the_tests() -> None:
    assert {name_of(path)[: -len(".py")].replace("/", ".").removesuffix(".__init__") for path in _sources()} == MODULES
    resources = contents.resource_files(ROOT)
    assert {"resources/fonts", "resources/icons", "resources/locale/vi", "resources/recount"} <= {
        to for _, to in resources
    }
    assert not [path for path, _ in resources if "__pycache__" in path or "tests" in Path(path).relative_to(ROOT).parts]


def _sources() -> Iterator[Path]:
    return (path for path in (ROOT / "judge_desk").rglob("*.py"))


def test_only_the_plugins_in_use_go_in_and_what_clips_need_is_never_left_out() -> None:
    plugins = "PySide6/Qt/plugins/"
    stays = (
        plugins + "multimedia/libffmpegmediaplugin.so",
        plugins + "platforminputcontexts/libibusplatforminputcontextplugin.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/lib/libavcodec.so.61",
        "PySide6_Essentials-6.11.3.dist-info/METADATA",
    )
    goes = (
        plugins + "platforms/libqeglfs.so",
        plugins + "wayland-shell-integration/libxdg-shell.so",
        "PySide6/Qt/translations/qt_de.qm",
        "PIL/_avif.cpython-311-x86_64-linux-gnu.so",
        "reportlab-5.1.0.dist-info/RECORD",
    )
    assert all(map(contents.wanted, stays))
    assert not any(map(contents.wanted, goes))
    asks = {
        "PySide6/QtMultimedia.abi3.so": ["libQt6Multimedia.so.6"],
        plugins + "multimedia/libffmpegmediaplugin.so": ["libavcodec.so.61", "libQt6Quick.so.6"],
        "PySide6/Qt/lib/libavcodec.so.61": ["libavutil.so.59"],
        "PySide6/Qt/lib/libavutil.so.59": [],
        "PySide6/Qt/lib/libQt6Quick.so.6": [],
        "PySide6/Qt/lib/libQt6Multimedia.so.6": ["libc.so.6"],
        "PySide6/Qt/lib/libQt6Charts.so.6": ["libQt6Quick.so.6"],
        "libpython3.11.so.1.0": [],
        "pymediainfo/libmediainfo.so.0": [],
    }
    assert set(asks) - contents.needed(asks) == {"PySide6/Qt/lib/libQt6Charts.so.6"}
    assert "strip=True" not in SPEC
    assert "onefile" not in SPEC
    assert SPEC.count("strip=False") == 2


def test_folders_by_way_of_which_libraries_find_their_own_files_are_packed() -> None:
    assert "*kept" in SPEC
    site = Path(docx.__file__).parent
    folders = {path.parent.name for path in site.rglob("*.py") if '".."' in path.read_text(encoding="utf-8")}
    assert folders == {Path(name).parent.name for package, name in contents.FOLDERS_ASKED if package == "docx"}


def test_the_package_runs_no_script_and_its_entry_and_types_agree(tmp_path: Path) -> None:
    packed = tmp_path / "packed"
    (packed / "_internal").mkdir(parents=True)
    (packed / "judge-desk").write_bytes(b"program")
    (packed / "_internal" / "libc-user.so.1").write_bytes(b"\0GLIBC_2.9\0GLIBC_2.36\0GLIBC_2.4\0")
    tree = tmp_path / "tree"
    deb.lay_out(tree, packed, "1.2.3", "amd64")
    assert sorted(path.name for path in (tree / "DEBIAN").iterdir()) == ["control", "md5sums"]
    control = (tree / "DEBIAN/control").read_text(encoding="utf-8")
    assert "Version: 1.2.3\n" in control
    assert "Depends: libc6 (>= 2.36), " in control
    assert (tree / "usr/bin/judge-desk").resolve() == (tree / "usr/lib/judge-desk/judge-desk").resolve()
    entry = (tree / "usr/share/applications/judge-desk.desktop").read_text(encoding="utf-8")
    types = (tree / "usr/share/mime/packages/judge-desk.xml").read_text(encoding="utf-8")
    icons = {path.stem for path in (tree / "usr/share/icons").rglob("*.svg")}
    for each in file_types.TYPES:
        assert f"{each.mime};" in entry
        assert f'<glob pattern="*.{each.ending}"' in types
        assert each.icon in icons
    assert "judge-desk" in icons
    assert not [path for path in tree.rglob("*") if path.is_file() and b"@VERSION@" in path.read_bytes()]


def test_the_bill_names_every_component_once_with_a_licence_and_is_the_same_again(tmp_path: Path) -> None:
    (tmp_path / "_internal").mkdir()
    (tmp_path / "_internal" / "liba.so").write_bytes(b"a")
    parts = (
        licences.Component("lxml", "6.1.3", "BSD-3-Clause (with libxml2 and libxslt, MIT)", "pkg:pypi/lxml@6.1.3"),
        licences.Component("cryptography", "50.0.2", "Apache-2.0 OR BSD-3-Clause", "pkg:pypi/cryptography@50.0.2"),
        licences.Component("liba1", "1-2", "LicenseRef-debian-liba1", "pkg:deb/debian/liba1@1-2", ("liba.so",)),
    )
    for name in ("one.json", "two.json"):
        bill.write_bill(tmp_path / name, parts, tmp_path, 1_790_000_000)
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
    told = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    refs = [each["bom-ref"] for each in told["components"]]
    assert len(set(refs)) == len(parts) == len(told["dependencies"][0]["dependsOn"])
    assert told["components"][1]["licenses"] == [{"expression": "Apache-2.0 OR BSD-3-Clause"}]
    assert told["components"][2]["components"][0]["hashes"][0]["alg"] == "SHA-256"
    notice = licences.noticed((ROOT / "NOTICE").read_text(encoding="utf-8"))
    assert set(contents.locked_names(ROOT / "requirements" / "run.txt")) <= set(notice)


def test_an_archive_is_the_same_again_and_a_signer_that_fails_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "judge-desk-1"
    folder.mkdir()
    (folder / "a").write_text("1", encoding="utf-8")
    monkeypatch.setenv(tools.EPOCH, "1790000000")
    first = archive.make_tar(folder, tmp_path).read_bytes()
    (folder / "a").write_text("1", encoding="utf-8")
    made = archive.make_tar(folder, tmp_path)
    assert made.read_bytes() == first
    sums = archive.write_sums([made], tmp_path).read_text(encoding="utf-8")
    assert re.fullmatch(rf"[0-9a-f]{{64}}  {made.name}\n", sums)
    monkeypatch.setenv(archive.SIGNER, "false")
    with pytest.raises(tools.BuildError, match=re.escape(made.name)):
        archive.sign(made)


def test_the_tree_for_windows_keeps_what_the_program_and_its_plugins_ask_for_and_no_tools_of_qt() -> None:
    stays = ("PySide6/avcodec-61.dll", "PySide6/QtWidgets.pyd", "PySide6/plugins/platforms/qwindows.dll")
    goes = ("PySide6/QtQuick.pyd", "PySide6/QtWebEngineProcess.exe", "PySide6/qml/QtQuick/qmldir")
    assert all(map(windows.keeps, stays))
    assert not any(map(windows.keeps, goes))
    asks = {
        "Lib/PySide6/QtWidgets.pyd": ["qt6widgets.dll", "python3.dll", "kernel32.dll"],
        "Lib/PySide6/plugins/multimedia/ffmpegmediaplugin.dll": ["avcodec-61.dll", "api-ms-win-core-com-l1-1-0.dll"],
        "Lib/PySide6/Qt6Widgets.dll": ["qt6core.dll"],
        "Lib/PySide6/Qt6Core.dll": ["icuuc.dll"],
        "Lib/PySide6/avcodec-61.dll": ["avutil-59.dll"],
        "Lib/PySide6/avutil-59.dll": [],
        "Lib/PySide6/Qt6Charts.dll": ["qt6core.dll", "qt6opengl.dll"],
        "Lib/PySide6/Qt6OpenGL.dll": ["qt6core.dll"],
        "Lib/pymediainfo/MediaInfo.dll": [],
        "python3.dll": [],
    }
    gone = windows_libraries.unasked(asks, ("Lib/PySide6",))
    assert gone == {"Lib/PySide6/Qt6Charts.dll", "Lib/PySide6/Qt6OpenGL.dll"}
    left = {name: asked for name, asked in asks.items() if name not in gone}
    assert windows_libraries.missing(left) == frozenset()
    del left["Lib/PySide6/avutil-59.dll"]
    assert windows_libraries.missing(left) == {"avutil-59.dll"}


def test_a_library_without_a_licence_text_stops_the_build(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "cffi-2.1.1.dist-info").mkdir(parents=True)
    facts = "Metadata-Version: 2.1\nName: cffi\nVersion: 2.1.1\n"
    (site / "cffi-2.1.1.dist-info" / "METADATA").write_text(facts, encoding="utf-8")  # and no list of its files
    (tmp_path / "LICENSE.txt").write_text("PSF", encoding="utf-8")
    with pytest.raises(tools.BuildError, match=re.escape("cffi-2.1.1")):
        licences.collect_wheels(tmp_path, site, "3.11.9")


def test_a_runtime_whose_library_is_another_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "python311.zip").write_bytes(b"another")
    with pytest.raises(tools.BuildError, match=re.escape("python311.zip")):
        windows.prove(tmp_path)
