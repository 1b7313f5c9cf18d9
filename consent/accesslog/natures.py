"""How the norm codes every action: what was done, and to which kind of thing."""

import msgspec

from consent.actions import Action

PATIENT_RECORD = "110110"
EXPORT = "110106"
AUTHENTICATION = "110114"
IMPORT = "110107"
ROLES_CHANGED = "110136"
# User security attributes changed: with what somebody logs in.
MEANS_CHANGED = "110137"


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
    Action.CHECK_TELL: Nature("U", "check", "log"),
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
    Action.HYPERSENSITIVITIES_LIST: Nature("R", "patient", "hypersensitivities"),
    Action.LETTER_ACCORD: Nature("U", "letter", "letters"),
    Action.LETTER_ADD: Nature("C", "letter", "letters", event=IMPORT),
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
    Action.PACE_SET: Nature("U", "patient", "results"),
    Action.PASSKEY_ADD: Nature("C", "account", event=MEANS_CHANGED),
    Action.PASSKEY_REMOVE: Nature("D", "account", event=MEANS_CHANGED),
    Action.PASSWORD_CHOOSE: Nature("U", "account", event=MEANS_CHANGED),
    Action.PATIENT_CORRECT: Nature("U", "patient"),
    Action.MEASUREMENT_VIEW: Nature("R", "measurement", "measurements"),
    Action.MEASUREMENTS_LIST: Nature("R", "patient", "measurements"),
    Action.MEDICATION_LIST: Nature("R", "patient", "medication"),
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
    Action.RESULT_OPEN: Nature("U", "report", "results"),
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
    Action.TASK_CHANGE: Nature("U", "report", "results"),
    Action.TASK_DISCUSS: Nature("U", "report", "results"),
    Action.TASK_DONE: Nature("U", "report", "results"),
    Action.TASK_HAND_OVER: Nature("U", "report", "results"),
    Action.TASK_SET: Nature("U", "report", "results"),
    Action.TEMPLATE_CHANGE: Nature("U", "template"),
    Action.VACCINATIONS_LIST: Nature("R", "patient", "vaccinations"),
    Action.VOCABULARY_CHANGE: Nature("U", "practice"),
}

# What was done in another system, by the norm's own letter of it.
ELSEWHERE = {
    NATURES[action].crude: action for action in Action if action.value.startswith("elsewhere.")
}
