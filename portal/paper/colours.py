"""The colours of the portal on paper."""

from portal.paper.pdf.shapes import colour

WHITE = colour("#ffffff")
INK = colour("#16302d")
INK_SOFT = colour("#4b605c")
PAPER = colour("#f7f5f0")
SUNKEN = colour("#f0eee7")
LINE = colour("#dedbd1")
PINE = colour("#0e5f5a")
PINE_DARK = colour("#0a3432")
PINE_TINT = colour("#eef6f3")
PINE_EDGE = colour("#b9d9d1")
SUN = colour("#ffc533")
SUN_TINT = colour("#fff2d2")
SUN_INK = colour("#6a4b00")
