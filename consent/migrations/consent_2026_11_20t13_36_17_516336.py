"""Long names fit in whole: two surnames of 200 signs with a prefix between them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Varchar

ID = "2026-11-20T13:36:17:516336"
VERSION = "1.38.0"
DESCRIPTION = "long names fit in whole"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="consent", description=DESCRIPTION
    )

    manager.alter_column(
        table_class_name="AccessEntry",
        tablename="access_entry",
        column_name="user_name",
        db_column_name="user_name",
        params={"length": 900},
        old_params={"length": 300},
        column_class=Varchar,
        old_column_class=Varchar,
        schema=None,
    )

    manager.alter_column(
        table_class_name="Person",
        tablename="person",
        column_name="family",
        db_column_name="family",
        params={"length": 500},
        old_params={"length": 300},
        column_class=Varchar,
        old_column_class=Varchar,
        schema=None,
    )

    return manager
