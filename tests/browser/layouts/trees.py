"""The pages of the stories, in the order in which they are visited, by how one gets there."""

from dataclasses import dataclass

from playwright.sync_api import Page


@dataclass(frozen=True)
class Stop:
    """A page: its address, or the list it is chosen from and what to choose there."""

    name: str
    path: str
    choose: str = ""


PUBLIC = (
    Stop("start", "/"),
    Stop("address", "/adres"),
    Stop("time-over", "/uitgelogd?stil=patient"),
    Stop("help", "/hulp"),
    Stop("privacy", "/privacy"),
    Stop("accessibility", "/toegankelijkheid"),
    Stop("terms", "/voorwaarden"),
    Stop("account", "/medewerkers/account"),
    Stop("forgotten", "/medewerkers/account/vergeten"),
    Stop("not-there", "/nergens"),
    Stop("provider", "/inloggen"),
)
PATIENT = (
    Stop("home", "/mijn"),
    # Before the others: every look adds a line.
    Stop("log", "/mijn/logboek"),
    Stop("access", "/mijn/inzage"),
    Stop("results", "/mijn/uitslagen"),
    Stop("result", "/mijn/uitslagen", "Nierfunctie en zouten"),
    Stop("invited", "/mijn/uitslagen", "Uw huisarts wil een uitslag met u bespreken"),
    Stop("letters", "/mijn/brieven"),
    Stop("letter", "/mijn/brieven", "Brief van de cardioloog"),
    Stop("dossier", "/mijn/dossier"),
    Stop("episode", "/mijn/dossier", "Alle contacten over: Hoge bloeddruk"),
    Stop("medication", "/mijn/medicijnen"),
    Stop("measurements", "/mijn/metingen"),
    Stop("measurement", "/mijn/metingen", "Bloeddruk"),
    Stop("details", "/mijn/gegevens"),
    Stop("sessions", "/mijn/sessies"),
    Stop("sharing", "/mijn/toestemming"),
    Stop("acting", "/mijn/namens"),
    Stop("rights", "/mijn/wie-mag-wat"),
    Stop("involved", "/mijn/zorgverleners"),
    Stop("saving", "/mijn/opslaan"),
)
STAFF = (
    Stop("start", "/praktijk"),
    Stop("requests", "/praktijk/aanvragen"),
    Stop("request", "/praktijk/aanvragen", "td a"),
    Stop("results", "/praktijk/uitslagen"),
    Stop("result", "/praktijk/uitslagen", "td a"),
    Stop("letters", "/praktijk/brieven"),
    Stop("letter", "/praktijk/brieven", "td a"),
    Stop("own-messages", "/praktijk/mijn-berichten"),
    Stop("sessions", "/praktijk/sessies"),
    Stop("post", "/praktijk/post"),
    Stop("reports", "/praktijk/meldingen"),
)
PAGES = {"public": PUBLIC, "patient": PATIENT, "staff": STAFF}


def go(page: Page, portal: str, stop: Stop) -> None:
    """Go to a page of a story."""
    page.goto(portal + stop.path)
    if not stop.choose:
        return
    by_name = page.get_by_role("link", name=stop.choose)
    place = page.locator(stop.choose) if stop.choose.startswith("td") else by_name
    with page.expect_navigation():
        place.first.click()
