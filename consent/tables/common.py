"""What the tables share."""

from piccolo.columns import OnDelete

RESTRICT = OnDelete.restrict
