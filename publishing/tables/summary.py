"""The rows of medicines, hypersensitivities and vaccinations: what holds beside the journal."""

from piccolo.columns import (
    UUID,
    Array,
    Boolean,
    Bytea,
    Date,
    ForeignKey,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.constraints import Check
from piccolo.table import Table

from consent.tables import Episode, Patient, Source
from consent.tables.common import RESTRICT


class SummaryItem(Table):
    """
    One medicine, hypersensitivity or vaccination in one version.

    It never carries the title of an episode: `episode` and the like only say where it stands.
    """

    id = UUID(primary_key=True, default=None)
    patient = ForeignKey(Patient, null=False, default=None, on_delete=RESTRICT)
    source = ForeignKey(Source, null=False, default=None, on_delete=RESTRICT)
    source_key = Varchar(length=300, default=None)
    content_hash = Bytea(default=None)
    section = Varchar(length=20, default=None)
    name = Varchar(length=300, default=None, secret=True)
    detail = Text(default="", secret=True, help_text="how to use it, what it does, against what")
    nature = Varchar(
        length=20, default="", help_text="agreement or use; kind of hypersensitivity; which dose"
    )
    gravity = Varchar(length=20, default="", help_text="of a hypersensitivity: high or low")
    state = Varchar(length=10, default="current")
    code = Varchar(length=60, default="", secret=True)
    code_system = Varchar(length=200, default="", help_text="as the sender names it")
    begun_on = Date(default=None, null=True)
    ended_on = Date(default=None, null=True, help_text="may lie ahead")
    episode = ForeignKey(Episode, null=True, default=None, on_delete=RESTRICT)
    has_unknown_episode = Boolean(default=False)
    other_episodes = Array(base_column=UUID(default=None), default=list)
    confidentiality = Varchar(length=4, default="")
    visible_to_patient = Boolean(default=True)
    superseded_at = Timestamptz(default=None, null=True)
    summary_item_section_check = Check(
        "section in ('medication','hypersensitivities','vaccinations')"
    )
    summary_item_state_check = Check("state in ('current','paused','ended')")
