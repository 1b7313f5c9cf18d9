"""The rows of letters."""

from piccolo.columns import (
    UUID,
    Array,
    Boolean,
    Bytea,
    Date,
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


class Letter(Table):
    """A letter in one version; invisible until somebody accorded it."""

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    source_key = Varchar(length=300, default=None)
    content_hash = Bytea(default=None)
    version = Integer(default=1)
    title = Varchar(length=300, default="", secret=True)
    kind = Varchar(length=100, default="", help_text="in the words of its source")
    category = Varchar(length=20, default="other", help_text="the sort that a practice shares")
    author = Varchar(length=300, default="", secret=True)
    written_on = Date(default=None, null=True)
    received_at = Timestamptz(default=None)
    status = Varchar(length=20, default="current")
    confidentiality = Varchar(length=4, default="")
    episode = ForeignKey(Episode, null=True, default=None, on_delete=RESTRICT)
    has_unknown_episode = Boolean(default=False)
    other_episodes = Array(base_column=UUID(default=None), default=list)
    file_key = Varchar(length=300, default="", help_text="where the sender says the file is")
    file_sealed = Bytea(default=None, null=True, secret=True, help_text="null: not received yet")
    file_size = Integer(default=None, null=True)
    file_pages = Integer(default=None, null=True)
    file_is_rebuilt = Boolean(default=False, help_text="what it did by itself was left out")
    text_sealed = Bytea(default=None, null=True, secret=True, help_text="null: none in the file")
    text_is_cut = Boolean(default=False, help_text="there is more than could be read")
    explanation = Text(default="", secret=True)
    accorded_at = Timestamptz(default=None, null=True)
    accorded_by = ForeignKey(Membership, null=True, default=None, on_delete=RESTRICT)
    superseded_at = Timestamptz(default=None, null=True)
    letter_patient_source_source_key_version_key = Unique([patient, source, source_key, version])
    letter_status_check = Check("status in ('current','superseded','entered-in-error')")
    letter_accorded_check = Check("(accorded_at is null) = (accorded_by is null)")
    letter_category_check = Check(
        "category in ('discharge','emergency','epd_transfer','mental_health','other',"
        "'out_of_hours','own','paramedic','referral','specialist','third_party')"
    )
    letter_transfer_check = Check("category <> 'epd_transfer' or accorded_at is null")
    letter_file_check = Check("accorded_at is null or file_sealed is not null")
