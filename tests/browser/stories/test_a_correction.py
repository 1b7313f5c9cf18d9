"""A laboratory corrects what was shared; the GP looks again, and takes back what was a mistake."""

from datetime import datetime, timedelta

import msgspec
import pytest

from browser.site import Site
from browser.stories import laboratory
from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way
from consent.dates import LOCAL
from portal.demo.dossiers import DemoReport, DemoResult

NINE = datetime.now(LOCAL).replace(hour=9, minute=0, second=0, microsecond=0) + timedelta(days=1)
SALTS = DemoReport(
    key="story-kalium",
    title="Kalium",
    ago=0,
    results=(DemoResult("Kalium", "2823-3", "5.8", "mmol/L", low="3.5", high="5.0", flag="H"),),
)
RIGHT = msgspec.structs.replace(
    SALTS,
    results=(msgspec.structs.replace(SALTS.results[0], value="4.9", flag="N"),),
)


@pytest.fixture(scope="module")
def credential(site: Site) -> str:
    """Set the clock at nine o'clock, and connect a laboratory."""
    site.set_clock(NINE)
    return laboratory.connect(site, NINE)


def test_a_result_is_shared_corrected_and_taken_back(
    site: Site, credential: str, arrive: Arrive
) -> None:
    laboratory.deliver(site, credential, SALTS, NINE)
    gp, anna = arrive(Way(1280)), arrive(Way(1280))
    gp.log_in("A. van Dijk", staff=True)
    anna.log_in("Anna de Vries")
    address = when_the_gp_shares(gp, "Uw kalium is te hoog.")
    then_anna_sees_how_it_went(anna, address)
    site.set_clock(NINE + timedelta(minutes=10))
    laboratory.deliver(site, credential, RIGHT, NINE + timedelta(minutes=10), status="corrected")
    anna.open(address)
    anna.reads("Uw huisarts kijkt opnieuw naar deze uitslag")
    anna.reads_not("5,8", "4,9", "Uw kalium is te hoog.")
    when_the_gp_shares(gp, "Uw kalium is bij nader inzien goed.")
    site.set_clock(NINE + timedelta(minutes=12))
    then_anna_reads_what_it_replaced(anna, address)
    site.set_clock(NINE + timedelta(minutes=14))
    when_the_gp_takes_it_back(gp, address)
    anna.open(address, status=404)
    anna.open("/mijn/uitslagen")
    anna.reads_not("Uw kalium is bij nader inzien goed.")


def when_the_gp_shares(gp: Visit, conclusion: str) -> str:
    """Publish what waits under this title, and give its address for the patient."""
    gp.page.goto(f"{gp.site.portal}/praktijk/uitslagen")
    rows = gp.page.locator("td a").evaluate_all("links => links.map(link => link.href)")
    for href in rows:
        gp.page.goto(href)
        if gp.page.locator("h2#rows").inner_text() == "Kalium":
            break
    address = gp.page.url.partition("?")[0].removeprefix(gp.site.portal)
    gp.write("Conclusie", conclusion)
    gp.choose("Publiceren")
    gp.press("Publiceren")
    return address.replace("/praktijk/", "/mijn/")


def then_anna_sees_how_it_went(anna: Visit, address: str) -> None:
    """Read the course as a picture and as a table, twelve months first and then all."""
    anna.way = Way(1280, checked=EVERY_WIDTH)
    anna.open(address)
    anna.reads("Uw kalium is te hoog.", "5,8", "U ziet de 12 maanden voor deze uitslag.")
    assert anna.page.locator("svg.trend").get_attribute("aria-label").startswith("Lijngrafiek van")
    assert anna.page.locator("details table tr").count() > 2, "a table of the same values"
    anna.way = Way(1280)


def then_anna_reads_what_it_replaced(anna: Visit, address: str) -> None:
    """Read the new value, with the mark and the value that stood there."""
    anna.way = Way(1280, checked=EVERY_WIDTH)
    anna.open(address)
    anna.reads(
        "Uw kalium is bij nader inzien goed.", "4,9", "gecorrigeerd", "stond hier: 5,8 mmol/L"
    )
    assert "5,8" not in anna.page.locator("svg.trend").inner_html()
    anna.way = Way(1280)


def when_the_gp_takes_it_back(gp: Visit, address: str) -> None:
    """Take it back as somebody else's, and read who saw it."""
    here = address.replace("/mijn/", "/praktijk/")
    gp.way = Way(1280, checked=EVERY_WIDTH)
    gp.open(f"{here}/terughalen")
    gp.choose("Dit hoort bij iemand anders")
    gp.go(gp.page.locator(".actionbar button"))
    gp.open(f"{here}/terughalen")
    gp.reads("Teruggehaald op", "geopend terwijl het gedeeld was", "datalekmelding")
