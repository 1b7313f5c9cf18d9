"""The rows of reports, their results, and what was published of them."""

from piccolo.columns import (
    UUID,
    Array,
    Boolean,
    Bytea,
    ForeignKey,
    Integer,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from consent.tables import Episode, Membership, Patient, Source
from consent.tables.common import RESTRICT


class Report(Table):
    """What a laboratory reported together: the unit that gets one conclusion."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    source_key = Varchar(length=300, default=None)
    title = Varchar(length=300, default="", secret=True)
    laboratory = Varchar(length=200, default="")
    taken_at = Timestamptz(default=None, null=True)
    received_at = Timestamptz(default=None)
    state = Varchar(length=20, default="received")
    is_urgent = Boolean(default=False, help_text="the request was urgent, as its sender said")
    confidentiality = Varchar(length=4, default="")
    category = Varchar(length=20, default="laboratory")
    status = Varchar(length=20, default="", help_text="of the whole, as stated; empty: it was not")
    order_keys = Array(base_column=Varchar(length=300, default=None), default=list)
    is_quiet = Boolean(default=False, help_text="it states an episode: nothing is told beforehand")
    report_category_check = Check(
        "category in ('endoscopy','function','imaging','laboratory','microbiology','other',"
        "'pathology')"
    )
    report_patient_source_source_key_key = Unique([patient, source, source_key])
    report_state_check = Check("state in ('received','published','invited','saved','recalled')")


class Result(Table):
    """One determination in one version, its numbers as the laboratory wrote them."""

    id = UUID(primary_key=True, default=None)
    report = ForeignKey(Report, null=False, default=None, on_delete=RESTRICT)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    source_key = Varchar(length=300, default=None)
    content_hash = Bytea(default=None)
    version = Integer(default=1)
    position = Integer(default=0)
    status = Varchar(length=20, default=None)
    code = Varchar(length=40, default="")
    code_system = Varchar(length=20, default="", help_text="nhg45 or loinc")
    name = Varchar(length=300, default=None, secret=True)
    comparator = Varchar(length=2, default="")
    value = Varchar(length=60, default="", secret=True, help_text="decimal as written")
    unit = Varchar(length=60, default="")
    value_text = Text(default="", secret=True, help_text="text or coded answer instead of a number")
    range_low = Varchar(length=60, default="")
    range_high = Varchar(length=60, default="")
    range_text = Varchar(length=300, default="")
    flag = Varchar(length=20, default="", help_text="the laboratory's own: L H LL HH A N")
    flag_text = Varchar(length=300, default="", secret=True)
    remark = Text(default="", secret=True, help_text="the laboratory's remark")
    episode = ForeignKey(Episode, null=True, default=None, on_delete=RESTRICT)
    has_unknown_episode = Boolean(default=False)
    other_episodes = Array(base_column=UUID(default=None), default=list)
    confidentiality = Varchar(length=4, default="")
    taken_at = Timestamptz(default=None, null=True)
    superseded_at = Timestamptz(default=None, null=True)
    result_patient_source_source_key_version_key = Unique([patient, source, source_key, version])


class Publication(Table):
    """A clinician's act on a report. No publication without a conclusion, on any road."""

    id = UUID(primary_key=True, default=None)
    report = ForeignKey(Report, null=False, default=None, on_delete=RESTRICT)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    act = Varchar(length=20, default=None)
    conclusion = Text(default="", secret=True)
    meaning = Text(default="", secret=True)
    what_to_do = Text(default="", secret=True)
    visible_from = Timestamptz(
        default=None, null=True, help_text="UTC; null: the value is not shown"
    )
    invite_within = Varchar(length=20, default="", help_text="day, week, two_weeks or month")
    acted_by = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT)
    acted_at = Timestamptz(default=None)
    ended_at = Timestamptz(default=None, null=True)
    opened_at = Timestamptz(
        default=None, null=True, help_text="when a patient who wanted a warning opened it"
    )
    publication_act_check = Check("act in ('publish','publish_and_invite','invite','save')")
    publication_conclusion_check = Check(
        "act not in ('publish','publish_and_invite')"
        " or (visible_from is not null and conclusion ~"
        r" '[^[:space:]\u00A0\u200B-\u200D\u2060\uFEFF]')"
    )
    publication_shown_check = Check(
        "act in ('publish','publish_and_invite') or visible_from is null"
    )


class PublishedResult(Table):
    """Which results of a report a publication shows: a selection, in the version that was read."""

    id = UUID(primary_key=True, default=None)
    publication = ForeignKey(Publication, null=False, default=None, on_delete=RESTRICT)
    result = ForeignKey(Result, null=False, default=None, on_delete=RESTRICT)
    published_result_publication_result_key = Unique([publication, result])
