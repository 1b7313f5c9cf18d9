"""The rows of what practices wrote for the pages that explain; every version is kept."""

from piccolo.columns import UUID, Text, Timestamptz, Varchar
from piccolo.constraints import Check
from piccolo.table import Table


class PracticeWording(Table):
    """What a practice adds to a page in one language from a moment on; empty: nothing any more."""

    id = UUID(primary_key=True, default=None)
    practice = UUID(default=None, index=True)
    page = Varchar(length=20, default=None)
    language = Varchar(length=2, default=None)
    body = Text(default="")
    changed_by = UUID(default=None, help_text="membership")
    changed_at = Timestamptz(default=None)
    practice_wording_page_check = Check("page in ('help','privacy','accessibility','terms')")
