"""The stand-in provider: strict as a real one, for everybody to use, and nowhere but here."""

from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import msgspec
import pytest
from lxml import html

from portal.demo.provider.app import CITIZENS, Setup, create_provider
from portal.demo.provider.people import Citizen, ProviderRefused
from portal.demo.provider.registration import Registration, register
from portal.identity.oidc.departure import Pending, request_of
from unit.identity.stand_in import ANNA, AT, PORTAL, PROVIDER, StandIn

HERE = f"{PROVIDER}{CITIZENS}"


def setup(registration: Registration, **change: Any) -> Setup:
    usual = Setup(
        citizens=(),
        staff=(),
        citizen_client=registration.citizen_client,
        staff_client=registration.staff_client,
        is_development=True,
        key=registration.key,
    )
    return msgspec.structs.replace(usual, **change)


def asked(stand_in: StandIn, **change: str | None) -> dict[str, str]:
    usual: tuple[Pending, dict[str, str]] = request_of(stand_in.people.provider, AT, "nl")
    return {name: value for name, value in (usual[1] | change).items() if value is not None}


@pytest.mark.parametrize(
    "change",
    [
        {"is_development": False},
        {"address": "http://provider.example:8001"},
        {"address": "http://0.0.0.0:8001"},
        {"address": "http://192.168.1.7:8001"},
    ],
)
def test_it_runs_in_development_on_this_machine_alone(
    registration: Registration, change: dict[str, Any]
) -> None:
    with pytest.raises(ProviderRefused):
        create_provider(setup(registration, **change))


@pytest.mark.parametrize("bsn", ["123456782", "999990018", "99999001", "", "99999001x"])
def test_it_takes_numbers_that_are_nobodys(bsn: str) -> None:
    with pytest.raises(ProviderRefused) as refused:
        Citizen("Anna", bsn, date(1980, 1, 1))
    assert not bsn or bsn not in str(refused.value)


async def test_it_answers_nobody_from_elsewhere(registration: Registration) -> None:
    app = create_provider(setup(registration))
    for client, host in (("10.0.0.7", "localhost:8001"), ("127.0.0.1", "evil.example:8001")):
        transport = httpx.ASGITransport(app, client=(client, 5))
        async with httpx.AsyncClient(transport=transport) as browser:
            assert (await browser.get(f"http://{host}/")).status_code == 403


@pytest.mark.parametrize(
    "change",
    [
        {"redirect_uri": "https://evil.example/"},
        {"redirect_uri": f"{PORTAL}/inloggen/terug/"},
        {"client_id": "other"},
        {"client_id": None},
        {"request_uri": "urn:unknown"},
    ],
)
async def test_a_request_it_does_not_trust_leads_nowhere(
    stand_in: StandIn, change: dict[str, str | None]
) -> None:
    page = await stand_in.browser.get(f"{HERE}/authorize?{urlencode(asked(stand_in, **change))}")
    assert page.status_code == 400
    assert "Deze aanvraag klopt niet" in page.text


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": None},
        {"code_challenge": None},
        {"code_challenge_method": None},
        {"code_challenge_method": "plain"},
        {"scope": "openid everything"},
        {"response_type": "token"},
    ],
)
async def test_a_request_that_is_incomplete_goes_back_with_an_error(
    stand_in: StandIn, change: dict[str, str | None]
) -> None:
    sent = asked(stand_in, **change)
    answer = await stand_in.browser.get(f"{HERE}/authorize?{urlencode(sent)}")
    assert answer.status_code == 303
    back = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
    assert back["error"]
    assert back["state"] == sent["state"]


async def test_handing_over_a_request_needs_proof(stand_in: StandIn) -> None:
    sent = asked(stand_in)
    assert (await stand_in.browser.post(f"{HERE}/par", data=sent)).status_code == 401
    sent["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    sent["client_assertion"] = "a.b.c"
    assert (await stand_in.browser.post(f"{HERE}/par", data=sent)).status_code == 401


async def test_userinfo_needs_a_token(stand_in: StandIn) -> None:
    for headers in ({}, {"authorization": "Bearer nonsense"}):
        answer = await stand_in.browser.get(f"{HERE}/userinfo", headers=headers)
        assert answer.status_code == 401


async def test_the_page_is_for_everybody(stand_in: StandIn) -> None:
    page = await stand_in.page(await stand_in.people.begin(AT, "nl"))
    tree = html.fromstring(page.text)
    assert tree.get("lang") == "nl"
    assert len(tree.findall(".//h1")) == 1
    assert "DEMO" in page.text
    assert ANNA not in page.text
    for field in tree.xpath("//input[@type='radio']"):
        assert tree.xpath(f"//label[@for='{field.get('id')}']")
    for described in tree.xpath("//@aria-describedby"):
        assert tree.get_element_by_id(described).text_content().strip()
    assert all(legend.text_content().strip() for legend in tree.xpath("//fieldset/legend"))
    assert not tree.xpath("//script | //@style | //style")


async def test_the_page_is_there_in_english_too(stand_in: StandIn) -> None:
    departure = await stand_in.people.begin(AT, "nl")
    other = html.fromstring((await stand_in.page(departure)).text).xpath("//p/a/@href")[0]
    address = departure.url.partition("?")[0] + other
    page = await stand_in.browser.get(address)
    assert '<html lang="en">' in page.text
    assert "Usual patient" in page.text


async def test_the_page_may_lead_to_the_portal_and_nowhere_else(stand_in: StandIn) -> None:
    page = await stand_in.page(await stand_in.people.begin(AT))
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert f"form-action 'self' {PORTAL}" in policy
    assert "unsafe" not in policy
    style = await stand_in.browser.get(f"{PROVIDER}/provider.css")
    assert style.headers["content-type"].startswith("text/css")


async def test_whoever_chooses_nobody_is_told_so(stand_in: StandIn) -> None:
    departure = await stand_in.people.begin(AT)
    for choice in ({"login": "1"}, {"person": "7", "level": "25"}, {"person": "0", "level": "99"}):
        page = await stand_in.post(departure, choice)
        assert page.status_code == 400
        assert "Kies eerst een persoon" in page.text


async def test_a_page_that_is_too_old_says_so(stand_in: StandIn) -> None:
    page = await stand_in.browser.post(f"{HERE}/authorize", data={"ticket": "old", "person": "0"})
    assert page.status_code == 400
    assert "verlopen" in page.text


async def test_it_sends_nobody_elsewhere_after_logging_out(stand_in: StandIn) -> None:
    query = urlencode({"post_logout_redirect_uri": "https://evil.example/", "state": "x"})
    page = await stand_in.browser.get(f"{HERE}/logout?{query}")
    assert page.status_code == 200
    assert "U bent uitgelogd" in page.text


def test_keys_stay_the_same_from_one_start_to_the_next(
    tmp_path: Path, registration: Registration
) -> None:
    for file in registration.patient_provider.parent.glob("*.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    again = register(tmp_path, "http://127.0.0.1:9000", "http://localhost:9001")
    assert again.key.as_dict() == registration.key.as_dict()
    assert "http://localhost:9001" in again.patient_provider.read_text()
