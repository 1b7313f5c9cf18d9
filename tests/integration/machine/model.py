"""What everybody should see by the model and the oracle, and whether the product shows that."""

from typing import Any
from uuid import UUID

from msgspec.structs import replace

from consent import access
from consent.facts import FileFacts
from consent.model import Grant, Patient, PersonName, ReleaseStatus, Section, Standing
from integration.machine.town import BORN, FileName, Town
from publishing import reading
from publishing.visibility import Belongs, EpisodeFacts
from unit.oracle import law, things

Seen = dict[str, set[UUID]]
SOME = UUID(int=1)


def facts_of(town: Town, reader: str, file: FileName) -> FileFacts:
    """Give what the model knows of a file for one reader."""
    right, patient = town.rights[reader, file], town.files[file].patient
    one = replace(right.one, is_blocked=right.blocked) if right.one else None
    return FileFacts(
        Patient(
            patient.id,
            patient.person,
            patient.stage.practice,
            "",
            "",
            "",
            PersonName("", "", ""),
            BORN[file[1]],
        ),
        town.agreed[file[0]],
        release=SOME if right.released_at else None,
        release_status=ReleaseStatus.ACTIVE if right.released_at else None,
        open_request=right.request is not None,
        released_at=right.released_at,
        representation=one,
    )


async def check(town: Town) -> None:
    """Look with everybody's eyes, and find what the model expects: no more and no less."""
    pairs = {(reader, file[1]) for reader, file in town.rights}
    for reader, subject in sorted(pairs):
        files = await access.glance(town.actor(reader, subject), town.now)
        wanted: Seen = {
            kind: set() for kind in ("files", "episodes", "lines", "reports", "values", "letters")
        }
        for who, file in town.rights:
            if (who, file[1]) == (reader, subject):
                _expect(town, reader, file, wanted)
        found = await _found(files.grants)
        assert found == wanted, (reader, subject, town.now, files.reason)


def _expect(town: Town, reader: str, name: FileName, seen: Seen) -> None:
    actor, facts = town.actor(reader, name[1]), facts_of(town, reader, name)
    if not town.is_open(name) or not law.opens(actor, facts, town.now):
        return
    file, grant = town.files[name], _grant(actor, facts, town)
    seen["files"].add(file.patient.id)
    lines = {
        one: replace(x, belongs=_now(x.belongs, file.episodes)) for one, x in file.lines.items()
    }
    shown = {one for one, x in lines.items() if not things.why_no_line(grant, x)}
    noted = {one.id for x in shown for one in lines[x].belongs.episodes}
    known = {one: replace(x, has_notes=one in noted) for one, x in file.episodes.items()}
    episodes = {one for one, x in known.items() if not things.why_no_episode(grant, x)}
    seen["lines"] |= shown
    seen["episodes"] |= episodes
    for letter, x in file.letters.items():
        if not things.why_no_letter(grant, replace(x, belongs=_now(x.belongs, known))):
            seen["letters"].add(letter)
    for report, (about, results) in file.reports.items():
        parts = {
            one: replace(x, belongs=_now(x.belongs, known), was_judged=True)
            for one, x in results.items()
        }
        whole = replace(about, results=tuple(parts.values()))
        if not things.why_no_report(grant, whole):
            seen["reports"].add(report)
            seen["values"] |= {
                one for one, x in parts.items() if not things.why_no_result(grant, whole, x)
            }


def _now(belongs: Belongs, episodes: dict[UUID, EpisodeFacts]) -> Belongs:
    """Give where a thing stands, with its episodes as they are now."""
    found = tuple(episodes[one.id] for one in belongs.episodes if one.id is not None)
    return replace(belongs, episodes=found)


def _grant(actor: Any, facts: FileFacts, town: Town) -> Grant:
    return Grant(
        reader=actor,
        patient=facts.patient.id,
        person=facts.patient.person,
        practice=facts.patient.practice,
        practice_name="",
        at=town.now,
        sections=frozenset(law.parts(facts.agreements) | {Section.DOSSIER}),
        agreements=facts.agreements,
        released_at=facts.released_at,
        standing=facts.representation.kind if facts.representation else Standing.SELF,
        left_out=frozenset(law.left_out(actor, facts)),  # type: ignore[arg-type]
    )


async def _found(grants: tuple[Grant, ...]) -> Seen:
    episodes = await reading.with_lines(grants, await reading.episodes(grants))
    loose = await reading.loose_lines(grants)
    reports = await reading.reports(grants)
    return {
        "files": {one.patient for one in grants},
        "episodes": {one.id for one in episodes},
        "lines": {line.id for one in episodes for line in one.lines} | {one.id for one in loose},
        "reports": {one.id for one in reports},
        "values": {value.id for one in reports for value in one.results},
        "letters": {one.id for one in await reading.letters(grants)},
    }
