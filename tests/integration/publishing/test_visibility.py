"""The two writings of the visibility rule, in Python and in SQL, agree on random files."""

import random

import pytest

from consent.model import Grant
from integration.publishing.random_files import File, check, drawn, each_alone
from publishing import visibility
from publishing.letters import shown_queries
from publishing.queries import reading
from publishing.visibility import Gate
from soak import rounds
from support.stage import Stage

pytestmark = pytest.mark.usefixtures("engine")
# What is taken out of the statements, one condition after the other.
PLANTED = (
    "g.journal and ",
    "g.results and ",
    "g.letters and ",
    "and l.recorded_on >= g.journal_from",
    "l.kind in ('E', 'P') and",
    "and l.visible_to_patient",
    "and l.superseded_at is null",
    "and not l.has_unknown_episode",
    "and l.confidentiality <> 'V'",
    "and coalesce(c.confidentiality, '') <> 'V'",
    "c.is_shown,",
    "or coalesce(c.kind, '') in ('', '01', '02', '03', '04', '05', '06', '12')",
    "g.desk or ",
    "not e.visible_to_patient or ",
    "union all select unnest(g.left_out)",
    "or e.confidentiality = 'V'",
    "g.closed = 'attention' and e.is_closed and",
    "and not e.attention",
    "|| l.former_episodes",
    "l.other_episodes ||",
    "or e.attention",
    "or g.closed = 'all'",
    "l.accorded_at <= $2 and",
    "and l.status = 'current'",
    "and l.category = any(g.letter_categories)",
    "pb.visible_from <= $2 and",
    "pb.ended_at is null and",
    "rp.confidentiality <> 'V'",
    "r.superseded_at is null and",
    "and r.status <> 'withdrawn'",
    "and (r.status <> 'preliminary' or rp.category = any(g.preliminary))",
    "or rp.category = any(g.preliminary)",
    "and y.category = rp.category",
    "and y.pace = 'after_talk'",
    "and y.pace = 'warn'",
    "and y.chosen_at <= pb.visible_from",
    "pb.opened_at is null and",
    "and t.discussed_on is not null",
    "and (n.superseded_at at time zone 'Europe/Amsterdam')::date > t.discussed_on",
    "x.has_unknown_episode or",
    "x.confidentiality = 'V'",
    "x.other_episodes ||",
    "or x.superseded_at > pb.acted_at",
    "(x.superseded_at is null or x.superseded_at > pb.acted_at)",
)
# So that what is left is still SQL.
INSTEAD = {
    "l.accorded_at <= $2 and": "$2::timestamptz is not null and l.accorded_at is not null and",
    "pb.visible_from <= $2 and": "$2::timestamptz is not null and pb.visible_from is not null and",
    "rp.confidentiality <> 'V'": "true",
    "x.confidentiality = 'V'": "false",
    "(x.superseded_at is null or x.superseded_at > pb.acted_at)": "true",
    "l.other_episodes ||": "'{}'::uuid[] ||",
    "x.other_episodes ||": "'{}'::uuid[] ||",
}
STATEMENTS = (
    "EPISODES",
    "FILE_OF_LETTER",
    "LETTERS",
    "LINES",
    "LINES_PER_EPISODE",
    "LOOSE_LINES",
    "NEWS",
    "ONE_EPISODE",
    "ONE_LETTER",
    "ONE_REPORT",
    "REPORTS",
    "RESULTS",
    "TEXT_OF_LETTER",
)
TABLES = ("EPISODE", "LETTER", "LINE", "REPORT", "RESULT")
# Whatever is shown, somebody decided about: history only explains what nobody has. And of an
# EPD transfer message the database takes no accord.
ONLY_EXPLAINS = {Gate.TRANSFER, Gate.WINDOW}
Pairs = list[tuple[Grant, File]]
PEOPLE = 500


@pytest.fixture
async def files() -> Pairs:
    """Give a file in which every gate is once the only one that is closed, for its readers."""
    patient = await (await Stage.set()).patient()
    await patient.released()
    grants, file = await each_alone(patient)
    found = [(grant, file) for grant in grants]
    assert await _agree(found)
    return found


async def _agree(files: Pairs) -> bool:
    for grant, file in files:
        try:
            await check(grant, file)
        except AssertionError:
            return False
    return True


async def test_both_writings_of_the_rule_agree_on_random_files() -> None:
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    for number in range(rounds(60, 100_000)):
        # There are not as many invented numbers as files: later ones are of another practice.
        if number % PEOPLE == 0:
            stage = await Stage.set()
        patient = await stage.patient(number % PEOPLE)
        await patient.released()
        grant, file = await drawn(patient, chance)
        try:
            await check(grant, file)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, file {number}") from error


async def test_every_gate_and_every_condition_that_is_taken_out_is_missed(
    files: Pairs, monkeypatch: pytest.MonkeyPatch
) -> None:
    missed: list[object] = []
    for condition in PLANTED:
        with monkeypatch.context() as planted:
            for name in STATEMENTS:
                module = shown_queries if hasattr(shown_queries, name) else reading
                sql = getattr(module, name)
                planted.setattr(module, name, sql.replace(condition, INSTEAD.get(condition, "")))
            missed += [condition] if await _agree(files) else []
    for table in TABLES:
        rules = getattr(visibility, table)
        for gate in set(rules) - ONLY_EXPLAINS:
            with monkeypatch.context() as planted:
                planted.setitem(rules, gate, lambda *_: False)
                missed += [(table, gate)] if await _agree(files) else []
    assert missed == []
