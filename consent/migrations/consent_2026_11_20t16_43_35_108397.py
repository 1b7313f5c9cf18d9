"""Which sorts of letters the patients of a practice see."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from piccolo.columns.column_types import Array
from piccolo.columns.column_types import Varchar
from piccolo.columns.indexes import IndexMethod
from piccolo.constraints import Check

ID = "2026-11-20T16:43:35:108397"
VERSION = "1.38.0"
DESCRIPTION = "sorts of letters per practice"


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="consent", description=DESCRIPTION
    )

    manager.add_column(
        table_class_name="Practice",
        tablename="practice",
        column_name="letter_categories",
        db_column_name="letter_categories",
        column_class_name="Array",
        column_class=Array,
        params={
            "default": None,
            "base_column": Varchar(
                length=20,
                default="",
                null=False,
                primary_key=False,
                unique=False,
                index=False,
                index_method=IndexMethod.btree,
                choices=None,
                db_column_name=None,
                secret=False,
            ),
            "null": True,
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

    manager.add_constraint(
        table_class_name="Practice",
        tablename="practice",
        constraint_name="practice_letter_categories_check",
        constraint_class=Check,
        params={"condition": "not 'epd_transfer' = any(letter_categories)"},
        schema=None,
    )

    return manager
