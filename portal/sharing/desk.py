"""The practice's page about what one patient stated, with the form of a provider to choose from."""

from datetime import date

import msgspec

from consent.model import Patient
from consent.sharing.reading import Shared
from portal.frame.links import link
from portal.practice.forms.reading import FieldFault
from portal.practice.pages.parts import Fault, Field, Notice
from portal.practice.views import phrases
from portal.sharing.filling import Filled, categories, choice_form
from portal.sharing.form import OrganisationForm
from portal.sharing.pages import DeskPage
from portal.sharing.views import shared_file
from portal.texts import text

PREFIX = "file"


class Sent(msgspec.Struct, frozen=True):
    """What came back to be mended, of either form, and what is said about it."""

    choice: Filled = Filled()
    listed: OrganisationForm = OrganisationForm()
    wrong: tuple[FieldFault, ...] = ()
    notice: Notice | None = None


def desk_page(file: Patient, shared: Shared, sent: Sent, today: date, language: str) -> DeskPage:
    """Make the page."""
    form = choice_form(shared, sent.choice, language, prefix=PREFIX, desk=True)
    wrong = {one.field: text(language, f"sharing.fault.{one.code}") for one in sent.wrong}
    options = categories(sent.listed.category, language)
    targets = {"category": options[0].id}
    return DeskPage(
        name=file.name.full,
        born=phrases.born_on(file.born, language),
        file=shared_file(shared, form, today, language),
        record=link("practice.sharing", id=file.id),
        add=link("practice.organisation"),
        organisation={
            name: Field(name, name, value, wrong.get(name, ""))
            for name, value in msgspec.structs.asdict(sent.listed).items()
        },
        categories=options,
        back=link("practice.patient", id=file.id),
        faults=form.faults
        + tuple(Fault(targets.get(field, field), said) for field, said in wrong.items()),
        notice=sent.notice,
    )
