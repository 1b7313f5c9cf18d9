"""What the practices of the demo agreed on, and the words that they keep ready."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from consent.agreements import choices
from consent.model import Actor, Agreements, Handling, Parents, Right
from portal.demo import coming
from publishing.phrasing import keeping, templates
from publishing.phrasing.model import Change, Code, Naming, PlainName, Word, Wording

JOURNAL_FROM = date(2020, 7, 1)
OF_PRACTICE = (
    Change(
        "Alles normaal",
        Wording("Uw uitslagen zijn goed.", "Alle waarden zijn normaal.", "U hoeft niets te doen."),
    ),
    Change(
        "Vergeleken met vorige keer",
        Wording(
            "[naam] is [waarde]. Dat is [richting].",
            "Vorige keer was het [vorige]. Normaal is [normaal].",
        ),
    ),
)
OF_ONE = Change(
    "Bloed opnieuw laten prikken",
    Wording(
        "[naam] is [oordeel].",
        what_to_do="Laat over drie maanden opnieuw bloed prikken. Nuchter zijn hoeft niet.",
    ),
)
WORDS = (
    Word(
        "POH",
        ("praktijkondersteuner",),
        "Iemand in de praktijk die u helpt met een ziekte zoals suikerziekte.",
        "Somebody in the practice who helps you with a disease such as diabetes.",
    ),
)
NAMES = (
    Naming(Code("loinc", "2823-3"), PlainName("Kalium (zout in uw bloed)", "Potassium (a salt)")),
)


async def agree(staff: Sequence[Actor], handling: Handling, at: datetime) -> None:
    """Let somebody with all rights agree for a practice, and write its texts, words and names."""
    managers = [one for one in staff if one.may(Right.AGREEMENTS_CHANGE)]
    manager = msgspec.structs.replace((managers or staff)[0], rights=frozenset(Right))
    agreed = Agreements(
        journal=True,
        results=True,
        handling=handling,
        journal_from=JOURNAL_FROM,
        under_16=True,
        parents=Parents.UNDER_16,
    )
    await choices.change(manager, agreed, at)
    await coming.agree(manager, at)
    for text in OF_PRACTICE:
        await templates.save(manager, None, text, at, own=False)
    for word in WORDS:
        await keeping.change_word(manager, word, at)
    for name in NAMES:
        await keeping.change_name(manager, name, at)
    clinician = next((one for one in staff if one.may(Right.RESULTS_PUBLISH)), None)
    if clinician is not None:
        await templates.save(clinician, None, OF_ONE, at, own=True)
