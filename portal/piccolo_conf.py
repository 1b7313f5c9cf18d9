"""What Piccolo's own commands look for: the engine (of the owner) and our three apps."""

import os

from piccolo.conf.apps import AppRegistry

from portal.database import PICCOLO_APPS, open_engine

DB = open_engine(os.environ.get("PORTAL_OWNER_DATABASE_URL", "postgresql://"))
APP_REGISTRY = AppRegistry(apps=list(PICCOLO_APPS))
