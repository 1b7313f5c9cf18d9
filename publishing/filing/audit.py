"""Lines of another system's log: taken over as they came, once, beside our own."""

from datetime import timedelta

from consent.accesslog.elsewhere import EventElsewhere, TakenOver, take_over
from consent.files import facts_of_patient
from publishing.filing.desk import Paper
from publishing.filing.outcome import Filed
from publishing.intake.faults import FaultReason
from publishing.intake.reads import AuditRead

# Clocks differ; what is further ahead than this has not happened.
AHEAD = timedelta(minutes=10)


async def file_event(paper: Paper, read: AuditRead) -> Filed:
    """
    Take an event over into the log of the person whose file it was about.

    Raises:
        Faulty: the source has not the right, it lies ahead, or it came before as another event.

    """
    desk = paper.desk
    facts = await facts_of_patient(paper.file)
    if not desk.source.may_log:
        raise paper.refuse(FaultReason.SOURCE_NOT_ALLOWED)
    if read.at > desk.at + AHEAD:
        raise paper.refuse(FaultReason.DATE_INVALID, "recorded")
    if facts is None:
        raise paper.refuse(FaultReason.PATIENT_NOT_HERE)
    event = EventElsewhere(
        key=paper.item.key,
        at=read.at,
        crude=read.action,
        outcome=read.outcome,
        name=read.name,
        function=read.function,
        organisation=read.organisation or desk.source.name,
        section=read.section,
        is_emergency=read.is_emergency,
        reason=read.reason,
    )
    taken = await take_over(desk.source, facts.patient.person, event, desk.at)
    if taken is TakenOver.DIFFERS:
        raise paper.refuse(FaultReason.EVENT_DIFFERS)
    return Filed.ACCEPTED if taken is TakenOver.ADDED else Filed.DUPLICATE
