"""An assistant lets a patient in by hand, hides an episode and a line, and they stay hidden."""

import pytest

from browser.stories.conftest import Arrive
from browser.stories.visit import Visit
from browser.stories.ways import WAYS
from unit.paper.reading import Reading

HIDDEN = ("alcohol", "drinkt meer", "minder drinken", "kracht verliest")


@pytest.mark.parametrize("way", WAYS)
def test_a_patient_sees_the_rest_and_nothing_of_what_is_hidden(
    arrive_first: Arrive, way: str
) -> None:
    bram, assistant = arrive_first(WAYS[way]), arrive_first(WAYS[way])
    given_bram_asked(bram)
    given_the_assistant_reads_his_request(assistant)
    hidden = when_she_hides_an_episode_and_a_line(assistant)
    when_she_releases(assistant)
    then_bram_sees_the_rest(bram)
    then_the_hidden_episode_has_no_address(bram, hidden)
    then_nothing_hidden_is_on_any_page(bram)
    then_nothing_hidden_is_in_the_pdf(bram)


def given_bram_asked(bram: Visit) -> None:
    bram.log_in("Bram Jansen")
    bram.follow("Vraag inzage aan")
    bram.press("Aanvraag versturen")
    bram.reads("Wij hebben uw aanvraag ontvangen", "wordt nagekeken")
    bram.open("/mijn/dossier", status=403)
    bram.reads("Uw dossier is nog niet vrijgegeven.")


def given_the_assistant_reads_his_request(assistant: Visit) -> None:
    assistant.log_in("M. Bos", staff=True)
    assistant.go(assistant.page.locator("main").get_by_role("link", name="Aanvragen voor inzage"))
    assistant.follow("Bram Jansen")
    assistant.reads("Advies: u kunt dit vrijgeven", "Zo ziet Bram Jansen het")


def when_she_hides_an_episode_and_a_line(assistant: Visit) -> str:
    page = assistant.page
    box = page.get_by_label("Zorgen over alcohol", exact=True)
    hidden = box.get_attribute("value") or ""
    assistant.toggle(box)
    assistant.unfold(page.locator("summary", has_text="Lage rugpijn").first)
    line = page.locator("li.epline", has_text="kracht verliest")
    assistant.toggle(line.get_by_role("checkbox"))
    assistant.press("Voorbeeld vernieuwen")
    preview = page.get_by_role("region", name="Voorbeeld van de pagina van de patiënt").inner_html()
    assert "Spierpijn in de onderrug" in preview
    assert [words for words in HIDDEN if words in preview] == []
    return hidden


def when_she_releases(assistant: Visit) -> None:
    assistant.press("Vrijgeven")
    assistant.reads("De aanvraag is vrijgegeven", "Zo ziet Ceyda")


def then_bram_sees_the_rest(bram: Visit) -> None:
    bram.follow("Begin")
    bram.reads("staat aan")
    bram.follow("Dossier")
    assert bram.page.locator("article").count() == 1
    bram.follow("Alle contacten over: Lage rugpijn")
    bram.reads("Spierpijn in de onderrug", "U ziet misschien niet alles")


def then_the_hidden_episode_has_no_address(bram: Visit, hidden: str) -> None:
    bram.open(f"/mijn/dossier/{hidden}", status=404)
    bram.reads("Deze pagina is er niet")


def then_nothing_hidden_is_on_any_page(bram: Visit) -> None:
    pages = {**bram.everything(), **dict(enumerate(bram.read))}
    assert len(pages) > 12
    for place, text in pages.items():
        found = [words for words in HIDDEN if words in text.casefold()]
        assert found == [], f"{place} says {found}"


def then_nothing_hidden_is_in_the_pdf(bram: Visit) -> None:
    bram.follow("Wie keek?")
    bram.reads("Uw dossier vrijgegeven", "Doktersassistent")
    _, file = bram.save("Opslaan als PDF")
    words = Reading(file).text()
    assert "Uw dossier vrijgegeven" in words
    assert [hidden for hidden in HIDDEN if hidden in words.casefold()] == []
