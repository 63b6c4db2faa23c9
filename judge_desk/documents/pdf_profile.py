"""What makes a PDF fit to be kept for years: the profile PDF/A-2b (ISO 19005-2), as far as reportlab leaves it to us.

The file says its title, language and producer twice (Info and XMP) in the same words, names the colour space it was
made for, carries no date of its making (the same data gives the same bytes), and every stream ends on a line of its
own. Everything is set on the canvas before the first page is drawn.
"""

from __future__ import annotations

from functools import cache, partial
from html import escape
from io import BytesIO
from typing import Any, Final, cast

from reportlab.pdfbase.pdfdoc import (
    NoEncryption,
    PDFArray,
    PDFDictionary,
    PDFInfo,
    PDFName,
    PDFObject,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

from judge_desk.documents.blocks import Document
from judge_desk.documents.pdf_text import Face, clean, load_fonts
from judge_desk.paths import resource

PRODUCER: Final = "Judge Desk"
VERSION: Final = (1, 7)
"""Version of PDF that the profile is built on."""
_COLOURS: Final = "sRGB IEC61966-2.1"
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{producer}</xmp:CreatorTool>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


class _Stream(bytes, PDFObject):
    """The bytes of a stream; written with an end of line behind them that does not count as theirs."""

    def format(self, _document: object) -> bytes:
        """Give the bytes as they stand in the file."""
        return bytes(self) + b"\n"


class _EndedStreams(NoEncryption):
    """Encrypts nothing; puts ``endstream`` on a line of its own (ISO 19005-2, 6.1.7.1), which reportlab does not."""

    def encode(self, content: bytes | str) -> _Stream:
        """Wrap the content of a stream after its filters."""
        return _Stream(content if isinstance(content, bytes) else content.encode("latin-1"))


class _Info(PDFInfo):
    """The document's information without dates: a paper says no time that nobody stated."""

    def format(self, document: Any) -> bytes:
        """Give the dictionary as bytes."""
        words = {"Title": self.title, "Subject": self.subject, "Creator": self.creator, "Producer": self.producer}
        written: bytes = PDFDictionary({key: PDFString(text) for key, text in words.items()}).format(document)
        return written


@cache
def _profile() -> bytes:
    return resource("colour/srgb.icc").read_bytes()


def _output_intent(document: Any) -> PDFArray:
    """Name the colours that grey and RGB are meant in."""
    dictionary = PDFDictionary({"N": 3, "Alternate": PDFName("DeviceRGB")})
    profile = document.Reference(PDFStream(dictionary, _profile(), [PDFZCompress]))
    intent = {
        "Type": PDFName("OutputIntent"),
        "S": PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": PDFString(_COLOURS),
        "Info": PDFString(_COLOURS),
        "DestOutputProfile": profile,
    }
    return PDFArray([PDFDictionary(intent)])


def _metadata(title: str, subject: str, language: str) -> PDFStream:
    words = {"title": title, "subject": subject, "language": language, "producer": PRODUCER}
    text = _XMP.format(**{key: escape(text, quote=False) for key, text in words.items()})
    dictionary = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    return PDFStream(dictionary, text.encode("utf-8"))


class _PackedPage(PDFStream):
    """What a page shows, packed; let go as soon as it stands in the file, so that it is not held twice."""

    def __init__(self, shown: str) -> None:
        """Pack the operators of a page."""
        filters = PDFDictionary({"Filter": PDFArray([PDFName(PDFZCompress.pdfname)])})
        super().__init__(filters, PDFZCompress.encode(shown))

    def format(self, document: Any) -> bytes:
        """Give the stream as it stands in the file."""
        written: bytes = super().format(document)
        self.content = b""
        return written


def _pack_last(made: Any, _number: int) -> None:
    """Pack the page that has just ended, as the library would do with all pages at the end: memory stays flat."""
    page = made.Pages.pages[-1]
    page.Contents, page.stream = _PackedPage(page.stream), None


def new_canvas(target: BytesIO, wide: float, high: float, language: str) -> Canvas:
    """Begin a file of pages of a size in points that names no type but the shipped one and knows no time."""
    load_fonts()
    return Canvas(
        target,
        pagesize=(wide, high),
        invariant=1,
        initialFontName=Face.REGULAR.value,  # type: ignore[arg-type]  # the stub says float; it is a font's name
        initialFontSize=13,
        lang=language,
        pageCompression=1,
        pdfVersion=VERSION,
    )


def set_profile(canvas: Canvas, document: Document) -> None:
    """Give an empty canvas the metadata and the inner form of a file that is meant to be kept."""
    made = cast(Any, canvas)._doc
    title, subject = clean(document.title), clean(document.subject)
    made.encrypt = _EndedStreams()
    canvas.setPageCallBack(partial(_pack_last, made))
    made.info = _Info()
    canvas.setTitle(title)
    canvas.setSubject(subject)
    canvas.setCreator(PRODUCER)
    canvas.setProducer(PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    catalog = made.Catalog
    catalog.Metadata = _metadata(title, subject, document.language)
    catalog.OutputIntents = _output_intent(made)
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
