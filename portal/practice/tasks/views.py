"""From the versions of a task to its page."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec

from portal import words
from portal.frame.links import link
from portal.practice.pages.parts import Notice
from portal.practice.tasks.forms import FINISH, SAVE, TaskForm
from portal.practice.tasks.pages import TaskChange, TaskPage
from portal.practice.tasks.pages import TaskForm as Shown
from portal.practice.views import phrases
from portal.texts import text
from publishing.inbox import InboxReport
from publishing.tasks.setting import Version, changes


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One result, how its task stood, who can have it, and the form as it stands."""

    report: InboxReport
    versions: Sequence[Version]
    owners: Mapping[UUID, str]
    form: TaskForm
    faults: dict[str, str] = {}
    notice: Notice | None = None


def page(case: Case, at: datetime, language: str) -> TaskPage:
    """Make the page."""
    report = case.report
    return TaskPage(
        identity=phrases.identity(report.name, report.born, at, language),
        title=report.title or text(language, "practice.results.laboratory"),
        back=link("practice.result", id=report.id),
        is_open=_is_open(case.versions),
        form=_form(case, language),
        changes=tuple(_changes(case.versions, language)),
        faults=phrases.summary(case.faults),
        notice=case.notice,
    )


def raced(language: str) -> Notice:
    """Say that a colleague was first, and that what was typed still stands in the form."""
    said = text(language, "tasks.raced"), text(language, "tasks.raced_text")
    return Notice("wait", *said, icon="circle-alert")


def first_form(versions: Sequence[Version], me: UUID | None) -> TaskForm:
    """Fill the form with how the task stands; what is done or not there begins anew, with me."""
    seen = str(versions[0].id) if versions else ""
    if not _is_open(versions):
        return TaskForm(seen=seen, owner=str(me))
    task = versions[0].task
    return TaskForm(
        seen=seen,
        owner=str(task.owner),
        body=task.body,
        due=task.due_on.isoformat() if task.due_on else "",
        discussed=task.discussed_on.isoformat() if task.discussed_on else "",
    )


def _is_open(versions: Sequence[Version]) -> bool:
    return bool(versions) and not versions[0].task.is_done


def _form(case: Case, language: str) -> Shown:
    form, faults = case.form, case.faults
    owners = [
        phrases.option("owner", str(one), name, chosen=str(one) == form.owner)
        for one, name in case.owners.items()
    ]
    is_known = any(option.chosen for option in owners)
    nobody = phrases.option("owner", "", text(language, "tasks.choose"), chosen=not is_known)
    return Shown(
        href=link("practice.task", id=case.report.id),
        save=SAVE,
        finish=FINISH if _is_open(case.versions) else "",
        seen=form.seen,
        owners=(nobody, *owners),
        owner_fault=faults.get("owner", ""),
        body=phrases.field("body", form.body, faults),
        due=phrases.field("due", form.due, faults),
        discussed=phrases.field("discussed", form.discussed, faults),
    )


def _changes(versions: Sequence[Version], language: str) -> Sequence[TaskChange]:
    before = (*versions, None)[1:]
    return [_change(one, was, language) for one, was in zip(versions, before, strict=True)]


def _change(version: Version, before: Version | None, language: str) -> TaskChange:
    task = version.task
    done = [
        text(language, f"log.action.{action}")
        for action in changes(before.task if before else None, task)
    ]
    facts = [text(language, "tasks.fact.owner", name=version.owner_name)]
    facts += [
        text(language, f"tasks.fact.{key}", date=_day(day, language))
        for key, day in (("due", task.due_on), ("discussed", task.discussed_on))
        if day is not None
    ]
    return TaskChange(
        head=text(
            language,
            "tasks.change",
            what=". ".join(done),
            name=version.set_by,
            moment=words.moment(version.set_at, language),
        ),
        facts=tuple(facts),
        body=task.body,
    )


def _day(day: date, language: str) -> str:
    return words.day(day, language)
