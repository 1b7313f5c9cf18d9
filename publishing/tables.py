"""The rows of publishing: shapes only, every default stated, every reference restricting."""

from piccolo.columns import (
    UUID,
    Boolean,
    Bytea,
    Date,
    ForeignKey,
    Integer,
    OnDelete,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from consent.tables import Episode, Membership, Patient, Source

RESTRICT = OnDelete.restrict


class IntakeMessage(Table):
    """What came in, as it came in: sealed bytes, committed before anything is read."""

    id = UUID(primary_key=True, default=None)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    received_at = Timestamptz(default=None)
    content_type = Varchar(length=100, default="")
    sha256 = Bytea(default=None)
    body_sealed = Bytea(default=None, secret=True)
    stated_patient = ForeignKey(Patient, null=True, default=None, on_delete=RESTRICT)
    stated_by = Varchar(length=200, default="", help_text="who stated whose file this is")
    unreadable = Varchar(length=40, default="", help_text="reason code when nothing could be read")


class IntakeItem(Table):
    """One resource of a message and how it ended; nothing is without an end."""

    id = UUID(primary_key=True, default=None)
    message = ForeignKey(IntakeMessage, null=False, default=None, on_delete=RESTRICT)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    path = Varchar(length=300, default=None)
    kind = Varchar(length=60, default=None, help_text="resource type")
    item_key = Varchar(length=300, default="", index=True)
    outcome = Varchar(length=20, default=None)
    is_kept = Boolean(default=False, help_text="accepted, of a kind that has no page")
    patient = ForeignKey(Patient, null=True, default=None, on_delete=RESTRICT)
    reason = Varchar(length=60, default="")
    fault_path = Varchar(length=300, default="")
    body_sealed = Bytea(default=None, null=True, secret=True)
    content_hash = Bytea(default=None)
    intake_item_outcome_check = Check("outcome in ('accepted','duplicate','quarantined')")
    intake_item_reason_check = Check("outcome <> 'quarantined' or reason <> ''")


class IntakeAlias(Table):
    """Another name by which a source refers to a thing: a second identifier, or type/id."""

    id = UUID(primary_key=True, default=None)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    kind = Varchar(length=60, default=None, help_text="resource type")
    alias = Varchar(length=300, default=None)
    item_key = Varchar(length=300, default=None)
    intake_alias_source_kind_alias_key = Unique([source, kind, alias])


class IntakeLink(Table):
    """What refers to what in one file, as stated: either side may come first."""

    id = UUID(primary_key=True, default=None)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    from_kind = Varchar(length=20, default=None, help_text="line, result, letter, contact, report")
    from_key = Varchar(length=300, default=None)
    to_kind = Varchar(length=20, default=None, help_text="episode, contact, result")
    to_key = Varchar(length=300, default=None)
    intake_link_from_to_key = Unique([patient, source, from_kind, from_key, to_kind, to_key])


class Contact(Table):
    """A visit, call or note in the practice's journal."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    source_key = Varchar(length=300, default=None)
    kind = Varchar(length=20, default="", help_text="NHG table 14")
    held_on = Date(default=None, null=True)
    practitioner_role = Varchar(length=100, default="")
    practitioner_name = Varchar(length=300, default="", secret=True)
    contact_patient_source_source_key_key = Unique([patient, source, source_key])


class JournalLine(Table):
    """One S, O, E or P line of the journal. Only E and P can ever be shown."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    source_key = Varchar(length=300, default=None)
    content_hash = Bytea(default=None)
    kind = Varchar(length=1, default=None)
    body = Text(default=None, secret=True)
    icpc = Varchar(length=10, default="", secret=True)
    recorded_on = Date(default=None, null=True, help_text="null: not stated, so never shown")
    contact = ForeignKey(Contact, null=True, default=None, on_delete=RESTRICT)
    episode = ForeignKey(Episode, null=True, default=None, on_delete=RESTRICT)
    has_unknown_episode = Boolean(default=False, help_text="refers to an episode we do not have")
    visible_to_patient = Boolean(default=True)
    superseded_at = Timestamptz(default=None, null=True)
    journal_line_kind_check = Check("kind in ('S','O','E','P')")


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
    report_patient_source_source_key_key = Unique([patient, source, source_key])
    report_state_check = Check("state in ('received','published','invited','saved')")


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


class Letter(Table):
    """A letter in one version; invisible until somebody accorded it."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    source_key = Varchar(length=300, default=None)
    content_hash = Bytea(default=None)
    version = Integer(default=1)
    title = Varchar(length=300, default="", secret=True)
    kind = Varchar(length=100, default="")
    author = Varchar(length=300, default="", secret=True)
    written_on = Date(default=None, null=True)
    received_at = Timestamptz(default=None)
    status = Varchar(length=20, default="current")
    confidentiality = Varchar(length=4, default="")
    episode = ForeignKey(Episode, null=True, default=None, on_delete=RESTRICT)
    has_unknown_episode = Boolean(default=False)
    file_key = Varchar(length=300, default="", help_text="where the sender says the file is")
    file_sealed = Bytea(default=None, null=True, secret=True, help_text="null: not received yet")
    file_size = Integer(default=None, null=True)
    file_pages = Integer(default=None, null=True)
    explanation = Text(default="", secret=True)
    accorded_at = Timestamptz(default=None, null=True)
    accorded_by = ForeignKey(Membership, null=True, default=None, on_delete=RESTRICT)
    superseded_at = Timestamptz(default=None, null=True)
    letter_patient_source_source_key_version_key = Unique([patient, source, source_key, version])
    letter_status_check = Check("status in ('current','superseded','entered-in-error')")
    letter_accorded_check = Check("(accorded_at is null) = (accorded_by is null)")
    letter_file_check = Check("accorded_at is null or file_sealed is not null")
