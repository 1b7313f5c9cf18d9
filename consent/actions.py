"""Every event that writes a line in the access log, with its NEN 7513 codes."""

from enum import StrEnum

import msgspec

PATIENT_RECORD = "110110"
EXPORT = "110106"
AUTHENTICATION = "110114"
IMPORT = "110107"
ROLES_CHANGED = "110136"
# User security attributes changed: with what somebody logs in.
MEANS_CHANGED = "110137"


class Action(StrEnum):
    """What was done or looked at, `thing.verb`."""

    ACCOUNT_CLOSE = "account.close"
    ACCOUNT_OPEN = "account.open"
    AGREEMENTS_CHANGE = "agreements.change"
    DETAILS_VIEW = "details.view"
    DOSSIER_VIEW = "dossier.view"
    COPY_GIVE = "copy.give"
    CHECK_DRAW = "check.draw"
    CHECK_JUDGE = "check.judge"
    CHECK_LIST = "check.list"
    CHECK_REVIEW = "check.review"
    ELSEWHERE_CREATE = "elsewhere.create"
    ELSEWHERE_DELETE = "elsewhere.delete"
    ELSEWHERE_EXECUTE = "elsewhere.execute"
    ELSEWHERE_READ = "elsewhere.read"
    ELSEWHERE_UPDATE = "elsewhere.update"
    EMPLOYEE_ADD = "employee.add"
    EMPLOYEE_CHANGE = "employee.change"
    EMPLOYEE_LEAVE = "employee.leave"
    FALLBACK_NAME = "fallback.name"
    RIGHT_GIVE = "right.give"
    RIGHT_TAKE = "right.take"
    WORDING_CHANGE = "wording.change"
    VISIBILITY_REVIEW = "visibility.review"
    VISIBILITY_SET = "visibility.set"
    EPISODE_VIEW = "episode.view"
    INTAKE_AGAIN = "intake.again"
    INTAKE_DISMISS = "intake.dismiss"
    INTAKE_LINK = "intake.link"
    INTAKE_RECEIVE = "intake.receive"
    INTAKE_REVIEW = "intake.review"
    LETTER_ACCORD = "letter.accord"
    LETTER_DOWNLOAD = "letter.download"
    LETTER_RECALL = "letter.recall"
    LETTER_REVIEW = "letter.review"
    LETTER_VIEW = "letter.view"
    LETTERS_LIST = "letters.list"
    FILE_DOWNLOAD = "file.download"
    LOG_DOWNLOAD = "log.download"
    LOG_EXPORT = "log.export"
    LOG_PRUNE = "log.prune"
    LOG_OVERVIEW = "log.overview"
    LOG_REVIEW = "log.review"
    LOG_VIEW = "log.view"
    PASSKEY_ADD = "passkey.add"
    PASSKEY_REMOVE = "passkey.remove"
    PASSWORD_CHOOSE = "password.choose"  # noqa: S105 - the name of an action
    PATIENT_CORRECT = "patient.correct"
    NOTE_REMOVE = "note.remove"
    NOTE_SHARE = "note.share"
    NOTE_WRITE = "note.write"
    PATIENT_DEATH = "patient.death"
    PATIENT_DEATH_UNDO = "patient.death_undo"
    PATIENT_DEREGISTER = "patient.deregister"
    PATIENT_MERGE = "patient.merge"
    PATIENT_MOVE = "patient.move"
    PATIENT_REGISTER = "patient.register"
    PATIENT_REVIEW = "patient.review"
    PATIENT_SEARCH = "patient.search"
    POST_AGAIN = "post.again"
    POST_DONE = "post.done"
    POST_LIST = "post.list"
    POST_REVIEW = "post.review"
    QUESTION_ANSWER = "question.answer"
    QUESTION_ASK = "question.ask"
    REPRESENTATION_BLOCK = "representation.block"
    REPRESENTATION_CHOOSE = "representation.choose"
    REPRESENTATION_END = "representation.end"
    REPRESENTATION_LIFT = "representation.lift"
    REPRESENTATION_REGISTER = "representation.register"
    REPRESENTATION_REVIEW = "representation.review"
    REQUEST_APPROVE = "request.approve"
    REQUEST_ASK = "request.ask"
    REQUEST_LEAVE_OPEN = "request.leave_open"
    REQUEST_REFUSE = "request.refuse"
    REQUEST_REVIEW = "request.review"
    REQUEST_WITHDRAW = "request.withdraw"
    RELEASE_END = "release.end"
    ORGANISATION_ADD = "organisation.add"
    REPORT_ANSWER = "report.answer"
    REPORT_REVIEW = "report.review"
    REPORT_SEND = "report.send"
    REPORTS_LIST = "reports.list"
    RESULT_INVITE = "result.invite"
    RESULT_PUBLISH = "result.publish"
    RESULT_RECALL = "result.recall"
    RESULT_REVIEW = "result.review"
    RESULT_SAVE = "result.save"
    RESULT_VIEW = "result.view"
    RESULTS_LIST = "results.list"
    SESSION_END = "session.end"
    SESSION_LOGIN = "session.login"
    SESSION_LOGOUT = "session.logout"
    SESSION_SWITCH = "session.switch"
    SHARING_GIVE = "sharing.give"
    SHARING_OBJECT = "sharing.object"
    SHARING_REVIEW = "sharing.review"
    SHARING_WITHDRAW = "sharing.withdraw"


class Nature(msgspec.Struct, frozen=True):
    """How the norm codes one action. Source: NEN 7513:2018 7.2.1, 7.2.2, 7.4.1."""

    crude: str
    object_type: str
    section: str = ""
    event: str = PATIENT_RECORD


NATURES = {
    Action.ACCOUNT_CLOSE: Nature("U", "account"),
    Action.ACCOUNT_OPEN: Nature("U", "account"),
    Action.WORDING_CHANGE: Nature("U", "practice"),
    Action.AGREEMENTS_CHANGE: Nature("U", "practice", event=ROLES_CHANGED),
    Action.DETAILS_VIEW: Nature("R", "patient"),
    Action.DOSSIER_VIEW: Nature("R", "patient", "dossier"),
    Action.COPY_GIVE: Nature("R", "patient", "dossier", event=EXPORT),
    Action.CHECK_DRAW: Nature("C", "check", "log"),
    Action.CHECK_JUDGE: Nature("U", "check", "log"),
    Action.CHECK_LIST: Nature("R", "practice", "log"),
    Action.CHECK_REVIEW: Nature("R", "check", "log"),
    Action.ELSEWHERE_CREATE: Nature("C", "patient", "dossier"),
    Action.ELSEWHERE_DELETE: Nature("D", "patient", "dossier"),
    Action.ELSEWHERE_EXECUTE: Nature("E", "patient", "dossier"),
    Action.ELSEWHERE_READ: Nature("R", "patient", "dossier"),
    Action.ELSEWHERE_UPDATE: Nature("U", "patient", "dossier"),
    Action.EMPLOYEE_ADD: Nature("C", "employee", event=ROLES_CHANGED),
    Action.EMPLOYEE_CHANGE: Nature("U", "employee", event=ROLES_CHANGED),
    Action.EMPLOYEE_LEAVE: Nature("U", "employee", event=ROLES_CHANGED),
    Action.FALLBACK_NAME: Nature("U", "practice", event=ROLES_CHANGED),
    Action.RIGHT_GIVE: Nature("U", "employee", event=ROLES_CHANGED),
    Action.RIGHT_TAKE: Nature("U", "employee", event=ROLES_CHANGED),
    Action.VISIBILITY_REVIEW: Nature("R", "patient", "dossier"),
    Action.VISIBILITY_SET: Nature("U", "request", "dossier"),
    Action.EPISODE_VIEW: Nature("R", "episode", "dossier"),
    Action.INTAKE_AGAIN: Nature("U", "message", event=IMPORT),
    Action.INTAKE_DISMISS: Nature("U", "message", event=IMPORT),
    Action.INTAKE_LINK: Nature("U", "message", event=IMPORT),
    Action.INTAKE_RECEIVE: Nature("C", "message", "dossier", event=IMPORT),
    Action.INTAKE_REVIEW: Nature("R", "message"),
    Action.LETTER_ACCORD: Nature("U", "letter", "letters"),
    Action.LETTER_DOWNLOAD: Nature("R", "letter", "letters", event=EXPORT),
    Action.LETTER_RECALL: Nature("U", "letter", "letters"),
    Action.LETTER_REVIEW: Nature("R", "letter", "letters"),
    Action.LETTER_VIEW: Nature("R", "letter", "letters"),
    Action.LETTERS_LIST: Nature("R", "patient", "letters"),
    Action.FILE_DOWNLOAD: Nature("R", "patient", "dossier", event=EXPORT),
    Action.LOG_DOWNLOAD: Nature("R", "patient", "log", event=EXPORT),
    Action.LOG_EXPORT: Nature("R", "log", "log", event=EXPORT),
    Action.LOG_PRUNE: Nature("D", "log", "log"),
    Action.LOG_OVERVIEW: Nature("R", "practice", "log"),
    Action.LOG_REVIEW: Nature("R", "patient", "log"),
    Action.LOG_VIEW: Nature("R", "patient", "log"),
    Action.PASSKEY_ADD: Nature("C", "account", event=MEANS_CHANGED),
    Action.PASSKEY_REMOVE: Nature("D", "account", event=MEANS_CHANGED),
    Action.PASSWORD_CHOOSE: Nature("U", "account", event=MEANS_CHANGED),
    Action.PATIENT_CORRECT: Nature("U", "patient"),
    Action.NOTE_REMOVE: Nature("D", "note", "dossier"),
    Action.NOTE_SHARE: Nature("U", "note", "dossier"),
    Action.NOTE_WRITE: Nature("C", "note", "dossier"),
    Action.PATIENT_DEATH: Nature("U", "patient"),
    Action.PATIENT_DEATH_UNDO: Nature("U", "patient"),
    Action.PATIENT_DEREGISTER: Nature("U", "patient"),
    Action.PATIENT_MERGE: Nature("U", "patient", "dossier"),
    Action.PATIENT_MOVE: Nature("U", "patient"),
    Action.PATIENT_REGISTER: Nature("C", "patient"),
    Action.PATIENT_REVIEW: Nature("R", "patient"),
    Action.PATIENT_SEARCH: Nature("R", "practice"),
    Action.POST_AGAIN: Nature("U", "message"),
    Action.POST_DONE: Nature("U", "message"),
    Action.POST_LIST: Nature("R", "practice"),
    Action.POST_REVIEW: Nature("R", "message"),
    Action.QUESTION_ANSWER: Nature("U", "detail_report", "log"),
    Action.QUESTION_ASK: Nature("C", "detail_report", "log"),
    Action.REPRESENTATION_BLOCK: Nature("U", "representation", event=ROLES_CHANGED),
    Action.REPRESENTATION_CHOOSE: Nature("U", "representation", event=ROLES_CHANGED),
    Action.REPRESENTATION_END: Nature("U", "representation", event=ROLES_CHANGED),
    Action.REPRESENTATION_LIFT: Nature("U", "representation", event=ROLES_CHANGED),
    Action.REPRESENTATION_REGISTER: Nature("C", "representation", event=ROLES_CHANGED),
    Action.REPRESENTATION_REVIEW: Nature("R", "patient"),
    Action.REQUEST_APPROVE: Nature("U", "request", "requests"),
    Action.REQUEST_ASK: Nature("C", "request", "requests"),
    Action.REQUEST_LEAVE_OPEN: Nature("U", "request", "requests"),
    Action.REQUEST_REFUSE: Nature("U", "request", "requests"),
    Action.REQUEST_REVIEW: Nature("R", "request", "dossier"),
    Action.REQUEST_WITHDRAW: Nature("U", "request", "requests"),
    Action.RELEASE_END: Nature("U", "release", "requests"),
    Action.ORGANISATION_ADD: Nature("C", "organisation"),
    Action.REPORT_ANSWER: Nature("U", "detail_report"),
    Action.REPORT_REVIEW: Nature("R", "detail_report"),
    Action.REPORT_SEND: Nature("C", "detail_report"),
    Action.REPORTS_LIST: Nature("R", "practice"),
    Action.RESULT_INVITE: Nature("U", "report", "results"),
    Action.RESULT_PUBLISH: Nature("U", "report", "results"),
    Action.RESULT_RECALL: Nature("U", "report", "results"),
    Action.RESULT_REVIEW: Nature("R", "report", "results"),
    Action.RESULT_SAVE: Nature("U", "report", "results"),
    Action.RESULT_VIEW: Nature("R", "report", "results"),
    Action.RESULTS_LIST: Nature("R", "patient", "results"),
    Action.SESSION_END: Nature("E", "session", event=AUTHENTICATION),
    Action.SESSION_LOGIN: Nature("E", "session", event=AUTHENTICATION),
    Action.SESSION_LOGOUT: Nature("E", "session", event=AUTHENTICATION),
    Action.SESSION_SWITCH: Nature("E", "session", event=AUTHENTICATION),
    Action.SHARING_GIVE: Nature("U", "consent"),
    Action.SHARING_OBJECT: Nature("U", "consent"),
    Action.SHARING_REVIEW: Nature("R", "consent"),
    Action.SHARING_WITHDRAW: Nature("U", "consent"),
}

# What was done in another system, by the norm's own letter of it.
ELSEWHERE = {
    NATURES[action].crude: action for action in Action if action.value.startswith("elsewhere.")
}
