"""Puts random cases to the product and to the oracle, and tells where they differ."""

import random
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from consent import policy
from consent.model import Grant, Section
from publishing import visibility
from unit.oracle import files, health, law, people, things

PARTS = {
    Section.JOURNAL,
    Section.RESULTS,
    Section.LETTERS,
    Section.MEASUREMENTS,
    Section.MEDICATION,
    Section.HYPERSENSITIVITIES,
    Section.VACCINATIONS,
}


def differences_about_people(chance: random.Random, cases: int) -> Iterator[tuple[Any, ...]]:
    """Give every case in which the two differ about who may look, ask or be let in."""
    for _ in range(cases):
        reader, facts, at = people.case(chance)
        if _decided(reader, facts, at) != _by_law(reader, facts, at):
            yield _decided(reader, facts, at), _by_law(reader, facts, at), reader, facts, at
        if facts.representation is not None and not _is_quiet(reader, facts, at):
            yield "a block tells of itself", reader, facts, at


def _decided(reader: Any, facts: Any, at: Any) -> tuple[Any, ...]:
    seen = policy.open_file(reader, facts, at)
    asked = policy.may_ask(reader, facts, at)
    let_in = policy.may_release(facts, reader.whose if reader.subject is None else reader.id, at)
    mine = reader.subject is None and reader.id == facts.patient.person
    comes = (mine and reader.kind == "person") or facts.representation is not None
    rule = policy.rule_for(facts, at) if comes else None
    log = policy.open_log(reader, facts, at)
    opened = None
    if isinstance(seen, Grant):
        opened = (set(seen.sections) & PARTS, seen.left_out, str(seen.standing), seen.preview)
    return opened, asked is None, let_in is None, rule is not None, _names(log)


def _by_law(reader: Any, facts: Any, at: Any) -> tuple[Any, ...]:
    opened = None
    if law.opens(reader, facts, at):
        kind = "self" if law.is_own(reader, facts) else str(facts.representation.kind)
        opened = (law.parts(facts.agreements), law.left_out(reader, facts), kind, False)
    may, by_rule = law.asks(reader, facts, at), law.by_itself(reader, facts, at)
    log = law.reads_log(reader, facts, at)
    return opened, may, law.may_be_let_in(facts, reader.id, at), by_rule, log


def _names(log: Any) -> str:
    """Give as whom the log was opened, empty when it was not."""
    return str(log.standing) if isinstance(log, Grant) else ""


def _is_quiet(reader: Any, facts: Any, at: Any) -> bool:
    """Tell whether who is kept out hears what they would have heard before any release."""
    never = {"release": None, "release_status": None, "released_at": None}
    told = []
    for is_blocked in (True, False):
        one = replace(facts.representation, is_blocked=is_blocked)
        before = replace(facts, representation=one, **never)
        told.append((policy.open_file(reader, before, at), policy.may_ask(reader, before, at)))
    return told[0] == told[1]


def differences_about_things(chance: random.Random, cases: int) -> Iterator[tuple[Any, ...]]:
    """Give every case in which the two differ about what is shown, or why it is not."""
    for _ in range(cases):
        grant, report = files.grant(chance), files.report(chance)
        every: list[tuple[Any, Any, tuple[Any, ...]]] = [
            (visibility.episode_gates, things.why_no_episode, (files.episode(chance),)),
            (visibility.line_gates, things.why_no_line, (files.line(chance),)),
            (visibility.letter_gates, things.why_no_letter, (files.letter(chance),)),
            (visibility.report_gates, things.why_no_report, (report,)),
            (visibility.summary_gates, health.why_no_item, (health.item(chance),)),
            (
                visibility.measurement_gates,
                health.why_no_measurement,
                (health.measurement(chance),),
            ),
        ]
        every += [
            (visibility.result_gates, things.why_no_result, (report, one)) for one in report.results
        ]
        for product, oracle, facts in every:
            gates = {str(gate) for gate in product(grant, *facts)}
            if gates != oracle(grant, *facts):
                yield gates ^ oracle(grant, *facts), grant, facts
