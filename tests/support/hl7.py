"""HL7 version 2 messages of invented senders, written for these tests."""

from base64 import b64encode

HEADER = r"MSH|^~\&|LABSYS|Lab De Zon|PORTAAL||20260304101500||{kind}|{control}|{processing}|2.5"
NAME = "Bakker&&Bakker^Anna^^^^^L"


def header(
    kind: str = "ORU^R01^ORU_R01",
    control: str = "1001",
    processing: str = "P",
    charset: str = "UNICODE UTF-8",
) -> str:
    """Give the first line of a message."""
    line = HEADER.format(kind=kind, control=control, processing=processing)
    return f"{line}||||||{charset}"


def pid(bsn: str, born: str = "19600517", name: str = NAME) -> str:
    """Give whose it is; without a BSN there is only the sender's own number."""
    number = f"{bsn}^^^NLMINBIZA^NNNLD~" if bsn else ""
    return f"PID|1||{number}L77^^^LABSYS^PI||{name}||{born}|F"


def obr(number: str = "A1", code: str = "BLOED^Bloedonderzoek^99zon", status: str = "F") -> str:
    """Give a request, taken in the morning of 3 March 2026."""
    return (
        f"OBR|1|P{number}|{number}|{code}|||20260303083000|||||||||||||||20260304100000|||{status}"
    )


def obx(
    number: int = 1,
    code: str = "14749-6^Glucose^LN",
    value: str = "5.4",
    kind: str = "NM",
    rest: str = "|mmol/L|4.0 - 6.0|N|||F",
) -> str:
    """Give a finding; `rest` are its fields from the unit on."""
    return f"OBX|{number}|{kind}|{code}||{value}{rest}"


def pdf(
    data: bytes, number: int = 1, title: str = "VERSLAG^Verslag van het onderzoek^99zon"
) -> str:
    """Give a finding that carries a file."""
    return f"OBX|{number}|ED|{title}||^application^pdf^Base64^{b64encode(data).decode()}||||||F"


def txa(number: str = "D1", rest: str = "") -> str:
    """Give what an MDM message says of its document, written on 2 March 2026."""
    author = "01123456^Mahler^C.^^^dr.^^^VEKTIS"
    return f"TXA|1|BRIEF^Ontslagbrief^99zon|AP|20260303||20260302|||{author}|||{number}{rest}"


def body(*segments: str, charset: str = "utf-8") -> bytes:
    """Put segments together as they are sent."""
    return ("\r".join(segments) + "\r").encode(charset)
