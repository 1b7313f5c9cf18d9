"""What patients say at the practice about other care providers, and whom they can choose."""

import httpx
import pytest

from consent.dates import today
from consent.model import Actor, Function, Right, Section
from consent.sharing.deciding import decide
from consent.sharing.model import Answer, Category, Question
from consent.sharing.reading import own
from integration.practice.conftest import Form, LogIn
from portal.database import transaction
from publishing import merging
from support.stage import START, PatientHere, Stage, lines_of

LISTED = {"name": "Apotheek De Vijzel, Utrecht", "ura": "00004321", "category": "pharmacy"}
HEARD = {"channel": "telephone", "by": "self"}
THIS_ONE = Question("00004321", frozenset({Category.PHARMACY}), Section.LETTERS)


@pytest.fixture
async def clerk(stage: Stage, log_in: LogIn) -> Actor:
    """Give an assistant who is logged in."""
    found = await stage.employee(Function.ASSISTANT, Right.PATIENTS_CHANGE)
    await log_in(found)
    return found


@pytest.fixture
async def anna(stage: Stage) -> PatientHere:
    """Give a patient."""
    return await stage.patient()


def page_of(patient: PatientHere) -> str:
    """Give the address of the page."""
    return f"/praktijk/patienten/{patient.id}/toestemming"


async def sent(
    client: httpx.AsyncClient, patient: PatientHere, address: str = "", **values: object
) -> httpx.Response:
    """Send one of the forms of the page."""
    page = page_of(patient)
    token = dict(Form((await client.get(page)).text).pairs)["csrf_token"]
    data = {"csrf_token": token, "file": str(patient.id), **values}
    return await client.post(address or page, data=data)


async def answer_now(patient: PatientHere, question: Question) -> Answer:
    """Say what follows today."""
    [(_, shared)] = await own(patient.reader)
    return decide(question, [one.statement for one in shared.versions], today(START)).answer


async def test_what_was_said_by_telephone_is_written_down_with_who_wrote_it(
    client: httpx.AsyncClient, clerk: Actor, anna: PatientHere
) -> None:
    done = await sent(client, anna, who="category:gp", choice="no", **HEARD)
    assert done.headers["location"] == f"{page_of(anna)}?gedaan=sharing_recorded"
    [(_, shared)] = await own(anna.reader)
    assert [(one.told.recorded_by, one.told.channel) for one in shared.versions] == [
        ("Medewerker assistant", "telephone")
    ]
    page = (await client.get(page_of(anna))).text
    assert "telefonisch, door de patiënt zelf, opgeschreven door Medewerker assistant" in page
    lines = await lines_of(anna.person)
    assert [one["event_subtype"] for one in lines if one["event_subtype"] != "sharing.review"] == [
        "sharing.object"
    ]


async def test_a_provider_on_the_list_can_be_chosen_and_goes_before_its_kind(
    client: httpx.AsyncClient, clerk: Actor, anna: PatientHere
) -> None:
    added = await sent(client, anna, "/praktijk/zorgaanbieders", **LISTED)
    assert added.headers["location"] == f"{page_of(anna)}?gedaan=organisation_added"
    again = await sent(client, anna, "/praktijk/zorgaanbieders", **LISTED)
    assert again.status_code == 403
    assert "staat al op de lijst" in again.text
    [(_, shared)] = await own(anna.reader)
    number = f"organisation:{shared.organisations[0].id}"
    await sent(client, anna, who="category:pharmacy", choice="no", **HEARD)
    await sent(client, anna, who=number, choice="yes", **HEARD)
    assert await answer_now(anna, THIS_ONE) is Answer.YES
    other = Question("00000001", THIS_ONE.categories, Section.LETTERS)
    assert await answer_now(anna, other) is Answer.NO
    assert LISTED["name"] in (await client.get(page_of(anna))).text


@pytest.mark.parametrize("missing", ["channel", "by", "who", "choice"])
async def test_how_and_by_whom_it_was_said_has_to_be_known(
    missing: str, client: httpx.AsyncClient, clerk: Actor, anna: PatientHere
) -> None:
    values = {"who": "category:gp", "choice": "yes", **HEARD, missing: ""}
    if missing == "who":
        del values["who"]
    answer = await sent(client, anna, **values)
    assert answer.status_code == 400
    assert "Er klopt nog iets niet" in answer.text


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"ura": "4321"}, {"ura": "x" * 8}, {"category": ""}]
)
async def test_a_provider_is_listed_with_its_whole_number_or_not(
    wrong: dict[str, str], client: httpx.AsyncClient, clerk: Actor, anna: PatientHere
) -> None:
    answer = await sent(client, anna, "/praktijk/zorgaanbieders", **{**LISTED, **wrong})
    assert answer.status_code == 400
    [(_, shared)] = await own(anna.reader)
    assert shared.organisations == ()


async def test_another_practice_records_nothing_and_sees_nothing(
    client: httpx.AsyncClient, clerk: Actor, mill: Stage
) -> None:
    bert = await mill.patient(1)
    assert (await client.get(page_of(bert))).status_code == 404
    assert await lines_of(bert.person) == []


async def test_what_was_stated_about_a_double_holds_for_the_file_that_stays(
    client: httpx.AsyncClient, clerk: Actor, stage: Stage, anna: PatientHere
) -> None:
    double = await stage.patient(1)
    await sent(client, anna, who="category:gp", choice="yes", **HEARD)
    await sent(client, double, who="category:gp", choice="no", **HEARD)
    async with transaction():
        await merging.merge(stage.gp, stage.vault, anna.id, double.id, START)
    question = Question("", frozenset({Category.GP}), Section.RESULTS)
    assert await answer_now(anna, question) is Answer.NO
