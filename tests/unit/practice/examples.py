"""An example of every page of the practice, with invented people, in both languages."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec

from consent.agreements.choices import Change
from consent.facts import FileFacts
from consent.model import (
    Actor,
    ActorKind,
    Agreements,
    Function,
    Grant,
    Handling,
    Patient,
    PersonName,
    RequestStatus,
    Right,
)
from consent.policy import review_file
from consent.register.episodes import Episode
from consent.requests import desk
from consent.requests.model import AccessRequest
from portal.frame.blocks import Fact, Row
from portal.frame.viewer import Contact, Kind, Rights, Viewer, Waiting
from portal.practice.figures import views as figures
from portal.practice.forms.agreements import AgreementsForm
from portal.practice.forms.publishing import PublishForm
from portal.practice.forms.requests import RefuseForm
from portal.practice.pages.conflict import ConflictPage
from portal.practice.pages.parts import Notice
from portal.practice.pages.request import DossierPreview
from portal.practice.pages.results import ResultPreview
from portal.practice.tasks import views as tasks
from portal.practice.views import (
    agreements,
    letters,
    refusal,
    request,
    requests,
    result,
    results,
    start,
    ticks,
)
from portal.shown import letters as shown_letters
from portal.shown import results as shown_results
from portal.shown.pages import DossierPage, EpisodeCard
from publishing.figures.counting import AGES, Figures, Month
from publishing.inbox import Attention, Doing, InboxReport, InForce, Pile
from publishing.inbox import Waiting as Counted
from publishing.journal import LineChoice
from publishing.letters import DeskLetter, LetterPile
from publishing.model import (
    Act,
    JournalLine,
    Letter,
    LineKind,
    Range,
    Replaced,
    Report,
    ReportState,
    Result,
    ResultStatus,
)
from publishing.tasks.setting import Task, Version
from publishing.visibility import Gate

AT = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)
ALL = frozenset(Right)


def number(last: int) -> UUID:
    """Give an invented id."""
    return UUID(int=0x01932D3C000070008000000000000000 + last)


def employee(rights: frozenset[Right] = ALL, function: Function = Function.GP) -> Actor:
    """Give an employee of an invented practice."""
    return Actor(
        kind=ActorKind.EMPLOYEE,
        function=function,
        id=number(1),
        practice=number(2),
        name="drs. M. Bakker",
        organisation="Huisartsenpraktijk De Linde",
        rights=rights,
    )


def viewer(language: str) -> Viewer:
    """Give the frame of a GP of that practice."""
    return Viewer(
        kind=Kind.STAFF,
        language=language,
        demo=True,
        name="drs. M. Bakker",
        initials="MB",
        function="huisarts",
        practices=(Contact(name="De Linde", phone="030 123 45 67"),),
        rights=Rights.of(ALL),
        waiting=Waiting(requests=12, results=7, letters=2),
        csrf_token="invented",
        path="/praktijk",
    )


def asked(
    last: int, name: PersonName, born: str, status: RequestStatus = RequestStatus.SUBMITTED
) -> AccessRequest:
    """Give an invented request."""
    decided = status in {RequestStatus.APPROVED, RequestStatus.REFUSED}
    return AccessRequest(
        id=number(last),
        patient=number(last + 100),
        reader=number(last + 200),
        practice=number(2),
        practice_name="Huisartsenpraktijk De Linde",
        practice_phone="030 123 45 67",
        number="P0000000012",
        name=name,
        born=born,
        status=status,
        asked_at=datetime(2026, 11, 19, 13, 5, tzinfo=UTC),
        decided_at=AT if decided else None,
        rule="",
        refusal=None,
        explanation="",
        note="",
    )


ANNA = asked(10, PersonName("Anna", "de", "Vries"), "1968-03-12")
PEOPLE = (
    ANNA,
    asked(11, PersonName("Daan", "", "Pietersen"), "2013-06-19"),
    asked(12, PersonName("Céline", "van den", "Berg-Jansen"), "1979"),
    asked(13, PersonName("Ömer", "", "Yılmaz"), ""),  # noqa: RUF001 - his name
)

EPISODES = (
    Episode(number(20), "Te hoog cholesterol", "T93", False, date(2025, 11, 20), None, True),
    Episode(number(21), "Pijn in de knie", "L15", False, date(2026, 9, 1), None, True),
    Episode(
        number(22), "Spanningsklachten", "P02", True, date(2024, 2, 1), date(2024, 6, 3), False
    ),
)


def choice(last: int, kind: LineKind, on: date, body: str, **facts: object) -> LineChoice:
    """Give an invented line with its tick."""
    line = JournalLine(number(last), kind, body, on, None, "gp")
    return LineChoice(
        line,
        facts.get("episode", number(20)),  # type: ignore[arg-type]
        bool(facts.get("visible", True)),
        frozenset(facts.get("gates", ())),  # type: ignore[call-overload]
    )


E, P = LineKind.EVALUATION, LineKind.PLAN
FILE = ticks.File(
    episodes=EPISODES,
    lines={
        number(20): (
            choice(30, E, date(2026, 11, 18), "LDL 3,4. Rookt niet."),
            choice(31, P, date(2026, 11, 18), "Lab over 3 mnd herhalen.", visible=False),
            choice(32, P, date(2019, 11, 18), "Lipiden herhalen.", gates={Gate.START_DATE}),
        ),
        None: (choice(33, P, date(2026, 10, 2), "Griepprik gegeven.", episode=None),),
    },
)
AGREED = Agreements(
    journal=True,
    results=True,
    handling=Handling.MANUAL,
    journal_from=date(2020, 7, 1),
    under_16=False,
)

DOSSIER = DossierPage(
    now=(
        EpisodeCard(title="Te hoog cholesterol", period="Sinds november 2025", lines=()),
        EpisodeCard(title="Pijn in de knie", period="Sinds september 2026", lines=()),
    ),
    earlier=(Row(icon="history", title="Schouderklachten", meta=("2025",)),),
    shown_since=("Uw praktijk laat notities zien vanaf 1 juli 2020.",),
)


def start_page(language: str) -> msgspec.Struct:
    """Give the start page of somebody with all rights."""
    waiting = start.Desk(
        requests=start.Waiting(12, datetime(2026, 11, 17, 9, 0, tzinfo=UTC)),
        results=start.Waiting(1, AT),
        late=start.Waiting(2, datetime(2026, 11, 3, 9, 0, tzinfo=UTC)),
        unknown=2,
    )
    return start.page(employee(), waiting, AT, language)


def start_without_rights(language: str) -> msgspec.Struct:
    """Give the start page of somebody without any right."""
    return start.page(employee(frozenset()), start.Desk(), AT, language)


def requests_page(language: str) -> msgspec.Struct:
    """Give the worklist."""
    worklist = requests.Worklist(
        tab="te-beoordelen",
        requests=PEOPLE,
        counts={RequestStatus.SUBMITTED: 4, RequestStatus.LEFT_OPEN: 2},
        oldest=ANNA.asked_at,
    )
    return requests.page(worklist, AT, language)


def requests_empty(language: str) -> msgspec.Struct:
    """Give an empty tab."""
    worklist = requests.Worklist(tab="geweigerd", requests=(), counts={}, oldest=None)
    return requests.page(worklist, AT, language)


def _request(language: str, one: AccessRequest, by: Actor, note: str = "") -> msgspec.Struct:
    case = request.Case(request=one, advice=desk.advice(one.born, AT), agreements=AGREED, hidden=1)
    locked = Right.EPISODES_HIDE not in by.rights
    chosen = ticks.as_it_stands(FILE, locked=locked)
    shown = request.Shown(
        episodes=ticks.ticks(FILE, chosen, language),
        carried=ticks.carried(FILE, chosen),
        loose=ticks.loose(FILE, chosen, language),
        preview=DossierPreview(page=DOSSIER, also="Ook zichtbaar: 14 uitslagen."),
        note=note,
        notice=Notice("ok", "De vorige aanvraag is vrijgegeven"),
    )
    return request.page(case, shown, by, AT, language)


def request_page(language: str) -> msgspec.Struct:
    """Give a request that can be decided."""
    return _request(language, ANNA, employee(), note="Gebeld op 19 november.")


def request_of_a_minor(language: str) -> msgspec.Struct:
    """Give a request that has to be looked at first."""
    return _request(language, PEOPLE[1], employee())


def request_without_right(language: str) -> msgspec.Struct:
    """Give a request to somebody who may see and not decide."""
    return _request(language, ANNA, employee(frozenset({Right.REQUESTS_SEE})))


def request_decided(language: str) -> msgspec.Struct:
    """Give a request that was released."""
    one = asked(10, ANNA.name, ANNA.born, RequestStatus.APPROVED)
    return _request(language, one, employee())


def refusal_page(language: str) -> msgspec.Struct:
    """Give the form of a refusal, halfway."""
    form = RefuseForm(reason="talk_first", explanation="Wij bellen u morgen.")
    return refusal.page(refusal.Case(ANNA, form, {}), employee(), AT, language)


def refusal_with_faults(language: str) -> msgspec.Struct:
    """Give the form of a refusal that was sent empty."""
    faults = {"reason": "Kies waarom u weigert.", "explanation": "Maak deze tekst korter."}
    return refusal.page(refusal.Case(ANNA, RefuseForm(), faults), employee(), AT, language)


def measured(last: int, name: str, value: str, low: str, high: str, **facts: str) -> Result:
    """Give an invented determination."""
    return Result(
        id=number(last),
        name=name,
        code="",
        code_system="",
        comparator=facts.get("comparator", ""),
        value=value,
        unit=facts.get("unit", "mmol/L"),
        value_text=facts.get("value_text", ""),
        range=Range(low, high),
        lab_flag=facts.get("lab_flag", ""),
        flag_text="",
        remark="",
        status=ResultStatus(facts.get("status", "final")),
        taken_at=None,
    )


def corrected(found: Result, was: str) -> Result:
    """Give a determination that showed another value before."""
    replaced = Replaced(
        number(60),
        "",
        was,
        found.unit,
        "",
        datetime(2026, 11, 18, 8, 0, tzinfo=UTC),
        AT,
        is_open=True,
    )
    return msgspec.structs.replace(found, replaced=replaced)


RESULTS = (
    measured(40, "LDL-cholesterol", "3.4", "", "3.0"),
    measured(41, "HDL-cholesterol", "1.5", "1.2", ""),
    measured(42, "eGFR", "90", "60", "", comparator=">", unit="mL/min/1,73 m²"),
    measured(43, "Hemoglobine (Hb)", "7.2", "7.5", "10.0", lab_flag="L"),
    measured(44, "Vitamine B12", "", "", "", status="pending"),
    measured(45, "Urinekweek", "", "", "", value_text="Geen groei", unit=""),
)


def reported(last: int, name: PersonName, state: ReportState, **facts: object) -> InboxReport:
    """Give an invented report."""
    report = InboxReport(
        id=number(last),
        patient=number(110),
        person=number(210),
        practice=number(2),
        practice_name="Huisartsenpraktijk De Linde",
        practice_phone="030 123 45 67",
        number="P0000000012",
        name=name,
        born="1968-03-12",
        title="Bloedonderzoek: hart, suiker en nieren",
        laboratory="Laboratorium De Proef",
        taken_at=datetime(2026, 11, 16, 6, 50, tzinfo=UTC),
        received_at=datetime(2026, 11, 18, 7, 14, tzinfo=UTC),
        state=state,
        results=RESULTS,
    )
    return msgspec.structs.replace(report, **facts)


REPORT = reported(50, ANNA.name, ReportState.RECEIVED)
QUEUE = (
    REPORT,
    reported(
        51,
        PEOPLE[1].name,
        ReportState.RECEIVED,
        results=RESULTS[1:2],
        attention=Attention.URGENT,
        answer_by=datetime(2026, 11, 19, 7, 0, tzinfo=UTC),
    ),
    reported(52, PEOPLE[3].name, ReportState.SAVED, laboratory=""),
)
GRANT = review_file(
    employee(),
    FileFacts(
        Patient(
            id=number(110),
            person=number(210),
            practice=number(2),
            practice_name="De Linde",
            practice_phone="030 123 45 67",
            number="P0000000012",
            name=ANNA.name,
            born=ANNA.born,
        ),
        AGREED,
    ),
    Right.RESULTS_PUBLISH,
    AT,
)
WRITTEN = PublishForm(
    act="publish_and_invite",
    share=tuple(str(one.id) for one in RESULTS[:4]),
    seen=tuple(str(one.id) for one in RESULTS),
    conclusion="Uw cholesterol is te hoog. De rest is goed.",
    meaning="Uw kans op hart- en vaatziekten is iets groter.",
    what_to_do="Maak een afspraak.",
    when="later",
    day="2026-11-24",
    time="09:00",
    within="week",
)


def results_page(language: str) -> msgspec.Struct:
    """Give the inbox."""
    waiting = {Pile.NEW: Counted(2, REPORT.received_at), Pile.ACTIONS: Counted(1, AT)}
    inbox = results.Inbox(tab=results.NEW, reports=QUEUE, waiting=waiting)
    return results.page(inbox, AT, language, Notice("ok", "De uitslag is gepubliceerd"))


def results_actions(language: str) -> msgspec.Struct:
    """Give the list of actions: by a day, discussed, and one that nobody does any more."""
    doing = Doing(number(1), "drs. M. Bakker", number(53), date(2026, 11, 18), date(2026, 11, 17))
    reports = (
        msgspec.structs.replace(QUEUE[2], doing=doing),
        reported(54, ANNA.name, ReportState.INVITED),
    )
    waiting = {Pile.ACTIONS: Counted(2, AT), Pile.OVERDUE: Counted(1, AT)}
    inbox = results.Inbox(tab="actielijst", reports=reports, waiting=waiting)
    return results.page(inbox, AT, language)


def results_empty(language: str) -> msgspec.Struct:
    """Give an empty tab of the inbox."""
    return results.page(results.Inbox(tab="gepubliceerd", reports=(), waiting={}), AT, language)


def figures_page(language: str) -> msgspec.Struct:
    """Give the figures of a practice with two months, of which one has nothing to show yet."""
    months = (
        Month(date(2026, 11, 1), 3, 0, None, None, 0, 0),
        Month(date(2026, 10, 1), 40, 38, timedelta(hours=30), timedelta(days=8.25), 35, 40),
    )
    found = Figures(months, {"day": 3, "three_days": 0, "week": 1, "two_weeks": 0, "longer": 12})
    return figures.page("De Linde", found, 7, language)


def figures_empty(language: str) -> msgspec.Struct:
    """Give the figures of a practice to which nothing came."""
    return figures.page("De Linde", Figures((), dict.fromkeys(AGES, 0)), 7, language)


def _task(language: str, versions: tuple[Version, ...], **more: object) -> msgspec.Struct:
    form = tasks.first_form(versions, number(1))
    owners = {number(1): "drs. M. Bakker", number(3): "J. de Wit"}
    case = tasks.Case(report=REPORT, versions=versions, owners=owners, form=form)
    return tasks.page(msgspec.structs.replace(case, **more), AT, language)


def task_new(language: str) -> msgspec.Struct:
    """Give the task of a result that has none."""
    return _task(language, (), faults={"owner": "Kies wie het doet.", "due": "Vul de dag in."})


def task_open(language: str) -> msgspec.Struct:
    """Give a task that was handed over to somebody who has left."""
    first = Task(number(1), "Bel over de nieren.", date(2026, 11, 18))
    then = msgspec.structs.replace(first, owner=number(4), discussed_on=date(2026, 11, 19))
    versions = (
        Version(number(62), then, "K. Weg", "drs. M. Bakker", AT),
        Version(number(61), first, "drs. M. Bakker", "drs. M. Bakker", AT),
    )
    return _task(language, versions, notice=tasks.raced(language))


def _seen(act: Act) -> Report:
    return Report(
        id=REPORT.id,
        patient=REPORT.patient,
        practice_name=REPORT.practice_name,
        practice_phone=REPORT.practice_phone,
        title=REPORT.title,
        laboratory=REPORT.laboratory,
        taken_at=REPORT.taken_at,
        shown_at=AT,
        act=act,
        invite_within=None,
        conclusion=WRITTEN.conclusion,
        meaning=WRITTEN.meaning,
        what_to_do=WRITTEN.what_to_do,
        clinician_role="gp",
        results=RESULTS[:4],
    )


def _result(language: str, case: result.Case, act: Act = Act.PUBLISH) -> msgspec.Struct:
    assert isinstance(GRANT, Grant)
    seen = (
        ResultPreview(shown=shown_results.result_page(_seen(act), (GRANT,), language))
        if act.shows_values
        else ResultPreview(invited=shown_results.invited_page(_seen(act), (GRANT,), language))
    )
    return result.page(case, seen, employee(), AT, language)


def result_page(language: str) -> msgspec.Struct:
    """Give a result that has just come in."""
    case = result.Case(report=REPORT, form=result.first_form(REPORT), queue=QUEUE)
    return _result(language, case)


def result_with_faults(language: str) -> msgspec.Struct:
    """Give a result after a form that was not complete."""
    faults = {
        "act": "Kies wat u wilt doen.",
        "conclusion": "Schrijf een conclusie.",
        "share": "Vink minstens één bepaling aan.",
        "day": "Vul de dag in.",
    }
    form = PublishForm(seen=WRITTEN.seen, when="later")
    return _result(language, result.Case(report=REPORT, form=form, queue=QUEUE, faults=faults))


def result_invited(language: str) -> msgspec.Struct:
    """Give a result of which only an invitation is shown."""
    form = msgspec.structs.replace(WRITTEN, act="invite")
    return _result(language, result.Case(report=REPORT, form=form, queue=QUEUE), Act.INVITE)


def result_corrected(language: str) -> msgspec.Struct:
    """Give a result that the laboratory corrected after it was shared."""
    report = msgspec.structs.replace(REPORT, results=(corrected(RESULTS[0], "2.4"), *RESULTS[1:]))
    case = result.Case(report=report, form=WRITTEN, queue=(report, *QUEUE[1:]))
    return _result(language, case)


def result_published(language: str) -> msgspec.Struct:
    """Give a result that comes online later."""
    moment = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    in_force = InForce(
        id=number(51),
        act=Act.PUBLISH,
        conclusion=WRITTEN.conclusion,
        meaning="",
        what_to_do="",
        visible_from=moment,
        invite_within=None,
        acted_at=AT,
        clinician_role="gp",
        shown=frozenset(one.id for one in RESULTS[:2]),
    )
    told = {"in_force": in_force, "visible_from": moment}
    report = reported(50, ANNA.name, ReportState.PUBLISHED, **told)
    case = result.Case(report=report, form=result.first_form(report))
    return result.page(case, None, employee(), AT, language)


LETTER = DeskLetter(
    id=number(60),
    patient=number(110),
    person=number(210),
    practice=number(2),
    number="P0000000012",
    name=ANNA.name,
    born=ANNA.born,
    title="Brief van de cardioloog",
    kind="Ontslagbrief",
    author="Ziekenhuis De Proef, cardiologie",
    written_on=date(2026, 11, 12),
    received_at=datetime(2026, 11, 13, 8, 0, tzinfo=UTC),
    status="current",
    confidentiality="",
    explanation="",
    accorded_at=None,
    size=84_000,
    pages=2,
)


def letters_page(language: str) -> msgspec.Struct:
    """Give the letters that wait."""
    bare = msgspec.structs.replace(LETTER, id=number(61), author="", written_on=None, size=None)
    pile = letters.Listed(
        pile=LetterPile.WAITING, letters=(LETTER, bare), waiting=Counted(2, LETTER.received_at)
    )
    return letters.list_page(pile, AT, language)


def letters_empty(language: str) -> msgspec.Struct:
    """Give an empty list of letters."""
    empty = letters.Listed(pile=LetterPile.ACCORDED, letters=(), waiting=None)
    return letters.list_page(empty, AT, language)


def letter_page(language: str) -> msgspec.Struct:
    """Give a letter that waits for accord."""
    assert isinstance(GRANT, Grant)
    explanation = "De cardioloog vond geen ziekte van uw hart."
    seen = Letter(
        id=LETTER.id,
        patient=LETTER.patient,
        practice_name="De Linde",
        practice_phone="",
        title=LETTER.title,
        kind=LETTER.kind,
        author=LETTER.author,
        written_on=LETTER.written_on,
        shown_at=AT,
        explanation=explanation,
        size=84_000,
        pages=2,
    )
    told = shown_letters.Told("Geachte collega,\n\nHet hart is gezond.", is_cut=True)
    preview = shown_letters.letter_page(seen, (GRANT,), language, told, "practice.letter_file")
    case = letters.Case(letter=msgspec.structs.replace(LETTER, explanation=explanation))
    return letters.page(case, preview, employee(), AT, language)


def letter_without_file(language: str) -> msgspec.Struct:
    """Give a letter whose file has not come yet."""
    bare = msgspec.structs.replace(LETTER, size=None, pages=None)
    return letters.page(letters.Case(letter=bare), None, employee(), AT, language)


def letter_accorded(language: str) -> msgspec.Struct:
    """Give a letter that the patient can read."""
    done = msgspec.structs.replace(LETTER, accorded_at=AT, accorded_by="A. van Dijk")
    return letters.page(letters.Case(letter=done), None, employee(), AT, language)


def agreements_page(language: str) -> msgspec.Struct:
    """Give the agreements of a practice that has nearly chosen."""
    change = Change("yes", AT, "drs. M. Bakker")
    chosen = agreements.Chosen(
        agreements.filled(AGREED, {"journal": change}), {"journal": change, "results": change}
    )
    return agreements.page("De Linde", chosen, ("start",), language, None)


def agreements_with_fault(language: str) -> msgspec.Struct:
    """Give the agreements after a date that is too early."""
    chosen = agreements.Chosen(
        AgreementsForm(journal="on", journal_from="2019-01-01"),
        {},
        {"journal_from": "Kies een dag vanaf 1 juli 2020."},
    )
    return agreements.page("De Linde", chosen, (), language, None)


def conflict_page(_language: str) -> msgspec.Struct:
    """Give the page after a race."""
    return ConflictPage(
        title="Deze aanvraag is al behandeld",
        text="Een collega besliste terwijl u keek.",
        state="Stand nu: Vrijgegeven",
        again="/praktijk/aanvragen/1",
        again_label="Opnieuw bekijken",
        back="/praktijk/aanvragen",
        back_label="Naar de aanvragen",
        written=(Fact("Conclusie", "Alles is goed."),),
    )


Example = tuple[str, Callable[[str], msgspec.Struct]]

EXAMPLES: dict[str, Example] = {
    "start": ("practice/start.html", start_page),
    "start-none": ("practice/start.html", start_without_rights),
    "requests": ("practice/requests.html", requests_page),
    "requests-empty": ("practice/requests.html", requests_empty),
    "request": ("practice/request.html", request_page),
    "request-minor": ("practice/request.html", request_of_a_minor),
    "request-no-right": ("practice/request.html", request_without_right),
    "request-decided": ("practice/request.html", request_decided),
    "refusal": ("practice/refusal.html", refusal_page),
    "refusal-faults": ("practice/refusal.html", refusal_with_faults),
    "results": ("practice/results.html", results_page),
    "task-new": ("practice/task.html", task_new),
    "task-open": ("practice/task.html", task_open),
    "figures": ("practice/figures.html", figures_page),
    "figures-empty": ("practice/figures.html", figures_empty),
    "results-actions": ("practice/results.html", results_actions),
    "results-empty": ("practice/results.html", results_empty),
    "result": ("practice/result.html", result_page),
    "result-faults": ("practice/result.html", result_with_faults),
    "result-invited": ("practice/result.html", result_invited),
    "result-corrected": ("practice/result.html", result_corrected),
    "result-published": ("practice/result.html", result_published),
    "letters": ("practice/letters.html", letters_page),
    "letters-empty": ("practice/letters.html", letters_empty),
    "letter": ("practice/letter.html", letter_page),
    "letter-no-file": ("practice/letter.html", letter_without_file),
    "letter-accorded": ("practice/letter.html", letter_accorded),
    "agreements": ("practice/agreements.html", agreements_page),
    "agreements-fault": ("practice/agreements.html", agreements_with_fault),
    "conflict": ("practice/conflict.html", conflict_page),
}
