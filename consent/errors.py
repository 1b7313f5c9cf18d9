"""What the rules raise when an act is not possible: a reason, no sentence, no status."""

from enum import StrEnum
from uuid import UUID


class Reason(StrEnum):
    """Why something is not allowed; every member has a text for people in both languages."""

    ALREADY_ASKED = "already_asked"
    ALREADY_DECIDED = "already_decided"
    ALREADY_EMPLOYED = "already_employed"
    ALREADY_ENROLLED = "already_enrolled"
    ALREADY_LISTED = "already_listed"
    ALREADY_REGISTERED = "already_registered"
    ALREADY_RELEASED = "already_released"
    BIRTH_DATE_DIFFERS = "birth_date_differs"
    BSN_SHARED = "bsn_shared"
    BSN_TAKEN = "bsn_taken"
    BIRTH_DATE_UNKNOWN = "birth_date_unknown"
    BLOCKED = "blocked"
    CANNOT_MERGE = "cannot_merge"
    CHECK_MISSING = "check_missing"
    CONCLUSION_MISSING = "conclusion_missing"
    DECEASED = "deceased"
    ENROLLED_ELSEWHERE = "enrolled_elsewhere"
    EXPLANATION_MISSING = "explanation_missing"
    FACILITY_OFF = "facility_off"
    FILE_MISSING = "file_missing"
    FILE_REFUSED = "file_refused"
    FROM_16 = "from_16"
    LAPSED_BY_AGE = "lapsed_by_age"
    LAST_SECOND_STEP = "last_second_step"
    LETTER_KNOWN = "letter_known"
    LETTER_NOT_SHARED = "letter_not_shared"
    LETTER_TRANSFER = "letter_transfer"
    LIST_CHANGED = "list_changed"
    MANAGER_MISSING = "manager_missing"
    MERGE_AGES = "merge_ages"
    MERGE_CONTENT = "merge_content"
    MERGE_ELSEWHERE = "merge_elsewhere"
    MERGE_OTHER_WAY = "merge_other_way"
    MERGE_TWO_PEOPLE = "merge_two_people"
    MOMENT_PASSED = "moment_passed"
    NO_RELEASE = "no_release"
    NO_RIGHT = "no_right"
    NOTHING_CHOSEN = "nothing_chosen"
    NOT_DECEASED = "not_deceased"
    NOT_ENROLLED = "not_enrolled"
    NOT_FOUND = "not_found"
    NOT_YOUR_PRACTICE = "not_your_practice"
    ONLY_FOR_YOURSELF = "only_for_yourself"
    OWN_LOOK = "own_look"
    OWN_RIGHT = "own_right"
    PARENTS_OFF = "parents_off"
    REPRESENTATION_ENDED = "representation_ended"
    REPRESENTATION_MISSING = "representation_missing"
    REPRESENTATION_NOT_BEGUN = "representation_not_begun"
    SAME_PERSON = "same_person"
    SECTION_OFF = "section_off"
    TWO_STEPS_MISSING = "two_steps_missing"
    UNDER_12 = "under_12"
    UNDER_14 = "under_14"
    UNDER_16 = "under_16"
    YOUTH_DECIDES = "youth_decides"


class ConsentError(Exception):
    """
    An act that the rules do not allow.

    `person` and `practice` say in whose log the refusal belongs; None where nobody may be named.
    """

    def __init__(
        self, reason: Reason, person: UUID | None = None, practice: UUID | None = None
    ) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.person = person
        self.practice = practice


class Refused(ConsentError):  # noqa: N818 - it reads as what happened
    """The policy says no: the act should not have been offered."""


class AlreadyDecided(ConsentError):  # noqa: N818 - idem
    """Somebody was first, or what was looked at has changed; the current state is to be shown."""


class NotFound(ConsentError):  # noqa: N818 - idem
    """No such thing here for this actor; whose it is, is not said."""

    def __init__(self) -> None:
        super().__init__(Reason.NOT_FOUND)
