"""The rows of the words a practice keeps ready; a change is a new row, and every row is kept."""

from piccolo.columns import UUID, Boolean, ForeignKey, Integer, Text, Timestamptz, Varchar
from piccolo.constraints import Check, Unique
from piccolo.table import Table

from consent.tables import Membership, Practice
from consent.tables.common import RESTRICT
from publishing.tables.results import Publication


class TextTemplate(Table):
    """One version of a text to begin a conclusion with: of the practice, or of one clinician."""

    id = UUID(primary_key=True, default=None)
    template = UUID(default=None, help_text="the same for all versions: the id of the first")
    version = Integer(default=1)
    practice = ForeignKey(Practice, null=False, default=None, on_delete=RESTRICT, index=True)
    owner = ForeignKey(
        Membership, null=True, default=None, on_delete=RESTRICT, help_text="null: the practice's"
    )
    title = Varchar(length=120, default=None)
    conclusion = Text(default=None)
    meaning = Text(default="")
    what_to_do = Text(default="")
    is_on = Boolean(default=True)
    written_by = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT)
    written_at = Timestamptz(default=None)
    text_template_template_version_key = Unique([template, version])
    text_template_version_check = Check("version > 0 and (version > 1 or template = id)")


class TemplateUse(Table):
    """With which version of a text somebody began what they wrote for a patient."""

    id = UUID(primary_key=True, default=None)
    publication = ForeignKey(Publication, null=False, default=None, on_delete=RESTRICT)
    text = ForeignKey(TextTemplate, null=False, default=None, on_delete=RESTRICT)
    template_use_publication_text_key = Unique([publication, text])


class GlossaryWord(Table):
    """What a word means in patient words, from a moment on; not on: it is not explained."""

    id = UUID(primary_key=True, default=None)
    practice = ForeignKey(Practice, null=False, default=None, on_delete=RESTRICT, index=True)
    word = Varchar(length=80, default=None)
    also = Varchar(length=300, default="", help_text="other forms, with commas between them")
    means_nl = Varchar(length=400, default="")
    means_en = Varchar(length=400, default="")
    is_on = Boolean(default=True)
    changed_by = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT)
    changed_at = Timestamptz(default=None)
    glossary_word_means_check = Check("not is_on or means_nl <> ''")


class DeterminationName(Table):
    """What a practice calls a determination for patients, from a moment on; empty: nothing."""

    id = UUID(primary_key=True, default=None)
    practice = ForeignKey(Practice, null=False, default=None, on_delete=RESTRICT)
    code_system = Varchar(length=20, default=None, help_text="nhg45 or loinc")
    code = Varchar(length=40, default=None)
    name_nl = Varchar(length=120, default="")
    name_en = Varchar(length=120, default="")
    changed_by = ForeignKey(Membership, null=False, default=None, on_delete=RESTRICT)
    changed_at = Timestamptz(default=None)
    determination_name_code_system_check = Check("code_system in ('nhg45','loinc')")
