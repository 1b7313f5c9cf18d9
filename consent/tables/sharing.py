"""The rows of consent for other care providers: whom a practice knows, and what was stated."""

from piccolo.columns import UUID, Boolean, Date, ForeignKey, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from consent.tables.common import RESTRICT
from consent.tables.register import Membership, Patient, Person, Practice

CATEGORIES = "('care','gp','hospital','laboratory','mental_health','pharmacy')"


class CareOrganisation(Table):
    """A care organisation that patients of a practice can choose by name."""

    id = UUID(primary_key=True, default=None)
    practice = ForeignKey(Practice, null=False, default=None, on_delete=RESTRICT)
    name = Varchar(length=200, default=None)
    ura = Varchar(length=8, default=None)
    category = Varchar(length=20, default=None)
    added_by = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT)
    added_at = Timestamptz(default=None)
    care_organisation_practice_ura_key = Unique([practice, ura])
    care_organisation_category_check = Check(f"category in {CATEGORIES}")


class SharingStatement(Table):
    """One version of what was stated about a file and other care providers; never changed."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT, index=True)
    category = Varchar(length=20, default="", secret=True)
    organisation = ForeignKey(CareOrganisation, null=True, default=None, on_delete=RESTRICT)
    section = Varchar(length=20, default="", help_text="empty: the whole file")
    emergency = Boolean(default=False, help_text="in an emergency only")
    answer = Varchar(length=20, default=None, secret=True)
    starts_on = Date(default=None)
    ends_on = Date(default=None, null=True)
    stated_by = Varchar(length=20, default=None, help_text="the patient, or who acts for them")
    channel = Varchar(length=20, default=None)
    person = ForeignKey(Person, null=True, default=None, on_delete=RESTRICT)
    membership = ForeignKey(Membership, null=True, default=None, on_delete=RESTRICT)
    recorded_at = Timestamptz(default=None)
    sharing_statement_receiver_check = Check(
        "(organisation is null and category in " + CATEGORIES + ")"
        " or (organisation is not null and category = '')"
    )
    sharing_statement_answer_check = Check("answer in ('no','not_stated','yes')")
    sharing_statement_period_check = Check("ends_on is null or ends_on >= starts_on")
    sharing_statement_channel_check = Check(
        "channel in ('counter','letter','portal','telephone')"
        " and (channel = 'portal') = (person is not null)"
    )
    sharing_statement_recorder_check = Check("(person is null) <> (membership is null)")
