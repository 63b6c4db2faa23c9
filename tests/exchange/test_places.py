"""Which disk a path is on, judged from what each system says of its mounts."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from judge_desk.exchange.places import Place, linux_place, mac_place, windows_place

MOUNTS = r"""22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
30 27 259:3 / /home rw,relatime shared:2 - ext4 /dev/nvme0n1p3 rw
41 27 8:17 / /media/an/USB\040TRẮNG rw,nosuid shared:9 - vfat /dev/sdb1 rw
42 27 8:33 / /data rw,nosuid shared:9 - exfat /dev/sdc1 rw
43 27 0:55 / /home/an/chung rw,nosuid shared:9 - cifs //may-chu/chung rw
44 27 0:56 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
45 27 0:57 / /mnt/o-roi rw - ntfs3 /dev/sdd1 rw
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/home/an/.local/share/judge-desk/phieu/x.jdscore", Place.OWN),
        ("/home/an/chung/x.jdscore", Place.NETWORK),
        ("/home/an/chung-khac/x.jdscore", Place.OWN),
        ("/opt/x.jdscore", Place.OWN),
        ("/media/an/USB TRẮNG/x.jdscore", Place.REMOVABLE),
        ("/media/an/x.jdscore", Place.OWN),
        ("/data/x.jdscore", Place.REMOVABLE),
        ("/mnt/o-roi/sau/x.jdscore", Place.REMOVABLE),
    ],
)
def test_linux_says_it_by_the_mount_that_holds_the_path(path: str, place: Place) -> None:
    assert linux_place(PurePosixPath(path), MOUNTS, lambda device: device in ("8:17", "8:33")) is place


def test_the_disk_that_the_system_runs_from_is_its_own_even_if_it_can_be_pulled() -> None:
    assert (
        linux_place(PurePosixPath("/home/an/x"), "27 1 8:1 / / rw - ext4 /dev/sda1 rw\n", lambda _: True) is Place.OWN
    )


@pytest.mark.parametrize(
    ("drive", "kind", "place"),
    [
        ("C:", 3, Place.OWN),
        ("E:", 2, Place.REMOVABLE),
        ("D:", 5, Place.REMOVABLE),
        ("Z:", 4, Place.NETWORK),
        ("\\\\may-chu\\chung", 0, Place.NETWORK),
    ],
)
def test_windows_says_it_by_the_drive(drive: str, kind: int, place: Place) -> None:
    asked: list[str] = []

    def drive_type(root: str) -> int:
        asked.append(root)
        return kind

    assert windows_place(drive, drive_type) is place
    assert asked in ([], [drive + "\\"])


def test_macos_shows_other_disks_in_one_folder() -> None:
    assert mac_place(PurePosixPath("/Volumes/USB/x.jdscore")) is Place.REMOVABLE
    assert mac_place(PurePosixPath("/Users/an/x.jdscore")) is Place.OWN
