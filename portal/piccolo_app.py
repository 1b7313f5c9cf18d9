"""What Piccolo needs to know of the portal: its tables and where its migrations lie."""

from pathlib import Path

from piccolo.conf.apps import AppConfig, table_finder

APP_CONFIG = AppConfig(
    app_name="portal",
    migrations_folder_path=str(Path(__file__).parent / "migrations"),
    table_classes=table_finder(
        [
            "portal.accounts.tables",
            "portal.details.tables",
            "portal.identity.tables",
            "portal.post.tables",
            "portal.wording.tables",
        ],
        exclude_imported=True,
    ),
    migration_dependencies=["consent.piccolo_app", "publishing.piccolo_app"],
)
