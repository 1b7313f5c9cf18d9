"""What a message says of a measurement made in a contact, as read. Pure values."""

import msgspec

from publishing.intake.model import Code, Moment
from publishing.model import ResultStatus


class MeasuredRead(msgspec.Struct, frozen=True):
    """One number or answer; numbers are text exactly as written, and nothing is computed."""

    name: str
    codes: tuple[Code, ...] = ()
    comparator: str = ""
    value: str = ""
    unit: str = ""
    value_text: str = ""
    range_low: str = ""
    range_high: str = ""
    range_text: str = ""
    flag: str = ""


class MeasurementRead(msgspec.Struct, frozen=True):
    """What was measured together at one moment: a weight, or both numbers of a blood pressure."""

    status: ResultStatus
    parts: tuple[MeasuredRead, ...]
    taken: Moment
    remark: str = ""
    episodes: tuple[str, ...] = ()
    contact: str = ""
    confidentiality: str = ""
