"""However a laboratory writes a value and its range, both readers keep it so, and agree on it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as some

from publishing.intake.reader import read
from publishing.intake.reads import ResultRead
from publishing.model import Range, Result, ResultFlag, ResultStatus
from publishing.policy import LAB_FLAGS, flag_of
from soak import rounds
from support import hl7, messages
from support.stage import bsn

AT = datetime(2026, 3, 4, tzinfo=UTC)
TRIES = settings(max_examples=rounds(40, 20_000), deadline=None)
UNIT = "mmol/L"
numbers = some.from_regex(r"-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,6})?", fullmatch=True)
answers = some.sampled_from(["negatief", "zie opmerking", "5 tot 6", "1:128", "++", "<LLN", "5,4"])
ends = some.one_of(some.just(""), numbers)


@dataclass(frozen=True)
class Written:
    """What a laboratory writes of one determination; `words` instead of a number, if any."""

    comparator: str
    number: str
    words: str
    low: str
    high: str
    told: str
    flag: str

    @property
    def range(self) -> str:
        """The range as HL7 writes it."""
        return f"{self.low} - {self.high}" if self.low or self.high else self.told


@some.composite
def written(draw: some.DrawFn) -> Written:
    """Draw a determination of any kind."""
    words = draw(some.one_of(some.just(""), answers))
    comparator = "" if words else draw(some.sampled_from(["", "", "<", "<=", ">", ">="]))
    low, high = draw(ends), draw(ends)
    told = "" if low or high else draw(some.sampled_from(["", "<34", ">32", "Negatief", "geen"]))
    flag = draw(some.sampled_from(["", "", "H", "L", "HH", "LL", "A", "N"]))
    number = "" if words else draw(numbers)
    return Written(comparator, number, words, low, high, told, flag)


def of_hl7(one: Written) -> ResultRead:
    """Read it from an OBX segment."""
    kind = "ST" if one.words else "NM"
    said = one.words or f"{one.comparator}{one.number}"
    segment = hl7.obx(value=said, kind=kind, rest=f"|{UNIT}|{one.range}|{one.flag}|||F")
    return result_in(hl7.body(hl7.header(), hl7.pid(bsn(0)), hl7.obr(), segment))


def of_fhir(one: Written) -> ResultRead:
    """Read it from an Observation; JSON writes numbers without quotes, digit by digit."""
    marks = {f'"@{name}"': getattr(one, name) for name in ("number", "low", "high")}
    more: messages.Resource = {"valueQuantity": None, "valueString": one.words or None}
    if not one.words:
        more["valueQuantity"] = {"value": "@number", "unit": UNIT}
        if one.comparator:
            more["valueQuantity"]["comparator"] = one.comparator
    limits = {name: {"value": f"@{name}", "unit": UNIT} for name in ("low", "high")}
    stated = {name: limit for name, limit in limits.items() if getattr(one, name)}
    more["referenceRange"] = [{**stated, **({"text": one.told} if one.told else {})}]
    if one.flag:
        system = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation"
        more["interpretation"] = [{"coding": [{"system": system, "code": one.flag}]}]
    sent = messages.body(messages.bundle(messages.patient(bsn(0)), messages.result(**more)))
    for mark, number in marks.items():
        sent = sent.replace(mark.encode(), number.encode())
    return result_in(sent)


def result_in(sent: bytes) -> ResultRead:
    """Give the only result of a message."""
    items = read(sent)
    assert isinstance(items, list)
    [found] = [item.read for item in items if isinstance(item.read, ResultRead)]
    return found


@TRIES
@given(written())
def test_both_readers_keep_what_was_written(one: Written) -> None:
    for found in (of_hl7(one), of_fhir(one)):
        assert (found.comparator, found.value) == (one.comparator, one.number)
        assert found.value_text == one.words
        assert (found.range.low, found.range.high) == (one.low, one.high)
        assert found.range.text == one.told
        assert found.flag == one.flag


@TRIES
@given(written())
def test_the_flag_of_the_laboratory_wins_and_only_plain_numbers_are_compared(one: Written) -> None:
    assert flag_of(shown(of_hl7(one))) is flag_of(shown(of_fhir(one))) is meant(one)


def meant(one: Written) -> ResultFlag:
    """Say how it lies, by other arithmetic than the product's."""
    if one.flag:
        return LAB_FLAGS[one.flag]
    if one.words or one.comparator or not (one.low or one.high):
        return ResultFlag.UNKNOWN
    value = Fraction(one.number)
    if one.low and value < Fraction(one.low):
        return ResultFlag.LOW
    return ResultFlag.HIGH if one.high and value > Fraction(one.high) else ResultFlag.NORMAL


def shown(found: ResultRead) -> Result:
    """Give what is read as it is kept and shown."""
    limits = Range(found.range.low, found.range.high, found.range.text)
    return Result(
        id=UUID(int=1),
        name=found.name,
        code="",
        code_system="",
        comparator=found.comparator,
        value=found.value,
        unit=found.unit,
        value_text=found.value_text,
        range=limits,
        lab_flag=found.flag,
        flag_text="",
        remark="",
        status=ResultStatus.FINAL,
        taken_at=AT,
    )
