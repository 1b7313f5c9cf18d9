"""Results and reports of a laboratory; a result sent anew is a version and reopens its report."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from uuid import UUID

from consent.ids import new_id
from publishing.filing import links
from publishing.filing.desk import Paper
from publishing.filing.outcome import Filed
from publishing.filing.survey import Together
from publishing.intake.faults import FaultReason
from publishing.intake.fhir.coding import LOINC, NHG45, code_in
from publishing.intake.reads import ReportRead, ResultRead
from publishing.model import ResultStatus
from publishing.queries import filing as queries
from publishing.queries.links import Place, drop_links, names, referring

TABLE = "result"
KIND_OF_REPORT = "DiagnosticReport"
LONGEST_CODE, LONGEST_FLAG = 40, 300
# A preliminary result that comes after the final one is old news.
UNFINISHED = frozenset({ResultStatus.PENDING, ResultStatus.PRELIMINARY})


async def file_report(paper: Paper, read: ReportRead) -> Filed:
    """
    File what holds results together, or what was asked and is on its way; else it is kept.

    What comes of a request takes its place, under the number that the laboratory gave it.
    """
    file = Place(paper.file, paper.desk.source.id)
    start = (links.REPORT, paper.item.key)
    await drop_links(file, *start)
    await links.link(paper, start, links.RESULT, read.results)
    known = await queries.report_of(file, paper.item.key)
    known = known or await _ordered(paper, [paper.item.key, *read.orders])
    reports = [known] if known else await queries.gathered_reports(file, read.results)
    values = {
        "title": read.title,
        "laboratory": read.laboratory,
        "taken_at": read.taken.at if read.taken else None,
        "confidentiality": read.confidentiality,
        "is_urgent": read.is_urgent,
        "order_keys": list(read.orders),
        "is_quiet": bool(read.episodes),
        "status": read.status.value,
        "category": read.category.value,
    }
    if reports:
        await _bring_up(paper, read, reports[0], values)
        return Filed.ACCEPTED
    is_held = paper.item.key in {one.key for one in paper.desk.survey.reports.values()}
    if is_held or read.status in UNFINISHED:
        await _new_report(paper, paper.item.key, values)
        return Filed.ACCEPTED
    return Filed.KEPT


async def _bring_up(paper: Paper, read: ReportRead, known: Any, values: dict[str, Any]) -> None:
    if known["has_results"] and paper.item.kind != KIND_OF_REPORT:
        # A request says nothing new of what has come of it.
        return
    stated = {name: value for name, value in values.items() if value}
    if read.results and not known["has_results"]:
        stated["received_at"] = paper.desk.at
    await queries.set_report(known["id"], {"source_key": paper.item.key, **stated})


async def _ordered(paper: Paper, keys: Sequence[str]) -> Any | None:
    known = await queries.ordered(Place(paper.file, paper.desk.source.id), keys)
    if known is None or paper.item.kind not in {KIND_OF_REPORT, "Observation"}:
        return known
    # Of one request several reports may come; each of them is one.
    return None if known["has_results"] else known


async def file_result(paper: Paper, read: ResultRead) -> Filed:
    """
    File a determination as its next version.

    Raises:
        Faulty: it says less than what is here already.

    """
    file = Place(paper.file, paper.desk.source.id)
    together = paper.desk.survey.reports[paper.item.path]
    status = capped(read.status, together.status)
    digest = sha256(paper.item.digest + status.value.encode()).digest()
    known = await queries.current(TABLE, file, paper.item.key)
    if known is not None and bytes(known["content_hash"]) == digest:
        return Filed.DUPLICATE
    if known is not None and status in UNFINISHED and known["status"] not in UNFINISHED:
        raise paper.refuse(FaultReason.STATUS_OLDER, "status")
    report = known["report"] if known else await _report(paper, read, together)
    if known is not None:
        await queries.supersede(TABLE, known["id"], paper.desk.at)
    version = await queries.last_version(TABLE, file, paper.item.key) + 1
    frame = {"report": report, "version": version, "status": status.value, "content_hash": digest}
    await queries.add(TABLE, _row(paper, read, frame))
    await drop_links(file, links.RESULT, paper.item.key)
    await links.link(paper, (links.RESULT, paper.item.key), links.EPISODE, read.episodes)
    await links.place_again(paper.desk, paper.file, links.RESULT, paper.item.key)
    await queries.reopen_report(report)
    return Filed.ACCEPTED


def capped(status: ResultStatus, report: ResultStatus | None) -> ResultStatus:
    """Give the status of a result: no further than that of its report."""
    if report is ResultStatus.WITHDRAWN:
        return ResultStatus.WITHDRAWN
    if report in UNFINISHED and status is ResultStatus.FINAL:
        return ResultStatus.PRELIMINARY
    return status


async def _report(paper: Paper, read: ResultRead, together: Together) -> UUID:
    file = Place(paper.file, paper.desk.source.id)
    all_names = await names(file, "Observation", paper.item.key)
    stated = await referring(file, links.REPORT, links.RESULT, [*all_names, *paper.item.aliases])
    key = stated[0] if stated else together.key
    known = await queries.report_of(file, key)
    if known is None and (asked := await _ordered(paper, read.orders)):
        arrived = {"source_key": key, "received_at": paper.desk.at}
        await queries.set_report(asked["id"], arrived)
        known = asked
    if known is not None:
        return UUID(str(known["id"]))
    values = {
        "title": together.title or read.name,
        "laboratory": together.laboratory or read.laboratory,
        "taken_at": read.taken.at if read.taken else None,
        "category": together.category.value,
    }
    return await _new_report(paper, key, values)


async def _new_report(paper: Paper, key: str, values: dict[str, Any]) -> UUID:
    report = new_id(paper.desk.at)
    row = {
        "id": report,
        "patient": paper.file,
        "source": paper.desk.source.id,
        "source_key": key,
        "received_at": paper.desk.at,
        **values,
    }
    await queries.add_report(row)
    return report


def _row(paper: Paper, read: ResultRead, frame: dict[str, Any]) -> dict[str, Any]:
    code = code_in(read.codes, NHG45) or code_in(read.codes, LOINC)
    usable = code if code and len(code.code) <= LONGEST_CODE else None
    told = read.flag_text if len(read.flag_text) <= LONGEST_FLAG else ""
    return {
        "id": new_id(paper.desk.at),
        "patient": paper.file,
        "source": paper.desk.source.id,
        "source_key": paper.item.key,
        "position": paper.desk.survey.positions.get(paper.item.path, 0),
        "code": usable.code if usable else "",
        "code_system": {NHG45: "nhg45", LOINC: "loinc"}[usable.system] if usable else "",
        "name": read.name,
        "comparator": read.comparator,
        "value": read.value,
        "unit": read.unit,
        "value_text": read.value_text,
        "range_low": read.range.low,
        "range_high": read.range.high,
        "range_text": read.range.text,
        "flag": read.flag,
        "flag_text": told,
        "remark": "\n".join(part for part in (read.remark, read.flag_text) if part)
        if read.flag_text and not told
        else read.remark,
        "taken_at": read.taken.at if read.taken else None,
        "confidentiality": read.confidentiality,
        **frame,
    }
