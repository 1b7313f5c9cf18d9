"""The hard words of many texts at once, for what is taken home: asked once per practice."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from consent.model import Grant
from publishing.model import Letter, Report
from publishing.phrasing import keeping
from publishing.phrasing.model import Word
from publishing.phrasing.vocabulary import explained

Own = dict[UUID, tuple[Word, ...]]


async def own_words(grants: Sequence[Grant]) -> Own:
    """Give the words of the practices behind these grants, by file."""
    return {grant.patient: await keeping.words(grant.practice) for grant in grants}


def of_reports(reports: Sequence[Report], own: Own) -> list[Report]:
    """Give these reports with the words in them that are explained."""
    return [
        msgspec.structs.replace(
            one,
            words=explained((one.conclusion, one.meaning, one.what_to_do), own[one.patient]),
        )
        for one in reports
    ]


def of_letters(letters: Sequence[Letter], own: Own) -> list[Letter]:
    """Give these letters with the words of their explanation that are explained."""
    return [
        msgspec.structs.replace(one, words=explained((one.explanation,), own[one.patient]))
        for one in letters
    ]
