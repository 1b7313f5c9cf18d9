"""Patients, episodes and contacts: the frame of a file."""

from uuid import UUID

from consent.ids import new_id
from consent.register.episodes import NewEpisode, put_episode, set_attention
from publishing.filing import links
from publishing.filing.desk import Paper
from publishing.intake.faults import FaultReason
from publishing.intake.model import EpisodeStatus
from publishing.intake.reads import ContactRead, EpisodeRead, FlagRead
from publishing.queries import filing as queries
from publishing.queries import links as places
from publishing.queries.links import Place, drop_links

RESTRICTED = "R"
"""What carries it arrives hidden: a person has to show it."""


async def file_episode(paper: Paper, read: EpisodeRead) -> None:
    """
    File an episode, and put right what referred to it before it came.

    Raises:
        Faulty: it was withdrawn, so that a person has to hide it; or its key is another patient's.

    """
    if read.status is EpisodeStatus.WITHDRAWN:
        raise paper.refuse(FaultReason.EPISODE_WITHDRAWN, "status")
    new = NewEpisode(
        patient=paper.file,
        source=paper.desk.source.id,
        source_key=paper.item.key,
        title=read.title,
        icpc=read.icpc,
        is_closed=read.status is EpisodeStatus.CLOSED,
        started_on=read.started_on,
        last_contact_on=read.last_contact_on,
        confidentiality=read.confidentiality,
        visible_to_patient=read.confidentiality != RESTRICTED,
    )
    episode = await put_episode(new, paper.desk.at)
    if episode is None:
        raise paper.refuse(FaultReason.KEY_OF_OTHER_PATIENT)
    await _mark(Place(paper.file, paper.desk.source.id), episode)
    await links.put_right(paper, links.EPISODE)


async def file_contact(paper: Paper, read: ContactRead) -> None:
    """File a contact, and put right the lines that referred to it before it came."""
    row = {
        "id": new_id(paper.desk.at),
        "patient": paper.file,
        "source": paper.desk.source.id,
        "source_key": paper.item.key,
        "kind": read.kind,
        "held_on": read.held.day if read.held else None,
        "practitioner_role": read.role,
        "practitioner_name": read.practitioner,
        "confidentiality": read.confidentiality,
    }
    await queries.put_contact(row)
    start = (links.CONTACT, paper.item.key)
    await drop_links(Place(paper.file, paper.desk.source.id), *start)
    await links.link(paper, start, links.EPISODE, read.episodes)
    await links.put_right(paper, links.CONTACT)


async def file_flag(paper: Paper, read: FlagRead) -> None:
    """File an attention value: its episodes have it as long as one flag says so."""
    file = Place(paper.file, paper.desk.source.id)
    start = (links.FLAG, paper.item.key)
    before = await places.targets(file, start[0], [start[1]], links.EPISODE)
    await drop_links(file, *start)
    if read.is_active:
        await links.link(paper, start, links.EPISODE, read.episodes)
    for name in {*before, *read.episodes}:
        episode = await places.episode(file, name)
        if episode is not None:
            await _mark(file, episode)


async def _mark(file: Place, episode: UUID) -> None:
    await set_attention(episode, has_attention=await places.is_flagged(file, episode))
