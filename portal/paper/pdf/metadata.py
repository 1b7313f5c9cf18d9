"""What the file says about itself, and the colour space that its colours are meant in."""

from datetime import datetime
from functools import cache
from xml.sax.saxutils import escape

from msgspec import Struct
from PIL import ImageCms

from portal.paper.pdf.syntax import moment, text_string

PRODUCT = "Online inzage"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_EXTENSION = "http://www.aiim.org/pdfa/ns"
_UNIVERSAL = "http://www.aiim.org/pdfua/ns/id/"
# The date and the identity that the profile's maker writes differ each time: not in a document
# of which the same data must give the same bytes.
_PROFILE_DATE, _PROFILE_ID = slice(24, 36), slice(84, 100)


class About(Struct, frozen=True):
    """Title, author and subject name no patient: file managers and search engines show them."""

    title: str
    author: str
    subject: str
    language: str
    made_at: datetime


@cache
def colour_profile() -> bytes:
    """An sRGB profile, always the same bytes."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_PROFILE_DATE] = bytes((7, 234, 0, 1, 0, 1)) + bytes(6)
    profile[_PROFILE_ID] = bytes(16)
    return bytes(profile)


def information(about: About) -> str:
    """The old-fashioned properties; they must say the same as `xmp`."""
    texts = {"Title": about.title, "Author": about.author, "Subject": about.subject}
    texts |= {"Creator": PRODUCT, "Producer": PRODUCT}
    made = moment(about.made_at)
    written = "".join(f"/{name} {text_string(text)}" for name, text in texts.items())
    return f"<<{written}/CreationDate {made}/ModDate {made}>>"


def xmp(about: About) -> bytes:
    """The properties as XML, with the claims PDF/A-2a and PDF/UA-1."""
    made = about.made_at.isoformat(timespec="seconds")
    described = "".join(
        (
            _block("pdfaid", f"{_EXTENSION}/id/", part="2", conformance="A"),
            _block("pdfuaid", _UNIVERSAL, part="1"),
            _block("pdf", "http://ns.adobe.com/pdf/1.3/", Producer=PRODUCT),
            _block(
                "xmp",
                "http://ns.adobe.com/xap/1.0/",
                CreatorTool=PRODUCT,
                CreateDate=made,
                ModifyDate=made,
            ),
            _dublin_core(about),
            _universal_schema(),
        )
    )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">'
        f'{described}</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _block(prefix: str, space: str, **properties: str) -> str:
    inside = "".join(
        f"<{prefix}:{name}>{escape(text)}</{prefix}:{name}>" for name, text in properties.items()
    )
    return f'<rdf:Description rdf:about="" xmlns:{prefix}="{space}">{inside}</rdf:Description>'


def _dublin_core(about: About) -> str:
    def worded(text: str) -> str:
        return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'

    return (
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{worded(about.title)}</dc:title>"
        f"<dc:description>{worded(about.subject)}</dc:description>"
        f"<dc:creator><rdf:Seq><rdf:li>{escape(about.author)}</rdf:li></rdf:Seq></dc:creator>"
        f"<dc:language><rdf:Bag><rdf:li>{about.language}</rdf:li></rdf:Bag></dc:language>"
        "</rdf:Description>"
    )


def _universal_schema() -> str:
    """PDF/A knows no `pdfuaid`: it must be explained in the file itself (ISO 19005-2, 6.6.2.3)."""
    property_ = (
        "<pdfaProperty:name>part</pdfaProperty:name>"
        "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    )
    return (
        '<rdf:Description rdf:about=""'
        f' xmlns:pdfaExtension="{_EXTENSION}/extension/"'
        f' xmlns:pdfaSchema="{_EXTENSION}/schema#" xmlns:pdfaProperty="{_EXTENSION}/property#">'
        '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
        "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{_UNIVERSAL}</pdfaSchema:namespaceURI>"
        "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
        '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
        f"{property_}</rdf:li></rdf:Seq></pdfaSchema:property>"
        "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    )
