"""The bill of materials: CycloneDX 1.6 in JSON (https://cyclonedx.org/docs/1.6/json/), next to the program."""

from __future__ import annotations

import datetime
import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from installer.contents import NAME
from installer.licences import Component
from installer.tools import version

FORM: Final = "1.6"


def bill(components: Iterable[Component], folder: Path, when: int) -> Mapping[str, Any]:
    """Give the bill of a packed program; the same program gives the same bill.

    Args:
        components: what it holds of others.
        folder: the packed program, whose own libraries are named with their digests.
        when: the time that the build bears.
    """
    listed = [_component(each, folder) for each in components]
    told = json.dumps(listed, sort_keys=True).encode()
    return {
        "$schema": f"http://cyclonedx.org/schema/bom-{FORM}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": FORM,
        "serialNumber": f"urn:uuid:{uuid.UUID(bytes=hashlib.sha256(told).digest()[:16], version=4)}",
        "version": 1,
        "metadata": {
            "timestamp": datetime.datetime.fromtimestamp(when, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": NAME,
                "name": NAME,
                "version": version(),
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            },
        },
        "components": listed,
        "dependencies": [{"ref": NAME, "dependsOn": [each["bom-ref"] for each in listed]}],
    }


def write_bill(path: Path, components: Iterable[Component], folder: Path, when: int) -> None:
    """Write the bill of a packed program."""
    text = json.dumps(bill(components, folder, when), indent=1, ensure_ascii=False, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _component(each: Component, folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "library",
        "bom-ref": each.address or f"{each.name}@{each.version}",
        "name": each.name,
        "version": each.version,
        "licenses": [_licence(each.licence)],
    }
    if each.address:
        found["purl"] = each.address
    if each.files:
        found["components"] = [_file(name, folder) for name in each.files]
    return found


def _licence(told: str) -> dict[str, Any]:
    """Give a licence by its identifier; what is more than one identifier is told in words."""
    plain = told.split(" (")[0]
    if told.startswith("LicenseRef-debian-"):
        return {"license": {"name": f"see licenses/system/{told.removeprefix('LicenseRef-debian-')}/copyright"}}
    if plain != told or told.startswith("LicenseRef-"):
        return {"license": {"name": told}}
    return {"expression": plain} if " " in plain else {"license": {"id": plain}}


def _file(name: str, folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "file", "name": name}
    for path in (folder / "_internal" / name, folder / name):
        if path.is_file():
            found["hashes"] = [{"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}]
            break
    return found
