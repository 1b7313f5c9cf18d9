"""What can be wrong with a message or one resource of it: a reason, a place, never a person."""

from enum import StrEnum

import msgspec


class FaultReason(StrEnum):
    """Why something was not accepted; every member has a text for people in both languages."""

    BODY_EMPTY = "body_empty"
    BODY_TOO_LARGE = "body_too_large"
    BORN_CONTRADICTS = "born_contradicts"
    BSN_CONTRADICTS = "bsn_contradicts"
    BSN_INVALID = "bsn_invalid"
    BSN_REPEATED = "bsn_repeated"
    CODE_INVALID = "code_invalid"
    CONTENT_REFUSED = "content_refused"
    DATE_INVALID = "date_invalid"
    ENCODING_UNKNOWN = "encoding_unknown"
    EPISODE_WITHDRAWN = "episode_withdrawn"
    EVENT_DIFFERS = "event_differs"
    FILE_DAMAGED = "file_damaged"
    FILE_ENCRYPTED = "file_encrypted"
    FILE_HAS_SCRIPTS = "file_has_scripts"
    FILE_INFECTED = "file_infected"
    FILE_NOT_PDF = "file_not_pdf"
    FILE_NOT_SCANNED = "file_not_scanned"
    FILE_TOO_LARGE = "file_too_large"
    FILES_SEVERAL = "files_several"
    HASH_DIFFERS = "hash_differs"
    JSON_BROKEN = "json_broken"
    KEY_OF_OTHER_PATIENT = "key_of_other_patient"
    KEY_REPEATED = "key_repeated"
    LINE_KIND_UNKNOWN = "line_kind_unknown"
    MESSAGE_UNSUPPORTED = "message_unsupported"
    NAME_CONTRADICTS = "name_contradicts"
    NAME_REPEATED = "name_repeated"
    NOT_FHIR = "not_fhir"
    NOT_HL7 = "not_hl7"
    NUMBER_INVALID = "number_invalid"
    PATIENT_AMBIGUOUS = "patient_ambiguous"
    PATIENT_MASKED = "patient_masked"
    PATIENT_MISSING = "patient_missing"
    PATIENT_NOT_HERE = "patient_not_here"
    PATIENT_UNKNOWN = "patient_unknown"
    PATIENT_UNREADABLE = "patient_unreadable"
    REQUEST_MISSING = "request_missing"
    REQUIRED_MISSING = "required_missing"
    RESOURCE_MISSING = "resource_missing"
    RESOURCE_NESTED = "resource_nested"
    SEGMENT_INVALID = "segment_invalid"
    SOURCE_NOT_ALLOWED = "source_not_allowed"
    STATUS_INVALID = "status_invalid"
    STATUS_OLDER = "status_older"
    STATUS_UNKNOWN = "status_unknown"
    TEST_MESSAGE = "test_message"
    TEXT_INVALID = "text_invalid"
    TEXT_TOO_LONG = "text_too_long"
    TOO_DEEP = "too_deep"
    VALUE_REPEATED = "value_repeated"
    VALUE_UNSUPPORTED = "value_unsupported"
    XML_BROKEN = "xml_broken"
    XML_DOCTYPE = "xml_doctype"


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with one resource, and at which path of the message."""

    path: str
    reason: FaultReason


class Unreadable(msgspec.Struct, frozen=True):
    """The whole message cannot be read; `place` is a line and column where the parser says so."""

    reason: FaultReason
    place: str = ""


class Faulty(Exception):  # noqa: N818 - it reads as what was found
    """Raised while one resource is read; caught where its item is made, and never beyond."""

    def __init__(self, path: str, reason: FaultReason) -> None:
        super().__init__(reason.value)
        self.fault = Fault(path, reason)


class UnreadableBody(Exception):  # noqa: N818 - it reads as what was found
    """Raised while a body is taken apart; caught by `read`."""

    def __init__(self, reason: FaultReason, place: str = "") -> None:
        super().__init__(reason.value)
        self.unreadable = Unreadable(reason, place)
