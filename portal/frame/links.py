"""Every address of the product under its route name; controllers and pages read it from here."""

from urllib.parse import quote, urlencode

from portal.frame.assets import static_path

PATHS = {
    "public.start": "/",
    "public.language": "/taal",
    "public.health": "/gezond",
    "public.ready": "/klaar",
    "public.address": "/adres",
    "public.help": "/hulp",
    "public.privacy": "/privacy",
    "public.accessibility": "/toegankelijkheid",
    "public.terms": "/voorwaarden",
    "public.security": "/.well-known/security.txt",
    "identity.login": "/inloggen",
    "identity.returned": "/inloggen/terug",
    "identity.logout": "/uitloggen",
    "identity.logged_out": "/uitgelogd",
    "identity.staff_login": "/medewerkers/inloggen",
    "identity.staff_returned": "/medewerkers/inloggen/terug",
    "accounts.login": "/medewerkers/account",
    "accounts.code": "/medewerkers/account/code",
    "accounts.mail_code": "/medewerkers/account/code/mail",
    "accounts.passkey": "/medewerkers/account/passkey",
    "accounts.passkey_asked": "/medewerkers/account/passkey/vraag",
    "accounts.forgotten": "/medewerkers/account/vergeten",
    "accounts.arrive": "/medewerkers/account/link",
    "accounts.arrive_asked": "/medewerkers/account/link/vraag",
    "patient.home": "/mijn",
    "patient.access": "/mijn/inzage",
    "patient.withdraw": "/mijn/inzage/{id}/intrekken",
    "patient.results": "/mijn/uitslagen",
    "patient.result": "/mijn/uitslagen/{id}",
    "patient.result_open": "/mijn/uitslagen/{id}/openen",
    "patient.pace": "/mijn/tempo",
    "patient.letters": "/mijn/brieven",
    "patient.letter": "/mijn/brieven/{id}",
    "patient.letter_file": "/mijn/brieven/{id}/bestand",
    "patient.dossier": "/mijn/dossier",
    "patient.episode": "/mijn/dossier/{id}",
    "patient.medication": "/mijn/medicijnen",
    "patient.hypersensitivities": "/mijn/allergieen",
    "patient.vaccinations": "/mijn/vaccinaties",
    "patient.measurements": "/mijn/metingen",
    "patient.measurement": "/mijn/metingen/{id}",
    "patient.log": "/mijn/logboek",
    "patient.log_pdf": "/mijn/logboek.pdf",
    "patient.log_csv": "/mijn/logboek.csv",
    "patient.log_events": "/mijn/logboek.json",
    "patient.involved": "/mijn/zorgverleners",
    "patient.saving": "/mijn/opslaan",
    "patient.saved": "/mijn/opslaan/bestand",
    "patient.log_question": "/mijn/logboek/{id}/vraag",
    "patient.details": "/mijn/gegevens",
    "patient.report": "/mijn/gegevens/melden",
    "patient.mail": "/mijn/gegevens/adres",
    "patient.messages": "/mijn/gegevens/berichten",
    "patient.stop": "/mijn/gegevens/stoppen",
    "patient.close": "/mijn/gegevens/opheffen",
    "patient.sharing": "/mijn/toestemming",
    "patient.sessions": "/mijn/sessies",
    "patient.session_end": "/mijn/sessies/{id}/stoppen",
    "patient.sessions_end": "/mijn/sessies/stoppen",
    "patient.acting": "/mijn/namens",
    "patient.rights": "/mijn/wie-mag-wat",
    "patient.right": "/mijn/wie-mag-wat/{id}",
    "patient.right_end": "/mijn/wie-mag-wat/{id}/intrekken",
    "practice.start": "/praktijk",
    "practice.requests": "/praktijk/aanvragen",
    "practice.request": "/praktijk/aanvragen/{id}",
    "practice.request_release": "/praktijk/aanvragen/{id}/vrijgeven",
    "practice.request_refuse": "/praktijk/aanvragen/{id}/weigeren",
    "practice.request_leave_open": "/praktijk/aanvragen/{id}/open-laten",
    "practice.results": "/praktijk/uitslagen",
    "practice.result": "/praktijk/uitslagen/{id}",
    "practice.result_publish": "/praktijk/uitslagen/{id}/publiceren",
    "practice.result_invite": "/praktijk/uitslagen/{id}/uitnodigen",
    "practice.result_save": "/praktijk/uitslagen/{id}/opslaan",
    "practice.result_recall": "/praktijk/uitslagen/{id}/terughalen",
    "practice.task": "/praktijk/uitslagen/{id}/actie",
    "practice.figures": "/praktijk/cijfers",
    "practice.letters": "/praktijk/brieven",
    "practice.letter": "/praktijk/brieven/{id}",
    "practice.letter_file": "/praktijk/brieven/{id}/bestand",
    "practice.letter_recall": "/praktijk/brieven/{id}/terughalen",
    "practice.agreements": "/praktijk/werkafspraken",
    "practice.letter_sorts": "/praktijk/werkafspraken/brieven",
    "practice.result_terms": "/praktijk/werkafspraken/uitslagen",
    "practice.margin": "/praktijk/werkafspraken/uitslagen/marges",
    "practice.wording": "/praktijk/werkafspraken/teksten",
    "practice.templates": "/praktijk/werkafspraken/standaardteksten",
    "practice.own_templates": "/praktijk/mijn-standaardteksten",
    "practice.template_tried": "/praktijk/uitslagen/{id}/standaardtekst",
    "practice.words": "/praktijk/werkafspraken/woorden",
    "practice.names": "/praktijk/werkafspraken/namen",
    "practice.reports": "/praktijk/meldingen",
    "practice.report": "/praktijk/meldingen/{id}",
    "practice.account_open": "/praktijk/meldingen/{id}/openen",
    "practice.own": "/praktijk/mijn-berichten",
    "practice.own_mail": "/praktijk/mijn-berichten/adres",
    "practice.own_messages": "/praktijk/mijn-berichten/keuze",
    "practice.post": "/praktijk/post",
    "practice.post_letter": "/praktijk/post/{id}/brief",
    "practice.post_again": "/praktijk/post/{id}/opnieuw",
    "practice.post_done": "/praktijk/post/{id}/klaar",
    "practice.quarantine": "/praktijk/aangehouden",
    "practice.quarantine_one": "/praktijk/aangehouden/{id}",
    "practice.quarantine_again": "/praktijk/aangehouden/{id}/opnieuw",
    "practice.quarantine_link": "/praktijk/aangehouden/{id}/koppelen",
    "practice.quarantine_dismiss": "/praktijk/aangehouden/{id}/afhandelen",
    "practice.patients": "/praktijk/patienten",
    "practice.patient_new": "/praktijk/patienten/nieuw",
    "practice.patient": "/praktijk/patienten/{id}",
    "practice.patient_deregister": "/praktijk/patienten/{id}/uitschrijven",
    "practice.patient_death": "/praktijk/patienten/{id}/overleden",
    "practice.patient_death_undo": "/praktijk/patienten/{id}/niet-overleden",
    "practice.patient_correct": "/praktijk/patienten/{id}/verbeteren",
    "practice.patient_merge": "/praktijk/patienten/{id}/samenvoegen",
    "practice.own_account": "/praktijk/mijn-account",
    "practice.passkey_add": "/praktijk/mijn-account/passkeys",
    "practice.passkey_asked": "/praktijk/mijn-account/passkeys/vraag",
    "practice.passkey_remove": "/praktijk/mijn-account/passkeys/{id}/weghalen",
    "practice.letter_new": "/praktijk/patienten/{id}/brief",
    "practice.notes": "/praktijk/patienten/{id}/notities",
    "practice.visible": "/praktijk/patienten/{id}/te-zien",
    "practice.unknown": "/praktijk/ontbreekt",
    "practice.why": "/praktijk/waarom/{id}",
    "practice.sharing": "/praktijk/patienten/{id}/toestemming",
    "practice.organisation": "/praktijk/zorgaanbieders",
    "practice.patient_copy": "/praktijk/patienten/{id}/kopie",
    "practice.patient_log": "/praktijk/patienten/{id}/logboek",
    "practice.log": "/praktijk/logboek",
    "practice.checks": "/praktijk/steekproef",
    "practice.checks_draw": "/praktijk/steekproef/trekken",
    "practice.check": "/praktijk/steekproef/{id}",
    "practice.check_tell": "/praktijk/steekproef/{id}/vertellen",
    "practice.log_file": "/praktijk/logboek/bestand",
    "practice.representatives": "/praktijk/patienten/{id}/vertegenwoordigers",
    "practice.representative_end": "/praktijk/vertegenwoordigers/{id}/intrekken",
    "practice.representative_block": "/praktijk/vertegenwoordigers/{id}/tegenhouden",
    "practice.representative_lift": "/praktijk/vertegenwoordigers/{id}/toelaten",
    "practice.places": "/praktijk/kiezen",
    "practice.sessions": "/praktijk/sessies",
    "practice.session_end": "/praktijk/sessies/{id}/stoppen",
    "practice.sessions_end": "/praktijk/sessies/stoppen",
    "practice.employees": "/praktijk/medewerkers",
    "practice.employee_new": "/praktijk/medewerkers/nieuw",
    "practice.fallback": "/praktijk/medewerkers/vervanger",
    "practice.employee": "/praktijk/medewerkers/{id}",
    "practice.employee_sessions": "/praktijk/medewerkers/{id}/uitloggen",
    "practice.employee_link": "/praktijk/medewerkers/{id}/inloglink",
    "practice.employee_leave": "/praktijk/medewerkers/{id}/uit-dienst",
    "intake.fhir": "/intake/fhir",
    "intake.hl7v2": "/intake/hl7v2",
}


# These are answered in the demo alone.
OF_THE_DEMO = {"demo.page": "/demo", "demo.clock": "/demo/klok"}


def route(name: str) -> str:
    """Return the path of a route as the router reads it: `{item}`, always a UUID."""
    return PATHS[name].replace("{id}", "{item:uuid}")


def link(name: str, /, **values: object) -> str:
    """
    Return the address of a route; values that its path does not name become its query.

    `link("static", file="app.css")` gives a file of the product itself. A value of None or ""
    leaves its part of the query out.

    Raises:
        KeyError: there is no such route, or a part of its path has no value.

    """
    if name == "static":
        return f"{static_path()}/{values['file']}"
    pattern = PATHS.get(name) or OF_THE_DEMO[name]
    path = pattern.format_map({key: quote(str(value), safe="") for key, value in values.items()})
    rest = {
        key: str(value)
        for key, value in values.items()
        if f"{{{key}}}" not in pattern and value not in (None, "")
    }
    return f"{path}?{urlencode(rest)}" if rest else path
