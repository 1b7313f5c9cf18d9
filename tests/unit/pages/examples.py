"""One filled-in example of every page, as the presenters fill them; all people are invented."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec

from portal.frame.blocks import (
    Badge,
    Fact,
    Group,
    Line,
    Reading,
    Row,
    Said,
    Step,
    Trend,
    Value,
)
from portal.frame.links import link
from portal.frame.viewer import Contact, Kind, Rights, Viewer
from portal.patient import pages
from portal.public import pages as public
from portal.shown import charts
from portal.shown import pages as shown
from portal.shown.trend_chart import Course, Point, trend_chart
from portal.texts import text
from portal.words import Word
from unit.pages.examples_of_acting import ACTING
from unit.pages.examples_of_details import OWN_DETAILS
from unit.pages.examples_of_health import OWN_HEALTH
from unit.pages.examples_of_pace import OWN_PACE
from unit.pages.examples_of_sharing import OWN_SHARING

LINDE = Contact(
    name="Huisartsenpraktijk De Linde",
    address="Lindelaan 12, Utrecht",
    phone="030 123 45 67",
    hours="Maandag tot en met vrijdag van 8.00 tot 17.00 uur",
)
MOLEN = Contact(name="Huisartsenpraktijk De Molen", phone="+31 30 765 43 21")
ITEM = "01979b6e-0000-7000-8000-00000000002a"
SINCE = ("Uw praktijk laat notities zien vanaf 1 juli 2020.",)

Build = Callable[[str], msgspec.Struct | None]


def viewer(kind: Kind, language: str, *, demo: bool = True) -> Viewer:
    """Somebody who looks, as the frame knows them."""
    known = kind is not Kind.PUBLIC
    return Viewer(
        kind=kind,
        language=language,
        demo=demo,
        name="Anna de Vries" if known else "",
        initials="AV" if known else "",
        function="Huisarts" if kind is Kind.STAFF else "",
        born="12 maart 1968",
        printed_at="20 november 2026 om 12.40 uur",
        practices=(LINDE,),
        rights=Rights(requests_see=True, results_publish=True),
        csrf_token="example-token",
        path=link("patient.home"),
    )


def said(title: str = "Conclusie van uw huisarts") -> Said:
    """A conclusion."""
    return Said(
        title=title,
        author="drs. M. Bakker",
        initials="MB",
        on="18 november 2026",
        main=("Uw cholesterol is te hoog. Uw Hb is iets te laag. De rest is goed.",),
        means=("Door het hoge cholesterol is uw kans op hart- en vaatziekten iets groter.",),
        words=(Fact("cholesterol", "Vet in het bloed."),),
        advice=("Maak een afspraak in de komende 4 weken.",),
    )


def course(language: str) -> Trend:
    """A course with a drawing."""
    numbers = ("2.7", "3.1", "3.4")
    points = tuple(
        Point(date(2026, month, 3), Decimal(number), "high", "te hoog")
        for month, number in enumerate(numbers, 1)
    )
    return Trend(
        title="LDL, mmol/L",
        said="U ziet de 12 maanden voor deze uitslag.",
        readings=tuple(
            Reading(f"3 maart 20{n}", "3,4", Badge("high", "te hoog") if n else None)
            for n in range(3)
        ),
        drawing=trend_chart(Course("LDL", "mmol/L", points, high=Decimal(3)), language),
        is_open=True,
    )


def measured(language: str) -> tuple[Value, ...]:
    """Values: too high, too low, normal, a text, a value below what can be measured."""
    table = (
        ("LDL-cholesterol", "3.4", None, "3.0", Word.HIGH),
        ("Hemoglobine (Hb)", "7.2", "7.5", "10.0", Word.LOW),
        ("Glucose", "5.4", "4.0", "6.0", Word.NORMAL),
        ("eGFR", "88", "60", None, Word.NORMAL),
    )
    values = []
    for name, value, low, high, word in table:
        drawn = charts.Measured(
            label=name,
            value=Decimal(value),
            unit="mmol/L",
            word=word,
            low=Decimal(low) if low else None,
            high=Decimal(high) if high else None,
        )
        values.append(
            Value(
                name=name,
                plain="in gewone woorden",
                value=value.replace(".", ","),
                unit="mmol/L",
                badge=Badge(word.badge, text(language, f"common.result.{word}")),
                bar=charts.range_bar(drawn, language),
            )
        )
    values[0] = msgspec.structs.replace(
        values[0],
        corrected=Badge("line", "gecorrigeerd", "pencil"),
        replaced="Tot 18 november 2026 om 9.00 uur stond hier: 2,4 mmol/L.",
        trend=course(language),
    )
    values[1] = msgspec.structs.replace(
        values[1],
        trend=Trend(title="Hb", said="Geen eerdere uitslag.", readings=(), all_href="/alles"),
    )
    culture = Value(name="Kweek", value="Geen groei", note="Geen normale waarde bekend.")
    return (*values, culture, Value(name="CRP", value="< 3", unit="mg/L"))


def start(_: str) -> public.StartPage:
    """The first page."""
    return public.StartPage(login_label="Inloggen met de proef-DigiD")


def logged_out(_: str) -> public.LoggedOutPage:
    """After fifteen quiet minutes, with a provider that ends its own session."""
    return public.LoggedOutPage(
        idle=True, again_href="/inloggen", provider_href="/elders", provider_name="proef-DigiD"
    )


def login_problem(_: str) -> public.LoginProblemPage:
    """A login that was not safe enough."""
    return public.LoginProblemPage(
        title="Log in op een veiliger manier",
        text="Deze manier is niet veilig genoeg.",
        advice=("Gebruik de app.",),
        retry_href=link("identity.login"),
    )


def no_practice(_: str) -> pages.NoPracticePage:
    """Enrolled nowhere."""
    return pages.NoPracticePage()


def home(_: str) -> pages.HomePage:
    """A patient with news."""
    return pages.HomePage(
        greeting="Goedemiddag, Anna de Vries",
        summary="Er zijn 2 nieuwe dingen voor u.",
        news=(
            Row(
                icon="flask-conical",
                title="Een nieuwe uitslag",
                text="Uw huisarts heeft er een conclusie bij gezet.",
                meta=("18 november",),
                href=link("patient.result", id=ITEM),
                new=True,
            ),
            Row(icon="mail", title="Een nieuwe brief", href=link("patient.letter", id=ITEM)),
        ),
        ask="",
        tiles=(
            pages.Tile(
                icon="flask-conical",
                href=link("patient.results"),
                title="Uitslagen",
                text="Bloed, urine en ander onderzoek",
            ),
            pages.Tile(
                icon="eye",
                href=link("patient.log"),
                title="Wie keek in mijn dossier?",
                text="U ziet zelf wie er keek",
            ),
        ),
        access=(
            pages.AccessCard(
                practice=LINDE,
                badge=Badge("ok", "staat aan"),
                text="Uw praktijk heeft uw dossier vrijgegeven op 5 oktober 2026.",
                link="Bekijk uw aanvragen",
            ),
            pages.AccessCard(
                practice=MOLEN,
                badge=Badge("line", "nog niet aangevraagd"),
                text="U heeft nog geen inzage gevraagd.",
                link="Vraag inzage aan",
            ),
        ),
    )


def ask_form(*names: str) -> pages.AskForm:
    """The form for one or more practices, of which the last is closed when there are more."""
    return pages.AskForm(
        practices=tuple(
            pages.AskPractice(
                id=ITEM,
                name=name,
                hint="",
                closed="Deze praktijk biedt nog geen online inzage." if number else "",
                checked=not number,
            )
            for number, name in enumerate(names)
        ),
        lead="Uw praktijk kijkt uw dossier eerst na. Dat duurt meestal 3 werkdagen.",
        possible=True,
        next=("Wij sturen uw aanvraag naar de praktijk.", "De praktijk kijkt uw dossier na."),
        wrong="Kies een praktijk." if len(names) > 1 else "",
    )


def ask(_: str) -> pages.AccessPage:
    """Nothing asked yet, one practice."""
    return pages.AccessPage(form=ask_form(LINDE.name))


def ask_two(_: str) -> pages.AccessPage:
    """Nothing asked yet, two practices, one of which offers nothing."""
    return pages.AccessPage(form=ask_form(LINDE.name, MOLEN.name))


def requests(_: str) -> pages.AccessPage:
    """A request in progress, one refused, and a practice that was not asked yet."""
    busy = pages.RequestCard(
        id="1",
        title="Uw dossier bij Huisartsenpraktijk De Linde",
        badge=Badge("wait", "wordt nagekeken"),
        steps=(
            Step(state="done", title="Aangevraagd", when="19 november", text="Uw aanvraag is er."),
            Step(state="now", title="Uw praktijk kijkt het na", text="Meestal 3 werkdagen."),
            Step(state="todo", title="Vrijgegeven"),
        ),
        facts=(Fact("Nummer van uw aanvraag", "A-2026-00431"),),
        practice=LINDE,
        may_withdraw=True,
    )
    refused = msgspec.structs.replace(
        busy,
        id="2",
        badge=Badge("line", "niet vrijgegeven"),
        steps=(*busy.steps[:1], Step(state="stop", title="Niet vrijgegeven")),
        advice=("Bel de praktijk voor een afspraak.",),
        may_withdraw=False,
    )
    return pages.AccessPage(
        requests=(busy, refused),
        form=ask_form(MOLEN.name),
        done_title="Wij hebben uw aanvraag ontvangen",
        done_text="U hoeft nu niets te doen.",
    )


def results(_: str) -> pages.ResultsPage:
    """What is to come, and one month."""
    return pages.ResultsPage(
        expected=(
            Row(
                icon="calendar-check",
                title="Uw huisarts wil een uitslag met u bespreken",
                badge=Badge("wait", "maak een afspraak", "calendar"),
                href=link("patient.result", id=ITEM),
            ),
            Row(icon="hourglass", title="Uw huisarts bekijkt de uitslag", meta=("20 november",)),
        ),
        months=(
            Group(
                id="m2026-11",
                title="November 2026",
                rows=(
                    Row(
                        icon="flask-conical",
                        title="Bloedonderzoek",
                        text="Uw cholesterol is te hoog.",
                        meta=("18 november 2026", "drs. M. Bakker"),
                        badge=Badge("high", "1 te hoog"),
                        href=link("patient.result", id=ITEM),
                    ),
                ),
            ),
        ),
        older=link("patient.results", voor=ITEM),
        shown_since=SINCE,
    )


def no_results(_: str) -> pages.ResultsPage:
    """Nothing yet."""
    return pages.ResultsPage(expected=(), months=())


def result(language: str) -> shown.ResultPage:
    """One result with values of every kind."""
    return shown.ResultPage(
        title="Bloedonderzoek",
        lead="Afgenomen op 16 november 2026",
        said=said(),
        values=measured(language),
        shown_since=SINCE,
    )


def correction(_: str) -> shown.CorrectionPage:
    """A result that is looked at again."""
    return shown.CorrectionPage(
        lead="Huisartsenpraktijk De Linde",
        said="Het laboratorium heeft deze uitslag op 18 november 2026 gecorrigeerd.",
        practice=LINDE,
    )


def result_in_part(language: str) -> shown.ResultPage:
    """One result of which a part is looked at again."""
    said = "Het laboratorium heeft een deel van deze uitslag op 18 november 2026 gecorrigeerd."
    return msgspec.structs.replace(result(language), correction=said)


def invited(_: str) -> shown.InvitedPage:
    """A result to be discussed first."""
    return shown.InvitedPage(
        lead="Afgenomen op 18 november 2026",
        said=said("Uitnodiging van uw huisarts"),
        practice=LINDE,
    )


def letters(_: str) -> pages.LettersPage:
    """Letters of one year."""
    row = Row(
        icon="mail",
        title="Brief van de cardioloog",
        meta=("12 november 2026", "Met uitleg"),
        href=link("patient.letter", id=ITEM),
    )
    return pages.LettersPage(years=(Group(id="y2026", title="2026", rows=(row,)),))


def letter(_: str) -> shown.LetterPage:
    """One letter with an explanation."""
    return shown.LetterPage(
        title="Brief van de cardioloog",
        lead="Sint Antonius Ziekenhuis, 12 november 2026",
        said=said("Uitleg van uw huisarts"),
        facts=(Fact("Van", "Sint Antonius Ziekenhuis"),),
        file_href=link("patient.letter_file", id=ITEM),
        file_size="84 kB",
        text=shown.LetterText(
            paragraphs=(("Geachte collega,",), ("Natrium 140 mmol/l", "Kalium 4,2 mmol/l")),
            note="Dit is niet alles.",
        ),
        shown_since=SINCE,
    )


def scan(_: str) -> shown.LetterPage:
    """A letter without any text, and without an explanation."""
    empty = shown.LetterText((), note="In deze PDF zit geen tekst, alleen een afbeelding.")
    return msgspec.structs.replace(letter(_), said=None, text=empty)


def lines() -> tuple[Line, ...]:
    """An E and a P line."""
    return (
        Line("Wat de huisarts vond", "Foto: lichte slijtage."),
        Line("Het plan", "Oefeningen bij de fysiotherapeut."),
    )


def dossier(_: str) -> shown.DossierPage:
    """One episode of now, one of earlier."""
    card = shown.EpisodeCard(
        title="Pijn in de knie",
        period="Sinds september 2026",
        lines=lines(),
        href=link("patient.episode", id=ITEM),
    )
    earlier = Row(icon="history", title="Schouderklachten", href=link("patient.episode", id=ITEM))
    return shown.DossierPage(now=(card,), earlier=(earlier,), shown_since=SINCE)


def episode(_: str) -> shown.EpisodePage:
    """Two contacts."""
    return shown.EpisodePage(
        title="Pijn in de knie",
        lead="Sinds september 2026. Loopt nu nog.",
        contacts=(
            shown.ContactCard(on="16 oktober 2026", who="Huisarts", lines=lines()),
            shown.ContactCard(on="22 september 2026", who="Huisarts", lines=lines()),
        ),
    )


def log(_: str) -> pages.LogPage:
    """Others and the person, over two days."""
    own = pages.LogLine(
        numbers="regels 56-57",
        times="2 keer",
        time="16.20",
        who="Uzelf",
        organisation="via dit portaal",
        what="Bekeken: uitslagen.",
        why="U was zelf ingelogd.",
        shape="own",
        ask_href=link("patient.log_question", id=UUID(int=7)),
    )
    other = pages.LogLine(
        numbers="regel 55",
        time="11.42",
        who="Huisarts",
        organisation="Huisartsenpraktijk De Linde",
        what="Met u gedeeld: uitslag.",
        why="Reden: behandeling.",
        asked=pages.Asking(
            badge=Badge("ok", "beantwoord"), words=("Waarom?",), answer=("Om u te bellen.",)
        ),
    )
    urgent = msgspec.structs.replace(
        other,
        numbers="regel 54",
        shape="urgent",
        marks=(Badge("wait", "spoed", "shield-alert"), Badge("low", "van buiten", "map-pin")),
        asked=None,
        ask_href=link("patient.log_question", id=UUID(int=7)),
    )
    return pages.LogPage(
        since="12 november 2026",
        covers=("Deze lijst laat zien wie via dit portaal keek.", "En wie keek in een systeem."),
        checks=("Over oktober 2026 controleerde De Linde 40 keer dat iemand keek.",),
        told=(
            pages.ToldAbout(
                "De inzage: 3 oktober.", "De Linde, op 8 oktober.", ("Dat spijt ons.",)
            ),
        ),
        figures=(Fact("Anderen keken", "2 keer"), Fact("Uzelf keek", "1 keer")),
        days=(
            pages.LogDay(title="Gisteren, donderdag 19 november", own=(own,)),
            pages.LogDay(title="Woensdag 18 november", others=(other, urgent)),
        ),
        filter=log_filter(),
        pdf_href=link("patient.log_pdf"),
        older=link("patient.log", voor=54),
        done=True,
        proof=pages.Proof("first", link("identity.login")),
    )


def log_filter(wrong: str = "") -> pages.LogFilter:
    """A period and one organisation."""
    return pages.LogFilter(
        since="2026-11-01",
        until="",
        whose=(pages.Option("", "Iedereen"), pages.Option("De Linde", "De Linde", chosen=True)),
        wrong=wrong,
        is_filtered=True,
    )


def involved(_: str) -> pages.InvolvedPage:
    """One organisation."""
    row = Row(icon="user", title="Huisarts", text="Laatste keer", href="/mijn/logboek")
    return pages.InvolvedPage((Group(id="organisation-0", title="De Linde", rows=(row,)),))


def nobody_involved(_: str) -> pages.InvolvedPage:
    """Nobody looked."""
    return pages.InvolvedPage(())


def looks_of_another(language: str) -> pages.LogPage:
    """The list of who acts for another."""
    return msgspec.structs.replace(log(language), is_own=False)


def saving(_: str) -> pages.SavingPage:
    """Everything, with a period that makes no sense."""
    return pages.SavingPage(
        since="2026-02-01",
        until="2026-01-01",
        forms=(pages.Option("pdf", "PDF", chosen=True), pages.Option("csv", "CSV")),
        wrong="De laatste dag ligt voor de eerste.",
        proof=pages.Proof("", link("identity.login")),
    )


def log_question(_: str) -> pages.QuestionPage:
    """A question without words."""
    line = pages.LogLine(
        numbers="regel 55", time="11.42", who="Huisarts", organisation="De Linde", what="Bekeken."
    )
    return pages.QuestionPage(
        line=line,
        day="18 november 2026",
        practice="De Linde",
        term="18 december 2026",
        send_href=link("patient.log_question", id=UUID(int=7)),
        wrong="Schrijf uw vraag op.",
    )


def empty_log(_: str) -> pages.LogPage:
    """Nobody looked."""
    return pages.LogPage(
        since="",
        covers=("Deze lijst laat zien wie via dit portaal keek.",),
        figures=(),
        filter=log_filter("Vul een datum in."),
        days=(),
        pdf_href=link("patient.log_pdf"),
    )


def address(_: str) -> public.AddressPage:
    """A link in a mail, followed."""
    return public.AddressPage("asked", "token")


def address_gone(_: str) -> public.AddressPage:
    """A link that works no more."""
    return public.AddressPage("gone")


EXAMPLES: tuple[tuple[str, Kind, Build], ...] = (
    *OWN_HEALTH,
    *OWN_DETAILS,
    *ACTING,
    *OWN_PACE,
    *OWN_SHARING,
    ("public/address.html", Kind.PUBLIC, address),
    ("public/address.html", Kind.PATIENT, address_gone),
    ("public/start.html", Kind.PUBLIC, start),
    ("public/logged_out.html", Kind.PUBLIC, logged_out),
    ("public/login_problem.html", Kind.PUBLIC, login_problem),
    ("patient/no_practice.html", Kind.PATIENT, no_practice),
    ("patient/home.html", Kind.PATIENT, home),
    ("patient/access.html", Kind.PATIENT, ask),
    ("patient/access.html", Kind.PATIENT, ask_two),
    ("patient/access.html", Kind.PATIENT, requests),
    ("patient/results.html", Kind.PATIENT, results),
    ("patient/results.html", Kind.PATIENT, no_results),
    ("patient/result.html", Kind.PATIENT, result),
    ("patient/result.html", Kind.PATIENT, result_in_part),
    ("patient/correction.html", Kind.PATIENT, correction),
    ("patient/invited.html", Kind.PATIENT, invited),
    ("patient/letters.html", Kind.PATIENT, letters),
    ("patient/letter.html", Kind.PATIENT, letter),
    ("patient/letter.html", Kind.PATIENT, scan),
    ("patient/dossier.html", Kind.PATIENT, dossier),
    ("patient/episode.html", Kind.PATIENT, episode),
    ("patient/log.html", Kind.PATIENT, log),
    ("patient/log.html", Kind.PATIENT, empty_log),
    ("patient/log_question.html", Kind.PATIENT, log_question),
    ("patient/saving.html", Kind.PATIENT, saving),
    ("patient/involved.html", Kind.PATIENT, involved),
    ("patient/involved.html", Kind.PATIENT, nobody_involved),
    ("patient/log.html", Kind.PATIENT, looks_of_another),
)

ERRORS = (400, 403, 404, 405, 409, 413, 429, 500, 503, "busy")


def every() -> Iterator[tuple[str, str, msgspec.Struct | None, Viewer]]:
    """Give every page in both languages: a name, its template, its struct and its viewer."""
    for language in ("nl", "en"):
        for template, kind, build in EXAMPLES:
            name = f"{language}-{kind}-{build.__name__}"
            yield name, template, build(language), viewer(kind, language)
        for status in ERRORS:
            for kind in Kind:
                page = public.ErrorPage(
                    title=text(language, f"errors.{status}.title"),
                    text=text(language, f"errors.{status}.text"),
                    advice=text(language, f"errors.{status}.advice"),
                    again_href=link("patient.log_pdf") if status == "busy" else "",
                )
                name = f"{language}-{kind}-error-{status}"
                yield name, "errors/error.html", page, viewer(kind, language)
