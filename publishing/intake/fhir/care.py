"""Episodes and contacts: the frame in which the lines of a journal stand."""

from collections.abc import Mapping

from publishing.intake.faults import FaultReason
from publishing.intake.fhir.bundle import Directory, Place, is_kind
from publishing.intake.fhir.coding import (
    NHG14,
    all_codes,
    code_in,
    confidentiality,
    icpc_of_episode,
    words,
)
from publishing.intake.fhir.dates import day, start_of
from publishing.intake.fhir.people import called, role
from publishing.intake.model import Code, EpisodeStatus
from publishing.intake.reads import ContactRead, EpisodeRead, FlagRead, KeptRead
from publishing.intake.tree.node import Node

EPISODE = "EpisodeOfCare"
EPISODE_CONTEXT = "extension-context-nl-core-episodeofcare"
TITLE_LIMIT = 500
EPISODE_STATUSES: Mapping[str, EpisodeStatus] = {
    "active": EpisodeStatus.ACTIVE,
    "cancelled": EpisodeStatus.WITHDRAWN,
    "entered-in-error": EpisodeStatus.WITHDRAWN,
    "finished": EpisodeStatus.CLOSED,
    "onhold": EpisodeStatus.ACTIVE,
    "planned": EpisodeStatus.ACTIVE,
    "waitlist": EpisodeStatus.ACTIVE,
}


def episode(place: Place, directory: Directory) -> EpisodeRead:
    """
    Read an EpisodeOfCare.

    The title of the practice goes before the words of a diagnosis: the patient reads it.
    """
    node = place.node
    diagnosis = _diagnosis(node)
    found = directory.find(diagnosis, "Condition")
    code = found.node.first("code") if found else None
    period = node.first("period")
    return EpisodeRead(
        title=_title(node, diagnosis, code),
        status=_status(node),
        icpc=icpc_of_episode(code),
        started_on=day(_dated(node, "EpisodeOfCare-DateFirstEncounter"))
        or day(period.first("start") if period else None),
        ended_on=day(period.first("end") if period else None),
        last_contact_on=day(_dated(node, "EpisodeOfCare-DateLastEncounter")),
        confidentiality=confidentiality(node),
    )


def contact(place: Place, directory: Directory) -> ContactRead:
    """Read an Encounter."""
    node = place.node
    participant = next(
        (each.first("individual", "actor") for each in node.many("participant")), None
    )
    kind = code_in((*all_codes(node, "type"), *_class_codes(node)), NHG14)
    return ContactRead(
        status=node.need("status").own(20),
        kind=kind.code[:20] if kind else "",
        held=start_of(node.first("period")),
        practitioner=called(participant, directory),
        role=role(participant, directory)[:100],
        organisation=called(node.first("serviceProvider"), directory),
        episodes=directory.keys(node.many("episodeOfCare"), EPISODE),
        confidentiality=confidentiality(node),
    )


def flag(place: Place, directory: Directory) -> FlagRead | KeptRead:
    """Read a Flag: an attention value where it is about episodes, else kept as it is."""
    about = [
        reference
        for extension in place.node.extensions("flag-detail")
        for reference in extension.many("valueReference")
        if _means_episode(reference, directory)
    ]
    if not about:
        return KeptRead(is_about_patient=True)
    status = place.node.need("status").own()
    return FlagRead(status == "active", directory.keys(about, EPISODE))


def stated_episodes(node: Node, directory: Directory) -> tuple[str, ...]:
    """The keys of the episodes to which a resource itself says it belongs."""
    extended = [
        reference
        for extension in node.extensions(EPISODE_CONTEXT)
        for reference in extension.many("valueReference")
    ]
    context = [each for each in node.many("context") if _means_episode(each, directory)]
    return directory.keys([*extended, *context], EPISODE)


def contact_of(node: Node, directory: Directory) -> tuple[str, tuple[str, ...]]:
    """The key of the contact of a resource and the keys of that contact's episodes."""
    references = [*node.many("encounter"), *node.many("context")]
    found = [each for each in references if not _means_episode(each, directory)]
    if not found:
        return "", ()
    place = directory.find(found[0], "Encounter")
    episodes = place.node.many("episodeOfCare") if place else []
    return directory.key(found[0], "Encounter"), directory.keys(episodes, EPISODE)


def _means_episode(reference: Node, directory: Directory) -> bool:
    place = directory.find(reference, "Encounter")
    return place.kind == EPISODE if place else is_kind(reference, EPISODE)


def _status(node: Node) -> EpisodeStatus:
    stated = node.need("status")
    try:
        return EPISODE_STATUSES[stated.own()]
    except KeyError:
        raise stated.faulty(FaultReason.STATUS_INVALID) from None


def _diagnosis(node: Node) -> Node | None:
    return next(
        (found for each in node.many("diagnosis") if (found := each.first("condition"))), None
    )


def _title(node: Node, diagnosis: Node | None, code: Node | None) -> str:
    extension = node.extension("EpisodeOfCare-Title")
    given = extension.text("valueString", TITLE_LIMIT) if extension else ""
    displayed = diagnosis.text("display", TITLE_LIMIT) if diagnosis else ""
    title = given or words(code, TITLE_LIMIT) or displayed
    if not title:
        raise node.faulty(FaultReason.REQUIRED_MISSING, "title")
    return title


def _dated(node: Node, name: str) -> Node | None:
    extension = node.extension(name)
    return extension.first("valueDateTime", "valueDate") if extension else None


def _class_codes(node: Node) -> tuple[Code, ...]:
    found = node.first("class")
    specified = found.extension("code-specification", "ext-CodeSpecification") if found else None
    return all_codes(specified, "valueCodeableConcept") if specified else ()
