"""What Piccolo needs to know of publishing: its tables and where its migrations lie."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="publishing",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=table_finder(
        [
            "publishing.tables.intake",
            "publishing.tables.journal",
            "publishing.tables.letters",
            "publishing.tables.measurements",
            "publishing.tables.notes",
            "publishing.tables.phrasing",
            "publishing.tables.recalls",
            "publishing.tables.results",
            "publishing.tables.summary",
            "publishing.tables.showing",
            "publishing.tables.tasks",
        ],
        exclude_imported=True,
    ),
    migration_dependencies=["consent.piccolo_app"],
)
