"""The working agreements as a page: what each means, what was chosen, by whom and when."""

from collections.abc import Mapping
from datetime import date

import msgspec

from consent.agreements.choices import Change
from consent.model import Agreements, ClosedEpisodes, Handling, Parents
from portal import words
from portal.frame.links import link
from portal.practice.forms.agreements import OFF, ON, AgreementsForm
from portal.practice.pages.agreements import AgreementsPage, Group, Setting
from portal.practice.pages.parts import Button, Field, Notice, Option
from portal.practice.views import phrases
from portal.texts import text

GROUPS = {
    "open": ("journal", "results"),
    "requests": ("handling", "under_16", "parents"),
    "terms": ("answer_days",),
    "limits": (
        "journal_from",
        "closed_episodes",
        "without_contact",
        "history_months",
        "names_shown",
    ),
    "employees": ("code_by_mail",),
}
"""Which agreements stand together, in the order of the page."""


class Chosen(msgspec.Struct, frozen=True):
    """What stands in the form now and, per agreement, who chose it."""

    form: AgreementsForm
    changes: Mapping[str, Change]
    faults: Mapping[str, str] = {}


def page(
    practice: str, chosen: Chosen, missing: tuple[str, ...], language: str, notice: Notice | None
) -> AgreementsPage:
    """Make the page; `missing` are the codes of what keeps patients from asking."""
    faults = dict(chosen.faults)
    return AgreementsPage(
        practice=practice,
        groups=tuple(_group(name, members, chosen, language) for name, members in GROUPS.items()),
        save=Button(link("practice.agreements")),
        missing=tuple(text(language, f"practice.agreements.missing_{code}") for code in missing),
        faults=phrases.summary(faults),
        notice=notice,
    )


def missing(agreements: Agreements) -> tuple[str, ...]:
    """Name what has to be chosen before patients can ask, or before they see notes."""
    codes = {
        "journal": not agreements.journal,
        "results": not agreements.results,
        "start": agreements.journal and agreements.journal_from is None,
    }
    return tuple(code for code, lacks in codes.items() if lacks)


def filled(agreements: Agreements, changes: Mapping[str, Change]) -> AgreementsForm:
    """Fill the form with what holds; what nobody chose stays open, so that it can be seen."""
    values, strict = msgspec.structs.asdict(agreements), Agreements()
    return AgreementsForm(
        **{
            name: _value(value)
            for name, value in values.items()
            if name in AgreementsForm.__struct_fields__
            and (name in changes or value != getattr(strict, name))
        }
    )


def _value(value: bool | Handling | date | None) -> str:  # noqa: FBT001 - a choice of the form
    match value:
        case bool():
            return ON if value else OFF
        case date():
            return value.isoformat()
        case _:
            return str(value or "")


def _group(name: str, members: tuple[str, ...], chosen: Chosen, language: str) -> Group:
    return Group(
        id=f"group-{name}",
        title=text(language, f"practice.agreements.group_{name}"),
        settings=tuple(_setting(member, chosen, language) for member in members),
    )


def _setting(name: str, chosen: Chosen, language: str) -> Setting:
    value = getattr(chosen.form, name)
    is_day = name == "journal_from"
    fault = chosen.faults.get(name, "")
    return Setting(
        id=name,
        title=text(language, f"practice.agreements.{name}"),
        what=text(language, f"practice.agreements.{name}_what"),
        set_by=_set_by(name, chosen.changes.get(name), language),
        options=() if is_day else _options(name, value, language),
        day=Field(id=name, name=name, value=value, fault=fault) if is_day else None,
        fault=fault,
    )


def _set_by(name: str, change: Change | None, language: str) -> str:
    if change is None:
        return text(language, f"practice.agreements.{_UNCHOSEN.get(name, 'not_chosen')}")
    on = words.day(words.local_day(change.at), language)
    if not change.by:
        return text(language, "practice.agreements.set_on", date=on)
    return text(language, "practice.agreements.set_by", name=change.by, date=on)


# What holds until somebody chooses, where that is not "off".
_UNCHOSEN = {
    "handling": "not_chosen_handling",
    "closed_episodes": "not_chosen_closed",
    "history_months": "not_chosen_history",
    "answer_days": "not_chosen_answer",
}

# Per agreement its choices: the value, the key of its label, the key of its hint.
_CHOICES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "journal": ((ON, "on", ""), (OFF, "off", "journal_off_hint")),
    "results": ((ON, "on", ""), (OFF, "off", "results_off_hint")),
    "handling": (
        (Handling.MANUAL, "manual", "manual_hint"),
        (Handling.AUTOMATIC, "automatic", "automatic_hint"),
    ),
    "under_16": (
        (OFF, "under_16_off", "under_16_off_hint"),
        (ON, "under_16_on", "under_16_on_hint"),
    ),
    "parents": tuple((choice, f"parents_{choice}", f"parents_{choice}_hint") for choice in Parents),
    "closed_episodes": tuple(
        (choice, f"closed_{choice}", f"closed_{choice}_hint")
        for choice in (ClosedEpisodes.ATTENTION, ClosedEpisodes.NOTES, ClosedEpisodes.ALL)
    ),
    "without_contact": (
        (OFF, "without_contact_off", "without_contact_off_hint"),
        (ON, "without_contact_on", "without_contact_on_hint"),
    ),
    "history_months": (
        ("14", "history_months_14", "history_months_14_hint"),
        ("6", "history_months_6", ""),
        ("24", "history_months_24", ""),
    ),
    "answer_days": tuple((days, f"answer_days_{days}", "") for days in ("3", "7", "14")),
    "names_shown": ((OFF, "names_shown_off", ""), (ON, "names_shown_on", "")),
    "code_by_mail": (
        (OFF, "code_by_mail_off", ""),
        (ON, "code_by_mail_on", "code_by_mail_on_hint"),
    ),
}


def _options(name: str, value: str, language: str) -> tuple[Option, ...]:
    return tuple(
        phrases.option(
            name,
            str(choice),
            text(language, f"practice.agreements.{label}"),
            hint=text(language, f"practice.agreements.{hint}") if hint else "",
            chosen=value == choice,
        )
        for choice, label, hint in _CHOICES[name]
    )
