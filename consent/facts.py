"""What there is to know of a file before a decision about it."""

from datetime import datetime
from uuid import UUID

import msgspec

from consent.model import Agreements, Patient, ReleaseStatus
from consent.representation.model import Representation


class FileFacts(msgspec.Struct, frozen=True):
    """
    What there is to know of one file before anybody looks: release None means never released.

    Release and open request are those of the reader the facts were asked for; `representation` is
    what the reader is registered as here, None for the patient and for who is not registered.
    """

    patient: Patient
    agreements: Agreements
    release: UUID | None = None
    release_status: ReleaseStatus | None = None
    open_request: bool = False
    released_at: datetime | None = None
    representation: Representation | None = None
