"""Who comes in and who does not: enrolled nowhere or twice, too young, a weak login, no login."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from browser import site as sites
from browser.site import Site
from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way

NARROW = Way(320, checked=EVERY_WIDTH)


def test_somebody_enrolled_nowhere_reads_what_to_do(arrive: Arrive) -> None:
    ivo = arrive(NARROW)
    ivo.log_in("Ivo Meijer")
    ivo.reads("Wij vonden u bij geen enkele praktijk", "Vraag het aan uw huisarts.")
    ivo.follow("Kijk nog een keer")
    ivo.reads("Wij hebben niets bewaard")


def test_somebody_enrolled_twice_sees_both(arrive: Arrive) -> None:
    hanna = arrive(NARROW)
    hanna.log_in("Hanna van den Berg")
    hanna.reads("Huisartsenpraktijk De Linde", "Gezondheidscentrum De Es")
    hanna.follow("Dossier")
    hanna.reads("Migraine", "Gevallen met de fiets")
    hanna.follow("Wie keek?")
    hanna.reads("Bekeken: klachten en ziektes")


def test_a_child_under_twelve_reads_whom_to_ask(arrive: Arrive) -> None:
    finn = arrive(NARROW)
    finn.log_in("Finn Bakker")
    finn.open("/mijn/inzage")
    finn.reads("Vraag het aan uw ouder of voogd.")
    assert finn.page.get_by_role("button", name="Aanvraag versturen").count() == 0
    finn.open("/mijn/dossier", status=403)
    finn.reads("Vraag het aan uw ouder of voogd.")


def test_a_weak_login_is_not_enough(arrive: Arrive) -> None:
    anna = arrive(NARROW)
    anna.page.goto(f"{anna.site.portal}/inloggen")
    anna.choose("Anna de Vries")
    anna.choose("Midden (20)")
    anna.press("Inloggen", status=403)
    anna.reads("Log in op een veiliger manier")
    then_nobody_is_logged_in(anna)


def test_who_cancels_is_back_at_the_portal(arrive: Arrive) -> None:
    anna = arrive(NARROW)
    anna.open("/inloggen")
    anna.press("Annuleren")
    anna.reads("U heeft niet ingelogd", "Er is niets gebeurd.")
    anna.follow("Naar het begin")
    then_nobody_is_logged_in(anna)


def test_an_employee_has_only_what_their_rights_allow(arrive: Arrive) -> None:
    assistant = arrive(NARROW)
    assistant.log_in("M. Bos", staff=True)
    assistant.open("/praktijk/uitslagen", status=403)
    assistant.reads("U mag deze pagina niet bekijken")
    assistant.open("/mijn", status=403)


def test_a_provider_that_is_down_is_said_so(arrive: Arrive, stranded: Site) -> None:
    anna = arrive(NARROW)
    anna.site = stranded
    anna.open("/inloggen", status=503)
    anna.reads("Inloggen kan nu even niet", "Probeer het over 5 minuten opnieuw.")


@pytest.fixture
def stranded(site: Site, demo: tuple[str, Path]) -> Iterator[Site]:
    """Give a portal with the providers of a demo that was stopped."""
    assert site.database is not None
    folder = demo[1]
    settings = {
        "PORTAL_ENVIRONMENT": "development",
        "PORTAL_DATABASE_URL": site.database.url,
        "PORTAL_SECRET_KEYS": str(folder / "secret-keys"),
        "PORTAL_PATIENT_PROVIDER": str(folder / "providers" / "proef-digid.toml"),
        "PORTAL_STAFF_PROVIDER": str(folder / "providers" / "proef-uzi.toml"),
    }
    with sites.served(settings) as address:
        yield Site(address, "", None, site.clock)


def then_nobody_is_logged_in(anna: Visit) -> None:
    anna.page.goto(f"{anna.site.portal}/mijn")
    assert anna.page.url.startswith(anna.site.provider)
