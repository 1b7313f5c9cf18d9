"""What was measured in contacts: every number of an Observation is a row under the same key."""

from typing import Any

from consent.ids import new_id
from publishing.filing import links
from publishing.filing.care import RESTRICTED
from publishing.filing.desk import Paper
from publishing.filing.outcome import Filed
from publishing.intake.fhir.coding import LOINC, NHG45, code_in
from publishing.intake.measuring import MeasuredRead, MeasurementRead
from publishing.measuring.topics import SHORT, series_of, topic_of
from publishing.model import ResultStatus
from publishing.queries import filing as queries
from publishing.queries.links import Place, drop_links

TABLE = "measurement"
LONGEST_CODE = 40


async def file_measurement(paper: Paper, read: MeasurementRead) -> Filed:
    """File what was measured together, in the place of what stood under its key."""
    file, key = Place(paper.file, paper.desk.source.id), paper.item.key
    known = await queries.current(TABLE, file, key)
    if known is not None and bytes(known["content_hash"]) == paper.item.digest:
        return Filed.DUPLICATE
    await queries.supersede_key(TABLE, file, key, paper.desk.at)
    await drop_links(file, links.MEASUREMENT, key)
    if read.status is ResultStatus.WITHDRAWN:
        return Filed.ACCEPTED
    await links.link(paper, (links.MEASUREMENT, key), links.EPISODE, read.episodes)
    await links.link(paper, (links.MEASUREMENT, key), links.CONTACT, [read.contact])
    is_shown = known["visible_to_patient"] if known else read.confidentiality != RESTRICTED
    for position, part in enumerate(read.parts):
        frame = {"position": position, "visible_to_patient": is_shown}
        await queries.add(TABLE, _row(paper, read, part) | frame)
    await links.place_again(paper.desk, paper.file, links.MEASUREMENT, key)
    return Filed.ACCEPTED


def _row(paper: Paper, read: MeasurementRead, part: MeasuredRead) -> dict[str, Any]:
    code = code_in(part.codes, NHG45) or code_in(part.codes, LOINC)
    usable = code if code and len(code.code) <= LONGEST_CODE else None
    series = series_of(part.codes, part.name)
    return {
        "id": new_id(paper.desk.at),
        "patient": paper.file,
        "source": paper.desk.source.id,
        "source_key": paper.item.key,
        "content_hash": paper.item.digest,
        "topic": topic_of(series),
        "series": series,
        "code": usable.code if usable else "",
        "code_system": SHORT[usable.system] if usable else "",
        "name": part.name,
        "comparator": part.comparator,
        "value": part.value,
        "unit": part.unit,
        "value_text": part.value_text,
        "range_low": part.range_low,
        "range_high": part.range_high,
        "range_text": part.range_text,
        "flag": part.flag,
        "remark": read.remark,
        "taken_at": read.taken.at,
        "confidentiality": read.confidentiality,
    }
