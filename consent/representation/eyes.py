"""Through whose eyes a file can be looked at: the patient's, and those of who acts for them."""

import msgspec

from consent import policy
from consent.files import facts_of_patient, facts_of_representation
from consent.model import (
    Actor,
    ActorKind,
    Denied,
    Function,
    Grant,
    PersonName,
    Reason,
    Right,
    Standing,
)
from consent.queries import representation as queries


class Eyes(msgspec.Struct, frozen=True):
    """
    Somebody who might look at a file, and the practice's own look through their eyes.

    `reason` says why the file is closed to them as a whole; None: it is open.
    """

    name: PersonName
    standing: Standing
    grant: Grant
    reason: Reason | None


async def eyes_on(review: Grant, right: Right) -> tuple[Eyes, ...]:
    """Give the patient first and then everybody registered for them; two statements."""
    own = await facts_of_patient(review.patient)
    if own is None:
        return ()
    patient = Actor(ActorKind.PERSON, Function.PATIENT, id=own.patient.person)
    decision = policy.open_file(patient, own, review.at)
    reason = decision.reason if isinstance(decision, Denied) else None
    found = [Eyes(own.patient.name, Standing.SELF, review, reason)]
    for row in await queries.of_patient(review.patient):
        facts = facts_of_representation(row)
        grant = policy.review_file(review.reader, facts, right, review.at)
        if row["ended_at"] is None and isinstance(grant, Grant):
            name = PersonName.of(row, "reader_")
            why = policy.why_not_for_another(facts, review.at)
            found.append(Eyes(name, grant.standing, grant, why))
    return tuple(found)
