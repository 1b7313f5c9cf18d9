"""
Privacy of the absent: two files that differ only in what may not be seen look exactly alike.

Two people with the same name at the same practice visit the same pages; one of them has hidden,
unpublished and unaccorded things besides. Every answer is the same to the byte, once the random
identifiers are given the numbers of their first appearance.
"""

import re
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import httpx
import pytest
from litestar import Litestar

from consent.model import Section
from consent.sections import SUMMARY
from portal.database import transaction
from portal.identity import sessions
from portal.identity.sessions import NewSession
from portal.identity.visitor import VisitorKind
from publishing.tables import Result, SummaryItem
from support.kept import item, measurement
from support.stage import START, PatientHere, Stage

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}")
TOKEN = re.compile(r'(name="csrf_token" value=")[^"]*')
REFERENCE = re.compile(r"\b[0-9A-F]{8}\b")
LISTS = (
    "",
    "/inzage",
    "/uitslagen",
    "/brieven",
    "/dossier",
    "/medicijnen",
    "/allergieen",
    "/vaccinaties",
    "/metingen",
    "/logboek",
    "/logboek.pdf",
)
Secret = Callable[[PatientHere], Awaitable[object]]


async def hidden_episode(patient: PatientHere) -> None:
    episode = await patient.episode("Geheim", visible_to_patient=False, is_closed=True)
    await patient.line("E", "geheime regel", episode=episode)
    await patient.accorded("Geheime brief", episode=episode)
    report = await patient.report("Geheim onderzoek")
    result = await patient.result(report, "Geheim", episode=episode)
    await patient.publication(report, [result], conclusion="geheime conclusie")


async def hidden_line(patient: PatientHere) -> None:
    await patient.line("P", "geheime regel", visible_to_patient=False)
    await patient.line("E", "te oude regel", recorded_on=date(2020, 6, 30))
    await patient.line("E", "regel zonder dag", recorded_on=None)
    await patient.line("S", "nooit te zien")
    await patient.line("O", "nooit te zien")
    await patient.line("E", "onbekende episode", has_unknown_episode=True)
    await patient.line("E", "oude versie", superseded_at=START)


async def unpublished_result(patient: PatientHere) -> None:
    waiting = await patient.report("Geheim onderzoek")
    await patient.result(waiting, "Geheim", flag="HH")
    planned = await patient.report("Gepland")
    result = await patient.result(planned, "Gepland")
    await patient.publication(planned, [result], visible_from=START + timedelta(seconds=1))
    saved = await patient.report("Bewaard")
    await patient.publication(saved, [], act="save", conclusion="concept", visible_from=None)
    ended = await patient.report("Ingetrokken")
    again = await patient.result(ended)
    await patient.publication(ended, [again], ended_at=START)


async def earlier_value(patient: PatientHere) -> None:
    """Add values of a determination that is shown, taken before it, none of them to be seen."""
    told = {"code": SODIUM, "taken_at": START - timedelta(days=99)}
    await patient.result(await patient.report(), value="130.1", **told)
    for row, act in (
        ({}, {"visible_from": START + timedelta(seconds=1)}),
        ({}, {"ended_at": START}),
        ({}, {"act": "invite", "conclusion": "", "visible_from": None, "ended_at": START}),
        ({"superseded_at": START}, {}),
        ({"status": "withdrawn"}, {}),
        ({"has_unknown_episode": True}, {}),
        ({"episode": await patient.episode(visible_to_patient=False)}, {}),
    ):
        report = await patient.report()
        result = await patient.result(report, value="130.2", **told, **row)
        await patient.publication(report, [result], **act)
    chosen = await patient.report()
    await patient.result(chosen, value="130.3", **told)
    await patient.publication(chosen, [])


async def earlier_version(patient: PatientHere) -> None:
    """Let what is shown be the third version, the earlier ones never having been visible."""
    shown = await Result.objects().get((Result.patient == patient.id) & (Result.code == SODIUM))
    assert shown is not None
    async with transaction():
        await Result.update({Result.version: 3}).where(Result.id == shown.id)
    earlier, later = START - timedelta(days=4), START - timedelta(days=3)
    for version, moment in ((1, earlier), (2, later)):
        row = {"version": version, "source_key": shown.source_key, "superseded_at": moment}
        old = await patient.result(shown.report, value="130.9", code=SODIUM, **row)
        act = {"visible_from": moment, "acted_at": moment, "ended_at": moment}
        await patient.publication(shown.report, [old], **act)


async def unaccorded_letter(patient: PatientHere) -> None:
    await patient.letter("Geheime brief")
    await patient.accorded("Vervallen brief", superseded_at=START)
    await patient.accorded("Foute brief", status="entered-in-error")


async def correction(patient: PatientHere) -> None:
    """Let the laboratory correct values that nobody ever saw, or that are kept back."""
    hidden = await patient.episode(visible_to_patient=False)
    for row, new, act in (
        ({}, {}, {"visible_from": START}),
        ({}, {"status": "withdrawn"}, {}),
        ({"status": "preliminary"}, {}, {}),
        ({"episode": hidden}, {}, {}),
        ({}, {"confidentiality": "V"}, {}),
    ):
        report = await patient.report("Gecorrigeerd")
        old = await patient.result(
            report, source_key=report.hex, superseded_at=START - SECOND, **row
        )
        await patient.publication(report, [old], **{**BEFORE, **act})
        await patient.result(report, value="130.9", source_key=report.hex, version=2, **new)


async def hidden_health(patient: PatientHere) -> None:
    """Add medicines and the like, and measurements, none of them to be seen."""
    hidden = await patient.episode("Geheim", visible_to_patient=False)
    for section in SUMMARY:
        for row in (
            {"visible_to_patient": False},
            {"superseded_at": START},
            {"confidentiality": "V"},
        ):
            await item(patient, section, "Geheim middel", **row)
    long_ago = {"state": "ended", "ended_on": date(2020, 1, 1)}
    await item(patient, Section.MEDICATION, "Oud middel", **long_ago)
    contact = await patient.contact(kind="08")
    for row in (
        {"visible_to_patient": False},
        {"superseded_at": START},
        {"confidentiality": "V"},
        {"episode": hidden},
        {"has_unknown_episode": True},
        {"contact": contact},
        {"taken_at": START - timedelta(days=900)},
    ):
        await measurement(patient, "99.9", **row)
        await measurement(patient, "99.9", topic="pulse", series="pulse", **row)


async def reason_of_a_medicine(patient: PatientHere) -> None:
    """Let what is shown stand in an episode that is hidden: nothing tells of it."""
    hidden = await patient.episode("Geheim", visible_to_patient=False)
    for section in SUMMARY:
        shown = await SummaryItem.objects().get(
            (SummaryItem.patient == patient.id) & (SummaryItem.section == section.value)
        )
        assert shown is not None
        async with transaction():
            await SummaryItem.update({SummaryItem.episode: hidden}).where(
                SummaryItem.id == shown.id
            )


SECRETS = (
    hidden_episode,
    hidden_health,
    reason_of_a_medicine,
    hidden_line,
    unpublished_result,
    earlier_value,
    earlier_version,
    correction,
    unaccorded_letter,
)
SODIUM = "2951-2"
SECOND = timedelta(seconds=1)
BEFORE = {"visible_from": START - 2 * SECOND, "acted_at": START - 2 * SECOND}


async def furnish(patient: PatientHere) -> None:
    """Give a file what may be seen, the same for everybody."""
    await patient.released()
    episode = await patient.episode()
    await patient.line("E", episode=episode)
    await patient.line("P", "Rustig aan.", episode=episode)
    await patient.line("E", "Zonder episode.")
    report = await patient.report()
    shown = await patient.result(report, code=SODIUM, taken_at=START - timedelta(days=2))
    await patient.publication(report, [shown], visible_from=START - timedelta(days=1))
    invited = await patient.report("TSH")
    earlier = START - timedelta(days=2)
    await patient.publication(
        invited, [], act="invite", conclusion="", visible_from=None, acted_at=earlier
    )
    await patient.accorded()
    for section in SUMMARY:
        await item(patient, section)
    for ago in (1, 100, 500):
        await measurement(patient, taken_at=START - timedelta(days=ago))


async def visit(app: Litestar, client: httpx.AsyncClient, patient: PatientHere) -> list[object]:
    """Log in and open every page, and whatever the lists lead to."""
    new = NewSession(kind=VisitorKind.PATIENT, level=25, language="nl", person=patient.person)
    async with transaction():
        _, token = await sessions.begin(new, START)
    client.cookies.set("portal_session", token)
    seen: list[object] = []
    for page in LISTS:
        answer = await client.get(f"/mijn{page}")
        seen.append(_plain(answer))
        for link in dict.fromkeys(
            re.findall(rf'href="(/mijn{page}/[0-9a-f-]{{36}})"', answer.text)
        ):
            seen.append(_plain(await client.get(link)))
            if page == "/brieven":
                seen.append(_plain(await client.get(f"{link}/bestand")))
    return seen


def _plain(answer: httpx.Response) -> object:
    names: dict[str, str] = {}
    kept = {"content-length", "content-type", "content-disposition", "cache-control"}
    headers = {name: value for name, value in answer.headers.items() if name in kept}
    if answer.headers["content-type"] == "application/pdf":
        return answer.status_code, headers, answer.content
    text = UUID.sub(lambda m: names.setdefault(m[0], f"<{len(names)}>"), answer.text)
    text = REFERENCE.sub("<reference>", TOKEN.sub(r"\1", text))
    return answer.status_code, headers, text


@pytest.mark.parametrize("secret", SECRETS, ids=lambda secret: secret.__name__)
async def test_what_may_not_be_seen_changes_nothing(
    app: Litestar, client: httpx.AsyncClient, secret: Secret
) -> None:
    open_book, has_secret = await _two(app)
    await secret(has_secret)
    assert await visit(app, client, open_book) == await visit(app, client, has_secret)


async def test_a_planted_difference_is_found(app: Litestar, client: httpx.AsyncClient) -> None:
    open_book, has_more = await _two(app)
    await has_more.line("E", "één regel meer")
    assert await visit(app, client, open_book) != await visit(app, client, has_more)


async def test_an_earlier_value_that_may_be_seen_is_a_difference(
    app: Litestar, client: httpx.AsyncClient
) -> None:
    open_book, has_more = await _two(app)
    report = await has_more.report()
    earlier = START - timedelta(days=99)
    result = await has_more.result(report, value="5.1", code=SODIUM, taken_at=earlier)
    await has_more.publication(report, [result], visible_from=earlier)
    page = [one for one in await visit(app, client, has_more) if "5,1" in str(one)]
    assert any("eerdere uitslagen" in str(one) for one in page)
    assert not any("eerdere uitslagen" in str(one) for one in await visit(app, client, open_book))


async def _two(app: Litestar) -> tuple[PatientHere, PatientHere]:
    stage = await Stage.set()
    stage.vault = app.state.vault
    # Their BSNs end in the same three digits, which the paper shows.
    one, other = await stage.patient(364), await stage.patient(909)
    for patient in (one, other):
        await furnish(patient)
    return one, other
