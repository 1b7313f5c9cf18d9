"""What all models have in common: a key, a table that is there, and references to others."""

from typing import Any

from django.db import models


class Row(models.Model):
    """What all have in common."""

    id = models.UUIDField(primary_key=True)

    class Meta:
        """No table of its own."""

        abstract = True


def refers(to: str, **more: Any) -> Any:
    """Make a reference under the name the column has."""
    return models.ForeignKey(to, models.RESTRICT, **{"related_name": "+", **more})


def there(table: str) -> type:
    """Say that a table is there already."""
    return type("Meta", (), {"managed": False, "db_table": table})
