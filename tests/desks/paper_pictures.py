"""Draws the first page of one paper of every kind, small, and the page that shows them: ``docs/papers.md``.

``python -m tests.desks.paper_pictures [CONTEST]``, from the root; without a contest folder, a rehearsal is played.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngInfo

from judge_desk.bootstrap import surroundings
from judge_desk.desks.rehearsing import Plan, rehearse
from judge_desk.documents.formats import Format
from judge_desk.wording.catalogue import open_catalogue
from tests.desks.every_paper import files_of_each, samples_of_each
from tests.documents.reading import picture_of, reader

_DOCS: Final = Path(__file__).parents[2] / "docs"
_PICTURES: Final = "pictures/papers"
GOLDEN: Final = Path(__file__).parents[1] / "golden" / "papers"
BOTH: Final = ("minutes", "summary")
"""What the README shows of the papers, beside each other."""
WIDE: Final = 500
SHADES: Final = (16, 10, 8, 6, 5, 4)
MOST: Final = 40 * 1024
"""Bytes of the largest picture."""
_HEAD: Final = """# The papers

One paper of every kind, as a rehearsal prints it: first pages, small. Those of a review (đợt xét), which no contest
of juries alone has, and the figures of the organisers are filled with examples. Each comes as PDF and as Word, lists
and tables also as Excel. `judge-desk publish` makes them (see [commands](commands.md)), as does the page of papers in
the window. The slip of a look over a machine (`preflight_slip`) is made by `judge-desk doctor --machine` and by the
page *Kiểm tra máy trước ngày chấm*, a week before the day of marking and on every judge's laptop. The workings of a
review (`review_workings`) of more than 300 lines, some twenty pages, are made only when they are asked for, and the
minutes do not name them as an annex; shorter ones come with the other papers. The marks across the pages say that
this contest was a rehearsal with a sample rubric.

"""


def said_by(*kinds: str) -> str:
    """Give the SHA-256 of the words that papers are known to have; empty for those whose words are kept nowhere."""
    kept = [GOLDEN / f"{kind}.{Format.PDF}.txt" for kind in kinds]
    if not all(path.is_file() for path in kept):
        return ""
    return hashlib.sha256(b"".join(path.read_bytes() for path in kept)).hexdigest()


def small_picture(data: bytes, said: str) -> bytes:
    """Draw the first page of a PDF, 500 points wide, in as many shades of grey as fit the bytes."""
    page = picture_of(data, dpi=110).convert("L")
    small = page.resize((WIDE, WIDE * page.height // page.width), Image.Resampling.LANCZOS)
    drawn = (_packed(small, shades, said) for shades in SHADES)
    return next((data for data in drawn if len(data) <= MOST), _packed(small, SHADES[-1], said))


def _packed(picture: Image.Image, shades: int, said: str) -> bytes:
    target, about = BytesIO(), PngInfo()
    about.add_itxt("said", said)
    picture.quantize(shades, dither=Image.Dither.NONE).save(target, "PNG", optimize=True, pnginfo=about)
    return target.getvalue()


def _together(pages: Sequence[bytes], said: str) -> bytes:
    """Draw the first pages of an upright and a wide paper beside each other, each in a thin frame."""
    drawn = [picture_of(data, dpi=59).convert("L") for data in pages]
    sheet = Image.new("L", (sum(page.width + 12 for page in drawn) + 12, max(page.height for page in drawn) + 24), 255)
    left = 12
    for page in drawn:
        sheet.paste(ImageOps.expand(page, 1, 190), (left - 1, 11))
        left += page.width + 12
    return _packed(sheet, SHADES[0], said)


def _shown(contest: Path) -> Iterator[tuple[str, bytes]]:
    found = dict([*samples_of_each(), *files_of_each(contest, (Format.PDF,))])
    for name, data in sorted(found.items()):
        if name.endswith(f".{Format.PDF}"):
            yield name.partition(".")[0], data


def draw(contest: Path, docs: Path) -> None:
    """Write the pictures and the page that shows them below a folder."""
    (docs / _PICTURES).mkdir(parents=True, exist_ok=True)
    names, rows = open_catalogue("vi"), []
    shown = dict(_shown(contest))
    (docs / "pictures" / "papers.png").write_bytes(_together([shown[kind] for kind in BOTH], said_by(*BOTH)))
    for kind, data in shown.items():
        (docs / _PICTURES / f"{kind}.png").write_bytes(small_picture(data, said_by(kind)))
        title = _TITLES.get(kind) or names.say(f"paper_title.{kind}")
        pages = len(reader(data).pages)
        rows.append(f"## {title}\n\n`{kind}`, {pages} page{'s' * (pages > 1)}\n\n![{title}]({_PICTURES}/{kind}.png)\n")
    (docs / "papers.md").write_text(_HEAD + "\n".join(rows), encoding="utf-8", newline="\n")


_TITLES: Final = {
    "letter": "Thư giao ghế chấm",
    "receipt": "Biên nhận niêm phong",
    "opening_sheet": "Phiếu giữ mã mở phiếu",
    "preflight_slip": "Phiếu kiểm tra máy",
}
"""Papers that no round publishes: letters go out with the package, the receipt stays with the judge, digits that open
ballots with the chair, and the slip of a look over a machine with whoever looked.
"""


def main() -> None:
    """Draw, from the contest that is named or from a rehearsal."""
    if len(sys.argv) > 1:
        draw(Path(sys.argv[1]), _DOCS)
        return
    with tempfile.TemporaryDirectory() as place:
        draw(rehearse(Plan(Path(place) / "one", "hau-giang-2024", 24, 5, "1"), surroundings()).folder, _DOCS)


if __name__ == "__main__":
    main()
