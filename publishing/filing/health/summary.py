"""Medicines, hypersensitivities and vaccinations; a new word under a key replaces."""

from typing import Any

from consent.ids import new_id
from publishing.filing import links
from publishing.filing.care import RESTRICTED
from publishing.filing.desk import Paper
from publishing.filing.outcome import Filed
from publishing.intake.faults import FaultReason
from publishing.intake.summary import SummaryRead
from publishing.queries import filing as queries
from publishing.queries.links import Place, drop_links

TABLE = "summary_item"


async def file_item(paper: Paper, read: SummaryRead) -> Filed:
    """
    File an item under its key.

    Raises:
        Faulty: its key is that of something else than a medicine, or whatever it is.

    """
    file, key = Place(paper.file, paper.desk.source.id), paper.item.key
    known = await queries.current(TABLE, file, key)
    if known is not None and bytes(known["content_hash"]) == paper.item.digest:
        return Filed.DUPLICATE
    if known is not None and known["section"] != read.section:
        raise paper.refuse(FaultReason.KEY_REPEATED)
    await queries.supersede_key(TABLE, file, key, paper.desk.at)
    await drop_links(file, read.section.value, key)
    if read.is_withdrawn:
        return Filed.ACCEPTED
    start = (read.section.value, key)
    await links.link(paper, start, links.EPISODE, read.episodes)
    await links.link(paper, start, links.CONTACT, [read.contact])
    await queries.add(TABLE, _row(paper, read, known))
    await links.place_again(paper.desk, paper.file, *start)
    return Filed.ACCEPTED


def _row(paper: Paper, read: SummaryRead, known: Any) -> dict[str, Any]:
    is_shown = read.confidentiality != RESTRICTED
    return {
        "id": new_id(paper.desk.at),
        "patient": paper.file,
        "source": paper.desk.source.id,
        "source_key": paper.item.key,
        "content_hash": paper.item.digest,
        "section": read.section.value,
        "name": read.name,
        "detail": read.detail,
        "nature": read.nature,
        "gravity": read.gravity,
        "state": read.state.value,
        "code": read.code.code if read.code else "",
        "code_system": read.code.system if read.code else "",
        "begun_on": read.begun_on,
        "ended_on": read.ended_on,
        # What a colleague hid stays hidden in its next version.
        "visible_to_patient": known["visible_to_patient"] if known else is_shown,
        "confidentiality": read.confidentiality,
    }
