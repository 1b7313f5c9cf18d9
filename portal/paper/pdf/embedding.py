"""Each face in the file: only the signs that were used, with the way back from code to text."""

import hashlib
import struct

from portal.paper.pdf.faces import Face
from portal.paper.pdf.lettering import Letters
from portal.paper.pdf.objects import Objects
from portal.paper.pdf.syntax import reference

_PER_BLOCK = 100
_SYMBOLIC = 4
_MAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_MAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"

Codes = list[tuple[int, str]]


def embed(objects: Objects, letters: Letters) -> int:
    """Write one face of the document; returns the number of its font object."""
    codes = letters.codes()
    number, text, glyphs = objects.number(), objects.number(), objects.number()
    name = f"{_tag(codes)}+{letters.face.name}"
    objects.add_stream(text, to_unicode(codes).encode("ascii"))
    objects.add_stream(glyphs, _glyph_map(letters.face, codes))
    descendant = _descendant(letters.face, codes, name, glyphs, _descriptor(objects, letters, name))
    objects.add(
        number,
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{descendant}]/ToUnicode {reference(text)}>>",
    )
    return number


def to_unicode(codes: Codes) -> str:
    """The map from code to text, signs above U+FFFF as two halves, 100 in one block at most."""
    lines = [f"<{code:04X}> <{sign.encode('utf-16-be').hex().upper()}>\n" for code, sign in codes]
    blocks = [lines[start : start + _PER_BLOCK] for start in range(0, len(lines), _PER_BLOCK)]
    written = (f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
    return _MAP_HEAD + "".join(written) + _MAP_TAIL


def _tag(codes: Codes) -> str:
    """Six capitals that say which part of the face this is."""
    digest = hashlib.sha256("".join(sign for _, sign in codes).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _glyph_map(face: Face, codes: Codes) -> bytes:
    """For each code up to the last the glyph in the subset, which numbers them by first use."""
    originals = list(dict.fromkeys(face.glyphs[ord(sign)] for _, sign in codes))
    place = {original: index for index, original in enumerate(originals, 1)}
    mapped = bytearray(2 * (codes[-1][0] + 1))
    for code, sign in codes:
        struct.pack_into(">H", mapped, 2 * code, place[face.glyphs[ord(sign)]])
    return bytes(mapped)


def _descendant(face: Face, codes: Codes, name: str, glyphs: int, descriptor: int) -> str:
    widths = " ".join(f"{code}[{face.advance(sign):g}]" for code, sign in codes)
    return (
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/FontDescriptor {reference(descriptor)}/CIDToGIDMap {reference(glyphs)}/W[{widths}]>>"
    )


def _descriptor(objects: Objects, letters: Letters, name: str) -> int:
    number, program, file = objects.number(), objects.number(), letters.face.file
    subset = letters.face.subset([ord(sign) for _, sign in letters.codes()])
    objects.add_stream(program, subset, f"/Length1 {len(subset)}")
    box = " ".join(f"{side:g}" for side in file.bbox)
    objects.add(
        number,
        f"<</Type/FontDescriptor/FontName/{name}/Flags {_SYMBOLIC}/FontBBox[{box}]"
        f"/ItalicAngle {file.italicAngle:g}/Ascent {file.ascent:g}/Descent {file.descent:g}"
        f"/CapHeight {file.capHeight:g}/StemV {file.stemV:g}/FontFile2 {reference(program)}>>",
    )
    return number
