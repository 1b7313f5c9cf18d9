"""What was put aside: seen with its reason, read again after a fix, linked by a word, dismissed."""

from uuid import UUID

import httpx
import pytest

from consent import tables
from consent.model import Actor, Function, Right
from consent.register.sources import SourceKind
from integration.intake.delivering import Sender, count, rows
from integration.practice.conftest import Form, LogIn
from portal.database import transaction
from support import hl7
from support.messages import bundle, patient, result
from support.stage import PatientHere, Stage, bsn, lines_of

LIST = "/praktijk/aangehouden"
HOW = {"way": "sender", "how": "Gebeld met het laboratorium."}


@pytest.fixture
async def clerk(stage: Stage, log_in: LogIn) -> Actor:
    """Give an assistant who is logged in."""
    found = await stage.employee(Function.ASSISTANT, Right.PATIENTS_CHANGE)
    await log_in(found)
    return found


@pytest.fixture
async def laboratory(stage: Stage) -> Sender:
    """Give a laboratory that delivers for the practice."""
    return await Sender.of(stage, SourceKind.LABORATORY)


def told(number: str, **person: str) -> bytes:
    """Give a message with one result."""
    return hl7.body(hl7.header(), hl7.pid(number, **person), hl7.obr(), hl7.obx())


async def waiting() -> UUID:
    """Give the message that waits."""
    [row] = await rows(
        "select distinct message from intake_item where outcome = 'quarantined'"
        " and settled_at is null union select id from intake_message"
        " where unreadable <> '' and settled_at is null"
    )
    found: UUID = row["message"]
    return found


async def number_of(file: PatientHere) -> str:
    """Give the dossier number of somebody."""
    [row] = await rows("select number from patient where id = $1", file.id)
    return str(row["number"])


async def sent(client: httpx.AsyncClient, message: UUID, act: str, **values: str) -> httpx.Response:
    """Send one of the forms of a message."""
    page = await client.get(f"{LIST}/{message}")
    token = dict(Form(page.text).pairs)["csrf_token"]
    return await client.post(f"{LIST}/{message}/{act}", data={"csrf_token": token, **values})


async def acts(practice: UUID) -> list[str]:
    """Give the lines of a practice that belong to nobody, without looks."""
    table = tables.AccessEntry
    found = await table.select().where(table.practice == practice).order_by(table.id)
    return [
        one["event_subtype"]
        for one in found
        if one["event_subtype"].startswith("intake.") and one["event_subtype"] != "intake.review"
    ]


async def test_what_waits_is_listed_with_its_reason_and_names_nobody(
    client: httpx.AsyncClient, clerk: Actor, laboratory: Sender
) -> None:
    await laboratory.send(told(bsn(5)))
    page = (await client.get(LIST)).text
    assert "Deze patiënt is hier niet bekend." in page
    assert laboratory.source.name in page
    assert "Bakker" not in page
    one = (await client.get(f"{LIST}/{await waiting()}")).text
    for part in ("Anna Bakker", "17 mei 1960", "OBX[1]", f"******{bsn(5)[-3:]}"):
        assert part in one
    assert bsn(5) not in one


async def test_garbled_text_is_filed_and_stays_listed_until_somebody_has_looked(
    client: httpx.AsyncClient, clerk: Actor, laboratory: Sender
) -> None:
    await laboratory.stage.patient()
    garbled = "geïnfecteerd".encode().decode("latin-1")
    found = hl7.obx(value=garbled, kind="ST")
    receipt = await laboratory.send(hl7.body(hl7.header(), hl7.pid(bsn(0)), hl7.obr(), found))
    assert (receipt.accepted, receipt.quarantined) == (3, 0)
    page = (await client.get(LIST)).text
    assert "Letters met een accent zijn bij de afzender al veranderd." in page
    assert "alles is verwerkt" in page
    [row] = await rows("select id from intake_message")
    assert "Lees opnieuw" not in (await client.get(f"{LIST}/{row['id']}")).text
    await sent(client, row["id"], "afhandelen")
    assert "Er is niets aangehouden." in (await client.get(LIST)).text


async def test_after_the_patient_is_registered_it_is_read_again(
    client: httpx.AsyncClient, clerk: Actor, stage: Stage, laboratory: Sender
) -> None:
    await laboratory.send(told(bsn(5)))
    message = await waiting()
    still = await sent(client, message, "opnieuw")
    assert still.headers["location"] == f"{LIST}?gedaan=aside_waits"
    anna = await stage.patient(5)
    taken = await sent(client, message, "opnieuw")
    assert taken.headers["location"] == f"{LIST}?gedaan=aside_taken"
    assert "Er is niets aangehouden." in (await client.get(LIST)).text
    assert await count("result") == 1
    assert [one["event_subtype"] for one in await lines_of(anna.person)] == ["intake.receive"]
    assert await acts(stage.practice) == ["intake.again", "intake.again", "intake.receive"]
    outcomes = "select outcome from intake_item where settled_at is null"
    assert {one["outcome"] for one in await rows(outcomes)} == {"accepted"}
    await sent(client, message, "opnieuw")
    assert await count("result") == 1


async def test_who_knows_whose_it_is_says_how_and_it_is_filed_there(
    client: httpx.AsyncClient, clerk: Actor, stage: Stage, laboratory: Sender
) -> None:
    anna = await stage.patient()
    await laboratory.send(told(""))
    number = await number_of(anna)
    done = await sent(client, await waiting(), "koppelen", number=number, **HOW)
    assert done.headers["location"] == f"{LIST}?gedaan=aside_taken"
    assert [row["patient"] for row in await rows("select patient from result")] == [anna.id]
    (line,) = await lines_of(anna.person)
    assert (line["user_name"], line["authorization_protocol"]) == (clerk.name, "patient-stated/1")
    [kept] = await rows("select stated_by, stated_how from intake_message")
    assert kept["stated_by"] == clerk.name
    assert kept["stated_how"] == "sender: Gebeld met het laboratorium."


async def test_a_birth_date_that_contradicts_is_settled_by_a_word_for_that_patient_alone(
    client: httpx.AsyncClient, clerk: Actor, stage: Stage, laboratory: Sender
) -> None:
    anna, bert = await stage.patient(), await stage.patient(1, name="Bert Zon")
    await laboratory.send(told(bsn(0), born="19610517"))
    message = await waiting()
    wrong = await sent(client, message, "koppelen", number=await number_of(bert), **HOW)
    assert wrong.headers["location"] == f"{LIST}?gedaan=aside_waits"
    [kept] = await rows("select stated_patient from intake_message")
    assert kept["stated_patient"] is None
    assert await lines_of(bert.person) == []
    await sent(client, message, "koppelen", number=await number_of(anna), **HOW)
    assert [row["patient"] for row in await rows("select patient from result")] == [anna.id]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"number": ""}, "Vul een dossiernummer in"),
        ({"number": "99999"}, "Dit dossiernummer is er niet"),
        ({"way": ""}, "Kies hoe u dat weet."),
        ({"how": "zomaar"}, "Leg het uit"),
    ],
)
async def test_without_a_number_and_an_explanation_nothing_is_linked(
    changed: dict[str, str],
    sentence: str,
    client: httpx.AsyncClient,
    clerk: Actor,
    stage: Stage,
) -> None:
    anna = await stage.patient()
    await (await Sender.of(stage, SourceKind.LABORATORY)).send(told(""))
    form = {"number": await number_of(anna), **HOW, **changed}
    answer = await sent(client, await waiting(), "koppelen", **form)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert await count("result") == 0


async def test_what_does_not_belong_here_is_taken_off_the_list_and_stays_kept(
    client: httpx.AsyncClient, clerk: Actor, stage: Stage, laboratory: Sender
) -> None:
    await laboratory.send(b"{")
    assert "De JSON is niet te lezen." in (await client.get(LIST)).text
    done = await sent(client, await waiting(), "afhandelen")
    assert done.headers["location"] == f"{LIST}?gedaan=aside_dismissed"
    assert "Er is niets aangehouden." in (await client.get(LIST)).text
    assert await count("intake_message") == 1
    assert await acts(stage.practice) == ["intake.dismiss"]


async def test_what_another_practice_put_aside_is_not_there(
    client: httpx.AsyncClient, clerk: Actor, mill: Stage
) -> None:
    await (await Sender.of(mill)).send(bundle(patient(None), result()))
    message = await waiting()
    assert "Er is niets aangehouden." in (await client.get(LIST)).text
    assert (await client.get(f"{LIST}/{message}")).status_code == 404


async def test_what_is_read_differently_now_is_taken_as_it_is_read(
    client: httpx.AsyncClient, clerk: Actor, stage: Stage, laboratory: Sender
) -> None:
    await stage.patient()
    await laboratory.send(told(bsn(0), born="19610517"))
    message = await waiting()
    # As if an older reader had found the message as a whole, and nothing else.
    async with transaction():
        from publishing.tables import IntakeItem  # noqa: PLC0415 - rows of this test alone

        gone = IntakeItem.path != "PID[1]"
        await IntakeItem.update({IntakeItem.settled_at: stage.at}).where(gone)
        await IntakeItem.update({IntakeItem.path: "MSH[1]", IntakeItem.kind: "Message"}).where(
            IntakeItem.path == "PID[1]"
        )
        await tables.Person.update({tables.Person.born: "1961-05-17"}).where(
            tables.Person.born == "1960-05-17"
        )
    await sent(client, message, "opnieuw")
    assert "Er is niets aangehouden." in (await client.get(LIST)).text
