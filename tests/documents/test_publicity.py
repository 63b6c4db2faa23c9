"""Pages for publicity: what strangers wrote stays text, every address is a name of our own, nothing is invented."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser

from judge_desk.documents.content_publicity import PublicityContent, ShownFile, ShownPicture, ShownWinner
from judge_desk.documents.publicity import INDEX, STYLE, publicity_pages
from tests.documents.samples import HEAD

HOSTILE = "<script>alert(1)</script> “A & B” \"x\" onload='y' </title>"
FIRST = ShownWinner(
    "bai-001-3.html", ("Giải Nhất",), HOSTILE, (HOSTILE, "Trần Bích"), (HOSTILE,), HOSTILE, "90,00", (HOSTILE, "Hai.")
)
FULL = replace(
    FIRST,
    picture=ShownPicture("tep/001-3.jpg", 640, 360, from_clip=True),
    clips=(ShownFile("tep/001-3_1.mp4", "MP4", 5_000_000, "video/mp4", 64), ShownFile("tep/001-3_2.avi", "AVI", 12)),
    write_ups=(ShownFile("tep/001-3_3.docx", "DOCX", 41_000),),
)
BARE = ShownWinner("bai-002-1.html", ("Giải Ba",), "Bài hai", (), ("Sở Xây dựng",), "")
ADDRESSES = {"href", "src", "poster", "action", "srcset", "data", "background"}


class Seen(HTMLParser):
    """What a reader of HTML sees: elements, addresses and text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


def made(*winners: ShownWinner, rehearsal: bool = False) -> Mapping[str, bytes]:
    return publicity_pages(PublicityContent(replace(HEAD, rehearsal=rehearsal, sample=rehearsal), winners))


def test_what_strangers_wrote_stays_text_on_every_page() -> None:
    pages = made(FULL, BARE)
    assert list(pages) == [STYLE, "bai-001-3.html", "bai-002-1.html", INDEX]
    for name in ("bai-001-3.html", "bai-002-1.html", INDEX):
        seen = Seen(pages[name])
        assert not {tag for tag, _ in seen.elements} & {"script", "iframe", "object", "form", "base", "style"}
        assert not [key for _, attributes in seen.elements for key in attributes if key.startswith("on")]
        assert any(HOSTILE in words for words in seen.words), name
    title = re.search(rb"<title>(.*?)</title>", pages["bai-001-3.html"])
    assert title is not None
    assert b"<script" not in title[1]
    assert Seen(pages["bai-001-3.html"]).all("img")[0]["alt"] == f"Một hình trong clip của bài “{HOSTILE}”"


def test_every_address_is_a_relative_name_and_the_style_names_none() -> None:
    pages = made(FULL, BARE)
    for name, page in pages.items():
        if name != STYLE:
            found = [v for _, each in Seen(page).elements for key, v in each.items() if key in ADDRESSES]
            assert found
            assert all(re.fullmatch(r"#[a-z-]+|(tep/)?[a-z0-9._-]+", each) for each in found), found
    assert b"url(" not in pages[STYLE]
    assert b"@import" not in pages[STYLE]


def test_a_page_says_what_is_known_and_leaves_the_rest_blank() -> None:
    pages = made(FULL, BARE)
    full, bare, index = (Seen(pages[name]) for name in ("bai-001-3.html", "bai-002-1.html", INDEX))
    assert full.all("html") == bare.all("html") == index.all("html") == [{"lang": "vi"}]
    [video], [source] = full.all("video"), full.all("source")
    assert (video["controls"], video["poster"], source["type"]) == ("controls", "tep/001-3.jpg", "video/mp4")
    assert "Mở tệp clip (MP4, 1:04, 4,8 MB)" in full.words
    assert "Mở tệp clip (AVI, 12 byte)" in full.words
    assert any("không phát được" in words for words in full.words), "of the one that no browser plays"
    assert {"90,00", "Hai.", "Mở bài viết (DOCX, 40 KB)"} <= set(full.words)
    assert [tag for tag, _ in bare.elements if tag in ("h1", "h2", "video", "img")] == ["h1"]
    assert not {"Tác giả", "Lĩnh vực", "Điểm chính thức", "Giới thiệu"} & set(bare.words)
    headings = [tag for tag, _ in index.elements if re.fullmatch("h[1-6]", tag)]
    assert headings == ["h1", "h2", "h3", "h2", "h3"]
    assert "BẢN CHẠY THỬ" not in index.words


def test_a_rehearsal_and_a_sample_say_so_across_every_page() -> None:
    for name, page in made(BARE, rehearsal=True).items():
        if name != STYLE:
            marks = [each for each in Seen(page).all("p") if each.get("class") == "mark"]
            assert len(marks) == 2
            assert {"BẢN CHẠY THỬ", "Mẫu minh họa, không phải Thể lệ"} <= set(Seen(page).words)
