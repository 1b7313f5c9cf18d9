"""What a document says, in words a patient reads; nothing here is computed."""

from datetime import datetime
from typing import ClassVar, Protocol

from msgspec import Struct

_SHOWN_OF_BSN = 3


class Words(Protocol):
    """The texts of one language, such as `functools.partial(portal.texts.text, "nl")`."""

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a key such as `paper.log.title`, its places filled in."""
        ...


class PaperPractice(Struct, frozen=True):
    """A practice as the patient knows it; address and telephone number may be empty."""

    name: str
    address: str = ""
    phone: str = ""


class LogCounts(Struct, frozen=True):
    """The figures on the first page, counted in the same snapshot as the rows."""

    others: int
    own: int
    organisations: int
    emergencies: int


class Paper(Struct, frozen=True, kw_only=True):
    """
    Whose document it is, of when, and from whom; `kind` names its texts.

    Dates and periods are texts in the language of the document. `bsn_ending` is the last three
    digits, or empty; `document_number` may be empty.

    Raises:
        ValueError: more of the BSN than its ending.
    """

    kind: ClassVar[str] = ""
    name: str
    born: str
    bsn_ending: str
    practices: tuple[PaperPractice, ...]
    period: str
    made: str
    made_at: datetime
    document_number: str = ""
    demo: bool = False

    def __post_init__(self) -> None:
        """Refuse a whole BSN: it would be printed."""
        if len(self.bsn_ending) > _SHOWN_OF_BSN:
            raise ValueError("bsn_ending")


class LogPaper(Paper, frozen=True, kw_only=True):
    """
    Everything of an overview of who looked but the rows.

    `covers` are the sentences that say what is in it, and whom else to ask. `since` may be
    empty. `names_shown` says that the practice shows names of employees and
    `is_part` that the list is not the whole, so that the explanation is true.
    """

    kind: ClassVar[str] = "log"
    counts: LogCounts
    covers: tuple[str, ...]
    since: str = ""
    names_shown: bool = False
    is_part: bool = False


class LooksPaper(LogPaper, frozen=True, kw_only=True):
    """The same for who acts for another: their own looks, and not a word about anybody else's."""

    kind: ClassVar[str] = "looks"


class LogRow(Struct, frozen=True):
    """
    One line of the log.

    `number` counts over the whole list, 1 is the oldest. `day` and `clock` are the local date and
    time in words, `month` the words above the rows of one month. `on_behalf` may be empty.
    """

    number: int
    day: str
    clock: str
    month: str
    function: str
    organisation: str
    on_behalf: str
    act: str
    section: str
    reason: str
    emergency: bool = False
    outside: bool = False


class RowsDisagree(Exception):  # noqa: N818 - a finding about the rows, named as one
    """The rows are not those that were counted; the document must not be given out."""
