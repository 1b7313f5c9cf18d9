"""Anna looks at her medicines, allergies, vaccinations, and at how her blood pressure went."""

import re

from browser import harness
from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way

# The picture says in one sentence what stands in the table below it.
SAID = re.compile(r"(\d{1,2} \w+ \d{4}) (\d+)")


def test_health(arrive: Arrive) -> None:
    anna = arrive(Way())
    anna.log_in("Anna de Vries")
    anna.reads("Wat u nu gebruikt: 5", "Waar u niet tegen kunt: 2")
    when_anna_reads_what_she_uses(anna)
    when_anna_reads_what_else_is_known(anna)
    then_a_measurement_is_a_picture_and_a_table(anna)
    then_older_ones_are_there_on_request(anna)


def when_anna_reads_what_she_uses(anna: Visit) -> None:
    anna.follow("Medicijnen")
    anna.reads("Metoprolol 100 mg", "1 keer per dag 1 tablet", "tijdelijk gestopt", "Gestopt op")
    # Why she uses it stands in an episode that is hidden; the other stopped long ago.
    anna.reads("Sertraline 50 mg")
    anna.reads_not("somber", "simvastatine")
    harness.check(anna.page, widths=EVERY_WIDTH)


def when_anna_reads_what_else_is_known(anna: Visit) -> None:
    anna.follow("Dossier")
    anna.follow("Allergieën en overgevoeligheden")
    anna.reads("Penicilline", "kan gevaarlijk zijn", "Geldt niet meer", "Pleisters")
    anna.follow("Dossier")
    anna.follow("Vaccinaties")
    anna.reads("Griepvaccin 2026", "Gekregen op", "Prik 3")
    anna.follow("Dossier")
    anna.follow("Metingen")
    anna.reads("148/86 mmHg", "74,5 kg", "168 cm")


def then_a_measurement_is_a_picture_and_a_table(anna: Visit) -> None:
    anna.follow("Bloeddruk")
    anna.reads("U ziet de 12 maanden tot en met de laatste meting.", "Bovendruk, mmHg")
    drawing = anna.page.get_by_role("img", name=re.compile("Lijngrafiek van Bovendruk"))
    said = SAID.findall(drawing.get_attribute("aria-label") or "")
    anna.unfold(anna.page.locator("summary").first)
    rows = anna.page.locator("table").first.locator("tbody tr").all()
    table = [tuple(cell.inner_text() for cell in row.locator("td").all()) for row in rows]
    assert table[: len(said)] == list(reversed(said))
    assert len(table) > len(said), "the table holds them all"
    harness.check(anna.page, widths=EVERY_WIDTH)


def then_older_ones_are_there_on_request(anna: Visit) -> None:
    anna.follow("Bekijk ook oudere metingen")
    anna.reads("U ziet alle metingen")
    # It was measured more than fourteen months before the release.
    anna.reads_not(">160<", ">94<")
