"""Short phrases that several pages of the practice share: who, how old, how long ago, how many."""

from collections.abc import Collection
from datetime import datetime, timedelta

from consent.dates import age, today
from consent.errors import Refused
from consent.model import PersonName, Reason
from portal import words
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Button, Fault, Field, Identity, Notice, Option
from portal.texts import text


def identity(name: PersonName, born: str, at: datetime, language: str) -> Identity:
    """Say whose file it is: the name, the birth date as far as it is known, and the age."""
    return Identity(name=name.full, born=born_on(born, language), age=years(born, at, language))


def born_on(born: str, language: str) -> str:
    """Write a birth date, or that it is not known."""
    return words.since(born, language) if born else text(language, "practice.list.born_unknown")


def years(born: str, at: datetime, language: str) -> str:
    """Write an age in whole years, or that it is not known."""
    count = age(born, today(at))
    if count is None:
        return text(language, "practice.list.age_unknown")
    return text(language, "practice.list.years", count=count)


def ago(moment: datetime, at: datetime, language: str) -> str:
    """Write a past moment the way a worklist does: vandaag 10.02, gisteren 14.05, 18 november."""
    day, now = words.local_day(moment), words.local_day(at)
    if day == now:
        return text(language, "practice.list.just_now", time=words.clock(moment, language))
    if day == now - timedelta(days=1):
        return text(language, "practice.list.yesterday", time=words.clock(moment, language))
    return words.day(day, language, year=day.year != now.year)


def waits(since: datetime, at: datetime, language: str) -> str:
    """Write how long something has waited, in days of the calendar."""
    days = (words.local_day(at) - words.local_day(since)).days
    if days <= 0:
        return text(language, "practice.list.today")
    return counted("practice.list.days", days, language, one="practice.list.one_day")


def oldest(since: datetime | None, at: datetime, language: str) -> str:
    """Write a sentence about the oldest of a list; empty when nothing waits."""
    if since is None:
        return ""
    if words.local_day(since) >= words.local_day(at):
        return text(language, "practice.start.oldest_today")
    return text(language, "practice.start.oldest", waits=waits(since, at, language))


def counted(key: str, count: int, language: str, *, one: str = "", **values: object) -> str:
    """Write a number of things; the text for one of them has the key with _one behind it."""
    chosen = (one or f"{key}_one") if count == 1 else key
    return text(language, chosen, count=count, **values)


def why_not(reason: Reason | None, language: str) -> str:
    """Write why an act is not possible; empty when it is."""
    return text(language, f"reasons.reason.{reason.value}") if reason else ""


def told(reason: Reason, language: str) -> Notice:
    """Say on the page why an act was refused."""
    return Notice("error", why_not(reason, language), icon="circle-alert")


def on_the_page(refusal: Refused, mendable: Collection[Reason], language: str) -> Notice:
    """
    Say why an act was refused, on the page where it can be mended.

    Raises:
        Refused: nothing on this page helps.

    """
    if refusal.reason not in mendable:
        raise refusal
    return told(refusal.reason, language)


def button(href: str, reason: Reason | None, language: str) -> Button:
    """Make the button of an act, with the policy's own reason when it may not be done."""
    return Button(href, why_not(reason, language))


def sentences(faults: tuple[FieldFault, ...], section: str, language: str) -> dict[str, str]:
    """Give the sentence per field; `section` is the part of the texts that knows the codes."""
    return {fault.field: _sentence(fault, section, language) for fault in faults}


def summary(faults: dict[str, str], ids: dict[str, str] | None = None) -> tuple[Fault, ...]:
    """Make the lines of the error summary; `ids` names the target where it is not the field."""
    return tuple(Fault((ids or {}).get(field, field), said) for field, said in faults.items())


def field(name: str, value: str, faults: dict[str, str]) -> Field:
    """Make one field whose id is its name."""
    return Field(id=name, name=name, value=value, fault=faults.get(name, ""))


def option(name: str, value: str, label: str, *, chosen: bool, hint: str = "") -> Option:
    """Make one choice of a field, with an id of the name and the value."""
    return Option(f"{name}-{value}", name, value, label, hint, chosen)


def _sentence(fault: FieldFault, section: str, language: str) -> str:
    where = "form" if fault.code == "too_long" else section
    return text(language, f"practice.{where}.{fault.code}")
