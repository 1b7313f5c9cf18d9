"""What is told by mail, what lies ready as a letter, and the page of the demo that shows it."""

import re

from browser.stories.conftest import Arrive
from browser.stories.visit import EVERY_WIDTH, Visit, Way

NARROW = Way(320, checked=EVERY_WIDTH)
PLAIN = Way(390, scripts=False)
HEALTH = ("uitslag", "glucose", "cholesterol", "rugpijn", "conclusie")


def test_a_request_and_its_decision_are_told_without_saying_which(arrive_first: Arrive) -> None:
    bram, assistant, anybody = arrive_first(PLAIN), arrive_first(NARROW), arrive_first(NARROW)
    given_bram_asked(bram)
    then_the_mail_says(anybody, "Er wacht een aanvraag om inzage")
    when_the_assistant_decides(assistant)
    then_a_letter_lies_ready_and_is_taken_off_the_list(assistant)


def test_the_time_of_the_demo_can_be_moved(arrive_first: Arrive) -> None:
    anybody = arrive_first(PLAIN)
    anybody.open("/")
    anybody.follow("Tijd en post van de demo")
    day = re.compile(r"In de demo is het nu (\d+) ")
    before = day.search(anybody.read[-1])
    anybody.press("1 dag later")
    after = day.search(anybody.read[-1])
    assert before
    assert after
    assert before[1] != after[1]
    anybody.press("Terug naar nu")
    assert day.search(anybody.read[-1])[1] == before[1]


def given_bram_asked(bram: Visit) -> None:
    bram.log_in("Bram Jansen")
    bram.follow("Vraag inzage aan")
    bram.press("Aanvraag versturen")


def then_the_mail_says(anybody: Visit, subject: str) -> None:
    for _ in range(20):
        anybody.page.goto(f"{anybody.site.portal}/demo")
        if subject in anybody.page.content():
            break
        anybody.page.wait_for_timeout(500)
    anybody.open("/demo")
    anybody.reads(subject, "Bij Huisartsenpraktijk De Linde wacht een aanvraag om inzage.")
    mails = anybody.page.locator("pre").all_inner_texts()
    assert not [word for mail in mails for word in HEALTH if word in mail.lower()]


def when_the_assistant_decides(assistant: Visit) -> None:
    assistant.log_in("M. Bos", staff=True)
    assistant.go(assistant.page.locator("main").get_by_role("link", name="Aanvragen voor inzage"))
    assistant.follow("Bram Jansen")
    assistant.press("Vrijgeven")


def then_a_letter_lies_ready_and_is_taken_off_the_list(assistant: Visit) -> None:
    assistant.open("/praktijk/post")
    assistant.reads("te printen", "Er is geen e-mailadres bekend. Print de brief.")
    assistant.go(assistant.page.get_by_role("link", name=re.compile("^Brief .* Bram Jansen")))
    assistant.reads("Beste Bram Jansen,", "Uw praktijk heeft uw aanvraag om inzage bekeken.")
    assistant.press("Klaar")
    assistant.reads("Het bericht is van de lijst")
    assistant.open("/praktijk/mijn-berichten")
    assistant.reads("Uw e-mailadres", "Er wacht een aanvraag")
