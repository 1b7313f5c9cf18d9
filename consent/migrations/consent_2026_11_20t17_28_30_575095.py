"""The hour before which a practice shows nothing is a time of the clock, kept as it is read."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Varchar
from piccolo.columns.indexes import IndexMethod

ID = "2026-11-20T17:28:30:575095"
VERSION = "1.38.0"
DESCRIPTION = "the hour of results as a time of the clock"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="consent", description=DESCRIPTION
    )

    manager.drop_column(
        table_class_name="Practice",
        tablename="practice",
        column_name="publish_from",
        db_column_name="publish_from",
        schema=None,
    )

    manager.add_column(
        table_class_name="Practice",
        tablename="practice",
        column_name="shown_from",
        db_column_name="shown_from",
        column_class_name="Varchar",
        column_class=Varchar,
        params={
            "length": 5,
            "default": "",
            "null": False,
            "primary_key": False,
            "unique": False,
            "index": False,
            "index_method": IndexMethod.btree,
            "choices": None,
            "db_column_name": None,
            "secret": False,
        },
        schema=None,
    )

    return manager
