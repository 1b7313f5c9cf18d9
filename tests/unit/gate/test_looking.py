"""Which files may be a letter: sound PDFs; of one that acts, its pages in a new file."""

import base64 as b64
import random
import time
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from publishing.gate.active_content import acts
from publishing.gate.looking import LARGEST, judge
from publishing.gate.verdict import LetterCode, LetterFile, LetterRefused
from publishing.intake.faults import FaultReason
from soak import rounds

# A hang, not a slow machine: how long anything takes is measured by the benchmark.
PATIENCE = 60


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def blank(pages: int = 2) -> Pdf:
    pdf = Pdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
        pdf.pages[-1].obj.Contents = pdf.make_stream(b"BT ET")
    return pdf


def saved(pdf: Pdf, **options: object) -> bytes:
    out = BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def letter(change: Callable[[Pdf], object] = lambda _: None, **options: object) -> bytes:
    pdf = blank()
    change(pdf)
    return saved(pdf, **options)


def judged(file: bytes) -> LetterFile | LetterCode:
    """What becomes of a file; never anything else, and never slow."""
    began = time.perf_counter()
    try:
        return judge(file)
    except LetterRefused as refused:
        return refused.code
    finally:
        assert time.perf_counter() - began < PATIENCE


def refusal(file: bytes) -> LetterCode | None:
    """Why a file is refused; None when it is kept as it was sent."""
    found = judged(file)
    if isinstance(found, LetterCode):
        return found
    assert (found.data, found.is_rebuilt) == (file, False)
    return None


def raw(objects: dict[int, bytes], root: int = 1) -> bytes:
    """A file written by hand, with a table of its objects."""
    out, places = b"%PDF-1.7\n", {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += (b"%010d 00000 n \n" if number in places else b"%010d 65535 f \n") % places.get(
            number, 0
        )
    return out + b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        root,
        start,
    )


def by_hand(extra: bytes = b"", **more: bytes) -> bytes:
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % extra,
        2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>",
    }
    return raw(objects | {int(number[1:]): body for number, body in more.items()})


def test_a_plain_letter_is_kept_as_it_was_sent() -> None:
    file = letter()
    assert judge(file) == LetterFile(file, 2, is_rebuilt=False)


def test_a_letter_has_no_more_pages_than_a_person_reads() -> None:
    assert refusal(saved(blank(200))) is None
    assert refusal(saved(blank(201))) is LetterCode.TOO_LARGE


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"%PD",
        b"<html><script>alert(1)</script>%PDF-1.7",
        b"PK\x03\x04" + letter(),
        b"\xff\xd8\xff\xe0JFIF",
    ],
)
def test_what_does_not_begin_as_a_pdf_is_none(file: bytes) -> None:
    assert refusal(file) is LetterCode.NOT_A_PDF


@pytest.mark.parametrize("start", [b"\n", b"\xef\xbb\xbf", b"  \r\n"])
def test_empty_space_before_a_pdf_is_forgiven(start: bytes) -> None:
    assert refusal(start + letter()) is None


@pytest.mark.parametrize("file", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", letter()[:400]])
def test_half_a_pdf_is_unreadable(file: bytes) -> None:
    assert refusal(file) is LetterCode.UNREADABLE


def test_the_size_is_looked_at_before_anything_else() -> None:
    assert refusal(b"x" * (LARGEST + 1)) is LetterCode.TOO_LARGE
    assert refusal(b"%PDF-" + b"x" * (LARGEST - 5)) is LetterCode.UNREADABLE


@pytest.mark.parametrize("password", ["", "geheim"])
def test_an_encrypted_letter_is_refused_with_and_without_a_password(password: str) -> None:
    locked = letter(encryption=pikepdf.Encryption(owner="eigenaar", user=password))
    assert refusal(locked) is LetterCode.ENCRYPTED


def test_a_letter_has_pages() -> None:
    assert refusal(saved(blank(0))) is LetterCode.NO_PAGES


def on_opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = script()


def by_name(pdf: Pdf) -> None:
    scripts = Dictionary(Names=Array([String("a"), pdf.make_indirect(script())]))
    pdf.Root.Names = Dictionary(JavaScript=scripts)


def on_turning_a_page(pdf: Pdf) -> None:
    pdf.pages[1].obj.AA = Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage))


def annotation(**entries: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        mark = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 1, 1]), **entries)
        pdf.pages[0].obj.Annots = Array([mark])

    return change


def link(kind: str) -> Callable[[Pdf], None]:
    action = Dictionary(S=Name(f"/{kind}"), F=String("x"))
    return annotation(Subtype=Name.Link, A=action)


def next_of_a_harmless_action(pdf: Pdf) -> None:
    harmless = Dictionary(S=Name.URI, URI=String("https://example.org"), Next=Array([script()]))
    annotation(Subtype=Name.Link, A=harmless)(pdf)


def kind_by_reference(pdf: Pdf) -> None:
    kind = pdf.make_indirect(Name.JavaScript)
    pdf.Root.OpenAction = Dictionary(S=kind, JS=pdf.make_stream(b"app.alert(1)"))


def attached(pdf: Pdf) -> None:
    pdf.attachments["a.exe"] = b"MZ"


def attached_to_nothing(pdf: Pdf) -> None:
    pdf.Root.Left = pdf.make_indirect(Dictionary(EF=Dictionary(F=pdf.make_stream(b"MZ"))))


def form_in_xml(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_stream(b"<xdp/>"))


ACTIVE = {
    "script on opening": on_opening,
    "script by name": by_name,
    "act on turning a page": on_turning_a_page,
    "script after a link": next_of_a_harmless_action,
    "kind by reference": kind_by_reference,
    "attachment": attached,
    "attachment of nothing": attached_to_nothing,
    "form in XML": form_in_xml,
    "film": annotation(Subtype=Name.RichMedia),
    "file on a page": annotation(Subtype=Name.FileAttachment),
    **{kind: link(kind) for kind in ("Launch", "ImportData", "SubmitForm", "GoToR", "GoToE")},
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("change", ACTIVE.values(), ids=ACTIVE.keys())
def test_what_acts_is_found_wherever_it_is_written(
    change: Callable[[Pdf], object], *, packed: bool
) -> None:
    mode = pikepdf.ObjectStreamMode
    file = letter(change, object_stream_mode=mode.generate if packed else mode.disable)
    found = judged(file)
    assert isinstance(found, LetterFile)
    assert found.is_rebuilt
    with pikepdf.open(BytesIO(found.data)) as pdf:
        assert len(pdf.pages) == found.pages == 2
        assert pdf.pages[0].Contents.read_bytes() == b"BT ET"
        assert not acts(pdf)
    assert judged(found.data) == LetterFile(found.data, 2)


@pytest.mark.parametrize(
    "file",
    [
        by_hand(b"/OpenAction<</#53/J#61vaScr#69pt/JS(app.alert(1))>>"),
        by_hand(o4=b"<</S/Launch/F(cmd.exe)>>"),
    ],
    ids=["a name in disguise", "an object that nothing refers to"],
)
def test_what_acts_in_hiding_is_found(file: bytes) -> None:
    found = judged(file)
    assert isinstance(found, LetterFile)
    assert found.is_rebuilt
    assert b"Script" not in found.data
    assert b"cmd" not in found.data


def what_is_drawn_acts(pdf: Pdf) -> None:
    drawing = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, A=script())
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Fm=drawing))
    pdf.pages[0].obj.Contents.write(b"/Fm Do")


def test_a_letter_that_acts_in_what_is_drawn_is_refused() -> None:
    assert refusal(letter(what_is_drawn_acts)) is LetterCode.ACTIVE_CONTENT


def test_an_active_letter_is_rebuilt_to_the_same_bytes() -> None:
    file = letter(on_opening, static_id=True)
    assert judged(file) == judged(file)


def to_a_page(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])


def fonts_with_short_names(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary(AA=font, EF=font, JS=font))


def with_a_form(pdf: Pdf) -> None:
    field = Dictionary(FT=Name.Tx, T=String("naam"), V=String("JavaScript"))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


@pytest.mark.parametrize("change", [to_a_page, fonts_with_short_names, with_a_form, link("URI")])
def test_what_only_looks_like_it_is_kept(change: Callable[[Pdf], object]) -> None:
    assert refusal(letter(change)) is None


def packed_objects(body: bytes, filters: bytes) -> bytes:
    """A file with its fifth object packed in its fourth, and a packed table of objects."""
    stream = b"<</Type/ObjStm/N 1/First 4%s/Length %d>>\nstream\n%s\nendstream"
    out = by_hand(o4=stream % (filters, len(body), body)).split(b"xref")[0]
    places = [out.index(b"%d 0 obj" % number) for number in range(1, 5)]
    table = zlib.compress(
        bytes(7)
        + b"".join(b"\x01" + place.to_bytes(4, "big") + b"\0\0" for place in places)
        + b"\x02\0\0\0\x04\0\0"
        + b"\x01"
        + len(out).to_bytes(4, "big")
        + b"\0\0"
    )
    head = b"6 0 obj\n<</Type/XRef/W[1 4 2]/Size 7/Root 1 0 R/Filter/FlateDecode/Length %d>>\n"
    end = b"stream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
    return out + head % len(table) + end % (table, len(out))


def test_objects_that_unpack_to_more_than_memory_are_refused_at_once() -> None:
    bomb = zlib.compress(b"5 0 " + b" " * 400_000_000, 9)
    assert len(bomb) < 1_000_000
    assert refusal(packed_objects(bomb, b"/Filter/FlateDecode")) is LetterCode.UNREADABLE
    twice = zlib.compress(bomb, 9)
    filters = b"/Filter[/FlateDecode/FlateDecode]"
    assert refusal(packed_objects(twice, filters)) is LetterCode.UNREADABLE


def test_objects_packed_in_a_way_without_limit_are_refused() -> None:
    assert refusal(packed_objects(b"", b"/Filter/LZ#57Decode")) is LetterCode.UNREADABLE


def test_packed_objects_are_kept_when_they_are_sound() -> None:
    sound = zlib.compress(b"5 0 <</Left true>>")
    assert refusal(packed_objects(sound, b"/Filter/FlateDecode")) is None


def content(body: bytes, *filters: Name) -> bytes:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Contents.write(body, filter=Array(filters))

    return letter(change)


FLATE, IN_85, IN_16 = Name.FlateDecode, Name.ASCII85Decode, Name.ASCIIHexDecode
SHORT, BOMB = zlib.compress(b" " * 1_000_000, 9), zlib.compress(b" " * 60_000_000, 9)


@pytest.mark.parametrize(
    "file",
    [
        content(SHORT, FLATE),
        content(b64.a85encode(SHORT) + b"~>", IN_85, FLATE),
        content(SHORT.hex().encode() + b">", IN_16, FLATE),
        content(SHORT[:400], FLATE),
        content(b"not packed", FLATE),
    ],
)
def test_a_page_that_unpacks_to_little_is_kept(file: bytes) -> None:
    assert refusal(file) is None


@pytest.mark.parametrize(
    "file",
    [
        content(BOMB, FLATE),
        content(b64.a85encode(BOMB) + b"~>", IN_85, FLATE),
        content(BOMB.hex().encode() + b">", IN_16, FLATE),
        content(zlib.compress(BOMB, 9), FLATE, FLATE),
        content(bytes(50_000), Name.LZWDecode),
    ],
    ids=["packed", "in 85 signs", "in 16 signs", "packed twice", "packed without limit"],
)
def test_a_page_that_unpacks_to_much_is_refused(file: bytes) -> None:
    assert refusal(file) is LetterCode.TOO_LARGE


@pytest.mark.parametrize(("side", "code"), [(7_000, None), (8_000, LetterCode.TOO_LARGE)])
def test_a_picture_has_no_more_points_than_a_scan(side: int, code: LetterCode | None) -> None:
    def change(pdf: Pdf) -> None:
        picture = pdf.make_stream(b"", Subtype=Name.Image, Width=side, Height=side)
        pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(Im=picture))

    assert refusal(letter(change)) is code


@pytest.mark.parametrize(
    "left",
    [
        b"[" * 100_000 + b"]" * 100_000,
        b"<</A" * 50_000 + b"null" + b">>" * 50_000,
        b"[" + b"[]" * 900_000 + b"]",
        b"[" + b"0 " * 3_000_000 + b"]",
    ],
    ids=["deep lists", "deep dictionaries", "many lists", "a long list"],
)
def test_what_is_made_to_be_endless_is_refused_in_time(left: bytes) -> None:
    assert refusal(by_hand(b"/Left " + left)) is LetterCode.UNREADABLE


def test_pages_in_a_circle_are_refused() -> None:
    circle = raw(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Count 1/Kids[2 0 R]/Parent 2 0 R>>",
        }
    )
    assert refusal(circle) in (LetterCode.UNREADABLE, LetterCode.NO_PAGES)


def test_a_damaged_letter_is_kept_or_refused_and_nothing_else_happens() -> None:
    chance, whole = random.Random(5), letter(with_a_form, static_id=True)
    for _ in range(rounds(300, 20_000)):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        judged(bytes(damaged[: chance.randint(8, len(damaged) * 2)]))


def test_a_refusal_says_why_and_nothing_of_the_file() -> None:
    for code in LetterCode:
        refused = LetterRefused(code)
        assert str(refused) == code.value
        assert isinstance(refused.reason, FaultReason)
