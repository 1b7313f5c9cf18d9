"""What each form posts when somebody fills it in as it should be."""

import random
from collections.abc import Callable
from uuid import UUID, uuid4

from consent.agreements.model import SHARED_BY_DEFAULT
from consent.model import LetterCategory, ResultCategory
from consent.statements import fetch
from integration.matrix.world.things import Thing
from support.letters import written
from support.stage import OPEN, bsn

RESULTS = "select id from result where report = $1"
TICKS = {
    "episode": "select e.id from episode e join access_request q using (patient) where q.id = $1",
    "line": (
        "select l.id from journal_line l join access_request q using (patient)"
        " where q.id = $1 and l.kind in ('E', 'P')"
    ),
}
DOUBLE = (
    "select d.number from patient f join patient d on d.practice = f.practice and d.id <> f.id"
    " join person a on a.id = f.person join person b on b.id = d.person and b.born = a.born"
    " where f.id = $1 and d.ended_at is null"
    " and not exists (select from access_request q where q.patient = d.id)"
    " order by d.id desc limit 1"
)
MONTHS = (f"{year}-{month:02d}" for year in range(2000, 2026) for month in range(1, 13))
ANYBODY = (
    "select f.number from patient f join source s on s.practice = f.practice"
    " join intake_message m on m.source = s.id where m.id = $1 and f.ended_at is null limit 1"
)
OWNER = (
    "select m.id from report r join patient f on f.id = r.patient"
    " join membership m on m.practice = f.practice"
    " where r.id = $1 and m.ended_at is null and 'results.publish' = any(m.rights) limit 1"
)
WORDS = {"conclusion": "Alles is goed.", "within": "week", "when": "now"}
ACTS = {
    "practice.result_preview": "publish",
    "practice.result_publish": "publish",
    "practice.result_invite": "invite",
    "practice.result_save": "save",
}
RELEASING = {"practice.request_preview", "practice.request_release"}
NUMBERED = {"practice.patient_merge": DOUBLE, "practice.quarantine_link": ANYBODY}
TEXT = {"title": "Alles goed", "conclusion": "Alles is goed."}
PLAIN: dict[str, dict[str, str]] = {
    "practice.patient_merge": {"step": "merge"},
    "practice.quarantine_link": {"way": "other", "how": "Samen nagekeken."},
    "practice.request_leave_open": {"note": "Later."},
    "practice.request_refused": {"reason": "talk_first"},
    "practice.report_answer": {"answer": "Is hersteld."},
    "patient.log_ask": {"vraag": "Waarom is hier gekeken?"},
    "patient.pace_set": dict.fromkeys(ResultCategory, "at_once"),
    "patient.mail": {"adres": "anna@example.nl"},
    "practice.own_mail": {"adres": "bos@example.nl"},
    "practice.letter_recalled": {"reason": "mistake"},
    "practice.result_recalled": {"reason": "wrong_patient"},
    "practice.letter_accord": {"explanation": "Lees dit rustig."},
    "accounts.login_sent": {"unknown": "1"},
    "accounts.forgotten_sent": {"unknown": "1"},
    "practice.fallback": {"fallback": "drs. Q. Zon"},
    "practice.employee_change": {"function": "nurse"},
    "practice.patients_found": {"number": "1"},
    "practice.check_judge": {"outcome": "lawful"},
    "practice.check_tell": {"words": "Een medewerker keek zonder reden."},
    "practice.patient_copy_made": {"explanation": "Op verzoek van de patiënt."},
    "practice.log_file": {"kind": "csv"},
    "practice.patient_log_seen": {"reason": "Vraag van de patiënt."},
    "practice.patient_add": {
        "no_bsn": "newborn",
        "given": "Nieuw",
        "own_family": "Kind",
        "use": "own",
        "year": "2026",
    },
    "practice.patient_death": {"died": "2026-03-01"},
    "practice.patient_death_undo": {"why": "mistake"},
    "practice.patient_corrected": {
        "given": "Anna",
        "own_family": "Zon",
        "day": "17",
        "month": "5",
        "year": "1960",
        "why": "reported",
    },
    "practice.sharing_record": {
        "who": "category:gp",
        "choice": "yes",
        "channel": "counter",
        "by": "self",
    },
    "patient.choose": {"besluit": "nee"},
    "practice.representative_block": {"reason": "Zorgen om de patiënt."},
    "practice.notes_change": {"step": "write", "body": "Bel terug.", "kind": "working"},
    "practice.why_set": {"visible": "on"},
    "practice.templates_change": TEXT | {"whose": "practice"},
    "practice.own_templates_change": TEXT | {"whose": "own"},
    "practice.template_tried": TEXT | {"whose": "own"},
    "public.language": {"taal": "en", "terug": "/"},
}
REPRESENTATIVE = {
    "family": "Zon",
    "day": "1",
    "month": "2",
    "year": "1970",
    "kind": "mandatee",
    "document": "mandate",
    "presence": "together",
}
AGREED = {
    "journal": "on",
    "results": "on",
    "handling": "manual",
    "journal_from": str(OPEN.journal_from),
    "names_shown": "off",
    "code_by_mail": "off",
}


# What can be sent once, or changes something only when it is new.
FRESH: dict[str, Callable[[], dict[str, object]]] = {
    "practice.organisation_add": lambda: {
        "name": "Apotheek",
        "ura": f"{uuid4().int % 10**8:08d}",
        "category": "pharmacy",
        "file": str(uuid4()),
    },
    "practice.employee_add": lambda: {
        "name": "N. Nieuw",
        "uzi": uuid4().hex[:9],
        "function": "nurse",
    },
    "practice.representative_add": lambda: {
        **REPRESENTATIVE,
        "bsn": bsn(random.randrange(500, 3000)),
    },
    "practice.checks_draw": lambda: {"month": next(MONTHS)},
    "practice.letter_add": lambda: {
        "title": "Brief",
        "category": "other",
        "file": written((f"Brief {uuid4()}",)),
    },
    "practice.wording_change": lambda: {"help_nl": f"Wij zijn er, {uuid4()}."},
    "practice.words_change": lambda: {"word": f"woord {uuid4()}", "means_nl": "Iets."},
    "practice.names_change": lambda: {
        "system": "nhg45",
        "code": uuid4().hex[:8],
        "name_nl": "Suiker",
    },
}


async def form(name: str, thing: Thing | None, *, under_16: bool = False) -> dict[str, object]:
    """Fill in the form of a route for a thing; what is not there has no ticks."""
    number = thing.id if thing and isinstance(thing.id, UUID) else uuid4()
    if name in ACTS:
        results = [str(row["id"]) for row in await fetch(RESULTS, number)]
        return {**WORDS, "act": ACTS[name], "seen": results, "share": results or [str(uuid4())]}
    if name in RELEASING:
        found = {key: await fetch(sql, number) for key, sql in TICKS.items()}
        ticks = {key: [str(row["id"]) for row in rows] for key, rows in found.items()}
        return {**ticks, **{f"seen_{key}": ids for key, ids in ticks.items()}}
    if name in NUMBERED:
        found = await fetch(NUMBERED[name], number)
        return {"number": found[0]["number"] if found else "1", **PLAIN[name]}
    if name == "practice.task_change":
        found = await fetch(OWNER, number)
        return {"step": "save", "owner": str(found[0]["id"] if found else uuid4())}
    if name in FRESH:
        return FRESH[name]()
    if name == "patient.ask":
        return {"praktijk": str(thing.id) if thing else ""}
    if name == "practice.result_terms_change":
        return {"publish_from": "17:00" if under_16 else ""}
    if name == "practice.letter_sorts_change":
        more = {LetterCategory.THIRD_PARTY} if under_16 else set()
        return {"shared": sorted(SHARED_BY_DEFAULT | more)}
    if name == "practice.agreements_change":
        return {**AGREED, "under_16": "on" if under_16 else "off"}
    return dict(PLAIN.get(name, {}))
