"""What a message says of its patient, brought up to date where the practice's system says so."""

from consent.register.correcting import state_anew
from publishing.filing.desk import Paper
from publishing.intake.reads import PatientRead


async def file_person(paper: Paper, read: PatientRead) -> None:
    """
    Apply a changed name or birth date, with its line.

    A laboratory's word is not taken for it, nor that of a message whose number is hidden.
    """
    if paper.desk.source.may_enrol and paper.item.subject.bsn is not None:
        actor = paper.desk.source.actor(paper.desk.request_id)
        await state_anew(actor, paper.file, read.name, read.born, paper.desk.at)
