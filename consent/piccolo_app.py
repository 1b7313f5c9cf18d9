"""What Piccolo needs to know of consent: its tables and where its migrations lie."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="consent",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=table_finder(
        [
            "consent.tables.access",
            "consent.tables.checks",
            "consent.tables.log",
            "consent.tables.register",
            "consent.tables.representation",
            "consent.tables.sharing",
        ],
        exclude_imported=True,
    ),
    migration_dependencies=[],
)
