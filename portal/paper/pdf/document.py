"""A whole document: pages that leave as soon as they are full, and what must wait for the end."""

from portal.paper.pdf.embedding import embed
from portal.paper.pdf.lettering import Lettering
from portal.paper.pdf.metadata import About, colour_profile, information, xmp
from portal.paper.pdf.objects import Objects
from portal.paper.pdf.outline import Outline
from portal.paper.pdf.page import Page
from portal.paper.pdf.structure import Structure
from portal.paper.pdf.style import Style
from portal.paper.pdf.syntax import reference, references, text_string

TOTAL = "/Total Do"


class Document:
    """
    Pages of one size, in points.

    The number of pages is known last, so each page refers to one shared drawing of it (`TOTAL`),
    in the style given here, with its pen at the lower left corner.
    """

    def __init__(self, about: About, size: tuple[float, float], total: Style) -> None:
        self.about = about
        self.width, self.height = size
        self.objects = Objects()
        self.structure = Structure(self.objects)
        self.lettering = Lettering()
        self.outline = Outline()
        self._total_style = total
        self._pages, self._fonts, self._total = (self.objects.number() for _ in range(3))
        self._kids: list[int] = []
        self.start_page()

    @property
    def page_number(self) -> int:
        """Which page is being filled, from 1."""
        return len(self._kids)

    def start_page(self) -> None:
        """Begin an empty page."""
        self.page = Page(self.objects.number())
        self._kids.append(self.page.number)

    def finish_page(self) -> bytes:
        """Write the page; returns all bytes that are ready to leave."""
        content = self.objects.number()
        self.objects.add_stream(content, self.page.content())
        key = self.structure.keep_owners(self.page.owners)
        self.objects.add(
            self.page.number,
            f"<</Type/Page/Parent {self._pages} 0 R/MediaBox[0 0 {self.width:g} {self.height:g}]"
            f"/Contents {content} 0 R/StructParents {key}/Tabs/S/Resources<</Font {self._fonts} 0 R"
            f"/XObject<</Total {self._total} 0 R>>>>>>",
        )
        return self.objects.take()

    def finish(self) -> bytes:
        """Write everything that had to wait; returns the last bytes of the file."""
        self._write_total()
        self._write_fonts()
        self.structure.finish()
        count, kids = len(self._kids), references(self._kids)
        self.objects.add(self._pages, f"<</Type/Pages/Count {count}/Kids{kids}>>")
        info, catalog = self.objects.number(), self.objects.number()
        self.objects.add(info, information(self.about))
        self.objects.add(catalog, self._catalog())
        self.objects.finish(catalog, info)
        return self.objects.take()

    def _write_total(self) -> None:
        style, text = self._total_style, str(len(self._kids))
        shown = self.lettering.show(text, style.face, style.size)
        drawn = f"BT {style.choose(self.lettering)} {shown} ET"
        entries = (
            f"/Type/XObject/Subtype/Form/BBox[0 -4 60 12]/Resources<</Font {self._fonts} 0 R>>"
        )
        self.objects.add_stream(self._total, drawn.encode("latin-1"), entries)

    def _write_fonts(self) -> None:
        faces = self.lettering.letters.values()
        fonts = "".join(f"/{face.name} {embed(self.objects, face)} 0 R" for face in faces)
        self.objects.add(self._fonts, f"<<{fonts}>>")

    def _catalog(self) -> str:
        metadata, profile = self.objects.number(), self.objects.number()
        kind = "/Type/Metadata/Subtype/XML"
        self.objects.add_stream(metadata, xmp(self.about), kind, plain=True)
        self.objects.add_stream(profile, colour_profile(), "/N 3")
        intent = (
            "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
            f"/Info(sRGB IEC61966-2.1)/DestOutputProfile {reference(profile)}>>"
        )
        return (
            f"<</Type/Catalog/Pages {self._pages} 0 R/Metadata {metadata} 0 R"
            f"/Lang {text_string(self.about.language)}/MarkInfo<</Marked true>>"
            f"/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot {self.structure.root} 0 R"
            f"/OutputIntents[{intent}]{self.outline.finish(self.objects)}>>"
        )
