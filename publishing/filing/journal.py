"""Lines of the journal and the reports that order them; a new text under a key replaces."""

from hashlib import sha256

import msgspec

from consent.ids import new_id
from publishing.filing import links
from publishing.filing.care import RESTRICTED
from publishing.filing.desk import Paper
from publishing.filing.outcome import Filed
from publishing.intake.reads import CompositionRead, JournalLineRead
from publishing.model import ResultStatus
from publishing.queries import filing as queries
from publishing.queries.links import Place, drop_links

TABLE = "journal_line"


async def file_line(paper: Paper, read: JournalLineRead) -> Filed:
    """File a line under the key of its item."""
    return await _put(paper, paper.item.key, read, paper.item.digest)


async def file_composition(paper: Paper, read: CompositionRead) -> Filed:
    """File what a report says of lines, and the lines that stand in it alone."""
    for line in read.lines:
        digest = sha256(msgspec.json.encode(line, order="deterministic")).digest()
        await _put(paper, line.key, line.line, digest)
    for section in read.sections:
        for entry in section.entries:
            await links.link(paper, (links.SECTION, entry), links.EPISODE, section.episodes)
            await _place_entry(paper, entry)
    return Filed.ACCEPTED


async def _place_entry(paper: Paper, entry: str) -> None:
    file = Place(paper.file, paper.desk.source.id)
    for key in await links.keys_of(file, links.LINE, entry):
        await links.place_again(paper.desk, paper.file, links.LINE, key)


async def _put(paper: Paper, key: str, read: JournalLineRead, digest: bytes) -> Filed:
    desk, file = paper.desk, Place(paper.file, paper.desk.source.id)
    known = await queries.current(TABLE, file, key)
    if known is not None and bytes(known["content_hash"]) == digest:
        return Filed.DUPLICATE
    if known is not None:
        await queries.supersede(TABLE, known["id"], desk.at)
    await drop_links(file, links.LINE, key)
    if read.status is ResultStatus.WITHDRAWN:
        return Filed.ACCEPTED
    await _link(paper, key, read)
    is_shown = read.confidentiality != RESTRICTED
    row = {
        "id": new_id(desk.at),
        "patient": paper.file,
        "source": desk.source.id,
        "source_key": key,
        "content_hash": digest,
        "kind": read.kind.value,
        "body": read.body,
        "icpc": read.icpc,
        "recorded_on": read.recorded_on,
        # What a colleague hid stays hidden in its next version.
        "visible_to_patient": known["visible_to_patient"] if known else is_shown,
        "former_episodes": links.moved_out(known),
        "confidentiality": read.confidentiality,
    }
    await queries.add(TABLE, row)
    await links.place_again(desk, paper.file, links.LINE, key)
    return Filed.ACCEPTED


async def _link(paper: Paper, key: str, read: JournalLineRead) -> None:
    start = (links.LINE, key)
    await links.link(paper, start, links.EPISODE, read.episodes)
    await links.link(paper, start, links.CONTACT, [read.contact])
