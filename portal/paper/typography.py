"""The faces and styles of our documents: Figtree for headings, Source Sans 3 for all else."""

from portal.paper.colours import INK, INK_SOFT, PINE, SUN_INK
from portal.paper.pdf.faces import vendored
from portal.paper.pdf.style import Style

# What they lack: Hebrew, Arabic, Armenian, Georgian and signs; then Chinese and Japanese.
_REST = ("DejaVuSans", "DroidSansFallbackFull")
REGULAR = vendored("SourceSans3-Regular", *_REST)
BOLD = vendored("SourceSans3-Bold", *_REST)
HEADING = vendored("Figtree-SemiBold", "SourceSans3-Bold", *_REST)

TITLE = Style(HEADING, 24, INK)
BRAND = Style(HEADING, 14, INK)
SECTION = Style(HEADING, 12, INK)
QUESTION = Style(HEADING, 11, INK)
SMALL_HEADING = Style(HEADING, 10, INK)
EMPTY = Style(HEADING, 13, INK)
FIGURE = Style(HEADING, 21, PINE)
FIGURE_URGENT = Style(HEADING, 21, SUN_INK)

PERIOD = Style(REGULAR, 11, INK_SOFT)
SENDER = Style(REGULAR, 8.6, INK_SOFT, 11.4)
SENDER_STRONG = Style(BOLD, 8.6, INK)
LABEL = Style(REGULAR, 9, INK_SOFT, 13.4)
VALUE = Style(BOLD, 9, INK, 13.4)
CAPTION = Style(REGULAR, 8.8, INK, 10.6)
TEXT = Style(REGULAR, 9.4, INK, 12.4)
LEAD = Style(REGULAR, 9.4, INK, 11.6)
HINT_HEADING = Style(BOLD, 9.2, PINE, 12)
HINT = Style(REGULAR, 9.2, INK, 11.6)
QUIET = Style(REGULAR, 9.6, INK_SOFT)
ASIDE = Style(REGULAR, 9, INK_SOFT)
FURNITURE = Style(REGULAR, 8, INK_SOFT)
MARK = Style(BOLD, 8, INK)

CELL = Style(REGULAR, 8.6, INK, 10.6)
CELL_STRONG = Style(BOLD, 8.6, INK, 10.6)
CELL_SOFT = Style(REGULAR, 8.6, INK_SOFT, 10.6)
CELL_SMALL = Style(REGULAR, 8, INK_SOFT, 10.6)
CELL_URGENT = Style(BOLD, 8.6, SUN_INK, 10.6)
BAND = Style(BOLD, 8.6, PINE, 10.6)
TABLE_TEXT = Style(REGULAR, 9, INK)
TABLE_STRONG = Style(BOLD, 9, INK)
