"""The table of the matrix: every route with whom it is for, and what a look or act there writes."""

from typing import NamedTuple


class Route(NamedTuple):
    """
    What is expected of one route.

    `line` are the actions written when it succeeds, in their order; the last of them is the one
    of a refusal. `thing` is the kind of thing that its address or form names. `opens` says how
    files are opened: one for the thing, each of a person, only the log, or none. `keeps` when a
    success changes nothing but the log. `also` is a second right that the file behind it needs.
    `makes` when the line is about something that the act makes, `quiet` when it names no patient.
    `own` when nobody does it for another; `opens` is never for what nobody here has.
    """

    entrance: str
    right: str = ""
    line: str = ""
    thing: str = ""
    done: int = 200
    opens: str = "one"
    keeps: bool = True
    also: str = ""
    makes: bool = False
    quiet: bool = False
    own: bool = False


def _act(entrance: str, right: str, line: str, thing: str = "") -> Route:
    return Route(entrance, right, line, thing, 303, keeps=False)


PUBLIC = {
    "public.start": Route("public"),
    "public.health": Route("public"),
    "public.ready": Route("public"),
    "public.language": _act("public", "", ""),
    "public.help": Route("public"),
    "public.privacy": Route("public"),
    "public.accessibility": Route("public"),
    "public.terms": Route("public"),
    # Nobody said where a leak is reported.
    "public.security": Route("public", done=404),
    # Without a link of ours there is nothing to confirm.
    "public.address": Route("public", done=410),
    "public.address_confirm": Route("public", done=410),
    "identity.login": Route("public", done=303, keeps=False),
    "identity.staff_login": Route("public", done=303, keeps=False),
    "identity.returned": Route("public", done=403),
    "identity.staff_returned": Route("public", done=403),
    "accounts.login": Route("public"),
    # Forms that are not ours, and links that open nothing; the rest is tested with accounts.
    "accounts.login_sent": Route("public", done=400),
    "accounts.code": Route("public"),
    "accounts.code_sent": Route("public", done=303),
    "accounts.mail_code": Route("public", done=303),
    "accounts.passkey_asked": Route("public", done=403),
    "accounts.passkey_sent": Route("public", done=303),
    "accounts.forgotten": Route("public"),
    "accounts.forgotten_sent": Route("public", done=400),
    "accounts.arrive": Route("public", done=404),
    "accounts.arrive_asked": Route("public", done=403),
    "accounts.chosen": Route("public", done=404),
    "identity.logout": _act("public", "", "session.logout"),
    "identity.logged_out": Route("public"),
}
PATIENT = {
    "patient.home": Route("patient", opens="none"),
    "patient.access": Route("patient", opens="none"),
    "patient.ask": _act("patient", "", "request.ask", "file"),
    "patient.withdraw": _act("patient", "", "request.withdraw", "request"),
    "patient.details": Route("patient", "", "details.view", opens="details"),
    # Forms that are not whole; what whole ones do is tested with the page.
    "patient.report": Route("patient", "", "report.send", done=400, opens="details"),
    "patient.stop": Route("patient", "", "release.end", done=400, opens="details"),
    "patient.close": Route("patient", opens="none"),
    "patient.closed": Route("patient", done=400, opens="none"),
    "patient.mail": Route("patient", done=303, opens="none", keeps=False),
    "patient.messages": Route("patient", done=303, opens="none", keeps=False),
    "patient.results": Route("patient", "", "results.list", opens="each"),
    "patient.result": Route("patient", "", "result.view", "report"),
    "patient.result_open": Route("patient", "", "result.open", "report", 303),
    "patient.pace": Route("patient", opens="none"),
    # A form in which nothing changes; what others do is tested with the page.
    "patient.pace_set": Route("patient", done=303, opens="none"),
    "patient.letters": Route("patient", "", "letters.list", opens="each"),
    "patient.letter": Route("patient", "", "letter.view", "letter"),
    "patient.letter_file": Route("patient", "", "letter.download", "letter"),
    "patient.dossier": Route("patient", "", "dossier.view", opens="each"),
    "patient.episode": Route("patient", "", "episode.view", "episode"),
    "patient.medication": Route("patient", "", "medication.list", opens="each"),
    "patient.hypersensitivities": Route("patient", "", "hypersensitivities.list", opens="each"),
    "patient.vaccinations": Route("patient", "", "vaccinations.list", opens="each"),
    "patient.measurements": Route("patient", "", "measurements.list", opens="each"),
    "patient.measurement": Route("patient", "", "measurement.view", "measurement"),
    "patient.log": Route("patient", "", "log.view", opens="log"),
    "patient.log_pdf": Route("patient", "", "log.download", opens="log"),
    "patient.log_csv": Route("patient", "", "log.download", opens="log"),
    "patient.log_events": Route("patient", "", "log.download", opens="log"),
    "patient.involved": Route("patient", "", "log.view", opens="log"),
    "patient.saving": Route("patient", opens="none"),
    "patient.saved": Route("patient", "", "file.download", opens="each"),
    "patient.log_question": Route("patient", "", "log.view", "line", opens="line"),
    "patient.log_ask": _act("patient", "", "question.ask", "line")._replace(opens="line"),
    "patient.sharing": Route("patient", opens="none"),
    # A form without a choice; what whole ones do is tested with the page.
    "patient.sharing_state": Route("patient", done=400, opens="none"),
    "patient.acting": Route("patient", opens="none"),
    "patient.act": _act("patient", "", "session.switch")._replace(opens="switch"),
    "patient.rights": Route("patient", opens="none"),
    # Nobody here is a youth who decides: tests/integration/patient/test_acting.py.
    "patient.right": Route("patient", "", "dossier.view", "representation", opens="never"),
    "patient.choose": Route(
        "patient", "", "representation.choose", "representation", opens="never"
    ),
    "patient.right_end": _act("patient", "", "representation.end", "representation")._replace(
        opens="own"
    ),
    "patient.sessions": Route("patient", opens="none"),
    "patient.session_end": _act("patient", "", "session.end", "session"),
    "patient.sessions_end": _act("patient", "", "session.end"),
}
SEE, DECIDE, RESULTS, LETTERS = (
    "requests.see",
    "requests.decide",
    "results.publish",
    "letters.publish",
)
READ, REVIEW = "log.read", "log.review"
HIDE = "episodes.hide"
AGREE, EMPLOYEES, REGISTER = "agreements.change", "employees.change", "patients.change"
PRACTICE = {
    "practice.start": Route("employee"),
    "practice.requests": Route("employee", SEE),
    "practice.request": Route("employee", SEE, "request.review", "request"),
    "practice.request_preview": Route("employee", SEE, "request.review", "request"),
    "practice.request_release": _act(
        "employee", DECIDE, "visibility.set request.approve", "request"
    ),
    "practice.request_leave_open": _act("employee", DECIDE, "request.leave_open", "request"),
    "practice.request_refuse": Route("employee", DECIDE, "request.review", "request", also=SEE),
    "practice.request_refused": _act("employee", DECIDE, "request.refuse", "request"),
    "practice.results": Route("employee", RESULTS),
    "practice.result": Route("employee", RESULTS, "result.review", "report"),
    "practice.result_preview": Route("employee", RESULTS, "result.review", "report"),
    "practice.result_publish": _act("employee", RESULTS, "result.publish", "report"),
    "practice.result_invite": _act("employee", RESULTS, "result.invite", "report"),
    "practice.result_save": _act("employee", RESULTS, "result.save", "report"),
    "practice.result_recall": Route("employee", RESULTS, "result.review", "report"),
    "practice.result_recalled": _act("employee", RESULTS, "result.recall", "shared_report"),
    "practice.task": Route("employee", RESULTS, "result.review", "report"),
    "practice.task_change": _act("employee", RESULTS, "task.set", "report")._replace(quiet=True),
    "practice.letter_recall": Route("employee", LETTERS, "letter.review", "letter"),
    "practice.letter_recalled": _act("employee", LETTERS, "letter.recall", "shared_letter"),
    "practice.letters": Route("employee", LETTERS),
    "practice.letter": Route("employee", LETTERS, "letter.review", "letter"),
    "practice.letter_accord": _act("employee", LETTERS, "letter.accord", "letter"),
    "practice.letter_file": Route("employee", LETTERS, "letter.download", "letter"),
    "practice.letter_new": Route("employee", REGISTER, "patient.review", "patient"),
    "practice.letter_add": _act(
        "employee", REGISTER, "intake.receive letter.add", "patient"
    )._replace(makes=True),
    "practice.result_terms": Route("employee", AGREE),
    "practice.result_terms_change": _act("employee", AGREE, "agreements.change"),
    # Nobody here was measured twice; what margins do is tested with the page.
    "practice.margin_set": Route("employee", AGREE, "", done=400),
    "practice.letter_sorts": Route("employee", AGREE),
    "practice.letter_sorts_change": _act("employee", AGREE, "agreements.change"),
    "practice.notes": Route("employee", SEE, "patient.review", "patient"),
    "practice.notes_change": _act("employee", SEE, "note.write", "patient")._replace(
        quiet=True, makes=True
    ),
    "practice.unknown": Route("employee", SEE),
    "practice.visible": Route("employee", SEE, "visibility.review", "patient"),
    "practice.why": Route("employee", SEE, "visibility.review", "report"),
    "practice.why_set": _act("employee", HIDE, "visibility.set", "episode")._replace(quiet=True),
    "practice.figures": Route("employee", AGREE),
    "practice.agreements": Route("employee", AGREE),
    "practice.agreements_change": _act("employee", AGREE, "agreements.change"),
    "practice.wording": Route("employee", AGREE),
    "practice.wording_change": _act("employee", AGREE, "wording.change"),
    "practice.templates": Route("employee", AGREE),
    "practice.templates_change": _act("employee", AGREE, "template.change")._replace(makes=True),
    "practice.own_templates": Route("employee", RESULTS),
    "practice.own_templates_change": _act("employee", RESULTS, "template.change")._replace(
        makes=True
    ),
    "practice.template_tried": Route("employee", RESULTS, "result.review", "report"),
    "practice.words": Route("employee", AGREE),
    "practice.words_change": _act("employee", AGREE, "vocabulary.change"),
    "practice.names": Route("employee", AGREE),
    "practice.names_change": _act("employee", AGREE, "vocabulary.change"),
    "practice.reports": Route("employee", SEE, "reports.list"),
    "practice.report": Route("employee", SEE, "report.review", "detail"),
    "practice.report_answer": _act("employee", DECIDE, "report.answer", "detail"),
    "practice.account_open": _act("employee", DECIDE, "report.answer account.open", "detail"),
    "practice.own_account": Route("employee"),
    # Who comes by a provider has no account here; what who has one does is tested with accounts.
    "practice.passkey_asked": Route("employee", done=404),
    "practice.passkey_add": Route("employee", done=404),
    "practice.passkey_remove": Route("employee", thing="employee", done=404),
    "practice.own": Route("employee"),
    "practice.own_mail": Route("employee", done=303, keeps=False),
    "practice.own_messages": Route("employee", done=303, keeps=False),
    "practice.post": Route("employee", SEE, "post.list"),
    "practice.post_letter": Route("employee", SEE, "post.review", "message"),
    "practice.post_again": _act("employee", SEE, "post.again", "message"),
    "practice.post_done": _act("employee", SEE, "post.done", "message"),
    "practice.quarantine": Route("employee", REGISTER),
    "practice.quarantine_one": Route("employee", REGISTER, "intake.review", "aside"),
    "practice.quarantine_again": _act("employee", REGISTER, "intake.again", "aside"),
    "practice.quarantine_link": _act("employee", REGISTER, "intake.link", "aside"),
    "practice.quarantine_dismiss": _act("employee", REGISTER, "intake.dismiss", "aside"),
    "practice.patients": Route("employee", REGISTER),
    "practice.patients_found": Route("employee", REGISTER, "patient.search"),
    "practice.patient_new": Route("employee", REGISTER),
    "practice.patient_add": _act("employee", REGISTER, "patient.register")._replace(makes=True),
    "practice.patient": Route("employee", REGISTER, "patient.review", "patient"),
    "practice.patient_deregister": _act("employee", REGISTER, "patient.deregister", "patient"),
    "practice.patient_death": _act("employee", REGISTER, "patient.death", "patient"),
    "practice.patient_death_undo": _act("employee", REGISTER, "patient.death_undo", "patient"),
    "practice.patient_correct": Route("employee", REGISTER, "patient.review", "patient"),
    "practice.patient_corrected": _act("employee", REGISTER, "patient.correct", "patient"),
    "practice.patient_merge": _act("employee", REGISTER, "patient.merge", "patient"),
    "practice.representatives": Route("employee", REGISTER, "representation.review", "patient"),
    "practice.representative_add": _act(
        "employee", REGISTER, "representation.register", "patient"
    )._replace(makes=True),
    "practice.representative_end": _act(
        "employee", REGISTER, "representation.end", "representation"
    ),
    "practice.representative_block": _act(
        "employee", REGISTER, "representation.block", "representation"
    )._replace(quiet=True),
    # Nobody here is kept out: tests/integration/practice/test_representatives.py.
    "practice.representative_lift": Route(
        "employee", REGISTER, "representation.lift", "representation", opens="never"
    ),
    "practice.sharing": Route("employee", REGISTER, "sharing.review", "patient"),
    "practice.sharing_record": _act("employee", REGISTER, "sharing.give", "patient")._replace(
        makes=True
    ),
    "practice.organisation_add": _act("employee", REGISTER, "organisation.add")._replace(
        makes=True
    ),
    "practice.patient_copy": Route("employee", DECIDE, "", "patient"),
    "practice.patient_copy_made": Route("employee", DECIDE, "copy.give", "patient"),
    "practice.log": Route("employee", READ, "log.overview"),
    "practice.log_file": Route("employee", READ, "log.export"),
    "practice.patient_log": Route("employee", READ, "", "patient"),
    "practice.patient_log_seen": Route("employee", READ, "log.review", "patient"),
    "practice.checks": Route("employee", REVIEW, "check.list"),
    "practice.checks_draw": _act("employee", REVIEW, "check.draw"),
    "practice.check": Route("employee", REVIEW, "check.review", "check"),
    "practice.check_judge": _act("employee", REVIEW, "check.judge", "check"),
    "practice.check_tell": _act("employee", REVIEW, "check.tell", "unlawful"),
    "practice.places": Route("employee"),
    # Whoever works at one practice has nothing to choose.
    "practice.place_chosen": Route("employee", done=404),
    "practice.sessions": Route("employee"),
    "practice.session_end": _act("employee", "", "session.end", "session"),
    "practice.sessions_end": _act("employee", "", "session.end"),
    "practice.employee_sessions": _act("employee", EMPLOYEES, "session.end", "employee")._replace(
        makes=True
    ),
    "practice.employees": Route("employee", EMPLOYEES),
    "practice.fallback": _act("employee", EMPLOYEES, "fallback.name"),
    "practice.employee_new": Route("employee", EMPLOYEES),
    "practice.employee_add": _act("employee", EMPLOYEES, "employee.add")._replace(makes=True),
    "practice.employee": Route("employee", EMPLOYEES, "", "employee"),
    "practice.employee_change": _act("employee", EMPLOYEES, "employee.change", "employee"),
    "practice.employee_link": _act("employee", EMPLOYEES, "employee.change", "account"),
    "practice.employee_leave": _act("employee", EMPLOYEES, "employee.leave", "employee"),
}
# What nobody does for another: everybody's own details, stopping, sessions and statements.
OWN = {
    "details",
    "report",
    "stop",
    "close",
    "closed",
    "mail",
    "messages",
    "pace",
    "pace_set",
    "result_open",
    "saving",
    "saved",
    "log_question",
    "log_csv",
    "log_events",
    "involved",
    "log_ask",
    "sharing",
    "sharing_state",
    "right",
    "choose",
    "sessions",
    "session_end",
    "sessions_end",
}
PATIENT = {
    name: route._replace(own=name.removeprefix("patient.") in OWN)
    for name, route in PATIENT.items()
}
SOURCE = {
    "intake.fhir": Route("source", "", "intake.receive", "file", 202, keeps=False),
    "intake.hl7v2": Route("source", "", "intake.receive", "file", 200, keeps=False),
}
# Files of the product itself: no page, nobody's.
STATIC = ("static",)
ROUTES = PUBLIC | PATIENT | PRACTICE | SOURCE
# Forms that change nothing here: they show their page again, or find nothing to do.
KEEPING_FORMS = {
    "accounts.arrive_asked",
    "accounts.chosen",
    "accounts.code_sent",
    "accounts.forgotten_sent",
    "accounts.login_sent",
    "accounts.mail_code",
    "accounts.passkey_asked",
    "accounts.passkey_sent",
    "patient.closed",
    "patient.pace_set",
    "patient.report",
    "patient.result_open",
    "patient.choose",
    "patient.sharing_state",
    "patient.stop",
    "practice.passkey_add",
    "practice.passkey_asked",
    "practice.passkey_remove",
    "practice.log_file",
    "practice.margin_set",
    "practice.patient_copy_made",
    "practice.patient_log_seen",
    "practice.patients_found",
    "practice.place_chosen",
    "practice.representative_lift",
    "practice.request_preview",
    "practice.result_preview",
    "practice.template_tried",
    "public.address_confirm",
}
# What changes something and is no form: leaving for a provider, and what a source delivers.
NO_FORMS = {"identity.login", "identity.staff_login", *SOURCE}
FORMS = [
    name
    for name, route in ROUTES.items()
    if (not route.keeps or name in KEEPING_FORMS) and name not in NO_FORMS
]
LOOKING = [name for name, route in ROUTES.items() if route.keeps and name not in KEEPING_FORMS]


class Opens(NamedTuple):
    """
    What a patient gets: the status of a list, and per practice why their file stays closed.

    `asking` is per practice why they cannot ask to see their file; empty: they can.
    """

    status: int
    files: dict[str, str]
    asking: dict[str, str]


RELEASED = "already_released"
PATIENTS = {
    "released": Opens(200, {"here": ""}, {"here": RELEASED}),
    "waiting": Opens(403, {"here": "no_release"}, {"here": ""}),
    "child": Opens(403, {"here": "under_12"}, {"here": "under_12"}),
    "nowhere": Opens(403, {"": "not_enrolled"}, {}),
    "one of two": Opens(200, {"here": "", "there": "no_release"}, {"here": RELEASED, "there": ""}),
    # A mandatee of somebody who is released at both, to them at one.
    "represented": Opens(200, {"here": ""}, {"here": RELEASED}),
    "both": Opens(200, {"here": "", "there": ""}, {"here": RELEASED, "there": RELEASED}),
}
