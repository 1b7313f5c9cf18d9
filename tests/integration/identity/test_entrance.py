"""One guard for every route: silence means nobody, and a form has to be ours."""

from uuid import UUID, uuid4

from consent.register.sources import SourceKind, add_source
from integration.identity.browsing import PORTAL, Browser
from portal.database import transaction
from support.stage import PatientHere, Stage, lines_of

STAFF_LOGIN = "/medewerkers/inloggen"
SENT_BY: list[tuple[dict[str, str], int]] = [
    ({}, 200),
    ({"origin": PORTAL, "sec-fetch-site": "same-origin"}, 200),
    ({"origin": "null"}, 403),
    ({"origin": "http://localhost:8000"}, 403),
    ({"origin": f"{PORTAL}.evil.example"}, 403),
    ({"sec-fetch-site": "cross-site"}, 403),
    ({"sec-fetch-site": "same-site"}, 403),
    ({"origin": PORTAL, "sec-fetch-site": "none"}, 403),
]


async def test_a_route_that_declares_nothing_lets_nobody_in(
    browser: Browser, anna: PatientHere
) -> None:
    assert (await browser.client.get("/stil")).status_code == 403
    await browser.log_in()
    assert (await browser.client.get("/stil")).status_code == 403


async def test_nobody_is_sent_to_the_login(browser: Browser, stage: Stage) -> None:
    for page, login in (
        ("/mijn/proef?a=1", "/inloggen?naar=%2Fmijn%2Fproef%3Fa%3D1"),
        ("/praktijk/proef", "/medewerkers/inloggen?naar=%2Fpraktijk%2Fproef"),
    ):
        answer = await browser.client.get(page)
        assert (answer.status_code, answer.headers["location"]) == (303, login)


async def test_a_form_of_nobody_is_sent_to_the_login_too(browser: Browser, stage: Stage) -> None:
    answer = await browser.client.post("/mijn/proef", data={"a": "1"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/inloggen")


async def test_the_other_kind_is_refused(browser: Browser, anna: PatientHere, gp: UUID) -> None:
    await browser.log_in()
    assert (await browser.client.get("/praktijk/proef")).status_code == 403
    await browser.log_in(STAFF_LOGIN)
    assert (await browser.client.get("/mijn/proef")).status_code == 403


async def test_a_missing_right_is_refused_and_recorded(
    browser: Browser, gp: UUID, stage: Stage
) -> None:
    await browser.log_in(STAFF_LOGIN)
    thing = uuid4()
    assert (await browser.client.get(f"/praktijk/proef/{thing}")).status_code == 403
    line = (await lines_of(None))[-1]
    assert (line["event_subtype"], line["outcome"]) == ("result.review", "8")
    assert (line["practice"], line["object_id"]) == (stage.practice, thing)


async def test_a_form_without_our_token_does_nothing(browser: Browser, anna: PatientHere) -> None:
    await browser.log_in()
    for form in ({}, *({"csrf_token": token} for token in ("", "nonsense", "IjAi.AAAA"))):
        assert (await browser.client.post("/mijn/proef", data=form)).status_code == 403
        assert (await browser.client.post("/uitloggen", data=form)).status_code == 403
    assert (await browser.client.get("/mijn/proef")).status_code == 200


async def test_the_token_of_another_session_is_refused(browser: Browser, anna: PatientHere) -> None:
    await browser.log_in()
    theirs = (await browser.client.get("/mijn/proef")).text
    await browser.log_in()
    ours = (await browser.client.get("/mijn/proef")).text
    assert theirs != ours
    for token, status in ((theirs, 403), (ours, 200)):
        form = {"csrf_token": token}
        assert (await browser.client.post("/mijn/proef", data=form)).status_code == status


async def test_a_form_from_another_site_is_refused(browser: Browser, anna: PatientHere) -> None:
    await browser.log_in()
    form = {"csrf_token": (await browser.client.get("/mijn/proef")).text}
    for headers, status in SENT_BY:
        answer = await browser.client.post("/mijn/proef", data=form, headers=headers)
        assert answer.status_code == status, headers


async def test_a_source_comes_in_by_its_credential_alone(browser: Browser, stage: Stage) -> None:
    async with transaction():
        credential = await add_source("lab-oost", SourceKind.LABORATORY, stage.practice, stage.at)
    for headers, status in (
        ({}, 401),
        ({"authorization": "Bearer nonsense"}, 401),
        ({"authorization": f"Basic {credential}"}, 401),
        ({"authorization": f"Bearer {credential}"}, 200),
    ):
        answer = await browser.client.post("/bron", headers=headers)
        assert answer.status_code == status
        assert ("www-authenticate" in answer.headers) == (status == 401)


async def test_no_cookie_is_set_by_looking_around(browser: Browser, stage: Stage) -> None:
    for page in ("/gezond", "/uitgelogd", "/stil", "/bestaat-niet", "/mijn/proef"):
        assert "set-cookie" not in (await browser.client.get(page)).headers
